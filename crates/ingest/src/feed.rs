//! RSS and Atom feeds.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use dateline_core::{Document, Origin};
use feed_rs::model::{Entry, Feed, Text};
use feed_rs::parser;
use jiff::civil::Date;

use crate::cause::{Cause, Rejected};
use crate::document::{Report, document};
use crate::guard::guarded;
use crate::input::Input;
use crate::options::ReadOptions;
use crate::paragraph::one_line;
use crate::place::Place;
use crate::published::parse_day;
use crate::read::{Items, all, once, origin};
use crate::{MAX_REPORT_BYTES, format, page, plain};

/// What the file is called in messages.
const FEED: &str = "the feed";

/// Bytes within which a feed's first element is looked for.
const HEAD: usize = 8192;

/// An entry of a feed: what it says of an article, and as much of the article as it holds.
#[derive(Debug, Clone)]
pub struct FeedEntry {
    report: Report,
    origin: Origin,
    /// Whether the article stands in it, and not a summary alone.
    has_content: bool,
}

impl FeedEntry {
    /// Where the article lies, if the entry says so.
    pub fn url(&self) -> Option<&str> {
        self.report.url.as_deref()
    }

    /// When it was published, or else last changed, if the entry says so.
    pub fn published(&self) -> Option<Date> {
        self.report.published_meta
    }

    /// BLAKE3, in hex, of all that the entry says: another one where the feed tells anew of an article.
    pub fn told(&self) -> String {
        let Report {
            title,
            paragraphs,
            published_meta,
            external_id,
            ..
        } = &self.report;
        let told = format!("{title:?} {published_meta:?} {external_id:?} {paragraphs:?}");
        blake3::hash(told.as_bytes()).to_hex().to_string()
    }

    /// The document of the entry itself. That of an entry with a summary alone is marked as partial.
    ///
    /// # Errors
    /// As every report: no text, too much of it, another language.
    pub fn document(self, options: &ReadOptions) -> Result<Document, Rejected> {
        let Self {
            report,
            origin,
            has_content,
        } = self;
        let origin = if has_content {
            origin
        } else {
            origin.of_summary()
        };
        document(report, origin.clone(), options).map_err(|cause| Rejected { origin, cause })
    }

    /// The same entry, to be known as what lies at its own address instead of as a place in the feed, which is another one tomorrow.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        self.report.url = Some(address.to_owned());
        self.origin.path = address.to_owned();
        self.origin.record = None;
        self
    }

    /// The same entry, published by `publisher` instead of by the feed's title.
    #[must_use]
    pub fn by(mut self, publisher: &str) -> Self {
        self.report.publisher = Some(publisher.to_owned());
        self
    }

    pub(crate) fn report(&self) -> &Report {
        &self.report
    }
}

/// Whether `bytes` look like a feed.
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    format::is_feed(head.trim_start_matches('\u{feff}').trim_start())
}

/// The entries of the feed that `bytes` hold, in its order, none if it is empty. Links are reckoned from `address`.
///
/// # Errors
/// What cannot be parsed as a feed.
pub fn read_feed(address: &str, bytes: &[u8]) -> Result<Vec<FeedEntry>, Rejected> {
    let origin = origin(address, None, bytes);
    match guarded(FEED, || parse(bytes, Some(address))) {
        Ok(feed) => Ok(entries(feed, &origin).collect()),
        Err(cause) => Err(Rejected { origin, cause }),
    }
}

/// The reports of a feed, an entry each, counted from 1: its content where it has any, else its summary.
pub(crate) fn feed(place: Place, input: Input, options: ReadOptions) -> Items {
    // Each entry has an address of its own.
    let options = ReadOptions {
        url: None,
        ..options
    };
    let (bytes, parsed) = match all(input, MAX_REPORT_BYTES) {
        Ok(bytes) => {
            let parsed = guarded(FEED, || parse(&bytes, None)).and_then(not_empty);
            (bytes, parsed)
        }
        Err((bytes, cause)) => (bytes, Err(cause)),
    };
    let origin = origin(&place.path, place.record, &bytes);
    match parsed {
        Ok(feed) => Box::new(entries(feed, &origin).map(move |entry| entry.document(&options))),
        Err(cause) => once(Err(Rejected { origin, cause })),
    }
}

fn entries(feed: Feed, whole: &Origin) -> impl Iterator<Item = FeedEntry> + Send + use<> {
    let publisher = feed.title.as_ref().and_then(short);
    let whole = whole.clone();
    (1..)
        .zip(feed.entries)
        .map(move |(number, entry)| FeedEntry {
            has_content: content(&entry).is_some(),
            report: report(entry, publisher.clone()),
            origin: Origin {
                record: Some(number),
                ..whole.clone()
            },
        })
}

fn parse(bytes: &[u8], address: Option<&str>) -> Result<Feed, Cause> {
    let builder = parser::Builder::new()
        .base_uri(address)
        .timestamp_parser(noon)
        // An id that the feed does not give would be another one each time.
        .id_generator(|_, _, _| String::new());
    builder.build().parse(bytes).map_err(|error| Cause::Broken {
        what: FEED,
        message: one_line(&error.to_string()),
    })
}

fn not_empty(feed: Feed) -> Result<Feed, Cause> {
    match feed.entries.is_empty() {
        true => Err(Cause::Empty),
        false => Ok(feed),
    }
}

/// The day as it is written, whatever its time zone: noon of it in UTC.
fn noon(time: &str) -> Option<DateTime<Utc>> {
    let day = parse_day(time)?;
    let (month, number) = (
        u32::try_from(day.month()).ok()?,
        u32::try_from(day.day()).ok()?,
    );
    let day = NaiveDate::from_ymd_opt(i32::from(day.year()), month, number)?;
    Some(day.and_hms_opt(12, 0, 0)?.and_utc())
}

fn day(noon: DateTime<Utc>) -> Option<Date> {
    let (month, day) = (
        i8::try_from(noon.month()).ok()?,
        i8::try_from(noon.day()).ok()?,
    );
    Date::new(i16::try_from(noon.year()).ok()?, month, day).ok()
}

/// The article, where the entry holds it.
fn content(entry: &Entry) -> Option<&str> {
    let body = entry.content.as_ref()?.body.as_deref();
    body.filter(|body| !body.trim().is_empty())
}

fn report(entry: Entry, feed: Option<String>) -> Report {
    let summary = entry
        .summary
        .as_ref()
        .map(|summary| summary.content.as_str());
    let text = content(&entry).or(summary);
    let paragraphs = text.map(paragraphs).unwrap_or_default();
    let published = entry.published.or(entry.updated);
    Report {
        title: entry.title.as_ref().and_then(short),
        paragraphs,
        publisher: feed,
        url: address(&entry.links),
        external_id: Some(entry.id).filter(|id| !id.is_empty()),
        published_meta: published.and_then(day),
        ..Report::default()
    }
}

/// Whether there is a mark or an escaped character: feeds of every kind mark up what should be plain.
fn is_marked_up(text: &str) -> bool {
    text.contains(['<', '&'])
}

fn paragraphs(text: &str) -> Vec<String> {
    if is_marked_up(text) {
        return page::fragment(text);
    }
    let found = plain::report(text);
    found.title.into_iter().chain(found.paragraphs).collect()
}

fn short(text: &Text) -> Option<String> {
    let text = match is_marked_up(&text.content) {
        true => page::fragment(&text.content).join(" "),
        false => one_line(&text.content),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The address of the entry's own page.
fn address(links: &[feed_rs::model::Link]) -> Option<String> {
    let is_page =
        |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = links.iter().find(is_page).or_else(|| links.first())?;
    Some(link.href.trim().to_owned()).filter(|href| !href.is_empty())
}

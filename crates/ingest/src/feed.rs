//! RSS and Atom feeds.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use dateline_core::Origin;
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
use crate::{MAX_REPORT_BYTES, page, plain};

/// What the file is called in messages.
const FEED: &str = "the feed";

/// The reports of a feed, an entry each, counted from 1: its content where it has any, else its summary.
pub(crate) fn feed(place: Place, input: Input, options: ReadOptions) -> Items {
    // Each entry has an address of its own.
    let options = ReadOptions {
        url: None,
        ..options
    };
    let (bytes, parsed) = match all(input, MAX_REPORT_BYTES) {
        Ok(bytes) => {
            let parsed = guarded(FEED, || parse(&bytes));
            (bytes, parsed)
        }
        Err((bytes, cause)) => (bytes, Err(cause)),
    };
    let origin = origin(&place.path, place.record, &bytes);
    match parsed {
        Ok(feed) => entries(feed, origin, options),
        Err(cause) => once(Err(Rejected { origin, cause })),
    }
}

fn entries(feed: Feed, whole: Origin, options: ReadOptions) -> Items {
    let publisher = feed.title.as_ref().and_then(short);
    Box::new((1..).zip(feed.entries).map(move |(number, entry)| {
        let origin = Origin {
            record: Some(number),
            ..whole.clone()
        };
        let report = report(entry, publisher.clone());
        document(report, origin.clone(), &options).map_err(|cause| Rejected { origin, cause })
    }))
}

fn parse(bytes: &[u8]) -> Result<Feed, Cause> {
    let builder = parser::Builder::new()
        .timestamp_parser(noon)
        // An id that the feed does not give would be another one each time.
        .id_generator(|_, _, _| String::new());
    let parser = builder.build();
    let feed = parser.parse(bytes).map_err(|error| Cause::Broken {
        what: FEED,
        message: one_line(&error.to_string()),
    })?;
    if feed.entries.is_empty() {
        return Err(Cause::Empty);
    }
    Ok(feed)
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

fn report(entry: Entry, feed: Option<String>) -> Report {
    // FIXME: a summary alone should mark its document as partial, which needs a column in the ledger.
    let content = entry.content.and_then(|content| content.body);
    let summary = || entry.summary.map(|summary| summary.content);
    let text = content
        .filter(|content| !content.trim().is_empty())
        .or_else(summary);
    let published = entry.published.or(entry.updated);
    Report {
        title: entry.title.as_ref().and_then(short),
        paragraphs: text.map(|text| paragraphs(&text)).unwrap_or_default(),
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

//! From what a format gives to a document.

use std::cmp::Ordering;

use dateline_core::{
    Document, DocumentId, Language, Origin, Published, PublishedBasis, PublishedFrom, Span, Text,
};
use jiff::civil::Date;

use crate::cause::Cause;
use crate::options::ReadOptions;
use crate::{MAX_REPORT_CHARS, language, published};

/// One report as its format gives it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub(crate) title: Option<String>,
    /// Without the title; no paragraph is empty or has a line break.
    pub(crate) paragraphs: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) external_id: Option<String>,
    /// From a column.
    pub(crate) published_given: Option<Date>,
    /// From a page's metadata.
    pub(crate) published_meta: Option<Date>,
    /// When the file was made or last saved, by its own properties. That is seldom the day of publication, and is taken
    /// for it only where the user asks for `meta` by name.
    pub(crate) file_made: Option<Date>,
    /// Name of the file, where it holds this report alone; the name of a file with many tells when they were gathered.
    pub(crate) file_name: Option<String>,
    /// Where each page begins, from the first on.
    pub(crate) pages: Vec<PageStart>,
    /// Whether what the report says of its publisher and address goes before the user's options: it does for
    /// columns, which the user chose too and which are about this one report.
    pub(crate) is_record: bool,
}

impl Report {
    /// Takes what it lacks from what a feed says of it.
    pub(crate) fn complete(&mut self, listed: &Self) {
        let or = |own: &mut Option<String>, listed: &Option<String>| {
            *own = own.take().or_else(|| listed.clone());
        };
        or(&mut self.title, &listed.title);
        or(&mut self.publisher, &listed.publisher);
        or(&mut self.external_id, &listed.external_id);
        self.published_meta = self.published_meta.or(listed.published_meta);
    }
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageStart {
    /// Which of the report's paragraphs.
    pub(crate) paragraph: usize,
    /// Characters of it that still belong to the page before.
    pub(crate) chars: usize,
}

impl PageStart {
    /// Adjusts where pages begin to the loss of the paragraph `at`.
    pub(crate) fn shift(starts: &mut [Self], at: usize) {
        for start in starts {
            match start.paragraph.cmp(&at) {
                Ordering::Less => {}
                Ordering::Equal => start.chars = 0,
                Ordering::Greater => start.paragraph -= 1,
            }
        }
    }
}

/// The document of one report.
///
/// # Errors
/// [`Cause::Empty`], [`Cause::TooLarge`], [`Cause::NotEnglish`].
pub(crate) fn document(
    mut report: Report,
    origin: Origin,
    options: &ReadOptions,
) -> Result<Document, Cause> {
    drop_repeated_title(&mut report);
    let body = report.paragraphs.join("\n\n");
    if !body.chars().any(char::is_alphanumeric) {
        return Err(Cause::Empty);
    }
    let language = language::of(&body);
    if let language::Found::Other(language) = language {
        return Err(Cause::NotEnglish { language });
    }
    let published = published_day(&report, options);
    let text = Text::from(match &report.title {
        Some(title) => format!("{title}\n\n{body}"),
        None => body,
    });
    if text.char_len() as usize > MAX_REPORT_CHARS {
        return Err(Cause::TooLarge {
            limit: MAX_REPORT_CHARS,
            unit: "characters",
        });
    }
    let title = report
        .title
        .as_ref()
        .map(|title| Span::new(0, title.chars().count() as u32));
    let pages = page_starts(&report);
    let publisher = prefer(
        report.is_record,
        report.publisher,
        options.publisher.as_deref(),
    );
    let url = prefer(report.is_record, report.url, options.url.as_deref());
    Ok(Document {
        id: id(
            &text,
            title,
            publisher.as_deref(),
            published.as_ref(),
            url.as_deref(),
        ),
        text,
        title,
        publisher,
        published,
        url,
        external_id: report.external_id,
        language: match language {
            language::Found::English => Language::English,
            _ => Language::Undetermined,
        },
        pages,
        origin,
    })
}

fn prefer(own_first: bool, own: Option<String>, given: Option<&str>) -> Option<String> {
    let given = given
        .map(str::trim)
        .filter(|given| !given.is_empty())
        .map(str::to_owned);
    if own_first {
        own.or(given)
    } else {
        given.or(own)
    }
}

/// Pages and columns often give the title twice: as such, and above the text.
fn drop_repeated_title(report: &mut Report) {
    let Some(title) = &report.title else { return };
    let head = report.paragraphs.len().min(3);
    let repeated = report.paragraphs[..head]
        .iter()
        .position(|paragraph| same_words(paragraph, title));
    if let Some(at) = repeated.filter(|_| report.paragraphs.len() > 1) {
        report.paragraphs.remove(at);
        PageStart::shift(&mut report.pages, at);
    }
}

/// Characters of the document's text before each page; the title belongs to the first.
fn page_starts(report: &Report) -> Vec<u32> {
    const BLANK_LINE: usize = 2;
    let length = |text: &String| text.chars().count() + BLANK_LINE;
    let mut begin = report.title.as_ref().map_or(0, length);
    let mut begins = Vec::new();
    for paragraph in &report.paragraphs {
        begins.push(begin);
        begin += length(paragraph);
    }
    let end = begin.saturating_sub(BLANK_LINE);
    let place = |start: &PageStart| {
        begins
            .get(start.paragraph)
            .map_or(end, |at| at + start.chars)
    };
    let first = report.pages.first().map(|_| 0);
    let others = report.pages.iter().skip(1).map(place);
    first
        .into_iter()
        .chain(others)
        .map(|at| at as u32)
        .collect()
}

fn same_words(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters(one) == letters(other)
}

fn published_day(report: &Report, options: &ReadOptions) -> Option<Published> {
    let found = |day: Date, basis| Published { day, basis };
    if let Some(day) = report.published_given.or(options.published) {
        return Some(found(day, PublishedBasis::Given));
    }
    options.published_order().find_map(|from| match from {
        PublishedFrom::Meta => report
            .published_meta
            .or_else(|| report.file_made.filter(|_| options.asks_for_meta()))
            .map(|day| found(day, PublishedBasis::Meta)),
        PublishedFrom::Filename => {
            let name = report.file_name.as_deref()?;
            published::in_file_name(name).map(|day| found(day, PublishedBasis::Filename))
        }
        PublishedFrom::Text => {
            published::in_text(&report.paragraphs).map(|day| found(day, PublishedBasis::Text))
        }
        PublishedFrom::None => None,
    })
}

/// BLAKE3, in hex, over text, title, publisher, published day and address, each after its length in bytes (little-endian
/// u64); what is absent has length 0. Where a report was found does not count, so that a copy elsewhere has the same id.
fn id(
    text: &Text,
    title: Option<Span>,
    publisher: Option<&str>,
    published: Option<&Published>,
    url: Option<&str>,
) -> DocumentId {
    let day = published
        .map(|published| published.day.to_string())
        .unwrap_or_default();
    let title = title.map_or("", |title| text.slice(title));
    let mut hasher = blake3::Hasher::new();
    for part in [
        text.as_str(),
        title,
        publisher.unwrap_or(""),
        &day,
        url.unwrap_or(""),
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    DocumentId(hasher.finalize().to_hex().to_string())
}

//! From what a format gives to a document.

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
    /// Whether what the report says of its publisher and address goes before the user's options: it does for
    /// columns, which the user chose too and which are about this one report.
    pub(crate) is_record: bool,
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
    let published = published_day(&report, &origin, options);
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
    }
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

fn published_day(report: &Report, origin: &Origin, options: &ReadOptions) -> Option<Published> {
    let found = |day: Date, basis| Published { day, basis };
    if let Some(day) = report.published_given.or(options.published) {
        return Some(found(day, PublishedBasis::Given));
    }
    options.published_order().find_map(|from| match from {
        PublishedFrom::Meta => report
            .published_meta
            .map(|day| found(day, PublishedBasis::Meta)),
        // The name of a file with many reports tells when they were gathered, not published.
        PublishedFrom::Filename if origin.record.is_some() => None,
        PublishedFrom::Filename => {
            published::in_file_name(&origin.path).map(|day| found(day, PublishedBasis::Filename))
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

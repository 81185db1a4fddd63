//! Who speaks, for telling independent voices and for knowing a voice again in another report.

use dateline_core::{ClaimRecord, DocumentId, SourceKind};

use crate::report::Report;

/// One voice. Equal voices are one source, however many reports carry it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice<'a> {
    /// A newspaper, broadcaster or agency, by name; speaking itself, or quoted by another.
    Publisher(String),
    /// A report of which no publisher is known.
    Document(&'a DocumentId),
    /// A named person, or an institution by its words and what it belongs to.
    Named(String, Option<String>),
    /// "Officials", "residents": the same voice only within one text.
    Unnamed(&'a DocumentId, String),
}

/// The voice of a claim. In a copied text every voice counts as in the original (codebook section 6, rule 5).
pub(crate) fn voice<'a>(record: &'a ClaimRecord, report: &Report<'a>) -> Voice<'a> {
    if record.claim.source.is_publisher() {
        return report.publisher.clone();
    }
    let speaker = record.claim.source.speaker();
    let name = speaker.name.as_deref();
    if !speaker.named {
        return Voice::Unnamed(report.original, fold(&speaker.words));
    }
    if speaker.kind == SourceKind::Media {
        return Voice::Publisher(fold(name.unwrap_or(&speaker.words)));
    }
    match name {
        Some(name) => Voice::Named(fold(name), None),
        None => Voice::Named(
            fold(&speaker.words),
            speaker.affiliation.as_deref().map(fold),
        ),
    }
}

/// Words without case or article, for comparing names.
pub(crate) fn fold(words: &str) -> String {
    let lower = words.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| lower.strip_prefix(article));
    bare.unwrap_or(&lower).trim().to_owned()
}

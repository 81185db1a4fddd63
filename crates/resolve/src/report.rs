//! What is known of the reports that tell of one incident: whose text each is, from which day, and how it tells of it.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::Value;
use dateline_core::{ClaimRecord, DocumentId, TimeFrame};
use jiff::civil::Date;

use crate::voice::{Voice, fold};

/// One report, as far as its copies are concerned the report that it copies.
#[derive(Debug, Clone)]
pub(crate) struct Report<'a> {
    /// The earliest document of this text.
    pub(crate) original: &'a DocumentId,
    /// Whose own voice it is: an agency's, else a publisher's.
    pub(crate) publisher: Voice<'a>,
    /// When the text was first published; a reprint is no news.
    pub(crate) day: Option<Date>,
    /// Whether it is there to tell the incident, or gives new information about it.
    pub(crate) is_current: bool,
}

/// The reports of an incident, by document.
pub(crate) fn reports<'a>(
    records: &[&'a ClaimRecord],
    copies: &'a BTreeMap<DocumentId, DocumentId>,
) -> BTreeMap<&'a DocumentId, Report<'a>> {
    let mut prints: BTreeMap<&DocumentId, Vec<&'a ClaimRecord>> = BTreeMap::new();
    for &record in records {
        let original = original(&record.document, copies);
        prints.entry(original).or_default().push(record);
    }
    let mut found = BTreeMap::new();
    for (original, records) in prints {
        let publisher = publisher(original, &records);
        let day = records.iter().filter_map(|record| record.published).min();
        let documents: BTreeSet<_> = records.iter().map(|record| &record.document).collect();
        for document in documents {
            let report = Report {
                original,
                publisher: publisher.clone(),
                day,
                is_current: is_current(&records, document),
            };
            found.insert(document, report);
        }
    }
    found
}

/// The document whose text this one prints, itself if it is no copy. A map that runs in a circle ends after one round.
fn original<'a>(
    document: &'a DocumentId,
    copies: &'a BTreeMap<DocumentId, DocumentId>,
) -> &'a DocumentId {
    let mut known = document;
    for _ in 0..copies.len() {
        match copies.get(known) {
            Some(earlier) => known = earlier,
            None => break,
        }
    }
    known
}

/// Whose words they are: the credited agency's, whichever print credits it; else the first publisher's. A text whose
/// publisher is unknown is a voice of its own.
fn publisher<'a>(original: &'a DocumentId, prints: &[&'a ClaimRecord]) -> Voice<'a> {
    let first = || {
        prints
            .iter()
            .filter(|record| record.document == *original)
            .chain(prints)
    };
    let agency = first().find_map(|record| record.claim.source.agency());
    let publisher = || {
        let own = prints.iter().find(|record| record.document == *original)?;
        own.publisher.as_deref()
    };
    match agency.or_else(publisher) {
        Some(name) => Voice::Publisher(fold(name)),
        None => Voice::Document(original),
    }
}

/// Current unless all that the document says of its time frame is that it is history.
fn is_current(prints: &[&ClaimRecord], document: &DocumentId) -> bool {
    let mut frames = prints
        .iter()
        .filter(|record| record.document == *document)
        .filter_map(|record| match record.claim.value {
            Some(Value::TimeFrame(frame)) => Some(frame),
            _ => None,
        })
        .peekable();
    frames.peek().is_none() || frames.any(|frame| frame == TimeFrame::Current)
}

//! The report's own voice: its publisher, or the wire agency whose text it prints.

use dateline_core::{Document, Source};
use dateline_normalize::credits;

/// Who says what no one in the report is told to have said. A text that bears an agency's credit is the agency's, printed by
/// the publisher; of an agency that only contributed it is not known which words are its own, so that it stands behind.
pub(crate) fn own_source(document: &Document) -> Source {
    let publisher = document.publisher.as_deref();
    match credits::find(&document.text) {
        Some(credit) if is_itself(publisher, credit.agency) => Source::publisher(publisher),
        Some(credit) => Source::credited(publisher, credit.agency, credit.span, credit.is_origin),
        None => Source::publisher(publisher),
    }
}

/// Whether the publisher is the agency.
fn is_itself(publisher: Option<&str>, agency: &str) -> bool {
    let publisher = publisher.unwrap_or_default().to_lowercase();
    !publisher.is_empty() && (publisher.contains(&agency.to_lowercase()))
}

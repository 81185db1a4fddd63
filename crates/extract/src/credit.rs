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
    !publisher.is_empty() && publisher.contains(&agency.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::document;

    #[test]
    fn an_agency_is_the_voice_of_the_text_that_bears_its_credit() {
        let mut report = document("ASKA (Reuters) - Gunmen shot a judge in Aska on Monday.");
        report.publisher = Some("Aska Courier".to_owned());
        let source = own_source(&report);
        let chain: Vec<&str> = source.chain.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(chain, ["Reuters", "Aska Courier"]);
        assert!(source.is_publisher());
        assert_eq!(source.agency(), Some("Reuters"));
    }

    #[test]
    fn an_agency_that_only_helped_or_that_publishes_itself_is_not() {
        let mut report = document(
            "Blast in Aska\n\nA bomb went off in Aska on Monday.\n\nReuters contributed to this report.",
        );
        report.publisher = Some("Aska Courier".to_owned());
        assert_eq!(own_source(&report).agency(), None);
        assert_eq!(own_source(&report).speaker().words, "Aska Courier");
        let mut own = document("ASKA (Reuters) - Gunmen shot a judge in Aska on Monday.");
        own.publisher = Some("Reuters".to_owned());
        assert_eq!(own_source(&own).chain.len(), 1);
    }
}

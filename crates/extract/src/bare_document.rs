//! A document that is nothing but its text, for tests.

use dateline_core::{Document, DocumentId, Language, Origin, Text};

pub(crate) fn document(text: &str) -> Document {
    Document {
        id: DocumentId(String::new()),
        text: Text::from(text),
        title: None,
        publisher: None,
        published: None,
        url: None,
        external_id: None,
        language: Language::English,
        origin: Origin {
            path: "-".to_owned(),
            record: None,
            bytes_hash: String::new(),
        },
    }
}

//! Case files, for tests: a text and what is read of it, a row each, read with the bundled encoder and word lists.

use dateline_core::{Document, DocumentClaims, DocumentId, Encoding, Language, Origin, Text};
use dateline_encode::{Encode, Network};

use crate::knowledge::Knowledge;
use crate::table::rows;

/// A document that is nothing but its text.
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
        pages: Vec::new(),
        origin: Origin {
            path: "-".to_owned(),
            record: None,
            bytes_hash: String::new(),
        },
    }
}

/// The bundled encoder and knowledge.
pub(crate) struct Reader {
    network: Network,
    pub(crate) knowledge: Knowledge,
}

impl Reader {
    pub(crate) fn bundled() -> Self {
        Self {
            network: Network::bundled().expect("the weights are bundled"),
            knowledge: Knowledge::bundled().expect("the gazetteer is bundled"),
        }
    }

    pub(crate) fn encode(&self, document: &Document) -> Encoding {
        self.network
            .encode(&document.text)
            .expect("a short text can be encoded")
    }

    pub(crate) fn claims(&self, text: &str) -> DocumentClaims {
        let document = document(text);
        crate::claims(&document, &self.encode(&document), &self.knowledge)
    }
}

/// Fails with every row of a case file that is read otherwise than its second column says; "-" stands for nothing, " / " for the
/// end of a paragraph.
pub(crate) fn check(file: &'static str, separator: &str, read: impl Fn(&str) -> Vec<String>) {
    let mut wrong = Vec::new();
    assert!(rows(file).next().is_some(), "the file holds no case");
    for row in rows(file) {
        let told = read(&row[0].replace(" / ", "\n\n")).join(separator);
        let told = if told.is_empty() { "-" } else { &told };
        if told != row[1] {
            wrong.push(format!(
                "{}\n  expected {}\n  read     {told}",
                row[0], row[1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

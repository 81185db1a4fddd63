//! MUC-4 templates, one JSON object a report and line.

use std::io::{self, Write};

use dateline_core::{ClaimRecord, Document, Incident, PersonMention, Redaction};
use dateline_export::muc4::{Private, Template, Words, templates};
use serde::Serialize;

use super::json;
use crate::redact::{Names, Redactor, Shown, actor_role, person_role};

/// The templates of one report.
#[derive(Debug, Serialize)]
struct Line {
    docid: Shown,
    templates: Vec<Template<Shown>>,
}

/// Writes the templates that a report's incidents give; the report goes by its own id where it brings one.
pub(crate) fn line(
    out: &mut impl Write,
    document: &Document,
    persons: &[PersonMention],
    incidents: &[Incident],
    records: &[ClaimRecord],
    names: Names,
) -> io::Result<()> {
    let redactor = Redactor::new(names, &[(document, persons)], records, &[]);
    let id = document.external_id.as_deref().unwrap_or(&document.id.0);
    let line = Line {
        docid: redactor.words(id),
        templates: templates(document, persons, incidents, records)
            .iter()
            .map(|template| template.map(|words| shown(&redactor, words)))
            .collect(),
    };
    json::line(out, &line)
}

fn shown(redactor: &Redactor, words: &Words) -> Shown {
    match words.private {
        None => redactor.words(&words.text),
        Some(Private::Person(kind)) => {
            redactor.mention(&words.text, Redaction::Private, &person_role(kind))
        }
        Some(Private::Actor(kind)) => {
            redactor.mention(&words.text, Redaction::Private, &actor_role(kind))
        }
    }
}

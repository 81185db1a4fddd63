//! One incident of a ledger with all that its reports tell.

use std::collections::BTreeMap;

use dateline_core::value::Value;
use dateline_core::{
    ClaimId, ClaimRecord, Document, DocumentId, Incident, IncidentType, PersonMention, Slot,
};
use dateline_ledger::Version;

use super::derived::single;
use super::values::Values;
use super::{View, shown_document, with_persons};
use crate::redact::{Names, Redactor};
use crate::wire;

/// What reports tell, as far as it is shown.
#[derive(Debug, Default)]
pub struct Told {
    /// The reports, with the persons whom they name.
    pub documents: Vec<(Document, Vec<PersonMention>)>,
    /// Their claims.
    pub records: Vec<ClaimRecord>,
    /// Those of which there are several versions.
    pub versions: BTreeMap<DocumentId, Version>,
    /// Claims of earlier readings, if they are to be shown, each with its coder.
    pub coders: BTreeMap<ClaimId, String>,
}

/// One incident of a ledger with its documents, its claims and the [`super::decision`]s that concern it. `number` is its position
/// in the listing, from 0.
pub fn listed(
    incident: &Incident,
    number: u32,
    told: &Told,
    decisions: Vec<wire::Decision>,
    links: &[dateline_ledger::Link],
    names: Names,
) -> wire::ListedIncident {
    let redactor = Redactor::new(names, &with_persons(&told.documents), &told.records, &[]);
    let plain: Vec<&Document> = told
        .documents
        .iter()
        .map(|(document, _)| document)
        .collect();
    let view = View::new(&redactor, &plain, &told.records);
    let document = |document: &&Document| {
        let version = told.versions.get(&document.id);
        wire::Document {
            version: version.map_or(1, |version| version.number),
            replaced_by: version
                .filter(|version| version.latest != document.id)
                .map(|version| version.latest.to_string()),
            ..shown_document(&redactor, document)
        }
    };
    wire::ListedIncident {
        earlier_claims: earlier_claims(&view, incident, told),
        incident: view.incident(incident, number),
        decisions,
        documents: plain.iter().map(document).collect(),
        links: links.iter().map(link).collect(),
    }
}

fn earlier_claims(view: &View<'_>, incident: &Incident, told: &Told) -> Vec<wire::EarlierClaim> {
    let values = Values {
        redactor: view.redactor,
        sensitive: matches!(
            single(incident, Slot::Type),
            Some(Value::Type(IncidentType::SexualViolence))
        ),
    };
    let one = |id: &ClaimId| {
        Some(wire::EarlierClaim {
            coder: told.coders.get(id)?.clone(),
            claim: view.claim_of(id, &values)?,
        })
    };
    incident.earlier_claims.iter().filter_map(one).collect()
}

fn link(link: &dateline_ledger::Link) -> wire::Link {
    let reason = |reason: &dateline_resolve::link::Reason| wire::LinkReason {
        feature: reason.feature.to_owned(),
        holds: reason.holds,
        weight: reason.weight,
    };
    wire::Link {
        document: link.document.to_string(),
        likelihood: link.likelihood,
        copy_of: link.copy_of.as_ref().map(ToString::to_string),
        reasons: link.reasons.iter().map(reason).collect(),
    }
}

//! What became of incidents, from the ledger's types to the wire's.

use std::collections::BTreeMap;

use dateline_core::value::Value;
use dateline_core::{
    ClaimRecord, Document, DocumentId, Incident, IncidentType, PersonMention, Slot,
};
use dateline_ledger::{Cause, CauseOf};

use super::View;
use super::derived::single;
use super::values::Values;
use crate::redact::{Names, Redactor};
use crate::wire::{self, Term};

/// An id that no longer stands.
pub fn deletion(one: &dateline_ledger::Deletion) -> wire::Deletion {
    wire::Deletion {
        id: one.id.to_string(),
        deleted: one.when.to_string(),
        why: ending(one.why),
        now: one.now.as_ref().map(ToString::to_string),
        by_document: one.document.as_ref().map(ToString::to_string),
        by_decision: one.decision,
    }
}

fn ending(why: dateline_ledger::Ending) -> wire::Ending {
    use dateline_ledger::Ending;
    match why {
        Ending::Merged => wire::Ending::Merged,
        Ending::Rejected => wire::Ending::Rejected,
        Ending::Refuted => wire::Ending::Refuted,
        Ending::Withdrawn => wire::Ending::Withdrawn,
        Ending::Recoded => wire::Ending::Recoded,
        Ending::DocumentErased => wire::Ending::DocumentErased,
        Ending::PersonErased => wire::Ending::PersonErased,
    }
}

/// A change, with the documents and claims of the incident as it was and as it is.
pub fn change(
    change: &dateline_ledger::Change,
    documents: &[(Document, Vec<PersonMention>)],
    records: &[ClaimRecord],
    names: Names,
) -> wire::Change {
    let redactor = Redactor::new(names, &super::with_persons(documents), records, &[]);
    let plain: Vec<&Document> = documents.iter().map(|(document, _)| document).collect();
    let states = [change.before.as_ref(), change.after.as_ref()];
    let is_sensitive = states.iter().flatten().any(|one| {
        let kind = single(one, Slot::Type);
        matches!(kind, Some(Value::Type(IncidentType::SexualViolence)))
    });
    let desk = Desk {
        values: Values {
            redactor: &redactor,
            sensitive: is_sensitive,
        },
        view: View::new(&redactor, &plain, records),
        publishers: plain
            .iter()
            .filter_map(|one| Some((&one.id, one.publisher.as_deref()?)))
            .collect(),
    };
    desk.change(change)
}

/// All that a change is shown with.
struct Desk<'a> {
    values: Values<'a>,
    view: View<'a>,
    publishers: BTreeMap<&'a DocumentId, &'a str>,
}

impl Desk<'_> {
    fn change(&self, change: &dateline_ledger::Change) -> wire::Change {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let latest = after.or(before);
        let ended = change.ended.as_ref();
        let id = before.or(after).map(|one| one.id.clone());
        let id = id.or(ended.map(|one| one.id.clone()));
        let now = match ended {
            Some(ended) => ended.now.clone(),
            None => after.map(|one| one.id.clone()),
        };
        let single = |slot| latest.and_then(|one| single(one, slot));
        wire::Change {
            change: match (before, after) {
                (None, Some(_)) => wire::Became::Added,
                (Some(_), Some(_)) => wire::Became::Changed,
                (_, None) => wire::Became::Gone,
            },
            now: now
                .filter(|now| Some(now) != id.as_ref())
                .map(|now| now.to_string()),
            id: id.map(|id| id.to_string()).unwrap_or_default(),
            why: ended.map(|ended| ending(ended.why)),
            because: match ended {
                Some(ended) => Some(self.ended(ended)),
                None => change.because.as_ref().map(|cause| self.because(cause)),
            },
            kind: match single(Slot::Type) {
                Some(Value::Type(kind)) => Some(Term(*kind)),
                _ => None,
            },
            date: single(Slot::Date).and_then(|value| self.values.as_date(value)),
            place: single(Slot::Place).and_then(|value| self.values.as_place(value)),
            slots: change
                .slots
                .iter()
                .map(|one| self.slot(one, before, after))
                .collect(),
            joined: only_in(after, before),
            left: only_in(before, after),
        }
    }

    fn slot(
        &self,
        change: &dateline_ledger::SlotChange,
        before: Option<&Incident>,
        after: Option<&Incident>,
    ) -> wire::SlotChange {
        wire::SlotChange {
            slot: Term(change.slot),
            old: self.stood(before, change.slot),
            new: self.stood(after, change.slot),
            because: change.because.as_ref().map(|cause| self.because(cause)),
            claims: change
                .claims
                .iter()
                .filter_map(|id| self.view.claim_of(id, &self.values))
                .collect(),
        }
    }

    fn stood(&self, incident: Option<&Incident>, slot: Slot) -> wire::Stood {
        let derived = dateline_resolve::alike::derived(incident, slot);
        let bounds = derived.first().and_then(|one| one.bounds);
        let status = match slot {
            Slot::Occurrence => incident.map(|one| one.status),
            _ => derived.first().map(|one| one.status),
        };
        wire::Stood {
            status: status.map(Term),
            values: derived
                .iter()
                .filter_map(|one| one.value.as_ref())
                .map(|value| self.values.value(value))
                .collect(),
            low: bounds.and_then(|bounds| bounds.low()),
            best: bounds.and_then(|bounds| bounds.best()),
            high: bounds.and_then(|bounds| bounds.high()),
            part_of: incident
                .filter(|_| slot == Slot::PartOf)
                .and_then(|one| one.part_of.as_ref())
                .map(ToString::to_string),
        }
    }

    fn because(&self, cause: &Cause) -> wire::Because {
        let (document, decision) = match &cause.what {
            CauseOf::Document(id) => (Some(id), None),
            CauseOf::Decision(seq) => (None, Some(*seq)),
            CauseOf::Recoding => (None, None),
        };
        wire::Because {
            when: cause.when.to_string(),
            document: document.map(ToString::to_string),
            publisher: document
                .and_then(|id| self.publishers.get(id))
                .map(|name| self.values.redactor.words(name)),
            decision,
            recoded: cause.what == CauseOf::Recoding,
        }
    }

    fn ended(&self, ended: &dateline_ledger::Deletion) -> wire::Because {
        let publisher = ended
            .document
            .as_ref()
            .and_then(|id| self.publishers.get(id));
        wire::Because {
            when: ended.when.to_string(),
            document: ended.document.as_ref().map(ToString::to_string),
            publisher: publisher.map(|name| self.values.redactor.words(name)),
            decision: ended.decision,
            recoded: ended.why == dateline_ledger::Ending::Recoded,
        }
    }
}

fn only_in(one: Option<&Incident>, other: Option<&Incident>) -> Vec<String> {
    let (Some(one), Some(other)) = (one, other) else {
        return Vec::new();
    };
    let only = one
        .documents
        .iter()
        .filter(|id| !other.documents.contains(id));
    only.map(ToString::to_string).collect()
}

//! From the domain's types to the wire's, through the redactor.

mod changes;
mod decisions;
mod derived;
mod told;
mod values;

use std::collections::HashMap;

use dateline_core::value::Value;
use dateline_core::{
    Claim, ClaimId, ClaimRecord, Document, DocumentClaims, DocumentId, Incident, IncidentType,
    LedgerSecret, PersonMention, Redaction, Slot, Source, Span, TimeFrame,
};
use jiff::Timestamp;

use crate::redact::{Names, Redactor, speaker_redaction, speaker_role};
use crate::wire::{self, Term};
pub use changes::{change, deletion};
pub use decisions::{decision, queued};
use derived::{attributed_to, derived, figures, many, single, term, terms};
pub use told::{Told, listed};
use values::Values;

/// The claims of one document as records, outside any ledger.
pub fn records(document: &Document, claims: &DocumentClaims) -> Vec<ClaimRecord> {
    claims
        .claims
        .iter()
        .map(|claim| ClaimRecord {
            id: ClaimId::of(&LedgerSecret::NONE, &document.id, &claims.coder, claim),
            document: document.id.clone(),
            publisher: document.publisher.clone(),
            published: document.published_day(),
            ingested: Timestamp::UNIX_EPOCH,
            claim: claim.clone(),
        })
        .collect()
}

/// What one report tells, as its own claims add up.
pub fn report(
    document: &Document,
    claims: &DocumentClaims,
    incidents: &[Incident],
    names: Names,
) -> wire::Report {
    let records = records(document, claims);
    let sources: Vec<&Source> = claims.attributions.iter().map(|one| &one.source).collect();
    let redactor = Redactor::new(names, &[(document, &claims.persons)], &records, &sources);
    let view = View::new(&redactor, &[document], &records);
    let incidents = in_reading_order(incidents)
        .into_iter()
        .zip(0..)
        .map(|(incident, number)| view.incident(incident, number))
        .collect();
    let values = Values {
        redactor: &redactor,
        sensitive: false,
    };
    let passed_over = crate::coding::passed_over(claims);
    let mut shown = shown_document(&redactor, document);
    if passed_over && names != Names::Sensitive {
        (shown.title, shown.url) = (None, None);
    }
    wire::Report {
        document: shown,
        coder: claims.coder.clone(),
        passed_over,
        incidents,
        period_totals: claims
            .period_totals
            .iter()
            .map(|total| wire::PeriodTotal {
                figure: values.figure(&total.figure),
                period: values.date(&total.period),
                source: view.source(&total.source),
                evidence: view.evidence(document, &total.evidence),
            })
            .collect(),
        attributions: claims
            .attributions
            .iter()
            .map(|one| view.attribution(document, one))
            .collect(),
    }
}

fn with_persons(
    documents: &[(Document, Vec<PersonMention>)],
) -> Vec<(&Document, &[PersonMention])> {
    documents
        .iter()
        .map(|(document, persons)| (document, persons.as_slice()))
        .collect()
}

/// Current incidents before background, an operation before its parts, otherwise as they came.
pub fn in_reading_order(incidents: &[Incident]) -> Vec<&Incident> {
    let is_background = |incident: &&Incident| {
        matches!(
            single(incident, Slot::TimeFrame),
            Some(Value::TimeFrame(TimeFrame::Background))
        )
    };
    let known = |id| incidents.iter().any(|incident| &incident.id == id);
    let mut tops: Vec<&Incident> = incidents
        .iter()
        .filter(|incident| incident.part_of.as_ref().is_none_or(|id| !known(id)))
        .collect();
    tops.sort_by_key(is_background);
    let mut ordered = Vec::new();
    let mut stack: Vec<&Incident> = tops.into_iter().rev().collect();
    while let Some(incident) = stack.pop() {
        if ordered.iter().any(|one: &&Incident| one.id == incident.id) {
            continue;
        }
        ordered.push(incident);
        let parts = incidents
            .iter()
            .filter(|part| part.part_of.as_ref() == Some(&incident.id));
        stack.extend(parts.collect::<Vec<_>>().into_iter().rev());
    }
    ordered
}

fn shown_document(redactor: &Redactor, document: &Document) -> wire::Document {
    wire::Document {
        id: document.id.to_string(),
        title: document.title.map(|span| redactor.quote(document, span)),
        publisher: document
            .publisher
            .as_deref()
            .map(|name| redactor.words(name)),
        published: document.published_day().map(|day| day.to_string()),
        published_basis: document
            .published
            .as_ref()
            .map(|published| Term(published.basis)),
        url: document.url.as_deref().map(|url| redactor.address(url)),
        origin: wire::Origin {
            path: redactor.address(document.origin.place()),
            record: document.origin.record,
            bytes_hash: document.origin.bytes_hash.clone(),
        },
        partial: document.is_partial(),
        language: Term(document.language),
        version: 1,
        replaced_by: None,
    }
}

/// All that incidents of one output refer to.
struct View<'a> {
    redactor: &'a Redactor,
    documents: HashMap<&'a DocumentId, &'a Document>,
    records: HashMap<&'a ClaimId, &'a ClaimRecord>,
    numbered: HashMap<(&'a DocumentId, u32), &'a ClaimId>,
}

impl<'a> View<'a> {
    fn new(redactor: &'a Redactor, documents: &[&'a Document], records: &'a [ClaimRecord]) -> Self {
        Self {
            redactor,
            documents: documents
                .iter()
                .map(|document| (&document.id, *document))
                .collect(),
            records: records.iter().map(|record| (&record.id, record)).collect(),
            numbered: records
                .iter()
                .map(|record| ((&record.document, record.claim.number), &record.id))
                .collect(),
        }
    }

    fn incident(&self, incident: &Incident, number: u32) -> wire::Incident {
        let kind = match single(incident, Slot::Type) {
            Some(Value::Type(kind)) => Some(*kind),
            _ => None,
        };
        let values = Values {
            redactor: self.redactor,
            sensitive: kind == Some(IncidentType::SexualViolence),
        };
        let list = |slot| incident.lists.get(&slot).map_or(&[][..], Vec::as_slice);
        wire::Incident {
            id: incident.id.to_string(),
            number,
            part_of: incident.part_of.as_ref().map(ToString::to_string),
            parts: incident.parts.iter().map(ToString::to_string).collect(),
            status: Term(incident.status),
            kind: kind.map(Term),
            stage: term(incident, Slot::Stage, |value| match value {
                Value::Stage(stage) => Some(*stage),
                _ => None,
            }),
            time_frame: term(incident, Slot::TimeFrame, |value| match value {
                Value::TimeFrame(frame) => Some(*frame),
                _ => None,
            }),
            category: term(incident, Slot::Category, |value| match value {
                Value::Category(category) => Some(*category),
                _ => None,
            }),
            suicide: match single(incident, Slot::Suicide) {
                Some(Value::Suicide(meant)) => Some(*meant),
                _ => None,
            },
            date: incident
                .slots
                .get(&Slot::Date)
                .map(|one| derived(one, |value| values.as_date(value))),
            place: incident
                .slots
                .get(&Slot::Place)
                .map(|one| derived(one, |value| values.as_place(value))),
            figures: figures(incident, &values),
            perpetrators: many(list(Slot::Perpetrator), |value| values.as_actor(value)),
            side_a: many(list(Slot::SideA), |value| values.as_actor(value)),
            side_b: many(list(Slot::SideB), |value| values.as_actor(value)),
            victims: many(list(Slot::Victim), |value| values.as_people(value)),
            targets: many(list(Slot::Target), |value| values.as_thing(value)),
            weapons: many(list(Slot::Weapon), |value| values.as_weapon(value)),
            territory: many(list(Slot::Territory), |value| values.as_actor(value)),
            responsibility: many(list(Slot::Responsibility), |value| {
                values.as_responsibility(value)
            }),
            attributed_to: attributed_to(incident, &values),
            terms: terms(incident, &values),
            policy: Term(incident.policy),
            reviewed: decisions::reviewed(incident),
            claims: self.claims(incident, &values),
        }
    }

    fn claims(&self, incident: &Incident, values: &Values<'_>) -> Vec<wire::Claim> {
        let records = incident.claims.iter().filter_map(|id| self.records.get(id));
        let withdrawn = |id: &ClaimId| incident.withdrawn.iter().find(|(claim, _)| claim == id);
        let one = |record: &&ClaimRecord| {
            Some(wire::Claim {
                withdrawn_by: withdrawn(&record.id).map(|(_, by)| by.to_string()),
                ..self.claim_of(&record.id, values)?
            })
        };
        records.filter_map(one).collect()
    }

    /// One claim, if its document is there to quote.
    fn claim_of(&self, id: &ClaimId, values: &Values<'_>) -> Option<wire::Claim> {
        let record = self.records.get(id)?;
        let document = self.documents.get(&record.document)?;
        Some(self.claim(document, record, values))
    }

    fn claim(&self, document: &Document, record: &ClaimRecord, values: &Values<'_>) -> wire::Claim {
        let Claim {
            slot,
            stance,
            certainty,
            distanced,
            inherited,
            score,
            ..
        } = record.claim;
        let replaced = record
            .claim
            .supersedes
            .and_then(|number| self.numbered.get(&(&record.document, number)));
        wire::Claim {
            id: record.id.to_string(),
            document: record.document.to_string(),
            number: record.claim.number,
            slot: Term(slot),
            value: record.claim.value.as_ref().map(|value| values.value(value)),
            source: self.source(&record.claim.source),
            stance: Term(stance),
            certainty: Term(certainty),
            distanced,
            supersedes: replaced.map(ToString::to_string),
            inherited,
            score,
            evidence: self.evidence(document, &record.claim.evidence),
            published: record.published,
            withdrawn_by: None,
        }
    }

    fn attribution(
        &self,
        document: &Document,
        attribution: &dateline_core::Attribution,
    ) -> wire::Attribution {
        let passage = |span: Span| wire::Passage {
            span: span.into(),
            text: self.redactor.quote(document, span),
        };
        wire::Attribution {
            source: self.source(&attribution.source),
            mention: attribution.mention.map(passage),
            cue: passage(attribution.cue),
            content: attribution.content.iter().copied().map(passage).collect(),
            stance: Term(attribution.stance),
            certainty: Term(attribution.certainty),
            distanced: attribution.distanced,
            inside: attribution.inside,
        }
    }

    fn source(&self, source: &Source) -> wire::Source {
        let speaker = |speaker: &dateline_core::Speaker| {
            let redaction = if speaker.private {
                speaker_redaction(speaker.kind)
            } else {
                Redaction::Public
            };
            let role = speaker
                .role
                .clone()
                .unwrap_or_else(|| speaker_role(speaker.kind));
            let words = |words: &str| self.redactor.words(words);
            wire::Speaker {
                // "a resident" needs no redaction; only a speaker with a proper name can be betrayed by it.
                words: match &speaker.name {
                    Some(_) => self.redactor.mention(&speaker.words, redaction, &role),
                    None => words(&speaker.words),
                },
                name: speaker
                    .name
                    .as_deref()
                    .map(|name| self.redactor.mention(name, redaction, &role)),
                role: speaker.role.as_deref().map(words),
                affiliation: speaker.affiliation.as_deref().map(words),
                kind: Term(speaker.kind),
                named: speaker.named,
                span: speaker.span.map(Into::into),
            }
        };
        wire::Source {
            chain: source.chain.iter().map(speaker).collect(),
        }
    }

    fn evidence(&self, document: &Document, evidence: &dateline_core::Evidence) -> wire::Evidence {
        let carriers: Vec<_> = evidence
            .spans
            .iter()
            .filter(|span| span.end <= document.text.char_len())
            .copied()
            .collect();
        let quotes: Vec<String> = carriers
            .iter()
            .map(|span| self.redactor.quote(document, *span).to_string())
            .collect();
        let before = carriers.first().map_or("", |first| {
            document
                .text
                .slice(dateline_core::Span::new(0, first.start))
        });
        wire::Evidence {
            spans: evidence.spans.iter().map(|span| (*span).into()).collect(),
            text: self.redactor.words(&quotes.join(" ... ")),
            context_span: evidence.context.into(),
            context: self.redactor.quote(document, evidence.context),
            cue: evidence.cue.map(|cue| self.redactor.quote(document, cue)),
            line: before.matches('\n').count() as u32 + 1,
            page: carriers.first().and_then(|first| document.page(*first)),
            parts: self.redactor.parts(document, evidence.context, &carriers),
        }
    }
}

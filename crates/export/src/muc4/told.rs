//! What an incident's claims tell, with the words around each value.

use std::collections::HashMap;

use dateline_core::value::Value;
use dateline_core::{
    ClaimId, ClaimRecord, Derived, Document, Incident, PersonMention, Slot, SlotStatus, Span,
};

/// A value with the words behind it.
pub(super) struct Told<'a, T> {
    /// What the claim says.
    pub(super) value: &'a T,
    /// Where the words stand, in characters of the document.
    pub(super) span: Span,
    /// The sentence up to the words.
    pub(super) before: &'a str,
    /// The sentence after the words.
    pub(super) after: &'a str,
    /// The claim.
    pub(super) record: &'a ClaimRecord,
}

/// One document's incident with all that supports it.
pub(super) struct Report<'a> {
    document: &'a Document,
    persons: &'a [PersonMention],
    all: &'a [ClaimRecord],
    records: HashMap<&'a ClaimId, &'a ClaimRecord>,
    line: String,
}

impl<'a> Report<'a> {
    pub(super) fn new(
        document: &'a Document,
        persons: &'a [PersonMention],
        records: &'a [ClaimRecord],
    ) -> Self {
        let all = records;
        let records = all.iter().map(|record| (&record.id, record)).collect();
        let text = document.text.as_str();
        Self {
            document,
            persons,
            all,
            records,
            line: text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// Names of persons that stand wholly or partly at `span`, in order; a name that runs over the end of a line is one.
    pub(super) fn names_at(&self, span: Span) -> Vec<(Span, String)> {
        let mut spans: Vec<Span> = self.persons.iter().map(|person| person.span).collect();
        spans.sort_unstable();
        let mut whole: Vec<Span> = Vec::new();
        for next in spans {
            match whole.last_mut() {
                Some(last) if self.is_blank(last.end, next.start) => *last = last.cover(next),
                _ => whole.push(next),
            }
        }
        let named = whole.into_iter().filter(|name| name.overlaps(span));
        named
            .filter_map(|name| Some((name, self.words(name)?)))
            .collect()
    }

    /// The name that follows on `span` after no more than a space: "MAYOR | RICARDO CASTELLAR".
    pub(super) fn name_after(&self, span: Span) -> Option<(Span, String)> {
        let next = Span::new(span.end, span.end + 2);
        self.names_at(next)
            .into_iter()
            .find(|(name, _)| name.start >= span.end)
    }

    /// The longest form in which the document gives a name: "TRUSHIN" is "ALEKSANDR TRUSHIN".
    pub(super) fn full_name(&self, name: &str) -> String {
        let low = format!(" {}", name.to_lowercase());
        self.names_at(self.document.text.span())
            .into_iter()
            .map(|(_, whole)| whole)
            .filter(|whole| whole.to_lowercase().ends_with(&low))
            .max_by_key(String::len)
            .unwrap_or_else(|| name.to_owned())
    }

    /// Sentences that claims of the incident rest on, each once.
    pub(super) fn sentences(&self, incident: &Incident) -> Vec<&'a str> {
        let records = incident.claims.iter().filter_map(|id| self.records.get(id));
        let mut spans: Vec<Span> = records
            .map(|record| record.claim.evidence.context)
            .collect();
        spans.sort_unstable();
        spans.dedup();
        let text = &self.document.text;
        spans
            .into_iter()
            .filter_map(|span| text.get(span).ok())
            .collect()
    }

    /// Words at a span, one space between them.
    fn words(&self, span: Span) -> Option<String> {
        let text = self.document.text.get(span).ok()?;
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn is_blank(&self, from: u32, to: u32) -> bool {
        let gap = Span::new(from.min(to), to);
        let text = self.document.text.get(gap).unwrap_or("-");
        text.trim().is_empty()
    }

    /// How sure it is that the report tells of this incident: that of the claims of its type.
    pub(super) fn certainty(&self, incident: &Incident) -> f32 {
        let records = incident.claims.iter().filter_map(|id| self.records.get(id));
        records
            .filter(|record| record.claim.slot == Slot::Type)
            .map(|record| record.claim.score)
            .fold(0.0, f32::max)
    }

    /// All claims of the document, in its order.
    pub(super) fn records(&self) -> impl Iterator<Item = &'a ClaimRecord> {
        self.all.iter()
    }

    /// The text with one space between words.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// The document.
    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    /// Standing values of a list, each with its first supporting claim, in order of the text.
    pub(super) fn list<T>(
        &self,
        incident: &'a Incident,
        slot: Slot,
        of: impl Fn(&'a Value) -> Option<&'a T>,
    ) -> Vec<Told<'a, T>> {
        let all = incident.lists.get(&slot).map_or(&[][..], Vec::as_slice);
        let mut told: Vec<Told<'a, T>> = all
            .iter()
            .filter(|derived| derived.status != SlotStatus::Refuted)
            .filter_map(|derived| self.told(derived, &of))
            .collect();
        told.sort_by_key(|one| one.span);
        told
    }

    fn told<T>(
        &self,
        derived: &'a Derived,
        of: impl Fn(&'a Value) -> Option<&'a T>,
    ) -> Option<Told<'a, T>> {
        let value = of(derived.value.as_ref()?)?;
        let record = *derived.support.iter().find_map(|id| self.records.get(id))?;
        let evidence = &record.claim.evidence;
        let span = *evidence.spans.first()?;
        let text = &self.document.text;
        let part = |from: u32, to: u32| text.get(Span::new(from.min(to), to)).unwrap_or("");
        Some(Told {
            value,
            span,
            before: part(evidence.context.start, span.start),
            after: part(span.end, evidence.context.end.max(span.end)),
            record,
        })
    }
}

/// The single value of a slot.
pub(super) fn single(incident: &Incident, slot: Slot) -> Option<&Value> {
    incident.slots.get(&slot)?.value.as_ref()
}

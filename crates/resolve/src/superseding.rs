//! Which claim replaces which, within a report and across reports (codebook section 6, rule 1).
//!
//! Across reports only a voice's own claims are replaced, and only where the order of the reports is known: by the day on
//! which their texts were first published. A denial never erases.

use std::collections::BTreeMap;

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{ClaimId, DocumentId, Relation, ResponsibilityLink, Slot, Stance};

use crate::responsibility::name;
use crate::standing::Told;
use crate::voice::Voice;

/// Claims that were replaced, each with the claim that replaces it.
pub(crate) fn replacements<'t>(claims: &'t [Told<'t>]) -> BTreeMap<&'t ClaimId, &'t ClaimId> {
    let mut replaced = within_documents(claims);
    let voices = by_slot_and_voice(claims);
    add(
        &mut replaced,
        voices.iter().map(|own| retracted(own, claims)),
    );
    // What was taken back, in its own report or later, updates and admits nothing.
    let standing: Vec<Vec<&Told<'_>>> = voices
        .into_iter()
        .map(|mut own| {
            own.retain(|told| !replaced.contains_key(&told.record.id));
            own
        })
        .collect();
    add(&mut replaced, standing.iter().map(|own| admitted(own)));
    add(&mut replaced, standing.iter().map(|own| updated(own)));
    replaced
}

/// Pairs of a claim and the one that replaces it.
type Pairs<'t> = Vec<(&'t ClaimId, &'t ClaimId)>;

/// A claim is replaced once; what its own report says of it comes first.
fn add<'t>(
    replaced: &mut BTreeMap<&'t ClaimId, &'t ClaimId>,
    found: impl Iterator<Item = Pairs<'t>>,
) {
    for (old, by) in found.flatten() {
        replaced.entry(old).or_insert(by);
    }
}

/// What the claims themselves say that they replace: `supersedes` holds numbers of the same document.
fn within_documents<'t>(claims: &'t [Told<'t>]) -> BTreeMap<&'t ClaimId, &'t ClaimId> {
    let by_number = by_number(claims);
    claims
        .iter()
        .filter_map(|told| {
            let number = told.record.claim.supersedes?;
            let replaced = by_number.get(&(&told.record.document, number))?;
            Some((&replaced.record.id, &told.record.id))
        })
        .collect()
}

fn by_number<'t>(claims: &'t [Told<'t>]) -> BTreeMap<(&'t DocumentId, u32), &'t Told<'t>> {
    claims
        .iter()
        .map(|told| ((&told.record.document, told.record.claim.number), told))
        .collect()
}

/// Claims that one voice makes of one slot, earliest first. Only those that several reports carry are of use here.
fn by_slot_and_voice<'t>(claims: &'t [Told<'t>]) -> Vec<Vec<&'t Told<'t>>> {
    let mut groups: BTreeMap<(Slot, &Voice<'_>), Vec<&Told<'_>>> = BTreeMap::new();
    for told in claims {
        let key = (told.record.claim.slot, &told.voice);
        groups.entry(key).or_default().push(told);
    }
    let mut groups: Vec<Vec<&Told<'_>>> = groups.into_values().collect();
    groups.retain(|own| {
        own.iter()
            .any(|told| told.report.original != own[0].report.original)
    });
    for own in &mut groups {
        own.sort_by_key(|told| told.report.day);
    }
    groups
}

/// A figure slot's earlier totals, each with the first later report of the same voice that gives another value.
fn updated<'t>(own: &[&'t Told<'t>]) -> Pairs<'t> {
    let totals: Vec<(&Told<'_>, &Figure)> = own
        .iter()
        .filter(|told| told.asserts())
        .filter_map(|told| Some((*told, told.figure()?)))
        .filter(|(_, figure)| figure.relation == Relation::Total && !figure.bounds.is_empty())
        .collect();
    totals
        .iter()
        .filter_map(|&(old, figure)| {
            let later: Vec<_> = totals
                .iter()
                .filter(|(new, other)| other.of_kind == figure.of_kind && renews(new, old))
                .copied()
                .collect();
            Some((&old.record.id, &first_other(figure, &later)?.record.id))
        })
        .collect()
}

/// Whether a report can bring newer counts than another: it is a later one, or one of the same day that says so itself.
/// History told as context renews no news.
fn renews(new: &Told<'_>, old: &Told<'_>) -> bool {
    let says_so = new.record.claim.stance == Stance::Updates
        && old.record.claim.stance != Stance::Updates
        && is_same_day(new, old);
    new.report.original != old.report.original
        && (is_later(new, old) || says_so)
        && (new.report.is_current || !old.report.is_current)
}

/// The first of the later claims whose report nowhere repeats the old value.
fn first_other<'t>(old: &Figure, later: &[(&'t Told<'t>, &Figure)]) -> Option<&'t Told<'t>> {
    let repeats = |report: &DocumentId| {
        later.iter().any(|(told, figure)| {
            told.report.original == report && holds(figure.bounds, old.bounds)
        })
    };
    later
        .iter()
        .find(|(told, _)| !repeats(told.report.original))
        .map(|(told, _)| *told)
}

/// Whether the newer figure says nothing else: the same number, or vaguer words that hold it.
fn holds(new: Bounds, old: Bounds) -> bool {
    let Some(number) = old.best().or(old.low()).or(old.high()) else {
        return true;
    };
    match (new.low(), new.high()) {
        _ if new == old => true,
        (Some(low), None) => low <= number,
        (Some(low), Some(high)) if low < high => (low..=high).contains(&number),
        (None, Some(high)) if new.best().is_none() => number <= high,
        _ => new.best() == Some(number),
    }
}

/// Denials that the same voice gave up in a later report by saying or confirming what it had denied.
fn admitted<'t>(own: &[&'t Told<'t>]) -> Pairs<'t> {
    let denials = own
        .iter()
        .filter(|told| told.record.claim.stance == Stance::Denies);
    denials
        .filter_map(|denial| {
            let admission = own.iter().find(|told| {
                told.asserts() && is_later(told, denial) && admits(told.value(), denial.value())
            })?;
            Some((&denial.record.id, &admission.record.id))
        })
        .collect()
}

/// Whether what is said is what was denied. Who denied any victims admits them with any number of them.
fn admits(said: Option<&Value>, denied: Option<&Value>) -> bool {
    match (said, denied) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(Value::Figure(said)), Some(Value::Figure(denied))) => {
            if denied.bounds.high().or(denied.bounds.best()) == Some(0) {
                said.bounds.low().or(said.bounds.best()) > Some(0)
            } else {
                holds(said.bounds, denied.bounds)
            }
        }
        (Some(Value::Occurrence(said)), Some(Value::Occurrence(_))) => *said,
        (Some(Value::Responsibility(said)), Some(Value::Responsibility(denied))) => {
            let takes = matches!(
                said.link,
                ResponsibilityLink::Claimed | ResponsibilityLink::ReportedAsFact
            );
            takes && denied.link == ResponsibilityLink::Denied && name(said) == name(denied)
        }
        (Some(said), Some(denied)) => said == denied,
    }
}

/// Claims that the same voice took back in a later report, or in one of the same day that names the value.
fn retracted<'t>(own: &[&'t Told<'t>], claims: &'t [Told<'t>]) -> Pairs<'t> {
    let retractions: Vec<&Told<'_>> = own
        .iter()
        .filter(|told| told.record.claim.stance == Stance::Retracts)
        .copied()
        .collect();
    if retractions.is_empty() {
        return Vec::new();
    }
    let by_number = by_number(claims);
    let targets = own
        .iter()
        .filter(|told| told.asserts() || told.record.claim.stance == Stance::Denies);
    targets
        .filter_map(|told| {
            let by = retractions.iter().find(|retraction| {
                let number = retraction.record.claim.supersedes;
                let retold =
                    number.and_then(|number| by_number.get(&(&retraction.record.document, number)));
                takes_back(retraction, retold.copied(), told)
            })?;
            Some((&told.record.id, &by.record.id))
        })
        .collect()
}

/// Whether `told` is what `retraction` takes back; `retold` is that claim as the retracting report itself retells it.
fn takes_back(retraction: &Told<'_>, retold: Option<&Told<'_>>, told: &Told<'_>) -> bool {
    if retraction.report.original == told.report.original {
        return false;
    }
    let named = retraction.value().or(retold.and_then(Told::value));
    let is_named = retold.is_none_or(|retold| retold.asserts() == told.asserts())
        && named.is_some_and(|named| is_same(named, told.value()));
    let is_any = named.is_none() && retold.is_none();
    (is_later(retraction, told) && (is_named || is_any))
        || (is_same_day(retraction, told) && is_named)
}

fn is_same(named: &Value, told: Option<&Value>) -> bool {
    match (named, told) {
        (Value::Figure(named), Some(Value::Figure(told))) => named.bounds == told.bounds,
        (Value::Responsibility(named), Some(Value::Responsibility(told))) => {
            named.link == told.link && name(named) == name(told)
        }
        (named, told) => Some(named) == told,
    }
}

/// Where a day is unknown the order is unknown.
fn is_later(new: &Told<'_>, old: &Told<'_>) -> bool {
    matches!((new.report.day, old.report.day), (Some(new), Some(old)) if new > old)
}

fn is_same_day(one: &Told<'_>, other: &Told<'_>) -> bool {
    one.report.day.is_some() && one.report.day == other.report.day
}

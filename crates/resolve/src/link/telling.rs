//! From the claims of one report to what linking compares.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::value::{Actor, Bounds, PlaceValue, Value};
use dateline_core::{
    ClaimRecord, FigureKind, Incident, Placed, Policy, ResponsibilityLink, Slot, Stance, Telling,
    TimeFrame,
};

use super::features::is_fine;

/// Names of places that are kept, of towns and of sites.
const MOST_NAMES: usize = 4;

/// What the claims of one document tell of each of its incidents, in the order of their numbers; the texts' fingerprints are empty.
pub fn tellings(records: &[ClaimRecord]) -> Vec<Telling> {
    let incidents = crate::incidents(records, &[], Policy::Dateline);
    let by_id: BTreeMap<_, _> = records.iter().map(|record| (&record.id, record)).collect();
    let mut told: Vec<Telling> = incidents
        .iter()
        .filter_map(|incident| {
            let first = by_id.get(incident.claims.first()?)?;
            let own = incident
                .claims
                .iter()
                .filter_map(|id| by_id.get(id).copied());
            let own: Vec<&ClaimRecord> = own.collect();
            Some(telling(incident, first, &own, incidents.len()))
        })
        .collect();
    told.sort_by_key(|telling| telling.number);
    told
}

fn telling(
    incident: &Incident,
    first: &ClaimRecord,
    own: &[&ClaimRecord],
    beside: usize,
) -> Telling {
    let single = |slot| {
        incident
            .slots
            .get(&slot)
            .and_then(|derived| derived.value.as_ref())
    };
    Telling {
        document: first.document.clone(),
        number: first.claim.incident,
        beside: beside as u32,
        publisher: first.publisher.clone(),
        published: first.published,
        incident_type: match single(Slot::Type) {
            Some(Value::Type(kind)) => Some(*kind),
            _ => None,
        },
        stage: match single(Slot::Stage) {
            Some(Value::Stage(stage)) => Some(*stage),
            _ => None,
        },
        is_background: matches!(
            single(Slot::TimeFrame),
            Some(Value::TimeFrame(TimeFrame::Background))
        ),
        is_operation: !incident.parts.is_empty(),
        date: match single(Slot::Date) {
            Some(Value::Date(date)) => Some(date.clone()),
            _ => None,
        },
        place: match single(Slot::Place) {
            Some(Value::Place(place)) => Some(placed(place)),
            _ => None,
        },
        towns: named_places(own, town_names),
        sites: named_places(own, site_names),
        figures: figures(incident),
        organisations: organisations(own),
        actors: distinct(own, |value| party(value).map(|actor| actor.kind)),
        parties: distinct(own, |value| party(value).and_then(last_word)),
        victims: distinct(own, |value| match value {
            Value::Victim(people) => Some(people.kind),
            _ => None,
        }),
        targets: distinct(own, |value| match value {
            Value::Target(thing) => thing.kind.clone(),
            _ => None,
        }),
        weapons: distinct(own, |value| match value {
            Value::Weapon(weapon) => Some(weapon.kind),
            _ => None,
        }),
        ages: Vec::new(),
        passages: Default::default(),
        text: Default::default(),
        runs: Default::default(),
    }
}

fn placed(place: &PlaceValue) -> Placed {
    Placed {
        name: place.words.to_lowercase(),
        id: place.entry.as_ref().map(|entry| entry.geonames_id),
        coordinates: place.coordinates,
        division: place.division.clone(),
        country: place.country_code.clone(),
        precision: place.precision,
    }
}

/// Names that the claims give of where it was, whichever of them the incident's own place was derived from.
fn named_places(own: &[&ClaimRecord], names: impl Fn(&PlaceValue) -> Vec<String>) -> Vec<String> {
    let places = own
        .iter()
        .filter(|record| record.claim.slot == Slot::Place && record.claim.stance != Stance::Denies)
        .filter_map(|record| match record.claim.value.as_ref()? {
            Value::Place(place) => Some(names(place)),
            _ => None,
        });
    let found: BTreeSet<String> = places.flatten().map(|name| name.to_lowercase()).collect();
    found.into_iter().take(MOST_NAMES).collect()
}

/// A facility's claim names its town by the gazetteer's row alone.
fn town_names(place: &PlaceValue) -> Vec<String> {
    if !is_fine(place.precision) {
        return Vec::new();
    }
    let told = place.facility.is_none().then(|| place.words.clone());
    let entry = place.entry.as_ref().map(|entry| entry.name.clone());
    told.into_iter().chain(entry).collect()
}

fn site_names(place: &PlaceValue) -> Vec<String> {
    place.facility.clone().into_iter().collect()
}

fn figures(incident: &Incident) -> BTreeMap<FigureKind, Bounds> {
    let kinds = incident
        .slots
        .values()
        .filter_map(|derived| match &derived.value {
            Some(Value::Figure(figure)) => {
                Some((figure.kind, derived.bounds.unwrap_or(figure.bounds)))
            }
            _ => None,
        });
    kinds.collect()
}

/// Who took part or is said to have; what is denied is left out.
fn organisations(own: &[&ClaimRecord]) -> Vec<String> {
    let of = |actor: &Actor| actor.organisation.as_ref().map(|name| name.to_lowercase());
    distinct(own, |value| match value {
        Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor) => of(actor),
        Value::Responsibility(link)
            if !matches!(
                link.link,
                ResponsibilityLink::Denied | ResponsibilityLink::Acquitted
            ) =>
        {
            of(&link.actor)
        }
        _ => None,
    })
}

fn party(value: &Value) -> Option<&Actor> {
    match value {
        Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor) => Some(actor),
        _ => None,
    }
}

fn last_word(actor: &Actor) -> Option<String> {
    let named = actor.organisation.as_ref().unwrap_or(&actor.mention);
    let last = named.rsplit(' ').next().filter(|word| !word.is_empty());
    last.filter(|_| !actor.private).map(str::to_lowercase)
}

fn distinct<T: Ord>(own: &[&ClaimRecord], pick: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    let values = own
        .iter()
        .filter(|record| record.claim.stance != Stance::Denies)
        .filter_map(|record| pick(record.claim.value.as_ref()?));
    values.collect::<BTreeSet<T>>().into_iter().collect()
}

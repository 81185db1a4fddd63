//! Which incidents MUC-4 asks for.

use dateline_core::value::Value;
use dateline_core::{Incident, Slot, SlotStatus};

use super::Words;
use super::lexicon::crosswalk;
use super::phrase::ends_with;
use super::setting::{self, country_told};
use super::template::Template;
use super::told::single;

/// Certainty from which an incident is a template though it tells neither where it lies nor whom it struck.
pub(super) const SURE: f32 = 0.5;

/// Incidents without parts that have a type of MUC-4's and lie in a country that it covers, with that type.
pub(super) fn selected<'a>(
    incidents: &'a [Incident],
    sure: &impl Fn(&Incident) -> bool,
) -> Vec<(&'a Incident, &'static str)> {
    incidents
        .iter()
        .filter(|incident| incident.parts.is_empty() && incident.status != SlotStatus::Refuted)
        .filter(|incident| sure(incident) || is_covered(incident))
        .filter_map(|incident| match single(incident, Slot::Type) {
            Some(Value::Type(kind)) => Some((incident, crosswalk("type", kind)?)),
            _ => None,
        })
        .collect()
}

/// An incident whose place is not known may lie anywhere.
fn is_covered(incident: &Incident) -> bool {
    country_told(incident).is_none_or(setting::is_covered)
}

/// MUC-4 asks whom or what an act struck: what tells neither is no template.
pub(super) fn is_specific(template: &Template<Words>) -> bool {
    !template.victim_type.is_empty() || !template.target_type.is_empty()
}

/// One template where two of the same type tell the same act: all that one tells is in the other, or they name the same victim.
pub(super) fn merged(templates: Vec<Template<Words>>) -> Vec<Template<Words>> {
    let mut kept: Vec<Template<Words>> = Vec::new();
    for template in templates {
        let same = kept
            .iter()
            .position(|known| retells(known, &template) || retells(&template, known));
        let Some(known) = same.map(|at| &mut kept[at]) else {
            kept.push(template);
            continue;
        };
        let is_wider = known.incident_type != template.incident_type;
        if retells(&template, known) && (is_wider || entities(&template) > entities(known)) {
            *known = template;
        }
    }
    kept
}

/// Whether `part` tells no other act than `whole`; an attack that is told with a bomb or with fire is no other either.
fn retells(whole: &Template<Words>, part: &Template<Words>) -> bool {
    let is_kind = crosswalk("kind_of", &whole.incident_type) == Some(part.incident_type.as_str());
    let is_same = whole.incident_type == part.incident_type;
    is_same && names_same(whole, part) || (is_same || is_kind) && holds(whole, part)
}

/// How many entities a template tells.
fn entities(one: &Template<Words>) -> usize {
    let named = [
        &one.victims,
        &one.targets,
        &one.individuals,
        &one.organisations,
        &one.instruments,
    ];
    named.into_iter().map(Vec::len).sum::<usize>() + one.victim_description.len()
}

/// Hardly ever does a report tell of two acts of one type against one person.
fn names_same(one: &Template<Words>, other: &Template<Words>) -> bool {
    let names = |template: &Template<Words>| {
        let all = template.victims.iter().flatten();
        all.map(|name| name.text.to_lowercase()).collect::<Vec<_>>()
    };
    let known = names(one);
    names(other).iter().any(|name| known.contains(name))
}

/// Whether every entity of `part` is one of `whole`, by its full words or by their end: "BANK" is "AGRARIAN BANK".
fn holds(whole: &Template<Words>, part: &Template<Words>) -> bool {
    let entity = |one: &[Words], all: &[Vec<Words>]| {
        let Some(words) = one.first() else {
            return true;
        };
        all.iter()
            .flatten()
            .any(|other| ends_with(&other.text, &words.text))
    };
    let told = |of: fn(&Template<Words>) -> &Vec<Vec<Words>>| {
        of(part).iter().all(|one| entity(one, of(whole)))
    };
    let described: Vec<Vec<Words>> = whole
        .victim_description
        .iter()
        .map(|fill| fill.value.clone())
        .collect();
    told(|one| &one.victims)
        && told(|one| &one.targets)
        && told(|one| &one.individuals)
        && told(|one| &one.organisations)
        && told(|one| &one.instruments)
        && part
            .victim_description
            .iter()
            .all(|fill| entity(&fill.value, &described))
}

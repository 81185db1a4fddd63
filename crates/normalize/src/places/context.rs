//! Which countries a document speaks of.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::Span;

use super::fold::fold;
use super::gathering::Gathering;
use super::peoples;
use super::place::Place;
use super::rank::candidates;
use super::signs::signs;
use super::table::Gazetteer;
use super::tokens::{Gap, Token};
use super::words::{self, WordKind};

/// What is known of a document beside its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceContext {
    /// Country of the publisher, ISO 3166-1 alpha-2.
    pub publisher_country: Option<String>,
    /// Where the dateline's place stands.
    pub dateline: Option<Span>,
    /// Countries that the document is known to be about, ISO 3166-1 alpha-2.
    pub country_hints: Vec<String>,
}

/// How much a document speaks of each country. Countries that nothing speaks of are absent.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// Country code to weight; a mention by name weighs 1.
    weights: BTreeMap<String, f32>,
    /// Countries that the document, its publisher or the caller names.
    named: BTreeSet<String>,
    /// Countries whose own words the document uses ("sheriff's deputies").
    local: BTreeSet<String>,
    /// What the names say for first-level divisions.
    pub(super) gathering: Gathering,
}

/// Weight of a word that only one country's reports use, and of all such words together.
const SIGN: f32 = 0.5;
const SIGNS: f32 = 1.5;

/// Mentions of one country beyond this number add nothing.
const CEILING: f32 = 6.0;

impl Evidence {
    /// Counts a mention of the country itself, or of a thing of it.
    pub(super) fn add(&mut self, country: &str, weight: f32) {
        self.suspect(country, weight);
        if !country.is_empty() {
            self.named.insert(country.to_owned());
        }
    }

    /// Counts a place that most likely lies in the country.
    pub(super) fn suspect(&mut self, country: &str, weight: f32) {
        if !country.is_empty() && weight > 0.0 {
            let sum = self.weights.entry(country.to_owned()).or_default();
            *sum = (*sum + weight).min(CEILING);
        }
    }

    pub(super) fn weight(&self, country: &str) -> f32 {
        self.weights.get(country).copied().unwrap_or(0.0)
    }

    /// Weight relative to the country spoken of most, 0 to 1.
    pub(super) fn share(&self, country: &str) -> f32 {
        let most = self.weights.values().copied().fold(0.0, f32::max);
        if most > 0.0 {
            self.weight(country) / most.max(1.0)
        } else {
            0.0
        }
    }

    /// Whether the country is named, or several places point to it and to no other more than to it.
    pub(super) fn speaks_of(&self, country: &str) -> bool {
        const SUSPICION: f32 = 0.5;
        const SHARE: f32 = 0.34;
        self.named.contains(country)
            || self.weight(country) >= SUSPICION && self.share(country) >= SHARE
    }

    /// Whether the document reads like a local report of the country.
    pub(super) fn is_local(&self, country: &str) -> bool {
        self.local.contains(country)
    }

    /// Whether the document reads like a local report of other countries than this one.
    pub(super) fn is_local_elsewhere(&self, country: &str) -> bool {
        !self.local.is_empty() && !self.local.contains(country)
    }

    /// Whether no country is named, by itself or by its people.
    pub(super) fn names_none(&self) -> bool {
        self.named.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The country that the document is about: more than half of all weight.
    pub(super) fn dominant(&self) -> Option<&str> {
        let total: f32 = self.weights.values().sum();
        let (country, weight) = self
            .weights
            .iter()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
        (*weight > total / 2.0 || self.weights.len() == 1).then_some(country.as_str())
    }

    /// The country spoken of most; of equals, the first by code.
    pub(super) fn foremost(&self) -> Option<&str> {
        let best = |a: &(&String, &f32), b: &(&String, &f32)| a.1.total_cmp(b.1).then(b.0.cmp(a.0));
        self.weights
            .iter()
            .max_by(best)
            .map(|(country, _)| country.as_str())
    }
}

/// Evidence from names of countries and first-level divisions, demonyms, hints and the publisher.
pub(super) fn evidence(
    gazetteer: &Gazetteer,
    tokens: &[Token<'_>],
    nationalities: &[(Span, &'static str)],
    context: &PlaceContext,
) -> Evidence {
    let mut evidence = Evidence::default();
    for hint in &context.country_hints {
        evidence.add(hint, 2.0);
    }
    if let Some(country) = &context.publisher_country {
        evidence.add(country, 0.5);
    }
    for (_, country) in nationalities {
        evidence.add(country, 0.7);
    }
    for (country, count) in signs(tokens) {
        evidence.suspect(country, (SIGN * count as f32).min(SIGNS));
        evidence.local.insert(country.to_owned());
    }
    let mut at = 0;
    while at < tokens.len() {
        at += named_country(gazetteer, &tokens[at..], &mut evidence).max(1);
    }
    evidence
}

/// Adds the country or division that the words begin with; returns how many words it takes.
fn named_country(gazetteer: &Gazetteer, tokens: &[Token<'_>], evidence: &mut Evidence) -> usize {
    if !tokens[0].is_capitalised()
        || words::is(WordKind::Given, tokens[0].text)
            && tokens
                .get(1)
                .is_some_and(|t| t.is_joined() && t.is_capitalised())
    {
        return 0;
    }
    let after_comma = tokens[0].gap == Gap::Comma;
    let joined = tokens
        .iter()
        .skip(1)
        .take(4)
        .take_while(|token| token.is_joined())
        .count();
    for length in (1..=joined + 1).rev() {
        let name = phrase(&tokens[..length]);
        if words::is_generic(&name) {
            continue;
        }
        let found = candidates(gazetteer, &name, after_comma);
        if capital_acts(&found, &tokens[length..], evidence) {
            return length;
        }
        let Some(largest) = found
            .iter()
            .map(|(place, _)| place)
            .find(|place| place.is_country() || place.is_division())
        else {
            if let Some(home) = peoples::home(&fold(&name)) {
                evidence.add(home.country, 0.6);
                return length;
            }
            // "Jamaica Plain" says nothing of Jamaica.
            if length > 1
                && found
                    .iter()
                    .any(|(place, main)| *main && place.is_populated())
            {
                return length;
            }
            continue;
        };
        let elsewhere = is_shared(&found, largest);
        if largest.is_country() && lies_elsewhere(gazetteer, &found, &tokens[length..]) {
            return length;
        }
        if largest.is_country() {
            evidence.add(largest.country, if elsewhere { 0.3 } else { 1.0 });
        } else if found.iter().all(|(place, _)| {
            place.country == largest.country
                || u64::from(place.population) * 20 < u64::from(largest.population)
        }) {
            evidence.add(largest.country, 0.6);
        }
        return length;
    }
    0
}

/// Whether a division of another country bears the name, too, and is as likely meant: "Georgia".
fn is_shared(found: &[(Place<'_>, bool)], country: &Place<'_>) -> bool {
    found.iter().any(|(place, _)| {
        place.is_division()
            && place.country != country.country
            && place.population > country.population / 2
    })
}

/// Whether the words name a country and nothing else does: "Georgian" and "Syria", not "Georgia".
pub(super) fn is_plain(gazetteer: &Gazetteer, words: &str) -> bool {
    let found = candidates(gazetteer, words, false);
    let mut countries = found
        .iter()
        .map(|(place, _)| place)
        .filter(|place| place.is_country());
    countries.all(|country| !is_shared(&found, country))
}

/// "Damascus denied": a government speaks, and for its country.
fn capital_acts(
    found: &[(Place<'_>, bool)],
    behind: &[Token<'_>],
    evidence: &mut Evidence,
) -> bool {
    const WEIGHT: f32 = 0.6;
    let next = behind
        .iter()
        .take(3)
        .take_while(|token| token.gap == Gap::Space)
        .find(|token| !words::is(WordKind::Auxiliary, token.text));
    let capital = found.iter().find(|(place, _)| place.feature == "PPLC");
    match capital.zip(next) {
        Some(((place, _), act)) if words::is(WordKind::Act, act.text) => {
            evidence.add(place.country, WEIGHT);
            true
        }
        _ => false,
    }
}

/// Whether a country's name is that of a town in the state behind it: "Lebanon, Pa."
fn lies_elsewhere(
    gazetteer: &Gazetteer,
    found: &[(Place<'_>, bool)],
    behind: &[Token<'_>],
) -> bool {
    let Some(next) = behind.first().filter(|token| token.gap == Gap::Comma) else {
        return false;
    };
    let joined = behind
        .iter()
        .skip(1)
        .take(2)
        .take_while(|token| token.is_joined());
    let outer = (1..=joined.count() + 1).rev().find_map(|length| {
        let outer = candidates(gazetteer, &phrase(&behind[..length]), true);
        outer
            .into_iter()
            .map(|(place, _)| place)
            .find(Place::is_division)
    });
    next.is_capitalised()
        && outer.is_some_and(|state| {
            found
                .iter()
                .any(|(place, _)| !place.is_country() && place.division == Some(state.row))
        })
}

/// The words as one name.
pub(super) fn phrase(tokens: &[Token<'_>]) -> String {
    let mut name = String::new();
    for token in tokens {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(token.text);
    }
    name
}

//! The towns that a report names, and what speaks for each being the one that it is about.

mod mention;

use std::cmp::Ordering;

use dateline_core::{Document, PlacePrecision, Span};
use dateline_normalize::places::{self, Force};

use super::home::is_inside;
use super::{Located, is_destination, is_residence, is_setting};
use crate::syntax::{Syntax, TokenId};
use mention::{has_bearing, is_behind_preposition, is_of_police, is_of_resident};
pub(super) use mention::{headline, is_stated};

/// What a report names.
pub(super) struct Naming<'a> {
    pub(super) document: &'a Document,
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) places: &'a [Located],
    /// Places in the names of bodies.
    pub(super) of_bodies: &'a [Located],
    /// The place in the dateline.
    pub(super) filed: Option<&'a Located>,
    /// The words that name acts.
    pub(super) acts: &'a [TokenId],
}

/// Declares what speaks for a town, each with its name in `data/towns.tsv`.
macro_rules! signs {
    ($($sign:ident $name:literal,)*) => {
        #[derive(Debug, Clone, Copy)]
        enum Sign { $($sign,)* }
        /// What speaks for or against a town, in the order of the numbers that a town has for each.
        pub(super) const SIGNS: [&str; [$($name),*].len()] = [$($name),*];
    };
}

signs! {
    // Counts of mentions, as logarithms: of its police, of police "in" it, in other names of bodies.
    Forces "forces",
    ForcesIn "forces_in",
    Bodies "bodies",
    // In the headline; there behind "in" or "at"; in the masthead behind it.
    Headline "headline",
    HeadlineIn "headline_in",
    Masthead "masthead",
    // In the body of the report: all, behind a word that places something, beside the name of its state, with a bearing
    // ("northeast Troy", "Troy's west side"), as somebody's home, as where somebody was brought.
    Told "told",
    Placing "placing",
    Stated "stated",
    Bearing "bearing",
    Resident "resident",
    Brought "brought",
    // In the first sentence under the headline, in the opening, in the sentence of an act, of the first act.
    Lead "lead",
    Opening "opening",
    Act "act",
    FirstAct "first_act",
    // Whether, rather than how often.
    HasForce "has_force",
    CountyForce "county_force",
    Filed "filed",
    Within "within",
    Holds "holds",
    Only "only",
    First "first",
    // Its share of all mentions of towns, its inhabitants, how sure it is which town it is.
    Share "share",
    Size "size",
    Sure "sure",
}

/// One town of a report.
pub(super) struct Town<'a> {
    /// Its first mention outside headline and masthead, if any.
    pub(super) first: &'a Located,
    pub(super) signs: [f32; SIGNS.len()],
}

impl Town<'_> {
    fn add(&mut self, sign: Sign) {
        self.signs[sign as usize] += 1.0;
    }

    fn set(&mut self, sign: Sign, value: f32) {
        self.signs[sign as usize] = value;
    }

    fn has(&self, sign: Sign) -> bool {
        self.signs[sign as usize] > 0.0
    }

    /// Whether a force is named that answers for it alone: "Springfield police".
    pub(super) fn has_force(&self) -> bool {
        self.has(Sign::HasForce)
    }

    /// Whether a report can be about it wherever it lies: its police are named, it stands in the headline or masthead, the
    /// first sentence or that of an act holds it, or it is named more than once. A town that the wounded were brought to is not thereby one.
    pub(super) fn may_be_meant(&self) -> bool {
        let told_again = self.signs[Sign::Told as usize] > 1.0_f32.ln_1p();
        let is_page = [
            Sign::HasForce,
            Sign::ForcesIn,
            Sign::Headline,
            Sign::Masthead,
        ];
        let is_page = is_page.into_iter().any(|sign| self.has(sign));
        let is_scene = self.has(Sign::Act) || self.has(Sign::Lead);
        is_page || told_again || is_scene && !self.has(Sign::Brought)
    }

    fn inhabitants(&self) -> u64 {
        let entry = self.first.value.entry.as_ref();
        entry.map_or(0, |entry| entry.population)
    }

    fn mentions(&self) -> f32 {
        let counted = [Sign::Forces, Sign::Headline, Sign::Told];
        counted.iter().map(|&sign| self.signs[sign as usize]).sum()
    }

    /// Whether it is a quarter of a far larger town: "South Shore" of Chicago.
    pub(super) fn is_within(&self, town: &Self) -> bool {
        const LARGER: u64 = 10;
        let is_large = self.inhabitants() * LARGER < town.inhabitants();
        is_large && !self.has_force() && is_inside(&self.first.value, &town.first.value)
    }
}

/// The towns that a report names, in the order of their first mention.
pub(super) fn towns<'a>(naming: &Naming<'a>) -> Vec<Town<'a>> {
    let mut towns: Vec<Town<'a>> = Vec::new();
    let parts = headline(naming.document);
    let end = parts.map_or(0, |(_, masthead)| masthead.end);
    let lead = (0..naming.syntax.sentence_count())
        .find(|&sentence| naming.syntax.sentence_span(sentence).start >= end);
    let first_act = naming.acts.iter().min().copied();
    let settled = naming.places.iter().filter(|place| is_town(place));
    for place in settled {
        let page = Page {
            naming,
            parts,
            lead,
            first_act,
        };
        page.count(place, town(&mut towns, place));
    }
    for place in naming.of_bodies.iter().filter(|place| is_town(place)) {
        let town = town(&mut towns, place);
        match has_force(naming, place) {
            true => town.add(Sign::Forces),
            false => town.add(Sign::Bodies),
        }
    }
    let filed = naming
        .filed
        .filter(|place| is_town(place) && !is_capital(place));
    if let Some(place) = filed {
        town(&mut towns, place).set(Sign::Filed, 1.0);
    }
    compare(naming, &mut towns);
    towns
}

/// Where on the page a mention can stand.
struct Page<'a, 'b> {
    naming: &'b Naming<'a>,
    /// Headline and masthead.
    parts: Option<(Span, Span)>,
    /// The first sentence under them.
    lead: Option<usize>,
    first_act: Option<TokenId>,
}

impl Page<'_, '_> {
    /// Counts one mention of a town.
    fn count(&self, place: &Located, town: &mut Town<'_>) {
        let is_in = |part: Span| part.contains(place.span);
        let syntax = self.naming.syntax;
        if has_force(self.naming, place) {
            town.add(Sign::Forces);
        } else if self.parts.is_some_and(|(_, masthead)| is_in(masthead)) {
            town.add(Sign::Masthead);
        } else if self.parts.is_some_and(|(headline, _)| is_in(headline)) {
            town.add(Sign::Headline);
            if is_behind_preposition(syntax, place) {
                town.add(Sign::HeadlineIn);
            }
        } else {
            self.count_told(place, town);
        }
    }

    fn count_told(&self, place: &Located, town: &mut Town<'_>) {
        const OPENING: usize = 4;
        let syntax = self.naming.syntax;
        let is_home = is_residence(syntax, place.token) || is_of_resident(syntax, place);
        let is_placing = !is_home && is_setting(syntax, place.token);
        let is_act = self
            .naming
            .acts
            .iter()
            .any(|&act| syntax.sentence_of(act) == place.sentence);
        let is_first = self
            .first_act
            .is_some_and(|act| syntax.sentence_of(act) == place.sentence);
        let holds = [
            (Sign::Told, true),
            (Sign::Placing, is_placing),
            (Sign::Stated, is_stated(self.naming.document, place)),
            (Sign::Bearing, has_bearing(self.naming, place)),
            (Sign::Resident, is_home),
            (Sign::Brought, is_destination(syntax, place.token)),
            (Sign::ForcesIn, is_of_police(syntax, place)),
            (Sign::Lead, self.lead == Some(place.sentence)),
            (
                Sign::Opening,
                self.lead
                    .is_some_and(|lead| place.sentence < lead + OPENING),
            ),
            (Sign::Act, is_act && !is_home),
            (Sign::FirstAct, is_first && !is_home),
        ];
        for (sign, _) in holds.into_iter().filter(|(_, holds)| *holds) {
            town.add(sign);
        }
    }
}

/// What follows from all mentions of a town, and from the other towns.
fn compare(naming: &Naming<'_>, towns: &mut [Town<'_>]) {
    let all: f32 = towns.iter().map(Town::mentions).sum();
    let first = (0..towns.len())
        .filter(|&at| towns[at].has(Sign::Told) || towns[at].has(Sign::Headline))
        .min_by_key(|&at| towns[at].first.span);
    let only = towns.len() == 1;
    for town in towns.iter_mut() {
        town.set(Sign::HasForce, f32::from(u8::from(town.has(Sign::Forces))));
    }
    let within: Vec<bool> = towns
        .iter()
        .map(|one| towns.iter().any(|town| one.is_within(town)))
        .collect();
    let holds: Vec<bool> = towns
        .iter()
        .map(|town| towns.iter().any(|one| one.is_within(town)))
        .collect();
    for (at, town) in towns.iter_mut().enumerate() {
        let share = town.mentions() / all.max(1.0);
        let is_county = has_county_force(naming, town.first);
        let inhabitants = town.inhabitants() as f32;
        for sign in COUNTED {
            let count = town.signs[sign as usize];
            town.set(sign, count.ln_1p());
        }
        let flag = |holds: bool| f32::from(u8::from(holds));
        town.set(Sign::CountyForce, flag(is_county));
        town.set(Sign::Within, flag(within[at]));
        town.set(Sign::Holds, flag(holds[at]));
        town.set(Sign::Only, flag(only));
        town.set(Sign::First, flag(first == Some(at)));
        town.set(Sign::Share, share);
        town.set(Sign::Size, (inhabitants + 1.0).log10());
        town.set(Sign::Sure, town.first.value.score);
    }
}

/// Signs that count mentions.
const COUNTED: [Sign; 16] = [
    Sign::Forces,
    Sign::ForcesIn,
    Sign::Bodies,
    Sign::Headline,
    Sign::HeadlineIn,
    Sign::Masthead,
    Sign::Told,
    Sign::Placing,
    Sign::Stated,
    Sign::Bearing,
    Sign::Resident,
    Sign::Brought,
    Sign::Lead,
    Sign::Opening,
    Sign::Act,
    Sign::FirstAct,
];

fn town<'a, 'b>(towns: &'b mut Vec<Town<'a>>, place: &'a Located) -> &'b mut Town<'a> {
    let at = towns.iter().position(|one| is_same(one.first, place));
    let at = at.unwrap_or_else(|| {
        towns.push(Town {
            first: place,
            signs: [0.0; SIGNS.len()],
        });
        towns.len() - 1
    });
    &mut towns[at]
}

fn is_same(a: &Located, b: &Located) -> bool {
    match (&a.value.entry, &b.value.entry) {
        (Some(here), Some(there)) => here.geonames_id == there.geonames_id,
        _ => places::fold(&a.value.words) == places::fold(&b.value.words),
    }
}

fn has_force(naming: &Naming<'_>, place: &Located) -> bool {
    places::force_of(&naming.document.text, place.span) == Some(Force::Town)
}

/// "Sacramento County sheriff's deputies", of the town of that name.
fn has_county_force(naming: &Naming<'_>, town: &Located) -> bool {
    let name = places::fold(&town.value.words);
    let all = naming.places.iter().chain(naming.of_bodies);
    let mut forces = all
        .filter(|place| places::force_of(&naming.document.text, place.span) == Some(Force::County));
    forces.any(|place| {
        let words = places::fold(&place.value.words);
        words
            .strip_prefix(&name)
            .is_some_and(|rest| rest.trim() == "county" || rest.is_empty())
    })
}

/// A town that the gazetteer knows, itself rather than something in it.
pub(super) fn is_town(place: &Located) -> bool {
    let is_populated = place
        .value
        .entry
        .as_ref()
        .is_some_and(|entry| entry.feature.starts_with("PPL") && entry.feature != "PPLX");
    let is_fine = matches!(
        place.value.precision,
        PlacePrecision::Locality | PlacePrecision::Near
    );
    is_populated && is_fine && place.value.facility.is_none()
}

/// Dispatches on a whole country are filed from its capital.
fn is_capital(place: &Located) -> bool {
    let entry = place.value.entry.as_ref();
    entry.is_some_and(|entry| entry.feature == "PPLC")
}

/// Towns by how much speaks for them, with the probability of each; what is left is that the report is about none.
pub(super) fn likely<'t, 'a>(
    towns: &'t [Town<'a>],
    weights: &[f32; SIGNS.len()],
    none: f32,
) -> Vec<(&'t Town<'a>, f32)> {
    let odds = |town: &Town<'_>| -> f32 {
        let terms = town.signs.iter().zip(weights);
        terms.map(|(sign, weight)| sign * weight).sum()
    };
    let scores: Vec<f32> = towns.iter().map(odds).collect();
    let most = scores.iter().copied().fold(none, f32::max);
    let total: f32 =
        scores.iter().map(|score| (score - most).exp()).sum::<f32>() + (none - most).exp();
    let shares = scores.iter().map(|score| (score - most).exp() / total);
    let mut likely: Vec<(&Town<'_>, f32)> = towns.iter().zip(shares).collect();
    likely.sort_by(|a, b| b.1.total_cmp(&a.1).then(Ordering::Equal));
    likely
}

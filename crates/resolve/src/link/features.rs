//! What speaks for and against two tellings being of one incident.

use dateline_core::value::DateValue;
use dateline_core::{DatePrecision, IncidentType, Telling};
use jiff::civil::Date;

use super::placement::is_copy;
use places::{is_fine, place_relation};

mod counts;
mod places;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Feature { $($(#[$doc])* $name),+ }
        /// Names of the features, in the order of [`features`]; the rows of `data/linking.tsv`.
        pub const FEATURES: &[&str] = &[$(stringify!($name)),+];
    };
}

features! {
    /// Always 1.
    prior,
    /// Dates: known to the day and the same; a day apart; two or three; up to a week; up to a month; more.
    date_same, date_1, date_3, date_7, date_31, date_far,
    /// One of them is known less finely, and holds the other or not.
    date_within, date_outside,
    /// Days of publication: the same; up to two apart; a week; a month; more.
    published_same, published_2, published_7, published_31, published_far,
    /// Told to have happened after the other was published.
    after_publication,
    /// Places known to the town or better: the same; within 25 km; within 100; further.
    place_same, place_25, place_100, place_far,
    /// One known less finely: it holds the other; other divisions of a country; other countries.
    place_within, place_division, place_country,
    /// The text of one gives the name of the other's place, where the places are not the same; or neither does.
    place_named, place_unnamed,
    /// Types: the same; alike; unlike.
    type_same, type_kin, type_other,
    /// Killed: the same number above 0; the later report gives more; fewer; far apart.
    killed_same, killed_rose, killed_fell, killed_apart,
    /// The same of wounded.
    wounded_same, wounded_rose, wounded_fell, wounded_apart,
    /// Other counts that agree, or not.
    figures_same, figures_other,
    /// Organisations, weapons, people and things in common; or both name some, and none is shared.
    organisation_shared, organisation_other, weapon_shared, weapon_other, victim_shared, victim_other, target_shared,
    /// Likeness of the texts, and how much above 0.2 and 0.4.
    text, text_20, text_40,
    /// Likeness of the passages that tell of it, and how much above 0.2 and 0.4.
    passages, passages_20, passages_40,
    /// Binary logarithm of one more than the rare words that both passages have, and both texts.
    rare_passages, rare_text,
    /// Binary logarithm of one more than the ages that both texts tell; or both tell some, and none is shared.
    ages_shared, ages_other,
    /// One text is a copy of the other.
    copy,
    /// One of them, or both, told as history.
    background_one, background_both,
    /// One is an operation with parts of its own, the other is not.
    operation_one,
    /// One was tried or threatened, the other done.
    stage_other,
    /// Binary logarithm of the number of incidents that both documents tell of.
    beside,
    /// Two that say more together: the same place within a day, and the likeness of the texts beside each.
    place_and_day, place_and_text, day_and_text,
    /// Days that exclude one another, places that do, and both; and the likeness of texts that say so, worth the less then: reports of
    /// one house are worded alike whatever they tell.
    days_apart, places_apart, both_apart, days_apart_and_text, days_apart_and_rare, places_apart_and_text, both_apart_and_rare,
}

/// The values of [`FEATURES`] for two tellings, whichever comes first; most are 0 or 1.
pub fn features(a: &Telling, b: &Telling) -> Vec<f32> {
    let mut found = Found(vec![0.0; FEATURES.len()]);
    found.set(Feature::prior);
    found.times(a, b);
    found.places(a, b);
    found.kinds(a, b);
    found.counts(a, b);
    found.parties(a, b);
    found.texts(a, b);
    found.frames(a, b);
    found.together();
    found.0
}

struct Found(Vec<f32>);

impl Found {
    fn set(&mut self, feature: Feature) {
        self.put(feature, 1.0);
    }

    fn put(&mut self, feature: Feature, value: f32) {
        self.0[feature as usize] = value;
    }

    fn get(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
    }

    fn times(&mut self, a: &Telling, b: &Telling) {
        if let (Some(one), Some(other)) = (&a.date, &b.date) {
            self.dates(one, other);
        }
        if let (Some(one), Some(other)) = (a.published, b.published) {
            self.set(match days_between(one, other) {
                0 => Feature::published_same,
                1..=2 => Feature::published_2,
                3..=7 => Feature::published_7,
                8..=31 => Feature::published_31,
                _ => Feature::published_far,
            });
        }
        let begins = |telling: &Telling| telling.date.as_ref().and_then(|date| date.earliest);
        let is_after = |one: &Telling, other: &Telling| matches!((begins(one), other.published), (Some(day), Some(published)) if day > published);
        if is_after(a, b) || is_after(b, a) {
            self.set(Feature::after_publication);
        }
    }

    fn dates(&mut self, one: &DateValue, other: &DateValue) {
        let day = |date: &DateValue| {
            (date.precision == DatePrecision::Day)
                .then_some(date.earliest)
                .flatten()
        };
        match (day(one), day(other)) {
            (Some(one), Some(other)) => self.set(match days_between(one, other) {
                0 => Feature::date_same,
                1 => Feature::date_1,
                2..=3 => Feature::date_3,
                4..=7 => Feature::date_7,
                8..=31 => Feature::date_31,
                _ => Feature::date_far,
            }),
            _ if is_untold(one) || is_untold(other) => {}
            _ if one.is_compatible(other) => self.set(Feature::date_within),
            _ => self.set(Feature::date_outside),
        }
    }

    fn places(&mut self, a: &Telling, b: &Telling) {
        let names = |telling: &Telling, other: &Telling| {
            let fine = telling.place.as_ref().filter(|place| is_fine(place));
            fine.is_some_and(|place| other.text.holds(&place.name))
        };
        if let (Some(one), Some(other)) = (&a.place, &b.place) {
            let relation = place_relation(one, other);
            relation.into_iter().for_each(|relation| self.set(relation));
            if relation == Some(Feature::place_same) {
                return;
            }
        }
        let is_told = |telling: &Telling| telling.place.as_ref().is_some_and(is_fine);
        if names(a, b) || names(b, a) {
            self.set(Feature::place_named);
        } else if is_told(a) || is_told(b) {
            self.set(Feature::place_unnamed);
        }
    }

    fn kinds(&mut self, a: &Telling, b: &Telling) {
        if let (Some(one), Some(other)) = (a.incident_type, b.incident_type) {
            self.set(if one == other {
                Feature::type_same
            } else if family(one) == family(other) {
                Feature::type_kin
            } else {
                Feature::type_other
            });
        }
    }

    fn parties(&mut self, a: &Telling, b: &Telling) {
        self.common(
            &a.organisations,
            &b.organisations,
            Feature::organisation_shared,
            Some(Feature::organisation_other),
        );
        self.common(
            &a.weapons,
            &b.weapons,
            Feature::weapon_shared,
            Some(Feature::weapon_other),
        );
        self.common(
            &a.victims,
            &b.victims,
            Feature::victim_shared,
            Some(Feature::victim_other),
        );
        self.common(&a.targets, &b.targets, Feature::target_shared, None);
    }

    fn common<T: PartialEq>(
        &mut self,
        one: &[T],
        other: &[T],
        shared: Feature,
        none: Option<Feature>,
    ) {
        if one.iter().any(|value| other.contains(value)) {
            self.set(shared);
        } else if let Some(none) = none.filter(|_| !one.is_empty() && !other.is_empty()) {
            self.set(none);
        }
    }

    fn texts(&mut self, a: &Telling, b: &Telling) {
        let above = |likeness: f32, least: f32| (likeness - least).max(0.0);
        let text = a.text.likeness(&b.text);
        self.put(Feature::text, text);
        self.put(Feature::text_20, above(text, 0.2));
        self.put(Feature::text_40, above(text, 0.4));
        let passages = a.passages.likeness(&b.passages);
        self.put(Feature::passages, passages);
        self.put(Feature::passages_20, above(passages, 0.2));
        self.put(Feature::passages_40, above(passages, 0.4));
        let log = |number: f32| (1.0 + number).log2();
        self.put(
            Feature::rare_passages,
            log(a.passages.rare_shared(&b.passages)),
        );
        self.put(Feature::rare_text, log(a.text.rare_shared(&b.text)));
        let shared = a.ages.iter().filter(|age| b.ages.contains(age)).count();
        self.put(Feature::ages_shared, log(shared as f32));
        if shared == 0 && !a.ages.is_empty() && !b.ages.is_empty() {
            self.set(Feature::ages_other);
        }
        self.put(Feature::copy, f32::from(is_copy(&a.runs, &b.runs)));
    }

    fn frames(&mut self, a: &Telling, b: &Telling) {
        match (a.is_background, b.is_background) {
            (true, true) => self.set(Feature::background_both),
            (false, false) => {}
            _ => self.set(Feature::background_one),
        }
        self.put(
            Feature::operation_one,
            f32::from(a.is_operation != b.is_operation),
        );
        self.put(
            Feature::stage_other,
            f32::from(a.stage.zip(b.stage).is_some_and(|(a, b)| a != b)),
        );
        self.put(
            Feature::beside,
            (a.beside.max(1) as f32 * b.beside.max(1) as f32).log2(),
        );
    }

    fn together(&mut self) {
        let near = self
            .get(Feature::place_same)
            .max(self.get(Feature::place_25))
            .max(self.get(Feature::place_named));
        let day = self.get(Feature::date_same).max(self.get(Feature::date_1));
        let text = self.get(Feature::text);
        self.put(Feature::place_and_day, near * day);
        self.put(Feature::place_and_text, near * text);
        self.put(Feature::day_and_text, day * text);
        self.apart(text);
    }

    fn apart(&mut self, text: f32) {
        let any = |features: &[Feature]| {
            features
                .iter()
                .map(|&one| self.get(one))
                .fold(0.0, f32::max)
        };
        let days = any(&[
            Feature::date_7,
            Feature::date_31,
            Feature::date_far,
            Feature::date_outside,
        ]);
        let unlike = [
            Feature::place_100,
            Feature::place_far,
            Feature::place_division,
            Feature::place_country,
        ];
        let places = any(&unlike) * (1.0 - self.get(Feature::place_named));
        self.put(Feature::days_apart, days);
        self.put(Feature::places_apart, places);
        self.put(Feature::both_apart, days * places);
        self.put(Feature::days_apart_and_text, days * text);
        self.put(
            Feature::days_apart_and_rare,
            days * self.get(Feature::rare_text),
        );
        self.put(Feature::places_apart_and_text, places * text);
        self.put(
            Feature::both_apart_and_rare,
            days * places * self.get(Feature::rare_text),
        );
    }
}

/// Whether no day is told, but that of the report at most.
fn is_untold(date: &DateValue) -> bool {
    date.is_bound() || date.earliest.is_none() && date.latest.is_none()
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

/// Types that reports of one act are apt to give it.
fn family(kind: IncidentType) -> u8 {
    use IncidentType as Type;
    match kind {
        Type::ArmedAssault
        | Type::Bombing
        | Type::Assassination
        | Type::Execution
        | Type::OtherViolence
        | Type::Robbery => 0,
        Type::Battle
        | Type::Shelling
        | Type::AirStrike
        | Type::TroopMovement
        | Type::Displacement => 1,
        Type::Abduction | Type::Hijacking | Type::Release => 2,
        Type::PrisonBreak => 3,
        Type::Raid | Type::Arrest => 4,
        Type::Riot | Type::Protest => 5,
        Type::Abuse | Type::SexualViolence => 6,
        Type::Arson | Type::Sabotage => 7,
    }
}

//! What speaks for and against two tellings being of one incident.

use dateline_core::value::DateValue;
use dateline_core::{DatePrecision, IncidentType, Telling};
use jiff::civil::Date;

use places::{are_rivals, place_relation};

pub(super) use places::is_fine;

mod counts;
mod places;
mod times;
mod words;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Feature { $($(#[$doc])* $name),+ }
        /// Names of the features, in the order of [`features`].
        pub const FEATURES: &[&str] = &[$(stringify!($name)),+];
    };
}

features! {
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
    /// Likeness of the texts, and of the passages that tell of it.
    text, passages,
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
    /// Binary logarithms of one more than the days between two dates known to the day, and between two days of publication; 5 (a
    /// month) where one is not known. Exactly a week between the dates: one of them may mean another week's day.
    date_gap, published_gap, date_week,
    /// Binary logarithm of one more than the days from the one's date to the other's publication, where only one is dated to the day;
    /// 5 where both or neither are, 16 where the other was published before.
    print_gap,
    /// A town in common, by any name that either gives.
    town_shared,
    /// Streets or facilities: one in common; none; two that cannot be the same ("X mosque", "Y mosque").
    site_shared, site_other, site_rival,
    /// Both name kinds of things, and none is shared.
    target_other,
    /// Kinds of those who acted, and the last words of what they are called: one in common, or both tell some, and none is shared.
    actor_shared, actor_other, party_shared, party_other,
    /// Binary logarithms: of one more than a number of killed or wounded that both give, 0 if they differ; of how many times the higher is
    /// the lower where they differ, one added to both.
    killed_many, killed_ratio, wounded_many, wounded_ratio,
    /// Which part of the shorter of the two texts, and of the two passages, stands in the other; and of the passage of one in the
    /// whole text of the other.
    text_within, passages_within, passages_in_text,
    /// Binary logarithm of one more than the rare words of the text, and of the passages, that has fewer: what could have been shared.
    rare_least, rare_passages_least,
    /// Which part of the one's runs of words stands in the other.
    copied,
    /// Binary logarithms of one more than the names of two words that both texts, and both passages, have, as far as they are rare; and
    /// than those of the text, and of the passages, that has fewer.
    names_text, names_passages, names_least, names_passages_least,
    /// Of one publisher, whose pages share words whatever they tell.
    publisher_same,
}

/// The values of [`FEATURES`] for two tellings, whichever comes first; most are 0 or 1.
pub fn features(a: &Telling, b: &Telling) -> Vec<f32> {
    let mut found = Found(vec![0.0; FEATURES.len()]);
    found.times(a, b);
    found.places(a, b);
    found.names_of_places(a, b);
    found.kinds(a, b);
    found.counts(a, b);
    found.parties(a, b);
    found.actors(a, b);
    found.texts(a, b);
    found.frames(a, b);
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
        self.gaps(a, b);
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
            let fine = telling
                .place
                .as_ref()
                .filter(|place| is_fine(place.precision));
            fine.is_some_and(|place| other.text.holds(&place.name))
        };
        if let (Some(one), Some(other)) = (&a.place, &b.place) {
            let relation = place_relation(one, other);
            relation.into_iter().for_each(|relation| self.set(relation));
            if relation == Some(Feature::place_same) {
                return;
            }
        }
        let is_told = |telling: &Telling| {
            telling
                .place
                .as_ref()
                .is_some_and(|place| is_fine(place.precision))
        };
        if names(a, b) || names(b, a) {
            self.set(Feature::place_named);
        } else if is_told(a) || is_told(b) {
            self.set(Feature::place_unnamed);
        }
    }

    fn names_of_places(&mut self, a: &Telling, b: &Telling) {
        if a.towns.iter().any(|town| b.towns.contains(town)) {
            self.set(Feature::town_shared);
        }
        self.common(
            &a.sites,
            &b.sites,
            Feature::site_shared,
            Feature::site_other,
        );
        if self.get(Feature::site_other) > 0.0 && are_rivals(&a.sites, &b.sites) {
            self.set(Feature::site_rival);
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
            Feature::organisation_other,
        );
        self.common(
            &a.weapons,
            &b.weapons,
            Feature::weapon_shared,
            Feature::weapon_other,
        );
        self.common(
            &a.victims,
            &b.victims,
            Feature::victim_shared,
            Feature::victim_other,
        );
        self.common(
            &a.targets,
            &b.targets,
            Feature::target_shared,
            Feature::target_other,
        );
    }

    fn actors(&mut self, a: &Telling, b: &Telling) {
        self.common(
            &a.actors,
            &b.actors,
            Feature::actor_shared,
            Feature::actor_other,
        );
        self.common(
            &a.parties,
            &b.parties,
            Feature::party_shared,
            Feature::party_other,
        );
    }

    fn common<T: PartialEq>(&mut self, one: &[T], other: &[T], shared: Feature, none: Feature) {
        if one.iter().any(|value| other.contains(value)) {
            self.set(shared);
        } else if !one.is_empty() && !other.is_empty() {
            self.set(none);
        }
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
        if a.publisher.is_some() && a.publisher == b.publisher {
            self.set(Feature::publisher_same);
        }
        self.put(
            Feature::beside,
            (a.beside.max(1) as f32 * b.beside.max(1) as f32).log2(),
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

//! The word lists in `data/`, which are compiled in.

use dateline_core::{ActorKind, IncidentType, PersonKind, SourceKind, WeaponKind};

use crate::draw::Weighted;
use crate::rows::{Row, TableError, table};
use crate::template::Sentence;

/// A kind of act.
#[derive(Debug)]
pub(crate) struct Act {
    /// Its type.
    pub(crate) kind: IncidentType,
    /// Weights in countries at war, with an insurgency, with violent crime.
    pub(crate) weights: [f64; 3],
    /// Nouns that name it.
    pub(crate) nouns: Vec<&'static str>,
}

/// A means.
#[derive(Debug)]
pub(crate) struct Means {
    /// Of which acts.
    pub(crate) act: IncidentType,
    /// Its kind.
    pub(crate) kind: WeaponKind,
    /// "a", "an", or nothing for plurals.
    pub(crate) article: &'static str,
    /// Its name.
    pub(crate) words: &'static str,
    /// How often.
    pub(crate) weight: f64,
}

/// Whom acts befall.
#[derive(Debug)]
pub(crate) struct Group {
    /// Their kind.
    pub(crate) kind: PersonKind,
    /// One of them.
    pub(crate) one: &'static str,
    /// Several.
    pub(crate) many: &'static str,
}

/// A party without a name.
#[derive(Debug)]
pub(crate) struct Nameless {
    /// Its kind.
    pub(crate) kind: ActorKind,
    /// Its words.
    pub(crate) words: &'static str,
}

/// An organisation.
#[derive(Debug)]
pub(crate) struct Organisation {
    /// Pool of countries that it acts in.
    pub(crate) pool: &'static str,
    /// Its kind.
    pub(crate) kind: ActorKind,
    /// Its name, without "the".
    pub(crate) name: &'static str,
    /// What its people are called.
    pub(crate) people: &'static str,
}

/// Parts of names of a pool of countries.
#[derive(Debug)]
pub(crate) struct Names {
    /// The pool.
    pub(crate) pool: &'static str,
    /// Given names.
    pub(crate) given: Vec<&'static str>,
    /// First parts of surnames.
    pub(crate) heads: Vec<&'static str>,
    /// Last parts.
    pub(crate) tails: Vec<&'static str>,
}

/// A speaker without a name of its own.
#[derive(Debug)]
pub(crate) struct Voice {
    /// Its words.
    pub(crate) words: &'static str,
    /// Its kind.
    pub(crate) kind: SourceKind,
    /// Whether it can be held to it.
    pub(crate) named: bool,
}

/// Things that are drawn by weight.
#[derive(Debug)]
pub(crate) struct Drawn<T> {
    /// The things.
    pub(crate) all: Vec<T>,
    /// Their weights.
    pub(crate) weights: Weighted,
}

impl<T> Drawn<T> {
    fn new(rows: Vec<(T, f64)>) -> Self {
        let weights = Weighted::new(rows.iter().map(|(_, weight)| *weight));
        Self {
            all: rows.into_iter().map(|(thing, _)| thing).collect(),
            weights,
        }
    }

    /// One of them.
    pub(crate) fn pick(&self, rng: &mut fastrand::Rng) -> &T {
        &self.all[self.weights.pick(rng)]
    }
}

/// All word lists.
#[derive(Debug)]
pub(crate) struct Tables {
    /// Kinds of act.
    pub(crate) acts: Vec<Act>,
    /// Means.
    pub(crate) means: Vec<Means>,
    /// Whom acts befall.
    pub(crate) groups: Drawn<Group>,
    /// Attackers whom nobody knows.
    pub(crate) unknown: Vec<Nameless>,
    /// Forces of the state.
    pub(crate) forces: Vec<Nameless>,
    /// Organisations, by pool.
    pub(crate) organisations: Vec<Organisation>,
    /// Names, by pool.
    pub(crate) names: Vec<Names>,
    /// Facilities: noun and kind of target.
    pub(crate) facilities: Drawn<(&'static str, Option<&'static str>)>,
    /// Vehicles.
    pub(crate) vehicles: Drawn<&'static str>,
    /// Ranks of officers.
    pub(crate) ranks: Drawn<&'static str>,
    /// Titles of civil officials.
    pub(crate) titles: Drawn<&'static str>,
    /// Speakers.
    pub(crate) voices: Drawn<Voice>,
    /// Mastheads of local publishers.
    pub(crate) local: Drawn<&'static str>,
    /// Publishers of the whole world.
    pub(crate) international: Drawn<&'static str>,
    /// Wire agencies.
    pub(crate) agencies: Drawn<&'static str>,
    /// Wordings.
    pub(crate) sentences: Vec<Sentence>,
}

impl Tables {
    /// Reads the tables that the program carries.
    ///
    /// # Errors
    /// If a line of one is not what its head says.
    pub(crate) fn bundled() -> Result<Self, TableError> {
        let details = table!("details.tsv");
        let publishers = table!("publishers.tsv");
        let actors = table!("actors.tsv");
        Ok(Self {
            acts: table!("types.tsv").map(act)?,
            means: table!("weapons.tsv").map(means)?,
            groups: Drawn::new(table!("victims.tsv").map(group)?),
            unknown: actors.under("unknown", nameless)?,
            forces: actors.under("forces", nameless)?,
            organisations: table!("organisations.tsv").map(organisation)?,
            names: table!("people.tsv").map(names)?,
            facilities: Drawn::new(table!("facilities.tsv").map(facility)?),
            vehicles: Drawn::new(details.under("vehicle", weighed)?),
            ranks: Drawn::new(details.under("rank", weighed)?),
            titles: Drawn::new(details.under("title", weighed)?),
            voices: Drawn::new(table!("sources.tsv").map(voice)?),
            local: Drawn::new(publishers.under("local", weighed)?),
            international: Drawn::new(publishers.under("world", weighed)?),
            agencies: Drawn::new(publishers.under("agency", weighed)?),
            sentences: table!("sentences.tsv").map(sentence)?,
        })
    }
}

fn act(row: &Row) -> Result<Act, String> {
    Ok(Act {
        kind: row.read(0)?,
        weights: [row.read(1)?, row.read(2)?, row.read(3)?],
        nouns: row.list(4)?,
    })
}

fn means(row: &Row) -> Result<Means, String> {
    Ok(Means {
        act: row.read(0)?,
        kind: row.read(1)?,
        article: row.cell(2)?.trim_matches('-'),
        words: row.cell(3)?,
        weight: row.read(4)?,
    })
}

fn group(row: &Row) -> Result<(Group, f64), String> {
    let group = Group {
        kind: row.read(0)?,
        one: row.cell(1)?,
        many: row.cell(2)?,
    };
    Ok((group, row.read(3)?))
}

fn nameless(row: &Row) -> Result<Nameless, String> {
    Ok(Nameless {
        kind: row.read(1)?,
        words: row.cell(2)?,
    })
}

fn organisation(row: &Row) -> Result<Organisation, String> {
    Ok(Organisation {
        pool: row.cell(0)?,
        kind: row.read(1)?,
        name: row.cell(2)?,
        people: row.cell(3)?,
    })
}

fn names(row: &Row) -> Result<Names, String> {
    Ok(Names {
        pool: row.cell(0)?,
        given: row.list(1)?,
        heads: row.list(2)?,
        tails: row.list(3)?,
    })
}

type Facility = (&'static str, Option<&'static str>);

fn facility(row: &Row) -> Result<(Facility, f64), String> {
    let kind = Some(row.cell(1)?).filter(|kind| *kind != "-");
    Ok(((row.cell(0)?, kind), row.read(2)?))
}

fn weighed(row: &Row) -> Result<(&'static str, f64), String> {
    Ok((row.cell(1)?, row.read(2)?))
}

fn voice(row: &Row) -> Result<(Voice, f64), String> {
    let voice = Voice {
        words: row.cell(0)?,
        kind: row.read(1)?,
        named: row.cell(2)? == "yes",
    };
    Ok((voice, row.read(3)?))
}

fn sentence(row: &Row) -> Result<Sentence, String> {
    Sentence::parse(row.cell(0)?, row.cell(1)?, row.cell(2)?)
}

//! The register, read from the tables in `data/actors/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::{ActorKind, SourceKind};
use jiff::civil::Date;

use super::period;
use crate::phrases::Phrases;
use crate::table::{cell, entries, rows, table};

/// What is known of an organisation.
#[derive(Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name it goes by.
    pub canonical: &'static str,
    /// What kind of party it is.
    pub kind: ActorKind,
    /// What kind of source it is when it speaks.
    pub source_kind: SourceKind,
    /// ISO 3166-1 alpha-2 codes of the countries it belongs to or acts in, chief one first.
    pub countries: Vec<&'static str>,
    /// What it is to other organisations.
    pub relations: Vec<Relation>,
    /// How many sources the register has for it.
    sources: usize,
    began: Option<Date>,
    ended: Option<Date>,
}

/// What an organisation is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Which relation.
    pub kind: RelationKind,
    /// The name that the other goes by.
    pub other: &'static str,
    /// The first day on which it may have come to be, where the register knows.
    pub from: Option<Date>,
    /// The last day on which it may have ended, where the register knows.
    pub until: Option<Date>,
}

/// Kinds of relations between organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RelationKind {
    /// A wing, a battalion, a member of an alliance.
    PartOf,
    /// It pledged itself to the other: al-Shabaab to al-Qaeda.
    FranchiseOf,
    /// It came out of the other, which went on.
    SplitFrom,
    /// It is the other under a new name.
    RenamedFrom,
    /// It went up in the other.
    MergedInto,
    /// It took the other's place.
    SuccessorOf,
}

impl RelationKind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "part_of" => Self::PartOf,
            "franchise_of" => Self::FranchiseOf,
            "split_from" => Self::SplitFrom,
            "renamed_from" => Self::RenamedFrom,
            "merged_into" => Self::MergedInto,
            "successor_of" => Self::SuccessorOf,
            _ => return None,
        })
    }
}

impl Organisation {
    /// The organisations of which it was a part or a branch on a day; on no day in particular, all of them.
    pub fn belongs_to(&self, day: Option<Date>) -> impl Iterator<Item = &'static str> {
        let then = move |relation: &&Relation| {
            day.is_none_or(|day| {
                relation.from.is_none_or(|from| from <= day)
                    && relation.until.is_none_or(|until| day <= until)
            })
        };
        let belongs = |kind| matches!(kind, RelationKind::PartOf | RelationKind::FranchiseOf);
        self.relations
            .iter()
            .filter(move |relation| belongs(relation.kind))
            .filter(then)
            .map(|relation| relation.other)
    }

    pub(super) fn existed_on(&self, day: Date) -> bool {
        self.began.is_none_or(|began| began <= day) && self.ended.is_none_or(|ended| day <= ended)
    }

    pub(super) fn source_count(&self) -> usize {
        self.sources
    }

    /// 2 for the country where it chiefly acts, 1 for another of its countries.
    pub(super) fn tie_to(&self, country: &str) -> u8 {
        match self.countries.iter().position(|own| *own == country) {
            Some(0) => 2,
            Some(_) => 1,
            None => 0,
        }
    }
}

/// How surely a name stands for the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Wherever it is written like a name.
    Free,
    /// Of plain words: "Security Belt".
    Plain,
    /// It stands for other things too: "KIA".
    Doubtful,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Name,
    Acronym,
    /// An acronym that is an English word: "WHO".
    Word,
}

/// A name of an organisation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Index into [`Register::all`].
    pub(super) organisation: usize,
    pub(super) text: &'static str,
    pub(super) form: Form,
    pub(super) care: Care,
}

pub(super) struct Register {
    pub(super) all: Vec<Organisation>,
    pub(super) names: Phrases<Entry>,
}

pub(super) static REGISTER: LazyLock<Register> = LazyLock::new(|| {
    let mut all: Vec<Organisation> = rows(table!("actors/organisations.tsv"))
        .filter_map(|row| organisation(&row))
        .collect();
    let index: HashMap<&str, usize> = all
        .iter()
        .enumerate()
        .map(|(number, organisation)| (organisation.canonical, number))
        .collect();
    let mut sources: Vec<Vec<&str>> = vec![Vec::new(); all.len()];
    let names: Vec<(&str, Entry)> = rows(table!("actors/names.tsv"))
        .filter_map(|row| {
            let organisation = *index.get(cell(&row, 0))?;
            sources[organisation].extend(cell(&row, 3).split(',').filter(|one| !one.is_empty()));
            Some((cell(&row, 1), entry(&row, organisation)?))
        })
        .collect();
    for (organisation, mut sources) in all.iter_mut().zip(sources) {
        sources.sort_unstable();
        sources.dedup();
        organisation.sources = sources.len();
    }
    for row in rows(table!("actors/relations.tsv")) {
        if let (Some(&one), Some(&other)) = (index.get(cell(&row, 0)), index.get(cell(&row, 2))) {
            relate(&mut all, one, other, &row);
        }
    }
    Register {
        all,
        names: Phrases::new(names),
    }
});

fn organisation(row: &[&'static str]) -> Option<Organisation> {
    Some(Organisation {
        canonical: cell(row, 0),
        kind: cell(row, 1).parse().ok()?,
        source_kind: cell(row, 2).parse().ok()?,
        countries: entries(cell(row, 3)).collect(),
        relations: Vec::new(),
        sources: 0,
        began: None,
        ended: None,
    })
}

fn entry(row: &[&'static str], organisation: usize) -> Option<Entry> {
    let kind = cell(row, 2);
    let bare = kind.trim_end_matches(['?', '!']);
    Some(Entry {
        organisation,
        text: cell(row, 1),
        form: match bare {
            "name" => Form::Name,
            "acronym" => Form::Acronym,
            "word" => Form::Word,
            _ => return None,
        },
        care: match &kind[bare.len()..] {
            "" => Care::Free,
            "?" => Care::Plain,
            _ => Care::Doubtful,
        },
    })
}

/// Notes a relation of `one` to `other`, and what it tells of when they began and ended.
fn relate(all: &mut [Organisation], one: usize, other: usize, row: &[&'static str]) {
    let Some(kind) = RelationKind::named(cell(row, 1)) else {
        return;
    };
    let (from, until) = (period::read(cell(row, 3)), period::read(cell(row, 4)));
    let relation = Relation {
        kind,
        other: all[other].canonical,
        from: from.map(|(first, _)| first),
        until: until.map(|(_, last)| last),
    };
    all[one].relations.push(relation);
    let Some((first, last)) = from else { return };
    match kind {
        RelationKind::MergedInto if until.is_none() => all[one].ended = Some(last),
        RelationKind::MergedInto => {}
        RelationKind::SplitFrom | RelationKind::RenamedFrom | RelationKind::SuccessorOf => {
            let began = all[one].began.map_or(first, |began| began.min(first));
            all[one].began = Some(began);
            if kind != RelationKind::SplitFrom {
                all[other].ended = Some(last);
            }
        }
        RelationKind::PartOf | RelationKind::FranchiseOf => {}
    }
}

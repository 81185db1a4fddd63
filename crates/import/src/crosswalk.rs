//! The tables of `data/crosswalks`: which column holds what, and what a term of another data set is here.

use std::collections::HashMap;
use std::sync::LazyLock;

use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

use crate::field::Field;

/// Whose table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Format {
    /// Armed Conflict Location & Event Data.
    Acled,
    /// UCDP Georeferenced Event Dataset.
    Ged,
    /// Global Terrorism Database.
    Gtd,
    /// A table of the user's own.
    Own,
}

/// What their term is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    /// A term of Dateline's.
    Ours(&'static str),
    /// Known, but with no single counterpart.
    NoCounterpart,
    /// Theirs for "nobody knows".
    NotKnown,
    /// The row is no incident.
    NoIncident,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Crosswalk {
    /// Field and names of its column, the preferred first.
    pub(crate) columns: Vec<(Field, Vec<String>)>,
    terms: HashMap<(&'static str, String), &'static str>,
    signature: Vec<String>,
}

static CROSSWALKS: LazyLock<[Crosswalk; 4]> = LazyLock::new(|| {
    [
        Crosswalk::of(include_str!("../../../data/crosswalks/acled.tsv")),
        Crosswalk::of(include_str!("../../../data/crosswalks/ged.tsv")),
        Crosswalk::of(include_str!("../../../data/crosswalks/gtd.tsv")),
        Crosswalk::of(include_str!("../../../data/crosswalks/own.tsv")),
    ]
});

impl Format {
    /// Its table.
    pub(crate) fn crosswalk(self) -> &'static Crosswalk {
        &CROSSWALKS[self as usize]
    }

    /// The format whose signature the header bears.
    pub(crate) fn of_header(header: &[String]) -> Option<Self> {
        let holds = |column: &String| header.iter().any(|name| folded(name) == *column);
        Self::iter().find(|format| {
            let signature = &format.crosswalk().signature;
            !signature.is_empty() && signature.iter().all(holds)
        })
    }

    /// The name under which the data set speaks; none for a table of the user's own.
    pub fn publisher(self) -> Option<&'static str> {
        let mut names = self.crosswalk().terms.iter();
        names
            .find(|((list, _), _)| *list == "publisher")
            .map(|(_, name)| *name)
    }
}

impl Crosswalk {
    fn of(table: &'static str) -> Self {
        let mut crosswalk = Self {
            columns: Vec::new(),
            terms: HashMap::new(),
            signature: Vec::new(),
        };
        let rows = table
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        for row in rows {
            let cells: Vec<&'static str> = row.split('\t').map(str::trim).collect();
            let [list, theirs, ours, ..] = cells[..] else {
                continue;
            };
            match list {
                "signature" => crosswalk.signature = theirs.split(';').map(folded).collect(),
                "column" => {
                    let names = theirs.split('|').map(folded).collect();
                    crosswalk
                        .columns
                        .extend(ours.parse().ok().map(|field| (field, names)));
                }
                _ => crosswalk
                    .terms
                    .extend(theirs.split('|').map(|term| ((list, folded(term)), ours))),
            }
        }
        crosswalk
    }

    /// What their term is here; `None` if the list lacks it.
    pub(crate) fn term(&self, list: &'static str, term: &str) -> Option<Term> {
        let ours = self.terms.get(&(list, folded(term)))?;
        Some(match *ours {
            "-" => Term::NoCounterpart,
            "unknown" => Term::NotKnown,
            "none" => Term::NoIncident,
            ours => Term::Ours(ours),
        })
    }

    /// Dateline's term, where there is one.
    pub(crate) fn ours(&self, list: &'static str, term: &str) -> Option<&'static str> {
        match self.term(list, term) {
            Some(Term::Ours(ours)) => Some(ours),
            _ => None,
        }
    }

    /// Whether a cell tells nothing.
    pub(crate) fn is_blank(&self, cell: &str) -> bool {
        const NOTHING: [&str; 8] = ["", "-", "na", "n/a", "nan", "null", "none", "."];
        let cell = folded(cell);
        NOTHING.contains(&cell.as_str()) || self.terms.contains_key(&("blank", cell))
    }

    /// The terms of a list, each with Dateline's, longest first.
    pub(crate) fn list(&self, list: &'static str) -> Vec<(&str, &'static str)> {
        let mut found: Vec<(&str, &'static str)> = self
            .terms
            .iter()
            .filter(|((name, _), _)| *name == list)
            .map(|((_, term), ours)| (term.as_str(), *ours))
            .collect();
        found.sort_by_key(|(term, _)| (std::cmp::Reverse(term.len()), *term));
        found
    }
}

/// A term as it is compared: in lower case, on one line.
pub(crate) fn folded(term: &str) -> String {
    one_line(term).to_lowercase()
}

/// The words, parted by single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use dateline_core::{
        ActorKind, Category, Certainty, DatePrecision, IncidentType, PlacePrecision,
        ResponsibilityLink, Slot, Stage, WeaponKind, WordingClass,
    };

    use super::*;

    fn is_term(list: &str, ours: &str) -> bool {
        match list {
            "publisher" | "country" | "blank" => true,
            "type" | "clue" => ours.parse::<IncidentType>().is_ok(),
            "stage" => ours.parse::<Stage>().is_ok(),
            "category" | "category_doubt" => ours.parse::<Category>().is_ok(),
            "suicide" => ours.parse::<bool>().is_ok(),
            "weapon" | "weapon_subtype" => ours.parse::<WeaponKind>().is_ok(),
            "kind" => ours.parse::<ActorKind>().is_ok(),
            "date_precision" => ours.parse::<DatePrecision>().is_ok(),
            "vicinity" => ours.parse::<PlacePrecision>().is_ok(),
            "place_precision" => ours
                .split(' ')
                .all(|word| word == "no_coordinates" || word.parse::<PlacePrecision>().is_ok()),
            "certainty" => ours.parse::<Certainty>().is_ok(),
            "claimed" => ours.parse::<ResponsibilityLink>().is_ok(),
            "wording" => ours.parse::<WordingClass>().is_ok(),
            "by_kind" => ours.parse::<Slot>().is_ok(),
            "parties" => ours
                .split(';')
                .all(|party| ["-", "by_kind"].contains(&party) || party.parse::<Slot>().is_ok()),
            _ => false,
        }
    }

    #[test]
    fn every_row_maps_to_a_term_of_the_codebook() {
        for format in Format::iter() {
            let crosswalk = format.crosswalk();
            assert!(!crosswalk.columns.is_empty(), "{format}");
            for ((list, theirs), ours) in &crosswalk.terms {
                let is_mark = ["-", "unknown", "none"].contains(ours);
                assert!(
                    is_mark || is_term(list, ours),
                    "{format}: {list} {theirs} {ours}"
                );
            }
        }
    }

    #[test]
    fn every_column_row_is_a_field_and_every_row_has_a_source() {
        for table in [
            include_str!("../../../data/crosswalks/acled.tsv"),
            include_str!("../../../data/crosswalks/ged.tsv"),
            include_str!("../../../data/crosswalks/gtd.tsv"),
            include_str!("../../../data/crosswalks/own.tsv"),
        ] {
            for row in table.lines().filter(|line| !line.starts_with('#')) {
                let cells: Vec<&str> = row.split('\t').collect();
                assert_eq!(cells.len(), 4, "{row}");
                assert!(
                    cells[0] != "column" || cells[2].parse::<Field>().is_ok(),
                    "{row}"
                );
            }
        }
    }

    #[test]
    fn formats_are_told_from_their_headers() {
        let header = |names: &str| -> Vec<String> { names.split(',').map(str::to_owned).collect() };
        let of = |names: &str| Format::of_header(&header(names));
        assert_eq!(
            of("EVENT_DATE,event_type,sub_event_type,notes"),
            Some(Format::Acled)
        );
        assert_eq!(
            of("id,type_of_violence,side_a,side_b,date_start"),
            Some(Format::Ged)
        );
        assert_eq!(of("eventid,iyear,imonth,gname"), Some(Format::Gtd));
        assert_eq!(of("Day,Town,Killed"), None);
        assert_eq!(Format::Ged.publisher(), Some("UCDP GED"));
        assert_eq!(Format::Own.publisher(), None);
    }
}

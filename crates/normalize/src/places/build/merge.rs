//! Rows that tell of one place become one row.

use std::collections::HashMap;

use dateline_core::value::Coordinates;

use super::super::table::{NOWHERE, PRIMARY};
use super::divisions::Divisions;
use super::is_town;
use super::rows::{Record, Rows};

/// Distance within which a town without id is the town of that name in a dump.
const SAME_TOWN_KM: f64 = 30.0;

/// Where the rows have gone.
#[derive(Debug)]
pub(super) struct Merged {
    /// The rows that stay, in the order of the layout: the most populous first.
    pub(super) order: Vec<u32>,
    /// Rows of the divisions, as places in `order`.
    pub(super) divisions: Vec<u32>,
    /// For each row as it was added its place in `order`; the highest bit tells that the place bears its main name.
    pub(super) place_of: Vec<u32>,
    /// Number of each division in `divisions` by its number in the records.
    pub(super) division_of: Vec<u16>,
    /// Rows of the base that a later row stands for.
    pub(super) replaced: usize,
}

/// Merges rows of one GeoNames id, and towns without one into those of a dump; then orders them. The pairs of `rows` hold
/// places in the new order afterwards, sorted.
pub(super) fn merge(
    rows: &mut Rows,
    divisions: &mut Divisions,
    features: &[String],
    base: usize,
) -> Merged {
    let mut merging = Merging {
        into: (0..rows.records.len() as u32)
            .map(|row| row | PRIMARY)
            .collect(),
        named: HashMap::new(),
        base,
        replaced: 0,
    };
    rows.shrink();
    merging.one_id(rows, divisions, features);
    merging.towns_without_id(rows, features);
    let order = merging.order(&rows.records);
    let Merging {
        into,
        named,
        replaced,
        ..
    } = merging;
    let place_of = places(into, &order);
    let row_of = |id: u32| Some(place_of[*named.get(&id)? as usize] & !PRIMARY);
    let (division_of, table) = divisions.settle(row_of, |row| place_of[row as usize] & !PRIMARY);
    for pair in &mut rows.pairs {
        let row = place_of[(pair.row & !PRIMARY) as usize];
        pair.row = row & (pair.row | !PRIMARY);
    }
    rows.sort_pairs();
    Merged {
        order,
        divisions: table,
        place_of,
        division_of,
        replaced,
    }
}

struct Merging {
    /// For each row the row that stands for it; the highest bit tells that its main name is that of the place.
    into: Vec<u32>,
    /// Rows of the divisions that the codes of the dumps stand for, by their ids.
    named: HashMap<u32, u32>,
    /// Number of the base's rows.
    base: usize,
    replaced: usize,
}

/// Rows that have an id, by it; those of one id in the order in which they were added.
fn by_id(records: &[Record]) -> Vec<u32> {
    let with_id = records
        .iter()
        .zip(0u32..)
        .filter(|(record, _)| record.id != 0);
    let mut rows: Vec<u32> = with_id.map(|(_, row)| row).collect();
    rows.sort_unstable_by_key(|row| (records[*row as usize].id, *row));
    rows
}

impl Merging {
    /// The last row of an id stands for all, but that of a country, which dumps do not know by its English names alone; what
    /// it leaves open the earlier ones tell.
    fn one_id(&mut self, rows: &mut Rows, divisions: &mut Divisions, features: &[String]) {
        let by_id = by_id(&rows.records);
        let records = &mut rows.records;
        let groups = by_id.chunk_by(|a, b| records[*a as usize].id == records[*b as usize].id);
        let several: Vec<&[u32]> = groups.filter(|group| group.len() > 1).collect();
        for group in several {
            let (Some(&first), Some(&last)) = (group.first(), group.last()) else {
                continue;
            };
            let code = features.get(usize::from(records[first as usize].feature));
            let bundled = |wanted: &str| {
                (first as usize) < self.base && code.is_some_and(|code| code == wanted)
            };
            let (is_country, is_division) = (bundled("PCLI"), bundled("ADM1"));
            let stands = if is_country { first } else { last };
            self.replaced += usize::from((first as usize) < self.base && stands != first);
            for &row in group.iter().rev().filter(|row| **row != stands) {
                let known = records[row as usize];
                divisions.vote(records[last as usize].division, known.division);
                fill(&mut records[stands as usize], &known);
                self.into[row as usize] = stands;
            }
            // The bundled names of first-level divisions are those of English news: "Khost", not "Khowst".
            if is_division {
                records[last as usize].name = records[first as usize].name;
                self.into[first as usize] |= PRIMARY;
                self.into[last as usize] &= !PRIMARY;
            }
        }
        let row = |id: u32| {
            let at = by_id.partition_point(|row| records[*row as usize].id < id);
            by_id.get(at).filter(|row| records[**row as usize].id == id)
        };
        let ids = divisions.ids.iter();
        self.named = ids.filter_map(|id| Some((*id, *row(*id)?))).collect();
    }

    /// Bundled towns without id are not from GeoNames: a dump's town of that name nearby takes their place.
    fn towns_without_id(&mut self, rows: &mut Rows, features: &[String]) {
        let is_town = |record: &Record| {
            let code = features.get(usize::from(record.feature));
            code.is_some_and(|code| is_town(code))
        };
        let base = self.base;
        let lacks_id = |row: u32| {
            let record = &rows.records[row as usize];
            (row as usize) < base && record.id == 0 && is_town(record)
        };
        let mut bearers: HashMap<&[u8], Vec<u32>> = HashMap::new();
        for pair in rows
            .pairs
            .iter()
            .filter(|pair| lacks_id(pair.row & !PRIMARY))
        {
            let all = bearers.entry(rows.key(pair.key)).or_default();
            all.push(pair.row & !PRIMARY);
        }
        let mut found: Vec<(u32, u32)> = Vec::new();
        for pair in &rows.pairs {
            let row = pair.row & !PRIMARY;
            let record = &rows.records[row as usize];
            if (row as usize) < base || !is_town(record) {
                continue;
            }
            let alike = bearers.get(rows.key(pair.key)).into_iter().flatten();
            let same = |town: &&u32| is_near(&rows.records[**town as usize], record);
            found.extend(alike.filter(same).map(|town| (*town, row)));
        }
        found.sort_unstable_by_key(|(town, row)| (*town, !rows.records[*row as usize].population));
        found.dedup_by_key(|(town, _)| *town);
        self.replaced += found.len();
        for (town, row) in found {
            let known = rows.records[town as usize];
            let stands = self.into[row as usize] & !PRIMARY;
            fill(&mut rows.records[stands as usize], &known);
            self.into[town as usize] = stands;
        }
    }

    /// The rows that stay, most populous first.
    fn order(&self, records: &[Record]) -> Vec<u32> {
        let stays = |row: &u32| self.into[*row as usize] & !PRIMARY == *row;
        let mut order: Vec<u32> = (0..records.len() as u32).filter(stays).collect();
        order.sort_unstable_by_key(|row| {
            let record = &records[*row as usize];
            (!record.population, record.id, *row)
        });
        order
    }
}

/// For each row the place in `order` of the row that stands for it, in the memory of `into`, whose highest bits stay.
fn places(mut into: Vec<u32>, order: &[u32]) -> Vec<u32> {
    let gone = (0..into.len()).filter(|row| (into[*row] & !PRIMARY) as usize != *row);
    let gone: Vec<(usize, u32)> = gone.map(|row| (row, into[row])).collect();
    for (row, place) in order.iter().zip(0u32..) {
        let into = &mut into[*row as usize];
        *into = *into & PRIMARY | place;
    }
    for (row, stands) in gone {
        let place = into[(stands & !PRIMARY) as usize] & !PRIMARY;
        into[row] = stands & PRIMARY | place;
    }
    into
}

/// What a row leaves open, from an earlier one of the same place.
fn fill(record: &mut Record, known: &Record) {
    if !record.has_point() {
        record.point = known.point;
    }
    if record.population == 0 {
        record.population = known.population;
    }
    if record.division == NOWHERE {
        record.division = known.division;
    }
}

fn is_near(a: &Record, b: &Record) -> bool {
    let near = |a: Coordinates, b: Coordinates| a.kilometres_to(b) < SAME_TOWN_KM;
    a.country == b.country && a.point().zip(b.point()).is_some_and(|(a, b)| near(a, b))
}

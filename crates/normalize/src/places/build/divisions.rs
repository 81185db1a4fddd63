//! First-level divisions: dumps name them by a code within their country ("YE", "04"), the layout by a number.

use std::collections::{BTreeMap, HashMap};

use super::super::table::{Gazetteer, NOWHERE, Section, read_u32};

/// Numbers of divisions: those of the base first, then one for each code that a dump has.
#[derive(Debug)]
pub(super) struct Divisions {
    /// Rows of the base's divisions.
    pub(super) rows: Vec<u32>,
    /// Codes by country.
    codes: HashMap<u16, HashMap<Box<str>, u16>>,
    /// GeoNames id of the division of each code; 0 where no line told it.
    pub(super) ids: Vec<u32>,
    /// How often a place of the base, which lies in the second division, has the first number in a dump.
    votes: BTreeMap<(u16, u16), u32>,
}

impl Divisions {
    pub(super) fn of(base: &Gazetteer) -> Self {
        let rows = base.section(Section::Divisions).chunks_exact(4);
        Self {
            rows: rows.map(|row| read_u32(row, 0)).collect(),
            codes: HashMap::new(),
            ids: Vec::new(),
            votes: BTreeMap::new(),
        }
    }

    /// The number of a code; [`NOWHERE`] for none, and where numbers run out.
    pub(super) fn number(&mut self, country: u16, code: &str) -> u16 {
        if code.is_empty() {
            return NOWHERE;
        }
        let codes = self.codes.entry(country).or_default();
        if let Some(number) = codes.get(code) {
            return *number;
        }
        let number = u16::try_from(self.rows.len() + self.ids.len()).unwrap_or(NOWHERE);
        if number != NOWHERE {
            codes.insert(code.into(), number);
            self.ids.push(0);
        }
        number
    }

    /// Tells the GeoNames id of the division with a number.
    pub(super) fn is(&mut self, number: u16, id: u32) {
        let own = usize::from(number).checked_sub(self.rows.len());
        if let Some(known) = own.and_then(|at| self.ids.get_mut(at)) {
            *known = id;
        }
    }

    /// Tells that a place of the base's division lies in that with `number` by a dump.
    pub(super) fn vote(&mut self, number: u16, base: u16) {
        if number != NOWHERE && base != NOWHERE && usize::from(number) >= self.rows.len() {
            *self.votes.entry((number, base)).or_default() += 1;
        }
    }

    /// For each number the number in the new table, and the rows of that table. `row_of` finds the row of a GeoNames id;
    /// `moved` tells where a row has gone. A code that no line explains is the division that most of its places lay in.
    pub(super) fn settle(
        &self,
        row_of: impl Fn(u32) -> Option<u32>,
        moved: impl Fn(u32) -> u32,
    ) -> (Vec<u16>, Vec<u32>) {
        let mut table: Vec<u32> = self.rows.iter().map(|row| moved(*row)).collect();
        let mut numbers: Vec<u16> = (0..self.rows.len() as u16).collect();
        let mut number_of: HashMap<u32, u16> = table.iter().copied().zip(0..).collect();
        for (id, number) in self.ids.iter().zip(self.rows.len() as u16..) {
            let settled = match row_of(*id).filter(|_| *id != 0) {
                Some(row) => *number_of.entry(row).or_insert_with(|| {
                    table.push(row);
                    (table.len() - 1) as u16
                }),
                None => self.elected(number).unwrap_or(NOWHERE),
            };
            numbers.push(settled);
        }
        (numbers, table)
    }

    fn elected(&self, number: u16) -> Option<u16> {
        let votes = self.votes.range((number, 0)..=(number, NOWHERE));
        votes
            .max_by_key(|(_, count)| **count)
            .map(|((_, base), _)| *base)
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Divisions, HashMap, NOWHERE};

    #[test]
    fn a_code_is_the_division_that_a_line_or_its_towns_tell() {
        let mut divisions = Divisions {
            rows: vec![7],
            codes: HashMap::new(),
            ids: Vec::new(),
            votes: BTreeMap::new(),
        };
        let [known, new, untold, unknown] =
            ["01", "02", "03", "04"].map(|code| divisions.number(3, code));
        assert_eq!(divisions.number(3, "02"), new);
        assert_ne!(divisions.number(4, "02"), new);
        assert_eq!(divisions.number(3, ""), NOWHERE);
        divisions.is(known, 70);
        divisions.is(new, 80);
        divisions.vote(untold, 0);
        let row_of = |id| [(70, 7), (80, 8)].into_iter().find(|row| row.0 == id);
        let (numbers, table) = divisions.settle(|id| row_of(id).map(|row| row.1), |row| row);
        assert_eq!(table, [7, 8]);
        let settled = [known, new, untold, unknown].map(|number| numbers[usize::from(number)]);
        assert_eq!(settled, [0, 1, 0, NOWHERE]);
    }
}

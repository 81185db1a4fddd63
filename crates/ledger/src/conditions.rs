//! What a filter asks of an incident, as SQL, so that an index answers it.

use jiff::ToSpan;
use rusqlite::types::Value as Sql;

use crate::filter::{Area, Filter};
use crate::search;

/// Whether an incident is known to lie within one month; as the index of days has it.
const WITHIN_A_MONTH: &str = "coalesce(substr(i.earliest, 1, 7) = substr(i.latest, 1, 7), 0)";

/// A condition and the values of its question marks.
#[derive(Clone)]
struct Clause {
    sql: String,
    values: Vec<Sql>,
}

/// Conditions over a table of incidents, `i`.
#[derive(Default)]
pub(crate) struct Conditions {
    /// All of them must hold.
    clauses: Vec<Clause>,
    /// And one of these, of which no two hold at once: each can be looked for in an index of its own.
    alternatives: Vec<Clause>,
    /// Of what stood once, which has no indexes.
    is_past: bool,
}

impl Conditions {
    /// The conditions of a filter over what counts now, or what stood once.
    pub(crate) fn of(filter: &Filter, is_past: bool) -> Self {
        let mut conditions = Self {
            is_past,
            ..Self::default()
        };
        conditions.time(filter);
        conditions.words(filter);
        conditions.position(filter);
        conditions.country(filter);
        conditions.days(filter);
        conditions
    }

    /// What must hold, for each alternative, of which no two hold for one incident.
    pub(crate) fn alternatives(&self) -> impl Iterator<Item = String> {
        let each = |alternative: Option<&Clause>| {
            let clauses = alternative.into_iter().chain(&self.clauses);
            let sql: Vec<&str> = clauses.map(|clause| clause.sql.as_str()).collect();
            if sql.is_empty() {
                "true".to_owned()
            } else {
                sql.join(" AND ")
            }
        };
        let none = self.alternatives.is_empty().then(|| each(None));
        let all = self.alternatives.iter();
        none.into_iter().chain(all.map(move |one| each(Some(one))))
    }

    /// The values of the question marks of all alternatives, in order.
    pub(crate) fn into_values(self) -> impl Iterator<Item = Sql> {
        let common: Vec<Sql> = self
            .clauses
            .into_iter()
            .flat_map(|clause| clause.values)
            .collect();
        let mut alternatives: Vec<Vec<Sql>> = self
            .alternatives
            .into_iter()
            .map(|clause| clause.values)
            .collect();
        if alternatives.is_empty() {
            alternatives.push(Vec::new());
        }
        alternatives
            .into_iter()
            .flat_map(move |own| own.into_iter().chain(common.clone()))
    }

    fn add(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.clauses.push(clause(sql, values));
    }

    fn time(&mut self, filter: &Filter) {
        if filter.from.is_some() || filter.to.is_some() {
            self.add("(i.earliest IS NOT NULL OR i.latest IS NOT NULL)", []);
        }
        if let Some(day) = filter.from {
            self.add(
                "(i.latest IS NULL OR i.latest >= ?)",
                [day.to_string().into()],
            );
        }
        if let Some(day) = filter.to {
            self.add(
                "(i.earliest IS NULL OR i.earliest <= ?)",
                [day.to_string().into()],
            );
        }
        match filter.time_frame {
            Some(frame) => self.add("i.time_frame = ?", [frame.to_string().into()]),
            None if !filter.include_background => self.add("i.time_frame IS NOT 'background'", []),
            None => {}
        }
        if !filter.include_refuted {
            self.add("i.status <> 'refuted'", []);
        }
    }

    fn words(&mut self, filter: &Filter) {
        if let Some(kind) = filter.incident_type {
            self.add("i.incident_type = ?", [kind.to_string().into()]);
        }
        if let Some(place) = &filter.place {
            self.holds("place_text", place);
        }
        if let Some(actor) = &filter.actor {
            self.holds("actor_text", actor);
        }
        let query = filter
            .text
            .as_deref()
            .map(search::query)
            .filter(|query| !query.is_empty());
        if let Some(query) = query {
            let told = match self.is_past {
                false => {
                    "i.first_claim IN (SELECT x.incident FROM main.incident_documents x
                     WHERE x.document IN (SELECT rowid FROM main.search WHERE search MATCH ?))"
                }
                true => {
                    "EXISTS (SELECT 1 FROM json_each(i.body, '$.documents') x JOIN main.documents d ON d.id = x.value
                     WHERE d.seq IN (SELECT rowid FROM main.search WHERE search MATCH ?))"
                }
            };
            self.add(told, [query.into()]);
        }
    }

    /// That a column has these words.
    fn holds(&mut self, column: &str, words: &str) {
        let words = words.trim().to_lowercase();
        self.add(format!("instr(i.{column}, ?) > 0"), [words.into()]);
    }

    fn position(&mut self, filter: &Filter) {
        let Some(Area {
            south,
            west,
            north,
            east,
        }) = filter.area
        else {
            return;
        };
        self.add("i.latitude BETWEEN ? AND ?", [south.into(), north.into()]);
        let longitudes = if west <= east {
            "i.longitude BETWEEN ? AND ?"
        } else {
            "(i.longitude >= ? OR i.longitude <= ?)"
        };
        self.add(longitudes, [west.into(), east.into()]);
    }

    /// By its code or its name.
    fn country(&mut self, filter: &Filter) {
        let Some(country) = &filter.country else {
            return;
        };
        let (code, name) = (country.trim().to_uppercase(), country.trim().to_lowercase());
        self.alternatives = vec![
            clause("i.country_code = ?", [code.clone().into()]),
            clause(
                "i.country = ? AND i.country_code IS NOT ?",
                [name.into(), code.into()],
            ),
        ];
    }

    /// What is known to lie within a month is looked for near the days that are asked for; the rest, which is little, is gone through.
    /// Words, areas and countries leave less to look at.
    fn days(&mut self, filter: &Filter) {
        let words = [&filter.place, &filter.actor, &filter.text];
        let is_narrower = filter.area.is_some()
            || words.into_iter().any(Option::is_some)
            || !self.alternatives.is_empty();
        let days = filter.from.zip(filter.to);
        let Some((from, to)) = days.filter(|_| !is_narrower && !self.is_past) else {
            return;
        };
        let first = from.saturating_sub(31.days());
        self.alternatives = vec![
            clause(
                format!("{WITHIN_A_MONTH} = 1 AND i.earliest BETWEEN ? AND ?"),
                [first.to_string().into(), to.to_string().into()],
            ),
            clause(format!("{WITHIN_A_MONTH} = 0"), []),
        ];
    }
}

fn clause(sql: impl Into<String>, values: impl IntoIterator<Item = Sql>) -> Clause {
    Clause {
        sql: sql.into(),
        values: values.into_iter().collect(),
    }
}

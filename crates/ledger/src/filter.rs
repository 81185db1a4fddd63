//! Which incidents to list.

use dateline_core::{Incident, IncidentType, TimeFrame};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use crate::error::{Fault, LedgerError};
use crate::{Ledger, history, rows, search};

/// An area in degrees; it crosses the 180th meridian when `west` lies east of `east`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Degrees north of the lower edge.
    pub south: f64,
    /// Degrees east of the left edge.
    pub west: f64,
    /// Degrees north of the upper edge.
    pub north: f64,
    /// Degrees east of the right edge.
    pub east: f64,
}

/// Which incidents to list: those that meet all that is given.
///
/// The default asks for all that the reports are there to tell: neither background nor what was refuted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Could have happened on this day or later; leaves out the undated.
    pub from: Option<Date>,
    /// Could have happened on this day or earlier; leaves out the undated.
    pub to: Option<Date>,
    /// Country: its two-letter code or its name, letter case aside.
    pub country: Option<String>,
    /// Words of the place, its facility, division or country, letter case aside.
    pub place: Option<String>,
    /// Coordinates lie within; leaves out places without coordinates.
    pub area: Option<Area>,
    /// Kind of act.
    pub incident_type: Option<IncidentType>,
    /// Words of a party or organisation, letter case aside; private persons are not found.
    pub actor: Option<String>,
    /// Words of a document that tells of it; those in double quotes must follow one another.
    pub text: Option<String>,
    /// Only news or only history; overrides `include_background`.
    pub time_frame: Option<TimeFrame>,
    /// History told as context too.
    pub include_background: bool,
    /// What is only denied or was withdrawn too.
    pub include_refuted: bool,
    /// The ledger as it was known at the end of this day, in UTC.
    pub as_of: Option<Date>,
}

/// An incident as the ledger holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredIncident {
    /// What its claims add up to.
    pub incident: Incident,
    /// When the ledger first learnt of it.
    pub first_ingested: Timestamp,
    /// When the ledger last learnt something of it.
    pub last_ingested: Timestamp,
}

impl Ledger {
    /// Incidents that meet `filter`: news before history, then by day, the undated last, then by ingestion.
    ///
    /// # Errors
    /// If the area is none, or the ledger cannot be read.
    pub fn incidents(&self, filter: &Filter) -> Result<Vec<StoredIncident>, LedgerError> {
        if let Some(area) = filter.area.filter(|area| !area.is_valid()) {
            let Area {
                south,
                west,
                north,
                east,
            } = area;
            return Err(LedgerError::BadBox {
                south,
                west,
                north,
                east,
            });
        }
        self.reading(|connection| match filter.as_of {
            None => select(connection, &Source::now(), filter),
            Some(day) => {
                self.has_history(connection)?;
                as_of(connection, day, filter)
            }
        })
    }
}

impl Area {
    fn is_valid(&self) -> bool {
        let latitudes = -90.0 <= self.south && self.south <= self.north && self.north <= 90.0;
        let longitudes = [self.west, self.east]
            .iter()
            .all(|at| (-180.0..=180.0).contains(at));
        latitudes && longitudes
    }
}

/// The incidents as they stood at the end of `day`.
fn as_of(
    connection: &Connection,
    day: Date,
    filter: &Filter,
) -> Result<Vec<StoredIncident>, Fault> {
    // One snapshot, so that the last step is of the same ledger as what follows.
    let snapshot = connection.unchecked_transaction()?;
    let step = history::step_at(connection, history::end_of_day(day))?;
    let found = select(connection, &Source::at(step), filter)?;
    snapshot.finish()?;
    Ok(found)
}

/// Where incidents are looked for: among those that stand, or those that stood after a step.
pub(crate) struct Source {
    table: String,
    step: Option<i64>,
}

impl Source {
    pub(crate) fn now() -> Self {
        Self {
            table: "main.incidents".to_owned(),
            step: None,
        }
    }

    pub(crate) fn at(step: i64) -> Self {
        Self {
            table: history::incidents_at(step),
            step: Some(step),
        }
    }

    /// The part of a query that [`read`] expects; `i` is the table of incidents.
    pub(crate) fn columns(&self) -> String {
        let table = &self.table;
        let learnt = |which: &str| {
            match self.step {
            None => format!(
                "(SELECT {which}(c.ingested) FROM main.incident_claims x JOIN main.claims c ON c.seq = x.claim
                  WHERE x.incident = i.first_claim)"
            ),
            Some(_) => format!(
                "(SELECT {which}(c.ingested) FROM json_each(i.body, '$.claims') x JOIN main.claims c ON c.id = x.value)"
            ),
        }
        };
        format!(
            "SELECT i.id, i.body,
                 (SELECT json_group_array(id) FROM (SELECT id FROM {table} WHERE part_of = i.id ORDER BY first_claim)),
                 {}, {} FROM {table} i",
            learnt("min"),
            learnt("max")
        )
    }
}

fn select(
    connection: &Connection,
    source: &Source,
    filter: &Filter,
) -> Result<Vec<StoredIncident>, Fault> {
    let mut conditions = Conditions::default();
    conditions.time(filter);
    conditions.words(filter, source);
    conditions.position(filter, source);
    let sql = format!(
        "{} WHERE {} ORDER BY i.time_frame IS 'background', coalesce(i.earliest, i.latest) IS NULL,
             coalesce(i.earliest, i.latest), i.first_claim",
        source.columns(),
        conditions.sql()
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(conditions.values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

pub(crate) fn read(row: &Row<'_>) -> Result<StoredIncident, Fault> {
    let id: String = row.get(0)?;
    let mut incident: Incident = rows::from_json(&row.get::<_, String>(1)?, "incident", &id)?;
    // Which parts an operation has follows from theirs; it need not be written anew when one is added.
    incident.parts = rows::from_json(&row.get::<_, String>(2)?, "the parts of incident", &id)?;
    Ok(StoredIncident {
        incident,
        first_ingested: rows::read_instant(&row.get::<_, String>(3)?)?,
        last_ingested: rows::read_instant(&row.get::<_, String>(4)?)?,
    })
}

/// Conditions that must all hold, and the values of their question marks.
#[derive(Default)]
struct Conditions {
    clauses: Vec<String>,
    values: Vec<Sql>,
}

impl Conditions {
    fn add(&mut self, clause: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.clauses.push(clause.into());
        self.values.extend(values);
    }

    fn sql(&self) -> String {
        if self.clauses.is_empty() {
            "true".to_owned()
        } else {
            self.clauses.join(" AND ")
        }
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

    fn words(&mut self, filter: &Filter, source: &Source) {
        if let Some(kind) = filter.incident_type {
            self.add("i.incident_type = ?", [kind.to_string().into()]);
        }
        if let Some(country) = &filter.country {
            let (code, name) = (country.trim().to_uppercase(), country.trim().to_lowercase());
            self.add(
                "(i.country_code = ? OR i.country = ?)",
                [code.into(), name.into()],
            );
        }
        if let Some(place) = &filter.place {
            self.holds("place_text", place, source);
        }
        if let Some(actor) = &filter.actor {
            self.holds("actor_text", actor, source);
        }
        let query = filter
            .text
            .as_deref()
            .map(search::query)
            .filter(|query| !query.is_empty());
        if let Some(query) = query {
            let told = match source.step {
                None => {
                    "i.first_claim IN (SELECT x.incident FROM main.incident_documents x
                     WHERE x.document IN (SELECT rowid FROM main.search WHERE search MATCH ?))"
                }
                Some(_) => {
                    "EXISTS (SELECT 1 FROM json_each(i.body, '$.documents') x JOIN main.documents d ON d.id = x.value
                     WHERE d.seq IN (SELECT rowid FROM main.search WHERE search MATCH ?))"
                }
            };
            self.add(told, [query.into()]);
        }
    }

    /// That a column has these words; of what counts now the index alone is read for it.
    fn holds(&mut self, column: &str, words: &str, source: &Source) {
        let clause = match source.step {
            None => format!(
                "i.first_claim IN (SELECT first_claim FROM main.incidents WHERE instr({column}, ?) > 0)"
            ),
            Some(_) => format!("instr(i.{column}, ?) > 0"),
        };
        self.add(clause, [words.trim().to_lowercase().into()]);
    }

    /// The tree rounds outwards, so the exact columns decide.
    fn position(&mut self, filter: &Filter, source: &Source) {
        let Some(Area {
            south,
            west,
            north,
            east,
        }) = filter.area
        else {
            return;
        };
        if source.step.is_none() {
            let boxes = "i.first_claim IN (SELECT first_claim FROM main.incident_boxes WHERE north >= ? AND south <= ?)";
            self.add(boxes, [south.into(), north.into()]);
        }
        self.add("i.latitude BETWEEN ? AND ?", [south.into(), north.into()]);
        let longitudes = if west <= east {
            "i.longitude BETWEEN ? AND ?"
        } else {
            "(i.longitude >= ? OR i.longitude <= ?)"
        };
        self.add(longitudes, [west.into(), east.into()]);
    }
}

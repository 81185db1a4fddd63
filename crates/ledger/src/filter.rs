//! Which incidents to list.

use dateline_core::{Incident, IncidentType, TimeFrame};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params_from_iter};

use crate::conditions::Conditions;
use crate::error::{Fault, LedgerError};
use crate::{Ledger, history, rows};

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
    /// At most so many: those that come first. A page takes as long as it is long, whatever else meets the filter.
    pub limit: Option<usize>,
    /// So many that come first are passed over.
    pub skip: usize,
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

/// The rows of a page are found by their keys and what they are sorted by, which stand in indexes; only then is it read what they hold.
fn select(
    connection: &Connection,
    source: &Source,
    filter: &Filter,
) -> Result<Vec<StoredIncident>, Fault> {
    let table = &source.table;
    let conditions = Conditions::of(filter, source.step.is_some());
    let arms: Vec<String> = conditions
        .alternatives()
        .map(|clauses| {
            format!(
                "SELECT i.first_claim AS key, i.time_frame IS 'background' AS old, coalesce(i.earliest, i.latest) AS day
                 FROM {table} i WHERE {clauses}"
            )
        })
        .collect();
    const ORDER: &str = "old, day IS NULL, day, key";
    let sql = format!(
        "WITH page AS MATERIALIZED (SELECT key, old, day FROM ({}) ORDER BY {ORDER} LIMIT ? OFFSET ?)
         {} JOIN page ON i.first_claim = page.key ORDER BY {ORDER}",
        arms.join(" UNION ALL "),
        source.columns()
    );
    let limit = filter
        .limit
        .map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    let skip = i64::try_from(filter.skip).unwrap_or(i64::MAX);
    let values = conditions.into_values().chain([limit.into(), skip.into()]);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
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

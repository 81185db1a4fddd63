//! What of an incident a list can be filtered by.

use dateline_core::value::{Actor, DateValue, PlaceValue, Value};
use dateline_core::{Category, Incident, IncidentType, Stage, TimeFrame};

/// The derived values of an incident that stand in columns of their own.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) incident_type: Option<IncidentType>,
    pub(crate) category: Option<Category>,
    pub(crate) stage: Option<Stage>,
    pub(crate) time_frame: Option<TimeFrame>,
    pub(crate) date: Option<DateValue>,
    pub(crate) place: Option<PlaceValue>,
    actors: Vec<String>,
}

impl Columns {
    /// Gathers them from the derived slots and lists.
    pub(crate) fn of(incident: &Incident) -> Self {
        let mut columns = Self::default();
        let singles = incident.slots.values();
        let listed = incident.lists.values().flatten();
        for value in singles
            .chain(listed)
            .filter_map(|derived| derived.value.as_ref())
        {
            columns.take(value);
        }
        columns
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::Type(kind) => self.incident_type = Some(*kind),
            Value::Category(category) => self.category = Some(*category),
            Value::Stage(stage) => self.stage = Some(*stage),
            Value::TimeFrame(frame) => self.time_frame = Some(*frame),
            Value::Date(date) => self.date = Some(date.clone()),
            Value::Place(place) => self.place = Some(place.clone()),
            Value::Perpetrator(actor)
            | Value::SideA(actor)
            | Value::SideB(actor)
            | Value::Territory(actor) => self.take_actor(actor),
            Value::Responsibility(responsibility) => self.take_actor(&responsibility.actor),
            _ => {}
        }
    }

    /// Private persons are never searched across incidents (codebook section 8).
    fn take_actor(&mut self, actor: &Actor) {
        if !actor.private {
            self.actors.push(actor.mention.to_lowercase());
        }
        self.actors
            .extend(actor.organisation.as_ref().map(|name| name.to_lowercase()));
    }

    /// Names of the acting parties in lower case, one a line.
    pub(crate) fn actor_text(&self) -> String {
        self.actors.join("\n")
    }

    /// Names of the place in lower case, one a line.
    pub(crate) fn place_text(&self) -> String {
        let Some(place) = &self.place else {
            return String::new();
        };
        let names = [
            Some(&place.words),
            place.facility.as_ref(),
            place.entry.as_ref().map(|entry| &entry.name),
            place.division.as_ref(),
            place.country.as_ref(),
            place.relation.as_ref(),
        ];
        let names: Vec<String> = names
            .into_iter()
            .flatten()
            .map(|name| name.to_lowercase())
            .collect();
        names.join("\n")
    }
}

//! The template of MUC-4, slot by slot.

use serde::Serialize;

/// A value of a slot, and the entity that it is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fill<V, S> {
    /// The value, in the notation of the key.
    pub value: V,
    /// The entity, by its first mention; empty where the value holds of the incident.
    #[serde(rename = "ref", skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<S>,
}

/// One incident as MUC-4 would have it. `S` is the type of a text's words: what has passed a redactor or has not.
///
/// An entity is a list of mentions, the most informative first. Slots of unknown value are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template<S> {
    /// `attack`, `bombing`, `kidnapping`, `arson`, `robbery`.
    pub incident_type: String,
    /// `ACCOMPLISHED`, `ATTEMPTED`, `THREATENED`.
    pub stage: String,
    /// `12 JAN 90`, `- 12 JAN 90` (not later than), `10 JAN 90 - 12 JAN 90`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `COUNTRY: AREA (DEPARTMENT): PLACE (CITY)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<S>,
    /// `TERRORIST ACT` or `STATE-SPONSORED VIOLENCE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub perp_category: Option<String>,
    /// Perpetrators without an organisation's name.
    #[serde(rename = "PerpInd")]
    pub individuals: Vec<Vec<S>>,
    /// Organisations.
    #[serde(rename = "PerpOrg")]
    pub organisations: Vec<Vec<S>>,
    /// On what footing each organisation is named.
    pub org_confidence: Vec<Fill<String, S>>,
    /// Means.
    #[serde(rename = "Weapon")]
    pub instruments: Vec<Vec<S>>,
    /// Kinds of means.
    pub instrument_type: Vec<Fill<String, S>>,
    /// Things attacked.
    #[serde(rename = "Target")]
    pub targets: Vec<Vec<S>>,
    /// Kinds of things.
    pub target_type: Vec<Fill<String, S>>,
    /// How many of each.
    pub target_number: Vec<Fill<String, S>>,
    /// Whose, where foreign.
    pub target_nation: Vec<Fill<String, S>>,
    /// What became of each.
    pub target_effect: Vec<Fill<String, S>>,
    /// How many in all, where several kinds are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_total: Option<String>,
    /// People attacked, by name.
    #[serde(rename = "Victim")]
    pub victims: Vec<Vec<S>>,
    /// People attacked, by description; `ref` is the name, if there is one.
    pub victim_description: Vec<Fill<Vec<S>, S>>,
    /// Kinds of people.
    pub victim_type: Vec<Fill<String, S>>,
    /// How many of each.
    pub victim_number: Vec<Fill<String, S>>,
    /// Of which nation, where foreign.
    pub victim_nation: Vec<Fill<String, S>>,
    /// What befell each.
    pub victim_effect: Vec<Fill<String, S>>,
    /// How many in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub victim_total: Option<String>,
}

impl<S> Template<S> {
    /// The same template with every word of the text passed through `show`.
    pub fn map<T>(&self, show: impl Fn(&S) -> T) -> Template<T> {
        let list = |words: &Vec<S>| words.iter().map(&show).collect::<Vec<T>>();
        let entities = |all: &Vec<Vec<S>>| all.iter().map(list).collect::<Vec<Vec<T>>>();
        let fills = |all: &Vec<Fill<String, S>>| {
            let one = |fill: &Fill<String, S>| Fill {
                value: fill.value.clone(),
                of: list(&fill.of),
            };
            all.iter().map(one).collect::<Vec<_>>()
        };
        let described = |fill: &Fill<Vec<S>, S>| Fill {
            value: list(&fill.value),
            of: list(&fill.of),
        };
        Template {
            incident_type: self.incident_type.clone(),
            stage: self.stage.clone(),
            date: self.date.clone(),
            location: self.location.as_ref().map(&show),
            perp_category: self.perp_category.clone(),
            individuals: entities(&self.individuals),
            organisations: entities(&self.organisations),
            org_confidence: fills(&self.org_confidence),
            instruments: entities(&self.instruments),
            instrument_type: fills(&self.instrument_type),
            targets: entities(&self.targets),
            target_type: fills(&self.target_type),
            target_number: fills(&self.target_number),
            target_nation: fills(&self.target_nation),
            target_effect: fills(&self.target_effect),
            target_total: self.target_total.clone(),
            victims: entities(&self.victims),
            victim_description: self.victim_description.iter().map(described).collect(),
            victim_type: fills(&self.victim_type),
            victim_number: fills(&self.victim_number),
            victim_nation: fills(&self.victim_nation),
            victim_effect: fills(&self.victim_effect),
            victim_total: self.victim_total.clone(),
        }
    }
}

//! What the reader knows before it reads: word lists and the gazetteer.

use std::collections::{HashMap, HashSet};

use dateline_core::IncidentType;
use dateline_normalize::places::Gazetteer;

use crate::attribution::Cues;
use crate::events::Modality;
use crate::table::rows;
use crate::triggers::Triggers;

/// The field's knowledge, loaded once for many documents.
pub struct Knowledge {
    pub(crate) gazetteer: Gazetteer,
    /// What tells claims that were made with another gazetteer than the bundled one from others.
    pub(crate) gazetteer_note: String,
    pub(crate) triggers: Triggers,
    pub(crate) modality: Modality,
    pub(crate) cues: Cues,
    pub(crate) mixed: MixedTypes,
    pub(crate) unrelated: Unrelated,
}

/// The bundled gazetteer could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the bundled gazetteer is damaged ({0}); rebuild dateline from a clean checkout")]
pub struct KnowledgeError(String);

impl Knowledge {
    /// The knowledge that comes with the program.
    ///
    /// # Errors
    /// If the bundled gazetteer is damaged.
    pub fn bundled() -> Result<Self, KnowledgeError> {
        Ok(Self {
            gazetteer: Gazetteer::bundled().map_err(|error| KnowledgeError(error.to_string()))?,
            gazetteer_note: String::new(),
            triggers: Triggers::bundled(),
            modality: Modality::bundled(),
            cues: Cues::bundled(),
            mixed: MixedTypes::bundled(),
            unrelated: Unrelated::bundled(),
        })
    }

    /// The same, with places from another gazetteer. Persons are still told from places by the bundled one: a fuller one
    /// has a village of nearly every surname, and a name taken for a village would be shown.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        Self {
            gazetteer_note: format!(", gazetteer of {} places", gazetteer.len()),
            gazetteer,
            ..self
        }
    }
}

/// Which types of act one incident may hold.
pub(crate) struct MixedTypes {
    pairs: HashSet<(IncidentType, IncidentType)>,
}

impl MixedTypes {
    fn bundled() -> Self {
        let mut pairs = HashSet::new();
        for row in rows(include_str!("../../../data/mixed_types.tsv")) {
            let types: Vec<IncidentType> = row[0]
                .split(' ')
                .filter_map(|name| name.parse().ok())
                .collect();
            for &a in &types {
                pairs.extend(types.iter().map(|&b| (a, b)));
            }
        }
        Self { pairs }
    }

    pub(crate) fn allow(&self, a: IncidentType, b: IncidentType) -> bool {
        a == b || self.pairs.contains(&(a, b))
    }
}

/// Words that speak of accidents, disasters and sport.
pub(crate) struct Unrelated {
    kinds: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Unrelated {
    fn bundled() -> Self {
        let kinds = rows(include_str!("../../../data/not_incidents.tsv"))
            .map(|row| {
                (
                    row[0],
                    row[1]
                        .split('|')
                        .map(|form| form.split(' ').collect())
                        .collect(),
                )
            })
            .collect();
        Self { kinds }
    }

    /// Whether a word is one of a kind by itself.
    pub(crate) fn is(&self, kind: &str, word: &str) -> bool {
        self.kinds
            .get(kind)
            .is_some_and(|forms| forms.iter().any(|form| form[..] == [word]))
    }

    /// How many different words of a kind (`accident`, `disaster`, `sport`) the words hold.
    pub(crate) fn count(&self, kind: &str, words: &[&str]) -> usize {
        self.kinds.get(kind).map_or(0, |forms| {
            forms
                .iter()
                .filter(|form| {
                    words
                        .windows(form.len())
                        .any(|window| window == form.as_slice())
                })
                .count()
        })
    }
}

//! Which incident of a newer reading of a document is which of an earlier one. Pure.
//!
//! Numbers and claims of two readings have nothing in common but the text: what both point at for the same slot tells.

use std::collections::{BTreeMap, BTreeSet};

use dateline_core::{Claim, ClaimRecord, Slot, Span};

/// From here on two readings of a passage are one incident: as if they agreed on the words of the act, or on those of two other slots.
pub(crate) const SAME: f32 = 1.0;

/// The words of the act say more than where and when, which incidents of a report share.
const ACT: f32 = 1.0;
const OTHER: f32 = 0.5;

/// What a reading points at for an incident, by slot.
pub(crate) type Marks = BTreeMap<Slot, Vec<Span>>;

/// An incident as some reading told it.
struct Told {
    key: i64,
    marks: Marks,
}

/// The incidents of a document through its readings.
#[derive(Default)]
pub(crate) struct Lineage {
    /// Incidents of the latest reading that told them; what a later one does not tell may come back.
    known: Vec<Told>,
    /// Incidents that were found to be parts of another one.
    led_on: BTreeMap<i64, i64>,
    /// Numbers of the last reading, each with its incident's key.
    current: BTreeMap<u32, i64>,
}

impl Lineage {
    /// Goes on to the next reading, given its claims with their rows.
    pub(crate) fn read<'a>(&mut self, claims: impl IntoIterator<Item = (i64, &'a ClaimRecord)>) {
        let mut numbered: BTreeMap<u32, Told> = BTreeMap::new();
        for (row, record) in claims {
            let number = record.claim.incident;
            let told = numbered.entry(number).or_insert_with(|| Told {
                key: row,
                marks: Marks::new(),
            });
            told.key = told.key.min(row);
            mark(&mut told.marks, &record.claim);
        }
        self.pair(&mut numbered);
        self.current = numbered
            .iter()
            .map(|(number, told)| (*number, told.key))
            .collect();
        self.known.extend(numbered.into_values());
    }

    /// Gives each new incident the key of the known one that it shares most with; what else shares enough with it leads on to it.
    fn pair(&mut self, numbered: &mut BTreeMap<u32, Told>) {
        let mut alike: Vec<(f32, usize, u32)> = Vec::new();
        for (at, known) in self.known.iter().enumerate() {
            for (&number, told) in numbered.iter() {
                let shared = kinship(&known.marks, &told.marks);
                if shared >= SAME {
                    alike.push((shared, at, number));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut gone, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for &(_, at, number) in &alike {
            if !gone.contains(&at)
                && taken.insert(number)
                && let Some(told) = numbered.get_mut(&number)
            {
                told.key = self.known[at].key;
                gone.insert(at);
            }
        }
        for &(_, at, number) in &alike {
            if gone.insert(at)
                && let Some(told) = numbered.get(&number)
            {
                self.led_on.insert(self.known[at].key, told.key);
            }
        }
        let mut at = 0;
        self.known.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    /// Numbers of the last reading, each with the key that its incident has had since it was first read.
    pub(crate) fn keys(&self) -> &BTreeMap<u32, i64> {
        &self.current
    }

    /// The incident of the last reading that carries on the one of this key; none where the last reading does not tell it.
    pub(crate) fn carried_on(&self, key: i64) -> Option<i64> {
        let mut key = key;
        for _ in 0..=self.led_on.len() {
            if self.current.values().any(|current| *current == key) {
                return Some(key);
            }
            key = *self.led_on.get(&key)?;
        }
        None
    }
}

/// Adds what a claim points at.
pub(crate) fn mark(marks: &mut Marks, claim: &Claim) {
    let spans = marks.entry(claim.slot).or_default();
    spans.extend(&claim.evidence.spans);
}

/// How much two readings point at the same words for the same slots.
pub(crate) fn kinship(old: &Marks, new: &Marks) -> f32 {
    let shared = old.iter().filter_map(|(slot, spans)| {
        let weight = match slot {
            Slot::Type => ACT,
            Slot::TimeFrame | Slot::Category | Slot::Stage | Slot::PartOf => 0.0,
            _ => OTHER,
        };
        Some(weight * overlap(spans, new.get(slot)?))
    });
    shared.sum()
}

/// Characters that both point at, as a share of those of the one that points at fewer.
fn overlap(old: &[Span], new: &[Span]) -> f32 {
    let characters = |spans: &[Span]| -> BTreeSet<u32> {
        spans.iter().flat_map(|span| span.start..span.end).collect()
    };
    let (old, new) = (characters(old), characters(new));
    let fewer = old.len().min(new.len()).max(1);
    old.intersection(&new).count() as f32 / fewer as f32
}

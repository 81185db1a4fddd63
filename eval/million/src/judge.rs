//! How well the ledger put reports together: pairs and B-cubed, counted through clusters and never pair by pair over all reports.

use std::collections::HashMap;

use dateline_core::DocumentId;

use crate::plan::Kind;
use crate::truth::Row;

/// Precision and recall, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Share of what was put together that belongs together; 1 where nothing was.
    pub precision: f64,
    /// Share of what belongs together that was put together; 1 where nothing does.
    pub recall: f64,
}

/// Pairs of reports of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missed {
    /// Pairs.
    pub all: u64,
    /// Of these, those that were not put together.
    pub missed: u64,
}

/// Pairs of reports of different incidents that were put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Of look-alikes of the same day: same town, same type.
    pub same_day: u64,
    /// Of look-alikes that lie 1 to 6 days apart.
    pub same_week: u64,
    /// Of other incidents of the same town.
    pub same_town: u64,
    /// Of all others.
    pub elsewhere: u64,
}

/// What there is to say of a clustering.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Reports judged.
    pub reports: u64,
    /// Gold incidents that they tell of.
    pub incidents: u64,
    /// Clusters that they were put into.
    pub clusters: u64,
    /// Reports of the truth for which the ledger has no incident; each counts as a cluster of its own.
    pub without: u64,
    /// Pairs of reports of the ledger.
    pub pairs: Score,
    /// B-cubed, over reports.
    pub b_cubed: Score,
    /// B-cubed recall if every report stood alone; precision is 1 then, and recall over pairs 0.
    pub alone: f64,
    /// Pairs of which one prints the other's text.
    pub copies: Missed,
    /// Pairs with a follow-up.
    pub follow_ups: Missed,
    /// All other pairs: reports within a day of the first.
    pub same_day: Missed,
    /// Pairs that should not be.
    pub merged: Merged,
}

impl Score {
    /// The harmonic mean.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 {
            0.0
        } else {
            2.0 * self.precision * self.recall / sum
        }
    }
}

impl Merged {
    /// All of them.
    pub fn all(&self) -> u64 {
        self.same_day + self.same_week + self.same_town + self.elsewhere
    }
}

/// Judges `clusters`, by document, against the truth.
pub fn judge(truth: &[Row], clusters: &HashMap<DocumentId, i64>) -> Verdict {
    let placed: Vec<Option<i64>> = truth
        .iter()
        .map(|row| clusters.get(&row.document).copied())
        .collect();
    // Reports without an incident stand alone: keys below all of the ledger's.
    let alone = |number: usize| -1 - number as i64;
    let cluster: Vec<i64> = (0..)
        .zip(&placed)
        .map(|(number, key)| key.unwrap_or_else(|| alone(number)))
        .collect();
    let golds = groups(truth.iter().map(|row| i64::from(row.incident)));
    let found = groups(cluster.iter().copied());
    let cells = groups(
        truth
            .iter()
            .zip(&cluster)
            .map(|(row, key)| (row.incident, *key)),
    );
    let size = |numbers: &Vec<usize>| numbers.len() as u64;
    let right: u64 = cells.values().map(|cell| pairs(size(cell))).sum();
    let told: u64 = golds.values().map(|gold| pairs(size(gold))).sum();
    let made: u64 = found.values().map(|cluster| pairs(size(cluster))).sum();
    let reports = truth.len() as u64;
    let mut verdict = Verdict {
        reports,
        incidents: golds.len() as u64,
        clusters: found.len() as u64,
        without: placed.iter().filter(|key| key.is_none()).count() as u64,
        pairs: Score {
            precision: share(right as f64, made as f64),
            recall: share(right as f64, told as f64),
        },
        b_cubed: b_cubed(&cells, &golds, &found, reports),
        alone: share(golds.len() as f64, reports as f64),
        copies: Missed::default(),
        follow_ups: Missed::default(),
        same_day: Missed::default(),
        merged: Merged::default(),
    };
    for gold in golds.values() {
        count_missed(&mut verdict, truth, &cluster, gold);
    }
    for members in found.values().filter(|members| members.len() > 1) {
        count_merged(&mut verdict.merged, truth, members);
    }
    verdict
}

fn groups<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, Vec<usize>> {
    let mut found: HashMap<K, Vec<usize>> = HashMap::new();
    for (number, key) in keys.enumerate() {
        found.entry(key).or_default().push(number);
    }
    found
}

fn pairs(size: u64) -> u64 {
    size * size.saturating_sub(1) / 2
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 1.0 } else { part / whole }
}

/// Of each report: the share of its cluster that is of its incident, and the share of its incident that is in its cluster.
fn b_cubed(
    cells: &HashMap<(u32, i64), Vec<usize>>,
    golds: &HashMap<i64, Vec<usize>>,
    found: &HashMap<i64, Vec<usize>>,
    reports: u64,
) -> Score {
    let (mut precision, mut recall) = (0.0, 0.0);
    for ((gold, cluster), cell) in cells {
        let squared = (cell.len() * cell.len()) as f64;
        precision += squared / found[cluster].len() as f64;
        recall += squared / golds[&i64::from(*gold)].len() as f64;
    }
    Score {
        precision: share(precision, reports as f64),
        recall: share(recall, reports as f64),
    }
}

/// An incident has few reports, so its pairs can be looked at one by one.
fn count_missed(verdict: &mut Verdict, truth: &[Row], cluster: &[i64], gold: &[usize]) {
    for (at, &one) in gold.iter().enumerate() {
        for &other in &gold[at + 1..] {
            let (a, b) = (&truth[one], &truth[other]);
            let count = if a.telling == b.telling {
                &mut verdict.copies
            } else if a.kind == Kind::FollowUp || b.kind == Kind::FollowUp {
                &mut verdict.follow_ups
            } else {
                &mut verdict.same_day
            };
            count.all += 1;
            count.missed += u64::from(cluster[one] != cluster[other]);
        }
    }
}

/// A cluster may be huge, so its pairs are counted by town and day: n log n.
fn count_merged(merged: &mut Merged, truth: &[Row], members: &[usize]) {
    let rows = || members.iter().map(|number| &truth[*number]);
    let all = pairs(members.len() as u64);
    let within = |sizes: HashMap<u64, u64>| sizes.into_values().map(pairs).sum::<u64>();
    let mut by_gold: HashMap<u64, u64> = HashMap::new();
    let mut by_town: HashMap<u64, u64> = HashMap::new();
    let mut series: HashMap<_, Vec<&Row>> = HashMap::new();
    for row in rows() {
        *by_gold.entry(u64::from(row.incident)).or_default() += 1;
        *by_town.entry(u64::from(row.town)).or_default() += 1;
        series.entry((row.town, row.act)).or_default().push(row);
    }
    let right = within(by_gold);
    let town = within(by_town);
    let (mut same_day, mut week) = (0, 0);
    for rows in series.values_mut() {
        rows.sort_unstable_by_key(|row| (row.day, row.incident));
        same_day += near(rows, 0);
        week += near(rows, 6);
    }
    merged.same_day += same_day - right;
    merged.same_week += week - same_day;
    merged.same_town += town - week;
    merged.elsewhere += all - town;
}

/// Pairs whose incidents lie no more than `days` apart, those of one incident among them.
fn near(rows: &[&Row], days: u32) -> u64 {
    let mut first = 0;
    let counts = rows.iter().enumerate().map(|(at, row)| {
        while rows[first].day + days < row.day {
            first += 1;
        }
        (at - first) as u64
    });
    counts.sum()
}

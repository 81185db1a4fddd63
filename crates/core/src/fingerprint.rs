//! By what a text is known again without its words: hashes of its telling words, and of runs of words that copies share.
//!
//! Both are made from the stored text whenever they are needed, so that what is erased from a text is gone from them too.
//! They tell reports of one incident from those of another. Nothing is listed or searched by them, names of persons least of all.

mod ages;
mod names;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

pub use ages::ages;
use names::Names;
use words::words;

/// Most words of a sketch; of a longer text the rarest are kept.
const MOST_WORDS: usize = 256;

/// Length, in words, of the runs by which copies are recognised.
const RUN: usize = 5;

/// One run in so many is kept, chosen by its hash, so that two texts keep the same ones.
const ONE_RUN_IN: u32 = 4;

/// Most runs that are kept.
const MOST_RUNS: usize = 256;

/// Fewest runs by which one text can be held a copy of another: some 25 words.
const FEWEST_RUNS: usize = 3;

/// Weight of a word that is not in the table of common words.
const RARE: u8 = 10;

/// Reports of which so many are at hand before their own count of a word says how rare it is.
const FEW_REPORTS: u64 = 4000;

/// Least weight of a word that says anything about what a text is about.
const TELLING: u8 = 3;

/// Least weight of a word that is still rare among the reports at hand.
const STILL_RARE: u8 = 8;

/// What two texts have in common, each from 0 to 1 but for `rare` and `names`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Common {
    /// As [`Sketch::likeness`].
    pub likeness: f32,
    /// As [`Sketch::rare_shared`].
    pub rare: f32,
    /// How many names both have, two words each: 1 for each, less where [`Sketch::tempered`] found it to be less rare.
    pub names: f32,
    /// Which part of the first text's weight the second has, and the other way round.
    pub of_first: f32,
    /// See `of_first`.
    pub of_second: f32,
}

/// The telling words of a text, and names of two words: hashes, each with a weight that grows with the word's rarity in news.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    words: Vec<(u32, u8)>,
    names: Names,
}

impl Sketch {
    /// The telling words of `text`, whatever its letter case.
    pub fn of(text: &str) -> Self {
        Self::of_texts([text])
    }

    /// The telling words of several passages, as one.
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str, IntoIter: Clone>) -> Self {
        let texts = texts.into_iter();
        let found: BTreeMap<u32, u8> = texts
            .clone()
            .flat_map(words)
            .filter_map(|word| {
                let weight = weight(&word);
                (weight >= TELLING).then(|| (hash(&word), weight))
            })
            .collect();
        let mut kept: Vec<(u32, u8)> = found.into_iter().collect();
        if kept.len() > MOST_WORDS {
            kept.sort_by_key(|&(hash, weight)| (std::cmp::Reverse(weight), hash));
            kept.truncate(MOST_WORDS);
            kept.sort_unstable();
        }
        Self {
            words: kept,
            names: Names::of_texts(texts),
        }
    }

    /// How alike two texts are in what they are about, from 0 to 1: the cosine of their weighted words.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.common(other).likeness
    }

    /// How much of what is rare in news both have: 1 for each such word, less where [`Sketch::tempered`] found it to be less rare.
    pub fn rare_shared(&self, other: &Self) -> f32 {
        self.common(other).rare
    }

    /// What two texts have in common.
    pub fn common(&self, other: &Self) -> Common {
        let squares =
            |sketch: &Self| -> f32 { sketch.words.iter().map(|&(_, weight)| square(weight)).sum() };
        let rarity = |weight: u8| f32::from(weight - TELLING) / f32::from(RARE - TELLING);
        let (mut product, mut rare, mut here, mut there) = (0.0, 0.0, 0.0, 0.0);
        for (own, others) in shared(&self.words, &other.words) {
            product += f32::from(own) * f32::from(others);
            here += square(own);
            there += square(others);
            if others == RARE {
                rare += rarity(own);
            }
        }
        let (own, others) = (squares(self), squares(other));
        let share = |part: f32, whole: f32| if whole == 0.0 { 0.0 } else { part / whole };
        Common {
            likeness: share(product, own.sqrt() * others.sqrt()),
            rare,
            names: self.names.common(&other.names),
            of_first: share(here, own),
            of_second: share(there, others),
        }
    }

    /// How many of its words are rare, after [`Sketch::tempered`] if that was asked.
    pub fn rare_words(&self) -> usize {
        self.words
            .iter()
            .filter(|(_, weight)| *weight >= STILL_RARE)
            .count()
    }

    /// How many names of two words it has.
    pub fn names(&self) -> usize {
        self.names.0.len()
    }

    /// The hashes of the words that are rare in news, and of the names.
    pub fn rare(&self) -> impl Iterator<Item = u32> + '_ {
        let words = self.words.iter().filter(|(_, weight)| *weight == RARE);
        words.chain(&self.names.0).map(|(hash, _)| *hash)
    }

    /// With less weight for words that are rare in news and not so among the `reports` at hand: `holding` tells how many of
    /// these have a word. One in 16 says nothing, one in 4096 all that a rare word can.
    #[must_use]
    pub fn tempered(&self, holding: impl Fn(u32) -> u64, reports: u64) -> Self {
        let reports = reports.max(FEW_REPORTS);
        let temper = |&(hash, weight): &(u32, u8)| {
            if weight < RARE {
                return (hash, weight);
            }
            let rarity = rarity_of(holding(hash), reports);
            (
                hash,
                TELLING + (rarity * f32::from(RARE - TELLING)).round() as u8,
            )
        };
        Self {
            words: self.words.iter().map(temper).collect(),
            names: self.names.tempered(&holding, reports),
        }
    }

    /// The hashes of its rarest words, rarest first, at most `number`.
    pub fn rarest(&self, number: usize) -> Vec<u32> {
        rarest(&self.words, number)
    }

    /// The same of its names of two words.
    pub fn rarest_names(&self, number: usize) -> Vec<u32> {
        rarest(&self.names.0, number)
    }

    /// Whether all telling words of `name` are among its own; a name of none is not.
    pub fn holds(&self, name: &str) -> bool {
        let mut any = false;
        let all = words(name)
            .filter(|word| weight(word) >= TELLING)
            .all(|word| {
                any = true;
                let wanted = hash(&word);
                self.words
                    .binary_search_by_key(&wanted, |&(hash, _)| hash)
                    .is_ok()
            });
        any && all
    }

    /// Five bytes a word.
    pub fn to_bytes(&self) -> Vec<u8> {
        let word = |&(hash, weight): &(u32, u8)| {
            let [a, b, c, d] = hash.to_le_bytes();
            [a, b, c, d, weight]
        };
        let all = self.words.iter().chain(&self.names.0);
        all.flat_map(word).collect()
    }

    /// What [`Sketch::to_bytes`] gave: what weighs more than any word is a name.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let word = |chunk: &[u8; 5]| {
            let &[a, b, c, d, weight] = chunk;
            (u32::from_le_bytes([a, b, c, d]), weight)
        };
        let all = bytes.as_chunks::<5>().0.iter().map(word);
        let (words, names) = all.partition(|(_, weight)| *weight < names::LEAST);
        Self {
            words,
            names: Names(names),
        }
    }
}

/// The weights, here and there, of what both have.
fn shared<'a>(one: &'a [(u32, u8)], other: &'a [(u32, u8)]) -> impl Iterator<Item = (u8, u8)> + 'a {
    let mut rest = other;
    one.iter().filter_map(move |&(hash, weight)| {
        while let [(first, _), after @ ..] = rest
            && *first < hash
        {
            rest = after;
        }
        let found = rest.first().filter(|&&(other, _)| other == hash);
        found.map(|&(_, other)| (weight, other))
    })
}

fn rarest(weighed: &[(u32, u8)], number: usize) -> Vec<u32> {
    let mut all = weighed.to_vec();
    all.sort_by_key(|&(hash, weight)| (std::cmp::Reverse(weight), hash));
    all.truncate(number);
    all.into_iter().map(|(hash, _)| hash).collect()
}

/// How rare is what so many of the reports hold: 0 from one in 16 on, 1 from one in 4096 down.
fn rarity_of(holding: u64, reports: u64) -> f32 {
    let share = (reports as f32 / holding.max(1) as f32).log2();
    ((share - 4.0) / 8.0).clamp(0.0, 1.0)
}

/// Hashes of some of a text's runs of words, in order: texts that share most of them are copies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runs(Vec<u32>);

impl Runs {
    /// The runs of `text`, whatever its letter case and punctuation.
    pub fn of(text: &str) -> Self {
        let words: Vec<u32> = words(text).map(|word| hash(&word)).collect();
        let mut kept: Vec<u32> = words
            .windows(RUN)
            .map(|run| folded(stable_hash(run.iter().flat_map(|word| word.to_le_bytes()))))
            .filter(|hash| hash.is_multiple_of(ONE_RUN_IN))
            .collect();
        kept.sort_unstable();
        kept.dedup();
        kept.truncate(MOST_RUNS);
        Self(kept)
    }

    /// Which part of the shorter text stands in the other, from 0 to 1; 0 for texts too short to tell.
    pub fn containment(&self, other: &Self) -> f32 {
        // Beyond the largest hash that both keep, a longer text may have more runs than were kept.
        let end = |runs: &Self| match runs.0.last() {
            Some(&last) if runs.0.len() == MOST_RUNS => last,
            _ => u32::MAX,
        };
        let end = end(self).min(end(other));
        let within = |runs: &Self| runs.0.partition_point(|&hash| hash <= end);
        let fewest = within(self).min(within(other));
        if fewest < FEWEST_RUNS {
            return 0.0;
        }
        let mine = &self.0[..within(self)];
        let shared = mine
            .iter()
            .filter(|hash| other.0.binary_search(hash).is_ok());
        shared.count() as f32 / fewest as f32
    }

    /// Least of its hashes, by which copies find one another.
    pub fn least(&self, number: usize) -> &[u32] {
        &self.0[..number.min(self.0.len())]
    }

    /// Four bytes a run.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|run| run.to_le_bytes()).collect()
    }

    /// What [`Runs::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (chunks, _) = bytes.as_chunks::<4>();
        Self(
            chunks
                .iter()
                .map(|chunk| u32::from_le_bytes(*chunk))
                .collect(),
        )
    }
}

fn square(weight: u8) -> f32 {
    f32::from(weight) * f32::from(weight)
}

/// A hash that is the same on every machine and in every version: FNV-1a, which spreads short words well enough.
pub fn stable_hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn hash(word: &str) -> u32 {
    folded(stable_hash(word.bytes()))
}

fn folded(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// 0 for a word that nearly every report has, to [`RARE`]: the binary logarithm of one in how many reports has it.
fn weight(word: &str) -> u8 {
    static COMMON: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
        let rows = include_str!("../../../data/common_words.tsv").lines();
        rows.filter(|row| !row.starts_with('#'))
            .filter_map(|row| {
                let (word, reports) = row.split_once('\t')?;
                let share = reports.parse::<f32>().ok()? / 10_000.0;
                Some((word, (-share.log2()).round() as u8))
            })
            .collect()
    });
    // A number says little by itself: tolls rise, and days and years recur.
    if word.bytes().all(|sign| sign.is_ascii_digit()) {
        return if word.len() < 3 { 0 } else { TELLING };
    }
    COMMON.get(word).copied().unwrap_or(RARE)
}

#[cfg(test)]
mod tests;

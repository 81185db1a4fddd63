//! Which relation two words can have: arcs and relations of a sentence are chosen together.
//!
//! The network scores the head of a word and its relation apart from each other, so that a noun may end up as a verb's
//! "compound" or a verb with two subjects. Here every arc is scored with the relation that suits it best, by the
//! network's own probability and by how often treebanks hold that relation between such parts of speech
//! (`data/dependency_relations.tsv`). On eight GUM documents that was worth 1.4 points of LAS (training/NOTES.md).

use std::collections::{HashMap, HashSet};

use crate::labels::Labels;
use crate::tree::{ArcScores, best_tree};

const TABLE: &str = include_str!("../../../../data/dependency_relations.tsv");

/// Weight of the treebanks beside the network's own probability of a relation.
const TREEBANKS: f32 = 0.5;
/// Relations that were never met between two parts of speech count as if met this often, shared among them by their frequency.
const UNMET: f32 = 0.1;
/// What is met fewer times than this counts against itself.
const FEW: f32 = 5.0;
/// How often a tree with two subjects or two objects of one word is built anew.
const ROUNDS: usize = 3;

const RULED_OUT: f32 = -1e4;

/// How much more likely each relation is between two parts of speech than anywhere, as logarithms.
pub(crate) struct Grammar {
    odds: HashMap<Context, Vec<f32>>,
    /// For parts of speech that no treebank joins.
    unmet: Vec<f32>,
    root: usize,
    /// For each relation, which of those it is that a head has once.
    once: Vec<Option<Once>>,
    /// For each relation, whether it joins the words of one name.
    joins_name: Vec<bool>,
    /// For each part of speech, whether it is a verb's.
    is_verb: Vec<bool>,
}

/// Part of speech of a dependent, of its head, and whether the dependent stands to the right.
type Context = (usize, usize, bool);

/// Relations of which a head has one at most.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Once {
    Subject,
    Object,
}

/// What the network says of one sentence; all scores are logarithms of probabilities.
pub(super) struct SentenceScores {
    pub(super) upos: Vec<usize>,
    /// By dependent; head 0 is the root, head `k + 1` is word `k`.
    pub(super) arcs: Vec<Vec<f32>>,
    /// By dependent, by relation.
    pub(super) relations: Vec<Vec<f32>>,
}

impl Grammar {
    /// The bundled counts for a network's labels; names that it does not know are left out.
    pub(crate) fn bundled(labels: &Labels) -> Self {
        let mut counts: HashMap<Context, Vec<f32>> = HashMap::new();
        let mut all = vec![0.0; labels.deprel.len()];
        let index = |names: &[String], name: &str| names.iter().position(|known| known == name);
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            let &[dependent, head, side, relation, count] = fields.as_slice() else {
                continue;
            };
            let known = (
                index(&labels.upos, dependent),
                index(&labels.upos, head),
                index(&labels.deprel, relation),
                count.parse::<f32>(),
            );
            let (Some(dependent), Some(head), Some(relation), Ok(count)) = known else {
                continue;
            };
            let context = (dependent, head, side == "right");
            counts
                .entry(context)
                .or_insert_with(|| vec![0.0; labels.deprel.len()])[relation] += count;
            all[relation] += count;
        }
        let total: f32 = all.iter().sum();
        let share: Vec<f32> = all.iter().map(|count| (count + 0.1) / total).collect();
        let odds = counts
            .into_iter()
            .map(|(context, counts)| (context, odds(&counts, &share)))
            .collect();
        Self {
            odds,
            unmet: odds_of_nothing(&share),
            // `Labels::parse` refuses labels without it.
            root: index(&labels.deprel, "root").unwrap_or_default(),
            once: labels.deprel.iter().map(|name| once(name)).collect(),
            joins_name: labels.deprel.iter().map(|name| joins_name(name)).collect(),
            is_verb: labels
                .upos
                .iter()
                .map(|name| matches!(name.as_str(), "VERB" | "AUX"))
                .collect(),
        }
    }

    /// Head (`None` for the root) and relation of each word.
    pub(super) fn parse(&self, sentence: &SentenceScores) -> Vec<(Option<usize>, usize)> {
        let words = sentence.upos.len();
        let mut ruled_out = HashSet::new();
        let mut parsed = Vec::new();
        for _ in 0..=ROUNDS {
            let arcs: Vec<Vec<(f32, usize)>> = (0..words)
                .map(|word| self.arcs_of(sentence, word, &ruled_out))
                .collect();
            let place = |head: Option<usize>| head.map_or(0, |head| head + 1);
            let heads = best_tree(&ArcScores::new(words, |word, head| {
                arcs[word][place(head)].0
            }));
            parsed = heads
                .iter()
                .enumerate()
                .map(|(word, &head)| (head, arcs[word][place(head)].1))
                .collect();
            let doubled = self.doubled(&parsed, &arcs);
            if doubled.is_empty() {
                break;
            }
            ruled_out.extend(doubled);
        }
        parsed
    }

    /// Score and relation of each arc into a word.
    fn arcs_of(
        &self,
        sentence: &SentenceScores,
        word: usize,
        ruled_out: &HashSet<(usize, usize, Once)>,
    ) -> Vec<(f32, usize)> {
        let likely = &sentence.relations[word];
        let root = likely.get(self.root).copied().unwrap_or(0.0);
        let mut arcs = vec![(sentence.arcs[word][0] + root, self.root)];
        for (head, &upos) in sentence.upos.iter().enumerate() {
            let context = (sentence.upos[word], upos, word > head);
            let odds = self.odds.get(&context).unwrap_or(&self.unmet);
            // "Gunmen killed Sergeant Dawud": no name goes on behind a verb.
            let is_parted = || {
                let between = word.min(head) + 1..word.max(head);
                sentence.upos[between]
                    .iter()
                    .any(|&upos| self.is_verb[upos])
            };
            let is_parted = word != head && is_parted();
            let mut best = (f32::NEG_INFINITY, 0);
            for (relation, (likely, odds)) in likely.iter().zip(odds).enumerate() {
                let is_out = relation == self.root
                    || is_parted && self.joins_name[relation]
                    || self.once[relation]
                        .is_some_and(|once| ruled_out.contains(&(word, head, once)));
                let score = likely + TREEBANKS * odds + if is_out { RULED_OUT } else { 0.0 };
                if score > best.0 {
                    best = (score, relation);
                }
            }
            arcs.push((sentence.arcs[word][head + 1] + best.0, best.1));
        }
        arcs
    }

    /// Words that are a second subject or object of their head: all but the likeliest, with their head.
    fn doubled(
        &self,
        parsed: &[(Option<usize>, usize)],
        arcs: &[Vec<(f32, usize)>],
    ) -> Vec<(usize, usize, Once)> {
        let mut doubled = Vec::new();
        for (word, &(head, relation)) in parsed.iter().enumerate() {
            let (Some(head), Some(once)) = (head, self.once.get(relation).copied().flatten())
            else {
                continue;
            };
            let score = |word: usize| arcs[word][head + 1].0;
            let is_beaten = parsed.iter().enumerate().any(|(other, &(its, relation))| {
                other != word
                    && its == Some(head)
                    && self.once.get(relation).copied().flatten() == Some(once)
                    && (score(other), word) > (score(word), other)
            });
            if is_beaten {
                doubled.push((word, head, once));
            }
        }
        doubled
    }
}

fn once(relation: &str) -> Option<Once> {
    match relation {
        "nsubj:outer" => None,
        "obj" => Some(Once::Object),
        _ if relation.starts_with("nsubj") || relation.starts_with("csubj") => Some(Once::Subject),
        _ => None,
    }
}

/// Names and the titles before them: of 2,500 in the treebanks one is parted by a verb.
fn joins_name(relation: &str) -> bool {
    relation.starts_with("flat") || relation == "nmod:desc"
}

fn odds(counts: &[f32], share: &[f32]) -> Vec<f32> {
    let total: f32 = counts.iter().sum();
    counts
        .iter()
        .zip(share)
        .map(|(count, share)| ((count + UNMET * share) / (total + FEW)).ln() - share.ln())
        .collect()
}

/// Of parts of speech that were never met together: all relations count against themselves alike.
fn odds_of_nothing(share: &[f32]) -> Vec<f32> {
    vec![(UNMET / FEW).ln(); share.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPOS: [&str; 2] = ["NOUN", "VERB"];
    const DEPREL: [&str; 6] = ["root", "nsubj", "obj", "compound", "ccomp", "flat"];

    fn labels() -> Labels {
        Labels {
            upos: UPOS.map(str::to_owned).to_vec(),
            deprel: DEPREL.map(str::to_owned).to_vec(),
            role: Vec::new(),
            entity: Vec::new(),
            trigger: Vec::new(),
            attribution: Vec::new(),
            document: Vec::new(),
        }
    }

    /// A word's part of speech, its heads and its relations with logarithms of probabilities; what is not told is very unlikely.
    type Word<'a> = (&'a str, &'a [(usize, f32)], &'a [(&'a str, f32)]);

    fn parsed(words: &[Word<'_>]) -> Vec<(Option<usize>, &'static str)> {
        let index = |names: &[&str], name: &str| names.iter().position(|known| *known == name);
        let mut sentence = SentenceScores {
            upos: Vec::new(),
            arcs: Vec::new(),
            relations: Vec::new(),
        };
        for (upos, heads, relations) in words {
            sentence.upos.push(index(&UPOS, upos).unwrap());
            let mut arcs = vec![-20.0; words.len() + 1];
            heads.iter().for_each(|&(head, score)| arcs[head] = score);
            sentence.arcs.push(arcs);
            let mut likely = vec![-20.0; DEPREL.len()];
            relations
                .iter()
                .for_each(|&(name, score)| likely[index(&DEPREL, name).unwrap()] = score);
            sentence.relations.push(likely);
        }
        let found = Grammar::bundled(&labels()).parse(&sentence);
        found
            .into_iter()
            .map(|(head, relation)| (head, DEPREL[relation]))
            .collect()
    }

    #[test]
    fn every_row_of_the_table_is_whole() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(fields.len(), 5, "{row}");
            assert!(matches!(fields[2], "left" | "right"), "{row}");
            assert!(fields[4].parse::<u32>().is_ok(), "{row}");
        }
    }

    #[test]
    fn a_noun_after_a_verb_is_its_object_rather_than_its_compound() {
        let found = parsed(&[
            ("NOUN", &[(2, -0.1)], &[("nsubj", -0.1)]),
            ("VERB", &[(0, -0.1)], &[("root", -0.1)]),
            ("NOUN", &[(2, -0.1)], &[("compound", -0.6), ("obj", -0.9)]),
        ]);
        assert_eq!(
            found,
            [(Some(1), "nsubj"), (None, "root"), (Some(1), "obj")]
        );
    }

    #[test]
    fn a_noun_before_a_noun_stays_its_compound() {
        let found = parsed(&[
            ("NOUN", &[(2, -0.1)], &[("compound", -0.6), ("obj", -0.9)]),
            ("NOUN", &[(3, -0.1)], &[("nsubj", -0.1)]),
            ("VERB", &[(0, -0.1)], &[("root", -0.1)]),
        ]);
        assert_eq!(
            found,
            [(Some(1), "compound"), (Some(2), "nsubj"), (None, "root")]
        );
    }

    #[test]
    fn a_verb_has_one_subject_and_what_else_seems_one_is_taken_otherwise() {
        let found = parsed(&[
            (
                "NOUN",
                &[(3, -0.5), (2, -1.5)],
                &[("nsubj", -0.6), ("compound", -0.8)],
            ),
            ("NOUN", &[(3, -0.1)], &[("nsubj", -0.1)]),
            ("VERB", &[(0, -0.1)], &[("root", -0.1)]),
        ]);
        assert_eq!(
            found,
            [(Some(1), "compound"), (Some(2), "nsubj"), (None, "root")]
        );
    }

    #[test]
    fn a_name_does_not_go_on_behind_a_verb() {
        let found = parsed(&[
            ("NOUN", &[(2, -0.1)], &[("nsubj", -0.1)]),
            ("VERB", &[(0, -0.1)], &[("root", -0.1)]),
            (
                "NOUN",
                &[(1, -0.3), (2, -1.5)],
                &[("flat", -0.2), ("obj", -2.0)],
            ),
        ]);
        assert_eq!(
            found,
            [(Some(1), "nsubj"), (None, "root"), (Some(1), "obj")]
        );
    }

    /// "Told reporters forces shelled": the second noun can be the next verb's subject.
    #[test]
    fn a_verb_has_one_object() {
        let found = parsed(&[
            ("VERB", &[(0, -0.1)], &[("root", -0.1)]),
            ("NOUN", &[(1, -0.1)], &[("obj", -0.1)]),
            (
                "NOUN",
                &[(1, -0.5), (4, -1.5)],
                &[("obj", -0.3), ("nsubj", -1.5)],
            ),
            ("VERB", &[(1, -0.1)], &[("ccomp", -0.1)]),
        ]);
        let expected = [
            (None, "root"),
            (Some(0), "obj"),
            (Some(3), "nsubj"),
            (Some(0), "ccomp"),
        ];
        assert_eq!(found, expected);
    }
}

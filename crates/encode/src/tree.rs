//! The best dependency tree of a sentence: maximum spanning arborescence with exactly one root.
//!
//! Edmonds' algorithm in the path-growing form of Gabow, Galil, Spencer and Tarjan (1986), on a dense matrix: time and
//! memory grow with the square of the number of words.

/// Taken from every edge from the root, so that the best tree uses one of them only. Far above the sum of all clamped
/// scores of a window; an `f64` still tells scores apart to 1e-7 beside it.
const ROOT_PENALTY: f64 = 1e8;
/// Scores are clamped to this magnitude; what is not a number counts as the least.
const LIMIT: f64 = 1e4;

/// Scores of all heads of all words of one sentence.
#[derive(Debug)]
pub(crate) struct ArcScores {
    words: usize,
    /// `values[dependent * (words + 1) + head]`; head 0 is the root, head `k + 1` is word `k`.
    values: Vec<f32>,
}

impl ArcScores {
    /// Scores given by `score(dependent, head)`, where `None` is the root.
    pub(crate) fn new(words: usize, score: impl Fn(usize, Option<usize>) -> f32) -> Self {
        let values = (0..words)
            .flat_map(|dependent| {
                let root = std::iter::once(score(dependent, None));
                let score = &score;
                root.chain((0..words).map(move |head| score(dependent, Some(head))))
            })
            .collect();
        Self { words, values }
    }

    fn get(&self, dependent: usize, head: usize) -> f64 {
        let score = f64::from(self.values[dependent * (self.words + 1) + head]);
        if score.is_nan() {
            -LIMIT
        } else {
            score.clamp(-LIMIT, LIMIT)
        }
    }
}

/// The head of each word in the best tree; `None` for its one root. Ties go to the leftmost head.
pub(crate) fn best_tree(scores: &ArcScores) -> Vec<Option<usize>> {
    let mut forest = Forest::new(scores);
    forest.contract();
    forest.expand()
}

/// The best edge into a component: its score less what it would push out, its source and its target (nodes).
#[derive(Clone, Copy)]
struct Edge {
    score: f64,
    head: usize,
    dependent: usize,
}

/// Nodes 0 (the root) to `words`, and the components that cycles among them were contracted to.
struct Forest {
    nodes: usize,
    /// For each component, the best edge from each node; emptied once contracted into another.
    rows: Vec<Vec<Edge>>,
    /// The component that a component was contracted into.
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// The edge by which a component is entered.
    entry: Vec<Option<Edge>>,
    /// The outermost component of each node.
    top: Vec<usize>,
}

impl Forest {
    fn new(scores: &ArcScores) -> Self {
        let nodes = scores.words + 1;
        let rows = (0..nodes).map(|node| first_row(scores, node)).collect();
        Self {
            nodes,
            rows,
            parent: vec![None; nodes],
            children: vec![Vec::new(); nodes],
            entry: vec![None; nodes],
            top: (0..nodes).collect(),
        }
    }

    /// Gives every outermost component but the root's an entry, contracting each cycle that closes on the way.
    fn contract(&mut self) {
        let mut finished = vec![false; self.nodes];
        finished[0] = true;
        for start in 1..self.nodes {
            let mut path = Vec::new();
            let mut at = self.top[start];
            while !finished[at] {
                path.push(at);
                let edge = best_edge(&self.rows[at]);
                self.entry[at] = Some(edge);
                let next = self.top[edge.head];
                at = match path.iter().position(|&component| component == next) {
                    None => next,
                    Some(from) => {
                        finished.push(false);
                        self.merge(path.split_off(from))
                    }
                };
            }
            for component in path {
                finished[component] = true;
            }
        }
    }

    /// Contracts the components of a cycle into a new one, which is returned.
    fn merge(&mut self, cycle: Vec<usize>) -> usize {
        let merged = self.rows.len();
        let mut row = vec![NO_EDGE; self.nodes];
        for &component in &cycle {
            let pushed_out = self.entry[component].map_or(0.0, |edge| edge.score);
            let old = std::mem::take(&mut self.rows[component]);
            for (best, edge) in row.iter_mut().zip(old) {
                if edge.score - pushed_out > best.score {
                    *best = Edge {
                        score: edge.score - pushed_out,
                        ..edge
                    };
                }
            }
            self.parent[component] = Some(merged);
        }
        for (top, best) in self.top.iter_mut().zip(&mut row) {
            if cycle.contains(top) {
                *top = merged;
                *best = NO_EDGE;
            }
        }
        self.rows.push(row);
        self.parent.push(None);
        self.children.push(cycle);
        self.entry.push(None);
        merged
    }

    /// Opens the components from the outside in: the edge that enters one breaks its cycle at the node it leads to.
    fn expand(&self) -> Vec<Option<usize>> {
        let mut heads = vec![0; self.nodes];
        let mut open: Vec<usize> = (0..self.rows.len())
            .filter(|&component| self.parent[component].is_none())
            .collect();
        while let Some(component) = open.pop() {
            let Some(edge) = self.entry[component] else {
                continue;
            };
            heads[edge.dependent] = edge.head;
            let mut inner = edge.dependent;
            while inner != component {
                let Some(outer) = self.parent[inner] else {
                    break;
                };
                let siblings = self.children[outer].iter().filter(|&&child| child != inner);
                open.extend(siblings);
                inner = outer;
            }
        }
        heads[1..].iter().map(|&head| head.checked_sub(1)).collect()
    }
}

const NO_EDGE: Edge = Edge {
    score: f64::NEG_INFINITY,
    head: 0,
    dependent: 0,
};

fn first_row(scores: &ArcScores, node: usize) -> Vec<Edge> {
    let Some(dependent) = node.checked_sub(1) else {
        return Vec::new();
    };
    (0..=scores.words)
        .map(|head| match head {
            _ if head == node => NO_EDGE,
            0 => Edge {
                score: scores.get(dependent, head) - ROOT_PENALTY,
                head,
                dependent: node,
            },
            _ => Edge {
                score: scores.get(dependent, head),
                head,
                dependent: node,
            },
        })
        .collect()
}

fn best_edge(row: &[Edge]) -> Edge {
    let mut best = NO_EDGE;
    for &edge in row {
        if edge.score > best.score {
            best = edge;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scores(words: usize, values: Vec<f32>) -> ArcScores {
        ArcScores { words, values }
    }

    fn matrix(most: usize) -> impl Strategy<Value = ArcScores> {
        (1..=most).prop_flat_map(|words| {
            let value = prop_oneof![9 => -20f32..20.0, 1 => Just(3.0f32)];
            prop::collection::vec(value, words * (words + 1))
                .prop_map(move |values| scores(words, values))
        })
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let reaches_root = |mut at: usize| {
            (0..=heads.len()).any(|_| match heads[at] {
                None => true,
                Some(head) => {
                    at = head;
                    false
                }
            })
        };
        (0..heads.len()).all(reaches_root)
    }

    fn roots(heads: &[Option<usize>]) -> usize {
        heads.iter().filter(|head| head.is_none()).count()
    }

    fn total(scores: &ArcScores, heads: &[Option<usize>]) -> f64 {
        let score = |(word, head): (usize, &Option<usize>)| {
            scores.get(word, head.map_or(0, |head| head + 1))
        };
        heads.iter().enumerate().map(score).sum()
    }

    /// The best total over all single-rooted trees, by trying every assignment of heads.
    fn exhaustive(scores: &ArcScores) -> f64 {
        let n = scores.words;
        let mut best = f64::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<_> = (0..n)
                .map(|word| (code / (n + 1).pow(word as u32) % (n + 1)).checked_sub(1))
                .collect();
            if roots(&heads) == 1 && is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    #[test]
    fn two_words_that_prefer_each_other_still_get_a_root() {
        // Both words would rather hang on the other than on the root; the cheaper loss is taken.
        let heads = best_tree(&scores(2, vec![1.0, 0.0, 9.0, 0.0, 9.0, 0.0]));
        assert_eq!(heads, [None, Some(0)]);
    }

    #[test]
    fn two_words_that_both_prefer_the_root_share_one() {
        let heads = best_tree(&scores(2, vec![9.0, 0.0, 1.0, 8.0, 0.5, 0.0]));
        assert_eq!(heads, [None, Some(0)]);
    }

    proptest! {
        #[test]
        fn every_sentence_gets_one_tree_with_one_root(scores in matrix(40)) {
            let heads = best_tree(&scores);
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(roots(&heads), 1);
        }

        #[test]
        fn no_other_tree_scores_higher(scores in matrix(5)) {
            let found = total(&scores, &best_tree(&scores));
            prop_assert!((found - exhaustive(&scores)).abs() < 1e-6);
        }

        #[test]
        fn scores_that_are_no_numbers_still_give_a_tree(words in 1usize..8) {
            let heads = best_tree(&scores(words, vec![f32::NAN; words * (words + 1)]));
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(roots(&heads), 1);
        }
    }
}

//! Boosted regression trees read from a table.
//!
//! Rows, tab-separated, `#` before a comment: first `base` and the log odds of any pair; then `guard`, a feature and what it adds to the log
//! odds wherever it holds; then for each tree a row `tree` and its nodes in depth-first order. A split is a feature, a threshold, how many rows on
//! the branch lies for values above it (the other is the next row), and the mean of what lies below; a leaf is `=` and its value.

use super::features::FEATURES;

/// Marks a leaf in [`Node::feature`].
const LEAF: u16 = u16::MAX;

/// Log odds by which nothing is linked, where there are no trees.
const NEVER: f32 = -20.0;

/// Boosted trees over [`FEATURES`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trees {
    base: f32,
    guards: Vec<(u16, f32)>,
    roots: Vec<usize>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    feature: u16,
    threshold: f32,
    /// Rows to the branch of values above the threshold.
    skip: u32,
    /// Of a leaf what it adds to the log odds, of a split the mean of that.
    value: f32,
}

/// A table of trees that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TreesError {
    /// Line, from 1.
    line: usize,
    cause: &'static str,
}

impl std::fmt::Display for TreesError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, cause } = self;
        write!(
            out,
            "the trees of linking, line {line}: {cause}; make the table anew with training/linking.py"
        )
    }
}

impl Default for Trees {
    fn default() -> Self {
        Self {
            base: NEVER,
            guards: Vec::new(),
            roots: Vec::new(),
            nodes: Vec::new(),
        }
    }
}

impl Trees {
    /// Reads a table.
    pub(super) fn parse(table: &str) -> Result<Self, TreesError> {
        let mut trees = Self::default();
        let mut lines = Vec::new();
        let mut has_base = false;
        for (at, row) in table.lines().enumerate() {
            let error = |cause| TreesError {
                line: at + 1,
                cause,
            };
            let cells: Vec<&str> = row.split('\t').collect();
            match cells[..] {
                [first, ..] if first.starts_with('#') => {}
                ["base", value] => {
                    trees.base = number(value).ok_or(error("the base is no number"))?;
                    has_base = true;
                }
                ["guard", feature, value] => {
                    let feature = position(feature).ok_or(error("there is no such feature"))?;
                    let value = number(value).ok_or(error("what the guard adds is no number"))?;
                    trees.guards.push((feature, value));
                }
                ["tree"] => trees.roots.push(trees.nodes.len()),
                _ => {
                    trees.nodes.push(node(&cells).map_err(error)?);
                    lines.push(at + 1);
                }
            }
        }
        if !has_base {
            return Err(TreesError {
                line: 1,
                cause: "there is no row for the base",
            });
        }
        trees.check(&lines)?;
        Ok(trees)
    }

    /// Every branch ends in a leaf of its own tree, so that a walk ends, and no row is left over.
    fn check(&self, lines: &[usize]) -> Result<(), TreesError> {
        let starts = self.roots.iter().copied();
        let ends = self.roots.iter().skip(1).copied().chain([self.nodes.len()]);
        let mut whole = 0;
        for (start, end) in starts.zip(ends) {
            match self.end_of(start, end) {
                Some(found) if found == end && start == whole => whole = end,
                _ => {
                    let line = lines.get(start).or(lines.last()).copied().unwrap_or(1);
                    let cause = "the rows from here on are no whole tree";
                    return Err(TreesError { line, cause });
                }
            }
        }
        let is_whole = whole == self.nodes.len();
        let cause = "nodes stand before the first tree";
        let line = lines.first().copied().unwrap_or(1);
        is_whole.then_some(()).ok_or(TreesError { line, cause })
    }

    /// One past the last row of the branch at `at`; `None` if it is no whole one within `end`.
    fn end_of(&self, at: usize, end: usize) -> Option<usize> {
        // Open branches, by where the second of them must begin: no recursion, since the table may be of any depth.
        let mut awaited: Vec<usize> = Vec::new();
        let mut at = at;
        while at < end {
            let node = self.nodes.get(at)?;
            if node.feature != LEAF {
                awaited.push(at + node.skip as usize);
                at += 1;
                continue;
            }
            at += 1;
            match awaited.pop() {
                None => return Some(at),
                Some(second) if second == at => {}
                Some(_) => return None,
            }
        }
        None
    }

    /// The log odds of a pair with these values of [`FEATURES`].
    pub(super) fn log_odds(&self, values: &[f32]) -> f32 {
        let leaf = |&root: &usize| {
            self.path(root, values)
                .last()
                .map_or(0.0, |node| node.value)
        };
        let guards = self.guarded(values).map(|(_, added)| added);
        self.base + guards.sum::<f32>() + self.roots.iter().map(leaf).sum::<f32>()
    }

    /// What the guards add, each with its feature's place.
    fn guarded<'a>(&'a self, values: &'a [f32]) -> impl Iterator<Item = (usize, f32)> {
        self.guards.iter().filter_map(|&(feature, added)| {
            let at = usize::from(feature);
            Some((at, values.get(at)? * added))
        })
    }

    /// By how much each feature moved the log odds away from those of any pair: along the path through each tree, what a split by the
    /// feature changed in the mean of what lies below.
    pub(super) fn moves(&self, values: &[f32]) -> Vec<f32> {
        let mut moves = vec![0.0; FEATURES.len()];
        let mut add = |feature: usize, moved: f32| {
            if let Some(sum) = moves.get_mut(feature) {
                *sum += moved;
            }
        };
        for (feature, added) in self.guarded(values) {
            add(feature, added);
        }
        for &root in &self.roots {
            let path = self.path(root, values);
            for (split, below) in path.zip(self.path(root, values).skip(1)) {
                add(usize::from(split.feature), below.value - split.value);
            }
        }
        moves
    }

    /// The nodes from a root to the leaf of these values.
    fn path<'a>(&'a self, root: usize, values: &'a [f32]) -> impl Iterator<Item = &'a Node> {
        let next = move |at: usize| {
            let node = self.nodes.get(at)?;
            let value = values.get(usize::from(node.feature))?;
            let step = if *value <= node.threshold {
                1
            } else {
                node.skip as usize
            };
            Some(at + step)
        };
        let steps = std::iter::successors(Some(root), move |&at| next(at));
        steps.filter_map(|at| self.nodes.get(at))
    }
}

fn node(cells: &[&str]) -> Result<Node, &'static str> {
    match *cells {
        ["=", value] => Ok(Node {
            feature: LEAF,
            threshold: 0.0,
            skip: 0,
            value: number(value).ok_or("the leaf's value is no number")?,
        }),
        [feature, threshold, skip, value] => Ok(Node {
            feature: position(feature).ok_or("there is no such feature")?,
            threshold: number(threshold).ok_or("the threshold is no number")?,
            skip: skip
                .parse()
                .ok()
                .filter(|skip| *skip > 1)
                .ok_or("the number of rows to skip is none above 1")?,
            value: number(value).ok_or("the mean is no number")?,
        }),
        _ => Err("a row is `base`, `tree`, a split of four cells or a leaf of two"),
    }
}

fn position(feature: &str) -> Option<u16> {
    let found = FEATURES.iter().position(|name| *name == feature);
    found.map(|at| at as u16)
}

fn number(cell: &str) -> Option<f32> {
    cell.parse().ok().filter(|number: &f32| number.is_finite())
}

#[cfg(test)]
mod tests;

//! From marked-up text to paragraphs.

use std::sync::LazyLock;

use ego_tree::iter::Edge;
use regex::{Regex, RegexSet, RegexSetBuilder};
use scraper::{Html, Node};

use crate::paragraph::one_line;

/// Elements that stand within a line of text; all others part paragraphs.
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var",
];

/// Elements of which no word belongs to the report.
const SILENT: [&str; 12] = [
    "script",
    "style",
    "noscript",
    "template",
    "figcaption",
    "img",
    "svg",
    "button",
    "form",
    "iframe",
    "nav",
    "head",
];

/// Characters up to which a paragraph may be a teaser.
const LONGEST_TEASER: usize = 200;

/// From this share of linked characters on a paragraph points elsewhere.
const LINKED: f64 = 0.9;

static TEASERS: LazyLock<RegexSet> = LazyLock::new(|| {
    let lines = include_str!("../../data/teasers.txt").lines();
    let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    RegexSetBuilder::new(patterns)
        .case_insensitive(true)
        .build()
        .expect("data/teasers.txt holds valid expressions")
});

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</p>|<p(\s[^<>]{0,200})?>|<br\s?/?>|</div>|</span>")
        .expect("a valid expression")
});

/// Whether the text of a record is marked up.
pub(crate) fn is_marked_up(text: &str) -> bool {
    TAG.is_match(text)
}

/// The paragraphs of marked-up text, without those that only point elsewhere.
pub(crate) fn fragment(html: &str) -> Vec<String> {
    let mut lines = Lines::default();
    walk(&Html::parse_fragment(html), |part, linked| match part {
        Part::Text(text) => lines.push(text, linked),
        Part::Cell => lines.push(" ", false),
        Part::Break => lines.end(),
    });
    lines.end();
    lines.done
}

/// Bytes of a page's words outside links.
pub(crate) fn unlinked(page: &Html) -> usize {
    let mut length = 0;
    walk(page, |part, linked| match part {
        Part::Text(text) if !linked => length += text.trim().len(),
        _ => {}
    });
    length
}

enum Part<'a> {
    Text(&'a str),
    /// A border between the cells of a row.
    Cell,
    /// A border between paragraphs.
    Break,
}

/// Hands out the words that a reader of the page sees, each with whether it is part of a link.
fn walk(tree: &Html, mut visit: impl FnMut(Part, bool)) {
    let (mut links, mut silent) = (0usize, 0usize);
    for edge in tree.root_element().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens && silent == 0 => visit(Part::Text(text), links > 0),
            Node::Element(element) => match element.name() {
                "a" => links = step(links, opens),
                "td" | "th" => visit(Part::Cell, false),
                name if SILENT.contains(&name) => {
                    silent = step(silent, opens);
                    visit(Part::Break, false);
                }
                name if INLINE.contains(&name) => {}
                _ => visit(Part::Break, false),
            },
            _ => {}
        }
    }
}

fn step(depth: usize, opens: bool) -> usize {
    if opens {
        depth + 1
    } else {
        depth.saturating_sub(1)
    }
}

/// Greatest number of elements within elements.
pub(crate) fn depth(page: &Html) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for edge in page.tree.root().traverse() {
        depth = step(depth, matches!(edge, Edge::Open(_)));
        deepest = deepest.max(depth);
    }
    deepest
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    /// Characters of `line` within links, white space apart.
    linked: usize,
}

impl Lines {
    fn push(&mut self, text: &str, linked: bool) {
        self.line.push_str(text);
        if linked {
            self.linked += visible(text);
        }
    }

    fn end(&mut self) {
        let line = one_line(&std::mem::take(&mut self.line));
        let linked = std::mem::take(&mut self.linked);
        if !line.is_empty() && !is_teaser(&line, linked) {
            self.done.push(line);
        }
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn is_teaser(line: &str, linked: usize) -> bool {
    let all_linked = linked as f64 >= LINKED * visible(line) as f64;
    line.chars().count() <= LONGEST_TEASER && (linked > 0 && all_linked || TEASERS.is_match(line))
}

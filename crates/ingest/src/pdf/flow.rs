//! From lines to paragraphs, over columns and pages.

use super::PageLines;
use super::glyphs::Line;
use super::hyphen::Words;
use crate::document::PageStart;
use crate::paragraph::ends_sentence;

/// Letters of one text differ in size by less than this share.
const SAME_SIZE: f64 = 0.08;

/// A line starts a column when it begins this many sizes of its font to the left or right of the last.
const SAME_COLUMN: f64 = 4.0;

/// A distance between lines that is larger than the usual one by this factor parts paragraphs.
const WIDER: f64 = 1.2;

/// Where a document does not tell, lines stand this many sizes of their font apart.
const USUAL_DISTANCE: f64 = 1.2;

/// An indent has at least this many sizes of the font.
const INDENT: f64 = 0.8;

/// A line this full, as a share of its column's width, goes on in the next if its sentence is not over.
const NEARLY_FULL: f64 = 0.75;

/// A paragraph on one line, with the size of its letters.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) size: f64,
}

/// A document's paragraphs, and where in them each of its pages begins.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) starts: Vec<PageStart>,
}

/// The size in which most of the text is set.
pub(super) fn body_size(pages: &[PageLines]) -> f64 {
    let sizes = pages.iter().flat_map(|page| &page.lines);
    let mut sizes: Vec<(f64, usize)> = sizes.map(|line| (line.size, line.chars())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = sizes.iter().map(|(_, chars)| chars).sum::<usize>() / 2;
    let mut before = 0;
    let median = sizes.iter().find(|(_, chars)| {
        before += chars;
        before > half
    });
    median.map_or(0.0, |(size, _)| *size)
}

/// The paragraphs of all pages. `size` is that of the text, larger letters are those of headings.
pub(super) fn paragraphs(pages: &[PageLines], size: f64) -> Flow {
    let lines = pages.iter().flat_map(|page| &page.lines);
    let words = Words::of(lines.map(|line| line.text.as_str()));
    let rules = Rules {
        body_size: size,
        distance: usual_distance(pages),
    };
    let mut flow = Flow::default();
    let mut last: Option<Placed> = None;
    for page in pages {
        let begins = flow.starts.len();
        for (line, column) in page.lines.iter().zip(columns(&page.lines)) {
            let opens_page = flow.starts.len() == begins;
            let placed = Placed {
                line,
                column,
                opens_page,
            };
            let goes_on = last.is_some_and(|last| rules.goes_on(last, placed));
            flow.append(line, goes_on, &words);
            if opens_page {
                flow.starts.push(start_of(line, &flow.paragraphs));
            }
            last = Some(placed);
        }
        if flow.starts.len() == begins {
            flow.starts.push(PageStart {
                paragraph: flow.paragraphs.len(),
                chars: 0,
            });
        }
    }
    flow.paragraphs.iter_mut().for_each(Paragraph::end);
    flow
}

impl Flow {
    fn append(&mut self, line: &Line, goes_on: bool, words: &Words) {
        match self.paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => words.join(&mut paragraph.text, &line.text),
            None => self.paragraphs.push(Paragraph {
                text: line.text.clone(),
                size: line.size,
            }),
        }
    }
}

impl Paragraph {
    /// Drops the soft hyphen of a word that nothing followed.
    fn end(&mut self) {
        self.text
            .truncate(self.text.trim_end_matches('\u{ad}').len());
    }
}

/// Where a line that was just appended begins.
fn start_of(line: &Line, paragraphs: &[Paragraph]) -> PageStart {
    let whole = paragraphs
        .last()
        .map_or(0, |last| last.text.chars().count());
    PageStart {
        paragraph: paragraphs.len().saturating_sub(1),
        chars: whole.saturating_sub(line.chars()),
    }
}

/// Left and right edge of the lines that stand below each other.
#[derive(Clone, Copy)]
struct Column {
    left: f64,
    right: f64,
}

/// A line where it stands.
#[derive(Clone, Copy)]
struct Placed<'a> {
    line: &'a Line,
    column: Column,
    opens_page: bool,
}

/// The column of each line.
fn columns(lines: &[Line]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(lines.len());
    let mut begin = 0;
    for end in 1..=lines.len() {
        if end < lines.len() && one_column(&lines[end - 1], &lines[end]) {
            continue;
        }
        let run = &lines[begin..end];
        let column = Column {
            left: run
                .iter()
                .map(|line| line.left)
                .fold(f64::INFINITY, f64::min),
            right: run.iter().map(|line| line.right).fold(0.0, f64::max),
        };
        columns.extend(run.iter().map(|_| column));
        begin = end;
    }
    columns
}

fn one_column(upper: &Line, lower: &Line) -> bool {
    let below = lower.baseline > upper.baseline;
    below && same_size(upper, lower) && (lower.left - upper.left).abs() < SAME_COLUMN * upper.size
}

fn same_size(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() <= SAME_SIZE * one.size.max(other.size)
}

/// How far lines of one paragraph stand apart, in sizes of their font: the median.
fn usual_distance(pages: &[PageLines]) -> f64 {
    let pairs = pages.iter().flat_map(|page| page.lines.windows(2));
    let mut distances: Vec<f64> = pairs
        .filter(|pair| one_column(&pair[0], &pair[1]))
        .map(|pair| (pair[1].baseline - pair[0].baseline) / pair[0].size)
        .collect();
    distances.sort_by(f64::total_cmp);
    let median = distances.get(distances.len() / 2).copied();
    median.unwrap_or(USUAL_DISTANCE)
}

struct Rules {
    body_size: f64,
    /// Between lines, in sizes of their font.
    distance: f64,
}

impl Rules {
    /// Whether a paragraph goes on in the next line.
    fn goes_on(&self, last: Placed<'_>, next: Placed<'_>) -> bool {
        let (previous, line) = (last.line, next.line);
        if !same_size(previous, line) || opens_with(&line.text, BULLETS) {
            return false;
        }
        let drop = line.baseline - previous.baseline;
        let elsewhere = next.opens_page || drop <= 0.0;
        let near = !elsewhere && drop <= WIDER * self.distance * previous.size;
        if previous.size > super::LARGER * self.body_size {
            return near;
        }
        let unfinished = !ends_sentence(&previous.text);
        let no_room = previous.right + first_word(line) > last.column.right;
        if is_item(&line.text) && !(unfinished && no_room) {
            return false;
        }
        let lower = line.text.starts_with(|c: char| c.is_lowercase());
        if elsewhere {
            return unfinished && (lower || no_room);
        }
        if !near {
            return unfinished && lower && no_room;
        }
        let opens = !unfinished && is_indented(previous, next);
        !opens && (no_room || unfinished && (lower || is_nearly_full(last)))
    }
}

fn is_nearly_full(placed: Placed<'_>) -> bool {
    let Column { left, right } = placed.column;
    placed.line.right - left >= NEARLY_FULL * (right - left)
}

/// Whether a line begins to the right of its column and of the line before.
fn is_indented(previous: &Line, next: Placed<'_>) -> bool {
    let left = next.column.left.max(previous.left);
    next.line.left > left + INDENT * next.line.size
}

/// Width of the first word of a line and the space before it.
fn first_word(line: &Line) -> f64 {
    let word = line
        .text
        .split(' ')
        .next()
        .map_or(0, |word| word.chars().count());
    (word + 1) as f64 * (line.right - line.left) / line.chars().max(1) as f64
}

const BULLETS: &[&str] = &["•", "·", "●", "▪", "■", "►", "✓"];
const DASHES: &[&str] = &["–", "—", "-", "*", "o"];

fn opens_with(text: &str, marks: &[&str]) -> bool {
    text.split_once(' ')
        .is_some_and(|(first, _)| marks.contains(&first))
}

/// Whether a line may open an item of a list: "- ", "12. ", "(a) ".
fn is_item(text: &str) -> bool {
    let first = text.split_once(' ').map_or("", |(first, _)| first);
    let number = first.strip_suffix(['.', ')']).is_some_and(|number| {
        let number = number.trim_start_matches('(');
        let letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase());
        letter || (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
    });
    number || opens_with(text, DASHES)
}

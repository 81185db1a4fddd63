//! Running heads, running feet and page numbers.

use std::collections::HashMap;
use std::hash::Hash;

use super::PageLines;
use super::glyphs::Line;

/// Lines at the head and at the foot of a page that may be running ones, and the share of its height that both have.
const OUTERMOST: usize = 3;
const MARGIN: f64 = 0.15;

/// A line runs if it stands on this share of the pages: heads of left and right pages may differ.
const RUNNING: f64 = 0.4;

/// A number counts the pages if it grows with them over this many at least.
const COUNTED: usize = 3;

/// Characters that a line with a page number may have.
const LONGEST: usize = 80;

/// Lines of one kind stand at the same height, give or take this many points.
const SAME_HEIGHT: f64 = 6.0;

/// Drops the lines at the head and the foot of pages that repeat on many of them, whatever the numbers in them, and
/// those that count the pages.
pub(super) fn drop(pages: &mut [PageLines]) {
    let outer: Vec<Vec<usize>> = pages.iter().map(outermost).collect();
    let lines = || (0..).zip(pages.iter().zip(&outer));
    let kinds = on_pages(
        lines().map(|(_, (page, outer))| outer.iter().map(|&at| kind(&page.lines[at])).collect()),
    );
    let offsets = on_pages(lines().map(|(ordinal, (page, outer))| {
        let numbers = outer.iter().flat_map(|&at| numbers(&page.lines[at]));
        numbers.map(|number| number - ordinal).collect()
    }));
    let needed = ((pages.len() as f64 * RUNNING).ceil() as usize).max(2);
    let runs = |line: &Line, ordinal: i64| {
        let repeats = kinds.get(&kind(line)).is_some_and(|&on| on >= needed);
        let mut offsets_here = numbers(line).into_iter().map(|number| number - ordinal);
        let counts = offsets_here.any(|offset| {
            offsets
                .get(&offset)
                .is_some_and(|&on| on >= needed.max(COUNTED))
                || offset == 1 && is_number(&kind(line).0)
        });
        repeats || counts
    };
    let running: Vec<Vec<usize>> = lines()
        .map(|(ordinal, (page, outer))| {
            let outer = outer.iter().copied();
            outer.filter(|&at| runs(&page.lines[at], ordinal)).collect()
        })
        .collect();
    for (page, running) in pages.iter_mut().zip(running) {
        let mut at = 0..;
        page.lines
            .retain(|_| at.next().is_none_or(|at| !running.contains(&at)));
    }
}

/// On how many pages each thing is found.
fn on_pages<T: Ord + Hash>(pages: impl Iterator<Item = Vec<T>>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for mut found in pages {
        found.sort();
        found.dedup();
        for one in found {
            *counts.entry(one).or_default() += 1;
        }
    }
    counts
}

/// Which lines stand highest and lowest, in the margins.
fn outermost(page: &PageLines) -> Vec<usize> {
    let height = |at: usize| page.lines[at].baseline / page.height;
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|&one, &other| height(one).total_cmp(&height(other)));
    let head = order
        .iter()
        .take(OUTERMOST)
        .filter(|&&at| height(at) < MARGIN);
    let foot = order
        .iter()
        .rev()
        .take(OUTERMOST)
        .filter(|&&at| height(at) > 1.0 - MARGIN);
    head.chain(foot).copied().collect()
}

/// The numbers that a short line begins and ends with: one of them may count the pages.
fn numbers(line: &Line) -> Vec<i64> {
    if line.chars() > LONGEST {
        return Vec::new();
    }
    let words = || {
        line.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let ends = words().next().into_iter().chain(words().next_back());
    ends.filter_map(|word| word.parse().ok()).collect()
}

/// What a line says, numbers apart, and how high it stands; a page number may stand anywhere.
fn kind(line: &Line) -> (String, i64) {
    let mut words = String::new();
    for c in line.text.chars() {
        if c.is_numeric() {
            if !words.ends_with('#') {
                words.push('#');
            }
        } else if c.is_alphabetic() {
            words.extend(c.to_lowercase());
        }
    }
    if is_roman(&words) {
        words = "#".to_owned();
    }
    let height = match is_number(&words) {
        true => 0,
        false => (line.baseline / SAME_HEIGHT).round() as i64,
    };
    (words, height)
}

/// Whether a line of this kind gives a page's number alone.
fn is_number(words: &str) -> bool {
    ["#", "page#", "p#", "page#of#", "#of#"].contains(&words)
}

fn is_roman(words: &str) -> bool {
    (1..=6).contains(&words.len()) && words.chars().all(|c| "ivxl".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, baseline: f64) -> Line {
        Line {
            text: text.to_owned(),
            left: 72.0,
            right: 400.0,
            baseline,
            size: 11.0,
        }
    }

    fn page(lines: Vec<Line>) -> PageLines {
        PageLines {
            height: 842.0,
            lines,
        }
    }

    fn left(pages: &[PageLines]) -> Vec<&str> {
        let lines = pages.iter().flat_map(|page| &page.lines);
        lines.map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_the_text_stays() {
        let numbered = |number: usize| {
            page(vec![
                line("Trell Monitor, May 2013", 40.0),
                line(
                    &format!("Raid {number} came at dawn."),
                    90.0 + number as f64 * 20.0,
                ),
                line("Nobody was hurt.", 300.0),
                line(&format!("– {number} –"), 800.0),
            ])
        };
        let mut pages: Vec<_> = (1..=4).map(numbered).collect();
        drop(&mut pages);
        let expected: Vec<String> = (1..=4)
            .flat_map(|n| {
                [
                    format!("Raid {n} came at dawn."),
                    "Nobody was hurt.".to_owned(),
                ]
            })
            .collect();
        assert_eq!(left(&pages), expected);
    }

    #[test]
    fn heads_that_change_with_the_chapter_are_known_by_their_numbers() {
        let numbered = |number: usize| {
            let head = format!("{} {}", ["Raids", "Trials"][number / 3], number + 6);
            page(vec![line(&head, 40.0), line("Nobody was hurt.", 300.0)])
        };
        let mut pages: Vec<_> = (1..=5).map(numbered).collect();
        drop(&mut pages);
        assert_eq!(left(&pages), ["Nobody was hurt."; 5]);
    }

    #[test]
    fn a_single_page_keeps_all_but_its_number() {
        let lines = ["Trell Monitor", "2013", "Page 1 of 1"];
        let at = [40.0, 780.0, 800.0];
        let mut pages = vec![page(
            lines
                .iter()
                .zip(at)
                .map(|(text, y)| line(text, y))
                .collect(),
        )];
        drop(&mut pages);
        assert_eq!(left(&pages), ["Trell Monitor", "2013"]);
    }
}

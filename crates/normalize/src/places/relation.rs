//! What the text says of a mention's position: "15 km north of Baghdad", "near Mosul", "northern Iraq", "between Gao and
//! Kidal".

use super::context::phrase;
use super::fold::is_article;
use super::phrase::{Reader, kind_of};
use super::tokens::{Gap, Token};
use super::words::{self, WordKind};

/// The words, and whether the mention is only near the place it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) words: String,
    pub(super) near: bool,
}

/// The position that the words before the mention give it, or else those behind. `first..end` are its words, of which
/// `start` begins the name.
pub(super) fn position(
    reader: &Reader<'_, '_>,
    first: usize,
    start: usize,
    end: usize,
) -> Option<Position> {
    let beside = Beside { reader, start, end };
    beside
        .before()
        .or_else(|| beside.behind())
        .or_else(|| beside.surroundings())
        .or_else(|| (start > first).then(|| beside.part(first)).flatten())
}

/// Capitalised, or behind a hyphen: "Deir al-Zor".
fn is_of_name(token: &Token<'_>) -> bool {
    token.is_capitalised() || token.gap == Gap::Joint || is_article(token.text)
}

fn is_direction(word: &str) -> bool {
    words::is(WordKind::Direction, word)
}

/// The words around a mention whose name is `start..end`.
struct Beside<'r, 'a, 'g> {
    reader: &'r Reader<'a, 'g>,
    start: usize,
    end: usize,
}

impl Beside<'_, '_, '_> {
    fn before(&self) -> Option<Position> {
        let at = self.skip_kind();
        if at == 0 || !self.reader.get(at)?.is_joined() {
            return None;
        }
        self.pair(at)
            .or_else(|| self.nearby(at))
            .or_else(|| self.away(at))
            .or_else(|| {
                // "the northern province of Hama" tells nothing of Hama's own position.
                let begin = self.bearing(at - 1).filter(|_| at == self.start)?;
                Some(self.told(begin, self.end, false))
            })
    }

    fn told(&self, begin: usize, end: usize, near: bool) -> Position {
        Position {
            words: self.reader.slice(begin, end),
            near,
        }
    }

    /// Skips "the", "the city of".
    fn skip_kind(&self) -> usize {
        let mut at = self.start;
        while at > 0 && at + 4 > self.start && self.joins(at) {
            let previous = &self.reader.tokens[at - 1];
            let kind = kind_of(previous.text).is_some() && !previous.is_capitalised();
            let of = previous.is("of")
                && at > 1
                && self.joins(at - 1)
                && kind_of(self.reader.tokens[at - 2].text).is_some();
            if !(previous.is("the") || kind || of) {
                break;
            }
            at -= 1;
        }
        at
    }

    fn joins(&self, at: usize) -> bool {
        self.reader.get(at).is_some_and(|token| token.is_joined())
    }

    /// The start of the longest phrase of the kind that ends before `at`.
    fn ends_with(&self, kind: WordKind, at: usize) -> Option<usize> {
        let least = at.saturating_sub(4);
        (least..at).find(|&begin| {
            (begin + 1..at).all(|word| self.joins(word))
                && words::is(kind, &phrase(&self.reader.tokens[begin..at]))
        })
    }

    /// "near", "on the outskirts of", "90 miles off the coast of".
    fn nearby(&self, at: usize) -> Option<Position> {
        if !self.joins(at) {
            return None;
        }
        let begin = self.ends_with(WordKind::Near, at)?;
        Some(self.told(self.fillers_before(begin), self.end, true))
    }

    /// "15 km to the north of", "12 km from".
    fn away(&self, at: usize) -> Option<Position> {
        let (of, link) = (at - 1, at.checked_sub(2)?);
        let tokens = self.reader.tokens;
        let begin = if tokens[of].is("of") && self.joins(of) {
            self.bearing(link)?
        } else if tokens[of].is("from") && self.is_unit(link) {
            link
        } else {
            return None;
        };
        let begin = self.fillers_before(begin);
        let inside = begin > 0
            && is_direction(tokens[link].text)
            && ["in", "across", "throughout", "over"]
                .iter()
                .any(|word| tokens[begin - 1].is(word));
        let begin = if inside { begin - 1 } else { begin };
        Some(self.told(begin, self.end, !inside))
    }

    /// Where the direction that ends with the word at `at` begins: "south-west".
    fn bearing(&self, at: usize) -> Option<usize> {
        if !is_direction(self.reader.get(at)?.text) {
            return None;
        }
        let double = at > 0
            && self.joins(at)
            && words::is(
                WordKind::Direction,
                &phrase(&self.reader.tokens[at - 1..=at]),
            );
        Some(if double { at - 1 } else { at })
    }

    fn is_unit(&self, at: usize) -> bool {
        self.reader.get(at).is_some_and(|token| {
            let letters = token.text.trim_start_matches(|c: char| c.is_ascii_digit());
            words::is(WordKind::Distance, letters)
        })
    }

    fn is_filler(&self, at: usize) -> bool {
        self.reader.get(at).is_some_and(|token| {
            token.text.starts_with(|c: char| c.is_ascii_digit())
                || words::is_any(&[WordKind::Filler, WordKind::Distance], token.text)
        })
    }

    /// "on the western edge of", "some 15 km off".
    fn leads(&self, at: usize) -> bool {
        self.is_filler(at) || is_direction(self.reader.tokens[at].text)
    }

    /// Whether nothing but a space, a full stop of a number or a bracket stands before the word.
    fn continues(&self, at: usize) -> bool {
        let tokens = self.reader.tokens;
        at > 0
            && self
                .reader
                .text
                .get(tokens[at - 1].end..tokens[at].start)
                .is_some_and(|gap| {
                    gap.chars()
                        .all(|c| matches!(c, ' ' | '(' | ')' | '.' | '-'))
                })
    }

    fn fillers_before(&self, at: usize) -> usize {
        let mut begin = at;
        while begin > 0 && begin + 9 > at && self.continues(begin) && self.leads(begin - 1) {
            begin -= 1;
        }
        // "Attackers from a village near" keeps its article, "to near" is no distance.
        while begin + 1 < at
            && self.reader.tokens[begin].is("to")
            && !self.reader.tokens[begin + 1].is("the")
        {
            begin += 1;
        }
        begin
    }

    /// "between Gao and Kidal", "the road from Homs to Hama": of either name.
    fn pair(&self, at: usize) -> Option<Position> {
        let (begin, end) = match self.ends_with(WordKind::Pairing, at) {
            Some(begin) => (begin, self.second(self.end)?),
            None => (self.first_of_pair(at)?, self.end),
        };
        let begin = self.fillers_before(begin);
        let dealing = begin > 0
            && self.continues(begin)
            && words::is(WordKind::Dealing, self.reader.tokens[begin - 1].text);
        (!dealing).then(|| self.told(begin, end, true))
    }

    fn is_link(&self, at: usize) -> bool {
        self.joins(at)
            && ["and", "to", "with"]
                .iter()
                .any(|word| self.reader.tokens[at].is(word))
    }

    /// The end of the second name, of which the first ends before `at`.
    fn second(&self, at: usize) -> Option<usize> {
        if !self.is_link(at) {
            return None;
        }
        let start = if self.reader.get(at + 1)?.is("the") {
            at + 2
        } else {
            at + 1
        };
        let end = (start..start + 4)
            .find(|&word| !(self.joins(word) && is_of_name(&self.reader.tokens[word])))
            .unwrap_or(start + 4);
        (end > start).then_some(end)
    }

    /// Where the phrase before the first name begins, if the mention is the second of a pair.
    fn first_of_pair(&self, at: usize) -> Option<usize> {
        let link = at.checked_sub(1).filter(|&link| self.is_link(link))?;
        let mut name = link;
        while name > 0 && name + 4 > link && self.reader.tokens[name - 1].is_capitalised() {
            name -= 1;
            if let Some(begin) = self.ends_with(WordKind::Pairing, name)
                && self.joins(name)
            {
                return Some(begin);
            }
            if !self.joins(name) {
                break;
            }
        }
        None
    }

    /// ", about 15 km (9 miles) to the north of the capital", ", which lies 30 km from Gao".
    fn behind(&self) -> Option<Position> {
        let mut at = self.end;
        while at < self.end + 3 && self.is_lying(at) {
            at += 1;
        }
        let begin = at;
        while at < begin + 9 && self.is_filler(at) {
            at += 1;
        }
        let target = self.target(begin, at)?;
        let stop = target_end(self.reader, target)?;
        Some(self.told(begin, stop, false))
    }

    fn is_lying(&self, at: usize) -> bool {
        self.reader
            .get(at)
            .is_some_and(|token| words::is(WordKind::Lying, token.text))
    }

    /// Where the place begins that the words from `begin` on, of which `at` is the first that is no filler, point from.
    fn target(&self, begin: usize, at: usize) -> Option<usize> {
        let token = self.reader.get(at)?;
        if ["near", "outside"].iter().any(|word| token.is(word)) && at == begin {
            return Some(at + 1);
        }
        if token.is("from") && at > begin && self.is_unit(at - 1) {
            return Some(at + 1);
        }
        let edge = token.is("on")
            && (at + 1..at + 3).any(|word| {
                words::is(
                    WordKind::Near,
                    &phrase(self.reader.tokens.get(word..word + 2).unwrap_or_default()),
                )
            });
        let double = usize::from(
            self.reader
                .get(at + 1)
                .is_some_and(|next| is_direction(next.text)),
        );
        let pointing = is_direction(token.text) && self.reader.get(at + 1 + double)?.is("of");
        if !(pointing || edge) {
            return None;
        }
        let of =
            (at + 1..at + 5).find(|&of| self.reader.get(of).is_some_and(|token| token.is("of")))?;
        Some(of + 1)
    }

    /// "the Kunduz area".
    fn surroundings(&self) -> Option<Position> {
        let is_around = |at: usize| {
            self.reader.get(at).is_some_and(|token| {
                !token.is_capitalised() && words::is(WordKind::Surrounding, token.text)
            }) && self.joins(at)
        };
        let tokens = self.reader.tokens;
        let inside = self.end > self.start + 1 && is_around(self.end - 1);
        let behind = self.end > self.start
            && is_around(self.end)
            && !tokens[self.end - 1].possessive
            && tokens[self.end - 1].is_capitalised();
        let stop = match (inside, behind) {
            (true, _) => self.end,
            (false, true) => self.end + 1,
            _ => return None,
        };
        Some(self.told(self.start, stop, true))
    }

    /// The mention itself begins with a direction: "northern Iraq".
    fn part(&self, first: usize) -> Option<Position> {
        let tokens = self.reader.tokens;
        let is_near = |at: usize| {
            (at + 1..=self.start).any(|end| words::is(WordKind::Near, &phrase(&tokens[at..end])))
        };
        let lead = (first..self.start).find(|&at| is_direction(tokens[at].text) || is_near(at))?;
        let near = !is_direction(tokens[lead].text);
        Some(self.told(lead, self.end, near))
    }
}

fn target_end(reader: &Reader<'_, '_>, target: usize) -> Option<usize> {
    let token = reader.get(target)?;
    if token.is("the") && reader.get(target + 1)?.is("capital") {
        return Some(target + 2);
    }
    let start = if token.is("the") { target + 1 } else { target };
    let mut end = start;
    while end < start + 4
        && reader
            .get(end)
            .is_some_and(|token| is_of_name(token) && (end == start || token.is_joined()))
    {
        end += 1;
    }
    (end > start).then_some(end)
}

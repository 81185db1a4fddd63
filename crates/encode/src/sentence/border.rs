//! Where, within a paragraph, a sentence ends.

use super::vocabulary::{Abbreviation, Opener, abbreviation, opener};

/// A paragraph and whether its capitals mean anything.
pub(super) struct Paragraph<'a> {
    characters: &'a [char],
    /// Nearly all letters are capitals, as in old wire copy: a capital is no sign of a new sentence.
    upper_case: bool,
}

/// What stands after a mark that may end a sentence.
struct Following {
    /// First character that is no white space, quotation mark or bracket.
    first: char,
    /// Whether a quotation mark or bracket opens before it.
    opened: bool,
    /// Letters from there on.
    word: String,
    /// Whether it is one letter and a full stop.
    initial: bool,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(characters: &'a [char]) -> Self {
        let upper = characters.iter().filter(|c| c.is_uppercase()).count();
        let lower = characters.iter().filter(|c| c.is_lowercase()).count();
        Self {
            characters,
            upper_case: upper > 10 * lower,
        }
    }

    /// End of the sentence that begins at `start`, one past its last mark or closing quotation mark.
    pub(super) fn sentence_end(&self, start: usize) -> usize {
        let start = self.skip(start, char::is_whitespace);
        let mut at = start;
        while at < self.characters.len() {
            if self.characters[at] == '\n' && at > start && self.is_list_item(at + 1) {
                return at;
            }
            if !is_terminator(self.characters[at]) {
                at += 1;
                continue;
            }
            let marks_end = self.skip(at, is_terminator);
            let end = self.skip_closers(marks_end);
            if self.is_border(start, at, marks_end, end) {
                return end;
            }
            at = end;
        }
        self.characters.len()
    }

    /// Whether the marks `at..marks_end`, with closers up to `end`, end the sentence that began at `start`.
    fn is_border(&self, start: usize, at: usize, marks_end: usize, end: usize) -> bool {
        let Some(next) = self.characters.get(end) else {
            return true;
        };
        if !next.is_whitespace() {
            return end == marks_end && self.is_glued_border(at, marks_end);
        }
        let Some(following) = self.following(end) else {
            return true;
        };
        if !self.can_open(&following) {
            return false;
        }
        let single_stop = marks_end == at + 1 && self.characters[at] == '.';
        if !single_stop {
            return true;
        }
        let word = self.word_before(at);
        if end > marks_end || word.is_empty() {
            return abbreviation(&word) != Some(Abbreviation::Title);
        }
        !self.is_enumerator(start, at, &word) && self.stop_ends(&word, &following)
    }

    /// Whether the next sentence could begin so: not in lower case, not with a comma or dash.
    fn can_open(&self, following: &Following) -> bool {
        let first = following.first;
        let small = first.is_lowercase() && !self.upper_case;
        !small && (first.is_alphanumeric() || following.opened || "$£€#@&*•".contains(first))
    }

    /// Whether a full stop after `word` ends the sentence, seeing what follows.
    fn stop_ends(&self, word: &str, following: &Following) -> bool {
        let opens = self.is_opener(following);
        let figure = following.first.is_numeric();
        let single_letter = following.word.chars().count() == 1 && !self.is_opener(following);
        match abbreviation(word) {
            Some(Abbreviation::Title) => false,
            Some(Abbreviation::Number) => !figure && !single_letter,
            Some(Abbreviation::Month) => !figure,
            Some(Abbreviation::Inner) => opens,
            Some(Abbreviation::Hour) => !figure && !is_calendar(&following.word),
            None if is_initial(word) || is_dotted(word) => opens,
            None => true,
        }
    }

    fn is_opener(&self, following: &Following) -> bool {
        !following.initial
            && match opener(&following.word) {
                Some(Opener::Strong) => true,
                Some(Opener::Weak) => !self.upper_case,
                Some(Opener::Calendar) | None => false,
            }
    }

    /// "1. Text", "a. Text" at the start of a sentence.
    fn is_enumerator(&self, start: usize, at: usize, word: &str) -> bool {
        let short = word.chars().count() <= 2 && word.chars().all(|c| c.is_ascii_digit());
        (short || is_initial(word)) && start + word.chars().count() == at
    }

    /// "said.The": a full stop without its space, as careless pages have it. Not in addresses, not in "Booking.Com".
    fn is_glued_border(&self, at: usize, next: usize) -> bool {
        let word = self.word_before(at);
        let tail: Vec<char> = word.chars().rev().take(3).collect();
        let after: Vec<char> = self.characters[next..].iter().copied().take(2).collect();
        self.characters[at] == '.'
            && next == at + 1
            && tail.len() == 3
            && tail.iter().all(|c| c.is_lowercase())
            && word.chars().all(char::is_alphabetic)
            && matches!(after[..], [a, b] if a.is_uppercase() && b.is_lowercase())
            && opener(&self.word_at(next)).is_some()
    }

    /// A new line that opens with a bullet.
    fn is_list_item(&self, line: usize) -> bool {
        let at = self.skip(line, |c| c == ' ' || c == '\t');
        let bullet = self
            .characters
            .get(at)
            .is_some_and(|c| "•▪◦‣*-".contains(*c));
        bullet
            && self
                .characters
                .get(at + 1)
                .is_some_and(|c| c.is_whitespace())
    }

    fn following(&self, end: usize) -> Option<Following> {
        let quoted = self.skip(end, char::is_whitespace);
        let at = self.skip(quoted, is_opening);
        let first = *self.characters.get(at)?;
        let word = self.word_at(at);
        let after = at + word.chars().count();
        let initial = after == at + 1 && self.characters.get(after) == Some(&'.');
        Some(Following {
            first,
            opened: at > quoted,
            word,
            initial,
        })
    }

    fn word_at(&self, at: usize) -> String {
        let letters = self.characters[at..].iter();
        letters
            .copied()
            .take_while(|c| c.is_alphabetic())
            .take(40)
            .collect()
    }

    /// Letters, digits and inner marks that stand before `at`.
    fn word_before(&self, at: usize) -> String {
        let inner = |c: &char| c.is_alphanumeric() || ".&/@:".contains(*c);
        let length = self.characters[..at]
            .iter()
            .rev()
            .take(60)
            .take_while(|c| inner(c))
            .count();
        self.characters[at - length..at].iter().collect()
    }

    fn skip(&self, from: usize, skipped: impl Fn(char) -> bool) -> usize {
        let rest = self.characters.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|&&c| skipped(c)).count()
    }

    /// Past closing quotation marks and brackets, and past a note's number: `."[3]`.
    fn skip_closers(&self, from: usize) -> usize {
        let mut end = from;
        loop {
            end = self.skip(end, |c| "\"'”’»`)]}".contains(c));
            if self.characters.get(end) != Some(&'[') {
                return end;
            }
            let digits = self.skip(end + 1, |c| c.is_ascii_digit());
            if digits == end + 1 || self.characters.get(digits) != Some(&']') {
                return end;
            }
            end = digits + 1;
        }
    }
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…')
}

fn is_opening(character: char) -> bool {
    "\"'“‘„«`([{¿¡".contains(character)
}

/// "J", as in "J. Smith".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// "U.S", "Ph.D": short pieces of letters between full stops.
fn is_dotted(word: &str) -> bool {
    let short = |piece: &str| {
        (1..=2).contains(&piece.chars().count()) && piece.chars().all(char::is_alphabetic)
    };
    word.contains('.') && word.split('.').all(short)
}

fn is_calendar(word: &str) -> bool {
    opener(word) == Some(Opener::Calendar) || abbreviation(word) == Some(Abbreviation::Month)
}

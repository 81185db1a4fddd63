//! Local forces that bear the name of their place: "Springfield police", "the Clark County Sheriff's Office".

use dateline_core::{Span, Text};

use super::context::phrase;
use super::tokens::{Token, tokens};
use super::words::{self, WordKind};

/// Whose beat a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// "Springfield police": a town's.
    Town,
    /// "Clark County sheriff's deputies": a county's.
    County,
}

/// Whether what a town's police of this country (ISO 3166-1 alpha-2) answer for happened in the town: elsewhere "Kirkuk police"
/// are those of a province.
pub fn is_municipal(country: &str) -> bool {
    words::is_municipal(country)
}

/// Bytes behind a name in which its force is named.
const REACH: usize = 60;

/// The force that is named right behind a place; `None` where none is, or the span lies outside the text.
pub fn force_of(text: &Text, place: Span) -> Option<Force> {
    let words = text.get(place).ok()?;
    let bytes = text.bytes_of(place);
    let source = text.as_str();
    let end = (bytes.end..source.len().min(bytes.end + REACH))
        .rev()
        .find(|&at| source.is_char_boundary(at))
        .unwrap_or(bytes.end);
    let behind = tokens(&source[bytes.end..end], bytes.end);
    let adjoins = |token: &&Token<'_>| source[bytes.end..token.start].trim().is_empty();
    behind.first().filter(adjoins)?;
    let is_county = |word: &str| words::is(WordKind::District, word);
    let within = words.rsplit(' ').next().is_some_and(is_county);
    let ahead = behind.first().is_some_and(|next| is_county(next.text));
    let at = usize::from(ahead && !within);
    let named = names_force(&behind[at..]);
    named.then_some(if within || ahead {
        Force::County
    } else {
        Force::Town
    })
}

/// Whether a name is the first word of what a force is called everywhere: "Metro" of "Metro Police", a town in Indonesia too.
pub fn begins_force(text: &Text, place: Span) -> bool {
    let Ok(words) = text.get(place) else {
        return false;
    };
    let (bytes, source) = (text.bytes_of(place), text.as_str());
    let end = source.floor_char_boundary(source.len().min(bytes.end + REACH));
    let inside = tokens(words, 0).len();
    is_of_force(&tokens(&source[bytes.start..end], bytes.start), inside)
}

/// Whether the first `name` words begin the name of a force, or are one.
pub(super) fn is_of_force(words: &[Token<'_>], name: usize) -> bool {
    (name.max(2)..=words.len().min(LONGEST)).any(|length| {
        words[1..length].iter().all(Token::is_joined)
            && words::is(WordKind::Force, &phrase(&words[..length]))
    })
}

/// Words of a force's name at most.
const LONGEST: usize = 3;

/// Whether the words begin with the name of a force, of three words at most; the first joins on by what stands before it.
pub(super) fn names_force(words: &[Token<'_>]) -> bool {
    (1..=words.len().min(LONGEST)).any(|length| {
        words[1..length].iter().all(Token::is_joined)
            && words::is(WordKind::Force, &phrase(&words[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, place: &str) -> Option<Force> {
        let text = Text::from(text);
        let start = text.as_str().find(place).expect("the place is told");
        force_of(&text, text.span_of_bytes(start..start + place.len()))
    }

    #[test]
    fn only_some_countries_have_police_of_towns() {
        assert!(is_municipal("US") && !is_municipal("IQ") && !is_municipal(""));
    }

    #[test]
    fn a_word_for_a_force_is_no_town() {
        let begins = |text: &str, place: &str| {
            let text = Text::from(text);
            let start = text.as_str().find(place).expect("the place is told");
            begins_force(&text, text.span_of_bytes(start..start + place.len()))
        };
        assert!(
            begins("Metro Police said", "Metro") && begins("a Metro Police van", "Metro Police")
        );
        assert!(!begins("in Metro, police said", "Metro"));
        assert!(!begins("Lund Police said", "Lund"));
    }

    #[test]
    fn a_force_bears_the_name_of_its_town_or_county() {
        assert_eq!(
            told("Springfield police said", "Springfield"),
            Some(Force::Town)
        );
        assert_eq!(
            told("the Lund Police Department", "Lund"),
            Some(Force::Town)
        );
        assert_eq!(
            told("Clark County sheriff\u{2019}s deputies", "Clark County"),
            Some(Force::County)
        );
        assert_eq!(
            told("Clark County Sheriff Ann Roe", "Clark"),
            Some(Force::County)
        );
        assert_eq!(told("in Springfield, police said", "Springfield"), None);
        assert_eq!(told("in Springfield. Police said", "Springfield"), None);
        assert_eq!(told("the Springfield council", "Springfield"), None);
    }
}

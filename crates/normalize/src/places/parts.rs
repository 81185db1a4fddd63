//! What stands in a town rather than being one: streets, blocks, quarters, buildings.

use dateline_core::{Span, Text};

use super::context::phrase;
use super::fold::fold;
use super::tokens::{Token, tokens};
use super::words::{self, WordKind};

/// Bytes behind a name in which the word for what it is stands.
const REACH: usize = 30;

/// Whether the words name a part of a town, by what they end with ("Olde Towne East neighborhood", "Dodds Ave.", "the
/// Riverside block"), begin with ("5th and Main") or are followed by ("Egger Heights" + "neighborhood").
pub fn is_part_of_town(text: &Text, place: Span) -> bool {
    let Ok(name) = text.get(place) else {
        return false;
    };
    let inside = tokens(name, 0);
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
        return false;
    };
    let is_part = |word: &Token<'_>| words::is_any(&[WordKind::Part, WordKind::Road], word.text);
    let is_thing = !last.is_capitalised() && last.text.starts_with(char::is_alphabetic);
    let end = text.bytes_of(place).end;
    let source = text.as_str();
    let reach = (end..=source.len().min(end + REACH)).rev();
    let reach = reach
        .into_iter()
        .find(|&at| source.is_char_boundary(at))
        .unwrap_or(end);
    let behind = tokens(&source[end..reach], end);
    let adjoins = |word: &&Token<'_>| source[end..word.start].chars().all(|gap| gap == ' ');
    is_behind_block(source, text.bytes_of(place).start)
        || is_part(last)
        || inside.len() > 1 && is_thing
        || is_ordinal(first.text)
        || behind.first().filter(adjoins).is_some_and(is_part)
}

/// "in the 9000 block of Ward", "at the corner of South Artesian": what stands there is a street.
fn is_behind_block(source: &str, start: usize) -> bool {
    let line = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let from = source
        .floor_char_boundary(start.saturating_sub(REACH))
        .max(line);
    let before = tokens(&source[from..start], from);
    let is_bearing = |word: &&Token<'_>| {
        words::is(WordKind::Direction, word.text) || word.text.trim_end_matches('.').len() == 1
    };
    let mut back = before.iter().rev().skip_while(is_bearing);
    back.next().is_some_and(|of| of.is("of"))
        && back
            .next()
            .is_some_and(|word| ["block", "blocks", "corner", "intersection"].contains(&word.text))
}

/// Whether the words say that the place is a town, village or district of its own: "the village of Aska", "Aska village".
pub fn is_settlement(text: &Text, place: Span) -> bool {
    let kinds = [WordKind::Locality, WordKind::District, WordKind::Division];
    let is_kind = |word: &Token<'_>| {
        words::is_any(&kinds, word.text) && !words::is(WordKind::Part, word.text)
    };
    let Ok(name) = text.get(place) else {
        return false;
    };
    let (bytes, source) = (text.bytes_of(place), text.as_str());
    let start = source[..bytes.start]
        .rfind(['.', '\n', ','])
        .map_or(0, |at| at + 1);
    let before = tokens(&source[start..bytes.start], start);
    let led = match before.as_slice() {
        [.., kind, of] => is_kind(kind) && of.is("of"),
        _ => false,
    };
    let end = source[bytes.end..]
        .find(['.', '\n', ','])
        .map_or(source.len(), |at| bytes.end + at);
    let followed = tokens(&source[bytes.end..end], bytes.end)
        .first()
        .is_some_and(is_kind);
    led || followed || tokens(name, 0).iter().any(is_kind)
}

/// "5th", "132nd".
fn is_ordinal(word: &str) -> bool {
    let letters = word.trim_start_matches(|digit: char| digit.is_ascii_digit());
    letters.len() < word.len()
        && ["st", "nd", "rd", "th"].contains(&letters.to_lowercase().as_str())
}

/// The name itself of a quarter, folded: "Egger Heights" of "the same Egger Heights neighborhood block" and of "West Side Egger Heights". What
/// is called after a road ("Egger Avenue") keeps its words, since the road is no quarter.
pub fn quarter_name(words: &str) -> String {
    let all = tokens(words, 0);
    let is_kind = |word: &&Token<'_>| {
        !words::is(WordKind::Road, word.text) && words::is(WordKind::Part, word.text)
    };
    let end = all.len() - all.iter().rev().take_while(is_kind).count();
    let is_before = |word: &&Token<'_>| !word.is_capitalised();
    let first = all[..end].iter().take_while(is_before).count();
    let side = all[first..end]
        .iter()
        .position(|word| is_kind(&word))
        .filter(|&at| is_no_name(&phrase(&all[first..first + at])))
        .map_or(first, |at| first + at + 1);
    match phrase(&all[side..end]) {
        name if name.is_empty() || is_no_name(&name) => fold(words),
        name => fold(&name),
    }
}

/// Whether words that look like a name are none by themselves: a bearing, an ordinal, a word for a part of a town ("North",
/// "Fourth", "Terrace").
pub fn is_no_name(name: &str) -> bool {
    let mut all = tokens(name, 0).into_iter().peekable();
    all.peek().is_some()
        && all.all(|word| {
            words::is_any(
                &[WordKind::Direction, WordKind::Part, WordKind::Ordinal],
                word.text,
            ) || is_clock(word.text)
        })
}

/// "11:24 AM EST": a time zone; "Est" is a place.
fn is_clock(word: &str) -> bool {
    words::is(WordKind::Clock, word) && word.chars().all(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_part(text: &str, place: &str) -> bool {
        let text = Text::from(text);
        let start = text.as_str().find(place).expect("the place is told");
        is_part_of_town(&text, text.span_of_bytes(start..start + place.len()))
    }

    #[test]
    fn parts_of_a_town_are_told_from_towns() {
        assert!(is_part("shot on Dodds Ave. at noon", "Dodds Ave"));
        assert!(is_part(
            "in the Egger Heights neighborhood",
            "Egger Heights"
        ));
        assert!(is_part("in the 900 block of North Ward on Monday", "Ward"));
        assert!(!is_part("the mayor of North Ward", "Ward"));
        assert!(is_part("at 5th and Main", "5th and Main"));
        assert!(is_part("outside an East End bar", "East End bar"));
        assert!(!is_part("in Abbeville, where police", "Abbeville"));
        assert!(!is_part("in Abbeville. Neighborhood watch", "Abbeville"));
    }

    #[test]
    fn a_village_is_told_by_its_kind() {
        let told = |text: &str| {
            let text = Text::from(text);
            let start = text.as_str().find("Aska").expect("the place is told");
            is_settlement(&text, text.span_of_bytes(start..start + 4))
        };
        assert!(told("in the village of Aska") && told("in Aska village") && told("Aska district"));
        assert!(!told("in the Aska neighborhood") && !told("in Aska. Town halls"));
    }

    #[test]
    fn a_quarter_is_called_by_its_bare_name_too() {
        assert_eq!(quarter_name("Egger neighborhood"), "egger");
        assert_eq!(quarter_name("same Egger neighborhood block"), "egger");
        assert_eq!(quarter_name("West Side Egger"), "egger");
        assert_eq!(quarter_name("Egger Avenue"), "egger avenue");
        assert_eq!(quarter_name("West Side"), "west side");
    }

    #[test]
    fn a_bearing_or_an_ordinal_is_no_name() {
        assert!(is_no_name("North") && is_no_name("Fourth") && is_no_name("South Side"));
        assert!(!is_no_name("North Fork") && !is_no_name(""));
        assert!(is_no_name("EST") && !is_no_name("Est"), "a time zone");
    }
}

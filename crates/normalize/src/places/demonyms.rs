//! Names of peoples among names of places: "the Iraqi capital", "Frenchmen Street".

use std::collections::BTreeSet;

use dateline_core::{Span, Text};

use super::fold::fold;
use super::peoples;
use super::resolve::Reading;
use super::table::Gazetteer;
use super::tokens::Token;
use super::words::{self, WordKind};

/// "Frenchmen Street", "Turk and Taylor streets": who bears a road's name is not spoken of, nor where the name stands alone.
pub(super) fn drop_roads(
    text: &Text,
    tokens: &[Token<'_>],
    nationalities: &mut Vec<(Span, &'static str)>,
) {
    let is_road = |span: Span| {
        let end = text.bytes_of(span).end;
        let next = tokens.partition_point(|token| token.start < end);
        names_road(&tokens[next..])
    };
    let all = nationalities.iter().map(|(span, _)| *span);
    let roads: BTreeSet<String> = all
        .filter(|span| is_road(*span))
        .map(|span| fold(text.slice(span)))
        .collect();
    nationalities.retain(|(span, _)| !roads.contains(&fold(text.slice(*span))));
}

/// Whether the words behind a name say that it is a road's or a quarter's ("Street", "and Taylor streets"); "Home" of "Home Secretary"
/// does not.
fn names_road(behind: &[Token<'_>]) -> bool {
    let is_name = |at: usize| {
        let token = behind.get(at);
        token.is_some_and(|token| token.is_joined() && token.is_capitalised())
    };
    match behind {
        [kind, ..] if is_name(0) => {
            words::is_any(&[WordKind::Road, WordKind::Part], kind.text) && !is_name(1)
        }
        [and, _, kind, ..] if and.is("and") && is_name(1) => words::is(WordKind::Road, kind.text),
        _ => false,
    }
}

/// "Iraqi", marked as a place, is its country, "Texans" their state; "the Iraqi capital" is its capital.
pub(super) fn read_demonyms<'g>(
    gazetteer: &'g Gazetteer,
    text: &Text,
    mentions: &[Span],
    nationalities: &[(Span, &'static str)],
    readings: &mut [Reading<'g>],
) {
    for (span, reading) in mentions.iter().zip(readings) {
        let inside = nationalities
            .iter()
            .find(|(words, _)| span.contains(*words));
        if reading.phrase.seat
            && let Some((_, code)) = inside
        {
            let capital = gazetteer.capital(code);
            reading.found = capital.map(|town| (town, true)).into_iter().collect();
            continue;
        }
        if reading.found.iter().any(|(_, main)| *main) {
            continue;
        }
        let people = peoples::home(&fold(text.get(*span).unwrap_or_default()));
        let nation = || nationalities.iter().find(|(words, _)| words == span);
        let home = people.and_then(|home| home.place(gazetteer));
        if let Some(place) = home.or_else(|| gazetteer.country(nation()?.1)) {
            reading.found = vec![(place, true)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::tokens::tokens;

    fn kept(text: &str) -> usize {
        let text = Text::from(text);
        let mut found = crate::nationalities::find(&text, text.span());
        drop_roads(&text, &tokens(text.as_str(), 0), &mut found);
        found.len()
    }

    #[test]
    fn who_bears_the_name_of_a_road_is_not_spoken_of() {
        assert_eq!(kept("shot on Frenchmen Street, near Frenchmen"), 0);
        assert_eq!(kept("at Turk and Taylor streets"), 0);
        assert_eq!(kept("three Frenchmen in the street"), 1);
        assert_eq!(kept("the British Home Secretary"), 1);
    }
}

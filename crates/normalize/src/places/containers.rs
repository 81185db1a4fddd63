//! Which places the words around a mention name as holding it: "Mosul, Iraq", "Iraq's Mosul", "in Helmand province".

use super::context::phrase;
use super::phrase::{Phrase, Reader, Wanted, kind_of};
use super::place::Place;
use super::rank::{Container, candidates};
use super::tokens::{Gap, Token};
use super::words::{self, WordKind};

impl<'g> Reader<'_, 'g> {
    /// Places that the words from `at` on name as holding the mention.
    pub(super) fn containers_after(&self, mut at: usize) -> Vec<Container<'g>> {
        let mut found = Vec::new();
        while found.len() < 3 {
            let Some(token) = self.get(at) else { break };
            let comma = token.gap == Gap::Comma;
            if !(comma || token.gap == Gap::Space) {
                break;
            }
            let linked = (token.is("in") || token.is("of")) && (comma || token.is_joined());
            let possessive = at > 0 && self.tokens[at - 1].possessive && !found.is_empty();
            let apposed = if comma { self.apposition(at) } else { None };
            let linked = linked || apposed.is_some();
            let start = match apposed {
                Some(inner) => inner,
                None if linked => self.skip_generic(at + 1),
                None => at,
            };
            if !(linked || comma || possessive) {
                break;
            }
            at = match (
                self.container(start, comma && !linked),
                self.unknown_division(start),
            ) {
                (Some((container, next)), _) => {
                    found.push(container);
                    next
                }
                (None, Some(next)) => next,
                (None, None) => break,
            };
        }
        found
    }

    /// What holds it by an apposition: ", a hamlet in Helmand", ", the capital of Balochistan".
    fn apposition(&self, at: usize) -> Option<usize> {
        const REACH: usize = 6;
        let article = ["a", "an", "the"]
            .iter()
            .any(|word| self.tokens[at].is(word));
        if !article {
            return None;
        }
        let mut kind = false;
        for word in at + 1..at + REACH {
            let token = self.get(word).filter(|token| token.is_joined())?;
            if (token.is("in") || token.is("of")) && kind {
                return Some(self.skip_generic(word + 1));
            }
            if token.is_capitalised() {
                return None;
            }
            kind |= kind_of(token.text).is_some();
        }
        None
    }

    /// What the text puts into the place that begins at `first`: the name before a comma.
    pub(super) fn contents(&self, first: usize) -> Vec<Place<'g>> {
        if first == 0 || self.get(first).is_none_or(|token| token.gap != Gap::Comma) {
            return Vec::new();
        }
        let start = (first.saturating_sub(4)..first)
            .find(|&start| self.longest_known(start, false) == Some(first));
        let Some(start) = start else {
            return Vec::new();
        };
        let found = candidates(self.gazetteer, &phrase(&self.tokens[start..first]), false);
        let towns = found.into_iter().map(|(place, _)| place);
        towns.filter(Place::is_populated).collect()
    }

    /// Behind a district that the gazetteer lacks ("in Baraki Barak district, Logar"): where what holds it may follow.
    fn unknown_division(&self, start: usize) -> Option<usize> {
        let named = |at: usize| {
            self.get(at)
                .is_some_and(|token| token.is_capitalised() && (at == start || token.is_joined()))
        };
        let end = (start..start + 4)
            .find(|&at| !named(at) || at > start && kind_of(self.tokens[at].text).is_some())?;
        let kind = self
            .get(end)
            .filter(|token| token.is_joined())
            .and_then(|token| kind_of(token.text));
        (end > start && kind.is_some()).then_some(end + 1)
    }

    /// Skips "the northern city of".
    fn skip_generic(&self, mut at: usize) -> usize {
        let limit = at + 5;
        while at < limit
            && self.get(at).is_some_and(|t| {
                t.is_joined() && (self.is_generic(at) && !self.starts_known(at) || t.is("of"))
            })
        {
            at += 1;
        }
        at
    }

    fn starts_known(&self, at: usize) -> bool {
        self.tokens[at].is_capitalised() && self.longest_known(at, false).is_some()
    }

    /// The longest known name from `at` on: its end.
    pub(super) fn longest_known(&self, at: usize, after_comma: bool) -> Option<usize> {
        self.get(at).filter(|token| token.is_capitalised())?;
        let mut longest = at + 1;
        while longest < at + 5
            && !self.tokens[longest - 1].possessive
            && self.get(longest).is_some_and(Token::is_joined)
        {
            longest += 1;
        }
        let known = |end: usize| {
            !candidates(self.gazetteer, &phrase(&self.tokens[at..end]), after_comma).is_empty()
        };
        (at + 1..=longest).rev().find(|&end| known(end))
    }

    /// The container that begins at `at`, and the index behind it. After a bare comma only countries and divisions count,
    /// and only where no list of places goes on.
    fn container(&self, at: usize, bare_comma: bool) -> Option<(Container<'g>, usize)> {
        let end = self
            .longest_known(at, bare_comma)
            .filter(|&end| !self.is_of_road(at, end))?;
        let found = candidates(self.gazetteer, &phrase(&self.tokens[at..end]), bare_comma);
        let kind = self
            .get(end)
            .filter(|token| token.is_joined())
            .and_then(|token| kind_of(token.text));
        let places: Vec<Place<'g>> = found.into_iter().map(|(place, _)| place).collect();
        let places = preferred(places, kind, bare_comma);
        let next = if kind.is_some() { end + 1 } else { end };
        let short = bare_comma && words::expand(self.tokens[end - 1].text, true).is_some();
        let listed = bare_comma && kind.is_none() && !short && self.goes_on(next);
        if places.is_empty() || listed {
            return None;
        }
        // "Sabari district, Khost province" says as much as "in Khost province"; "Anbar, Diyala provinces" is a list.
        let told = short || kind.is_some() && !self.tokens[end].text.ends_with('s');
        Some((
            Container {
                places,
                strict: !bare_comma || told,
            },
            next,
        ))
    }

    /// Whether a list goes on: "Baghdad, Anbar and Diyala", but not "Anbar, and fled".
    fn goes_on(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            (token.is("and") || token.is("or"))
                && (token.is_joined() || self.get(at + 1).is_some_and(Token::is_capitalised))
        })
    }

    /// "Iraq's Mosul", "Syria's northern city of Aleppo", "Kandahar's Panjwayi district".
    pub(super) fn containers_before(&self, first: usize, read: &mut Phrase<'g>) {
        let mut at = first;
        for _ in 0..5 {
            if at == 0 || at >= self.tokens.len() || !self.tokens[at].is_joined() {
                return;
            }
            at -= 1;
            if self.tokens[at].possessive && self.tokens[at].is_capitalised() {
                let start = (at.saturating_sub(3)..=at)
                    .find(|&start| self.longest_known(start, false) == Some(at + 1));
                if let Some((container, _)) = start.and_then(|start| self.container(start, false)) {
                    read.containers.push(container);
                }
                return;
            }
            if read.wanted == Wanted::Any
                && at + 1 < first
                && self.tokens[at + 1].is("of")
                && let Some(wanted) = kind_of(self.tokens[at].text)
            {
                read.wanted = wanted;
            }
            if !self.is_generic(at) || self.is_clause(at) {
                return;
            }
        }
    }

    /// "Jay's is located on North Lindbergh", "Finney's home in Gulfport": what follows is not the possessor's.
    fn is_clause(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.is("of")
            && (token.is("on")
                || words::is_any(&[WordKind::Inside, WordKind::Auxiliary], token.text))
    }

    /// "83rd Ave", "in the Richmond Place Apartments": a road or a building by the name of a place.
    fn is_of_road(&self, start: usize, end: usize) -> bool {
        let kinds = [WordKind::Road, WordKind::Part];
        let is_road =
            |token: &Token<'_>| token.is_capitalised() && words::is_any(&kinds, token.text);
        is_road(&self.tokens[end - 1]) && end == start + 1
            || !self.tokens[end - 1].possessive
                && self
                    .get(end)
                    .is_some_and(|next| next.is_joined() && is_road(next))
    }
}

fn preferred<'g>(places: Vec<Place<'g>>, kind: Option<Wanted>, bare_comma: bool) -> Vec<Place<'g>> {
    let outer = |place: &Place<'_>| place.is_country() || place.is_division();
    let wanted = |place: &Place<'_>| match kind {
        Some(Wanted::Division) => place.is_division(),
        Some(Wanted::District) => place.feature.starts_with("ADM") && !place.is_division(),
        _ => outer(place) || !bare_comma,
    };
    let chosen: Vec<Place<'g>> = places.iter().copied().filter(wanted).collect();
    if chosen.is_empty() && !bare_comma {
        places
    } else {
        chosen
    }
}

//! What the words in and around a mention say: its bare name, the kind of place, what holds it, its position.

use super::context::phrase;
use super::place::Place;
use super::rank::{Container, candidates};
use super::relation::{self, Position};
use super::table::Gazetteer;
use super::tokens::{Gap, Token};
use super::words::{self, WordKind};

/// The kind of place that the words ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wanted {
    #[default]
    Any,
    Division,
    District,
    Locality,
    /// "Panjshir Valley": it may lie in the division of that name.
    Area,
    /// "Helmand River": it is not the province of that name.
    Water,
}

/// A mention, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase<'g> {
    /// The bare name; empty for "the village".
    pub(super) name: String,
    pub(super) wanted: Wanted,
    /// The facility's whole name: "Abu Ghraib prison".
    pub(super) facility: Option<String>,
    /// Nearest first.
    pub(super) containers: Vec<Container<'g>>,
    pub(super) position: Option<Position>,
    /// What the text says lies in it, just before: "Savannah, Georgia".
    pub(super) contents: Vec<Place<'g>>,
    /// Countries in which the kind word is one for a first-level division: "Isiolo County".
    pub(super) first_level: &'static [&'static str],
    /// "the capital".
    pub(super) capital: bool,
    /// "the Iraqi capital".
    pub(super) seat: bool,
    /// "Castello" of "the Castello Road": a name that tells nothing of where it is.
    pub(super) namesake: bool,
    /// Whether the name is written with a capital, or all is.
    pub(super) proper: bool,
    /// Whether a comma stands before it, so that "Va." is read as Virginia.
    pub(super) after_comma: bool,
}

/// Words of a document, with the gazetteer that knows its names.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a, 'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token<'a>],
}

impl<'a, 'g> Reader<'a, 'g> {
    /// Takes apart the mention in these bytes of the text.
    pub(super) fn read(&self, bytes: std::ops::Range<usize>) -> Phrase<'g> {
        let first = self
            .tokens
            .partition_point(|token| token.end <= bytes.start);
        let end = self
            .tokens
            .partition_point(|token| token.start < bytes.end)
            .max(first);
        let mut read = Phrase::default();
        let start = self.skip_lead(first, end, &mut read);
        let stop = self.name_end(start, end);
        read.after_comma = self.get(first).is_some_and(|token| token.gap == Gap::Comma);
        read.containers = self.containers_after(if stop < end { stop } else { self.after(end) });
        self.read_name(start, stop, &mut read);
        self.read_feature_after(stop, end, &mut read);
        self.containers_before(first, &mut read);
        read.contents = self.contents(first);
        read.position = relation::position(self, first, start, end);
        if read.name.is_empty() {
            self.take_container(&mut read);
        }
        read
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    pub(super) fn knows(&self, start: usize, end: usize) -> bool {
        start < end
            && !candidates(self.gazetteer, &phrase(&self.tokens[start..end]), false).is_empty()
    }

    /// Skips "the village of", "a police station in", "the outskirts of", "northern"; keeps what they say of the kind.
    fn skip_lead(&self, first: usize, end: usize, read: &mut Phrase<'g>) -> usize {
        let mut start = first;
        for at in first..end {
            let token = &self.tokens[at];
            if !self.is_generic(at) && !self.is_preposition(at) {
                break;
            }
            if at > first && self.is_preposition(at) && at + 1 < end && !self.knows(first, end) {
                self.note_feature(first, at, read);
                start = at + 1;
            } else if token.is("the") && at == start {
                start = at + 1;
            }
        }
        while start < end
            && (self.tokens[start].is("the")
                || self.tokens[start].is("a")
                || self.tokens[start].is("an"))
        {
            start += 1;
        }
        while start + 1 < end
            && words::is(WordKind::Direction, self.tokens[start].text)
            && !self.knows(start, end)
            && self
                .longest_known(start, false)
                .is_none_or(|known| known == start + 1)
        {
            start += 1;
        }
        start
    }

    fn is_preposition(&self, at: usize) -> bool {
        ["of", "in", "at", "near", "outside", "from", "around"]
            .iter()
            .any(|word| self.tokens[at].is(word))
    }

    /// A word that is no part of a name: in lower case, or one of the kinds of places.
    pub(super) fn is_generic(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let kinds = [
            WordKind::Division,
            WordKind::District,
            WordKind::Locality,
            WordKind::Area,
            WordKind::Facility,
            WordKind::Direction,
        ];
        !token.is_capitalised()
            || ["the", "to", "of"].iter().any(|word| token.is(word))
            || words::is_any(&kinds, token.text)
    }

    /// Where the name ends and its surroundings begin: "Mosul | , Iraq", "Sangin | in Helmand".
    fn name_end(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .find(|&at| {
                let token = &self.tokens[at];
                matches!(token.gap, Gap::Comma | Gap::Break)
                    || token.is("in")
                    || token.is("of")
                        && at > start + 1
                        && kind_of(self.tokens[at - 1].text).is_some()
                    || self.tokens[at - 1].possessive
            })
            .unwrap_or(end)
    }

    /// Takes the kind word off the end of the name: "Helmand province", "Abu Ghraib prison".
    fn read_name(&self, start: usize, stop: usize, read: &mut Phrase<'g>) {
        let mut end = stop;
        if start >= stop {
            return;
        }
        read.seat = self.tokens[stop - 1].is("capital");
        let tail = self.facility_words(start, stop);
        if tail > 0 && self.is_road(stop - 1) && !self.knows(start, stop) {
            read.facility = Some(self.slice(start, stop));
            return;
        }
        if tail == 0 && self.read_landform(start, stop, read) {
            return;
        }
        if tail > 0 && !(self.tokens[stop - 1].is_capitalised() && self.knows_town(start, stop)) {
            read.facility = Some(self.slice(start, stop));
            end = stop - tail;
        } else if let Some(wanted) = kind_of(self.tokens[stop - 1].text) {
            let whole = self.tokens[stop - 1].is_capitalised()
                && wanted == Wanted::Locality
                && self.knows(start, stop);
            let bare = stop - start > 1 && !whole;
            read.wanted = wanted;
            read.first_level = words::first_level(self.tokens[stop - 1].text);
            if bare || stop - start == 1 {
                end = stop - 1;
            }
        }
        if self.is_facility_front(start, end) {
            read.facility = Some(self.slice(start, stop));
            return;
        }
        self.set_name(start, end, read);
    }

    /// "Haifa Street", "the Jalalabad road", "Knox and Plymouth avenues": named after another place; "a Baghdad street" and "Baghdad
    /// streets" are not.
    fn is_road(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_pair = || at >= 2 && self.tokens[at - 2].is("and") && token.text.ends_with('s');
        words::is(WordKind::Road, token.text)
            && (token.is_capitalised() || token.is("road") || token.is("highway") || is_pair())
    }

    /// Takes "Valley" off "Panjshir Valley", and keeps "River" on "Helmand River".
    fn read_landform(&self, start: usize, stop: usize, read: &mut Phrase<'g>) -> bool {
        let last = self.tokens[stop - 1].text;
        let known = self.knows(start, stop);
        let water = words::is(WordKind::Water, last)
            || (start + 1..=stop)
                .any(|end| words::is(WordKind::WaterFront, &phrase(&self.tokens[start..end])));
        let end = if stop - start < 2 || known {
            return false;
        } else if water {
            read.wanted = Wanted::Water;
            stop
        } else if words::is(WordKind::Landform, last) {
            read.wanted = Wanted::Area;
            stop - 1
        } else {
            return false;
        };
        self.set_name(start, end, read);
        true
    }

    fn set_name(&self, start: usize, end: usize, read: &mut Phrase<'g>) {
        let words = &self.tokens[start..end];
        read.capital = words.len() == 1 && words[0].is("capital")
            || start == end && self.tokens.get(start).is_some_and(|t| t.is("capital"));
        read.proper = words.iter().any(Token::is_capitalised)
            && !(start..end).all(|at| self.is_generic(at) && !self.knows(start, end));
        if read.proper {
            read.name = phrase(words);
        }
    }

    fn is_facility_front(&self, start: usize, end: usize) -> bool {
        end - start > 1
            && words::is(WordKind::FacilityFront, self.tokens[start].text)
            && !self.knows(start, end)
    }

    fn knows_town(&self, start: usize, end: usize) -> bool {
        let found = candidates(self.gazetteer, &phrase(&self.tokens[start..end]), false);
        found.iter().any(|(place, _)| place.is_populated())
    }

    /// Number of words at the end that name a kind of facility; at most three.
    fn facility_words(&self, start: usize, stop: usize) -> usize {
        let longest = (stop - start).min(3);
        (1..=longest)
            .rev()
            .find(|&count| {
                words::is(
                    WordKind::Facility,
                    &phrase(&self.tokens[stop - count..stop]),
                )
            })
            .unwrap_or(0)
    }

    fn note_feature(&self, start: usize, end: usize, read: &mut Phrase<'g>) {
        for token in &self.tokens[start..end] {
            if let Some(wanted) = kind_of(token.text) {
                read.wanted = wanted;
            }
        }
        let tail = self.facility_words(start, end);
        if tail > 0 {
            read.facility = Some(self.slice(end - tail, end));
        }
    }

    /// The kind word behind the mention, or before it: "Helmand" + "province", "the village of" + "Yusof Kheyl".
    fn read_feature_after(&self, stop: usize, end: usize, read: &mut Phrase<'g>) {
        let joined = |at: usize| {
            self.get(at)
                .filter(|token| token.is_joined() && !self.tokens[at - 1].possessive)
        };
        if stop < end || stop == 0 || read.name.is_empty() {
            return;
        }
        if read.facility.is_none()
            && let Some(count) = (1..=3).rev().find(|count| {
                (stop..stop + count).all(|at| joined(at).is_some())
                    && words::is(
                        WordKind::Facility,
                        &phrase(&self.tokens[stop..stop + count]),
                    )
            })
        {
            let plain = !self.tokens[stop].is_capitalised()
                || self
                    .get(stop + count)
                    .is_none_or(|t| !t.is_joined() || !t.is_capitalised());
            if plain {
                let words = phrase(&self.tokens[stop..stop + count]);
                read.namesake = self.is_road(stop + count - 1);
                read.facility = Some(format!("{} {words}", read.name));
                return;
            }
        }
        let Some(token) = joined(stop).filter(|_| read.wanted == Wanted::Any) else {
            return;
        };
        if let Some(wanted) = kind_of(token.text) {
            read.wanted = wanted;
            read.first_level = words::first_level(token.text);
        } else if words::is(WordKind::Landform, token.text) {
            read.wanted = Wanted::Area;
        } else if words::is(WordKind::Water, token.text) {
            read.wanted = Wanted::Water;
        }
    }

    /// Index of the first word behind the mention and its kind word.
    fn after(&self, end: usize) -> usize {
        let mut at = end;
        while at < end + 3
            && at > 0
            && self.get(at).is_some_and(|t| {
                t.is_joined()
                    && !self.tokens[at - 1].possessive
                    && (kind_of(t.text).is_some() || words::is(WordKind::Facility, t.text))
            })
        {
            at += 1;
        }
        at
    }

    /// For "a village in Helmand": the nearest container is the place.
    fn take_container(&self, read: &mut Phrase<'g>) {
        if read.capital || read.containers.is_empty() {
            return;
        }
        let container = read.containers.remove(0);
        let wanted = container.places.first();
        read.wanted = if wanted.is_some_and(Place::is_division) {
            Wanted::Division
        } else {
            Wanted::Any
        };
        read.name = wanted.map_or(String::new(), |place| place.name.to_owned());
        read.proper = true;
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> String {
        if start >= end {
            return String::new();
        }
        self.text[self.tokens[start].start..self.tokens[end - 1].end].to_owned()
    }
}

/// The kind of place that a word names.
pub(super) fn kind_of(word: &str) -> Option<Wanted> {
    if words::is(WordKind::Division, word) {
        Some(Wanted::Division)
    } else if words::is(WordKind::District, word) {
        Some(Wanted::District)
    } else if words::is(WordKind::Locality, word) {
        Some(Wanted::Locality)
    } else {
        None
    }
}

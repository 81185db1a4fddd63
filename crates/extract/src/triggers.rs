//! Words that name an act or its effect: reading `data/triggers.tsv` and finding them in a document.

use std::collections::HashMap;
use std::ops::Range;

use dateline_core::{FigureKind, IncidentType};

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// Where the people affected by an act stand in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patient {
    Object,
    Subject,
    Absent,
}

/// One reading of a trigger word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sense {
    pub(crate) incident_type: Option<IncidentType>,
    /// 3 names the act, 2 a means or manner, 1 any act, 0 none.
    pub(crate) rank: u8,
    pub(crate) figure: Option<FigureKind>,
    pub(crate) patient: Patient,
    /// Context without which the word is no act: see `relevance::context`.
    needs: &'static str,
    pos: Pos,
}

impl Sense {
    /// Whether the hurt are told by where they were brought.
    pub(crate) fn is_to_hospital(self) -> bool {
        self.needs.contains("to_hospital")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pos {
    Noun,
    Verb,
    Adjective,
    Any,
}

/// A trigger in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// The governing word.
    pub(crate) token: TokenId,
    /// First token and one past the last.
    pub(crate) first: TokenId,
    pub(crate) end: TokenId,
    pub(crate) sense: Sense,
}

/// All trigger words, by first word.
pub(crate) struct Triggers {
    by_first_word: HashMap<&'static str, Vec<(Vec<&'static str>, Sense)>>,
}

impl Triggers {
    pub(crate) fn bundled() -> Self {
        let mut by_first_word: HashMap<_, Vec<(Vec<_>, Sense)>> = HashMap::new();
        for row in rows(include_str!("../../../data/triggers.tsv")) {
            let sense = sense_of(&row);
            for form in row[0].split('|') {
                let words: Vec<&'static str> = form.split(' ').collect();
                by_first_word
                    .entry(words[0])
                    .or_default()
                    .push((words, sense));
            }
        }
        // Longest first, and among equally long ones the higher rank.
        for senses in by_first_word.values_mut() {
            senses.sort_by_key(|(words, sense)| std::cmp::Reverse((words.len(), sense.rank)));
        }
        Self { by_first_word }
    }

    /// Every trigger of a document, in order; they do not overlap.
    pub(crate) fn find(
        &self,
        syntax: &Syntax<'_>,
        context: &dyn Fn(&'static str, Range<TokenId>) -> bool,
    ) -> Vec<Trigger> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < syntax.len() {
            match self.at(syntax, at, context) {
                Some(trigger) => {
                    at = trigger.end;
                    // A row without type and figure is an idiom that only looks like an act ("death row").
                    if trigger.sense.incident_type.is_some() || trigger.sense.figure.is_some() {
                        found.push(trigger);
                    }
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(
        &self,
        syntax: &Syntax<'_>,
        at: TokenId,
        context: &dyn Fn(&'static str, Range<TokenId>) -> bool,
    ) -> Option<Trigger> {
        let sentence = syntax.sentence_tokens(syntax.sentence_of(at));
        self.by_first_word
            .get(syntax.word(at))?
            .iter()
            .find_map(|(words, sense)| {
                let end = end_of_phrase(syntax, at, sentence.end, words)?;
                let token = head_within(syntax, at, end);
                let is_compound = sense.pos == Pos::Noun
                    && !fits_pos(Pos::Noun, syntax, token)
                    && fits_pos(Pos::Noun, syntax, end - 1);
                // "shooting death", whatever the tree makes of its first word.
                let token = if is_compound { end - 1 } else { token };
                // "Police shot and killed two men": the tagger took the first verb for a noun.
                let is_verb = |id: &TokenId| fits_pos(Pos::Verb, syntax, *id);
                let verb = (at..end).find(is_verb).filter(|_| sense.pos == Pos::Verb);
                let token = verb.filter(|_| !is_verb(&token)).unwrap_or(token);
                // A word with a hyphen is several tokens, whose parts of speech say nothing ("sit-in").
                let is_told_alone =
                    || sense.pos == Pos::Verb && is_counted_participle(syntax, token);
                let fits = (end > at + 1 || fits_pos(sense.pos, syntax, token) || is_told_alone())
                    && context(sense.needs, at..end);
                fits.then_some(Trigger {
                    token,
                    first: at,
                    end,
                    sense: *sense,
                })
            })
    }
}

/// One past the last token of `words` at `at`; a hyphen of the phrase is a token of its own in the text.
fn end_of_phrase(
    syntax: &Syntax<'_>,
    at: TokenId,
    limit: TokenId,
    words: &[&str],
) -> Option<TokenId> {
    let mut next = at;
    for word in words {
        for (position, part) in word.split('-').enumerate() {
            if position > 0 {
                if next >= limit || syntax.word(next) != "-" {
                    return None;
                }
                next += 1;
            }
            if next >= limit || syntax.word(next) != part {
                return None;
            }
            next += 1;
        }
    }
    Some(next)
}

fn head_within(syntax: &Syntax<'_>, first: TokenId, end: TokenId) -> TokenId {
    (first..end)
        .find(|&id| {
            syntax
                .head(id)
                .is_none_or(|head| !(first..end).contains(&head))
        })
        .unwrap_or(end - 1)
}

/// "2 shot in Aska", "4 shot, one fatally": a participle of headlines that the tagger takes for a noun behind a number.
fn is_counted_participle(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let ends =
        token + 1 >= syntax.len() || matches!(syntax.upos(token + 1), "ADP" | "PUNCT" | "CCONJ");
    syntax.word(token) == "shot" && token > 0 && syntax.upos(token - 1) == "NUM" && ends
}

fn fits_pos(pos: Pos, syntax: &Syntax<'_>, token: TokenId) -> bool {
    let upos = syntax.upos(token);
    match pos {
        Pos::Any => true,
        Pos::Noun => matches!(upos, "NOUN" | "PROPN"),
        // The tagger calls participles verbs or adjectives by turns.
        Pos::Verb => matches!(upos, "VERB" | "ADJ" | "AUX"),
        Pos::Adjective => matches!(upos, "ADJ" | "NOUN" | "VERB" | "ADV"),
    }
}

fn sense_of(row: &[&'static str]) -> Sense {
    Sense {
        pos: match row[1] {
            "n" => Pos::Noun,
            "v" => Pos::Verb,
            "a" => Pos::Adjective,
            _ => Pos::Any,
        },
        incident_type: row[2].parse().ok(),
        rank: row[3].parse().unwrap_or(0),
        figure: row[4].parse().ok(),
        patient: match row[5] {
            "obj" => Patient::Object,
            "subj" => Patient::Subject,
            _ => Patient::Absent,
        },
        needs: row[6],
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;
    use crate::relevance::context;

    #[test]
    fn every_row_of_the_table_is_whole() {
        for row in rows(include_str!("../../../data/triggers.tsv")) {
            assert_eq!(row.len(), 7, "{row:?}");
            assert!(
                row[2] == "-" || row[2].parse::<IncidentType>().is_ok(),
                "{row:?}"
            );
            assert!(
                row[4] == "-" || row[4].parse::<FigureKind>().is_ok(),
                "{row:?}"
            );
            let mut needs = row[6].split('+').map(|need| need.trim_start_matches('!'));
            assert!(row[6] == "-" || needs.all(context::is_known), "{row:?}");
        }
    }

    #[test]
    fn each_type_has_a_word() {
        let triggers = Triggers::bundled();
        let named = |wanted| {
            triggers
                .by_first_word
                .values()
                .flatten()
                .any(|(_, sense)| sense.incident_type == Some(wanted))
        };
        let without: Vec<_> = IncidentType::iter().filter(|&kind| !named(kind)).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}

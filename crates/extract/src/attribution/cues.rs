//! Reading `data/cues.tsv` and finding its words in a sentence.

use std::collections::HashMap;
use std::ops::Range;

use dateline_core::{Certainty, Stance};

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// How a cue is tied to its speaker and content; see the head of `data/cues.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Speech,
    Clause,
    Statement,
    Object,
    Accuse,
    Tally,
    Phrase,
    Quote,
    Noun,
    Hedge,
    Belief,
    Modifier,
    Doubt,
    Unverified,
    Silence,
    TallyNoun,
    TellsFirst,
    TellsLater,
    Anonymous,
    Admission,
    Wrong,
    Presupposes,
    Reckoning,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pos {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Any,
}

/// What a cue says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) stance: Stance,
    pub(crate) certainty: Certainty,
    pub(crate) distanced: bool,
    pub(crate) shape: Shape,
    pos: Pos,
}

/// All cues, by first word.
pub(crate) struct Cues {
    by_first_word: HashMap<&'static str, Vec<(Vec<&'static str>, Cue)>>,
}

impl Cues {
    pub(crate) fn bundled() -> Self {
        let mut by_first_word: HashMap<_, Vec<(Vec<_>, Cue)>> = HashMap::new();
        for row in rows(include_str!("../../../../data/cues.tsv")) {
            let Some(cue) = cue_of(&row) else { continue };
            for form in row[0].split('|') {
                let words: Vec<&'static str> = form.split(' ').collect();
                by_first_word
                    .entry(words[0])
                    .or_default()
                    .push((words, cue));
            }
        }
        for cues in by_first_word.values_mut() {
            cues.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first_word }
    }

    /// The cues that start at a token and whose shape is not one of the helping lists.
    pub(crate) fn at(&self, syntax: &Syntax<'_>, at: TokenId) -> Option<(Range<TokenId>, Cue)> {
        let is_cue = |cue: &Cue| !is_helper(cue.shape) && fits(cue.pos, syntax, at);
        self.matching(syntax, at, is_cue)
    }

    /// Whether words of a helping list stand in `tokens`.
    pub(crate) fn has(&self, syntax: &Syntax<'_>, tokens: Range<TokenId>, shape: Shape) -> bool {
        tokens.into_iter().any(|at| {
            self.matching(syntax, at, |cue| cue.shape == shape)
                .is_some()
        })
    }

    /// "put the toll at 17", "counted 22 bodies": a number or a word for a toll follows closely.
    pub(crate) fn has_tally(&self, syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
        let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
        let near = words.end..(words.end + 16).min(sentence.end);
        let is_many = |word: &str| matches!(word, "toll" | "dozens" | "scores" | "hundreds");
        self.has(syntax, near.clone(), Shape::TallyNoun)
            && near
                .into_iter()
                .any(|id| syntax.upos(id) == "NUM" || is_many(syntax.word(id)))
    }

    fn matching(
        &self,
        syntax: &Syntax<'_>,
        at: TokenId,
        accept: impl Fn(&Cue) -> bool,
    ) -> Option<(Range<TokenId>, Cue)> {
        let limit = syntax.sentence_tokens(syntax.sentence_of(at)).end;
        self.by_first_word
            .get(syntax.word(at))?
            .iter()
            .find_map(|(words, cue)| {
                let end = at + words.len();
                let is_here = end <= limit
                    && words
                        .iter()
                        .zip(at..)
                        .all(|(word, id)| syntax.word(id) == *word);
                (is_here && accept(cue)).then_some((at..end, *cue))
            })
    }
}

fn is_helper(shape: Shape) -> bool {
    use Shape::{
        Admission, Anonymous, Presupposes, Reckoning, Silence, TallyNoun, TellsFirst, TellsLater,
        Wrong,
    };
    matches!(
        shape,
        Silence
            | TallyNoun
            | TellsFirst
            | TellsLater
            | Anonymous
            | Admission
            | Wrong
            | Presupposes
            | Reckoning
    )
}

/// "the claim" and "claims that": the tagger's word, corrected by a determiner just before.
fn fits(pos: Pos, syntax: &Syntax<'_>, at: TokenId) -> bool {
    let upos = syntax.upos(at);
    let after_determiner =
        at > 0 && matches!(syntax.word(at - 1), "the" | "a" | "an" | "its" | "their");
    match pos {
        Pos::Any | Pos::Adverb => true,
        Pos::Noun => upos == "NOUN" || after_determiner,
        Pos::Verb => {
            matches!(upos, "VERB" | "AUX" | "ADJ" | "ADP")
                && !after_determiner
                && !is_object(syntax, at)
                || is_infinitive(syntax, at)
        }
        Pos::Adjective => upos != "VERB" || after_determiner,
    }
}

/// "denied reports that", "dismissed claims of": behind a verb such a word is a noun, whatever the tagger makes of it.
fn is_object(syntax: &Syntax<'_>, at: TokenId) -> bool {
    let before = at.checked_sub(1).filter(|&id| syntax.upos(id) == "VERB");
    syntax.word(at).ends_with('s')
        && before.is_some_and(|id| syntax.sentence_of(id) == syntax.sentence_of(at))
}

/// "were forced to backtrack": an infinitive that the tagger took for a noun.
fn is_infinitive(syntax: &Syntax<'_>, at: TokenId) -> bool {
    let opens_infinitive = at > 1
        && syntax.word(at - 1) == "to"
        && matches!(syntax.upos(at - 2), "VERB" | "AUX" | "ADJ")
        && syntax.sentence_of(at - 2) == syntax.sentence_of(at);
    opens_infinitive && !syntax.word(at).ends_with('s')
}

fn cue_of(row: &[&str]) -> Option<Cue> {
    Some(Cue {
        pos: match *row.get(1)? {
            "v" => Pos::Verb,
            "n" => Pos::Noun,
            "a" => Pos::Adjective,
            "r" => Pos::Adverb,
            _ => Pos::Any,
        },
        stance: row.get(2)?.parse().ok()?,
        certainty: row.get(3)?.parse().ok()?,
        distanced: row.get(4)? == &"yes",
        shape: shape_of(row.get(5)?)?,
    })
}

fn shape_of(name: &str) -> Option<Shape> {
    Some(match name {
        "speech" => Shape::Speech,
        "clause" => Shape::Clause,
        "statement" => Shape::Statement,
        "object" => Shape::Object,
        "accuse" => Shape::Accuse,
        "tally" => Shape::Tally,
        "phrase" => Shape::Phrase,
        "quote" => Shape::Quote,
        "noun" => Shape::Noun,
        "hedge" => Shape::Hedge,
        "belief" => Shape::Belief,
        "modifier" => Shape::Modifier,
        "doubt" => Shape::Doubt,
        "unverified" => Shape::Unverified,
        "silence" => Shape::Silence,
        "tally_noun" => Shape::TallyNoun,
        "tells_first" => Shape::TellsFirst,
        "tells_later" => Shape::TellsLater,
        "anonymous" => Shape::Anonymous,
        "admission" => Shape::Admission,
        "wrong" => Shape::Wrong,
        "presupposes" => Shape::Presupposes,
        "reckoning" => Shape::Reckoning,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        for row in rows(include_str!("../../../../data/cues.tsv")) {
            assert_eq!(row.len(), 6, "{row:?}");
            assert!(cue_of(&row).is_some(), "{row:?}");
        }
    }
}

//! The counts of a sentence and the words for what they count.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{Document, PersonKind, Span, WordingClass};
use dateline_normalize::{figures, people, targets, weapons};

use super::Scene;
use crate::revisions;
use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// Nouns that a number counts without counting people, in the singular.
static THINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/counted_things.tsv"))
        .map(|row| row[0])
        .collect()
});

/// A number of the text with its place in the sentence.
pub(super) struct Number {
    pub(super) quantity: figures::Quantity,
    /// Tokens of the number and what qualifies it.
    pub(super) tokens: Range<TokenId>,
    /// The noun counted, or the number itself where none is told.
    pub(super) head: TokenId,
    /// One past the last token of the words that follow the number and say of whom.
    pub(super) end: TokenId,
}

/// The counts of people in a sentence, in order.
pub(super) fn numbers(document: &Document, syntax: &Syntax<'_>, sentence: usize) -> Vec<Number> {
    figures::find(&document.text, syntax.sentence_span(sentence))
        .into_iter()
        .flat_map(|quantity| parted(document, syntax, quantity))
        .filter(|quantity| quantity.class != WordingClass::NoFigure)
        .filter_map(|quantity| {
            let tokens = syntax.tokens_in(quantity.span);
            let last = tokens
                .end
                .checked_sub(1)
                .filter(|&last| last >= tokens.start)?;
            let number = syntax.tokens_in(quantity.number).last().unwrap_or(last);
            let head = counted_noun(syntax, number, &tokens);
            let end = phrase_end(syntax, tokens.end, syntax.sentence_tokens(sentence).end);
            Some(Number {
                quantity,
                tokens,
                head,
                end,
            })
        })
        .filter(|number| !counts_things(document, syntax, number))
        .filter(|number| !revisions::is_difference(syntax, number.tokens.end))
        .collect()
}

/// "revised its toll from 9 to 12": what a verb moves from one number to another is two counts and no range.
fn parted(
    document: &Document,
    syntax: &Syntax<'_>,
    quantity: figures::Quantity,
) -> Vec<figures::Quantity> {
    let tokens = syntax.tokens_in(quantity.span);
    let to = tokens.clone().find(|&id| syntax.word(id) == "to");
    let Some(to) = to.filter(|_| quantity.class == WordingClass::Range) else {
        return vec![quantity];
    };
    if !revisions::has_move(syntax, tokens.start) || to + 1 >= tokens.end {
        return vec![quantity];
    }
    let of = |part: Range<TokenId>| figures::find(&document.text, syntax.span_of_tokens(part));
    let mut all = of(tokens.start..to);
    all.extend(of(to + 1..tokens.end));
    all
}

/// The noun that a number counts: the one it modifies, or for "500 of the inmates" the number itself.
fn counted_noun(syntax: &Syntax<'_>, number: TokenId, tokens: &Range<TokenId>) -> TokenId {
    let mut at = number;
    for _ in 0..3 {
        match (syntax.deprel(at), syntax.head(at)) {
            (
                "nummod" | "compound" | "flat" | "advmod" | "goeswith" | "nummod:gov" | "amod",
                Some(head),
            ) if !is_behind_verb(syntax, at, head)
                && (tokens.contains(&head)
                    || matches!(syntax.upos(head), "NOUN" | "PROPN" | "ADJ" | "NUM")) =>
            {
                at = head;
            }
            _ => break,
        }
    }
    at
}

/// "killed three guards and seized 20 rifles": a noun behind another noun and a verb is no longer the one counted.
fn is_behind_verb(syntax: &Syntax<'_>, number: TokenId, noun: TokenId) -> bool {
    let mut between = number + 1..noun.max(number + 1);
    between.by_ref().any(|id| syntax.upos(id) == "NOUN")
        && between.any(|id| syntax.upos(id) == "VERB")
}

/// Participles that stand before whom a number counts: "one suspected insurgent".
const QUALIFIERS: [&str; 10] = [
    "suspected",
    "alleged",
    "wanted",
    "armed",
    "accused",
    "masked",
    "hooded",
    "uniformed",
    "convicted",
    "unarmed",
];

/// The end of the noun phrase that a number opens at `from`, by the order of words alone: adjectives and nouns, with
/// what hangs on them by "of".
fn phrase_end(syntax: &Syntax<'_>, from: TokenId, limit: TokenId) -> TokenId {
    let mut end = from;
    let mut has_noun = false;
    while end < limit {
        let word = syntax.word(end);
        let goes_on = match syntax.upos(end) {
            "NOUN" => true,
            "ADJ" | "NUM" => !has_noun && word != "dead",
            "PROPN" => !has_noun || syntax.word(end - 1) == "of" || syntax.upos(end - 1) == "PROPN",
            "DET" | "PRON" => {
                end > from && syntax.word(end - 1) == "of" || end == from && word == "others"
            }
            "VERB" => {
                !has_noun
                    && QUALIFIERS.contains(&word)
                    && end + 1 < limit
                    && matches!(syntax.upos(end + 1), "NOUN" | "ADJ" | "PROPN")
            }
            "PUNCT" if matches!(word, "\"" | "“" | "'" | "‘") => end == from,
            "PUNCT" => {
                matches!(word, "-" | ".") && end > from && end + 1 < limit && is_glued(syntax, end)
            }
            "PART" => matches!(word, "'s" | "’s"),
            _ => matches!(word, "of" | "others"),
        };
        if !goes_on {
            break;
        }
        // A noun of the phrase after "of" may take adjectives of its own ("of the security forces").
        has_noun = (has_noun || syntax.upos(end) == "NOUN" || word == "others") && word != "of";
        end += 1;
    }
    while end > from && matches!(syntax.word(end - 1), "of" | "the" | "-" | "its" | "their") {
        end -= 1;
    }
    end
}

fn is_glued(syntax: &Syntax<'_>, at: TokenId) -> bool {
    syntax.span(at - 1).end == syntax.span(at).start
        && syntax.span(at).end == syntax.span(at + 1).start
}

/// "captured 20 militants" counts people; "captured 20 rifles" does not.
fn counts_things(document: &Document, syntax: &Syntax<'_>, number: &Number) -> bool {
    let head = number.head;
    let follows =
        |id: TokenId| id >= number.tokens.end && id < number.end.max(number.tokens.end + 1);
    let noun = if syntax.upos(head) == "NOUN" {
        Some(head)
    } else {
        (number.tokens.end..number.end).find(|&id| syntax.upos(id) == "NOUN")
    };
    let Some(noun) = noun.filter(|&id| follows(id) || id == head) else {
        return false;
    };
    let word = document.text.slice(syntax.span(noun));
    // "six villagers from one family"
    if syntax.word(noun) == "family" && number.quantity.bounds.best() == Some(1) {
        return true;
    }
    // "4 shot in Aska"
    let is_participle = syntax.word(noun) == "shot" && number.quantity.bounds.low() > Some(1);
    if is_participle || people::kind(word) != PersonKind::Unknown {
        return false;
    }
    THINGS.contains(singular(syntax.word(noun)))
        || targets::kind(word).is_some()
        || weapons::find(&document.text, syntax.span(noun))
            .iter()
            .any(|weapon| syntax.tokens_in(weapon.span).contains(&noun))
}

fn singular(word: &str) -> &str {
    match word.strip_suffix("es").filter(|stem| THINGS.contains(stem)) {
        Some(stem) => stem,
        None => word
            .strip_suffix('s')
            .filter(|stem| THINGS.contains(stem))
            .unwrap_or(word),
    }
}

/// "hostages", "captives": nouns that name people and at once what befell them.
fn names_people(scene: Scene<'_>, token: TokenId) -> bool {
    matches!(scene.syntax.upos(token), "NOUN" | "PROPN")
        && figures::names_person(scene.document.text.slice(scene.syntax.span(token)))
}

impl Number {
    /// The counted phrase, number included.
    pub(super) fn phrase(&self, scene: Scene<'_>) -> Span {
        let syntax = scene.syntax;
        let first_effect = |range: Range<TokenId>| {
            scene
                .events
                .iter()
                .map(|event| event.trigger)
                .find(|trigger| trigger.sense.figure.is_some() && range.contains(&trigger.first))
        };
        // A participle that follows the number is no part of whom it counts, unless a noun follows ("18 wounded people").
        let end = match first_effect(self.tokens.end..self.end) {
            Some(trigger) if trigger.end >= self.end && !names_people(scene, trigger.token) => {
                trigger.first
            }
            _ => self.end,
        };
        if end > self.tokens.end {
            self.quantity
                .span
                .cover(syntax.span_of_tokens(self.tokens.end..end))
        } else {
            self.quantity.span
        }
    }

    /// The words of whom, without the number and what qualifies it.
    pub(super) fn of_whom(&self, scene: Scene<'_>, phrase: Span) -> Option<String> {
        let text = &scene.document.text;
        let start = self.quantity.span.end;
        let words = if phrase.end > start {
            text.slice(Span::new(start, phrase.end))
        } else {
            // "30 of them", "12 of the dead" hold their own of whom.
            text.slice(Span::new(self.quantity.number.end.min(start), start))
        };
        let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        let words = words.strip_prefix("of ").unwrap_or(words);
        let says_nothing = [
            "more",
            "additional",
            "further",
            "or more",
            "or so",
            "least",
            "of",
            "the",
            "of the",
        ]
        .contains(&words);
        (!words.is_empty() && !says_nothing).then(|| words.to_owned())
    }

    /// Whether the number is told of a group by "of them", "of whom", "of the dead".
    pub(super) fn is_anaphoric(&self, syntax: &Syntax<'_>) -> bool {
        let last_of_number = syntax.tokens_in(self.quantity.number).end;
        (last_of_number..self.tokens.end).any(|id| syntax.word(id) == "of")
            || self.tokens.start >= 2
                && syntax.word(self.tokens.start - 2) == "of"
                && ["whom", "which", "them"].contains(&syntax.word(self.tokens.start - 1))
    }
}

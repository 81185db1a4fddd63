//! What the order of words alone tells of an effect: whether its people stand before or after it.

use std::ops::Range;

use dateline_core::FigureKind;

use super::number::Number;
use super::pairs;
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// On which side of an effect word its people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    After,
    /// "18 wounded people": the word stands between number and noun.
    Between,
}

const BE: [&str; 12] = [
    "was", "were", "is", "are", "be", "been", "being", "got", "gets", "get", "left", "leaving",
];

/// Words that may part people from what befell them: "were reported killed", "are feared dead".
const REPORTED: [&str; 17] = [
    "reported",
    "reportedly",
    "feared",
    "confirmed",
    "believed",
    "found",
    "pronounced",
    "declared",
    "thought",
    "known",
    "presumed",
    "left",
    "be",
    "to",
    "have",
    "also",
    "said",
];

/// Words of time that follow a participle without being its object: "12 killed Sunday".
pub(super) const DAYS: [&str; 16] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "christmas",
    "easter",
    "thanksgiving",
    "overnight",
    "early",
    "late",
    "last",
];

/// On which side the people of `event` stand.
pub(super) fn place(syntax: &Syntax<'_>, event: &Event, numbers: &[Number]) -> Place {
    let trigger = event.trigger;
    let sentence = syntax.sentence_tokens(event.sentence);
    let word = syntax.word(trigger.token);
    if inverted(syntax, event).is_some() {
        return Place::After;
    }
    // Headlines mislead the tagger: "Shootout leaves 1 dead, injures five".
    let is_counted = || {
        let mut starts = numbers.iter().map(|number| number.tokens.start);
        starts.any(|start| start == trigger.end)
    };
    if ["injures", "abducts"].contains(&word) || word == "wounds" && is_counted() {
        return Place::After;
    }
    if trigger.sense.patient == Patient::Subject
        || pairs::is_told_in_pairs(syntax, event, numbers)
        || matches!(syntax.upos(trigger.token), "NOUN" | "PROPN") && !word.ends_with("ing")
    {
        return Place::Before;
    }
    if is_attributive(syntax, event, numbers) {
        return Place::Between;
    }
    if word.ends_with("ing")
        || [
            "kills", "kill", "wounds", "wound", "injure", "abduct", "shoots",
        ]
        .contains(&word)
    {
        return Place::After;
    }
    for id in (sentence.start..trigger.first).rev().take(4) {
        match (syntax.upos(id), syntax.word(id)) {
            (_, before) if BE.contains(&before) => return Place::Before,
            (_, "have" | "has" | "had") => return Place::After,
            ("ADV" | "AUX" | "PART", _) => (),
            (_, before) if REPORTED.contains(&before) || is_effect_joint(before) => (),
            _ => break,
        }
    }
    let next = trigger.end;
    let has_object = next < sentence.end
        && !DAYS.contains(&syntax.word(next))
        && (numbers.iter().any(|number| number.tokens.start == next)
            || matches!(
                syntax.upos(next),
                "DET" | "NUM" | "NOUN" | "ADJ" | "PROPN" | "PRON"
            ));
    if has_object {
        Place::After
    } else {
        Place::Before
    }
}

/// "Also shot were a clerk and a girl", "Wounded in the blast were five guards", "Among the dead were two nurses": where those begin
/// whom an effect befell that opens its sentence, behind the auxiliary.
pub(super) fn inverted(syntax: &Syntax<'_>, event: &Event) -> Option<TokenId> {
    const REACH: usize = 9;
    let trigger = event.trigger;
    let sentence = syntax.sentence_tokens(event.sentence);
    let opens = (sentence.start..trigger.first).all(|id| {
        ["also", "among", "the", "those", "fatally", "seriously"].contains(&syntax.word(id))
    });
    let next = trigger.end;
    let is_free = next < sentence.end && matches!(syntax.upos(next), "AUX" | "ADP");
    if !opens || !is_free || trigger.first > sentence.start + 3 {
        return None;
    }
    let mut behind = (next..sentence.end.min(next + REACH))
        .take_while(|&id| !matches!(syntax.upos(id), "VERB" | "PUNCT" | "SCONJ"));
    behind
        .find(|&id| matches!(syntax.word(id), "was" | "were" | "are" | "is"))
        .map(|id| id + 1)
        // "The dead were taken to a morgue."
        .filter(|&id| {
            id < sentence.end
                && matches!(syntax.upos(id), "DET" | "NUM" | "PROPN" | "NOUN" | "ADJ")
                && (trigger.first > sentence.start || syntax.upos(trigger.token) != "NOUN")
                && syntax.word(sentence.start) != "the"
        })
}

/// "A nurse was among the dead": whom the words name is one of those told elsewhere.
pub(super) fn is_among(syntax: &Syntax<'_>, event: &Event) -> bool {
    (event.trigger.first.saturating_sub(3)..event.trigger.first)
        .any(|id| syntax.word(id) == "among" && syntax.sentence_of(id) == event.sentence)
}

fn is_effect_joint(word: &str) -> bool {
    [
        "and",
        "or",
        "shot",
        "killed",
        "wounded",
        "injured",
        "fatally",
        "seriously",
        "critically",
    ]
    .contains(&word)
}

/// "the 12 wounded soldiers", "18 wounded people".
fn is_attributive(syntax: &Syntax<'_>, event: &Event, numbers: &[Number]) -> bool {
    let trigger = event.trigger;
    let sentence = syntax.sentence_tokens(event.sentence);
    let has_number = numbers
        .iter()
        .any(|number| number.tokens.end == trigger.first);
    has_number
        && trigger.end < sentence.end
        && syntax.upos(trigger.end) == "NOUN"
        && !DAYS.contains(&syntax.word(trigger.end))
}

/// Whether a number stands right where the people of an effect do.
pub(super) fn is_adjacent(
    syntax: &Syntax<'_>,
    event: &Event,
    place: Place,
    number: &Number,
) -> bool {
    let trigger = event.trigger;
    match place {
        Place::Between => number.tokens.end == trigger.first,
        Place::After => {
            let from = inverted(syntax, event).unwrap_or(trigger.end);
            number.tokens.start >= from
                && number.tokens.start - from <= 2
                && (from..number.tokens.start)
                    .all(|id| matches!(syntax.upos(id), "DET" | "ADV" | "ADJ" | "PRON"))
        }
        Place::Before => {
            let is_noun = matches!(syntax.upos(trigger.token), "NOUN" | "PROPN")
                && trigger.sense.patient != Patient::Subject;
            is_before(
                syntax,
                number.tokens.end..trigger.first.max(number.tokens.end),
                number.tokens.end <= trigger.first,
                is_noun,
            ) || is_noun && is_of(syntax, trigger.end, number)
        }
    }
}

/// "12 people were reported killed", "ten insurgent deaths".
fn is_before(
    syntax: &Syntax<'_>,
    between: Range<TokenId>,
    is_ordered: bool,
    is_noun: bool,
) -> bool {
    is_ordered
        && between.len() <= 9
        && between.clone().all(|id| {
            let word = syntax.word(id);
            // "two passers-by hurt"
            let is_hyphened = word == "-" || syntax.word(id.saturating_sub(1)) == "-";
            match syntax.upos(id) {
                _ if is_hyphened => true,
                "NOUN" | "PROPN" | "ADJ" | "DET" => true,
                "ADP" => word == "of",
                "AUX" | "ADV" | "PART" | "PRON" | "NUM" => !is_noun || word == "others",
                _ => {
                    !is_noun && (REPORTED.contains(&word) || BE.contains(&word)) || word == "others"
                }
            }
        })
        && (!is_noun || between.len() <= 3)
}

/// "six of the captives": some of a group that the effect itself names.
pub(super) fn is_of_group(syntax: &Syntax<'_>, event: &Event, number: &Number) -> bool {
    let trigger = event.trigger;
    matches!(syntax.upos(trigger.token), "NOUN" | "PROPN")
        && number.tokens.end + 2 == trigger.first
        && (number.tokens.start == 0 || syntax.word(number.tokens.start - 1) != "all")
        && syntax.word(number.tokens.end) == "of"
        && ["the", "these", "those", "its", "their"].contains(&syntax.word(number.tokens.end + 1))
}

/// "the deaths of two of its own soldiers".
fn is_of(syntax: &Syntax<'_>, end: TokenId, number: &Number) -> bool {
    number.tokens.start >= end
        && number.tokens.start - end <= 3
        && number.tokens.start > end
        && syntax.word(end) == "of"
        && (end + 1..number.tokens.start).all(|id| matches!(syntax.upos(id), "DET" | "ADJ" | "ADV"))
}

/// "more than 20 passengers had been killed or wounded", "killing and wounding dozens": the kind when no split is told.
pub(super) fn joined_kind(
    syntax: &Syntax<'_>,
    event: &Event,
    events: &[Event],
) -> Option<FigureKind> {
    let trigger = event.trigger;
    let is_joint = |at: TokenId| ["or", "and"].contains(&syntax.word(at));
    let other = events.iter().map(|other| other.trigger).find(|other| {
        other.first == trigger.end + 1 && is_joint(trigger.end)
            || trigger.first == other.end + 1 && is_joint(other.end)
    })?;
    let is_or = syntax.word(trigger.end.min(other.end)) == "or";
    let kinds = [trigger.sense.figure?, other.sense.figure?];
    // "killing and wounding dozens", but "shot and wounded three", "claimed two lives and injured three".
    let are_alike = ["ed", "ing"].iter().any(|end| {
        [trigger, other].iter().all(|one| {
            let is_word = one.end == one.first + 1 && one.sense.rank == 0;
            is_word && syntax.word(one.token).ends_with(end)
        })
    });
    let is_both =
        are_alike && kinds.contains(&FigureKind::Killed) && kinds.contains(&FigureKind::Wounded);
    (is_or || is_both)
        .then_some(FigureKind::Affected)
        .filter(|_| kinds[0] != kinds[1])
}

/// Whether only the words of a list stand in `between`: "12 soldiers, three of their wives and 2 children".
pub(super) fn is_list_gap(syntax: &Syntax<'_>, between: Range<TokenId>) -> bool {
    let has_joint = between.clone().any(|id| {
        matches!(
            syntax.word(id),
            "," | "and" | "including" | "along" | "plus" | "(" | ":"
        )
    });
    let last = between.end.saturating_sub(1);
    let is_object =
        between.contains(&last) && syntax.word(last).len() > 4 && syntax.word(last).ends_with("ed");
    // "40 fighters from rebel groups as well as 12 soldiers"
    let adds = between.len() > 3
        && (between.end - 3..between.end)
            .zip(["as", "well", "as"])
            .all(|(id, word)| syntax.word(id) == word);
    (has_joint || adds)
        && !is_object
        && between.len() <= 12
        && between.clone().all(|id| match syntax.upos(id) {
            "NOUN" | "PROPN" | "ADJ" | "DET" | "CCONJ" | "NUM" | "PRON" | "ADV" => true,
            "PUNCT" => matches!(syntax.word(id), "," | "-" | "(" | ")" | ":" | "."),
            "ADP" if adds => matches!(syntax.word(id), "of" | "from" | "as"),
            _ => [
                "of",
                "including",
                "along",
                "with",
                "as",
                "well",
                "among",
                "plus",
                "others",
                "'s",
            ]
            .contains(&syntax.word(id)),
        })
}

//! Running counts: "the death toll has risen to 31", "the number of wounded stands at 40".

use dateline_core::FigureKind;

use super::number::Number;
use crate::events::Event;
use crate::revisions::{self, Role};
use crate::syntax::{Syntax, TokenId};

/// Words that lead from a running count to its value.
const LEADS: [&str; 26] = [
    "to",
    "at",
    "of",
    "as",
    "reached",
    "reaches",
    "hit",
    "was",
    "is",
    "be",
    "above",
    "past",
    "topped",
    "exceeded",
    "exceeds",
    "exceed",
    "surpassed",
    "surpasses",
    "now",
    "numbered",
    "totalled",
    "totaled",
    "stands",
    ":",
    "included",
    "include",
];

/// Whether `event` is told as a running count of which `number` is the value.
pub(super) fn is_value(syntax: &Syntax<'_>, event: &Event, number: &Number) -> bool {
    let Some(toll) = toll_of(syntax, event) else {
        return false;
    };
    let from = number.tokens.start;
    let after = toll.max(event.trigger.end);
    if from <= after || from - after > 24 {
        return false;
    }
    // "gave the wounded as 40", but not "gave the names of the wounded to 12 clerks".
    let is_given = GIVES.contains(&syntax.word(toll)) && syntax.word(from - 1) != "as";
    if is_given {
        return false;
    }
    LEADS.contains(&syntax.word(from - 1)) && !is_old_value(syntax, from)
        || ["exceeded", "exceeding", "surpassed"].contains(&syntax.word(from))
        || syntax.word(from - 1) == "of" && from - after == 1
        || is_put(syntax, from)
}

/// "has put the number of dead at 31" and "stands at around 31" end in the same words.
fn is_put(syntax: &Syntax<'_>, from: TokenId) -> bool {
    from >= 2
        && ["at", "to"].contains(&syntax.word(from - 2))
        && matches!(syntax.upos(from - 1), "ADV" | "DET")
}

/// "from 12 to 20": the count that no longer holds.
fn is_old_value(syntax: &Syntax<'_>, from: TokenId) -> bool {
    syntax.word(from - 1) == "from"
}

/// The token of the word for the count: "toll", or "number" where the effect is what it counts.
fn toll_of(syntax: &Syntax<'_>, event: &Event) -> Option<TokenId> {
    let first = syntax.sentence_tokens(event.sentence).start;
    let trigger = event.trigger;
    if (trigger.first..trigger.end).any(|id| ["toll", "tolls", "count"].contains(&syntax.word(id)))
    {
        return Some(trigger.end);
    }
    let limit = syntax.sentence_tokens(event.sentence).end;
    let next = trigger.end;
    let is_level = |id: TokenId| {
        id + 1 < limit
            && ["is", "are", "was", "were", "stand", "stands"].contains(&syntax.word(id))
            && syntax.word(id + 1) == "at"
    };
    if next < limit && (TOTALS.contains(&syntax.word(next)) || is_level(next)) {
        return Some(next);
    }
    (first..trigger.first).rev().take(5).find(|&id| {
        ["number", "toll", "count", "tally"].contains(&syntax.word(id))
            && syntax.word(id + 1) == "of"
            || PUTS.contains(&syntax.word(id)) && is_noun(syntax, trigger.token)
    })
}

/// "the wounded numbered 96", "arrests are at 40"
const TOTALS: [&str; 6] = [
    "numbered", "totalled", "totaled", "stood", "included", "include",
];

/// "put enemy dead at 240"
const PUTS: [&str; 8] = [
    "put",
    "puts",
    "putting",
    "placed",
    "estimated",
    "gave",
    "gives",
    "giving",
];

/// Those of `PUTS` that may give something else.
const GIVES: [&str; 3] = ["gave", "gives", "giving"];

fn is_noun(syntax: &Syntax<'_>, token: usize) -> bool {
    matches!(syntax.upos(token), "NOUN" | "PROPN" | "ADJ")
}

/// "killed 12, three more than first reported": the difference to an earlier count follows.
fn is_risen(syntax: &Syntax<'_>, number: &Number) -> bool {
    const REACH: usize = 16;
    let end = syntax
        .sentence_tokens(syntax.sentence_of(number.tokens.start))
        .end;
    let behind = number.tokens.end..end.min(number.tokens.end + REACH);
    behind.into_iter().skip(1).any(|id| {
        syntax.upos(id) == "NUM"
            && syntax.word(id - 1) == ","
            && id + 1 < end
            && syntax.word(id + 1) == "more"
            && revisions::is_difference(syntax, id + 1)
    })
}

/// Whether the words before a number say that a count rose to it ("has risen to 31", "taking to 22 the number of dead"), or where it
/// can shrink, fell to it. A count that was lowered or revised is no later state of what it counts.
pub(super) fn is_changed(syntax: &Syntax<'_>, number: &Number, kind: FigureKind) -> bool {
    let from = number.tokens.start;
    let start = syntax.sentence_tokens(syntax.sentence_of(from)).start;
    let can_shrink = matches!(kind, FigureKind::Missing | FigureKind::Displaced);
    let rises = |id: TokenId| {
        revisions::at(syntax, id, Role::Move).is_some()
            || can_shrink && revisions::at(syntax, id, Role::Cut).is_some()
    };
    if from > start && syntax.word(from - 1) == "now" || is_risen(syntax, number) {
        return true;
    }
    let leads = (start..from)
        .rev()
        .take(3)
        .any(|id| ["to", "at", "above", "past"].contains(&syntax.word(id)) || rises(id));
    leads && (start..from).rev().take(12).any(rises)
}

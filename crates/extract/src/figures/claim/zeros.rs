//! Counts of nobody that leave others: "no one else was hurt", "none of them was badly hurt".

use dateline_core::Relation;

use super::Told;
use crate::attribution::innermost;
use crate::drafts::Reading;
use crate::revisions::{self, Role};

/// Words that say that others were hurt, or hurt less.
const LIMITING: [&str; 16] = [
    "else",
    "other",
    "others",
    "further",
    "additional",
    "more",
    "seriously",
    "badly",
    "critically",
    "severely",
    "gravely",
    "life-threatening",
    "threatening",
    "serious",
    "critical",
    "fatally",
];

/// How far behind an effect the words may stand that say how badly.
const REACH: usize = 6;

/// Makes a count of nobody one of some people, where its words limit it or the same source counts others who were hurt.
pub(super) fn relate(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    for at in 0..told.len() {
        let one = &told[at];
        let is_zero = one.number() == Some(0) && one.figure.relation == Relation::Total;
        let has_others = || {
            told.iter().any(|other| {
                other.figure.kind == one.figure.kind
                    && other.source == one.source
                    && other.number() > Some(0)
                    && !other.counted.is_update
                    && !is_admitted(reading, other)
            })
        };
        if is_zero && (is_limited(reading, one) || has_others()) {
            told[at].figure.relation = Relation::Subset;
        }
    }
}

/// "On Tuesday it acknowledged that 40 had fled": who admits that gives up that there was nobody.
fn is_admitted(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let token = reading.syntax.tokens_in(one.counted.span).start;
    innermost(reading.said, token).is_some_and(|saying| {
        revisions::at(reading.syntax, saying.cue_token, Role::Admit).is_some()
    })
}

fn is_limited(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let syntax = reading.syntax;
    let event = &reading.events[one.counted.event];
    let sentence = syntax.sentence_tokens(event.sentence);
    let start = syntax.tokens_in(one.counted.span).start;
    let end = sentence.end.min(event.trigger.end + REACH);
    (start..end).any(|id| LIMITING.contains(&syntax.word(id)))
}

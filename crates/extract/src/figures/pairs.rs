//! Headlines that count twice without a comma: "One guard killed 16 others injured".

use super::number::Number;
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};

/// "One guard killed 16 others injured", "Six pilgrims killed dozens hurt": a headline without comma and verb has a number before each
/// participle.
pub(super) fn is_told_in_pairs(syntax: &Syntax<'_>, event: &Event, numbers: &[Number]) -> bool {
    const HARM: [&str; 7] = [
        "killed", "dead", "injured", "wounded", "hurt", "missing", "arrested",
    ];
    const COUNTED: usize = 4;
    let trigger = event.trigger;
    let end = syntax.sentence_tokens(event.sentence).end;
    let is_noun = |id: TokenId| matches!(syntax.upos(id), "NOUN" | "PROPN" | "ADJ" | "NUM");
    let leads = |number: &Number| {
        let between = number.tokens.end..trigger.first.max(number.tokens.end);
        number.tokens.end <= trigger.first
            && (number.head < trigger.first || between.is_empty())
            && between.len() < COUNTED
            && between.into_iter().all(is_noun)
    };
    let follows = |number: &Number| {
        let behind = number.tokens.end..end.min(number.tokens.end + COUNTED);
        let harm = behind
            .into_iter()
            .find(|&id| HARM.contains(&syntax.word(id)));
        number.tokens.start == trigger.end
            && harm.is_some_and(|id| {
                (number.tokens.end..id).all(|id| is_noun(id) || syntax.word(id) == "others")
                    && (id + 1 >= end || matches!(syntax.upos(id + 1), "ADP" | "PUNCT" | "SCONJ"))
            })
    };
    HARM.contains(&syntax.word(trigger.token))
        && numbers.iter().any(leads)
        && numbers.iter().any(follows)
}

//! Lists after "including": which counts are still a part of the total.

use super::Found;
use super::context::starts;
use crate::tokens::Token;

/// "including two women and three children": what is joined to a subset is one too.
pub(super) fn carry(tokens: &[Token<'_>], found: &mut [Found]) {
    let mut carried = false;
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        let (left, right) = (&before[at - 1], &mut after[0]);
        let between = &tokens[left.end.min(right.first)..right.first];
        let joined = between
            .last()
            .is_some_and(|token| token.is("and") || token.is(","));
        let broken = between.len() > 12
            || (0..between.len()).any(|step| {
                starts("chain_break", between, step)
                    || matches!(between[step].text, "." | ";" | "(" | ")" | "\"")
            });
        let is_after = !carried && is_aside(between) && opened_aside(tokens, left.first);
        carried = left.opens_list && joined && !broken && !is_after;
        if carried {
            right.subset = true;
            right.opens_list = true;
        }
    }
}

/// Whether a list of one ended before ", and": "Police, including 9 recruits, and 14 bystanders".
fn is_aside(between: &[Token<'_>]) -> bool {
    matches!(between, [.., comma, and] if comma.is(",") && and.is("and"))
}

/// Whether a comma stands before the "including" that token `first` follows.
fn opened_aside(tokens: &[Token<'_>], first: usize) -> bool {
    (first.saturating_sub(3)..first).any(|at| tokens[at].is(","))
}

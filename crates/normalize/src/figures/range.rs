//! Two numbers that bound one count: "30-40", "between 30 and 40", "three or four".

use super::context::{has_unit, hyphen_after, is_bound_right, is_score, starts};
use super::numeral::{Numeral, cardinal};
use crate::tokens::{Token, glued};

pub(super) enum Range {
    Count {
        first: usize,
        end: usize,
        low: u64,
        high: u64,
    },
    /// Two numbers that are no count: a score, a measure, a code.
    Nothing { end: usize },
}

fn is(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.is(word))
}

fn is_before(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    at > 0 && is(tokens, at - 1, word)
}

/// The range that the number at `first` opens, if any.
pub(super) fn range(tokens: &[Token<'_>], first: usize, low: Numeral) -> Option<Range> {
    if let Some(end) = end_of_suspended(tokens, low) {
        return Some(Range::Nothing { end });
    }
    let end = low.end;
    let tight = hyphen_after(tokens, end);
    let spaced = low.digits
        && tokens.get(end).is_some_and(Token::is_dash)
        && tokens.get(end + 1).is_some_and(Token::is_number);
    let between = is_before(tokens, first, "between") && is(tokens, end, "and");
    let to = is(tokens, end, "to") && !is_change(tokens, first);
    let or = is(tokens, end, "or");
    if !(tight || spaced || between || to || or) {
        return None;
    }
    let high = cardinal(tokens, end + 1)?;
    let scaled = low.value.saturating_mul(shared_scale(tokens, low, high));
    let is_code = tight
        && (hyphen_after(tokens, high.end)
            || is_bound_right(tokens, high.end)
            || high.digits && tokens[end + 1].text.starts_with('0'));
    let in_order = scaled < high.value && high.value <= scaled.saturating_mul(10).max(10);
    let is_measure = has_unit(tokens, high.end) || is_bound_right(tokens, high.end);
    if is_code || is_measure || tight && !in_order {
        return Some(Range::Nothing {
            end: after_code(tokens, high.end),
        });
    }
    let is_phone = tight && scaled >= 100 && !tokens.get(high.end).is_some_and(Token::is_word);
    if is_phone {
        return Some(Range::Nothing { end: high.end });
    }
    if !in_order || or && high.value > scaled.saturating_mul(2) || spaced && !tight && scaled < 10 {
        return None;
    }
    if tight && high.value < 20 && is_score(tokens, first, high.end) {
        return Some(Range::Nothing { end: high.end });
    }
    let opens = between || is_before(tokens, first, "from");
    Some(Range::Count {
        first: first - usize::from(opens),
        end: high.end,
        low: scaled,
        high: high.value,
    })
}

/// "8- to 12-year-old boys", "two- or three-storey houses".
fn end_of_suspended(tokens: &[Token<'_>], low: Numeral) -> Option<usize> {
    let dash = low.end;
    let hangs = tokens.get(dash).is_some_and(Token::is_dash) && glued(tokens, dash - 1, dash);
    let joins = ["to", "and", "or"]
        .iter()
        .any(|word| is(tokens, dash + 1, word));
    let high = cardinal(tokens, dash + 2).filter(|_| hangs && joins)?;
    hyphen_after(tokens, high.end).then(|| after_code(tokens, high.end))
}

fn after_code(tokens: &[Token<'_>], mut end: usize) -> usize {
    while hyphen_after(tokens, end) {
        end += 2;
    }
    end
}

/// "two to three thousand": the scale is said once.
fn shared_scale(tokens: &[Token<'_>], low: Numeral, high: Numeral) -> u64 {
    let scale = match &*tokens[high.end - 1].folded {
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "dozen" => 12,
        _ => 1,
    };
    let scaled_itself = matches!(
        &*tokens[low.end - 1].folded,
        "hundred" | "thousand" | "million" | "dozen"
    );
    let fits = low.value.saturating_mul(scale) < high.value;
    if scale > 1 && !scaled_itself && fits {
        scale
    } else {
        1
    }
}

/// "rose from 45 to 56" gives two counts.
fn is_change(tokens: &[Token<'_>], first: usize) -> bool {
    let from = first.saturating_sub(10);
    (from..first).any(|at| starts("change", tokens, at))
}

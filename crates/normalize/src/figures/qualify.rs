//! The words around a count that change what it means: "at least", "or so", "another".

use dateline_core::WordingClass;
use dateline_core::value::Bounds;

use super::Found;
use super::context;
use super::lexicon::{Effect, LEXICON};
use super::numeral::cardinal;
use crate::tokens::Token;

/// The class and bounds that a qualifier gives a number.
pub(super) fn bounds(effect: Effect, number: u64) -> Option<(WordingClass, Bounds)> {
    let Effect::Class(class, one_less) = effect else {
        return None;
    };
    let n = Some(number);
    let bounds = match class {
        WordingClass::AtLeast | WordingClass::MoreThan => Bounds::new(n, n, None),
        WordingClass::UpTo | WordingClass::Nearly => Bounds::new(None, n, n),
        WordingClass::AtMost => {
            Bounds::new(None, None, Some(number.saturating_sub(u64::from(one_less))))
        }
        WordingClass::About => Bounds::new(None, n, None),
        _ => return None,
    };
    Some((class, bounds.ok()?))
}

/// Takes in the words before and after a count. Of two that set its class, the stronger one holds: "at least about 30".
pub(super) fn qualify(
    tokens: &[Token<'_>],
    found: &mut Found,
    read: impl Fn(Effect) -> Option<(WordingClass, Bounds)>,
) {
    let mut is_set = false;
    let mut start = found.first;
    for _ in 0..4 {
        let Some((effect, first)) = effect_before(tokens, start) else {
            break;
        };
        start = first;
        apply(found, effect, &mut is_set, &read);
        if matches!(effect, Effect::Class(..) | Effect::Increment) {
            found.first = first;
        }
        found.opens_list |= effect == Effect::Subset;
    }
    for _ in 0..2 {
        let hyphen = usize::from(context::hyphen_after(tokens, found.end));
        let plus = tokens.get(found.end).is_some_and(|token| token.is("+"));
        if plus {
            apply(
                found,
                Effect::Class(WordingClass::MoreThan, false),
                &mut is_set,
                &read,
            );
            found.end += 1;
        }
        let Some(hit) = LEXICON.after.at(tokens, found.end + hyphen) else {
            break;
        };
        let all_of_them =
            found.first > 0 && tokens[found.first - 1].is("all") && hit.value == Effect::Subset;
        let compares = tokens.get(hit.end).is_some_and(|token| token.is("than"))
            || matches!(hit.value, Effect::Class(..)) && cardinal(tokens, hit.end).is_some();
        if compares || all_of_them {
            break;
        }
        apply(found, hit.value, &mut is_set, &read);
        found.end = hit.end;
    }
}

/// The longest qualifying phrase that ends before token `at`, and its first token.
pub(super) fn effect_before(tokens: &[Token<'_>], at: usize) -> Option<(Effect, usize)> {
    (at.saturating_sub(6)..at).find_map(|first| {
        LEXICON
            .before
            .at(tokens, first)
            .filter(|hit| hit.end == at)
            .map(|hit| (hit.value, first))
    })
}

fn apply(
    found: &mut Found,
    effect: Effect,
    is_set: &mut bool,
    read: &impl Fn(Effect) -> Option<(WordingClass, Bounds)>,
) {
    match effect {
        Effect::Increment | Effect::Step => found.increment = true,
        Effect::Subset => found.subset = true,
        Effect::Plain => (),
        Effect::Class(..) => {
            let replaces = !*is_set || found.class == WordingClass::About;
            if let Some((class, bounds)) = read(effect).filter(|_| replaces) {
                (found.class, found.bounds) = (class, bounds);
                *is_set = true;
            }
        }
    }
}

//! With what it was done.

use dateline_core::value::{Value, Weapon};
use dateline_core::{Span, WeaponKind};
use dateline_normalize::{figures, weapons};

use super::acts;
use crate::drafts::{Draft, Reading};
use crate::statements::{Statement, Statements};

/// The number that counts a weapon: it hangs on one of its words, or stands right before them.
fn quantity_of(reading: &Reading<'_>, sentence: usize, weapon: Span) -> Option<figures::Quantity> {
    let words = reading.syntax.tokens_in(weapon);
    figures::find(
        &reading.document.text,
        reading.syntax.sentence_span(sentence),
    )
    .into_iter()
    .find(|quantity| {
        let number = reading.syntax.tokens_in(quantity.number).last();
        number.is_some_and(|number| {
            number < words.start
                && (number + 1 == words.start
                    || reading
                        .syntax
                        .head(number)
                        .is_some_and(|head| words.contains(&head)))
        })
    })
}

pub(super) fn claim_weapons(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    sentences: &[usize],
    statements: &mut Statements<'_>,
) {
    let mut seen: Vec<(WeaponKind, String)> = Vec::new();
    let mut is_suicide = false;
    for &sentence in sentences {
        for found in weapons::find(
            &reading.document.text,
            reading.syntax.sentence_span(sentence),
        ) {
            let Some(token) = reading.syntax.head_of_span(found.span) else {
                continue;
            };
            if acts(reading, draft).all(|event| event.sentence != sentence) {
                continue;
            }
            let quantity = quantity_of(reading, sentence, found.span);
            let phrase = quantity
                .as_ref()
                .map_or(found.span, |quantity| quantity.span.cover(found.span));
            let count = quantity.map(|quantity| quantity.bounds);
            if found.suicide && !is_suicide {
                is_suicide = true;
                statements.add(Statement::new(
                    incident,
                    Value::Suicide(true),
                    found.span,
                    token,
                ));
            }
            let mention = reading.document.text.slice(phrase).trim().to_owned();
            let key = (
                found.kind,
                count.map(|_| mention.clone()).unwrap_or_default(),
            );
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            statements.add(Statement::new(
                incident,
                Value::Weapon(Weapon {
                    kind: found.kind,
                    count,
                    mention,
                }),
                phrase,
                token,
            ));
        }
    }
}

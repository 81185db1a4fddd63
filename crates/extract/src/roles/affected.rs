//! To whom and to what it was done.

use dateline_core::value::{Bounds, People, Thing, Value};
use dateline_core::{
    Encoding, FigureKind, MentionKind, PersonKind, PersonMention, Span, Stance, TargetEffect,
};
use dateline_normalize::{people, targets};

use super::{Filler, acts, count_in, distinct, is_private, marked, nationality};
use crate::drafts::{Draft, Reading};
use crate::events::Event;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

pub(super) fn claim_affected(
    reading: &Reading<'_>,
    encoding: &Encoding,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    incident: usize,
    sentences: &[usize],
    statements: &mut Statements<'_>,
) {
    let mut fillers: Vec<(Filler, Option<FigureKind>)> = Vec::new();
    for event in acts(reading, draft) {
        let effect = event.trigger.sense.figure;
        fillers.extend(
            event
                .patients
                .iter()
                .filter(|&&head| reading.syntax.upos(head) != "PRON")
                .map(|&head| {
                    (
                        Filler {
                            span: reading.syntax.noun_phrase(head),
                            token: head,
                            score: 0.8,
                        },
                        effect,
                    )
                }),
        );
    }
    fillers.extend(counted_people(reading, draft));
    fillers.extend(
        marked(
            reading,
            encoding,
            sentences,
            &[MentionKind::Victim, MentionKind::Target],
        )
        .into_iter()
        .map(|filler| (filler, None)),
    );
    let effects: Vec<(TokenId, Option<FigureKind>)> = fillers
        .iter()
        .map(|(filler, effect)| (filler.token, *effect))
        .collect();
    let parties: Vec<Span> = party_spans(statements, incident);
    for filler in distinct(
        reading,
        fillers.into_iter().map(|(filler, _)| filler).collect(),
    ) {
        let is_denied = statements
            .speaker_at(filler.token)
            .is_some_and(|saying| saying.stance == Stance::Denies);
        if is_denied
            || parties.iter().any(|party| party.overlaps(filler.span))
            || reading.places.iter().any(|place| place.span == filler.span)
        {
            continue;
        }
        let effect = effects
            .iter()
            .find_map(|&(token, effect)| effect.filter(|_| token == filler.token));
        let is_counted = reading
            .counted
            .iter()
            .any(|counted| counted.phrase == filler.span);
        if let Some(value) = affected(reading, persons, &filler, effect, is_counted) {
            statements.add(Statement {
                score: filler.score,
                ..Statement::new(incident, value, filler.span, filler.token)
            });
        }
    }
}

/// What an act of the draft did to the people whom a phrase names.
pub(super) fn effect_at(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    span: Span,
) -> Option<FigureKind> {
    let counted = reading
        .counted
        .iter()
        .find(|counted| draft.events.contains(&counted.event) && counted.phrase.overlaps(span));
    let done_to = |event: &&Event| {
        let is_here = |&head: &TokenId| span.overlaps(reading.syntax.span(head));
        event.trigger.sense.figure.is_some() && event.patients.iter().any(is_here)
    };
    counted
        .map(|counted| counted.figure.kind)
        .or_else(|| acts(reading, draft).find(done_to)?.trigger.sense.figure)
}

/// Claims the people whom a figure of this draft counts, as far as no victim is claimed in the same words.
pub(super) fn claim_counted(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let claimed: Vec<Span> = statements
        .claims()
        .iter()
        .filter(|claim| {
            let is_party = matches!(
                claim.value,
                Some(Value::Victim(_) | Value::Perpetrator(_) | Value::Target(_))
            );
            claim.incident == incident as u32 && is_party
        })
        .flat_map(|claim| claim.evidence.spans.clone())
        .collect();
    let counted = counted_people(reading, draft);
    let effects: Vec<(TokenId, Option<FigureKind>)> = counted
        .iter()
        .map(|(filler, effect)| (filler.token, *effect))
        .collect();
    let fillers = counted.into_iter().map(|(filler, _)| filler).collect();
    for filler in distinct(reading, fillers) {
        let effect = effects
            .iter()
            .find_map(|&(token, effect)| effect.filter(|_| token == filler.token));
        if claimed.iter().any(|span| span.overlaps(filler.span)) {
            continue;
        }
        if let Some(value) = affected(reading, persons, &filler, effect, true) {
            statements.add(Statement {
                score: filler.score,
                ..Statement::new(incident, value, filler.span, filler.token)
            });
        }
    }
}

/// People whom a figure of this draft counts are its victims, whatever they are called.
fn counted_people(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<(Filler, Option<FigureKind>)> {
    reading
        .counted
        .iter()
        .filter(|counted| {
            draft.events.contains(&counted.event)
                && counted.figure.of_whom.is_some()
                && counted.figure.bounds != Bounds::exact(0)
        })
        .filter_map(|counted| {
            let token = reading.syntax.head_of_span(counted.phrase)?;
            Some((
                Filler {
                    span: counted.phrase,
                    token,
                    score: 0.9,
                },
                Some(counted.figure.kind),
            ))
        })
        .collect()
}

/// Where the parties of an incident are named: nobody is attacker and victim in the same words.
fn party_spans(statements: &Statements<'_>, incident: usize) -> Vec<Span> {
    statements
        .claims()
        .iter()
        .filter(|claim| {
            claim.incident == incident as u32 && matches!(claim.value, Some(Value::Perpetrator(_)))
        })
        .flat_map(|claim| claim.evidence.spans.clone())
        .collect()
}

/// A victim or a target, by whether the words name people or a thing; nothing when they name neither.
pub(super) fn affected(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    filler: &Filler,
    effect: Option<FigureKind>,
    is_counted: bool,
) -> Option<Value> {
    let text = &reading.document.text;
    let mention = text.slice(filler.span).trim().to_owned();
    let head = text.slice(reading.syntax.span(filler.token));
    let kind = people::kind(&mention);
    let is_person = is_counted
        || people::kind(head) != PersonKind::Unknown
        || persons
            .iter()
            .any(|person| person.span.overlaps(filler.span));
    if !is_person && let Some(thing) = targets::kind(head).or_else(|| targets::kind(&mention)) {
        return Some(Value::Target(Thing {
            kind: Some(thing.to_owned()),
            count: count_in(reading, filler.span),
            effect: damage(reading, filler.token),
            mention,
        }));
    }
    (is_person || kind != PersonKind::Unknown || nationality(reading, filler.span).is_some()).then(
        || {
            Value::Victim(People {
                kind,
                nationality: nationality(reading, filler.span),
                count: count_in(reading, filler.span),
                effect,
                private: is_private(persons, filler.span),
                mention,
            })
        },
    )
}

/// What the verb over a thing says became of it.
pub(super) fn damage(reading: &Reading<'_>, token: TokenId) -> Option<TargetEffect> {
    const DESTROYED: [&str; 8] = [
        "destroyed",
        "destroying",
        "razed",
        "burned",
        "burnt",
        "demolished",
        "levelled",
        "gutted",
    ];
    const DAMAGED: [&str; 8] = [
        "damaged",
        "damaging",
        "hit",
        "struck",
        "shattered",
        "torched",
        "wrecked",
        "collapsed",
    ];
    reading
        .syntax
        .ancestors(token)
        .skip(1)
        .take(2)
        .find_map(|id| {
            let word = reading.syntax.word(id);
            if DESTROYED.contains(&word) {
                Some(TargetEffect::Destroyed)
            } else {
                DAMAGED.contains(&word).then_some(TargetEffect::Damaged)
            }
        })
}

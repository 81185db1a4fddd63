//! What a source says did not happen.

use dateline_core::value::{Bounds, Figure, Value};
use dateline_core::{
    Claim, FigureKind, IncidentType, PersonKind, Relation, Side, Slot, Stance, WordingClass,
    YesNoUnknown,
};
use dateline_normalize::people;

use crate::attribution::Attribution;
use crate::drafts::{Draft, Reading};
use crate::events::Event;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// Claims the denials: an act or effect under a word of denial, or negated in somebody's mouth.
pub(crate) fn claim_denials(
    reading: &Reading<'_>,
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    for (at, event) in reading.events.iter().enumerate() {
        let Some(saying) = statements.speaker_at(event.trigger.token) else {
            continue;
        };
        let is_denied = (saying.stance == Stance::Denies) != event.negated;
        let is_answered = answers_for_no_act(reading, statements, event);
        let is_frame = frames_another(reading, saying, at);
        let is_known =
            is_told(reading, statements, at) || is_denied_already(reading, statements, event);
        if !is_denied || is_answered || is_frame || is_known {
            continue;
        }
        if let Some(incident) = incident_of(reading, drafts, at) {
            deny(
                reading,
                &drafts[incident],
                incident,
                saying,
                event,
                statements,
            );
        }
    }
}

/// "denied that its men had shot anyone", "denied any role in the attack": who did not do it, not that it did not happen.
fn answers_for_no_act(reading: &Reading<'_>, statements: &Statements<'_>, event: &Event) -> bool {
    is_denied_as(Slot::Responsibility, reading, statements, event)
}

/// Whether the sentence of an act that counts nobody holds a denial of `slot` already.
fn is_denied_as(
    slot: Slot,
    reading: &Reading<'_>,
    statements: &Statements<'_>,
    event: &Event,
) -> bool {
    (event.trigger.sense.figure.is_none()
        || slot == Slot::Responsibility && is_sure(reading, event))
        && statements.claims().iter().any(|claim| {
            let token = statements.token_of(claim.number);
            claim.slot == slot
                && claim.stance == Stance::Denies
                && reading.syntax.sentence_of(token) == event.sentence
        })
}

/// "denied having killed the farmers": the farmers are dead all the same. "Denied that its men had killed anyone" says that none is.
fn is_sure(reading: &Reading<'_>, event: &Event) -> bool {
    let is_any = |&head: &TokenId| {
        let mut phrase = reading.syntax.tokens_in(reading.syntax.noun_phrase(head));
        phrase.any(|id| {
            matches!(
                reading.syntax.word(id),
                "any" | "anyone" | "anybody" | "no" | "nobody" | "a" | "one" | "civilians"
            )
        })
    };
    let is_noun = reading.syntax.upos(event.trigger.token) == "NOUN";
    !event.patients.iter().any(is_any) && (is_noun || !event.patients.is_empty())
}

/// "denied that anyone was killed in Monday's raid": the raid is the setting of what is denied, not what is denied.
fn frames_another(reading: &Reading<'_>, saying: &Attribution, at: usize) -> bool {
    const SETS: [&str; 6] = ["in", "during", "after", "at", "from", "by"];
    let (syntax, token) = (reading.syntax, reading.events[at].trigger.token);
    let is_set = syntax.upos(token) == "NOUN"
        && syntax
            .case_of(token)
            .is_some_and(|case| SETS.contains(&case));
    let is_said = |id: TokenId| saying.content.iter().any(|range| range.contains(&id));
    is_set
        && reading.events.iter().any(|other| {
            other.trigger.token < token
                && other.sentence == reading.events[at].sentence
                && is_said(other.trigger.token)
        })
}

/// "There was no attack": that it did not happen was read in the words around the act.
fn is_denied_already(reading: &Reading<'_>, statements: &Statements<'_>, event: &Event) -> bool {
    is_denied_as(Slot::Occurrence, reading, statements, event)
}

/// Whether a claim stands for the figure of an event already ("no one was hurt", said by somebody).
fn is_told(reading: &Reading<'_>, statements: &Statements<'_>, at: usize) -> bool {
    reading
        .counted
        .iter()
        .filter(|counted| counted.event == at)
        .any(|counted| {
            statements.claims().iter().any(|claim| {
                claim.evidence.spans.contains(&counted.span)
                    && matches!(claim.value, Some(Value::Figure(_)))
            })
        })
}

/// The draft that holds an event, or for an event that founded none, the draft told nearest before it, else after it.
fn incident_of(reading: &Reading<'_>, drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let holding = (0..drafts.len())
        .find(|&id| drafts[id].events.contains(&at) && drafts[id].part_of.is_none());
    let sentence = reading.events[at].sentence;
    holding.or_else(|| {
        (0..drafts.len())
            .filter(|&id| drafts[id].part_of.is_none())
            .min_by_key(|&id| {
                drafts[id]
                    .events
                    .iter()
                    .map(|&other| reading.events[other].sentence.abs_diff(sentence))
                    .min()
            })
    })
}

fn deny(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    incident: usize,
    saying: &Attribution,
    event: &Event,
    statements: &mut Statements<'_>,
) {
    let span = reading
        .syntax
        .span_of_tokens(event.trigger.first..event.trigger.end);
    let value = match event.trigger.sense.figure {
        Some(kind) => Value::Figure(none_at_all(reading, draft, kind, event)),
        None => Value::Occurrence(false),
    };
    let spans = event
        .patients
        .iter()
        .map(|&head| reading.syntax.noun_phrase(head))
        .chain([span])
        .collect();
    let statement = Statement {
        spans,
        ..Statement::new(incident, value, span, event.trigger.token)
    };
    statements.add_as(
        statement,
        saying.source.clone(),
        Stance::Denies,
        Some(saying.cue),
    );
}

/// The value of a denial that anyone at all was affected is 0 (codebook section 5).
fn none_at_all(
    reading: &Reading<'_>,
    draft: &Draft<'_>,
    kind: FigureKind,
    event: &Event,
) -> Figure {
    let words = event.patients.first().map(|&head| {
        reading
            .document
            .text
            .slice(reading.syntax.noun_phrase(head))
            .to_owned()
    });
    let kind = match (draft.incident_type, kind) {
        (IncidentType::PrisonBreak, FigureKind::Freed) => FigureKind::Escaped,
        (_, kind) => kind,
    };
    Figure {
        kind,
        bounds: Bounds::exact(0),
        class: WordingClass::Exact,
        words: words.clone().unwrap_or_default(),
        of_kind: words.as_deref().map_or(PersonKind::Unknown, people::kind),
        of_whom: words,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    }
}

/// "The army says that nobody was killed", where others told of nine: said against them, a count of none denies it (codebook,
/// decision 48). So does one that a speaker insists on.
pub(crate) fn deny_against_others(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    let claims = statements.claims();
    let insists = |claim: &Claim| {
        let saying = statements.speaker_at(statements.token_of(claim.number));
        saying.is_some_and(|saying| {
            matches!(
                reading.syntax.word(saying.cue_token),
                "insist" | "insists" | "insisted" | "insisting"
            )
        })
    };
    let is_answered = |none: &Claim| {
        claims.iter().any(|other| {
            statements.token_of(other.number) < statements.token_of(none.number)
                && (other.incident, other.slot) == (none.incident, none.slot)
                && other.stance != Stance::Denies
                && other.source.speaker().words != none.source.speaker().words
                && best(other) > Some(0)
        })
    };
    let denied: Vec<u32> = claims
        .iter()
        .filter(|claim| claim.stance == Stance::Asserts && best(claim) == Some(0))
        .filter(|claim| !claim.source.is_publisher() && !claim.inherited)
        .filter(|claim| is_answered(claim) || insists(claim))
        .map(|claim| claim.number)
        .collect();
    for number in denied {
        statements.claims_mut()[number as usize].stance = Stance::Denies;
    }
}

fn best(claim: &Claim) -> Option<u64> {
    match &claim.value {
        Some(Value::Figure(figure)) if figure.relation != Relation::Subset => {
            figure.bounds.best().or(figure.bounds.low())
        }
        _ => None,
    }
}

/// Whether a slot can be withdrawn by a speaker who gives way.
pub(crate) fn is_withdrawable(slot: Slot) -> bool {
    !matches!(
        slot,
        Slot::Type | Slot::TimeFrame | Slot::PartOf | Slot::Place | Slot::Date | Slot::Category
    )
}

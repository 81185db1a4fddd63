//! Who did it, to whom, to what, and with what.

use dateline_core::value::{Actor, Bounds, People, Thing, Value, Weapon};
use dateline_core::{
    ActorKind, Encoding, FigureKind, IncidentType, MentionKind, PersonKind, PersonMention, Redaction, Span, Stance, TargetEffect, WeaponKind,
};
use dateline_normalize::{actors, figures, nationalities, organisations, people, targets, weapons};

use crate::drafts::{Draft, Reading};
use crate::events::{Event, Reality};
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// Least probability at which a role that the encoder marked is believed without help from the syntax.
const ROLE_SCORE: f32 = 0.5;

/// Probability at which it is believed even where no word of the phrase is known to name a party.
const SURE_SCORE: f32 = 0.8;

/// A phrase that fills a role.
struct Filler {
    span: Span,
    token: TokenId,
    score: f32,
}

/// Claims perpetrators, victims, targets and weapons of one draft.
pub(crate) fn claim_roles(reading: &Reading<'_>, encoding: &Encoding, persons: &[PersonMention], draft: &Draft<'_>, incident: usize, statements: &mut Statements<'_>) {
    let sentences = sentences_of(reading, draft);
    claim_parties(reading, encoding, persons, draft, incident, &sentences, statements);
    claim_affected(reading, encoding, persons, draft, incident, &sentences, statements);
    claim_weapons(reading, draft, incident, &sentences, statements);
}

fn sentences_of(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<usize> {
    let mut sentences: Vec<usize> = draft.events.iter().map(|&at| reading.events[at].sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences
}

fn acts<'b>(reading: &'b Reading<'_>, draft: &'b Draft<'_>) -> impl Iterator<Item = &'b Event> {
    draft.events.iter().map(|&at| &reading.events[at]).filter(|event| !event.negated && event.reality != Reality::Unreal)
}

fn claim_parties(reading: &Reading<'_>, encoding: &Encoding, persons: &[PersonMention], draft: &Draft<'_>, incident: usize, sentences: &[usize], statements: &mut Statements<'_>) {
    let mut fillers: Vec<Filler> = acts(reading, draft)
        .flat_map(|event| event.agents.iter().copied())
        .filter(|&head| names_party(reading, head))
        .map(|head| Filler { span: reading.syntax.noun_phrase(head), token: head, score: 0.8 })
        .collect();
    if draft.incident_type != IncidentType::PrisonBreak || fillers.is_empty() {
        let told = marked(reading, encoding, sentences, &[MentionKind::PerpInd, MentionKind::PerpOrg]);
        fillers.extend(told.into_iter().filter(|filler| filler.score >= SURE_SCORE || names_party(reading, filler.token)));
    }
    let is_battle = draft.incident_type == IncidentType::Battle;
    let escapees = |words: &str| draft.incident_type == IncidentType::PrisonBreak && people::kind(words) == PersonKind::Detainee;
    let mut sides = 0;
    for filler in distinct(reading, fillers) {
        let actor = actor_of(reading, persons, filler.span);
        if escapees(&actor.mention) {
            continue;
        }
        sides += 1;
        let value = match (is_battle, sides) {
            (true, 1) => Value::SideA(actor),
            (true, 2) => Value::SideB(actor),
            (true, _) => continue,
            (false, _) => Value::Perpetrator(actor),
        };
        statements.add(Statement { score: filler.score, ..Statement::new(incident, value, filler.span, filler.token) });
    }
}

/// Whether a phrase names a party: people under arms, a group, a person; not a thing or a pronoun.
fn names_party(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let span = syntax.noun_phrase(head);
    let words = reading.document.text.slice(span);
    match syntax.upos(head) {
        "PROPN" | "NOUN" | "NUM" | "ADJ" => {
            actors::kind(words) != ActorKind::Unknown
                || people::kind(words) != PersonKind::Unknown
                || !organisations::find(&reading.document.text, span).is_empty()
                || !nationalities::find(&reading.document.text, span).is_empty()
        }
        _ => false,
    }
}

/// What the encoder marked as one of `kinds` in these sentences.
fn marked(reading: &Reading<'_>, encoding: &Encoding, sentences: &[usize], kinds: &[MentionKind]) -> Vec<Filler> {
    encoding
        .mentions
        .iter()
        .filter(|mention| kinds.contains(&mention.kind) && mention.score >= ROLE_SCORE)
        .filter_map(|mention| {
            let token = reading.syntax.head_of_span(mention.span)?;
            let is_here = sentences.contains(&reading.syntax.sentence_of(token));
            let crosses_verb = reading.syntax.tokens_in(mention.span).any(|id| matches!(reading.syntax.upos(id), "VERB" | "AUX"));
            let span = if crosses_verb { reading.syntax.noun_phrase(token) } else { mention.span };
            (is_here && matches!(reading.syntax.upos(token), "NOUN" | "PROPN" | "NUM" | "ADJ"))
                .then_some(Filler { span, token, score: mention.score })
        })
        .collect()
}

/// One filler for each head word, the first in the text; overlapping fillers count once.
fn distinct(reading: &Reading<'_>, mut fillers: Vec<Filler>) -> Vec<Filler> {
    fillers.sort_by_key(|filler| (filler.span.start, std::cmp::Reverse(filler.span.end)));
    let mut kept: Vec<Filler> = Vec::new();
    for filler in fillers {
        let word = reading.syntax.word(filler.token);
        let is_new = kept.iter().all(|other| reading.syntax.word(other.token) != word && !other.span.overlaps(filler.span));
        if is_new {
            kept.push(filler);
        }
    }
    kept
}

/// An acting party from its words.
pub(crate) fn actor_of(reading: &Reading<'_>, persons: &[PersonMention], span: Span) -> Actor {
    let text = &reading.document.text;
    let mention = text.slice(span).trim().to_owned();
    Actor {
        organisation: organisations::find(text, span).first().map(|found| found.canonical.to_owned()),
        kind: actors::kind(&mention),
        nationality: nationality(reading, span),
        count: count_in(reading, span),
        private: is_private(persons, span),
        mention,
    }
}

fn nationality(reading: &Reading<'_>, span: Span) -> Option<String> {
    nationalities::find(&reading.document.text, span).first().map(|&(_, code)| code.to_owned())
}

/// The number that stands in a phrase, or 1 for "a soldier".
fn count_in(reading: &Reading<'_>, span: Span) -> Option<Bounds> {
    let text = &reading.document.text;
    figures::find(text, span).first().map(|quantity| quantity.bounds).or_else(|| figures::singular(text.slice(span)))
}

fn is_private(persons: &[PersonMention], span: Span) -> bool {
    persons.iter().any(|person| person.redaction != Redaction::Public && person.span.overlaps(span))
}

fn claim_affected(reading: &Reading<'_>, encoding: &Encoding, persons: &[PersonMention], draft: &Draft<'_>, incident: usize, sentences: &[usize], statements: &mut Statements<'_>) {
    let mut fillers: Vec<(Filler, Option<FigureKind>)> = Vec::new();
    for event in acts(reading, draft) {
        let effect = event.trigger.sense.figure;
        fillers.extend(event.patients.iter().filter(|&&head| reading.syntax.upos(head) != "PRON").map(|&head| {
            (Filler { span: reading.syntax.noun_phrase(head), token: head, score: 0.8 }, effect)
        }));
    }
    fillers.extend(counted_people(reading, draft));
    fillers.extend(marked(reading, encoding, sentences, &[MentionKind::Victim, MentionKind::Target]).into_iter().map(|filler| (filler, None)));
    let effects: Vec<(TokenId, Option<FigureKind>)> = fillers.iter().map(|(filler, effect)| (filler.token, *effect)).collect();
    let parties: Vec<Span> = party_spans(statements, incident);
    for filler in distinct(reading, fillers.into_iter().map(|(filler, _)| filler).collect()) {
        let is_denied = statements.speaker_at(filler.token).is_some_and(|saying| saying.stance == Stance::Denies);
        if is_denied || parties.iter().any(|party| party.overlaps(filler.span)) || reading.places.iter().any(|place| place.span == filler.span) {
            continue;
        }
        let effect = effects.iter().find_map(|&(token, effect)| effect.filter(|_| token == filler.token));
        let is_counted = reading.counted.iter().any(|counted| counted.phrase == filler.span);
        if let Some(value) = affected(reading, persons, &filler, effect, is_counted) {
            statements.add(Statement { score: filler.score, ..Statement::new(incident, value, filler.span, filler.token) });
        }
    }
}

/// People whom a figure of this draft counts are its victims, whatever they are called.
fn counted_people(reading: &Reading<'_>, draft: &Draft<'_>) -> Vec<(Filler, Option<FigureKind>)> {
    reading
        .counted
        .iter()
        .filter(|counted| draft.events.contains(&counted.event) && counted.figure.of_whom.is_some() && counted.figure.bounds != Bounds::exact(0))
        .filter_map(|counted| {
            let token = reading.syntax.head_of_span(counted.phrase)?;
            Some((Filler { span: counted.phrase, token, score: 0.9 }, Some(counted.figure.kind)))
        })
        .collect()
}

/// Where the parties of an incident are named: nobody is attacker and victim in the same words.
fn party_spans(statements: &Statements<'_>, incident: usize) -> Vec<Span> {
    statements
        .claims()
        .iter()
        .filter(|claim| claim.incident == incident as u32 && matches!(claim.value, Some(Value::Perpetrator(_))))
        .flat_map(|claim| claim.evidence.spans.clone())
        .collect()
}

/// A victim or a target, by whether the words name people or a thing; nothing when they name neither.
fn affected(reading: &Reading<'_>, persons: &[PersonMention], filler: &Filler, effect: Option<FigureKind>, is_counted: bool) -> Option<Value> {
    let text = &reading.document.text;
    let mention = text.slice(filler.span).trim().to_owned();
    let head = text.slice(reading.syntax.span(filler.token));
    let kind = people::kind(&mention);
    let is_person = is_counted || people::kind(head) != PersonKind::Unknown || persons.iter().any(|person| person.span.overlaps(filler.span));
    if !is_person && let Some(thing) = targets::kind(head).or_else(|| targets::kind(&mention)) {
        return Some(Value::Target(Thing { kind: Some(thing.to_owned()), count: count_in(reading, filler.span), effect: damage(reading, filler.token), mention }));
    }
    (is_person || kind != PersonKind::Unknown || nationality(reading, filler.span).is_some()).then(|| {
        Value::Victim(People {
            kind,
            nationality: nationality(reading, filler.span),
            count: count_in(reading, filler.span),
            effect,
            private: is_private(persons, filler.span),
            mention,
        })
    })
}

/// What the verb over a thing says became of it.
fn damage(reading: &Reading<'_>, token: TokenId) -> Option<TargetEffect> {
    const DESTROYED: [&str; 8] = ["destroyed", "destroying", "razed", "burned", "burnt", "demolished", "levelled", "gutted"];
    const DAMAGED: [&str; 8] = ["damaged", "damaging", "hit", "struck", "shattered", "torched", "wrecked", "collapsed"];
    reading.syntax.ancestors(token).skip(1).take(2).find_map(|id| {
        let word = reading.syntax.word(id);
        if DESTROYED.contains(&word) {
            Some(TargetEffect::Destroyed)
        } else {
            DAMAGED.contains(&word).then_some(TargetEffect::Damaged)
        }
    })
}

/// The number that counts a weapon: it hangs on one of its words, or stands right before them.
fn quantity_of(reading: &Reading<'_>, sentence: usize, weapon: Span) -> Option<figures::Quantity> {
    let words = reading.syntax.tokens_in(weapon);
    figures::find(&reading.document.text, reading.syntax.sentence_span(sentence)).into_iter().find(|quantity| {
        let number = reading.syntax.tokens_in(quantity.number).last();
        number.is_some_and(|number| {
            number < words.start && (number + 1 == words.start || reading.syntax.head(number).is_some_and(|head| words.contains(&head)))
        })
    })
}

fn claim_weapons(reading: &Reading<'_>, draft: &Draft<'_>, incident: usize, sentences: &[usize], statements: &mut Statements<'_>) {
    let mut seen: Vec<(WeaponKind, String)> = Vec::new();
    let mut is_suicide = false;
    for &sentence in sentences {
        for found in weapons::find(&reading.document.text, reading.syntax.sentence_span(sentence)) {
            let Some(token) = reading.syntax.head_of_span(found.span) else { continue };
            if acts(reading, draft).all(|event| event.sentence != sentence) {
                continue;
            }
            let quantity = quantity_of(reading, sentence, found.span);
            let phrase = quantity.as_ref().map_or(found.span, |quantity| quantity.span.cover(found.span));
            let count = quantity.map(|quantity| quantity.bounds);
            if found.suicide && !is_suicide {
                is_suicide = true;
                statements.add(Statement::new(incident, Value::Suicide(true), found.span, token));
            }
            let mention = reading.document.text.slice(phrase).trim().to_owned();
            let key = (found.kind, count.map(|_| mention.clone()).unwrap_or_default());
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            statements.add(Statement::new(incident, Value::Weapon(Weapon { kind: found.kind, count, mention }), phrase, token));
        }
    }
}

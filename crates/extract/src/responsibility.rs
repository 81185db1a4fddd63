//! Who answers for an act: claims of responsibility, accusations, denials, and plain reports.

use dateline_core::value::{Responsibility, Value};
use dateline_core::{ActorKind, PersonKind, PersonMention, ResponsibilityLink, Slot, Source, SourceKind, Span, Stance};
use dateline_normalize::{actors, organisations, people};

use crate::drafts::{Draft, Reading};
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::roles::actor_of;
use crate::setting::coarseness;
use crate::slots::is_current;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// A tie between an actor and an act, as worded.
struct Tie {
    /// Head of the phrase that names the actor; absent where nobody is known.
    actor: Option<TokenId>,
    link: ResponsibilityLink,
    /// The word that ties them.
    word: TokenId,
    stance: Stance,
    /// Whether the actor speaks for itself.
    is_own_word: bool,
    /// Head of the phrase that names who accuses, where the tie itself names one.
    accuser: Option<TokenId>,
}

/// Claims responsibility links; each goes to the incident spoken of in or before its sentence.
pub(crate) fn claim_responsibility(reading: &Reading<'_>, persons: &[PersonMention], drafts: &[Draft<'_>], statements: &mut Statements<'_>) {
    for token in 0..reading.syntax.len() {
        let Some(tie) = tie_at(reading, token) else { continue };
        if let Some(incident) = incident_near(reading, drafts, reading.syntax.sentence_of(token)) {
            claim_tie(reading, persons, incident, &tie, statements);
        }
    }
    claim_reported(reading, persons, drafts, statements);
}

fn tie_at(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    responsibility_noun(reading, token)
        .or_else(|| claimed_act(reading, token))
        .or_else(|| being_behind(reading, token))
        .or_else(|| accusation(reading, token))
}

/// "claimed responsibility", "took responsibility", "denied responsibility (or involvement)", "no group has claimed".
fn responsibility_noun(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if !["responsibility", "involvement", "credit", "role"].contains(&syntax.word(token)) {
        return None;
    }
    let verb = syntax.head(token).filter(|_| ["obj", "nsubj:pass", "obl", "nmod"].contains(&syntax.deprel(token)))?;
    let word = syntax.word(verb);
    if ["claim", "claims"].contains(&word) && syntax.upos(verb) == "NOUN" {
        // "no claim of responsibility has been received"
        return is_negated_noun(syntax, verb).then_some(Tie { actor: None, link: ResponsibilityLink::Claimed, word: verb, stance: Stance::Questions, is_own_word: false, accuser: None });
    }
    let link = if ["claimed", "claim", "claiming", "claims", "took", "accepted", "admitted", "taken"].contains(&word) && syntax.word(token) != "role" {
        ResponsibilityLink::Claimed
    } else if ["denied", "denies", "denying", "deny", "rejected", "disclaimed"].contains(&word) {
        ResponsibilityLink::Denied
    } else {
        return None;
    };
    let by = syntax.children_by(verb, &["obl:agent", "obl"]).find(|&id| syntax.case_of(id) == Some("by"));
    let actor = by.or_else(|| subject_of(syntax, verb));
    let is_nobody = is_negated(syntax, verb) || actor.is_some_and(|head| is_negated_noun(syntax, head));
    Some(Tie {
        actor: actor.filter(|_| !is_nobody),
        link,
        word: verb,
        stance: if is_nobody { Stance::Questions } else { Stance::Asserts },
        is_own_word: !is_nobody,
        accuser: None,
    })
}

/// "a raid claimed by the group", "the group claimed the attack".
fn claimed_act(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if !["claimed", "claims", "claiming"].contains(&syntax.word(token)) || syntax.upos(token) == "NOUN" {
        return None;
    }
    let by = syntax.children_by(token, &["obl:agent", "obl"]).find(|&id| syntax.case_of(id) == Some("by"));
    let of_act = syntax.head(token).filter(|&head| syntax.deprel(token).starts_with("acl") && is_act(reading, head));
    let takes_act = syntax.children_by(token, &["obj"]).any(|id| is_act(reading, id));
    let actor = match (by, of_act, takes_act) {
        (Some(by), Some(_), _) => by,
        (_, _, true) => subject_of(syntax, token)?,
        _ => return None,
    };
    let is_nobody = is_negated_noun(syntax, actor) || is_negated(syntax, token);
    let stance = if is_nobody { Stance::Questions } else { Stance::Asserts };
    Some(Tie { actor: Some(actor).filter(|_| !is_nobody), link: ResponsibilityLink::Claimed, word: token, stance, is_own_word: !is_nobody, accuser: None })
}

/// "said it was behind the attack", "is believed to be behind".
fn being_behind(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    let syntax = reading.syntax;
    if syntax.word(token) != "behind" {
        return None;
    }
    let object = syntax.head(token).filter(|&head| is_act(reading, head))?;
    let subject = subject_of(syntax, object).or_else(|| syntax.head(object).and_then(|head| subject_of(syntax, head)))?;
    let speaker = reading.said.iter().find(|saying| saying.content.iter().any(|content| content.contains(&token)));
    let is_own_word = ["it", "they", "we"].contains(&syntax.word(subject)) && speaker.is_some();
    let own_speaker = speaker.and_then(|saying| saying.source.speaker().span).and_then(|span| syntax.head_of_span(span));
    Some(Tie {
        actor: if is_own_word { own_speaker } else { Some(subject) },
        link: if is_own_word { ResponsibilityLink::Claimed } else { ResponsibilityLink::Possible },
        word: token,
        stance: Stance::Asserts,
        is_own_word,
        accuser: None,
    })
}

fn is_act(reading: &Reading<'_>, token: TokenId) -> bool {
    reading.events.iter().any(|event| event.trigger.token == token) || ["attack", "assault", "it", "incident", "abduction"].contains(&reading.syntax.word(token))
}

/// "blamed X", "blamed the attack on X", "accused X of", "X was blamed for".
fn accusation(reading: &Reading<'_>, token: TokenId) -> Option<Tie> {
    const ACCUSING: [&str; 14] = [
        "blamed", "blames", "blaming", "blame", "accused", "accuses", "accusing", "accuse", "attributed", "attribute", "attributes",
        "suspected", "pinned", "implicated",
    ];
    let syntax = reading.syntax;
    if !ACCUSING.contains(&syntax.word(token)) || syntax.upos(token) != "VERB" {
        return None;
    }
    let on = syntax.children_by(token, &["obl", "nmod"]).find(|&id| matches!((syntax.word(token), syntax.case_of(id)), ("attributed" | "attribute" | "attributes", Some("to")) | (_, Some("on"))));
    let object = syntax.children_by(token, &["obj", "nsubj:pass"]).next();
    Some(Tie {
        actor: Some(on.or(object)?),
        link: accused_by(reading, subject_of(syntax, token), token),
        word: token,
        stance: Stance::Asserts,
        is_own_word: false,
        accuser: subject_of(syntax, token),
    })
}

/// An accusation weighs otherwise when authorities of the country make it.
fn accused_by(reading: &Reading<'_>, accuser: Option<TokenId>, verb: TokenId) -> ResponsibilityLink {
    let words = accuser.map(|head| reading.document.text.slice(reading.syntax.noun_phrase(head)));
    let kind = words.map(|words| dateline_normalize::speakers::describe(words).kind).or_else(|| {
        reading.said.iter().find(|saying| saying.cue_token == verb).map(|saying| saying.source.speaker().kind)
    });
    match kind {
        Some(SourceKind::Government | SourceKind::SecurityForces | SourceKind::Judicial) => ResponsibilityLink::AccusedByAuthorities,
        _ => ResponsibilityLink::Accused,
    }
}

/// The incident that a sentence without acts of its own speaks of: one of its own, else the last one told before it.
fn incident_near(reading: &Reading<'_>, drafts: &[Draft<'_>], sentence: usize) -> Option<usize> {
    let distance = |draft: &Draft<'_>| {
        draft.events.iter().map(|&at| reading.events[at].sentence).filter(|&other| other <= sentence).map(|other| sentence - other).min()
    };
    (0..drafts.len())
        .filter(|&id| drafts[id].part_of.is_none())
        .filter_map(|id| Some((distance(&drafts[id])?, !is_current(&drafts[id]), std::cmp::Reverse(drafts[id].events.len()), id)))
        .min()
        .map(|(_, _, _, id)| id)
}

fn claim_tie(reading: &Reading<'_>, persons: &[PersonMention], incident: usize, tie: &Tie, statements: &mut Statements<'_>) {
    let syntax = reading.syntax;
    if tie.actor.is_some_and(|head| !can_answer(reading, head)) {
        return;
    }
    let cue = syntax.span(tie.word);
    let Some(head) = tie.actor else {
        let statement = Statement {
            slot: Slot::Responsibility,
            value: None,
            ..Statement::new(incident, Value::Occurrence(true), cue, tie.word)
        };
        let number = statements.add(statement);
        statements.claims_mut()[number as usize].stance = tie.stance;
        return;
    };
    let span = naming_span(reading, head);
    let value = Value::Responsibility(Responsibility { actor: actor_of(reading, persons, span), link: tie.link });
    let statement = Statement::new(incident, value, span, tie.word);
    if let Some(accuser) = tie.accuser.filter(|&head| syntax.upos(head) != "PRON") {
        statements.add_as(statement, own_source(reading, syntax.noun_phrase(accuser)), tie.stance, Some(cue));
    } else if tie.is_own_word {
        let source = own_source(reading, span);
        let stance = if tie.link == ResponsibilityLink::Denied { Stance::Denies } else { tie.stance };
        statements.add_as(statement, source, stance, Some(cue));
    } else {
        statements.add(statement);
    }
}

/// Whether a phrase can name who answers for an act: a group, a force, a person; no pronoun, no "whose commanders".
fn can_answer(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let phrase = naming_span(reading, head);
    let words = reading.document.text.slice(phrase);
    let is_vague = matches!(syntax.upos(head), "PRON" | "DET" | "NUM") || syntax.tokens_in(phrase).any(|id| matches!(syntax.word(id), "whose" | "who" | "one" | "other" | "others"));
    let is_named = !organisations::find(&reading.document.text, phrase).is_empty() || syntax.upos(head) == "PROPN";
    let is_known = actors::kind(words) != ActorKind::Unknown || people::kind(words) != PersonKind::Unknown;
    is_named || (!is_vague && is_known)
}

/// The words that name an actor: the organisation inside the phrase or in apposition to it, else the phrase.
fn naming_span(reading: &Reading<'_>, head: TokenId) -> Span {
    let syntax = reading.syntax;
    let phrase = syntax.noun_phrase(head);
    let named = syntax.children_by(head, &["appos", "flat", "compound", "nmod"]).fold(phrase, |all, id| all.cover(syntax.noun_phrase(id)));
    organisations::find(&reading.document.text, named).first().map_or(phrase, |found| found.span)
}

/// The actor as the source of its own claim.
fn own_source(reading: &Reading<'_>, span: Span) -> Source {
    let words = reading.document.text.slice(span);
    let traits = dateline_normalize::speakers::describe(words);
    let mut source = Source::publisher(None);
    let speaker = &mut source.chain[0];
    speaker.words = words.to_owned();
    speaker.span = Some(span);
    speaker.name = traits.name;
    speaker.role = traits.role;
    speaker.affiliation = traits.affiliation;
    speaker.kind = if organisations::find(&reading.document.text, span).is_empty() { traits.kind } else { SourceKind::ArmedGroup };
    speaker.named = traits.named;
    source
}

/// An organisation that the report itself names as the perpetrator is reported as fact, unless somebody only says so.
fn claim_reported(reading: &Reading<'_>, persons: &[PersonMention], drafts: &[Draft<'_>], statements: &mut Statements<'_>) {
    let told: Vec<(u32, Span, TokenId)> = statements
        .claims()
        .iter()
        .filter(|claim| claim.slot == Slot::Perpetrator && matches!(&claim.value, Some(Value::Perpetrator(actor)) if actor.organisation.is_some() || actor.kind == ActorKind::StateForces))
        .filter_map(|claim| Some((claim.incident, *claim.evidence.spans.first()?, statements.token_of(claim.number))))
        .collect();
    for (incident, span, token) in told {
        let is_tied = statements.claims().iter().any(|claim| claim.slot == Slot::Responsibility && claim.evidence.spans.iter().any(|other| other.overlaps(span)));
        if is_tied || drafts[incident as usize].places.iter().any(|place| place.span == span && coarseness(&place.value) < 5) {
            continue;
        }
        let link = match statements.speaker_at(token).map(|saying| saying.source.speaker().kind) {
            None | Some(SourceKind::Publisher) => ResponsibilityLink::ReportedAsFact,
            Some(SourceKind::Government | SourceKind::SecurityForces | SourceKind::Judicial) => ResponsibilityLink::AccusedByAuthorities,
            Some(_) => ResponsibilityLink::Accused,
        };
        let value = Value::Responsibility(Responsibility { actor: actor_of(reading, persons, span), link });
        statements.add(Statement::new(incident as usize, value, span, token));
    }
}

//! Who answers for an act: claims of responsibility, accusations, denials, and plain reports.

mod ties;

use dateline_core::value::{Responsibility, Value};
use dateline_core::{
    ActorKind, IncidentType, PersonKind, PersonMention, ResponsibilityLink, Slot, Source,
    SourceKind, Span, Stance,
};
use dateline_normalize::{actors, organisations, people};

use crate::drafts::{Draft, Reading};
use crate::roles::actor_of;
use crate::setting::coarseness;
use crate::slots::is_current;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;
use ties::tie_at;

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
pub(crate) fn claim_responsibility(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    for token in 0..reading.syntax.len() {
        let Some(tie) = tie_at(reading, token) else {
            continue;
        };
        if let Some(incident) = incident_near(reading, drafts, reading.syntax.sentence_of(token)) {
            claim_tie(reading, persons, incident, &tie, statements);
        }
    }
    claim_reported(reading, persons, drafts, statements);
}

/// The incident that a sentence without acts of its own speaks of: one of its own, else the last one told before it.
fn incident_near(reading: &Reading<'_>, drafts: &[Draft<'_>], sentence: usize) -> Option<usize> {
    let distance = |draft: &Draft<'_>| {
        draft
            .events
            .iter()
            .map(|&at| reading.events[at].sentence)
            .filter(|&other| other <= sentence)
            .map(|other| sentence - other)
            .min()
    };
    (0..drafts.len())
        .filter(|&id| drafts[id].part_of.is_none())
        .filter_map(|id| {
            Some((
                distance(&drafts[id])?,
                !is_current(&drafts[id]),
                std::cmp::Reverse(drafts[id].events.len()),
                id,
            ))
        })
        .min()
        .map(|(_, _, _, id)| id)
}

fn claim_tie(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    incident: usize,
    tie: &Tie,
    statements: &mut Statements<'_>,
) {
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
    let value = Value::Responsibility(Responsibility {
        actor: actor_of(reading, persons, span),
        link: tie.link,
    });
    let statement = Statement::new(incident, value, span, tie.word);
    if let Some(accuser) = tie.accuser.filter(|&head| syntax.upos(head) != "PRON") {
        statements.add_as(
            statement,
            own_source(reading, syntax.noun_phrase(accuser)),
            tie.stance,
            Some(cue),
        );
    } else if tie.is_own_word {
        let source = own_source(reading, span);
        let stance = if tie.link == ResponsibilityLink::Denied {
            Stance::Denies
        } else {
            tie.stance
        };
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
    let is_vague = matches!(syntax.upos(head), "PRON" | "DET" | "NUM")
        || syntax.tokens_in(phrase).any(|id| {
            matches!(
                syntax.word(id),
                "whose" | "who" | "one" | "other" | "others"
            )
        });
    let is_named = !organisations::find(&reading.document.text, phrase).is_empty()
        || syntax.upos(head) == "PROPN";
    let is_known =
        actors::kind(words) != ActorKind::Unknown || people::kind(words) != PersonKind::Unknown;
    is_named || (!is_vague && is_known)
}

/// The words that name an actor: the organisation inside the phrase or in apposition to it, else the phrase.
fn naming_span(reading: &Reading<'_>, head: TokenId) -> Span {
    let syntax = reading.syntax;
    let phrase = syntax.noun_phrase(head);
    let named = syntax
        .children_by(head, &["appos", "flat", "compound", "nmod"])
        .fold(phrase, |all, id| all.cover(syntax.noun_phrase(id)));
    organisations::find(&reading.document.text, named)
        .first()
        .map_or(phrase, |found| found.span)
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
    speaker.kind = if organisations::find(&reading.document.text, span).is_empty() {
        traits.kind
    } else {
        SourceKind::ArmedGroup
    };
    speaker.named = traits.named;
    source
}

/// Acts whose parties are told as such: responsibility is not recorded for them (codebook section 10).
const RESPONSES: [IncidentType; 5] = [
    IncidentType::Battle,
    IncidentType::Raid,
    IncidentType::Arrest,
    IncidentType::Protest,
    IncidentType::Release,
];

/// An organisation that the report itself names as the perpetrator is reported as fact, unless somebody only says so.
fn claim_reported(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    let told: Vec<(u32, Span, TokenId)> = statements
        .claims()
        .iter()
        .filter(|claim| claim.slot == Slot::Perpetrator && matches!(&claim.value, Some(Value::Perpetrator(actor)) if actor.organisation.is_some() || actor.kind == ActorKind::StateForces))
        .filter_map(|claim| Some((claim.incident, *claim.evidence.spans.first()?, statements.token_of(claim.number))))
        .collect();
    for (incident, span, token) in told {
        let is_tied = statements.claims().iter().any(|claim| {
            claim.slot == Slot::Responsibility
                && claim
                    .evidence
                    .spans
                    .iter()
                    .any(|other| other.overlaps(span))
        });
        let is_response = RESPONSES.contains(&drafts[incident as usize].incident_type);
        if is_response
            || is_tied
            || drafts[incident as usize]
                .places
                .iter()
                .any(|place| place.span == span && coarseness(&place.value) < 5)
        {
            continue;
        }
        let link = match statements
            .speaker_at(token)
            .map(|saying| saying.source.speaker().kind)
        {
            None | Some(SourceKind::Publisher) => ResponsibilityLink::ReportedAsFact,
            Some(SourceKind::Government | SourceKind::SecurityForces | SourceKind::Judicial) => {
                ResponsibilityLink::AccusedByAuthorities
            }
            Some(_) => ResponsibilityLink::Accused,
        };
        let value = Value::Responsibility(Responsibility {
            actor: actor_of(reading, persons, span),
            link,
        });
        statements.add(Statement::new(incident as usize, value, span, token));
    }
}

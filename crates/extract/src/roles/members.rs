//! Parties, victims, targets and weapons as the encoder tied them to an incident.

use dateline_core::value::{People, Thing, Value, Weapon};
use dateline_core::{
    FigureKind, IncidentRole, IncidentType, PersonKind, PersonMention, Span, Stance, WeaponKind,
};
use dateline_normalize::{people, targets, weapons};

use super::affected::{damage, effect_at};
use super::{actor_of, count_in, is_private, nationality};
use crate::attribution::Attribution;
use crate::drafts::{Draft, Reading};
use crate::found::{Found, Member};
use crate::statements::{Statement, Statements};

/// Claims what belongs to a found incident; what is named only as part of others, where those are told, belongs to those.
pub(super) fn claim_members(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    found: &Found,
    incident: usize,
    statements: &mut Statements<'_>,
) {
    let mut sides = 0;
    let here = found
        .members
        .iter()
        .filter_map(|member| named_here(reading, draft, member));
    for member in &here.collect::<Vec<_>>() {
        let value = match member.role {
            IncidentRole::PerpetratorIndividual | IncidentRole::PerpetratorOrganisation
                if member.score >= reading.grouping.least_party()
                    && !is_harmed_bystander(reading, draft, member)
                    && !only_speaks(reading, &spans(member)) =>
            {
                sides += 1;
                party(reading, persons, draft, member, sides)
            }
            IncidentRole::VictimName | IncidentRole::VictimDescription => {
                Some(Value::Victim(victim(reading, persons, draft, member)))
            }
            IncidentRole::Target => Some(Value::Target(thing(reading, member))),
            IncidentRole::Weapon => Some(Value::Weapon(weapon(reading, member))),
            _ => None,
        };
        if let Some(value) = value {
            statements.add(Statement {
                score: member.score,
                ..Statement::new(incident, value, member.span, member.token)
            });
        }
    }
}

/// A member by the words that name it best and are no other incident's, if any.
fn named_here(reading: &Reading<'_>, draft: &Draft<'_>, member: &Member) -> Option<Member> {
    let is_here = |span: Span| !draft.elsewhere.iter().any(|other| other.overlaps(span));
    if is_here(member.span) {
        return Some(member.clone());
    }
    let &(span, sentence) = member.told.iter().find(|(span, _)| is_here(*span))?;
    let token = reading.syntax.head_of_span(span)?;
    Some(Member {
        span,
        token,
        sentence,
        ..member.clone()
    })
}

/// "Twelve people lost their lives": people who are counted as harmed, and bear no arms, did not do it.
fn is_harmed_bystander(reading: &Reading<'_>, draft: &Draft<'_>, member: &Member) -> bool {
    let text = &reading.document.text;
    let bears_arms = || {
        let words = text.slice(member.span);
        let head = text.slice(reading.syntax.span(member.token));
        people::kind(words) != PersonKind::Civilian && !head.eq_ignore_ascii_case("people")
    };
    let is_counted = reading.counted.iter().any(|one| {
        draft.events.contains(&one.event)
            && matches!(one.figure.kind, FigureKind::Killed | FigureKind::Wounded)
            && one.phrase.overlaps(member.span)
    });
    is_counted && !bears_arms()
}

/// Every place where a member is named.
fn spans(member: &Member) -> Vec<Span> {
    member.told.iter().map(|&(span, _)| span).collect()
}

/// "Eight patients were killed, the rebels say": who is named only as speaker, and says nothing of himself, is no party.
pub(super) fn only_speaks(reading: &Reading<'_>, mentions: &[Span]) -> bool {
    // "the group said it had struck", "said a bomber attacked", "confirmed firing": of himself, or of his own.
    const OWN: [&str; 15] = [
        "i",
        "we",
        "it",
        "they",
        "its",
        "their",
        "our",
        "he",
        "she",
        "fighters",
        "members",
        "mujahideen",
        "bomber",
        "bombers",
        "responsibility",
    ];
    let syntax = reading.syntax;
    let is_mere_speech = |saying: &Attribution| {
        let mut said = saying.content.iter().flat_map(Clone::clone);
        let cue = syntax.word(saying.cue_token);
        saying.stance != Stance::Confirms
            && !["claim", "admit", "confess", "acknowledg", "boast"]
                .iter()
                .any(|own| cue.starts_with(own))
            && !said.any(|id| OWN.contains(&syntax.word(id)))
    };
    mentions.iter().all(|&span| {
        reading.said.iter().any(|saying| {
            let mention = saying.mention.clone();
            mention.is_some_and(|tokens| syntax.span_of_tokens(tokens).overlaps(span))
                && !saying.content.is_empty()
                && is_mere_speech(saying)
        })
    })
}

fn party(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    member: &Member,
    side: usize,
) -> Option<Value> {
    let mut actor = actor_of(reading, persons, member.span);
    if member.role == IncidentRole::PerpetratorOrganisation && actor.organisation.is_none() {
        // A group that no register knows is kept as itself.
        actor.organisation = Some(actor.mention.clone());
    }
    match (draft.incident_type == IncidentType::Battle, side) {
        (false, _) => Some(Value::Perpetrator(actor)),
        (true, 1) => Some(Value::SideA(actor)),
        (true, 2) => Some(Value::SideB(actor)),
        (true, _) => None,
    }
}

fn victim(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    draft: &Draft<'_>,
    member: &Member,
) -> People {
    let mention = reading.document.text.slice(member.span).trim().to_owned();
    People {
        kind: people::kind(&mention),
        nationality: nationality(reading, member.span),
        count: count_in(reading, member.span),
        effect: member
            .told
            .iter()
            .find_map(|&(span, _)| effect_at(reading, draft, span)),
        private: member.role == IncidentRole::VictimName || is_private(persons, member.span),
        mention,
    }
}

fn thing(reading: &Reading<'_>, member: &Member) -> Thing {
    let mention = reading.document.text.slice(member.span).trim().to_owned();
    let head = reading
        .document
        .text
        .slice(reading.syntax.span(member.token));
    Thing {
        kind: targets::kind(head)
            .or_else(|| targets::kind(&mention))
            .map(str::to_owned),
        count: count_in(reading, member.span),
        effect: damage(reading, member.token),
        mention,
    }
}

fn weapon(reading: &Reading<'_>, member: &Member) -> Weapon {
    let mention = reading.document.text.slice(member.span).trim().to_owned();
    let known = weapons::find(&reading.document.text, member.span);
    Weapon {
        kind: known.first().map_or(WeaponKind::Other, |found| found.kind),
        count: count_in(reading, member.span),
        mention,
    }
}

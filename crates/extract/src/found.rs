//! Incidents that the encoder found in a document, and which acts of the text tell them.

use dateline_core::{Encoding, FoundIncident, IncidentRole, IncidentType, Span, Stage};

use crate::events::Event;
use crate::syntax::{Syntax, TokenId};

/// Probability from which an incident counts as found, and from which a phrase belongs to it.
pub(crate) const INCIDENT: f32 = 0.5;
const MEMBER: f32 = 0.35;

/// What a type gains in weight when the words of the text name it.
const NAMED: f32 = 0.6;

/// Sentences of a report that the encoder can judge. Of a shorter text it sees too little to say that it tells of nothing.
const REPORT_SENTENCES: usize = 5;

/// Who tells the incidents of a report apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// The words, their dates and places; the encoder's incidents are laid over them.
    Words,
    /// The encoder, in text all in capitals: most of what it learnt incidents from is such text, and names, on which the
    /// words' grouping leans, do not stand out there. Measured both ways (training/NOTES.md).
    Encoder,
}

impl Grouping {
    /// Probability from which a party is claimed: higher where the words of the text have their own say.
    pub(crate) fn least_party(self) -> f32 {
        match self {
            Self::Words => 0.5,
            Self::Encoder => MEMBER,
        }
    }
}

/// How to group the acts of a text.
pub(crate) fn grouping(text: &str) -> Grouping {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let small = letters().filter(|letter| letter.is_lowercase()).count();
    if small * 10 < letters().count() {
        Grouping::Encoder
    } else {
        Grouping::Words
    }
}

/// Probability of the likeliest incident of a report; 1 for a text of too few sentences to judge by.
pub(crate) fn seen(encoding: &Encoding) -> f32 {
    if encoding.sentences.len() < REPORT_SENTENCES {
        return 1.0;
    }
    let likeliest = encoding.incidents.iter().map(FoundIncident::occurrence);
    likeliest.fold(0.0, f32::max)
}

/// Types that differ in the circumstances of the act rather than in the act: the likeliest group is chosen first.
const GROUPS: [&[IncidentType]; 2] = [
    &[
        IncidentType::ArmedAssault,
        IncidentType::Assassination,
        IncidentType::Execution,
        IncidentType::Abuse,
        IncidentType::SexualViolence,
        IncidentType::OtherViolence,
    ],
    &[IncidentType::Raid, IncidentType::Arrest],
];

/// An incident with the phrases that belong to it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) incident_type: IncidentType,
    /// Probability of each type.
    pub(crate) types: Vec<(IncidentType, f32)>,
    pub(crate) stage: Stage,
    /// Probability that there is such an incident.
    pub(crate) score: f32,
    pub(crate) members: Vec<Member>,
}

/// A party, thing or circumstance of a found incident.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) role: IncidentRole,
    /// The words that name it best.
    pub(crate) span: Span,
    pub(crate) token: TokenId,
    pub(crate) sentence: usize,
    /// Every place where it is named, and the sentence.
    pub(crate) told: Vec<(Span, usize)>,
    pub(crate) score: f32,
}

impl Found {
    pub(crate) fn of(&self, roles: &'static [IncidentRole]) -> impl Iterator<Item = &Member> {
        let is_of = |member: &&Member| roles.contains(&member.role);
        self.members.iter().filter(is_of)
    }

    /// The words that stand for the incident: those that name the act, else the first phrase that belongs to it.
    pub(crate) fn naming(&self) -> Option<&Member> {
        let act = self.of(&[IncidentRole::Trigger]);
        act.max_by(|a, b| a.score.total_cmp(&b.score))
            .or_else(|| self.members.iter().min_by_key(|member| member.span))
    }
}

/// The likely incidents, by the place of their first phrase.
pub(crate) fn found(encoding: &Encoding, syntax: &Syntax<'_>) -> Vec<Found> {
    let likely = encoding
        .incidents
        .iter()
        .filter(|incident| incident.occurrence() >= INCIDENT);
    let mut found: Vec<Found> = likely
        .map(|incident| Found {
            incident_type: likeliest(&incident.types, &[]),
            types: incident.types.clone(),
            stage: incident.stage,
            score: incident.occurrence(),
            members: members(incident, syntax),
        })
        .filter(|found| !found.members.is_empty())
        .collect();
    found.sort_by_key(|found| found.members.iter().map(|member| member.span).min());
    found.dedup_by(|b, a| {
        let spans = |found: &Found| {
            found
                .members
                .iter()
                .map(|m| (m.role, m.span))
                .collect::<Vec<_>>()
        };
        a.incident_type == b.incident_type && spans(a) == spans(b)
    });
    found
}

/// The likeliest type, where each of `told`, the types that the words of the text name, weighs more by so much.
pub(crate) fn likeliest(types: &[(IncidentType, f32)], told: &[IncidentType]) -> IncidentType {
    let weight = |&(kind, score): &(IncidentType, f32)| {
        score + if told.contains(&kind) { NAMED } else { 0.0 }
    };
    let group = |kind: IncidentType| GROUPS.iter().find(|group| group.contains(&kind));
    let of_group = |one: &(IncidentType, f32)| match group(one.0) {
        Some(group) => types
            .iter()
            .filter(|(other, _)| group.contains(other))
            .map(weight)
            .sum::<f32>(),
        None => weight(one),
    };
    types
        .iter()
        .map(|one| (of_group(one), weight(one), one.0))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .map_or(IncidentType::OtherViolence, |(_, _, kind)| kind)
}

fn members(incident: &FoundIncident, syntax: &Syntax<'_>) -> Vec<Member> {
    let member = |entity: &dateline_core::FoundEntity| {
        let names: Vec<_> = entity
            .names
            .iter()
            .filter(|name| name.score >= MEMBER)
            .collect();
        let span = *names.first()?.spans.first()?;
        let token = syntax.head_of_span(span)?;
        let told = names
            .iter()
            .flat_map(|name| &name.spans)
            .filter_map(|&span| {
                let token = syntax.head_of_span(span)?;
                Some((span, syntax.sentence_of(token)))
            });
        Some(Member {
            role: entity.role,
            span,
            token,
            sentence: syntax.sentence_of(token),
            told: told.collect(),
            score: names[0].score,
        })
    };
    incident.entities.iter().filter_map(member).collect()
}

/// Which found incident each act tells, if any.
pub(crate) fn tellers(
    found: &[Found],
    events: &[Event],
    syntax: &Syntax<'_>,
) -> Vec<Option<usize>> {
    let told_by = |event: &Event| {
        let scored = found
            .iter()
            .enumerate()
            .map(|(id, _)| (telling(found, id, event, syntax), id));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|(score, _)| *score >= 0.5).map(|(_, id)| id)
    };
    events.iter().map(told_by).collect()
}

/// How much speaks for an act telling a found incident: its own words, phrases of the incident in its sentence (less where
/// other incidents share them), and the kind of act.
fn telling(found: &[Found], id: usize, event: &Event, syntax: &Syntax<'_>) -> f32 {
    let words = syntax.span_of_tokens(event.trigger.first..event.trigger.end);
    let mut score = 0.0;
    for member in &found[id].members {
        if member.role == IncidentRole::Trigger {
            let named = member.told.iter().any(|(span, _)| span.overlaps(words));
            score += if named { 3.0 * member.score } else { 0.0 };
        } else if member
            .told
            .iter()
            .any(|&(_, sentence)| sentence == event.sentence)
        {
            score += member.score / sharing(found, member) as f32;
        }
    }
    let kind = event
        .trigger
        .sense
        .incident_type
        .filter(|_| event.trigger.sense.rank >= 2);
    match kind {
        Some(kind) if score > 0.0 && is_alike(kind, found[id].incident_type) => score + 0.5,
        Some(_) if score > 0.0 => score - 0.5,
        _ => score,
    }
}

/// Incidents of which a phrase is told.
fn sharing(found: &[Found], member: &Member) -> usize {
    let has = |other: &&Found| other.members.iter().any(|m| m.span == member.span);
    found.iter().filter(has).count().max(1)
}

/// Whether two types name one act.
fn is_alike(a: IncidentType, b: IncidentType) -> bool {
    a == b
        || GROUPS
            .iter()
            .any(|group| group.contains(&a) && group.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_capitals_is_grouped_by_the_encoder() {
        assert_eq!(grouping("GUNMEN SHOT A JUDGE IN LUND."), Grouping::Encoder);
        assert_eq!(grouping("Gunmen shot a judge in Lund."), Grouping::Words);
        assert_eq!(grouping("UN and NATO troops met in Lund."), Grouping::Words);
    }

    #[test]
    fn only_a_whole_report_can_be_doubted() {
        let sentence = |at: u32| dateline_core::Sentence {
            span: Span::new(at, at + 1),
            first_token: at,
            end_token: at + 1,
        };
        let read = |sentences: u32, score: f32| Encoding {
            sentences: (0..sentences).map(sentence).collect(),
            incidents: vec![FoundIncident {
                types: vec![(IncidentType::Raid, score)],
                stage: Stage::Accomplished,
                entities: Vec::new(),
            }],
            ..Encoding::default()
        };
        assert_eq!(seen(&read(8, 0.12)), 0.12);
        assert_eq!(seen(&read(2, 0.12)), 1.0, "too short to judge");
    }

    #[test]
    fn kinds_of_one_act_are_weighed_together() {
        let types = [
            (IncidentType::Bombing, 0.4),
            (IncidentType::ArmedAssault, 0.25),
            (IncidentType::Assassination, 0.3),
        ];
        assert_eq!(likeliest(&types, &[]), IncidentType::Assassination);
        assert_eq!(
            likeliest(&types, &[IncidentType::Bombing]),
            IncidentType::Bombing,
            "a type that the words name weighs more"
        );
    }
}

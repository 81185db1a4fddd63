//! A second opinion on acts: the encoder's tagger of event triggers, which was taught apart from its incidents.

use dateline_core::{Encoding, FigureKind, IncidentType, MentionKind};

use crate::events::Event;
use crate::syntax::Syntax;
use crate::triggers::Sense;

/// Score from which a word of an act is one of saying: "attacked his rivals in a debate".
const SAID: f32 = 0.5;

/// Rank from which a word names the act rather than any of several.
const NAMING_RANK: u8 = 2;

/// How surely each act is marked as one of its kind, from 0 to 1.
pub(crate) fn witnessed(encoding: &Encoding, syntax: &Syntax<'_>, events: &[Event]) -> Vec<f32> {
    let score = |event: &Event| {
        let words = syntax.span_of_tokens(event.trigger.first..event.trigger.end);
        let marks = encoding
            .mentions
            .iter()
            .filter(|mark| mark.span.overlaps(words));
        let marks: Vec<_> = marks.map(|mark| (mark.kind, mark.score)).collect();
        let sense = event.trigger.sense;
        sense
            .incident_type
            .map_or(0.0, |kind| score_of(&marks, kind, harms(sense)))
    };
    events.iter().map(score).collect()
}

/// Whether an act's own words say that somebody died or was hurt: "shot dead".
fn harms(sense: Sense) -> bool {
    sense.rank >= NAMING_RANK
        && matches!(sense.figure, Some(FigureKind::Killed | FigureKind::Wounded))
}

fn score_of(marks: &[(MentionKind, f32)], kind: IncidentType, harms: bool) -> f32 {
    let is_said = marks
        .iter()
        .any(|&(mark, score)| mark == MentionKind::Cue && score >= SAID);
    let is_harm = |mark| harms && matches!(mark, MentionKind::Die | MentionKind::Injure);
    let fitting = marks
        .iter()
        .filter(|(mark, _)| !is_said && (is_of_kind(*mark, kind) || is_harm(*mark)));
    fitting.map(|&(_, score)| score).fold(0.0, f32::max)
}

/// Whether a mark of the tagger, which knows few kinds of acts, stands for a type.
fn is_of_kind(mark: MentionKind, kind: IncidentType) -> bool {
    use IncidentType::{
        Arrest, Displacement, OtherViolence, Protest, Raid, Release, Riot, TroopMovement,
    };
    match mark {
        MentionKind::Demonstrate => matches!(kind, Protest | Riot | OtherViolence),
        MentionKind::Arrest => matches!(kind, Arrest | Raid),
        MentionKind::Attack => !matches!(
            kind,
            Protest | Arrest | Release | Displacement | TroopMovement
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_speaks_for_acts_of_its_kind_that_are_no_words_of_saying() {
        let attack = (MentionKind::Attack, 0.7);
        let score = |marks: &[_], kind| score_of(marks, kind, false);
        assert_eq!(score(&[attack], IncidentType::Bombing), 0.7);
        assert_eq!(score(&[attack], IncidentType::Protest), 0.0);
        let said = [attack, (MentionKind::Cue, 0.8)];
        assert_eq!(score(&said, IncidentType::ArmedAssault), 0.0);
        let demonstration = (MentionKind::Demonstrate, 0.6);
        assert_eq!(score(&[demonstration], IncidentType::Riot), 0.6);
    }

    #[test]
    fn a_death_speaks_only_for_words_that_tell_of_it_themselves() {
        let death = [(MentionKind::Die, 0.9)];
        assert_eq!(score_of(&death, IncidentType::ArmedAssault, true), 0.9);
        assert_eq!(score_of(&death, IncidentType::Bombing, false), 0.0);
    }
}

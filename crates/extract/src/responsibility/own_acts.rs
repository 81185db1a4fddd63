//! An act that a speaker names as its own: "said its strikes had killed 38".

use dateline_core::{IncidentType, ResponsibilityLink, SourceKind, Stance};

use super::actors::speaking_for;
use super::links::{Link, Linker};
use super::occurrence::is_act_noun;
use crate::syntax::TokenId;

/// What a body does by arms, as a noun: "their killing" is more likely what was done to them.
const BY_ARMS: [IncidentType; 4] = [
    IncidentType::AirStrike,
    IncidentType::Bombing,
    IncidentType::Shelling,
    IncidentType::ArmedAssault,
];

/// Claims that a speaker owns an act by calling it its own.
pub(super) fn claim_own_act(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let syntax = reading.syntax;
    let is_owned = syntax
        .children_by(token, &["nmod:poss"])
        .any(|id| matches!(syntax.word(id), "its" | "our"));
    // "the rebels carried out their third attack", said by the police, is the rebels'.
    let is_subject = syntax.deprel(token).starts_with("nsubj");
    let Some(saying) = linker
        .statements
        .speaker_at(token)
        .filter(|_| is_owned && is_subject && is_act_noun(reading, token))
    else {
        return;
    };
    let is_told = matches!(
        saying.stance,
        Stance::Asserts | Stance::Confirms | Stance::Updates
    );
    let speaker = saying.source.speaker();
    let is_party = matches!(
        speaker.kind,
        SourceKind::Government | SourceKind::SecurityForces | SourceKind::ArmedGroup
    );
    let Some(incident) = linker.incident_of(token).filter(|_| is_told && is_party) else {
        return;
    };
    let is_by_arms = BY_ARMS.contains(&linker.drafts[incident].incident_type);
    let Some(actor) = speaking_for(reading, speaker).filter(|_| is_by_arms) else {
        return;
    };
    linker.link(Link {
        incident,
        actor,
        link: ResponsibilityLink::Claimed,
        stance: Some(Stance::Asserts),
        word: token,
        cue: syntax.span(token),
        source: None,
        is_possible: false,
    });
}

//! The attackers among those whom figures count.

use dateline_core::value::Figure;
use dateline_core::{FigureKind, IncidentType, PersonKind, Relation, Side, YesNoUnknown};

use super::{Counted, is_harm};
use crate::drafts::Draft;

/// Nouns for whoever commits an act, in the singular.
const ATTACKERS: [&str; 19] = [
    "attacker",
    "bomber",
    "assailant",
    "gunman",
    "gunmen",
    "militant",
    "insurgent",
    "raider",
    "hijacker",
    "shooter",
    "killer",
    "murderer",
    "perpetrator",
    "assassin",
    "knifeman",
    "robber",
    "intruder",
    "kidnapper",
    "arsonist",
];

/// Words at which the noun of a phrase has been told: "the gunman ‹in the mall›".
const ENDS: [&str; 8] = ["in", "of", "from", "with", "who", "at", "on", ","];

/// More people than one act drives from home: the displaced of a whole war.
const WHOLE_WAR: u64 = 1_000_000;

/// The attackers' own dead are a part kept beside the toll (codebook section 4).
pub(super) fn set_side(draft: &Draft<'_>, figure: &mut Figure) {
    let is_two_sided = matches!(
        draft.incident_type,
        IncidentType::Battle
            | IncidentType::Raid
            | IncidentType::AirStrike
            | IncidentType::Arrest
            | IncidentType::Shelling
    );
    let is_attackers = is_attacker(figure) || figure.includes_perpetrators == YesNoUnknown::Yes;
    if !is_two_sided && is_attackers && is_harm(figure.kind) {
        figure.side = Side::SideA;
        figure.includes_perpetrators = YesNoUnknown::Yes;
        if figure.relation == Relation::Total {
            figure.relation = Relation::Part;
        }
    } else if figure.of_kind == PersonKind::Civilian {
        figure.side = Side::Civilian;
    }
}

/// "the gunman", "two suspects", but not "the gunman's wife".
fn is_attacker(figure: &Figure) -> bool {
    let words = figure.of_whom.as_deref().unwrap_or_default().to_lowercase();
    let told = words.split_whitespace();
    let noun = told.take_while(|word| !ENDS.contains(word)).last();
    let noun = noun.unwrap_or_default().trim_end_matches([',', '"', '”']);
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    // Whom a householder or the police shot and wounded is often called a suspect, too.
    let is_suspect = noun == "suspect" && figure.kind != FigureKind::Wounded;
    is_suspect || ATTACKERS.contains(&noun)
}

/// "Ruiz fled the scene", "the gunmen fled": whoever gets away alone, or from what he did, was not driven from home. Nor does an act
/// displace the millions of a war.
pub(super) fn is_flight(draft: &Draft<'_>, counted: &Counted) -> bool {
    let figure = &counted.figure;
    let number = figure.bounds.best().or(figure.bounds.low());
    let is_one = number == Some(1) || is_attacker(figure);
    match figure.kind {
        FigureKind::Displaced => is_one || number >= Some(WHOLE_WAR),
        FigureKind::Escaped => {
            let holds = [IncidentType::PrisonBreak, IncidentType::Abduction];
            is_one
                && !holds.contains(&draft.incident_type)
                && figure.of_kind != PersonKind::Detainee
        }
        _ => false,
    }
}

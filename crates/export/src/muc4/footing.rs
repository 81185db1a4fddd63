//! On what footing an organisation is named: as a fact, accused, claiming the act.

use dateline_core::value::Responsibility;
use dateline_core::{Certainty, ResponsibilityLink, SourceKind};

use super::effects::nearest;
use super::lexicon::{FOOTINGS, crosswalk};
use super::phrase::{at_end, words};
use super::told::Told;

/// Whether the report says anywhere that an organisation claims an act: its name, and soon after it "CLAIMED RESPONSIBILITY".
pub(super) fn claims(text: &str, name: &str) -> bool {
    const SOON: usize = 8;
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let rest = &text[at + name.len()..];
            let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
            let after = words(sentence);
            (1..=after.len().min(SOON)).any(|end| {
                let found = at_end(&FOOTINGS, &after[..end]);
                found.is_some_and(|(footing, length)| *footing == "claimed" && length > 1)
            })
        })
}

/// The footing of a link of responsibility, and how much it outweighs another.
pub(super) fn linked(told: &Told<'_, Responsibility>) -> (&'static str, u8) {
    let (link, rank) = match told.value.link {
        ResponsibilityLink::ReportedAsFact => (footing(told), 2),
        link @ ResponsibilityLink::Claimed => (link, 5),
        link @ ResponsibilityLink::AccusedByAuthorities => (link, 4),
        link @ ResponsibilityLink::Accused => (link, 3),
        link => (link, 1),
    };
    (named(link), rank)
}

pub(super) fn named(link: ResponsibilityLink) -> &'static str {
    crosswalk("confidence", link).unwrap_or("REPORTED AS FACT")
}

/// The footing of what is told as a fact: by the words around it, else by who tells of it, and how sure.
pub(super) fn footing<T>(told: &Told<'_, T>) -> ResponsibilityLink {
    let claim = &told.record.claim;
    let near = |accepts: fn(&str) -> bool| nearest(&FOOTINGS, told.before, told.after, accepts);
    let by_authorities = near(|found| found == "authority").is_some()
        || matches!(
            claim.source.speaker().kind,
            SourceKind::Government | SourceKind::SecurityForces | SourceKind::Judicial
        );
    match (near(|found| found != "authority"), claim.certainty) {
        (Some("accused"), _) | (None, Certainty::Hedged) if by_authorities => {
            ResponsibilityLink::AccusedByAuthorities
        }
        (Some("accused"), _) | (None, Certainty::Hedged) => ResponsibilityLink::Accused,
        (Some("claimed"), _) => ResponsibilityLink::Claimed,
        (Some("possible"), _) | (None, Certainty::Possible) => ResponsibilityLink::Possible,
        _ => ResponsibilityLink::ReportedAsFact,
    }
}

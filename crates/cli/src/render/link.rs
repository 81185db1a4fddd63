//! How a report came to an incident, in a line for reading.

use std::io::{self, Write};

use anstyle::Style;

use crate::wire::{Link, LinkReason};

const DIM: Style = Style::new().dimmed();

/// Most reasons that are told.
const TOLD: usize = 4;

/// Least weight, in log odds, of a reason that is told.
const LEAST: f32 = 0.2;

/// The line below a report; nothing for the one that founded the incident.
pub(super) fn line(out: &mut impl Write, link: &Link) -> io::Result<()> {
    let Some(likelihood) = link.likelihood else {
        return Ok(());
    };
    // A link is never certain, however many decimals say so.
    let likelihood = likelihood.min(0.99);
    write!(out, "             {DIM}linked {likelihood:.2}{DIM:#}")?;
    if link.copy_of.is_some() {
        write!(out, "{DIM}; a copy, one source with its original{DIM:#}")?;
    }
    let told = reasons(&link.reasons);
    if !told.is_empty() {
        write!(out, "{DIM}: {}{DIM:#}", told.join(", "))?;
    }
    writeln!(out)
}

/// The strongest reasons in words, each once; what speaks against stands behind "but".
fn reasons(reasons: &[LinkReason]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let strong = reasons
        .iter()
        .filter(|reason| reason.holds && reason.weight.abs() >= LEAST);
    for reason in strong {
        let words = match (words(&reason.feature), degree(&reason.feature)) {
            (Some(words), _) if reason.weight > 0.0 => words.to_owned(),
            (Some(words), _) => format!("but {words}"),
            (None, Some((high, _))) if reason.weight > 0.0 => high.to_owned(),
            (None, Some((_, low))) => format!("but {low}"),
            (None, None) => continue,
        };
        if told.len() < TOLD && !told.contains(&words) {
            told.push(words);
        }
    }
    told
}

/// What a feature of some degree says where there is much of it and where there is little.
fn degree(feature: &str) -> Option<(&'static str, &'static str)> {
    Some(match feature {
        "text" | "passages" | "text_within" | "passages_within" | "passages_in_text" => {
            ("alike in their words", "unlike in their words")
        }
        "rare_text" | "rare_passages" => ("rare words in common", "few rare words in common"),
        "names_text" | "names_passages" => ("the same names", "few of the same names"),
        "ages_shared" => ("the same ages", "few of the same ages"),
        "copied" => ("copied text", "little copied text"),
        _ => return None,
    })
}

/// What a feature says; `None` for those that only correct others.
fn words(feature: &str) -> Option<&'static str> {
    Some(match feature {
        "date_same" => "the same day",
        "date_1" => "a day apart",
        "date_3" | "date_7" => "days apart",
        "date_31" | "date_far" => "weeks apart",
        "date_outside" => "dates that exclude one another",
        "published_same" => "published the same day",
        "date_within" => "one date within the other",
        "date_week" => "a week apart",
        "published_2" => "published days apart",
        "published_7" => "published within a week",
        "published_31" | "published_far" => "published weeks apart",
        "after_publication" => "told to have happened after the other was published",
        "place_same" | "town_shared" => "the same place",
        "site_shared" => "the same street or building",
        "site_other" | "site_rival" => "other streets or buildings",
        "place_25" => "places close by",
        "place_100" | "place_far" | "place_division" | "place_country" => "other places",
        "place_named" => "one names the other's place",
        "place_unnamed" => "neither names the other's place",
        "place_within" => "one place within the other",
        "type_same" => "the same kind of act",
        "type_kin" => "kindred kinds of act",
        "type_other" => "other kinds of act",
        "killed_same" | "wounded_same" | "figures_same" | "killed_many" | "wounded_many" => {
            "the same figures"
        }
        "killed_rose" | "wounded_rose" => "a higher toll",
        "killed_fell" | "wounded_fell" | "killed_apart" | "wounded_apart" | "figures_other"
        | "killed_ratio" | "wounded_ratio" => "other figures",
        "organisation_shared" => "the same organisation",
        "organisation_other" => "other organisations",
        "weapon_shared" => "the same weapons",
        "weapon_other" => "other weapons",
        "victim_shared" => "the same kind of victims",
        "victim_other" => "other victims",
        "target_shared" => "the same kind of target",
        "target_other" => "other kinds of target",
        "ages_other" => "other ages",
        "copy" => "copied text",
        "background_both" => "told as history by both",
        "background_one" => "told as history by one",
        "operation_one" => "one tells an operation",
        "stage_other" => "one tells an attempt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_is_told_once_and_what_counts_against_stands_behind_but() {
        let reason = |feature: &str, holds, weight| LinkReason {
            feature: feature.to_owned(),
            holds,
            weight,
        };
        let told = reasons(&[
            reason("rare_text", true, 5.0),
            reason("rare_passages", true, 2.0),
            reason("date_31", true, -1.7),
            reason("text", true, -0.9),
            reason("killed_same", false, -0.8),
            reason("place_same", true, 0.3),
            reason("target_shared", true, 0.1),
        ]);
        assert_eq!(
            told,
            [
                "rare words in common",
                "but weeks apart",
                "but unlike in their words",
                "the same place"
            ]
        );
        let unknown = ["beside", "no_such_feature"];
        assert!(unknown.iter().all(|feature| words(feature).is_none()));
    }
}

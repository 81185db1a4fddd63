//! Names of the network's logits, from `labels.json`.

use std::str::FromStr;

use dateline_core::{DocumentLabel, MentionKind};
use serde::Deserialize;

use crate::error::EncodeError;

/// `labels.json`: for each output, the name of each logit in order.
#[derive(Deserialize)]
struct LabelsFile {
    upos: Vec<String>,
    deprel: Vec<String>,
    role: Vec<String>,
    entity: Vec<String>,
    trigger: Vec<String>,
    attribution: Vec<String>,
    document: Vec<String>,
}

/// The logits of one softmax that marks mentions: an `O`, and a `B` and an `I` for each kind.
#[derive(Debug, PartialEq)]
pub(crate) struct Tagger {
    /// Index of the first logit among those of its output.
    pub(crate) first: usize,
    /// Number of logits.
    pub(crate) width: usize,
    /// Kind, index of its `B` and of its `I`, counted from `first`.
    pub(crate) kinds: Vec<(MentionKind, usize, usize)>,
}

/// What each logit stands for.
pub(crate) struct Labels {
    pub(crate) upos: Vec<String>,
    pub(crate) deprel: Vec<String>,
    pub(crate) role: Vec<Tagger>,
    pub(crate) entity: Vec<Tagger>,
    pub(crate) trigger: Vec<Tagger>,
    pub(crate) attribution: Vec<Tagger>,
    pub(crate) document: Vec<DocumentLabel>,
}

impl Labels {
    /// Reads `labels.json`.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, EncodeError> {
        let file: LabelsFile = serde_json::from_slice(json).map_err(|error| malformed(&error))?;
        if !file.deprel.iter().any(|name| name == "root") {
            return Err(malformed(&"no relation root among deprel"));
        }
        let document = file.document.iter().map(|name| {
            DocumentLabel::from_str(name).map_err(|_| malformed(&format!("no label {name}")))
        });
        Ok(Self {
            role: taggers(&file.role, false)?,
            entity: taggers(&file.entity, true)?,
            trigger: taggers(&file.trigger, false)?,
            attribution: taggers(&file.attribution, false)?,
            document: document.collect::<Result<_, _>>()?,
            upos: file.upos,
            deprel: file.deprel,
        })
    }
}

fn malformed(cause: &dyn std::fmt::Display) -> EncodeError {
    EncodeError::Malformed {
        what: "labels.json".to_owned(),
        cause: cause.to_string(),
    }
}

/// Every name that starts with `O` opens a softmax of its own.
fn taggers(names: &[String], entity: bool) -> Result<Vec<Tagger>, EncodeError> {
    let mut taggers: Vec<Tagger> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if name == "O" || name.starts_with("O-") {
            taggers.push(Tagger {
                first: index,
                width: 0,
                kinds: Vec::new(),
            });
        }
        let tagger = taggers
            .last_mut()
            .ok_or_else(|| malformed(&format!("{name} stands before any O")))?;
        add(tagger, name, index - tagger.first, entity)?;
    }
    Ok(taggers)
}

fn add(tagger: &mut Tagger, name: &str, index: usize, entity: bool) -> Result<(), EncodeError> {
    tagger.width = index + 1;
    match name.split_once('-') {
        _ if name.starts_with('O') => Ok(()),
        Some(("B", kind)) => {
            tagger
                .kinds
                .push((mention_kind(kind, entity)?, index, index));
            Ok(())
        }
        Some(("I", kind)) => {
            let kind = mention_kind(kind, entity)?;
            let begun = tagger.kinds.iter_mut().find(|begun| begun.0 == kind);
            let begun = begun.ok_or_else(|| malformed(&format!("{name} stands before its B")))?;
            begun.2 = index;
            Ok(())
        }
        _ => Err(malformed(&format!("{name} is no O, B- or I- label"))),
    }
}

/// A weapon is both a role and an entity; the two are different kinds of mention.
fn mention_kind(name: &str, entity: bool) -> Result<MentionKind, EncodeError> {
    if entity && name == "weapon" {
        return Ok(MentionKind::WeaponEntity);
    }
    MentionKind::from_str(name).map_err(|_| malformed(&format!("no kind of mention {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<String> {
        list.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn each_outside_label_opens_its_own_softmax() {
        let found = taggers(
            &names("O-source B-source I-source O-cue B-cue I-cue"),
            false,
        )
        .unwrap();
        let firsts: Vec<_> = found
            .iter()
            .map(|tagger| (tagger.first, tagger.width))
            .collect();
        assert_eq!(firsts, [(0, 3), (3, 3)]);
        assert_eq!(found[1].kinds, [(MentionKind::Cue, 1, 2)]);
    }

    #[test]
    fn a_weapon_is_a_role_or_an_entity() {
        let list = names("O B-weapon I-weapon");
        assert_eq!(
            taggers(&list, false).unwrap()[0].kinds[0].0,
            MentionKind::Weapon
        );
        assert_eq!(
            taggers(&list, true).unwrap()[0].kinds[0].0,
            MentionKind::WeaponEntity
        );
    }

    #[test]
    fn unknown_or_misplaced_labels_are_refused() {
        for list in ["B-victim", "O I-victim", "O B-unicorn", "O victim"] {
            assert!(taggers(&names(list), false).is_err(), "{list}");
        }
    }
}

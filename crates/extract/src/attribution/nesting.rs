//! Who speaks in whose words.

use dateline_core::{Source, Stance};

use crate::syntax::TokenId;

use super::find::Found;
use super::{Attribution, Telling};

/// The attribution with the smallest content around a token; `None` where the publisher speaks.
pub(crate) fn innermost(all: &[Attribution], token: TokenId) -> Option<&Attribution> {
    all.iter()
        .filter(|attribution| attribution.believed)
        .filter_map(|attribution| Some((length_around(attribution, token)?, attribution)))
        // Of two equal contents the later is the nearer speaker: "..., the BBC said, citing police".
        .min_by_key(|(length, attribution)| (*length, std::cmp::Reverse(attribution.cue_token)))
        .map(|(_, attribution)| attribution)
}

pub(super) fn length_around(attribution: &Attribution, token: TokenId) -> Option<usize> {
    let holds = attribution
        .content
        .iter()
        .any(|range| range.contains(&token));
    holds.then(|| attribution.content.iter().map(ExactSizeIterator::len).sum())
}

/// Appends to each chain those in whose words the cue stands, and gives qualifiers the speaker whom they qualify.
pub(super) fn nest(own_voice: &Source, found: &[Found], all: &mut [Attribution]) {
    let parents: Vec<Option<usize>> = (0..all.len()).map(|at| parent(all, at)).collect();
    let own: Vec<(Source, Option<usize>)> = all
        .iter()
        .map(|attribution| (attribution.source.clone(), attribution.voice))
        .collect();
    for at in 0..all.len() {
        all[at].inside = parents[at];
        let mut up = parents[at];
        for _ in 0..4 {
            let Some(outer) = up else { break };
            all[at]
                .source
                .chain
                .extend(own[outer].0.chain.iter().cloned());
            if found[at].speaker.is_none() && all[at].voice.is_none() {
                all[at].voice = own[outer].1;
                inherit(all, at, outer);
            }
            up = parents[outer];
        }
        if all[at].source.chain.is_empty() {
            all[at].source = own_voice.clone();
        }
    }
}

/// A hedge within a denial is still denied, and keeps the publisher's distance from the speaker.
fn inherit(all: &mut [Attribution], at: usize, outer: usize) {
    if all[at].stance == Stance::Asserts {
        all[at].stance = all[outer].stance;
    }
    all[at].distanced |= all[outer].distanced;
    if all[at].telling == Telling::Unmarked {
        all[at].telling = all[outer].telling;
    }
}

/// The attribution in whose content the cue of another stands.
fn parent(all: &[Attribution], at: usize) -> Option<usize> {
    let token = all[at].cue_token;
    let own: usize = all[at].content.iter().map(ExactSizeIterator::len).sum();
    (0..all.len())
        .filter(|&other| {
            other != at
                && all[other].voice.is_some()
                && all[other].voice != all[at].voice
                && (all[other].believed || !all[at].believed)
        })
        .filter_map(|other| Some((length_around(&all[other], token)?, other)))
        .filter(|&(length, _)| length > own)
        .min()
        .map(|(_, other)| other)
}

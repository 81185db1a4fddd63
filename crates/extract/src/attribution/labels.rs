//! Speakers named in brackets, as transcripts of broadcasts have them: "[SPEECH] [PRESIDENT BARCO] [TEXT] FELLOW CITIZENS",
//! "[INTERVIEW WITH LOPEZ BY REPORTERS] [TEXT] [REPORTER] WHO FIRED? [LOPEZ] NOBODY DID".

use std::ops::Range;

use dateline_core::{Certainty, Stance};

use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;
use super::find::Found;
use super::phrase::{Phrase, starting_at};

/// What opens a report that is one speaker's words, whom the next label names.
const SPOKEN: [&str; 5] = ["speech", "communique", "statement", "address", "message"];
/// Who asks, in an interview whose label need not name him.
const ASKS: [&str; 5] = [
    "reporter",
    "announcer",
    "correspondent",
    "interviewer",
    "unidentified reporter",
];
/// Words of a label.
const LONGEST: usize = 16;

/// Each sentence, or what of it follows a label, as said by the speaker whom the last label names.
pub(super) fn labelled(syntax: &Syntax<'_>) -> Vec<Found> {
    let labels = labels(syntax);
    let mut turns: Vec<(Range<TokenId>, TokenId)> = Vec::new();
    let mut interviewed: Option<&Range<TokenId>> = None;
    for (at, label) in labels.iter().enumerate() {
        let named = words(syntax, label);
        let before = at.checked_sub(1).map(|before| &labels[before]);
        let is_spoken = before.is_some_and(|before| {
            before.end + 2 == label.start && SPOKEN.contains(&words(syntax, before).as_str())
        });
        let is_turn = interviewed.is_some_and(|interview| {
            ASKS.contains(&named.as_str()) || is_named_in(syntax, label, interview)
        });
        if named.starts_with("interview with") {
            interviewed = Some(label);
        } else if is_spoken || is_turn {
            turns.push((label.clone(), label.end + 1));
        }
    }
    let ends = turns.iter().skip(1).map(|(label, _)| label.start - 1);
    let ends: Vec<TokenId> = ends.chain([syntax.len()]).collect();
    turns
        .iter()
        .zip(ends)
        .flat_map(|((label, from), end)| said(syntax, label, *from..end))
        .collect()
}

/// What stands between brackets, without them.
fn labels(syntax: &Syntax<'_>) -> Vec<Range<TokenId>> {
    let opens = (0..syntax.len()).filter(|&id| syntax.word(id) == "[");
    opens
        .filter_map(|open| {
            let limit = syntax.len().min(open + 1 + LONGEST);
            let close = (open + 1..limit).find(|&id| matches!(syntax.word(id), "]" | "["))?;
            (syntax.word(close) == "]" && close > open + 1).then_some(open + 1..close)
        })
        .collect()
}

fn words(syntax: &Syntax<'_>, label: &Range<TokenId>) -> String {
    let words: Vec<&str> = label.clone().map(|id| syntax.word(id)).collect();
    words.join(" ")
}

fn is_named_in(syntax: &Syntax<'_>, label: &Range<TokenId>, named: &Range<TokenId>) -> bool {
    label.clone().all(|id| {
        let mut names = named.clone();
        names.any(|other| syntax.word(other) == syntax.word(id))
    })
}

/// One attribution a sentence, since contents are compared by their length.
fn said(syntax: &Syntax<'_>, label: &Range<TokenId>, turn: Range<TokenId>) -> Vec<Found> {
    let Some(speaker) = starting_at(syntax, label.start, label.end) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut from = turn.start;
    while from < turn.end {
        let sentence = syntax.sentence_tokens(syntax.sentence_of(from));
        let content = from..sentence.end.min(turn.end);
        from = content.end.max(from + 1);
        found.push(one(label, speaker.clone(), content));
    }
    found
}

fn one(label: &Range<TokenId>, speaker: Phrase, content: Range<TokenId>) -> Found {
    Found {
        words: label.start - 1..label.end + 1,
        verb: label.start - 1,
        shape: Shape::Speech,
        speaker: Some(speaker),
        outer: None,
        content: vec![content],
        marked: Vec::new(),
        stance: Stance::Asserts,
        certainty: Certainty::Stated,
        distanced: false,
        by_rule: true,
        believed: true,
    }
}

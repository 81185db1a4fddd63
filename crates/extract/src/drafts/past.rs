//! What a report tells of a person's past or habits beside the act that it is there to tell.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{FigureKind, IncidentType, TimeFrame};
use dateline_normalize::figures;

use super::{Draft, Reading};
use crate::events::subject_of;
use crate::figures::Counted;
use crate::syntax::{Syntax, TokenId};
use crate::table::rows;
use crate::triggers::Trigger;

/// What a word of `data/past_acts.tsv` makes of the act under it.
enum Past {
    /// Somebody answers for it; the prepositions that say so.
    Answers(Vec<&'static str>),
    /// Somebody leads such acts.
    Leads,
}

static PAST: LazyLock<HashMap<&'static str, Past>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for row in rows(include_str!("../../../../data/past_acts.tsv")) {
        for form in row[0].split('|') {
            let past = match row[1] {
                "answers" => Past::Answers(row[2].split('|').collect()),
                _ => Past::Leads,
            };
            words.insert(form, past);
        }
    }
    words
});

/// How far above an act the word stands that ties somebody to it ("linked to an attack that killed four").
const REACH: usize = 6;

/// Whether an act is what somebody answers for whom forces pursue in an act told before: "is linked to an attack that killed four".
/// It is history beside the raid, whichever acts else the sentence tells.
pub(super) fn is_answered_for(reading: &Reading<'_>, drafts: &[Draft<'_>], at: usize) -> bool {
    let is_pursuit = |draft: &Draft<'_>| {
        is_pursuit(draft.incident_type) && draft.time_frame == TimeFrame::Current
    };
    drafts.iter().any(is_pursuit) && ties_above(reading.syntax, reading.events[at].trigger.token)
}

/// What forces do to those whom they pursue.
pub(super) fn is_pursuit(kind: IncidentType) -> bool {
    matches!(
        kind,
        IncidentType::Raid
            | IncidentType::Arrest
            | IncidentType::AirStrike
            | IncidentType::Execution
    )
}

fn ties_above(syntax: &Syntax<'_>, act: TokenId) -> bool {
    syntax
        .ancestors(act)
        .take(REACH)
        .any(|token| is_tied(syntax, token))
}

/// "linked to X": a word that makes somebody answer for what stands under it by its preposition.
fn is_tied(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let Some(Past::Answers(prepositions)) = syntax
        .head(token)
        .and_then(|head| PAST.get(syntax.word(head)))
    else {
        return false;
    };
    syntax
        .case_of(token)
        .is_some_and(|case| prepositions.contains(&case))
}

/// "He leads attacks on army posts": acts in the plural, without number, day or toll, that somebody leads or answers for are a
/// habit. The order of words decides: trees of such lists are seldom right.
pub(super) fn is_habit(reading: &Reading<'_>, at: usize) -> bool {
    let (syntax, event) = (reading.syntax, &reading.events[at]);
    let trigger = event.trigger;
    if is_trade(reading, trigger.token) || is_line_of_work(syntax, trigger) {
        return true;
    }
    let sentence = syntax.sentence_tokens(event.sentence);
    let is_nominal = |id: TokenId| matches!(syntax.upos(id), "NOUN" | "PROPN" | "ADJ");
    let last = (trigger.end..sentence.end)
        .take_while(|&id| is_nominal(id) || ["attacks", "strikes"].contains(&syntax.word(id)))
        .last()
        .unwrap_or(trigger.end - 1);
    let is_plural = syntax.upos(trigger.token) != "VERB" && syntax.word(last).ends_with('s');
    let is_effect = trigger
        .sense
        .figure
        .is_some_and(|kind| kind != FigureKind::Affected);
    is_plural
        && !is_effect
        && !is_dated_or_counted(reading, event.sentence)
        && is_led(syntax, sentence.start..trigger.first)
}

/// Whether the words right before an act, or before the list that it stands in, say that somebody leads or answers for it.
fn is_led(syntax: &Syntax<'_>, before: Range<TokenId>) -> bool {
    let first = before.start;
    for id in before.rev().take(LIST) {
        let word = syntax.word(id);
        match PAST.get(word) {
            Some(Past::Leads) => return !has_plural_subject(syntax, id),
            _ if id > first && is_answer(syntax, id - 1, word) => return true,
            _ => {}
        }
        let goes_on = matches!(
            syntax.upos(id),
            "NOUN" | "PROPN" | "ADJ" | "CCONJ" | "PUNCT" | "DET"
        ) || VAGUE.contains(&word);
        if !goes_on {
            return false;
        }
    }
    false
}

/// Words of a list that count nothing exactly.
const VAGUE: [&str; 6] = ["as", "well", "multiple", "numerous", "several", "various"];

/// How many words a list may have before the act.
const LIST: usize = 14;

fn is_answer(syntax: &Syntax<'_>, id: TokenId, preposition: &str) -> bool {
    matches!(PAST.get(syntax.word(id)), Some(Past::Answers(all)) if all.contains(&preposition))
}

/// "a mine expert", "an IED facilitator": a device that says what somebody's trade is.
fn is_trade(reading: &Reading<'_>, token: TokenId) -> bool {
    const DEVICES: [&str; 6] = ["ied", "ieds", "device", "devices", "landmine", "mine"];
    let syntax = reading.syntax;
    let is_person = |head| figures::names_person(reading.document.text.slice(syntax.span(head)));
    DEVICES.contains(&syntax.word(token))
        && syntax.deprel(token) == "compound"
        && syntax.head(token).is_some_and(is_person)
}

/// "a gang engaged in the extortion of growers": what a group does for a living.
fn is_line_of_work(syntax: &Syntax<'_>, trigger: Trigger) -> bool {
    const ENGAGED: [&str; 6] = [
        "engaged",
        "engages",
        "dedicated",
        "specialised",
        "specialized",
        "specialising",
    ];
    let start = syntax
        .sentence_tokens(syntax.sentence_of(trigger.first))
        .start;
    let mut before = (start..trigger.first).rev().take(4);
    matches!(syntax.upos(trigger.token), "NOUN" | "PROPN")
        && before.any(|id| ENGAGED.contains(&syntax.word(id)))
}

/// "Rebels led attacks" may tell of an offensive.
fn has_plural_subject(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let before = verb.checked_sub(1);
    [subject_of(syntax, verb), before]
        .into_iter()
        .flatten()
        .any(|id| syntax.upos(id) == "NOUN" && syntax.word(id).ends_with('s'))
}

fn is_dated_or_counted(reading: &Reading<'_>, sentence: usize) -> bool {
    let is_counted = |one: &Counted| {
        reading.events[one.event].sentence == sentence
            && matches!(one.figure.kind, FigureKind::Killed | FigureKind::Wounded)
    };
    reading.dates.iter().any(|date| date.sentence == sentence)
        || reading.counted.iter().any(is_counted)
}

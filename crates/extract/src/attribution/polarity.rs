//! Whether a cue was spoken at all: modals, negation, withdrawal.

use std::ops::Range;

use dateline_core::{Certainty, Stance};

use crate::revisions::{self, Role};
use crate::syntax::{Syntax, TokenId};

use super::cues::{Cues, Shape};
use super::find::Found;
use super::phrase::Phrase;

/// Whether the cue only might be spoken: "if police say", "the generals will say".
pub(crate) fn is_hypothetical(syntax: &Syntax<'_>, words: &Range<TokenId>, shape: Shape) -> bool {
    const MODALS: [&str; 9] = [
        "will", "would", "may", "might", "should", "shall", "must", "can", "could",
    ];
    let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
    let from = words.start.saturating_sub(3).max(sentence.start);
    let has_modal = (from..words.start).any(|id| {
        let is_able = syntax.word(id) == "can" && shape == Shape::Statement;
        MODALS.contains(&syntax.word(id))
            && !is_able
            && (id + 1..words.start).all(|next| syntax.upos(next) != "NOUN")
    });
    let is_negated = (from..words.start).any(|id| matches!(syntax.word(id), "not" | "t"));
    has_modal && !is_negated
}

/// "it will be recalled that", "was told": a passive that names no speaker.
pub(crate) fn is_impersonal_passive(syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(words.start));
    let mut at = words.start;
    while at > sentence.start && syntax.upos(at - 1) == "ADV" {
        at -= 1;
    }
    let is_passive = at > sentence.start
        && matches!(
            syntax.word(at - 1),
            "be" | "been" | "being" | "was" | "were" | "is" | "are"
        )
        && !syntax.word(words.start).ends_with("ing");
    let near = words.end..(words.end + 4).min(sentence.end);
    is_passive
        && syntax.word(words.end - 1) != "by"
        && !near
            .clone()
            .any(|id| syntax.word(id) == "by" && syntax.word(id - 1) != "one")
}

/// Turns "did not say", "no group has claimed", "refused to confirm" into a doubt.
pub(crate) fn negate(syntax: &Syntax<'_>, cues: &Cues, found: &mut Found) {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(found.verb));
    let from = found.words.start.saturating_sub(5).max(sentence.start);
    let near = (from..found.words.start)
        .rev()
        .take_while(|&id| {
            matches!(syntax.upos(id), "AUX" | "PART" | "ADV" | "PUNCT" | "CCONJ")
                && syntax.word(id) != ","
        })
        .any(|id| matches!(syntax.word(id), "not" | "t" | "never" | "neither" | "nor"));
    let refuses = cues.has(syntax, from..found.words.start, Shape::Silence)
        && syntax.word(found.words.start - 1) == "to";
    let nobody = found.speaker.as_ref().is_some_and(|speaker| {
        matches!(
            syntax.word(speaker.tokens.start),
            "no" | "none" | "nobody" | "neither"
        )
    });
    if near || refuses || nobody {
        if found.stance == Stance::Denies {
            found.certainty = Certainty::Possible;
        }
        found.stance = Stance::Questions;
        found.distanced = false;
    }
}

/// "conceded that the first account had been wrong": what the speaker said before is taken back. "Said that a rumour was false"
/// denies what others told.
pub(crate) fn withdraw(syntax: &Syntax<'_>, cues: &Cues, found: &mut Found) {
    let admits = matches!(found.stance, Stance::Asserts | Stance::Confirms)
        && cues.has(syntax, found.words.clone(), Shape::Admission);
    let mut wrong = found
        .content
        .iter()
        .filter(|range| cues.has(syntax, (*range).clone(), Shape::Wrong));
    let Some(content) = wrong.next().filter(|_| admits) else {
        return;
    };
    found.stance = if is_hearsay(syntax, content) {
        Stance::Denies
    } else {
        Stance::Retracts
    };
}

/// "(A rumour) that soldiers had shot students", "(reports) of an attack": what goes round, and is nobody's own word.
fn is_hearsay(syntax: &Syntax<'_>, content: &Range<TokenId>) -> bool {
    const OPENING: usize = 4;
    const OWN: [&str; 8] = [
        "its", "his", "her", "their", "our", "my", "earlier", "previous",
    ];
    let opening = content.start..content.end.min(content.start + OPENING);
    let noun = opening.clone().find(|&id| {
        matches!(
            syntax.word(id),
            "rumour" | "rumours" | "rumor" | "rumors" | "reports" | "allegations" | "stories"
        )
    });
    noun.is_some_and(|noun| !(opening.start..noun).any(|id| OWN.contains(&syntax.word(id))))
}

/// "the attack claimed the lives of two": no speech.
pub(super) fn takes_lives(syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
    const NEAR: usize = 5;
    let end = syntax.sentence_tokens(syntax.sentence_of(words.start)).end;
    let is_life = |id: &TokenId| matches!(syntax.word(*id), "life" | "lives");
    let is_verb = |id: TokenId| id < end && matches!(syntax.upos(id), "VERB" | "AUX");
    let life = (words.end..end.min(words.end + NEAR)).find(is_life);
    // "claimed five lives were lost" is speech.
    words.len() == 1
        && syntax.word(words.start).starts_with("claim")
        && life.is_some_and(|life| !is_verb(life + 1) && !(words.end..life).any(is_verb))
}

/// "two more than first reported": a comparison, whoever reported.
pub(super) fn is_compared(syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
    let start = syntax
        .sentence_tokens(syntax.sentence_of(words.start))
        .start;
    let first = words.start.saturating_sub(2).max(start);
    (first..words.start).any(|id| syntax.word(id) == "than")
}

/// "a faction calling itself the Column": a name, and no speech.
pub(super) fn names_itself(syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(words.start)).end;
    words.end < end
        && matches!(
            syntax.word(words.start),
            "calling" | "calls" | "called" | "call" | "describes"
        )
        && matches!(
            syntax.word(words.end),
            "itself" | "himself" | "herself" | "themselves"
        )
}

/// "The minister accused of a cover-up": nobody is named who accuses him, unless with "by".
pub(super) fn names_no_accuser(syntax: &Syntax<'_>, words: &Range<TokenId>) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(words.start)).end;
    words.end < end
        && !(words.end..end).any(|id| syntax.word(id) == "by")
        && matches!(syntax.word(words.end), "of" | "over")
        && syntax.word(words.start) == "accused"
}

/// "An earlier version of this story said", "our report gave": the publisher's own words, not another's.
pub(super) fn is_own_report(syntax: &Syntax<'_>, speaker: &Phrase) -> bool {
    const REPORTS: [&str; 8] = [
        "story", "report", "article", "page", "post", "dispatch", "edition", "headline",
    ];
    let is_report = |id: TokenId| REPORTS.contains(&syntax.word(id));
    let tokens = speaker.tokens.clone();
    revisions::within(syntax, tokens.clone(), Role::Erratum).is_some()
        || syntax.word(tokens.start) == "our" && tokens.clone().any(is_report)
}

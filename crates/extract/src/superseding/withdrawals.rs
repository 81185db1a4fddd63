//! What a source takes back in words: "took the claim back", "it was published in error", "an earlier version said".

use std::ops::Range;

use dateline_core::value::Value;
use dateline_core::{Claim, Relation, Slot, Source, Stance};

use super::{is_one_voice, voices};
use crate::attribution::Attribution;
use crate::denials::is_withdrawable;
use crate::drafts::Reading;
use crate::events::{is_negated, subject_of};
use crate::responsibility::own_source;
use crate::revisions::{self, Role};
use crate::statements::Statements;
use crate::syntax::{Syntax, TokenId};

/// How many sentences before the words of a withdrawal its speaker may be named.
const HOW_FAR: usize = 2;

/// Words by which somebody takes back what was told, and who.
struct Withdrawal<'a> {
    words: Range<TokenId>,
    source: Source,
    saying: Option<&'a Attribution>,
    /// The publisher corrects itself, whoever said what it told.
    is_erratum: bool,
}

/// Adds a retraction for each withdrawal that points to a claim.
pub(super) fn supersede(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    for sentence in 0..reading.syntax.sentence_count() {
        if let Some(withdrawal) = withdrawal(reading, sentence, statements)
            && let Some(number) = withdrawn(reading, &withdrawal, sentence, statements)
        {
            let cue = reading.syntax.span_of_tokens(withdrawal.words.clone());
            statements.retract(number, withdrawal.source, cue, withdrawal.words.start);
        }
    }
}

fn withdrawal<'a>(
    reading: &Reading<'a>,
    sentence: usize,
    statements: &Statements<'a>,
) -> Option<Withdrawal<'a>> {
    let tokens = reading.syntax.sentence_tokens(sentence);
    if let Some(words) = revisions::within(reading.syntax, tokens.clone(), Role::Erratum) {
        // "This page was corrected: an earlier post ... was wrong"
        let wrong = revisions::within(reading.syntax, words.end..tokens.end, Role::Mistaken);
        let more = revisions::within(reading.syntax, words.end..tokens.end, Role::Erratum);
        let end = wrong.or(more).map_or(words.end, |last| last.end);
        let words = words.start..end;
        return Some(Withdrawal {
            words,
            source: reading.own.clone(),
            saying: None,
            is_erratum: true,
        });
    }
    let own = revisions::within(reading.syntax, tokens.clone(), Role::Withdraw)
        .or_else(|| deleted(reading.syntax, tokens.clone()));
    let words = own
        .or_else(|| mistaken(reading.syntax, tokens.clone()))
        .or_else(|| earlier_word(reading.syntax, tokens))?;
    let deleter = deleter(reading, &words);
    let saying = speaker(reading, &words, sentence, statements)
        .filter(|saying| deleter.is_none() || saying.cue_token < words.start);
    let source = deleter
        .filter(|_| saying.is_none())
        .or_else(|| Some(saying?.source.clone()))?;
    Some(Withdrawal {
        words,
        source,
        saying,
        is_erratum: false,
    })
}

/// Words that call wrong what was told, but for "the earlier figure was six", which tells what it was.
fn mistaken(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    let end = tokens.end;
    let words = revisions::within(syntax, tokens, Role::Mistaken)?;
    let is_number = words.end < end && syntax.upos(words.end) == "NUM";
    (!is_number).then_some(words)
}

/// "The ministry deleted a post that announced ...": who deletes takes back, not the post.
fn deleter(reading: &Reading<'_>, words: &Range<TokenId>) -> Option<Source> {
    let syntax = reading.syntax;
    revisions::at(syntax, words.start, Role::Delete)?;
    let subject = subject_of(syntax, words.start)
        .filter(|&id| matches!(syntax.upos(id), "NOUN" | "PROPN"))?;
    Some(own_source(reading, syntax.noun_phrase(subject)))
}

/// "deleted the post", "disowned the number", "took down its statement".
fn deleted(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    const NEAR: usize = 4;
    let end = tokens.end;
    tokens.into_iter().find_map(|id| {
        let verb = revisions::at(syntax, id, Role::Delete).filter(|_| syntax.upos(id) == "VERB")?;
        let near = verb.end..end.min(verb.end + NEAR);
        let word = near
            .clone()
            .find_map(|at| revisions::at(syntax, at, Role::Word))?;
        let is_parted = (verb.end..word.start).any(|at| syntax.upos(at) == "PUNCT");
        (!is_parted && !is_negated(syntax, id)).then_some(id..word.end)
    })
}

/// "my earlier statement was based on a wrong list", "the first number had been a guess": who speaks so of what was said before
/// no longer stands by it.
fn earlier_word(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    const OWNERS: [&str; 7] = ["my", "our", "his", "her", "its", "their", "the"];
    let end = tokens.end;
    (tokens.start + 1..end).find_map(|id| {
        let earlier = revisions::at(syntax, id, Role::Former)?;
        let word = (earlier.end < end)
            .then(|| revisions::at(syntax, earlier.end, Role::Word))
            .flatten()?;
        let is_owned = OWNERS.contains(&syntax.word(id - 1));
        let verb = behind_aside(syntax, word.end, end);
        let be = (verb..end.min(verb + 3))
            .find(|&at| matches!(syntax.word(at), "was" | "were" | "been"))?;
        let after = be + 1..end.min(be + 4);
        // "was given before the facts were in" does not stand.
        let is_hasty =
            (be + 2..end.min(be + 5)).any(|at| matches!(syntax.word(at), "before" | "haste"));
        let stands = revisions::within(syntax, after, Role::Stands).is_some() && !is_hasty;
        (is_owned && !stands).then_some(id - 1..be + 1)
    })
}

/// "the earlier briefing, the minister told members, was": where the sentence goes on behind words between commas.
fn behind_aside(syntax: &Syntax<'_>, from: TokenId, end: TokenId) -> TokenId {
    const LONGEST: usize = 8;
    if from >= end || syntax.word(from) != "," {
        return from;
    }
    (from + 1..end.min(from + LONGEST))
        .find(|&id| syntax.word(id) == ",")
        .map_or(from, |comma| comma + 1)
}

/// Who speaks: at the words themselves, in their sentence, or last before.
fn speaker<'a>(
    reading: &Reading<'a>,
    words: &Range<TokenId>,
    sentence: usize,
    statements: &Statements<'a>,
) -> Option<&'a Attribution> {
    let has_voice = |saying: &&Attribution| saying.voice.is_some();
    let at_cue = reading
        .said
        .iter()
        .find(|saying| words.contains(&saying.cue_token));
    at_cue
        .filter(has_voice)
        .or_else(|| statements.speaker_at(words.start).filter(has_voice))
        .or_else(|| {
            reading
                .said
                .iter()
                .filter(has_voice)
                .find(|saying| saying.sentence == sentence)
        })
        .or_else(|| {
            let near = |saying: &&Attribution| {
                saying.sentence < sentence && saying.sentence + HOW_FAR >= sentence
            };
            reading.said.iter().filter(has_voice).rfind(near)
        })
}

/// The claim taken back: one told behind the words in their sentence, else the last one before.
fn withdrawn(
    reading: &Reading<'_>,
    withdrawal: &Withdrawal<'_>,
    sentence: usize,
    statements: &Statements<'_>,
) -> Option<u32> {
    let at = |claim: &Claim| statements.token_of(claim.number);
    let candidates: Vec<&Claim> = statements
        .claims()
        .iter()
        .filter(|claim| is_candidate(claim) && !statements.is_superseded(claim.number))
        .filter(|claim| {
            // "Insurgents who had announced the death of 40 said that the number was wrong": nobody else is named.
            let cue = reading.syntax.span_of_tokens(withdrawal.words.clone());
            let paper = claim.source.speaker().span;
            let is_of_paper = paper.is_some_and(|paper| paper.overlaps(cue));
            let is_unnamed = (claim.source.is_publisher() || is_of_paper)
                && reading.syntax.sentence_of(at(claim)) == sentence;
            withdrawal.is_erratum || is_unnamed || is_own(statements, claim, withdrawal)
        })
        .collect();
    // What was "counted twice" is a count of some.
    let is_of_count = withdrawal
        .words
        .clone()
        .any(|id| matches!(reading.syntax.word(id), "twice" | "double"));
    let is_fit = |claim: &&Claim| {
        let some =
            matches!(&claim.value, Some(Value::Figure(figure)) if figure.bounds.best() > Some(0));
        !is_of_count || some
    };
    let candidates: Vec<&Claim> = candidates.into_iter().filter(is_fit).collect();
    let of = |claim: &Claim| reading.syntax.sentence_of(at(claim));
    if is_withdrawn_already(reading, withdrawal, sentence, statements) {
        return None;
    }
    let reach = if withdrawal.is_erratum {
        sentence + 1
    } else {
        sentence
    };
    let behind = candidates
        .iter()
        .filter(|claim| of(claim) <= reach && at(claim) >= withdrawal.words.end)
        .min_by_key(|claim| (rank(claim.slot), at(claim)));
    let before = candidates
        .iter()
        .filter(|claim| at(claim) < withdrawal.words.start && claim.supersedes.is_none())
        .filter(|_| !withdrawal.is_erratum)
        .max_by_key(|claim| (of(claim), std::cmp::Reverse(rank(claim.slot)), at(claim)));
    // "apologised for the error: seven had died": behind a colon stands what is right.
    let is_righted = |claim: &Claim| {
        (withdrawal.words.end..at(claim)).any(|id| matches!(reading.syntax.word(id), ":" | ";"))
    };
    let behind = behind.filter(|claim| before.is_none() || !is_righted(claim));
    behind.or(before).map(|claim| claim.number)
}

/// Whether the same speaker's withdrawal was read just before, from a count that he lowered.
fn is_withdrawn_already(
    reading: &Reading<'_>,
    withdrawal: &Withdrawal<'_>,
    sentence: usize,
    statements: &Statements<'_>,
) -> bool {
    statements.claims().iter().any(|claim| {
        let told = reading
            .syntax
            .sentence_of(statements.token_of(claim.number));
        claim.stance == Stance::Retracts
            && told.abs_diff(sentence) <= 1
            && voices::is_same(&claim.source, &withdrawal.source)
    })
}

/// Of what happened to whom, and who did it: what is told of weapons, victims and targets is seldom what was wrong.
fn is_candidate(claim: &Claim) -> bool {
    let is_fact = match &claim.value {
        Some(Value::Figure(figure)) => figure.relation != Relation::Subset,
        _ => {
            matches!(claim.slot, Slot::Responsibility | Slot::Occurrence)
                || claim.slot == Slot::Target && claim.stance == Stance::Denies
        }
    };
    is_withdrawable(claim.slot)
        && is_fact
        && !claim.inherited
        && !matches!(claim.stance, Stance::Questions | Stance::Retracts)
}

fn is_own(statements: &Statements<'_>, claim: &Claim, withdrawal: &Withdrawal<'_>) -> bool {
    voices::is_same(&claim.source, &withdrawal.source)
        || withdrawal
            .saying
            .is_some_and(|saying| is_one_voice(statements, claim, saying))
}

/// What a withdrawal is told of first: counts of the dead, other counts, then who did it or whether it happened.
fn rank(slot: Slot) -> u8 {
    match slot {
        Slot::Killed => 0,
        Slot::Responsibility | Slot::Occurrence | Slot::Target => 2,
        _ => 1,
    }
}

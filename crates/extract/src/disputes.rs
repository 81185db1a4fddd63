//! Counts that somebody disputes or cannot give, in words that hold no number: "a fantasy", "could not say how many".

use std::ops::Range;

use dateline_core::value::Value;
use dateline_core::{Claim, Relation, Slot, Stance};

use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::revisions::{self, Role};
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// How many sentences before the words of a dispute the figure may stand.
const HOW_FAR: usize = 2;

/// Claims the figures that are disputed and the counts that are told to be unknown.
pub(crate) fn claim_disputes(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    for sentence in 0..reading.syntax.sentence_count() {
        let tokens = reading.syntax.sentence_tokens(sentence);
        if let Some(words) = revisions::within(reading.syntax, tokens.clone(), Role::Untrue) {
            deny(reading, words, sentence, statements);
        }
        if let Some(words) = unknown_count(reading, tokens) {
            question(reading, words, sentence, statements);
        }
    }
}

/// What is called untrue is the figure that another speaker gave last; its denial carries it (codebook decision 26).
fn deny(
    reading: &Reading<'_>,
    words: Range<TokenId>,
    sentence: usize,
    statements: &mut Statements<'_>,
) {
    let Some(saying) = speaker(reading, &words, sentence, statements) else {
        return;
    };
    let Some(told) = last_figure(reading, sentence, words.start, statements) else {
        return;
    };
    let is_own = saying.voice.is_some()
        && statements
            .speaker_at(statements.token_of(told.number))
            .is_some_and(|other| other.voice == saying.voice);
    let is_told = statements.claims().iter().any(|claim| {
        claim.stance == Stance::Denies
            && claim.slot == told.slot
            && reading
                .syntax
                .sentence_of(statements.token_of(claim.number))
                == sentence
    });
    if is_own || is_told || told.stance == Stance::Denies {
        return;
    }
    let span = reading.syntax.span_of_tokens(words.clone());
    let statement = Statement {
        value: told.value.clone(),
        ..Statement::without_value(told.incident as usize, told.slot, span, words.start)
    };
    statements.add_as(statement, saying.source.clone(), Stance::Denies, Some(span));
}

/// Who speaks at the words, or in their sentence; nobody where only the report does.
fn speaker<'a>(
    reading: &Reading<'a>,
    words: &Range<TokenId>,
    sentence: usize,
    statements: &Statements<'a>,
) -> Option<&'a Attribution> {
    let has_voice = |saying: &&Attribution| saying.voice.is_some();
    let near = |saying: &&Attribution| {
        saying.sentence == sentence
            && saying.cue_token + 4 >= words.start
            && saying.cue_token < words.end
    };
    reading
        .said
        .iter()
        .filter(has_voice)
        .rfind(near)
        .or_else(|| statements.speaker_at(words.start).filter(has_voice))
}

/// The first count of the nearest sentence before `end` that tells any.
fn last_figure(
    reading: &Reading<'_>,
    sentence: usize,
    end: TokenId,
    statements: &Statements<'_>,
) -> Option<Claim> {
    let of = |claim: &Claim| {
        reading
            .syntax
            .sentence_of(statements.token_of(claim.number))
    };
    statements
        .claims()
        .iter()
        .filter(|claim| !claim.inherited && is_own_count(claim))
        .filter(|claim| statements.token_of(claim.number) < end && of(claim) + HOW_FAR >= sentence)
        .min_by_key(|claim| {
            (
                std::cmp::Reverse(of(claim)),
                claim.slot != Slot::Killed,
                claim.number,
            )
        })
        .cloned()
}

fn is_own_count(claim: &Claim) -> bool {
    matches!(&claim.value, Some(Value::Figure(figure)) if figure.relation != Relation::Subset)
}

/// "could not say how many": the words from the doubt to the count that is not known.
fn unknown_count(reading: &Reading<'_>, tokens: Range<TokenId>) -> Option<Range<TokenId>> {
    let syntax = reading.syntax;
    let many = (tokens.start + 1..tokens.end)
        .find(|&id| syntax.word(id - 1) == "how" && syntax.word(id) == "many")?;
    let from = many.saturating_sub(9).max(tokens.start);
    let doubt = revisions::within(syntax, from..many, Role::Unknown)?;
    Some(doubt.start..many + 1)
}

/// A count that nobody gives is doubted without a value (codebook section 5).
fn question(
    reading: &Reading<'_>,
    words: Range<TokenId>,
    sentence: usize,
    statements: &mut Statements<'_>,
) {
    let told = last_figure(reading, sentence, words.start, statements);
    let end = reading.syntax.sentence_tokens(sentence).end;
    let named = reading.events.iter().find_map(|event| {
        let is_behind = event.sentence == sentence
            && event.trigger.first >= words.end
            && event.trigger.first < end;
        event.trigger.sense.figure.filter(|_| is_behind)
    });
    let incident = told
        .as_ref()
        .map(|claim| claim.incident)
        .or_else(|| statements.claims().first().map(|claim| claim.incident));
    let slot = named
        .map(|kind| kind.slot())
        .or_else(|| told.map(|claim| claim.slot));
    let (Some(incident), Some(slot)) = (incident, slot) else {
        return;
    };
    let saying = speaker(reading, &words, sentence, statements);
    let source = saying.map_or_else(|| reading.own.clone(), |saying| saying.source.clone());
    let span = reading.syntax.span_of_tokens(words.clone());
    let statement = Statement::without_value(incident as usize, slot, span, words.start);
    statements.add_as(statement, source, Stance::Questions, Some(span));
}

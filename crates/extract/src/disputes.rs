//! Counts that somebody disputes or cannot give, in words that hold no number: "a fantasy", "could not say how many".

mod rebuffs;

use std::ops::Range;

use dateline_core::value::Value;
use dateline_core::{Claim, Relation, Slot, Source, Stance};

use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::responsibility::own_source;
use crate::revisions::{self, Role};
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// How many sentences before the words of a dispute the figure may stand.
const HOW_FAR: usize = 2;

/// Claims the figures that are disputed or confirmed, and the counts that are told to be unknown.
pub(crate) fn claim_disputes(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    for sentence in 0..reading.syntax.sentence_count() {
        let tokens = reading.syntax.sentence_tokens(sentence);
        let untrue = revisions::within(reading.syntax, tokens.clone(), Role::Untrue);
        if let Some(words) = untrue.or_else(|| rebuffs::rebuff(reading, tokens.clone())) {
            answer(reading, words, sentence, Stance::Denies, statements);
        }
        if let Some(words) = rebuffs::endorsement(reading, tokens.clone()) {
            answer(reading, words, sentence, Stance::Confirms, statements);
        }
        if let Some(words) = unknown_count(reading, tokens) {
            question(reading, words, sentence, statements);
        }
    }
}

/// Who answers what another told.
struct Answerer {
    source: Source,
    voice: Option<usize>,
}

/// What is called untrue, or confirmed, is the figure that another speaker gave last; the answer carries it (codebook decisions 26
/// and 54).
fn answer(
    reading: &Reading<'_>,
    words: Range<TokenId>,
    sentence: usize,
    stance: Stance,
    statements: &mut Statements<'_>,
) {
    let Some(answerer) = answerer(reading, &words, sentence, statements) else {
        return;
    };
    let is_answered = statements.claims().iter().any(|claim| {
        claim.stance == stance
            && (is_own_count(claim) || claim.slot == Slot::Responsibility)
            && reading
                .syntax
                .sentence_of(statements.token_of(claim.number))
                == sentence
    });
    if is_answered {
        return;
    }
    let both = revisions::within(reading.syntax, words.clone(), Role::Both).is_some();
    let told = last_figures(reading, sentence, words.start, statements);
    let is_anothers = |claim: &&Claim| !is_own(statements, claim, &answerer);
    let of_another: Vec<Claim> = told.iter().filter(is_anothers).cloned().collect();
    // Who answers the last figure told answers another's, or nobody's.
    let is_last = told.first().is_some_and(|last| {
        both || of_another
            .first()
            .is_some_and(|one| one.number == last.number)
    });
    for told in of_another
        .iter()
        .filter(|claim| is_last && claim.stance != Stance::Denies)
        .take(if both { 2 } else { 1 })
    {
        let span = reading.syntax.span_of_tokens(words.clone());
        let statement = Statement {
            value: told.value.clone(),
            ..Statement::without_value(told.incident as usize, told.slot, span, words.start)
        };
        statements.add_as(statement, answerer.source.clone(), stance, Some(span));
    }
}

fn is_own(statements: &Statements<'_>, claim: &Claim, answerer: &Answerer) -> bool {
    let voice = statements
        .speaker_at(statements.token_of(claim.number))
        .and_then(|saying| saying.voice);
    answerer.voice.is_some() && voice == answerer.voice
}

/// Who speaks at the words, or in their sentence, else the subject of their verb; nobody where only the report does.
fn answerer(
    reading: &Reading<'_>,
    words: &Range<TokenId>,
    sentence: usize,
    statements: &Statements<'_>,
) -> Option<Answerer> {
    if let Some(saying) = speaker(reading, words, sentence, statements) {
        return Some(Answerer {
            source: saying.source.clone(),
            voice: saying.voice,
        });
    }
    let subject = rebuffs::subject(reading, words)?;
    let span = reading.syntax.noun_phrase(subject);
    Some(Answerer {
        source: own_source(reading, span),
        voice: None,
    })
}

/// Who speaks at the words, or in their sentence.
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

/// The counts told in the sentences before `end`, the nearest sentence first, and of each sentence the dead and the first first.
fn last_figures(
    reading: &Reading<'_>,
    sentence: usize,
    end: TokenId,
    statements: &Statements<'_>,
) -> Vec<Claim> {
    let of = |claim: &Claim| {
        reading
            .syntax
            .sentence_of(statements.token_of(claim.number))
    };
    let mut told: Vec<Claim> = statements
        .claims()
        .iter()
        .filter(|claim| !claim.inherited && is_own_count(claim))
        .filter(|claim| statements.token_of(claim.number) < end && of(claim) + HOW_FAR >= sentence)
        .cloned()
        .collect();
    told.sort_by_key(|claim| {
        (
            std::cmp::Reverse(of(claim)),
            claim.slot != Slot::Killed,
            claim.number,
        )
    });
    told
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
    let told = last_figures(reading, sentence, words.start, statements)
        .into_iter()
        .next();
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

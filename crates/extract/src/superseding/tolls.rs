//! Counts that replace others of the same source: running tolls, corrected ones, first versions.

use std::ops::Range;

use dateline_core::value::{Figure, Value};
use dateline_core::{Claim, PersonKind, Relation, Slot, Stance};

use super::{is_one_voice, later, voices};
use crate::attribution::Telling;
use crate::drafts::Reading;
use crate::revisions::{self, Role, Standing, standing, stands_alone};
use crate::statements::Statements;
use crate::syntax::TokenId;

/// How many sentences may lie between words that call a count an old one and the new one.
const HOW_FAR: usize = 4;

/// A figure claim and how its words set it against others.
pub(super) struct Told {
    pub(super) number: u32,
    pub(super) sentence: usize,
    pub(super) is_old: bool,
    is_new: bool,
    /// Told of a count that only a pronoun names: "raised that to eight".
    is_elliptical: bool,
    /// Told as the next of a row of counts: "two dead, then four, then six".
    is_next: bool,
    /// Told by a verb that lowers a count: "cut its toll to three".
    is_lowered: bool,
    /// Words that say so, with the number.
    words: Option<Range<TokenId>>,
}

/// Links each count to the one of the same source that it replaces.
pub(super) fn supersede(reading: &Reading<'_>, statements: &mut Statements<'_>) {
    let told = told(reading, statements);
    for old in told.iter().filter(|old| old.is_old) {
        if let Some(new) = successor(&told, old, statements) {
            replace(reading, new, old, statements);
        }
    }
    for new in told.iter().filter(|new| new.is_new) {
        match predecessor(&told, new, statements) {
            Some(old) => replace(reading, new, old, statements),
            None => update(&told, new, statements),
        }
    }
    later::supersede(reading, &told, statements);
}

/// "By nightfall the number stood at nine" after another's six: a toll that ran on, whoever gave the earlier one.
fn update(told: &[Told], new: &Told, statements: &mut Statements<'_>) {
    let claims = statements.claims();
    let later = &claims[new.number as usize];
    let is_higher = |old: &&Told| {
        let earlier = &claims[old.number as usize];
        old.sentence < new.sentence
            && earlier.slot == later.slot
            && earlier.incident == later.incident
            && number(earlier) > Some(0)
            && number(earlier) < number(later)
    };
    let runs = later.supersedes.is_none()
        && later.stance == Stance::Asserts
        && told.iter().any(|old| is_higher(&old));
    if runs {
        statements.claims_mut()[new.number as usize].stance = Stance::Updates;
    }
}

fn told(reading: &Reading<'_>, statements: &Statements<'_>) -> Vec<Told> {
    let syntax = reading.syntax;
    let figures = statements.claims().iter().filter(|claim| is_count(claim));
    figures
        .filter_map(|claim| {
            let tokens = syntax.tokens_in(*claim.evidence.spans.first()?);
            let saying = statements.speaker_at(statements.token_of(claim.number));
            let is_first = saying.is_some_and(|saying| saying.telling == Telling::First);
            let first = tokens.start;
            let how = standing(syntax, tokens);
            let is_old = matches!(how, Some(Standing::Old(_)));
            let is_elliptical =
                matches!(&how, Some(Standing::New(words)) if has_pronoun(reading, words));
            let is_next = matches!(&how, Some(Standing::New(words))
                if syntax.word(words.start) == "then" && stands_alone(syntax, words.end));
            let is_lowered = matches!(&how, Some(Standing::New(words))
                if revisions::at(syntax, words.start, Role::Cut).is_some());
            Some(Told {
                is_next,
                is_lowered,
                number: claim.number,
                sentence: syntax.sentence_of(statements.token_of(claim.number)),
                is_old: is_old || is_first && !matches!(how, Some(Standing::New(_))),
                is_new: matches!(how, Some(Standing::New(_)))
                    || claim.stance == Stance::Updates
                    || !is_old && revisions::is_recounted(syntax, first),
                is_elliptical,
                words: how.map(|how| match how {
                    Standing::Old(words) | Standing::New(words) | Standing::Given(words) => words,
                }),
            })
        })
        .collect()
}

fn has_pronoun(reading: &Reading<'_>, words: &Range<TokenId>) -> bool {
    // "its figure was nine"
    let owner = words.start.saturating_sub(1);
    (owner..words.end).any(|id| {
        ["it", "that", "this", "its", "their", "his", "her"].contains(&reading.syntax.word(id))
    })
}

fn is_count(claim: &Claim) -> bool {
    let is_own = !claim.inherited && !matches!(claim.stance, Stance::Questions | Stance::Retracts);
    is_own && figure(claim).is_some_and(|figure| figure.relation != Relation::Increment)
}

fn figure(claim: &Claim) -> Option<&Figure> {
    match &claim.value {
        Some(Value::Figure(figure)) => Some(figure),
        _ => None,
    }
}

pub(super) fn number(claim: &Claim) -> Option<u64> {
    let bounds = figure(claim)?.bounds;
    bounds.best().or(bounds.low()).or(bounds.high())
}

/// The count that took the place of an old one: of the same sentence, else the nearest before, else the nearest after.
fn successor<'t>(told: &'t [Told], old: &Told, statements: &Statements<'_>) -> Option<&'t Told> {
    if statements.is_superseded(old.number) {
        return None;
    }
    let rank = |new: &Told| {
        let is_after = new.number > old.number;
        (
            new.sentence != old.sentence,
            new.sentence > old.sentence,
            new.sentence.abs_diff(old.sentence),
            is_after,
        )
    };
    told.iter()
        .filter(|new| new.sentence.abs_diff(old.sentence) <= HOW_FAR)
        .filter(|new| !new.is_old && is_pair(statements, new, old, true))
        .filter(|new| {
            statements.claims()[new.number as usize]
                .supersedes
                .is_none()
        })
        .min_by_key(|new| rank(new))
}

/// The last count before a new one that it can have replaced.
fn predecessor<'t>(told: &'t [Told], new: &Told, statements: &Statements<'_>) -> Option<&'t Told> {
    if statements.claims()[new.number as usize]
        .supersedes
        .is_some()
    {
        return None;
    }
    told.iter()
        .filter(|old| !statements.is_superseded(old.number))
        .filter(|old| {
            // "... according to the group, which later lowered its figure to 115"
            let is_here = old.is_old
                || old.sentence == new.sentence
                    && (new.is_elliptical || new.is_next || is_said_later(statements, new, old));
            old.sentence < new.sentence || is_here && old.number < new.number
        })
        .filter(|old| is_pair(statements, new, old, new.is_lowered))
        .max_by_key(|old| (old.sentence, old.number))
}

/// "said four had died; his office later put the number at two", "but later cut the toll to three": the count of a second saying,
/// or one that was lowered.
fn is_said_later(statements: &Statements<'_>, new: &Told, old: &Told) -> bool {
    let cue = |told: &Told| {
        let saying = statements.speaker_at(statements.token_of(told.number));
        saying.map(|saying| saying.cue_token)
    };
    new.is_lowered || cue(new).is_some() && cue(old).is_some() && cue(new) != cue(old)
}

/// Whether two counts are of one slot and one source. Words that give an old count without naming who gave it ("up from
/// 31") are of whoever gives the new one.
pub(super) fn is_pair(
    statements: &Statements<'_>,
    new: &Told,
    old: &Told,
    is_told_old: bool,
) -> bool {
    let claims = statements.claims();
    let (later, earlier) = (&claims[new.number as usize], &claims[old.number as usize]);
    let is_subset =
        |claim: &Claim| figure(claim).is_some_and(|figure| figure.relation == Relation::Subset);
    let is_near = new.sentence.abs_diff(old.sentence) <= 1;
    let is_unnamed = is_near
        && (old.is_old && voices::is_earlier_paper(&earlier.source)
            || is_told_old && (earlier.source.is_publisher() || later.source.is_publisher())
            || new.is_elliptical && later.source.is_publisher());
    later.number != earlier.number
        && later.slot == earlier.slot
        && number(later) != number(earlier)
        && !(is_subset(later) && !(new.is_new && is_told_old) || is_subset(earlier) && !is_told_old)
        && later.stance != Stance::Denies
        && are_of_the_same(later, earlier)
        && (is_unnamed
            || is_near && voices::is_possessed(&later.source) && !earlier.source.is_publisher()
            || voices::is_same(&later.source, &earlier.source)
            || shares_voice(statements, later, earlier))
}

/// The dead of one side do not replace those of the other.
fn are_of_the_same(a: &Claim, b: &Claim) -> bool {
    let kinds =
        [a, b].map(|claim| figure(claim).map_or(PersonKind::Unknown, |figure| figure.of_kind));
    kinds[0] == kinds[1] || kinds.contains(&PersonKind::Unknown) && !has_part(a, b)
}

fn has_part(a: &Claim, b: &Claim) -> bool {
    [a, b]
        .iter()
        .any(|claim| figure(claim).is_some_and(|figure| figure.relation == Relation::Part))
}

fn shares_voice(statements: &Statements<'_>, a: &Claim, b: &Claim) -> bool {
    statements
        .speaker_at(statements.token_of(a.number))
        .is_some_and(|saying| is_one_voice(statements, b, saying))
}

/// Whoever gave the one count gave the other, where a pronoun alone names him.
fn share_source(claims: &mut [Claim], new: &Told, old: &Told) {
    let (later, earlier) = (new.number as usize, old.number as usize);
    if new.is_elliptical && claims[later].source.is_publisher() {
        claims[later].source = claims[earlier].source.clone();
    } else if old.is_old && claims[earlier].source.is_publisher() {
        claims[earlier].source = claims[later].source.clone();
    }
}

/// A count that rose is an update; one that was lowered takes the old one back, and stands as a claim of its own.
pub(super) fn replace(
    reading: &Reading<'_>,
    new: &Told,
    old: &Told,
    statements: &mut Statements<'_>,
) {
    let (later, earlier) = (new.number as usize, old.number as usize);
    let claims = statements.claims_mut();
    share_source(claims, new, old);
    for one in [earlier, later] {
        if let Some(Value::Figure(figure)) = &mut claims[one].value
            && (figure.relation == Relation::Subset
                || new.is_next && figure.relation == Relation::Part)
        {
            // Smaller than the other one it was taken for some of those, in a row for one of a list.
            figure.relation = Relation::Total;
        }
    }
    if claims[earlier].stance == Stance::Updates && claims[earlier].supersedes.is_none() {
        // "has risen from six to nine": the six was no news.
        claims[earlier].stance = Stance::Asserts;
    }
    let rises =
        number(&claims[later]) > number(&claims[earlier]) || claims[later].slot == Slot::Missing;
    // What was denied altogether, or put at none, was no count that rose: it is taken back. Told in one breath ("admitted that 400
    // had fled, a day after insisting that none had"), the admission stands for both.
    let is_none = number(&claims[earlier]) == Some(0);
    let is_admitted = is_none && old.sentence != new.sentence;
    if (rises || claims[earlier].stance == Stance::Denies) && !is_admitted {
        claims[later].supersedes = Some(old.number);
        if rises && !is_none && matches!(claims[later].stance, Stance::Asserts | Stance::Confirms) {
            claims[later].stance = Stance::Updates;
        }
        return;
    }
    let of_new = new.words.clone().filter(|_| new.is_new);
    let words = of_new.or_else(|| old.words.clone());
    let cue = claims[later].evidence.cue.filter(|_| is_admitted);
    let told = claims[later].evidence.spans[0];
    let span =
        cue.unwrap_or_else(|| words.map_or(told, |words| reading.syntax.span_of_tokens(words)));
    if claims[later].stance == Stance::Updates {
        claims[later].stance = Stance::Asserts;
    }
    let source = claims[later].source.clone();
    let token = reading.syntax.tokens_in(span).start;
    statements.retract(old.number, source, span, token);
}

//! What a voice tells later than it told before, though no word sets the one against the other: "On Monday it said nine. On
//! Wednesday it said twelve", "denied that anyone had fled ... admitted that forty had".

use dateline_core::value::Value;
use dateline_core::{Claim, Relation, Stance};

use super::tolls::{self, Told};
use super::voices;
use crate::attribution::{Attribution, Telling};
use crate::drafts::Reading;
use crate::revisions::{self, Role};
use crate::statements::Statements;
use crate::syntax::TokenId;

/// Links each count that its voice gives at a later time to the last one that it gave before, and takes back what was denied.
pub(super) fn supersede(reading: &Reading<'_>, told: &[Told], statements: &mut Statements<'_>) {
    for new in told.iter().filter(|new| !new.is_old) {
        let before = told.iter().filter(|old| {
            !statements.is_superseded(old.number)
                && is_of_one_incident(statements, new, old)
                && (old.sentence < new.sentence || old.is_old)
                && (tolls::is_pair(statements, new, old, false)
                    || is_recounted(reading, statements, new, old))
        });
        let is_free = statements.claims()[new.number as usize]
            .supersedes
            .is_none();
        let found = before
            .filter(|old| {
                is_denial(statements, old) && admits(statements, new)
                    || is_free && tells_later(reading, statements, new, old)
            })
            .max_by_key(|old| (old.sentence, old.number));
        if let Some(old) = found {
            tolls::replace(reading, new, old, statements);
        }
    }
}

fn is_of_one_incident(statements: &Statements<'_>, new: &Told, old: &Told) -> bool {
    let incident = |told: &Told| statements.claims()[told.number as usize].incident;
    incident(new) == incident(old)
}

/// "(arrested twelve.) On Tuesday they said nine had been arrested": fewer than before, with no noun and on another day, are no
/// part of them.
fn is_recounted(
    reading: &Reading<'_>,
    statements: &Statements<'_>,
    new: &Told,
    old: &Told,
) -> bool {
    let claims = statements.claims();
    let (later, earlier) = (&claims[new.number as usize], &claims[old.number as usize]);
    let told = reading.syntax.tokens_in(later.evidence.spans[0]);
    let after = told.end.saturating_add(2).min(reading.syntax.len());
    let is_of_them =
        (told.start..after).any(|id| matches!(reading.syntax.word(id), "of" | "them" | "those"));
    let of = |claim: &Claim| match &claim.value {
        Some(Value::Figure(figure)) => Some(figure.relation),
        _ => None,
    };
    later.slot == earlier.slot
        && of(later) == Some(Relation::Subset)
        && of(earlier) == Some(Relation::Total)
        && tolls::number(later) < tolls::number(earlier)
        && tolls::number(later) > Some(0)
        && voices::is_same(&later.source, &earlier.source)
        && !later.source.is_publisher()
        && !is_of_them
        && is_bare(reading, later)
}

/// A count of none, denied or told before.
fn is_denial(statements: &Statements<'_>, old: &Told) -> bool {
    let claim = &statements.claims()[old.number as usize];
    tolls::number(claim) == Some(0)
}

/// A count of some, by a voice that stands for it.
fn admits(statements: &Statements<'_>, new: &Told) -> bool {
    let claim = &statements.claims()[new.number as usize];
    let is_told = matches!(
        claim.stance,
        Stance::Asserts | Stance::Confirms | Stance::Updates
    );
    is_told && !claim.source.is_publisher() && tolls::number(claim) > Some(0)
}

/// Whether the words of saying tell that the new count was given at another time, and it counts the same people.
fn tells_later(reading: &Reading<'_>, statements: &Statements<'_>, new: &Told, old: &Told) -> bool {
    let claims = statements.claims();
    let (later, earlier) = (&claims[new.number as usize], &claims[old.number as usize]);
    let saying = statements
        .speaker_at(statements.token_of(new.number))
        .filter(|saying| saying.voice.is_some());
    let is_dated = saying.is_some_and(|saying| is_dated(reading, saying));
    let rises = tolls::number(later) > tolls::number(earlier);
    let is_bare = is_bare(reading, later);
    let counts_alike = is_bare || rises && of_kind(later) == of_kind(earlier);
    let is_fact = |claim: &Claim| matches!(claim.stance, Stance::Asserts | Stance::Updates);
    is_dated && counts_alike && is_fact(later) && is_fact(earlier)
}

/// Whether it is told when it was said: "later", or a day outside of what was said.
fn is_dated(reading: &Reading<'_>, saying: &Attribution) -> bool {
    let is_outside = |id: &usize| !saying.content.iter().any(|range| range.contains(id));
    let tokens = reading.syntax.sentence_tokens(saying.sentence);
    let mut frame = tokens.filter(is_outside);
    let mut dates = reading.dates.iter();
    saying.telling == Telling::Later
        || dates.any(|date| date.sentence == saying.sentence && is_outside(&date.token))
        || frame.any(|id| {
            revisions::at(reading.syntax, id, Role::Later).is_some() || is_hour(reading, id)
        })
}

/// "At six it said fifteen": an hour that opens a sentence.
fn is_hour(reading: &Reading<'_>, at: TokenId) -> bool {
    let syntax = reading.syntax;
    let sentence = syntax.sentence_tokens(syntax.sentence_of(at));
    let opens = at == sentence.start && at + 1 < sentence.end && syntax.word(at) == "at";
    opens
        && (syntax.upos(at + 1) == "NUM"
            || matches!(
                syntax.word(at + 1),
                "noon" | "midday" | "dusk" | "dawn" | "midnight" | "nightfall" | "daybreak"
            ))
}

/// A number with no noun of its own, or with one for a count: "said 12", "gave the number as 12".
fn is_bare(reading: &Reading<'_>, claim: &Claim) -> bool {
    let tokens = reading.syntax.tokens_in(claim.evidence.spans[0]);
    !tokens.is_empty() && revisions::stands_alone(reading.syntax, tokens.end)
}

fn of_kind(claim: &Claim) -> Option<dateline_core::PersonKind> {
    match &claim.value {
        Some(Value::Figure(figure)) => Some(figure.of_kind),
        _ => None,
    }
}

//! How a number stands to others told of the same: `data/revisions.tsv` and the order of words.

use std::ops::Range;
use std::sync::LazyLock;

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// What the words of a form do; see the head of `data/revisions.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Old,
    Move,
    Cut,
    Give,
    Earlier,
    Later,
    Count,
    Be,
    Bridge,
    Withdraw,
    Mistaken,
    Erratum,
    Untrue,
    Unknown,
    Tally,
    Rebut,
    Endorse,
    Call,
    Fiction,
    Both,
    Wide,
    Admit,
    Delete,
    Word,
    Former,
    Stands,
}

static FORMS: LazyLock<Vec<(Vec<&'static str>, Role)>> = LazyLock::new(|| {
    let mut forms: Vec<(Vec<&str>, Role)> = rows(include_str!("../../../data/revisions.tsv"))
        .filter_map(|row| Some((row[0], role(row.get(1)?)?)))
        .flat_map(|(forms, role)| {
            forms
                .split('|')
                .map(move |form| (form.split(' ').collect(), role))
        })
        .collect();
    forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    forms
});

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "old" => Role::Old,
        "move" => Role::Move,
        "cut" => Role::Cut,
        "give" => Role::Give,
        "earlier" => Role::Earlier,
        "later" => Role::Later,
        "count" => Role::Count,
        "be" => Role::Be,
        "bridge" => Role::Bridge,
        "withdraw" => Role::Withdraw,
        "mistaken" => Role::Mistaken,
        "erratum" => Role::Erratum,
        "untrue" => Role::Untrue,
        "unknown" => Role::Unknown,
        "tally" => Role::Tally,
        "rebut" => Role::Rebut,
        "endorse" => Role::Endorse,
        "call" => Role::Call,
        "fiction" => Role::Fiction,
        "both" => Role::Both,
        "wide" => Role::Wide,
        "admit" => Role::Admit,
        "delete" => Role::Delete,
        "word" => Role::Word,
        "former" => Role::Former,
        "stands" => Role::Stands,
        _ => return None,
    })
}

/// The words of a role that start at a token, the longest.
pub(crate) fn at(syntax: &Syntax<'_>, from: TokenId, role: Role) -> Option<Range<TokenId>> {
    let limit = syntax.sentence_tokens(syntax.sentence_of(from)).end;
    FORMS
        .iter()
        .filter(|(_, other)| *other == role)
        .map(|(words, _)| (words, from + words.len()))
        .find(|&(words, end)| {
            end <= limit
                && (from..end)
                    .zip(words)
                    .all(|(id, word)| syntax.word(id) == *word)
        })
        .map(|(_, end)| from..end)
}

/// The first words of a role within a range.
pub(crate) fn within(
    syntax: &Syntax<'_>,
    range: Range<TokenId>,
    role: Role,
) -> Option<Range<TokenId>> {
    let end = range.end;
    range
        .filter_map(|id| at(syntax, id, role))
        .find(|words| words.end <= end)
}

/// The words of a role that end right before a token of the same sentence.
fn before(syntax: &Syntax<'_>, end: TokenId, role: Role) -> Option<Range<TokenId>> {
    let start = syntax.sentence_tokens(syntax.sentence_of(end)).start;
    (end.saturating_sub(4).max(start)..end)
        .filter_map(|id| at(syntax, id, role))
        .find(|words| words.end == end)
}

/// How a number stands to others told of the same, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It no longer holds: "up from the 31", "had earlier said six".
    Old(Range<TokenId>),
    /// It is the latest state: "raised that to 34", "by nightfall the number stood at nine".
    New(Range<TokenId>),
    /// A number given with nothing that it counts: "spoke of twelve".
    Given(Range<TokenId>),
}

/// How the words around the number of `tokens` set it against another one.
pub(crate) fn standing(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Option<Standing> {
    let start = syntax
        .sentence_tokens(syntax.sentence_of(tokens.start))
        .start;
    let low = (start..tokens.start)
        .rev()
        .take_while(|&id| is_filler(syntax.word(id)))
        .last()
        .unwrap_or(tokens.start);
    if low == start {
        return None;
    }
    replaced(syntax, low, &tokens)
        .map(Standing::Old)
        .or_else(|| moved(syntax, start, low, &tokens).map(Standing::New))
        .or_else(|| given(syntax, start, low, &tokens))
        .or_else(|| told_now(syntax, start, low, &tokens).map(Standing::New))
}

/// What may stand between the words that set a number against another and the number.
fn is_filler(word: &str) -> bool {
    [
        "the", "a", "an", "about", "around", "some", "only", "just", "merely", "more", "than",
        "least", "over", "nearly", "\"", "“",
    ]
    .contains(&word)
}

/// "up from the 31", "not 43", "from 19 to 14", "the 31 he reported".
fn replaced(syntax: &Syntax<'_>, low: TokenId, tokens: &Range<TokenId>) -> Option<Range<TokenId>> {
    let Range { start, end: limit } = syntax.sentence_tokens(syntax.sentence_of(low));
    if let Some(words) = before(syntax, low, Role::Old) {
        return Some(words.start..tokens.end);
    }
    if let Some(former) = former_count(syntax, start, low) {
        return Some(former..tokens.end);
    }
    let previous = low - 1;
    let is_more =
        (previous..tokens.start).any(|id| ["more", "least", "than"].contains(&syntax.word(id)));
    if syntax.word(previous) == "not" && !is_more && syntax.word(tokens.start) != "one" {
        return Some(previous..tokens.end);
    }
    let is_count_of = syntax.word(previous) == "of"
        && previous > 0
        && (at(syntax, previous - 1, Role::Count).is_some()
            || ["report", "estimate", "account"].contains(&syntax.word(previous - 1)));
    // "a revised count of 11" is the new one.
    let is_revised = previous >= start + 2 && at(syntax, previous - 2, Role::Cut).is_some();
    if is_count_of && !is_revised && has_move(syntax, previous) {
        return Some(previous - 1..tokens.end);
    }
    let goes_on = (tokens.end..limit.min(tokens.end + 4)).any(|id| syntax.word(id) == "to");
    // "lowered the toll to 31 from 40"
    let went_on = previous >= 2
        && syntax.upos(previous - 1) == "NUM"
        && matches!(syntax.word(previous - 2), "to" | "at");
    if syntax.word(previous) == "from" && (goes_on || went_on) && has_move(syntax, previous) {
        return Some(previous..tokens.end);
    }
    (low < tokens.start)
        .then(|| given_before(syntax, tokens.end, limit))
        .flatten()
        .map(|end| low..end)
}

/// "the earlier toll was (six)": where the noun for a count that no longer holds begins.
fn former_count(syntax: &Syntax<'_>, start: TokenId, low: TokenId) -> Option<TokenId> {
    let is_be = |id: TokenId| at(syntax, id, Role::Be).is_some();
    let last = (start..low).rev().find(|&id| !is_be(id))?;
    let is_count = [Role::Count, Role::Tally]
        .iter()
        .any(|&role| at(syntax, last, role).is_some());
    let former = last.checked_sub(1).filter(|&id| id >= start)?;
    (is_count && last + 1 < low && at(syntax, former, Role::Former).is_some()).then_some(former)
}

/// "(the 31) he reported", "(the 61) we gave": the end of the clause that says who gave the number.
fn given_before(syntax: &Syntax<'_>, after: TokenId, limit: TokenId) -> Option<TokenId> {
    const WHO: [&str; 6] = ["he", "she", "it", "they", "we", "i"];
    let who = (after..limit.min(after + 3)).find(|&id| WHO.contains(&syntax.word(id)))?;
    (who + 1..limit.min(who + 5)).find_map(|id| Some(at(syntax, id, Role::Give)?.end))
}

pub(crate) fn has_move(syntax: &Syntax<'_>, at_token: TokenId) -> bool {
    let start = syntax.sentence_tokens(syntax.sentence_of(at_token)).start;
    let before = at_token.saturating_sub(18).max(start)..at_token;
    let has = |role| within(syntax, before.clone(), role).is_some();
    has(Role::Move) || has(Role::Cut)
}

/// "raised that to 34", "amended its count to eight", "taking to 22 the number of dead".
fn moved(
    syntax: &Syntax<'_>,
    start: TokenId,
    low: TokenId,
    tokens: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    if !["to", "at", "above", "past"].contains(&syntax.word(low - 1)) {
        return None;
    }
    let from = low.saturating_sub(18).max(start);
    let verb = (from..low - 1)
        .rev()
        .find_map(|id| at(syntax, id, Role::Move).or_else(|| at(syntax, id, Role::Cut)))?;
    let is_parted = (verb.end..low)
        .any(|id| [";", "\"", "and", "but", "after", "when"].contains(&syntax.word(id)));
    (!is_parted).then_some(verb.start..tokens.end)
}

/// A number that a verb of saying gives, with the words that say when.
fn given(
    syntax: &Syntax<'_>,
    start: TokenId,
    low: TokenId,
    tokens: &Range<TokenId>,
) -> Option<Standing> {
    let from = low.saturating_sub(9).max(start);
    let verb = (from..low).rev().find_map(|id| {
        at(syntax, id, Role::Give).filter(|verb| {
            verb.end <= low
                && (verb.end..low).all(|between| {
                    at(syntax, between, Role::Bridge).is_some() || syntax.word(between) == "\""
                })
        })
    })?;
    let near = verb.start.saturating_sub(6).max(start)..low;
    // What stands in another clause dates another saying.
    let near = near
        .clone()
        .rev()
        .find(|&id| [";", ","].contains(&syntax.word(id)))
        .map_or(near.clone(), |comma| comma + 1..near.end);
    let words = verb.start..tokens.end;
    if within(syntax, near.clone(), Role::Earlier).is_some() {
        Some(Standing::Old(words))
    } else if within(syntax, near, Role::Later).is_some() {
        Some(Standing::New(words))
    } else {
        Some(Standing::Given(words))
    }
}

/// "this morning it is eleven", "the number stood at nine", "then four", "now 9".
fn told_now(
    syntax: &Syntax<'_>,
    start: TokenId,
    low: TokenId,
    tokens: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    if ["now", "then"].contains(&syntax.word(low - 1)) {
        return Some(low - 1..tokens.end);
    }
    let mut at_token = low;
    while at_token > start && at(syntax, at_token - 1, Role::Be).is_some() {
        at_token -= 1;
    }
    let noun = at_token
        .checked_sub(1)
        .filter(|&id| at_token < low && id >= start)?;
    // "put their losses at two" holds no verb for how the count stands.
    let has_verb = (at_token..low)
        .any(|id| !["at", "as", "given", "put", "been", "had", "has"].contains(&syntax.word(id)));
    if !has_verb {
        return None;
    }
    let is_count = at(syntax, noun, Role::Count).is_some();
    let is_counted = || {
        let nouns = noun.saturating_sub(6).max(start)..noun;
        nouns.rev().any(|id| {
            ["number", "toll", "total", "count"].contains(&syntax.word(id))
                && syntax.word(id + 1) == "of"
                && !(id..noun).any(|other| syntax.upos(other) == "PUNCT")
        })
    };
    (is_count || is_counted()).then_some(noun..tokens.end)
}

/// "a revised count of 14", "updated its toll to 14": words of revision right before a number, or a little before what leads to it.
pub(crate) fn is_recounted(syntax: &Syntax<'_>, from: TokenId) -> bool {
    let start = syntax.sentence_tokens(syntax.sentence_of(from)).start;
    let near = |reach: usize| (start..from).rev().take(reach);
    let is_cut = |id: TokenId| at(syntax, id, Role::Cut).is_some();
    let leads = |id: TokenId| ["to", "at", "above", "past"].contains(&syntax.word(id));
    near(3).any(|id| leads(id) || is_cut(id)) && near(12).any(is_cut)
}

/// "two more than first reported": how far a count is from another, behind the number (codebook, decision 3).
pub(crate) fn is_difference(syntax: &Syntax<'_>, after: TokenId) -> bool {
    let end = syntax.sentence_tokens(syntax.sentence_of(after - 1)).end;
    after + 1 < end
        && matches!(
            syntax.word(after),
            "more" | "fewer" | "less" | "higher" | "lower"
        )
        && syntax.word(after + 1) == "than"
}

/// Whether a number stands alone: nothing that it counts follows.
pub(crate) fn stands_alone(syntax: &Syntax<'_>, after: TokenId) -> bool {
    let limit = syntax.sentence_tokens(syntax.sentence_of(after - 1)).end;
    after >= limit
        || !matches!(syntax.upos(after), "NOUN" | "ADJ" | "PROPN" | "NUM" | "SYM")
            && !["of", "-", "%", ":", "others", "more"].contains(&syntax.word(after))
        || ["dead", "killed", "wounded", "yesterday", "earlier"].contains(&syntax.word(after))
}

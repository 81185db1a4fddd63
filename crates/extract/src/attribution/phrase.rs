//! Noun phrases that can name a speaker, by the tree and by the order of words.

use std::ops::Range;

use crate::syntax::{Syntax, TokenId};

/// A noun phrase: its governing word and its tokens, which are contiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) head: TokenId,
    pub(crate) tokens: Range<TokenId>,
}

/// The phrase around a head, without what follows a comma and without the clause that holds `verb`.
pub(crate) fn around(syntax: &Syntax<'_>, head: TokenId, verb: TokenId) -> Phrase {
    let mut low = head;
    let mut high = head;
    widen(syntax, head, &mut low, &mut high, 0);
    let start = syntax.sentence_tokens(syntax.sentence_of(head)).start;
    while low > start && opens_phrase(syntax, low - 1) && syntax.upos(low) != "DET" {
        low -= 1;
    }
    high = high.max(by_order_after(syntax, high, verb));
    if (low..=high).contains(&verb) {
        if verb > head {
            high = verb - 1;
        } else {
            low = verb + 1;
        }
    }
    while high > head && syntax.upos(high) == "PUNCT" {
        high -= 1;
    }
    while low < head && is_opening(syntax, low) {
        low += 1;
    }
    Phrase {
        head,
        tokens: low..high + 1,
    }
}

fn widen(syntax: &Syntax<'_>, id: TokenId, low: &mut TokenId, high: &mut TokenId, depth: usize) {
    for &child in syntax.children(id) {
        if depth < 6 && is_tied(syntax, id, child) {
            *low = (*low).min(child);
            *high = (*high).max(child);
            widen(syntax, child, low, high, depth + 1);
        }
    }
}

fn is_tied(syntax: &Syntax<'_>, id: TokenId, child: TokenId) -> bool {
    let has_comma = || {
        let between = id.min(child)..id.max(child);
        between
            .clone()
            .any(|at| matches!(syntax.word(at), "," | "—" | "–" | "("))
    };
    match syntax.deprel(child) {
        "det" | "amod" | "nummod" | "compound" | "flat" | "nmod:poss" | "case" | "fixed"
        | "det:predet" | "goeswith" | "cc" => true,
        "nmod" | "nmod:desc" | "nmod:unmarked" | "appos" => !has_comma(),
        "conj" => is_nominal(syntax, child),
        "advmod" => child < id && syntax.upos(child) != "VERB",
        "punct" => matches!(syntax.word(child), "-" | "." | "'" | "’"),
        _ => false,
    }
}

/// Last token of a phrase that the tree cut short: "a spokesman for the government" up to its comma or its verb.
fn by_order_after(syntax: &Syntax<'_>, last: TokenId, verb: TokenId) -> TokenId {
    let limit = syntax.sentence_tokens(syntax.sentence_of(last)).end;
    let mut end = last + 1;
    while end < limit && end != verb && belongs_before(syntax, end) {
        end += 1;
    }
    let is_whole = end == verb
        || end >= limit
        || matches!(syntax.word(end), "," | ".")
        || matches!(syntax.upos(end), "AUX" | "ADV");
    if is_whole && is_nominal(syntax, end - 1) {
        end - 1
    } else {
        last
    }
}

/// Whether a word just before a phrase is part of it whatever the tree says: an article, an adjective, a title.
fn opens_phrase(syntax: &Syntax<'_>, id: TokenId) -> bool {
    matches!(syntax.upos(id), "DET" | "ADJ" | "NOUN" | "PROPN" | "NUM") && can_speak(syntax, id)
        || matches!(
            syntax.word(id),
            "its" | "his" | "her" | "their" | "our" | "my" | "no" | "'" | "’" | "s"
        )
}

/// Words that no noun phrase opens with.
fn is_opening(syntax: &Syntax<'_>, id: TokenId) -> bool {
    matches!(
        syntax.upos(id),
        "ADP" | "CCONJ" | "PART" | "SCONJ" | "PUNCT"
    ) || matches!(
        syntax.word(id),
        "in" | "at" | "of" | "and" | "for" | "from" | "but" | "s" | "-" | "."
    ) || !can_speak(syntax, id) && syntax.upos(id) == "PROPN"
}

fn is_tie(word: &str) -> bool {
    matches!(
        word,
        "of" | "for" | "at" | "from" | "in" | "and" | "all" | "both" | "on"
    )
}

/// Where the noun phrase that ends with the token `last` opens, by the order of words. An article opens it, unless a
/// preposition ties it to a noun before.
pub(crate) fn opening(syntax: &Syntax<'_>, last: TokenId, limit: TokenId) -> TokenId {
    let mut first = last;
    if syntax.upos(last) == "PRON" {
        return last;
    }
    while first > limit && belongs_before(syntax, first - 1) {
        let is_closed = syntax.upos(first) == "DET"
            || matches!(syntax.word(first), "its" | "his" | "her" | "their");
        if is_closed && !is_tie(syntax.word(first - 1)) {
            break;
        }
        first -= 1;
    }
    while first < last && is_opening(syntax, first) {
        first += 1;
    }
    first
}

/// The noun phrase that opens at a token.
pub(crate) fn starting_at(syntax: &Syntax<'_>, first: TokenId, limit: TokenId) -> Option<Phrase> {
    let mut end = first;
    // "an official it did not name": a pronoun opens a clause on the noun before it.
    let opens_clause = |id: TokenId| {
        id > first
            && matches!(syntax.word(id), "it" | "he" | "she" | "they" | "we")
            && matches!(syntax.upos(id - 1), "NOUN" | "PROPN")
    };
    while end < limit
        && (belongs_before(syntax, end) || is_nominal(syntax, end))
        && !opens_clause(end)
    {
        end += 1;
    }
    while end > first && !is_nominal(syntax, end - 1) {
        end -= 1;
    }
    let tokens = first..end;
    if tokens.is_empty() {
        return None;
    }
    let head = head_in(syntax, &tokens);
    can_speak(syntax, head).then_some(Phrase { head, tokens })
}

/// The last noun before the first preposition or conjunction of a phrase.
pub(crate) fn head_in(syntax: &Syntax<'_>, tokens: &Range<TokenId>) -> TokenId {
    let goes_on = |id: TokenId| {
        id < tokens.end
            && (is_nominal(syntax, id) || matches!(syntax.word(id), "'" | "’" | "-" | "s" | "."))
    };
    tokens
        .clone()
        .find(|&id| is_nominal(syntax, id) && !goes_on(id + 1))
        .unwrap_or(tokens.end - 1)
}

fn belongs_before(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let upos = syntax.upos(id);
    let is_preposition = matches!(
        syntax.word(id),
        "of" | "for" | "at" | "from" | "in" | "on" | "and" | "'" | "’" | "s" | "-" | "."
    );
    // "the London-based group"
    let is_second_half = id > 0 && upos == "VERB" && syntax.word(id - 1) == "-";
    is_nominal(syntax, id)
        || matches!(upos, "DET" | "ADJ" | "NUM")
        || is_preposition
        || is_second_half
}

pub(crate) fn is_nominal(syntax: &Syntax<'_>, id: TokenId) -> bool {
    const RELATIVE: [&str; 7] = ["who", "which", "that", "what", "whose", "whom", "where"];
    matches!(syntax.upos(id), "NOUN" | "PROPN" | "PRON") && !RELATIVE.contains(&syntax.word(id))
}

/// Whether a word can be what speaks: no number, time, or expletive.
pub(crate) fn can_speak(syntax: &Syntax<'_>, id: TokenId) -> bool {
    const NEVER: [&str; 35] = [
        "hour",
        "hours",
        "minutes",
        "days",
        "weeks",
        "months",
        "years",
        "each",
        "the",
        "a",
        "an",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "noon",
        "midnight",
        "what",
        "there",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "this",
        "these",
        "time",
        "day",
        "night",
        "week",
    ];
    // "the two accused", but no "50 said"
    let is_pair = || {
        id > 0
            && syntax.upos(id) == "NUM"
            && matches!(syntax.word(id - 1), "the" | "these" | "those")
    };
    (matches!(
        syntax.upos(id),
        "NOUN" | "PROPN" | "PRON" | "X" | "ADJ" | "DET"
    ) || is_pair())
        && (is_nominal(syntax, id) || !matches!(syntax.word(id), "that" | "which" | "who"))
        && !NEVER.contains(&syntax.word(id))
}

/// What else the text says of the speaker beside the phrase: "Faustin Adirodu, a provincial spokesman".
pub(crate) fn apposition(syntax: &Syntax<'_>, phrase: &Phrase) -> Option<Phrase> {
    syntax
        .children_by(phrase.head, &["appos", "nmod:desc", "parataxis"])
        .filter(|&id| is_nominal(syntax, id) && !phrase.tokens.contains(&id))
        .map(|id| around(syntax, id, phrase.head))
        .next()
        .or_else(|| apposition_by_order(syntax, phrase))
}

/// "the Convention, a civil society group,": what opens with "a" between two commas behind a phrase.
fn apposition_by_order(syntax: &Syntax<'_>, phrase: &Phrase) -> Option<Phrase> {
    let limit = syntax.sentence_tokens(syntax.sentence_of(phrase.head)).end;
    let comma = phrase.tokens.end;
    let opens = comma + 2 < limit
        && syntax.word(comma) == ","
        && matches!(syntax.word(comma + 1), "a" | "an");
    let found = opens
        .then(|| starting_at(syntax, comma + 1, limit))
        .flatten()?;
    let is_closed = found.tokens.end >= limit
        || matches!(syntax.word(found.tokens.end), "," | "." | "who" | "which");
    is_closed.then_some(found)
}

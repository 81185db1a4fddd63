//! The phrase that names the speaker of a cue.

mod relative;

use std::ops::Range;

use dateline_core::SourceKind;
use dateline_normalize::speakers;

use crate::syntax::{Syntax, TokenId};

use super::phrase::{Phrase, around, can_speak, head_in, is_nominal, opening, starting_at};
use relative::{before_aside, before_relative};

/// Who speaks at a cue verb; `verb` is its governing word, `cue` all its tokens, `may_invert` whether the speaker may
/// follow it ("said police").
///
/// Behind a whole clause or a quotation the order of words decides ("..., said the monitor."); else the tree is asked first and the
/// order of words second, since a tree that was predicted may hang a subject elsewhere.
pub(crate) fn of_verb(
    syntax: &Syntax<'_>,
    verb: TokenId,
    cue: &Range<TokenId>,
    may_invert: bool,
) -> Option<Phrase> {
    if syntax.deprel(verb).starts_with("aux") {
        return None;
    }
    let by_tree = own_subject(syntax, verb, cue)
        .filter(|phrase| is_near(syntax, phrase, cue) && !is_parted_from(syntax, phrase, cue));
    at_the_end(syntax, cue)
        .filter(|_| may_invert)
        .or_else(|| {
            passive_agent(syntax, verb, cue)
                .filter(|_| by_tree.is_none() || is_passive(syntax, cue))
        })
        .or_else(|| by_tree.map(|phrase| by_order_too(syntax, phrase, cue)))
        .or_else(|| inverted(syntax, cue).filter(|_| may_invert))
        .or_else(|| just_before(syntax, cue))
        .or_else(|| borrowed_subject(syntax, verb, cue))
        .or_else(|| before_infinitive(syntax, cue))
        .or_else(|| before_relative(syntax, cue))
        .map(|phrase| parted(syntax, phrase))
}

/// "died in Monday's bombing in Aska and the hospital spoke of twelve": what a preposition or an owner ties to the clause before
/// "and" does not speak.
fn parted(syntax: &Syntax<'_>, phrase: Phrase) -> Phrase {
    let first = phrase.tokens.start;
    let start = syntax.sentence_tokens(syntax.sentence_of(first)).start;
    let is_tied = first > start
        && (syntax.upos(first - 1) == "ADP"
            && !matches!(syntax.word(first - 1), "to" | "by" | "as")
            || matches!(syntax.word(first - 1), "'" | "’" | "s"));
    let mut inside = phrase.tokens.clone();
    let and = inside.find(|&id| syntax.word(id) == "and" && id + 1 < phrase.tokens.end);
    match and.filter(|_| is_tied) {
        Some(and) if can_speak(syntax, phrase.tokens.end - 1) => {
            let tokens = and + 1..phrase.tokens.end;
            Phrase {
                head: head_in(syntax, &tokens),
                tokens,
            }
        }
        _ => phrase,
    }
}

/// "were soon forced to backtrack", "had to admit": the subject of the verbs on which an infinitive hangs.
fn before_infinitive(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Phrase> {
    const COMPELS: [&str; 8] = [
        "forced",
        "compelled",
        "obliged",
        "had",
        "made",
        "have",
        "has",
        "pressed",
    ];
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    let to = cue
        .start
        .checked_sub(1)
        .filter(|&id| id > sentence.start && syntax.word(id) == "to")?;
    COMPELS.contains(&syntax.word(to - 1)).then_some(())?;
    let mut at = to - 1;
    while at > sentence.start && matches!(syntax.upos(at - 1), "AUX" | "ADV") {
        at -= 1;
    }
    before(syntax, at, Some(sentence.start))
}

/// The tree's subject, or the phrase just before the cue where that one holds it, or where the tree took an aside ("the
/// Cell, a body of the army, said") for the subject.
fn by_order_too(syntax: &Syntax<'_>, phrase: Phrase, cue: &Range<TokenId>) -> Phrase {
    let is_aside = syntax.word(phrase.tokens.end) == ",";
    if let Some(speaker) = run_into(syntax, &phrase) {
        return speaker;
    }
    match just_before(syntax, cue) {
        Some(wider)
            if wider.tokens.contains(&phrase.head) && wider.tokens.start < phrase.tokens.start =>
        {
            wider
        }
        // "in the town on Wednesday the channel said"
        Some(closer)
            if closer.tokens.contains(&phrase.head)
                && (phrase.tokens.start..closer.tokens.start)
                    .any(|id| syntax.upos(id) != "DET" && !can_speak(syntax, id)) =>
        {
            closer
        }
        Some(outer) if is_aside && outer.tokens.end <= phrase.tokens.start => outer,
        _ => phrase,
    }
}

/// "a base near Mosul activists said", "burned their vehicles FNA said": where a comma is missing, the speaker stands at the end
/// of a phrase whose own noun is none. The tree tells, or else a plural behind a name, or a seam.
fn run_into(syntax: &Syntax<'_>, phrase: &Phrase) -> Option<Phrase> {
    let speaks = |id: TokenId| speakers::describe(syntax.word(id)).kind != SourceKind::Other;
    let (outer, last) = (head_in(syntax, &phrase.tokens), phrase.tokens.end - 1);
    let seam = seam(syntax, &phrase.tokens).filter(|&seam| {
        let mut before = phrase.tokens.start..seam;
        let is_counted = |id: TokenId| id > 0 && syntax.upos(id - 1) == "NUM";
        before.all(|id| syntax.upos(id) != "PROPN" && (is_counted(id) || !speaks(id)))
    });
    if let Some(seam) = seam {
        let tokens = seam..phrase.tokens.end;
        let head = head_in(syntax, &tokens);
        return can_speak(syntax, head).then_some(Phrase { head, tokens });
    }
    let is_bare_plural = last > outer
        && syntax.word(last).ends_with('s')
        && syntax.upos(last) == "NOUN"
        && syntax.upos(last - 1) == "PROPN";
    let head = if is_bare_plural { last } else { phrase.head };
    if outer >= head || !speaks(head) || speaks(outer) {
        return None;
    }
    let is_part = |id: &TokenId| matches!(syntax.upos(*id), "ADJ" | "NOUN" | "PROPN");
    let first = (outer + 1..head).rev().take_while(is_part).last();
    let first = first.unwrap_or(head);
    let has_article = syntax.upos(first - 1) == "DET";
    let tokens = first - usize::from(has_article)..phrase.tokens.end;
    Some(Phrase { head, tokens })
}

/// Where a second noun phrase opens within one: at an article that no preposition ties, or at a name or adjective behind a
/// plural.
fn seam(syntax: &Syntax<'_>, tokens: &Range<TokenId>) -> Option<TokenId> {
    let is_noun = |id: TokenId| matches!(syntax.upos(id), "NOUN" | "PROPN");
    let is_plural = |id: TokenId| {
        let word = syntax.word(id);
        syntax.upos(id) == "NOUN"
            && (word.ends_with('s') || ["people", "children", "men", "women"].contains(&word))
    };
    (tokens.start + 1..tokens.end)
        .rev()
        .find(|&id| match syntax.upos(id) {
            "DET" => is_noun(id - 1),
            "PROPN" => is_plural(id - 1),
            "ADJ" => is_plural(id - 1) && id + 1 < tokens.end && is_noun(id + 1),
            _ => false,
        })
}

/// "Gunmen abducted 30 pupils on Monday, Governor Bello told reporters": whether a clause of its own, closed by a comma, stands
/// between a subject and another who may speak right before the cue.
fn is_parted_from(syntax: &Syntax<'_>, subject: &Phrase, cue: &Range<TokenId>) -> bool {
    let Some(closer) = just_before(syntax, cue) else {
        return false;
    };
    let first = closer.tokens.start;
    subject.tokens.end + 1 < first
        && syntax.word(first - 1) == ","
        && !matches!(syntax.word(subject.tokens.end), "," | "who" | "which")
        && (subject.tokens.end..first).any(|id| syntax.upos(id) == "VERB")
}

/// Whether no other verb parts a subject from its cue, unless between commas.
fn is_near(syntax: &Syntax<'_>, phrase: &Phrase, cue: &Range<TokenId>) -> bool {
    let between = if phrase.tokens.end <= cue.start {
        phrase.tokens.end..cue.start
    } else {
        cue.end.min(phrase.tokens.start)..phrase.tokens.start
    };
    // A noun of the words quoted is not who says them.
    let quotes = between
        .clone()
        .filter(|&id| matches!(syntax.word(id), "\"" | "”"));
    if quotes.count() % 2 == 1 {
        return false;
    }
    let verbs = between
        .clone()
        .filter(|&id| syntax.upos(id) == "VERB" && !describes(syntax, id, phrase.head))
        .count();
    verbs == 0 || matches!(syntax.word(between.start), "," | "who" | "—" | "–" | "that")
}

/// "a man living near the mosque said": a participle of the speaker's own. "A group calling itself the Sons" has a better name.
fn describes(syntax: &Syntax<'_>, verb: TokenId, noun: TokenId) -> bool {
    syntax.deprel(verb) == "acl"
        && syntax.head(verb) == Some(noun)
        && !matches!(syntax.word(verb + 1), "itself" | "themselves")
}

/// "claimed by the group": the phrase after "by".
fn passive_agent(syntax: &Syntax<'_>, verb: TokenId, cue: &Range<TokenId>) -> Option<Phrase> {
    let limit = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let by = if syntax.word(cue.end - 1) == "by" {
        cue.end - 1
    } else {
        cue.end
    };
    (by + 1 < limit && syntax.word(by) == "by" && syntax.word(verb).ends_with('d'))
        .then(|| starting_at(syntax, by + 1, limit))
        .flatten()
}

/// Whether a form of "be" stands before the cue: "said by telephone" has none, and its own subject.
fn is_passive(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> bool {
    const BE: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];
    let mut before = (0..cue.start).rev();
    before
        .find(|&id| syntax.upos(id) != "ADV")
        .is_some_and(|id| BE.contains(&syntax.word(id)))
}

fn own_subject(syntax: &Syntax<'_>, verb: TokenId, cue: &Range<TokenId>) -> Option<Phrase> {
    let subject = syntax
        .children_by(verb, &["nsubj", "nsubj:outer"])
        .filter(|&id| id < cue.start && can_speak(syntax, id))
        .min_by_key(|&id| id.abs_diff(verb))?;
    let is_relative = matches!(syntax.word(subject), "who" | "which" | "that");
    match syntax.head(verb).filter(|_| is_relative) {
        Some(head) if syntax.deprel(verb).starts_with("acl") => Some(around(syntax, head, verb)),
        _ if is_relative => before(syntax, before_aside(syntax, subject), None),
        _ => Some(around(syntax, subject, verb)),
    }
}

/// `"...," said a neighbour`: the phrase after a verb that follows a comma or a quotation.
fn inverted(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Phrase> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    let is_after_mark = cue.start > sentence.start && is_mark(syntax.word(cue.start - 1));
    // "told" has an addressee after it, never its subject.
    let takes_addressee =
        syntax.word(cue.start).starts_with("tol") || syntax.word(cue.start).starts_with("tell");
    (is_after_mark && !takes_addressee)
        .then(|| starting_at(syntax, cue.end, sentence.end))
        .flatten()
        .filter(|phrase| ends_clause(syntax, phrase.tokens.end, sentence.end))
}

/// `"..." said a neighbour.`, "25 were wounded said the Monitor.": the phrase behind "said" where a quotation or a whole clause
/// stands before it and no other verb after it; the tree likes to take a noun of that clause for the speaker.
fn at_the_end(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Phrase> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    let is_verb = |id: TokenId| matches!(syntax.upos(id), "VERB" | "AUX");
    let is_said = matches!(syntax.word(cue.start), "said" | "says") && cue.start > sentence.start;
    let told = sentence.start..cue.start;
    if !is_said || !told.clone().any(is_verb) || is_verb(cue.start - 1) && is_passive(syntax, cue) {
        return None;
    }
    let phrase = starting_at(syntax, cue.end, sentence.end)?;
    let tail = phrase.tokens.end..sentence.end;
    let next = syntax.word(tail.start.min(sentence.end - 1));
    let is_described = matches!(next, "who" | "whose") || next.ends_with("ing");
    let is_last = tail.is_empty() || is_described || matches!(next, "." | ",");
    // "said gunmen wearing masks opened fire": a second verb is the phrase's own.
    let verbs = tail.filter(|&id| is_verb(id)).count();
    let opens_with_name = matches!(syntax.upos(cue.end), "DET" | "PROPN" | "NOUN" | "ADJ")
        && (syntax.upos(cue.end) == "DET" || can_speak(syntax, cue.end));
    (is_last && opens_with_name && verbs <= usize::from(is_described)).then_some(phrase)
}

/// Whether what stands at a token cannot be the verb of the phrase before it: "said police" and "said police had".
fn ends_clause(syntax: &Syntax<'_>, at: TokenId, limit: TokenId) -> bool {
    at >= limit
        || matches!(syntax.upos(at), "PUNCT" | "ADP")
        || matches!(
            syntax.word(at),
            "who" | "which" | "on" | "at" | "in" | "after" | "as" | "by" | "to" | "whose"
        )
}

/// "said X, adding that": the subject of the verb on which this one hangs.
fn borrowed_subject(syntax: &Syntax<'_>, verb: TokenId, cue: &Range<TokenId>) -> Option<Phrase> {
    let mut at = verb;
    for _ in 0..3 {
        let head = syntax.head(at)?;
        match syntax.deprel(at) {
            "acl" if syntax.word(verb).ends_with("ing") && can_speak(syntax, head) => {
                return Some(around(syntax, head, verb));
            }
            "conj" | "xcomp" | "advcl" | "parataxis" => at = head,
            _ => return None,
        }
        if let Some(subject) = own_subject(syntax, at, cue) {
            return (subject.head < verb || syntax.deprel(verb) == "advcl").then_some(subject);
        }
    }
    None
}

fn just_before(syntax: &Syntax<'_>, cue: &Range<TokenId>) -> Option<Phrase> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(cue.start));
    let is_adverbial = |id: TokenId| {
        matches!(syntax.upos(id), "ADV" | "AUX")
            || matches!(
                syntax.word(id),
                "not" | "also" | "has" | "have" | "had" | "t"
            )
    };
    let mut at = cue.start;
    while at > sentence.start && is_adverbial(at - 1) {
        at -= 1;
    }
    before(syntax, at, Some(sentence.start))
}

/// The noun phrase that ends just before a token. What stands between two commas there ("Gedi, a police officer, told")
/// describes it and is passed over.
fn before(syntax: &Syntax<'_>, end: TokenId, limit: Option<TokenId>) -> Option<Phrase> {
    const LONGEST_ASIDE: usize = 25;
    let limit = limit.unwrap_or_else(|| syntax.sentence_tokens(syntax.sentence_of(end)).start);
    let mut last = end.checked_sub(1)?;
    if last > limit && syntax.word(last) == "," {
        let aside = last.saturating_sub(LONGEST_ASIDE).max(limit)..last;
        let opening = aside.rev().find(|&id| is_mark(syntax.word(id)));
        last = opening
            .filter(|&id| id > limit && syntax.word(id) == "," && is_nominal(syntax, id - 1))
            .unwrap_or(last)
            - 1;
    }
    if last < limit || !is_nominal(syntax, last) {
        return None;
    }
    let first = opening(syntax, last, limit);
    if let Some(antecedent) = described(syntax, limit, first) {
        return Some(Phrase {
            head: antecedent.head,
            tokens: antecedent.tokens.start..last + 1,
        });
    }
    let tokens = first..last + 1;
    let phrase = Phrase {
        head: head_in(syntax, &tokens),
        tokens,
    };
    let phrase = run_into(syntax, &phrase).unwrap_or(phrase);
    can_speak(syntax, phrase.head).then_some(phrase)
}

/// "a volunteer who helped recover the bodies told": the phrase before the relative clause that ends at the cue.
fn described(syntax: &Syntax<'_>, limit: TokenId, end: TokenId) -> Option<Phrase> {
    const LONGEST: usize = 14;
    let from = end.saturating_sub(LONGEST).max(limit);
    let who = (from..end)
        .rev()
        .take_while(|&id| syntax.upos(id) != "PUNCT")
        .find(|&id| matches!(syntax.word(id), "who" | "which"))?;
    let has_verb = (who + 1..end).any(|id| matches!(syntax.upos(id), "VERB" | "AUX"));
    if who == limit || !is_nominal(syntax, who - 1) {
        return None;
    }
    let tokens = opening(syntax, who - 1, limit)..who;
    has_verb.then(|| Phrase {
        head: head_in(syntax, &tokens),
        tokens,
    })
}

fn is_mark(word: &str) -> bool {
    matches!(word, "," | "\"" | "”" | "'" | "’" | "—" | "–" | "?" | "!")
}

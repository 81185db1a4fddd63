//! One person whom no article names: "Teenager shot dead", "Man, child hurt in shooting", "a man and child".

use dateline_core::{FigureKind, Span};
use dateline_normalize::figures;

use super::Scene;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// How many words a headline may have before the last person of its list.
const LIST: usize = 12;

/// Whether a noun without article names one person: at the start of a headline, or in a list behind one told with an article.
pub(super) fn is_one(scene: Scene<'_>, head: TokenId) -> bool {
    is_singular(scene, head)
        && (opens_sentence(scene, head)
            || is_listed(scene, head)
            || is_in_headline(scene, head)
            || is_headline_object(scene, head))
}

/// "Man killed, boy injured", "farewell to toddler killed by gunfire": a noun with no article right before a participle that tells
/// what befell whom it names. In prose such a noun has an article.
pub(super) fn is_in_headline(scene: Scene<'_>, head: TokenId) -> bool {
    let syntax = scene.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(head)).end;
    let next = behind_age(syntax, head + 1, end);
    let verb = (next..end).find(|&id| syntax.upos(id) != "ADV" && syntax.word(id) != "found");
    let is_participle = |verb: TokenId| {
        let mut events = scene.events.iter().map(|event| event.trigger);
        let is_effect = events.any(|trigger| {
            (trigger.first..trigger.end).contains(&verb)
                && trigger.sense.figure.is_some()
                && trigger.sense.patient == Patient::Object
        });
        is_effect && matches!(syntax.upos(verb), "VERB" | "ADJ")
    };
    let is_free = head == 0
        || matches!(syntax.upos(head - 1), "ADP" | "CCONJ" | "PUNCT")
            && syntax.word(head - 1) != "-"
        || opens_headline(scene, first_of_headline(scene, head));
    is_singular(scene, head) && is_free && verb.is_some_and(is_participle)
}

/// Whether a word opens its sentence, or what is told behind a colon: "Police: Aska teenager shot to death".
fn opens_headline(scene: Scene<'_>, first: TokenId) -> bool {
    opens_sentence(scene, first) || scene.syntax.word(first - 1) == ":"
}

/// "‹Aska› man wounded": where the words begin that stand before a noun without article and say where it is from.
fn first_of_headline(scene: Scene<'_>, head: TokenId) -> TokenId {
    let syntax = scene.syntax;
    let start = syntax.sentence_tokens(syntax.sentence_of(head)).start;
    let names = (start..head)
        .rev()
        .take_while(|&id| matches!(syntax.upos(id), "PROPN" | "ADJ"));
    names.last().unwrap_or(head)
}

/// "Man, 2 teens wounded", "4 women, man shot": the single people beside a number in a sentence without articles, which is a headline.
pub(super) fn beside_number(scene: Scene<'_>, phrase: Span) -> Vec<TokenId> {
    let syntax = scene.syntax;
    let tokens = syntax.tokens_in(phrase);
    let sentence = syntax.sentence_tokens(syntax.sentence_of(tokens.start));
    let has_article = || {
        let mut words = sentence.clone().map(|id| syntax.word(id));
        words.any(|word| matches!(word, "a" | "an" | "the"))
    };
    let joins = |id: TokenId| matches!(syntax.word(id), "," | "and" | "&");
    let is_bare = |id: TokenId| is_singular(scene, id) && syntax.upos(id) == "NOUN";
    let before = tokens.start.checked_sub(2).filter(|&head| {
        let is_free = || head == sentence.start || syntax.upos(head - 1) == "VERB";
        head >= sentence.start && joins(head + 1) && is_bare(head) && is_free()
    });
    let after = Some(tokens.end + 1).filter(|&head| {
        let is_free = || {
            head + 1 >= sentence.end
                || matches!(syntax.upos(head + 1), "VERB" | "ADJ" | "PUNCT" | "ADP")
        };
        head < sentence.end && joins(head - 1) && is_bare(head) && is_free()
    });
    let all = before.into_iter().chain(after);
    if has_article() {
        Vec::new()
    } else {
        all.collect()
    }
}

/// "Shooting kills teen girl", "Fatal shooting of teen": a noun with no article right behind what a headline tells to have befallen
/// whom it names.
pub(super) fn is_headline_object(scene: Scene<'_>, head: TokenId) -> bool {
    const KILLING: [&str; 4] = ["kills", "kill", "killed", "killing"];
    let syntax = scene.syntax;
    let sentence = syntax.sentence_of(head);
    let is_nominal = |id: &TokenId| matches!(syntax.upos(*id), "NOUN" | "ADJ");
    let start = syntax.sentence_tokens(sentence).start;
    let first = (start..head).rev().take_while(is_nominal).last();
    let Some(before) = first.unwrap_or(head).checked_sub(1) else {
        return false;
    };
    let is_of = syntax.word(before) == "of";
    let is_deed = |id: TokenId| {
        let mut triggers = scene.events.iter().map(|event| event.trigger);
        triggers.any(|trigger| {
            trigger.end == id + 1
                && trigger.sense.figure == Some(FigureKind::Killed)
                && trigger.sense.patient == Patient::Object
                && (is_of || KILLING.contains(&syntax.word(id)) && syntax.upos(id) == "VERB")
        })
    };
    let deed = before.checked_sub(usize::from(is_of));
    // "Killing suspect held"
    syntax.word(head) != "suspect"
        && scene.is_headline(sentence)
        && before >= start
        && deed.is_some_and(is_deed)
}

/// "Boy‹, 14,› shot dead": past an age between commas.
pub(super) fn behind_age(syntax: &Syntax<'_>, from: TokenId, end: TokenId) -> TokenId {
    let is_comma = |id: TokenId| id < end && syntax.word(id) == ",";
    let is_age = is_comma(from) && is_comma(from + 2) && syntax.upos(from + 1) == "NUM";
    from + 3 * usize::from(is_age)
}

/// "killed two clerks and wounded a third", "and wounding another": an ordinal that stands for one more person.
pub(super) fn is_another(syntax: &Syntax<'_>, head: TokenId) -> bool {
    const ORDINALS: [&str; 6] = ["second", "third", "fourth", "fifth", "sixth", "seventh"];
    let next = head + 1;
    let ends = next >= syntax.len()
        || !matches!(syntax.upos(next), "NOUN" | "ADJ" | "PROPN" | "NUM")
            && !["of", "-"].contains(&syntax.word(next));
    let is_opened = head > 0 && ["a", "the"].contains(&syntax.word(head - 1));
    let is_ordinal = ORDINALS.contains(&syntax.word(head)) && is_opened;
    (is_ordinal || syntax.word(head) == "another") && ends
}

/// "Both are in hospital": two who were told to be hurt before.
pub(super) fn are_told_before(scene: Scene<'_>, at: usize, head: TokenId) -> bool {
    scene.events[at].trigger.sense.figure == Some(FigureKind::Wounded)
        && scene.syntax.word(head) == "both"
}

/// "both guards", "both were killed", but neither "both guards and inmates" nor "both sides".
pub(super) fn are_both(scene: Scene<'_>, head: TokenId, phrase: Span) -> bool {
    let syntax = scene.syntax;
    let tokens = syntax.tokens_in(phrase);
    let next = head + 1;
    let is_joined = next < syntax.len() && ["and", "of"].contains(&syntax.word(next));
    let is_alone = syntax.word(head) == "both";
    let is_plural = || {
        let word = scene.document.text.slice(syntax.span(head));
        syntax.upos(head) == "NOUN" && figures::names_person(word) && !is_singular(scene, head)
    };
    let opens = tokens.start < head && syntax.word(tokens.start) == "both";
    !is_joined
        && (is_alone || opens && is_plural())
        && !tokens.clone().any(|id| syntax.word(id) == "and")
}

/// "man", not "men" or "police".
pub(super) fn is_singular(scene: Scene<'_>, head: TokenId) -> bool {
    let word = scene.document.text.slice(scene.syntax.span(head));
    let is_plural = word.ends_with('s')
        || ["men", "women", "people", "police", "children"]
            .iter()
            .any(|many| word.to_lowercase() == *many);
    !is_plural && figures::names_person(word)
}

fn opens_sentence(scene: Scene<'_>, head: TokenId) -> bool {
    let sentence = scene.syntax.sentence_of(head);
    scene.syntax.sentence_tokens(sentence).start == head
}

/// "A man and child", "4-year-old boy, woman": right behind another single person who opens the sentence or has an article.
fn is_listed(scene: Scene<'_>, head: TokenId) -> bool {
    let syntax = scene.syntax;
    let start = syntax.sentence_tokens(syntax.sentence_of(head)).start;
    if head < start + 2 || !["and", ","].contains(&syntax.word(head - 1)) {
        return false;
    }
    let before = head - 2;
    let is_article = |id: TokenId| {
        const OPENING: [&str; 7] = ["a", "an", "another", "one", "his", "her", "their"];
        OPENING.contains(&syntax.word(id))
    };
    let opening = (start..before)
        .rev()
        .take(LIST)
        .find(|&id| !matches!(syntax.upos(id), "NOUN" | "ADJ" | "NUM") && syntax.word(id) != "-");
    let is_opened = match opening {
        Some(id) => is_article(id),
        None => before < start + LIST,
    };
    is_singular(scene, before) && is_opened
}

/// "Man, 11-year-old daughter dead": the person who opens a headline before the one of `phrase`.
pub(super) fn before(scene: Scene<'_>, phrase: Option<Span>) -> Option<TokenId> {
    let syntax = scene.syntax;
    let first = syntax.tokens_in(phrase?).start;
    let start = syntax.sentence_tokens(syntax.sentence_of(first)).start;
    let is_joined = first == start + 2 && ["and", ",", "&"].contains(&syntax.word(first - 1));
    (is_joined && is_singular(scene, start)).then_some(start)
}

/// "16-year-old": an age that opens the phrase for whom it is told of.
pub(super) fn opens_age(syntax: &Syntax<'_>, first: TokenId) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(first));
    let mut behind = (first + 1..sentence.end.min(first + 4)).map(|id| syntax.word(id));
    syntax.upos(first) == "NUM" && behind.any(|word| word == "year" || word.starts_with("year-"))
        || syntax.word(first).ends_with("-year-old")
}

/// "‹18-year-old› Ana Ruiz": an age right before a name.
pub(super) fn ends_age(syntax: &Syntax<'_>, first: TokenId) -> bool {
    first > 0 && {
        let word = syntax.word(first - 1);
        word == "old" || word.ends_with("-year-old")
    }
}

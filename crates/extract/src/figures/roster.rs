//! Single people in a list with others: "a judge, a court reporter and a deputy", "two guards, a soldier and five inmates".

mod front;

use std::ops::Range;

use dateline_core::PersonKind;
use dateline_core::value::Bounds;
use dateline_normalize::{figures, people};

use super::{Counted, Scene, bare, order, single};
use crate::syntax::{Syntax, TokenId};
pub(super) use front::front;

/// Words that open a phrase for one person of a list: "a commander, his deputy and two guards".
const OPENS_ONE: [&str; 8] = ["a", "an", "another", "the", "his", "her", "its", "their"];

/// "Two guards, a soldier and five inmates": single people in a list with those that a number counts.
pub(super) fn listed(
    scene: Scene<'_>,
    at: usize,
    counted: &[Counted],
    found: &[Counted],
) -> Vec<Counted> {
    let syntax = scene.syntax;
    let kind = scene.events[at].trigger.sense.figure;
    let end = syntax.sentence_tokens(scene.events[at].sentence).end;
    let beside: Vec<Range<TokenId>> = counted
        .iter()
        .filter(|one| one.event == at && Some(one.figure.kind) == kind)
        .map(|one| syntax.tokens_in(one.phrase))
        .collect();
    let is_taken = |id: TokenId| {
        counted
            .iter()
            .chain(found)
            .any(|one| one.phrase.overlaps(syntax.span(id)))
    };
    let is_listed = |first: TokenId, head: TokenId| {
        beside.iter().any(|other| {
            other.end < first
                && !(other.end..first).any(|id| syntax.word(id) == "(")
                && (!opens_clause(scene, head + 1) || leads_to(scene, head + 1, at))
                && order::is_list_gap(syntax, other.end..first)
                || head + 1 < other.start && order::is_list_gap(syntax, head + 1..other.start)
        }) || found.iter().any(|one| {
            // "deaths of a mother and her daughter"
            let end = syntax.tokens_in(one.phrase).end;
            end + 1 == first && syntax.word(end) == "and" && !opens_clause(scene, head + 1)
        }) || found.iter().any(|one| {
            // "a leader and a guard were captured", whatever the tree makes of the first.
            let start = syntax.tokens_in(one.phrase).start;
            head + 2 == start && syntax.word(head + 1) == "and"
        })
    };
    syntax
        .sentence_tokens(scene.events[at].sentence)
        .filter(|&first| OPENS_ONE.contains(&syntax.word(first)) && !is_taken(first))
        .filter_map(|first| {
            let head = (first + 1..end)
                .take_while(|&id| single::is_nominal(scene, id) || single::is_in_name(scene, id))
                .last()?;
            let is_one = syntax.upos(head) == "NOUN"
                || single::is_common_noun(scene, head)
                || single::is_titled(scene, head);
            (is_one && is_listed(first, head) && !is_apposed(scene, head))
                .then(|| single::one(scene, at, head, syntax.span_of_tokens(first..head + 1)))
                .flatten()
        })
        .collect()
}

/// "A man was shot in the shoulder and ‹a girl› in the leg": who shares the verb of the person before, each told where.
pub(super) fn gapped(scene: Scene<'_>, at: usize, found: &[Counted]) -> Vec<Counted> {
    const REACH: usize = 14;
    let syntax = scene.syntax;
    let event = &scene.events[at];
    let end = syntax.sentence_tokens(event.sentence).end;
    let is_part = |from: TokenId| {
        from < end
            && syntax.word(from) == "in"
            && (from + 1..end.min(from + 5)).any(|id| BODY.contains(&syntax.word(id)))
    };
    if found.is_empty() || !is_part(event.trigger.end) {
        return Vec::new();
    }
    let behind = event.trigger.end + 2..end.min(event.trigger.end + REACH);
    behind
        .filter(|&first| OPENS_ONE.contains(&syntax.word(first)) && syntax.word(first - 1) == "and")
        .filter_map(|first| {
            let head = (first + 1..end)
                .take_while(|&id| single::is_nominal(scene, id))
                .last()
                .filter(|&head| is_part(head + 1))?;
            single::one(scene, at, head, syntax.span_of_tokens(first..head + 1))
        })
        .collect()
}

/// Parts of the body where somebody is told to have been hit.
const BODY: [&str; 20] = [
    "head", "face", "neck", "chest", "back", "stomach", "abdomen", "shoulder", "arm", "arms",
    "hand", "leg", "legs", "thigh", "knee", "foot", "ankle", "hip", "torso", "buttocks",
];

/// "fatally shooting a judge, court reporter, guard and later an agent": the single people of a list that goes on behind the first of them,
/// each with an article, with a name, or bare. A list ends in "and".
pub(super) fn rest(
    scene: Scene<'_>,
    at: usize,
    counted: &[Counted],
    found: &[Counted],
) -> Vec<Counted> {
    let syntax = scene.syntax;
    let verb = scene.events[at].trigger.end;
    let is_taken = |id: TokenId| {
        let mut all = counted.iter().chain(found);
        all.any(|one| one.phrase.overlaps(syntax.span(id)))
    };
    let mut more: Vec<Counted> = Vec::new();
    for first in found
        .iter()
        .filter(|one| one.event == at && one.figure.bounds.best() > Some(0))
    {
        let phrase = syntax.tokens_in(first.phrase);
        if phrase.start < verb {
            continue;
        }
        let items = behind(scene, at, phrase);
        more.extend(
            items
                .into_iter()
                .filter(|item| !is_taken(item.end - 1))
                .filter_map(|item| {
                    let span = syntax.span_of_tokens(item.clone());
                    single::counted(scene, at, item.end - 1, span, Bounds::exact(1))
                }),
        );
    }
    more
}

/// The items of a list behind its first, by the order of words; none where what follows is no list.
fn behind(scene: Scene<'_>, at: usize, first: Range<TokenId>) -> Vec<Range<TokenId>> {
    let syntax = scene.syntax;
    let end = syntax.sentence_tokens(scene.events[at].sentence).end;
    let mut items = Vec::new();
    let owner = first.clone();
    let mut last = first.start..behind_name(scene, first.end, end);
    let mut next = behind_age(syntax, last.end, end);
    while let Some((from, is_last)) = joint(syntax, next, end) {
        let Some(item) = item(scene, from, end) else {
            return Vec::new();
        };
        next = behind_age(syntax, item.end, end);
        // "Ana Ruiz, a nurse, and her son", "a nurse, Ana Ruiz, and her son": another name for the one before.
        let is_name = |range: &Range<TokenId>| {
            syntax.upos(range.end - 1) == "PROPN" && single::is_capital(scene, range.end - 1)
        };
        let is_apposed =
            !is_last && syntax.word(from - 1) == "," && is_name(&item) != is_name(&last);
        last = item.clone();
        if !is_apposed {
            items.push(item);
        }
        // "a maker and facilitator" is one man.
        let is_title =
            items.len() < 2 && is_bare(syntax, &last) && !opens_with_owner(syntax, Some(&owner));
        if is_last && is_title {
            return Vec::new();
        }
        if is_last {
            return if opens_clause(scene, next) {
                Vec::new()
            } else {
                items
            };
        }
    }
    Vec::new()
}

/// "facilitator", with neither article nor name.
fn is_bare(syntax: &Syntax<'_>, item: &Range<TokenId>) -> bool {
    !OPENS_ONE.contains(&syntax.word(item.start)) && syntax.upos(item.end - 1) == "NOUN"
}

/// "her father and daughter": two of hers, where "a maker and facilitator" is one man.
fn opens_with_owner(syntax: &Syntax<'_>, item: Option<&Range<TokenId>>) -> bool {
    item.is_some_and(|item| ["his", "her", "their"].contains(&syntax.word(item.start)))
}

/// "his father ‹Rudi Malk›": past the name of whom the words before it tell.
fn behind_name(scene: Scene<'_>, from: TokenId, end: TokenId) -> TokenId {
    let is_name = |&id: &TokenId| scene.syntax.upos(id) == "PROPN" && single::is_capital(scene, id);
    from + (from..end).take_while(is_name).count()
}

/// Where the next item of a list begins, and whether it is the last one: behind ",", "and", ", and later".
fn joint(syntax: &Syntax<'_>, from: TokenId, end: TokenId) -> Option<(TokenId, bool)> {
    let is = |id: TokenId, words: &[&str]| id < end && words.contains(&syntax.word(id));
    let mut at = from + usize::from(is(from, &[",", ";"]));
    let is_last = is(at, &["and", "&"]);
    at += usize::from(is_last);
    if at == from {
        return None;
    }
    while at < end && syntax.upos(at) == "ADV" || is(at, &[","]) && is_last {
        at += 1;
    }
    Some((at, is_last))
}

/// "Ana Ruiz‹, 34›": past the age of whoever is named.
fn behind_age(syntax: &Syntax<'_>, from: TokenId, end: TokenId) -> TokenId {
    let is_age = from + 2 < end
        && syntax.word(from) == ","
        && syntax.upos(from + 1) == "NUM"
        && matches!(syntax.word(from + 2), "," | ";" | "and" | ".");
    from + 2 * usize::from(is_age)
}

/// One person at `from`: "a guard", "court reporter", "sheriff's deputy Ron Hale", "Pike".
fn item(scene: Scene<'_>, from: TokenId, end: TokenId) -> Option<Range<TokenId>> {
    let syntax = scene.syntax;
    let is_opened = from < end && OPENS_ONE.contains(&syntax.word(from));
    let goes_on = |id: &TokenId| {
        let is_of_owner = matches!(syntax.word(*id), "'" | "’" | "'s" | "’s" | "s");
        single::is_nominal(scene, *id) || single::is_in_name(scene, *id) || is_of_owner
    };
    let head = (from + usize::from(is_opened)..end)
        .take_while(goes_on)
        .last()?;
    let words = scene
        .document
        .text
        .slice(syntax.span_of_tokens(from..head + 1));
    let is_one = match syntax.upos(head) {
        "PROPN" => single::is_capital(scene, head),
        "NOUN" if is_opened => {
            figures::singular(words).is_some()
                && (figures::names_person(scene.document.text.slice(syntax.span(head)))
                    || people::kind(words) != PersonKind::Unknown)
        }
        "NOUN" => bare::is_singular(scene, head),
        _ => false,
    };
    is_one.then_some(from..head + 1)
}

/// "the man, a bomb maker, and two others": another name for one told before.
fn is_apposed(scene: Scene<'_>, head: TokenId) -> bool {
    let syntax = scene.syntax;
    let told = syntax.head(head).filter(|_| syntax.deprel(head) == "appos");
    told.is_some_and(|told| {
        syntax.upos(told) == "PROPN"
            || syntax
                .children_by(told, &["det"])
                .any(|id| syntax.word(id) == "the")
    })
}

/// "four adults and a child were shot": only auxiliaries part the list from its own verb.
fn leads_to(scene: Scene<'_>, next: TokenId, at: usize) -> bool {
    let verb = scene.events[at].trigger.first;
    next <= verb && (next..verb).all(|id| matches!(scene.syntax.upos(id), "AUX" | "ADV"))
}

/// "wounding 21, police and a doctor said": the phrase before a verb is its subject.
fn opens_clause(scene: Scene<'_>, next: TokenId) -> bool {
    next < scene.syntax.len() && matches!(scene.syntax.upos(next), "VERB" | "AUX")
}

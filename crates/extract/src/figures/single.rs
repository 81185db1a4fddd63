//! People affected whom no number counts: "a policeman was killed", "no inmate escaped", a named person.

use std::ops::Range;

use dateline_core::value::{Bounds, Figure};
use dateline_core::{PersonKind, Relation, Side, Span, WordingClass, YesNoUnknown};
use dateline_normalize::{figures, people};

use super::order::{self, Place};
use super::{Counted, Scene, bare, refined, sides, tie};
use crate::events::{Event, is_negated_noun};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// The uncounted people of event `at`, where each phrase names one person or nobody.
pub(super) fn people(scene: Scene<'_>, at: usize, counted: &[Counted]) -> Vec<Counted> {
    let event = &scene.events[at];
    let is_countable =
        event.trigger.sense.figure.is_some() && event.trigger.sense.patient != Patient::Absent;
    if !is_countable || !tie::can_count(scene, event.trigger.token, None) {
        return Vec::new();
    }
    let is_free = |span: Span| !counted.iter().any(|other| other.phrase.overlaps(span));
    let mut found: Vec<Counted> = event
        .patients
        .iter()
        .filter(|&&head| is_free(scene.syntax.span(head)) && sides::is_on_its_side(scene, at, head))
        .filter(|&&head| !speaks(scene, head))
        .filter(|&&head| !sides::is_behind_object(scene, at, head, counted))
        .filter(|&&head| !sides::is_of_verb_before(scene, at, head, counted))
        .filter(|&&head| !sides::is_before_number(scene, at, head, counted))
        .flat_map(|&head| each(scene, at, head, scene.syntax.noun_phrase(head)))
        .collect();
    let more = listed(scene, at, counted, &found);
    found.extend(more);
    let opening = bare::before(scene, found.first().map(|one| one.phrase));
    found.extend(opening.and_then(|head| one(scene, at, head, scene.syntax.span(head))));
    let has_own = !found.is_empty() || counted.iter().any(|other| other.event == at);
    if !has_own
        && let Some((first, head)) =
            beside(scene, at).filter(|&(_, head)| is_free(scene.syntax.span(head)))
    {
        let phrase = scene.syntax.span_of_tokens(first..head + 1);
        found.extend(one(scene, at, head, phrase));
        let more = listed(scene, at, counted, &found);
        found.extend(more);
    }
    found
}

/// "Nine were killed, police said; the Red Cross, 14": who says no more than a number was not killed.
fn speaks(scene: Scene<'_>, head: TokenId) -> bool {
    let gives_number = |content: &[Range<TokenId>]| match content {
        [only] => only.len() <= 3 && only.clone().any(|id| scene.syntax.upos(id) == "NUM"),
        _ => false,
    };
    scene.said.iter().any(|saying| {
        let mention = saying.mention.as_ref();
        mention.is_some_and(|mention| mention.contains(&head)) && gives_number(&saying.content)
    })
}

/// Words that open a phrase for one person of a list: "a commander, his deputy and two guards".
const OPENS_ONE: [&str; 8] = ["a", "an", "another", "the", "his", "her", "its", "their"];

/// "Two guards, a soldier and five inmates": single people in a list with those that a number counts.
fn listed(scene: Scene<'_>, at: usize, counted: &[Counted], found: &[Counted]) -> Vec<Counted> {
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
                .take_while(|&id| is_nominal(scene, id) || is_in_name(scene, id))
                .last()?;
            let is_one = syntax.upos(head) == "NOUN"
                || is_common_noun(scene, head)
                || is_titled(scene, head);
            (is_one && is_listed(first, head) && !is_apposed(scene, head))
                .then(|| one(scene, at, head, syntax.span_of_tokens(first..head + 1)))
                .flatten()
        })
        .collect()
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

/// The persons of a phrase: two where the tree took "an officer and a technician" for one.
fn each(scene: Scene<'_>, at: usize, head: TokenId, phrase: Span) -> Vec<Counted> {
    let syntax = scene.syntax;
    let tokens = syntax.tokens_in(phrase);
    let joint = tokens.clone().skip(1).find(|&id| {
        syntax.word(id) == "and"
            && id + 2 < tokens.end
            && ["a", "an", "another", "his", "her", "their"].contains(&syntax.word(id + 1))
    });
    let halves = joint.and_then(|joint| {
        let half = |tokens: Range<TokenId>| {
            let phrase = syntax.span_of_tokens(tokens.clone());
            one(scene, at, tokens.end - 1, phrase)
        };
        Some(vec![
            half(tokens.start..joint)?,
            half(joint + 1..tokens.end)?,
        ])
    });
    halves.unwrap_or_else(|| one(scene, at, head, phrase).into_iter().collect())
}

fn one(scene: Scene<'_>, at: usize, head: TokenId, phrase: Span) -> Option<Counted> {
    let event = &scene.events[at];
    let words = scene.document.text.slice(phrase);
    let bounds = if event.negated && is_negated_noun(scene.syntax, head) {
        Bounds::exact(0)
    } else if event.negated {
        return None;
    } else {
        singular(scene, head, phrase)?
    };
    let figure = Figure {
        kind: refined(event.trigger.sense.figure?, Some(words)),
        bounds,
        class: WordingClass::Exact,
        words: words.to_owned(),
        of_whom: Some(words.to_owned()),
        of_kind: people::kind(words),
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    };
    Some(Counted {
        figure,
        event: at,
        span: phrase,
        phrase,
        token: head,
        is_update: false,
        is_anew: false,
    })
}

/// Pronouns for one person.
pub(super) const PRONOUNS: [&str; 4] = ["he", "she", "him", "her"];

/// One person: "a soldier", "the bomber", a proper name, "killing him".
fn singular(scene: Scene<'_>, head: TokenId, phrase: Span) -> Option<Bounds> {
    let text = &scene.document.text;
    let words = text.slice(phrase);
    match scene.syntax.upos(head) {
        "PROPN" if is_person_name(scene, head) => Some(Bounds::exact(1)),
        "PRON" if PRONOUNS.contains(&scene.syntax.word(head)) => Some(Bounds::exact(1)),
        "NOUN" | "ADJ" | "NUM" | "PROPN" if is_common_noun(scene, head) => figures::singular(words)
            .or_else(|| bare::is_one(scene, head).then(|| Bounds::exact(1)))
            .filter(|_| {
                figures::names_person(text.slice(scene.syntax.span(head)))
                    || people::kind(words) != PersonKind::Unknown
                    || is_age(words)
            }),
        _ => None,
    }
}

/// A word that names a kind of person; the tagger takes one beside names for a name ("a Red Column facilitator").
fn is_common_noun(scene: Scene<'_>, head: TokenId) -> bool {
    scene.syntax.upos(head) != "PROPN" || !is_capital(scene, head)
}

fn is_capital(scene: Scene<'_>, id: TokenId) -> bool {
    let word = scene.document.text.slice(scene.syntax.span(id));
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "a 17-year-old".
fn is_age(words: &str) -> bool {
    words.ends_with("-year-old")
}

fn is_person_name(scene: Scene<'_>, head: TokenId) -> bool {
    let syntax = scene.syntax;
    let is_first_name = |id: TokenId| {
        let is_beside = syntax.deprel(id) != "nmod:poss" || id + 1 == head;
        syntax.upos(id) == "PROPN" && is_beside
    };
    let is_full = syntax
        .children_by(head, &["flat", "compound", "nmod:poss"])
        .any(is_first_name)
        || syntax.deprel(head) == "flat" && syntax.head(head).is_some_and(is_first_name);
    is_capital(scene, head) && (is_full || is_introduced(scene, head) || is_titled(scene, head))
}

/// "insurgent leader Sangari", "Sergeant Sangari": a name right behind a word for one person.
fn is_titled(scene: Scene<'_>, head: TokenId) -> bool {
    let (syntax, text) = (scene.syntax, &scene.document.text);
    let start = syntax.sentence_tokens(syntax.sentence_of(head)).start;
    let is_noun = |id: &TokenId| matches!(syntax.upos(*id), "NOUN" | "PROPN");
    let mut before = (start..head).rev().take(4).take_while(is_noun);
    before.any(|id| {
        let word = text.slice(syntax.span(id));
        !word.ends_with('s') && figures::names_person(word)
    })
}

/// "Sangari, an insurgent leader, was killed": a name of one word, told to be a person's.
fn is_introduced(scene: Scene<'_>, head: TokenId) -> bool {
    let text = &scene.document.text;
    scene.syntax.children_by(head, &["appos"]).any(|id| {
        figures::names_person(text.slice(scene.syntax.span(id)))
            && figures::singular(text.slice(scene.syntax.noun_phrase(id))).is_some()
    })
}

/// First token and head of the phrase with an article that stands right where the people of event `at` do, by the order of words.
fn beside(scene: Scene<'_>, at: usize) -> Option<(TokenId, TokenId)> {
    let (syntax, event) = (scene.syntax, &scene.events[at]);
    let sentence = syntax.sentence_tokens(event.sentence);
    let is_article = |id: TokenId| ["a", "an", "one", "another"].contains(&syntax.word(id));
    match order::place(syntax, event, &[]) {
        Place::After => {
            let first = event.trigger.end;
            if first < sentence.end && is_pronoun_object(scene, first) {
                return Some((first, first));
            }
            if first >= sentence.end
                || !is_article(first) && syntax.word(first) != "the" && !is_nominal(scene, first)
            {
                return None;
            }
            let head = (first..sentence.end.min(first + 9))
                .skip_while(|&id| is_article(id) || syntax.word(id) == "the")
                .take_while(|&id| is_nominal(scene, id) || is_in_name(scene, id))
                .take_while(|&id| !order::DAYS.contains(&syntax.word(id)))
                .last()?;
            let is_opened = is_article(first) || syntax.word(first) == "the";
            let is_one = is_opened && is_common_noun(scene, head);
            (is_one || syntax.upos(head) == "PROPN" && is_titled(scene, head))
                .then_some((first, head))
        }
        Place::Before | Place::Between => {
            let head = (sentence.start..event.trigger.first)
                .rev()
                .take(6)
                .find(|&id| {
                    matches!(syntax.upos(id), "NOUN" | "PROPN") && syntax.word(id) != "year"
                        || syntax.word(id) == "old"
                })?;
            let is_bare = (head + 1..event.trigger.first).all(|id| {
                matches!(syntax.upos(id), "AUX" | "ADV" | "PART")
                    || ["was", "been", "shot", "and"].contains(&syntax.word(id))
            });
            let is_headline = head == sentence.start
                && figures::names_person(scene.document.text.slice(syntax.span(head)));
            if is_bare && is_headline {
                return Some((head, head));
            }
            if is_bare && let Some(first) = full_name(scene, head, event) {
                return Some((first, head));
            }
            let first = (sentence.start..head)
                .rev()
                .take(8)
                .take_while(|&id| is_nominal(scene, id) || is_article(id))
                .last()?;
            (is_bare
                && (is_article(first)
                    || bare::opens_age(syntax, first) && !is_governed(syntax, first))
                && (syntax.upos(head) == "NOUN" || syntax.word(head) == "old"))
                .then_some((first, head))
        }
    }
}

/// "Police say Ana Ruiz was shot": the first word of a name of two or more that ends before the auxiliary of a passive verb, whatever
/// the tree makes of it.
fn full_name(scene: Scene<'_>, head: TokenId, event: &Event) -> Option<TokenId> {
    let syntax = scene.syntax;
    let is_name = |&id: &TokenId| syntax.upos(id) == "PROPN" && is_capital(scene, id);
    let start = syntax.sentence_tokens(event.sentence).start;
    let first = (start..head + 1).rev().take_while(is_name).last()?;
    let is_passive = (head + 1..event.trigger.first)
        .any(|id| matches!(syntax.word(id), "was" | "were" | "been" | "is" | "are"));
    let verb = event.trigger.token;
    let is_its_verb = syntax.upos(verb) == "VERB" && event.patients.is_empty();
    // "Ana Ruiz killed, five others wounded": a headline leaves the auxiliary out.
    let opens = first == start || bare::ends_age(syntax, first);
    // "left Ana Ruiz dead"
    let is_left = || {
        let mut before = (start..first).rev().take(LEFT_BEFORE);
        before.any(|id| matches!(syntax.word(id), "left" | "leaving" | "leaves"))
    };
    let is_told = is_its_verb && (is_passive || opens && head + 1 == event.trigger.first)
        || syntax.word(verb) == "dead" && is_left();
    (first < head && is_told && !is_governed(syntax, first)).then_some(first)
}

/// Words before a name among which "left" may stand: "leaving 18-year-old Ana Ruiz dead".
const LEFT_BEFORE: usize = 7;

/// Whether a preposition stands before a phrase.
fn is_governed(syntax: &Syntax<'_>, first: TokenId) -> bool {
    first > 0 && syntax.upos(first - 1) == "ADP"
}

/// "killing him", but not "killing her brother".
fn is_pronoun_object(scene: Scene<'_>, id: TokenId) -> bool {
    ["him", "her"].contains(&scene.syntax.word(id))
        && (id + 1 >= scene.syntax.len() || !is_nominal(scene, id + 1))
}

/// "an Islamic Movement of Uzbekistan facilitator": the preposition of a name.
fn is_in_name(scene: Scene<'_>, id: TokenId) -> bool {
    let syntax = scene.syntax;
    syntax.word(id) == "of"
        && id > 0
        && id + 1 < syntax.len()
        && is_capital(scene, id - 1)
        && is_capital(scene, id + 1)
}

fn is_nominal(scene: Scene<'_>, id: TokenId) -> bool {
    matches!(
        scene.syntax.upos(id),
        "NOUN" | "ADJ" | "PROPN" | "NUM" | "X"
    ) || scene.syntax.word(id) == "-"
}

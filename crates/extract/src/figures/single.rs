//! People affected whom no number counts: "a policeman was killed", "no inmate escaped", a named person.

use std::ops::Range;

use dateline_core::value::{Bounds, Figure};
use dateline_core::{FigureKind, PersonKind, Relation, Side, Span, WordingClass, YesNoUnknown};
use dateline_normalize::{dates, figures, people, targets};

use super::order;
use super::{Counted, Scene, bare, beside, countable, refined, roster, sides};
use crate::events::is_negated_noun;
use crate::setting::is_hospital;
use crate::syntax::TokenId;
use crate::triggers::Patient;

/// The uncounted people of event `at`, where each phrase names one person or nobody.
pub(super) fn people(scene: Scene<'_>, at: usize, counted: &[Counted]) -> Vec<Counted> {
    let event = &scene.events[at];
    let is_among = order::is_among(scene.syntax, event);
    let is_countable = event.trigger.sense.figure.is_some()
        && (event.trigger.sense.patient != Patient::Absent || is_among);
    if !is_countable || !countable::can_count(scene, event.trigger.token, None) {
        return Vec::new();
    }
    let has_number = counted.iter().any(|one| one.event == at);
    if let Some(number) = multiple(scene, at).filter(|_| !has_number) {
        return vec![number];
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
        .filter(|&&head| !sides::is_included_elsewhere(scene, at, head, counted))
        .filter(|&&head| !bare::are_told_before(scene, at, head))
        .flat_map(|&head| each(scene, at, head, scene.syntax.noun_phrase(head)))
        .collect();
    let more = roster::listed(scene, at, counted, &found);
    found.extend(more);
    let more = roster::rest(scene, at, counted, &found);
    found.extend(more);
    let more = roster::front(scene, at, counted, &found);
    found.extend(more);
    let more = roster::gapped(scene, at, &found);
    found.extend(more.into_iter().filter(|one| is_free(one.phrase)));
    let has_own = !found.is_empty() || counted.iter().any(|other| other.event == at);
    if !has_own
        && let Some((first, head)) =
            beside::phrase(scene, at).filter(|&(_, head)| is_free(scene.syntax.span(head)))
    {
        let phrase = scene.syntax.span_of_tokens(first..head + 1);
        found.extend(one(scene, at, head, phrase));
        let more = roster::listed(scene, at, counted, &found);
        found.extend(more);
        let more = roster::rest(scene, at, counted, &found);
        found.extend(more);
    }
    let opening = bare::before(scene, found.first().map(|one| one.phrase));
    found.extend(opening.and_then(|head| one(scene, at, head, scene.syntax.span(head))));
    for number in counted
        .iter()
        .filter(|one| one.event == at && one.figure.bounds.low() > Some(1))
    {
        let heads = bare::beside_number(scene, number.phrase);
        let free = heads.into_iter().filter(|&head| {
            !found
                .iter()
                .any(|one| one.phrase.overlaps(scene.syntax.span(head)))
        });
        let more: Vec<Counted> = free
            .filter_map(|head| {
                self::counted(scene, at, head, scene.syntax.span(head), Bounds::exact(1))
            })
            .collect();
        found.extend(more);
    }
    if is_among {
        for one in &mut found {
            one.figure.relation = Relation::Subset;
        }
    }
    found
}

/// "a double murder", "the triple homicide": as many dead as the word says.
fn multiple(scene: Scene<'_>, at: usize) -> Option<Counted> {
    let trigger = scene.events[at].trigger;
    let number = match scene.syntax.word(trigger.first) {
        "double" => 2,
        "triple" => 3,
        "quadruple" => 4,
        _ => return None,
    };
    let span = scene.syntax.span(trigger.first);
    let mut one = counted(scene, at, trigger.first, span, Bounds::exact(number))?;
    one.figure.of_whom = None;
    Some(one).filter(|_| trigger.end > trigger.first + 1 && !scene.events[at].negated)
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

pub(super) fn one(scene: Scene<'_>, at: usize, head: TokenId, phrase: Span) -> Option<Counted> {
    let event = &scene.events[at];
    let bounds = if event.negated && is_negated_noun(scene.syntax, head) {
        Bounds::exact(0)
    } else if event.negated || is_seizure(scene, at, head) || is_hospital(scene.syntax, head) {
        return None;
    } else {
        singular(scene, head, phrase)?
    };
    counted(scene, at, head, phrase, bounds)
}

/// "captured the town of Bor", "the capture of the Aska Road", "a captured army car": what is captured is often no one.
fn is_seizure(scene: Scene<'_>, at: usize, head: TokenId) -> bool {
    let syntax = scene.syntax;
    let is_capture = scene.events[at].trigger.sense.figure == Some(FigureKind::Captured);
    is_capture
        && match syntax.upos(head) {
            "PROPN" if !is_common_noun(scene, head) => {
                !(scene.is_person(head) || is_titled(scene, head) || is_introduced(scene, head))
            }
            "PRON" | "DET" => false,
            _ => {
                let word = scene.document.text.slice(syntax.span(head));
                !figures::names_person(word) && targets::kind(word).is_some()
            }
        }
}

/// The figure of a phrase that names one person or nobody.
pub(super) fn counted(
    scene: Scene<'_>,
    at: usize,
    head: TokenId,
    phrase: Span,
    bounds: Bounds,
) -> Option<Counted> {
    let words = scene.document.text.slice(phrase);
    let figure = Figure {
        kind: refined(scene.events[at].trigger.sense.figure?, Some(words)),
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

/// One person: "a soldier", "the bomber", a proper name, "killing him"; and two: "both men".
fn singular(scene: Scene<'_>, head: TokenId, phrase: Span) -> Option<Bounds> {
    let text = &scene.document.text;
    if bare::are_both(scene, head, phrase) {
        return Some(Bounds::exact(2));
    }
    let words = text.slice(phrase);
    match scene.syntax.upos(head) {
        // "killed Christmas Eve"
        "PROPN" if dates::is_date(words) && (words.contains(' ') || !scene.is_person(head)) => None,
        "PROPN" if is_person_name(scene, head) => Some(Bounds::exact(1)),
        "PRON" if PRONOUNS.contains(&scene.syntax.word(head)) => Some(Bounds::exact(1)),
        "DET" | "PRON" if bare::is_another(scene.syntax, head) => Some(Bounds::exact(1)),
        "NOUN" | "ADJ" | "NUM" | "PROPN" if is_common_noun(scene, head) => figures::singular(words)
            .or_else(|| bare::is_one(scene, head).then(|| Bounds::exact(1)))
            .filter(|_| {
                figures::names_person(text.slice(scene.syntax.span(head)))
                    || people::kind(words) != PersonKind::Unknown
                    || is_age(words)
                    || bare::is_another(scene.syntax, head)
            }),
        _ => None,
    }
}

/// A word that names a kind of person; the tagger takes one beside names for a name ("a Red Column facilitator").
pub(super) fn is_common_noun(scene: Scene<'_>, head: TokenId) -> bool {
    let (syntax, text) = (scene.syntax, &scene.document.text);
    // "Toddler killed by gunfire"
    let opens = || {
        syntax.sentence_tokens(syntax.sentence_of(head)).start == head
            && figures::names_person(text.slice(syntax.span(head)))
    };
    syntax.upos(head) != "PROPN" || !is_capital(scene, head) || opens()
}

pub(super) fn is_capital(scene: Scene<'_>, id: TokenId) -> bool {
    let word = scene.document.text.slice(scene.syntax.span(id));
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "a 17-year-old".
fn is_age(words: &str) -> bool {
    words.ends_with("-year-old") || words.ends_with(" year old")
}

/// What names end in that are no person's, beside hospitals.
const FACILITIES: [&str; 6] = [
    "university",
    "college",
    "department",
    "school",
    "church",
    "street",
];

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
    // "near Berg Charter School"
    let mut names = head..syntax.len().min(head + 2);
    let is_facility = names.any(|id| FACILITIES.contains(&syntax.word(id)));
    is_capital(scene, head)
        && !is_facility
        && !is_hospital(syntax, head)
        && (is_full
            || is_introduced(scene, head)
            || is_titled(scene, head)
            || scene.is_person(head))
}

/// "insurgent leader Sangari", "Sergeant Sangari": a name right behind a word for one person.
pub(super) fn is_titled(scene: Scene<'_>, head: TokenId) -> bool {
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

/// "an Islamic Movement of Uzbekistan facilitator": the preposition of a name.
pub(super) fn is_in_name(scene: Scene<'_>, id: TokenId) -> bool {
    let syntax = scene.syntax;
    syntax.word(id) == "of"
        && id > 0
        && id + 1 < syntax.len()
        && is_capital(scene, id - 1)
        && is_capital(scene, id + 1)
}

pub(super) fn is_nominal(scene: Scene<'_>, id: TokenId) -> bool {
    matches!(
        scene.syntax.upos(id),
        "NOUN" | "ADJ" | "PROPN" | "NUM" | "X"
    ) || scene.syntax.word(id) == "-"
}

//! Ties each number of a sentence to the act or effect that says what befell those it counts.

use std::ops::Range;

use dateline_core::FigureKind;

use super::lists;
use super::number::Number;
use super::order::{self, Place};
use super::{Counted, Scene, clauses, countable, toll, whole};
use crate::events::Event;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// What a number counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    /// Index of the event.
    pub(super) event: usize,
    pub(super) kind: FigureKind,
    pub(super) is_subset: bool,
    pub(super) is_update: bool,
    /// How plainly the words say so; more is plainer.
    pub(super) score: u32,
}

impl Tie {
    /// A number that tells the count of `event` anew.
    pub(super) fn anew(event: usize, kind: FigureKind, is_update: bool) -> Self {
        Self {
            event,
            kind,
            is_subset: false,
            is_update,
            score: NEAR,
        }
    }
}

const OF_EFFECT: u32 = 1180;
const ADJACENT: u32 = 1200;
const TOLL: u32 = 1210;
pub(super) const LISTED: u32 = 1050;
pub(super) const PATIENT: u32 = 1000;
const BELOW: u32 = 800;
const NEAR: u32 = 500;

/// The tie of each number, if any. `before` is the last figure of the text before this sentence.
pub(super) fn ties(
    scene: Scene<'_>,
    here: &[usize],
    numbers: &[Number],
    before: Option<&Counted>,
) -> Vec<Option<Tie>> {
    let mut ties: Vec<Option<Tie>> = numbers
        .iter()
        .map(|number| own_tie(scene, here, numbers, number))
        .collect();
    lists::carry_along(scene, numbers, &mut ties);
    lists::break_down(scene.syntax, numbers, &mut ties);
    for at in 0..numbers.len() {
        refer_back(scene, numbers, &mut ties, at, before);
    }
    ties
}

fn own_tie(scene: Scene<'_>, here: &[usize], numbers: &[Number], number: &Number) -> Option<Tie> {
    let fits: Vec<(usize, u32)> = here
        .iter()
        .filter_map(|&at| Some((at, fit(scene, at, numbers, number)?)))
        .collect();
    let best = |least: u32, is_open: &dyn Fn(usize) -> bool| {
        let open = fits.iter().copied();
        open.filter(|&(at, score)| score >= least && is_open(at))
            .max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)))
    };
    let (event, score) = best(0, &|_| true)?;
    let is_other = |at: usize| !clauses::is_captive(scene, at, number);
    let (event, score) = match is_other(event) {
        true => (event, score),
        false => best(BELOW, &is_other).unwrap_or((event, score)),
    };
    let kind = scene.events[event].trigger.sense.figure?;
    let kind = order::joined_kind(scene.syntax, &scene.events[event], scene.events).unwrap_or(kind);
    let is_of_group = order::is_of_group(scene.syntax, &scene.events[event], number);
    let is_of_group = is_of_group || is_among(scene, event, number);
    let is_subset = score == OF_EFFECT
        || is_of_group
        || number.quantity.subset && !number.is_anaphoric(scene.syntax);
    Some(Tie {
        event,
        kind,
        is_subset,
        is_update: toll::is_changed(scene.syntax, number, kind),
        score,
    })
}

/// How plainly a number counts the people of an effect; `None` when it does not.
fn fit(scene: Scene<'_>, at: usize, numbers: &[Number], number: &Number) -> Option<u32> {
    let (syntax, event) = (scene.syntax, &scene.events[at]);
    event.trigger.sense.figure?;
    if is_denied(syntax, event) && number.quantity.bounds.high() != Some(0) {
        return None;
    }
    if !countable::can_count(scene, event.trigger.token, Some(number))
        || whole::is_whole_of_part(syntax, event, numbers, number)
    {
        return None;
    }
    let trigger = event.trigger;
    let last_of_number = syntax.tokens_in(number.quantity.number).end;
    if trigger.first >= last_of_number && trigger.end <= number.tokens.end {
        // "five of the dead".
        return Some(OF_EFFECT);
    }
    let place = order::place(syntax, event, numbers);
    if order::is_adjacent(syntax, event, place, number) {
        let between = number.tokens.end.min(trigger.end)..number.tokens.start.max(trigger.first);
        return Some(ADJACENT - between.len() as u32);
    }
    if toll::is_value(syntax, event, number) {
        return Some(TOLL);
    }
    if number.tokens.contains(&trigger.token) {
        return None;
    }
    if is_alongside(scene, trigger.end, number) {
        return Some(PATIENT);
    }
    // "had died in the town and that 60 fugitives were back": who dies stands before the verb, whatever the tree makes of it.
    if trigger.sense.patient == Patient::Subject
        && syntax.upos(trigger.token) == "VERB"
        && number.tokens.start >= trigger.end
    {
        return None;
    }
    if clauses::opens_next_clause(scene, at, place, number) {
        return None;
    }
    // "killed a commander and one guard and detained two": whoever stands before an active verb is not its object.
    let is_before_active = place == Place::After && last_of_number <= trigger.first;
    if !is_before_active && (number.head == trigger.token || event.patients.contains(&number.head))
    {
        return Some(PATIENT);
    }
    // "two men are on trial for killing a clerk"
    let is_before_gerund = is_before_active && syntax.word(trigger.token).ends_with("ing");
    if !is_before_gerund
        && event
            .patients
            .iter()
            .any(|&patient| is_named_below(syntax, number.head, patient))
    {
        return Some(BELOW);
    }
    near(scene, at, place, numbers, number)
}

/// "two others were not injured", but "three did not survive": the words of the effect themselves may hold the "not".
fn is_denied(syntax: &Syntax<'_>, event: &Event) -> bool {
    let mut own = event.trigger.first..event.trigger.end;
    event.negated && !own.any(|id| syntax.word(id) == "not")
}

/// "was detained along with two of his associates".
fn is_alongside(scene: Scene<'_>, after: TokenId, number: &Number) -> bool {
    let (syntax, start) = (scene.syntax, number.tokens.start);
    let is_effect = |id: TokenId| {
        scene
            .events
            .iter()
            .any(|event| event.trigger.sense.figure.is_some() && event.trigger.first == id)
    };
    // "was killed on Monday with four of his companions"
    let hangs_on_effect = || {
        // "with four of his companions": the number itself hangs there.
        let last = syntax.tokens_in(number.quantity.number).end - 1;
        let mut heads = [number.head, last].into_iter();
        let hung = heads.find(|&id| matches!(syntax.deprel(id), "obl" | "nummod"));
        let verb = hung.and_then(|id| syntax.head(id));
        let is_passive = |verb: TokenId| {
            let mut marks = syntax.children_by(verb, &["aux:pass", "nsubj:pass"]);
            marks.next().is_some()
        };
        verb.is_some_and(|verb| verb < after && is_passive(verb))
    };
    start > after
        && start - after <= 10
        && syntax.word(start - 1) == "with"
        && (start >= after + 2 && ["along", "together"].contains(&syntax.word(start - 2))
            || hangs_on_effect())
        && !(after..start).any(is_effect)
}

/// "Two brothers were among those killed", but "was among six people killed".
fn is_among(scene: Scene<'_>, event: usize, number: &Number) -> bool {
    let trigger = scene.events[event].trigger;
    number.tokens.end < trigger.first
        && (trigger.first.saturating_sub(3).max(number.tokens.end)..trigger.first)
            .any(|id| scene.syntax.word(id) == "among")
}

/// "killing 12 people, including three children": the number stands inside the phrase of those affected.
fn is_named_below(syntax: &Syntax<'_>, head: TokenId, patient: TokenId) -> bool {
    syntax.is_below(head, patient)
        && syntax
            .ancestors(head)
            .take_while(|&id| id != patient)
            .all(|id| !syntax.deprel(id).starts_with("acl"))
}

/// How many of the tokens are an insertion: "four others‹, including a 13-year-old boy,› were wounded".
fn inserted(syntax: &Syntax<'_>, between: &Range<TokenId>) -> usize {
    let is_comma = |&id: &TokenId| syntax.word(id) == ",";
    let mut commas = between.clone().filter(is_comma);
    let (Some(opens), Some(closes)) = (commas.next(), commas.next()) else {
        return 0;
    };
    match syntax.word(opens + 1) {
        "including" | "among" | "some" | "most" | "mostly" => closes + 1 - opens,
        _ => 0,
    }
}

/// The number stands on the side where the effect's people do, with little between.
fn near(
    scene: Scene<'_>,
    at: usize,
    place: Place,
    numbers: &[Number],
    number: &Number,
) -> Option<u32> {
    let trigger = scene.events[at].trigger;
    let (between, limit) = if number.tokens.start >= trigger.end {
        (
            trigger.end..number.tokens.start,
            if place == Place::After { 9 } else { 0 },
        )
    } else {
        (
            number.tokens.end..trigger.first.max(number.tokens.end),
            if place == Place::Before { 10 } else { 0 },
        )
    };
    let gap = between.len() - inserted(scene.syntax, &between);
    let leaves_object = number.tokens.start >= trigger.end
        && between.clone().any(|id| ends_object(scene.syntax, id));
    // "All three charged with murder": whoever a verb parts from a noun is not counted by it.
    let is_of_verb = number.tokens.end <= trigger.first
        && scene.syntax.upos(trigger.token) == "NOUN"
        && trigger.sense.incident_type.is_some()
        && between.clone().any(|id| scene.syntax.upos(id) == "VERB");
    let is_parted = leaves_object || is_of_verb || is_parted(scene, numbers, at, &between);
    (gap <= limit && limit > 0 && !is_parted).then(|| NEAR - 20 * gap as u32)
}

/// Words at which the object of a verb ends: prepositions other than "of", and other verbs.
fn ends_object(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let word = syntax.word(id);
    let goes_on = [
        "of",
        "at",
        "least",
        "along",
        "with",
        "including",
        "as",
        "well",
    ]
    .contains(&word);
    syntax.upos(id) == "VERB" || syntax.upos(id) == "ADP" && !goes_on
}

fn is_parted(scene: Scene<'_>, numbers: &[Number], at: usize, between: &Range<TokenId>) -> bool {
    numbers
        .iter()
        .any(|other| between.contains(&other.tokens.start))
        || between.end > between.start && is_other_verb(scene, between.end - 1)
        || between.clone().any(|id| {
            [
                ";", ":", "\"", "while", "but", "when", "after", "before", "by",
            ]
            .contains(&scene.syntax.word(id))
        })
        || scene.events.iter().enumerate().any(|(other, event)| {
            other != at
                && event.trigger.sense.figure.is_some()
                && between.contains(&event.trigger.first)
        })
}

/// A verb of its own right before the number: "killed 20 and destroyed four".
fn is_other_verb(scene: Scene<'_>, token: TokenId) -> bool {
    let word = scene.syntax.word(token);
    let is_effect = scene
        .events
        .iter()
        .any(|event| (event.trigger.first..event.trigger.end).contains(&token));
    !is_effect
        && scene.syntax.upos(token) == "VERB"
        && (word.ends_with("ed") || word.ends_with("ing"))
}

/// "four of them women", "including three children", "three of them are to be evacuated": those counted just before.
fn refer_back(
    scene: Scene<'_>,
    numbers: &[Number],
    ties: &mut [Option<Tie>],
    at: usize,
    before: Option<&Counted>,
) {
    let number = &numbers[at];
    let is_anaphoric = number.is_anaphoric(scene.syntax);
    if !number.quantity.subset && !is_anaphoric {
        return;
    }
    let sentence = scene.syntax.sentence_of(number.tokens.start);
    let earlier = ties[..at]
        .iter()
        .rev()
        .flatten()
        .next()
        .map(|tie| (tie.event, tie.kind))
        .or_else(|| {
            before
                .filter(|counted| scene.syntax.sentence_of(counted.token) + 1 == sentence)
                .map(|counted| (counted.event, counted.figure.kind))
        });
    let is_relative = number
        .tokens
        .clone()
        .any(|id| ["whom", "which"].contains(&scene.syntax.word(id)));
    match (&mut ties[at], earlier) {
        // "20 were shot, three of whom died": another effect on some of them is a count of its own.
        (Some(tie), Some((_, kind))) if tie.score >= PATIENT => tie.is_subset |= tie.kind == kind,
        (Some(tie), None) if !is_relative => {
            tie.is_subset &= !is_anaphoric || tie.score == OF_EFFECT
        }
        (tie, Some((event, kind))) => {
            *tie = Some(Tie {
                event,
                kind,
                is_subset: true,
                is_update: false,
                score: BELOW,
            })
        }
        (Some(tie), None) => tie.is_subset = true,
        (None, None) => (),
    }
}

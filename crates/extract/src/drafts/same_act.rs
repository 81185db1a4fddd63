//! One act that a report tells as if it were two: what speaks for it is weighed with `data/same_act.tsv` (made by `training/same_act.py`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline_core::value::PlaceValue;
use dateline_core::{DatePrecision, FigureKind, IncidentType, Span, TimeFrame};

use super::belonging::can_hold_one_act;
use super::headline::headline_sentences;
use super::occurrence::tells_clock;
use super::retold::{absorb, counted, do_dates_fit, number};
use super::telling::{tells_another, tells_later};
use super::{Draft, Reading, is_coarse, told_apart};
use crate::figures::descriptor::Descriptor;
use crate::knowledge::Knowledge;
use crate::setting::aftermath::{Class, is_of};
use crate::signs::Weights;

/// Days or places of which no two can be of one act.
const APART: &str = "apart";

/// Log odds from which on two are one: of two errors the false join is the worse.
const JOINED: f32 = 0.5;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::of(include_str!("../../../../data/same_act.tsv")));

/// The incidents of a document as the words tell them apart, and the pairs of them that may be one.
pub struct PairsOfActs {
    /// Of each incident its type and the words that tell of it: acts, days, places and people counted.
    pub incidents: Vec<(String, Vec<Span>)>,
    /// Earlier and later incident of a pair, with what speaks for their being one.
    pub pairs: Vec<(usize, usize, Vec<String>)>,
}

/// What the weights are learnt from: those that the words part (`is_told_apart`) teach too, for without them too few are left.
pub(crate) fn pairs_of_acts(reading: &Reading<'_>, knowledge: &Knowledge) -> PairsOfActs {
    let drafts = told_apart(reading, knowledge);
    let words = |draft: &Draft<'_>| {
        let acts = draft.events.iter().map(|&at| {
            let trigger = reading.events[at].trigger;
            reading.syntax.span_of_tokens(trigger.first..trigger.end)
        });
        let days = draft.dates.iter().map(|date| date.span);
        let places = draft.places.iter().map(|place| place.span);
        let people = counted(reading, draft).map(|one| one.phrase);
        acts.chain(days).chain(places).chain(people).collect()
    };
    PairsOfActs {
        incidents: drafts
            .iter()
            .map(|draft| (draft.incident_type.to_string(), words(draft)))
            .collect(),
        pairs: pairs(knowledge, &drafts)
            .map(|(earlier, later)| (earlier, later, signs(reading, &drafts, earlier, later)))
            .collect(),
    }
}

/// Joins what is likelier one act than two, the likeliest pair first.
pub(super) fn join_same<'a>(
    reading: &Reading<'a>,
    knowledge: &Knowledge,
    drafts: &mut Vec<Draft<'a>>,
) {
    loop {
        let may_be_one = |&(earlier, later): &(usize, usize)| {
            !is_told_apart(reading, &drafts[earlier], &drafts[later])
        };
        let weighed = pairs(knowledge, drafts)
            .filter(may_be_one)
            .map(|(earlier, later)| {
                let signs = signs(reading, drafts, earlier, later);
                (WEIGHTS.weigh(&signs), earlier, later)
            });
        let likeliest = weighed.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, earlier, later)) = likeliest.filter(|pair| pair.0 > JOINED) else {
            return;
        };
        let told = drafts.remove(later);
        for draft in drafts.iter_mut() {
            draft.part_of = draft.part_of.map(|parent| match parent {
                parent if parent == later => earlier,
                parent => parent - usize::from(parent > later),
            });
        }
        // What is told as news is news, whatever else is told of it.
        if told.time_frame == TimeFrame::Current {
            drafts[earlier].time_frame = TimeFrame::Current;
        }
        absorb(reading, &mut drafts[earlier], told);
    }
}

/// Whether the words part two acts, whatever else speaks for their being one: two towns, "a separate attack", "hours later"; a protest
/// and what is done there; news and its history in one sentence.
fn is_told_apart(reading: &Reading<'_>, earlier: &Draft<'_>, later: &Draft<'_>) -> bool {
    let protests = [earlier, later].map(|draft| draft.incident_type == IncidentType::Protest);
    let tells_anew = |&at: &usize| {
        let event = &reading.events[at];
        let (sentence, first) = (event.sentence, event.trigger.first);
        tells_another(reading.syntax, sentence, first)
            || tells_later(reading.syntax, sentence, first)
    };
    // "executed for killing two shopkeepers": news and, in the same sentence, the history behind it.
    let shares_sentence = |told: &Draft<'_>, again: &Draft<'_>| {
        let others = again.sentences(reading);
        told.sentences(reading).iter().any(|at| others.contains(at))
    };
    let is_behind = earlier.time_frame != later.time_frame && shares_sentence(earlier, later);
    protests[0] != protests[1]
        || is_behind
        || places(earlier, later) == APART
        || later.events.iter().any(tells_anew)
}

/// Pairs of incidents that are no operations or parts, and whose kinds of act may be told of one.
fn pairs<'d>(
    knowledge: &'d Knowledge,
    drafts: &'d [Draft<'_>],
) -> impl Iterator<Item = (usize, usize)> + 'd {
    let all = (0..drafts.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
    all.filter(move |&(earlier, later)| {
        let (earlier, later) = (&drafts[earlier], &drafts[later]);
        earlier.is_whole()
            && later.is_whole()
            && knowledge
                .mixed
                .allow(earlier.incident_type, later.incident_type)
    })
}

/// What speaks for a pair's being one act; all have the sign `ANY`.
fn signs(reading: &Reading<'_>, drafts: &[Draft<'_>], earlier: usize, later: usize) -> Vec<String> {
    let (a, b) = (&drafts[earlier], &drafts[later]);
    let many = match drafts.len() {
        few @ ..=3 => few,
        4 | 5 => 4,
        _ => 6,
    };
    let mut signs = vec!["ANY".to_owned(), format!("of {many}")];
    signs.push(format!("frames {} {}", a.time_frame, b.time_frame));
    signs.push(match a.incident_type == b.incident_type {
        true => format!("both {}", a.incident_type),
        false => "kinds differ".to_owned(),
    });
    signs.push(format!("days {}", days(a, b)));
    signs.push(format!("places {}", places(a, b)));
    signs.extend(distance(reading, a, b));
    signs.extend(people(reading, a, b));
    signs.extend(wording(reading, a, b));
    let found = usize::from(a.found.is_some()) + usize::from(b.found.is_some());
    signs.push(format!("encoder found {found}"));
    signs
}

fn days(a: &Draft<'_>, b: &Draft<'_>) -> &'static str {
    let are_known = |draft: &Draft<'_>| {
        let mut dates = draft.dates.iter();
        dates.any(|date| date.value.precision == DatePrecision::Day)
    };
    match (a.dates.is_empty(), b.dates.is_empty()) {
        (true, true) => return "of neither",
        (true, false) => return "of the later",
        (false, true) => return "of the earlier",
        _ => {}
    }
    match do_dates_fit(a, b) {
        true if are_known(a) && are_known(b) => "the same",
        true => "fit",
        false => APART,
    }
}

fn places(a: &Draft<'_>, b: &Draft<'_>) -> &'static str {
    let fine = |draft: &Draft<'_>| -> Vec<PlaceValue> {
        let places = draft.places.iter().map(|place| &place.value);
        places.filter(|place| !is_coarse(place)).cloned().collect()
    };
    let (one, other) = (fine(a), fine(b));
    let mut pairs = one
        .iter()
        .flat_map(|one| other.iter().map(move |other| (one, other)));
    let is_same = |(one, other): (&PlaceValue, &PlaceValue)| {
        one.words.to_lowercase() == other.words.to_lowercase()
    };
    match (one.is_empty(), other.is_empty()) {
        (true, true) => "of neither",
        (true, false) => "of the later",
        (false, true) => "of the earlier",
        _ if pairs.clone().any(is_same) => "the same",
        _ if pairs.all(|(one, other)| can_hold_one_act(one, other)) => "fit",
        _ => APART,
    }
}

fn distance(reading: &Reading<'_>, a: &Draft<'_>, b: &Draft<'_>) -> Vec<String> {
    let others = b.sentences(reading);
    let apart = a
        .sentences(reading)
        .into_iter()
        .flat_map(|one| others.iter().map(move |other| other.abs_diff(one)));
    let apart = match apart.min().unwrap_or(9) {
        few @ 0..=2 => few,
        3..=5 => 3,
        _ => 6,
    };
    let is_headline = a.first_sentence < headline_sentences(reading);
    let paragraph = |sentence: usize| reading.paragraphs.get(sentence);
    let is_beside = paragraph(a.last_sentence) == paragraph(b.first_sentence);
    vec![
        format!("sentences apart {apart}"),
        format!("paragraph shared {is_beside}"),
        format!("headline {is_headline}"),
        format!("headline {is_headline} apart {apart}"),
    ]
}

/// The sum of each kind of count.
fn sums(reading: &Reading<'_>, draft: &Draft<'_>) -> BTreeMap<FigureKind, u64> {
    let mut sums = BTreeMap::new();
    for one in counted(reading, draft) {
        *sums.entry(one.figure.kind).or_default() += number(one);
    }
    sums
}

/// Whether the same people are told of.
fn people(reading: &Reading<'_>, a: &Draft<'_>, b: &Draft<'_>) -> Vec<String> {
    let (one, other) = (sums(reading, a), sums(reading, b));
    let mut signs = Vec::new();
    for kind in [
        FigureKind::Killed,
        FigureKind::Wounded,
        FigureKind::Arrested,
    ] {
        let told = match (one.get(&kind), other.get(&kind)) {
            (None, None) => continue,
            (Some(a), Some(b)) if a == b && *a > 1 => "same, several",
            (Some(a), Some(b)) if a == b => "same, one",
            (Some(a), Some(b)) if a > b => "fewer",
            (Some(_), Some(_)) => "more",
            (Some(_), None) => "of the earlier",
            (None, Some(_)) => "of the later",
        };
        signs.push(format!("{kind} {told}"));
    }
    let persons = |draft| {
        let told = counted(reading, draft)
            .map(|one| Descriptor::read(reading.document, reading.syntax, one.phrase));
        told.collect::<Vec<_>>()
    };
    let (told, again) = (persons(a), persons(b));
    let any = |shows: &dyn Fn(&Descriptor, &Descriptor) -> bool| {
        again
            .iter()
            .any(|again| told.iter().any(|one| shows(one, again)))
    };
    let has_age = |all: &[Descriptor]| all.iter().any(|one| one.age.is_some());
    let has_name = |all: &[Descriptor]| all.iter().any(|one| !one.name.is_empty());
    signs.push(match any(&Descriptor::shares_age) {
        true => "age shared".to_owned(),
        false => format!("ages {} {}", has_age(&told), has_age(&again)),
    });
    signs.push(match any(&Descriptor::shares_name) {
        true => "name shared".to_owned(),
        false => format!("names {} {}", has_name(&told), has_name(&again)),
    });
    signs.push(format!("others {}", again.iter().any(|one| one.is_other)));
    signs.push(format!(
        "people known {}",
        again.iter().any(|one| one.is_definite || one.is_pronoun)
    ));
    signs
}

/// How the later act is named, and how the report opens.
fn wording(reading: &Reading<'_>, a: &Draft<'_>, b: &Draft<'_>) -> Vec<String> {
    let syntax = reading.syntax;
    let Some(event) = b.events.first().map(|&at| &reading.events[at]) else {
        return vec!["no act".to_owned()];
    };
    let trigger = event.trigger;
    let before = trigger
        .first
        .checked_sub(1)
        .map_or("", |id| syntax.word(id));
    let naming = match (syntax.upos(trigger.token), before) {
        ("VERB" | "AUX", _) => "verb",
        (_, "the" | "this" | "that") => "definite",
        (_, "a" | "an" | "another") => "indefinite",
        _ => "bare",
    };
    let mut words = a
        .events
        .iter()
        .map(|&at| syntax.word(reading.events[at].trigger.token));
    let is_word_shared = words.any(|word| word == syntax.word(trigger.token));
    let opening = 0..syntax
        .sentence_tokens(1.min(syntax.sentence_count() - 1))
        .end;
    let is_round_up = opening
        .clone()
        .any(|id| is_of(syntax.word(id), Class::Acts));
    let own = syntax.sentence_tokens(event.sentence);
    let sentence = syntax.sentence_span(event.sentence);
    let has_clock = tells_clock(reading.document.text.slice(sentence));
    vec![
        format!("named {naming}"),
        format!("named {naming} word shared {is_word_shared}"),
        format!(
            "another {}",
            tells_another(syntax, event.sentence, trigger.first)
        ),
        format!(
            "later {}",
            tells_later(syntax, event.sentence, trigger.first)
        ),
        format!("round-up {is_round_up}"),
        format!("clock {has_clock}"),
        format!("acts {}", b.events.len().min(3)),
        format!("opens sentence {}", trigger.first < own.start + 4),
    ]
}

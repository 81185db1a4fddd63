//! People told of beside those told before: "two more were also detained"; and people told of again.

use dateline_core::{FigureKind, Relation};

use super::{Told, is_harm};
use crate::drafts::Reading;
use crate::syntax::Syntax;

/// Makes what is told in addition to an earlier figure a part beside it, and a person told of again one of those told before.
pub(super) fn relate(reading: &Reading<'_>, told: &mut [Told<'_>]) {
    for at in 0..told.len() {
        if is_pronoun_again(told, at) || is_told_again(reading, told, at) && !is_in_list(told, at) {
            told[at].figure.relation = Relation::Subset;
        }
    }
    for at in 1..told.len() {
        if is_in_list(told, at) {
            // Whoever is listed is told beside the others of the list, not beside those told before.
            if told[at].figure.relation == Relation::Increment {
                told[at].figure.relation = Relation::Part;
            }
            continue;
        }
        if !is_added(reading, &told[at]) && !is_of_suspects(told, at) {
            continue;
        }
        if let Some(to) = added_to(reading, told, at) {
            for id in [to, at] {
                told[id].figure.relation = Relation::Part;
                told[id].is_beside = true;
            }
        }
    }
    for at in 0..told.len() {
        if is_exceeded(told, at) || is_others_of_total(told, at) {
            told[at].figure.relation = Relation::Subset;
        }
    }
}

/// "Five were wounded", then, of one who lay elsewhere, "two other victims drove to a clinic": of a total that holds them.
fn is_others_of_total(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    let words = one.figure.of_whom.as_deref().unwrap_or_default();
    let is_other = words
        .split(' ')
        .any(|word| matches!(word, "other" | "others"));
    is_other
        && is_harm(one.figure.kind)
        && one.figure.relation == Relation::Total
        && !one.counted.is_update
        && told.iter().any(|total| {
            total.figure.kind == one.figure.kind
                && total.figure.relation == Relation::Total
                && !total.is_title
                && total.number() > one.number()
        })
}

/// A total that a single part of the same source exceeds was told of some of them ("Insurgent detained" over "detained four").
fn is_exceeded(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    one.figure.relation == Relation::Total
        && !one.counted.is_update
        && one.number() > Some(0)
        && told.iter().any(|other| {
            other.figure.kind == one.figure.kind
                && other.source == one.source
                && other.figure.relation == Relation::Part
                && other.number() > one.number()
        })
}

/// "killing him": one of those whom any other words of the report count.
fn is_pronoun_again(told: &[Told<'_>], at: usize) -> bool {
    told[at].counted.is_pronoun()
        && told.iter().enumerate().any(|(other, one)| {
            one.figure.kind == told[at].figure.kind
                && one.number() > Some(0)
                && (!one.counted.is_pronoun() || other < at)
        })
}

/// "The leader was detained" after "captured a leader".
fn is_told_again(reading: &Reading<'_>, told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    let words = reading
        .document
        .text
        .slice(one.counted.phrase)
        .to_lowercase();
    is_custody(one.figure.kind)
        && one.number() == Some(1)
        && (words.starts_with("the ") || words.starts_with("this "))
        && told[..at]
            .iter()
            .any(|earlier| is_custody(earlier.figure.kind) && !earlier.is_title)
}

fn is_custody(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Arrested | FigureKind::Captured)
}

/// "another 12", "also detained two", "arrested a leader and detained two".
fn is_added(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let is_total = one.figure.relation == Relation::Total;
    is_of_others(reading, one)
        || !one.is_title && !one.counted.is_update && is_total && joined_act(reading, one).is_some()
}

/// "another 12", "one other suspect", "also detained two": not those told before.
pub(super) fn is_of_others(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let syntax = reading.syntax;
    let is_also = is_also(reading, one) || adds(syntax, reading.events[one.counted.event].sentence);
    let is_more = one.figure.relation == Relation::Increment || is_alongside(syntax, one);
    let is_total = one.figure.relation == Relation::Total;
    // "one other suspect was detained"; of the dead, "five others" often stands in a list told whole elsewhere.
    let is_other = is_custody(one.figure.kind)
        && one.figure.of_whom.as_deref().is_some_and(|words| {
            words == "others"
                || ["other ", "additional ", "another "]
                    .iter()
                    .any(|start| words.starts_with(start))
        });
    !one.is_title && !one.counted.is_update && (is_more || is_total && (is_also || is_other))
}

/// "was also shot"
pub(super) fn is_also(reading: &Reading<'_>, one: &Told<'_>) -> bool {
    let syntax = reading.syntax;
    let trigger = reading.events[one.counted.event].trigger.token;
    let mut children = syntax.children(trigger).iter();
    children.any(|&id| ["also", "additionally"].contains(&syntax.word(id)))
}

/// "along with three of his associates": whoever is told alongside is told beside somebody.
fn is_alongside(syntax: &Syntax<'_>, one: &Told<'_>) -> bool {
    let at = syntax.tokens_in(one.counted.phrase).start;
    at >= 2 && syntax.word(at - 1) == "with" && ["along", "together"].contains(&syntax.word(at - 2))
}

/// Nouns that may name any of those who are then told to be suspected.
const GENERIC: [&str; 12] = [
    "insurgent",
    "militant",
    "fighter",
    "rebel",
    "terrorist",
    "gunman",
    "suspect",
    "individual",
    "man",
    "woman",
    "person",
    "male",
];

/// "captured a commander", then "several suspected rebels were detained": whoever is only suspected is not the one whom the
/// report has called by his rank.
fn is_of_suspects(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    let is_suspected = |one: &Told<'_>| {
        let words = one.figure.of_whom.as_deref().unwrap_or_default();
        ["suspected ", "alleged "]
            .iter()
            .any(|word| words.contains(word))
    };
    let is_ranked = |other: &Told<'_>| {
        let words = other.figure.words.to_lowercase();
        is_custody(other.figure.kind)
            && !other.is_title
            && other.number() == Some(1)
            && other.figure.relation == Relation::Total
            && ["a ", "an "].iter().any(|start| words.starts_with(start))
            && !GENERIC.iter().any(|noun| words.ends_with(noun))
            && !is_suspected(other)
    };
    is_custody(one.figure.kind)
        && !one.is_title
        && !one.counted.is_update
        && one.figure.relation == Relation::Total
        && one.number() > Some(1)
        && is_suspected(one)
        && told[..at].iter().any(is_ranked)
}

/// "In addition, troops detained two men": the sentence opens by saying that it tells of more.
fn adds(syntax: &Syntax<'_>, sentence: usize) -> bool {
    let mut opening = syntax.sentence_tokens(sentence).take(3);
    let words: Vec<&str> = opening.by_ref().map(|id| syntax.word(id)).collect();
    matches!(words[..], ["in", "addition", ","] | ["additionally", ..])
}

/// Whether a figure stands in a list with others of its act: "the leader and two additional suspects were detained".
fn is_in_list(told: &[Told<'_>], at: usize) -> bool {
    let one = &told[at];
    told.iter().enumerate().any(|(other, beside)| {
        other != at
            && beside.counted.event == one.counted.event
            && beside.figure.kind == one.figure.kind
            && beside.counted.figure.relation == Relation::Part
    })
}

/// The act that the act of a figure is coordinated with.
pub(super) fn joined_act(reading: &Reading<'_>, one: &Told<'_>) -> Option<usize> {
    let syntax = reading.syntax;
    let trigger = reading.events[one.counted.event].trigger.token;
    let head = syntax
        .head(trigger)
        .filter(|_| syntax.deprel(trigger) == "conj")?;
    reading
        .events
        .iter()
        .position(|event| event.trigger.token == head)
}

/// The figure that a later one adds to: the greatest of its source so far, unless a total holds both.
fn added_to(reading: &Reading<'_>, told: &[Told<'_>], at: usize) -> Option<usize> {
    let one = &told[at];
    let is_same = |other: &Told<'_>| {
        other.figure.kind == one.figure.kind && other.source == one.source && !other.is_title
    };
    let joined = joined_act(reading, one);
    let to = (0..at)
        .filter(|&id| is_same(&told[id]))
        .filter(|&id| matches!(told[id].figure.relation, Relation::Total | Relation::Part))
        .filter(|&id| told[id].counted.event != one.counted.event)
        .filter(|&id| joined.is_none_or(|act| told[id].counted.event == act))
        .max_by_key(|&id| (told[id].number(), std::cmp::Reverse(id)))?;
    if completes_total(told, to, at) {
        return None;
    }
    let both = told[to].number()? + one.number()?;
    let is_summed = told.iter().any(|other| {
        is_same(other) && other.figure.relation == Relation::Total && other.number() >= Some(both)
    });
    (!is_summed && one.number() > Some(0) && told[to].number() > Some(0)).then_some(to)
}

/// "Four were hurt. A man was shot in the leg ... Two teenagers were also shot": what is told beside others of whom less than the total
/// was told since is of the total like these.
fn completes_total(told: &[Told<'_>], to: usize, at: usize) -> bool {
    let same = |other: &&Told<'_>| other.figure.kind == told[at].figure.kind && !other.is_title;
    let since = told[to + 1..at].iter().filter(same);
    let numbers: Vec<u64> = since
        .filter_map(Told::number)
        .filter(|&number| number > 0)
        .collect();
    let sum: u64 = numbers.iter().sum();
    told[to].figure.relation == Relation::Total
        && !numbers.is_empty()
        && told[at].figure.relation != Relation::Increment
        && Some(sum + told[at].number().unwrap_or(0)) <= told[to].number()
}

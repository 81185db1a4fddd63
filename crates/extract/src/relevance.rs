//! What in a report speaks of violence, and what of accidents, sport or statistics.

use std::collections::HashSet;

use dateline_core::PeriodTotal;
use dateline_core::value::DateValue;
use dateline_core::{ActorKind, DatePrecision, Document, Evidence, FigureKind, PersonKind, Source};
use dateline_normalize::{actors, people};

use crate::attribution::innermost;
use crate::drafts::Reading;
use crate::events::{Event, Reality};
use crate::figures::Counted;
use crate::knowledge::Knowledge;
use crate::setting::date_of;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::{Needs, Trigger};

/// Days over which a count is a statistic and not one incident (codebook section 2: "about a month").
const PERIOD_DAYS: i32 = 32;

/// Distinct words of accident, disaster or sport from which a report's ambiguous words are not read as violence.
const UNRELATED_WORDS: usize = 2;

/// The same for sport, whose reports borrow more of the words of war.
const SPORT_WORDS: usize = 4;

/// Sentences to either side in which the context that a trigger needs may stand.
const CONTEXT_SENTENCES: usize = 3;

/// The triggers of a document that speak of deliberate violence.
pub(crate) fn triggers(
    document: &Document,
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
) -> Vec<Trigger> {
    let held = sentences_with(syntax, |word| {
        people::kind(word) == PersonKind::Detainee
            || ["prison", "jail", "prisons", "jails"].contains(&word)
    });
    let armed = sentences_with(syntax, |word| {
        !matches!(
            actors::kind(word),
            ActorKind::Unknown | ActorKind::Civilian | ActorKind::Protesters
        )
    });
    let captive = sentences_with(syntax, |word| {
        people::kind(word) == PersonKind::Detainee
            || [
                "captive",
                "captives",
                "hostage",
                "hostages",
                "abducted",
                "kidnapped",
                "kidnappers",
                "captors",
                "ransom",
            ]
            .contains(&word)
    });
    let near = |set: &HashSet<usize>, token: TokenId| {
        let sentence = syntax.sentence_of(token);
        (sentence.saturating_sub(CONTEXT_SENTENCES)..=sentence + CONTEXT_SENTENCES)
            .any(|at| set.contains(&at))
    };
    let context = |needs: Needs, token: TokenId| match needs {
        Needs::Nothing => true,
        Needs::Prison => near(&held, token),
        Needs::Captive => near(&captive, token),
        Needs::Armed => near(&armed, token),
        Needs::Weapon => holds_weapon(document, syntax, token),
    };
    knowledge.triggers.find(syntax, &context)
}

fn holds_weapon(document: &Document, syntax: &Syntax<'_>, token: TokenId) -> bool {
    let sentence = syntax.sentence_span(syntax.sentence_of(token));
    !dateline_normalize::weapons::find(&document.text, sentence).is_empty()
}

fn sentences_with(syntax: &Syntax<'_>, is_wanted: impl Fn(&str) -> bool) -> HashSet<usize> {
    (0..syntax.len())
        .filter(|&id| is_wanted(syntax.word(id)))
        .map(|id| syntax.sentence_of(id))
        .collect()
}

/// Marks acts as unreal where a report on sport, an accident or a disaster uses the words of violence.
pub(crate) fn doubt_unrelated(syntax: &Syntax<'_>, knowledge: &Knowledge, events: &mut [Event]) {
    let words: Vec<&str> = (0..syntax.len()).map(|id| syntax.word(id)).collect();
    let count = |kind| knowledge.unrelated.count(kind, &words);
    let deliberate = events
        .iter()
        .filter(|event| is_deliberate(syntax, event))
        .count();
    let harmed = events
        .iter()
        .filter(|event| {
            event.trigger.sense.rank == 0
                && event.trigger.sense.figure.is_some()
                && !event.patients.is_empty()
        })
        .count();
    let sport = count("sport");
    let is_sport = sport >= SPORT_WORDS && 3 * harmed <= sport;
    // A single deliberate act named outright outweighs the vocabulary of an accident.
    let is_accident =
        count("accident").max(count("disaster")) >= UNRELATED_WORDS && deliberate == 0;
    if is_sport || is_accident {
        for event in events {
            event.reality = Reality::Unreal;
        }
    }
}

/// Words that nobody uses of an accident.
fn is_deliberate(syntax: &Syntax<'_>, event: &Event) -> bool {
    let sense = event.trigger.sense;
    let word = syntax.word(event.trigger.token);
    let is_ambiguous = [
        "blast",
        "blasts",
        "explosion",
        "explosions",
        "exploded",
        "blew",
        "blown",
        "escaped",
        "fled",
        "protest",
        "protests",
        "shelling",
    ]
    .contains(&word);
    sense.rank >= 1
        && sense.incident_type.is_some()
        && !is_ambiguous
        && !event.negated
        && event.reality != Reality::Unreal
}

/// Counts over more than a month: kept apart, and their acts left out of the incidents.
pub(crate) fn period_totals(reading: &mut Reading<'_>) -> Vec<PeriodTotal> {
    let mut totals = Vec::new();
    let mut over_period = Vec::new();
    for counted in reading.counted {
        let token = reading.events[counted.event].trigger.token;
        let date = date_of(reading.syntax, reading.dates, reading.said, token);
        if is_statistic(counted) && !date.is_some_and(|date| is_long(&date.value)) {
            over_period.push(counted.event);
            continue;
        }
        let Some(date) = date.filter(|date| is_long(&date.value)) else {
            continue;
        };
        let saying = innermost(reading.said, counted.token);
        over_period.push(counted.event);
        totals.push(PeriodTotal {
            figure: counted.figure.clone(),
            period: date.value.clone(),
            source: saying.map_or_else(
                || Source::publisher(reading.document.publisher.as_deref()),
                |saying| saying.source.clone(),
            ),
            evidence: Evidence {
                spans: vec![counted.span, date.span],
                context: reading
                    .syntax
                    .sentence_span(reading.events[counted.event].sentence),
                cue: saying.map(|saying| saying.cue),
            },
        });
    }
    reading.over_period = over_period;
    totals
}

/// Dead that no single incident of the last decades has counted: the toll of a war, told without its years.
fn is_statistic(counted: &Counted) -> bool {
    let number = counted.figure.bounds.low().or(counted.figure.bounds.best());
    counted.figure.kind == FigureKind::Killed && number.is_some_and(|number| number >= 10_000)
}

/// A span of more than a month that the counted acts filled.
fn is_long(date: &DateValue) -> bool {
    let days = match (date.earliest, date.latest) {
        (Some(earliest), Some(latest)) => (latest - earliest).get_days(),
        _ => return false,
    };
    days >= 3 * PERIOD_DAYS
        || days >= PERIOD_DAYS && (date.lasted || date.precision == DatePrecision::Year)
}

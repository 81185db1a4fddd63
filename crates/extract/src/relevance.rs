//! What in a report speaks of violence, and what of accidents, sport or statistics.

mod accident;
pub(crate) mod context;
#[cfg(test)]
mod tests;
mod unrelated;

use dateline_core::PeriodTotal;
use dateline_core::value::DateValue;
use dateline_core::{DatePrecision, Document, Evidence, FigureKind, IncidentType};

use crate::attribution::innermost;
use crate::drafts::Reading;
use crate::events::{Event, Reality};
use crate::figures::Counted;
use crate::knowledge::Knowledge;
use crate::setting::{Dated, date_of};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::{Trigger, Triggers};
use context::Contexts;
pub(crate) use context::heads_forces;
pub(crate) use unrelated::doubt_unrelated;

/// Days over which a count is a statistic and not one incident (codebook section 2: "about a month").
const PERIOD_DAYS: i32 = 32;

/// The triggers of a document that speak of deliberate violence.
pub(crate) fn triggers(
    document: &Document,
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
) -> Vec<Trigger> {
    let mut found = find(document, syntax, &knowledge.triggers);
    found.retain(|trigger| !is_month(document, syntax, trigger));
    found
}

/// "in March", "March 12" tell of no march.
fn is_month(document: &Document, syntax: &Syntax<'_>, trigger: &Trigger) -> bool {
    let words = document.text.slice(syntax.span(trigger.token));
    let before = trigger.token.checked_sub(1);
    let is_led = before.is_some_and(|id| {
        syntax.upos(id) == "ADP" || ["last", "early", "late"].contains(&syntax.word(id))
    });
    let next = trigger.token + 1;
    let is_dated = next < syntax.len() && syntax.upos(next) == "NUM";
    words.starts_with('M') && syntax.word(trigger.token) == "march" && (is_led || is_dated)
}

/// The words of a table of triggers in a document, each where it has the context that its row needs.
pub(crate) fn find(document: &Document, syntax: &Syntax<'_>, triggers: &Triggers) -> Vec<Trigger> {
    let contexts = Contexts::new(document, syntax);
    triggers.find(syntax, &|needs, trigger| contexts.fit(needs, trigger))
}

/// Words that nobody uses of an accident.
pub(crate) fn is_deliberate(syntax: &Syntax<'_>, event: &Event) -> bool {
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
    let is_force = !matches!(
        sense.incident_type,
        None | Some(
            IncidentType::TroopMovement | IncidentType::Displacement | IncidentType::Protest
        )
    );
    // What "burned" or was "destroyed by fire" may have caught fire by itself; "torched" may not.
    let is_found = match sense.incident_type {
        Some(IncidentType::Raid) => sense.rank == 1,
        Some(IncidentType::Arson) => sense.rank <= 2,
        _ => false,
    };
    sense.rank >= 1
        && is_force
        && !is_found
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
        let is_untimed = is_statistic(counted) || is_of_war(reading, token);
        if is_untimed && !date.is_some_and(|date| is_long(&date.value)) {
            over_period.push(counted.event);
            continue;
        }
        let is_period = |date: &&Dated| is_long(&date.value) && !is_modifier(reading, date, token);
        let Some(date) = date.filter(is_period) else {
            continue;
        };
        let saying = innermost(reading.said, counted.token);
        over_period.push(counted.event);
        totals.push(PeriodTotal {
            figure: counted.figure.clone(),
            period: date.value.clone(),
            source: saying.map_or_else(|| reading.own.clone(), |saying| saying.source.clone()),
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

/// "the 1967 slayings": a year that says which act is meant, and no span over which was counted.
fn is_modifier(reading: &Reading<'_>, date: &Dated, act: TokenId) -> bool {
    let syntax = reading.syntax;
    date.token < act
        && (syntax.head(date.token) == Some(act) || date.token + 1 == act)
        && matches!(
            syntax.deprel(date.token),
            "nummod" | "compound" | "amod" | "nmod:poss"
        )
}

/// "soldiers killed in the conflict", "12 have died in the civil war": no act, but all that a war has cost.
fn is_of_war(reading: &Reading<'_>, act: TokenId) -> bool {
    const WARS: [&str; 4] = ["conflict", "war", "uprising", "insurgency"];
    const REACH: usize = 7;
    let syntax = reading.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(act)).end;
    let behind = act + 1..end.min(act + 1 + REACH);
    let is_phrase = |id: TokenId| {
        matches!(
            syntax.upos(id),
            "DET" | "ADJ" | "PROPN" | "PART" | "NOUN" | "PRON"
        ) || syntax.word(id) == "-"
    };
    behind.start < behind.end
        && ["in", "during"].contains(&syntax.word(behind.start))
        && behind
            .skip(1)
            .take_while(|&id| is_phrase(id))
            .last()
            .is_some_and(|head| WARS.contains(&syntax.word(head)))
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

//! What became of incidents: deletions and differences.

use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;

use super::{Format, csv, json, phrase, quote};
use crate::wire::{Became, Because, Change, Count, Deletion, Ending, SlotChange, Stood};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Ids that no longer stand, in order.
pub fn deletions(out: &mut impl Write, format: Format, list: &[Deletion]) -> io::Result<()> {
    match format {
        Format::Text => list.iter().try_for_each(|one| deletion(out, one)),
        Format::Csv => deletion_rows(out, list),
        _ => data(out, format, list),
    }
}

/// What differs, in order.
pub fn changes(out: &mut impl Write, format: Format, list: &[Change]) -> io::Result<()> {
    match format {
        Format::Text => list.iter().try_for_each(|one| change(out, one)),
        Format::Csv => change_rows(out, list),
        _ => data(out, format, list),
    }
}

fn data<T: Serialize>(out: &mut impl Write, format: Format, list: &[T]) -> io::Result<()> {
    if format == Format::Jsonl {
        return list.iter().try_for_each(|one| json::line(out, one));
    }
    json::pretty(out, &list)?;
    writeln!(out)
}

/// "2021-05-06  i-3fa2b1c4d5e6  merged into i-77aa01b2c3d4, by decision 3"
fn deletion(out: &mut impl Write, one: &Deletion) -> io::Result<()> {
    let by = match (&one.by_decision, &one.by_document) {
        (Some(decision), _) => format!(", by decision {decision}"),
        (None, Some(document)) => format!(", by report {}", short(document)),
        (None, None) => String::new(),
    };
    let leads = leads(&one.id, one.why, one.now.as_deref());
    writeln!(
        out,
        "{}  {BOLD}{}{BOLD:#}  {leads}{by}",
        day(&one.deleted),
        one.id
    )
}

/// Why an id ended and where it leads.
fn leads(id: &str, why: Ending, now: Option<&str>) -> String {
    match now {
        Some(now) if now == id => format!("{}; fetch it anew", words(why)),
        Some(now) if why == Ending::Merged => format!("merged into {now}"),
        Some(now) => format!("{}; now {now}", words(why)),
        None => words(why).to_owned(),
    }
}

/// An ending in words.
fn words(why: Ending) -> &'static str {
    match why {
        Ending::Merged => "merged",
        Ending::Rejected => "rejected by a reviewer",
        Ending::Refuted => "refuted",
        Ending::Withdrawn => "withdrawn by its report",
        Ending::Recoded => "read otherwise by a newer coder",
        Ending::DocumentErased => "a document of it was erased",
        Ending::PersonErased => "a person's name was erased from it",
    }
}

fn change(out: &mut impl Write, one: &Change) -> io::Result<()> {
    let sign = match one.change {
        Became::Added => '+',
        Became::Gone => '-',
        Became::Changed => '~',
    };
    let day = one
        .date
        .as_ref()
        .and_then(|date| date.earliest.as_ref().or(date.latest.as_ref()));
    let kind = one.kind.map_or_else(|| "incident".to_owned(), phrase::term);
    let place = one
        .place
        .as_ref()
        .map_or_else(|| "place unknown".to_owned(), phrase::place);
    let ending = match (one.change, one.why, &one.now) {
        (Became::Gone, Some(why), now) => format!("  {}", leads(&one.id, why, now.as_deref())),
        (_, _, Some(now)) => format!("  now {now}"),
        _ => String::new(),
    };
    let because = one
        .because
        .as_ref()
        .map(|because| format!("  {DIM}{}{DIM:#}", by(because)));
    writeln!(
        out,
        "{sign} {BOLD}{}{BOLD:#}  {:<10}  {kind}  {place}{ending}{}",
        one.id,
        day.map_or("undated", String::as_str),
        because.unwrap_or_default(),
    )?;
    one.slots
        .iter()
        .try_for_each(|slot| slot_change(out, slot))?;
    for (word, documents) in [("joined by", &one.joined), ("left by", &one.left)] {
        if !documents.is_empty() {
            let documents: Vec<&str> = documents.iter().map(|id| short(id)).collect();
            writeln!(out, "    {word} {}", documents.join(", "))?;
        }
    }
    Ok(())
}

fn slot_change(out: &mut impl Write, one: &SlotChange) -> io::Result<()> {
    let because = one
        .because
        .as_ref()
        .map(|because| format!("  {DIM}{}{DIM:#}", by(because)));
    writeln!(
        out,
        "    {}: {} → {BOLD}{}{BOLD:#}{}",
        phrase::term(one.slot),
        stood(&one.old),
        stood(&one.new),
        because.unwrap_or_default()
    )?;
    one.claims
        .iter()
        .take(1)
        .try_for_each(|claim| quote::words(out, &claim.evidence, 8))
}

/// "by report 3fa2b1c4d5e6 (Wadi Post), 2021-05-06"
fn by(because: &Because) -> String {
    let what = match (&because.document, because.decision) {
        (Some(document), _) => match &because.publisher {
            Some(name) => format!("by report {} ({name})", short(document)),
            None => format!("by report {}", short(document)),
        },
        (None, Some(decision)) => format!("by decision {decision}"),
        (None, None) if because.recoded => "read anew".to_owned(),
        (None, None) => "erased".to_owned(),
    };
    format!("{what}, {}", day(&because.when))
}

/// How a slot stood, in words.
fn stood(one: &Stood) -> String {
    let count = Count {
        low: one.low,
        best: one.best,
        high: one.high,
    };
    let has_bounds = one.low.or(one.best).or(one.high).is_some();
    let words = match (&one.part_of, has_bounds) {
        (Some(whole), _) => whole.clone(),
        (None, true) => phrase::count(count),
        (None, false) => {
            let values: Vec<String> = one.values.iter().map(phrase::value).collect();
            values.join("; ")
        }
    };
    let status = one.status.map(phrase::term);
    match (words.is_empty(), status) {
        (true, Some(status)) => status,
        (true, None) => "none".to_owned(),
        (false, Some(status)) if status != "settled" => format!("{words} ({status})"),
        (false, _) => words,
    }
}

fn deletion_rows(out: &mut impl Write, list: &[Deletion]) -> io::Result<()> {
    const NAMES: [&str; 6] = ["id", "deleted", "why", "now", "by_document", "by_decision"];
    csv::write_row(out, &NAMES.map(str::to_owned))?;
    for one in list {
        let cells = [
            one.id.clone(),
            one.deleted.clone(),
            name(one.why),
            csv::optional(one.now.as_ref()),
            csv::optional(one.by_document.as_ref()),
            csv::optional(one.by_decision),
        ];
        csv::write_row(out, &cells)?;
    }
    Ok(())
}

/// A row for each slot that differs; one for an incident that differs in none.
fn change_rows(out: &mut impl Write, list: &[Change]) -> io::Result<()> {
    const NAMES: [&str; 15] = [
        "change",
        "incident_id",
        "now",
        "why",
        "type",
        "date_earliest",
        "place",
        "slot",
        "old",
        "new",
        "when",
        "by_document",
        "by_decision",
        "words",
        "joined_by",
    ];
    csv::write_row(out, &NAMES.map(str::to_owned))?;
    for one in list {
        let slots: Vec<Option<&SlotChange>> = match one.slots.is_empty() {
            true => vec![None],
            false => one.slots.iter().map(Some).collect(),
        };
        for slot in slots {
            csv::write_row(out, &change_row(one, slot))?;
        }
    }
    Ok(())
}

fn change_row(one: &Change, slot: Option<&SlotChange>) -> Vec<String> {
    let because = match slot {
        Some(slot) => slot.because.as_ref(),
        None => one.because.as_ref(),
    };
    let words = slot.iter().flat_map(|slot| &slot.claims);
    let words: Vec<&str> = words.map(|claim| claim.evidence.text.as_str()).collect();
    let date = one.date.as_ref();
    vec![
        match one.change {
            Became::Added => "added",
            Became::Gone => "gone",
            Became::Changed => "changed",
        }
        .to_owned(),
        one.id.clone(),
        csv::optional(one.now.as_ref()),
        one.why.map(name).unwrap_or_default(),
        csv::optional(one.kind),
        csv::optional(date.and_then(|date| date.earliest.as_ref())),
        csv::text(csv::optional(one.place.as_ref().map(|place| &place.name))),
        csv::optional(slot.map(|slot| slot.slot)),
        csv::text(slot.map(|slot| stood(&slot.old)).unwrap_or_default()),
        csv::text(slot.map(|slot| stood(&slot.new)).unwrap_or_default()),
        csv::optional(because.map(|because| &because.when)),
        csv::optional(because.and_then(|because| because.document.as_ref())),
        csv::optional(because.and_then(|because| because.decision)),
        csv::text(words.join(" | ")),
        one.joined.join(" | "),
    ]
}

/// An ending by its name in JSON.
fn name(why: Ending) -> String {
    match why {
        Ending::Merged => "merged",
        Ending::Rejected => "rejected",
        Ending::Refuted => "refuted",
        Ending::Withdrawn => "withdrawn",
        Ending::Recoded => "recoded",
        Ending::DocumentErased => "document_erased",
        Ending::PersonErased => "person_erased",
    }
    .to_owned()
}

/// The day of an instant.
fn day(instant: &str) -> &str {
    instant.get(..10).unwrap_or(instant)
}

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

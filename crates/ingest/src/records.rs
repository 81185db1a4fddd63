//! Files that hold many reports.

mod json;
mod table;

pub(crate) use json::{json, json_lines};
pub(crate) use table::table;

use crate::document::Report;
use crate::options::Field;
use crate::paragraph::one_line;
use crate::published::parse_day;
use crate::{page, plain};

/// The report of a record whose fields `value` gives.
fn report(mut value: impl FnMut(Field) -> Option<String>) -> Report {
    let text = value(Field::Text).unwrap_or_default();
    let mut report = if page::is_marked_up(&text) {
        Report {
            paragraphs: page::fragment(&text),
            ..Report::default()
        }
    } else {
        plain::report(&text)
    };
    let mut short = |field| {
        value(field)
            .map(|value| one_line(&value))
            .filter(|v| !v.is_empty())
    };
    if let Some(title) = short(Field::Title) {
        // What looked like a title is the first paragraph after all, or the title once more.
        report.paragraphs.splice(0..0, report.title.replace(title));
    }
    report.publisher = short(Field::Publisher);
    report.url = short(Field::Url);
    report.external_id = short(Field::Id);
    report.published_given = short(Field::Published).and_then(|day| parse_day(&day));
    report.is_record = true;
    report
}

/// "`text`, `body` or `content`".
fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Columns or keys that are named in a message at most.
const MOST_NAMED: usize = 20;

/// The names that are there, on one line.
fn present<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut named: Vec<String> = names.take(MOST_NAMED + 1).map(one_line).collect();
    if named.len() > MOST_NAMED {
        named[MOST_NAMED] = "...".to_owned();
    }
    named.join(", ")
}

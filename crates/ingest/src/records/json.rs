//! JSON Lines, and JSON that holds one object or an array of them.

use std::io::{BufRead, Cursor, Read};

use dateline_core::{Document, Origin};
use serde_json::{Map, Value};

use crate::MAX_REPORT_BYTES;
use crate::cause::{Cause, Rejected};
use crate::decode;
use crate::document::document;
use crate::options::{Field, ReadOptions};
use crate::read::{Item, origin, rejected, unreadable};

/// A line at a time; what is no report is one rejection with its line number.
pub(crate) fn json_lines(
    name: String,
    input: impl BufRead + Send + 'static,
    options: ReadOptions,
) -> impl Iterator<Item = Item> + Send {
    let mut lines = Lines {
        input,
        number: 0,
        ended: false,
    };
    std::iter::from_fn(move || {
        let (number, line) = lines.next_filled()?;
        let bytes = line.as_deref().unwrap_or_default();
        let origin = origin(&name, Some(number), bytes);
        let read = line.as_deref().map_err(Clone::clone).and_then(parse);
        let read = read.and_then(|value| report_document(&value, &origin, &options));
        Some(read.map_err(|cause| Rejected { origin, cause }))
    })
}

/// The whole as one value where it is one, else as JSON Lines.
pub(crate) fn json(
    name: String,
    mut input: impl BufRead + Send + 'static,
    options: ReadOptions,
) -> Box<dyn Iterator<Item = Item> + Send> {
    let mut head = Vec::new();
    if let Err(error) = (&mut input)
        .take(MAX_REPORT_BYTES as u64)
        .read_to_end(&mut head)
    {
        return rejected(&name, unreadable(&error));
    }
    let values = match serde_json::from_slice(strip_mark(&head)) {
        Ok(Value::Array(values)) => values,
        Ok(value) => vec![value],
        Err(_) => return Box::new(json_lines(name, Cursor::new(head).chain(input), options)),
    };
    Box::new((1..).zip(values).map(move |(number, value)| {
        let origin = origin(&name, Some(number), &head);
        report_document(&value, &origin, &options).map_err(|cause| Rejected { origin, cause })
    }))
}

fn parse(line: &[u8]) -> Result<Value, Cause> {
    let text = decode::text(line.trim_ascii())?;
    serde_json::from_str(&text).map_err(|error| {
        // The parser's own line number is always 1; the record's number stands in its origin.
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        Cause::BadRecord {
            message: format!("{what}, column {}", error.column()),
        }
    })
}

fn report_document(
    value: &Value,
    origin: &Origin,
    options: &ReadOptions,
) -> Result<Document, Cause> {
    let Value::Object(object) = value else {
        return Err(Cause::BadRecord {
            message: "it is no JSON object".to_owned(),
        });
    };
    for field in Field::ALL {
        if key(object, field, options).is_none() {
            need(object, field, options)?;
        }
    }
    let report = super::report(|field| key(object, field, options).and_then(string));
    document(report, origin.clone(), options)
}

/// The value of a field: under the key that the user mapped, else under the first default key that has one.
fn key<'a>(
    object: &'a Map<String, Value>,
    field: Field,
    options: &ReadOptions,
) -> Option<&'a Value> {
    if let Some(key) = options.columns.get(field) {
        return object.get(key);
    }
    let named = |name: &str| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    let found = field
        .default_columns()
        .iter()
        .filter_map(|name| named(name));
    found.map(|(_, value)| value).find(|value| !value.is_null())
}

/// Whether a field that has no value must have one.
fn need(object: &Map<String, Value>, field: Field, options: &ReadOptions) -> Result<(), Cause> {
    let wanted = match (options.columns.get(field), field) {
        (Some(key), _) => format!("`{key}`"),
        (None, Field::Text) => super::listed(field.default_columns()),
        (None, _) => return Ok(()),
    };
    let present = super::present(object.keys().map(String::as_str));
    Err(Cause::MissingColumn {
        field: field.name(),
        wanted: wanted.into(),
        present: present.into(),
    })
}

/// Strings and numbers as they are; of an object its name; of several strings a paragraph each.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(string) => Some(string.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("name").and_then(string),
        Value::Array(values) => Some(
            values
                .iter()
                .filter_map(string)
                .collect::<Vec<_>>()
                .join("\n\n"),
        ),
        Value::Null | Value::Bool(_) => None,
    }
}

fn strip_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

struct Lines<R> {
    input: R,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// The next line that is not blank, with its number from 1.
    fn next_filled(&mut self) -> Option<(u64, Result<Vec<u8>, Cause>)> {
        while !self.ended {
            self.number += 1;
            match self.next_line() {
                Ok(line) if line.trim_ascii().is_empty() => {}
                line => return Some((self.number, line)),
            }
        }
        None
    }

    fn next_line(&mut self) -> Result<Vec<u8>, Cause> {
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(MAX_REPORT_BYTES as u64 + 1)
            .read_until(b'\n', &mut line);
        match read {
            Err(error) => {
                self.ended = true;
                return Err(unreadable(&error));
            }
            Ok(_) if line.len() > MAX_REPORT_BYTES => {
                self.ended = line.last() != Some(&b'\n') && self.input.skip_until(b'\n').is_err();
                return Err(Cause::TooLarge {
                    limit: MAX_REPORT_BYTES,
                    unit: "bytes",
                });
            }
            Ok(_) => self.ended = line.last() != Some(&b'\n'),
        }
        Ok(line)
    }
}

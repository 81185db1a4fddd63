//! The text of an office document's XML.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::broken;
use crate::cause::Cause;
use crate::paragraph::one_line;

/// What was deleted or moved away, and what stands there twice for old programs.
const SILENT: [&str; 3] = ["del", "moveFrom", "Fallback"];

/// A paragraph on one line, with the name of its style.
#[derive(Debug, Default)]
pub(super) struct Styled {
    pub(super) text: String,
    pub(super) style: String,
}

/// The paragraphs of a document's main part. A row of a table whose cells have a paragraph each is one.
///
/// # Errors
/// [`Cause::Broken`] if the XML cannot be parsed.
pub(super) fn paragraphs(xml: &str) -> Result<Vec<Styled>, Cause> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut text = Text::default();
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Eof => return Ok(text.done),
            Event::Start(start) if SILENT.contains(&start.local_name().as_ref()) => {
                reader
                    .read_to_end(start.name())
                    .map_err(|error| broken(&error))?;
            }
            Event::Start(start) => {
                text.open(start.local_name().as_ref());
                text.mark(&start);
            }
            Event::Empty(empty) => text.mark(&empty),
            Event::End(end) => text.close(end.local_name().as_ref()),
            Event::Text(words) => text.say(&words),
            Event::CData(words) => text.say(&words),
            Event::GeneralRef(reference) => text.say(&referred(&reference)),
            _ => {}
        }
    }
}

fn referred(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// A row of a table.
struct Row {
    /// Paragraphs before it, and before its last cell.
    begin: usize,
    cell: usize,
    /// Whether no cell has more than one paragraph.
    is_simple: bool,
}

#[derive(Default)]
struct Text {
    done: Vec<Styled>,
    /// Paragraphs that are open: a text box stands within the paragraph that it is tied to.
    open: Vec<Styled>,
    rows: Vec<Row>,
    /// Elements of words that are open.
    words: usize,
}

impl Text {
    fn open(&mut self, name: &str) {
        match name {
            "p" => self.open.push(Styled::default()),
            "t" => self.words += 1,
            "tr" => self.rows.push(Row {
                begin: self.done.len(),
                cell: self.done.len(),
                is_simple: true,
            }),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cell = self.done.len();
                }
            }
            _ => {}
        }
    }

    /// What an element says by being there.
    fn mark(&mut self, element: &BytesStart<'_>) {
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        match element.local_name().as_ref() {
            "tab" | "br" | "cr" => paragraph.text.push(' '),
            "noBreakHyphen" => paragraph.text.push('-'),
            "pStyle" => {
                let value = element.try_get_attribute("w:val").ok().flatten();
                paragraph.style = value
                    .map(|value| value.value.into_owned())
                    .unwrap_or_default();
            }
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| self.words > 0) {
            paragraph.text.push_str(words);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "t" => self.words = self.words.saturating_sub(1),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.is_simple &= self.done.len() <= row.cell + 1;
                }
            }
            "tr" => self.close_row(),
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        let text = one_line(&paragraph.text);
        if !text.is_empty() {
            self.done.push(Styled { text, ..paragraph });
        }
    }

    fn close_row(&mut self) {
        let Some(row) = self.rows.pop().filter(|row| row.is_simple) else {
            return;
        };
        let cells = self.done.split_off(row.begin.min(self.done.len()));
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
        if !cells.is_empty() {
            self.done.push(Styled {
                text: cells.join(" "),
                ..Styled::default()
            });
        }
    }
}

/// The words of the first element `name`, on one line; `None` if there are none.
pub(super) fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut words: Option<String> = None;
    loop {
        match (reader.read_event().ok()?, &mut words) {
            (Event::Start(start), _) if start.local_name().as_ref() == name => {
                words = Some(String::new());
            }
            (Event::Text(text), Some(words)) => words.push_str(&text),
            (Event::GeneralRef(reference), Some(words)) => words.push_str(&referred(&reference)),
            (Event::End(_), Some(words)) => {
                return Some(one_line(words)).filter(|words| !words.is_empty());
            }
            (Event::Eof, _) => return None,
            _ => {}
        }
    }
}

/// Name of the part that the list of content types gives as the main one.
pub(super) fn main_part(types: &str) -> Option<String> {
    let mut reader = Reader::from_str(types);
    loop {
        let (Event::Start(entry) | Event::Empty(entry)) = (match reader.read_event().ok()? {
            Event::Eof => return None,
            event => event,
        }) else {
            continue;
        };
        let value = |name| Some(entry.try_get_attribute(name).ok()??.value.into_owned());
        let kind = value("ContentType").unwrap_or_default();
        if kind.contains("wordprocessingml") && kind.ends_with(".main+xml") {
            return value("PartName").map(|name| name.trim_start_matches('/').to_owned());
        }
    }
}

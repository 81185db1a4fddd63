//! What kind of file is it?

use std::path::Path;

use crate::cause::Cause;
use crate::options::{Field, ReadOptions};

/// Bytes of the head that are looked at.
const HEAD: usize = 8192;

/// Delimiters that a table may have.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How reports lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    Page,
    Pdf,
    Zip,
    Gzip,
    Warc,
    Mail,
    Feed,
    JsonLines,
    Json,
    Table { delimiter: u8 },
}

/// Formats that are known and not read, by the bytes that they open with.
const UNSUPPORTED: [(&[u8], &str); 6] = [
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// Formats by the bytes that they open with.
const KNOWN: [(&[u8], Format); 4] = [
    (b"PK\x03\x04", Format::Zip),
    // An archive without members.
    (b"PK\x05\x06", Format::Zip),
    (b"\x1f\x8b", Format::Gzip),
    (b"WARC/", Format::Warc),
];

/// The format of a file: by its content where that is beyond doubt, by the ending of its name, else by its content.
///
/// # Errors
/// [`Cause::Unsupported`] for known formats that are not read.
pub(crate) fn of(name: &Path, bytes: &[u8], options: &ReadOptions) -> Result<Format, Cause> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Some((_, format)) = UNSUPPORTED
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
    {
        return Err(Cause::Unsupported { format });
    }
    if let Some((_, format)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Ok(*format);
    }
    if is_pdf(head) {
        return Ok(Format::Pdf);
    }
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let extension = name
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    Ok(match extension.as_str() {
        "eml" => Format::Mail,
        "xml" | "rss" | "atom" | "rdf" if is_feed(head) => Format::Feed,
        "html" | "htm" | "xhtml" => Format::Page,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        "csv" | "tsv" | "tab" => Format::Table {
            delimiter: delimiter(head),
        },
        "txt" | "text" | "md" if !is_page(head) && !is_feed(head) => Format::Plain,
        _ => sniff(head, options),
    })
}

/// Whether the mark of a PDF file stands at the very head, white space and a byte order mark apart.
fn is_pdf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"%PDF-")
}

fn sniff(head: &str, options: &ReadOptions) -> Format {
    if is_page(head) {
        Format::Page
    } else if is_feed(head) {
        Format::Feed
    } else if is_mail(head) {
        Format::Mail
    } else if opens(head, '{', '"') || opens(head, '[', '{') {
        Format::Json
    } else if is_table(head, options) {
        Format::Table {
            delimiter: delimiter(head),
        }
    } else {
        Format::Plain
    }
}

/// Whether the first two characters, white space apart, are these.
fn opens(head: &str, first: char, second: char) -> bool {
    head.strip_prefix(first)
        .is_some_and(|rest| rest.trim_start().starts_with(second))
}

fn is_page(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article"];
    let commented = lower.starts_with("<!--") || lower.starts_with("<?xml");
    opens.iter().any(|tag| lower.starts_with(tag)) || commented && lower.contains("<html")
}

/// Whether the first element, comments and declarations apart, is that of a feed.
pub(crate) fn is_feed(head: &str) -> bool {
    let mut rest = head;
    for (opens, closes) in [("<?", "?>"), ("<!--", "-->"), ("<?", "?>"), ("<!--", "-->")] {
        if let Some((_, after)) = rest
            .strip_prefix(opens)
            .and_then(|rest| rest.split_once(closes))
        {
            rest = after.trim_start();
        }
    }
    ["<rss", "<feed", "<rdf:RDF"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

/// Whether it opens with the header of a message: nothing but fields, of which some belong to messages alone.
fn is_mail(head: &str) -> bool {
    let own = ["message-id:", "mime-version:", "received:", "return-path:"];
    let fields = head.lines().take_while(|line| !line.trim().is_empty());
    let mut found = 0;
    for line in fields {
        let name = line.split(':').next().unwrap_or_default();
        let is_field = line.contains(':') && !name.contains(char::is_whitespace);
        if !is_field && !line.starts_with([' ', '\t']) {
            return false;
        }
        let lower = line.to_ascii_lowercase();
        found += usize::from(own.iter().any(|field| lower.starts_with(field)));
    }
    found > 0
}

/// Whether the first line is a header: several columns, of which one is for the text.
fn is_table(head: &str, options: &ReadOptions) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let columns: Vec<String> = line
        .split(char::from(delimiter(head)))
        .map(|column| column.trim().trim_matches('"').to_lowercase())
        .collect();
    let wanted: Vec<String> = match options.columns.get(Field::Text) {
        Some(column) => vec![column.to_lowercase()],
        None => Field::Text
            .default_columns()
            .iter()
            .map(|&column| column.to_owned())
            .collect(),
    };
    columns.len() > 1 && columns.iter().any(|column| wanted.contains(column))
}

/// The delimiter that parts the header into most columns; the comma if none does.
fn delimiter(head: &str) -> u8 {
    let line = head.lines().next().unwrap_or_default().as_bytes();
    let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|&delimiter| count(delimiter));
    best.filter(|&delimiter| count(delimiter) > 0)
        .unwrap_or(b',')
}

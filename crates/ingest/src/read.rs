//! From paths and bytes to documents.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use dateline_core::{Document, Origin};

use crate::cause::{Cause, Rejected};
use crate::document::{Report, document};
use crate::format::{self, Format};
use crate::options::ReadOptions;
use crate::{MAX_REPORT_BYTES, decode, page, plain, records};

/// What the reader hands out, one item a report.
pub(crate) type Item = Result<Document, Rejected>;

type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The report that a file holds, or the reports one by one; a table or a list of records is never held in memory whole.
pub fn read_path(path: &Path, options: &ReadOptions) -> impl Iterator<Item = Item> + Send + use<> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => read(
            name,
            BufReader::with_capacity(1 << 16, file),
            options.clone(),
        ),
        Err(error) => rejected(&name, unreadable(&error)),
    }
}

/// The report or reports that `bytes` hold; `origin_name` is the name under which they are known, `-` for standard input.
pub fn read_bytes(
    origin_name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> impl Iterator<Item = Item> + Send + use<> {
    read(
        origin_name.to_owned(),
        Cursor::new(bytes.to_vec()),
        options.clone(),
    )
}

fn read(name: String, mut input: impl BufRead + Send + 'static, options: ReadOptions) -> Items {
    let head = match input.fill_buf() {
        Ok(head) => head,
        Err(error) => return rejected(&name, unreadable(&error)),
    };
    match format::of(Path::new(&name), head, &options) {
        Ok(Format::Plain) => whole(name, input, &options, plain_report),
        Ok(Format::Page) => whole(name, input, &options, page_report),
        Ok(Format::JsonLines) => Box::new(records::json_lines(name, input, options)),
        Ok(Format::Json) => records::json(name, input, options),
        Ok(Format::Table { delimiter }) => records::table(name, input, delimiter, options),
        Err(cause) => rejected(&name, cause),
    }
}

fn whole(
    name: String,
    input: impl Read,
    options: &ReadOptions,
    report: fn(&[u8]) -> Result<Report, Cause>,
) -> Items {
    let mut bytes = Vec::new();
    let read = input
        .take(MAX_REPORT_BYTES as u64 + 1)
        .read_to_end(&mut bytes);
    let origin = origin(&name, None, &bytes);
    let item = match read {
        Err(error) => Err(unreadable(&error)),
        Ok(_) if bytes.len() > MAX_REPORT_BYTES => Err(Cause::TooLarge {
            limit: MAX_REPORT_BYTES,
            unit: "bytes",
        }),
        Ok(_) => report(&bytes),
    };
    let item = item.and_then(|report| document(report, origin.clone(), options));
    Box::new(std::iter::once(
        item.map_err(|cause| Rejected { origin, cause }),
    ))
}

fn plain_report(bytes: &[u8]) -> Result<Report, Cause> {
    decode::text(bytes).map(|text| plain::report(&text))
}

fn page_report(bytes: &[u8]) -> Result<Report, Cause> {
    page::report(&decode::page(bytes)?)
}

/// An origin with the hash of what was read.
pub(crate) fn origin(name: &str, record: Option<u64>, bytes: &[u8]) -> Origin {
    Origin {
        path: name.to_owned(),
        record,
        bytes_hash: blake3::hash(bytes).to_hex().to_string(),
    }
}

pub(crate) fn unreadable(error: &std::io::Error) -> Cause {
    Cause::Unreadable {
        message: error.to_string(),
    }
}

/// One rejection of the whole file, of which nothing was hashed.
pub(crate) fn rejected(name: &str, cause: Cause) -> Items {
    let origin = Origin {
        path: name.to_owned(),
        record: None,
        bytes_hash: String::new(),
    };
    Box::new(std::iter::once(Err(Rejected { origin, cause })))
}

//! From paths and bytes to documents.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use dateline_core::{Document, Origin};

use crate::cause::{Cause, Rejected};
use crate::document::{Report, document};
use crate::feed::FeedEntry;
use crate::format::{self, Format};
use crate::input::Input;
use crate::options::ReadOptions;
use crate::place::Place;
use crate::{
    MAX_FILE_BYTES, MAX_REPORT_BYTES, archive, decode, docx, feed, mail, page, pdf, plain, records,
};

/// What the reader hands out, one item a report.
pub(crate) type Item = Result<Document, Rejected>;

pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The report that a file holds, or the reports one by one. A table, a list of records or an archive is never held in
/// memory whole.
pub fn read_path(path: &Path, options: &ReadOptions) -> impl Iterator<Item = Item> + Send + use<> {
    let place = Place::file(path.display().to_string());
    match File::open(path) {
        Ok(file) => {
            let input = BufReader::with_capacity(1 << 16, file);
            read(place, Input::Seekable(Box::new(input)), options.clone())
        }
        Err(error) => rejected(&place.path, unreadable(&error)),
    }
}

/// The report or reports that `bytes` hold; `origin_name` is the name under which they are known, `-` for standard input.
pub fn read_bytes(
    origin_name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> impl Iterator<Item = Item> + Send + use<> {
    read(
        Place::file(origin_name.to_owned()),
        Input::bytes(bytes.to_vec()),
        options.clone(),
    )
}

/// The report or reports that lie at a web address: a page, a PDF file or another format that is told by name and content. What the
/// report does not say of itself is taken from what a feed says of it.
pub fn read_web(
    address: &str,
    bytes: Vec<u8>,
    content_type: Option<&str>,
    listed: Option<&FeedEntry>,
    options: &ReadOptions,
) -> impl Iterator<Item = Item> + Send + use<> {
    let listed = listed.map(|entry| entry.report().clone());
    read(
        Place::web(address, content_type, listed),
        Input::bytes(bytes),
        options.clone(),
    )
}

/// The report or reports of a file or of a member of an archive.
pub(crate) fn read(place: Place, mut input: Input, options: ReadOptions) -> Items {
    let head = match input.fill_buf() {
        Ok(head) => head,
        Err(error) => return rejected(&place.path, unreadable(&error)),
    };
    match format::of(Path::new(&place.name), head, &options) {
        Ok(Format::Plain) => once(whole(&place, input, &options, &PLAIN)),
        Ok(Format::Page) => once(whole(&place, input, &options, &PAGE)),
        Ok(Format::Pdf) => once(whole(&place, input, &options, &PDF)),
        Ok(Format::Zip) => archive::zip(place, input, options),
        Ok(Format::Warc) => archive::warc(place, input, options),
        Ok(Format::Mail) => mail::mail(place, input, options),
        Ok(Format::Feed) => feed::feed(place, input, options),
        Ok(Format::Gzip) => archive::gzip(place, input, options),
        Ok(Format::JsonLines) => Box::new(records::json_lines(place.path, input, options)),
        Ok(Format::Json) => records::json(place.path, input, options),
        Ok(Format::Table { delimiter }) => records::table(place.path, input, delimiter, options),
        Err(cause) => rejected(&place.path, cause),
    }
}

/// How a file that holds one report is read.
pub(crate) struct Whole {
    /// Bytes that the file may have.
    pub(crate) limit: usize,
    report: fn(Vec<u8>) -> Result<Report, Cause>,
}

const PLAIN: Whole = Whole {
    limit: MAX_REPORT_BYTES,
    report: |bytes| decode::text(&bytes).map(|text| plain::report(&text)),
};
pub(crate) const PAGE: Whole = Whole {
    limit: MAX_REPORT_BYTES,
    report: |bytes| page::report(&decode::page(&bytes)?),
};
pub(crate) const PDF: Whole = Whole {
    limit: MAX_FILE_BYTES,
    report: pdf::report,
};

pub(crate) const DOCX: Whole = Whole {
    limit: MAX_FILE_BYTES,
    report: docx::report,
};

/// The one report of a file.
pub(crate) fn whole(place: &Place, input: impl Read, options: &ReadOptions, how: &Whole) -> Item {
    let (bytes, failure) = match all(input, how.limit) {
        Ok(bytes) => (bytes, None),
        Err((bytes, cause)) => (bytes, Some(cause)),
    };
    let origin = origin(&place.path, place.record, &bytes);
    let report = match failure {
        None => (how.report)(bytes),
        Some(cause) => Err(cause),
    };
    let item = report.and_then(|mut report| {
        report.file_name = place.record.is_none().then(|| place.name.clone());
        report.url = place.url.clone().or(report.url);
        if let Some(listed) = &place.listed {
            report.complete(listed);
        }
        document(report, origin.clone(), options)
    });
    item.map_err(|cause| Rejected { origin, cause })
}

/// All bytes of `input`, or what was read of them and why that is not all.
pub(crate) fn all(input: impl Read, limit: usize) -> Result<Vec<u8>, (Vec<u8>, Cause)> {
    let mut bytes = Vec::new();
    match input.take(limit as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Err((bytes, unreadable(&error))),
        Ok(_) if bytes.len() > limit => Err((
            bytes,
            Cause::TooLarge {
                limit,
                unit: "bytes",
            },
        )),
        Ok(_) => Ok(bytes),
    }
}

/// An origin with the hash of what was read.
pub(crate) fn origin(name: &str, record: Option<u64>, bytes: &[u8]) -> Origin {
    Origin {
        path: name.to_owned(),
        record,
        bytes_hash: blake3::hash(bytes).to_hex().to_string(),
    }
}

/// The cause of a failed read: that which a reader of this crate gave, or what the operating system said.
pub(crate) fn unreadable(error: &std::io::Error) -> Cause {
    let own = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Cause>());
    own.cloned().unwrap_or_else(|| Cause::Unreadable {
        message: error.to_string(),
    })
}

/// One rejection of the whole file, of which nothing was hashed.
pub(crate) fn rejected(name: &str, cause: Cause) -> Items {
    once(Err(refusal(name, None, cause)))
}

/// A rejection of what was not read, so that nothing was hashed.
pub(crate) fn refusal(name: &str, record: Option<u64>, cause: Cause) -> Rejected {
    let origin = Origin {
        path: name.to_owned(),
        record,
        bytes_hash: String::new(),
    };
    Rejected { origin, cause }
}

pub(crate) fn once(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

//! WARC files: what a crawler was answered.

use std::io::{BufRead, Read, Take, copy, sink};

use super::http::{self, Answer};
use crate::cause::{Cause, Rejected};
use crate::input::Input;
use crate::options::ReadOptions;
use crate::place::Place;
use crate::read::{Item, Items, PAGE, PDF, Whole, refusal, unreadable, whole};

/// Bytes of one line of a header, and lines of a header.
const LONGEST_LINE: u64 = 64 << 10;
const MOST_LINES: usize = 1000;

/// What messages call a record.
const RECORD: &str = "the WARC record";

/// The pages and PDF files of a WARC file, under the addresses where they were found; records are counted from 1, those
/// of all kinds. The day of the crawl is no day of publication.
pub(crate) fn warc(place: Place, input: Input, options: ReadOptions) -> Items {
    let options = ReadOptions {
        url: None,
        ..options
    };
    let mut records = Records {
        input,
        number: 0,
        ended: false,
    };
    Box::new(std::iter::from_fn(move || {
        while !records.ended {
            if let Some(item) = records.next(&place, &options) {
                return Some(item);
            }
        }
        None
    }))
}

struct Records {
    input: Input,
    number: u64,
    ended: bool,
}

impl Records {
    /// The report of the next record, if it holds one.
    fn next(&mut self, place: &Place, options: &ReadOptions) -> Option<Item> {
        self.number += 1;
        let header = match self.header() {
            Ok(header) => header?,
            Err(cause) => {
                // What follows a header that cannot be read has no known beginning.
                self.ended |= !self.find_next();
                return Some(Err(self.refused(place, cause)));
            }
        };
        let mut block = (&mut self.input).take(header.length);
        let item = report(&header, self.number, &mut block, place, options);
        let skipped = copy(&mut block, &mut sink());
        let left = block.limit();
        if left > 0 || skipped.is_err() {
            self.ended = true;
            let cause = match skipped {
                Err(error) => unreadable(&error),
                Ok(_) => broken("it is cut short"),
            };
            return Some(Err(self.refused(place, cause)));
        }
        item
    }

    fn refused(&self, place: &Place, cause: Cause) -> Rejected {
        refusal(&place.path, Some(self.number), cause)
    }

    /// The next header; `None` at the end of the file.
    fn header(&mut self) -> Result<Option<Header>, Cause> {
        let version = loop {
            match line(&mut self.input)? {
                None => {
                    self.ended = true;
                    return Ok(None);
                }
                Some(line) if line.trim().is_empty() => {}
                Some(line) => break line,
            }
        };
        if !version.starts_with("WARC/") {
            return Err(broken("it does not begin with its version"));
        }
        Header::of(&fields(&mut self.input)?).map(Some)
    }

    /// Goes on to the next line that looks like the beginning of a record, and tells whether there is one.
    fn find_next(&mut self) -> bool {
        loop {
            let Ok(head) = self.input.fill_buf() else {
                return false;
            };
            if head.is_empty() {
                return false;
            }
            if head.starts_with(b"WARC/1.") {
                return true;
            }
            let Ok(Some(_)) = line(&mut self.input) else {
                return false;
            };
        }
    }
}

/// What a record says of itself.
struct Header {
    kind: String,
    url: String,
    content_type: String,
    length: u64,
}

impl Header {
    fn of(fields: &Fields) -> Result<Self, Cause> {
        let length = fields.get("content-length").parse();
        Ok(Self {
            kind: fields.get("warc-type").to_ascii_lowercase(),
            url: fields
                .get("warc-target-uri")
                .trim_matches(['<', '>'])
                .to_owned(),
            content_type: fields.get("content-type").to_ascii_lowercase(),
            length: length.map_err(|_| broken("it does not say how long it is"))?,
        })
    }
}

/// The report of a record, if it is a page or a PDF file that was found.
fn report(
    header: &Header,
    number: u64,
    block: &mut Take<&mut Input>,
    place: &Place,
    options: &ReadOptions,
) -> Option<Item> {
    let place = place.record(number, header.url.clone());
    let refused = |cause| Some(Err(refusal(&place.path, place.record, cause)));
    let answer = match header.kind.as_str() {
        "response" if header.content_type.starts_with("application/http") => {
            match http::answer(block) {
                Ok(answer) => answer,
                Err(cause) => return refused(cause),
            }
        }
        "resource" => Answer::plain(header.content_type.clone()),
        _ => return None,
    };
    let how = how(&answer)?;
    match answer.body(block, how.limit, &place) {
        Ok(body) => Some(whole(&place, body.as_slice(), options, how)),
        Err(cause) => refused(cause),
    }
}

fn how(answer: &Answer) -> Option<&'static Whole> {
    if !answer.is_found {
        return None;
    }
    match answer
        .content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
    {
        "text/html" | "application/xhtml+xml" => Some(&PAGE),
        "application/pdf" => Some(&PDF),
        _ => None,
    }
}

fn broken(message: &str) -> Cause {
    Cause::Broken {
        what: RECORD,
        message: message.to_owned(),
    }
}

/// The fields of a header, by names in lower case.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field; empty where it is absent.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// The fields up to the next blank line.
pub(super) fn fields(input: &mut impl BufRead) -> Result<Fields, Cause> {
    let mut fields = Vec::new();
    for _ in 0..MOST_LINES {
        let Some(line) = line(input)?.filter(|line| !line.trim().is_empty()) else {
            return Ok(Fields(fields));
        };
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Err(broken("its header does not end"))
}

/// The next line, or as much of it as a line of a header may have; `None` at the end.
pub(super) fn line(input: &mut impl BufRead) -> Result<Option<String>, Cause> {
    let mut line = Vec::new();
    input
        .take(LONGEST_LINE)
        .read_until(b'\n', &mut line)
        .map_err(|error| unreadable(&error))?;
    Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned()))
}

//! Files of GeoNames, read line by line.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use dateline_normalize::places::build::Form;

use super::grouped;
use crate::failure::Failure;

/// Bytes of a line at most; GeoNames' longest have 15,000. Keeps a file without lines from filling memory.
const LONGEST: u64 = 1 << 20;
/// Bytes of which the first lines tell what the file is.
const START: usize = 1 << 16;

/// A file at some line.
pub(super) struct Dump {
    path: PathBuf,
    reader: BufReader<File>,
    pub(super) form: Form,
    /// Size of the file.
    pub(super) bytes: u64,
    /// Number of the line read last, from 1.
    pub(super) line: u64,
    read: u64,
    told: u64,
}

impl Dump {
    /// Opens a file and tells by its first lines what it is.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let unreadable = |error| unreadable(path, error);
        let file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        let mut reader = BufReader::with_capacity(START, file);
        let start = reader.fill_buf().map_err(unreadable)?;
        let form = form(start).ok_or_else(|| no_dump(path, start))?;
        Ok(Self {
            path: path.to_owned(),
            reader,
            form,
            bytes,
            line: 0,
            read: 0,
            told: 0,
        })
    }

    /// The file's name, for messages.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Reads the next line without its end; false where there is none. Of a line that is too long only the start is kept,
    /// which no form fits.
    pub(super) fn next(&mut self, line: &mut Vec<u8>) -> Result<bool, Failure> {
        line.clear();
        let read = self.whole_line(line);
        let read = read.map_err(|error| unreadable(&self.path, error))?;
        self.read += read;
        self.line += 1;
        while line.last().is_some_and(|end| matches!(end, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(read > 0)
    }

    fn whole_line(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        let mut read = (&mut self.reader).take(LONGEST).read_until(b'\n', line)? as u64;
        let mut rest = Vec::new();
        let mut ended = read < LONGEST || line.ends_with(b"\n");
        if !ended {
            line.truncate(START);
        }
        while !ended {
            rest.clear();
            let more = (&mut self.reader)
                .take(LONGEST)
                .read_until(b'\n', &mut rest)? as u64;
            read += more;
            ended = more < LONGEST || rest.ends_with(b"\n");
        }
        Ok(read)
    }

    /// Bytes read since this was asked last.
    pub(super) fn bytes_since(&mut self) -> u64 {
        self.read - std::mem::replace(&mut self.told, self.read)
    }
}

/// The form of the first line that has one; some of the first may be damaged.
fn form(start: &[u8]) -> Option<Form> {
    let mut lines = start.split(|byte| *byte == b'\n');
    lines.find_map(|line| Form::of(std::str::from_utf8(line).ok()?.trim_end_matches('\r')))
}

fn unreadable(path: &Path, error: io::Error) -> Failure {
    Failure::job(format!("cannot read {}", path.display()), error).hint(
        "check the path; dumps such as YE.zip are at https://download.geonames.org/export/dump/",
    )
}

fn no_dump(path: &Path, start: &[u8]) -> Failure {
    let file = path.display();
    let zipped = start.starts_with(b"PK");
    let cause = match (zipped, start.is_empty()) {
        (true, _) => "it is a zip archive",
        (_, true) => "it is empty",
        _ => {
            "none of its first lines has 19 columns parted by tabs, or 4 with a code such as AF.23"
        }
    };
    let failure = Failure::told(format!("{file} is no dump of GeoNames: {cause}"));
    match zipped {
        true => failure.hint(format!("unpack it and give the file inside: unzip {file}")),
        false => failure.hint(
            "give YE.txt, allCountries.txt, admin1CodesASCII.txt or admin2Codes.txt of GeoNames",
        ),
    }
}

/// Lines that were left out.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    number: u64,
    causes: Vec<String>,
}

/// Lines that are told one by one.
const TOLD: usize = 3;

impl Skipped {
    /// Counts a line, and keeps the cause of the first ones.
    pub(super) fn note(&mut self, line: u64, cause: impl Display) {
        self.number += 1;
        if self.causes.len() < TOLD {
            self.causes.push(format!("line {} {cause}", grouped(line)));
        }
    }

    /// "3 of 25,000 lines of YE.txt were left out: line 17 has 4 columns, 19 are needed"
    pub(super) fn told(&self, name: &str, lines: u64) -> Option<String> {
        if self.number == 0 {
            return None;
        }
        let were = if self.number == 1 { "was" } else { "were" };
        let more = match self.number - self.causes.len() as u64 {
            0 => String::new(),
            more => format!("; and {} more", grouped(more)),
        };
        Some(format!(
            "{} of {} lines of {name} {were} left out: {}{more}",
            grouped(self.number),
            grouped(lines),
            self.causes.join("; ")
        ))
    }
}

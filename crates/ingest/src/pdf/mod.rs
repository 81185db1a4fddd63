//! PDF files with a text layer.

mod flow;
mod furniture;
mod glyphs;
mod hyphen;

use hayro_interpret::hayro_syntax::object::DateTime;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{InterpreterCache, InterpreterSettings, RenderContent};
use jiff::civil::Date;

use crate::cause::Cause;
use crate::document::{PageStart, Report};
use crate::guard::guarded;
use crate::title;
use glyphs::Line;

/// What the file is called in messages.
const PDF: &str = "the PDF file";

/// Pages that are read; no report has more, and a broken file may claim any number.
const MAX_PAGES: usize = 5_000;

/// A line is of a heading when its letters are larger than those of the text by this factor.
const LARGER: f64 = 1.15;

/// Paragraphs of the first page among which its title is sought.
const HEAD: usize = 8;

/// The report that a PDF file holds, with the places where its pages begin.
///
/// Paragraphs are put together from lines; what repeats at the head and foot of the pages is left out, and so is text
/// that does not run from left to right.
///
/// # Errors
/// [`Cause::Encrypted`], [`Cause::Broken`], and [`Cause::NoTextLayer`] if no page has a letter.
pub(crate) fn report(bytes: Vec<u8>) -> Result<Report, Cause> {
    guarded(PDF, move || read(bytes))
}

fn read(bytes: Vec<u8>) -> Result<Report, Cause> {
    let pdf = Pdf::new(bytes).map_err(refused)?;
    let mut pages = lines(&pdf);
    let has_letters = |line: &Line| line.text.chars().any(char::is_alphabetic);
    if !pages.iter().flat_map(|page| &page.lines).any(has_letters) {
        return Err(Cause::NoTextLayer);
    }
    furniture::drop(&mut pages);
    let size = flow::body_size(&pages);
    let flow = flow::paragraphs(&pages, size);
    let mut report = Report {
        file_made: made(&pdf),
        ..Report::default()
    };
    let mut starts = flow.starts;
    let titled = title_at(&flow.paragraphs, &starts, size);
    report.paragraphs = flow
        .paragraphs
        .into_iter()
        .map(|found| found.text)
        .collect();
    if let Some(at) = titled {
        report.title = Some(report.paragraphs.remove(at));
        PageStart::shift(&mut starts, at);
    }
    report.pages = starts;
    Ok(report)
}

fn refused(error: LoadPdfError) -> Cause {
    let message = match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            return Cause::Encrypted { what: PDF };
        }
        LoadPdfError::Decryption(_) => "its encryption is unknown",
        LoadPdfError::Invalid => "its objects cannot be found",
    };
    Cause::Broken {
        what: PDF,
        message: message.to_owned(),
    }
}

/// The lines of one page, in the order in which they are drawn.
struct PageLines {
    /// Of the page, in points.
    height: f64,
    lines: Vec<Line>,
}

/// The lines of each page; one page's glyphs are in memory at a time.
fn lines(pdf: &Pdf) -> Vec<PageLines> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let pages = pdf.pages().iter().take(MAX_PAGES);
    pages
        .map(|page| PageLines {
            height: f64::from(page.render_dimensions().1),
            lines: glyphs::lines(page, pdf.xref(), &cache, &settings),
        })
        .collect()
}

/// Which paragraph is the title: the first of those in the largest letters at the head of the first page, if these are
/// larger than the text's.
fn title_at(paragraphs: &[flow::Paragraph], starts: &[PageStart], body_size: f64) -> Option<usize> {
    let second = starts
        .get(1)
        .map_or(paragraphs.len(), |page| page.paragraph);
    let head = &paragraphs[..second.min(HEAD).min(paragraphs.len())];
    let large = |found: &&flow::Paragraph| {
        found.size > LARGER * body_size && title::may_be_title(&found.text)
    };
    let largest = head
        .iter()
        .filter(large)
        .map(|found| found.size)
        .fold(0.0, f64::max);
    let close = |found: &flow::Paragraph| large(&found) && found.size > largest * 0.98;
    head.iter().position(close)
}

fn made(pdf: &Pdf) -> Option<Date> {
    let metadata = pdf.metadata();
    let day = |time: DateTime| {
        Date::new(
            i16::try_from(time.year).ok()?,
            i8::try_from(time.month).ok()?,
            i8::try_from(time.day).ok()?,
        )
        .ok()
    };
    metadata
        .creation_date
        .or(metadata.modification_date)
        .and_then(day)
}

//! Word documents (Office Open XML).

mod parts;
mod text;

use std::io::Cursor;

use ::zip::ZipArchive;

use crate::cause::Cause;
use crate::document::Report;
use crate::guard::guarded;
use crate::paragraph::Paragraph;
use crate::published::parse_day;
use crate::title::{may_be_title, take_title};

/// What the file is called in messages.
const DOCX: &str = "the Word document";

/// Titles that programs give to files of their own accord.
const NO_TITLES: [&str; 4] = ["microsoft word", ".doc", "untitled", "document1"];

/// The report that a Word document holds: its paragraphs, those of tables too, as they stand after all tracked changes.
/// Notes, heads and feet are left out.
///
/// # Errors
/// [`Cause::Broken`], [`Cause::TooLarge`].
pub(crate) fn report(bytes: Vec<u8>) -> Result<Report, Cause> {
    guarded(DOCX, move || read(bytes))
}

fn read(bytes: Vec<u8>) -> Result<Report, Cause> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let name = parts::main_part(&mut archive);
    let main = parts::part(&mut archive, &name)?;
    // Properties are no part of the text: a document that lacks them, or has broken ones, is read without.
    let properties = parts::part(&mut archive, "docProps/core.xml").unwrap_or_default();
    let property = |name| text::element(&properties, name);
    let mut paragraphs = text::paragraphs(&main)?;
    let title = styled_title(&mut paragraphs)
        .or_else(|| property("title").filter(|title| is_own_title(title)))
        .or_else(|| plain_title(&mut paragraphs));
    let day = |name| property(name).and_then(|time| parse_day(&time));
    Ok(Report {
        title,
        paragraphs: paragraphs.into_iter().map(|found| found.text).collect(),
        file_made: day("modified").or_else(|| day("created")),
        ..Report::default()
    })
}

fn broken(error: &impl std::fmt::Display) -> Cause {
    Cause::Broken {
        what: DOCX,
        message: crate::paragraph::one_line(&error.to_string()),
    }
}

/// The first paragraph that is styled as a title.
fn styled_title(paragraphs: &mut Vec<text::Styled>) -> Option<String> {
    let titled = |found: &text::Styled| found.style.eq_ignore_ascii_case("title");
    let at = paragraphs.iter().position(titled)?;
    Some(paragraphs.remove(at).text)
}

fn is_own_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    may_be_title(title) && !NO_TITLES.iter().any(|no| lower.contains(no))
}

/// A first line that looks like a title.
fn plain_title(paragraphs: &mut Vec<text::Styled>) -> Option<String> {
    let mut head: Vec<Paragraph> = (0..)
        .zip(paragraphs.iter().take(2))
        .map(|(block, found)| Paragraph {
            text: found.text.clone(),
            block,
        })
        .collect();
    let title = take_title(&mut head)?;
    paragraphs.remove(0);
    Some(title)
}

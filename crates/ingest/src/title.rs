//! Is the first line a title?

use crate::paragraph::{Paragraph, ends_sentence};
use crate::published;

/// Characters beyond which a line is no title.
const LONGEST: usize = 160;

/// Takes the title off the paragraphs: a short first line without final punctuation that stands alone, or
/// above a longer line that ends a sentence.
pub(crate) fn take_title(paragraphs: &mut Vec<Paragraph>) -> Option<String> {
    let [first, second, ..] = paragraphs.as_slice() else {
        return None;
    };
    let stands_alone = first.block != second.block;
    let above_prose = second.text.len() > first.text.len() && ends_sentence(&second.text);
    if may_be_title(&first.text) && (stands_alone || above_prose) {
        return Some(paragraphs.remove(0).text);
    }
    None
}

/// Whether a line could be a title by its words alone.
pub(crate) fn may_be_title(line: &str) -> bool {
    let has_words = line.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let ends_open = line.ends_with([',', ';', ':', '-', '–', '—']);
    let ends_statement = line.ends_with('.') && !ends_with_abbreviation(line);
    let short = line.chars().count() <= LONGEST;
    let address = line.contains("://") || line.starts_with("www.") || line.contains('@');
    let byline = line
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("by "))
        && line.split(' ').count() <= 6;
    let other = address || byline || published::is_date_line(line);
    short && has_words && !ends_open && !ends_statement && !other
}

/// "... in the U.S."
fn ends_with_abbreviation(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.matches('.').count() > 1 && !line.ends_with("..")
}

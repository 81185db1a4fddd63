//! Plain text.

use crate::caption::drop_captions;
use crate::document::Report;
use crate::paragraph::paragraphs;
use crate::title::take_title;

/// The report that a plain text holds.
pub(crate) fn report(text: &str) -> Report {
    let mut paragraphs = paragraphs(text);
    drop_captions(&mut paragraphs);
    let title = take_title(&mut paragraphs);
    Report {
        title,
        paragraphs: paragraphs
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect(),
        ..Report::default()
    }
}

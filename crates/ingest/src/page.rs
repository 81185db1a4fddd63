//! HTML pages.

mod metadata;
mod render;

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use trafilatura::{Config, Options};

pub(crate) use render::{fragment, is_marked_up};

use crate::cause::Cause;
use crate::document::Report;
use crate::paragraph::one_line;

/// Elements within elements that a page may have: browsers stop at 512, and readers that recurse run out of stack.
const DEEPEST: usize = 400;

/// A page whose words outside links are fewer than this share of what was taken for its main text is an index.
const UNLINKED: f64 = 0.5;

/// Characters that a short news item may have at least.
const SHORTEST: usize = 25;

/// An extraction that keeps this share of another's length has the same text.
const SAME_TEXT: f64 = 0.8;

/// What shows or credits a picture or a film, and says nothing of its own.
const PICTURES: &str = "figcaption, figure:not(:has(table)):not(:has(blockquote)), .wp-caption, .wp-caption-text, \
    .caption, .photo-caption, .image-caption, .photo-credit, .image-credit, .credit, [itemprop=caption]";

/// The report that a page holds: its main text, and what it says of itself.
///
/// # Errors
/// [`Cause::NoText`] if there is no main text, [`Cause::BadRecord`] if the page is nested beyond measure.
pub(crate) fn report(html: &str) -> Result<Report, Cause> {
    // FIXME: the parser takes time with the square of the depth: 100,000 nested elements take a minute before they
    // are refused.
    let page = Html::parse_document(html);
    if render::depth(&page) > DEEPEST {
        let message = format!("elements are nested more than {DEEPEST} deep");
        return Err(Cause::BadRecord { message });
    }
    let metadata = metadata::of(&page);
    let main = main_text(html).ok_or(Cause::NoText)?;
    let title = metadata
        .title
        .or(main.title)
        .filter(|title| !title.is_empty());
    let paragraphs = main.paragraphs;
    let length: usize = paragraphs.iter().map(String::len).sum();
    if length == 0 || (render::unlinked(&page) as f64) < UNLINKED * length as f64 {
        return Err(Cause::NoText);
    }
    Ok(Report {
        title,
        paragraphs,
        publisher: metadata.publisher,
        url: metadata.url,
        published_meta: metadata.published,
        ..Report::default()
    })
}

struct MainText {
    title: Option<String>,
    paragraphs: Vec<String>,
}

/// The main text, in two attempts where it is short: what is taken for too short an article is handed over as
/// one paragraph with its sentences run together, and is taken for an article when less is asked for.
fn main_text(html: &str) -> Option<MainText> {
    let found = extracted(html, Config::default())?;
    if found.paragraphs.len() > 1 {
        return Some(found);
    }
    let length = |text: &MainText| text.paragraphs.iter().map(String::len).sum::<usize>();
    let brief = extracted(html, Config::default().with_min_extracted_size(SHORTEST));
    let better = brief.filter(|brief| {
        brief.paragraphs.len() > 1 && length(brief) as f64 >= SAME_TEXT * length(&found) as f64
    });
    Some(better.unwrap_or(found))
}

/// A panic in the extraction is a page that cannot be read, not the end of the run.
fn extracted(html: &str, config: Config) -> Option<MainText> {
    let options = Options::default()
        .with_config(config)
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_links(true)
        .with_prune_selector(PICTURES);
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options)));
    let found = found.ok()?.ok()?;
    Some(MainText {
        title: Some(one_line(&found.metadata.title)),
        paragraphs: fragment(&found.content_html),
    })
}

//! Messages of electronic mail.

use std::sync::LazyLock;

use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use regex::Regex;

use crate::cause::{Cause, Rejected};
use crate::document::{Report, document};
use crate::guard::guarded;
use crate::input::Input;
use crate::options::ReadOptions;
use crate::paragraph::one_line;
use crate::place::Place;
use crate::read::{Item, Items, all, once, origin, read, rejected};
use crate::{MAX_FILE_BYTES, page, plain};

/// What the file is called in messages.
const MAIL: &str = "the message";

/// Archives and messages that a message may lie in.
const MAX_DEPTH: usize = 3;

/// A text part that is shorter than this share of the HTML part says only where to read on.
const SAME_TEXT: f64 = 0.3;

/// What goes with a message and is no report.
const NO_REPORTS: [&str; 5] = [
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "application/pkcs7-signature",
    "application/pgp-signature",
];

static PREFIXES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:re|fwd?|fw|aw|wg|tr)(?:\[\d+\])?\s*:\s*)+").expect("a valid expression")
});

/// The report of a message, and those of the files attached to it, which follow as its members.
pub(crate) fn mail(place: Place, input: Input, options: ReadOptions) -> Items {
    if place.depth > MAX_DEPTH {
        return rejected(&place.path, Cause::TooDeep { limit: MAX_DEPTH });
    }
    let bytes = match all(input, MAX_FILE_BYTES) {
        Ok(bytes) => bytes,
        Err((bytes, cause)) => {
            let origin = origin(&place.path, place.record, &bytes);
            return once(Err(Rejected { origin, cause }));
        }
    };
    let parsed = guarded(MAIL, || parse(&bytes));
    let (report, attached) = match parsed {
        Ok((report, attached)) => (Ok(report), attached),
        Err(cause) => (Err(cause), Vec::new()),
    };
    let body = body(report, &place, &bytes, &options);
    // A message may be nothing but the cover of what it brings.
    let is_cover = matches!(&body, Err(rejected) if rejected.cause == Cause::Empty);
    let body = Some(body).filter(|_| attached.is_empty() || !is_cover);
    let attached = attached.into_iter().flat_map(move |file| {
        read(
            place.member(&file.name),
            Input::bytes(file.bytes),
            options.clone(),
        )
    });
    Box::new(body.into_iter().chain(attached))
}

fn body(report: Result<Report, Cause>, place: &Place, bytes: &[u8], options: &ReadOptions) -> Item {
    let origin = origin(&place.path, place.record, bytes);
    let named = report.map(|report| Report {
        file_name: Some(place.name.clone()),
        ..report
    });
    let item = named.and_then(|report| document(report, origin.clone(), options));
    item.map_err(|cause| Rejected { origin, cause })
}

/// A file attached to a message.
struct Attached {
    name: String,
    bytes: Vec<u8>,
}

fn parse(bytes: &[u8]) -> Result<(Report, Vec<Attached>), Cause> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| Cause::Broken {
        what: MAIL,
        message: "it has no header".to_owned(),
    })?;
    let subject = message.subject().map(one_line);
    let title = subject.map(|subject| PREFIXES.replace(&subject, "").into_owned());
    let report = Report {
        title: title.filter(|title| !title.is_empty()),
        paragraphs: paragraphs(&message),
        published_meta: message.date().and_then(day),
        external_id: message.message_id().map(one_line),
        ..Report::default()
    };
    let attached = (1..)
        .zip(message.attachments())
        .filter_map(|(number, part)| attached(number, part));
    Ok((report, attached.collect()))
}

/// The day as the sender's clock showed it.
fn day(time: &mail_parser::DateTime) -> Option<Date> {
    let (month, day) = (i8::try_from(time.month).ok()?, i8::try_from(time.day).ok()?);
    Date::new(i16::try_from(time.year).ok()?, month, day).ok()
}

/// The paragraphs of the text part, or of the HTML part where there is no text part worth the name.
fn paragraphs(message: &Message<'_>) -> Vec<String> {
    let of = |parts: Vec<&MessagePart<'_>>| -> Vec<String> {
        parts.into_iter().flat_map(words).collect()
    };
    let text = of(message.text_bodies().collect());
    let html = of(message.html_bodies().collect());
    let length = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>() as f64;
    if length(&text) < SAME_TEXT * length(&html) {
        html
    } else {
        text
    }
}

fn words(part: &MessagePart<'_>) -> Vec<String> {
    match &part.body {
        PartType::Html(html) => page::fragment(html),
        PartType::Text(text) => {
            let found = plain::report(text);
            found.title.into_iter().chain(found.paragraphs).collect()
        }
        _ => Vec::new(),
    }
}

fn attached(number: usize, part: &MessagePart<'_>) -> Option<Attached> {
    let bytes = match &part.body {
        _ if is_no_report(part) => return None,
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        PartType::Message(message) => message.raw_message(),
        PartType::Multipart(_) => return None,
    };
    let ending = match &part.body {
        PartType::Message(_) => ".eml",
        PartType::Html(_) => ".html",
        _ => "",
    };
    let name = part
        .attachment_name()
        .map(one_line)
        .filter(|name| !name.is_empty());
    Some(Attached {
        name: name.unwrap_or_else(|| format!("attachment-{number}{ending}")),
        bytes: bytes.to_vec(),
    })
}

/// Calendars and signatures, and the pictures of which a message's own page is made.
fn is_no_report(part: &MessagePart<'_>) -> bool {
    let Some(kind) = part.content_type() else {
        return false;
    };
    let subtype = kind.subtype().unwrap_or_default();
    let whole = format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase();
    let is_inline = part.content_id().is_some()
        || part
            .content_disposition()
            .is_some_and(|how| how.is_inline());
    NO_REPORTS.contains(&whole.as_str()) || is_inline && whole.starts_with("image/")
}

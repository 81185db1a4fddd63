//! When and where: dates and places of the text, and which act each belongs to.

mod home;
mod mentions;
mod parts;
mod sameness;
mod survey;
#[cfg(test)]
mod tests;

use dateline_core::value::{DateValue, PlaceValue};
use dateline_core::{DatePrecision, Document, SourceKind, Span};
use dateline_normalize::{dateline, dates};

use crate::attribution::Attribution;
use crate::syntax::{Syntax, TokenId};

pub(crate) use home::Home;
pub(crate) use sameness::{can_be_same_place, coarseness};
pub(crate) use survey::survey;

/// A place of the text.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) span: Span,
    pub(crate) token: TokenId,
    pub(crate) sentence: usize,
    pub(crate) value: PlaceValue,
}

/// A date of the text.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    pub(crate) span: Span,
    pub(crate) token: TokenId,
    pub(crate) sentence: usize,
    pub(crate) value: DateValue,
}

/// Dates of a document outside its dateline.
pub(crate) fn dated(document: &Document, syntax: &Syntax<'_>) -> Vec<Dated> {
    let dateline = dateline::find(&document.text).map(|found| found.span);
    let mut reference = None;
    let mut found = Vec::new();
    for sentence in 0..syntax.sentence_count() {
        let context = dates::DateContext {
            published: document.published_day(),
            reference,
            tense: dates::Tense::Past,
        };
        for date in dates::find(&document.text, syntax.sentence_span(sentence), &context) {
            let is_future = matches!((date.value.earliest, document.published_day()), (Some(day), Some(today)) if day > today);
            let is_outside = dateline.is_some_and(|outside| outside.overlaps(date.span));
            if is_future || is_outside || is_of_hours(document.text.slice(date.span)) {
                continue;
            }
            if date.value.precision == DatePrecision::Day {
                reference = date.value.earliest.or(reference);
            }
            if let Some(token) = syntax.head_of_span(date.span) {
                found.push(Dated {
                    span: date.span,
                    token,
                    sentence,
                    value: date.value,
                });
            }
        }
    }
    found
}

/// "a few hours earlier": on the day of whatever it counts from, which is not told of the act itself.
fn is_of_hours(words: &str) -> bool {
    let words = words.to_lowercase();
    ["earlier", "later", "before", "after"]
        .iter()
        .any(|word| words.ends_with(word))
        && (words.contains("hour") || words.contains("minute"))
}

/// The date told of the act at `token`: the nearest of its sentence that does not say when somebody spoke.
pub(crate) fn date_of<'a>(
    syntax: &Syntax<'_>,
    dates: &'a [Dated],
    said: &[Attribution],
    token: TokenId,
) -> Option<&'a Dated> {
    let sentence = syntax.sentence_of(token);
    dates
        .iter()
        .filter(|date| {
            date.sentence == sentence && !is_time_of_speech(syntax, said, date.token, token)
        })
        .min_by_key(|date| {
            (
                syntax.distance(date.token, token),
                date.token.abs_diff(token),
            )
        })
}

/// "police said on Monday that": the date hangs on the word of saying, not on the act.
pub(crate) fn is_time_of_speech(
    syntax: &Syntax<'_>,
    said: &[Attribution],
    date: TokenId,
    act: TokenId,
) -> bool {
    let governor = syntax.head(date);
    said.iter().any(|saying| {
        let hangs = governor == Some(saying.cue_token)
            || governor.is_some_and(|head| {
                syntax.head(head) == Some(saying.cue_token) && syntax.upos(head) == "NOUN"
            });
        hangs
            && saying.cue_token != act
            && !saying.content.iter().any(|content| content.contains(&date))
    })
}

/// The places told of the act at `token`, nearest first; a place inside the name of a speaker or an institution is none.
pub(crate) fn places_of<'a>(
    syntax: &Syntax<'_>,
    places: &'a [Located],
    said: &[Attribution],
    token: TokenId,
) -> Vec<&'a Located> {
    let sentence = syntax.sentence_of(token);
    let mut near: Vec<&Located> = places
        .iter()
        .filter(|place| {
            place.sentence == sentence
                && is_setting(syntax, place.token)
                && !is_speaker(syntax, said, place)
        })
        .collect();
    near.sort_by_key(|place| {
        (
            syntax.distance(place.token, token),
            place.token.abs_diff(token),
        )
    });
    near
}

fn is_speaker(syntax: &Syntax<'_>, said: &[Attribution], place: &Located) -> bool {
    said.iter().any(|saying| {
        saying
            .source
            .chain
            .iter()
            .filter(|speaker| speaker.named || speaker.kind != SourceKind::Other)
            .filter_map(|speaker| speaker.span)
            .any(|span| span.overlaps(place.span))
            || (syntax.head(place.token) == Some(saying.cue_token)
                && !saying
                    .content
                    .iter()
                    .any(|content| content.contains(&place.token)))
    })
}

/// Whether a place name tells where something happened, rather than whose or what kind something is.
fn is_setting(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const LOCATIVE: [&str; 22] = [
        "in",
        "at",
        "near",
        "on",
        "outside",
        "around",
        "inside",
        "across",
        "into",
        "over",
        "through",
        "throughout",
        "between",
        "along",
        "off",
        "within",
        "of",
        "to",
        "against",
        "from",
        "towards",
        "between",
    ];
    match syntax.deprel(token) {
        "amod" | "nmod:poss" => false,
        _ if is_destination(syntax, token) => false,
        "compound" | "flat" => syntax.head(token).is_some_and(|head| {
            is_region_noun(syntax.word(head)) || is_act_noun(syntax.word(head))
        }),
        _ => {
            syntax
                .case_of(token)
                .is_some_and(|case| LOCATIVE.contains(&case))
                || matches!(
                    syntax.deprel(token),
                    "obj"
                        | "appos"
                        | "conj"
                        | "nsubj:pass"
                        | "obl"
                        | "list"
                        | "root"
                        | "dep"
                        | "parataxis"
                        | "nmod"
                )
        }
    }
}

/// "were driven to Quetta": where the harmed or the seized were brought is not where it happened.
fn is_destination(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const BRINGING: [&str; 16] = [
        "driven",
        "taken",
        "rushed",
        "flown",
        "brought",
        "carried",
        "evacuated",
        "airlifted",
        "transferred",
        "transported",
        "referred",
        "ferried",
        "admitted",
        "moved",
        "shifted",
        "hospitalized",
    ];
    matches!(syntax.case_of(token), Some("to"))
        && syntax
            .head(token)
            .is_some_and(|verb| BRINGING.contains(&syntax.word(verb)))
}

fn is_region_noun(word: &str) -> bool {
    [
        "province",
        "district",
        "state",
        "region",
        "governorate",
        "county",
        "area",
        "city",
        "town",
        "village",
        "department",
        "valley",
        "prison",
        "jail",
        "airport",
        "base",
        "camp",
        "market",
        "street",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "border",
    ]
    .contains(&word)
}

fn is_act_noun(word: &str) -> bool {
    [
        "attack",
        "bombing",
        "blast",
        "shooting",
        "attacks",
        "jailbreak",
        "siege",
        "massacre",
        "raid",
        "clashes",
        "explosion",
    ]
    .contains(&word)
}

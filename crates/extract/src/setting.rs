//! When and where: dates and places of the text, and which act each belongs to.

pub(crate) mod aftermath;
mod brought;
#[cfg(test)]
mod day_cases;
mod home;
mod mentions;
mod parts;
mod sameness;
mod survey;
#[cfg(test)]
mod tests;
mod towns;
mod when;

use dateline_core::value::{DateValue, PlaceValue};
use dateline_core::{SourceKind, Span};

use crate::attribution::Attribution;
use crate::syntax::{Syntax, TokenId};

use brought::is_destination;
pub(crate) use brought::is_hospital;
pub(crate) use home::Home;
pub(crate) use sameness::{can_be_same_place, coarseness};
pub use survey::{TownSigns, town_signs};
pub(crate) use survey::{survey, survey_towns};
pub(crate) use when::{date_of, dated, is_time_of_speech};

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
    if near.is_empty() {
        near.extend(meant_by_there(syntax, places, token));
    }
    near
}

/// "Medics in Berg said that four were killed ‹there›": the place named last, whosever it was.
fn meant_by_there<'a>(
    syntax: &Syntax<'_>,
    places: &'a [Located],
    act: TokenId,
) -> Option<&'a Located> {
    let is_there = |&id: &usize| syntax.word(id) == "there" && syntax.deprel(id) == "advmod";
    let there = *syntax.children(act).iter().find(|id| is_there(id))?;
    let sentence = syntax.sentence_of(act);
    let before = places
        .iter()
        .filter(|place| place.token < there && place.sentence + 1 >= sentence);
    before.max_by_key(|place| place.token)
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
        _ if is_destination(syntax, token) || is_residence(syntax, token) => false,
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

/// "Ana Ruiz, 26, of Troy": where a person lives.
fn is_residence(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(token));
    let of = (sentence.start..token)
        .rev()
        .take(4)
        .find(|&id| syntax.word(id) == "of");
    let Some(of) = of.filter(|&of| syntax.case_of(token) == Some("of") && of >= sentence.start + 2)
    else {
        return false;
    };
    let is_behind_age = syntax.word(of - 1) == "," && syntax.upos(of - 2) == "NUM";
    let is_behind_name = syntax.word(of - 1) == ","
        && syntax.upos(of - 2) == "PROPN"
        && syntax.deprel(of - 2) == "flat";
    is_behind_age || is_behind_name
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

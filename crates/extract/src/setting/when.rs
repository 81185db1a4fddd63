//! Dates of the text, and which of them tells when an act was.

use dateline_core::value::{DateValue, weekdays_in};
use dateline_core::{DatePrecision, Document};
use dateline_normalize::{dateline, dates};
use jiff::civil::{Date, Weekday};

use super::Dated;
use super::aftermath::{is_of_aftermath, is_of_any_aftermath, is_of_birth, is_of_other_act};
use crate::attribution::Attribution;
use crate::syntax::{Syntax, TokenId};

/// Dates of a document outside its dateline and the lines that say when it was posted; days of birth are left out.
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
            let is_future = is_future(&date.value, document.published_day());
            let is_outside = dateline.is_some_and(|outside| outside.overlaps(date.span));
            if is_future
                || is_outside
                || is_of_hours(document.text.slice(date.span))
                || dateline::is_stamp(&document.text, date.span)
            {
                continue;
            }
            let token = syntax.head_of_span(date.span);
            // "that night" is not the night of the vigil.
            let is_after = token.is_some_and(|token| is_of_any_aftermath(syntax, token));
            if date.value.precision == DatePrecision::Day && !(is_after && reference.is_some()) {
                reference = date.value.earliest.or(reference);
            }
            if let Some(token) = token.filter(|&token| !is_of_birth(syntax, token)) {
                found.push(Dated {
                    span: date.span,
                    token,
                    sentence,
                    value: date.value,
                });
            }
        }
    }
    name_days_twice(&mut found);
    found
}

/// How many sentences a day may stand from where it is named again.
const NEAR: usize = 2;
/// Weeks back that a weekday may mean where a day near it says so.
const WEEKS: i32 = 5;

/// "was shot on Monday night. The shooting happened on Monday, May 23": a weekday alone is the day that the words beside it give,
/// for reports of courts and updates are published weeks after.
fn name_days_twice(found: &mut [Dated]) {
    let is_day = |date: &Dated| date.value.precision == DatePrecision::Day;
    let has_number = |date: &Dated| date.value.words.contains(|c: char| c.is_ascii_digit());
    let given: Vec<(usize, Date)> = found
        .iter()
        .filter(|date| is_day(date) && has_number(date))
        .filter(|date| named_weekday(&date.value.words).is_some())
        .filter_map(|date| Some((date.sentence, date.value.earliest?)))
        .collect();
    for date in found.iter_mut() {
        let Some(weekday) = named_weekday(&date.value.words).filter(|_| !has_number(date)) else {
            continue;
        };
        let told = date.value.earliest.filter(|_| is_day(date));
        let again = given.iter().find(|&&(sentence, day)| {
            let back = told.map_or(0, |told| (told - day).get_days());
            sentence.abs_diff(date.sentence) <= NEAR
                && day.weekday() == weekday
                && (0..=WEEKS * 7).contains(&back)
        });
        if let Some(&(_, day)) = again {
            date.value = DateValue::day(day, date.value.words.clone());
        }
    }
}

/// The weekday that words are nothing but: "Monday", "late Monday night".
fn named_weekday(words: &str) -> Option<Weekday> {
    let words = words.to_lowercase();
    match weekdays_in(&words)[..] {
        [day] if !words.contains("last") && !words.contains("ago") => Some(day),
        _ => None,
    }
}

/// "on Friday next", "later this month": not before the published day.
fn is_future(date: &DateValue, published: Option<Date>) -> bool {
    let Some((first, today)) = date.earliest.zip(published) else {
        return false;
    };
    first > today || first == today && date.latest.is_some_and(|last| last > today)
}

/// "a few hours earlier": on the day of whatever it counts from, which is not told of the act itself.
fn is_of_hours(words: &str) -> bool {
    let words = words.to_lowercase();
    ["earlier", "later", "before", "after"]
        .iter()
        .any(|word| words.ends_with(word))
        && (words.contains("hour") || words.contains("minute"))
}

/// The date told of the act at `token`: the nearest of its sentence that does not say when somebody spoke, or when something followed.
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
            date.sentence == sentence
                && !is_time_of_speech(syntax, said, date.token, token)
                && (!is_of_aftermath(syntax, date.token, token)
                    || is_second(syntax, dates, date, token))
                && !is_of_other_act(syntax, date.token, token)
                && !counts_from(syntax, date, token)
        })
        .min_by_key(|date| {
            (
                syntax.distance(date.token, token),
                date.token.abs_diff(token),
            )
        })
}

/// "died three days after he was shot": counted from the very act; but "The day after, gunmen came".
fn counts_from(syntax: &Syntax<'_>, date: &Dated, act: TokenId) -> bool {
    let words = date.value.words.to_lowercase();
    let next = syntax.tokens_in(date.span).end;
    date.token < act
        && ["after", "before"].iter().any(|end| words.ends_with(end))
        && next < syntax.len()
        && syntax.word(next) != ","
}

/// "was charged on Thursday over the shooting in Berg on Sunday": the verb has its day, and the one behind the act is the act's.
fn is_second(syntax: &Syntax<'_>, dates: &[Dated], date: &Dated, act: TokenId) -> bool {
    let governor = syntax.head(date.token);
    act < date.token
        && dates.iter().any(|first| {
            first.sentence == date.sentence
                && first.token < act
                && governor.is_some_and(|governor| governor < first.token)
                && is_of_any_aftermath(syntax, first.token)
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

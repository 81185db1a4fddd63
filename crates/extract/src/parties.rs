//! Which organisations a phrase of a report names, by the countries and the day that the report is about.

use dateline_core::Span;
use dateline_normalize::organisations::{self, Context, FoundOrganisation};

use crate::drafts::Reading;

/// The organisations that a phrase names: of several of one name the one that acts where the report is told and existed then.
pub(crate) fn organisations_in(reading: &Reading<'_>, phrase: Span) -> Vec<FoundOrganisation> {
    let countries = countries(reading);
    let context = Context {
        countries: &countries,
        day: reading.document.published_day(),
    };
    organisations::find_in(&reading.document.text, phrase, &context)
}

/// Countries of the places that the report names, each once, the commonest first.
fn countries<'a>(reading: &'a Reading<'_>) -> Vec<&'a str> {
    let mut counted: Vec<(usize, &str)> = Vec::new();
    for code in reading
        .places
        .iter()
        .filter_map(|place| place.value.country_code.as_deref())
    {
        match counted.iter_mut().find(|(_, known)| *known == code) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, code)),
        }
    }
    counted.sort_by_key(|&(count, code)| (std::cmp::Reverse(count), code));
    counted.into_iter().map(|(_, code)| code).collect()
}

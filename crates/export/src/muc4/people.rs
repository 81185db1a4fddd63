//! Persons in a phrase: the name, the description, the kind, the nation.

use super::lexicon::{CAPITALS, Lexicon, NATIONALITIES, PERSONS, TARGETS, words_of};
use super::phrase::{Word, at_end, by_head, number_of, parts, trimmed, words};

/// What a phrase says of a person or of people.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    /// "RICARDO CASTELLAR".
    pub(super) name: Option<String>,
    /// "MAYOR OF ACHI".
    pub(super) description: Option<String>,
}

/// Parts a phrase into name and description.
pub(super) fn described(phrase: &str) -> Described {
    let all = words(phrase);
    let mut found = Described::default();
    for segment in segments(&all) {
        let named = name_length(segment);
        let (rest, name) = segment.split_at(segment.len() - named);
        if found.name.is_none() && !name.is_empty() {
            found.name = Some(text(phrase, name));
        }
        if found.description.is_none() {
            found.description = description(&text(phrase, rest));
        }
    }
    found
}

/// A phrase as the key describes people; `None` if no noun for people heads it, or a proper name.
pub(super) fn description(phrase: &str) -> Option<String> {
    let description = trimmed(phrase);
    let found = words(&description);
    let is_thing = parts(&found)
        .first()
        .is_some_and(|head| at_end(&PERSONS, head).is_none() && at_end(&TARGETS, head).is_some());
    let is_noun = !is_thing
        && by_head(&PERSONS, &found).is_some()
        && !has_verb(&found[..found.len().saturating_sub(1)]);
    (is_noun && !description.is_empty()).then_some(description)
}

/// Whether a name of a person is no noun for people after all.
pub(super) fn is_name(phrase: &str) -> bool {
    let all = words(phrase);
    !all.is_empty() && all.last().is_some_and(is_namelike)
}

/// Stretches between commas and brackets.
fn segments<'w, 'a>(all: &'w [Word<'a>]) -> Vec<&'w [Word<'a>]> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=all.len() {
        if at == all.len() || all[at].after_break {
            found.push(&all[from..at]);
            from = at;
        }
    }
    found
}

fn text(phrase: &str, part: &[Word<'_>]) -> String {
    let (Some(first), Some(last)) = (part.first(), part.last()) else {
        return String::new();
    };
    let end = last.at + last.text.len();
    phrase[first.at..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Words at the end of a segment that are a proper name.
fn name_length(segment: &[Word<'_>]) -> usize {
    let mut length = segment
        .iter()
        .rev()
        .take_while(|word| is_namelike(word))
        .count();
    // A particle opens no name.
    while length > 0 && words_of("particle").contains(segment[segment.len() - length].low.as_str())
    {
        length -= 1;
    }
    let before = &segment[..segment.len() - length];
    let counted = before
        .iter()
        .any(|word| number_of(&word.low).is_some_and(|number| number > 1));
    let titled = before
        .last()
        .is_some_and(|word| words_of("title").contains(word.low.trim_end_matches('.')));
    // "PEASANTS FROM THE CAYARA AREA", "MEMBERS OF THE RED CROSS": what an article or a preposition opens names no person.
    let belongs = before.last().is_some_and(|word| {
        is_determiner(word) || words_of("end").contains(word.low.as_str()) && word.low != "and"
    });
    match length {
        0 => 0,
        _ if counted || belongs => 0,
        1 if titled => 1,
        1 => 0,
        _ => length,
    }
}

fn is_namelike(word: &Word<'_>) -> bool {
    let one = std::slice::from_ref(word);
    let is_title = words_of("title").contains(word.low.trim_end_matches('.'));
    word.text.starts_with(char::is_uppercase)
        && !is_title
        && at_end(&PERSONS, one).is_none()
        && at_end(&TARGETS, one).is_none()
        && at_end(&NATIONALITIES, one).is_none()
        && ["end", "clause", "determiner", "common"]
            .iter()
            .all(|list| !words_of(list).contains(word.low.as_str()))
        && number_of(&word.low).is_none()
}

/// What the sentence says of a person right before the name ("MAYOR RICARDO CASTELLAR") or after it (", A LAWYER,").
pub(super) fn apposition(before: &str, after: &str) -> Option<String> {
    title(before).or_else(|| afterthought(after))
}

fn title(before: &str) -> Option<String> {
    if before.trim_end().ends_with(['.', ';', ':']) {
        return None;
    }
    let all = words(before);
    let window = &all[all.len().saturating_sub(9)..];
    let opens = window
        .iter()
        .rposition(|word| is_determiner(word) || word.after_break);
    let candidate = opens.map(|at| &window[at + usize::from(!window[at].after_break)..]);
    if let Some(candidate) = candidate.filter(|part| !part.is_empty()) {
        let head = parts(candidate)[0];
        if at_end(&PERSONS, head).is_some() && !has_verb(candidate) {
            return Some(trimmed(&text(before, candidate)));
        }
    }
    modified(before, window).or_else(|| listed(before, &all))
}

/// "LIBERAL PARTY LEADER": the noun before the name with its modifiers.
fn modified(before: &str, window: &[Word<'_>]) -> Option<String> {
    let (_, length) = at_end(&PERSONS, window)?;
    let noun = window.len() - length;
    let modifies = |word: &&Word<'_>| {
        let is_form = ["ed", "ing"]
            .iter()
            .any(|ending| word.low.ends_with(ending));
        let ends = ["end", "verb", "clause"]
            .iter()
            .any(|list| words_of(list).contains(word.low.as_str()));
        !is_form && !ends && !is_determiner(word) && number_of(&word.low).is_none()
    };
    let modifiers = window[..noun]
        .iter()
        .rev()
        .take(5)
        .take_while(modifies)
        .count();
    Some(text(before, &window[noun - modifiers..]))
}

/// "PRIESTS IGNACIO ELLACURIA, SEGUNDO MONTES AND": the noun before a list of names.
fn listed(before: &str, all: &[Word<'_>]) -> Option<String> {
    let names = all
        .iter()
        .rev()
        .take_while(|word| is_namelike(word) || word.low == "and")
        .count();
    if names == 0 || all.get(all.len() - names)?.after_break {
        return None;
    }
    let rest = &all[..all.len() - names];
    modified(before, &rest[rest.len().saturating_sub(6)..])
}

fn is_determiner(word: &Word<'_>) -> bool {
    words_of("determiner").contains(word.low.as_str())
}

fn has_verb(part: &[Word<'_>]) -> bool {
    part.iter()
        .any(|word| words_of("verb").contains(word.low.as_str()))
}

fn afterthought(after: &str) -> Option<String> {
    let rest = after.trim_start().strip_prefix([',', '('])?;
    let all = words(rest);
    let ends = all
        .iter()
        .skip(1)
        .position(|word| word.after_break)
        .map_or(all.len(), |at| at + 1);
    let candidate = &all[..ends.min(14)];
    // ", 46, A LAWYER": the age is passed over.
    if candidate.len() == 1 && number_of(&candidate[0].low).is_some() {
        return afterthought(&rest[candidate[0].at + candidate[0].text.len()..]);
    }
    let phrase = trimmed(&text(rest, candidate));
    let found = words(&phrase);
    let head = *parts(&found).first()?;
    at_end(&PERSONS, head)?;
    Some(phrase)
}

/// MUC-4's kind of person; "FORMER" and "EX-" tell former officials and officers.
pub(super) fn kind(description: &str) -> Option<&'static str> {
    let all = words(description);
    let kind = *by_head(&PERSONS, &all)?;
    let former = all
        .iter()
        .any(|word| words_of("former").contains(word.low.as_str()) || word.low.starts_with("ex-"));
    let police = all.iter().any(|word| word.low == "police");
    Some(match (former, kind) {
        // "POLICE COMMANDER COLONEL": the rank is of the police.
        (false, "ACTIVE MILITARY") if police => "LAW ENFORCEMENT",
        (true, "GOVERNMENT OFFICIAL") => "FORMER GOVERNMENT OFFICIAL",
        (true, "ACTIVE MILITARY") => "FORMER ACTIVE MILITARY",
        _ => kind,
    })
}

/// Code of the nation that an adjective or a noun of the phrase names.
pub(super) fn nation(phrase: &str) -> Option<&'static str> {
    nations(phrase).into_iter().next()
}

/// Codes of all nations that a text names, in order.
pub(super) fn nations(text: &str) -> Vec<&'static str> {
    told(&NATIONALITIES, text)
        .into_iter()
        .filter(|code| *code != "-")
        .collect()
}

/// Codes of the countries whose capitals a text names, in order.
pub(super) fn capitals(text: &str) -> Vec<&'static str> {
    told(&CAPITALS, text)
}

fn told(table: &'static Lexicon<&'static str>, text: &str) -> Vec<&'static str> {
    let all = words(text);
    // "POWER POLES" are of no nation.
    let is_thing = |end: &usize| at_end(&TARGETS, &all[..*end]).is_some();
    (1..=all.len())
        .filter(|end| !is_thing(end))
        .filter_map(|end| at_end(table, &all[..end]).map(|(code, _)| *code))
        .collect()
}

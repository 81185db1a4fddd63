//! Who can answer for an act, and under which words.

use std::ops::Range;

use dateline_core::{ActorKind, PersonKind, Source, SourceKind, Span, Speaker};
use dateline_normalize::{actors, dateline, nationalities, people};

use super::words;
use crate::drafts::Reading;
use crate::parties::organisations_in;
use crate::relevance::heads_forces;
use crate::syntax::TokenId;

/// Whether a phrase can name who answers for an act: a group, a force, a person; no pronoun, no "whose commanders".
pub(super) fn can_answer(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let phrase = naming_span(reading, head);
    let words = reading.document.text.slice(phrase);
    let is_vague = matches!(syntax.upos(head), "PRON" | "DET" | "NUM")
        || syntax.tokens_in(phrase).any(|id| {
            matches!(
                syntax.word(id),
                "whose" | "who" | "one" | "other" | "others"
            )
        });
    let is_known = actors::kind(words) != ActorKind::Unknown
        || people::kind(words) != PersonKind::Unknown
        || heads_forces(syntax.word(head));
    // "accused the pair of shooting him": those told of before.
    let is_told_again = words::is(syntax, head, "people");
    (is_named(reading, head) || (!is_vague && (is_known || is_told_again)))
        && !is_in_dateline(reading, head)
        && !is_day(reading, head)
}

/// "Monday", which the tree may make the head of a clause behind it.
fn is_day(reading: &Reading<'_>, head: TokenId) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let span = reading.syntax.span(head);
    DAYS.contains(&reading.syntax.word(head))
        || reading.dates.iter().any(|date| date.span.overlaps(span))
}

/// Whether a word stands in the dateline, which the tree may take for the first sentence's subject.
fn is_in_dateline(reading: &Reading<'_>, token: TokenId) -> bool {
    let dateline = dateline::find(&reading.document.text);
    dateline.is_some_and(|dateline| dateline.span.overlaps(reading.syntax.span(token)))
}

/// Whether a phrase holds an organisation's or a person's name.
fn is_named(reading: &Reading<'_>, head: TokenId) -> bool {
    let phrase = naming_span(reading, head);
    !organisations_in(reading, phrase).is_empty()
        || reading.syntax.upos(head) == "PROPN"
        || is_capitalised(reading, head)
}

/// "the Tigers": a noun with a capital where most words of the sentence have none.
fn is_capitalised(reading: &Reading<'_>, noun: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_upper = |id: &TokenId| {
        let word = reading.document.text.slice(syntax.span(*id));
        word.chars().next().is_some_and(char::is_uppercase)
    };
    let sentence = syntax.sentence_tokens(syntax.sentence_of(noun));
    let inside = sentence.start + 1..sentence.end;
    let most = sentence.len() / 2;
    syntax.upos(noun) == "NOUN"
        && inside.contains(&noun)
        && is_upper(&noun)
        && inside.filter(is_upper).count() < most
}

/// Whether a phrase names an organisation, a force of a state or a person: "gunmen" stay perpetrators (codebook section 10).
pub(super) fn is_identified(reading: &Reading<'_>, head: TokenId) -> bool {
    let words = reading.document.text.slice(naming_span(reading, head));
    let is_place = reading.places.iter().any(|place| place.token == head);
    !is_place
        && reading.syntax.upos(head) != "PRON"
        && (is_named(reading, head)
            || actors::kind(words) == ActorKind::StateForces
            || is_of_a_nation(reading, head))
        && !is_in_dateline(reading, head)
        && !is_day(reading, head)
}

/// "Russian aircraft", "any Armenian gunner": forces or arms of a state that an adjective names (codebook, decision 36).
fn is_of_a_nation(reading: &Reading<'_>, head: TokenId) -> bool {
    let phrase = reading.syntax.noun_phrase(head);
    let is_armed =
        words::is(reading.syntax, head, "means") || words::is(reading.syntax, head, "party");
    let is_fighter = ["fighters", "irregular"]
        .iter()
        .any(|kind| words::is(reading.syntax, head, kind));
    let is_national = || !nationalities::find(&reading.document.text, phrase).is_empty();
    is_armed && is_national()
        || is_fighter && (is_national() || is_of_a_creed(reading, head))
        || reading.syntax.word(head).starts_with("paramilitar")
}

/// "Maoist rebels", "communist guerrillas": fighters of a cause that an adjective names.
fn is_of_a_creed(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    let is_upper = |id: TokenId| {
        let word = reading.document.text.slice(syntax.span(id));
        word.chars().next().is_some_and(char::is_uppercase)
    };
    let first = syntax.sentence_tokens(syntax.sentence_of(head)).start;
    syntax
        .children_by(head, &["amod", "compound"])
        .any(|id| syntax.word(id) == "communist" || id > first && is_upper(id))
}

/// The words that name an actor: the organisation inside the phrase or in apposition to it, else the phrase.
pub(super) fn naming_span(reading: &Reading<'_>, head: TokenId) -> Span {
    let syntax = reading.syntax;
    let phrase = syntax.noun_phrase(head);
    let named = syntax
        .children_by(head, &["appos", "flat", "compound", "nmod"])
        .fold(phrase, |all, id| all.cover(syntax.noun_phrase(id)));
    let found = organisations_in(reading, named);
    let first = found.first().map(|found| whole_name(reading, found.span));
    first
        .or_else(|| apposed_name(reading, head))
        .unwrap_or_else(|| without_no(reading, phrase))
}

/// "Tehrik-e-Taliban", of which the Taliban are known: a name goes on before its hyphens.
fn whole_name(reading: &Reading<'_>, known: Span) -> Span {
    let syntax = reading.syntax;
    let tokens = syntax.tokens_in(known);
    if tokens.is_empty() {
        return known;
    }
    let mut first = tokens.start;
    let is_part = |id: TokenId| syntax.upos(id) == "PROPN" && syntax.word(id) != "pro";
    while first >= 2 && syntax.word(first - 1) == "-" && is_part(first - 2) {
        first -= 2;
    }
    if first == tokens.start {
        known
    } else {
        syntax.span_of_tokens(first..tokens.end)
    }
}

/// "an obscure group, the Sahra Brigades": the name that stands beside a noun for a body.
fn apposed_name(reading: &Reading<'_>, head: TokenId) -> Option<Span> {
    let syntax = reading.syntax;
    let is_body = ["collective", "group"]
        .iter()
        .any(|kind| words::is(syntax, head, kind));
    let name = syntax
        .children_by(head, &["appos"])
        .find(|&id| id > head && is_a_name(reading, id))?;
    is_body.then(|| without_no(reading, syntax.noun_phrase(name)))
}

pub(super) fn is_a_name(reading: &Reading<'_>, head: TokenId) -> bool {
    reading.syntax.upos(head) == "PROPN" || is_capitalised(reading, head)
}

/// "No soldier", "any Russian plane": who is denied to have acted, without the word that denies; and without a preposition
/// that the tree has hung on a name ("acquitted X of").
fn without_no(reading: &Reading<'_>, phrase: Span) -> Span {
    let syntax = reading.syntax;
    let mut tokens = syntax.tokens_in(phrase);
    // "the so-called Eagles", of which the tree makes "called Eagles".
    while tokens.len() > 1
        && matches!(
            syntax.word(tokens.start),
            "no" | "any" | "called" | "so" | "-" | "styled" | "self"
        )
    {
        tokens.start += 1;
    }
    if tokens.len() > 1 && syntax.upos(tokens.end - 1) == "ADP" {
        tokens.end -= 1;
    }
    tokens.end = before_deed(reading, tokens.clone());
    if tokens.is_empty() {
        return phrase;
    }
    syntax.span_of_tokens(tokens)
}

/// "(accused) the Eagles of the attack": where the deed begins that the tree has hung on the name.
fn before_deed(reading: &Reading<'_>, tokens: Range<TokenId>) -> TokenId {
    let syntax = reading.syntax;
    let is_deed = |id: TokenId| {
        words::is(syntax, id, "crime")
            || reading.events.iter().any(|event| event.trigger.token == id)
    };
    let deed = (tokens.start + 2..tokens.end).find(|&id| syntax.upos(id) == "NOUN" && is_deed(id));
    let before = |deed: TokenId| {
        (tokens.start + 1..deed)
            .rev()
            .find(|&id| matches!(syntax.word(id), "of" | "for" | "over"))
    };
    deed.and_then(before).unwrap_or(tokens.end)
}

/// The name that a group gives itself, soon after the noun for it: "a faction calling itself the Sons of Aska".
pub(super) fn own_name(reading: &Reading<'_>, head: TokenId) -> Option<Span> {
    const SOON: usize = 9;
    let syntax = reading.syntax;
    let end = syntax.sentence_tokens(syntax.sentence_of(head)).end;
    let soon = head + 1..(head + SOON).min(end);
    let after = soon
        .clone()
        .find_map(|id| words::end_of(syntax, id, "naming"))?;
    let first = (after..end)
        .take(4)
        .find(|&id| syntax.upos(id) == "PROPN")?;
    let top = syntax
        .ancestors(first)
        .take_while(|&id| id >= after && matches!(syntax.upos(id), "PROPN" | "NOUN"))
        .last()?;
    Some(syntax.noun_phrase(top))
}

/// The words by which an actor speaks: the organisation that a phrase names, else the phrase.
pub(super) fn speaking_span(reading: &Reading<'_>, head: TokenId) -> Span {
    if can_answer(reading, head) {
        naming_span(reading, head)
    } else {
        reading.syntax.noun_phrase(head)
    }
}

/// The words that name the actor whom a speaker speaks for: its organisation, the name it gives itself, else the speaker.
pub(super) fn speaking_for(reading: &Reading<'_>, speaker: &Speaker) -> Option<Span> {
    let span = speaker.span?;
    let found = organisations_in(reading, span);
    found.first().map(|found| found.span).or_else(|| {
        let head = reading.syntax.head_of_span(span)?;
        let named = own_name(reading, head)
            .or_else(|| spoken_for(reading, head))
            .or_else(|| apposed_name(reading, head));
        named.or(Some(span))
    })
}

/// "a spokesman for the Tigers": the name of the body that a mouthpiece speaks for.
fn spoken_for(reading: &Reading<'_>, head: TokenId) -> Option<Span> {
    let syntax = reading.syntax;
    let body = syntax
        .children_by(head, &["nmod"])
        .find(|&id| matches!(syntax.case_of(id), Some("for" | "of")) && is_a_name(reading, id))?;
    words::is(syntax, head, "mouthpiece").then(|| naming_span(reading, body))
}

/// The actor as the source of its own claim.
pub(crate) fn own_source(reading: &Reading<'_>, span: Span) -> Source {
    let words = reading.document.text.slice(span);
    let traits = dateline_normalize::speakers::describe(words);
    let mut source = Source::publisher(None);
    let speaker = &mut source.chain[0];
    speaker.words = words.to_owned();
    speaker.span = Some(span);
    speaker.name = traits.name;
    speaker.role = traits.role;
    speaker.affiliation = traits.affiliation;
    speaker.kind = if organisations_in(reading, span).is_empty() {
        traits.kind
    } else {
        SourceKind::ArmedGroup
    };
    speaker.named = traits.named;
    source
}

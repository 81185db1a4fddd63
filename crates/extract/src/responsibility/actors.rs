//! Who can answer for an act, under which words, and when speakers speak of themselves.

use dateline_core::{ActorKind, PersonKind, Source, SourceKind, Span, Speaker};
use dateline_normalize::{actors, dateline, nationalities, people};

use super::words;
use crate::attribution::Attribution;
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
}

/// "Russian aircraft", "any Armenian gunner": forces or arms of a state that an adjective names (codebook, decision 36).
fn is_of_a_nation(reading: &Reading<'_>, head: TokenId) -> bool {
    let phrase = reading.syntax.noun_phrase(head);
    let is_armed =
        words::is(reading.syntax, head, "means") || words::is(reading.syntax, head, "party");
    is_armed && !nationalities::find(&reading.document.text, phrase).is_empty()
}

/// The words that name an actor: the organisation inside the phrase or in apposition to it, else the phrase.
pub(super) fn naming_span(reading: &Reading<'_>, head: TokenId) -> Span {
    let syntax = reading.syntax;
    let phrase = syntax.noun_phrase(head);
    let named = syntax
        .children_by(head, &["appos", "flat", "compound", "nmod"])
        .fold(phrase, |all, id| all.cover(syntax.noun_phrase(id)));
    organisations_in(reading, named)
        .first()
        .map_or_else(|| without_no(reading, phrase), |found| found.span)
}

/// "No soldier", "any Russian plane": who is denied to have acted, without the word that denies; and without a preposition
/// that the tree has hung on a name ("acquitted X of").
fn without_no(reading: &Reading<'_>, phrase: Span) -> Span {
    let syntax = reading.syntax;
    let mut tokens = syntax.tokens_in(phrase);
    if tokens.len() > 1 && matches!(syntax.word(tokens.start), "no" | "any") {
        tokens.start += 1;
    }
    if tokens.len() > 1 && syntax.upos(tokens.end - 1) == "ADP" {
        tokens.end -= 1;
    }
    if tokens.is_empty() {
        return phrase;
    }
    syntax.span_of_tokens(tokens)
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
        own_name(reading, head).or(Some(span))
    })
}

/// Whether a speaker can be a party to violence: no witness, doctor, monitor or journalist.
fn is_party(reading: &Reading<'_>, speaker: &Speaker) -> bool {
    match speaker.kind {
        SourceKind::Government | SourceKind::SecurityForces | SourceKind::ArmedGroup => true,
        _ if speaker.span.is_some_and(|span| names_itself(reading, span)) => true,
        SourceKind::Other => speaker.span.is_some_and(|span| {
            !organisations_in(reading, span).is_empty()
                || reading.syntax.head_of_span(span).is_some_and(|head| {
                    own_name(reading, head).is_some()
                        || is_group(reading, head)
                        || is_collective(reading, head, speaker)
                })
        }),
        _ => false,
    }
}

/// Whether a phrase follows "calling itself" and the like, or holds such words ("the logo of").
fn names_itself(reading: &Reading<'_>, phrase: Span) -> bool {
    const BEFORE: usize = 4;
    let tokens = reading.syntax.tokens_in(phrase);
    (tokens.start.saturating_sub(BEFORE)..tokens.end).any(|id| {
        words::end_of(reading.syntax, id, "naming")
            .is_some_and(|end| end >= tokens.start && end < tokens.end)
    })
}

/// "two groups", "a caller" for one, or a name that is no person's or has an article, as persons' have not: "the Dawn Brigades".
fn is_collective(reading: &Reading<'_>, head: TokenId, speaker: &Speaker) -> bool {
    let is_name = reading.syntax.upos(head) == "PROPN"
        && (speaker.name.is_none() || speaker.words.to_lowercase().starts_with("the "));
    is_name || words::is(reading.syntax, head, "collective")
}

/// "the group", "an insurgent faction".
fn is_group(reading: &Reading<'_>, head: TokenId) -> bool {
    let words = reading
        .document
        .text
        .slice(reading.syntax.noun_phrase(head));
    !matches!(
        actors::kind(words),
        ActorKind::Unknown | ActorKind::Civilian | ActorKind::Protesters
    )
}

/// Whether the subject of an act is the one who tells of it: "it", "our fighters", "its aircraft", the same name.
pub(super) fn is_own(reading: &Reading<'_>, subject: TokenId, saying: &Attribution) -> bool {
    let syntax = reading.syntax;
    let speaker = saying.source.speaker();
    let is_party = is_party(reading, speaker);
    match syntax.word(subject) {
        "we" | "us" | "ours" => is_party || speaker.kind == SourceKind::Other,
        "i" => true,
        "it" | "they" | "them" | "itself" | "themselves" | "theirs" => is_party,
        "he" | "she" => {
            speaker.name.is_some()
                && matches!(speaker.kind, SourceKind::Other | SourceKind::ArmedGroup)
        }
        _ if syntax.upos(subject) == "PRON" => is_ones_own(reading, subject, is_party),
        _ => {
            is_ones_own(reading, subject, is_party)
                || (speaker.kind == SourceKind::ArmedGroup && is_irregular(reading, subject))
                || (is_party
                    && (is_same_side(reading, subject, speaker)
                        || is_told_again(reading, subject, speaker)))
        }
    }
}

/// "its fighters", "one of our rounds".
fn is_ones_own(reading: &Reading<'_>, subject: TokenId, is_party: bool) -> bool {
    let syntax = reading.syntax;
    let owned = |noun: TokenId| {
        (words::is(syntax, noun, "party") || words::is(syntax, noun, "means"))
            && syntax
                .children_by(noun, &["nmod:poss"])
                .any(|id| matches!(syntax.word(id), "its" | "our" | "their" | "his"))
    };
    is_party && syntax.tokens_in(syntax.noun_phrase(subject)).any(owned)
}

/// "mujahideen", "urban commando units": fighters whom an armed group that tells of them need not call its own. Named ones, and
/// those of a state, are others.
fn is_irregular(reading: &Reading<'_>, subject: TokenId) -> bool {
    let phrase = reading.syntax.noun_phrase(subject);
    let words = reading.document.text.slice(phrase);
    words::is(reading.syntax, subject, "irregular")
        && organisations_in(reading, phrase).is_empty()
        && nationalities::find(&reading.document.text, phrase).is_empty()
        && actors::kind(words) != ActorKind::StateForces
}

/// "the movement" after "a spokesman for the Muslim Brotherhood said": the speaker's organisation told again.
fn is_told_again(reading: &Reading<'_>, subject: TokenId, speaker: &Speaker) -> bool {
    // "the militants", said by the police, are others.
    let kind = match speaker.kind {
        SourceKind::Government | SourceKind::SecurityForces => "state",
        _ => "group",
    };
    // "the army", said by the police, is another, too.
    let names = |span| {
        let mut tokens = reading.syntax.tokens_in(span);
        tokens.any(|id| reading.syntax.word(id) == reading.syntax.word(subject))
    };
    is_bare(reading, subject, kind) && (kind == "group" || speaker.span.is_some_and(names))
}

/// Whether a phrase is "the" and a noun of a kind, which names nobody itself.
pub(super) fn is_bare(reading: &Reading<'_>, head: TokenId, kind: &str) -> bool {
    let syntax = reading.syntax;
    let phrase = syntax.tokens_in(syntax.noun_phrase(head));
    words::is(syntax, head, kind)
        && phrase.len() == 2
        && matches!(syntax.word(phrase.start), "the" | "this" | "that")
}

/// Whether a phrase and a speaker name one organisation, or are a state and its forces.
fn is_same_side(reading: &Reading<'_>, subject: TokenId, speaker: &Speaker) -> bool {
    let text = &reading.document.text;
    let Some(other) = speaker.span else {
        return false;
    };
    let phrase = naming_span(reading, subject);
    let group = |span| {
        organisations_in(reading, span)
            .first()
            .map(|found| found.canonical)
    };
    let state = |span| {
        nationalities::find(text, span)
            .first()
            .map(|&(_, code)| code)
    };
    let whole = reading.syntax.noun_phrase(subject);
    let is_one_group = group(phrase).is_some() && group(phrase) == group(other);
    let is_one_state = state(whole).is_some()
        && state(whole) == state(other)
        && actors::kind(text.slice(whole)) == ActorKind::StateForces
        && matches!(
            speaker.kind,
            SourceKind::Government | SourceKind::SecurityForces
        );
    is_one_group || is_one_state
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

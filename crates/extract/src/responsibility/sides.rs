//! When a speaker is a party to violence, and when he speaks of his own side.

use dateline_core::{ActorKind, SourceKind, Span, Speaker};
use dateline_normalize::{actors, nationalities};

use super::actors::{is_a_name, naming_span, own_name};
use super::words;
use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::parties::organisations_in;
use crate::syntax::TokenId;

/// Whether a speaker can be a party to violence: no witness, doctor, monitor or journalist.
fn is_party(reading: &Reading<'_>, speaker: &Speaker) -> bool {
    match speaker.kind {
        SourceKind::Government | SourceKind::SecurityForces | SourceKind::ArmedGroup => true,
        _ if speaker.span.is_some_and(|span| names_itself(reading, span)) => true,
        // "its spokesman, Maulvi Sadiq", whom his title makes a cleric
        SourceKind::Witness => speaker.span.is_some_and(|span| {
            let head = reading.syntax.head_of_span(span);
            head.is_some_and(|head| words::is(reading.syntax, head, "mouthpiece"))
        }),
        SourceKind::Other => speaker.span.is_some_and(|span| {
            !organisations_in(reading, span).is_empty()
                || is_of_group(reading, span)
                || reading.syntax.head_of_span(span).is_some_and(|head| {
                    own_name(reading, head).is_some()
                        || is_group(reading, head)
                        || is_collective(reading, head, speaker)
                })
        }),
        _ => false,
    }
}

/// "a leader of the group", "the movement's spokesman": who speaks for a body that was named before.
fn is_of_group(reading: &Reading<'_>, phrase: Span) -> bool {
    let syntax = reading.syntax;
    let tokens = syntax.tokens_in(phrase);
    let has = |kind| words::first(syntax, tokens.clone(), kind).is_some();
    has("mouthpiece") && (has("group") || has("collective"))
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
    let is_name = is_a_name(reading, head)
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
        "we" | "us" | "ours" | "our" => is_party || speaker.kind == SourceKind::Other,
        "their" | "its" => is_party,
        "i" => true,
        "it" | "they" | "them" | "itself" | "themselves" | "theirs" => is_party,
        "he" | "she" => {
            speaker.name.is_some()
                && matches!(speaker.kind, SourceKind::Other | SourceKind::ArmedGroup)
        }
        _ if syntax.upos(subject) == "PRON" => is_ones_own(reading, subject, is_party),
        _ => {
            // "a man who answers its number said its fighters had not fired": nobody else has fighters.
            let has_fighters = is_party || speaker.kind == SourceKind::Other;
            is_ones_own(reading, subject, has_fighters)
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

/// Whether an accused and a speaker are a state and a body of it: "Russia" and "the Russian defence ministry", "the army" and
/// "the defence ministry".
pub(super) fn is_side_of(reading: &Reading<'_>, accused: Span, speaker: &Speaker) -> bool {
    let text = &reading.document.text;
    let is_state_body = matches!(
        speaker.kind,
        SourceKind::Government | SourceKind::SecurityForces
    );
    let nation = |span| {
        nationalities::find(text, span)
            .first()
            .map(|&(_, code)| code)
    };
    let of_speaker = speaker.span.and_then(nation);
    let of_accused = nation(accused);
    let is_force = actors::kind(text.slice(accused)) == ActorKind::StateForces
        && organisations_in(reading, accused).is_empty();
    let is_one_nation = of_accused.is_some() && of_accused == of_speaker;
    let is_home_force = is_force && (of_accused.is_none() || of_speaker.is_none());
    is_state_body && (is_one_nation || is_home_force)
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

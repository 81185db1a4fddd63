//! Who answers for an act: claims of responsibility, accusations, denials, and plain reports.

mod absent;
mod actors;
mod acts;
mod answers;
mod arguments;
mod charges;
mod courts;
mod culprits;
mod links;
mod mutual;
mod negation;
mod occurrence;
mod origins;
mod own_acts;
mod owning;
mod pleas;
mod replies;
mod reported;
mod shares;
mod sides;
#[cfg(test)]
mod tests;
mod ties;
mod unknown;
mod whereabouts;
mod withdrawn;
mod words;

use dateline_core::{PersonMention, ResponsibilityLink, Source, Stance};

pub(crate) use actors::own_source;

use crate::drafts::{Draft, Reading};
use crate::slots::is_current;
use crate::statements::Statements;
use crate::syntax::TokenId;
use links::{Link, Linker};

/// A tie between an actor and an act, as worded.
struct Tie {
    /// Head of the phrase that names the actor; absent where nobody is known.
    actor: Option<TokenId>,
    link: ResponsibilityLink,
    /// The word that ties them.
    word: TokenId,
    stance: Stance,
    /// Whether the actor speaks for itself.
    is_own_word: bool,
    /// Head of the phrase that names who accuses, where the tie itself names one.
    accuser: Option<TokenId>,
}

/// Claims responsibility links; each goes to the incident spoken of in or before its sentence. What answers an accusation or
/// takes a claim back is read last: it needs the claim that it is about.
pub(crate) fn claim_responsibility(
    reading: &Reading<'_>,
    persons: &[PersonMention],
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    let mut linker = Linker {
        reading,
        persons,
        drafts,
        statements,
    };
    for token in 0..reading.syntax.len() {
        if mutual::claim_mutual(&mut linker, token) {
            continue;
        }
        if let Some(tie) = ties::tie_at(reading, token) {
            claim_tie(&mut linker, &tie);
        } else if !shares::claim_share(&mut linker, token)
            && !courts::claim_verdict(&mut linker, token)
        {
            acts::claim_act(&mut linker, token);
            own_acts::claim_own_act(&mut linker, token);
        }
    }
    reported::claim_reported(&mut linker);
    for token in 0..reading.syntax.len() {
        unknown::claim_unknown(&mut linker, token);
        occurrence::claim_occurrence(&mut linker, token);
        replies::claim_reply(&mut linker, token);
        answers::claim_answer(&mut linker, token);
        withdrawn::claim_withdrawal(&mut linker, token);
    }
    withdrawn::withdraw_denials(&mut linker);
}

/// The incident that a sentence without acts of its own speaks of: one of its own, else the last one told before it, else the next.
fn incident_near(reading: &Reading<'_>, drafts: &[Draft<'_>], sentence: usize) -> Option<usize> {
    // What is told only later ("hours after claiming it had shot down the helicopter that crashed") stands behind all that was told.
    const LATER: usize = 1000;
    let distance = |draft: &Draft<'_>| {
        let told = draft.events.iter().map(|&at| reading.events[at].sentence);
        told.map(|other| match sentence.checked_sub(other) {
            Some(before) => before,
            None => LATER + other - sentence,
        })
        .min()
    };
    (0..drafts.len())
        .filter(|&id| drafts[id].part_of.is_none())
        .filter_map(|id| {
            Some((
                distance(&drafts[id])?,
                !is_current(&drafts[id]),
                std::cmp::Reverse(drafts[id].events.len()),
                id,
            ))
        })
        .min()
        .map(|(_, _, _, id)| id)
}

fn claim_tie(linker: &mut Linker<'_, '_>, tie: &Tie) {
    let reading = linker.reading;
    let cue = reading.syntax.span(tie.word);
    let Some(incident) = linker.incident_of(tie.word) else {
        return;
    };
    let Some(head) = tie.actor else {
        linker.question(incident, tie.word);
        return;
    };
    let quoted = quoted_at(reading, tie);
    let of_quoted = quoted.and_then(|source| actors::speaking_for(reading, source.speaker()));
    let own_name =
        of_quoted.or_else(|| actors::own_name(reading, head).filter(|_| tie.is_own_word));
    let meant = || {
        // "said the group was behind it" means one named before as much as "the group denied it"; "the army" names itself.
        let is_body =
            reading.syntax.upos(head) != "PRON" && !sides::is_bare(reading, head, "state");
        (tie.is_own_word || is_body)
            .then(|| linker.meant_by(incident, head, tie.word))
            .flatten()
    };
    // "arrested Omar Tal and accused him of the bombing"
    let head = match tie.link {
        ResponsibilityLink::Accused if !tie.is_own_word => courts::named_person(linker, head),
        _ => head,
    };
    let named = || actors::can_answer(reading, head).then(|| actors::naming_span(reading, head));
    // "the man who styles himself emir, one Abu Yunus, took responsibility": a phrase that names nobody, said by one named.
    let speaking = || {
        let source = said_at(reading, tie.word).filter(|_| tie.is_own_word)?;
        source.speaker().name.as_ref().and(source.speaker().span)
    };
    let Some(actor) = own_name.or_else(meant).or_else(named).or_else(speaking) else {
        return;
    };
    let accuser = tie
        .accuser
        .filter(|&head| reading.syntax.upos(head) != "PRON");
    let source = match accuser {
        Some(accuser) => Some(reading.syntax.noun_phrase(accuser)),
        None if own_name.is_some() => own_name,
        // "it admitted responsibility": a pronoun is no source.
        None if tie.is_own_word && reading.syntax.upos(head) == "PRON" => Some(actor),
        None => Some(actors::speaking_span(reading, head)).filter(|_| tie.is_own_word),
    };
    let by_pronoun = tie
        .accuser
        .filter(|_| accuser.is_none())
        .and_then(|_| said_at(reading, tie.word));
    let is_denied = tie.link == ResponsibilityLink::Denied && tie.is_own_word;
    linker.link(Link {
        incident,
        actor,
        link: match by_pronoun.filter(|_| tie.link == ResponsibilityLink::Accused) {
            Some(speaker) => {
                let speaker = speaker.speaker();
                linker.accused_by(incident, speaker.kind, speaker.span)
            }
            None => linker.weighed(tie, incident, accuser),
        },
        stance: Some(if is_denied {
            Stance::Denies
        } else {
            tie.stance
        })
        .filter(|_| source.is_some()),
        word: tie.word,
        cue,
        source: quoted
            .cloned()
            .or_else(|| source.map(|span| actors::own_source(reading, span)))
            .or_else(|| by_pronoun.cloned()),
        is_possible: false,
    });
}

/// Who speaks by a word of saying, where he is named elsewhere: "It blamed the Column".
fn said_at<'a>(reading: &'a Reading<'_>, word: TokenId) -> Option<&'a Source> {
    let mut said = reading.said.iter();
    let saying = said.find(|saying| saying.cue_token == word)?;
    Some(&saying.source).filter(|source| !source.is_publisher())
}

/// "the channel quoted an officer as denying any role": who denies or claims is the one quoted.
fn quoted_at<'a>(reading: &'a Reading<'_>, tie: &Tie) -> Option<&'a Source> {
    let words = [Some(tie.word), reading.syntax.head(tie.word)];
    let mut said = words
        .into_iter()
        .flatten()
        .filter_map(|word| said_at(reading, word));
    let head = reading.syntax.span(tie.actor?);
    // The tree makes whoever quotes the subject of what the one quoted says.
    said.find(|source| {
        let quoting = source.chain.get(1).and_then(|speaker| speaker.span);
        tie.is_own_word && quoting.is_some_and(|span| span.overlaps(head))
    })
}

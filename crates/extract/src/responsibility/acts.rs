//! An act in somebody's mouth: who says to have done it, who is said to have done it, who is said not to.

use dateline_core::{IncidentType, ResponsibilityLink, SourceKind, Span, Speaker, Stance};

use super::actors::{is_identified, naming_span, speaking_for};
use super::arguments::agent_by;
use super::links::{Link, Linker};
use super::occurrence::is_act_noun;
use super::reported::RESPONSES;
use super::sides::is_own;
use super::{negation, words};
use crate::attribution::Attribution;
use crate::drafts::Reading;
use crate::events::{Reality, is_negated, is_negated_noun, is_noun, subject_of};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// "said it had blown up the pylon", "boasted of having slain", "denied that its men had shot".
pub(super) fn claim_act(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let Some(saying) = linker.statements.speaker_at(token) else {
        return;
    };
    // "admitted that it fired by mistake": whoever owns up has done it all the same.
    let is_owned = words::is(reading.syntax, saying.cue_token, "owns");
    if !is_act(reading, token, is_owned) {
        return;
    }
    let Some(mut told) = told_act(reading, saying, token) else {
        return;
    };
    let Some(incident) = linker.incident_of(token) else {
        return;
    };
    if told.is_own {
        told.actor = linker.spoken_for(incident, told.actor, token);
    }
    let span = saying.source.speaker().span;
    let link = match told.link {
        ResponsibilityLink::Accused => {
            linker.accused_by(incident, saying.source.speaker().kind, span)
        }
        link => link,
    };
    // Parties to a battle or a raid are told as such, and so is who says it (codebook section 10).
    let is_response = RESPONSES.contains(&linker.drafts[incident].incident_type);
    let is_denied = link == ResponsibilityLink::Denied;
    let is_ones_own = is_denied || link == ResponsibilityLink::Claimed;
    // A raid that an armed group says to have carried out is no operation of security forces.
    let is_groups_raid = link == ResponsibilityLink::Claimed
        && linker.drafts[incident].incident_type == IncidentType::Raid
        && saying.source.speaker().kind == SourceKind::ArmedGroup;
    if (is_response && !is_denied && !is_groups_raid)
        || !(is_ones_own || is_of(linker, incident, token) || is_told_again(reading, token))
    {
        return;
    }
    linker.link(Link {
        incident,
        actor: told.actor,
        link,
        stance: Some(if is_denied {
            Stance::Denies
        } else {
            Stance::Asserts
        }),
        word: token,
        cue: reading.syntax.span(token),
        source: None,
        is_possible: false,
    });
}

/// Rank from which a word itself says what kind of act it tells: "targeted" may be said of a raid or of shells.
const NAMES_AN_ACT: u8 = 2;

/// Whether an incident tells of the act at a word, or of another in its sentence.
fn is_of(linker: &Linker<'_, '_>, incident: usize, token: TokenId) -> bool {
    let sentence = linker.reading.syntax.sentence_of(token);
    let mut told = linker.drafts[incident].events.iter();
    told.any(|&at| linker.reading.events[at].sentence == sentence)
}

/// "al-Qaeda did it": what was done was told before.
fn is_told_again(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    words::is(syntax, token, "act")
        && syntax
            .children_by(token, &["obj"])
            .any(|id| matches!(syntax.word(id), "it" | "this" | "that" | "them"))
}

/// Who is said to have done an act.
struct Told {
    actor: Span,
    link: ResponsibilityLink,
    /// Whether the actor speaks of itself.
    is_own: bool,
}

fn told_act(reading: &Reading<'_>, saying: &Attribution, token: TokenId) -> Option<Told> {
    let syntax = reading.syntax;
    let speaker = saying.source.speaker();
    if saying.source.is_publisher()
        || matches!(saying.stance, Stance::Questions | Stance::Retracts)
        || is_unmade(reading, saying, token)
    {
        return None;
    }
    let is_own_clause = is_speakers_participle(syntax, saying, token);
    let agent = agent_of(reading, token).or(saying_subject(reading, saying, is_own_clause))?;
    let agent = antecedent(syntax, agent);
    let is_negated = is_negated(syntax, token)
        || is_negated_noun(syntax, agent)
        || negation::is_none_of(syntax, agent)
        || syntax
            .children_by(token, &["obj", "nsubj:pass"])
            .any(|id| is_negated_noun(syntax, id));
    let is_denied = (saying.stance == Stance::Denies) != is_negated
        || negation::is_called_untrue(syntax, token);
    // "the army said ..., killing eight": the tree may make the speaker the doer of what others did.
    let is_speaker_itself = || {
        let span = syntax.span(agent);
        speaker.span.is_some_and(|speaker| speaker.overlaps(span))
    };
    if !is_own_clause && is_speaker_itself() {
        return None;
    }
    let is_own =
        is_own_clause || is_own(reading, agent, saying) || is_of_own_state(reading, agent, speaker);
    let actor = if is_own {
        speaking_for(reading, speaker)?
    } else {
        let is_speaker = |span: &Span| speaker.span.is_some_and(|other| other.overlaps(*span));
        Some(naming_span(reading, agent))
            .filter(|span| is_identified(reading, agent) && !is_speaker(span))?
    };
    let link = match (is_denied, is_own) {
        (true, _) => ResponsibilityLink::Denied,
        (_, true) => ResponsibilityLink::Claimed,
        _ if is_possible(syntax, token) || words::is(syntax, saying.cue_token, "suspect") => {
            ResponsibilityLink::Possible
        }
        _ => ResponsibilityLink::Accused,
    };
    Some(Told {
        actor,
        link,
        is_own,
    })
}

/// "it was the Tigers who had fired it": whom the pronoun stands for.
fn antecedent(syntax: &Syntax<'_>, agent: TokenId) -> TokenId {
    let is_relative = matches!(syntax.word(agent), "who" | "that" | "which") && agent > 0;
    let noun = agent
        .checked_sub(1)
        .filter(|&id| is_relative && is_noun(syntax, id));
    noun.unwrap_or(agent)
}

/// Whether a word is a verb of violence: one that tells an act somebody does, or one of the list. Arrests and battles are
/// told of their parties, not answered for.
fn is_act(reading: &Reading<'_>, token: TokenId, is_owned: bool) -> bool {
    let syntax = reading.syntax;
    let verb = matches!(syntax.upos(token), "VERB" | "AUX");
    let mut told = reading.events.iter();
    match told.find(|event| event.trigger.token == token) {
        _ if !verb => false,
        None => {
            let is_light = words::is(syntax, token, "act_light");
            words::is(syntax, token, "act")
                || is_light && takes_act(reading, token)
                || words::is(syntax, token, "act_base") && negation::has_do(syntax, token)
                || words::is(syntax, token, "impact") && is_of_own_means(syntax, token)
                || words::is(syntax, token, "masterminds") && takes_act(reading, token)
        }
        Some(event) => {
            let sense = event.trigger.sense;
            event.reality != Reality::Unreal
                && (is_owned || !event.accidental)
                // "denied losing any men": who loses does nothing to others.
                && !words::is(syntax, token, "lose")
                && sense.patient != Patient::Subject
                && (sense.rank < NAMES_AN_ACT
                    || sense
                        .incident_type
                        .is_none_or(|kind| !RESPONSES.contains(&kind)))
        }
    }
}

/// "ordered the shelling", "planned the attack".
fn takes_act(reading: &Reading<'_>, verb: TokenId) -> bool {
    let mut objects = reading.syntax.children_by(verb, &["obj"]);
    objects.any(|id| is_act_noun(reading, id))
}

/// "one of its rounds had fallen in the yard": where arms came down that an owner is told of.
fn is_of_own_means(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let subject = subject_of(syntax, verb).or_else(|| own_before(syntax, verb));
    let is_owned = |noun: TokenId| {
        words::is(syntax, noun, "means")
            && syntax
                .children_by(noun, &["nmod:poss"])
                .any(|id| matches!(syntax.word(id), "its" | "our" | "their"))
    };
    subject.is_some_and(|subject| {
        let mut phrase = syntax.tokens_in(syntax.noun_phrase(subject));
        phrase.any(is_owned)
    })
}

/// Who did it: the agent of a passive verb, the subject of an active one.
fn agent_of(reading: &Reading<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let mut told = reading.events.iter();
    if let Some(event) = told.find(|event| event.trigger.token == verb) {
        let own = || own_before(syntax, verb);
        return event.agents.first().copied().or_else(own);
    }
    let by = agent_by(syntax, verb);
    let is_passive = syntax
        .children_by(verb, &["nsubj:pass", "aux:pass"])
        .next()
        .is_some();
    match (is_passive, by) {
        (_, Some(by)) => Some(by),
        (true, None) => None,
        _ => subject_of(syntax, verb),
    }
}

/// "one of its guns had fired": the speaker's own right before a verb, where the tree has lost the subject.
fn own_before(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let start = syntax.sentence_tokens(syntax.sentence_of(verb)).start;
    let is_helper = |id: &TokenId| matches!(syntax.upos(*id), "ADV" | "AUX");
    let noun = (start..verb).rev().find(|id| !is_helper(id))?;
    let is_owned = syntax
        .children_by(noun, &["nmod:poss"])
        .any(|id| matches!(syntax.word(id), "its" | "our" | "their"));
    let is_active = syntax.children_by(verb, &["aux:pass"]).next().is_none();
    (is_owned && is_active && noun + 1 < verb).then_some(noun)
}

/// "a ministry spokesman confirmed that a patrol had opened fire": a state tells what forces did that bear no other's name, so
/// they are its own (codebook, decision 32).
fn is_of_own_state(reading: &Reading<'_>, agent: TokenId, speaker: &Speaker) -> bool {
    let syntax = reading.syntax;
    let phrase = syntax.noun_phrase(agent);
    let is_state = matches!(
        speaker.kind,
        SourceKind::Government | SourceKind::SecurityForces
    );
    let names_itself_alone = matches!(syntax.tokens_in(phrase).len(), 1 | 2)
        && syntax.upos(agent) == "NOUN"
        && !syntax
            .tokens_in(phrase)
            .any(|id| matches!(syntax.word(id), "the" | "these" | "those" | "no"));
    is_state && names_itself_alone && words::is(syntax, agent, "patrol")
}

/// "denied hitting the school", "claimed to have shot", "boasts of having slain": the speaker's own act.
fn is_speakers_participle(syntax: &Syntax<'_>, saying: &Attribution, token: TokenId) -> bool {
    let has_subject = syntax
        .children_by(token, &["nsubj", "nsubj:pass", "aux:pass"])
        .next()
        .is_some();
    let is_bare = syntax.word(token).ends_with("ing")
        || syntax.children(token).iter().any(|&id| {
            syntax.deprel(id) == "aux" && syntax.word(id) == "having"
                || syntax.deprel(id) == "mark" && syntax.word(id) == "to"
        });
    let hangs = syntax
        .ancestors(token)
        .skip(1)
        .take(1)
        .any(|head| head == saying.cue_token);
    let owns_up =
        words::is(syntax, saying.cue_token, "owns") || words::is(syntax, saying.cue_token, "deny");
    is_bare && !has_subject && hangs && owns_up && token > saying.cue_token
}

fn saying_subject(reading: &Reading<'_>, saying: &Attribution, is_own: bool) -> Option<TokenId> {
    let span = saying.source.speaker().span.filter(|_| is_own)?;
    reading.syntax.head_of_span(span)
}

/// "will strike", "vowed to kill", "could have fired": not told as done.
fn is_unmade(reading: &Reading<'_>, saying: &Attribution, token: TokenId) -> bool {
    const NOT_YET: [&str; 6] = ["will", "would", "should", "must", "can", "shall"];
    let syntax = reading.syntax;
    let is_conditional = syntax
        .children_by(token, &["mark"])
        .any(|id| matches!(syntax.word(id), "if" | "whether" | "unless"));
    is_conditional
        || words::is(syntax, saying.cue_token, "unmade")
        || syntax
            .children_by(token, &["aux"])
            .any(|id| NOT_YET.contains(&syntax.word(id)))
}

fn is_possible(syntax: &Syntax<'_>, token: TokenId) -> bool {
    syntax
        .children_by(token, &["aux"])
        .any(|id| matches!(syntax.word(id), "may" | "might" | "could"))
}

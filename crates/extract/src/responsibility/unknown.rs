//! What is said to be open: "no one has claimed it", "it is not clear who", "could not say by whom".

use dateline_core::{Source, Stance};

use super::links::Linker;
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

/// How many heads above a question word its verb of knowing is looked for.
const HOW_HIGH: usize = 4;

/// Claims that who did it is said to be unknown.
pub(super) fn claim_unknown(linker: &mut Linker<'_, '_>, token: TokenId) {
    let reading = linker.reading;
    let found = unknown_who(reading, token)
        .or_else(|| no_claim(reading, token))
        .or_else(|| no_sign(reading, token))
        .or_else(|| neither_said(reading, token));
    let Some(word) = found else { return };
    let Some(incident) = linker.incident_of(word) else {
        return;
    };
    let syntax = reading.syntax;
    let sentence = syntax.sentence_of(word);
    let is_told = linker
        .earlier(syntax.sentence_tokens(sentence).end)
        .iter()
        .any(|claim| {
            claim.stance == Stance::Questions
                && syntax.sentence_of(linker.statements.token_of(claim.number)) == sentence
        });
    if is_told {
        return;
    }
    let source = doubter(reading, word).cloned();
    let number = linker.question(incident, word);
    if let Some(source) = source {
        linker.statements.claims_mut()[number as usize].source = source;
    }
}

/// Who says at a word that he does not know: "the doctor could not say who had fired", but nobody does where "no one has said".
fn doubter<'a>(reading: &'a Reading<'_>, word: TokenId) -> Option<&'a Source> {
    let at = reading.syntax.span(word);
    let mut said = reading.said.iter();
    let saying = said.find(|saying| {
        let after = saying.content.iter().any(|content| content.start > word);
        let is_near = saying.cue_token <= word && word - saying.cue_token <= 2;
        let is_in_cue = saying.cue_token == word || saying.cue.overlaps(at);
        after && (is_in_cue || is_near && saying.sentence == reading.syntax.sentence_of(word))
    })?;
    let mut speaker = saying.mention.clone().into_iter().flatten();
    let is_nobody = speaker.any(|id| {
        matches!(reading.syntax.word(id), "no" | "nobody" | "none")
            || is_negated_noun(reading.syntax, id)
    });
    Some(&saying.source).filter(|source| !is_nobody && !source.is_publisher())
}

/// "it is not clear who fired", "nobody has said who planted them", "do not know by whom".
fn unknown_who(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_who = match syntax.word(token) {
        "who" | "whom" | "whose" => !is_relative(syntax, token),
        "where" => is_whence(syntax, token),
        "whether" => is_of_a_side(syntax, token),
        _ => false,
    };
    if !is_who {
        return None;
    }
    let asks = syntax
        .ancestors(token)
        .take(HOW_HIGH + 1)
        .find(|&id| is_open(syntax, id))?;
    is_about_act(reading, token).then_some(if asks == token { token } else { asks })
}

/// "whether its aircraft had been involved": whether a side did it, not what it did.
fn is_of_a_side(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let clause = syntax
        .head(token)
        .map_or(token..token + 1, |head| syntax.subtree(head));
    let is_side = ["party", "means"]
        .iter()
        .any(|kind| words::first(syntax, clause.clone(), kind).is_some());
    let is_done = ["answers", "there", "act"]
        .iter()
        .any(|kind| words::first(syntax, clause.clone(), kind).is_some());
    is_side && is_done
}

/// "where the rockets came from": whose arms they were.
fn is_whence(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const NEAR: usize = 8;
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let clause = token + 1..end.min(token + NEAR);
    let from = clause.clone().find(|&id| syntax.word(id) == "from");
    from.is_some_and(|from| {
        let comes = matches!(
            syntax.word(from - 1),
            "came" | "come" | "coming" | "originated" | "fired" | "launched"
        );
        comes && words::first(syntax, token + 1..from, "means").is_some()
    })
}

/// "the men who fled": a pronoun that stands for the noun before it; never one after a preposition ("no conclusion about who").
fn is_relative(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let is_asked = token > 0
        && syntax.word(token) == "who"
        && matches!(syntax.word(token - 1), "about" | "on" | "over" | "to");
    !is_asked
        && syntax
            .ancestors(token)
            .skip(1)
            .take(2)
            .any(|id| syntax.deprel(id) == "acl:relcl")
}

/// A verb of knowing under negation, or "unclear".
fn is_open(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_nobody = || {
        subject_of(syntax, id).is_some_and(|subject| {
            is_negated_noun(syntax, subject) || words::is(syntax, subject, "none")
        })
    };
    let object_is_no = || {
        syntax
            .children_by(id, &["obj"])
            .any(|object| is_negated_noun(syntax, object))
    };
    let is_refused = || {
        syntax.head(id).is_some_and(|verb| {
            matches!(
                syntax.word(verb),
                "declined" | "refused" | "declines" | "refuses" | "unable"
            )
        })
    };
    words::is(syntax, id, "open")
        || (words::is(syntax, id, "know") && is_refused())
        || (words::is(syntax, id, "know")
            && (is_negated(syntax, id) || is_nobody() || object_is_no()))
}

/// Whether the question is who did it: an act, or what makes one answer for it, in its clause, or nothing but "by whom".
fn is_about_act(reading: &Reading<'_>, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let head = syntax.head(token);
    let clause = head.map_or(token..token + 1, |head| syntax.subtree(head));
    let mut told = reading.events.iter();
    syntax.case_of(token) == Some("by")
        || words::first(syntax, clause.clone(), "act").is_some()
        || words::first(syntax, clause.clone(), "answers").is_some()
        || words::first(syntax, clause.clone(), "cause").is_some()
        || words::first(syntax, clause.clone(), "means").is_some()
        || clause.clone().any(|id| syntax.word(id) == "behind")
        || told.any(|event| clause.contains(&event.trigger.token))
}

/// "no claim came for two days", "there has been no claim of responsibility".
fn no_claim(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_claim = matches!(syntax.word(token), "claim" | "claims") && syntax.upos(token) == "NOUN";
    let has_clause = syntax
        .children_by(token, &["acl", "ccomp", "acl:relcl"])
        .next()
        .is_some();
    (is_claim && is_negated_noun(syntax, token) && !has_clause).then_some(token)
}

/// "there is no evidence of a link to any group": neither said nor denied.
fn no_sign(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_share = words::is(syntax, token, "share") && syntax.upos(token) == "NOUN";
    let is_sign = |id: TokenId| words::is(syntax, id, "sign") && is_negated_noun(syntax, id);
    let sign = syntax.head(token).filter(|&id| is_sign(id) && id < token);
    sign.filter(|_| is_share)
}

/// "has neither confirmed nor denied that its jets struck".
fn neither_said(reading: &Reading<'_>, token: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let end = words::end_of(syntax, token, "neither")?;
    let rest = end..syntax.sentence_tokens(syntax.sentence_of(token)).end;
    let tells = ["act", "means", "share", "answers"]
        .iter()
        .any(|kind| words::first(syntax, rest.clone(), kind).is_some());
    tells.then_some(token)
}

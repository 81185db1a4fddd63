//! Where the fire came from: "the shell came from army positions", "the shots were fired from the guards' post".

use dateline_core::{ActorKind, ResponsibilityLink, Stance};
use dateline_normalize::{actors, nationalities};

use super::shares::{Share, denied};
use super::words;
use crate::drafts::Reading;
use crate::events::{is_negated, is_negated_noun, subject_of};
use crate::parties::organisations_in;
use crate::syntax::{Syntax, TokenId};

/// Who held the place that arms were used from, where it bears its holder's name or is called the speaker's own.
pub(super) fn fired_from(reading: &Reading<'_>, token: TokenId) -> Option<Share> {
    let syntax = reading.syntax;
    if !words::is(syntax, token, "came") || !matches!(syntax.upos(token), "VERB" | "AUX") {
        return None;
    }
    let arms = subject_of(syntax, token).filter(|&id| is_fire(syntax, id))?;
    let place = syntax
        .children_by(token, &["obl", "obl:agent"])
        .find(|&id| id > token && syntax.case_of(id) == Some("from"))?;
    let holder = holder(reading, place)?;
    let saying = reading.said.iter().find(|saying| {
        let mut content = saying.content.iter();
        content.any(|content| content.contains(&token))
    });
    let is_not = is_negated(syntax, token) || is_negated_noun(syntax, arms);
    let is_denied = saying.is_some_and(|saying| saying.stance == Stance::Denies) != is_not;
    Some(if is_denied {
        denied(holder, token, false)
    } else {
        Share {
            actor: holder,
            link: ResponsibilityLink::Accused,
            word: token,
            by_subject: false,
        }
    })
}

fn is_fire(syntax: &Syntax<'_>, noun: TokenId) -> bool {
    matches!(syntax.word(noun), "fire" | "shot" | "shots" | "gunfire")
        || words::is(syntax, noun, "means")
}

/// "army (positions)", "its (side)", "the shrine guards": the word that names who was there.
fn holder(reading: &Reading<'_>, place: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let is_armed = |id: TokenId| {
        let span = syntax.span(id);
        let words = reading.document.text.slice(span);
        actors::kind(words) == ActorKind::StateForces
            || !organisations_in(reading, span).is_empty()
            || words::is(syntax, id, "fighters")
            || words::is(syntax, id, "party")
    };
    if !words::is(syntax, place, "position") {
        let is_town = reading.places.iter().any(|found| found.token == place);
        return (is_armed(place) && !is_town).then_some(place);
    }
    let owner = syntax
        .children_by(place, &["nmod:poss"])
        .find(|&id| matches!(syntax.word(id), "its" | "our" | "their"));
    let named = syntax
        .children_by(place, &["compound", "amod", "nmod", "nmod:poss"])
        .find(|&id| {
            is_armed(id)
                || matches!(
                    syntax.word(id),
                    "government" | "regime" | "rebel" | "israeli"
                )
                || !nationalities::find(&reading.document.text, syntax.span(id)).is_empty()
        });
    owner.or(named)
}

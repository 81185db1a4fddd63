//! What a report tells in passing of a thing that somebody denies, condemns or answers for: "denied hitting the school where 15
//! people died". The clause only says which thing is meant; it is no part of what is said.

use crate::syntax::{Syntax, TokenId};

use super::Attribution;
use super::nesting::length_around;
use dateline_core::Stance;

/// Who speaks at a token: the attribution with the smallest content around it that is not told of in passing.
pub(crate) fn voice_at<'a>(
    syntax: &Syntax<'_>,
    all: &'a [Attribution],
    token: TokenId,
) -> Option<&'a Attribution> {
    let believed = all.iter().filter(|one| one.believed);
    believed
        .filter_map(|one| Some((length_around(one, token)?, one)))
        .filter(|(_, one)| !is_told_in_passing(syntax, one, token))
        .min_by_key(|(length, one)| (*length, std::cmp::Reverse(one.cue_token)))
        .map(|(_, one)| one)
}

fn is_told_in_passing(syntax: &Syntax<'_>, saying: &Attribution, token: TokenId) -> bool {
    let is_said = |id: TokenId| saying.content.iter().any(|range| range.contains(&id));
    saying.presupposes
        && syntax
            .ancestors(token)
            .take_while(|&id| is_said(id))
            .any(|id| {
                let noun = syntax.head(id).filter(|&noun| noun < id && is_said(noun));
                noun.is_some_and(|noun| {
                    let is_granted = || saying.stance != Stance::Denies || is_known(syntax, noun);
                    is_relative(syntax, noun, id) && is_granted()
                        || is_participle(syntax, noun, id) && is_denied_of(syntax, noun, id)
                })
            })
}

/// Whether a clause describes the noun before it: "the bomb that killed 12", not "reports that 12 were killed".
fn is_relative(syntax: &Syntax<'_>, noun: TokenId, clause: TokenId) -> bool {
    let opens = |id: TokenId| match syntax.word(id) {
        "which" | "who" | "whom" | "whose" | "where" => true,
        "that" => syntax.deprel(id) != "mark" && matches!(syntax.upos(id + 1), "VERB" | "AUX"),
        _ => false,
    };
    syntax.deprel(clause).starts_with("acl") && (noun + 1..clause).any(opens)
}

/// "(three inmates) killed in the riot"
fn is_participle(syntax: &Syntax<'_>, noun: TokenId, clause: TokenId) -> bool {
    syntax.deprel(clause) == "acl"
        && syntax.upos(clause) == "VERB"
        && clause == noun + 1
        && !syntax.word(clause).ends_with("ing")
}

/// Whether it is of the noun that another verb tells what is said: "denied that three inmates killed in the riot had been shot".
fn is_denied_of(syntax: &Syntax<'_>, noun: TokenId, clause: TokenId) -> bool {
    let is_subject = syntax.deprel(noun).starts_with("nsubj");
    let is_any = syntax
        .children_by(noun, &["det"])
        .any(|id| matches!(syntax.word(id), "any" | "no" | "a" | "an"));
    is_subject && !is_any && syntax.head(noun).is_some_and(|verb| verb > clause)
}

/// Whether a noun names something that is taken for granted: "the school", "its raid", a name.
fn is_known(syntax: &Syntax<'_>, noun: TokenId) -> bool {
    const DEFINITE: [&str; 5] = ["the", "this", "that", "these", "those"];
    syntax.upos(noun) == "PROPN"
        || syntax.children_by(noun, &["nmod:poss"]).next().is_some()
        || syntax
            .children_by(noun, &["det"])
            .any(|id| DEFINITE.contains(&syntax.word(id)))
}

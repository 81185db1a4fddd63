//! Who does what to whom at a verb, where the tree tells it and where the order of words must.

use super::words;
use crate::drafts::Reading;
use crate::events::{is_noun, subject_of};
use crate::syntax::{Syntax, TokenId};

/// The subject of a verb; where the tree has none, a name that it hangs on the verb otherwise, else the speaker whom the reader
/// of attributions gives it, else the name right before it.
pub(super) fn doer(reading: &Reading<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let told = reading.said.iter().find(|saying| saying.cue_token == verb);
    let stray = || stray_names(syntax, verb).find(|&id| id < verb);
    let own = syntax.children_by(verb, &["nsubj", "nsubj:pass"]).next();
    let subject = match own {
        Some(_) => subject_of(syntax, verb),
        None => stray().or_else(|| subject_of(syntax, verb)),
    };
    let speaker = || syntax.head_of_span(told?.source.speaker().span?);
    // "it \"had no hand in the blast\"": the tree takes the pronoun before a quotation for an empty one.
    let empty = || {
        let mut before = syntax.children_by(verb, &["expl"]);
        before.find(|&id| id < verb && syntax.word(id) == "it")
    };
    subject
        .or_else(empty)
        .or_else(speaker)
        .or_else(|| name_before(syntax, verb))
        .map(|head| issuer(syntax, head).unwrap_or(head))
}

/// "the group issued a statement claiming the attack", "a statement by the group": who speaks by a paper.
fn issuer(syntax: &Syntax<'_>, paper: TokenId) -> Option<TokenId> {
    if !words::is(syntax, paper, "paper") {
        return None;
    }
    let by = syntax
        .children_by(paper, &["nmod", "obl", "obl:agent"])
        .find(|&id| matches!(syntax.case_of(id), Some("by" | "from")));
    let issued = || {
        let verb = syntax.head(paper)?;
        let issues = words::is(syntax, verb, "issue") && syntax.upos(verb) == "VERB";
        subject_of(syntax, verb).filter(|&id| issues && id != paper)
    };
    by.or_else(issued)
}

/// The name right before a verb, whatever the tree makes of it.
fn name_before(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let start = syntax.sentence_tokens(syntax.sentence_of(verb)).start;
    let is_helper = |id: &TokenId| matches!(syntax.upos(*id), "ADV" | "AUX");
    let last = (start..verb).rev().find(|id| !is_helper(id))?;
    let is_in_name = |id: &TokenId| {
        syntax.word(*id) == "-" || (syntax.upos(*id) == "PROPN" && syntax.deprel(*id) != "obl")
    };
    let first = (start..=last).rev().take_while(is_in_name).last()?;
    syntax
        .head_of_span(syntax.span_of_tokens(first..last + 1))
        .filter(|&id| syntax.upos(id) == "PROPN")
}

/// Who stands after "by": "was claimed by the group".
pub(super) fn agent_by(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    syntax
        .children_by(verb, &["obl:agent", "obl"])
        .find(|&id| syntax.case_of(id) == Some("by"))
}

/// The object of a verb, or a noun after it that the tree has given another relation to the verb.
pub(super) fn object_of(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let object = syntax.children_by(verb, &["obj"]).next();
    let mistaken = || {
        syntax
            .children_by(verb, &["iobj", "xcomp"])
            .find(|&id| id > verb && is_noun(syntax, id))
    };
    object
        .or_else(|| stray_names(syntax, verb).find(|&id| id > verb))
        .or_else(mistaken)
        .or_else(|| noun_after(syntax, verb))
}

/// "accused the rebels of burning": the noun phrase between a verb and "of" or "for", whatever the tree makes of it.
pub(super) fn before_of(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let is_before_noun = |id: &TokenId| matches!(syntax.upos(*id), "DET" | "ADJ" | "NUM");
    let first = (verb + 1..end).find(|id| !is_before_noun(id))?;
    let noun = (first..end).take_while(|&id| is_noun(syntax, id)).last()?;
    (noun + 1 < end && matches!(syntax.word(noun + 1), "of" | "for")).then_some(noun)
}

/// The noun phrase right after a verb, whatever the tree makes of it.
pub(super) fn noun_after(syntax: &Syntax<'_>, verb: TokenId) -> Option<TokenId> {
    let end = syntax.sentence_tokens(syntax.sentence_of(verb)).end;
    let is_before_noun = |id: &TokenId| matches!(syntax.upos(*id), "DET" | "ADJ" | "NUM");
    let first = (verb + 1..end).find(|id| !is_before_noun(id))?;
    let noun = (first..end).take_while(|&id| is_noun(syntax, id)).last()?;
    // "charged Friday with the killing"; "said the guards fired".
    let is_another =
        syntax.deprel(noun).starts_with("nsubj") || syntax.deprel(noun) == "obl:unmarked";
    (!is_another).then_some(noun)
}

/// "Boko Haram, suspected of carrying out the raid", "the man accused of the attack": the noun that a participle describes.
pub(super) fn described_by(syntax: &Syntax<'_>, participle: TokenId) -> Option<TokenId> {
    let describes = syntax.word(participle).ends_with("ed") && syntax.deprel(participle) == "acl";
    syntax.head(participle).filter(|&head| {
        describes
            && head < participle
            && syntax
                .children_by(participle, &["obj", "nsubj"])
                .next()
                .is_none()
    })
}

/// Names that hang on a verb as if they were parts of it: the tree has lost their relation.
fn stray_names<'a>(syntax: &'a Syntax<'_>, verb: TokenId) -> impl Iterator<Item = TokenId> + 'a {
    let is_verb = syntax.upos(verb) == "VERB";
    syntax
        .children_by(verb, &["flat", "compound", "dep"])
        .filter(move |&id| is_verb && syntax.upos(id) == "PROPN")
}

/// Who stands after "of": "the work of X".
pub(super) fn of_whom(syntax: &Syntax<'_>, noun: TokenId) -> Option<TokenId> {
    let mut after = syntax.children(noun).iter().copied();
    after.find(|&id| id > noun && syntax.case_of(id) == Some("of"))
}

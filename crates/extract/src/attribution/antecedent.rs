//! Persons of whom a report has just spoken, for "he" and "she": they need not have said anything yet.

use dateline_core::Document;

use crate::syntax::{Syntax, TokenId};

use super::phrase::{Phrase, around, can_speak, is_nominal};

/// Sentences before the pronoun in which its person may be named.
const HOW_FAR: usize = 2;

/// The subjects of the sentences before a pronoun, of the same paragraph, the nearest first.
pub(crate) fn subjects_before(
    document: &Document,
    syntax: &Syntax<'_>,
    pronoun: TokenId,
) -> Vec<Phrase> {
    let sentence = syntax.sentence_of(pronoun);
    (sentence.saturating_sub(HOW_FAR)..sentence)
        .rev()
        .take_while(|&earlier| is_same_paragraph(document, syntax, earlier, sentence))
        .filter_map(|earlier| subject(syntax, earlier))
        .collect()
}

fn is_same_paragraph(
    document: &Document,
    syntax: &Syntax<'_>,
    earlier: usize,
    later: usize,
) -> bool {
    let span = syntax
        .sentence_span(earlier)
        .cover(syntax.sentence_span(later));
    !document.text.slice(span).contains('\n')
}

/// The phrase that is the subject of a sentence's main verb.
fn subject(syntax: &Syntax<'_>, sentence: usize) -> Option<Phrase> {
    let mut tokens = syntax.sentence_tokens(sentence);
    let root = tokens.clone().find(|&id| syntax.head(id).is_none())?;
    let head = tokens.find(|&id| {
        syntax.head(id) == Some(root)
            && matches!(syntax.deprel(id), "nsubj" | "nsubj:pass" | "nsubj:outer")
    })?;
    let names_someone =
        is_nominal(syntax, head) && syntax.upos(head) != "PRON" && can_speak(syntax, head);
    names_someone.then(|| around(syntax, head, root))
}

//! "Ministry denies jailbreak": a headline names its speakers by a single word, and the body by their full names.

use dateline_core::Document;

use crate::syntax::{Syntax, TokenId};

use super::Attribution;

/// Gives each speaker whom the headline names by a bare noun the source and the voice of the first speaker of the body whose name
/// ends with that noun.
pub(super) fn lead_to_body(document: &Document, syntax: &Syntax<'_>, all: &mut [Attribution]) {
    if !opens_with_headline(document, syntax) {
        return;
    }
    for at in 0..all.len() {
        if all[at].sentence > 0 {
            break;
        }
        let Some(noun) = bare_noun(syntax, &all[at]) else {
            continue;
        };
        let in_body = all.iter().find(|other| {
            other.sentence > 0
                && other.voice.is_some()
                && last_noun(syntax, other).is_some_and(|id| syntax.word(id) == syntax.word(noun))
        });
        if let Some(body) = in_body {
            let (source, voice) = (body.source.clone(), body.voice);
            all[at].source = source;
            all[at].voice = voice;
        }
    }
}

/// Whether the first sentence is a line of its own that no full stop closes.
fn opens_with_headline(document: &Document, syntax: &Syntax<'_>) -> bool {
    if syntax.sentence_count() < 2 {
        return false;
    }
    let first = syntax.sentence_span(0);
    let gap = dateline_core::Span::new(first.end, syntax.sentence_span(1).start);
    let is_line = document
        .text
        .get(gap)
        .is_ok_and(|between| between.contains('\n'));
    is_line && !document.text.slice(first).trim_end().ends_with('.')
}

/// The only word of a speaker: "Ministry", "Police".
fn bare_noun(syntax: &Syntax<'_>, saying: &Attribution) -> Option<TokenId> {
    let mention = saying.mention.clone()?;
    let is_noun = |id: TokenId| matches!(syntax.upos(id), "NOUN" | "PROPN");
    (mention.len() == 1 && is_noun(mention.start)).then_some(mention.start)
}

fn last_noun(syntax: &Syntax<'_>, saying: &Attribution) -> Option<TokenId> {
    let mention = saying.mention.clone()?;
    mention
        .rev()
        .find(|&id| matches!(syntax.upos(id), "NOUN" | "PROPN"))
}

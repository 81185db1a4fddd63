//! Attributions as they are shown: spans of characters.

use dateline_core as core;

use crate::syntax::Syntax;

use super::Attribution;

/// Attributions in the domain's types, in the order of their cues.
pub(crate) fn told(syntax: &Syntax<'_>, all: &[Attribution]) -> Vec<core::Attribution> {
    let numbers: Vec<Option<u32>> = all
        .iter()
        .scan(0, |next, one| {
            let number = *next;
            *next += u32::from(is_shown(one));
            Some(is_shown(one).then_some(number))
        })
        .collect();
    all.iter()
        .filter(|one| is_shown(one))
        .map(|one| core::Attribution {
            inside: one.inside.and_then(|index| numbers[index]),
            ..shown(syntax, one)
        })
        .collect()
}

/// Whether a reader is shown it.
fn is_shown(one: &Attribution) -> bool {
    !one.shown.is_empty()
}

fn shown(syntax: &Syntax<'_>, one: &Attribution) -> core::Attribution {
    let spans = one
        .shown
        .iter()
        .map(|range| syntax.span_of_tokens(range.clone()));
    core::Attribution {
        source: one.source.clone(),
        mention: one
            .mention
            .clone()
            .map(|tokens| syntax.span_of_tokens(tokens)),
        cue: one.cue,
        content: spans.collect(),
        stance: one.stance,
        certainty: one.certainty,
        distanced: one.distanced,
        inside: None,
    }
}

#[cfg(test)]
mod tests {
    use dateline_core as core;

    use crate::cases::{Reader, check};

    #[test]
    fn each_content_is_shown_whole() {
        let reader = Reader::bundled();
        let file = include_str!("../../tests/cases/contents.tsv");
        check(file, " | ", |text| {
            let told = reader.claims(text).attributions;
            let slice = |span: core::Span| -> String {
                let words = text.chars().skip(span.start as usize);
                words.take(span.len() as usize).collect()
            };
            let shown = told.iter().map(|one| {
                let mention = one.mention.map(slice).unwrap_or_default();
                let content: Vec<String> = one.content.iter().copied().map(slice).collect();
                format!("[{mention}] <{}> {}", slice(one.cue), content.join(" ... "))
            });
            shown.collect()
        });
    }
}

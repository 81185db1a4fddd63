//! Personal names in the text.

use std::ops::Range;

use dateline_core::{Document, Encoding, Mention, MentionKind, Span};

use crate::syntax::{Syntax, TokenId};

use super::roles::{Class, Roles};

/// A personal name, without title.
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) tokens: Range<TokenId>,
    /// Its words in lower case, particles and hyphens included.
    pub(crate) words: Vec<String>,
}

/// Below this the encoder's mark of a person needs a role word beside it.
const BELIEVED: f32 = 0.5;

/// Entities whose names are no person's.
const OTHER: [MentionKind; 4] = [
    MentionKind::Facility,
    MentionKind::Nationality,
    MentionKind::Organisation,
    MentionKind::Place,
];

/// Names that the encoder marks, and capitalised runs beside a word for a person; no organisations and no places.
pub(crate) fn find(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    roles: &Roles,
) -> Vec<Name> {
    let mut runs: Vec<Range<TokenId>> = encoding
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person && mention.score > BELIEVED)
        .filter(|mention| !is_rather_other(encoding, mention))
        .flat_map(|mention| {
            let tokens = widened(document, syntax, syntax.tokens_in(mention.span));
            capitalised_runs(document, syntax, roles, tokens)
        })
        .collect();
    for run in capitalised_runs(document, syntax, roles, 0..syntax.len()) {
        let is_new = !runs
            .iter()
            .any(|known| known.start < run.end && run.start < known.end);
        if is_new
            && follows_title(syntax, roles, run.start)
            && !is_other_entity(syntax, encoding, &run)
        {
            runs.push(run);
        }
    }
    add_surnames(document, syntax, &mut runs);
    runs.sort_by_key(|run| run.start);
    runs.retain(|run| {
        !is_abbreviation(document, syntax, run) && !is_listed_organisation(document, syntax, run)
    });
    runs.dedup_by(|later, earlier| later.start < earlier.end);
    runs.into_iter()
        .map(|tokens| name(syntax, tokens))
        .collect()
}

/// A mention with the capitalised words that touch it: the encoder may mark a part of a name only.
fn widened(document: &Document, syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Range<TokenId> {
    let is_capital = |id: TokenId| {
        document
            .text
            .slice(syntax.span(id))
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && syntax.sentence_of(id) == syntax.sentence_of(tokens.start)
    };
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start > 0
        && start < end
        && is_capital(start)
        && is_capital(start - 1)
        && syntax.upos(start - 1) == "PROPN"
    {
        start -= 1;
    }
    while end > start
        && end < syntax.len()
        && is_capital(end - 1)
        && is_capital(end)
        && syntax.upos(end) == "PROPN"
    {
        end += 1;
    }
    start..end
}

fn name(syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Name {
    Name {
        span: syntax.span_of_tokens(tokens.clone()),
        words: tokens
            .clone()
            .map(|id| syntax.word(id).to_owned())
            .collect(),
        tokens,
    }
}

/// Runs of proper nouns that open with a capital, without titles before them.
fn capitalised_runs(
    document: &Document,
    syntax: &Syntax<'_>,
    roles: &Roles,
    within: Range<TokenId>,
) -> Vec<Range<TokenId>> {
    let mut runs = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let mut end = at;
        while end < within.end && belongs(document, syntax, at, end, within.end) {
            end += 1;
        }
        let start = after_titles(syntax, roles, at..end);
        if start < end {
            runs.push(start..end);
        }
        at = end.max(at + 1);
    }
    runs
}

/// Whether a token carries on a name that opened at `first`: a proper noun, or a particle or hyphen before one.
fn belongs(
    document: &Document,
    syntax: &Syntax<'_>,
    first: TokenId,
    id: TokenId,
    limit: TokenId,
) -> bool {
    const PARTICLES: [&str; 16] = [
        "al", "el", "bin", "ibn", "de", "la", "van", "von", "der", "da", "dos", "ul", "ud", "abu",
        "-", "'",
    ];
    let is_proper = |id: TokenId| {
        syntax.upos(id) == "PROPN"
            && document
                .text
                .slice(syntax.span(id))
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    };
    let is_initial = syntax.word(id) == "."
        && id > first
        && syntax.span(id - 1).end == syntax.span(id).start
        && (syntax.span(id - 1).len() <= 5 && id + 1 < limit && is_proper(id + 1))
        && syntax.sentence_of(id) == syntax.sentence_of(id - 1);
    let is_particle = PARTICLES.contains(&syntax.word(id))
        && id + 1 < limit
        && is_proper(id + 1)
        && glued_if_mark(syntax, id);
    let same_sentence = id == first || syntax.sentence_of(id) == syntax.sentence_of(first);
    same_sentence
        && (is_proper(id) || is_initial || is_particle && (id > first || syntax.word(id) != "-"))
}

fn glued_if_mark(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_mark = matches!(syntax.word(id), "-" | "'");
    !is_mark
        || id > 0
            && syntax.span(id - 1).end == syntax.span(id).start
            && syntax.span(id).end == syntax.span(id + 1).start
}

/// Past "Brig. Gen.", "Captain", "Mr": where the name itself opens.
fn after_titles(syntax: &Syntax<'_>, roles: &Roles, run: Range<TokenId>) -> TokenId {
    // "Chief Justice Khan", "General Secretary Lima": the last title in the run counts.
    let last = run
        .clone()
        .rfind(|&id| roles.class_of_word(syntax.word(id)).is_some());
    let mut start = last.map_or(run.start, |id| id + 1);
    while start < run.end && matches!(syntax.word(start), "." | "-" | "'") {
        start += 1;
    }
    start
}

fn follows_title(syntax: &Syntax<'_>, roles: &Roles, first: TokenId) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(first));
    let before = if first > sentence.start && matches!(syntax.word(first - 1), "." | ",") {
        first.checked_sub(2)
    } else {
        first.checked_sub(1)
    };
    before
        .filter(|&id| id >= sentence.start)
        .and_then(|id| roles.class_of_word(syntax.word(id)))
        .is_some_and(|class| class != Class::SexualViolence)
}

/// "JNIM", "TAIZ": one word all in capitals in a text that is not.
fn is_abbreviation(document: &Document, syntax: &Syntax<'_>, run: &Range<TokenId>) -> bool {
    let word = document.text.slice(syntax.span(run.start));
    let is_upper = |text: &str| !text.chars().any(char::is_lowercase);
    run.len() == 1
        && word.chars().count() > 1
        && is_upper(word)
        && !is_upper(document.text.as_str())
}

fn is_listed_organisation(document: &Document, syntax: &Syntax<'_>, run: &Range<TokenId>) -> bool {
    let span = syntax.span_of_tokens(run.clone());
    let sentence = syntax.sentence_span(syntax.sentence_of(run.start));
    dateline_normalize::organisations::find(&document.text, sentence)
        .iter()
        .any(|organisation| organisation.span.overlaps(span))
}

/// Whether the encoder is surer that the words name an organisation or a place.
fn is_rather_other(encoding: &Encoding, person: &Mention) -> bool {
    encoding.mentions.iter().any(|mention| {
        OTHER.contains(&mention.kind)
            && mention.score > person.score
            && mention.span.overlaps(person.span)
    })
}

fn is_other_entity(syntax: &Syntax<'_>, encoding: &Encoding, run: &Range<TokenId>) -> bool {
    let span = syntax.span_of_tokens(run.clone());
    encoding.mentions.iter().any(|mention| {
        OTHER.contains(&mention.kind) && mention.score > BELIEVED && mention.span.overlaps(span)
    })
}

/// Later mentions by one word of a name of several.
fn add_surnames(document: &Document, syntax: &Syntax<'_>, runs: &mut Vec<Range<TokenId>>) {
    let parts: Vec<String> = runs
        .iter()
        .filter(|run| run.len() > 1)
        .flat_map(|run| [run.start, run.end - 1])
        .map(|id| syntax.word(id).to_owned())
        .filter(|word| word.chars().count() > 2)
        .collect();
    for id in 0..syntax.len() {
        let is_capital = document
            .text
            .slice(syntax.span(id))
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        let is_known = parts.iter().any(|part| part == syntax.word(id));
        let is_taken = runs.iter().any(|run| run.contains(&id));
        if is_capital
            && is_known
            && !is_taken
            && syntax.upos(id) == "PROPN"
            && stands_alone(document, syntax, id)
        {
            runs.push(id..id + 1);
        }
    }
}

/// Whether no other name follows or precedes: "Khan Yunis" is no mention of a Mr Khan.
fn stands_alone(document: &Document, syntax: &Syntax<'_>, id: TokenId) -> bool {
    let is_proper = |other: TokenId| {
        other < syntax.len()
            && syntax.upos(other) == "PROPN"
            && document
                .text
                .slice(syntax.span(other))
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    };
    !is_proper(id + 1)
}

/// For each name the number of its person: names share one when the shorter one's words all stand in the longer.
pub(crate) fn same_person(names: &[Name]) -> Vec<usize> {
    let mut persons: Vec<usize> = (0..names.len()).collect();
    for at in 0..names.len() {
        let holds = |other: usize| {
            let (short, long) = if names[other].words.len() < names[at].words.len() {
                (other, at)
            } else {
                (at, other)
            };
            names[short]
                .words
                .iter()
                .all(|word| names[long].words.contains(word))
        };
        // The longest earlier name wins, then the nearest.
        let best = (0..at)
            .filter(|&other| holds(other))
            .max_by_key(|&other| (names[other].words.len(), other));
        if let Some(other) = best {
            persons[at] = persons[other];
        }
    }
    persons
}

//! Who speaks: kind, name, office and institution, from `data/speakers.tsv`.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{PersonKind, SourceKind};

use crate::heads::part_numbers;
use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::{Token, all_upper_case, tokens_of};
use crate::{nationalities, organisations, people};

/// What the words for a speaker say of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerTraits {
    /// What kind of speaker.
    pub kind: SourceKind,
    /// Whether a person, office or institution can be held to it; not for "officials", "a source".
    pub named: bool,
    /// Office or role: "interior minister".
    pub role: Option<String>,
    /// Institution spoken for: "the health ministry".
    pub affiliation: Option<String>,
    /// Proper name: "Hodan Farah".
    pub name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Institution,
    Office,
    Role,
    Person,
    Title,
    Anonymous,
}

#[derive(Debug, Clone)]
struct Named {
    tokens: Range<usize>,
    part: usize,
    kind: SourceKind,
    form: Form,
}

static SPEAKERS: LazyLock<Phrases<(SourceKind, Form)>> = LazyLock::new(|| {
    let form = |letter| match letter {
        "i" => Some(Form::Institution),
        "o" => Some(Form::Office),
        "s" => Some(Form::Role),
        "p" => Some(Form::Person),
        "t" => Some(Form::Title),
        "a" => Some(Form::Anonymous),
        _ => None,
    };
    Phrases::new(rows(table!("speakers.tsv")).filter_map(|row| {
        Some((
            cell(&row, 0),
            (cell(&row, 1).parse().ok()?, form(cell(&row, 2))?),
        ))
    }))
});

/// What `words`, a noun phrase with its appositions, say of the speaker they name.
pub fn describe(words: &str) -> SpeakerTraits {
    let tokens = tokens_of(words, 0);
    let named = named(&tokens);
    let text = |range: &Range<usize>| {
        words[tokens[range.start].start..tokens[range.end - 1].end].to_owned()
    };
    let capitals = all_upper_case(&tokens);
    let name = if capitals {
        None
    } else {
        person_name(&tokens, &named)
    };
    let institution = named
        .iter()
        .find(|found| found.form == Form::Institution)
        .map(|found| found.tokens.clone());
    let own_name = if institution.is_none() && !capitals {
        institution_name(&tokens, &named)
    } else {
        None
    };
    let role = named
        .iter()
        .find(|found| matches!(found.form, Form::Office | Form::Role | Form::Person));
    let is_anonymous = named.iter().any(|found| found.form == Form::Anonymous);
    SpeakerTraits {
        kind: if own_name.is_some() && named.is_empty() {
            SourceKind::Other
        } else {
            kind(words, &named)
        },
        named: !is_anonymous && (name.is_some() || own_name.is_some() || answers(&named)),
        role: role.map(|found| text(&found.tokens)),
        affiliation: institution.or(own_name).map(|range| text(&range)),
        name: name.map(|range| text(&range)),
    }
}

/// The phrases of the tables in the tokens, in order.
fn named(tokens: &[Token<'_>]) -> Vec<Named> {
    let parts = part_numbers(tokens);
    let mut found: Vec<Named> = organisations::hits(tokens)
        .map(|(first, end, organisation)| Named {
            tokens: first..end,
            part: parts[first],
            kind: organisation.source_kind,
            form: Form::Institution,
        })
        .collect();
    let taken = found.clone();
    for hit in SPEAKERS.all(tokens) {
        let overlaps = taken
            .iter()
            .any(|other| hit.first < other.tokens.end && other.tokens.start < hit.end);
        if !overlaps && !is_surname(tokens, hit.first, hit.end) {
            let (kind, form) = hit.value;
            found.push(Named {
                tokens: hit.first..hit.end,
                part: parts[hit.first],
                kind,
                form,
            });
        }
    }
    found.sort_by_key(|found| found.tokens.start);
    found
}

/// A lone capitalised word right behind another name is a part of it: "Abdullah King".
fn is_surname(tokens: &[Token<'_>], first: usize, end: usize) -> bool {
    let title =
        |token: &Token<'_>| token.is_word() && token.is_capitalised() && !token.is_upper_case();
    end == first + 1
        && first > 0
        && title(&tokens[first])
        && title(&tokens[first - 1])
        && SPEAKERS.at(tokens, first - 1).is_none()
        && !nationalities::is_country(&tokens[first - 1..first])
        && tokens.get(end).is_none_or(|next| !title(next))
}

/// The kind that the head gives; a role takes that of what it speaks for; else that of the people named.
fn kind(words: &str, named: &[Named]) -> SourceKind {
    let last_part = named.iter().map(|found| found.part).max().unwrap_or(0);
    let by_head = (0..=last_part).find_map(|part| {
        named
            .iter()
            .rev()
            .filter(|found| found.part == part)
            .map(|found| found.kind)
            .find(|&kind| kind != SourceKind::Other)
    });
    let is_office = named.iter().any(|found| found.form == Form::Role);
    by_head.unwrap_or_else(|| match people::kind(words) {
        // "its foreign relations office" speaks as a body, not as a relation.
        PersonKind::Civilian if is_office => SourceKind::Other,
        PersonKind::Civilian | PersonKind::Detainee => SourceKind::Witness,
        PersonKind::Military | PersonKind::Police => SourceKind::SecurityForces,
        PersonKind::Official => SourceKind::Government,
        PersonKind::Journalist => SourceKind::Media,
        PersonKind::AidWorker => SourceKind::Ngo,
        PersonKind::Medical => SourceKind::Medical,
        PersonKind::ArmedGroup => SourceKind::ArmedGroup,
        PersonKind::Other | PersonKind::Unknown => SourceKind::Other,
    })
}

/// Whether the head is an office or institution, or speaks for one.
fn answers(named: &[Named]) -> bool {
    let Some(part) = named
        .iter()
        .filter(|found| found.form != Form::Title)
        .map(|found| found.part)
        .min()
    else {
        return false;
    };
    let head = named
        .iter()
        .rfind(|found| found.part == part && found.form != Form::Title);
    match head.map(|found| found.form) {
        Some(Form::Institution | Form::Office) => true,
        Some(Form::Role) => named
            .iter()
            .any(|found| matches!(found.form, Form::Institution | Form::Office)),
        _ => false,
    }
}

/// A run of capitalised words that no table covers, not behind "the" or a preposition.
fn person_name(tokens: &[Token<'_>], named: &[Named]) -> Option<Range<usize>> {
    let mut rejected_until = None;
    runs(tokens, named).find(|run| {
        let before = run.start.checked_sub(1).map(|at| &tokens[at]);
        // "Integrity and Rights": what is joined to no name is none.
        let is_joined = before.is_some_and(|word| word.is("and") || word.is("&"))
            && rejected_until == Some(run.start - 1);
        let is_name = !is_joined
            && !before.is_some_and(|word| {
                NEVER_BEFORE_NAME.contains(&&*word.folded) || is_body(tokens, named, run.start - 1)
            })
            && tokens.get(run.end).is_none_or(ends_name)
            && nationalities::codes(&tokens[run.clone()]).is_empty();
        if !is_name {
            rejected_until = Some(run.end);
        }
        is_name
    })
}

/// Words that no person's name follows directly.
const NEVER_BEFORE_NAME: [&str; 15] = [
    "the", "in", "at", "of", "near", "from", "on", "for", "with", "to", "by", "a", "an", "'s", "no",
];

/// Whether a capitalised word belongs to the name of an institution: "Media" in "the Security Media Cell".
fn is_body(tokens: &[Token<'_>], named: &[Named], at: usize) -> bool {
    let is_institution =
        |found: &Named| found.form == Form::Institution && found.tokens.contains(&at);
    tokens[at].is_capitalised() && named.iter().any(is_institution)
}

/// Whether a token can follow a name: "Rovers manager" and "Kabul's" are no persons.
fn ends_name(next: &Token<'_>) -> bool {
    !next.is("'s") && !next.is("'") && (!next.is_word() || is_verb_or_joint(next))
}

/// Whether what stands behind a name can be no head noun that the name modifies.
fn is_verb_or_joint(token: &Token<'_>) -> bool {
    const HEADS: [&str; 20] = [
        "spokesman",
        "spokeswoman",
        "official",
        "police",
        "province",
        "district",
        "state",
        "region",
        "organisation",
        "organization",
        "group",
        "groups",
        "movement",
        "party",
        "front",
        "militia",
        "manager",
        "office",
        "authorities",
        "community",
    ];
    !token.is_capitalised()
        && crate::people::kind(&token.folded) == PersonKind::Unknown
        && !HEADS.contains(&&*token.folded)
}

/// "the Ituri Citizens' Convention".
fn institution_name(tokens: &[Token<'_>], named: &[Named]) -> Option<Range<usize>> {
    runs(tokens, named).find(|run| {
        let the = run
            .start
            .checked_sub(1)
            .is_some_and(|at| tokens[at].is("the"));
        the && run.len() > 1 && nationalities::codes(&tokens[run.clone()]).is_empty()
    })
}

fn runs<'a>(
    tokens: &'a [Token<'_>],
    named: &'a [Named],
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let is_free = |at: usize| {
        let token = &tokens[at];
        let covered = named
            .iter()
            .any(|found| found.tokens.contains(&at) && found.form != Form::Person);
        let sentence_word = at == 0
            && matches!(
                &*token.folded,
                "no" | "none"
                    | "any"
                    | "each"
                    | "neither"
                    | "other"
                    | "others"
                    | "these"
                    | "those"
                    | "our"
                    | "my"
                    | "a"
                    | "an"
                    | "the"
                    | "one"
                    | "two"
                    | "some"
                    | "several"
                    | "another"
                    | "his"
                    | "her"
                    | "their"
                    | "he"
                    | "she"
                    | "they"
                    | "it"
                    | "we"
                    | "i"
                    | "local"
                    | "senior"
                    | "many"
                    | "all"
                    | "both"
                    | "most"
                    | "according"
            );
        let person = at == 0 && named.iter().any(|found| found.tokens.contains(&at));
        token.is_word() && token.is_capitalised() && !covered && !sentence_word && !person
    };
    let joins = |at: usize| {
        let token = &tokens[at];
        token.is_dash()
            || token.is("'")
            || token.text == "." && tokens[at - 1].text.len() <= 2
            || matches!(
                &*token.folded,
                "al" | "el"
                    | "bin"
                    | "ibn"
                    | "de"
                    | "la"
                    | "del"
                    | "van"
                    | "von"
                    | "ould"
                    | "da"
                    | "dos"
                    | "ul"
                    | "ur"
            )
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..tokens.len()).filter(|&at| is_free(at)) {
        match runs.last_mut() {
            Some(run) if (run.end..at).all(joins) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.into_iter()
}

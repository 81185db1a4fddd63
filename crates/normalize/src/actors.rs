//! What kind of party acts, from `data/actors.tsv` and the register of organisations in `data/actors/`.

use std::sync::LazyLock;

use dateline_core::{ActorKind, PersonKind};

use crate::heads::by_head;
use crate::phrases::{Hit, Phrases};
use crate::table::{cell, rows, table};
use crate::tokens::{Token, glued, tokens_of};
use crate::{nationalities, organisations, people, targets};

#[derive(Debug, Clone, Copy)]
struct Row {
    kind: ActorKind,
    /// "men", "hitmen": whose they are, tells what precedes: "a warlord's men".
    is_owned: bool,
}

static ACTORS: LazyLock<Phrases<Row>> = LazyLock::new(|| {
    Phrases::new(rows(table!("actors.tsv")).filter_map(|row| {
        let kind = cell(&row, 1).parse().ok()?;
        let is_owned = match cell(&row, 2) {
            "" => false,
            "owned" => true,
            _ => return None,
        };
        Some((cell(&row, 0), Row { kind, is_owned }))
    }))
});

/// What people do that makes them rioters or protesters: "stone-throwing", "on strike".
static DEEDS: LazyLock<Phrases<ActorKind>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("actors.tsv"))
            .filter(|row| cell(row, 2) == "deed")
            .filter_map(|row| Some((cell(&row, 0), cell(&row, 1).parse().ok()?))),
    )
});

/// The kind of party that `words` name: an organisation's own kind, else that of the head noun.
///
/// [`ActorKind::Unknown`] when the words do not tell ("gunmen").
pub fn kind(words: &str) -> ActorKind {
    let tokens = tokens_of(words, 0);
    if let Some(organisation) = organisations::named_in(&tokens) {
        return organisation.kind;
    }
    let kind = by_noun(&tokens);
    let may_do = match kind {
        ActorKind::Civilian | ActorKind::Protesters => true,
        ActorKind::Unknown => people::kind(words) == PersonKind::Civilian,
        _ => false,
    };
    DEEDS
        .all(&tokens)
        .first()
        .filter(|_| may_do)
        .map_or(kind, |deed| deed.value)
}

fn by_noun(tokens: &[Token<'_>]) -> ActorKind {
    let says_nothing = |row: Row| row.kind == ActorKind::Unknown;
    let row = by_head(&ACTORS, tokens, says_nothing, is_party);
    let owner = tokens
        .iter()
        .position(|token| matches!(&*token.folded, "'s" | "'"))
        .filter(|_| row.is_some_and(|row| row.is_owned))
        .and_then(|end| by_head(&ACTORS, &tokens[..end], says_nothing, is_party));
    owner.or(row).map_or(ActorKind::Unknown, |row| row.kind)
}

/// Whether a phrase stands for the party: not in "a rebel-held town", "a police station".
fn is_party(part: &[Token<'_>], hit: &Hit<Row>) -> bool {
    let is_modifier = part.get(hit.end).is_some_and(Token::is_dash)
        && glued(part, hit.end - 1, hit.end)
        && glued(part, hit.end, hit.end + 1);
    hit.end == part.len() || !is_modifier && !targets::is_place(part)
}

/// The kind of party in an act that happened in `country` (ISO 3166-1 alpha-2): another state's forces are external.
pub fn kind_in(words: &str, country: &str) -> ActorKind {
    let kind = kind(words);
    let nations = nationalities::codes(&tokens_of(words, 0));
    let is_foreign = !nations.is_empty() && !nations.contains(&country);
    if kind == ActorKind::StateForces && is_foreign {
        ActorKind::ExternalForces
    } else {
        kind
    }
}

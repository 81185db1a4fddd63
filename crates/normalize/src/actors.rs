//! What kind of party acts, from `data/actors.tsv` and the register of organisations in `data/actors/`.

use std::sync::LazyLock;

use dateline_core::ActorKind;

use crate::heads::by_head;
use crate::phrases::Phrases;
use crate::table::{cell, rows, table};
use crate::tokens::tokens_of;
use crate::{nationalities, organisations};

static ACTORS: LazyLock<Phrases<ActorKind>> = LazyLock::new(|| {
    Phrases::new(
        rows(table!("actors.tsv"))
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
    by_head(&ACTORS, &tokens, |kind| kind == ActorKind::Unknown).unwrap_or(ActorKind::Unknown)
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

//! Parties and speakers by their words.

use dateline_core::value::Actor;
use dateline_core::{ActorKind, Redaction, SourceKind, Speaker};
use fastrand::Rng;

use crate::leaf::{Leaf, Named};
use crate::world::World;

/// A party by its words.
pub(crate) fn actor(mention: &str, organisation: Option<&str>, kind: ActorKind) -> Actor {
    Actor {
        mention: mention.to_owned(),
        organisation: organisation.map(str::to_owned),
        kind,
        nationality: None,
        count: None,
        private: false,
    }
}

/// An institution that speaks.
pub(crate) fn institution(words: &str, kind: SourceKind) -> Speaker {
    Speaker {
        words: words.to_owned(),
        span: None,
        name: None,
        role: None,
        affiliation: Some(words.to_owned()),
        kind,
        named: true,
        private: false,
    }
}

/// A speaker of no name of its own.
pub(crate) fn voice(world: &World, rng: &mut Rng) -> Leaf {
    let voice = world.tables.voices.pick(rng);
    let mut leaf = Leaf::plain(voice.words);
    leaf.speaker = Some(Speaker {
        affiliation: voice.named.then(|| voice.words.to_owned()),
        named: voice.named,
        ..institution(voice.words, voice.kind)
    });
    leaf
}

/// An official by title and name.
pub(crate) fn official(title: &str, name: &str, is_officer: bool) -> Leaf {
    let kind = if is_officer {
        SourceKind::SecurityForces
    } else {
        SourceKind::Government
    };
    let mut leaf = Leaf::plain(format!("{title} {name}"));
    leaf.speaker = Some(Speaker {
        name: Some(name.to_owned()),
        role: Some(title.to_lowercase()),
        affiliation: None,
        ..institution(&leaf.text, kind)
    });
    leaf.person = named(&leaf, name, "an official", Redaction::Public);
    leaf
}

/// Who is named in a gap, and what is shown in the place of the name.
pub(crate) fn named(leaf: &Leaf, name: &str, role: &str, redaction: Redaction) -> Option<Named> {
    Some(Named {
        span: leaf.find(name)?,
        role: role.to_owned(),
        redaction,
    })
}

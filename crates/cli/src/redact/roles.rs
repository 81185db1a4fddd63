//! What is shown in place of a name, and which places are private.

use std::sync::LazyLock;

use dateline_core::{ActorKind, PersonKind, Redaction, SourceKind};

/// What is shown for an actor without a name.
pub fn actor_role(kind: ActorKind) -> String {
    match kind {
        ActorKind::Unknown => "a suspect".to_owned(),
        kind => format!("a person ({})", kind.to_string().replace('_', " ")),
    }
}

/// What is shown for a person affected without a name.
pub fn person_role(kind: PersonKind) -> String {
    match kind {
        PersonKind::Other | PersonKind::Unknown => "a person".to_owned(),
        PersonKind::AidWorker => "an aid worker".to_owned(),
        PersonKind::Official => "an official".to_owned(),
        PersonKind::Military => "a member of the military".to_owned(),
        PersonKind::Police => "a member of the police".to_owned(),
        PersonKind::ArmedGroup => "a member of an armed group".to_owned(),
        PersonKind::Medical => "a health worker".to_owned(),
        kind => format!("a {kind}"),
    }
}

/// What is shown for a speaker without a name.
pub fn speaker_role(kind: SourceKind) -> String {
    match kind {
        SourceKind::Witness => "a witness".to_owned(),
        kind => format!("a speaker ({})", kind.to_string().replace('_', " ")),
    }
}

/// Witnesses are sensitive, other private speakers are private.
pub fn speaker_redaction(kind: SourceKind) -> Redaction {
    if kind == SourceKind::Witness {
        Redaction::Sensitive
    } else {
        Redaction::Private
    }
}

/// Whether a facility is a home, a shelter or a clinic, which is exported at locality precision.
pub fn is_private_place(facility: &str) -> bool {
    static NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        include_str!("../../data/private_places.tsv")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .collect()
    });
    let words = facility.to_lowercase();
    words.split(|c: char| !c.is_alphabetic()).any(|word| {
        NOUNS.contains(&word)
            || word
                .strip_suffix('s')
                .is_some_and(|word| NOUNS.contains(&word))
    })
}

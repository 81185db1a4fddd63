//! Parties and people as a reviewer writes them. Private persons cannot be named (codebook section 8): a value shows
//! them by name everywhere, while those of a report are known and hidden.

use dateline_core::value::{Actor, People};
use dateline_core::{ActorKind, PersonKind, Text};
use dateline_normalize::{actors, nationalities, organisations, people as persons};

/// Marks an organisation that the register lacks.
const MARK: &str = "(organisation)";

/// An organisation ("al-Shabaab", "Grey Banner (organisation)"), or words that name nobody ("gunmen", "the army").
pub(super) fn actor(text: &str) -> Result<Actor, String> {
    let (name, is_marked) = match text.strip_suffix(MARK) {
        Some(name) => (name.trim(), true),
        None => (text, false),
    };
    if name.is_empty() {
        return Err("write the name of an organisation, or words for who it was".to_owned());
    }
    let known = registered(name);
    let organisation = known.or_else(|| is_marked.then(|| name.to_owned()));
    let kind = actors::kind(name);
    if organisation.is_none() && kind == ActorKind::Unknown && names_somebody(name) {
        return Err(format!(
            "{name:?} is no organisation that is known; write '{name} {MARK}' if it is one, or words that name no person, such as gunmen"
        ));
    }
    Ok(Actor {
        mention: name.to_owned(),
        organisation,
        kind,
        nationality: nationality(name),
        count: None,
        private: false,
    })
}

/// Words that name nobody: "12 villagers", "two Iraqi policemen".
pub(super) fn people(text: &str) -> Result<People, String> {
    let kind = persons::kind(text);
    if names_somebody(text) {
        return Err(
            "victims are not named in corrections; write who they were, e.g. '12 villagers', or a value that the reports give"
                .to_owned(),
        );
    }
    Ok(People {
        mention: text.to_owned(),
        kind: match kind {
            PersonKind::Other => PersonKind::Unknown,
            kind => kind,
        },
        nationality: nationality(text),
        count: None,
        effect: None,
        private: false,
    })
}

/// The name by which the register knows the organisation, if the whole text names one.
fn registered(name: &str) -> Option<String> {
    let text = Text::from(name);
    let found = organisations::find(&text, text.span());
    let [only] = found.as_slice() else {
        return None;
    };
    let article = name.len() - name.strip_prefix("the ").unwrap_or(name).len();
    let is_whole = only.span.start as usize <= article && only.span.end == text.char_len();
    is_whole.then(|| only.canonical.to_owned())
}

fn nationality(words: &str) -> Option<String> {
    let text = Text::from(words);
    let found = nationalities::find(&text, text.span());
    found.first().map(|(_, code)| (*code).to_owned())
}

/// Whether a word with a capital stands where no beginning and no nationality explains it. A single word is a name.
fn names_somebody(words: &str) -> bool {
    let text = Text::from(words);
    let nations = nationalities::find(&text, text.span());
    let of_nation = |start: usize, end: usize| {
        let word = text.span_of_bytes(start..end);
        nations.iter().any(|(span, _)| span.overlaps(word))
    };
    let mut named = words.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - words.as_ptr() as usize;
        word.starts_with(char::is_uppercase) && !of_nation(start, start + word.len())
    });
    let first = named.next().unwrap_or(false);
    let rest: Vec<bool> = named.collect();
    rest.contains(&true) || (first && rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_go_by_the_name_of_the_register() {
        let found = actor("Al-Shabaab").unwrap();
        assert_eq!(found.organisation.as_deref(), Some("al-Shabaab"));
        let unknown = actor("Grey Banner (organisation)").unwrap();
        assert_eq!(
            (unknown.mention.as_str(), unknown.organisation.as_deref()),
            ("Grey Banner", Some("Grey Banner"))
        );
    }

    #[test]
    fn words_for_a_party_name_no_organisation() {
        for text in [
            "gunmen",
            "Gunmen on motorcycles",
            "the army",
            "Iraqi soldiers",
            "rebels",
        ] {
            let found = actor(text).unwrap();
            assert_eq!(
                (found.mention.as_str(), found.organisation),
                (text, None),
                "{text}"
            );
        }
        assert_eq!(
            actor("Iraqi soldiers").unwrap().nationality.as_deref(),
            Some("IQ")
        );
    }

    #[test]
    fn no_private_person_gets_into_a_value_by_name() {
        for text in ["Tamsin Orrowby", "Orrowby", "the baker Tamsin Orrowby"] {
            assert!(people(text).is_err(), "{text}");
        }
        assert!(
            actor("Tamsin Orrowby")
                .unwrap_err()
                .contains("(organisation)")
        );
        assert_eq!(people("12 villagers").unwrap().mention, "12 villagers");
        assert!(people("Three Iraqi policemen").is_ok());
    }
}

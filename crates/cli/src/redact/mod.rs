//! Who is shown by name, and who by role (codebook section 8). All redaction happens here, and nowhere else.

mod names;
mod roles;

use std::collections::HashMap;
use std::fmt::Write as _;

use dateline_core::{ClaimRecord, Document, DocumentId, PersonMention, Redaction, Source, Span};
use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use crate::wire::QuotePart;
use names::{Hidden, names_in_claim, names_in_source, pattern, role_or_person, tokens};
pub use roles::{actor_role, is_private_place, person_role, speaker_redaction, speaker_role};

/// Free text that has passed the redactor. There is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Shown(String);

impl Shown {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// For terminals and tables: control characters of a report must not steer the terminal, so they are replaced.
impl std::fmt::Display for Shown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chars().try_for_each(|c| {
            let is_odd = c.is_control() && c != '\n' && c != '\t';
            out.write_char(if is_odd {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            })
        })
    }
}

/// How many names the user asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Names {
    /// Public roles only.
    #[default]
    Public,
    /// Private persons too (`--names`).
    Private,
    /// Minors, witnesses and victims of sexual violence too (`--names --sensitive`).
    Sensitive,
}

impl Names {
    fn hide(self, redaction: Redaction) -> bool {
        match redaction {
            Redaction::Public => false,
            Redaction::Private => self < Self::Private,
            Redaction::Sensitive => self < Self::Sensitive,
        }
    }
}

/// Replaces names of private persons by their roles, in square brackets.
pub struct Redactor {
    names: Names,
    spans: HashMap<DocumentId, Vec<(Span, String)>>,
    pattern: Option<(Regex, Vec<String>)>,
    tokens: Vec<String>,
}

impl Redactor {
    /// A redactor for outputs that quote these documents, show these claims and name these further sources.
    pub fn new(
        names: Names,
        documents: &[(&Document, &[PersonMention])],
        records: &[ClaimRecord],
        sources: &[&Source],
    ) -> Self {
        let mut hidden = Vec::new();
        let mut public = Vec::new();
        let mut spans: HashMap<DocumentId, Vec<(Span, String)>> = HashMap::new();
        for (document, persons) in documents {
            let here = spans.entry(document.id.clone()).or_default();
            for person in *persons {
                let Ok(name) = document.text.get(person.span) else {
                    continue;
                };
                if names.hide(person.redaction) {
                    here.push((person.span, role_or_person(&person.role)));
                    hidden.push(Hidden {
                        name: name.to_owned(),
                        role: role_or_person(&person.role),
                    });
                } else {
                    public.extend(name.split_whitespace().map(str::to_owned));
                }
            }
            here.sort_by_key(|(span, _)| *span);
        }
        hidden.extend(
            records
                .iter()
                .flat_map(|record| names_in_claim(record, names)),
        );
        hidden.extend(
            sources
                .iter()
                .flat_map(|source| names_in_source(source, names)),
        );
        Self {
            names,
            spans,
            pattern: pattern(&hidden, &public),
            tokens: hidden
                .iter()
                .flat_map(|hidden| tokens(&hidden.name))
                .map(|t| t.to_lowercase())
                .collect(),
        }
    }

    /// Words of a text or a value, with hidden names replaced wherever they stand.
    pub fn words(&self, words: &str) -> Shown {
        Shown(self.scrub(words))
    }

    /// The name of who keeps this ledger, which no report gives: shown, also where a private person bears it too.
    pub fn reviewer(&self, name: &str) -> Shown {
        Shown(name.to_owned())
    }

    /// A mention that a claim marks as naming a private person: shown by its role even when no name was found in it.
    pub fn mention(&self, words: &str, redaction: Redaction, role: &str) -> Shown {
        let scrubbed = self.scrub(words);
        if self.names.hide(redaction) && scrubbed == words {
            return Shown(format!("[{}]", role_or_person(role)));
        }
        Shown(scrubbed)
    }

    /// A path or web address: any word of a hidden name is replaced, however it is spelt.
    pub fn address(&self, address: &str) -> Shown {
        let hidden = |word: &str| self.tokens.contains(&word.to_lowercase());
        let mut shown = String::new();
        for part in address.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() && hidden(word) {
                shown.push('_');
                shown.push_str(&part[word.len()..]);
            } else {
                shown.push_str(part);
            }
        }
        Shown(shown)
    }

    /// The words of a document at `span`; empty if the span lies outside it.
    pub fn quote(&self, document: &Document, span: Span) -> Shown {
        let parts = self.parts(document, span, &[]);
        Shown(parts.iter().map(|part| part.text.as_str()).collect())
    }

    /// The words of a document at `context`, cut where the `carriers` begin and end.
    pub fn parts(&self, document: &Document, context: Span, carriers: &[Span]) -> Vec<QuotePart> {
        let whole = document.text.span();
        if context.end > whole.end {
            return Vec::new();
        }
        let mut cuts: Vec<u32> = carriers
            .iter()
            .flat_map(|span| [span.start, span.end])
            .collect();
        cuts.extend([context.start, context.end]);
        cuts.retain(|cut| context.start <= *cut && *cut <= context.end);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2)
            .map(|pair| {
                let piece = Span::new(pair[0], pair[1]);
                QuotePart {
                    text: self.piece(document, piece),
                    carries: carriers.iter().any(|carrier| carrier.contains(piece)),
                }
            })
            .collect()
    }

    /// A stretch of the text; a name that begins before it was replaced by the stretch in which it begins.
    fn piece(&self, document: &Document, piece: Span) -> Shown {
        let mut shown = String::new();
        let mut at = piece.start;
        for (span, role) in self.spans.get(&document.id).into_iter().flatten() {
            if !span.overlaps(piece) || span.end <= at {
                continue;
            }
            if span.start >= at {
                shown.push_str(&self.scrub(document.text.slice(Span::new(at, span.start))));
                shown.push_str(&format!("[{role}]"));
            }
            at = span.end.min(piece.end);
        }
        shown.push_str(&self.scrub(document.text.slice(Span::new(at, piece.end.max(at)))));
        Shown(shown)
    }

    fn scrub(&self, words: &str) -> String {
        let Some((pattern, roles)) = &self.pattern else {
            return words.to_owned();
        };
        pattern
            .replace_all(words, |found: &regex::Captures<'_>| {
                let which = found.iter().skip(1).position(|group| group.is_some());
                let role = which.map_or("a person", |which| roles[which].as_str());
                format!("[{role}]")
            })
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redactor(hidden: &[(&str, &str)], public: &[&str]) -> Redactor {
        let hidden: Vec<Hidden> = hidden
            .iter()
            .map(|(name, role)| Hidden {
                name: (*name).to_owned(),
                role: (*role).to_owned(),
            })
            .collect();
        let public: Vec<String> = public.iter().map(|word| (*word).to_owned()).collect();
        Redactor {
            names: Names::Public,
            spans: HashMap::new(),
            pattern: pattern(&hidden, &public),
            tokens: hidden
                .iter()
                .flat_map(|hidden| tokens(&hidden.name))
                .map(|t| t.to_lowercase())
                .collect(),
        }
    }

    #[test]
    fn a_hidden_name_is_replaced_in_every_spelling() {
        let redactor = redactor(&[("Idris Wolde", "a baker")], &["Wolde-Mariam"]);
        for (words, shown) in [
            ("Idris Wolde was shot", "[a baker] was shot"),
            ("IDRIS WOLDE WAS SHOT", "[a baker] WAS SHOT"),
            ("Idris\nWolde's shop", "[a baker]'s shop"),
            ("Mr Wolde and Idris", "Mr [a baker] and [a baker]"),
            ("Woldegabriel and Idrissa", "Woldegabriel and Idrissa"),
        ] {
            assert_eq!(redactor.words(words).as_str(), shown);
        }
    }

    #[test]
    fn a_surname_shared_with_a_public_person_stays_public() {
        let redactor = redactor(&[("Idris Wolde", "a baker")], &["Wolde"]);
        assert_eq!(
            redactor
                .words("President Wolde mourned Idris Wolde")
                .as_str(),
            "President Wolde mourned [a baker]"
        );
    }

    #[test]
    fn addresses_lose_every_word_of_a_hidden_name() {
        let redactor = redactor(&[("Idris Wolde", "a baker")], &[]);
        assert_eq!(
            redactor
                .address("https://news.example/2020/idris-wolde-shot.html")
                .as_str(),
            "https://news.example/2020/_-_-shot.html"
        );
    }

    #[test]
    fn homes_and_clinics_are_private_places_and_prisons_are_not() {
        assert!(is_private_place("Dr. Obi's clinic"));
        assert!(is_private_place("the family's homes"));
        assert!(!is_private_place("Evin prison"));
        assert!(!is_private_place("Homestead base"));
    }
}

//! Which phrases name the same speaker: "he said", "the minister added".

use dateline_core::{Document, Encoding, MentionKind};
use dateline_normalize::speakers::{self, SpeakerTraits};

use crate::syntax::{Syntax, TokenId};

use super::antecedent;
use super::phrase::Phrase;

/// What a pronoun could stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Institution,
    Group,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
    Unknown,
}

/// Someone who speaks in the document.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// The phrase that introduces the speaker.
    pub(crate) phrase: Phrase,
    pub(crate) traits: SpeakerTraits,
    sort: Sort,
    gender: Gender,
    /// Content words by which the speaker was called so far, in lower case.
    called: Vec<String>,
}

impl Voice {
    /// Whether a private person or several speak (codebook section 8): no institution, no office.
    pub(crate) fn is_private(&self) -> bool {
        use dateline_core::SourceKind;
        let is_bare_name = self.sort == Sort::Person
            && self.traits.kind == SourceKind::Other
            && self.traits.role.is_none()
            && self.traits.name.is_some();
        self.sort != Sort::Institution && self.traits.kind == SourceKind::Witness || is_bare_name
    }
}

/// The speakers of a document, in the order of their first words.
#[derive(Default)]
pub(crate) struct Voices {
    pub(crate) all: Vec<Voice>,
    /// Numbers of the speakers in the order in which they spoke, and where.
    order: Vec<(usize, TokenId)>,
}

const SINGULAR_PERSON: [&str; 5] = ["he", "she", "him", "her", "himself"];
const FEMALE: [&str; 12] = [
    "she",
    "her",
    "woman",
    "mother",
    "wife",
    "sister",
    "daughter",
    "girl",
    "spokeswoman",
    "mrs",
    "ms",
    "widow",
];
const MALE: [&str; 12] = [
    "he",
    "his",
    "man",
    "father",
    "husband",
    "brother",
    "son",
    "boy",
    "spokesman",
    "mr",
    "uncle",
    "widower",
];

impl Voices {
    /// The number of the speaker that a phrase names; a new one when it fits none.
    pub(crate) fn identify(
        &mut self,
        document: &Document,
        syntax: &Syntax<'_>,
        encoding: &Encoding,
        phrase: &Phrase,
    ) -> usize {
        if let Some(subject) = self.new_subject(document, syntax, encoding, phrase) {
            return self.identify(document, syntax, encoding, &subject);
        }
        let is_same = |voice: &Voice| {
            let tokens = &voice.phrase.tokens;
            tokens.start < phrase.tokens.end && phrase.tokens.start < tokens.end
        };
        let same = self.all.iter().position(is_same);
        let known = same
            .or_else(|| self.pronoun(syntax, phrase))
            .or_else(|| self.short_form(document, syntax, phrase));
        let number = known.unwrap_or_else(|| {
            let mut new = voice(document, syntax, encoding, phrase);
            self.lend_kind(syntax, &mut new);
            self.all.push(new);
            self.all.len() - 1
        });
        if known.is_some() && syntax.upos(phrase.head) != "PRON" {
            let words = content_words(syntax, phrase);
            self.all[number].called.extend(words);
        }
        self.order.push((number, phrase.tokens.start));
        number
    }

    /// "A police captain contradicted him. He said": the person of whom the sentences before told, where no speaker who
    /// agrees with the pronoun was named since.
    fn new_subject(
        &self,
        document: &Document,
        syntax: &Syntax<'_>,
        encoding: &Encoding,
        phrase: &Phrase,
    ) -> Option<Phrase> {
        let word = syntax.word(phrase.head);
        if !matches!(word, "he" | "she") {
            return None;
        }
        let is_person = |subject: &Phrase| {
            let voice = voice(document, syntax, encoding, subject);
            voice.sort == Sort::Person && agree(voice.gender, gender_of(word))
        };
        let subject = antecedent::subjects_before(document, syntax, phrase.head)
            .into_iter()
            .find(is_person)?;
        let named_since = self.order.iter().any(|&(number, at)| {
            let voice = &self.all[number];
            at >= subject.tokens.start
                && voice.sort == Sort::Person
                && agree(voice.gender, gender_of(word))
        });
        (!named_since).then_some(subject)
    }

    /// "its spokesman": one who speaks for the body that spoke before is of its kind.
    fn lend_kind(&self, syntax: &Syntax<'_>, new: &mut Voice) {
        use dateline_core::SourceKind::{Government, Other, Witness};
        let owner = self
            .order
            .iter()
            .rev()
            .map(|&(number, _)| &self.all[number])
            .find(|voice| voice.sort != Sort::Person);
        let is_owned = matches!(syntax.word(new.phrase.tokens.start), "its" | "their");
        let has_own = new.traits.affiliation.is_some()
            || !matches!(new.traits.kind, Government | Other | Witness);
        if let Some(owner) = owner.filter(|_| is_owned && !has_own && new.traits.role.is_some()) {
            new.traits.kind = owner.traits.kind;
            new.traits.named |= owner.traits.named;
        }
    }

    /// The last speaker who agrees with a pronoun.
    fn pronoun(&self, syntax: &Syntax<'_>, phrase: &Phrase) -> Option<usize> {
        let word = syntax.word(phrase.head);
        let agrees = |voice: &Voice| match word {
            word if SINGULAR_PERSON.contains(&word) => {
                voice.sort == Sort::Person && agree(voice.gender, gender_of(word))
            }
            "it" => voice.sort == Sort::Institution,
            "they" | "them" => voice.sort != Sort::Person,
            _ => false,
        };
        let last = |accept: &dyn Fn(&Voice) -> bool| {
            self.order
                .iter()
                .rev()
                .map(|&(number, _)| number)
                .find(|&number| accept(&self.all[number]))
        };
        // A name that neither the encoder nor the word lists know as a person's may be one all the same.
        let may_be_person = |voice: &Voice| {
            SINGULAR_PERSON.contains(&word)
                && voice.sort != Sort::Group
                && agree(voice.gender, gender_of(word))
        };
        last(&agrees).or_else(|| last(&may_be_person))
    }

    /// "the minister", "Gedi": all content words were said of an earlier speaker.
    fn short_form(
        &self,
        document: &Document,
        syntax: &Syntax<'_>,
        phrase: &Phrase,
    ) -> Option<usize> {
        let first = syntax.word(phrase.tokens.start);
        let text = document.text.slice(syntax.span(phrase.tokens.start));
        let is_name = text.chars().next().is_some_and(char::is_uppercase)
            && syntax.upos(phrase.tokens.start) == "PROPN";
        let words = content_words(syntax, phrase);
        if words.is_empty()
            || !(is_name || matches!(first, "the" | "that" | "this" | "its" | "their"))
        {
            return None;
        }
        let mut spoken = self.order.iter().rev().map(|&(number, _)| number);
        spoken.find(|&number| {
            words
                .iter()
                .all(|word| self.all[number].called.contains(word))
        })
    }
}

fn agree(a: Gender, b: Gender) -> bool {
    a == b || a == Gender::Unknown || b == Gender::Unknown
}

fn gender_of(word: &str) -> Gender {
    if FEMALE.contains(&word) {
        Gender::Female
    } else if MALE.contains(&word) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

fn voice(document: &Document, syntax: &Syntax<'_>, encoding: &Encoding, phrase: &Phrase) -> Voice {
    let words = |phrase: &Phrase| {
        document
            .text
            .slice(syntax.span_of_tokens(phrase.tokens.clone()))
    };
    let mut traits = speakers::describe(words(phrase));
    // A single word that the tagger takes for no name ("Partners") is none.
    let is_word = |name: &str| {
        let at = phrase
            .tokens
            .clone()
            .find(|&id| document.text.slice(syntax.span(id)) == name);
        at.is_some_and(|id| syntax.upos(id) != "PROPN")
    };
    if traits.name.as_deref().is_some_and(is_word) {
        traits.name = None;
        traits.named &= traits.role.is_some() || traits.affiliation.is_some();
    }
    let mut called = content_words(syntax, phrase);
    let apposition = super::phrase::apposition(syntax, phrase);
    if let Some(apposition) = &apposition {
        called.extend(content_words(syntax, apposition));
        complete(&mut traits, speakers::describe(words(apposition)));
    }
    let gender = phrase
        .tokens
        .clone()
        .map(|id| gender_of(syntax.word(id)))
        .find(|&gender| gender != Gender::Unknown)
        .unwrap_or(Gender::Unknown);
    let sort = sort_of(syntax, encoding, phrase, &traits);
    if sort == Sort::Person && traits.name.is_none() {
        traits.name = person_name(document, syntax, encoding, phrase);
    }
    Voice {
        phrase: phrase.clone(),
        traits,
        sort,
        gender,
        called,
    }
}

/// What an apposition adds: "Faustin Adirodu, a provincial spokesman".
fn complete(traits: &mut SpeakerTraits, more: SpeakerTraits) {
    if traits.kind == dateline_core::SourceKind::Other {
        traits.kind = more.kind;
    }
    traits.named |= more.named;
    traits.name = traits.name.take().or(more.name);
    traits.role = traits.role.take().or(more.role);
    traits.affiliation = traits.affiliation.take().or(more.affiliation);
}

fn mention_over(syntax: &Syntax<'_>, encoding: &Encoding, id: TokenId, kind: MentionKind) -> bool {
    let span = syntax.span(id);
    encoding
        .mentions
        .iter()
        .any(|mention| mention.kind == kind && mention.score > 0.5 && mention.span.overlaps(span))
}

fn sort_of(
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    phrase: &Phrase,
    traits: &SpeakerTraits,
) -> Sort {
    let head = syntax.word(phrase.head);
    let joined = phrase
        .tokens
        .clone()
        .any(|id| syntax.word(id) == "and" && syntax.deprel(id) == "cc");
    let is_plural = syntax.upos(phrase.head) == "NOUN"
        && (head.ends_with('s') && !head.ends_with("ss") || matches!(head, "people" | "police"));
    let has_full_name = traits.name.as_ref().is_some_and(|name| name.contains(' '));
    let is_officer = traits.named && traits.role.is_some() && !joined;
    if SINGULAR_PERSON.contains(&head)
        || mention_over(syntax, encoding, phrase.head, MentionKind::Person)
        || is_officer
    {
        Sort::Person
    } else if is_plural || joined || head == "they" || head == "we" {
        Sort::Group
    } else if traits.role.is_some() || has_full_name || is_one_person(head) {
        Sort::Person
    } else {
        Sort::Institution
    }
}

fn is_one_person(head: &str) -> bool {
    use dateline_core::PersonKind;
    !matches!(
        dateline_normalize::people::kind(head),
        PersonKind::Unknown | PersonKind::ArmedGroup
    ) && !matches!(head, "army" | "police" | "military" | "navy")
}

fn person_name(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
    phrase: &Phrase,
) -> Option<String> {
    let span = syntax.span_of_tokens(phrase.tokens.clone());
    encoding
        .mentions
        .iter()
        .find(|mention| {
            mention.kind == MentionKind::Person
                && mention.score > 0.5
                && span.contains(mention.span)
        })
        .map(|mention| document.text.slice(mention.span))
        .filter(|words| words.chars().next().is_some_and(char::is_uppercase))
        .map(str::to_owned)
}

/// Nouns, names and adjectives of a phrase.
fn content_words(syntax: &Syntax<'_>, phrase: &Phrase) -> Vec<String> {
    phrase
        .tokens
        .clone()
        .filter(|&id| matches!(syntax.upos(id), "NOUN" | "PROPN" | "ADJ"))
        .map(|id| syntax.word(id).to_owned())
        .collect()
}

//! What the words say of one person: name, age, sex, and whether somebody else than before is meant.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{Document, PersonKind, Span};
use dateline_normalize::{figures, people};

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// Sets of `data/person_marks.tsv`.
struct Marks {
    male: HashSet<&'static str>,
    female: HashSet<&'static str>,
    young: HashSet<&'static str>,
    other: HashSet<&'static str>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let of = |mark: &str| {
        rows(include_str!("../../../../data/person_marks.tsv"))
            .filter(|row| row[0] == mark)
            .flat_map(|row| row[1].split('|'))
            .collect()
    };
    Marks {
        male: of("male"),
        female: of("female"),
        young: of("young"),
        other: of("other"),
    }
});

/// Age in years from which nobody is a teenager any more.
const GROWN: u32 = 20;

/// How far behind a phrase an age may stand, in characters: ", aged 34", " (34)".
const AGE_REACH: u32 = 24;

/// One person as a phrase describes them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Descriptor {
    /// Words of the name, in lower case; the last is the family name.
    pub(crate) name: Vec<String>,
    /// Years.
    pub(crate) age: Option<u32>,
    /// Whether male or female.
    pub(crate) is_male: Option<bool>,
    /// Whether a child or teenager, or a grown man or woman.
    pub(crate) is_young: Option<bool>,
    /// "another man", "the third victim".
    pub(crate) is_other: bool,
    pub(crate) is_pronoun: bool,
    /// "the man": somebody told of before.
    pub(crate) is_definite: bool,
    /// What the person is, where few are it: "deacon", not "man" or "soldier".
    trade: Option<String>,
}

impl Descriptor {
    /// Reads a phrase, and the age that stands right behind it.
    pub(crate) fn read(document: &Document, syntax: &Syntax<'_>, phrase: Span) -> Self {
        let tokens = syntax.tokens_in(phrase);
        let words: Vec<&str> = tokens.clone().map(|id| syntax.word(id)).collect();
        let has = |set: &HashSet<&'static str>| words.iter().any(|word| set.contains(word));
        let (male, female) = (has(&MARKS.male), has(&MARKS.female));
        let first = words.first().copied().unwrap_or_default();
        let name = name_of(document, syntax, tokens);
        let is_pronoun = words.len() == 1 && matches!(first, "he" | "she" | "him" | "her");
        let age = age_within(document.text.slice(phrase)).or_else(|| age_behind(document, phrase));
        Self {
            name,
            age,
            is_male: (male != female).then_some(male),
            is_young: match age {
                Some(age) => Some(age < GROWN),
                None if has(&MARKS.young) => Some(true),
                // "He" may be a boy.
                None => ((male || female) && !is_pronoun).then_some(false),
            },
            is_other: has(&MARKS.other),
            is_pronoun,
            is_definite: matches!(first, "the" | "this" | "that"),
            trade: trade_of(document, syntax, phrase),
        }
    }

    /// Whether nothing that the words say of two persons keeps them from being one.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let clash =
            |a: Option<bool>, b: Option<bool>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let ages_fit = match (self.age, other.age) {
            (Some(a), Some(b)) => a == b,
            // "the man" may be told to be 18.
            (Some(age), None) | (None, Some(age)) if (18..GROWN).contains(&age) => true,
            _ => !clash(self.is_young, other.is_young),
        };
        let names_fit = match (self.name.last(), other.name.last()) {
            (Some(a), Some(b)) => a == b || self.name.contains(b) || other.name.contains(a),
            _ => true,
        };
        ages_fit && names_fit && !clash(self.is_male, other.is_male)
    }

    /// Whether both are told by the same name.
    pub(crate) fn shares_name(&self, other: &Self) -> bool {
        !self.name.is_empty() && !other.name.is_empty() && self.may_be(other)
    }

    /// Whether both are told with the same age.
    pub(crate) fn shares_age(&self, other: &Self) -> bool {
        self.age.is_some() && self.age == other.age && self.may_be(other)
    }

    /// Whether both are told to be the same of what few are.
    pub(crate) fn shares_trade(&self, other: &Self) -> bool {
        self.trade.is_some() && self.trade == other.trade && self.may_be(other)
    }

    /// Whether the words single out the person: by name or by age.
    pub(crate) fn is_telling(&self) -> bool {
        !self.name.is_empty() || self.age.is_some()
    }

    /// Adds what another description of the same person says.
    pub(crate) fn learn(&mut self, other: &Self) {
        if self.name.len() < other.name.len() {
            self.name.clone_from(&other.name);
        }
        self.age = self.age.or(other.age);
        if self.trade.is_none() {
            self.trade.clone_from(&other.trade);
        }
        self.is_male = self.is_male.or(other.is_male);
        self.is_young = other
            .is_young
            .filter(|_| other.age.is_some())
            .or(self.is_young)
            .or(other.is_young);
    }
}

/// The words of a person's name in a phrase, or of one that stands right behind it between commas; "a Red Column leader" has none.
fn name_of(document: &Document, syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Vec<String> {
    let is_name = |id: TokenId| {
        let word = document.text.slice(syntax.span(id));
        syntax.upos(id) == "PROPN"
            && word.chars().next().is_some_and(char::is_uppercase)
            && !figures::names_person(word)
    };
    // "Houston-area girl", "Mt. Oliver Boy"
    let is_of_noun = |id: TokenId| {
        let goes_on = |next: TokenId| is_name(next) || [".", "-"].contains(&syntax.word(next));
        let next = (id + 1..tokens.end).find(|&next| !goes_on(next));
        next.is_some_and(|next| {
            let is_person = figures::names_person(syntax.word(next));
            matches!(syntax.upos(next), "NOUN" | "ADJ" | "PART") || is_person
        })
    };
    let words = |ids: Vec<TokenId>| {
        let word = |id: TokenId| document.text.slice(syntax.span(id)).to_lowercase();
        ids.into_iter().map(word).collect()
    };
    let own: Vec<TokenId> = tokens
        .clone()
        .filter(|&id| is_name(id) && !is_of_noun(id))
        .collect();
    let end = tokens.end;
    let is_apposed = own.is_empty()
        && end > 0
        && end < syntax.len()
        && syntax.upos(end - 1) == "NOUN"
        && syntax.word(end) == ",";
    if !is_apposed {
        return words(own);
    }
    let behind: Vec<TokenId> = (end + 1..syntax.len())
        .take_while(|&id| is_name(id))
        .collect();
    let closes = end + 1 + behind.len();
    let is_closed = closes < syntax.len() && matches!(syntax.word(closes), "," | "." | ";");
    words(if is_closed && behind.len() > 1 {
        behind
    } else {
        own
    })
}

/// The noun of a phrase where it says what few are: "a Chicago church ‹deacon›".
fn trade_of(document: &Document, syntax: &Syntax<'_>, phrase: Span) -> Option<String> {
    const MANY: [&str; 24] = [
        "person",
        "people",
        "victim",
        "civilian",
        "resident",
        "local",
        "villager",
        "citizen",
        "worker",
        "driver",
        "passenger",
        "pedestrian",
        "customer",
        "bystander",
        "neighbor",
        "neighbour",
        "friend",
        "student",
        "farmer",
        "suspect",
        "official",
        "employee",
        "guest",
        "one",
    ];
    let tokens = syntax.tokens_in(phrase);
    let is_told =
        |&id: &TokenId| matches!(syntax.upos(id), "DET" | "ADJ" | "NOUN" | "PROPN" | "NUM");
    let is_joint = |&id: &TokenId| is_told(&id) || syntax.word(id) == "-";
    let noun = tokens.take_while(is_joint).last()?;
    let word = syntax.word(noun);
    let is_sex_or_age = [&MARKS.male, &MARKS.female, &MARKS.young, &MARKS.other]
        .iter()
        .any(|set| set.contains(word));
    let kind = people::kind(document.text.slice(syntax.span(noun)));
    let is_rare = matches!(
        kind,
        PersonKind::Civilian | PersonKind::Journalist | PersonKind::Medical | PersonKind::AidWorker
    ) && !MANY.contains(&word);
    (syntax.upos(noun) == "NOUN" && is_rare && !is_sex_or_age).then(|| word.to_owned())
}

/// "a 22-year-old man", "a girl of 12", "a boy aged 9".
fn age_within(words: &str) -> Option<u32> {
    let lower = words.to_lowercase();
    for mark in ["year-old", "year old", "years old", "-year"] {
        if let Some(at) = lower.find(mark) {
            return last_number(lower[..at].trim_end_matches([' ', '-', '\u{2011}']));
        }
    }
    let tail = lower.rsplit([' ']).next()?;
    let is_led = [" of ", " aged ", " age "]
        .iter()
        .any(|lead| lower.ends_with(&format!("{lead}{tail}")));
    is_led.then(|| last_number(tail)).flatten()
}

/// "Ana Ruiz, 34, ", "a woman (34)", "a farmer, aged 60,".
fn age_behind(document: &Document, phrase: Span) -> Option<u32> {
    let end = (phrase.end + AGE_REACH).min(document.text.char_len());
    let behind = document.text.get(Span::new(phrase.end, end)).ok()?;
    let rest = behind
        .strip_prefix(", ")
        .or_else(|| behind.strip_prefix(" ("))
        .or_else(|| behind.strip_prefix(" - "))?;
    let rest = ["aged ", "age "]
        .iter()
        .find_map(|lead| rest.strip_prefix(lead))
        .unwrap_or(rest);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after = rest[digits.len()..].chars().next();
    let closes = after.is_none_or(|after| matches!(after, ',' | ')' | ';' | '.' | '\n'));
    digits.parse().ok().filter(|&age: &u32| age < 111 && closes)
}

/// The number at the end of `words`: "a 12", "a two".
fn last_number(words: &str) -> Option<u32> {
    let last = words.rsplit(' ').next().unwrap_or_default();
    if let Some(number) = figures::number(last) {
        return u32::try_from(number).ok().filter(|&age| age < 111);
    }
    let start = words
        .char_indices()
        .rev()
        .take_while(|(_, letter)| letter.is_ascii_digit())
        .last()?
        .0;
    words[start..].parse().ok().filter(|&age: &u32| age < 111)
}

//! What the words beside a name tell of the person.

use std::collections::HashMap;
use std::ops::Range;

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

use super::names::Name;

/// What a word makes of the person beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Public,
    Private,
    Witness,
    Minor,
    SexualViolence,
    /// A form of address.
    Form,
}

/// What is told of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) class: Class,
    pub(crate) shown: String,
}

/// The words of `data/person_roles.tsv`, by first word, longest first.
pub(crate) struct Roles {
    by_first_word: HashMap<&'static str, Vec<(Vec<&'static str>, Class, &'static str)>>,
}

impl Roles {
    pub(crate) fn bundled() -> Self {
        let mut by_first_word: HashMap<_, Vec<(Vec<_>, Class, &str)>> = HashMap::new();
        for row in rows(include_str!("../../../../data/person_roles.tsv")) {
            let Some(class) = row.get(1).and_then(|name| class_named(name)) else {
                continue;
            };
            for form in row[0].split('|') {
                let words: Vec<&'static str> = form.split(' ').collect();
                by_first_word
                    .entry(words[0])
                    .or_default()
                    .push((words, class, row[2]));
            }
        }
        for forms in by_first_word.values_mut() {
            forms.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        }
        Self { by_first_word }
    }

    /// The class of a single word, if it is in the table.
    pub(crate) fn class_of_word(&self, word: &str) -> Option<Class> {
        let forms = self.by_first_word.get(word)?;
        forms
            .iter()
            .find(|(words, ..)| words.len() == 1)
            .map(|&(_, class, _)| class)
    }

    /// Every role word in some tokens. A full stop within an abbreviated rank ("Lt. Col.") is passed over.
    fn within(&self, syntax: &Syntax<'_>, tokens: Range<TokenId>) -> Vec<Role> {
        let words: Vec<&str> = tokens
            .map(|id| syntax.word(id))
            .filter(|word| *word != ".")
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let matched = self.by_first_word.get(words[at]).and_then(|forms| {
                forms
                    .iter()
                    .find(|(form, ..)| words[at..].starts_with(form))
            });
            if let Some((form, class, shown)) = matched {
                found.push(Role {
                    class: *class,
                    shown: as_shown(shown, form),
                });
            }
            at += matched.map_or(1, |(form, ..)| form.len());
        }
        found
    }
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "public" => Class::Public,
        "private" => Class::Private,
        "witness" => Class::Witness,
        "minor" => Class::Minor,
        "sexual_violence" => Class::SexualViolence,
        "form" => Class::Form,
        _ => return None,
    })
}

fn as_shown(shown: &str, form: &[&str]) -> String {
    if shown == "-" {
        with_article(&form.join(" "))
    } else {
        shown.to_owned()
    }
}

fn with_article(words: &str) -> String {
    let is_vowel = words.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {words}", if is_vowel { "an" } else { "a" })
}

/// All that the words around a name tell of the person.
pub(crate) fn around(syntax: &Syntax<'_>, table: &Roles, name: &Name) -> Vec<Role> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(name.tokens.start));
    let mut told = Vec::new();
    told.extend(minor(syntax, name, &sentence));
    told.extend(sexual_violence(syntax, table, &sentence));
    let title = title_before(syntax, name, &sentence);
    // The word nearest to the name is the role; what stands before it says of what.
    told.extend(table.within(syntax, title).into_iter().rev());
    if let Some(apposition) = apposition_after(syntax, name, &sentence) {
        told.extend(table.within(syntax, apposition));
    }
    if told.is_empty() {
        told.extend(leads(syntax, name, &sentence));
    }
    told.retain(|role| role.class != Class::Form);
    told
}

/// "the provincial justice minister, Pacifique Lobo", "Army Captain X": the words of the phrase before a name.
fn title_before(syntax: &Syntax<'_>, name: &Name, sentence: &Range<TokenId>) -> Range<TokenId> {
    const LONGEST: usize = 12;
    let end = name.tokens.start;
    let mut start = end;
    let mut commas = 0;
    while start > sentence.start && end - start < LONGEST {
        let word = syntax.word(start - 1);
        let is_comma = word == ",";
        commas += usize::from(is_comma);
        let is_stop = matches!(
            syntax.upos(start - 1),
            "VERB" | "AUX" | "SCONJ" | "PRON" | "CCONJ"
        ) && word != "his"
            && word != "her"
            || matches!(word, ":" | ";" | "\"" | "“" | "”" | "(" | ")" | "—" | "–")
            || is_comma && (commas > 1 || start != end);
        if is_stop {
            break;
        }
        start -= 1;
    }
    // "said the mayor of Taji, Ahmed and ..." : before a comma the name must close the apposition.
    let is_apposition = commas == 0
        || name.tokens.end >= sentence.end
        || matches!(syntax.word(name.tokens.end), "," | "." | ")" | "—" | "–");
    if is_apposition { start..end } else { end..end }
}

/// "Javed Mirza, a dyer at the textile unit,": the words after the comma.
fn apposition_after(
    syntax: &Syntax<'_>,
    name: &Name,
    sentence: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    const LONGEST: usize = 10;
    let comma = name.tokens.end;
    if comma >= sentence.end || !matches!(syntax.word(comma), "," | "(" | "—" | "–") {
        return None;
    }
    let mut start = comma + 1;
    // "Ipia, 46, a councillor".
    if start + 1 < sentence.end && syntax.upos(start) == "NUM" && syntax.word(start + 1) == "," {
        start += 2;
    }
    let is_stop = |id: &TokenId| {
        matches!(syntax.word(*id), "," | "." | ")" | ";" | "—" | "–" | "and")
            || matches!(syntax.upos(*id), "VERB" | "AUX" | "SCONJ")
    };
    let end = (start..sentence.end.min(start + LONGEST))
        .find(is_stop)
        .unwrap_or((start + LONGEST).min(sentence.end));
    let opens_like_one = start < end
        && (matches!(syntax.upos(start), "DET" | "ADJ" | "NOUN" | "PROPN")
            || syntax.word(start).parse::<u32>().is_ok()
            || matches!(syntax.word(start), "his" | "her" | "whose"));
    opens_like_one.then_some(start..end)
}

/// "14-year-old Amina", "Amina, 14,", "Amina, aged 14": the age of a minor.
fn minor(syntax: &Syntax<'_>, name: &Name, sentence: &Range<TokenId>) -> Option<Role> {
    let age_at = |id: TokenId| syntax.word(id).parse::<u32>().ok().filter(|age| *age < 18);
    let after = name.tokens.end + 1;
    let stated = (after + 1 < sentence.end && matches!(syntax.word(name.tokens.end), "," | "("))
        .then(|| {
            if syntax.word(after) == "aged" {
                after + 1
            } else {
                after
            }
        })
        .filter(|&id| id + 1 < sentence.end && matches!(syntax.word(id + 1), "," | ")" | "." | "-"))
        .and_then(age_at);
    let from = name.tokens.start.saturating_sub(8).max(sentence.start);
    let before = (from..name.tokens.start)
        .filter(|&id| syntax.word(id) == "year" && id >= from + 2)
        .filter_map(|id| age_at(id - 2))
        .next();
    let age = stated.or(before)?;
    let nouns = [
        (
            "girl",
            &["girl", "daughter", "sister", "schoolgirl", "her"][..],
        ),
        ("boy", &["boy", "son", "brother", "schoolboy", "his"][..]),
    ];
    let near = from..(name.tokens.end + 10).min(sentence.end);
    let noun = nouns
        .iter()
        .find(|(_, words)| near.clone().any(|id| words.contains(&syntax.word(id))))
        .map_or("child", |(noun, _)| noun);
    let article = if matches!(age, 8 | 11) { "an" } else { "a" };
    Some(Role {
        class: Class::Minor,
        shown: format!("{article} {age}-year-old {noun}"),
    })
}

fn sexual_violence(syntax: &Syntax<'_>, table: &Roles, sentence: &Range<TokenId>) -> Option<Role> {
    table
        .within(syntax, sentence.clone())
        .into_iter()
        .find(|role| role.class == Class::SexualViolence)
}

/// "led by X", "X's government": the head of an organisation.
fn leads(syntax: &Syntax<'_>, name: &Name, sentence: &Range<TokenId>) -> Option<Role> {
    let start = name.tokens.start;
    let is_led = start >= sentence.start + 2
        && syntax.word(start - 1) == "by"
        && matches!(
            syntax.word(start - 2),
            "led" | "headed" | "commanded" | "chaired"
        );
    let after =
        (name.tokens.end..(name.tokens.end + 4).min(sentence.end)).map(|id| syntax.word(id));
    let rules = after.clone().any(|word| word == "s")
        && after.clone().any(|word| {
            matches!(
                word,
                "government" | "regime" | "administration" | "forces" | "army" | "party"
            )
        });
    (is_led || rules).then(|| Role {
        class: Class::Public,
        shown: "a leader".to_owned(),
    })
}

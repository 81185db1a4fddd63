//! What the words beside a name tell of the person.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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

/// A row: its words, their class, and what is shown for a person who bears them.
type Row = (Vec<&'static str>, Class, &'static str);

/// The words of `data/person_roles.tsv`, by first word, longest first.
pub(crate) struct Roles {
    by_first_word: HashMap<&'static str, Vec<Row>>,
}

impl Roles {
    /// The table that comes with the program, read once.
    pub(crate) fn bundled() -> &'static Self {
        static ROLES: LazyLock<Roles> = LazyLock::new(Roles::read);
        &ROLES
    }

    fn read() -> Self {
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
    told.extend(sexual_violence(syntax, table, name, &sentence));
    let title = title_before(syntax, &name.tokens, &sentence);
    // The word nearest to the name is the role; what stands before it says of what.
    told.extend(table.within(syntax, title).into_iter().rev());
    if let Some(apposition) = apposition_after(syntax, &name.tokens, &sentence) {
        told.extend(table.within(syntax, apposition));
    }
    if told.is_empty() {
        told.extend(leads(syntax, &name.tokens));
    }
    told.retain(|role| role.class != Class::Form);
    told
}

/// "the provincial justice minister, Pacifique Lobo", "Army Captain X": the words of the phrase before a name.
fn title_before(
    syntax: &Syntax<'_>,
    name: &Range<TokenId>,
    sentence: &Range<TokenId>,
) -> Range<TokenId> {
    const LONGEST: usize = 12;
    let end = name.start;
    let mut start = end;
    let mut commas = 0;
    while start > sentence.start && end - start < LONGEST {
        let word = syntax.word(start - 1);
        let is_comma = word == ",";
        let is_stop = matches!(
            syntax.upos(start - 1),
            "VERB" | "AUX" | "SCONJ" | "PRON" | "CCONJ"
        ) && word != "his"
            && word != "her"
            || matches!(word, ":" | ";" | "\"" | "“" | "”" | "(" | ")" | "—" | "–")
            || is_comma && start != end;
        if is_stop {
            break;
        }
        commas += usize::from(is_comma);
        start -= 1;
    }
    // "said the mayor of Taji, Ahmed and ..." : before a comma the name must close the apposition.
    let is_apposition = commas == 0
        || name.end >= sentence.end
        || matches!(syntax.word(name.end), "," | "." | ")" | "—" | "–");
    if is_apposition { start..end } else { end..end }
}

/// "Javed Mirza, a dyer at the textile unit,": the words after the comma.
fn apposition_after(
    syntax: &Syntax<'_>,
    name: &Range<TokenId>,
    sentence: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    const LONGEST: usize = 10;
    let comma = name.end;
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

/// Whether a phrase with a word for a role stands in apposition: "the minister, Pacifique Lobo,", "Lobo, a minister".
pub(super) fn apposes(syntax: &Syntax<'_>, table: &Roles, name: &Range<TokenId>) -> bool {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(name.start));
    let has_comma = name.start > sentence.start && syntax.word(name.start - 1) == ",";
    let before = if has_comma {
        title_before(syntax, name, &sentence)
    } else {
        0..0
    };
    let after = apposition_after(syntax, name, &sentence).unwrap_or(0..0);
    [before, after]
        .into_iter()
        .any(|tokens| !table.within(syntax, tokens).is_empty())
}

/// "Torres, 34,", "Amina (14)", "Amina, aged 14,": the age told after a name.
pub(super) fn age_after(syntax: &Syntax<'_>, name: &Range<TokenId>) -> Option<u32> {
    const OLDEST: u32 = 120;
    let sentence = syntax.sentence_tokens(syntax.sentence_of(name.start));
    let opens = name.end + 2 < sentence.end && matches!(syntax.word(name.end), "," | "(");
    let at = name.end + 1 + usize::from(opens && syntax.word(name.end + 1) == "aged");
    let is_closed = at + 1 < sentence.end && matches!(syntax.word(at + 1), "," | ")" | "." | "-");
    let age = (opens && is_closed)
        .then(|| syntax.word(at).parse::<u32>().ok())
        .flatten();
    age.filter(|age| (1..=OLDEST).contains(age))
}

/// "14-year-old Amina", "Amina, 14,", "Amina, aged 14": the age of a minor.
fn minor(syntax: &Syntax<'_>, name: &Name, sentence: &Range<TokenId>) -> Option<Role> {
    let age_at = |id: TokenId| syntax.word(id).parse::<u32>().ok().filter(|age| *age < 18);
    let stated = age_after(syntax, &name.tokens).filter(|age| *age < 18);
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

fn sexual_violence(
    syntax: &Syntax<'_>,
    table: &Roles,
    name: &Name,
    sentence: &Range<TokenId>,
) -> Option<Role> {
    const NEAR: usize = 12;
    let from = name.tokens.start.saturating_sub(NEAR).max(sentence.start);
    let near = from..(name.tokens.end + NEAR).min(sentence.end);
    table
        .within(syntax, near)
        .into_iter()
        .find(|role| role.class == Class::SexualViolence)
}

/// "led by X", "X's government", "the regime of X": the head of an organisation.
pub(super) fn leads(syntax: &Syntax<'_>, name: &Range<TokenId>) -> Option<Role> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(name.start));
    const LED: [&str; 9] = [
        "government",
        "regime",
        "administration",
        "forces",
        "army",
        "party",
        "presidency",
        "rule",
        "movement",
    ];
    let start = name.start;
    let before = |steps: usize| {
        start
            .checked_sub(steps)
            .filter(|id| sentence.contains(id))
            .map_or("", |id| syntax.word(id))
    };
    let is_led = before(1) == "by"
        && matches!(
            before(2),
            "led" | "headed" | "commanded" | "chaired" | "founded"
        );
    let is_of = matches!(before(1), "of" | "to" | "under") && LED.contains(&before(2));
    let after = || (name.end..(name.end + 4).min(sentence.end)).map(|id| syntax.word(id));
    let rules = after().any(|word| word == "s") && after().any(|word| LED.contains(&word));
    (is_led || is_of || rules).then(|| Role {
        class: Class::Public,
        shown: "a leader".to_owned(),
    })
}

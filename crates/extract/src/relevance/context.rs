//! What must stand near a word for it to be an act: `data/contexts.tsv` and the tables of values.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::{ActorKind, Document, PersonKind, WeaponKind};
use dateline_normalize::{actors, figures, people, targets, weapons};

use crate::setting::is_hospital;
use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// Sentences to either side in which the context that a trigger needs may stand.
const CONTEXT_SENTENCES: usize = 3;

/// Tokens that the object of a verb may take.
const OBJECT_TOKENS: usize = 12;

/// Words for the death of somebody in hospital.
const DEATHS: [&str; 6] = ["pronounced", "died", "dies", "dead", "passed", "succumbed"];

/// Tokens that the name of a hospital may take.
const HOSPITAL_TOKENS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Sentence,
    Before,
    Object,
    Near,
}

type Forms = HashMap<&'static str, Vec<Vec<&'static str>>>;

static CONTEXTS: LazyLock<HashMap<&'static str, (Reach, Forms)>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/contexts.tsv"))
        .map(|row| {
            let reach = match row[1] {
                "before" => Reach::Before,
                "object" => Reach::Object,
                "near" => Reach::Near,
                _ => Reach::Sentence,
            };
            let mut forms = Forms::new();
            for form in row[2].split('|') {
                let words: Vec<&str> = form.split(' ').collect();
                forms.entry(words[0]).or_default().push(words);
            }
            (row[0], (reach, forms))
        })
        .collect()
});

/// A document in which the contexts of triggers are looked up.
pub(super) struct Contexts<'a> {
    document: &'a Document,
    syntax: &'a Syntax<'a>,
    /// Sentences that name prisoners or captives, prisons, and parties under arms.
    held: HashSet<usize>,
    prisons: HashSet<usize>,
    armed: HashSet<usize>,
}

impl<'a> Contexts<'a> {
    pub(super) fn new(document: &'a Document, syntax: &'a Syntax<'a>) -> Self {
        let held = sentences_with(syntax, |word| people::kind(word) == PersonKind::Detainee);
        let prisons = sentences_with(syntax, |word| {
            ["prison", "jail", "prisons", "jails"].contains(&word)
        });
        let armed = sentences_with(syntax, |word| is_armed(word) || is_under_arms(word));
        Self {
            document,
            syntax,
            held,
            prisons,
            armed,
        }
    }

    /// Whether a trigger has all that its row needs: contexts parted by `+`, of which `!` negates one; `-` for none.
    pub(super) fn fit(&self, needs: &str, trigger: Range<TokenId>) -> bool {
        needs == "-"
            || needs.split('+').all(|need| match need.strip_prefix('!') {
                Some(absent) => !self.has(absent, &trigger),
                None => self.has(need, &trigger),
            })
    }

    fn has(&self, need: &str, trigger: &Range<TokenId>) -> bool {
        use WeaponKind::{
            AirBomb, Artillery, Bomb, Chemical, Firearm, Grenade, Mine, Missile, Mortar, Rocket,
        };
        match need {
            "prison" => {
                self.is_near(&self.held, trigger.start)
                    || self.is_near(&self.prisons, trigger.start)
            }
            "captive" => {
                self.is_near(&self.held, trigger.start) || self.has_words("captive", trigger)
            }
            "armed" => self.is_near(&self.armed, trigger.start),
            "weapon" => self.has_weapon(trigger, &|_| true),
            "artillery" => self.has_weapon(trigger, &|kind| {
                matches!(kind, Mortar | Artillery | Rocket | Missile)
            }),
            "grenade" => {
                self.has_weapon(trigger, &|kind| kind == Grenade)
                    && !self.has_weapon(trigger, &|kind| matches!(kind, Firearm | Rocket))
            }
            "explosive" => self.has_weapon(trigger, &|kind| matches!(kind, Bomb | Grenade | Mine)),
            "air_bomb" => self.has_weapon(trigger, &|kind| kind == AirBomb),
            "chemical" => {
                let has_agent = self.has_weapon(trigger, &|kind| kind == Chemical)
                    && !self.has_words("irritant", trigger);
                has_agent || self.has_words("toxin", trigger)
            }
            "month" => self.is_month(trigger),
            "counted" => self.is_counted(trigger.end),
            "custody" => self.is_into_custody(trigger.end),
            "to_hospital" => self.is_to_hospital(trigger),
            "property" => self
                .object(trigger)
                .iter()
                .any(|&id| targets::kind(self.syntax.word(id)).is_some()),
            // "a woman's ring" is no woman.
            "persons" => self.object(trigger).iter().any(|&id| {
                let is_owner = matches!(self.syntax.deprel(id), "nmod:poss" | "compound");
                !is_owner && names_person(self.syntax.word(id))
            }),
            _ => self.has_words(need, trigger),
        }
    }

    fn is_near(&self, sentences: &HashSet<usize>, token: TokenId) -> bool {
        let sentence = self.syntax.sentence_of(token);
        (sentence.saturating_sub(CONTEXT_SENTENCES)..=sentence + CONTEXT_SENTENCES)
            .any(|at| sentences.contains(&at))
    }

    fn has_weapon(&self, trigger: &Range<TokenId>, is_wanted: &dyn Fn(WeaponKind) -> bool) -> bool {
        let sentence = self
            .syntax
            .sentence_span(self.syntax.sentence_of(trigger.start));
        weapons::find(&self.document.text, sentence)
            .iter()
            .any(|weapon| is_wanted(weapon.kind))
    }

    /// "kills 3 and wounds 5": a number stands right behind.
    fn is_counted(&self, next: TokenId) -> bool {
        next < self.syntax.len() && self.syntax.upos(next) == "NUM"
    }

    /// "took nine suspects into custody".
    fn is_into_custody(&self, from: TokenId) -> bool {
        let syntax = self.syntax;
        let end = syntax.sentence_tokens(syntax.sentence_of(from - 1)).end;
        (from..end.min(from + OBJECT_TOKENS))
            .take_while(|&id| !matches!(syntax.upos(id), "VERB" | "AUX" | "SCONJ"))
            .any(|id| {
                syntax.word(id) == "into"
                    && (id + 1..end.min(id + 4)).any(|id| syntax.word(id) == "custody")
            })
    }

    /// "sent five people to the hospital", "taken by ambulance to Berg Medical Center"; no bodies are, and whoever died there is told dead.
    fn is_to_hospital(&self, trigger: &Range<TokenId>) -> bool {
        let syntax = self.syntax;
        let end = syntax
            .sentence_tokens(syntax.sentence_of(trigger.start))
            .end;
        let mut behind = (trigger.end..end.min(trigger.end + OBJECT_TOKENS))
            .take_while(|&id| !matches!(syntax.upos(id), "VERB" | "AUX" | "SCONJ"));
        let to = behind.find(|&id| syntax.word(id) == "to");
        to.is_some_and(|to| {
            (to + 1..end.min(to + HOSPITAL_TOKENS)).any(|id| is_hospital(syntax, id))
        }) && !self.has_words("bodies", trigger)
            && !(trigger.end..end).any(|id| DEATHS.contains(&syntax.word(id)))
    }

    /// "in March 2018", "on 4 March": the month, and no march.
    fn is_month(&self, trigger: &Range<TokenId>) -> bool {
        let is_number = |id: TokenId| {
            id < self.syntax.len()
                && self
                    .syntax
                    .word(id)
                    .starts_with(|c: char| c.is_ascii_digit())
        };
        trigger.clone().any(|id| {
            let text = self.document.text.slice(self.syntax.span(id));
            text == "March" && (is_number(id + 1) || id > 0 && is_number(id - 1))
        })
    }

    fn has_words(&self, context: &str, trigger: &Range<TokenId>) -> bool {
        let Some((reach, forms)) = CONTEXTS.get(context) else {
            return false;
        };
        let syntax = self.syntax;
        let sentence = syntax.sentence_of(trigger.start);
        let tokens = syntax.sentence_tokens(sentence);
        let within: Vec<TokenId> = match reach {
            Reach::Sentence => tokens.filter(|id| !trigger.contains(id)).collect(),
            Reach::Before => (tokens.start..trigger.start).collect(),
            Reach::Object => self.object(trigger),
            Reach::Near => {
                let last = (sentence + CONTEXT_SENTENCES).min(syntax.sentence_count() - 1);
                let first = sentence.saturating_sub(CONTEXT_SENTENCES);
                (syntax.sentence_tokens(first).start..syntax.sentence_tokens(last).end).collect()
            }
        };
        within.iter().any(|&id| stands_at(syntax, forms, id))
    }

    /// The words of what a verb is done to, by their order alone: after it, or before a passive.
    fn object(&self, trigger: &Range<TokenId>) -> Vec<TokenId> {
        let syntax = self.syntax;
        let sentence = syntax.sentence_tokens(syntax.sentence_of(trigger.start));
        let is_passive = (sentence.start..trigger.start)
            .rev()
            .take_while(|&id| matches!(syntax.upos(id), "AUX" | "ADV" | "PART"))
            .any(|id| {
                ["was", "were", "been", "being", "is", "are", "be"].contains(&syntax.word(id))
            });
        let ends = |id: &TokenId| ends_object(syntax, *id);
        // "seventeen passengers taken from a bus"
        let is_reduced = syntax.deprel(trigger.start) == "acl";
        if is_passive || is_reduced {
            let before = (sentence.start..trigger.start)
                .rev()
                .skip_while(|&id| matches!(syntax.upos(id), "AUX" | "ADV" | "PART"));
            return before
                .take(OBJECT_TOKENS)
                .take_while(|&id| !matches!(syntax.upos(id), "VERB" | "SCONJ"))
                .collect();
        }
        (trigger.end..sentence.end)
            .take(OBJECT_TOKENS)
            .take_while(|id| !ends(id))
            .collect()
    }
}

fn is_under_arms(word: &str) -> bool {
    matches!(
        people::kind(word),
        PersonKind::Military | PersonKind::Police | PersonKind::ArmedGroup
    )
}

fn names_person(word: &str) -> bool {
    ["people", "persons", "men", "women", "others", "staff"].contains(&word)
        || figures::names_person(word)
        || people::kind(word) != PersonKind::Unknown
}

/// Whether a word, the head of a phrase, names a party under arms: "ISAF forces" too.
pub(crate) fn heads_forces(word: &str) -> bool {
    is_armed(word) || word == "forces"
}

/// Whether a word names a party under arms.
fn is_armed(word: &str) -> bool {
    !matches!(
        actors::kind(word),
        ActorKind::Unknown | ActorKind::Civilian | ActorKind::Protesters
    )
}

/// Whether a word after a verb is past its object; days and particles may stand before it ("captured on Thursday a ...").
fn ends_object(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let word = syntax.word(id);
    match syntax.upos(id) {
        "VERB" | "AUX" | "SCONJ" => true,
        "PUNCT" => !matches!(word, "," | "-" | "\"" | "'" | "“" | "‘"),
        "ADP" => !matches!(word, "of" | "on" | "back" | "over" | "up"),
        _ => false,
    }
}

fn stands_at(syntax: &Syntax<'_>, forms: &Forms, id: TokenId) -> bool {
    forms.get(syntax.word(id)).is_some_and(|all| {
        all.iter().any(|words| {
            words
                .iter()
                .enumerate()
                .all(|(at, word)| id + at < syntax.len() && syntax.word(id + at) == *word)
        })
    })
}

fn sentences_with(syntax: &Syntax<'_>, is_wanted: impl Fn(&str) -> bool) -> HashSet<usize> {
    (0..syntax.len())
        .filter(|&id| is_wanted(syntax.word(id)))
        .map(|id| syntax.sentence_of(id))
        .collect()
}

/// Whether a context is one that can be looked up.
#[cfg(test)]
pub(crate) fn is_known(need: &str) -> bool {
    const OF_VALUES: [&str; 14] = [
        "month",
        "counted",
        "custody",
        "to_hospital",
        "prison",
        "armed",
        "weapon",
        "artillery",
        "grenade",
        "explosive",
        "air_bomb",
        "chemical",
        "property",
        "persons",
    ];
    OF_VALUES.contains(&need) || CONTEXTS.contains_key(need)
}

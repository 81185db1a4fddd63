//! Whether the text says that an act happened: tried, threatened, feared, meant, or done.

use std::collections::HashMap;

use super::{LIGHT_VERBS, is_negated, is_negated_noun};
use crate::syntax::{Syntax, TokenId};
use crate::table::rows;
use crate::triggers::Trigger;

/// Whether the text says that the act happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reality {
    /// It happened.
    Actual,
    /// It was tried and failed, or was stopped.
    Attempted,
    /// It may have happened.
    Possible,
    /// It was threatened.
    Threatened,
    /// Planned, feared, asked for, conditional: no occurrence.
    Unreal,
}

/// What the words around an act say of its reality.
pub(crate) struct Modality {
    effects: HashMap<&'static str, &'static str>,
}

impl Modality {
    pub(crate) fn bundled() -> Self {
        let mut effects = HashMap::new();
        for row in rows(include_str!("../../../../data/modality.tsv")) {
            for form in row[0].split('|') {
                effects.entry(form).or_insert(row[1]);
            }
        }
        Self { effects }
    }

    fn effect(&self, word: &str) -> Option<&'static str> {
        self.effects.get(word).copied()
    }
}

pub(super) fn reality(
    syntax: &Syntax<'_>,
    trigger: Trigger,
    patients: &[TokenId],
    modality: &Modality,
) -> Reality {
    if is_countless(syntax, patients, modality) {
        return Reality::Unreal;
    }
    let around = words_around(syntax, trigger.token);
    let found = around.into_iter().map(|(word, token)| {
        modality
            .effect(syntax.word(word))
            .map_or(Reality::Actual, |effect| {
                // "sought his execution", "wanted to kill two", but "sought the man who killed two"
                let is_object = || {
                    syntax.head(trigger.token) == Some(word)
                        && matches!(syntax.deprel(trigger.token), "obj" | "xcomp" | "ccomp")
                };
                match effect {
                    "sought" if !is_object() => Reality::Actual,
                    "sought" => reality_of("planned", syntax, word, token),
                    _ => reality_of(effect, syntax, word, token),
                }
            })
    });
    let worst = found.max().unwrap_or(Reality::Actual);
    let is_meant = || is_purpose(syntax, trigger.token) || is_to_be(syntax, trigger.token);
    match worst {
        Reality::Actual if is_meant() => Reality::Unreal,
        Reality::Possible if is_conditional(syntax, trigger.token) => Reality::Unreal,
        worst => worst,
    }
}

/// "thousands were to storm the base": what was to come.
fn is_to_be(syntax: &Syntax<'_>, token: TokenId) -> bool {
    token >= 2
        && syntax.word(token - 1) == "to"
        && ["was", "were", "is", "are"].contains(&syntax.word(token - 2))
}

/// "may be shot down if it enters the zone": a possibility that hangs on a condition.
fn is_conditional(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let mut conditions = syntax.children_by(token, &["advcl"]);
    conditions.any(|clause| {
        let mut marks = syntax.children_by(clause, &["mark"]);
        marks.any(|mark| ["if", "unless", "should"].contains(&syntax.word(mark)))
    })
}

/// Whether the words around an act call it an accident: "accidentally shot", "the shooting was accidental".
pub(super) fn is_accident(syntax: &Syntax<'_>, trigger: Trigger, modality: &Modality) -> bool {
    let around = words_around(syntax, trigger.token);
    around.into_iter().any(|(word, _)| {
        modality.effect(syntax.word(word)) == Some("accident")
            && !is_negated(syntax, word)
            && !is_negated_noun(syntax, word)
    })
}

/// The words that say how an act is meant, each with the word that it modifies or is: modifiers of the act and of what governs
/// it, and what governs it.
fn words_around(syntax: &Syntax<'_>, act: TokenId) -> Vec<(TokenId, TokenId)> {
    let mut words = Vec::new();
    for token in syntax.ancestors(act) {
        let modifiers = syntax.children_by(token, &["aux", "mark", "advmod", "amod"]);
        words.extend(modifiers.map(|word| (word, token)));
        if token != act {
            words.push((token, token));
        }
        // What governs a finite or reported clause says nothing of its reality.
        if matches!(
            syntax.deprel(token),
            "ccomp" | "parataxis" | "acl:relcl" | "advcl" | "root" | "nsubj" | "nsubj:pass"
        ) && token != act
            // "an attempted robbery and shootout that killed three"
            || matches!(syntax.deprel(token), "parataxis" | "advcl" | "root" | "acl:relcl")
                && !is_averted(syntax, token)
        {
            break;
        }
    }
    words
}

/// "prevented judges from being murdered": the clause depends on its verb for what it says.
fn is_averted(syntax: &Syntax<'_>, clause: TokenId) -> bool {
    let mut marks = syntax.children_by(clause, &["mark", "case"]);
    marks.any(|mark| syntax.word(mark) == "from")
}

/// Whether an act befell so many that no single one is told: "countless citizens have been murdered".
fn is_countless(syntax: &Syntax<'_>, patients: &[TokenId], modality: &Modality) -> bool {
    patients.iter().any(|&head| {
        let mut modifiers = syntax.children_by(head, &["amod"]);
        modifiers.any(|word| modality.effect(syntax.word(word)) == Some("countless"))
    })
}

/// Verbs whose purpose is what they did: "used batons to disperse the crowd".
const MEANS: [&str; 9] = [
    "used", "using", "use", "fired", "firing", "opened", "deployed", "resorted", "managed",
];

/// Verbs that only set out for what their complement names.
const SETTING_OUT: [&str; 16] = [
    "turn",
    "turned",
    "targeted",
    "sent",
    "set",
    "moved",
    "went",
    "came",
    "arrived",
    "returned",
    "met",
    "traveled",
    "travelled",
    "mobilized",
    "mobilised",
    "headed",
];

/// "an operation to capture a leader": an infinitive of purpose tells what was meant, not what happened.
fn is_purpose(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let is_infinitive = syntax
        .children_by(token, &["mark"])
        .any(|id| syntax.word(id) == "to" && id < token);
    let Some(head) = syntax.head(token) else {
        return false;
    };
    match syntax.deprel(token) {
        "conj" => {
            syntax.upos(token) == "VERB"
                && syntax.upos(head) == "VERB"
                && is_bare(syntax, token)
                && is_purpose(syntax, head)
        }
        "acl" => is_infinitive,
        // "claimed to have killed twelve": what is told as past was no purpose.
        "advcl" => {
            is_infinitive && !is_perfect(syntax, token) && !MEANS.contains(&syntax.word(head))
        }
        "xcomp" => {
            let word = syntax.word(head);
            is_infinitive && (LIGHT_VERBS.contains(&word) || SETTING_OUT.contains(&word))
        }
        _ => false,
    }
}

/// "to have killed".
fn is_perfect(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let mut helpers = syntax.children_by(token, &["aux"]);
    helpers.any(|id| syntax.word(id) == "have")
}

/// A verb form without an ending, as in "to capture or kill".
fn is_bare(syntax: &Syntax<'_>, token: TokenId) -> bool {
    let word = syntax.word(token);
    !word.ends_with("ed") && !word.ends_with("ing")
}

/// Verbs of what is decided rather than done: "measures are taken to prevent attacks".
const DECIDING: [&str; 16] = [
    "adopted",
    "agreed",
    "agree",
    "approved",
    "called",
    "designed",
    "established",
    "implemented",
    "implementing",
    "introduced",
    "need",
    "needed",
    "promised",
    "take",
    "taken",
    "taking",
];

/// "efforts to prevent attacks": the act that a policy is directed against is any such act, not one that was stopped.
fn is_policy(syntax: &Syntax<'_>, word: TokenId) -> bool {
    let mut marks = syntax.children_by(word, &["mark"]);
    let is_infinitive = marks.any(|id| syntax.word(id) == "to" && id < word);
    is_infinitive
        && match (syntax.deprel(word), syntax.head(word)) {
            ("acl", _) => true,
            ("advcl" | "xcomp", Some(head)) => DECIDING.contains(&syntax.word(head)),
            _ => false,
        }
}

/// "is going to attack", where "fighting is going on".
fn is_before_to(syntax: &Syntax<'_>, word: TokenId) -> bool {
    word + 1 < syntax.len() && syntax.word(word + 1) == "to"
}

fn reality_of(effect: &str, syntax: &Syntax<'_>, word: TokenId, token: TokenId) -> Reality {
    let is_own_modifier = word != token;
    match effect {
        "possible" => Reality::Possible,
        "unreal" if is_own_modifier => Reality::Unreal,
        "almost" if is_own_modifier && word + 1 == token => Reality::Unreal,
        "planned" if !is_own_modifier && syntax.upos(word) != "NOUN" => Reality::Unreal,
        "due" if !is_own_modifier && is_before_to(syntax, word) => Reality::Unreal,
        "denied" if !is_own_modifier => Reality::Unreal,
        "threatened" => Reality::Threatened,
        "forbidden" if !is_own_modifier => Reality::Unreal,
        "foiled" | "opposed" if !is_own_modifier && is_policy(syntax, word) => Reality::Unreal,
        "attempted" | "foiled" => Reality::Attempted,
        _ => Reality::Actual,
    }
}

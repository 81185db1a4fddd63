//! Acts and effects as they stand in their clauses: who, to whom, and whether they happened.

mod harm;
mod reality;
mod subjects;
#[cfg(test)]
mod tests;

pub(crate) use reality::{Modality, Reality};
pub(crate) use subjects::{is_noun, subject_of};

use reality::{is_accident, reality};

use dateline_core::FigureKind;

use crate::attribution::can_speak;
use crate::syntax::{Syntax, TokenId};
use crate::triggers::{Patient, Trigger};

/// A trigger in its clause.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) trigger: Trigger,
    pub(crate) sentence: usize,
    /// Heads of the phrases that name who did it.
    pub(crate) agents: Vec<TokenId>,
    /// Heads of the phrases that name who or what it was done to.
    pub(crate) patients: Vec<TokenId>,
    pub(crate) negated: bool,
    pub(crate) reality: Reality,
    /// Whether its words call it an accident.
    pub(crate) accidental: bool,
}

/// The clause around each trigger.
pub(crate) fn events(syntax: &Syntax<'_>, triggers: &[Trigger], modality: &Modality) -> Vec<Event> {
    triggers
        .iter()
        .map(|&trigger| event(syntax, trigger, modality))
        .collect()
}

fn event(syntax: &Syntax<'_>, trigger: Trigger, modality: &Modality) -> Event {
    let trigger = harm::as_told(syntax, trigger);
    let token = trigger.token;
    // "the police killing of a teenager": the tagger took the noun for a verb.
    let is_gerund_of = || {
        trigger.sense.figure == Some(FigureKind::Killed)
            && syntax.word(token).ends_with("ing")
            && trigger.end < syntax.len()
            && syntax.word(trigger.end) == "of"
    };
    let is_noun = matches!(syntax.upos(token), "NOUN" | "PROPN") || is_gerund_of();
    let (agents, patients) = if is_noun && harm::is_injury(syntax.word(token)) {
        (Vec::new(), harm::injured(syntax, token))
    } else if is_noun && trigger.sense.patient == Patient::Subject {
        (Vec::new(), harm::in_condition(syntax, trigger))
    } else if is_noun {
        noun_arguments(syntax, trigger)
    } else {
        verb_arguments(syntax, trigger)
    };
    Event {
        trigger,
        sentence: syntax.sentence_of(token),
        negated: is_negated(syntax, token)
            || (is_noun && is_negated_noun(syntax, token))
            || patients
                .iter()
                .chain(&agents)
                .any(|&head| is_negated_noun(syntax, head)),
        reality: reality(syntax, trigger, &patients, modality),
        accidental: is_accident(syntax, trigger, modality),
        agents,
        patients,
    }
}

/// A phrase and all that is coordinated with it.
pub(crate) fn with_conjuncts(syntax: &Syntax<'_>, head: TokenId) -> Vec<TokenId> {
    let mut all = vec![head];
    all.extend(
        syntax
            .children_by(head, &["conj"])
            .filter(|&id| matches!(syntax.upos(id), "NOUN" | "PROPN" | "NUM" | "PRON")),
    );
    all
}

fn verb_arguments(syntax: &Syntax<'_>, trigger: Trigger) -> (Vec<TokenId>, Vec<TokenId>) {
    let verb = trigger.token;
    if let Some(object) = harm::shot_dead(syntax, trigger) {
        return (Vec::new(), with_conjuncts(syntax, object));
    }
    let mut agents = Vec::new();
    let mut patients = Vec::new();
    let subjects: Vec<TokenId> = subject_of(syntax, verb).into_iter().collect();
    let is_passive = syntax
        .children_by(verb, &["nsubj:pass", "aux:pass"])
        .next()
        .is_some()
        || is_reduced_passive(syntax, verb);
    for by in syntax.children_by(verb, &["obl:agent", "obl"]) {
        if is_passive && syntax.case_of(by) == Some("by") {
            agents.extend(with_conjuncts(syntax, by));
        } else if matches!(syntax.case_of(by), Some("on" | "at" | "against"))
            && trigger.sense.patient == Patient::Absent
        {
            patients.extend(with_conjuncts(syntax, by));
        }
    }
    let objects: Vec<TokenId> = syntax
        .children_by(verb, &["obj"])
        .flat_map(|id| with_conjuncts(syntax, id))
        .collect();
    if is_passive || trigger.sense.patient == Patient::Subject {
        // "ten had died and 60 were back": what is coordinated behind the verb has a verb of its own.
        let is_on_its_side = |subject: TokenId, id: TokenId| id < verb || subject > verb;
        patients.extend(subjects.iter().flat_map(|&subject| {
            let all = with_conjuncts(syntax, subject).into_iter();
            all.filter(move |&id| is_on_its_side(subject, id))
        }));
        if is_passive
            && subjects.is_empty()
            && matches!(syntax.deprel(verb), "acl" | "amod" | "acl:relcl")
        {
            patients.extend(syntax.head(verb));
        }
    } else {
        agents.extend(subjects.iter().flat_map(|&id| with_conjuncts(syntax, id)));
        if objects.is_empty() && !agents.is_empty() {
            patients.extend(named_behind(syntax, trigger));
        }
    }
    // "had died in the town and that 60 fugitives were back": who dies has no object, whatever the tree makes of it.
    if trigger.sense.patient != Patient::Subject || patients.is_empty() {
        patients.extend(objects);
    }
    (agents, patients)
}

/// "Gunmen killed Sergeant Dawud": a name right behind a verb that the tree gave no object is the object.
fn named_behind(syntax: &Syntax<'_>, trigger: Trigger) -> Option<TokenId> {
    let end = syntax
        .sentence_tokens(syntax.sentence_of(trigger.token))
        .end;
    let is_name = |id: &TokenId| syntax.upos(*id) == "PROPN" && can_speak(syntax, *id);
    (trigger.end..end)
        .take_while(is_name)
        .last()
        // "killed March 3" names a day.
        .filter(|&last| last + 1 >= end || syntax.upos(last + 1) != "NUM")
        .filter(|_| trigger.sense.patient == Patient::Object)
}

/// Participles that do not end in "ed".
const IRREGULAR: [&str; 12] = [
    "shot", "slain", "hurt", "freed", "taken", "beaten", "driven", "burnt", "held", "cut", "put",
    "hung",
];

/// "12 people killed in the attack": a participle with no auxiliary that modifies what was affected.
fn is_reduced_passive(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let is_participle = syntax.word(verb).ends_with("ed") || IRREGULAR.contains(&syntax.word(verb));
    is_participle
        && matches!(syntax.deprel(verb), "acl" | "amod" | "conj" | "xcomp")
        && syntax.children_by(verb, &["obj", "nsubj"]).next().is_none()
        && (syntax.deprel(verb) != "conj"
            || syntax.head(verb).is_some_and(|head| {
                syntax
                    .children_by(head, &["nsubj:pass", "aux:pass"])
                    .next()
                    .is_some()
                    || is_reduced_passive(syntax, head)
            }))
}

fn noun_arguments(syntax: &Syntax<'_>, trigger: Trigger) -> (Vec<TokenId>, Vec<TokenId>) {
    let noun = trigger.token;
    let mut agents = Vec::new();
    let mut patients = Vec::new();
    for &child in syntax.children(noun) {
        match (syntax.deprel(child), syntax.case_of(child)) {
            ("nmod" | "obl" | "nmod:agent", Some("by")) => {
                agents.extend(with_conjuncts(syntax, child))
            }
            ("nmod" | "obl", Some("on" | "against" | "at" | "targeting")) => {
                patients.extend(with_conjuncts(syntax, child))
            }
            ("nmod" | "obl", Some("of")) if trigger.sense.patient == Patient::Object => {
                patients.extend(with_conjuncts(syntax, child))
            }
            ("nmod:poss", _) if trigger.sense.figure.is_none() => agents.push(child),
            // "the mayor's murder", but not "the army's killing of the mayor"
            ("nmod:poss", _) if is_deed(syntax, noun) && syntax.upos(child) != "PRON" => {
                patients.extend(with_conjuncts(syntax, child))
            }
            ("compound" | "amod", _) if child < trigger.first && is_party(syntax.word(child)) => {
                agents.push(child)
            }
            ("acl", _) if syntax.word(child) == "targeting" => {
                patients.extend(syntax.children_by(child, &["obj"]))
            }
            _ => {}
        }
    }
    // "militants carried out the attack", "launched an assault on": the light verb's subject did it.
    if let Some(verb) = syntax
        .head(noun)
        .filter(|&head| LIGHT_VERBS.contains(&syntax.word(head)) && syntax.deprel(noun) == "obj")
    {
        agents.extend(
            subject_of(syntax, verb)
                .into_iter()
                .flat_map(|id| with_conjuncts(syntax, id)),
        );
        patients.extend(
            syntax
                .children_by(verb, &["obl"])
                .filter(|&id| matches!(syntax.case_of(id), Some("on" | "against" | "at"))),
        );
    }
    // "bombers were involved in the assault".
    if let Some(verb) = syntax.head(noun).filter(|&head| {
        PARTAKING.contains(&syntax.word(head)) && syntax.case_of(noun) == Some("in")
    }) {
        agents.extend(
            subject_of(syntax, verb)
                .into_iter()
                .flat_map(|id| with_conjuncts(syntax, id)),
        );
    }
    (agents, patients)
}

/// Nouns whose owner is whom it befell, where no other is named.
fn is_deed(syntax: &Syntax<'_>, noun: TokenId) -> bool {
    let has_other = || {
        syntax
            .children_by(noun, &["nmod"])
            .any(|id| syntax.case_of(id) == Some("of"))
    };
    matches!(
        syntax.word(noun),
        "murder"
            | "assassination"
            | "abduction"
            | "kidnapping"
            | "execution"
            | "beheading"
            | "death"
            | "slaying"
    ) && !has_other()
}

/// Verbs whose subject took part in the act that they govern by "in".
const PARTAKING: [&str; 6] = [
    "participate",
    "involved",
    "participated",
    "part",
    "engaged",
    "participating",
];

/// Verbs that only carry the act that their object names.
const LIGHT_VERBS: [&str; 24] = [
    "stage",
    "stages",
    "held",
    "hold",
    "holding",
    "organised",
    "organized",
    "joined",
    "launched",
    "carried",
    "conducted",
    "staged",
    "mounted",
    "made",
    "committed",
    "perpetrated",
    "executed",
    "performed",
    "led",
    "launching",
    "carrying",
    "conducting",
    "staging",
    "launch",
];

/// Whether a word before an act's noun names who did it ("rebel attack", "militant raid").
fn is_party(word: &str) -> bool {
    [
        "rebel",
        "insurgent",
        "guerrilla",
        "militant",
        "jihadist",
        "islamist",
        "government",
        "army",
        "military",
        "police",
        "militia",
        "terrorist",
        "separatist",
        "coalition",
        "regime",
    ]
    .contains(&word)
}

pub(crate) fn is_negated(syntax: &Syntax<'_>, token: TokenId) -> bool {
    syntax.children(token).iter().any(|&child| {
        let word = syntax.word(child);
        ["not", "never", "without", "neither", "nor"].contains(&word)
            || (word == "t" && child >= 2 && matches!(syntax.word(child - 1), "'" | "’"))
            || (word.ends_with('n')
                && [
                    "didn", "hadn", "wasn", "weren", "isn", "aren", "haven", "hasn", "couldn",
                    "don", "doesn",
                ]
                .contains(&word))
    })
}

/// "no inmates", "none of the prisoners", "nobody".
pub(crate) fn is_negated_noun(syntax: &Syntax<'_>, noun: TokenId) -> bool {
    ["none", "nobody", "nothing"].contains(&syntax.word(noun))
        || syntax.word(noun) == "one" && noun > 0 && syntax.word(noun - 1) == "no"
        || syntax
            .children_by(noun, &["det", "advmod", "nummod", "cc:preconj"])
            .any(|child| matches!(syntax.word(child), "no" | "not" | "nor" | "neither"))
}

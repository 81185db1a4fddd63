//! Harm told by more than one word: "hacked to death", "treated for burns", "sustained a wound".

use dateline_core::FigureKind;

use super::{subject_of, with_conjuncts};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Trigger;

/// How far behind a verb the words may stand that tell how it ended.
const REACH: usize = 14;

/// Nouns for what a wounded person has.
const INJURIES: [&str; 11] = [
    "injury",
    "injuries",
    "wound",
    "wounds",
    "burns",
    "fracture",
    "fractures",
    "concussion",
    "shrapnel",
    "splinters",
    "limbs",
];

/// Verbs whose subject has the injury that is their object.
const SUFFERING: [&str; 11] = [
    "sustained",
    "sustaining",
    "sustain",
    "suffered",
    "suffering",
    "suffer",
    "received",
    "receiving",
    "had",
    "have",
    "has",
];

/// Verbs whose object befell whomever "to" names.
const CAUSING: [&str; 6] = [
    "causing",
    "caused",
    "causes",
    "cause",
    "inflicting",
    "inflicted",
];

/// The trigger as its clause tells it: "hacked a banker to death", "shot two guards dead" kill.
pub(super) fn as_told(syntax: &Syntax<'_>, mut trigger: Trigger) -> Trigger {
    if trigger.sense.figure == Some(FigureKind::Wounded) && ends_in_death(syntax, trigger) {
        trigger.sense.figure = Some(FigureKind::Killed);
    }
    trigger
}

fn ends_in_death(syntax: &Syntax<'_>, trigger: Trigger) -> bool {
    let end = syntax
        .sentence_tokens(syntax.sentence_of(trigger.token))
        .end;
    let is_of_trigger = |id: TokenId| syntax.ancestors(id).any(|above| above == trigger.token);
    (trigger.end..end.min(trigger.end + REACH))
        .take_while(|&id| !matches!(syntax.word(id), "," | ";" | "and" | "but"))
        .any(|id| match syntax.word(id) {
            "death" => syntax.word(id - 1) == "to",
            "dead" => {
                matches!(
                    syntax.deprel(id),
                    "xcomp" | "advmod" | "obl" | "advcl" | "amod"
                ) && is_of_trigger(id)
                    && (id + 1 >= end || syntax.upos(id + 1) != "NOUN")
            }
            _ => false,
        })
}

/// Verbs whose object may be told to have ended dead.
const ENDING: [&str; 6] = ["shot", "shoot", "shoots", "shooting", "stabbed", "struck"];

/// "shot his ‹daughter› dead": the object of the verb that ends so, not its subject, is dead.
pub(super) fn shot_dead(syntax: &Syntax<'_>, trigger: Trigger) -> Option<TokenId> {
    let dead = trigger.token;
    let verb = syntax.head(dead).filter(|_| {
        syntax.word(dead) == "dead" && syntax.deprel(dead) == "xcomp" && dead == trigger.first
    });
    let verb = verb.filter(|&verb| ENDING.contains(&syntax.word(verb)))?;
    let mut objects = syntax.children_by(verb, &["obj"]);
    objects.find(|&object| verb < object && object < dead)
}

pub(super) fn is_injury(word: &str) -> bool {
    INJURIES.contains(&word)
}

/// Whom an injury befell: who sustained it, was treated for it, or is told with it ("three people with burns").
pub(super) fn injured(syntax: &Syntax<'_>, noun: TokenId) -> Vec<TokenId> {
    let Some(head) = syntax.head(noun) else {
        return Vec::new();
    };
    let case = syntax.case_of(noun);
    let of_verb = || {
        let mut objects = syntax.children_by(head, &["obj", "nsubj:pass"]);
        let object = objects.find(|&object| object != noun);
        object.or_else(|| subject_of(syntax, head))
    };
    // "are at Berg Medical Center with injuries": the tree makes the place the predicate.
    let is_predicate = || syntax.children_by(head, &["cop"]).next().is_some();
    let one = match (syntax.deprel(noun), case) {
        ("obj", _) if SUFFERING.contains(&syntax.word(head)) => subject_of(syntax, head),
        ("obj", _) if CAUSING.contains(&syntax.word(head)) => to_whom(syntax, noun, head),
        ("nmod" | "obl", Some("with")) if is_predicate() => of_verb(),
        ("nmod" | "obl", Some("with")) if is_person_like(syntax, head) => Some(head),
        // "showed up with wounds": the tree may take these for an object.
        ("obl" | "nmod" | "obj", Some("for" | "with" | "from")) => of_verb(),
        _ => None,
    };
    one.map(|head| with_conjuncts(syntax, head))
        .unwrap_or_default()
}

/// "causing serious injuries to a woman"
fn to_whom(syntax: &Syntax<'_>, noun: TokenId, verb: TokenId) -> Option<TokenId> {
    let mut told = syntax
        .children_by(noun, &["nmod", "obl"])
        .chain(syntax.children_by(verb, &["obl", "nmod"]));
    told.find(|&id| id > noun && matches!(syntax.case_of(id), Some("to" | "on")))
}

/// Who is told to be in a condition: "the guard remained in critical condition", "was sent to hospital in a coma".
pub(super) fn in_condition(syntax: &Syntax<'_>, trigger: Trigger) -> Vec<TokenId> {
    let noun = trigger.token;
    let one = match (syntax.deprel(noun), syntax.head(noun)) {
        ("nmod", Some(head)) => Some(head),
        ("obl" | "obl:agent" | "conj" | "advcl" | "xcomp", Some(verb)) => subject_of(syntax, verb),
        _ => subject_of(syntax, noun),
    };
    // "He said that two men lay in hospital": whoever stands behind the words is told of by others.
    one.filter(|&head| head < trigger.first)
        .map(|head| with_conjuncts(syntax, head))
        .unwrap_or_default()
}

fn is_person_like(syntax: &Syntax<'_>, id: TokenId) -> bool {
    matches!(syntax.upos(id), "NOUN" | "PROPN" | "NUM" | "PRON")
}

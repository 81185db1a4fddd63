//! What follows an act: courts, announcements, vigils. Its day is not the day of the act.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// The classes of `data/aftermath.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Court,
    Word,
    Mourning,
    Occasion,
    Death,
    Care,
    Occurs,
    Act,
    Acts,
    Birth,
    AtOnce,
    Scene,
    Held,
}

static CLASSES: LazyLock<HashMap<&'static str, Vec<Class>>> = LazyLock::new(|| {
    let mut classes: HashMap<&'static str, Vec<Class>> = HashMap::new();
    for row in rows(include_str!("../../../../data/aftermath.tsv")) {
        let Some(class) = class(row[0]) else { continue };
        for form in row[1].split('|') {
            classes.entry(form).or_default().push(class);
        }
    }
    classes
});

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "court" => Class::Court,
        "word" => Class::Word,
        "mourning" => Class::Mourning,
        "occasion" => Class::Occasion,
        "death" => Class::Death,
        "care" => Class::Care,
        "occurs" => Class::Occurs,
        "act" => Class::Act,
        "acts" => Class::Acts,
        "birth" => Class::Birth,
        "at_once" => Class::AtOnce,
        "scene" => Class::Scene,
        "held" => Class::Held,
        _ => return None,
    })
}

pub(crate) fn is_of(word: &str, class: Class) -> bool {
    CLASSES.get(word).is_some_and(|all| all.contains(&class))
}

/// Whether a word tells of what follows an act, by itself or with those that hang on it ("was taken into custody").
fn tells_of_aftermath(syntax: &Syntax<'_>, id: TokenId) -> bool {
    let mut below = syntax.children(id).iter();
    follows(syntax.word(id)) || below.any(|&child| is_of(syntax.word(child), Class::Held))
}

/// Whether a word tells of what follows an act.
fn follows(word: &str) -> bool {
    [Class::Court, Class::Word, Class::Mourning, Class::Occasion]
        .into_iter()
        .any(|class| is_of(word, class))
}

/// Whether the date at `date` says when something followed the act at `act`, rather than when the act was: "was charged on Tuesday
/// over the shooting", "died in hospital on Sunday".
pub(crate) fn is_of_aftermath(syntax: &Syntax<'_>, date: TokenId, act: TokenId) -> bool {
    let Some(governor) = governor(syntax, date) else {
        return false;
    };
    if governor == act || is_where(syntax, act, governor) {
        return governor != act || is_later_death(syntax, act);
    }
    (tells_of_aftermath(syntax, governor) || is_later_death(syntax, governor))
        && !is_nearer(syntax, date, act, governor)
        && (is_of(syntax.word(governor), Class::Occasion) || !is_at_once(syntax, governor, act))
}

/// Whether the order of words gives the date to the act, wherever the tree hangs it: "the man shot on Monday was identified", "is
/// accused of shooting him on Monday", "announced an arrest in the raid on Monday", but not "charged him with murder on Monday".
fn is_nearer(syntax: &Syntax<'_>, date: TokenId, act: TokenId, governor: TokenId) -> bool {
    let is_between =
        governor < act && (syntax.upos(act) == "VERB" || is_of(syntax.word(governor), Class::Word));
    // "during Tuesday's hearing": the day of what the noun names.
    let is_before_verb = date < governor && syntax.upos(governor) == "VERB";
    act < date && (is_before_verb || is_between)
}

/// "was asked about the 2013 incident and the shooting in Berg": the date belongs to another act, beside which this one is told.
pub(crate) fn is_of_other_act(syntax: &Syntax<'_>, date: TokenId, act: TokenId) -> bool {
    syntax.head(date).is_some_and(|other| {
        other != act
            && date < other
            && is_of(syntax.word(other), Class::Act)
            && !syntax.is_below(act, other)
            && !syntax.is_below(other, act)
    })
}

/// What a date hangs on: the nearest word above it that is a verb, or names an act or what followed one; none for a date that the tree
/// leaves outside the clause in which it stands ("recalled that in July gunmen came").
fn governor(syntax: &Syntax<'_>, date: TokenId) -> Option<TokenId> {
    let found = syntax.ancestors(date).skip(1).find(|&id| {
        let word = syntax.word(id);
        syntax.upos(id) == "VERB" || follows(word) || is_of(word, Class::Act)
    })?;
    let is_inside = (found..date).any(|id| syntax.word(id) == "that");
    (!is_inside).then_some(found)
}

/// Whether the date at `date` hangs on what follows some act, whichever it is.
pub(crate) fn is_of_any_aftermath(syntax: &Syntax<'_>, date: TokenId) -> bool {
    governor(syntax, date).is_some_and(|governor| {
        tells_of_aftermath(syntax, governor) || is_later_death(syntax, governor)
    })
}

/// "were arrested on Monday when police stormed the hall": one of two acts is told as the time of the other.
pub(crate) fn is_at_once(syntax: &Syntax<'_>, one: TokenId, other: TokenId) -> bool {
    let is_time_of = |act: TokenId, governor: TokenId| {
        let mut path = syntax.ancestors(act).take_while(|&id| id != governor);
        syntax.is_below(act, governor)
            && path.any(|id| {
                let mut children = syntax.children(id).iter();
                children.any(|&child| is_of(syntax.word(child), Class::AtOnce))
            })
    };
    is_time_of(other, one) || is_time_of(one, other)
}

/// "played on Saturday in the spot where the shooting happened": what is told of the place of an act.
fn is_where(syntax: &Syntax<'_>, act: TokenId, governor: TokenId) -> bool {
    let mut path = syntax.ancestors(act).take_while(|&id| id != governor);
    syntax.is_below(act, governor)
        && path.any(|id| {
            let mut below = syntax.children(id).iter();
            syntax.deprel(id) == "acl:relcl" && below.any(|&child| syntax.word(child) == "where")
        })
}

/// "died of his wounds on Sunday", "died in hospital on Sunday", "died on Sunday after he was shot": on a later day than that of the act,
/// or not surely on the same.
fn is_later_death(syntax: &Syntax<'_>, verb: TokenId) -> bool {
    let is_late = |id: TokenId| is_of(syntax.word(id), Class::Care) || syntax.word(id) == "after";
    is_of(syntax.word(verb), Class::Death) && behind_death(syntax, verb).any(is_late)
}

/// Whether a date is that of a death which may have come at once: "died on Sunday after a gunman opened fire".
pub(crate) fn is_of_death_after(syntax: &Syntax<'_>, date: TokenId) -> bool {
    governor(syntax, date).is_some_and(|verb| {
        let is_late = |id: TokenId| is_of(syntax.word(id), Class::Care);
        is_later_death(syntax, verb) && !behind_death(syntax, verb).any(is_late)
    })
}

fn behind_death(syntax: &Syntax<'_>, verb: TokenId) -> Range<TokenId> {
    let sentence = syntax.sentence_tokens(syntax.sentence_of(verb));
    verb..sentence.end.min(verb + REACH)
}

/// How many words behind a death what it came of is looked for.
const REACH: usize = 10;

/// "born on 5 May 1990", "(DOB 5/5/90)".
pub(crate) fn is_of_birth(syntax: &Syntax<'_>, date: TokenId) -> bool {
    let start = syntax.sentence_tokens(syntax.sentence_of(date)).start;
    (start.max(date.saturating_sub(4))..date).any(|id| is_of(syntax.word(id), Class::Birth))
}

/// "The shooting happened on Monday", "the attack took place": the act told before, with its day.
pub(crate) fn occurs(syntax: &Syntax<'_>, act: TokenId) -> bool {
    let is_definite = syntax
        .children(act)
        .iter()
        .any(|&child| matches!(syntax.word(child), "the" | "this"));
    let happens = |verb: TokenId| {
        is_of(syntax.word(verb), Class::Occurs)
            || syntax.word(verb) == "took"
                && syntax
                    .children_by(verb, &["obj"])
                    .any(|object| syntax.word(object) == "place")
    };
    is_definite && syntax.deprel(act).starts_with("nsubj") && syntax.head(act).is_some_and(happens)
}

/// Whether an act stands under what courts do or under what mourns it: "was charged over the shooting".
pub(crate) fn is_tried_or_mourned(syntax: &Syntax<'_>, act: TokenId) -> bool {
    let classes = [Class::Court, Class::Mourning, Class::Occasion];
    let mut above = syntax.ancestors(act).skip(1).take(LADDER);
    above.any(|id| {
        classes
            .into_iter()
            .any(|class| is_of(syntax.word(id), class))
    })
}

/// How far above an act the word stands that says what followed.
const LADDER: usize = 6;

//! Attackers who kill themselves: "killed his wife and himself", "then turned the gun on himself".

use dateline_core::value::{Bounds, Figure};
use dateline_core::{FigureKind, PersonKind, Relation, Side, WordingClass, YesNoUnknown};

use super::{Counted, Scene};
use crate::events::Reality;
use crate::syntax::TokenId;

/// How far behind a killing the killer may be named as its last victim: "killed his nine-year-old daughter and then himself".
const REACH: usize = 14;

/// How many sentences back the act may stand that somebody ended by his own death.
const HOW_FAR: usize = 3;

/// The first death by one's own hand that a sentence tells as the end of an act counted in it or right before it. Who kills
/// himself alone has attacked nobody.
pub(super) fn told(scene: Scene<'_>, sentence: usize, found: &[Counted]) -> Option<Counted> {
    let syntax = scene.syntax;
    let is_known = found
        .iter()
        .any(|one| one.figure.includes_perpetrators == YesNoUnknown::Yes);
    let own = syntax.sentence_tokens(sentence).find(|&id| {
        matches!(syntax.word(id), "himself" | "herself" | "self") && is_killed(scene, sentence, id)
    });
    let own = own.filter(|_| !is_known)?;
    let act = found.iter().rev().find(|one| {
        let event = &scene.events[one.event];
        matches!(one.figure.kind, FigureKind::Killed | FigureKind::Wounded)
            && event.reality == Reality::Actual
            && one.figure.bounds.high() != Some(0)
            && event.sentence + HOW_FAR >= sentence
    })?;
    let words = syntax.word(own).to_owned();
    let figure = Figure {
        kind: FigureKind::Killed,
        bounds: Bounds::exact(1),
        class: WordingClass::Exact,
        words: words.clone(),
        of_whom: Some(words),
        of_kind: PersonKind::Unknown,
        side: Side::SideA,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Yes,
    };
    Some(Counted {
        figure,
        event: act.event,
        span: syntax.span(own),
        phrase: syntax.span(own),
        token: own,
        is_update: false,
        is_anew: false,
    })
}

/// Whether the words before a reflexive say that it names somebody killed.
fn is_killed(scene: Scene<'_>, sentence: usize, own: TokenId) -> bool {
    let syntax = scene.syntax;
    let start = syntax.sentence_tokens(sentence).start;
    let mut before = (start..own)
        .rev()
        .filter(|&id| !matches!(syntax.upos(id), "ADV"))
        .map(|id| (id, syntax.word(id)));
    let Some((last, word)) = before.next() else {
        return false;
    };
    let kills = |id: TokenId| {
        let mut events = scene.events.iter();
        events.any(|event| {
            event.trigger.sense.figure == Some(FigureKind::Killed)
                && !event.negated
                && (event.trigger.first..event.trigger.end).contains(&id)
                && syntax.upos(event.trigger.token) != "NOUN"
        })
    };
    if kills(last) {
        return true;
    }
    if word == "on" {
        let turned = ["turned", "turning", "turns"];
        return (start..last)
            .rev()
            .take(6)
            .any(|id| turned.contains(&syntax.word(id)));
    }
    // "killed his wife and himself", "Father kills daughter, self"
    matches!(word, "and" | "," | "then" | "&")
        && (start..last)
            .rev()
            .take(REACH)
            .find(|&id| syntax.upos(id) == "VERB")
            .is_some_and(kills)
}

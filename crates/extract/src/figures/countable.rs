//! Words that tell what befell people only beside the right object: "claimed 12 lives", "lost six men", "captured two guards".

use dateline_core::PersonKind;
use dateline_normalize::people;

use super::Scene;
use super::number::Number;
use crate::syntax::{Syntax, TokenId};

/// "claimed 12 lives" counts the dead, "the lives of villagers" does not; "lost six of its men" does, "lost three seats" not.
pub(super) fn can_count(scene: Scene<'_>, token: TokenId, number: Option<&Number>) -> bool {
    const LOSS: [&str; 11] = [
        "claimed", "claiming", "claims", "claim", "took", "taken", "taking", "lost", "cost",
        "costing", "losing",
    ];
    // "the life of a guard", and no life that somebody leads.
    let is_of = || token + 1 < scene.syntax.len() && scene.syntax.word(token + 1) == "of";
    let syntax = scene.syntax;
    match syntax.word(token) {
        "lives" | "life" => {
            let start = syntax.sentence_tokens(syntax.sentence_of(token)).start;
            let mut before = (start..token).rev().take(8);
            before.any(|id| LOSS.contains(&syntax.word(id)))
                && (syntax.word(token) == "lives" || is_of())
        }
        "captured" | "capturing" | "captures" => !is_filmed(scene, token),
        "lost" | "losing" | "lose" if loses_life_or_limb(syntax, token) => true,
        "lost" | "losing" | "lose" => number.is_some_and(|number| {
            let words = number
                .of_whom(scene, number.phrase(scene))
                .unwrap_or_default();
            matches!(
                people::kind(&words),
                PersonKind::Military | PersonKind::Police | PersonKind::ArmedGroup
            ) || ["men", "fighters", "own"]
                .iter()
                .any(|word| words.split(' ').any(|other| other == *word))
        }),
        _ => true,
    }
}

/// "A camera captured two men running."
fn is_filmed(scene: Scene<'_>, token: TokenId) -> bool {
    const LENSES: [&str; 8] = [
        "camera", "cameras", "video", "videos", "footage", "photo", "photos", "picture",
    ];
    let syntax = scene.syntax;
    let start = syntax.sentence_tokens(syntax.sentence_of(token)).start;
    let mut before = (start..token).rev().take(3);
    let mut agents = scene
        .events
        .iter()
        .filter(|event| event.trigger.token == token);
    before.any(|id| LENSES.contains(&syntax.word(id)))
        || agents.any(|event| {
            event
                .agents
                .iter()
                .any(|&id| LENSES.contains(&syntax.word(id)))
        })
}

/// "lost their lives", "lost a leg"
fn loses_life_or_limb(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const LOST: [&str; 12] = [
        "life", "lives", "leg", "legs", "arm", "arms", "hand", "foot", "feet", "limbs", "eye",
        "ear",
    ];
    let end = syntax.sentence_tokens(syntax.sentence_of(token)).end;
    (token + 1..end.min(token + 3)).any(|id| LOST.contains(&syntax.word(id)))
}

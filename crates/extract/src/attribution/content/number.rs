//! A number alone as what somebody says: "a hospital spokesman said 60".

use std::ops::Range;

use crate::revisions;
use crate::syntax::TokenId;

use super::super::cues::Shape;
use super::Place;

/// What may stand between a verb of saying and the number that is all it says.
const FILLERS: [&str; 15] = [
    "only", "just", "at", "least", "most", "about", "around", "some", "more", "than", "nearly",
    "almost", "up", "to", "over",
];

/// The number that stands alone behind a verb of saying, with what qualifies it.
pub(super) fn said_alone(place: &Place<'_>, shape: Shape) -> Option<Range<TokenId>> {
    const ADDRESSEES: [&str; 5] = ["us", "me", "reporters", "journalists", "them"];
    let from = place.cue.end;
    let is_addressed = matches!(place.word(place.verb), "told" | "tells" | "tell")
        && from < place.sentence.end
        && ADDRESSEES.contains(&place.word(from));
    let from = from + usize::from(is_addressed);
    let number = (from..place.sentence.end).find(|&id| !FILLERS.contains(&place.word(id)))?;
    let is_said = matches!(
        shape,
        Shape::Speech | Shape::Statement | Shape::Clause | Shape::Tally
    );
    let is_number = place.syntax.upos(number) == "NUM";
    // "50 to 60"
    let is_range = number + 2 < place.sentence.end
        && matches!(place.word(number + 1), "to" | "or" | "-" | "–")
        && place.syntax.upos(number + 2) == "NUM";
    let after = if is_range { number + 3 } else { number + 1 };
    (is_said && is_number && closes(place, after)).then_some(from..after)
}

/// "(Two), said the mayor": nothing but a number and what qualifies it.
pub(super) fn is_alone(place: &Place<'_>, tokens: Range<TokenId>) -> bool {
    let is_number = |id: TokenId| place.syntax.upos(id) == "NUM";
    let mut inner = tokens.clone();
    tokens.clone().any(is_number)
        && inner.all(|id| is_number(id) || FILLERS.contains(&place.word(id)))
}

/// Whether the clause ends behind a number: at a mark or a conjunction, and no verb of its own follows ("said two were foreign").
fn closes(place: &Place<'_>, after: TokenId) -> bool {
    after >= place.sentence.end
        || revisions::stands_alone(place.syntax, after)
            && matches!(place.syntax.upos(after), "PUNCT" | "CCONJ" | "SCONJ")
            && !matches!(place.word(after), "\"" | "”" | "-" | "–" | "%")
}

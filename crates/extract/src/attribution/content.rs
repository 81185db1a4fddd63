//! What a speaker is said to say.

mod framed;
mod number;

use std::ops::Range;

use crate::syntax::{Syntax, TokenId};

use super::cues::Shape;
use super::phrase::can_speak;
use framed::framed;

/// A cue in its sentence.
pub(crate) struct Place<'a> {
    pub(crate) syntax: &'a Syntax<'a>,
    pub(crate) sentence: Range<TokenId>,
    pub(crate) cue: Range<TokenId>,
    pub(crate) verb: TokenId,
    pub(crate) speaker: Option<Range<TokenId>>,
}

impl Place<'_> {
    fn word(&self, id: TokenId) -> &str {
        self.syntax.word(id)
    }

    fn has_verb(&self, tokens: Range<TokenId>) -> bool {
        tokens
            .into_iter()
            .any(|id| matches!(self.syntax.upos(id), "VERB" | "AUX"))
    }

    fn is_break(&self, id: TokenId) -> bool {
        matches!(
            self.word(id),
            "," | "\"" | "”" | "“" | "'" | "’" | "—" | "–" | "?" | "!" | ":"
        )
    }

    /// Speaker, cue and what stands between and closely after them: "Gedi said on Monday".
    fn frame(&self) -> Range<TokenId> {
        let near = self.speaker.clone().filter(|speaker| {
            speaker.start.abs_diff(self.cue.start) < 40 && self.is_close(speaker)
        });
        let start = near
            .as_ref()
            .map_or(self.cue.start, |speaker| speaker.start.min(self.cue.start));
        let end = near
            .as_ref()
            .map_or(self.cue.end, |speaker| speaker.end.max(self.cue.end));
        start..end
    }

    fn is_close(&self, speaker: &Range<TokenId>) -> bool {
        let between = if speaker.end <= self.cue.start {
            speaker.end..self.cue.start
        } else if self.cue.end <= speaker.start {
            self.cue.end..speaker.start
        } else {
            return true;
        };
        between.len() < 25 && between.into_iter().all(|id| self.syntax.upos(id) != "VERB")
    }

    /// "in a written statement"
    fn is_participle_of_noun(&self, id: TokenId) -> bool {
        id > self.sentence.start
            && id + 1 < self.sentence.end
            && self.syntax.upos(id - 1) == "DET"
            && self.syntax.upos(id + 1) == "NOUN"
    }

    /// Whether the setting ends in a clause of its own: "said in a statement that raised the count", "said as he left".
    fn is_described(&self, from: TokenId, setting: TokenId) -> bool {
        let at_time = matches!(
            self.word(setting),
            "as" | "when" | "while" | "after" | "before" | "because"
        );
        let of_noun = matches!(self.word(setting), "that" | "which" | "who" | "whose")
            && setting > from
            && self.syntax.upos(setting - 1) == "NOUN";
        at_time || of_noun
    }

    /// End of the words that only say to whom, when and where it was said.
    fn end_of_setting(&self, from: TokenId) -> TokenId {
        (from..self.sentence.end)
            .find(|&id| {
                self.is_break(id)
                    || matches!(self.word(id), "that" | ";" | ".")
                    || matches!(self.syntax.upos(id), "VERB" | "AUX" | "SCONJ")
                        && !self.is_participle_of_noun(id)
            })
            .unwrap_or(self.sentence.end)
    }
}

/// Whether all that a cue verb gives is a number.
pub(crate) fn is_number_alone(place: &Place<'_>, shape: Shape) -> bool {
    number::said_alone(place, shape).is_some()
}

/// The content of a cue verb, as token ranges in order; empty when there is none.
pub(crate) fn of_verb(place: &Place<'_>, shape: Shape) -> Vec<Range<TokenId>> {
    let framed = framed(place, shape);
    if !framed.is_empty() {
        return trimmed(place, framed);
    }
    let found = trimmed(place, following(place, shape).into_iter().collect());
    let is_told_before = found.is_empty() || is_followed_by_another(place);
    let before = unparted(place, shape).filter(|_| is_told_before);
    before.map_or(found, |clause| trimmed(place, vec![clause]))
}

/// "said Karim Daoud, who", "he said adding that", "she said and left", "they said after the raid": what stands behind the cue is
/// its speaker, goes on with another verb, or tells when it was said.
fn is_followed_by_another(place: &Place<'_>) -> bool {
    let is_inverted = place
        .speaker
        .as_ref()
        .is_some_and(|speaker| speaker.start == place.cue.end);
    let next = place.cue.end.min(place.sentence.end - 1);
    let after = place.word((next + 1).min(place.sentence.end - 1));
    let is_told_when = match place.word(next) {
        "after" | "when" | "while" => true,
        "as" => !matches!(after, "many" | "few" | "much"),
        "days" | "hours" | "weeks" => matches!(after, "after" | "later" | "before"),
        _ => false,
    };
    is_inverted
        || is_told_when
        || place.word(next) == "adding"
        || place.syntax.upos(next) == "CCONJ"
}

/// "S X said.", "S as X said on Monday.": the clause before the frame though no mark parts them, as in texts whose commas were
/// lost.
fn unparted(place: &Place<'_>, shape: Shape) -> Option<Range<TokenId>> {
    const OPENS_CLAUSE: [&str; 12] = [
        "what", "how", "than", "when", "if", "whether", "why", "where", "that", "whose", "and",
        "but",
    ];
    let frame = place.frame();
    let is_as = frame.start > place.sentence.start && place.word(frame.start - 1) == "as";
    let before = place.sentence.start..frame.start - usize::from(is_as);
    let after = place.word(frame.end.min(place.sentence.end - 1));
    // "told AFP": whoever is told ends the sentence.
    let is_addressed = place.word(place.verb) == "told"
        && place.end_of_setting(frame.end) >= place.sentence.end.saturating_sub(1);
    let is_closed = frame.end >= place.sentence.end
        || is_addressed
        || matches!(
            place.syntax.upos(frame.end),
            "PUNCT" | "ADP" | "ADV" | "CCONJ" | "SCONJ"
        )
        || !can_speak(place.syntax, frame.end)
        || matches!(after, "who" | "whose" | "adding");
    let opens_clause =
        frame.start > place.sentence.start && OPENS_CLAUSE.contains(&place.word(frame.start - 1));
    let is_told = matches!(shape, Shape::Speech | Shape::Statement)
        && place.speaker.is_some()
        && !place.word(place.verb).ends_with("ing")
        && place.has_verb(before.clone());
    (is_told && is_closed && !opens_clause && !is_relative(place)).then_some(before)
}

fn is_quoted(place: &Place<'_>, id: TokenId) -> bool {
    let is_quote = |id: TokenId| matches!(place.word(id), "\"" | "”" | "'" | "’");
    is_quote(id) || id > place.sentence.start && is_quote(id - 1)
}

/// "Moscow, which says that": what stands before is no content.
fn is_relative(place: &Place<'_>) -> bool {
    let from = place.cue.start.saturating_sub(3).max(place.sentence.start);
    (from..place.cue.start).any(|id| matches!(place.word(id), "which" | "who"))
        || matches!(place.word(place.sentence.start), "but" | "and")
            && place.frame().start <= place.sentence.start + 1
}

/// "X said (that) S", "X denied reports of S".
fn following(place: &Place<'_>, shape: Shape) -> Option<Range<TokenId>> {
    let from = place.cue.end;
    let tail = from..place.sentence.end;
    if tail.is_empty() {
        return None;
    }
    let that = explicit_that(place);
    let clause = match (complement(place), that) {
        (Some(clause), Some(that)) if that.start < clause.end => Some(that.start..clause.end),
        (clause, that) => clause.or(that),
    };
    if let Some(number) = number::said_alone(place, shape) {
        return Some(number);
    }
    match shape {
        Shape::Accuse | Shape::Belief | Shape::Tally => Some(from..clause_end(place, from)),
        Shape::Object => clause.or_else(|| object(place)),
        Shape::Statement => clause.or_else(|| object(place)).or_else(|| loose(place)),

        Shape::Clause => clause,
        _ => clause.or_else(|| loose(place)),
    }
}

/// The clause that the tree gives the verb as its complement, with all that belongs to it.
fn complement(place: &Place<'_>) -> Option<Range<TokenId>> {
    let syntax = place.syntax;
    let clauses = ["ccomp", "xcomp", "csubj"];
    let clause = syntax
        .children_by(place.verb, &clauses)
        .map(|id| syntax.subtree(id))
        .find(|range| range.end > place.cue.end)
        .filter(|range| !joins_another_verb(place, range.start))?;
    let start = clause.start.max(place.cue.end);
    let end = clause.end.min(clause_end(place, start));
    (start < end && end <= place.sentence.end).then_some(start..end)
}

/// "confirmed the attack but denied that ...": a clause behind a joined verb is that verb's.
fn joins_another_verb(place: &Place<'_>, clause: TokenId) -> bool {
    (place.cue.end + 1..clause)
        .any(|id| place.syntax.upos(id) == "VERB" && place.syntax.upos(id - 1) == "CCONJ")
}

fn explicit_that(place: &Place<'_>) -> Option<Range<TokenId>> {
    let from = place.cue.end;
    let that = (from..place.sentence.end.min(from + 12)).find(|&id| place.word(id) == "that")?;
    let is_direct =
        that == from || (from..that).all(|id| !matches!(place.syntax.upos(id), "VERB" | "AUX"));
    // "condemned the attack that killed 12": the pronoun of a clause on what was condemned.
    let is_pronoun = that > from
        && that + 1 < place.sentence.end
        && matches!(place.syntax.upos(that + 1), "VERB" | "AUX")
        && matches!(place.syntax.upos(that - 1), "NOUN" | "PROPN");
    (is_direct && !is_pronoun).then(|| that + 1..clause_end(place, that + 1))
}

/// Without help from the tree: whatever follows, if it holds a verb.
fn loose(place: &Place<'_>) -> Option<Range<TokenId>> {
    let tail = place.cue.end..clause_end(place, place.cue.end);
    let is_passive = place.cue.start > 0
        && matches!(
            place.word(place.cue.start - 1),
            "was" | "were" | "been" | "being" | "be"
        );
    (tail.len() > 1 && !is_passive && place.has_verb(tail.clone())).then_some(tail)
}

fn object(place: &Place<'_>) -> Option<Range<TokenId>> {
    let syntax = place.syntax;
    let relations = ["obj", "nsubj:pass"];
    let speaker = place.speaker.as_ref();
    if speaker.is_some_and(|speaker| {
        speaker.start > place.cue.start && place.word(speaker.start - 1) == "by"
    }) {
        return Some(clause_start(place)..place.cue.start);
    }
    let own = syntax.children_by(place.verb, &relations).next();
    let modified = syntax
        .head(place.verb)
        .filter(|_| syntax.deprel(place.verb) == "acl");
    let range = match (own, modified) {
        (Some(object), _) if object >= place.cue.end => {
            let range = syntax.subtree(object);
            range.start..range.end.max(clause_end(place, object))
        }
        (Some(object), _) => syntax.subtree(object),
        (None, Some(noun)) => syntax.subtree(noun).start..place.cue.start,
        // "confirmed in a statement" names no object.
        (None, None) if matches!(place.word(place.cue.end), "in" | "on" | "at" | "to") => {
            return None;
        }
        (None, None) => place.cue.end..clause_end(place, place.cue.end),
    };
    let range = if range.contains(&place.cue.start) {
        place.cue.end..range.end
    } else {
        range
    };
    (!range.is_empty()).then_some(range)
}

/// Where the clause around the cue opens: after the last comma before it, or with the sentence.
fn clause_start(place: &Place<'_>) -> TokenId {
    (place.sentence.start..place.cue.start)
        .rfind(|&id| matches!(place.word(id), "," | ";" | ":"))
        .map_or(place.sentence.start, |id| id + 1)
}

/// Where a clause that opens at `from` ends: at a semicolon, before a coordinate or participial clause, inside a relative
/// clause at the comma, else with the sentence.
fn clause_end(place: &Place<'_>, from: TokenId) -> TokenId {
    let stops_at_comma = is_relative(place);
    (from..place.sentence.end)
        .find(|&id| {
            let is_main_verb =
                || place.syntax.deprel(id) == "root" && place.syntax.upos(id) == "VERB";
            matches!(place.word(id), ";" | "”")
                || stops_at_comma && id > from + 2 && (place.word(id) == "," || is_main_verb())
        })
        .unwrap_or(place.sentence.end)
}

/// "forced to backtrack as it became clear that ...": the reason for a withdrawal is not what is withdrawn. Where nothing
/// is said to be withdrawn, the cue stands for it.
pub(super) fn keep_withdrawn(syntax: &Syntax<'_>, found: &mut super::find::Found) {
    for range in &mut found.content {
        let reason = range.clone().find(|&id| {
            matches!(
                syntax.word(id),
                "as" | "after" | "when" | "because" | "once" | "amid"
            )
        });
        range.end = reason.filter(|&id| id > found.verb).unwrap_or(range.end);
    }
    found.content.retain(|range| !range.is_empty());
    if found.content.is_empty() {
        found.content.push(found.words.clone());
    }
}

/// Ranges without speaker, cue, and marks at their ends.
fn trimmed(place: &Place<'_>, ranges: Vec<Range<TokenId>>) -> Vec<Range<TokenId>> {
    let is_edge = |id: TokenId| place.syntax.upos(id) == "PUNCT" || place.is_break(id);
    let mut kept = Vec::new();
    for range in ranges {
        let (mut start, mut end) = (range.start, range.end.min(place.syntax.len()));
        while start < end
            && (is_edge(start) || place.word(start) == "that" && start == place.cue.end)
        {
            start += 1;
        }
        while end > start && is_edge(end - 1) {
            end -= 1;
        }
        if start < end {
            kept.push(start..end);
        }
    }
    kept
}

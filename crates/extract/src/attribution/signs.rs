//! What speaks for a content's beginning or ending at a token; `training/attribution.py` learns how much.

use std::ops::Range;

use crate::signs::{coarse, word_sign};
use crate::syntax::{Syntax, TokenId};

use super::borders::{is_closing_mark, is_opening_mark};
use super::evidence::Evidence;
use super::find::Found;

/// A stretch of what is said, with the borders that the rules or the encoder's marks give it.
pub(super) struct Piece<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) evidence: &'a Evidence,
    pub(super) found: &'a Found,
    pub(super) told: Range<TokenId>,
    /// All pieces by the rules alone.
    pub(super) ruled: Vec<Range<TokenId>>,
}

impl Piece<'_> {
    /// Where it may start: within the sentence in which it does.
    pub(super) fn starts(&self) -> Range<TokenId> {
        self.sentence(self.told.start).start..self.told.end
    }

    /// Where it may end: up to the end of the sentence in which it does.
    pub(super) fn ends(&self) -> Range<TokenId> {
        self.told.start + 1..self.sentence(self.told.end - 1).end + 1
    }

    fn sentence(&self, at: TokenId) -> Range<TokenId> {
        self.syntax.sentence_tokens(self.syntax.sentence_of(at))
    }

    fn word(&self, at: Option<TokenId>) -> &str {
        word_sign(self.syntax, at)
    }

    fn pos(&self, at: Option<TokenId>) -> &str {
        at.filter(|&at| at < self.syntax.len())
            .map_or("NONE", |at| self.syntax.upos(at))
    }

    fn is_verb(&self, at: TokenId) -> bool {
        matches!(self.syntax.upos(at), "VERB" | "AUX")
    }

    /// The top of the largest subtree that holds `id` and opens at `at` or behind it.
    fn subtree_opening_at(&self, at: TokenId, id: TokenId) -> Option<TokenId> {
        let opens = |&id: &TokenId| self.syntax.subtree(id).start >= at;
        self.syntax.ancestors(id).take_while(opens).last()
    }

    /// What speaks for a border before token `at`, where the rules or marks have it at `told`.
    fn border_signs(
        &self,
        at: TokenId,
        told: TokenId,
        is_ruled: bool,
        is_marked: bool,
    ) -> Vec<String> {
        let before = at.checked_sub(1);
        let (word, word_before) = (self.word(Some(at)), self.word(before));
        let (pos, pos_before) = (self.pos(Some(at)), self.pos(before));
        let marks = |marks: &[f32], at: Option<TokenId>| {
            at.and_then(|at| marks.get(at))
                .is_some_and(|&score| score > 0.0)
        };
        let quoted =
            |at: Option<TokenId>| at.and_then(|at| self.evidence.quoted.get(at)) == Some(&true);
        let evidence = self.evidence;
        let origin = self.found.origin();
        let mut signs = vec![
            format!("from told {}", coarse(at as isize - told as isize)),
            format!(
                "told {} ruled {is_ruled} marked {is_marked} {origin}",
                at == told
            ),
            format!("word {word}"),
            format!("before {word_before}"),
            format!("{pos_before} | {pos}"),
            format!("before {word_before} | {pos}"),
            format!(
                "content {origin} {} | {}",
                marks(&evidence.content, before),
                marks(&evidence.content, Some(at))
            ),
            format!(
                "cue {} | {} source {}",
                marks(&evidence.cue, before),
                marks(&evidence.cue, Some(at)),
                marks(&evidence.source, Some(at))
            ),
            format!("quoted {} | {}", quoted(before), quoted(Some(at))),
        ];
        if at < self.syntax.len() {
            signs.push(format!("relation {}", self.syntax.deprel(at)));
        }
        if at == told {
            signs.extend([
                format!("told {:?} {origin}", self.found.shape),
                format!("told word {word}"),
                format!("told before {word_before}"),
                format!("told {pos}"),
            ]);
        }
        signs
    }
}

/// What speaks for a content's beginning with a token.
pub(super) fn start_signs(piece: &Piece<'_>, at: TokenId) -> Vec<String> {
    let (syntax, cue) = (piece.syntax, &piece.found.words);
    let is_ruled = piece.ruled.iter().any(|range| range.start == at);
    let starts = &piece.evidence.content_starts;
    let is_marked = starts.contains(&at) || starts.contains(&(at + 1));
    let mut signs = piece.border_signs(at, piece.told.start, is_ruled, is_marked);
    let side = if at >= cue.end { "after" } else { "before" };
    let (word, pos) = (piece.word(Some(at)), syntax.upos(at));
    signs.push(format!(
        "{side} cue {}",
        coarse(at as isize - cue.end as isize)
    ));
    signs.push(format!("{side} {pos}"));
    if at == piece.told.start {
        signs.push(format!("told {side}"));
    }
    if at == cue.end {
        signs.extend([
            "at cue".to_owned(),
            format!("at cue {word}"),
            format!("at cue {pos}"),
            format!("at cue {:?}", piece.found.shape),
            format!("at cue behind {}", piece.word(Some(cue.end - 1))),
        ]);
    }
    if at == piece.sentence(piece.told.start).start {
        signs.extend(["at sentence".to_owned(), format!("at sentence {side}")]);
    }
    if cue.contains(&at) {
        signs.push("in cue".to_owned());
    }
    if let Some(speaker) = &piece.found.speaker {
        if speaker.tokens.contains(&at) {
            signs.push("in speaker".to_owned());
        }
        if speaker.tokens.end == at {
            signs.push("at speaker's end".to_owned());
        }
    }
    signs.extend(opened(piece, at));
    if is_opening_mark(syntax, at) {
        signs.push("opens quotation".to_owned());
    }
    if at > 0 && is_opening_mark(syntax, at - 1) {
        signs.push("in quotation".to_owned());
    }
    if at > 0 && syntax.word(at - 1) == "," {
        signs.push(format!("comma {side} {pos}"));
    }
    if at >= cue.end {
        let verbs = (cue.end..at).filter(|&id| piece.is_verb(id)).count();
        let is_break = |&id: &TokenId| matches!(syntax.word(id), "," | "\"" | "“" | "”");
        let breaks = (cue.end..at).filter(is_break).count();
        signs.push(format!("verbs between {}", verbs.min(2)));
        signs.push(format!("breaks between {}", breaks.min(3)));
    }
    signs
}

/// What opens with the token, by the tree.
fn opened(piece: &Piece<'_>, at: TokenId) -> Vec<String> {
    let syntax = piece.syntax;
    let Some(top) = piece.subtree_opening_at(at, at) else {
        return vec!["opens nothing".to_owned()];
    };
    let head = syntax.head(top);
    let under = match head {
        Some(head) if piece.found.words.contains(&head) => "cue",
        Some(head) if head == piece.found.verb => "verb",
        _ => "other",
    };
    vec![
        format!("opens {} {under}", syntax.deprel(top)),
        format!("covers {}", syntax.subtree(top).end >= piece.told.end),
    ]
}

/// What speaks for a content's ending before a token.
pub(super) fn end_signs(piece: &Piece<'_>, at: TokenId) -> Vec<String> {
    let (syntax, cue) = (piece.syntax, &piece.found.words);
    let is_ruled = piece.ruled.iter().any(|range| range.end == at);
    let ends = &piece.evidence.content_ends;
    let is_marked = ends.contains(&at) || ends.contains(&(at - 1));
    let mut signs = piece.border_signs(at, piece.told.end, is_ruled, is_marked);
    let start = piece.told.start;
    let side = if start >= cue.end { "after" } else { "before" };
    let limit = piece.sentence(piece.told.end - 1).end;
    if at == piece.told.end {
        signs.push(format!("told {side}"));
    }
    signs.push(format!("left {}", coarse((limit - at) as isize)));
    signs.push(format!("length {}", coarse((at - start) as isize)));
    let is_punctuation = |id: TokenId| syntax.upos(id) == "PUNCT";
    if at == limit {
        let last = piece.word(Some(at - 1));
        signs.extend([
            "at sentence's end".to_owned(),
            format!("at sentence's end {last}"),
        ]);
    } else if at + 1 == limit && matches!(syntax.word(at), "." | "?" | "!") {
        signs.push("at stop".to_owned());
    } else if (at..limit).all(is_punctuation) {
        signs.push("before marks alone".to_owned());
    }
    let speaker = piece.found.speaker.as_ref().map(|phrase| &phrase.tokens);
    let in_speaker = |id: TokenId| speaker.is_some_and(|tokens| tokens.contains(&id));
    if at <= cue.start && (at..cue.start).all(|id| is_punctuation(id) || in_speaker(id)) {
        let word = piece.word(Some(at));
        signs.extend(["before frame".to_owned(), format!("before frame {word}")]);
    }
    if start < cue.start && cue.start < at {
        signs.push("over cue".to_owned());
    }
    if speaker.is_some_and(|tokens| start <= tokens.start && tokens.start < at) {
        signs.push("over speaker".to_owned());
    }
    if is_closing_mark(syntax, at - 1) {
        signs.push("behind closing mark".to_owned());
    }
    if at < syntax.len() && is_closing_mark(syntax, at) {
        signs.push("before closing mark".to_owned());
    }
    let is_whole = (start..at.min(start + 12)).any(|id| syntax.subtree(id) == (start..at));
    signs.push(format!("one subtree {is_whole}"));
    signs.push(format!(
        "has verb {}",
        (start..at).any(|id| piece.is_verb(id))
    ));
    signs.extend(cut_off(piece, at, limit));
    signs
}

/// What an end before the token cuts off: the largest subtree that opens there or behind marks.
fn cut_off(piece: &Piece<'_>, at: TokenId, limit: TokenId) -> Vec<String> {
    let syntax = piece.syntax;
    let Some(next) = (at..limit).find(|&id| syntax.upos(id) != "PUNCT") else {
        return Vec::new();
    };
    let is_parted = next > at;
    let word = piece.word(Some(next));
    let is_marked = |marks: &[f32], from: TokenId, to: TokenId| {
        marks[from..to.min(limit)].iter().any(|&score| score > 0.0)
    };
    let mut signs = vec![
        format!(
            "cue ahead {}",
            is_marked(&piece.evidence.cue, next, next + 4)
        ),
        format!(
            "source ahead {}",
            is_marked(&piece.evidence.source, next, next + 1)
        ),
    ];
    let Some(top) = piece.subtree_opening_at(at, next) else {
        signs.push(format!("cuts nothing off {is_parted} {word}"));
        return signs;
    };
    let relation = syntax.deprel(top);
    let head = syntax.head(top);
    let from = match head {
        None => "root",
        Some(head) if (piece.told.start..at).contains(&head) => "inside",
        Some(head) if piece.found.words.contains(&head) => "cue",
        Some(_) => "outside",
    };
    let distance = head
        .filter(|_| from == "inside")
        .map_or_else(|| "-".to_owned(), |head| coarse((at - head) as isize));
    signs.extend([
        format!("cuts {relation} {from} {is_parted}"),
        format!("cuts {word} {is_parted}"),
        format!("cuts {relation} {word}"),
        format!("cuts last {}", syntax.subtree(top).end + 1 >= limit),
        format!("cuts {relation} at {distance}"),
    ]);
    signs
}

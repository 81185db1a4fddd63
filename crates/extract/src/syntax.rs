//! A sentence's tree, as questions that the rest of this crate asks of it.

use std::ops::Range;

use dateline_core::{Document, Encoding, Span};

/// Index of a token in [`Encoding::tokens`].
pub(crate) type TokenId = usize;

/// The trees of a document with the words filled in.
pub(crate) struct Syntax<'a> {
    encoding: &'a Encoding,
    words: Vec<String>,
    children: Vec<Vec<TokenId>>,
    sentence_of: Vec<usize>,
    subtree: Vec<Range<TokenId>>,
}

impl<'a> Syntax<'a> {
    pub(crate) fn new(document: &Document, encoding: &'a Encoding) -> Self {
        let tokens = &encoding.tokens;
        let words = tokens
            .iter()
            .map(|token| document.text.slice(token.span).to_lowercase())
            .collect();
        let mut children = vec![Vec::new(); tokens.len()];
        for (id, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head as usize].push(id);
            }
        }
        let mut sentence_of = vec![0; tokens.len()];
        for (number, sentence) in encoding.sentences.iter().enumerate() {
            sentence_of[sentence.first_token as usize..sentence.end_token as usize].fill(number);
        }
        let subtree = (0..tokens.len())
            .map(|id| yield_of(&children, id))
            .collect();
        Self {
            encoding,
            words,
            children,
            sentence_of,
            subtree,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn sentence_count(&self) -> usize {
        self.encoding.sentences.len()
    }

    /// Tokens of a sentence.
    pub(crate) fn sentence_tokens(&self, sentence: usize) -> Range<TokenId> {
        let sentence = self.encoding.sentences[sentence];
        sentence.first_token as usize..sentence.end_token as usize
    }

    pub(crate) fn sentence_span(&self, sentence: usize) -> Span {
        self.encoding.sentences[sentence].span
    }

    pub(crate) fn sentence_of(&self, id: TokenId) -> usize {
        self.sentence_of[id]
    }

    /// The word in lower case.
    pub(crate) fn word(&self, id: TokenId) -> &str {
        &self.words[id]
    }

    pub(crate) fn span(&self, id: TokenId) -> Span {
        self.encoding.tokens[id].span
    }

    pub(crate) fn upos(&self, id: TokenId) -> &str {
        &self.encoding.tokens[id].upos
    }

    pub(crate) fn deprel(&self, id: TokenId) -> &str {
        &self.encoding.tokens[id].deprel
    }

    pub(crate) fn head(&self, id: TokenId) -> Option<TokenId> {
        self.encoding.tokens[id].head.map(|head| head as usize)
    }

    pub(crate) fn children(&self, id: TokenId) -> &[TokenId] {
        &self.children[id]
    }

    /// Children whose relation is one of `relations`.
    pub(crate) fn children_by<'b>(
        &'b self,
        id: TokenId,
        relations: &'b [&'b str],
    ) -> impl Iterator<Item = TokenId> + 'b {
        self.children[id]
            .iter()
            .copied()
            .filter(move |&child| relations.contains(&self.deprel(child)))
    }

    /// The word that governs `id` as a preposition or conjunction ("in", "by"), if any.
    pub(crate) fn case_of(&self, id: TokenId) -> Option<&str> {
        self.children_by(id, &["case", "mark"])
            .next()
            .map(|child| self.word(child))
    }

    /// First and last token of everything below `id`, itself included.
    pub(crate) fn subtree(&self, id: TokenId) -> Range<TokenId> {
        self.subtree[id].clone()
    }

    /// Whether `id` is `ancestor` or stands below it.
    pub(crate) fn is_below(&self, id: TokenId, ancestor: TokenId) -> bool {
        self.ancestors(id).any(|token| token == ancestor)
    }

    /// `id`, its head, its head's head, up to the root.
    pub(crate) fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(Some(id), |&token| self.head(token)).take(self.len())
    }

    pub(crate) fn span_of_tokens(&self, tokens: Range<TokenId>) -> Span {
        self.span(tokens.start).cover(self.span(tokens.end - 1))
    }

    /// Tokens that overlap a span.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<TokenId> {
        let tokens = &self.encoding.tokens;
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    }

    /// The token of a phrase that governs the rest of it.
    pub(crate) fn head_of_span(&self, span: Span) -> Option<TokenId> {
        let tokens = self.tokens_in(span);
        tokens
            .clone()
            .find(|&id| {
                self.upos(id) != "PUNCT" && self.head(id).is_none_or(|head| !tokens.contains(&head))
            })
            .or(tokens.clone().next())
    }

    /// The noun phrase around `head`: its determiners, modifiers and `of` complements, without relative
    /// clauses, appositions and what is coordinated with it.
    pub(crate) fn noun_phrase(&self, head: TokenId) -> Span {
        const INSIDE: [&str; 12] = [
            "det",
            "amod",
            "nummod",
            "compound",
            "flat",
            "nmod:poss",
            "advmod",
            "case",
            "goeswith",
            "fixed",
            "nmod",
            "det:predet",
        ];
        let mut low = head;
        let mut high = head;
        for &child in self.children(head) {
            let relation = self.deprel(child);
            let is_tied = match relation {
                "nmod" => self.case_of(child) == Some("of"),
                "case" => child > head,
                "advmod" | "nmod:poss" => child < head,
                _ => INSIDE.contains(&relation),
            };
            // A clause in a noun phrase is a mistake of the tree: the phrase would take in half of a sentence.
            if is_tied && !self.holds_clause(child) && !self.counts_others(head, child) {
                let range = self.subtree(child);
                low = low.min(range.start);
                high = high.max(range.end - 1);
            }
        }
        self.span_of_tokens(low..high + 1)
    }

    fn holds_clause(&self, top: TokenId) -> bool {
        self.subtree(top).any(|token| {
            self.deprel(token).starts_with("nsubj")
                || self.upos(token) == "AUX"
                || matches!(self.word(token), ":" | ";")
        })
    }

    /// "Gunmen ‹free more than 200›": a number behind a noun counts others, unless it is all of a name ("Unit 61").
    fn counts_others(&self, head: TokenId, child: TokenId) -> bool {
        let is_name = self.subtree(child) == (head + 1..head + 2);
        let is_behind = child > head && self.deprel(child) != "nmod";
        is_behind && !is_name && self.subtree(child).any(|token| self.upos(token) == "NUM")
    }

    /// Number of edges between two tokens of one sentence.
    pub(crate) fn distance(&self, a: TokenId, b: TokenId) -> usize {
        let up: Vec<TokenId> = self.ancestors(a).collect();
        for (steps, token) in self.ancestors(b).enumerate() {
            if let Some(found) = up.iter().position(|&other| other == token) {
                return steps + found;
            }
        }
        usize::MAX
    }
}

/// Range of the tokens below `id`; a non-projective tree gives the covering range.
fn yield_of(children: &[Vec<TokenId>], id: TokenId) -> Range<TokenId> {
    let (mut low, mut high) = (id, id);
    let mut open = vec![id];
    while let Some(token) = open.pop() {
        low = low.min(token);
        high = high.max(token);
        open.extend(&children[token]);
    }
    low..high + 1
}

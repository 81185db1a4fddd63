//! Which number counts whom: tying quantities to acts and effects.

use std::ops::Range;

use dateline_core::value::{Bounds, Figure};
use dateline_core::{
    Document, FigureKind, PersonKind, Relation, Side, Span, WordingClass, YesNoUnknown,
};
use dateline_normalize::{figures, people};

use crate::events::{Event, is_negated_noun};
use crate::syntax::{Syntax, TokenId};
use crate::triggers::Patient;

/// A figure and the act that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) figure: Figure,
    /// Index of the event that gives its kind.
    pub(crate) event: usize,
    /// The words of the number, with what qualifies it.
    pub(crate) span: Span,
    /// The counted phrase: "at least 20 members of the security forces".
    pub(crate) phrase: Span,
    /// The token from which attribution is looked up.
    pub(crate) token: TokenId,
    /// Whether the words say that a running count changed ("rose to 85").
    pub(crate) is_update: bool,
}

/// A number of the text with its place in the tree.
struct Number {
    quantity: figures::Quantity,
    tokens: Range<TokenId>,
    /// The noun counted, or the number itself where none is told.
    head: TokenId,
}

/// All figures of a document.
pub(crate) fn counted(document: &Document, syntax: &Syntax<'_>, events: &[Event]) -> Vec<Counted> {
    let mut found = Vec::new();
    for sentence in 0..syntax.sentence_count() {
        let here: Vec<usize> = (0..events.len()).filter(|&at| events[at].sentence == sentence).collect();
        let numbers = numbers_of(document, syntax, sentence);
        let mut of_sentence: Vec<Counted> =
            numbers.iter().filter_map(|number| count(document, syntax, events, &here, &numbers, number)).collect();
        for &at in &here {
            of_sentence.extend(uncounted(document, syntax, events, at, &of_sentence));
        }
        mark_parts(syntax, events, &mut of_sentence);
        of_sentence.sort_by_key(|counted| counted.span);
        found.extend(of_sentence);
    }
    found
}

fn numbers_of(document: &Document, syntax: &Syntax<'_>, sentence: usize) -> Vec<Number> {
    figures::find(&document.text, syntax.sentence_span(sentence))
        .into_iter()
        .filter(|quantity| quantity.class != WordingClass::NoFigure)
        .filter_map(|quantity| {
            let tokens = syntax.tokens_in(quantity.span);
            let last = tokens.end.checked_sub(1).filter(|&last| last >= tokens.start)?;
            let number = syntax.tokens_in(quantity.number).last().unwrap_or(last);
            let head = counted_noun(syntax, number, &tokens);
            Some(Number { quantity, tokens, head })
        })
        .collect()
}

/// The noun that a number counts: the one it modifies, or for "500 of the inmates" the number itself.
fn counted_noun(syntax: &Syntax<'_>, number: TokenId, tokens: &Range<TokenId>) -> TokenId {
    let mut at = number;
    for _ in 0..3 {
        match (syntax.deprel(at), syntax.head(at)) {
            ("nummod" | "compound" | "flat" | "advmod" | "goeswith" | "nummod:gov" | "amod", Some(head))
                if tokens.contains(&head) || matches!(syntax.upos(head), "NOUN" | "PROPN" | "ADJ" | "NUM") =>
            {
                at = head;
            }
            _ => break,
        }
    }
    at
}

fn count(
    document: &Document,
    syntax: &Syntax<'_>,
    events: &[Event],
    here: &[usize],
    numbers: &[Number],
    number: &Number,
) -> Option<Counted> {
    if counts_things(document, syntax, number.head) {
        return None;
    }
    let (at, _) = here
        .iter()
        .filter_map(|&at| Some((at, fit(syntax, &events[at], numbers, number)?)))
        .max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)))?;
    let kind = events[at].trigger.sense.figure?;
    let phrase = syntax.noun_phrase(number.head).cover(number.quantity.span);
    let of_whom = of_whom(document, syntax, number, phrase);
    let is_update = is_changing(syntax, events[at].trigger.token);
    let figure = Figure {
        kind: refined(kind, of_whom.as_deref()),
        bounds: number.quantity.bounds,
        class: number.quantity.class,
        words: document.text.slice(number.quantity.span).to_owned(),
        of_kind: of_whom.as_deref().map_or(PersonKind::Unknown, people::kind),
        side: Side::Unknown,
        relation: relation(syntax, number),
        includes_perpetrators: YesNoUnknown::Unknown,
        of_whom,
    };
    Some(Counted { figure, event: at, span: number.quantity.span, phrase, token: number.tokens.start, is_update })
}

/// "captured 20 militants" counts people; "captured 20 rifles" does not.
fn counts_things(document: &Document, syntax: &Syntax<'_>, head: TokenId) -> bool {
    let word = document.text.slice(syntax.span(head));
    if matches!(syntax.upos(head), "NUM" | "PRON" | "ADJ" | "VERB") || people::kind(word) != PersonKind::Unknown {
        return false;
    }
    let span = syntax.noun_phrase(head);
    let units = [
        "time", "times", "percent", "shots", "rounds", "wounds", "houses", "homes", "days", "hours", "minutes", "weeks", "months",
        "years", "attacks", "incidents", "clashes", "strikes", "villages", "towns", "explosions", "blasts", "cases", "places",
    ];
    units.contains(&syntax.word(head))
        || dateline_normalize::targets::kind(word).is_some()
        || dateline_normalize::weapons::find(&document.text, span).iter().any(|weapon| {
            syntax.tokens_in(weapon.span).contains(&head)
        })
}

/// How well a number fits an effect; `None` when it does not.
fn fit(syntax: &Syntax<'_>, event: &Event, numbers: &[Number], number: &Number) -> Option<u32> {
    event.trigger.sense.figure?;
    let token = event.trigger.token;
    let head = number.head;
    if head == token || event.patients.contains(&head) {
        return Some(1000);
    }
    if let Some(toll) = toll_over(syntax, token) {
        return tolls(syntax, toll, head).then_some(900);
    }
    if event.patients.iter().any(|&patient| is_named_below(syntax, head, patient)) {
        return Some(800);
    }
    if number.tokens.contains(&token) {
        return None;
    }
    near(syntax, event, numbers, number)
}

/// "killing 12 people, including three children": the number stands inside the phrase of those affected.
fn is_named_below(syntax: &Syntax<'_>, head: TokenId, patient: TokenId) -> bool {
    syntax.is_below(head, patient)
        && syntax.ancestors(head).take_while(|&id| id != patient).all(|id| !syntax.deprel(id).starts_with("acl"))
}

/// Without help from the tree: the number stands just before a passive or adjective, or just after an active verb.
fn near(syntax: &Syntax<'_>, event: &Event, numbers: &[Number], number: &Number) -> Option<u32> {
    let trigger = event.trigger;
    let (after, gap) = if number.tokens.start >= trigger.end {
        (true, number.tokens.start - trigger.end)
    } else {
        (false, trigger.first.saturating_sub(number.tokens.end))
    };
    let is_active = trigger.sense.patient == Patient::Object
        && (syntax.word(trigger.token).ends_with("ing") || ["kill", "kills", "injures", "wounds"].contains(&syntax.word(trigger.token)) || !event.patients.iter().any(|&id| id < trigger.first));
    let limit = if after { if is_active { 4 } else { 0 } } else { 6 };
    let between = if after { trigger.end..number.tokens.start } else { number.tokens.end..trigger.first };
    let is_parted = numbers.iter().any(|other| between.contains(&other.tokens.start))
        || between.clone().any(|id| [";", ":", "\"", "while", "but"].contains(&syntax.word(id)));
    (gap <= limit && !is_parted).then(|| 500 - 20 * gap as u32)
}

/// The word for a running count that an effect stands under: "the toll", "the number of dead".
fn toll_over(syntax: &Syntax<'_>, token: TokenId) -> Option<TokenId> {
    let is_count = |id: TokenId| ["toll", "number", "count", "tally"].contains(&syntax.word(id));
    syntax.ancestors(token).take(3).find(|&id| is_count(id) && (id == token || syntax.upos(id) == "NOUN"))
}

/// "the toll rose to 85", "a death toll of 85", "put the toll at 85".
fn tolls(syntax: &Syntax<'_>, toll: TokenId, head: TokenId) -> bool {
    let governor = syntax.head(toll);
    syntax.head(head) == Some(toll)
        || governor.is_some_and(|verb| {
            syntax.head(head) == Some(verb) && matches!(syntax.case_of(head), Some("to" | "at" | "of" | "as" | "from") | None)
        })
}

/// Whether the words around an effect say that a count moved ("rose to", "has climbed", "revised").
fn is_changing(syntax: &Syntax<'_>, token: TokenId) -> bool {
    const CHANGES: [&str; 18] = [
        "rose", "risen", "rises", "rising", "climbed", "climbs", "increased", "jumped", "grew", "grown", "revised", "raised",
        "updated", "lowered", "mounted", "reached", "climbing", "soared",
    ];
    toll_over(syntax, token).is_some_and(|toll| syntax.ancestors(toll).take(3).any(|id| CHANGES.contains(&syntax.word(id))))
}

/// The words of whom, without the number and what qualifies it.
fn of_whom(document: &Document, syntax: &Syntax<'_>, number: &Number, phrase: Span) -> Option<String> {
    let end = phrase.end;
    let start = syntax.tokens_in(Span::new(number.quantity.span.end.min(end), end)).next().map(|id| syntax.span(id).start)?;
    let words = document.text.get(Span::new(start.min(end), end)).ok()?.trim();
    let words = words.strip_prefix("of ").unwrap_or(words).trim_matches([',', '.', '"', ' ']);
    (!words.is_empty() && start >= number.quantity.span.end).then(|| words.to_owned())
}

/// "20 others", "another 12": a number beside one told before; "including 3", "30 of them": a number inside it.
fn relation(syntax: &Syntax<'_>, number: &Number) -> Relation {
    if number.quantity.increment {
        return Relation::Increment;
    }
    let is_under = |id: TokenId| {
        syntax.children_by(id, &["case", "mark", "advmod", "cc"]).any(|child| matches!(syntax.word(child), "including" | "among" | "includes" | "included"))
            || syntax.children_by(id, &["nmod", "obl"]).any(|child| ["them", "whom", "these", "those"].contains(&syntax.word(child)))
    };
    let is_listed_after_total = matches!(syntax.deprel(number.head), "appos") && syntax.ancestors(number.head).skip(1).take(1).any(|id| syntax.children_by(id, &["nummod"]).next().is_some());
    let governs = syntax.ancestors(number.head).take(3).any(|id| ["including", "include", "included", "includes", "among"].contains(&syntax.word(id)) || is_under(id));
    if number.quantity.subset || governs || is_listed_after_total { Relation::Subset } else { Relation::Total }
}

/// A kind that the words of whom make finer: freed prisoners of a jailbreak have escaped.
fn refined(kind: FigureKind, of_whom: Option<&str>) -> FigureKind {
    let held = |words: &str| people::kind(words) == PersonKind::Detainee;
    match (kind, of_whom) {
        (FigureKind::Captured, Some(words)) if held(words) => FigureKind::Recaptured,
        _ => kind,
    }
}

/// People affected whom no number counts: "a policeman was killed", "no inmate escaped", a named person.
fn uncounted(document: &Document, syntax: &Syntax<'_>, events: &[Event], at: usize, counted: &[Counted]) -> Vec<Counted> {
    let event = &events[at];
    let Some(kind) = event.trigger.sense.figure.filter(|_| event.trigger.sense.patient != Patient::Absent) else {
        return Vec::new();
    };
    event
        .patients
        .iter()
        .filter(|&&head| !counted.iter().any(|other| other.phrase.overlaps(syntax.span(head))))
        .filter_map(|&head| {
            let phrase = syntax.noun_phrase(head);
            let words = document.text.slice(phrase);
            let bounds = if event.negated && is_negated_noun(syntax, head) {
                Bounds::exact(0)
            } else {
                singular(document, syntax, head)?
            };
            let figure = Figure {
                kind: refined(kind, Some(words)),
                bounds,
                class: WordingClass::Exact,
                words: words.to_owned(),
                of_whom: Some(words.to_owned()),
                of_kind: people::kind(words),
                side: Side::Unknown,
                relation: Relation::Total,
                includes_perpetrators: YesNoUnknown::Unknown,
            };
            Some(Counted { figure, event: at, span: phrase, phrase, token: head, is_update: false })
        })
        .collect()
}

/// One person: "a soldier", "the bomber", a proper name.
fn singular(document: &Document, syntax: &Syntax<'_>, head: TokenId) -> Option<Bounds> {
    let word = document.text.slice(syntax.span(head));
    match syntax.upos(head) {
        "PROPN" if is_person_name(document, syntax, head) => Some(Bounds::exact(1)),
        "NOUN" => figures::singular(document.text.slice(syntax.noun_phrase(head)))
            .filter(|_| people::kind(word) != PersonKind::Unknown),
        _ => None,
    }
}

fn is_person_name(document: &Document, syntax: &Syntax<'_>, head: TokenId) -> bool {
    let span = syntax.span(head);
    let is_capital = document.text.slice(span).chars().next().is_some_and(char::is_uppercase);
    is_capital && syntax.children_by(head, &["flat", "compound"]).any(|id| syntax.upos(id) == "PROPN")
}

/// "Two guards, a soldier and five inmates were killed": disjoint groups beside one another are parts.
fn mark_parts(syntax: &Syntax<'_>, events: &[Event], counted: &mut [Counted]) {
    for at in 0..counted.len() {
        let event = counted[at].event;
        let siblings = counted
            .iter()
            .filter(|other| other.event == event && other.figure.relation == Relation::Total && events[event].patients.iter().any(|&id| other.phrase.contains(syntax.span(id))))
            .count();
        let is_sibling = events[event].patients.iter().any(|&id| counted[at].phrase.contains(syntax.span(id)));
        if siblings > 1 && is_sibling && counted[at].figure.relation == Relation::Total {
            counted[at].figure.relation = Relation::Part;
        }
    }
    // The loop above turns totals into parts one at a time: the last of a list of siblings follows the others.
    for at in 0..counted.len() {
        let event = counted[at].event;
        let has_part = counted.iter().any(|other| other.event == event && other.figure.relation == Relation::Part);
        if has_part && counted[at].figure.relation == Relation::Total {
            counted[at].figure.relation = Relation::Part;
        }
    }
}

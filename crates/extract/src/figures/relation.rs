//! How the figures of one sentence relate to each other: total, part or subset.

use dateline_core::{FigureKind, Relation};

use super::Counted;
use crate::attribution::{Attribution, innermost};
use crate::syntax::Syntax;

/// Marks what stands beside a figure of the same act as part, and what breaks one down as subset. Figures that different voices
/// give are rivals, and neither.
pub(super) fn relate(syntax: &Syntax<'_>, said: &[Attribution], counted: &mut [Counted]) {
    let kinds: Vec<Kind> = counted
        .iter()
        .map(|one| {
            let voice = innermost(said, one.token).and_then(|saying| saying.voice);
            (one.event, one.figure.kind, voice)
        })
        .collect();
    for at in 0..kinds.len() {
        if kinds[..at]
            .iter()
            .any(|other| are_told_together(other, &kinds[at]))
        {
            continue;
        }
        let group: Vec<usize> = (at..kinds.len())
            .filter(|&other| are_told_together(&kinds[other], &kinds[at]))
            .collect();
        let beside: Vec<usize> = group
            .into_iter()
            .filter(|&id| counted[id].figure.relation != Relation::Subset)
            .collect();
        let beside = without_some_of(syntax, counted, beside);
        relate_group(syntax, counted, &beside);
    }
}

/// The act, what befell people, and who says so.
type Kind = (usize, FigureKind, Option<usize>);

/// Whether two figures are of one act and kind, and no two named voices give them.
fn are_told_together(one: &Kind, other: &Kind) -> bool {
    let are_rivals = one.2.is_some() && other.2.is_some() && one.2 != other.2;
    (one.0, one.1) == (other.0, other.1) && !are_rivals
}

/// "one of the two people who died": a number of a group that another number counts is a subset of it.
fn without_some_of(syntax: &Syntax<'_>, counted: &mut [Counted], group: Vec<usize>) -> Vec<usize> {
    let is_some_of = |pair: &[usize]| {
        let gap = syntax.tokens_in(counted[pair[0]].span).end
            ..syntax.tokens_in(counted[pair[1]].span).start;
        let is_of =
            |id| ["of", "the", "these", "those", "all", "at", "least"].contains(&syntax.word(id));
        let opens = gap.start.saturating_sub(1)..gap.end.max(gap.start);
        gap.len() <= 3 && gap.clone().all(is_of) && opens.clone().any(|id| syntax.word(id) == "of")
    };
    let some: Vec<usize> = group
        .windows(2)
        .filter(|pair| is_some_of(pair))
        .map(|pair| pair[0])
        .collect();
    for &at in &some {
        counted[at].figure.relation = Relation::Subset;
    }
    group.into_iter().filter(|at| !some.contains(at)).collect()
}

fn relate_group(syntax: &Syntax<'_>, counted: &mut [Counted], group: &[usize]) {
    let [first, rest @ ..] = group else { return };
    if rest.is_empty() {
        return;
    }
    let number = |at: usize| {
        counted[at]
            .figure
            .bounds
            .best()
            .or(counted[at].figure.bounds.low())
    };
    let sum: Option<u64> = rest.iter().map(|&at| number(at)).sum();
    let is_breakdown = sum.is_some()
        && sum <= number(*first)
        && number(*first) > Some(1)
        && (is_broken_down(syntax, counted, *first, rest[0])
            || sum == number(*first) && is_apposed(syntax, counted, *first, rest));
    let total = if is_breakdown { rest } else { group };
    for &at in total {
        counted[at].figure.relation = if is_breakdown {
            Relation::Subset
        } else {
            Relation::Part
        };
    }
}

/// "four killed: two officers, a stallholder, a boy"; "four people - two officers and ...".
fn is_broken_down(syntax: &Syntax<'_>, counted: &[Counted], total: usize, next: usize) -> bool {
    let between =
        syntax.tokens_in(counted[total].span).end..counted[next].token.max(counted[total].token);
    between.clone().any(|id| {
        matches!(
            syntax.word(id),
            ":" | "-" | "–" | "—" | "including" | "among"
        )
    })
}

/// "Three clerks, a man and two women, died": whoever is told by sex or age alone right behind a number of the same size is of it.
fn is_apposed(syntax: &Syntax<'_>, counted: &[Counted], total: usize, rest: &[usize]) -> bool {
    const TOLD_ALONE: [&str; 22] = [
        "man",
        "men",
        "woman",
        "women",
        "boy",
        "boys",
        "girl",
        "girls",
        "child",
        "children",
        "baby",
        "infant",
        "toddler",
        "teenager",
        "teenagers",
        "adult",
        "adults",
        "male",
        "males",
        "female",
        "females",
        "minors",
    ];
    let is_alone = |at: usize| {
        let words = counted[at].figure.of_whom.as_deref().unwrap_or_default();
        let last = words.split(' ').next_back().unwrap_or_default();
        TOLD_ALONE.contains(&last)
    };
    let end = syntax.tokens_in(counted[total].phrase).end;
    let next = syntax.tokens_in(counted[rest[0]].phrase).start;
    let is_behind = end <= next && (end..next).all(|id| matches!(syntax.word(id), "," | "-" | "("));
    rest.len() > 1 && is_behind && !is_alone(total) && rest.iter().all(|&at| is_alone(at))
}

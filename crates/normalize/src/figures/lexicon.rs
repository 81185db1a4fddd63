//! Words around counts, from `data/figure_words.tsv` and `data/not_counts.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_core::WordingClass;

use crate::phrases::Phrases;
use crate::table::{cell, rows, table};

/// What a phrase before or after a number does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Sets the class; `true` where the bound is one less than the number.
    Class(WordingClass, bool),
    Plain,
    Increment,
    /// "rose by six to 41": an increment told by the verb, which is no part of the count's words.
    Step,
    Subset,
}

/// A count told without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vague {
    pub(super) class: WordingClass,
    pub(super) low: u64,
}

#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) before: Phrases<Effect>,
    pub(super) after: Phrases<Effect>,
    pub(super) vague: Phrases<Vague>,
    pub(super) zero_nouns: Phrases<()>,
    /// Classes of single words and phrases that decide by mere presence.
    sets: HashMap<&'static str, Phrases<()>>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

fn effect(class: &str, one_less: bool) -> Option<Effect> {
    Some(match class {
        "at_least" => Effect::Class(WordingClass::AtLeast, false),
        "more_than" => Effect::Class(WordingClass::MoreThan, false),
        "up_to" => Effect::Class(WordingClass::UpTo, false),
        "at_most" => Effect::Class(WordingClass::AtMost, one_less),
        "nearly" => Effect::Class(WordingClass::Nearly, false),
        "about" => Effect::Class(WordingClass::About, false),
        "plain" => Effect::Plain,
        "increment" => Effect::Increment,
        "step" => Effect::Step,
        "subset" => Effect::Subset,
        _ => return None,
    })
}

fn vague(class: &str) -> Option<WordingClass> {
    Some(match class {
        "few" => WordingClass::Few,
        "tens" => WordingClass::Tens,
        "dozens" => WordingClass::Dozens,
        "scores" => WordingClass::Scores,
        "hundreds" => WordingClass::Hundreds,
        "several_hundred" => WordingClass::SeveralHundred,
        "thousands" => WordingClass::Thousands,
        "tens_of_thousands" => WordingClass::TensOfThousands,
        "no_figure" => WordingClass::NoFigure,
        "zero" => WordingClass::Exact,
        _ => return None,
    })
}

impl Lexicon {
    fn new() -> Self {
        let words: Vec<_> = rows(table!("figure_words.tsv"))
            .map(|row| {
                (
                    cell(&row, 0),
                    cell(&row, 1),
                    cell(&row, 2).parse().unwrap_or(0),
                )
            })
            .collect();
        let before = words
            .iter()
            .filter_map(|&(word, class, value)| Some((word, effect(class, value == 1)?)));
        let after = words.iter().filter_map(|&(word, class, _)| {
            Some((word, effect(class.strip_prefix("after_")?, false)?))
        });
        let in_place = words.iter().filter_map(|&(word, class, low)| {
            Some((
                word,
                Vague {
                    class: vague(class)?,
                    low,
                },
            ))
        });
        let mut sets: HashMap<&'static str, Vec<(&'static str, ())>> = HashMap::new();
        let not_counts = rows(table!("not_counts.tsv")).map(|row| (cell(&row, 0), cell(&row, 1)));
        for (word, class) in words
            .iter()
            .map(|&(word, class, _)| (word, class))
            .chain(not_counts)
        {
            sets.entry(class).or_default().push((word, ()));
        }
        Self {
            before: Phrases::new(before),
            after: Phrases::new(after),
            vague: Phrases::new(in_place),
            zero_nouns: Phrases::new(sets.remove("zero_noun").unwrap_or_default()),
            sets: sets
                .into_iter()
                .map(|(class, list)| (class, Phrases::new(list)))
                .collect(),
        }
    }

    /// The phrases of a class that decide by mere presence.
    pub(super) fn set(&self, class: &str) -> Option<&Phrases<()>> {
        self.sets.get(class)
    }
}

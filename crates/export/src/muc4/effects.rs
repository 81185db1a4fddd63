//! What befell people and what became of things, by the words nearest to them.

use super::lexicon::Lexicon;
use super::phrase::{at_end, words};

/// How far, in words, from the mention a word is looked for.
const REACH: usize = 12;

/// The value of the entry of `table` that stands nearest to a mention, among those that `accepts` takes.
pub(super) fn nearest(
    table: &'static Lexicon<&'static str>,
    before: &str,
    after: &str,
    accepts: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let (left, right) = (words(before), words(after));
    let backward = (1..=left.len().min(REACH)).map(|back| (back, &left[..left.len() + 1 - back]));
    let forward = (1..=right.len().min(REACH)).map(|ahead| (ahead, &right[..ahead]));
    backward
        .chain(forward)
        .filter_map(|(distance, words)| Some((distance, *at_end(table, words)?.0)))
        .filter(|(_, found)| accepts(found))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, found)| found)
}

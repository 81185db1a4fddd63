//! Pairs of words that are written as names and stand side by side: "Ana Prost", "Quillon Street". Two reports of one act share them where
//! their wording has changed altogether, and two words together are rarer by far than each.

use std::collections::BTreeMap;

use super::{FEW_REPORTS, TELLING, hash, rarity_of, shared, weight};

/// Most pairs of a text; of more the rarest are kept.
const MOST_NAMES: usize = 64;

/// Least weight of a pair, that of its words together: "Police Department" and "Palm City" name nothing by themselves.
pub(super) const LEAST: u8 = 12;

/// Weight of a pair of two words that are rare in news.
const RAREST: u8 = 20;

/// Hashes of pairs, in order, each with a weight that grows with its rarity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names(pub(super) Vec<(u32, u8)>);

impl Names {
    pub(super) fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = BTreeMap::new();
        for text in texts {
            text.lines().for_each(|line| pairs(line, &mut found));
        }
        let mut kept: Vec<(u32, u8)> = found.into_iter().collect();
        if kept.len() > MOST_NAMES {
            kept.sort_by_key(|&(hash, weight)| (std::cmp::Reverse(weight), hash));
            kept.truncate(MOST_NAMES);
            kept.sort_unstable();
        }
        Self(kept)
    }

    /// How many both have: 1 for each, less where [`Names::tempered`] found it to be less rare.
    pub(super) fn common(&self, other: &Self) -> f32 {
        let rarity = |(weight, _): (u8, u8)| f32::from(weight - LEAST) / f32::from(RAREST - LEAST);
        shared(&self.0, &other.0).map(rarity).sum()
    }

    /// With the weights that the pairs have among the reports at hand.
    pub(super) fn tempered(&self, holding: impl Fn(u32) -> u64, reports: u64) -> Self {
        let temper = |&(hash, _): &(u32, u8)| {
            let rarity = rarity_of(holding(hash), reports.max(FEW_REPORTS));
            let weight = LEAST + (rarity * f32::from(RAREST - LEAST)).round() as u8;
            (hash, weight)
        };
        Self(self.0.iter().map(temper).collect())
    }
}

/// The pairs of a line.
fn pairs(line: &str, found: &mut BTreeMap<u32, u8>) {
    let mut before: Option<(String, u8)> = None;
    for word in line.split(' ') {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        // "Ana P. Prost" is "Ana Prost".
        if before.is_some() && is_initial(bare) {
            continue;
        }
        if !is_name(bare) || word.starts_with(|sign: char| !sign.is_alphanumeric()) {
            before = None;
        }
        if !is_name(bare) {
            continue;
        }
        let bare = bare.trim_end_matches("'s").trim_end_matches("’s");
        let name = bare.to_lowercase();
        let own = weight(&name);
        if let Some((first, others)) = before.take()
            && own.min(others) >= TELLING
            && own + others >= LEAST
        {
            found.insert(hash(&format!("{first} {name}")), own + others);
        }
        // What ends in a sign ends the name: "in Varnholt, Ostmark".
        let goes_on = word.ends_with(char::is_alphanumeric);
        before = goes_on.then_some((name, own));
    }
}

fn is_initial(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.next().is_none()
}

/// A capital, and a small letter somewhere: words all in capitals are headlines and agencies.
fn is_name(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(char::is_uppercase) && signs.any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(one: &str, other: &str) -> f32 {
        Names::of_texts([one]).common(&Names::of_texts([other]))
    }

    #[test]
    fn the_same_name_is_known_with_and_without_an_initial() {
        let first = "Police said that Varnik P. Quillon, 31, was shot on Dorvale Street.";
        assert!(common(first, "Varnik Quillon's mother wept.") >= 1.0);
        assert!(common(first, "Shots fell in Dorvale Street") > 0.0);
    }

    #[test]
    fn words_that_are_no_name_together_are_none() {
        for text in [
            "The Varnholt Police Department said on Sunday",
            "in Varnholt, Quillon said",
            "VARNIK QUILLON",
            "a varnik quillon",
        ] {
            assert_eq!(common(text, text), 0.0, "{text}");
        }
    }

    #[test]
    fn a_name_that_many_reports_have_says_nothing() {
        let text = "Varnik Quillon reports";
        let common = Names::of_texts([text]).tempered(|_| 1000, 10_000);
        assert_eq!(common.common(&Names::of_texts([text])), 0.0);
        let rare = Names::of_texts([text]).tempered(|_| 1, 10_000);
        assert_eq!(rare.common(&Names::of_texts([text])), 1.0);
    }
}

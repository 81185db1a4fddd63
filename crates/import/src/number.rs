//! Numbers as tables write them.

use dateline_core::value::Bounds;
use dateline_core::{Text, WordingClass};
use dateline_normalize::figures;

/// A whole number, not negative: "12", "1,200", and "3.0", which is what statistics programs write.
pub(crate) fn whole(words: &str) -> Option<u64> {
    let words = words.trim();
    let words = words
        .split_once('.')
        .filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'))
        .map_or(words, |(whole, _)| whole);
    match words.parse() {
        Ok(number) if words.bytes().all(|byte| byte.is_ascii_digit()) => Some(number),
        _ => grouped(words),
    }
}

/// "1,200", "1 200".
fn grouped(words: &str) -> Option<u64> {
    let groups: Vec<&str> = words.split([',', ' ', '\u{a0}', '\u{202f}']).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let is_number = !rest.is_empty() && fits && groups.iter().all(|group| digits(group));
    is_number.then(|| groups.concat().parse().ok()).flatten()
}

/// A count in numbers or words: "12", "at least 20", "dozens".
pub(crate) fn count(words: &str) -> Option<(Bounds, WordingClass)> {
    if let Some(number) = whole(words) {
        return Some((Bounds::exact(number), WordingClass::Exact));
    }
    let text = Text::from(words);
    let found = figures::find(&text, text.span());
    let [quantity] = &found[..] else { return None };
    (covers(words, &quantity.words)).then_some((quantity.bounds, quantity.class))
}

/// Whether `part` holds every letter and digit of `words`.
pub(crate) fn covers(words: &str, part: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
    };
    letters(words) == letters(part)
}

/// Degrees: "33.31", "33,31".
pub(crate) fn degrees(words: &str) -> Option<f64> {
    let words = words.trim();
    let number: f64 = words
        .parse()
        .or_else(|_| words.replacen(',', ".", 1).parse())
        .ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_tables_write_them() {
        for (words, wanted) in [
            ("12", Some(12)),
            ("3.0", Some(3)),
            ("1,200", Some(1200)),
            ("12 500", Some(12_500)),
            ("3.5", None),
            ("-9", None),
            ("+4", None),
            ("1,2", None),
            ("99999999999999999999999", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(whole(words), wanted, "{words}");
        }
    }

    #[test]
    fn counts_in_words_follow_the_codebook() {
        let (bounds, class) = count("at least 20").unwrap();
        assert_eq!(
            (bounds.low(), bounds.high(), class),
            (Some(20), None, WordingClass::AtLeast)
        );
        assert_eq!(count("dozens").unwrap().1, WordingClass::Dozens);
        assert_eq!(count("3 or so, see the note"), None);
    }
}

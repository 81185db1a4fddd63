//! Words of a text, for comparing texts.

/// Fewest letters of a word that counts.
const LEAST: usize = 2;

/// Runs of letters and digits in lower case, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| word.chars().nth(LEAST - 1).is_some())
        .map(str::to_lowercase)
}

//! Ages that a text tells.

use std::collections::BTreeSet;

/// Oldest age that is taken for one.
const OLDEST: u8 = 110;

/// Ages of persons, each once, in order: "a 27-year-old", "aged 27", "Ana Prost, 27, was".
///
/// Reports of one act mostly repeat those of its victims, those of another act mostly have others.
pub fn ages(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = number_end(bytes, at);
        if end == at {
            at += 1;
            continue;
        }
        let age = text[at..end].parse::<u8>().ok();
        let age = age.filter(|age| (1..=OLDEST).contains(age));
        found.extend(age.filter(|_| is_age(&bytes[..at], &bytes[end..])));
        at = end;
    }
    found.into_iter().collect()
}

/// One past the digits that begin at `at`.
fn number_end(bytes: &[u8], at: usize) -> usize {
    let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit());
    at + digits.count()
}

/// Whether what stands before and after a number makes it an age.
fn is_age(before: &[u8], after: &[u8]) -> bool {
    const UNITS: [&[u8]; 4] = [b"-year-old", b" year old", b" years old", b"-years-old"];
    const LEADS: [&[u8]; 3] = [b" aged ", b" age ", b"(aged "];
    let is_apposed = before.ends_with(b", ") && is_name_end(&before[..before.len() - 2]);
    UNITS.iter().any(|unit| after.starts_with(unit))
        || LEADS.iter().any(|lead| before.ends_with(lead))
        || is_apposed
            && matches!(
                after,
                [b',', b' ', ..] | [b'.', ..] | [b' ', b'o', b'f', ..]
            )
}

/// Whether the last word is written as a name is: "July 4, 27," is not, nor "died, 30,".
fn is_name_end(before: &[u8]) -> bool {
    let word = before
        .rsplit(u8::is_ascii_whitespace)
        .next()
        .unwrap_or_default();
    word.len() > 1
        && word.first().is_some_and(|byte| !byte.is_ascii_lowercase())
        && !word.iter().any(u8::is_ascii_digit)
}

//! Words and pairs of words as hashed features. `training/gate.py` counts in the same way.

/// 32-bit FNV-1a.
pub(crate) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// A hash for each word of a text, in order. A word is a run of Latin letters, lower-cased, or a run of digits, all of
/// which are the word "0".
pub(crate) fn words(text: &str) -> Vec<u32> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut run = String::new();
    let mut in_digits = false;
    for letter in text.chars() {
        let digit = letter.is_ascii_digit();
        if is_letter(letter) {
            run.extend(letter.to_lowercase());
        } else if !run.is_empty() {
            found.push(fnv(run.bytes()));
            run.clear();
        }
        if digit && !in_digits {
            found.push(fnv(*b"0"));
        }
        in_digits = digit;
    }
    if !run.is_empty() {
        found.push(fnv(run.bytes()));
    }
    found
}

/// Other scripts do not occur in English text, and their case rules differ between languages and libraries.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&letter) && !['\u{d7}', '\u{f7}'].contains(&letter)
}

/// The different buckets, of 2^`bits`, of a window's words and of its pairs of neighbouring words; sorted.
pub(crate) fn buckets(words: &[u32], bits: u32, found: &mut Vec<u32>) {
    // The upper bits of the product: the lower ones of FNV are the weaker ones.
    let bucket = |hash: u32| hash.wrapping_mul(0x9E37_79B1) >> (32 - bits);
    let pairs = words
        .windows(2)
        .map(|pair| bucket(pair[0].wrapping_mul(0x85EB_CA6B) ^ pair[1]));
    found.clear();
    found.extend(words.iter().copied().map(bucket).chain(pairs));
    found.sort_unstable();
    found.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_letters_or_a_number() {
        let hash = |word: &str| fnv(word.bytes());
        assert_eq!(
            words("Don't FIRE 1,200 shells at Señor A7."),
            [
                "don", "t", "fire", "0", "0", "shells", "at", "señor", "a", "0"
            ]
            .map(hash)
        );
        assert!(words("... — 平和").is_empty());
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(*b"foobar"), 0xbf9c_f968);
    }

    #[test]
    fn order_matters_to_pairs_and_repetition_to_nothing() {
        let of = |text: &str| {
            let mut found = Vec::new();
            buckets(&words(text), 17, &mut found);
            found
        };
        assert_ne!(of("shot dead"), of("dead shot"));
        assert_eq!(of("no no"), of("no no no"));
    }
}

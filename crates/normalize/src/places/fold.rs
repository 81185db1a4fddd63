//! Keys of names: lower case, without diacritics, apostrophes, hyphens and full stops.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Made by `data/gazetteer/fold.py`; the builder of the gazetteer folds with the same table.
static LETTERS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    include_str!("../../../../data/gazetteer/fold.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (code, letters) = line.split_once('\t')?;
            let code = u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?;
            Some((char::from_u32(code)?, letters))
        })
        .collect()
});

/// The key of a name: ASCII words in lower case parted by single spaces. Letters outside the Latin script are dropped.
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            key.push(letter.to_ascii_lowercase());
        } else if let Some(letters) = LETTERS.get(&letter) {
            key.push_str(letters);
        } else if !letter.is_alphabetic() && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The key of a name in the Latin script; `None` for one that is not, of which only scraps would be left.
pub(super) fn fold_latin(name: &str) -> Option<String> {
    let foreign = |letter: char| {
        !letter.is_ascii() && letter.is_alphabetic() && !LETTERS.contains_key(&letter)
    };
    if name.contains(foreign) {
        return None;
    }
    Some(fold(name)).filter(|key| !key.is_empty())
}

/// Replacements that make a loose key, in order; `build.py` does the same.
static LOOSE: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("../../../../data/gazetteer/loose.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The loose key of a key: without articles, vowels and doubled letters levelled. Spellings of one Arabic, Persian or
/// Pashto name mostly share it.
pub(super) fn loosen(key: &str) -> String {
    let several = key.contains(' ');
    let words = key.split(' ').filter(|word| !several || !is_article(word));
    let mut loose: String = words.collect();
    for (spelling, level) in LOOSE.iter() {
        if loose.contains(spelling) {
            loose = loose.replace(spelling, level);
        }
    }
    loose.insert(0, '~');
    loose
}

/// Articles of Arabic names, which a text may leave out or spell otherwise than the gazetteer.
pub(super) fn is_article(word: &str) -> bool {
    const ARTICLES: [&str; 17] = [
        "al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath", "ul", "ed", "ez",
        "es", "er", "et",
    ];
    ARTICLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{fold, loosen};

    #[test]
    fn spellings_of_one_arabic_name_share_a_loose_key() {
        assert_eq!(loosen("deir el zour"), loosen("deir ez zor"));
        assert_eq!(loosen("al hasakah"), loosen("hasaka"));
        assert_ne!(loosen("hama"), loosen("homs"));
    }

    #[test]
    fn spelling_variants_share_a_key() {
        for (name, key) in [
            ("Al-Fallūjah", "al fallujah"),
            ("Sana'a", "sanaa"),
            ("Sana’a", "sanaa"),
            ("São Paulo", "sao paulo"),
            ("SÃO  PAULO", "sao paulo"),
            ("St. Louis", "st louis"),
            ("Łódź", "lodz"),
            ("Port-au-Prince", "port au prince"),
            (" -- ", ""),
        ] {
            assert_eq!(fold(name), key, "{name}");
        }
    }
}

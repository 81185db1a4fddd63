//! The keys by which a place is looked up, from its names; `data/gazetteer/build.py` makes those of the bundled places so.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::features::Kind;
use super::super::fold::{fold_latin, is_article, loosen};
use super::super::words::{self, WordKind};

static DIVISION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../../../data/gazetteer/division_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Letters of a key. Longer ones are descriptions.
const LONGEST: usize = 40;

/// What decides which keys a name gives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) kind: Kind,
    /// Whether its names reach English in many spellings, so that it has loose keys, and keys without the article.
    pub(super) is_loose: bool,
    /// Whether it is a second-level division whose inhabitants nobody counted.
    pub(super) is_obscure: bool,
}

/// Keys of a place's names, each with whether it is one of the main name; those of the main name come first.
pub(super) fn keys(name: &str, others: &str, named: Named, found: &mut Vec<(String, bool)>) {
    found.clear();
    add(name, true, named, found);
    let others = others.split(',').map(str::trim);
    for other in others.filter(|other| *other != name && is_usable(other)) {
        add(other, false, named, found);
    }
    if named.is_loose {
        let exact = found.len();
        for at in 0..exact {
            if found[at].0.len() > 3 {
                let key = loosen(&found[at].0);
                push(key, false, found);
            }
        }
    }
}

/// Leaves out machine transliterations (all in lower case), codes ("KDH", "OAKN"), links and very short forms.
fn is_usable(name: &str) -> bool {
    let Some(first) = name.chars().next() else {
        return false;
    };
    let long = name.chars().nth(3).is_some();
    let code = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    (first.is_ascii_uppercase() || !first.is_ascii()) && long && !code
}

fn add(name: &str, main: bool, named: Named, found: &mut Vec<(String, bool)>) {
    let Some(key) = fold_latin(name) else { return };
    if key.len() > LONGEST || key.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    // A bare "Helmand" is seldom the river, and "Bagram" seldom the airfield.
    let needs_two = !matches!(named.kind, Kind::Town | Kind::Division);
    if needs_two && !key.contains(' ') {
        return;
    }
    if named.is_loose
        && !needs_two
        && let Some((head, rest)) = key.split_once(' ')
        && is_article(head)
        && rest.len() > 2
    {
        push(rest.to_owned(), main, found);
    }
    let bare = (named.kind == Kind::Division).then(|| trimmed(&key).to_owned());
    if let Some(bare) = bare.filter(|bare| *bare != key) {
        push(bare, main, found);
        // A text's "Sangin District" is taken apart: known as one name, it would only keep "Sangin" from being seen.
        if named.is_obscure && ends_in_kind(&key) {
            return;
        }
    }
    push(key, main, found);
}

fn push(key: String, main: bool, found: &mut Vec<(String, bool)>) {
    if key.len() > 1 && !found.iter().any(|(known, _)| *known == key) {
        found.push((key, main));
    }
}

fn ends_in_kind(key: &str) -> bool {
    let last = key.rsplit(' ').next().unwrap_or(key);
    words::is_any(&[WordKind::Division, WordKind::District], last)
}

/// The key without words for "division" around it; one word stays.
fn trimmed(mut key: &str) -> &str {
    while let Some((rest, last)) = key.rsplit_once(' ')
        && DIVISION_WORDS.contains(last)
    {
        key = rest;
    }
    while let Some((first, rest)) = key.split_once(' ')
        && DIVISION_WORDS.contains(first)
    {
        key = rest;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{Kind, Named, keys};

    fn of(name: &str, others: &str, kind: Kind, is_loose: bool) -> Vec<String> {
        let named = Named {
            kind,
            is_loose,
            is_obscure: kind == Kind::Division,
        };
        let mut found = Vec::new();
        keys(name, others, named, &mut found);
        found.into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn a_name_is_known_as_texts_write_it() {
        let town = |name, others| of(name, others, Kind::Town, false);
        assert_eq!(
            town("Kōm Kān", "Komkan,kom kan,KOMK,Kan,Ком,Kom 4"),
            ["kom kan", "komkan"]
        );
        assert_eq!(
            of("Al Fallūjah", "", Kind::Town, true)[..2],
            ["fallujah", "al fallujah"]
        );
        let district = |name| of(name, "", Kind::Division, false);
        assert_eq!(district("Sangin District"), ["sangin"]);
        assert_eq!(district("Muḩāfaz̧at Dar‘ā"), ["dara", "muhafazat dara"]);
        assert_eq!(
            of("Darya-ye Helmand", "Helmand", Kind::Water, false),
            ["darya ye helmand"]
        );
    }
}

//! Counts of people as a reviewer writes them.

use dateline_core::value::{Bounds, BoundsError, Figure};
use dateline_core::{FigureKind, PersonKind, Relation, Side, WordingClass, YesNoUnknown};

const FORMS: &str = "that is no number; write a number (12), a range (12..15), a number with its bounds (12 (10..15)), \
or at least 12, more than 12, up to 12, at most 12, nearly 12, about 12";

/// A total of the incident: "12", "12..15", "12 (10..15)", "at least 12".
pub(super) fn figure(kind: FigureKind, text: &str) -> Result<Figure, String> {
    let (bounds, class) = bounds(text)?;
    Ok(Figure {
        kind,
        bounds,
        class,
        words: text.to_owned(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    })
}

fn bounds(text: &str) -> Result<(Bounds, WordingClass), String> {
    if let Some((best, rest)) = text.split_once('(') {
        let (low, high) = rest
            .trim()
            .strip_suffix(')')
            .and_then(|rest| rest.split_once(".."))
            .ok_or(FORMS)?;
        let bounds = Bounds::new(optional(low)?, Some(number(best)?), optional(high)?);
        return Ok((bounds.map_err(out_of_order)?, WordingClass::Range));
    }
    if let Some((low, high)) = text.split_once("..") {
        let bounds = Bounds::new(Some(number(low)?), None, Some(number(high)?));
        return Ok((bounds.map_err(out_of_order)?, WordingClass::Range));
    }
    for (words, class) in QUALIFIERS {
        if let Some(rest) = strip(text, words) {
            let bounds = qualified(class, number(rest)?);
            return Ok((bounds.map_err(out_of_order)?, class));
        }
    }
    Ok((Bounds::exact(number(text)?), WordingClass::Exact))
}

const QUALIFIERS: [(&str, WordingClass); 8] = [
    ("at least", WordingClass::AtLeast),
    ("more than", WordingClass::MoreThan),
    ("over", WordingClass::MoreThan),
    ("up to", WordingClass::UpTo),
    ("at most", WordingClass::AtMost),
    ("nearly", WordingClass::Nearly),
    ("almost", WordingClass::Nearly),
    ("about", WordingClass::About),
];

/// The bounds that the codebook gives such a wording (section 4).
fn qualified(class: WordingClass, number: u64) -> Result<Bounds, BoundsError> {
    let told = Some(number);
    match class {
        WordingClass::AtLeast | WordingClass::MoreThan => Bounds::new(told, told, None),
        WordingClass::UpTo | WordingClass::Nearly => Bounds::new(None, told, told),
        WordingClass::AtMost => Bounds::new(None, None, told),
        _ => Bounds::new(None, told, None),
    }
}

/// What stands behind `words`, letter case aside.
fn strip<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(words.len())?;
    (head.eq_ignore_ascii_case(words) && rest.starts_with(' ')).then_some(rest)
}

/// Digits, in groups of three or not.
fn number(text: &str) -> Result<u64, String> {
    let digits = text.trim().replace(',', "");
    digits.parse().map_err(|_| FORMS.to_owned())
}

fn optional(text: &str) -> Result<Option<u64>, String> {
    match text.trim() {
        "" => Ok(None),
        text => number(text).map(Some),
    }
}

fn out_of_order(_: BoundsError) -> String {
    "the numbers are out of order; write the least first, and the best between its bounds"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_give_the_bounds_of_the_codebook() {
        for (text, low, best, high, class) in [
            ("12", Some(12), Some(12), Some(12), WordingClass::Exact),
            ("0", Some(0), Some(0), Some(0), WordingClass::Exact),
            (
                "1,200",
                Some(1200),
                Some(1200),
                Some(1200),
                WordingClass::Exact,
            ),
            ("12..15", Some(12), None, Some(15), WordingClass::Range),
            (
                "12 (10..15)",
                Some(10),
                Some(12),
                Some(15),
                WordingClass::Range,
            ),
            ("12 (10..)", Some(10), Some(12), None, WordingClass::Range),
            (
                "at least 12",
                Some(12),
                Some(12),
                None,
                WordingClass::AtLeast,
            ),
            (
                "More than 100",
                Some(100),
                Some(100),
                None,
                WordingClass::MoreThan,
            ),
            ("up to 30", None, Some(30), Some(30), WordingClass::UpTo),
            ("at most 30", None, None, Some(30), WordingClass::AtMost),
            ("nearly 80", None, Some(80), Some(80), WordingClass::Nearly),
            ("about 500", None, Some(500), None, WordingClass::About),
        ] {
            let (bounds, found) = bounds(text).unwrap();
            assert_eq!(
                (bounds.low(), bounds.best(), bounds.high(), found),
                (low, best, high, class),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "twelve",
            "-3",
            "12.5",
            "15..12",
            "9 (10..15)",
            "12 (10..15",
            "12 ()",
            "at least",
            "at leastways 3",
            "..",
            "12..",
            "99999999999999999999",
            "overé 3",
        ] {
            assert!(bounds(text).is_err(), "{text}");
        }
    }
}

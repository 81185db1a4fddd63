//! Places as a reviewer writes them, looked up as a report's are.

use dateline_core::value::{Coordinates, PlaceValue};
use dateline_core::{PlacePrecision, Span, Text};
use dateline_normalize::places::{self, Gazetteer, PlaceContext};

const FORMS: &str = "write NAME, COUNTRY (Taji, Iraq), with the province between them if there are several of the name \
(Taji, Baghdad, Iraq), and @LAT,LON behind it if the gazetteer lacks the place (Tell Hamir, Iraq @33.51,44.26)";

/// "Taji, Iraq", "Taji, Baghdad, Iraq", "Iraq", "Tell Hamir, Iraq @33.51,44.26".
pub(super) fn place(text: &str, gazetteer: &Gazetteer) -> Result<PlaceValue, String> {
    let (name, coordinates) = match text.rsplit_once('@') {
        Some((name, at)) => (name.trim(), Some(point(at)?)),
        None => (text, None),
    };
    if name.is_empty() {
        return Err(format!("that names no place; {FORMS}"));
    }
    let words = Text::from(name);
    let mut found = look_up(&words, gazetteer);
    if found.country_code.is_none() {
        return Err(format!("no country is known in {name:?}; {FORMS}"));
    }
    // What the reviewer wrote names it in full; the rest of it shows in the columns.
    found.words = name.split(',').next().unwrap_or(name).trim().to_owned();
    // A reviewer's choice leaves no other to choose from.
    found.score = 1.0;
    found.alternatives.clear();
    if let Some(at) = coordinates {
        found.coordinates = Some(at);
        if found.precision == PlacePrecision::Unknown {
            found.precision = PlacePrecision::Locality;
        }
    }
    Ok(found)
}

/// The first name, in the places that the others name.
fn look_up(words: &Text, gazetteer: &Gazetteer) -> PlaceValue {
    let context = PlaceContext::default();
    let mut mentions: Vec<Span> = places::find(gazetteer, words, words.span());
    let end = words.as_str().find(',').unwrap_or(words.as_str().len());
    let first = words.span_of_bytes(0..end);
    mentions.retain(|mention| !mention.overlaps(first));
    mentions.insert(0, first);
    let mut found = places::resolve(gazetteer, words, &mentions, &context);
    found.swap_remove(0)
}

fn point(text: &str) -> Result<Coordinates, String> {
    const FORM: &str =
        "those are no coordinates; write degrees north and east behind the @, e.g. @33.51,44.26";
    let (latitude, longitude) = text.split_once(',').ok_or(FORM)?;
    let degrees = |text: &str, most: f64| match text.trim().parse::<f64>() {
        Ok(degrees) if degrees.abs() <= most => Ok(degrees),
        _ => Err(FORM.to_owned()),
    };
    Ok(Coordinates {
        latitude: degrees(latitude, 90.0)?,
        longitude: degrees(longitude, 180.0)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Result<PlaceValue, String> {
        place(text, &Gazetteer::bundled().unwrap())
    }

    #[test]
    fn a_name_and_a_country_are_looked_up() {
        for (text, name, code, precision) in [
            ("Taji, Iraq", "Taji", "IQ", PlacePrecision::Locality),
            (
                "Tripoli, Lebanon",
                "Tripoli",
                "LB",
                PlacePrecision::Locality,
            ),
            ("Tripoli, Libya", "Tripoli", "LY", PlacePrecision::Locality),
            ("Iraq", "Iraq", "IQ", PlacePrecision::Country),
            (
                "Helmand province, Afghanistan",
                "Helmand province",
                "AF",
                PlacePrecision::Region,
            ),
            (
                "Abu Ghraib prison, Iraq",
                "Abu Ghraib prison",
                "IQ",
                PlacePrecision::Exact,
            ),
        ] {
            let found = given(text).unwrap();
            assert_eq!(
                (
                    found.words.as_str(),
                    found.country_code.as_deref(),
                    found.precision
                ),
                (name, Some(code), precision),
                "{text}"
            );
            assert!(found.coordinates.is_some(), "{text}");
        }
    }

    #[test]
    fn what_the_gazetteer_lacks_takes_only_the_coordinates_that_are_given() {
        let without = given("Tell Xuvarim, Iraq").unwrap();
        assert_eq!((without.entry, without.coordinates), (None, None));
        assert_eq!(without.country.as_deref(), Some("Iraq"));
        let with = given("Tell Xuvarim, Iraq @33.51, 44.26").unwrap();
        let at = with.coordinates.unwrap();
        assert_eq!((at.latitude, at.longitude), (33.51, 44.26));
        assert_eq!(
            (with.country_code.as_deref(), with.precision),
            (Some("IQ"), PlacePrecision::Locality)
        );
    }

    #[test]
    fn a_place_in_no_country_is_refused() {
        for text in [
            "Tell Xuvarim",
            "@33.51,44.26",
            ",",
            "Taji, Iraq @north",
            "Taji, Iraq @99,0",
            "Taji, Iraq @NaN,0",
        ] {
            assert!(given(text).is_err(), "{text}");
        }
    }
}

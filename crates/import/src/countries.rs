//! Countries by the names that tables give them.

use dateline_core::Text;
use dateline_normalize::nationalities;
use dateline_normalize::places::{Gazetteer, fold};

use crate::crosswalk::Crosswalk;
use crate::number::covers;

/// ISO 3166-1 alpha-2 code of a country: by the crosswalk, by its code, by a name that the gazetteer holds, by that
/// before a bracket ("Yemen (North Yemen)"), or by one of `data/nationalities.tsv`.
pub(crate) fn code(name: &str, gazetteer: &Gazetteer, crosswalk: &Crosswalk) -> Option<String> {
    let before_bracket = name.split_once('(').map(|(before, _)| before);
    crosswalk
        .ours("country", name)
        .map(str::to_owned)
        .or_else(|| by_code(name, gazetteer))
        .or_else(|| by_name(name, gazetteer))
        .or_else(|| before_bracket.and_then(|name| by_name(name, gazetteer)))
}

fn by_code(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let is_code = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = is_code.then(|| gazetteer.country(name)).flatten()?;
    Some(country.country.to_owned())
}

fn by_name(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let key = fold(name);
    let known = gazetteer.lookup(&key).find(|(place, _)| place.is_country());
    if let Some((place, _)) = known {
        return Some(place.country.to_owned());
    }
    let text = Text::from(name.trim());
    match nationalities::find(&text, text.span())[..] {
        [(span, code)] if covers(name, text.slice(span)) => Some(code.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crosswalk::Format;

    #[test]
    fn countries_as_data_sets_name_them() {
        let gazetteer = Gazetteer::bundled().unwrap();
        for (format, name, wanted) in [
            (Format::Acled, "Democratic Republic of Congo", Some("CD")),
            (Format::Acled, "Palestine", Some("PS")),
            (Format::Acled, "Ivory Coast", Some("CI")),
            (Format::Ged, "DR Congo (Zaire)", Some("CD")),
            (Format::Ged, "Congo", Some("CG")),
            (Format::Ged, "Myanmar (Burma)", Some("MM")),
            (Format::Ged, "Macedonia, FYR", Some("MK")),
            (Format::Gtd, "West Bank and Gaza Strip", Some("PS")),
            (Format::Own, "IQ", Some("IQ")),
            (Format::Own, "Iraq", Some("IQ")),
            (Format::Own, "ZZ", None),
            (Format::Own, "Trellany", None),
        ] {
            let found = code(name, &gazetteer, format.crosswalk());
            assert_eq!(found.as_deref(), wanted, "{name}");
        }
    }
}

//! Values of arguments.

use std::fmt::Display;
use std::str::FromStr;

use dateline_ledger::Area;
use strum::IntoEnumIterator;

/// A term of a closed list; the message lists them all.
pub(super) fn term<T>(text: &str) -> Result<T, String>
where
    T: FromStr + IntoEnumIterator + Display,
{
    text.parse().map_err(|_| {
        let terms: Vec<String> = T::iter().map(|term| term.to_string()).collect();
        format!("choose from {}", terms.join(", "))
    })
}

pub(super) fn probability(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("give a number from 0 to 1, e.g. 0.05".to_owned()),
    }
}

pub(super) fn bounding_box(text: &str) -> Result<Area, String> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    match numbers.as_deref() {
        Ok(&[west, south, east, north]) => Ok(Area {
            south,
            west,
            north,
            east,
        }),
        _ => {
            Err("give four numbers in degrees, WEST,SOUTH,EAST,NORTH, e.g. 42,12,54,19".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_west_south_east_north() {
        let area = bounding_box("-78.5,-4,-66,12.5").unwrap();
        assert_eq!(
            (area.west, area.south, area.east, area.north),
            (-78.5, -4.0, -66.0, 12.5)
        );
        assert!(bounding_box("1,2,3").is_err());
    }
}

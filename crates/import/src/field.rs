//! What a column of a coded table holds.

use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// What a column holds. The order is that of the lines of a row's text.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    /// The row's own id.
    Id,
    /// What happened, in words; a paragraph of its own.
    Notes,
    /// Title of the report that was coded; a paragraph of its own.
    Headline,
    /// The day on which the report that was coded was published.
    Published,
    Date,
    DateEnd,
    Year,
    Month,
    Day,
    DatePrecision,
    Type,
    Subtype,
    Category,
    CategoryDoubt,
    Stage,
    Suicide,
    Place,
    Vicinity,
    District,
    Division,
    Country,
    Latitude,
    Longitude,
    PlacePrecision,
    /// First party; the type tells in which slot it belongs.
    Party1,
    Party1Kind,
    /// Second party.
    Party2,
    Party2Kind,
    Perpetrator,
    /// Whether it is only suspected who did it.
    Uncertain,
    /// Whether the perpetrator claimed it.
    Claimed,
    SideA,
    SideB,
    Victim,
    Target,
    Weapon,
    WeaponSubtype,
    Killed,
    KilledLow,
    KilledHigh,
    KilledSideA,
    KilledSideB,
    KilledCivilians,
    KilledUnknown,
    KilledPerpetrators,
    Wounded,
    WoundedPerpetrators,
    Missing,
    Abducted,
    Captured,
    Arrested,
    Escaped,
    Recaptured,
    Freed,
    Displaced,
    Affected,
    /// Where the coders had it from.
    Source,
}

impl Field {
    /// Whether it is told in the text as a paragraph rather than as a line of its own.
    pub(crate) fn is_prose(self) -> bool {
        matches!(self, Self::Notes | Self::Headline)
    }
}

/// One mapping of the user's: this field stands in that column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What the column holds.
    pub field: Field,
    /// Its name in the header.
    pub column: String,
}

/// A mapping that maps nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` maps nothing; write FIELD=COLUMN, with FIELD one of {}",
    names()
)]
pub struct MappingError {
    /// What was given.
    pub given: String,
}

fn names() -> String {
    let names: Vec<&str> = Field::iter().map(Into::into).collect();
    names.join(", ")
}

impl std::str::FromStr for Mapping {
    type Err = MappingError;

    /// Reads `FIELD=COLUMN`.
    fn from_str(text: &str) -> Result<Self, MappingError> {
        let wrong = || MappingError {
            given: text.to_owned(),
        };
        let (field, column) = text.split_once('=').ok_or_else(wrong)?;
        let column = column.trim();
        let field = field
            .trim()
            .to_ascii_lowercase()
            .parse()
            .map_err(|_| wrong())?;
        if column.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            field,
            column: column.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_a_field_and_a_column() {
        let mapping: Mapping = "Killed = Muertos".parse().unwrap();
        assert_eq!(
            (mapping.field, mapping.column.as_str()),
            (Field::Killed, "Muertos")
        );
        for wrong in ["killed", "kiled=Dead", "killed="] {
            let told = wrong.parse::<Mapping>().unwrap_err().to_string();
            assert!(
                told.contains("one of id, notes") && !told.contains('\n'),
                "{told}"
            );
        }
    }
}

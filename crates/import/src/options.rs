//! What the user may tell of a table.

use jiff::civil::Date;

use crate::crosswalk::Format;
use crate::field::Mapping;

/// What the user may tell of a table.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Whose table it is; told from the header when absent.
    pub format: Option<Format>,
    /// Columns that hold what their names do not tell; goes before the format's own names.
    pub columns: Vec<Mapping>,
    /// Who coded it; needed for a table of the user's own, and goes before the data set's own name.
    pub publisher: Option<String>,
    /// The day on which it was published, for rows without one of their own.
    pub published: Option<Date>,
}

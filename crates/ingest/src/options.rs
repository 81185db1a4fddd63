//! What the user may tell the reader.

use dateline_core::PublishedFrom;
use jiff::civil::Date;

/// What a column or key of a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The report's words.
    Text,
    /// Its headline.
    Title,
    /// Its published day.
    Published,
    /// Who published it.
    Publisher,
    /// Its address.
    Url,
    /// The user's own name for it.
    Id,
}

impl Field {
    /// All of them, in the order in which they are listed to the user.
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Title,
        Self::Published,
        Self::Publisher,
        Self::Url,
        Self::Id,
    ];

    /// Its name in a mapping such as `text=Body`.
    pub fn name(self) -> &'static str {
        self.default_columns()[0]
    }

    /// Names that are taken for it when the user maps none, compared without regard to case.
    pub fn default_columns(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["text", "body", "content", "article"],
            Self::Title => &["title", "headline"],
            Self::Published => &["published", "date", "published_at"],
            Self::Publisher => &["publisher", "source"],
            Self::Url => &["url", "link"],
            Self::Id => &["id"],
        }
    }
}

/// A mapping that names no field of Dateline's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` maps nothing; write FIELD=COLUMN, with FIELD one of text, title, published, publisher, url, id"
)]
pub struct UnknownField(pub String);

/// Which column or key holds what. Fields that are not mapped are found by their default names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMap {
    /// Column of the text.
    pub text: Option<String>,
    /// Column of the title.
    pub title: Option<String>,
    /// Column of the published day.
    pub published: Option<String>,
    /// Column of the publisher.
    pub publisher: Option<String>,
    /// Column of the address.
    pub url: Option<String>,
    /// Column of the user's own name for the report.
    pub id: Option<String>,
}

impl ColumnMap {
    /// The column that the user mapped to `field`.
    pub fn get(&self, field: Field) -> Option<&str> {
        match field {
            Field::Text => self.text.as_deref(),
            Field::Title => self.title.as_deref(),
            Field::Published => self.published.as_deref(),
            Field::Publisher => self.publisher.as_deref(),
            Field::Url => self.url.as_deref(),
            Field::Id => self.id.as_deref(),
        }
    }

    /// Takes one mapping in the form `FIELD=COLUMN`.
    ///
    /// # Errors
    /// [`UnknownField`] if there is no `=`, or the left side is no field.
    pub fn assign(&mut self, mapping: &str) -> Result<(), UnknownField> {
        let unknown = || UnknownField(mapping.to_owned());
        let (name, column) = mapping.split_once('=').ok_or_else(unknown)?;
        let slot = match name.trim().to_ascii_lowercase().as_str() {
            "text" => &mut self.text,
            "title" => &mut self.title,
            "published" => &mut self.published,
            "publisher" => &mut self.publisher,
            "url" => &mut self.url,
            "id" => &mut self.id,
            _ => return Err(unknown()),
        };
        *slot = Some(column.trim().to_owned());
        Ok(())
    }
}

/// What the user may tell the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Published day of every report that has no day in a column of its own.
    pub published: Option<Date>,
    /// Publisher of every report that has none in a column of its own; goes before what a page says.
    pub publisher: Option<String>,
    /// Address; goes before what a page says.
    pub url: Option<String>,
    /// Where else to look for the published day, in this order; `None` ends the search.
    /// Empty: the default order, which is meta, filename, text.
    pub published_from: Vec<PublishedFrom>,
    /// Which column holds what.
    pub columns: ColumnMap,
}

const DEFAULT_ORDER: [PublishedFrom; 3] = [
    PublishedFrom::Meta,
    PublishedFrom::Filename,
    PublishedFrom::Text,
];

impl ReadOptions {
    /// Whether the user named `meta`, rather than left the default order alone.
    pub(crate) fn asks_for_meta(&self) -> bool {
        self.published_from.contains(&PublishedFrom::Meta)
    }

    /// Where to look for the published day, in order.
    pub(crate) fn published_order(&self) -> impl Iterator<Item = PublishedFrom> {
        let order = if self.published_from.is_empty() {
            &DEFAULT_ORDER[..]
        } else {
            &self.published_from
        };
        order
            .iter()
            .copied()
            .take_while(|from| *from != PublishedFrom::None)
    }
}

//! A term of a closed list.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use strum::IntoEnumIterator;

/// A term of one of the codebook's closed lists, written as its name; the schema lists them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Term<T>(pub T);

impl<T> JsonSchema for Term<T>
where
    T: IntoEnumIterator + Into<&'static str>,
{
    fn schema_name() -> Cow<'static, str> {
        let path = std::any::type_name::<T>();
        path.rsplit("::").next().unwrap_or(path).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let terms: Vec<&'static str> = T::iter().map(Into::into).collect();
        json_schema!({ "type": "string", "enum": terms })
    }
}

impl<T: std::fmt::Display> std::fmt::Display for Term<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

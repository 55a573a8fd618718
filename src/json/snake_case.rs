//! [`SnakeCase`]: a document in the other spelling.

use std::fmt;

use super::Document;
use super::implement::implement;
use super::traits::{FromJson, ToJson, ValueReader, ValueWriter};

/// A document whose members are spelled in `snake_case` (`api_key`, `created_at`, …) when it is serialized.
///
/// The vendor's SDKs read a new key in this spelling alone, and a FastAPI server most probably writes it. It is a
/// [`Document`]: [`to_json`](crate::to_json), plain serde and `JsonSchema` describe and write the same members as those of
/// `T`, with other names. Either spelling is deserialized, as `T` does, with the same errors.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, SnakeCase, fixtures, from_json, to_json};
///
/// let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE)?;
/// assert_eq!(to_json(&SnakeCase(created)), fixtures::CREATE_RESPONSE_SNAKE_CASE.as_bytes());
/// # Ok::<(), flowai_types::DecodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SnakeCase<T>(pub T);

/// As the document itself.
impl<T: fmt::Debug> fmt::Debug for SnakeCase<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Document> Document for SnakeCase<T> {}

impl<T: FromJson> FromJson for SnakeCase<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        Ok(T::read(reader)?.map(Self))
    }
}

impl<T: ToJson> ToJson for SnakeCase<T> {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        self.0.write(writer.in_snake_case())
    }
}

#[cfg(feature = "schemars")]
impl<T: super::traits::Describe> super::traits::Describe for SnakeCase<T> {
    fn schema(generator: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
        T::schema(generator, true)
    }
}

/// With the name of `T`: it is the same document.
#[cfg(feature = "schemars")]
impl<T: Document + schemars::JsonSchema> schemars::JsonSchema for SnakeCase<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        format!("{}.snake_case", T::schema_id()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::definition(generator, true)
    }
}

#[cfg(feature = "arbitrary")]
impl<T: super::traits::Generate> super::traits::Generate for SnakeCase<T> {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        T::generate(u).map(Self)
    }
}

implement!(SnakeCase<T>: Deserialize Serialize Arbitrary);

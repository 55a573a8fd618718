//! The types of Rust, and the scalars, as values.

use super::traits::{FromJson, JsonString, ToJson, ValueReader, ValueWriter};

impl<T: JsonString> FromJson for T {
    const EXPECTED: &'static str = T::EXPECTED;

    #[inline]
    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.string(T::EXPECTED, T::parse)
    }
}

impl<T: JsonString> ToJson for T {
    #[inline]
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.scalar(self)
    }
}

impl FromJson for String {
    const EXPECTED: &'static str = "a string";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.string(Self::EXPECTED, |string| Ok(string.to_owned()))
    }
}

impl ToJson for String {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.string(self)
    }
}

/// A string that is empty if it is absent or null. It is read as this, and written as a string.
pub(crate) struct NullableString(String);

impl From<NullableString> for String {
    fn from(NullableString(string): NullableString) -> Self {
        string
    }
}

impl FromJson for NullableString {
    const EXPECTED: &'static str = String::EXPECTED;
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(Self(String::new()))
    }

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        let string: Option<Option<String>> = reader.option()?;
        Ok(string.map(|string| Self(string.unwrap_or_default())))
    }
}

#[cfg(feature = "schemars")]
impl super::traits::Describe for NullableString {
    fn schema(generator: &mut schemars::SchemaGenerator, is_snake_case: bool) -> schemars::Schema {
        <Option<String> as super::traits::Describe>::schema(generator, is_snake_case)
    }
}

#[cfg(feature = "arbitrary")]
impl super::traits::Generate for NullableString {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        <String as super::traits::Generate>::generate(u).map(Self)
    }
}

/// A count.
impl FromJson for u64 {
    const EXPECTED: &'static str = "an integer from 0 to 18446744073709551615";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.integer(Self::EXPECTED, |count| count.try_into().ok(), None)
    }
}

impl ToJson for u64 {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.integer((*self).into())
    }
}

impl FromJson for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.boolean()
    }
}

impl ToJson for bool {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.boolean(*self)
    }
}

/// A value that may be absent or null when it is read, and is null when it is none. In an `Option<Option<T>>`, which a
/// request has, absent is the outer none, and null the inner one.
impl<T: FromJson> FromJson for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        if T::REQUIRED { reader.option() } else { reader.change() }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    const IS_NULLABLE: bool = true;
    const NONE_IS_ABSENT: bool = true;

    fn is_present(&self) -> bool {
        self.is_some() || !T::NONE_IS_ABSENT
    }

    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        let value = self.as_ref();
        if T::IS_NULLABLE { writer.change(value) } else { writer.option(value) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.array()
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.array(self.len(), self.iter())
    }
}

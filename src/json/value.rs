//! [`Value`]: a type that can be a member of a document; those of Rust; and the scalars, whose JSON form is a string.

use std::fmt;

use super::generate::Generate;
use super::read::{FromJson, ValueReader};
use super::schema::Describe;
use super::write::{ToJson, ValueWriter};

/// A type with a JSON form.
pub(crate) trait Value: FromJson + ToJson + Describe + Generate + fmt::Debug + 'static {}

impl<T: FromJson + ToJson + Describe + Generate + fmt::Debug + 'static> Value for T {}

/// A type whose JSON form is a string of a form that JSON writes without an escape.
pub(crate) trait JsonString: Sized {
    /// What is expected in the place of another string: a noun phrase.
    const EXPECTED: &'static str;

    /// Parses a string. The error is what was expected, never what was found.
    fn parse(string: &str) -> Result<Self, &'static str>;

    /// Calls a function with the string.
    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T;

    /// The length of the string, or a few bytes more.
    fn str_len(&self) -> usize;

    /// Appends the string, for a type that can do so without a `str`: 0.04 of the instructions of `to_json` for a timestamp.
    #[inline]
    fn append(&self, bytes: &mut Vec<u8>) {
        self.with_str(|string| bytes.extend_from_slice(string.as_bytes()));
    }
}

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

/// A count.
impl FromJson for u64 {
    const EXPECTED: &'static str = "an integer from 0 to 18446744073709551615";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.integer(Self::EXPECTED, Self::BITS, |count| count.try_into().ok())
    }
}

impl ToJson for u64 {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.u64(*self)
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

/// A value that may be absent or null, and is left out when it is none.
impl<T: FromJson> FromJson for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.option()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.option(self.as_ref())
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

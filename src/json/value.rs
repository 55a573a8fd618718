//! [`Json`]: what a type must say of itself to be a document, or a member of one.

use std::fmt;
use std::marker::PhantomData;

#[cfg(feature = "arbitrary")]
use arbitrary::Unstructured;
#[cfg(feature = "proptest")]
use proptest::prelude::*;
#[cfg(feature = "schemars")]
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeSeed, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::check::Report;
use super::read;
use crate::secret::redact;

/// A type with a JSON form.
///
/// No other crate can name it.
pub trait Json: Sized + fmt::Debug + 'static {
    /// What was expected, for a value of another type.
    const EXPECTED: &'static str;

    /// The value of an absent member, if it may be absent.
    const ABSENT: Option<Self> = None;

    /// The spellings of each member, if it is an object.
    const MEMBERS: &'static [&'static [&'static str]] = &[];

    /// Reads a value, up to the first violation.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reports every violation of a value: none exactly when [`Json::read`] succeeds.
    fn check(value: &RawValue, report: &mut Report<'_>);

    /// Whether a member with this value is written.
    fn is_present(&self) -> bool {
        true
    }

    /// Writes the value in any format.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// The number of bytes that [`Json::write`] appends, or a bound of it.
    fn json_len(&self) -> usize;

    /// Appends the value as JSON.
    fn write(&self, json: &mut Vec<u8>);

    /// Formats the value for `Debug`, without a key.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }

    #[cfg(feature = "schemars")]
    fn schema(generator: &mut SchemaGenerator) -> Schema;

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self>;

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self>;
}

/// A type whose JSON form is a string of a form that JSON writes without an escape.
pub trait JsonString: Sized + fmt::Debug + 'static {
    /// What was expected, for another string.
    const EXPECTED: &'static str;

    /// Parses a string. The error is what was expected, never what was found.
    fn parse(string: &str) -> Result<Self, &'static str>;

    /// Calls a function with the string.
    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T;

    /// The length of the string, or a few bytes more.
    fn str_len(&self) -> usize;

    /// Appends the string, for those types that can do so without having a `str` first.
    #[inline]
    fn append(&self, json: &mut Vec<u8>) {
        self.with_str(|string| json.extend_from_slice(string.as_bytes()));
    }

    #[cfg(feature = "schemars")]
    fn schema() -> Schema;

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self>;

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self>;
}

impl<T: JsonString> Json for T {
    const EXPECTED: &'static str = T::EXPECTED;

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::string(deserializer, T::EXPECTED, T::parse)
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.string(value, T::EXPECTED, T::parse);
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_str(|string| serializer.serialize_str(string))
    }

    fn json_len(&self) -> usize {
        self.str_len() + 2
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.push(b'"');
        self.append(json);
        json.push(b'"');
    }

    /// Redacted whatever the type's own `Debug` prints.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if f.alternate() {
            format!("{self:#?}")
        } else {
            format!("{self:?}")
        };
        f.write_str(&redact(&shown))
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut SchemaGenerator) -> Schema {
        T::schema()
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        T::arbitrary(u)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        T::strategy()
    }
}

/// Any string; in `Debug` without the keys in it.
impl Json for String {
    const EXPECTED: &'static str = "a string";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::string(deserializer, Self::EXPECTED, |string| Ok(string.to_owned()))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.string(value, Self::EXPECTED, |_| Ok(()));
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn json_len(&self) -> usize {
        json_str_len(self)
    }

    fn write(&self, json: &mut Vec<u8>) {
        write_str(self, json);
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*redact(self), f)
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string"})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        u.arbitrary()
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        any::<String>().boxed()
    }
}

/// A value inside another, read as [`Json::read`] does.
pub(crate) struct Read<T>(PhantomData<T>);

impl<T> Read<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Json> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// A value as a member of another in any format.
pub(crate) struct Written<'a, T>(pub(crate) &'a T);

impl<T: Json> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A value as a member of another in `Debug`.
pub(crate) struct Shown<'a, T>(pub(crate) &'a T);

impl<T: Json> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}

/// Ends an object or an array, each part of which was followed by a comma.
pub(crate) fn close(json: &mut Vec<u8>, end: u8) {
    match json.last_mut() {
        Some(comma @ b',') => *comma = end,
        _ => json.push(end),
    }
}

/// The length of a string as JSON, or of a short one a bound of it, which is cheaper to compute.
pub(crate) fn json_str_len(string: &str) -> usize {
    const LONGEST_ESCAPE: usize = "\\u0000".len();
    const SHORT: usize = 32;

    if string.len() <= SHORT {
        return string.len() * LONGEST_ESCAPE + 2;
    }
    let escapes = string.bytes().map(|byte| match byte {
        b'"' | b'\\' | b'\x08' | b'\t' | b'\n' | b'\x0c' | b'\r' => 1,
        0..=0x1f => LONGEST_ESCAPE - 1,
        _ => 0,
    });
    escapes.sum::<usize>() + string.len() + 2
}

/// Appends a string as JSON.
pub(crate) fn write_str(string: &str, json: &mut Vec<u8>) {
    serde_json::to_writer(json, string).expect("a Vec accepts everything");
}

/// Implements the public traits of a scalar by its [`Json`]: those named, `JsonSchema`, and `Arbitrary`.
macro_rules! scalar {
    ($Type:ident: $($Trait:ident),+) => {
        $($crate::json::value::scalar!(@$Trait $Type);)+

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $Type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Type).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <Self as $crate::json::value::Json>::schema(generator)
            }
        }

        $crate::json::value::generators!($Type);
    };
    (@Deserialize $Type:ident) => {
        impl<'de> serde::Deserialize<'de> for $Type {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::json::value::Json>::read(deserializer)
            }
        }
    };
    (@Serialize $Type:ident) => {
        impl serde::Serialize for $Type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::value::Json::serialize(self, serializer)
            }
        }
    };
}
pub(crate) use scalar;

/// Implements both crates' `Arbitrary` by the type's [`Json`].
macro_rules! generators {
    ($Type:ident) => {
        #[cfg(feature = "arbitrary")]
        impl<'a> arbitrary::Arbitrary<'a> for $Type {
            fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                <Self as $crate::json::value::Json>::arbitrary(u)
            }
        }

        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $Type {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                <Self as $crate::json::value::Json>::strategy()
            }
        }
    };
}
pub(crate) use generators;

/// As many characters of an ASCII alphabet.
#[cfg(feature = "arbitrary")]
pub(crate) fn characters(
    u: &mut Unstructured<'_>,
    alphabet: &[u8],
    count: std::ops::RangeInclusive<usize>,
) -> arbitrary::Result<String> {
    (0..u.int_in_range(count)?)
        .map(|_| u.choose(alphabet).map(|byte| char::from(*byte)))
        .collect()
}

/// A strategy of what a type parses of the strings of a regular expression.
#[cfg(feature = "proptest")]
pub(crate) fn matching<T: JsonString>(regex: &str) -> BoxedStrategy<T> {
    let strings = proptest::string::string_regex(regex).expect("a regular expression");
    strings
        .prop_map(|string| T::parse(&string).expect("a string of the type's form"))
        .boxed()
}

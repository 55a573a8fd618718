//! [`HTTPValidationError`]: what FastAPI answers, with 422, to a request that it refuses.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::value::RawValue;

use crate::json::{self, INTEGER_MAX, Kind, LoneSurrogate, Model, NoEcho, Report, Shape, object};
use crate::redact;

/// Why the API refused a request: its answer with status 422.
///
/// It is what FastAPI writes.
///
/// `Display` says each error as a sentence, and `Debug` shows its parts; both [`redact`] what the server wrote. The
/// fields hold it as it came.
///
/// # Serde
///
/// `{"detail": [{"loc": ["body", "keyName", 0], "msg": "…", "type": "…"}]}`. Unknown members are ignored, and
/// so not kept: pydantic's `input` and `ctx` may echo a secret. What is kept is written as it came.
///
/// # Errors
///
/// Reading refuses: a `detail` that is missing, repeated or not an array (`{"detail": "Not Found"}`, which is how
/// FastAPI writes its other errors), and a [`ValidationError`] that breaks its rules.
///
/// # Example
///
/// ```
/// use flowai_types::{HTTPValidationError, from_json};
///
/// let refused: HTTPValidationError = from_json(
///     br#"{"detail": [{"type": "missing", "loc": ["body", "keyName"], "msg": "Field required", "input": {}}]}"#,
/// )?;
/// assert_eq!(refused.detail[0].type_, "missing");
/// assert_eq!(refused.to_string(), "body.keyName: Field required");
/// # Ok::<(), flowai_types::DecodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        title = "HTTPValidationError",
        example = crate::fixtures::http_validation_error(),
        transform = crate::schema::generate::summarize
    )
)]
#[non_exhaustive]
pub struct HTTPValidationError {
    /// The errors, in the order in which the server found them.
    pub detail: Vec<ValidationError>,
}

object! {
    HTTPValidationError: "an object: the validation errors of a request",
    detail: Vec<ValidationError> = "detail",
}

impl HTTPValidationError {
    /// An answer with these errors: for servers, and for tests.
    #[must_use]
    pub fn new(detail: Vec<ValidationError>) -> Self {
        Self { detail }
    }
}

impl fmt::Display for HTTPValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() {
            return f.write_str("refused, with no error named");
        }
        for (index, error) in self.detail.iter().enumerate() {
            write!(f, "{}{error}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl Serialize for HTTPValidationError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("HTTPValidationError", 1)?;
        object.serialize_field("detail", &self.detail)?;
        object.end()
    }
}

/// One thing that is wrong with a request.
///
/// # Errors
///
/// Reading refuses a member that is missing or repeated, a `loc` that is not an array of [`Location`]s, and a `msg` or
/// `type` that is not a string.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(title = "ValidationError", transform = crate::schema::generate::summarize)
)]
#[non_exhaustive]
pub struct ValidationError {
    /// Where in the request: `body`, `query`, `path`, `header` or `cookie`, then the way down from there.
    pub loc: Vec<Location>,
    /// What is wrong, for people.
    pub msg: String,
    /// What is wrong, for programs: pydantic's error type, such as `missing` or `string_type`.
    #[cfg_attr(feature = "schemars", schemars(rename = "type"))]
    pub type_: String,
}

object! {
    ValidationError: "an object: a validation error",
    loc: Vec<Location> = "loc",
    msg: String = "msg",
    type_: String = "type",
}

impl ValidationError {
    /// An error: for servers, and for tests.
    ///
    /// ```
    /// use flowai_types::{HTTPValidationError, ValidationError};
    ///
    /// let error = ValidationError::new(
    ///     vec!["body".into(), "names".into(), 0.into()],
    ///     "Input should be a valid string",
    ///     "string_type",
    /// );
    /// assert_eq!(error.to_string(), "body.names[0]: Input should be a valid string");
    /// let refused = HTTPValidationError::new(vec![error]);
    /// ```
    #[must_use]
    pub fn new(loc: Vec<Location>, msg: impl Into<String>, type_: impl Into<String>) -> Self {
        Self {
            loc,
            msg: msg.into(),
            type_: type_.into(),
        }
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, location) in self.loc.iter().enumerate() {
            match location {
                Location::Name(name) if index == 0 => f.write_str(&redact(name))?,
                Location::Name(name) => write!(f, ".{}", redact(name))?,
                Location::Index(index) => write!(f, "[{index}]")?,
            }
        }
        let separator = if self.loc.is_empty() { "" } else { ": " };
        write!(f, "{separator}{}", redact(&self.msg))
    }
}

impl fmt::Debug for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValidationError")
            .field("loc", &self.loc)
            .field("msg", &redact(&self.msg))
            .field("type_", &redact(&self.type_))
            .finish()
    }
}

impl Serialize for ValidationError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ValidationError", 3)?;
        object.serialize_field("loc", &self.loc)?;
        object.serialize_field("msg", &self.msg)?;
        object.serialize_field("type", &self.type_)?;
        object.end()
    }
}

/// A step on the way to what is wrong.
///
/// # Errors
///
/// Reading refuses what is neither a string nor an integer from -(2⁵³-1) to 2⁵³-1, which every reader of JSON holds
/// exactly (RFC 7493): `null`, `1.5`, `1e30`, `["body"]`.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Location {
    /// The name of a member, a parameter or a part of the request.
    Name(String),
    /// The index of an element, from 0; a negative one is kept as it came.
    Index(i64),
}

impl From<&str> for Location {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Location {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<i64> for Location {
    fn from(index: i64) -> Self {
        Self::Index(index)
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.debug_tuple("Name").field(&redact(name)).finish(),
            Self::Index(index) => f.debug_tuple("Index").field(index).finish(),
        }
    }
}

impl Model for Location {
    const EXPECTED: &'static str = "a string, or an integer from -(2^53-1) to 2^53-1";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Step;

        impl<'de> Shape<'de> for Step {
            type Value = Location;
            const EXPECTED: &'static str = Location::EXPECTED;

            fn string<E: Error>(self, name: &str) -> Result<Location, E> {
                Ok(name.into())
            }

            fn integer<E: Error>(self, index: i64) -> Result<Location, E> {
                if !(-INTEGER_MAX..=INTEGER_MAX).contains(&index) {
                    return Err(json::expected(Self::EXPECTED));
                }
                Ok(index.into())
            }

            fn object<A: MapAccess<'de>>(self, number: A) -> Result<Location, A::Error> {
                self.integer(json::integer_in(number, Self::EXPECTED)?)
            }
        }

        deserializer.deserialize_any(NoEcho(Step))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        if Kind::of(value) == Kind::String {
            return report.string(value, |_| ());
        }
        report.number::<Self>(value);
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Location {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Name(name) => serializer.serialize_str(name),
            Self::Index(index) => serializer.serialize_i64(*index),
        }
    }
}

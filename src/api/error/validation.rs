//! [`HTTPValidationError`]: FastAPI's answer, with 422, to a request that it refuses.

use std::fmt::{self, Write};

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};

use crate::json::implement::implement;
use crate::json::object::object;
use crate::json::to_json;
use crate::json::traits::{FromJson, ValueReader};
use crate::json::traits::{ToJson, ValueWriter};
use crate::log_line::{LINE_MAX, Line};
use crate::secret::redact;

object! {
    /// The reasons why the API refused a request: the body of a 422 response.
    ///
    /// The format is FastAPI's.
    ///
    /// `Display` is one line with the errors as sentences, and `Debug` shows their parts; both
    /// [`redact`](crate::redact()) the server's strings. The fields are not redacted.
    ///
    /// # Serde
    ///
    /// `{"detail": [{"loc": ["body", "keyName", 0], "msg": "…", "type": "…"}]}`. Unknown members are ignored and
    /// dropped, since pydantic's `input` and `ctx` may repeat a secret. The rest is serialized unchanged. Since a
    /// [`Location`] is a string or an integer, only self-describing formats can deserialize it: not postcard, not
    /// bincode.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a `detail` that is missing, duplicate or not an array (`{"detail": "Not Found"}`, which
    /// is how FastAPI writes its other errors), and a [`ValidationError`] that breaks its rules.
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{HTTPValidationError, from_json};
    ///
    /// let refused: HTTPValidationError = from_json(
    ///     r#"{"detail": [{"type": "missing", "loc": ["body", "keyName"], "msg": "Field required", "input": {}}]}"#,
    /// )?;
    /// assert_eq!(refused.detail[0].type_, "missing");
    /// assert_eq!(refused.to_string(), "body.keyName: Field required");
    /// # Ok::<(), flowai_types::DecodeError>(())
    /// ```
    pub struct HTTPValidationError = "HTTPValidationError" {
        /// The errors, in the order in which the server found them.
        pub detail: Vec<ValidationError> = "detail",
    }
}

impl HTTPValidationError {
    /// A refusal with these errors, for servers and tests.
    #[must_use]
    pub fn new(detail: Vec<ValidationError>) -> Self {
        Self { detail }
    }

    /// The response, for a server to send: 422 with this body.
    ///
    /// ```
    /// use flowai_types::fixtures;
    ///
    /// let response = fixtures::http_validation_error().to_http();
    /// assert_eq!(response.status(), 422);
    /// assert_eq!(response.body(), fixtures::HTTP_VALIDATION_ERROR.as_bytes());
    /// ```
    #[must_use]
    pub fn to_http(&self) -> Response<Vec<u8>> {
        json_response(StatusCode::UNPROCESSABLE_ENTITY, to_json(self))
    }
}

/// A response with a JSON body.
pub(crate) fn json_response(status: StatusCode, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

/// One line for a log, of at most 1,000 bytes and without control characters.
impl fmt::Display for HTTPValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;
        // With room for the number of those that are not shown.
        const SHOWN_BYTES: usize = LINE_MAX - 40;

        if self.detail.is_empty() {
            return f.write_str("refused without a reason");
        }
        let (mut shown, mut bytes) = (0, 0);
        for error in self.detail.iter().take(SHOWN) {
            let mut sentence = String::new();
            error.write(&mut Line::new(&mut sentence, SHOWN_BYTES - "; ".len()))?;
            bytes += sentence.len() + "; ".len();
            if bytes > SHOWN_BYTES {
                break;
            }
            write!(f, "{}{sentence}", if shown == 0 { "" } else { "; " })?;
            shown += 1;
        }
        match self.detail.len() - shown {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl std::error::Error for HTTPValidationError {}

object! {
    /// One reason why the API refused a request.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is missing or occurs twice, a `loc` that is not an array of [`Location`]s,
    /// and a `msg` or `type` that is not a string.
    pub struct ValidationError = "ValidationError" {
        /// The location in the request: `body`, `query`, `path`, `header` or `cookie`, then names and indices down to
        /// the value.
        pub loc: Vec<Location> = "loc",
        /// Message for humans.
        pub msg: String = "msg",
        /// Error type for programs: pydantic's, such as `missing` or `string_type`.
        pub type_: String = "type",
    } described {
        /// The value that was refused, of any type. It may contain a secret.
        "input",
        /// Context of the error, of any type. It may contain a secret.
        "ctx",
        /// URL of pydantic's documentation for the error.
        "url",
    }
}

impl ValidationError {
    /// An error, for servers and tests.
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
        Self { loc, msg: msg.into(), type_: type_.into() }
    }

    /// Writes the error as a sentence.
    fn write(&self, line: &mut Line<'_>) -> fmt::Result {
        for (index, location) in self.loc.iter().enumerate() {
            match location {
                Location::Name(name) if index == 0 => line.write_str(&redact(name))?,
                Location::Name(name) => write!(line, ".{}", redact(name))?,
                Location::Index(index) => write!(line, "[{index}]")?,
            }
        }
        let separator = if self.loc.is_empty() { "" } else { ": " };
        write!(line, "{separator}{}", redact(&self.msg))
    }
}

/// One line for a log, of at most 1,000 bytes and without control characters.
impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(&mut Line::new(f, LINE_MAX))
    }
}

/// One step of the path to the invalid part of a request.
///
/// # Errors
///
/// Deserialization rejects any value but a string or a 64-bit integer: `null`, `1.5`, `1e30`, `["body"]`,
/// `9223372036854775808`. An integer has neither a fraction nor an exponent, and no sign before a zero: `1.0`, `1e2`
/// and `-0` are refused.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Location {
    /// The name of a member, a parameter or a part of the request.
    Name(String),
    /// The index of an element, from 0; a negative one is kept unchanged.
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

impl FromJson for Location {
    const EXPECTED: &'static str = "a string or a 64-bit integer";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        let from_integer = |index| i64::try_from(index).ok().map(Self::Index);
        reader.integer(Self::EXPECTED, from_integer, Some(|name| Self::from(name)))
    }
}

impl ToJson for Location {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        match self {
            Self::Name(name) => writer.string(name),
            Self::Index(index) => writer.integer((*index).into()),
        }
    }
}

#[cfg(feature = "schemars")]
impl crate::json::traits::Describe for Location {
    fn schema(_: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
        schemars::json_schema!({
            // The title names the type that generators make of it.
            "title": "Location",
            "anyOf": [
                {"type": "string"},
                {"type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX},
            ],
        })
    }
}

#[cfg(feature = "arbitrary")]
impl crate::json::traits::Generate for Location {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        Ok(match u.int_in_range(0..=2)? {
            0 => Self::Name(String::generate(u)?),
            1 => Self::Index(u.int_in_range(-1..=1_000)?),
            _ => Self::Index(u.arbitrary()?),
        })
    }
}

implement!(Location: Deserialize Serialize JsonSchema Arbitrary);

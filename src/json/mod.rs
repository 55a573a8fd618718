//! JSON in and out: [`from_json`] and [`to_json`], for any type that is described by `object!`.
//!
//! A document goes through [`Json::read`], which builds a value and stops at the first violation: it is what
//! `Deserialize` does, and all that a valid document costs. Only one that is refused goes through [`Json::check`], which
//! names every violation.

pub(crate) mod check;
mod containers;
pub(crate) mod error;
mod numbers;
pub(crate) mod object;
pub(crate) mod read;
#[cfg(feature = "schemars")]
pub(crate) mod schema;
pub(crate) mod value;

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use check::Report;
use error::{DecodeError, Position, ViolationKind};
use value::Json;

/// A type of this crate that is a JSON document, or an object in one: what [`from_json`] parses and [`to_json`]
/// serializes.
///
/// It is sealed: no other crate can implement it.
///
/// Plain serde works in every format. A format that identifies members by position (postcard, bincode, compact
/// MessagePack) must report that it is not human-readable. Serde loses that when it buffers, so with such a format do
/// not nest the type in an `untagged`, internally tagged or flattened one.
// All methods are in the supertrait, which no other crate can name: here, they would be in the way of whoever imports
// this one, and could not be changed without breaking other crates.
pub trait Document: sealed::Sealed + fmt::Debug + Serialize + DeserializeOwned {}

mod sealed {
    /// What a document does, and no more: the rest of [`Json`](super::Json) is out of reach of a generic `T: Document`.
    pub trait Sealed: Sized {
        fn document_from_json(json: &[u8]) -> Result<Self, super::DecodeError>;
        fn document_to_json(&self) -> Vec<u8>;
    }

    impl<T: super::Json> Sealed for T {
        fn document_from_json(json: &[u8]) -> Result<Self, super::DecodeError> {
            super::read(json)
        }

        fn document_to_json(&self) -> Vec<u8> {
            super::write(self)
        }
    }
}

/// Parses a document: returns the value with everything checked, or every violation at once.
///
/// It succeeds exactly when `serde_json::from_str::<T>` succeeds on the same string. Use it for its speed and for its
/// errors. (`serde_json::from_slice` does not check the bytes of members that it skips; `from_json` requires UTF-8
/// throughout.)
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, fixtures, from_json};
///
/// let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE)?;
/// assert_eq!(created.key_name, "My API Key");
/// # Ok::<(), flowai_types::DecodeError>(())
/// ```
///
/// # Errors
///
/// [`DecodeError`] with each [`Violation`](crate::Violation) of the type's rules, or with the one
/// [`Syntax`](ViolationKind::Syntax) violation of a document that is not JSON.
pub fn from_json<T: Document>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    T::document_from_json(json.as_ref())
}

fn read<T: Json>(json: &[u8]) -> Result<T, DecodeError> {
    // Once for the whole document is cheaper than string by string.
    let text = std::str::from_utf8(json).map_err(|error| {
        let position = Position::START.advanced(&json[..error.valid_up_to()]);
        DecodeError::syntax("not UTF-8", position)
    })?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::read(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|_| explain::<T>(text))
}

/// Names every violation of a document that was refused.
#[cold]
fn explain<T: Json>(text: &str) -> DecodeError {
    let root: &RawValue = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            // At the end of a line, serde_json counts columns from 0.
            let (line, column) = (error.line(), error.column().max(1));
            let position = Position { line, column };
            return if text.starts_with('\u{feff}') {
                DecodeError::syntax("it starts with a byte order mark", position)
            } else if error.is_eof() {
                let end = Position::START.advanced(text.as_bytes());
                DecodeError::syntax("unexpected end of input", end)
            } else {
                DecodeError::syntax("syntax error", position)
            };
        }
    };
    let mut report = Report::new(text);
    T::check(root, &mut report);
    report.finish().unwrap_or_else(|| {
        debug_assert!(false, "`read` refuses what `check` accepts");
        let mut report = Report::new(text);
        report.add(ViolationKind::InvalidValue, T::EXPECTED, root);
        report.finish().expect("it has one")
    })
}

/// Serializes a value as JSON: the counterpart of [`from_json`]. **A value that contains a key is serialized with the
/// key.**
///
/// Every value can be serialized, and parses back to itself. The bytes are those of `serde_json::to_vec`. They are
/// written into one allocation that never grows, so no outgrown buffer keeps a copy of a key.
///
/// # Examples
///
/// ```
/// use flowai_types::{fixtures, to_json};
///
/// let json = to_json(&fixtures::create_response());
/// assert_eq!(json, fixtures::CREATE_RESPONSE.as_bytes());
/// ```
#[must_use]
pub fn to_json<T: Document>(value: &T) -> Vec<u8> {
    value.document_to_json()
}

fn write<T: Json>(value: &T) -> Vec<u8> {
    let length = value.json_len();
    let mut json = Vec::with_capacity(length);
    value.write(&mut json);
    debug_assert!(json.len() <= length, "{} > {length}", json.len());
    json
}

//! JSON in and out: [`from_json`] and [`to_json`], for any type that is described by `object!`.
//!
//! Each type says in a few traits (`traits.rs`) how it is read and written; `object!` says it for an object, from the
//! list of its members (`object.rs`). A value is read by a [`ValueReader`](traits::ValueReader), out of a document
//! (`read.rs`, through the lexer of `lexer.rs`) or through serde (`deserialize.rs`), and written by a
//! [`ValueWriter`](traits::ValueWriter) (`write.rs`); `schema.rs` describes it, and `generate.rs` generates values for
//! tests.

pub(crate) mod debug;
pub(crate) mod deserialize;
pub(crate) mod error;
#[cfg(feature = "arbitrary")]
pub(crate) mod generate;
pub(crate) mod implement;
pub(crate) mod lexer;
pub(crate) mod object;
pub(crate) mod read;
#[cfg(feature = "schemars")]
pub(crate) mod schema;
mod snake_case;
pub(crate) mod traits;
pub(crate) mod value;
pub(crate) mod write;

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use error::DecodeError;
pub use snake_case::SnakeCase;
use traits::Value;

/// A type of this crate that is a JSON document, or an object in one: [`from_json`] parses it, and [`to_json`]
/// serializes it.
///
/// It is sealed: no other crate can implement it.
///
/// # Errors
///
/// Deserialization rejects a member that is missing, occurs twice (even in different spellings) or is rejected by its
/// type, and an array instead of the object. [`from_json`] reports all of them at once; plain serde reports the first.
///
/// # Formats
///
/// The table says which values plain serde reads as they were written. "Some" are, and the others are refused, since
/// the format has no form for them: null, an object in an object, some character. "**changed**": at least one is read
/// as another value, without an error.
///
/// A derived type of the same shape, where one was tried beside it, did no better, with two exceptions: null in an
/// update (plist refuses to write it, and `serde_qs` reads it), and MessagePack by position in untagged and tagged
/// types.
///
/// A format that identifies members by position (postcard, bincode, compact MessagePack) must report that it is not
/// human-readable; where MessagePack reports that it is, a map with the names is written. Serde loses the report when it
/// buffers, so with such a format do not nest the type in an `untagged`, internally tagged or flattened one.
///
#[doc = include_str!("formats.md")]
// The supertrait is private: no other crate can implement it or call its methods.
#[expect(private_bounds, reason = "it seals the trait")]
pub trait Document: Value + fmt::Debug + Serialize + DeserializeOwned {}

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
/// [`Syntax`](crate::ViolationKind::Syntax) violation of a document that is not JSON.
pub fn from_json<T: Document>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    read::read(json.as_ref())
}

/// Serializes a value as JSON: the counterpart of [`from_json`]. **A value that contains a key is serialized with the
/// key.**
///
/// Every value can be serialized, and parses back to itself. The bytes are those of `serde_json::to_vec`. A buffer that
/// they outgrow is wiped, so none keeps a copy of a key.
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
    write::write(value, false)
}

//! Types of the Flow AI endpoint that creates an API key.
//!
//! `POST /api-keys` returns the plain key **once**. This crate reads that response, checks all of it, keeps the key out
//! of logs and errors, and writes it back. It does no I/O.
//!
//! ```
//! use flowai_types::{APIKeyCreateResponse, ExposeSecret, fixtures, from_json};
//!
//! let body = fixtures::CREATE_RESPONSE.as_bytes();
//! let created: APIKeyCreateResponse = from_json(body)?;
//! println!("{created:?}"); // api_key: ApiKey(flow_ada2ad2a_REDACTED)
//! let secret: &str = created.api_key.expose_secret();
//! # Ok::<(), flowai_types::DecodeError>(())
//! ```
//!
//! Where to look:
//!
//! - **Reading JSON**: [`from_json`] for every model type, with every [`Violation`] at once in a [`DecodeError`]. Plain
//!   serde works too, and reports the first. [`to_json`] writes them.
//! - **The response**: [`APIKeyCreateResponse`], with [`ApiKey`], [`KeyPrefix`], [`ApiKeyId`] and [`UserId`].
//! - **A finished HTTP exchange**: [`CreateAPIKeyForUserAPIKeysPostResponse::from_http`] from any client;
//!   [`ResponseError`] hands the response back, [`HTTPValidationError`] is the typed 422, and [`HttpMetadata`] what may
//!   be logged of it.
//! - **Keys in a text**: [`ApiKey::find`] and [`redact`].
//! - **Other languages**: [`schema`]. **Tests**: [`fixtures`].
//!
//! # Secrets
//!
//! A secret here is a plain key, and every credential of the exchange that brought it. No `Debug`, no error and no panic
//! of this crate shows a piece of one; no error repeats any value of a document, secret or not. Serializing is another
//! matter: [`APIKeyCreateResponse`], the response around it and [`ApiKey::serialize_exposed`] write the key, and
//! [`HTTPValidationError`] what the server said, as it said it.
//!
//! Out of reach are the buffers of a JSON parser, the body that the caller holds, and copies of what
//! [`expose_secret`](ExposeSecret::expose_secret) gave. A container of a user's own that derives `Deserialize` has serde's
//! own errors, which repeat what they refuse: read it with a type of this crate where a secret may stand.
//!
//! # Features
//!
//! All are off by default.
//!
//! - `schemars`: `JsonSchema` for every model type, and [`schema`]'s `generate`.
//! - `proptest`, `arbitrary`: `Arbitrary` of these crates for every model type, for property tests and fuzzing. The values
//!   are all that a type can hold and nothing that it cannot, so each can be written and read back.

mod api_key;
#[cfg(feature = "arbitrary")]
mod arbitrary;
mod create_response;
pub mod fixtures;
mod http_metadata;
mod id;
mod json;
#[cfg(feature = "proptest")]
mod proptest;
mod response;
pub mod schema;
mod timestamp;
mod url;
mod validation_error;

pub use api_key::{
    ApiKey, KeyPrefix, ParseApiKeyError, ParseApiKeyErrorKind, ParseKeyPrefixError, redact,
};
pub use create_response::APIKeyCreateResponse;
pub use http_metadata::{HttpMetadata, RateLimit, RequestMetadata, ResponseMetadata, RetryAfter};
pub use id::{ApiKeyId, ParseIdError, UserId};
pub use json::{DecodeError, EncodeError, Model, Violation, ViolationKind, from_json, to_json};
pub use response::{CreateAPIKeyForUserAPIKeysPostResponse, ResponseError, ResponseErrorKind};
pub use secrecy::ExposeSecret;
pub use validation_error::{HTTPValidationError, Location, ValidationError};
pub use {chrono, http, uuid};

/// The README's snippets are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

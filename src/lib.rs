//! Types of the Flow AI endpoint that creates an API key.
//!
//! `POST /api-keys` returns the plain key **once**. This crate reads that response, checks all of it,
//! keeps the key out of logs and errors, and writes it back; it does no I/O.

mod api_key;
mod create_response;
pub mod fixtures;
mod id;
mod json;
mod timestamp;

pub use api_key::{
    ApiKey, KeyPrefix, ParseApiKeyError, ParseApiKeyErrorKind, ParseKeyPrefixError, redact,
};
pub use create_response::APIKeyCreateResponse;
pub use id::{ApiKeyId, ParseIdError, UserId};
pub use json::{DecodeError, Model, Violation, ViolationKind, from_json};
pub use secrecy::ExposeSecret;
pub use {chrono, uuid};

/// The README's snippets are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

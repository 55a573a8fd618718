//! Types of the Flow AI endpoint that creates an API key.
//!
//! `POST /api-keys` returns the plain key **once**. This crate reads that response, checks all of it,
//! keeps the key out of logs and errors, and writes it back; it does no I/O.

mod api_key;
mod create_response;
pub mod fixtures;
mod http_metadata;
mod id;
mod json;
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
pub use json::{DecodeError, Model, Violation, ViolationKind, from_json};
pub use response::{CreateAPIKeyForUserAPIKeysPostResponse, ResponseError, ResponseErrorKind};
pub use secrecy::ExposeSecret;
pub use validation_error::{HTTPValidationError, Location, ValidationError};
pub use {chrono, http, uuid};

/// The README's snippets are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

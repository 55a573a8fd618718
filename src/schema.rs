//! The JSON Schema of each document, and the OpenAPI description of the operation, as strings.
//!
//! They are the files of the folder `schema/`: draft 2020-12, one self-contained file a type, for programs in other
//! languages that validate or generate code. They accept exactly what [`from_json`](crate::from_json) does, except for the
//! differences that `schema/tests/beyond/` lists.
//!
//! With the feature `schemars`, every document and scalar implements `schemars::JsonSchema`, for types of your own around them,
//! and `generate` returns the files.
//!
//! ```
//! let schema: serde_json::Value = serde_json::from_str(flowai_types::schema::API_KEY_CREATE_RESPONSE)?;
//! assert_eq!(schema["title"], "APIKeyCreateResponse");
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "schemars")]
pub(crate) mod generate;

#[cfg(feature = "schemars")]
pub use generate::generate;

/// The schema of [`APIKeyCreateResponse`](crate::APIKeyCreateResponse).
pub const API_KEY_CREATE_RESPONSE: &str = include_str!("../schema/APIKeyCreateResponse.json");

/// The schema of [`HttpMetadata`](crate::HttpMetadata).
pub const HTTP_METADATA: &str = include_str!("../schema/HTTPMetadata.json");

/// The schema of [`CreateAPIKeyForUserAPIKeysPostResponse`](crate::CreateAPIKeyForUserAPIKeysPostResponse).
pub const CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE: &str =
    include_str!("../schema/CreateAPIKeyForUserAPIKeysPostResponse.json");

/// The schema of [`HTTPValidationError`](crate::HTTPValidationError).
pub const HTTP_VALIDATION_ERROR: &str = include_str!("../schema/HTTPValidationError.json");

/// `POST /api-keys`, as OpenAPI 3.1.
pub const OPENAPI: &str = include_str!("../schema/openapi.json");

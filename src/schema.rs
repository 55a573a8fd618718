//! The JSON Schema of each document, and the OpenAPI description of the operations, as strings.
//!
//! They are the files of the folder `schema/`: draft 2020-12, one self-contained file per type, for programs in other
//! languages that validate or generate code. They accept exactly what [`from_json`](crate::from_json) does, except for
//! the differences that `schema/tests/beyond/` lists. `schema/README.md` describes them for people who do not know
//! Rust.
//!
//! With the feature `schemars`, every document and scalar implements `schemars::JsonSchema`, so that your own types can
//! contain them: `schemars::schema_for!` returns the schema of the file, without its `$id` and its examples.
//!
//! ```
//! let schema: serde_json::Value = serde_json::from_str(flowai_types::schema::API_KEY_CREATE_RESPONSE)?;
//! assert_eq!(schema["title"], "APIKeyCreateResponse");
//! # Ok::<(), serde_json::Error>(())
//! ```

/// The schema of [`APIKeyCreate`](crate::APIKeyCreate).
pub const API_KEY_CREATE: &str = include_str!("../schema/APIKeyCreate.json");

/// The schema of [`APIKeyCreateResponse`](crate::APIKeyCreateResponse).
pub const API_KEY_CREATE_RESPONSE: &str = include_str!("../schema/APIKeyCreateResponse.json");

/// The schema of [`SnakeCase`](crate::SnakeCase)`<`[`APIKeyCreateResponse`](crate::APIKeyCreateResponse)`>`: the new key as
/// the vendor's SDKs read it.
pub const API_KEY_CREATE_RESPONSE_SNAKE_CASE: &str = include_str!("../schema/APIKeyCreateResponse.snake_case.json");

/// The schema of [`ListAPIKeysResponse`](crate::ListAPIKeysResponse).
pub const LIST_API_KEYS_RESPONSE: &str = include_str!("../schema/ListAPIKeysResponse.json");

/// The schema of [`APIKeyUpdate`](crate::APIKeyUpdate).
pub const API_KEY_UPDATE: &str = include_str!("../schema/APIKeyUpdate.json");

/// The schema of [`APIKeyInfo`](crate::APIKeyInfo).
pub const API_KEY_INFO: &str = include_str!("../schema/APIKeyInfo.json");

/// The schema of [`HttpMetadata`](crate::HttpMetadata).
pub const HTTP_METADATA: &str = include_str!("../schema/HTTPMetadata.json");

/// The schema of [`CreateAPIKeyForUserAPIKeysPostResponse`](crate::CreateAPIKeyForUserAPIKeysPostResponse).
pub const CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE: &str =
    include_str!("../schema/CreateAPIKeyForUserAPIKeysPostResponse.json");

/// The schema of [`SnakeCase`](crate::SnakeCase) of the same.
pub const CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE_SNAKE_CASE: &str =
    include_str!("../schema/CreateAPIKeyForUserAPIKeysPostResponse.snake_case.json");

/// The schema of [`ListUserAPIKeysAPIKeysGetResponse`](crate::ListUserAPIKeysAPIKeysGetResponse).
pub const LIST_USER_API_KEYS_API_KEYS_GET_RESPONSE: &str =
    include_str!("../schema/ListUserAPIKeysAPIKeysGetResponse.json");

/// The schema of
/// [`UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse`](crate::UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse).
pub const UPDATE_API_KEY_DETAILS_API_KEYS_KEY_ID_PUT_RESPONSE: &str =
    include_str!("../schema/UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.json");

/// The schema of [`RevokeAPIKeyAPIKeysKeyIDDeleteResponse`](crate::RevokeAPIKeyAPIKeysKeyIDDeleteResponse).
pub const REVOKE_API_KEY_API_KEYS_KEY_ID_DELETE_RESPONSE: &str =
    include_str!("../schema/RevokeAPIKeyAPIKeysKeyIDDeleteResponse.json");

/// The schema of [`HTTPValidationError`](crate::HTTPValidationError).
pub const HTTP_VALIDATION_ERROR: &str = include_str!("../schema/HTTPValidationError.json");

/// The four operations, as OpenAPI 3.1. It describes what goes over the wire: a new key is in `snake_case`.
pub const OPENAPI: &str = include_str!("../schema/openapi.json");

/// [`OPENAPI`] as OpenAPI 3.0.3, for the tools that do not read 3.1. All errors have one schema, `Error`, and the default
/// response is `4XX` and `5XX`.
pub const OPENAPI_3_0: &str = include_str!("../schema/openapi-3.0.json");

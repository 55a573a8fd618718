//! The documented example and its variants, as documents and as values: for tests of code that uses them.
//!
//! Every `CREATE_RESPONSE…` is parsed as [`create_response`], except those that say that they are parsed as
//! [`create_response_never_used`]. The key in them is the one from the API's documentation, and opens
//! nothing.
//!
//! ```
//! use flowai_types::{fixtures, from_json};
//!
//! assert_eq!(from_json(fixtures::CREATE_RESPONSE), Ok(fixtures::create_response()));
//! ```

use chrono::DateTime;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Uri};
use uuid::Uuid;

use crate::api::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError,
    ValidationError,
};
use crate::exchange::{HttpMetadata, RequestMetadata, ResponseMetadata};
use crate::key::ApiKey;
use crate::timestamp::Timestamp;

/// The documented key.
pub const API_KEY: &str = "flow_ada2ad2a_1234567890abcdef";

/// The documented example, as this crate writes it: with no white space.
pub const CREATE_RESPONSE: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example, as the documentation sets it: one member a line.
pub const CREATE_RESPONSE_AS_DOCUMENTED: &str = r#"{
"apiKey": "flow_ada2ad2a_1234567890abcdef",
"createdAt": "2024-03-20T12:00:00Z",
"id": "123e4567-e89b-12d3-a456-426614174000",
"keyName": "My API Key",
"keyPrefix": "flow_",
"lastUsedAt": "2024-03-20T12:00:00Z",
"userId": "123e4567-e89b-12d3-a456-426614174000"
}"#;

/// The example with the names of the vendor's Go SDK.
pub const CREATE_RESPONSE_SNAKE_CASE: &str = r#"{"api_key":"flow_ada2ad2a_1234567890abcdef","created_at":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","key_name":"My API Key","key_prefix":"flow_","last_used_at":"2024-03-20T12:00:00Z","user_id":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with timestamps that have no offset.
pub const CREATE_RESPONSE_NO_OFFSET: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with timestamps whose offset is not zero.
pub const CREATE_RESPONSE_OFFSET: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T14:00:00+02:00","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T06:30:00-05:30","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with members that the API may add one day.
pub const CREATE_RESPONSE_UNKNOWN_MEMBERS: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","expiresAt":null,"id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","scopes":["read",{"write":false}],"userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example for a key that was never used; parsed as [`create_response_never_used`], and is what this
/// crate writes for it.
pub const CREATE_RESPONSE_NEVER_USED: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with `"lastUsedAt": null`; parsed as [`create_response_never_used`].
pub const CREATE_RESPONSE_NULL_LAST_USED_AT: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":null,"userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The metadata of the exchange with the example; parsed as [`http_metadata`].
pub const HTTP_METADATA: &str = r#"{"Response":{"status":201,"headers":{"content-type":["application/json"]}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}}"#;

/// The exchange with the example; parsed as [`response`].
pub const RESPONSE: &str = r#"{"HTTPMeta":{"Response":{"status":201,"headers":{"content-type":["application/json"]}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}},"APIKeyCreateResponse":{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","userId":"123e4567-e89b-12d3-a456-426614174000"}}"#;

/// The refusal of a request without a name for the key; parsed as [`http_validation_error`].
pub const HTTP_VALIDATION_ERROR: &str =
    r#"{"detail":[{"loc":["body","keyName"],"msg":"Field required","type":"missing"}]}"#;

/// The documented key, as a value.
#[expect(clippy::missing_panics_doc, reason = "a test covers the constant")]
#[must_use]
pub fn api_key() -> ApiKey {
    API_KEY.parse().expect("the documented key is a key")
}

/// The time of the documented example, as a value.
#[expect(clippy::missing_panics_doc, reason = "a test covers the constant")]
#[must_use]
pub fn timestamp() -> Timestamp {
    const NOON: i64 = 1_710_936_000;
    let noon = DateTime::from_timestamp(NOON, 0).expect("in range");
    noon.try_into().expect("in range")
}

/// The documented example, as a value.
#[must_use]
pub fn create_response() -> APIKeyCreateResponse {
    let mut created = create_response_never_used();
    created.last_used_at = Some(created.created_at);
    created
}

/// The documented example for a key that was never used, as a value.
#[must_use]
pub fn create_response_never_used() -> APIKeyCreateResponse {
    const ID: Uuid = Uuid::from_u128(0x123e_4567_e89b_12d3_a456_4266_1417_4000);
    APIKeyCreateResponse::new(api_key(), timestamp(), ID.into(), "My API Key", ID.into())
}

/// The metadata of the exchange with the example, as a value.
#[must_use]
pub fn http_metadata() -> HttpMetadata {
    let url = Uri::from_static("https://api.example.com/api-keys");
    let json = HeaderValue::from_static("application/json");
    HttpMetadata::new(
        RequestMetadata::new(&Method::POST, &url, &HeaderMap::new()),
        ResponseMetadata::new(
            StatusCode::CREATED,
            &[(CONTENT_TYPE, json)].into_iter().collect(),
        ),
    )
}

/// The exchange with the example, as a value.
#[must_use]
pub fn response() -> CreateAPIKeyForUserAPIKeysPostResponse {
    CreateAPIKeyForUserAPIKeysPostResponse::new(http_metadata(), Some(create_response()))
}

/// The refusal of a request without a name for the key, as a value.
#[must_use]
pub fn http_validation_error() -> HTTPValidationError {
    HTTPValidationError::new(vec![ValidationError::new(
        vec!["body".into(), "keyName".into()],
        "Field required",
        "missing",
    )])
}

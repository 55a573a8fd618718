//! The documented example and its variants, as documents and as values; and error responses, for tests of code that
//! uses them.
//!
//! Every `CREATE_RESPONSE…` parses to [`create_response`], except those that say they parse to
//! [`create_response_never_used`]. The key in them is the documented one, and gives no access. No feature is needed.
//!
//! ```
//! use flowai_types::{fixtures, from_json};
//!
//! assert_eq!(from_json(fixtures::CREATE_RESPONSE), Ok(fixtures::create_response()));
//! ```
//!
//! The responses, and the next step of a client that wanted to create a key:
//!
//! ```
//! use std::time::Duration;
//! use flowai_types::{APIKeyCreate, Operation, Retry, RetryAfter, fixtures, http::Request};
//!
//! let (sent, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
//! let error = |response| APIKeyCreate::response_from_http(&sent, response).unwrap_err();
//!
//! assert_eq!(error(fixtures::unauthorized()).detail(), Some("Not authenticated"));
//! assert_eq!(error(fixtures::not_found()).retry(), Retry::GiveUp);
//!
//! let refused = error(fixtures::too_many_requests());
//! let half_a_minute = Some(RetryAfter::Delay(Duration::from_secs(30)));
//! assert_eq!(refused.retry(), Retry::Repeat { after: half_a_minute });
//! let limit = refused.http_meta().response.rate_limit().unwrap();
//! assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(5), Some(0), half_a_minute));
//!
//! assert_eq!(error(fixtures::service_unavailable()).retry(), Retry::ListFirst); // the key may have been created
//! ```

use chrono::DateTime;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Method, Response, StatusCode, Uri};
use uuid::Uuid;

use crate::api::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPException, HTTPValidationError, ListAPIKeyItem, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetResponse,
    PaginationInfo, RevokeAPIKeyAPIKeysKeyIDDeleteResponse, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
    ValidationError,
};
use crate::metadata::{HttpMetadata, RequestMetadata, ResponseMetadata};
use crate::scalar::{ApiKey, Timestamp};

/// The id in the documented example, of the key as of its user.
const ID: Uuid = Uuid::from_u128(0x123e_4567_e89b_12d3_a456_4266_1417_4000);

/// The documented key, which grants no access. The rule for gitleaks in `schema/` allows it; detect-secrets does so with
/// `--exclude-secrets '^flow_ada2ad2a_1234567890abcdef$'`.
pub const API_KEY: &str = "flow_ada2ad2a_1234567890abcdef";

/// The documented example, as this crate writes it: with no white space.
pub const CREATE_RESPONSE: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example, as the documentation formats it: one member per line.
pub const CREATE_RESPONSE_AS_DOCUMENTED: &str = r#"{
"apiKey": "flow_ada2ad2a_1234567890abcdef",
"createdAt": "2024-03-20T12:00:00Z",
"id": "123e4567-e89b-12d3-a456-426614174000",
"keyName": "My API Key",
"keyPrefix": "flow_",
"lastUsedAt": "2024-03-20T12:00:00Z",
"userId": "123e4567-e89b-12d3-a456-426614174000"
}"#;

/// The example as a server writes it to the vendor's SDKs: [`SnakeCase`](crate::SnakeCase)`(create_response())`.
pub const CREATE_RESPONSE_SNAKE_CASE: &str = r#"{"api_key":"flow_ada2ad2a_1234567890abcdef","created_at":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","key_name":"My API Key","key_prefix":"flow_","last_used_at":"2024-03-20T12:00:00Z","user_id":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with timestamps that have no offset.
pub const CREATE_RESPONSE_NO_OFFSET: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with timestamps whose offset is not zero.
pub const CREATE_RESPONSE_OFFSET: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T14:00:00+02:00","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T06:30:00-05:30","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example with members that the API may add one day.
pub const CREATE_RESPONSE_UNKNOWN_MEMBERS: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","expiresAt":null,"id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","scopes":["read",{"write":false}],"userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example for a key that was never used; parses to [`create_response_never_used`], which serializes to it.
pub const CREATE_RESPONSE_NEVER_USED: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":null,"userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The example without `lastUsedAt`; parses to [`create_response_never_used`].
pub const CREATE_RESPONSE_NO_LAST_USED_AT: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;

/// The metadata of the exchange with the example; parses to [`http_metadata`].
pub const HTTP_METADATA: &str = r#"{"Response":{"status":201,"headers":{"content-type":["application/json"]}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}}"#;

/// The exchange with the example; parses to [`response`].
pub const RESPONSE: &str = r#"{"HTTPMeta":{"Response":{"status":201,"headers":{"content-type":["application/json"]}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}},"APIKeyCreateResponse":{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"2024-03-20T12:00:00Z","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","lastUsedAt":"2024-03-20T12:00:00Z","userId":"123e4567-e89b-12d3-a456-426614174000"}}"#;

/// The refusal of a request without a name for the key; parses to [`http_validation_error`].
pub const HTTP_VALIDATION_ERROR: &str =
    r#"{"detail":[{"loc":["body","keyName"],"msg":"Field required","type":"missing"}]}"#;

/// The request that the example answers; parses to [`create_request`].
pub const CREATE_REQUEST: &str = r#"{"keyName":"My API Key"}"#;

/// A page with the example's key; parses to [`list_response`].
pub const LIST_RESPONSE: &str = r#"{"apiKeys":[{"id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":"2024-03-20T12:00:00Z"}],"pagination":{"totalCount":1,"limit":10,"offset":0}}"#;

/// The first and the last page of three keys, two on a page; parse to [`list_pages`].
pub const LIST_PAGES: [&str; 2] = [
    r#"{"apiKeys":[{"id":"00000000-0000-0000-0000-000000000001","keyName":"First","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":null},{"id":"00000000-0000-0000-0000-000000000002","keyName":"Second","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":null}],"pagination":{"totalCount":3,"limit":2,"offset":0}}"#,
    r#"{"apiKeys":[{"id":"00000000-0000-0000-0000-000000000003","keyName":"Third","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":null}],"pagination":{"totalCount":3,"limit":2,"offset":2}}"#,
];

/// A request for another name; parses to [`update_request`].
pub const UPDATE_REQUEST: &str = r#"{"key_name":"Another name","is_active":true}"#;

/// The record of the example's key; parses to [`api_key_info`].
pub const API_KEY_INFO: &str = r#"{"key_name":"My API Key","id":"123e4567-e89b-12d3-a456-426614174000","user_id":"123e4567-e89b-12d3-a456-426614174000","key_prefix":"flow_","created_at":"2024-03-20T12:00:00Z","updated_at":"2024-03-20T12:00:00Z","last_used_at":"2024-03-20T12:00:00Z","is_active":true}"#;

/// The exchange with [`LIST_RESPONSE`]; parses to [`list_exchange`].
pub const LIST_EXCHANGE: &str = r#"{"HTTPMeta":{"Response":{"status":200,"headers":{"content-type":["application/json"]}},"Request":{"method":"GET","url":"https://api.example.com/api-keys","headers":{}}},"ListAPIKeysResponse":{"apiKeys":[{"id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":"2024-03-20T12:00:00Z"}],"pagination":{"totalCount":1,"limit":10,"offset":0}}}"#;

/// The exchange with [`API_KEY_INFO`]; parses to [`update_exchange`].
pub const UPDATE_EXCHANGE: &str = r#"{"HTTPMeta":{"Response":{"status":200,"headers":{"content-type":["application/json"]}},"Request":{"method":"PUT","url":"https://api.example.com/api-keys/123e4567-e89b-12d3-a456-426614174000","headers":{}}},"APIKeyInfo":{"key_name":"My API Key","id":"123e4567-e89b-12d3-a456-426614174000","user_id":"123e4567-e89b-12d3-a456-426614174000","key_prefix":"flow_","created_at":"2024-03-20T12:00:00Z","updated_at":"2024-03-20T12:00:00Z","last_used_at":"2024-03-20T12:00:00Z","is_active":true}}"#;

/// The exchange in which the example's key was revoked; parses to [`revoke_exchange`].
pub const REVOKE_EXCHANGE: &str = r#"{"HTTPMeta":{"Response":{"status":204,"headers":{}},"Request":{"method":"DELETE","url":"https://api.example.com/api-keys/123e4567-e89b-12d3-a456-426614174000","headers":{}}}}"#;

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
    APIKeyCreateResponse::new(api_key(), timestamp(), ID.into(), "My API Key", ID.into())
}

/// The request that the example answers, as a value.
#[must_use]
pub fn create_request() -> APIKeyCreate {
    APIKeyCreate::new("My API Key")
}

/// A page with the example's key, as a value.
#[must_use]
pub fn list_response() -> ListAPIKeysResponse {
    let mut key = ListAPIKeyItem::new(ID.into(), "My API Key", timestamp());
    key.last_used_at = Some(timestamp());
    ListAPIKeysResponse::new(vec![key], PaginationInfo::new(1, 10, 0))
}

/// The first and the last page of three keys, as values.
#[must_use]
pub fn list_pages() -> [ListAPIKeysResponse; 2] {
    let key = |id, name| ListAPIKeyItem::new(Uuid::from_u128(id).into(), name, timestamp());
    let first = vec![key(1, "First"), key(2, "Second")];
    let last = vec![key(3, "Third")];
    [(first, 0), (last, 2)].map(|(keys, offset)| ListAPIKeysResponse::new(keys, PaginationInfo::new(3, 2, offset)))
}

/// A request for another name, as a value.
#[must_use]
pub fn update_request() -> APIKeyUpdate {
    let mut update = APIKeyUpdate::rename("Another name");
    update.is_active = Some(Some(true));
    update
}

/// The record of the example's key, as a value.
#[must_use]
pub fn api_key_info() -> APIKeyInfo {
    let mut info = APIKeyInfo::new(ID.into(), ID.into(), "flow_", timestamp());
    info.key_name = Some("My API Key".to_owned());
    info.last_used_at = Some(timestamp());
    info
}

/// The metadata of an exchange, whose response has JSON or nothing.
fn metadata_of(method: &Method, url: &'static str, status: StatusCode) -> HttpMetadata {
    let json = HeaderValue::from_static("application/json");
    let json = (status != StatusCode::NO_CONTENT).then_some((CONTENT_TYPE, json));
    HttpMetadata::new(
        RequestMetadata::new(method, &Uri::from_static(url), &HeaderMap::new()),
        ResponseMetadata::new(status, &json.into_iter().collect()),
    )
}

const KEYS_URL: &str = "https://api.example.com/api-keys";
const KEY_URL: &str = "https://api.example.com/api-keys/123e4567-e89b-12d3-a456-426614174000";

/// The metadata of the exchange with the example, as a value.
#[must_use]
pub fn http_metadata() -> HttpMetadata {
    metadata_of(&Method::POST, KEYS_URL, StatusCode::CREATED)
}

/// The exchange with [`LIST_RESPONSE`], as a value.
#[must_use]
pub fn list_exchange() -> ListUserAPIKeysAPIKeysGetResponse {
    let metadata = metadata_of(&Method::GET, KEYS_URL, StatusCode::OK);
    ListUserAPIKeysAPIKeysGetResponse::new(metadata, Some(list_response()))
}

/// The exchange with [`API_KEY_INFO`], as a value.
#[must_use]
pub fn update_exchange() -> UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse {
    let metadata = metadata_of(&Method::PUT, KEY_URL, StatusCode::OK);
    UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse::new(metadata, Some(api_key_info()))
}

/// The exchange in which the example's key was revoked, as a value.
#[must_use]
pub fn revoke_exchange() -> RevokeAPIKeyAPIKeysKeyIDDeleteResponse {
    let metadata = metadata_of(&Method::DELETE, KEY_URL, StatusCode::NO_CONTENT);
    RevokeAPIKeyAPIKeysKeyIDDeleteResponse::new(metadata)
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

/// The API's answer to a request without a valid token.
#[must_use]
pub fn unauthorized() -> Response<Vec<u8>> {
    HTTPException::new(StatusCode::UNAUTHORIZED, "Not authenticated").to_http()
}

/// The API's answer to a request for a key that the user does not have.
#[must_use]
pub fn not_found() -> Response<Vec<u8>> {
    HTTPException::new(StatusCode::NOT_FOUND, "API key not found").to_http()
}

/// The API's answer to a request too many: try again after 30 seconds, said by `retry-after`, by `RateLimit` of the IETF's
/// draft and by `x-ratelimit-*`.
#[must_use]
pub fn too_many_requests() -> Response<Vec<u8>> {
    let mut response = HTTPException::new(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded").to_http();
    response.headers_mut().extend([
        (RETRY_AFTER, HeaderValue::from_static("30")),
        (HeaderName::from_static("ratelimit"), HeaderValue::from_static(r#""default";r=0;t=30"#)),
        (HeaderName::from_static("ratelimit-policy"), HeaderValue::from_static(r#""default";q=5;w=60"#)),
        (HeaderName::from_static("x-ratelimit-limit"), HeaderValue::from_static("5")),
        (HeaderName::from_static("x-ratelimit-remaining"), HeaderValue::from_static("0")),
        (HeaderName::from_static("x-ratelimit-reset"), HeaderValue::from_static("30")),
    ]);
    response
}

/// A gateway's answer while it cannot reach the API, or does not get its answer: the request may have been served all
/// the same.
#[must_use]
pub fn service_unavailable() -> Response<Vec<u8>> {
    let mut response = Response::new(b"<html><body><h1>503 Service Unavailable</h1></body></html>".to_vec());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}

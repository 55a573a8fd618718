//! Types for Flow AI's API-keys resource: strict parsing, no printed secrets, no I/O.
//!
//! Creating a key returns the plain key **once**. Given the documented response, the vendor's SDKs lose it: Python's
//! raises an error, and Go's returns none and an empty key, as it does given nonsense. Both print the secret. This
//! crate parses that response in both spellings, validates all of it, keeps the key out of logs and errors, and can
//! serialize the response again.
//!
//! ```
//! use flowai_types::{APIKeyCreateResponse, fixtures, from_json};
//!
//! let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE)?;
//! println!("{created:?}"); // api_key: ApiKey(flow_ada2ad2a_REDACTED)
//! let secret: &str = created.api_key.expose_secret();
//! # Ok::<(), flowai_types::DecodeError>(())
//! ```
//!
//! Where to look:
//!
//! - **The four operations**, where there is an HTTP client or server: [`Operation`] converts requests and responses to
//!   and from HTTP, for [`CreateKey`], [`ListKeys`], [`UpdateKey`] and [`RevokeKey`], which also have the vendor's
//!   names. [`ResponseError`] still owns the response and rescues the key, [`HTTPValidationError`] is the body of a
//!   422, [`HTTPException`] a server's other errors, and [`HttpMetadata`] is fit to be logged.
//! - **JSON**, where there is a body alone: [`from_json`] parses a [`Document`], or returns every [`Violation`] at once
//!   in a [`DecodeError`]; [`to_json`] serializes one. Plain serde, inside your own types and in [other
//!   formats](Document#formats), stops at the first.
//! - **The documents**: [`APIKeyCreateResponse`], [`ListAPIKeysResponse`], [`APIKeyUpdate`], [`APIKeyInfo`], with
//!   [`ApiKey`], [`KeyPrefix`], [`ApiKeyId`], [`UserId`] and [`Timestamp`]; and the vendor's wrapper for each response.
//!   [`SnakeCase`] spells a new key as the vendor's SDKs read it, and [`APIKeyPages`] collects a list.
//! - **Keys in a string**: [`ApiKey::find_iter`], [`redact()`] and [`rescue_key`].
//! - **Other languages**: [`schema`]. **Tests**: [`fixtures`].
//!
//! # For a client
//!
//! Send the request with your HTTP client, and pass the response, unchanged, to
//! [`response_from_http`](Operation::response_from_http). An error prints as one log line and still owns the response:
//! a key in an otherwise invalid response is not lost. [`line_with_server_text`](ResponseError::line_with_server_text)
//! adds the server's own text. When to retry, and the id to quote to the API's operators, is in
//! `error.http_meta().response`: [`retry_after`](ResponseMetadata::retry_after),
//! [`rate_limit`](ResponseMetadata::rate_limit) and [`request_id`](ResponseMetadata::request_id). You supply the base
//! URL and the user's token. A create request without a response may have created a key:
//! [`retry`](ResponseError::retry) and [`Retry::of`] say when a request may be repeated. `cargo run --example
//! manage_api_keys` shows all four exchanges.
//!
//! ```
//! use flowai_types::{APIKeyCreate, Operation, SecretString, http::{Request, Response, Uri}};
//!
//! fn new_key(send: impl Fn(Request<Vec<u8>>) -> Response<Vec<u8>>) -> Result<SecretString, String> {
//!     let base = Uri::from_static("https://api.example.com"); // add your credentials to the request
//!     let request = APIKeyCreate::new("My API Key").to_http(&base).map_err(|error| error.to_string())?;
//!     let (sent, body) = request.into_parts();
//!     let received = send(Request::from_parts(sent.clone(), body));
//!     match APIKeyCreate::response_from_http(&sent, received) {
//!         Ok(response) => Ok(response.body.api_key.into()),
//!         // `201 Created (request id …): invalid response body: 1 violation: /createdAt …`
//!         Err(error) => error.rescue().ok_or(error.to_string()),
//!     }
//! }
//! # use flowai_types::{ExposeSecret, fixtures};
//! # let answer = |status: u16, body: &str| {
//! #     let key = new_key(|_| Response::builder().status(status).body(body.as_bytes().to_vec()).unwrap());
//! #     key.map(|key| key.expose_secret().to_owned())
//! # };
//! # assert_eq!(answer(201, fixtures::CREATE_RESPONSE).unwrap(), fixtures::API_KEY);
//! # assert_eq!(answer(201, &fixtures::CREATE_RESPONSE.replace("2024", "24")).unwrap(), fixtures::API_KEY);
//! # let refused = "422 Unprocessable Entity: the API refused the request with 1 validation error: body.keyName (missing)";
//! # assert_eq!(answer(422, fixtures::HTTP_VALIDATION_ERROR).unwrap_err(), refused);
//! # assert_eq!(answer(500, "{}").unwrap_err(), "500 Internal Server Error: the API returned an error status");
//! ```
//!
//! # For a server
//!
//! Each type has a constructor, and is serialized as the API documents it; a new key goes to clients in [`SnakeCase`],
//! since the vendor's SDKs read no other spelling, as [`response_to_http`](Operation::response_to_http) does. Give the
//! `PATH` and `METHOD` of each [`Operation`] to your router; create keys with [`ApiKey::from_random`], store their
//! SHA-256, and read a presented one with [`ApiKey::from_bearer`]; log requests as [`RequestMetadata`]; return
//! [`HTTPException`] for a 401 or a 404.
//!
//! ```
//! use flowai_types::{
//!     APIKeyCreate, APIKeyCreateResponse, ApiKey, Operation, Timestamp, http::{Request, Response}, uuid::Uuid,
//! };
//!
//! fn create(request: &Request<Vec<u8>>, key: ApiKey, user: Uuid, now: Timestamp) -> Response<Vec<u8>> {
//!     let asked = match APIKeyCreate::from_http(request) {
//!         Ok(asked) => asked,
//!         Err(refused) => return refused.to_http(), // 422, as FastAPI answers
//!     };
//!     let id = Uuid::from_u128(1); // your database
//!     let created = APIKeyCreateResponse::new(key, now, id.into(), asked.key_name, user.into());
//!     APIKeyCreate::response_to_http(&created)
//! }
//! # use flowai_types::fixtures;
//! # let answer = |body: &str| {
//! #     let request = Request::post("/api-keys").body(body.as_bytes().to_vec()).unwrap();
//! #     create(&request, fixtures::api_key(), Uuid::nil(), fixtures::timestamp())
//! # };
//! # assert_eq!(answer(fixtures::CREATE_REQUEST).status(), 201);
//! # assert_eq!(answer("{}").body(), fixtures::HTTP_VALIDATION_ERROR.as_bytes());
//! ```
//!
//! In the repository, `tests/interop/rust/tests/frameworks/` has a test for each of these but axum, with which
//! `tests/interop/rust/src/server.rs` is a whole service:
//!
//! | with | by hand |
//! | --- | --- |
//! | axum 0.8 | nothing: [`METHOD`](Operation::METHOD) and [`PATH`](Operation::PATH) are its routes, its requests those of [`http`] 1 |
//! | actix-web 4 | method, URI and headers, since its `http` is 0.2 |
//! | poem 3 | routes, which spell a parameter `:key_id`: `PATH.replace("{key_id}", ":key_id")` |
//! | rmcp 3 (MCP) | nothing: a model sees the schemas (feature `schemars`), and errors that name the expectation, not the value. Let no tool return a plain key |
//! | tower-http, `TraceLayer` | a span of [`RequestMetadata`]: its own contains the URI with credentials in the query |
//! | reqwest-middleware 0.5 | the wait: [`Retry::of`] and [`retry_after`](ResponseMetadata::retry_after) before the body is read |
//! | rusqlite | columns of text: `to_string()` and `parse()` |
//!
//! # For another language, and for a test
//!
//! [`schema`] has the JSON Schemas and the OpenAPI description, also as files in `schema/`. They accept the documents
//! that the types accept, and code generators turn them into the types you would write by hand.
//!
//! [`fixtures`] has the documented example and its variants, as documents and as values; the features `proptest` and
//! `arbitrary` generate arbitrary valid values (`any::<APIKeyCreateResponse>()`). An [`ApiResponse`] has a constructor;
//! build a [`ResponseError`] with [`Operation::response_from_http`].
//!
//! # Secrets
//!
//! A secret here is a plain key, or a credential of the exchange that returned it. No `Debug`, error or panic of this
//! crate shows any part of one; none of its errors repeats a value of a document, secret or not, except for text that a
//! format adds itself. Serializing does expose them: [`APIKeyCreateResponse`], its wrapper and
//! [`ApiKey::serialize_exposed`] write the key, and [`HTTPValidationError`] the server's strings, unredacted.
//!
//! This crate cannot wipe a parser's buffers, the caller's copy of the body, or copies of what
//! [`expose_secret`](ApiKey::expose_secret) returned. Your own types that derive `Deserialize` report serde's errors,
//! which repeat the rejected value; TOML's errors quote the offending line. `SECURITY.md` has the full list.
//!
//! # Features
//!
//! All are off by default.
//!
//! - `schemars`: `JsonSchema` for every document and scalar.
//! - `proptest`, `arbitrary`: that crate's `Arbitrary` for every document and scalar, for property tests and fuzzing. The
//!   first implies the second.
//!
//! The re-exported [`chrono`] and [`uuid`] have no features enabled, [`http`] its default ones. The present time is
//! `Timestamp::try_from(SystemTime::now())`; for `Uuid::new_v4()`, enable `uuid`'s feature `v4`.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod api;
pub mod fixtures;
mod json;
mod key_grammar;
mod log_line;
mod metadata;
mod scalar;
pub mod schema;
mod secret;

pub use api::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyPages, APIKeyUpdate, ApiResponse, BaseUrlError,
    BaseUrlErrorKind, BodyCut, CreateAPIKeyForUserAPIKeysPostResponse, CreateKey, HTTPException, HTTPValidationError,
    IncompletePagesError, ListAPIKeyItem, ListAPIKeysResponse, ListKeys, ListUserAPIKeysAPIKeysGetRequest,
    ListUserAPIKeysAPIKeysGetResponse, Location, Operation, PaginationInfo, ResponseError, ResponseErrorKind, Retry,
    RevokeAPIKeyAPIKeysKeyIDDeleteRequest, RevokeAPIKeyAPIKeysKeyIDDeleteResponse, RevokeKey,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse, UpdateKey, ValidationError,
    rescue_key,
};
pub use json::error::{DecodeError, Violation, ViolationKind};
pub use json::{Document, SnakeCase, from_json, to_json};
pub use metadata::{HttpMetadata, RateLimit, RequestMetadata, ResponseMetadata, RetryAfter};
pub use scalar::{
    ApiKey, ApiKeyId, KeyPrefix, ParseApiKeyError, ParseApiKeyErrorKind, ParseBearerError, ParseIdError,
    ParseKeyPrefixError, ParseTimestampError, ParseTimestampErrorKind, Timestamp, TimestampRangeError, UserId,
};
pub use secrecy::{ExposeSecret, SecretString};
pub use secret::redact;
pub use {chrono, http, uuid};

/// The README's snippets are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Traits that [`ApiKey`], the ids and [`Document`] withhold: none of these compiles.
///
/// ```compile_fail,E0277
/// fn show(key: flowai_types::ApiKey) -> String {
///     format!("Bearer {key}") // no Display
/// }
/// ```
/// ```compile_fail,E0614
/// fn text(key: flowai_types::ApiKey) -> String {
///     (*key).to_owned() // no Deref
/// }
/// ```
/// ```compile_fail,E0277
/// fn text(_: impl AsRef<str>) {}
/// fn pass(key: flowai_types::ApiKey) {
///     text(key) // no AsRef<str>
/// }
/// ```
/// ```compile_fail,E0277
/// fn text(_: impl Into<String>) {}
/// fn pass(key: flowai_types::ApiKey) {
///     text(key) // no Into<String>
/// }
/// ```
/// ```compile_fail,E0277
/// fn hash(_: impl std::hash::Hash) {}
/// fn pass(key: flowai_types::ApiKey) {
///     hash(key) // no Hash
/// }
/// ```
/// ```compile_fail,E0369
/// fn less(a: flowai_types::ApiKey, b: flowai_types::ApiKey) -> bool {
///     a < b // no PartialOrd, so no Ord
/// }
/// ```
/// ```compile_fail,E0277
/// fn default<T: Default>() {}
/// default::<flowai_types::ApiKey>(); // no Default
/// ```
/// ```compile_fail,E0277
/// fn write(key: flowai_types::ApiKey) -> String {
///     serde_json::to_string(&key).unwrap() // no Serialize
/// }
/// ```
/// ```compile_fail,E0308
/// fn mistake(user: flowai_types::UserId) -> flowai_types::ApiKeyId {
///     user // another kind of id
/// }
/// ```
/// ```compile_fail,E0277
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Mine;
/// impl flowai_types::Document for Mine {} // sealed
/// ```
#[cfg(doctest)]
struct Withheld;

//! Types of the Flow AI endpoint that creates an API key.
//!
//! `POST /api-keys` returns the plain key **once**. The vendor's own SDK, given the documented answer, returns no error and
//! an empty key; given nonsense, it returns no error; and it prints the secret. This crate reads that answer, checks all
//! of it, keeps the key out of logs and errors, and writes it back. It does no I/O.
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
//! # For a client
//!
//! Hand over the exchange as your HTTP client had it. An error is one line for the log, and still holds the response: a
//! key that came with something else wrong is not lost.
//!
//! ```
//! use flowai_types::{
//!     ApiKey, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, http::{Response, request},
//! };
//!
//! fn new_key(sent: &request::Parts, received: Response<Vec<u8>>) -> Result<ApiKey, String> {
//!     match CreateAPIKeyForUserAPIKeysPostResponse::from_http(sent, received) {
//!         Ok(answer) => Ok(answer.api_key_create_response.expect("from_http gives one").api_key),
//!         Err(error) => {
//!             let line = error.to_string(); // `201 Created (request id …): the body is not of …: /createdAt …`
//!             let refusal = error.validation_error().map(HTTPValidationError::to_string);
//!             let body = error.into_response().into_body();
//!             let key = ApiKey::find(&String::from_utf8_lossy(&body)).next();
//!             key.ok_or(refusal.unwrap_or(line))
//!         }
//!     }
//! }
//! # let sent = || flowai_types::http::Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts().0;
//! # let answer = |status: u16, body: &str| {
//! #     let received = Response::builder().status(status).header("content-type", "application/json");
//! #     new_key(&sent(), received.body(body.as_bytes().to_vec()).unwrap())
//! # };
//! # use flowai_types::fixtures;
//! # assert_eq!(answer(201, fixtures::CREATE_RESPONSE), Ok(fixtures::api_key()));
//! # assert_eq!(answer(201, &fixtures::CREATE_RESPONSE.replace("2024", "24")), Ok(fixtures::api_key()));
//! # assert_eq!(answer(422, fixtures::HTTP_VALIDATION_ERROR).unwrap_err(), "body.keyName: Field required");
//! # assert_eq!(answer(500, "{}").unwrap_err(), "500 Internal Server Error: expected a success");
//! ```
//!
//! # For a server
//!
//! Each type has a constructor, and is written as the API writes it.
//!
//! ```
//! use flowai_types::{APIKeyCreateResponse, ApiKey, HTTPValidationError, ValidationError, chrono, to_json, uuid::Uuid};
//!
//! fn created(key: ApiKey, name: &str, user: Uuid) -> Result<Vec<u8>, flowai_types::EncodeError> {
//!     let now = chrono::DateTime::UNIX_EPOCH; // your clock
//!     let id = Uuid::from_u128(1); // your database
//!     to_json(&APIKeyCreateResponse::new(key, now, id.into(), name, user.into()))
//! }
//!
//! let missing = ValidationError::new(vec!["body".into(), "keyName".into()], "Field required", "missing");
//! let refused = to_json(&HTTPValidationError::new(vec![missing]))?;
//! # assert_eq!(refused, flowai_types::fixtures::HTTP_VALIDATION_ERROR.as_bytes());
//! # let body = created(flowai_types::fixtures::api_key(), "n", Uuid::nil())?;
//! # assert!(flowai_types::from_json::<APIKeyCreateResponse>(&body).is_ok());
//! # Ok::<(), flowai_types::EncodeError>(())
//! ```
//!
//! # For another language
//!
//! [`schema`] has the JSON Schemas and the OpenAPI description, which are also the files of the folder `schema/`. They
//! take what the types take, and generators make of them the types that one would have written.
//!
//! ```
//! for text in [flowai_types::schema::API_KEY_CREATE_RESPONSE, flowai_types::schema::OPENAPI] {
//!     assert!(text.starts_with("{\n"));
//! }
//! ```
//!
//! # For a test
//!
//! [`fixtures`] has the documented example and its variants, as documents and as values; the features `proptest` and
//! `arbitrary` have any other value.
//!
//! ```
//! use flowai_types::{fixtures, redact};
//!
//! let mut created = fixtures::create_response();
//! created.key_name = "another".to_owned();
//! // A snapshot of it shows no key.
//! assert!(format!("{created:?}").contains("flow_ada2ad2a_REDACTED"));
//! assert!(redact(fixtures::CREATE_RESPONSE).contains(r#""apiKey":"flow_ada2ad2a_REDACTED""#));
//! ```
//!
//! # What it promises
//!
//! | promise | test |
//! | --- | --- |
//! | The documented example is read, and written byte for byte but for white space; the SDK's `snake_case` is read as the same value | [`tests/round_trip.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/round_trip.rs), [`tests/accepts.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/accepts.rs) |
//! | Nothing outside the rules is accepted, and every violation is named | [`tests/rejects.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/rejects.rs) |
//! | No value and no error prints a piece of a secret, also when plain serde reads JSON | [`tests/secrecy.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/secrecy.rs) |
//! | Every value is written and read back as itself, and its `Debug` shows no key | [`tests/properties.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/properties.rs) |
//! | A key can be found in any text, and redacted from it | [`tests/key.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/key.rs) |
//! | The metadata of an exchange never holds a credential, whichever way it came in | [`tests/http_metadata.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/http_metadata.rs) |
//! | Every error of an exchange gives the response back, byte for byte, and shows none of its body | [`tests/from_http.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/from_http.rs) |
//! | The schemas and the types accept the same documents | [`tests/schema.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/schema.rs) |
//! | No input panics or hangs, and what fuzzing has found stays found | `tests/fuzz.rs` |
//! | Reading allocates twice, writing once | [`tests/allocations.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/allocations.rs) |
//! | Values and errors go to other threads; no kind of error goes untested; the API changes on purpose only | [`tests/api.rs`](https://docs.rs/crate/flowai-types/latest/source/tests/api.rs) |
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
//!   are those that can be written, so each is read back as itself.

mod api;
#[cfg(feature = "arbitrary")]
mod arbitrary;
mod exchange;
pub mod fixtures;
mod id;
mod json;
mod key;
#[cfg(feature = "proptest")]
mod proptest;
pub mod schema;
mod timestamp;

pub use api::create::APIKeyCreateResponse;
pub use api::response_error::{
    CreateAPIKeyForUserAPIKeysPostResponse, ResponseError, ResponseErrorKind,
};
pub use api::validation_error::{HTTPValidationError, Location, ValidationError};
pub use exchange::metadata::{
    HttpMetadata, RateLimit, RequestMetadata, ResponseMetadata, RetryAfter,
};
pub use id::{ApiKeyId, ParseIdError, UserId};
pub use json::{DecodeError, EncodeError, Model, Violation, ViolationKind, from_json, to_json};
pub use key::{
    ApiKey, KeyPrefix, ParseApiKeyError, ParseApiKeyErrorKind, ParseKeyPrefixError, redact,
};
pub use secrecy::ExposeSecret;
pub use {chrono, http, uuid};

/// The README's snippets are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

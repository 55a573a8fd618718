//! [`ResponseError`]: a finished exchange without the expected success, which hands the response back.

use std::error::Error;
use std::fmt;

use http::{HeaderValue, Response, StatusCode, header};

use super::validation_error::HTTPValidationError;
use crate::exchange::HttpMetadata;
use crate::json::error::DecodeError;

/// A response that holds no new key, or none that could be decoded; with the response.
///
/// `Display` is a line for a log: the status, the request's id, and what is wrong with pointers. Neither it nor `Debug`
/// shows a byte of the body, for any `B`.
///
/// # Rescue
///
/// A key is shown once. Where the body did not decode, it may still stand in it:
///
/// ```
/// use flowai_types::{
///     ApiKey, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, ResponseErrorKind, http,
/// };
///
/// let (request, ()) = http::Request::post("https://api.example.com/api-keys").body(())?.into_parts();
/// let response = http::Response::builder()
///     .status(201)
///     .header("content-type", "application/json")
///     .header("x-request-id", "req-7")
///     .body(r#"{"apiKey": "flow_ada2ad2a_1234567890abcdef", "createdAt": "yesterday"}"#)?;
///
/// let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response).unwrap_err();
/// assert_eq!(error.kind(), ResponseErrorKind::Decode);
/// assert!(error.to_string().starts_with(
///     "201 Created (request id req-7): invalid response body: 5 violations: /createdAt",
/// ));
///
/// let body = error.into_response().into_body();
/// let key = ApiKey::find(&String::from_utf8_lossy(body.as_ref())).next().expect("it was only the date");
/// assert_eq!(key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
/// # Ok::<(), http::Error>(())
/// ```
pub struct ResponseError<B>(Box<Failed<B>>);

struct Failed<B> {
    http_meta: HttpMetadata,
    response: Response<B>,
    fault: Fault,
}

/// What is wrong with a response.
pub(super) enum Fault {
    Decode(DecodeError),
    Validation(HTTPValidationError),
    Api,
}

impl<B> ResponseError<B> {
    pub(super) fn new(http_meta: HttpMetadata, response: Response<B>, fault: Fault) -> Self {
        Self(Box::new(Failed {
            http_meta,
            response,
            fault,
        }))
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ResponseErrorKind {
        match self.0.fault {
            Fault::Decode(_) => ResponseErrorKind::Decode,
            Fault::Validation(_) => ResponseErrorKind::Validation,
            Fault::Api => ResponseErrorKind::Api,
        }
    }

    /// How the exchange went. It holds no credential.
    #[must_use]
    pub fn http_meta(&self) -> &HttpMetadata {
        &self.0.http_meta
    }

    /// What is wrong with a body that did not decode.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.0.fault {
            Fault::Decode(error) => Some(error),
            _ => None,
        }
    }

    /// Why the API refused the request, where it said so with 422. It holds texts of the body, which this error's own
    /// `Display` does not show.
    #[must_use]
    pub fn validation_error(&self) -> Option<&HTTPValidationError> {
        match &self.0.fault {
            Fault::Validation(error) => Some(error),
            _ => None,
        }
    }

    /// The response as it came, secrets and all, with its body.
    #[must_use]
    pub fn response(&self) -> &Response<B> {
        &self.0.response
    }

    /// The response as it came, secrets and all, with its body.
    #[must_use]
    pub fn into_response(self) -> Response<B> {
        self.0.response
    }
}

impl<B> fmt::Display for ResponseError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let response = &self.0.http_meta.response;
        write!(f, "{}", response.status)?;
        if let Some(id) = response.request_id() {
            write!(f, " (request id {id})")?;
        }
        match &self.0.fault {
            Fault::Decode(error) => {
                let encoding = response.headers().get(header::CONTENT_ENCODING);
                let is_encoded =
                    |encoding: &HeaderValue| !encoding.as_bytes().eq_ignore_ascii_case(b"identity");
                if encoding.is_some_and(is_encoded) {
                    f.write_str(
                        ": the body still has its content encoding, which the client must undo",
                    )?;
                }
                write!(f, ": invalid response body: {error}")
            }
            Fault::Validation(error) => match error.detail.len() {
                1 => f.write_str(": the API refused the request with 1 validation error"),
                count => write!(
                    f,
                    ": the API refused the request with {count} validation errors"
                ),
            },
            Fault::Api if response.status == StatusCode::NO_CONTENT => {
                f.write_str(": there is no body, so no key")
            }
            Fault::Api if response.status.is_success() => {
                f.write_str(": expected a body whose content type is application/json")
            }
            Fault::Api => f.write_str(": the API returned an error status"),
        }
    }
}

/// Without the response: its body, and its headers as they came, may hold secrets.
impl<B> fmt::Debug for ResponseError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseError")
            .field("kind", &self.kind())
            .field("http_meta", &self.0.http_meta)
            .field("decode_error", &self.decode_error())
            .finish_non_exhaustive()
    }
}

/// Without a source: `Display` says all that [`decode_error`](ResponseError::decode_error) says.
impl<B> Error for ResponseError<B> {}

/// The kind of a [`ResponseError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseErrorKind {
    /// The status and content type are right, and the body breaks a rule: see [`ResponseError::decode_error`], and
    /// [rescue](ResponseError#rescue) the key.
    Decode,
    /// The API refused the request, and said why: see [`ResponseError::validation_error`].
    Validation,
    /// Any other answer: another status, or a content type that is not JSON.
    Api,
}

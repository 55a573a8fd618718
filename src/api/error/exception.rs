//! [`HTTPException`]: FastAPI's answer for any error but a validation error.

use std::error::Error;
use std::fmt::{self, Write};

use http::header::{HeaderValue, WWW_AUTHENTICATE};
use http::{Response, StatusCode};
use serde_json::json;

use super::validation::json_response;
use crate::log_line::{LINE_MAX, Line};
use crate::secret::redact;

/// An error status with one sentence, for a server to return: FastAPI's `{"detail": "…"}`.
///
/// A client finds the sentence in [`ResponseError::detail`](crate::ResponseError::detail).
///
/// # Examples
///
/// ```
/// use flowai_types::{HTTPException, http::StatusCode};
///
/// let response = HTTPException::new(StatusCode::NOT_FOUND, "API key not found").to_http();
/// assert_eq!(response.status(), 404);
/// assert_eq!(response.body(), br#"{"detail":"API key not found"}"#);
///
/// let exception = HTTPException::new(StatusCode::FORBIDDEN, "no access for flow_ada2ad2a_1234567890abcdef");
/// assert_eq!(exception.to_string(), "403 Forbidden: no access for flow_ada2ad2a_REDACTED");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HTTPException {
    /// The status, a 4xx or 5xx; it is not checked.
    pub status: StatusCode,
    /// The message for humans.
    pub detail: String,
}

impl HTTPException {
    /// An error with this status and this sentence.
    #[must_use]
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    /// The response, for a server to send. A 401 has `www-authenticate: Bearer`, since RFC 9110 requires that header.
    #[must_use]
    pub fn to_http(&self) -> Response<Vec<u8>> {
        let body = json!({ "detail": self.detail }).to_string();
        let mut response = json_response(self.status, body.into_bytes());
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

/// One line for a log, of at most 1,000 bytes, without control characters and keys.
impl fmt::Display for HTTPException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Line::new(f, LINE_MAX), "{}: {}", self.status, redact(&self.detail))
    }
}

impl Error for HTTPException {}

/// Redacts the keys in its sentence.
impl fmt::Debug for HTTPException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HTTPException").field("status", &self.status).field("detail", &redact(&self.detail)).finish()
    }
}

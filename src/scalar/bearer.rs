//! A key in an `authorization` header: how a client sends it, and a server reads it.

use std::error::Error;
use std::fmt;

use http::HeaderValue;

use super::key::{ApiKey, ParseApiKeyError};

const SCHEME: &str = "Bearer";

impl ApiKey {
    /// The value of an `authorization` header: `Bearer`, a space and the plain key, marked
    /// [sensitive](HeaderValue::is_sensitive), so that its `Debug` does not print it.
    ///
    /// ```
    /// let key: flowai_types::ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
    /// let authorization = key.to_bearer();
    /// assert_eq!(authorization, "Bearer flow_ada2ad2a_1234567890abcdef");
    /// assert_eq!(format!("{authorization:?}"), "Sensitive");
    /// # Ok::<(), flowai_types::ParseApiKeyError>(())
    /// ```
    #[expect(clippy::missing_panics_doc, reason = "no key has another character")]
    #[must_use]
    pub fn to_bearer(&self) -> HeaderValue {
        // In one allocation, so that no copy is left behind.
        let value = HeaderValue::try_from([SCHEME, " ", self.expose_secret()].concat());
        let mut value = value.expect("a key is visible ASCII");
        value.set_sensitive(true);
        value
    }

    /// The key in the value of an `authorization` header that a client presents: the counterpart of
    /// [`to_bearer`](Self::to_bearer). The scheme may be in any case, more than one space may follow it, and white
    /// space around the value is ignored (RFC 9110, 5.5 and 11.1).
    ///
    /// ```
    /// use flowai_types::{ApiKey, ParseBearerError, http::HeaderValue};
    ///
    /// let presented = HeaderValue::from_static("bearer flow_ada2ad2a_1234567890abcdef");
    /// assert_eq!(ApiKey::from_bearer(&presented)?.short_token(), "ada2ad2a");
    /// let presented = HeaderValue::from_static("Basic dXNlcjpwYXNz");
    /// assert_eq!(ApiKey::from_bearer(&presented), Err(ParseBearerError::Scheme));
    /// # Ok::<(), ParseBearerError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// | value | error |
    /// | --- | --- |
    /// | `flow_ada2ad2a_1234567890abcdef`, `Basic dXNlcjpwYXNz`, `Bearer`, `Bearer:flow_ada2ad2a_1234567890abcdef`, a value that is not ASCII | [`Scheme`](ParseBearerError::Scheme) |
    /// | `Bearer sk_ada2ad2a_1234567890abcdef`, `Bearer "flow_ada2ad2a_1234567890abcdef"`, `Bearer flow_ada2ad2a_1234567890abcdef, Bearer x` | [`Key`](ParseBearerError::Key) |
    pub fn from_bearer(authorization: &HeaderValue) -> Result<Self, ParseBearerError> {
        let value = authorization.to_str().map_err(|_| ParseBearerError::Scheme)?;
        let (scheme, key) = value.trim().split_once(' ').ok_or(ParseBearerError::Scheme)?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(ParseBearerError::Scheme);
        }
        key.trim_start_matches(' ').parse().map_err(ParseBearerError::Key)
    }
}

/// The error returned when the value of an `authorization` header is not `Bearer` and an [`ApiKey`]. It never contains the
/// value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseBearerError {
    /// The value is not ASCII, or does not start with `Bearer` and a space: `Basic dXNlcjpwYXNz`.
    Scheme,
    /// A key does not follow the scheme: `Bearer hunter2`.
    Key(ParseApiKeyError),
}

impl fmt::Display for ParseBearerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("expected `Bearer`, a space and an API key"),
            Self::Key(error) => write!(f, "{error} after `Bearer `"),
        }
    }
}

/// Without a source: `Display` includes the error of the key.
impl Error for ParseBearerError {}

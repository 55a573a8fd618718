//! [`ResponseError`]: a finished exchange without the expected success. It hands the response back, and rescues the key.

use std::error::Error;
use std::fmt::{self, Write};

use http::{HeaderMap, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};

use super::body::{Cut, Form, detail, is_encoded, says_html, says_json};
use super::rescue::{is_sent, search, without_mark};
use super::validation::HTTPValidationError;
use super::words;
use crate::api::retry::Retry;
use crate::json::error::DecodeError;
use crate::json::from_json;
use crate::log_line::{LINE_MAX, Line};
use crate::metadata::HttpMetadata;
use crate::secret::redact;

/// The error returned when a finished exchange is not the expected success. It still owns the response.
///
/// `Display` is one line for a log, of at most 1,000 bytes and without control characters: the status, the request id,
/// and the fault, with pointers; of a 422 the places and types that this crate knows. Neither it nor `Debug` shows a
/// byte of the body, for any `B`.
///
/// # Rescue
///
/// A key is shown once. Where the body of a success could not be decoded, [`rescue`](Self::rescue) may still find the key:
///
/// ```
/// use flowai_types::{
///     CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, ResponseErrorKind, http,
/// };
///
/// let (request, ()) = http::Request::post("https://api.example.com/api-keys").body(())?.into_parts();
/// let response = http::Response::builder()
///     .status(201)
///     .header("content-type", "application/json")
///     .header("x-request-id", "req-7")
///     .body(r#"{"apiKey": "flow_live_1234567890abcdef", "createdAt": "yesterday"}"#)?;
///
/// let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response).unwrap_err();
/// assert_eq!(error.kind(), ResponseErrorKind::Decode);
/// assert!(error.to_string().starts_with(
///     "201 Created (request id req-7): invalid response body: 6 violations: /apiKey (line 1, column 12): expected",
/// ));
///
/// let key = error.rescue().expect("the body has one");
/// assert_eq!(key.expose_secret(), "flow_live_1234567890abcdef");
/// # Ok::<(), http::Error>(())
/// ```
pub struct ResponseError<B>(Box<Failed<B>>);

struct Failed<B> {
    http_meta: HttpMetadata,
    response: Response<B>,
    form: Form,
    cut: Option<Cut>,
    /// Whether the request was one to create a key.
    creates_key: bool,
    /// Whether the body may contain a new key: it is that of a success, and its key is not one that was sent.
    may_have_key: bool,
    kind: ResponseErrorKind,
    decode_error: Option<DecodeError>,
    validation_error: Option<HTTPValidationError>,
    /// Whether the body of an error status has FastAPI's form: an object with `detail`.
    is_of_api: bool,
    /// The `detail`, if it is a string.
    detail: Option<String>,
}

impl<B: AsRef<[u8]>> ResponseError<B> {
    /// The error for a response with an error status, or with a body that could not be decoded; and the headers that were
    /// sent, if the request was one to create a key.
    pub(crate) fn new(
        http_meta: HttpMetadata,
        response: Response<B>,
        decode_error: Option<DecodeError>,
        sent: Option<&HeaderMap>,
    ) -> Self {
        let (status, headers, body) = (response.status(), response.headers(), response.body().as_ref());
        let is_success = status.is_success();
        let decode_error = decode_error.filter(|_| says_json(headers));
        let is_unprocessable = status == StatusCode::UNPROCESSABLE_ENTITY;
        let validation_error: Option<HTTPValidationError> =
            is_unprocessable.then(|| from_json(without_mark(body)).ok()).flatten();
        let kind = match (&decode_error, &validation_error) {
            (Some(_), _) => ResponseErrorKind::Decode,
            (_, Some(_)) => ResponseErrorKind::Validation,
            _ if is_success => ResponseErrorKind::ContentType,
            _ => ResponseErrorKind::Status,
        };
        let found = if is_success { None } else { detail(body) };
        let may_have_key = sent.filter(|_| is_success).is_some_and(|sent| {
            let key = search(body, says_html(headers));
            key.is_some_and(|key| !sent.values().any(|value| is_sent(key.expose_secret(), value)))
        });
        Self(Box::new(Failed {
            form: Form::of(&response),
            cut: Cut::of(&response),
            creates_key: sent.is_some(),
            may_have_key,
            kind,
            decode_error,
            validation_error,
            is_of_api: found.is_some(),
            detail: found.flatten(),
            http_meta,
            response,
        }))
    }

    /// The new key, if a success that could not be decoded contained it: the right key, or `None`.
    ///
    /// It is [`rescue_key`](crate::rescue_key), for a 2xx response to a create request only. A key that was sent in a
    /// header of the request (as its whole value, after a scheme such as `Bearer`, or as a cookie) is not a new one.
    #[must_use]
    pub fn rescue(&self) -> Option<SecretString> {
        let response = &self.0.response;
        let key = || search(response.body().as_ref(), says_html(response.headers()));
        self.0.may_have_key.then(key)?
    }

    /// The line of `Display`, with the server's own text added for an error status: keys of this crate's form in it are
    /// [redacted](crate::redact()), control characters are escaped, and the line has at most 1,000 bytes. The text may
    /// contain any other secret, so `Display` omits it.
    ///
    /// It is FastAPI's `detail`: a string, a list of strings, an object with `message` or `code`, or the reasons of a 422;
    /// or such a value under `error`; or the `message` and `code` of the root. Only bodies of up to 65,536 bytes are read.
    ///
    /// ```
    /// use flowai_types::{APIKeyCreate, HTTPException, Operation, http::{Request, StatusCode}};
    ///
    /// let (sent, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
    /// let refused = HTTPException::new(StatusCode::FORBIDDEN, "no more than 5 keys").to_http();
    /// let error = APIKeyCreate::response_from_http(&sent, refused).unwrap_err();
    /// assert_eq!(error.to_string(), "403 Forbidden: the API returned an error status");
    /// assert_eq!(
    ///     error.line_with_server_text(),
    ///     "403 Forbidden: the API returned an error status; the server says: no more than 5 keys",
    /// );
    /// ```
    #[must_use]
    pub fn line_with_server_text(&self) -> String {
        let text = match (&self.0.validation_error, self.0.kind) {
            (Some(error), _) => Some(error.to_string()),
            (None, ResponseErrorKind::Status) => words::server_text(without_mark(self.0.response.body().as_ref())),
            _ => None,
        };
        let mut line = self.to_string();
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let mut said = String::new();
            // Writing to a `String` does not fail.
            let max = LINE_MAX - line.len().min(LINE_MAX / 2);
            let _ = write!(Line::new(&mut said, max), "; the server says: {}", redact(&text));
            line += &said;
        }
        line
    }
}

impl<B> ResponseError<B> {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> ResponseErrorKind {
        self.0.kind
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.response.status()
    }

    /// Whether the request may be sent again.
    ///
    /// ```
    /// use flowai_types::{APIKeyCreate, Operation, Retry, http::{Request, Response}};
    ///
    /// let (sent, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
    /// let response = Response::builder().status(503).header("retry-after", "5").body("<html>").unwrap();
    /// let error = APIKeyCreate::response_from_http(&sent, response).unwrap_err();
    /// assert_eq!(error.retry(), Retry::ListFirst); // the key may have been created
    /// ```
    #[must_use]
    pub fn retry(&self) -> Retry {
        let status = Some(self.status()).filter(|_| !self.is_body_cut());
        match Retry::decide(self.0.creates_key, status, self.0.is_of_api) {
            Retry::Repeat { .. } => Retry::Repeat { after: self.http_meta().response.retry_after() },
            retry => retry,
        }
    }

    /// Whether the body was cut off: it is shorter than its `content-length`, or the response was marked with
    /// [`BodyCut`](crate::BodyCut).
    ///
    /// The length is not compared for a 1xx, 204 or 304, nor if there is a `content-encoding`, which the client may have
    /// undone, nor if several lengths differ.
    #[must_use]
    pub fn is_body_cut(&self) -> bool {
        self.0.cut.is_some()
    }

    /// The metadata of the exchange, without credentials.
    #[must_use]
    pub fn http_meta(&self) -> &HttpMetadata {
        &self.0.http_meta
    }

    /// The violations of a body that could not be decoded.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.decode_error.as_ref()
    }

    /// The reasons why the API refused the request, if it sent them with status 422. They contain strings from the
    /// body, which this error's own `Display` does not show.
    ///
    /// ```
    /// use flowai_types::{APIKeyCreate, HTTPException, HTTPValidationError, Operation, http::{Request, StatusCode}};
    ///
    /// let (sent, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
    /// let refused = flowai_types::fixtures::http_validation_error().to_http();
    /// let error = APIKeyCreate::response_from_http(&sent, refused).unwrap_err();
    /// assert_eq!(error.validation_error().unwrap().detail[0].type_, "missing");
    /// assert_eq!(error.detail(), None);
    ///
    /// let refused = HTTPException::new(StatusCode::UNAUTHORIZED, "Not authenticated").to_http();
    /// let error = APIKeyCreate::response_from_http(&sent, refused).unwrap_err();
    /// assert_eq!(error.detail(), Some("Not authenticated"));
    /// assert_eq!(error.into_response().status(), 401);
    /// ```
    #[must_use]
    pub fn validation_error(&self) -> Option<&HTTPValidationError> {
        self.0.validation_error.as_ref()
    }

    /// The API's message for an error status: the string in FastAPI's `{"detail": "…"}`. It is a string from the body,
    /// which this error's own `Display` does not show, and may contain a secret: [`redact`](crate::redact()) hides keys
    /// of this crate's form in it. See the example at [`validation_error`](Self::validation_error).
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// The unmodified response with its body, secrets included.
    #[must_use]
    pub fn response(&self) -> &Response<B> {
        &self.0.response
    }

    /// The unmodified response with its body, secrets included.
    #[must_use]
    pub fn into_response(self) -> Response<B> {
        self.0.response
    }
}

impl<B> fmt::Display for ResponseError<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line::new(f, LINE_MAX);
        let Failed { form, kind, .. } = *self.0;
        let response = &self.0.http_meta.response;
        write!(line, "{response}: ")?;
        if let Some(Cut { received, announced }) = self.0.cut {
            match announced {
                Some(announced) => write!(line, "the body was cut off: {received} of {announced} bytes: ")?,
                None => write!(line, "the body was cut off after {received} bytes: ")?,
            }
        }
        if let Some(error) = self.0.decode_error.as_ref().filter(|_| form != Form::Empty) {
            let still = if is_encoded(response.headers()) { "the body is still content-encoded: " } else { "" };
            return write!(line, "{still}invalid response body: {error}");
        }
        if let Some(HTTPValidationError { detail }) = &self.0.validation_error {
            let s = if detail.len() == 1 { "" } else { "s" };
            write!(line, "the API refused the request with {} validation error{s}", detail.len())?;
            return words::write_reasons(&mut line, detail);
        }
        let is_refused = kind == ResponseErrorKind::Status;
        line.write_str(match form {
            _ if response.status == StatusCode::NOT_MODIFIED => {
                "the request was conditional: send it without `if-none-match` and the like"
            }
            _ if response.status.is_redirection() => "the API redirected the request: check the base URL",
            Form::Empty if [StatusCode::BAD_GATEWAY, StatusCode::GATEWAY_TIMEOUT].contains(&response.status) => {
                "a gateway or proxy answered, not the API: there is no body"
            }
            // A cut body may have been JSON.
            Form::Other if is_refused && self.is_body_cut() => "the API returned an error status",
            Form::Page | Form::Other if is_refused => "a gateway or proxy answered, not the API: the body is not JSON",
            _ if is_refused => "the API returned an error status",
            Form::Empty => "there is no body",
            Form::Page => {
                "the body is a page, such as a login page or a proxy's: check the base URL and the credentials"
            }
            Form::Json | Form::Other => "invalid response body: its content type is not application/json",
        })
    }
}

/// Without the response, whose body and headers may contain secrets.
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
    /// The status is a 2xx and the content type is JSON, but the body is invalid: see [`ResponseError::decode_error`],
    /// and [rescue](ResponseError::rescue) the key.
    Decode,
    /// The status is a 2xx, but the body is not the expected document and its content type is not JSON; or it is a page,
    /// where there should be no body. It may still contain the key: [rescue](ResponseError::rescue) it.
    ContentType,
    /// The API refused the request with status 422, and gave its reasons: see [`ResponseError::validation_error`].
    Validation,
    /// The API returned another error status, or a 422 without reasons: see [`ResponseError::detail`].
    Status,
}

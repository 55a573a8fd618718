//! [`CreateAPIKeyForUserAPIKeysPostResponse`]: a finished exchange, decoded; and [`ResponseError`], which gives the
//! response back.

use std::error::Error;
use std::fmt;

use http::{HeaderMap, HeaderValue, Response, StatusCode, header, request};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::json::object;
use crate::{
    APIKeyCreateResponse, DecodeError, HTTPValidationError, HttpMetadata, ResponseMetadata,
    from_json,
};

/// What came of a request to create an API key: the exchange, and the new key.
///
/// # Serde
///
/// `{"HTTPMeta": {…}, "APIKeyCreateResponse": {…}}`, an [`HttpMetadata`] and an [`APIKeyCreateResponse`]; the second is
/// absent or `null` where there was no body, and left out then. **Writing it exposes the key.**
///
/// # Errors
///
/// Reading refuses an `HTTPMeta` that is missing, either member twice, and what the two types refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        title = "CreateAPIKeyForUserAPIKeysPostResponse",
        example = crate::fixtures::response(),
        transform = crate::schema::generate::summarize
    )
)]
#[non_exhaustive]
pub struct CreateAPIKeyForUserAPIKeysPostResponse {
    /// How the exchange went. It holds no credential.
    #[cfg_attr(feature = "schemars", schemars(rename = "HTTPMeta"))]
    pub http_meta: HttpMetadata,
    /// The new key; absent where there was no body.
    ///
    /// [`from_http`](Self::from_http) always gives one.
    #[cfg_attr(feature = "schemars", schemars(rename = "APIKeyCreateResponse"))]
    pub api_key_create_response: Option<APIKeyCreateResponse>,
}

object! {
    CreateAPIKeyForUserAPIKeysPostResponse: "an object: the exchange that created an API key",
    http_meta: HttpMetadata = "HTTPMeta",
    api_key_create_response: Option<APIKeyCreateResponse> = "APIKeyCreateResponse",
}

impl CreateAPIKeyForUserAPIKeysPostResponse {
    /// From its parts: for servers, and for tests.
    #[must_use]
    pub fn new(
        http_meta: HttpMetadata,
        api_key_create_response: Option<APIKeyCreateResponse>,
    ) -> Self {
        Self {
            http_meta,
            api_key_create_response,
        }
    }

    /// Takes it apart.
    #[must_use]
    pub fn into_parts(self) -> (HttpMetadata, Option<APIKeyCreateResponse>) {
        (self.http_meta, self.api_key_create_response)
    }

    /// Decodes a finished exchange, from whichever client: the parts of the request that was sent, and the response with
    /// its whole body.
    ///
    /// | status | content type | gives |
    /// | --- | --- | --- |
    /// | 2xx | JSON | the new key, or [`Decode`](ResponseErrorKind::Decode) |
    /// | 422 | JSON | [`Validation`](ResponseErrorKind::Validation), or [`Decode`](ResponseErrorKind::Decode) |
    /// | otherwise | | [`Api`](ResponseErrorKind::Api) |
    ///
    /// JSON is the content type `application/json` or `application/*+json`, in any case and with any parameters. A body
    /// that is empty does not decode.
    ///
    /// ```
    /// use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, fixtures, http};
    ///
    /// let (request, ()) = http::Request::post("https://api.example.com/api-keys").body(())?.into_parts();
    /// let response = http::Response::builder()
    ///     .status(201)
    ///     .header("content-type", "application/json")
    ///     .body(fixtures::CREATE_RESPONSE)?;
    ///
    /// let created = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response)?;
    /// assert!(created.http_meta.response.status.is_success());
    /// let key = created.api_key_create_response.expect("a success has one").api_key;
    /// assert_eq!(key.expose_secret(), fixtures::API_KEY);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ResponseError`], which holds the response: no key is lost to an error.
    pub fn from_http<B: AsRef<[u8]>>(
        request: &request::Parts,
        response: Response<B>,
    ) -> Result<Self, ResponseError<B>> {
        let http_meta = HttpMetadata::new(
            request.into(),
            ResponseMetadata::new(response.status(), response.headers()),
        );
        let body = response.body().as_ref();
        let fault = match response.status() {
            _ if !is_json(response.headers()) => Fault::Api,
            status if status.is_success() => match from_json(body) {
                Ok(created) => return Ok(Self::new(http_meta, Some(created))),
                Err(error) => Fault::Decode(error),
            },
            StatusCode::UNPROCESSABLE_ENTITY => {
                from_json(body).map_or_else(Fault::Decode, Fault::Validation)
            }
            _ => Fault::Api,
        };
        Err(ResponseError(Box::new(Failed {
            http_meta,
            response,
            fault,
        })))
    }
}

impl Serialize for CreateAPIKeyForUserAPIKeysPostResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = if self.api_key_create_response.is_some() {
            2
        } else {
            1
        };
        let mut object =
            serializer.serialize_struct("CreateAPIKeyForUserAPIKeysPostResponse", members)?;
        object.serialize_field("HTTPMeta", &self.http_meta)?;
        match &self.api_key_create_response {
            None => object.skip_field("APIKeyCreateResponse")?,
            created => object.serialize_field("APIKeyCreateResponse", created)?,
        }
        object.end()
    }
}

/// Whether the content type is `application/json` or `application/*+json`, whatever its parameters are.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers.get(header::CONTENT_TYPE) else {
        return false;
    };
    let media_type = content_type
        .as_bytes()
        .split(|byte| *byte == b';')
        .next()
        .unwrap_or_default();
    let media_type = media_type.trim_ascii().to_ascii_lowercase();
    let Some(subtype) = media_type.strip_prefix(b"application/") else {
        return false;
    };
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(byte);
    subtype == b"json"
        || (subtype.len() > b"+json".len()
            && subtype.ends_with(b"+json")
            && subtype.iter().all(is_token))
}

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
///     "201 Created (request id req-7): the body is not of the expected form: 5 violations: /createdAt",
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

enum Fault {
    Decode(DecodeError),
    Validation(HTTPValidationError),
    Api,
}

impl<B> ResponseError<B> {
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
                write!(f, ": the body is not of the expected form: {error}")
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
            Fault::Api => f.write_str(": expected a success"),
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

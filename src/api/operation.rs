//! [`Operation`]: a request and its response, to HTTP and from HTTP, without I/O.

use std::fmt;

use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use http::uri::Authority;
use http::{Method, Request, Response, StatusCode, Uri, request};

use super::error::ResponseError;
use super::error::{HTTPValidationError, json_response, may_be_page};
use crate::metadata::{HttpMetadata, ResponseMetadata};
use sealed::{Body, Parts};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// An operation of the API: the type of its request, with both sides of the exchange.
///
/// | operation | request | success |
/// | --- | --- | --- |
/// | create | [`CreateKey`](crate::CreateKey), `APIKeyCreate` | 201 [`APIKeyCreateResponse`](crate::APIKeyCreateResponse) |
/// | list | [`ListKeys`](crate::ListKeys) | 200 [`ListAPIKeysResponse`](crate::ListAPIKeysResponse) |
/// | update | [`UpdateKey`](crate::UpdateKey) | 200 [`APIKeyInfo`](crate::APIKeyInfo) |
/// | revoke | [`RevokeKey`](crate::RevokeKey) | 204, no body |
///
/// A client calls [`to_http`](Self::to_http) and [`response_from_http`](Self::response_from_http); a server calls
/// [`from_http`](Self::from_http) and [`response_to_http`](Self::response_to_http). The caller adds credentials. The
/// trait is sealed: no other crate can implement it.
///
/// `response_to_http` writes a new key as a 201 in `snake_case`, and the vendor's SDKs read no other.
/// **`axum::Json(created)` writes a 200 in `camelCase`, and both SDKs lose the key**: without `response_to_http`,
/// return the status [`SUCCESS`](Self::SUCCESS) with [`SnakeCase`](crate::SnakeCase)`(created)`.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyCreate, Operation, fixtures, http::Uri};
///
/// // The client.
/// let base = Uri::from_static("https://api.example.com");
/// let request = APIKeyCreate::new("My API Key").to_http(&base)?;
/// assert_eq!(request.uri(), "https://api.example.com/api-keys");
///
/// // The server.
/// let asked = APIKeyCreate::from_http(&request)?;
/// assert_eq!(asked.key_name, "My API Key");
/// let response = APIKeyCreate::response_to_http(&fixtures::create_response());
/// assert_eq!(response.status(), 201);
///
/// // The client again.
/// let (sent, _) = request.into_parts();
/// let created = APIKeyCreate::response_from_http(&sent, response)?.body;
/// assert_eq!(created.api_key.short_token(), "ada2ad2a");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Operation: Parts + fmt::Debug + Clone + Send + Sync + 'static {
    /// The operation id in the API's description.
    const ID: &'static str;
    /// The method.
    const METHOD: Method;
    /// The path, relative to the base URL, with the parameter `{key_id}` where it has one.
    const PATH: &'static str;
    /// The status of a success.
    const SUCCESS: StatusCode;
    /// The body of a success; `()` if it has none.
    type Success: Body + fmt::Debug + Clone + Send + Sync + 'static;

    /// The request, for a client to send: with `accept`, with `content-type` if there is a body, and without credentials.
    ///
    /// The path is appended to the base, which may end with a slash: `https://h`, `https://h/v1/`.
    ///
    /// # Errors
    ///
    /// [`BaseUrlError`] for a base that is not an absolute `http` or `https` URL (`/v1`, `ftp://h`), and for one with user
    /// information (`https://user@h`) or a query (`https://h/?a=b`), or so long that the path does not fit.
    fn to_http(&self, base: &Uri) -> Result<Request<Vec<u8>>, BaseUrlError> {
        let uri = joined(base, &self.path_and_query())?;
        let mut request = Request::new(Vec::new());
        *request.method_mut() = Self::METHOD;
        *request.uri_mut() = uri;
        request.headers_mut().insert(ACCEPT, JSON);
        if let Some(body) = self.body() {
            request.headers_mut().insert(CONTENT_TYPE, JSON);
            *request.body_mut() = body;
        }
        Ok(request)
    }

    /// Decodes the response that a client received, given the parts of the request that was sent and the whole body.
    ///
    /// | status | body | result |
    /// | --- | --- | --- |
    /// | 2xx | a [`Success`](Self::Success), whatever the content type says | the response |
    /// | 204 to revoke | any | the response |
    /// | any other 2xx to revoke | none, or any but a page | the response |
    /// | any other 2xx to revoke | a page (typed HTML, or starting with `<`), or cut off before its first byte | [`ContentType`](crate::ResponseErrorKind::ContentType) |
    /// | 2xx | any other, content type JSON | [`Decode`](crate::ResponseErrorKind::Decode) |
    /// | 2xx | any other | [`ContentType`](crate::ResponseErrorKind::ContentType) |
    /// | 422 | an [`HTTPValidationError`] | [`Validation`](crate::ResponseErrorKind::Validation) |
    /// | any other | | [`Status`](crate::ResponseErrorKind::Status) |
    ///
    /// JSON is the content type `application/json` or `application/*+json`, in upper or lower case, with any
    /// parameters; of several content types, one is enough.
    ///
    /// # Errors
    ///
    /// [`ResponseError`], which still owns the response: no key is lost to an error.
    fn response_from_http<B: AsRef<[u8]>>(
        request: &request::Parts,
        response: Response<B>,
    ) -> Result<ApiResponse<Self::Success>, ResponseError<B>> {
        let http_meta = HttpMetadata::new(request.into(), ResponseMetadata::new(response.status(), response.headers()));
        let mut decode_error = None;
        if response.status().is_success() {
            match Self::Success::decode(response.body().as_ref()) {
                Ok(body) if !(Self::Success::IS_EMPTY && may_be_page(&response)) => {
                    return Ok(ApiResponse { http_meta, body });
                }
                decoded => decode_error = decoded.err(),
            }
        }
        let sent = Self::RETURNS_KEY.then_some(&request.headers);
        Err(ResponseError::new(http_meta, response, decode_error, sent))
    }

    /// Decodes the request that a server received, after its router has matched the method and the path. The key's id
    /// is the last segment of the path. The body is parsed as JSON, whatever the content type says.
    ///
    /// # Errors
    ///
    /// [`HTTPValidationError`] with the violations in path, query and body (of a body, the first 1,000), in FastAPI's
    /// order, with FastAPI's `loc` (`["body", "keyName"]`) and pydantic's `type` (`missing`, `string_type`). Respond
    /// with its [`to_http`](HTTPValidationError::to_http).
    ///
    /// This is stricter than FastAPI. It refuses some values that pydantic accepts: `"yes"` for a Boolean, `+1` and
    /// `1_0` for an integer, a UUID without hyphens, spaces around a number and `1.0` in a query, `NaN`, a byte order
    /// mark, an unpaired surrogate, and a duplicate member (reported as `duplicate_member`). For a body that is not
    /// UTF-8, FastAPI responds with a 400. Unlike FastAPI, it accepts any content type. `json_invalid` has the offset
    /// at which this parser stopped; inside a string, a literal or a number, Python's parser stops elsewhere.
    fn from_http<B: AsRef<[u8]>>(request: &Request<B>) -> Result<Self, HTTPValidationError> {
        Self::from_parts(request.uri(), request.body().as_ref()).map_err(HTTPValidationError::new)
    }

    /// The response, for a server to send: with `content-type` if there is a body, and with `cache-control: no-store` for a
    /// new key, which is in [`SnakeCase`](crate::SnakeCase).
    fn response_to_http(success: &Self::Success) -> Response<Vec<u8>> {
        let mut response = match Self::encode_success(success) {
            Some(body) => json_response(Self::SUCCESS, body),
            None => Response::new(Vec::new()),
        };
        *response.status_mut() = Self::SUCCESS;
        if Self::RETURNS_KEY {
            response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
        }
        response
    }
}

#[allow(unreachable_pub, reason = "Rust 1.85 does not see that `Operation` makes them public")]
pub(super) mod sealed {
    use http::Uri;

    use super::super::error::ValidationError;
    use super::Operation;
    use crate::json::error::DecodeError;
    use crate::json::{Document, from_json, to_json};

    /// The parts of an operation's request.
    pub trait Parts: Sized {
        /// Whether a success returns a new key.
        const RETURNS_KEY: bool = false;

        fn path_and_query(&self) -> String;

        /// The body of the request, if it has one.
        fn body(&self) -> Option<Vec<u8>> {
            None
        }

        fn from_parts(uri: &Uri, body: &[u8]) -> Result<Self, Vec<ValidationError>>;

        fn encode_success(success: &Self::Success) -> Option<Vec<u8>>
        where
            Self: Operation,
        {
            success.encode()
        }
    }

    /// The body of a success.
    pub trait Body: Sized {
        /// Whether there is nothing to decode.
        const IS_EMPTY: bool = false;

        fn decode(body: &[u8]) -> Result<Self, DecodeError>;

        fn encode(&self) -> Option<Vec<u8>>;
    }

    impl<T: Document> Body for T {
        fn decode(body: &[u8]) -> Result<Self, DecodeError> {
            from_json(body)
        }

        fn encode(&self) -> Option<Vec<u8>> {
            Some(to_json(self))
        }
    }

    /// No body. If one is received, it is ignored, except for a page.
    impl Body for () {
        const IS_EMPTY: bool = true;

        fn decode(_: &[u8]) -> Result<(), DecodeError> {
            Ok(())
        }

        fn encode(&self) -> Option<Vec<u8>> {
            None
        }
    }
}

/// A base URL with a path and query after its own path.
fn joined(base: &Uri, path_and_query: &str) -> Result<Uri, BaseUrlError> {
    let error = |kind| BaseUrlError { kind };
    let scheme = base.scheme_str().unwrap_or_default();
    let authority = base.authority().map_or("", Authority::as_str);
    // The path `*`, of a request for the server itself, would become a part of the host.
    let has_path = matches!(base.path().as_bytes().first(), None | Some(b'/'));
    if !["http", "https"].contains(&scheme) || !has_path || base.host().unwrap_or_default().is_empty() {
        return Err(error(BaseUrlErrorKind::NotAbsolute));
    }
    if authority.contains('@') {
        return Err(error(BaseUrlErrorKind::UserInformation));
    }
    if base.query().is_some() {
        return Err(error(BaseUrlErrorKind::Query));
    }
    let path = base.path().trim_end_matches('/');
    let url = format!("{scheme}://{authority}{path}{path_and_query}");
    url.parse().map_err(|_| error(BaseUrlErrorKind::TooLong))
}

/// A success: the metadata of its exchange, and its body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiResponse<T> {
    /// Metadata of the exchange, without credentials.
    pub http_meta: HttpMetadata,
    /// The body.
    pub body: T,
}

impl<T> ApiResponse<T> {
    /// A success, for tests.
    #[must_use]
    pub fn new(http_meta: HttpMetadata, body: T) -> Self {
        Self { http_meta, body }
    }
}

/// The error returned by [`Operation::to_http`] for a base URL that no path can be appended to. It never contains the
/// URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseUrlError {
    kind: BaseUrlErrorKind,
}

impl BaseUrlError {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> BaseUrlErrorKind {
        self.kind
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            BaseUrlErrorKind::NotAbsolute => {
                "expected an absolute `http` or `https` base URL, such as `https://api.example.com/v1`"
            }
            BaseUrlErrorKind::UserInformation => {
                "expected a base URL without user information: credentials belong in a header"
            }
            BaseUrlErrorKind::Query => "expected a base URL without a query, such as `https://api.example.com/v1`",
            BaseUrlErrorKind::TooLong => "expected a base URL that fits into 65,534 bytes together with the path",
        })
    }
}

impl std::error::Error for BaseUrlError {}

/// The kind of a [`BaseUrlError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BaseUrlErrorKind {
    /// The URL has no host, a scheme other than `http` and `https`, or the path `*`: `/v1`, `ftp://h`.
    NotAbsolute,
    /// The URL has user information, which is a credential: `https://user:password@h`.
    UserInformation,
    /// The URL has a query: `https://h/?a=b`.
    Query,
    /// The URL is as long as a URL can be, and leaves no room for the path.
    TooLong,
}

/// Defines a wrapper, which the vendor's SDK has for each operation: an object of the metadata and of the body, if
/// there is one, with its ways in and out.
macro_rules! wrapper {
    (
        $(#[$($attribute:tt)*])*
        pub struct $Response:ident = $name:literal of $Request:ident {$(
            $(#[$($body_attribute:tt)*])*
            pub $body:ident: Option<$Body:ident> = $body_name:literal,
        )?}
    ) => {
        $crate::json::object::object! {
            $(#[$($attribute)*])*
            pub struct $Response = $name {
                /// Metadata of the exchange, without credentials.
                pub http_meta: $crate::HttpMetadata = "HTTPMeta",
                $($(#[$($body_attribute)*])* pub $body: Option<$Body> = $body_name,)?
            }
        }

        impl $Response {
            /// The response with these parts, for servers and tests.
            #[must_use]
            pub fn new(http_meta: $crate::HttpMetadata $(, $body: Option<$Body>)?) -> Self {
                Self { http_meta $(, $body)? }
            }

            /// [`Operation::response_from_http`](crate::Operation::response_from_http), with body and metadata in one type,
            /// as in the vendor's SDK.
            ///
            /// # Errors
            ///
            /// [`ResponseError`](crate::ResponseError), which still owns the response.
            pub fn from_http<B: AsRef<[u8]>>(
                request: &http::request::Parts,
                response: http::Response<B>,
            ) -> Result<Self, $crate::ResponseError<B>> {
                <$Request as $crate::Operation>::response_from_http(request, response).map(Self::from)
            }
        }

        impl From<$crate::ApiResponse<<$Request as $crate::Operation>::Success>> for $Response {
            fn from(response: $crate::ApiResponse<<$Request as $crate::Operation>::Success>) -> Self {
                Self { http_meta: response.http_meta $(, $body: Some(response.body))? }
            }
        }
    };
}
pub(super) use wrapper;

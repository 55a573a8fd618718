//! One HTTP exchange as it may be kept: without a body and without credentials.

mod display;
#[cfg(feature = "arbitrary")]
mod generate;
mod headers;
mod json;
mod rate_limit;
mod retry;
#[cfg(feature = "schemars")]
mod schema;
mod url;

use http::{HeaderMap, Method, StatusCode, Uri, request, response};

use crate::json::object::object;
use headers::Headers;
pub use rate_limit::RateLimit;
pub use retry::RetryAfter;
use url::Url;

object! {
    /// The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
    ///
    /// It never contains a body, and **it never contains a credential**. However it is built (from `http`'s parts, from
    /// JSON, with a constructor), these become `REDACTED`:
    ///
    /// - the value of a header, and of a query, fragment or path parameter (`;jsessionid=…`), whose name is in the list
    ///   below; a parameter's value goes on to the next `&`;
    /// - a header value that is marked [sensitive](http::HeaderValue::set_sensitive);
    /// - the user information of a URL: before `@`, after `//`, or after `https:` with one slash or none; in `host`,
    ///   `x-forwarded-host` and `forwarded` the whole value;
    /// - an [`ApiKey`](crate::ApiKey), and everything else that [`redact`](crate::redact()) changes.
    ///
    /// This applies to the request's URL, to URLs in any header, and to URLs in the value of a parameter, also if they are
    /// percent-encoded once or twice. Where replacing one secret would make more of a value a secret, all of it is hidden.
    ///
    /// Names are kept, and so are the authentication schemes `ApiKey`, `Basic`, `Bearer`, `Digest`, `DPoP` and `Token` in
    /// headers whose name ends with `authorization`, as in `Bearer REDACTED`. **A secret that is neither named, nor
    /// marked, nor shaped like a key cannot be told from text: mark it sensitive**, or keep only the values of well-known
    /// harmless headers, with [`redact_unlisted`](Self::redact_unlisted).
    ///
    /// ```
    /// use flowai_types::{HttpMetadata, http};
    ///
    /// let (request, ()) = http::Request::post("https://api.example.com/api-keys")
    ///     .header("authorization", "Bearer flow_ada2ad2a_1234567890abcdef")
    ///     .body(())?
    ///     .into_parts();
    /// let (response, ()) = http::Response::builder().status(201).body(())?.into_parts();
    ///
    /// let meta = HttpMetadata::new((&request).into(), (&response).into());
    /// assert_eq!(meta.request.headers()["authorization"], "Bearer REDACTED");
    /// assert_eq!(meta.to_string(), "201 Created: POST https://api.example.com/api-keys"); // one line for a log
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Names of credentials
    ///
    /// Names are compared in lower case and without any character that is neither a letter nor a digit.
    ///
    #[doc = include_str!("../secret/names.md")]
    #[doc = include_str!("document.md")]
    #[doc(alias = "HTTPMetadata")]
    pub struct HttpMetadata = "HTTPMetadata" {
        /// The response.
        pub response: ResponseMetadata = "Response",
        /// The request.
        pub request: RequestMetadata = "Request",
    }
}

impl HttpMetadata {
    /// The metadata of an exchange, whose parts convert from those of the `http` crate.
    #[must_use]
    pub fn new(request: RequestMetadata, response: ResponseMetadata) -> Self {
        Self { response, request }
    }

    /// A copy for logs that are sent to third parties: it has the values of well-known harmless headers alone. Every
    /// other header keeps its name, and each of its values becomes `REDACTED`, whatever it is. Status, method and URL
    /// are the same.
    ///
    /// A credential in a header that nobody would call one is hidden too, which no list of credentials can promise. The URL
    /// is redacted as always, by the names of its parameters.
    ///
    /// # Headers whose values are kept
    ///
    #[doc = include_str!("harmless.md")]
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{HttpMetadata, http};
    ///
    /// let (request, ()) = http::Request::get("https://api.example.com/api-keys")
    ///     .header("accept", "application/json")
    ///     .header("x-tenant", "hunter2")
    ///     .body(())?
    ///     .into_parts();
    /// let (response, ()) = http::Response::new(()).into_parts();
    ///
    /// let meta = HttpMetadata::new((&request).into(), (&response).into()).redact_unlisted();
    /// assert_eq!(meta.request.headers()["accept"], "application/json");
    /// assert_eq!(meta.request.headers()["x-tenant"], "REDACTED");
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn redact_unlisted(&self) -> Self {
        let (request, response) = (self.request.redact_unlisted(), self.response.redact_unlisted());
        Self { response, request }
    }
}

object! {
    /// The response of an exchange: its status, and its headers without credentials.
    pub struct ResponseMetadata = "ResponseMetadata" {
        /// The status code, 100 to 999.
        pub status: StatusCode = "status",
        /// The headers: each lower-case name with its values in the order received, without credentials.
        headers: Headers = "headers",
    }
}

impl ResponseMetadata {
    /// The metadata of a response, redacted. Only the first 1,000 header names and 10,000 values are kept, and no name that
    /// is not an RFC 9110 token: HTTP/2 lets `"` through.
    #[must_use]
    pub fn new(status: StatusCode, headers: &HeaderMap) -> Self {
        let headers = headers.into();
        Self { status, headers }
    }

    /// The headers: [`get`](HeaderMap::get) returns the first value of a name in any case, and
    /// [`get_all`](HeaderMap::get_all) all of them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers.as_map()
    }

    /// A copy with the values of well-known harmless headers alone: see [`HttpMetadata::redact_unlisted`].
    #[must_use]
    pub fn redact_unlisted(&self) -> Self {
        let headers = self.headers.redact_unlisted();
        Self { headers, ..*self }
    }

    /// The server's id for the exchange, to quote to its operators: the first non-empty one of `x-request-id`,
    /// `request-id`, `x-correlation-id`, `x-amzn-requestid`, `x-amz-request-id`, `apigw-requestid`, `x-ms-request-id`,
    /// `cf-ray` and `x-varnish`. The last has two numbers if the response was cached.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, http::Response};
    ///
    /// let (parts, ()) = Response::builder().header("x-request-id", "req-7").body(())?.into_parts();
    /// assert_eq!(ResponseMetadata::from(&parts).request_id(), Some("req-7"));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let names = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-amz-request-id",
            "apigw-requestid",
            "x-ms-request-id",
            "cf-ray",
            "x-varnish",
        ];
        let values = names.iter().flat_map(|name| self.headers().get_all(*name));
        let ids = values.filter_map(|id| id.to_str().ok());
        ids.map(str::trim).find(|id| !id.is_empty())
    }

    /// The first value of a header, if it is ASCII.
    fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }
}

impl From<&response::Parts> for ResponseMetadata {
    fn from(parts: &response::Parts) -> Self {
        Self::new(parts.status, &parts.headers)
    }
}

object! {
    /// The request of an exchange: its method, and its URL and headers without credentials.
    pub struct RequestMetadata = "RequestMetadata" {
        /// The method: an RFC 9110 token.
        method: Method = "method",
        /// The URL: an absolute `http` or `https` URI, without credentials.
        url: Url = "url",
        /// The headers: each lower-case name with its values in the order received, without credentials.
        headers: Headers = "headers",
    }
}

impl RequestMetadata {
    /// The metadata of a request, redacted. Only the first 1,000 header names and 10,000 values are kept, and no name that
    /// is not an RFC 9110 token: HTTP/2 lets `"` through.
    ///
    /// A URI that is only a path, as a server receives it, is completed with `https` and the `host` header; a scheme
    /// other than `http` or `https` becomes `https`. If that is not a valid URL, the host is `unknown.invalid`.
    /// Characters that RFC 3986 does not allow are percent-encoded. No request is rejected, since its response may
    /// contain the only copy of a key.
    ///
    /// ```
    /// use flowai_types::{RequestMetadata, http::{HeaderMap, Method, Uri}};
    ///
    /// let url = Uri::from_static("https://user:password@api.example.com/?k=flow_ada2ad2a_1234567890abcdef");
    /// let request = RequestMetadata::new(&Method::POST, &url, &HeaderMap::new());
    /// assert_eq!(request.url(), "https://REDACTED@api.example.com/?k=flow_ada2ad2a_REDACTED");
    /// ```
    #[must_use]
    pub fn new(method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let url = Url::of_request(uri, headers);
        Self { method: method.clone(), url, headers: headers.into() }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL: an absolute `http` or `https` URI.
    #[must_use]
    pub fn url(&self) -> &Uri {
        self.url.as_uri()
    }

    /// The headers: [`get`](HeaderMap::get) returns the first value of a name in any case, and
    /// [`get_all`](HeaderMap::get_all) all of them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.headers.as_map()
    }

    /// A copy with the values of well-known harmless headers alone: see [`HttpMetadata::redact_unlisted`].
    #[must_use]
    pub fn redact_unlisted(&self) -> Self {
        let headers = self.headers.redact_unlisted();
        Self { headers, ..self.clone() }
    }
}

impl From<&request::Parts> for RequestMetadata {
    fn from(parts: &request::Parts) -> Self {
        Self::new(&parts.method, &parts.uri, &parts.headers)
    }
}

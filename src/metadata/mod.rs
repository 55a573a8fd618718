//! One HTTP exchange as it may be kept: without a body and without credentials.

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
    /// JSON, with a constructor):
    ///
    /// | becomes `REDACTED` | rule |
    /// | --- | --- |
    /// | the value of a header | by its name: in lower case and with all but letters and digits taken out, it contains `authorization`, `cookie`, `token`, `secret`, `password`, `passwd`, `passphrase`, `credential`, `session`, `signature`, `assertion`, `jwt`, `csrf`, `xsrf`, `apikey`, `accesskey`, `authkey`, `privatekey`, `subscriptionkey`, `functionskey` or `customerkey`, or it is `auth`, `xauth` or `dpop`; but not if it contains `ratelimit` or is `accesscontrolallowcredentials` |
    /// | the value of a header | if it is marked [sensitive](http::HeaderValue::set_sensitive) |
    /// | the user information of a URL | in the URL and in any header: before `@`, after `//`, or after `https:` with one slash or none; in `host`, `x-forwarded-host` and `forwarded` the whole value |
    /// | the value of a query or fragment parameter | by its name, percent-decoded: as for a header, or it is `key`, `sig`, `code`, `pwd` or `pass`; in the URL and in any URL in a header; up to the next `&` |
    /// | an [`ApiKey`](crate::ApiKey), and what is shaped like one | whatever [`redact`](crate::redact()) changes, also where it is percent-encoded in the URL |
    ///
    /// Names are kept, to show what was sent, and so are the authentication schemes `ApiKey`, `Basic`, `Bearer`,
    /// `Digest`, `DPoP` and `Token` in headers whose name ends with `authorization`, as in `Bearer REDACTED`.
    ///
    /// So fields that could contain a credential are private, with accessors; the status is a public field. What is
    /// neither named, nor marked, nor shaped like a key cannot be told from text: mark it sensitive.
    ///
    /// # Serde
    ///
    /// ```json
    /// {"Response": {"status": 201, "headers": {"content-type": ["application/json"]}},
    ///  "Request": {"method": "POST", "url": "https://api.example.com/api-keys", "headers": {}}}
    /// ```
    ///
    /// Headers are an object of arrays: a lower-case name and its values in the order received. Names are sorted when
    /// written and read in any case. A value's bytes map one to one to U+0000 to U+00FF (the Fetch standard's isomorphic
    /// encoding), so one that is not UTF-8 survives.
    ///
    /// A URL is kept without its fragment, which HTTP does not send, with its scheme in lower case, and with
    /// percent-encoded letters, digits and `-._~` decoded (RFC 3986, 6.2.2). A serialized value parses back to itself.
    ///
    /// # From other languages
    ///
    /// Programs in other languages write this document from what their clients return. A name that they have in two cases
    /// is a duplicate: group values by the lower-case name.
    ///
    /// | client | write | what does not carry over |
    /// | --- | --- | --- |
    /// | Go | `Header` as it is, with a rune for each byte of values that are not ASCII; `URL.String()` | `encoding/json` replaces what is not UTF-8 with U+FFFD, which is refused, and writes UTF-8 as its code points. Refused as well: nil values and nil headers, which are `null`; an empty `Method`; the URL of a request to a server, which has no host |
    /// | Node, `fetch` | the entries of `headers`, each value in an array | repeated values, joined with `, ` except those of `set-cookie`, of which `Object.fromEntries` keeps the last |
    /// | Node, `node:http` | `headersDistinct`; `getHeaders()` with an array of strings for each name; the URL with `protocol` and host before `path` | `headers` joins repeated values and has no arrays, and `getHeaders()` has strings and numbers: refused, as is `path` alone |
    /// | httpx | `headers.raw`, decoded as ISO 8859-1 | `multi_items()` decodes the values as UTF-8 if all of them are; `dict(headers)` joins repeated values and has no arrays: refused |
    /// | requests | `response.raw.headers.iteritems()`; `request.headers.items()` | `response.headers` joins repeated values, also those of `set-cookie` |
    /// | aiohttp | `raw_headers`, decoded as ISO 8859-1; `request_info.headers`, encoded as UTF-8 and then decoded likewise | `headers` decodes values as UTF-8, and has an unpaired surrogate for each other byte: refused |
    ///
    /// # Errors
    ///
    /// Deserialization rejects: a member that is missing or occurs twice; a `status` that is not an integer from 100 to
    /// 999 (`99`, `1000`, `201.0`, `"200"`); a `method` that is not an RFC 9110 token (`""`, `"GET /"`); a `url` that
    /// is not an absolute `http` or `https` URI (`"/api-keys"`, `"ftp://example.com"`, `"https://"`, `"https://a b"`),
    /// whose host is percent-encoded or an IPvFuture, or that is longer than 65,000 bytes, as received or as
    /// kept; a header name that is not a token (`"a b"`), that is longer than 65,535 bytes, or that occurs twice, in
    /// any case; more than 1,000 names or 10,000 values; an empty array of values; and a value with a character of
    /// U+0000 to U+001F other than tab, with U+007F, or with one above U+00FF.
    ///
    /// No error names a header: only the API's own names are safe to show, so the pointer ends at `headers`, and line
    /// and column locate it.
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{HttpMetadata, RequestMetadata, ResponseMetadata, http};
    ///
    /// let (request, ()) = http::Request::post("https://api.example.com/api-keys")
    ///     .header("authorization", "Bearer flow_ada2ad2a_1234567890abcdef")
    ///     .body(())?
    ///     .into_parts();
    /// let (response, ()) = http::Response::builder().status(201).body(())?.into_parts();
    ///
    /// let meta = HttpMetadata::new((&request).into(), (&response).into());
    /// assert!(meta.response.status.is_success());
    /// assert_eq!(meta.request.headers()["authorization"], "Bearer REDACTED");
    /// # Ok::<(), http::Error>(())
    /// ```
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

    /// The server's id for the exchange, to quote to its operators: the first non-empty one of `x-request-id`,
    /// `request-id`, `x-correlation-id`, `x-amzn-requestid`, `x-amz-request-id`, `x-ms-request-id` and `cf-ray`.
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
            "x-ms-request-id",
            "cf-ray",
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
        Self {
            method: method.clone(),
            url,
            headers: headers.into(),
        }
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
}

impl From<&request::Parts> for RequestMetadata {
    fn from(parts: &request::Parts) -> Self {
        Self::new(&parts.method, &parts.uri, &parts.headers)
    }
}

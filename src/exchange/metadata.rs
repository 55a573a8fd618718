//! [`HttpMetadata`]: what an HTTP exchange looked like, without a body and without a credential.

use std::borrow::Cow;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, request, response};
use memchr::memchr2;
use serde::de::{Deserializer, Error, MapAccess};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::value::RawValue;

use crate::exchange::url;
use crate::json::{
    self, Kind, LoneSurrogate, Model, NoEcho, Read, Report, Shape, Text, ViolationKind, object,
};
use crate::key::{REDACTED, redact};

/// A finished HTTP exchange as it may be logged and kept: status, method, URL and headers.
///
/// It never holds a body, and **it can never hold a credential**. On every way in (from `http` parts, from JSON,
/// from a constructor):
///
/// - the values of `authorization`, `proxy-authorization`, `cookie`, `set-cookie`, `x-api-key`, and of any header
///   that is marked [sensitive](HeaderValue::set_sensitive), become `REDACTED`; a well-known authentication scheme
///   stays, as in `Bearer REDACTED`. Names stay, so that one sees what was sent;
/// - the user information of the URL, and of any URL in a header, with a scheme (`https://…`) or without (`//…`), becomes
///   `REDACTED`, and so does a `host` header that has any;
/// - anything anywhere that [`redact`] takes for an [`ApiKey`](crate::ApiKey) becomes
///   `flow_ada2ad2a_REDACTED`, also where it is percent-encoded in the URL; in the name of a header in lower case, and two
///   names that become one are one header.
///
/// What could hold a credential is private therefore, and read through methods; the status is a plain field. A secret
/// of another kind, in a header that is neither listed nor marked, cannot be told from any other text: mark it.
///
/// # Serde
///
/// ```json
/// {"Response": {"status": 201, "headers": {"content-type": ["application/json"]}},
///  "Request": {"method": "POST", "url": "https://api.example.com/api-keys", "headers": {}}}
/// ```
///
/// Headers are an object of arrays: lower-case name to the values in the order received. Names are sorted when
/// written and read in any case, so that Go's `http.Header` and the `headersDistinct` of Node's incoming messages read
/// as they are. A value's bytes map one to one to U+0000 to U+00FF (the Fetch standard's isomorphic encoding), so one
/// that is not UTF-8 survives.
///
/// A URL is kept without its fragment, which HTTP does not send, with its scheme in lower case, and with
/// percent-encoded letters, digits and `-._~` decoded (RFC 3986, 6.2.2). What this type has written, it reads as the
/// same value.
///
/// # Errors
///
/// Reading refuses: a member that is missing or repeated; a `status` that is not an integer from 100 to 999
/// (`99`, `1000`, `200.5`, `"200"`); a `method` that is not an RFC 9110 token (`""`, `"GET /"`); a `url` that is not
/// an absolute `http` or `https` URI (`"/api-keys"`, `"ftp://example.com"`, `"https://"`, `"https://a b"`), whose host
/// is percent-encoded or an IPvFuture, or that is longer than 65,000 bytes, as it comes or as it is kept; a header name
/// that is not a token (`"a b"`), that is longer than 65,535 bytes, or that comes twice, in whatever case, once redacted;
/// a name, or a value of it, that is one more than [`HeaderMap`] can hold; an empty array of values; and a value with a
/// character of U+0000 to U+001F other than tab, with U+007F, or with one above U+00FF.
///
/// No error names a header: only the contract's own names are safe to show, so the pointer ends at `headers`, and line
/// and column tell the rest.
///
/// # Example
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
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        rename = "HTTPMetadata",
        title = "HTTPMetadata",
        rename_all = "PascalCase",
        example = crate::fixtures::http_metadata(),
        transform = crate::schema::generate::summarize
    )
)]
#[non_exhaustive]
pub struct HttpMetadata {
    /// The response.
    pub response: ResponseMetadata,
    /// The request that it answers.
    pub request: RequestMetadata,
}

object! {
    HttpMetadata: "an object: the metadata of an HTTP exchange",
    response: ResponseMetadata = "Response",
    request: RequestMetadata = "Request",
}

impl HttpMetadata {
    /// The metadata of an exchange; its parts are made from those of the `http` crate.
    #[must_use]
    pub fn new(request: RequestMetadata, response: ResponseMetadata) -> Self {
        Self { response, request }
    }
}

impl Serialize for HttpMetadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("HTTPMetadata", 2)?;
        object.serialize_field("Response", &self.response)?;
        object.serialize_field("Request", &self.request)?;
        object.end()
    }
}

/// The response of an exchange: its status, and its headers without credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(title = "ResponseMetadata", transform = crate::schema::generate::summarize)
)]
#[non_exhaustive]
pub struct ResponseMetadata {
    /// The status code, 100 to 999.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::schema::generate::Status")
    )]
    pub status: StatusCode,
    /// The headers: lower-case name to the values in the order received, without credentials.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::schema::generate::Headers")
    )]
    headers: HeaderMap,
}

object! {
    ResponseMetadata: "an object: the metadata of an HTTP response",
    status: StatusCode = "status",
    headers: HeaderMap = "headers",
}

impl ResponseMetadata {
    /// From what an HTTP response has, redacted.
    #[must_use]
    pub fn new(status: StatusCode, headers: &HeaderMap) -> Self {
        Self {
            status,
            headers: without_credentials(headers),
        }
    }

    /// The headers: [`get`](HeaderMap::get) gives the first value of a name in whatever case, and
    /// [`get_all`](HeaderMap::get_all) all of them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that the server gave the exchange, to quote to its operators: `x-request-id`, else `request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.text("x-request-id")
            .or_else(|| self.text("request-id"))
    }

    /// When to try again: `retry-after` (RFC 9110, 10.2.3), `None` where it is absent or neither of its forms. Dates are
    /// read leniently, as RFC 9110 (5.6.7) advises: in any case, and with white space for a leading zero.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, RetryAfter, http::Response};
    /// use std::time::Duration;
    ///
    /// let (parts, ()) = Response::builder().header("retry-after", "120").body(())?.into_parts();
    /// let response = ResponseMetadata::from(&parts);
    /// assert_eq!(response.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(120))));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        let text = self.text("retry-after")?;
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text
                .parse()
                .ok()
                .map(|seconds| RetryAfter::Delay(Duration::from_secs(seconds)));
        }
        // RFC 9110, 5.6.7: the form to send, and the two obsolete ones that must be read. Behind the name of the day
        // each has one length, which chrono alone does not ask for.
        let behind_day = text.len() - text.find([',', ' '])?;
        let (_, form) = [
            (26, "%a, %d %b %Y %H:%M:%S GMT"),
            (24, "%A, %d-%b-%y %H:%M:%S GMT"),
            (21, "%a %b %e %H:%M:%S %Y"),
        ]
        .into_iter()
        .find(|(length, _)| *length == behind_day)?;
        let at = NaiveDateTime::parse_from_str(text, form).ok()?;
        (at.nanosecond() == 0).then(|| RetryAfter::At(at.and_utc()))
    }

    /// How many requests are left: `ratelimit-limit`, `-remaining` and `-reset`, each else with `x-` in front; `None`
    /// where none of them is there with a number.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, http::Response};
    ///
    /// let (parts, ()) = Response::builder().header("x-ratelimit-remaining", "7").body(())?.into_parts();
    /// let rate_limit = ResponseMetadata::from(&parts).rate_limit().expect("there is one");
    /// assert_eq!((rate_limit.remaining, rate_limit.limit), (Some(7), None));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        let number = |name| -> Option<u64> {
            // Drafts of the standard let a policy follow: `100, 100;w=60`.
            let number = self.text(name)?.split([',', ';']).next()?.trim();
            number
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| number.parse().ok())?
        };
        let limit = RateLimit {
            limit: number("ratelimit-limit").or_else(|| number("x-ratelimit-limit")),
            remaining: number("ratelimit-remaining").or_else(|| number("x-ratelimit-remaining")),
            reset: number("ratelimit-reset").or_else(|| number("x-ratelimit-reset")),
        };
        (limit
            != RateLimit {
                limit: None,
                remaining: None,
                reset: None,
            })
        .then_some(limit)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl From<&response::Parts> for ResponseMetadata {
    fn from(parts: &response::Parts) -> Self {
        Self::new(parts.status, &parts.headers)
    }
}

impl Serialize for ResponseMetadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Response", 2)?;
        object.serialize_field("status", &self.status.as_u16())?;
        object.serialize_field("headers", &Headers(&self.headers))?;
        object.end()
    }
}

/// The request of an exchange: its method, and its URL and headers without credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(title = "RequestMetadata", transform = crate::schema::generate::summarize)
)]
#[non_exhaustive]
pub struct RequestMetadata {
    /// The method: an RFC 9110 token.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::schema::generate::Method")
    )]
    method: Method,
    /// The URL: an absolute `http` or `https` URI, without credentials.
    #[cfg_attr(feature = "schemars", schemars(with = "crate::schema::generate::Url"))]
    url: Uri,
    /// The headers: lower-case name to the values in the order received, without credentials.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::schema::generate::Headers")
    )]
    headers: HeaderMap,
}

object! {
    RequestMetadata: "an object: the metadata of an HTTP request",
    method: Method = "method",
    url: Uri = "url",
    headers: HeaderMap = "headers",
}

impl RequestMetadata {
    /// From what an HTTP request has, redacted.
    ///
    /// A URI that is a path alone, as a server receives it, is completed with `https` and the `host` header; one of another
    /// scheme becomes `https`. Where that gives no URL, the host is `unknown.invalid`. Characters that RFC 3986 does not have are
    /// percent-encoded. No request is refused: its response may hold the one key.
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
        Self {
            method: Method::parse(method.as_str()).unwrap_or_default(),
            url: url::of_request(uri, headers),
            headers: without_credentials(headers),
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
        &self.url
    }

    /// The headers: [`get`](HeaderMap::get) gives the first value of a name in whatever case, and
    /// [`get_all`](HeaderMap::get_all) all of them.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl From<&request::Parts> for RequestMetadata {
    fn from(parts: &request::Parts) -> Self {
        Self::new(&parts.method, &parts.uri, &parts.headers)
    }
}

impl Serialize for RequestMetadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Request", 3)?;
        object.serialize_field("method", self.method.as_str())?;
        object.serialize_field("url", &format_args!("{}", self.url))?;
        object.serialize_field("headers", &Headers(&self.headers))?;
        object.end()
    }
}

/// What `retry-after` says: one of RFC 9110's two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So long after the response was received.
    Delay(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

/// What `ratelimit-*` or `x-ratelimit-*` say, each number as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests there are in a window.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// When the window ends: in seconds from now with `ratelimit-reset`; with `x-ratelimit-reset` that, or as a Unix
    /// time, as the server has it.
    pub reset: Option<u64>,
}

/// The authentication schemes that stay: those of IANA's registry, and others that are in use. The first word of any
/// other value may be a part of the secret.
const SCHEMES: [&str; 24] = [
    "ApiKey",
    "Api-Key",
    "AWS4-HMAC-SHA256",
    "Basic",
    "Bearer",
    "Concealed",
    "Digest",
    "DPoP",
    "GNAP",
    "Hawk",
    "HOBA",
    "Key",
    "Mutual",
    "Negotiate",
    "NTLM",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "Signature",
    "SSWS",
    "Token",
    "vapid",
    "X-Api-Key",
];

/// The headers of an exchange, as they may be kept.
fn without_credentials(headers: &HeaderMap) -> HeaderMap {
    let mut safe = headers.clone();
    for (name, value) in &mut safe {
        if let Some(redacted) = redacted(name, value) {
            *value = redacted;
        }
    }
    // A key in the name of a header is nobody's habit, but a promise is a promise.
    let names: Vec<_> = safe
        .keys()
        .filter_map(|name| Some((name.clone(), redacted_name(name)?)))
        .collect();
    for (name, redacted) in names {
        let values: Vec<_> = safe.get_all(&name).iter().cloned().collect();
        safe.remove(&name);
        for value in values {
            // Where the map has no room for the other name, the header goes.
            let _ = safe.try_append(&redacted, value);
        }
    }
    safe
}

/// The name in the place of one that must not be kept.
fn redacted_name(name: &HeaderName) -> Option<HeaderName> {
    let Cow::Owned(redacted) = redact(name.as_str()) else {
        return None;
    };
    // Redacted, a name may be too long for a name.
    let redacted = redacted
        .parse()
        .unwrap_or(HeaderName::from_static("redacted"));
    (redacted != *name).then_some(redacted)
}

/// The value in the place of one that must not be kept.
fn redacted(name: &HeaderName, value: &HeaderValue) -> Option<HeaderValue> {
    const HIDDEN: HeaderValue = HeaderValue::from_static(REDACTED);

    if *name == header::AUTHORIZATION || *name == header::PROXY_AUTHORIZATION {
        let mut words = value.as_bytes().splitn(2, |byte| *byte == b' ');
        let scheme = words
            .next()
            .and_then(|word| std::str::from_utf8(word).ok())
            .filter(|word| {
                SCHEMES
                    .iter()
                    .any(|scheme| scheme.eq_ignore_ascii_case(word))
                    && words.next().is_some()
            });
        let value = scheme.map(|scheme| format!("{scheme} {REDACTED}").parse());
        return Some(value.and_then(Result::ok).unwrap_or(HIDDEN));
    }
    let hides = value.is_sensitive()
        || [header::COOKIE, header::SET_COOKIE].contains(name)
        || name == "x-api-key"
        || *name == header::HOST && value.as_bytes().contains(&b'@');
    if hides {
        return Some(HIDDEN);
    }
    // Neither user information nor a key is without one of these, and most values are without both.
    memchr2(b'@', b'_', value.as_bytes())?;
    let text = isomorphic_decoded(value);
    let without_user = url::without_user_information(&text);
    let safe = redact(&without_user);
    (safe != text).then(|| HeaderValue::parse(&safe).unwrap_or(HIDDEN))
}

/// A value's bytes as the characters U+0000 to U+00FF.
fn isomorphic_decoded(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(ascii) if ascii.is_ascii() => Cow::Borrowed(ascii),
        _ => Cow::Owned(value.as_bytes().iter().copied().map(char::from).collect()),
    }
}

impl Text for HeaderValue {
    const FORM: &'static str =
        "a header value: no control character but tab, and no character above U+00FF";

    fn parse(text: &str) -> Result<Self, &'static str> {
        if text.is_ascii() {
            return Self::from_str(text).map_err(|_| Self::FORM);
        }
        let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
        bytes
            .ok()
            .and_then(|bytes| Self::try_from(bytes).ok())
            .ok_or(Self::FORM)
    }
}

impl Text for HeaderName {
    const FORM: &'static str = "header names that are RFC 9110 tokens, such as `content-type`";

    fn parse(text: &str) -> Result<Self, &'static str> {
        let name = Self::from_bytes(text.as_bytes()).map_err(|_| Self::FORM)?;
        Ok(redacted_name(&name).unwrap_or(name))
    }
}

impl Text for Method {
    const FORM: &'static str = "an HTTP method: an RFC 9110 token, such as `POST`";

    fn parse(text: &str) -> Result<Self, &'static str> {
        Self::from_bytes(redact(text).as_bytes()).map_err(|_| Self::FORM)
    }
}

impl Model for StatusCode {
    const EXPECTED: &'static str = "an HTTP status code: an integer from 100 to 999";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Code;

        impl<'de> Shape<'de> for Code {
            type Value = StatusCode;
            const EXPECTED: &'static str = StatusCode::EXPECTED;

            fn integer<E: Error>(self, code: i64) -> Result<StatusCode, E> {
                let code = u16::try_from(code).map_err(|_| json::expected(Self::EXPECTED))?;
                StatusCode::from_u16(code).map_err(|_| json::expected(Self::EXPECTED))
            }

            fn object<A: MapAccess<'de>>(self, number: A) -> Result<StatusCode, A::Error> {
                self.integer(json::integer_in(number, Self::EXPECTED)?)
            }
        }

        deserializer.deserialize_any(NoEcho(Code))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        report.number::<Self>(value);
        Ok(())
    }
}

const SOME_VALUES: &str = "an array of at least one header value for each name";
const NOT_TWICE: &str = "each header name once, in whatever case, with all of its values";
const NOT_SO_MANY: &str =
    "no more header names than `http::HeaderMap` can hold: 24,576, or fewer that collide";

impl Model for HeaderMap {
    const EXPECTED: &'static str = "an object: header names, each with an array of values";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Shape<'de> for Names {
            type Value = HeaderMap;
            const EXPECTED: &'static str = HeaderMap::EXPECTED;

            fn object<A: MapAccess<'de>>(self, mut members: A) -> Result<HeaderMap, A::Error> {
                let mut headers = HeaderMap::new();
                while let Some(name) = members.next_key_seed(Read::<HeaderName>::new())? {
                    let values = members.next_value_seed(Read::<Vec<HeaderValue>>::new())?;
                    if values.is_empty() {
                        return Err(json::expected(SOME_VALUES));
                    }
                    insert(&mut headers, &name, values)
                        .map_err(|(_, what)| json::expected(what))?;
                }
                Ok(headers)
            }
        }

        deserializer.deserialize_any(NoEcho(Names))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        if Kind::of(value) != Kind::Object {
            report.add(ViolationKind::WrongType, Self::EXPECTED, value);
            return Ok(());
        }
        let mut headers = Self::new();
        let mut is_full = false;
        json::each_member(value, |name, values| {
            let mut count = 0_usize;
            if Kind::of(values) == Kind::Array {
                json::each_element(values, |_| {
                    count += 1;
                    Ok(())
                })?;
            }
            match report.string(name, HeaderName::parse)? {
                Err(expected) => report.add(ViolationKind::WrongValue, expected, name),
                Ok(known) => {
                    // As many values as there are, since those that are wrong take their place, too.
                    let places = vec![HeaderValue::from_static(""); count.max(1)];
                    if let Err((kind, expected)) = insert(&mut headers, &known, places) {
                        // Once is enough: the rest does not fit either.
                        if kind == ViolationKind::Duplicate || !is_full {
                            report.add(kind, expected, name);
                        }
                        is_full |= kind != ViolationKind::Duplicate;
                    }
                }
            }
            if Kind::of(values) != Kind::Array {
                report.add(ViolationKind::WrongType, SOME_VALUES, values);
                return Ok(());
            }
            if count == 0 {
                report.add(ViolationKind::WrongValue, SOME_VALUES, values);
            }
            json::each_element(values, |value| HeaderValue::check(value, report))
        })
    }
}

/// Adds a header that was read, redacted.
fn insert(
    headers: &mut HeaderMap,
    name: &HeaderName,
    values: Vec<HeaderValue>,
) -> Result<(), (ViolationKind, &'static str)> {
    if headers.contains_key(name) {
        return Err((ViolationKind::Duplicate, NOT_TWICE));
    }
    for value in values {
        let value = redacted(name, &value).unwrap_or(value);
        headers
            .try_append(name, value)
            .map_err(|_| (ViolationKind::WrongValue, NOT_SO_MANY))?;
    }
    Ok(())
}

/// Writes headers as an object of arrays, sorted by name.
struct Headers<'a>(&'a HeaderMap);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names: Vec<_> = self.0.keys().collect();
        names.sort_unstable_by_key(|name| name.as_str());
        let mut object = serializer.serialize_map(Some(names.len()))?;
        for name in names {
            let values: Vec<_> = self
                .0
                .get_all(name)
                .iter()
                .map(isomorphic_decoded)
                .collect();
            object.serialize_entry(name.as_str(), &values)?;
        }
        object.end()
    }
}

//! [`Url`]: the URL of a request, an absolute `http` or `https` URI without credentials.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::net::Ipv6Addr;

use http::uri::{Authority, PathAndQuery, Scheme};

use crate::json::value::JsonString;
use http::{HeaderMap, Uri, header};

use crate::secret::percent::percent_encoded;
use crate::secret::{REDACTED, redact, redact_all};

/// The host of a request whose parts do not tell it: `.invalid` is reserved for that (RFC 2606).
const UNKNOWN_HOST: &str = "unknown.invalid";

/// The most bytes of a URL, as it is read and as it is written. [`Uri`] can contain a few more.
pub(super) const LENGTH_MAX: usize = 65_000;

/// The URL of a request. However it is built, it is an absolute `http` or `https` URI, and redacted.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Url(pub(super) Uri);

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Url {
    /// The URL of a request, from its parts.
    ///
    /// A client's request has an absolute URI. Where it has only a path, as a server sees it, the `host` header and
    /// `https` complete it; where there is no such header either, the host is `unknown.invalid`. No request fails here:
    /// its response may contain the one key.
    pub(crate) fn of_request(uri: &Uri, headers: &HeaderMap) -> Self {
        if is_safe(uri) {
            return Self(uri.clone());
        }
        let scheme = uri
            .scheme()
            .filter(|scheme| **scheme == Scheme::HTTP)
            .unwrap_or(&Scheme::HTTPS);
        let host = headers
            .get(header::HOST)
            .filter(|host| !host.is_sensitive());
        let host = host
            .and_then(|host| host.to_str().ok())
            .filter(|host| is_host(host));
        let authority = uri
            .authority()
            .map(Authority::as_str)
            .or(host)
            .unwrap_or(UNKNOWN_HOST);
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let path = encoded(if path.starts_with(['/', '?']) {
            path
        } else {
            "/"
        });
        Self::parse(&format!("{scheme}://{authority}{path}"))
            .or_else(|_| Self::parse(&format!("{scheme}://{UNKNOWN_HOST}{path}")))
            .unwrap_or_else(|_| Self(Uri::from_static("https://unknown.invalid/")))
    }

    pub(crate) fn as_uri(&self) -> &Uri {
        &self.0
    }
}

/// Whether a URI may be kept as it is, which most may: to find that out is cheaper than to write it anew.
fn is_safe(uri: &Uri) -> bool {
    let is_http = uri
        .scheme()
        .is_some_and(|scheme| [Scheme::HTTP, Scheme::HTTPS].contains(scheme));
    let parts = [
        uri.authority().map(Authority::as_str),
        uri.path_and_query().map(PathAndQuery::as_str),
    ];
    let [Some(host), Some(path)] = parts else {
        return false;
    };
    is_http
        && is_host(host)
        && host.len() + path.len() < LENGTH_MAX - "https://".len()
        && path.starts_with('/')
        && path.bytes().all(|byte| is_plain(byte, b":@/?"))
        // With the path, an empty port would be a scheme: `http:/user@h`.
        && !host.ends_with(':')
        && [host, path]
            .iter()
            .all(|part| matches!(redact_all(part), Some(Cow::Borrowed(_))))
}

/// A URL as it may be kept, if the string is one.
pub(super) fn redacted(text: &str) -> Option<String> {
    let (scheme, rest) = text
        .split_once("://")
        .filter(|_| text.len() <= LENGTH_MAX)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let is_right = is_host(host)
        && user.is_none_or(|user| consists_of(user, b":"))
        && consists_of(path, b":@/?")
        && consists_of(fragment, b":@/?");
    if !is_right {
        return None;
    }
    let user = user.map(|_| format!("{REDACTED}@")).unwrap_or_default();
    let slash = if path.starts_with('/') { "" } else { "/" };
    // Before it is decoded as well, which can take a key's first letter: `%6flow_…`.
    let path = decoded(&redact(path));
    let scheme = scheme.to_ascii_lowercase();
    let url_of = |authority: &str| {
        let url = format!("{scheme}://{authority}{slash}{path}");
        redact_all(&url).map(Cow::into_owned)
    };
    let mut url = url_of(&format!("{user}{host}"))?;
    // A key that begins in the host may go on into the path, and takes the slash with it.
    if !has_host(&url) {
        url = url_of(UNKNOWN_HOST)?;
    }
    // What is written has to be read again, and may have grown.
    Some(url).filter(|url| url.len() <= LENGTH_MAX)
}

/// Whether what is between the scheme and the path has a host.
fn has_host(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    is_host(
        authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host),
    )
}

/// A host, with its port: a name, an IPv4 address, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    let bracketed = host.strip_prefix('[').and_then(|host| host.split_once(']'));
    let (is_name, port) = if let Some((address, port)) = bracketed {
        (address.parse::<Ipv6Addr>().is_ok(), port)
    } else {
        let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
        (
            !name.is_empty() && name.bytes().all(|byte| is_plain(byte, b"")),
            port,
        )
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    is_name && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Whether a part of a URL consists of percent-encoded bytes, of what every part may contain, and of `also`.
fn consists_of(part: &str, also: &[u8]) -> bool {
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = match percent_encoded(rest) {
            Some(_) => &rest[3..],
            None if is_plain(*byte, also) => after,
            None => return false,
        };
    }
    true
}

/// The unreserved characters and the sub-delimiters of RFC 3986, and `also`.
fn is_plain(byte: u8, also: &[u8]) -> bool {
    is_unreserved(byte) || b"!$&'()*+,;=".contains(&byte) || also.contains(&byte)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// A part of a URL with its unreserved characters decoded.
fn decoded(part: &str) -> String {
    let mut decoded = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let skipped = match percent_encoded(&rest.as_bytes()[at..]) {
            Some(byte) if is_unreserved(byte) => {
                decoded.push(char::from(byte));
                at + 3
            }
            _ => {
                decoded.push('%');
                at + 1
            }
        };
        rest = &rest[skipped..];
    }
    decoded + rest
}

/// A path and query with every byte encoded that may not be there: [`Uri`] accepts more than RFC 3986.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        if is_plain(byte, b":@/?") || percent_encoded(&path.as_bytes()[at..]).is_some() {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a String accepts everything");
        }
    }
    encoded
}

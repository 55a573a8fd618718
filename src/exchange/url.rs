//! The URL of a request: an absolute `http` or `https` URI, with nothing in it that must not be shown.

use std::borrow::Cow;
use std::fmt::Write;
use std::net::Ipv6Addr;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, Uri, header};

use crate::json::Text;
use crate::key::{REDACTED, redact};

/// Where a request went whose parts do not tell: `.invalid` is reserved for that (RFC 2606).
const UNKNOWN_HOST: &str = "unknown.invalid";

/// The most bytes of a URL, as it is read and as it is written. [`Uri`] can hold a few more.
pub(crate) const LENGTH_MAX: usize = 65_000;

impl Text for Uri {
    const FORM: &'static str =
        "an absolute `http` or `https` URI (RFC 3986), such as `https://api.example.com/api-keys`";

    /// User information becomes `REDACTED`, keys are redacted, and a fragment, which HTTP does not send, is
    /// dropped. Percent-encoded letters, digits and `-._~` are decoded first, as RFC 3986 (6.2.2.2) has it: a
    /// key cannot hide behind `%5F`.
    fn parse(text: &str) -> Result<Self, &'static str> {
        safe(text)
            .and_then(|url| Uri::try_from(url).ok())
            .ok_or(Self::FORM)
    }
}

/// The URL of a request, from its parts.
///
/// A client's request has an absolute URI. Where it has only a path, as a server sees it, the `host` header and
/// `https` complete it; where there is no such header either, the host is `unknown.invalid`. No request fails
/// here: its response may hold the one key.
pub(crate) fn of_request(uri: &Uri, headers: &HeaderMap) -> Uri {
    if is_safe(uri) {
        return uri.clone();
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
    let path = encoded(if path.starts_with('/') || path.starts_with('?') {
        path
    } else {
        "/"
    });
    Uri::parse(&format!("{scheme}://{authority}{path}"))
        .or_else(|_| Uri::parse(&format!("{scheme}://{UNKNOWN_HOST}{path}")))
        .unwrap_or_else(|_| Uri::from_static("https://unknown.invalid/"))
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
        && [host, path]
            .iter()
            .all(|part| matches!(redact(part), Cow::Borrowed(_)))
}

/// The text of a URL as it may be kept, if it is one.
fn safe(text: &str) -> Option<String> {
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
        && user.is_none_or(|user| is_made_of(user, b":"))
        && is_made_of(path, b":@/?")
        && is_made_of(fragment, b":@/?");
    if !is_right {
        return None;
    }
    let user = user.map(|_| format!("{REDACTED}@")).unwrap_or_default();
    let slash = if path.starts_with('/') { "" } else { "/" };
    // Before it is decoded as well, which can take a key's first letter: `%6flow_…`.
    let url = format!(
        "{}://{user}{host}{slash}{}",
        scheme.to_ascii_lowercase(),
        decoded(&redact(path))
    );
    // What is written has to be read again, and may have grown.
    Some(redact(&url).into_owned()).filter(|url| url.len() <= LENGTH_MAX)
}

/// A text with the user information of each URL in it redacted: of what stands behind `//`, with a scheme or without.
pub(crate) fn without_user_information(text: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut copied = 0;
    for (slash, _) in text.match_indices('/') {
        if !text[..slash].ends_with('/') {
            continue;
        }
        let start = slash + 1;
        let authority = &text[start..];
        // Not the comma of a list, which may stand in user information as well.
        let end = authority.find(['/', '?', '#', ' ', '\t', '"', '<', '>']);
        let authority = &authority[..end.unwrap_or(authority.len())];
        if let Some(at) = authority
            .rfind('@')
            .filter(|at| authority[..*at] != *REDACTED)
        {
            safe.push_str(&text[copied..start]);
            safe.push_str(REDACTED);
            copied = start + at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    safe.push_str(&text[copied..]);
    Cow::Owned(safe)
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

/// Whether a part of a URL holds only percent-encoded bytes and what may stand in every part, or `also`.
fn is_made_of(part: &str, also: &[u8]) -> bool {
    let mut rest = part.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = match percent_encoded(rest) {
            Some(_) => &rest[3..],
            None if is_plain(*byte, also) => behind,
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

/// The byte that is encoded at the start of `text`, if one is.
fn percent_encoded(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
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

/// A path and query with every byte encoded that may not stand there: [`Uri`] takes more than RFC 3986.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        if is_plain(byte, b":@/?") || percent_encoded(&path.as_bytes()[at..]).is_some() {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a String takes everything");
        }
    }
    encoded
}

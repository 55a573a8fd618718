//! [`Url`]: the URL of a request, an absolute `http` or `https` URI without credentials.

use std::borrow::Cow;
use std::fmt;
use std::net::Ipv6Addr;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, Uri, header};
use percent_encoding::{percent_decode, percent_decode_str, percent_encode_byte};

use crate::json::traits::JsonString;
use crate::secret::percent::is_encoded;
use crate::secret::{REDACTED, may_contain_secret, redact_text};

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
        if let Some(url) = Self::of_plain(uri) {
            return url;
        }
        let scheme = if uri.scheme() == Some(&Scheme::HTTP) { "http" } else { "https" };
        let host_header = headers
            .get(header::HOST)
            .filter(|host| !host.is_sensitive())
            .and_then(|host| host.to_str().ok())
            .filter(|host| is_host(host));
        let authority = uri.authority().map(Authority::as_str).or(host_header);
        let path = match uri.path_and_query().map(PathAndQuery::as_str) {
            Some(path) if path.starts_with(['/', '?']) => encode(path),
            _ => "/".to_owned(),
        };
        let parse = |authority| Self::parse(&format!("{scheme}://{authority}{path}")).ok();
        authority
            .and_then(parse)
            .or_else(|| parse(UNKNOWN_HOST))
            .unwrap_or_else(|| Self(Uri::from_static("https://unknown.invalid/")))
    }

    /// A URL of a host and of characters that stay as they are, as most are. Keeping it, or redacting its path alone,
    /// executes 0.2 of the instructions of writing and parsing it anew.
    fn of_plain(uri: &Uri) -> Option<Self> {
        let (scheme, host) = (uri.scheme()?, uri.authority()?.as_str());
        let path = uri.path_and_query()?.as_str();
        let length = "https://".len() + host.len();
        let is_plain_url = [Scheme::HTTP, Scheme::HTTPS].contains(scheme)
            && is_host(host)
            // Before the path, an empty port would be a scheme: `http:/user@h`.
            && !host.ends_with(':')
            // After `https://`, a parameter of the host is one of a path.
            && !host.contains(';')
            && !may_contain_secret(host.as_bytes())
            && path.starts_with('/')
            && length + path.len() <= LENGTH_MAX;
        let mut bytes = path.bytes().enumerate();
        let stays = |(at, byte)| is_plain(byte) || byte == b'%' && is_encoded_for_good(&path.as_bytes()[at..]);
        if !is_plain_url || !bytes.all(stays) {
            return None;
        }
        let redacted = match may_contain_secret(path.as_bytes()).then(|| redact_text(path)) {
            None | Some(Some(Cow::Borrowed(_))) => return Some(Self(uri.clone())),
            Some(redacted) => redacted?.into_owned(),
        };
        if length + redacted.len() > LENGTH_MAX || path.contains('%') {
            return None;
        }
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = PathAndQuery::try_from(redacted).ok();
        Uri::from_parts(parts).ok().map(Self)
    }

    pub(crate) fn as_uri(&self) -> &Uri {
        &self.0
    }
}

/// The parts of a URL that is absolute, of `http` or `https`, and valid by RFC 3986.
struct Parts<'a> {
    scheme: String,
    has_user: bool,
    host: &'a str,
    /// The path and the query. The fragment is not kept.
    path: &'a str,
}

impl<'a> Parts<'a> {
    fn parse(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let is_valid = ["http", "https"].contains(&&*scheme)
            && is_host(host)
            && user.is_none_or(|user| !user.contains('@') && is_encoded_part(user))
            && is_encoded_part(path)
            && is_encoded_part(fragment);
        is_valid.then_some(Self { scheme, has_user: user.is_some(), host, path })
    }
}

/// A URL as it may be kept, if the string is one.
pub(super) fn redact_url(url: &str) -> Option<String> {
    let parts = Parts::parse(url).filter(|_| url.len() <= LENGTH_MAX)?;
    let user = if parts.has_user { "REDACTED@" } else { "" };
    // Secrets go before unreserved characters are decoded as well, which can take a key's first letter: `%6flow_…`.
    let path = redact_text(parts.path).map_or_else(|| format!("/{REDACTED}"), |path| decode_unreserved(&path));
    let slash = if path.starts_with('/') { "" } else { "/" };
    let join = |user, host| {
        let url = format!("{}://{user}{host}{slash}{path}", parts.scheme);
        redact_text(&url).map(Cow::into_owned)
    };
    join(user, parts.host)
        // A key that begins in the host may go on into the path, and takes the slash with it.
        .filter(|url| Parts::parse(url).is_some())
        .or_else(|| join("", UNKNOWN_HOST))
        .or_else(|| Some(format!("{}://{UNKNOWN_HOST}/{REDACTED}", parts.scheme)))
        // The result has to be parsed again, and may have grown.
        .filter(|url| url.len() <= LENGTH_MAX)
}

/// A host, with its port: a name, an IPv4 address, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    let bracketed = host.strip_prefix('[').and_then(|host| host.split_once(']'));
    let (is_name, port) = if let Some((address, port)) = bracketed {
        (address.parse::<Ipv6Addr>().is_ok(), port)
    } else {
        let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
        (!name.is_empty() && name.bytes().all(is_host_byte), port)
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    is_name && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

fn is_host_byte(byte: u8) -> bool {
    is_plain(byte) && !matches!(byte, b':' | b'@' | b'/' | b'?')
}

/// Whether a part of a URL consists of percent-encoded bytes and of the characters that a query may contain.
fn is_encoded_part(part: &str) -> bool {
    let mut bytes = part.bytes().enumerate();
    bytes.all(|(at, byte)| is_plain(byte) || is_encoded(&part.as_bytes()[at..]))
}

/// The characters that a query may contain: the unreserved ones of RFC 3986, its sub-delimiters, and `:@/?`.
fn is_plain(byte: u8) -> bool {
    const PLAIN: [bool; 256] = {
        let characters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";
        let (mut plain, mut at) = ([false; 256], 0);
        while at < characters.len() {
            plain[characters[at] as usize] = true;
            at += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Whether bytes start with a percent-encoded byte that is not decoded.
fn is_encoded_for_good(bytes: &[u8]) -> bool {
    is_encoded(bytes) && percent_decode(bytes).next().is_some_and(|byte| !is_unreserved(byte))
}

/// A part of a URL with its unreserved characters decoded.
fn decode_unreserved(part: &str) -> String {
    let mut decoded = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let byte = percent_decode_str(&rest[at..]).next();
        let unreserved = byte.filter(|byte| is_unreserved(*byte));
        decoded.push(unreserved.map_or('%', char::from));
        rest = &rest[at + if unreserved.is_some() { 3 } else { 1 }..];
    }
    decoded + rest
}

/// A path and query with every byte encoded that may not be there: [`Uri`] accepts more than RFC 3986.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        if is_plain(byte) || is_encoded(&path.as_bytes()[at..]) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(percent_encode_byte(byte));
        }
    }
    encoded
}

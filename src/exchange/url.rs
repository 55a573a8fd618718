//! [`Url`]: the URL of a request, an absolute `http` or `https` URI without credentials.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::net::Ipv6Addr;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, Uri, header};

use crate::json::value::JsonString;
use crate::redact::{REDACTED, percent_encoded, redact, redact_all};

/// The host of a request whose parts do not tell it: `.invalid` is reserved for that (RFC 2606).
const UNKNOWN_HOST: &str = "unknown.invalid";

/// The most bytes of a URL, as it is read and as it is written. [`Uri`] can contain a few more.
const LENGTH_MAX: usize = 65_000;

/// The URL of a request. However it is built, it is an absolute `http` or `https` URI, and redacted.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Url(Uri);

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

impl JsonString for Url {
    const EXPECTED: &'static str =
        "an absolute `http` or `https` URI (RFC 3986), such as `https://api.example.com/api-keys`";

    /// User information and the values of parameters that are a credential by name become `REDACTED`, keys are redacted,
    /// and a fragment, which HTTP does not send, is dropped. Percent-encoded letters, digits and `-._~` are decoded first, as RFC 3986 (6.2.2.2) has it: a `%5F` hides no
    /// key.
    fn parse(string: &str) -> Result<Self, &'static str> {
        redacted(string)
            .and_then(|url| Uri::try_from(url).ok())
            .map(Self)
            .ok_or(Self::EXPECTED)
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(&self.0.to_string())
    }

    fn str_len(&self) -> usize {
        let parts = [
            self.0.scheme_str(),
            self.0.authority().map(Authority::as_str),
            self.0.path_and_query().map(PathAndQuery::as_str),
        ];
        parts.into_iter().flatten().map(str::len).sum::<usize>() + "://".len()
    }

    fn append(&self, json: &mut Vec<u8>) {
        use std::io::Write;

        write!(json, "{}", self.0).expect("a Vec accepts everything");
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "format": "uri", "pattern": pattern(), "maxLength": LENGTH_MAX,
        })
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        use crate::json::value::characters;

        let scheme = u.choose(&["http", "https"])?;
        let host = characters(u, b"0123456789abcdefghijklmnopqrstuvwxyz.-", 1..=20)?;
        let (port, segment) = (
            u.choose(&["", ":", ":443"])?,
            u.choose(&["", "%2F/", "%c3%bc/"])?,
        );
        let path = characters(
            u,
            b"0123456789ABCDEFabcdefghijklmnopqrstuvwxyz._-~/?:@!$&'()*+,;=",
            0..=60,
        )?;
        let url = format!("{scheme}://{host}{port}/{segment}{path}");
        Self::parse(&url).map_err(|_| arbitrary::Error::IncorrectFormat)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        crate::json::value::matching(
            r"https?://[0-9A-Za-z.~\-]{1,20}(:[0-9]{0,5})?(/([0-9A-Za-z:@._\-]|%[0-9A-F]{2}){0,8}){0,4}(\?[!$&-/:;=?@0-9A-Z_a-z~]{0,20})?",
        )
    }
}

/// How many percent-encoded bytes the pattern checks in each part of a URL. Java's engine and PHP's recurse on each repetition of
/// a group, and run out of stack where a URL may be of nothing else.
#[cfg(feature = "schemars")]
pub(crate) const ENCODED_CHECKED: usize = 100;

/// An absolute `http` or `https` URI as a regular expression, by the grammar of RFC 3986. In a set, ASCII's order does for what
/// JavaScript's flag `v` wants escaped: `&-.` is ``&'()*+,-.``, and `&-;` is that with `/`, the digits, `:` and `;`.
#[cfg(feature = "schemars")]
fn pattern() -> String {
    let run = |set: &str| {
        let encoded = |times: String| format!("[{set}]*(?:%[0-9A-Fa-f]{{2}}[{set}]*){{{times}}}");
        let (few, most) = (format!("0,{ENCODED_CHECKED}"), ENCODED_CHECKED.to_string());
        format!("(?:{}|{}%[%{set}]*)", encoded(few), encoded(most))
    };
    let user = format!("(?:{}@)?", run(r"!\$&-.0-;=A-Z_a-z~"));
    let host = format!(r"(?:[!\$&-.0-9;=A-Z_a-z~]+|\[(?:{})\])", ipv6());
    // A path may contain nothing that a query may not.
    let rest = run(r"!\$&-;=?-Z_a-z~");
    format!(r"^[Hh][Tt][Tt][Pp][Ss]?://{user}{host}(?::[0-9]*)?(?:[\/?]{rest})?(?:#{rest})?$")
}

/// Eight groups, of which `::` is one or more, and an IPv4 address the last two.
#[cfg(feature = "schemars")]
fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    let last_two = format!(r"(?:{group}:{group}|{byte}(?:\.{byte}){{3}})");
    let mut forms = vec![format!("(?:{group}:){{6}}{last_two}")];
    for before in 0..=7_usize {
        let head = match before {
            0 => String::new(),
            1 => format!("(?:{group})?"),
            _ => format!("(?:(?:{group}:){{0,{}}}{group})?", before - 1),
        };
        let tail = match 7 - before {
            0 => String::new(),
            1 => group.to_owned(),
            after => format!("(?:{group}:){{{}}}{last_two}", after - 2),
        };
        forms.push(format!("{head}::{tail}"));
    }
    forms.join("|")
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
fn redacted(text: &str) -> Option<String> {
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

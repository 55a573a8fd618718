//! [`Headers`]: the headers of a request or a response, without credentials.

use std::borrow::Cow;
use std::fmt;

use http::header::{Entry, HeaderName};
use http::{HeaderMap, HeaderValue};
use memchr::memchr3;

use crate::secret::names::{is_authorization, is_credential_name};
use crate::secret::{REDACTED, redact_all};

/// The most header names and the most values of one request or response.
pub(super) const NAMES_MAX: usize = 1_000;
pub(super) const VALUES_MAX: usize = 10_000;
pub(super) const EXPECTED_NAME: &str =
    "header names that are RFC 9110 tokens, such as `content-type`";
pub(super) const EXPECTED_VALUE: &str =
    "a header value: no control character except tab, and no character above U+00FF";
pub(super) const EXPECTED_VALUES: &str = "an array of at least one header value for each name";
pub(super) const EXPECTED_ONCE: &str = "each header name once, in any case, with all of its values";
pub(super) const EXPECTED_FEWER_NAMES: &str = "at most 1,000 header names";
pub(super) const EXPECTED_FEWER_VALUES: &str = "at most 10,000 header values";

/// The authentication schemes that stay. The first word of any other value may be a part of the secret.
const SCHEMES: [&str; 6] = ["ApiKey", "Basic", "Bearer", "Digest", "DPoP", "Token"];

/// Headers, redacted however they are built.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Headers(pub(super) HeaderMap);

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Headers {
    pub(crate) fn as_map(&self) -> &HeaderMap {
        &self.0
    }

    /// Adds a new name with its values.
    pub(super) fn insert(
        &mut self,
        name: &HeaderName,
        values: Vec<HeaderValue>,
    ) -> Result<(), &'static str> {
        if values.is_empty() {
            return Err(EXPECTED_VALUES);
        }
        if self.0.contains_key(name) {
            return Err(EXPECTED_ONCE);
        }
        if self.0.keys_len() == NAMES_MAX {
            return Err(EXPECTED_FEWER_NAMES);
        }
        if self.0.len() + values.len() > VALUES_MAX {
            return Err(EXPECTED_FEWER_VALUES);
        }
        self.append(name, values);
        Ok(())
    }

    /// Adds values, redacted; looks at the name once, which can be longer than all of its values.
    fn append(&mut self, name: &HeaderName, values: impl IntoIterator<Item = HeaderValue>) {
        let rule = Rule::of(name);
        let mut values = values
            .into_iter()
            .map(|value| rule.redacted(&value).unwrap_or(value));
        let Some(first) = values.next() else {
            return;
        };
        match self.0.entry(name) {
            Entry::Occupied(mut entry) => {
                entry.append(first);
                values.for_each(|value| entry.append(value));
            }
            Entry::Vacant(entry) => {
                let mut entry = entry.insert_entry(first);
                values.for_each(|value| entry.append(value));
            }
        }
    }
}

/// Whether a name is a token, as RFC 9110 asks. Of the names that HTTP/2 hands over, those with `"` are none.
fn is_token(name: &HeaderName) -> bool {
    !name.as_str().contains('"')
}

/// Redacts the headers of an exchange. Of more than can be kept, the first are, and none whose name is no token.
impl From<&HeaderMap> for Headers {
    fn from(headers: &HeaderMap) -> Self {
        let are_too_many = headers.keys_len() > NAMES_MAX || headers.len() > VALUES_MAX;
        if are_too_many || !headers.keys().all(is_token) {
            let mut first = Self::default();
            for name in headers.keys().filter(|name| is_token(name)).take(NAMES_MAX) {
                let room = VALUES_MAX - first.0.len();
                first.append(name, headers.get_all(name).iter().take(room).cloned());
            }
            return first;
        }
        let mut safe = headers.clone();
        let mut last: Option<(*const HeaderName, Rule)> = None;
        for (name, value) in &mut safe {
            // All values of a name come with the same name.
            let rule = match last {
                Some((last, rule)) if std::ptr::eq(last, name) => rule,
                _ => Rule::of(name),
            };
            last = Some((name, rule));
            if let Some(redacted) = rule.redacted(value) {
                *value = redacted;
            }
        }
        Self(safe)
    }
}

/// What becomes of the values of a header, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// All is hidden except a known authentication scheme.
    Authorization,
    /// All is hidden.
    Credential,
    /// All is hidden if there is user information: the value is an authority, or has some.
    Host,
    /// Keys and URLs are redacted.
    Text,
}

impl Rule {
    fn of(name: &HeaderName) -> Self {
        let name = name.as_str();
        if is_credential_name(name) {
            if is_authorization(name) {
                Self::Authorization
            } else {
                Self::Credential
            }
        } else if ["forwarded", "host", "x-forwarded-host"].contains(&name) {
            Self::Host
        } else {
            Self::Text
        }
    }

    /// The value that replaces one that must not be kept.
    fn redacted(self, value: &HeaderValue) -> Option<HeaderValue> {
        const HIDDEN: HeaderValue = HeaderValue::from_static(REDACTED);

        let has_user = || self == Self::Host && value.as_bytes().contains(&b'@');
        if self == Self::Authorization {
            let words = value.to_str().ok().and_then(|value| value.split_once(' '));
            let scheme = words.map(|(word, _)| word).filter(|word| {
                SCHEMES
                    .iter()
                    .any(|scheme| scheme.eq_ignore_ascii_case(word))
            });
            let value = scheme.map(|scheme| format!("{scheme} {REDACTED}").parse());
            return Some(value.and_then(Result::ok).unwrap_or(HIDDEN));
        }
        if self == Self::Credential || value.is_sensitive() || has_user() {
            return Some(HIDDEN);
        }
        // Neither user information nor a parameter nor a key is without one of these, and most values are without them
        // all.
        memchr3(b'@', b'=', b'_', value.as_bytes())?;
        let value = isomorphic_decoded(value);
        match redact_all(&value) {
            Some(Cow::Borrowed(_)) => None,
            Some(Cow::Owned(safe)) => Some(parse_value(&safe).unwrap_or(HIDDEN)),
            None => Some(HIDDEN),
        }
    }
}

/// A value's bytes as the characters U+0000 to U+00FF.
pub(super) fn isomorphic_decoded(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(ascii) if ascii.is_ascii() => Cow::Borrowed(ascii),
        _ => Cow::Owned(value.as_bytes().iter().copied().map(char::from).collect()),
    }
}

pub(super) fn parse_name(string: &str) -> Result<HeaderName, &'static str> {
    HeaderName::from_bytes(string.as_bytes()).map_err(|_| EXPECTED_NAME)
}

/// The value whose bytes are the characters of a string.
pub(super) fn parse_value(string: &str) -> Result<HeaderValue, &'static str> {
    if string.is_ascii() {
        return HeaderValue::from_str(string).map_err(|_| EXPECTED_VALUE);
    }
    let bytes: Result<Vec<u8>, _> = string.chars().map(u8::try_from).collect();
    let value = bytes
        .ok()
        .and_then(|bytes| HeaderValue::try_from(bytes).ok());
    value.ok_or(EXPECTED_VALUE)
}

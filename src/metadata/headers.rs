//! [`Headers`]: the headers of a request or a response, without credentials.

use std::borrow::Cow;
use std::fmt;

use http::header::{Entry, HeaderName};
use http::{HeaderMap, HeaderValue};

use crate::secret::names::{Meaning, is_common_header, meaning_of_header};
use crate::secret::{REDACTED, may_contain_secret, redact_text};

/// The most header names and the most values of one request or response.
pub(super) const NAMES_MAX: usize = 1_000;
pub(super) const VALUES_MAX: usize = 10_000;
pub(super) const EXPECTED_NAME: &str = "header names that are RFC 9110 tokens, such as `content-type`";
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

    /// A copy in which only the headers of the allow list have their values.
    pub(super) fn redact_unlisted(&self) -> Self {
        let mut headers = self.clone();
        let unlisted = headers.0.iter_mut().filter(|(name, _)| !is_listed(name.as_str()));
        unlisted.for_each(|(_, value)| *value = HIDDEN);
        headers
    }

    /// A redacted copy, if all can be kept: cloned at once, since few values change.
    fn of_all(headers: &HeaderMap) -> Option<Self> {
        if headers.keys_len() > NAMES_MAX || headers.len() > VALUES_MAX {
            return None;
        }
        let mut safe = headers.clone();
        // One value for each name, as most headers have it: 0.73 of the instructions for a browser's request.
        if headers.len() == headers.keys_len() {
            for (name, value) in &mut safe {
                Rule::of(name)?.redact(value);
            }
            return Some(Self(safe));
        }
        // A name is looked at once: it can be longer than all of its values.
        for name in headers.keys() {
            let rule = Rule::of(name)?;
            if let Entry::Occupied(mut values) = safe.entry(name) {
                values.iter_mut().for_each(|value| rule.redact(value));
            }
        }
        Some(Self(safe))
    }

    /// Adds a new name with its values, redacted, as far as there is room.
    pub(super) fn insert(&mut self, name: &HeaderName, values: Vec<HeaderValue>) -> Result<(), &'static str> {
        let room = VALUES_MAX - self.0.len();
        let (is_empty, fits) = (values.is_empty(), values.len() <= room);
        let mut header = self.begin(name)?;
        values.into_iter().take(room).for_each(|value| header.add(value));
        match fits {
            _ if is_empty => Err(EXPECTED_VALUES),
            true => Ok(()),
            false => Err(EXPECTED_FEWER_VALUES),
        }
    }

    /// A new name, which is there once it has a value.
    pub(super) fn begin(&mut self, name: &HeaderName) -> Result<NewHeader<'_>, &'static str> {
        let rule = Rule::of(name).ok_or(EXPECTED_NAME)?;
        let names = self.0.keys_len();
        // `entry` notices names that are made to collide, which `append` does not.
        match self.0.entry(name) {
            Entry::Occupied(_) => Err(EXPECTED_ONCE),
            Entry::Vacant(_) if names == NAMES_MAX => Err(EXPECTED_FEWER_NAMES),
            entry @ Entry::Vacant(_) => Ok(NewHeader { rule, entry: Some(entry) }),
        }
    }
}

/// A name to which values are added one by one: a list of them would take as much memory again.
pub(super) struct NewHeader<'a> {
    rule: Rule,
    entry: Option<Entry<'a, HeaderValue>>,
}

impl NewHeader<'_> {
    /// Adds a value, redacted.
    pub(super) fn add(&mut self, mut value: HeaderValue) {
        self.rule.redact(&mut value);
        self.entry = self.entry.take().map(|entry| match entry {
            Entry::Vacant(entry) => Entry::Occupied(entry.insert_entry(value)),
            Entry::Occupied(mut entry) => {
                entry.append(value);
                Entry::Occupied(entry)
            }
        });
    }
}

/// Redacts the headers of an exchange. Of more than can be kept, the first are, and none whose name is not a token.
impl From<&HeaderMap> for Headers {
    fn from(headers: &HeaderMap) -> Self {
        Self::of_all(headers).unwrap_or_else(|| {
            let mut first = Self::default();
            for name in headers.keys() {
                let values = headers.get_all(name).iter().cloned().collect();
                // No error: a header that is left out has no room, or no token for a name.
                let _ = first.insert(name, values);
            }
            first
        })
    }
}

/// The rule for the values of a header, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// All is hidden except a known authentication scheme.
    Authorization,
    /// All is hidden if the name says that this value is a credential, or if it is marked sensitive; otherwise, keys and
    /// URLs are redacted.
    ByMeaning(Meaning),
    /// The same, and all is hidden if there is user information: the value is an authority, or has some.
    Host,
}

impl Rule {
    /// `None` if a name is not a token of RFC 9110: HTTP/2 also accepts names with `"`.
    #[inline]
    fn of(name: &HeaderName) -> Option<Self> {
        if is_common_header(name.as_str()) {
            return Some(Self::ByMeaning(Meaning::Harmless));
        }
        Self::of_uncommon(name.as_str())
    }

    #[cold]
    fn of_uncommon(name: &str) -> Option<Self> {
        if name.contains('"') {
            return None;
        }
        Some(match meaning_of_header(name) {
            Meaning::Credential if name.ends_with("authorization") => Self::Authorization,
            Meaning::Harmless if ["forwarded", "host", "x-forwarded-host"].contains(&name) => Self::Host,
            meaning => Self::ByMeaning(meaning),
        })
    }

    /// Replaces a value that must not be kept. Few are: with the rest as a function of its
    /// own, the metadata behind nginx costs 0.9 of the instructions.
    #[inline]
    fn redact(self, value: &mut HeaderValue) {
        let is_harmless = matches!(self, Self::ByMeaning(Meaning::Harmless) | Self::Host) && !value.is_sensitive();
        if !is_harmless || may_contain_secret(value.as_bytes()) {
            self.redact_closely(value);
        }
    }

    #[cold]
    fn redact_closely(self, value: &mut HeaderValue) {
        let bytes = value.as_bytes();
        let is_hidden = match self {
            Self::Authorization => true,
            Self::ByMeaning(meaning) => meaning.is_credential(bytes),
            Self::Host => bytes.contains(&b'@'),
        };
        let replacement = if is_hidden || value.is_sensitive() {
            let scheme = Some(&*value).filter(|_| self == Self::Authorization);
            scheme.and_then(redact_after_scheme)
        } else {
            let text = decode_isomorphic(value);
            match redact_text(&text) {
                Some(Cow::Borrowed(_)) => return,
                Some(Cow::Owned(redacted)) => parse_value(&redacted).ok(),
                None => None,
            }
        };
        *value = replacement.unwrap_or(HIDDEN);
    }
}

/// Whether a header is on the allow list, which is also in the documentation.
fn is_listed(name: &str) -> bool {
    let list = include_str!("harmless.md");
    list.split('`').skip(1).step_by(2).any(|listed| listed == name)
}

const HIDDEN: HeaderValue = HeaderValue::from_static(REDACTED);

/// A value with nothing but its authentication scheme, if that is a known one.
fn redact_after_scheme(value: &HeaderValue) -> Option<HeaderValue> {
    let (word, _) = value.to_str().ok()?.split_once(' ')?;
    let is_known = |scheme: &&str| scheme.eq_ignore_ascii_case(word);
    SCHEMES.iter().find(|scheme| is_known(scheme))?;
    HeaderValue::try_from(format!("{word} {REDACTED}")).ok()
}

/// A value's bytes as the characters U+0000 to U+00FF.
pub(super) fn decode_isomorphic(value: &HeaderValue) -> Cow<'_, str> {
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
    let value = bytes.ok().and_then(|bytes| HeaderValue::try_from(bytes).ok());
    value.ok_or(EXPECTED_VALUE)
}

//! [`ApiKey`]: its grammar, its secrecy, and how to find or redact one in a text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use memchr::memmem;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;

use crate::json::{Model, Text};

/// Where the short token starts.
const SHORT: usize = KeyPrefix::TEXT.len();
/// Where the long token starts: behind the short token and its `_`.
const LONG: usize = SHORT + 8 + 1;
/// The fewest and the most characters of a long token.
const LONG_MIN: usize = 16;
const LONG_MAX: usize = 128;

/// Finds prefixes; made once, since most texts are shorter than it takes to make.
static PREFIX: LazyLock<memmem::Finder<'static>> =
    LazyLock::new(|| memmem::Finder::new(KeyPrefix::TEXT));

/// What stands in the place of a long token that must not be shown. Shorter than any long token, so
/// that redacted text never parses as a key.
pub(crate) const REDACTED: &str = "REDACTED";

/// A plain Flow AI API key: a secret that the API shows once, when the key is created.
///
/// # Format
///
/// ```text
/// flow_ada2ad2a_1234567890abcdef
/// ^^^^^ ^^^^^^^ ^^^^^^^^^^^^^^^^
/// prefix short  long token: the secret
///        token
/// ```
///
/// | part | rule |
/// | --- | --- |
/// | prefix | `flow_` exactly |
/// | short token | 8 lower-case hex digits, then `_`; names the key in logs without revealing it |
/// | long token | 16 to 128 of `0-9 A-Z a-z _ -` |
///
/// As a regular expression: `^flow_[0-9a-f]{8}_[0-9A-Za-z_-]{16,128}$`. The prefix is the documented
/// one; the rule for the long token is wider than the one documented example, because a longer key
/// that is shown only once must not be refused.
///
/// # Errors
///
/// [`FromStr`] is the one parser. [`ParseApiKeyError::kind`] names the part at fault:
///
/// | input | kind |
/// | --- | --- |
/// | `""`, `"key"`, `"sk_ada2ad2a_1234567890abcdef"`, `"FLOW_ada2ad2a_1234567890abcdef"`, `" flow_ada2ad2a_1234567890abcdef"` | [`Prefix`](ParseApiKeyErrorKind::Prefix) |
/// | `"flow_"`, `"flow_ADA2AD2A_1234567890abcdef"`, `"flow_ada2ad2_1234567890abcdef"` | [`ShortToken`](ParseApiKeyErrorKind::ShortToken) |
/// | `"flow_ada2ad2a_"`, `"flow_ada2ad2a_REDACTED"`, `"flow_ada2ad2a_1234567890abcde+"`, `"flow_ada2ad2a_1234567890abcdef\n"`, a long token of 129 | [`LongToken`](ParseApiKeyErrorKind::LongToken) |
///
/// # Secrecy
///
/// - [`Debug`](fmt::Debug) shows `ApiKey(flow_ada2ad2a_REDACTED)`, and nothing of the long token, not
///   even its length.
/// - [`expose_secret`](ExposeSecret::expose_secret) is the one way to the text. There is no `Display`,
///   `Deref`, `AsRef<str>`, `Hash`, `Ord`, `Default` or `Serialize`.
/// - `==` takes the same time wherever two keys of one length differ.
/// - The memory is wiped on drop. That is the best a library can do: a JSON parser's buffers, the body
///   of the response and the caller's own copies are outside its reach.
///
/// # Serde
///
/// Read from a string. Written only where a field says so, with [`ApiKey::serialize_exposed`].
///
/// # Example
///
/// ```
/// use flowai_types::{ApiKey, ExposeSecret};
///
/// let key: ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
/// assert_eq!(key.short_token(), "ada2ad2a");
/// assert_eq!(format!("{key:?}"), "ApiKey(flow_ada2ad2a_REDACTED)");
///
/// let authorization = format!("Bearer {}", key.expose_secret());
/// # assert_eq!(authorization, "Bearer flow_ada2ad2a_1234567890abcdef");
/// # Ok::<(), flowai_types::ParseApiKeyError>(())
/// ```
///
/// # What is withheld
///
/// Each of these does not compile:
///
/// ```compile_fail,E0277
/// fn show(key: flowai_types::ApiKey) -> String {
///     format!("Bearer {key}") // no Display
/// }
/// ```
/// ```compile_fail,E0614
/// fn text(key: flowai_types::ApiKey) -> String {
///     (*key).to_owned() // no Deref
/// }
/// ```
/// ```compile_fail,E0277
/// fn text(_: impl AsRef<str>) {}
/// fn pass(key: flowai_types::ApiKey) {
///     text(key) // no AsRef<str>
/// }
/// ```
/// ```compile_fail,E0277
/// fn text(_: impl Into<String>) {}
/// fn pass(key: flowai_types::ApiKey) {
///     text(key) // no Into<String>
/// }
/// ```
/// ```compile_fail,E0277
/// fn hash(_: impl std::hash::Hash) {}
/// fn pass(key: flowai_types::ApiKey) {
///     hash(key) // no Hash
/// }
/// ```
/// ```compile_fail,E0369
/// fn less(a: flowai_types::ApiKey, b: flowai_types::ApiKey) -> bool {
///     a < b // no PartialOrd, so no Ord
/// }
/// ```
/// ```compile_fail,E0277
/// fn default<T: Default>() {}
/// default::<flowai_types::ApiKey>(); // no Default
/// ```
/// ```compile_fail,E0277
/// fn write(key: flowai_types::ApiKey) -> String {
///     serde_json::to_string(&key).unwrap() // no Serialize
/// }
/// ```
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// The key's prefix.
    ///
    /// ```
    /// let key: flowai_types::ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
    /// assert_eq!(key.prefix().as_str(), "flow_");
    /// # Ok::<(), flowai_types::ParseApiKeyError>(())
    /// ```
    #[must_use]
    pub fn prefix(&self) -> KeyPrefix {
        KeyPrefix::Flow
    }

    /// The 8 lower-case hex digits that name the key, safe to log and to show.
    #[must_use]
    pub fn short_token(&self) -> &str {
        &self.0.expose_secret()[SHORT..LONG - 1]
    }

    /// The grammar as a regular expression, which ECMA-262, RE2, Python and Rust read alike.
    #[cfg(feature = "schemars")]
    pub(crate) fn pattern() -> String {
        let (prefix, short) = (KeyPrefix::TEXT, LONG - SHORT - 1);
        format!("^{prefix}[0-9a-f]{{{short}}}_[0-9A-Za-z_-]{{{LONG_MIN},{LONG_MAX}}}$")
    }

    /// Whether 8 characters in a row of the long token stand in a text.
    pub(crate) fn is_hinted_at_in(&self, text: &str) -> bool {
        let long_token = &self.0.expose_secret().as_bytes()[LONG..];
        long_token
            .windows(8)
            .any(|piece| memmem::find(text.as_bytes(), piece).is_some())
    }

    /// The keys that stand in a text, first to last: to rescue one from a body that did not decode.
    ///
    /// A key ends where its run of `0-9 A-Z a-z _ -` ends, so one that is too long is not cut down to
    /// a shorter key. What stands before it does not matter. The text is read as it is, JSON escapes
    /// not undone: `\u0066low_…` is not found.
    ///
    /// ```
    /// use flowai_types::{ApiKey, ExposeSecret};
    ///
    /// let body = r#"{"key": "flow_ada2ad2a_1234567890abcdef", "created": "yesterday"}"#;
    /// let key = ApiKey::find(body).next().expect("the body holds a key");
    /// assert_eq!(key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
    /// ```
    pub fn find(text: &str) -> impl Iterator<Item = ApiKey> {
        let mut after = 0;
        PREFIX.find_iter(text.as_bytes()).filter_map(move |start| {
            // The prefix of a key can stand in the long token of the one before.
            if start < after {
                return None;
            }
            let long = text.as_bytes().get(start + LONG..)?;
            // One byte more than a key can have is enough to refuse it, and keeps the time linear.
            let end = start + LONG + token_run(&long[..long.len().min(LONG_MAX + 1)]);
            let key = text.get(start..end)?.parse().ok()?;
            after = end;
            Some(key)
        })
    }

    /// Writes the plain key: the named choice, field by field, to serialize a secret.
    ///
    /// ```
    /// use flowai_types::ApiKey;
    ///
    /// #[derive(serde::Serialize)]
    /// struct Stored {
    ///     #[serde(serialize_with = "ApiKey::serialize_exposed")]
    ///     key: ApiKey,
    /// }
    ///
    /// let stored = Stored { key: "flow_ada2ad2a_1234567890abcdef".parse()? };
    /// assert_eq!(serde_json::to_string(&stored)?, r#"{"key":"flow_ada2ad2a_1234567890abcdef"}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize_exposed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose_secret())
    }
}

impl FromStr for ApiKey {
    type Err = ParseApiKeyError;

    fn from_str(text: &str) -> Result<Self, ParseApiKeyError> {
        let fault = |kind| Err(ParseApiKeyError { kind });
        let Some(tokens) = text.as_bytes().strip_prefix(KeyPrefix::TEXT.as_bytes()) else {
            return fault(ParseApiKeyErrorKind::Prefix);
        };
        match tokens.split_at_checked(LONG - SHORT) {
            Some(([short @ .., b'_'], long)) if all(short, is_lower_hex) => {
                if (LONG_MIN..=LONG_MAX).contains(&long.len()) && all(long, is_token) {
                    Ok(Self(SecretString::from(text)))
                } else {
                    fault(ParseApiKeyErrorKind::LongToken)
                }
            }
            _ => fault(ParseApiKeyErrorKind::ShortToken),
        }
    }
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Whether every byte is of a kind; without a branch for each, so that the compiler can look at many at once.
fn all(bytes: &[u8], is: fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |so_far, byte| so_far & is(*byte))
}

/// How many bytes at the start of `bytes` can stand in a long token.
fn token_run(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| !is_token(*byte))
        .unwrap_or(bytes.len())
}

impl ExposeSecret<str> for ApiKey {
    fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl PartialEq for ApiKey {
    fn eq(&self, other: &Self) -> bool {
        self.expose_secret()
            .as_bytes()
            .ct_eq(other.expose_secret().as_bytes())
            .into()
    }
}

impl Eq for ApiKey {}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ApiKey({}{}_{REDACTED})",
            self.prefix(),
            self.short_token()
        )
    }
}

impl Text for ApiKey {
    const FORM: &'static str =
        "an API key: `flow_`, 8 lower-case hex digits, `_`, then 16 to 128 of `0-9 A-Z a-z _ -`";

    #[inline]
    fn parse(text: &str) -> Result<Self, &'static str> {
        text.parse()
            .map_err(|error: ParseApiKeyError| error.expected())
    }
}

impl<'de> Deserialize<'de> for ApiKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

/// Why a text is not an [`ApiKey`]. It never shows the text.
///
/// ```
/// use flowai_types::{ApiKey, ParseApiKeyErrorKind};
///
/// let error = "flow_ada2ad2a_123".parse::<ApiKey>().unwrap_err();
/// assert_eq!(error.kind(), ParseApiKeyErrorKind::LongToken);
/// assert_eq!(
///     error.to_string(),
///     "expected an API key whose long token is 16 to 128 of `0-9 A-Z a-z _ -`, with nothing behind it",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseApiKeyError {
    kind: ParseApiKeyErrorKind,
}

impl ParseApiKeyError {
    /// The part of the key at fault: the first one, read from the left.
    #[must_use]
    pub fn kind(&self) -> ParseApiKeyErrorKind {
        self.kind
    }

    fn expected(self) -> &'static str {
        match self.kind {
            ParseApiKeyErrorKind::Prefix => "an API key that starts with `flow_`",
            ParseApiKeyErrorKind::ShortToken => {
                "an API key whose short token, behind `flow_`, is 8 lower-case hex digits, then `_`"
            }
            ParseApiKeyErrorKind::LongToken => {
                "an API key whose long token is 16 to 128 of `0-9 A-Z a-z _ -`, with nothing behind it"
            }
        }
    }
}

impl fmt::Display for ParseApiKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected())
    }
}

impl std::error::Error for ParseApiKeyError {}

/// The part of an [`ApiKey`] that [`ParseApiKeyError`] finds at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseApiKeyErrorKind {
    /// The text does not start with `flow_`: `sk_ada2ad2a_1234567890abcdef`.
    Prefix,
    /// `flow_` is not followed by 8 lower-case hex digits and `_`: `flow_ADA2AD2A_1234567890abcdef`.
    ShortToken,
    /// The rest is not 16 to 128 of `0-9 A-Z a-z _ -`: `flow_ada2ad2a_REDACTED`.
    LongToken,
}

/// The prefix of an [`ApiKey`]: `flow_`, the documented one.
///
/// # Errors
///
/// [`FromStr`] takes `flow_` and nothing else: `""`, `"flow"`, `"Flow_"`, `"flow_ "` and `"sk_"` are
/// refused with a [`ParseKeyPrefixError`].
///
/// # Serde
///
/// From and to the string `"flow_"`.
///
/// ```
/// use flowai_types::KeyPrefix;
///
/// let prefix: KeyPrefix = "flow_".parse()?;
/// assert_eq!(prefix, KeyPrefix::Flow);
/// assert_eq!(prefix.to_string(), "flow_");
/// # Ok::<(), flowai_types::ParseKeyPrefixError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyPrefix {
    /// `flow_`
    Flow,
}

impl KeyPrefix {
    const TEXT: &'static str = "flow_";

    /// The prefix as it stands in a key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::TEXT
    }
}

impl FromStr for KeyPrefix {
    type Err = ParseKeyPrefixError;

    #[inline]
    fn from_str(text: &str) -> Result<Self, ParseKeyPrefixError> {
        if text == Self::TEXT {
            Ok(Self::Flow)
        } else {
            Err(ParseKeyPrefixError(()))
        }
    }
}

impl fmt::Display for KeyPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Text for KeyPrefix {
    const FORM: &'static str = "the key prefix `flow_`";

    #[inline]
    fn parse(text: &str) -> Result<Self, &'static str> {
        text.parse().map_err(|ParseKeyPrefixError(())| Self::FORM)
    }
}

impl<'de> Deserialize<'de> for KeyPrefix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Serialize for KeyPrefix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A text is not a [`KeyPrefix`]. It never shows the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseKeyPrefixError(());

impl fmt::Display for ParseKeyPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", KeyPrefix::FORM)
    }
}

impl std::error::Error for ParseKeyPrefixError {}

/// Makes a text safe to log: everything shaped like an [`ApiKey`] loses its long token.
///
/// `flow_`, 8 hex digits of either case, `_` and the whole run of `0-9 A-Z a-z _ -` behind it become
/// `flow_ada2ad2a_REDACTED` (with the text's own short token): a run that is too short or too long for
/// a key as well, since a key that was cut or glued together is still a secret. Text in which nothing
/// changes is borrowed. The text is read as it is, JSON escapes not undone: `\u0066low_…` is not
/// found. Redacting twice is redacting once.
///
/// ```
/// use flowai_types::redact;
/// use std::borrow::Cow;
///
/// assert_eq!(
///     redact("401 for flow_ada2ad2a_1234567890abcdef, sent twice"),
///     "401 for flow_ada2ad2a_REDACTED, sent twice",
/// );
/// assert!(matches!(redact("no key in here"), Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    if text.len() < LONG {
        return Cow::Borrowed(text);
    }
    let mut redacted = String::new();
    let mut copied = 0;
    for start in PREFIX.find_iter(text.as_bytes()) {
        // `flow_` inside of a run that is gone already.
        if start < copied {
            continue;
        }
        let Some((short, long)) = text.as_bytes()[start + SHORT..].split_at_checked(LONG - SHORT)
        else {
            break;
        };
        if !(short[..8].iter().all(u8::is_ascii_hexdigit) && short[8] == b'_') {
            continue;
        }
        let run = token_run(long);
        if &long[..run] != REDACTED.as_bytes() {
            redacted.push_str(&text[copied..start + LONG]);
            redacted.push_str(REDACTED);
            copied = start + LONG + run;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    redacted.push_str(&text[copied..]);
    Cow::Owned(redacted)
}

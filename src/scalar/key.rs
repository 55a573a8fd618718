//! [`ApiKey`]: its parser, its secrecy, and how to find one in a string. Its grammar is in `key_grammar.rs`.

use std::fmt;
use std::str::FromStr;

use secrecy::zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};
use secrecy::{ExposeSecret, SecretString};
use serde::Serializer;
use subtle::ConstantTimeEq;

use super::prefix::KeyPrefix;
use crate::json::implement::implement;
use crate::json::traits::{JsonString, ToJson};
use crate::json::write;
use crate::key_grammar::{LONG_TOKEN_LEN, LONG_TOKEN_START, PREFIX, SHORT_TOKEN_START, is_lower_hex, is_token};
use crate::secret::REDACTED;
use crate::secret::keys::{Shaped, ends_token, find_shaped, may_precede};

/// A plain Flow AI API key: a secret that the API shows once, when the key is created.
///
/// # Format
///
/// ```text
/// flow_ada2ad2a_1234567890abcdef
/// ^^^^^ ^^^^^^^^ ^^^^^^^^^^^^^^^^
/// prefix short  long token: the secret
///        token
/// ```
///
/// | part | rule |
/// | --- | --- |
/// | prefix | `flow_` exactly |
/// | short token | 8 lower-case hex digits, then `_`; identifies the key in logs without revealing it |
/// | long token | 16 to 128 characters of `0-9 A-Z a-z _ -` |
///
/// As a regular expression: `^flow_[0-9a-f]{8}_[0-9A-Za-z_\-]{16,128}$`. The prefix is the documented one. The rule for
/// the long token is wider than the one documented example, since a longer key that is shown only once must not be
/// refused.
///
/// # Errors
///
/// [`FromStr`] is the one parser. [`ParseApiKeyError::kind`] is the part at fault:
///
/// | input | kind |
/// | --- | --- |
/// | `""`, `"key"`, `"sk_ada2ad2a_1234567890abcdef"`, `"FLOW_ada2ad2a_1234567890abcdef"`, `" flow_ada2ad2a_1234567890abcdef"` | [`Prefix`](ParseApiKeyErrorKind::Prefix) |
/// | `"flow_"`, `"flow_ADA2AD2A_1234567890abcdef"`, `"flow_ada2ad2_1234567890abcdef"` | [`ShortToken`](ParseApiKeyErrorKind::ShortToken) |
/// | `"flow_ada2ad2a_"`, `"flow_ada2ad2a_REDACTED"`, `"flow_ada2ad2a_1234567890abcde+"`, `"flow_ada2ad2a_1234567890abcdef\n"`, a long token of 129 characters | [`LongToken`](ParseApiKeyErrorKind::LongToken) |
///
/// # Secrecy
///
/// - [`Debug`](fmt::Debug) prints `ApiKey(flow_ada2ad2a_REDACTED)`, and [`redacted`](Self::redacted) returns what is in the
///   parentheses: nothing of the long token, not even its length.
/// - Only [`expose_secret`](Self::expose_secret), [`to_bearer`](Self::to_bearer),
///   [`serialize_exposed`](Self::serialize_exposed) and conversion into a `SecretString` expose the string. `Display`,
///   `Deref`, `AsRef<str>`, `Into<String>`, `Hash`, `Ord`, `Default` and `Serialize` are withheld, since each of them
///   would expose a key implicitly.
/// - `==` takes the same time no matter where two keys of the same length differ.
/// - The memory is wiped on drop. The buffers of a JSON parser, the body of the response and the caller's own copies are
///   out of reach.
///
/// # Serde
///
/// Deserialized from a string. Serialized only where a field opts in, with [`ApiKey::serialize_exposed`].
///
/// # Examples
///
/// ```
/// use flowai_types::ApiKey;
///
/// let key: ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
/// assert_eq!(key.short_token(), "ada2ad2a");
/// assert_eq!(format!("{key:?}"), "ApiKey(flow_ada2ad2a_REDACTED)");
/// assert_eq!(key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
/// # Ok::<(), flowai_types::ParseApiKeyError>(())
/// ```
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// The number of random bytes from which [`from_random`](Self::from_random) creates a key.
    pub const RANDOM_LEN: usize = 20;

    /// Creates a key from random bytes, 4 for the short token and 16 for the long one, and wipes them: no copy is left
    /// behind. The bytes must come from a cryptographically secure generator, such as `getrandom`.
    ///
    /// To recognize the key later, store its SHA-256 and not the key. Neither a salt nor a slow hash such as Argon2 is
    /// needed: they protect passwords that can be guessed, and 128 random bits cannot be.
    ///
    /// ```
    /// use flowai_types::ApiKey;
    ///
    /// let mut random = [0xa5; ApiKey::RANDOM_LEN]; // `getrandom::fill(&mut random)?`
    /// let key = ApiKey::from_random(&mut random);
    /// assert_eq!(key.expose_secret(), "flow_a5a5a5a5_a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5");
    /// assert_eq!(random, [0; ApiKey::RANDOM_LEN]);
    /// ```
    #[must_use]
    pub fn from_random(bytes: &mut [u8; Self::RANDOM_LEN]) -> Self {
        // With room for all of it, so that it never moves; the copy of the exact length is the one that is kept.
        let mut key = Zeroizing::new(String::with_capacity(LONG_TOKEN_START + 2 * bytes.len()));
        key.push_str(PREFIX);
        for byte in bytes.iter() {
            let digits = [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]));
            key.extend(digits);
            if key.len() == LONG_TOKEN_START - 1 {
                key.push('_');
            }
        }
        bytes.zeroize();
        Self(SecretString::from(key.as_str()))
    }

    /// The key's prefix.
    #[must_use]
    pub fn prefix(&self) -> KeyPrefix {
        KeyPrefix::Flow
    }

    /// The 8 lower-case hex digits that identify the key, safe to log and to show.
    #[must_use]
    pub fn short_token(&self) -> &str {
        &self.expose_secret()[SHORT_TOKEN_START..LONG_TOKEN_START - 1]
    }

    /// The plain key, as a string.
    ///
    /// The same as [`ExposeSecret::expose_secret`], without importing the trait.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }

    /// The key without its long token, for people: `flow_ada2ad2a_REDACTED`.
    ///
    /// ```
    /// let key: flowai_types::ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
    /// assert_eq!(format!("revoked {}", key.redacted()), "revoked flow_ada2ad2a_REDACTED");
    /// # Ok::<(), flowai_types::ParseApiKeyError>(())
    /// ```
    #[must_use]
    pub fn redacted(&self) -> String {
        format!("{}{}_{REDACTED}", self.prefix(), self.short_token())
    }

    /// Finds the complete keys in a string or in bytes, first to last.
    ///
    /// A longer string is never cut down to a key. A key must not directly follow an ASCII letter, a digit or `-`, and
    /// must be followed by the end of the input or by something that cannot continue a token: white space, a quote, `,`
    /// `;` `)` `]` `}` `>` `<` `&`, `\` before a quote or before `n`, `r` or `t`, or `.` `:` `!` `?` before white space
    /// or the end. So `KEY.abc`, `KEY/abc`, `KEY=`, `KEY…` and `KEY\u002d…` contain no key. JSON escapes are not
    /// decoded: `\u0066low_…` is not found.
    ///
    /// It finds only keys that match this type's grammar. To recover a new key of any form from a response that could
    /// not be decoded, use [`ResponseError::rescue`](crate::ResponseError::rescue) or
    /// [`rescue_key`](crate::rescue_key).
    ///
    /// ```
    /// use flowai_types::ApiKey;
    ///
    /// let log = "created flow_ada2ad2a_1234567890abcdef, revoked flow_0b3be3f0_fedcba0987654321.";
    /// let short_tokens: Vec<_> = ApiKey::find_iter(log).map(|key| key.short_token().to_owned()).collect();
    /// assert_eq!(short_tokens, ["ada2ad2a", "0b3be3f0"]);
    /// assert_eq!(ApiKey::find_iter("flow_ada2ad2a_1234567890abcdef.cut").count(), 0);
    /// ```
    pub fn find_iter<T: AsRef<[u8]> + ?Sized>(text: &T) -> impl Iterator<Item = ApiKey> {
        let text = text.as_ref();
        find_shaped(text).filter_map(|Shaped { start, end, .. }| {
            let before = text[..start].last();
            if !before.is_none_or(|byte| may_precede(*byte)) || !ends_token(&text[end..]) {
                return None;
            }
            std::str::from_utf8(&text[start..end]).ok()?.parse().ok()
        })
    }

    /// Serializes the plain key: an explicit opt-in, field by field, to writing a secret. It also works for
    /// `Option<ApiKey>`.
    ///
    /// ```
    /// use flowai_types::ApiKey;
    ///
    /// #[derive(serde::Serialize)]
    /// struct Stored {
    ///     #[serde(serialize_with = "ApiKey::serialize_exposed")]
    ///     key: ApiKey,
    ///     #[serde(serialize_with = "ApiKey::serialize_exposed")]
    ///     previous: Option<ApiKey>,
    /// }
    ///
    /// let stored = Stored { key: "flow_ada2ad2a_1234567890abcdef".parse()?, previous: None };
    /// assert_eq!(
    ///     serde_json::to_string(&stored)?,
    ///     r#"{"key":"flow_ada2ad2a_1234567890abcdef","previous":null}"#,
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize_exposed<S: Serializer>(key: &impl sealed::KeyOrOption, serializer: S) -> Result<S::Ok, S::Error> {
        write::serialize(key, serializer)
    }
}

mod sealed {
    use super::{ApiKey, ToJson};

    /// The types that [`serialize_exposed`](ApiKey::serialize_exposed) accepts.
    #[expect(private_bounds, reason = "its method is for this crate")]
    pub trait KeyOrOption: ToJson {}

    impl KeyOrOption for ApiKey {}
    impl KeyOrOption for Option<ApiKey> {}
}

impl FromStr for ApiKey {
    type Err = ParseApiKeyError;

    #[inline]
    fn from_str(string: &str) -> Result<Self, ParseApiKeyError> {
        let error = |kind| Err(ParseApiKeyError::new(kind, string));
        let Some(tokens) = string.as_bytes().strip_prefix(PREFIX.as_bytes()) else {
            return error(ParseApiKeyErrorKind::Prefix);
        };
        match tokens.split_at_checked(LONG_TOKEN_START - SHORT_TOKEN_START) {
            Some(([short @ .., b'_'], long)) if all(short, is_lower_hex) => {
                if LONG_TOKEN_LEN.contains(&long.len()) && all(long, is_token) {
                    Ok(Self(SecretString::from(string)))
                } else {
                    error(ParseApiKeyErrorKind::LongToken)
                }
            }
            _ => error(ParseApiKeyErrorKind::ShortToken),
        }
    }
}

/// Whether every byte is of a class. Without a branch for each, the compiler can vectorize it: 0.97 of the instructions of
/// `from_json`.
#[inline]
fn all(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(true, |so_far, byte| so_far & is(*byte))
}

impl TryFrom<&str> for ApiKey {
    type Error = ParseApiKeyError;

    fn try_from(string: &str) -> Result<Self, ParseApiKeyError> {
        string.parse()
    }
}

/// Wipes the string, whether it is a key or not.
impl TryFrom<String> for ApiKey {
    type Error = ParseApiKeyError;

    fn try_from(string: String) -> Result<Self, ParseApiKeyError> {
        Zeroizing::new(string).parse()
    }
}

/// For a string that must not be shown if it is invalid, such as an argument of a program.
///
/// ```
/// use flowai_types::{ApiKey, SecretString};
///
/// // clap shows a value that a parser refuses, and this type accepts any.
/// let argument = SecretString::from("flow_ada2ad2a_1234567890abcde+");
/// let error = ApiKey::try_from(argument).unwrap_err();
/// assert!(!error.to_string().contains("1234567890abcde"));
/// ```
impl TryFrom<SecretString> for ApiKey {
    type Error = ParseApiKeyError;

    fn try_from(secret: SecretString) -> Result<Self, ParseApiKeyError> {
        secret.expose_secret().parse()
    }
}

impl From<ApiKey> for SecretString {
    fn from(key: ApiKey) -> Self {
        key.0
    }
}

impl ExposeSecret<str> for ApiKey {
    fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl ZeroizeOnDrop for ApiKey {}

impl PartialEq for ApiKey {
    fn eq(&self, other: &Self) -> bool {
        let [this, other] = [self, other].map(|key| key.expose_secret().as_bytes());
        this.ct_eq(other).into()
    }
}

impl Eq for ApiKey {}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({})", self.redacted())
    }
}

impl JsonString for ApiKey {
    const EXPECTED: &'static str =
        "an API key: `flow_`, 8 lower-case hex digits, `_`, then 16 to 128 characters of `0-9 A-Z a-z _ -`";

    #[inline]
    fn parse(string: &str) -> Result<Self, &'static str> {
        string.parse().map_err(|error: ParseApiKeyError| error.expected())
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(self.expose_secret())
    }
}

#[cfg(feature = "schemars")]
impl crate::json::traits::Describe for ApiKey {
    /// The format is for code generators: some of them create a type that hides the value. `writeOnly` helps none of
    /// them, and mock servers leave such a member out of a response.
    fn schema(_: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
        let pattern = format!("^{}$", crate::key_grammar::pattern());
        schemars::json_schema!({"type": "string", "format": "password", "pattern": pattern})
    }
}

#[cfg(feature = "arbitrary")]
impl crate::json::traits::Generate for ApiKey {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        use crate::json::generate::characters;

        let alphabet: Vec<u8> = (0..=127).filter(|byte| is_token(*byte)).collect();
        let short = characters(u, b"0123456789abcdef", 8..=8)?;
        let long = characters(u, &alphabet, LONG_TOKEN_LEN)?;
        let key = format!("{PREFIX}{short}_{long}").parse();
        key.map_err(|_| arbitrary::Error::IncorrectFormat)
    }
}

implement!(ApiKey: Deserialize JsonSchema Arbitrary);

/// The error returned when a string is not an [`ApiKey`]. It never contains the string.
///
/// `Display` says what is around a key that came from a file or a header: white space, quotes, `Bearer `.
///
/// # Examples
///
/// ```
/// use flowai_types::{ApiKey, ParseApiKeyErrorKind};
///
/// let error = "flow_ada2ad2a_123".parse::<ApiKey>().unwrap_err();
/// assert_eq!(error.kind(), ParseApiKeyErrorKind::LongToken);
/// assert_eq!(
///     error.to_string(),
///     "expected an API key that ends with a long token of 16 to 128 characters of `0-9 A-Z a-z _ -`",
/// );
///
/// let error = "flow_ada2ad2a_1234567890abcdef\n".parse::<ApiKey>().unwrap_err();
/// assert_eq!(error.to_string(), "expected an API key alone: white space follows the key");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseApiKeyError {
    kind: ParseApiKeyErrorKind,
    /// The expectation, in the words for the characters around the key, if there are any.
    around: Option<&'static str>,
}

impl ParseApiKeyError {
    #[cold]
    fn new(kind: ParseApiKeyErrorKind, string: &str) -> Self {
        let start = string.get(.."Bearer ".len()).unwrap_or_default();
        let around = if start.eq_ignore_ascii_case("Bearer ") {
            Some("an API key alone: it starts with `Bearer `")
        } else if string.starts_with(['"', '\'', '`']) {
            Some("an API key alone: it is in quotes")
        } else if string.trim_start() != string {
            Some("an API key alone: white space precedes the key")
        } else if string.trim_end() != string {
            Some("an API key alone: white space follows the key")
        } else {
            None
        };
        Self { kind, around }
    }

    /// The first invalid part of the key, from the left.
    #[must_use]
    pub fn kind(&self) -> ParseApiKeyErrorKind {
        self.kind
    }

    fn expected(self) -> &'static str {
        self.around.unwrap_or(match self.kind {
            ParseApiKeyErrorKind::Prefix => "an API key that starts with `flow_`",
            ParseApiKeyErrorKind::ShortToken => {
                "an API key in which `flow_` is followed by a short token of 8 lower-case hex digits, then `_`"
            }
            ParseApiKeyErrorKind::LongToken => {
                "an API key that ends with a long token of 16 to 128 characters of `0-9 A-Z a-z _ -`"
            }
        })
    }
}

impl fmt::Display for ParseApiKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected())
    }
}

impl std::error::Error for ParseApiKeyError {}

/// The part of an [`ApiKey`] that a [`ParseApiKeyError`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseApiKeyErrorKind {
    /// The string does not start with `flow_`: `sk_ada2ad2a_1234567890abcdef`.
    Prefix,
    /// `flow_` is not followed by 8 lower-case hex digits and `_`: `flow_ADA2AD2A_1234567890abcdef`.
    ShortToken,
    /// The rest is not 16 to 128 characters of `0-9 A-Z a-z _ -`: `flow_ada2ad2a_REDACTED`.
    LongToken,
}

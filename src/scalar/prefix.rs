//! [`KeyPrefix`]: the start of every key.

use std::fmt;
use std::str::FromStr;

use crate::json::implement::implement;
use crate::json::traits::JsonString;
use crate::key_grammar::PREFIX;

/// The prefix of an [`ApiKey`](crate::ApiKey): `flow_`, the documented one.
///
/// # Errors
///
/// [`FromStr`] accepts `flow_` and nothing else: `""`, `"flow"`, `"Flow_"`, `"flow_ "` and `"sk_"` are refused with a
/// [`ParseKeyPrefixError`].
///
/// # Serde
///
/// The string `"flow_"`.
///
/// # Examples
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
    /// The prefix as a string.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        PREFIX
    }
}

impl FromStr for KeyPrefix {
    type Err = ParseKeyPrefixError;

    #[inline]
    fn from_str(string: &str) -> Result<Self, ParseKeyPrefixError> {
        if string == PREFIX { Ok(Self::Flow) } else { Err(ParseKeyPrefixError(())) }
    }
}

impl fmt::Display for KeyPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl JsonString for KeyPrefix {
    const EXPECTED: &'static str = "the key prefix `flow_`";

    #[inline]
    fn parse(string: &str) -> Result<Self, &'static str> {
        string.parse().map_err(|ParseKeyPrefixError(())| Self::EXPECTED)
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(self.as_str())
    }
}

#[cfg(feature = "schemars")]
impl crate::json::traits::Describe for KeyPrefix {
    fn schema(_: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "enum": [PREFIX]})
    }
}

#[cfg(feature = "arbitrary")]
impl crate::json::traits::Generate for KeyPrefix {
    fn generate(_: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        Ok(Self::Flow)
    }
}

implement!(KeyPrefix: Deserialize Serialize JsonSchema Arbitrary);

/// The error returned when a string is not a [`KeyPrefix`]. It never contains the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseKeyPrefixError(());

impl fmt::Display for ParseKeyPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", KeyPrefix::EXPECTED)
    }
}

impl std::error::Error for ParseKeyPrefixError {}

//! The grammar of a key: its constants, and the bytes of its parts.

use std::ops::RangeInclusive;

/// The documented prefix of every key.
pub(crate) const PREFIX: &str = "flow_";
pub(crate) const SHORT_TOKEN_START: usize = PREFIX.len();
pub(crate) const SHORT_TOKEN_LEN: usize = 8;
/// After the short token and its `_`.
pub(crate) const LONG_TOKEN_START: usize = SHORT_TOKEN_START + SHORT_TOKEN_LEN + 1;
pub(crate) const LONG_TOKEN_LEN: RangeInclusive<usize> = 16..=128;

/// Whether a byte can be in a short token.
#[inline]
pub(crate) fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Whether a byte can be in a long token.
#[inline]
pub(crate) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// The grammar as a regular expression that ECMA-262, RE2, Python, Java, PCRE, Ruby and Rust read alike, without anchors.
#[cfg(feature = "schemars")]
pub(crate) fn pattern() -> String {
    let (least, most) = LONG_TOKEN_LEN.into_inner();
    format!(r"{PREFIX}[0-9a-f]{{{SHORT_TOKEN_LEN}}}_[0-9A-Za-z_\-]{{{least},{most}}}")
}

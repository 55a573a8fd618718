//! The grammar of a key: its constants, the bytes of its parts, and where one can be in a string.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use memchr::memmem;

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

/// How many bytes at the start of `bytes` can be in a long token.
pub(crate) fn token_run(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| !is_token(*byte));
    end.unwrap_or(bytes.len())
}

/// What has the shape of a key: the prefix, 8 hex digits of either case, `_`, and the whole run of what can be in a long
/// token. It may be too short or too long.
pub(crate) struct Shaped {
    pub(crate) start: usize,
    pub(crate) long_token: usize,
    pub(crate) end: usize,
}

/// Finds what has the shape of a key, first to last; what is in the run of another is a part of that.
pub(crate) fn find_shaped(text: &[u8]) -> impl Iterator<Item = Shaped> {
    /// Built once: most strings are shorter than what building it costs.
    static PREFIXES: LazyLock<memmem::Finder<'static>> =
        LazyLock::new(|| memmem::Finder::new(PREFIX));

    let mut after = 0;
    PREFIXES.find_iter(text).filter_map(move |start| {
        let long_token = start + LONG_TOKEN_START;
        let (b'_', short) = text
            .get(start + SHORT_TOKEN_START..long_token)?
            .split_last()?
        else {
            return None;
        };
        if start < after || !short.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let end = long_token + token_run(&text[long_token..]);
        after = end;
        Some(Shaped {
            start,
            long_token,
            end,
        })
    })
}

/// Whether a key can start after a byte, which would else belong to a longer word.
pub(crate) fn may_precede(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && byte != b'-'
}

/// Whether what follows a token cannot belong to a longer one.
pub(crate) fn ends_token(rest: &[u8]) -> bool {
    let is_white = |byte: &u8| byte.is_ascii_whitespace();
    match rest {
        [b'\\', escaped, ..] => b"\"'nrt".contains(escaped),
        [b'.' | b':' | b'!' | b'?', rest @ ..] => rest.first().is_none_or(is_white),
        [byte, ..] => is_white(byte) || b"\"'`,;)]}><&".contains(byte),
        [] => true,
    }
}

/// The grammar as a regular expression that ECMA-262, RE2, Python, Java, PCRE, Ruby and Rust read alike, without anchors.
#[cfg(any(feature = "proptest", feature = "schemars"))]
pub(crate) fn pattern() -> String {
    let (least, most) = LONG_TOKEN_LEN.into_inner();
    format!(r"{PREFIX}[0-9a-f]{{{SHORT_TOKEN_LEN}}}_[0-9A-Za-z_\-]{{{least},{most}}}")
}

/// Finds in a string at least what [`ApiKey::find_iter`](crate::ApiKey::find_iter) finds: the first group of each match that does not
/// start with `-`. RE2 looks neither ahead nor behind, so a match contains what is around the key, and `\b` stands for what the
/// match before it contains already: no word, and no `-`.
#[cfg(feature = "schemars")]
pub(crate) fn scanner_pattern() -> String {
    let white = r"\t\n\f\r ";
    let after = format!(r#"$|[{white}"'`,;\)\]\}}><&]|\\["'nrt]|[.:!?](?:[{white}]|$)"#);
    format!(r"(?:[^0-9A-Za-z]|\b)({})(?:{after})", pattern())
}

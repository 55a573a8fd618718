//! Finding and redacting keys in a string.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use crate::key_grammar::{LONG_TOKEN_START, PREFIX, SHORT_TOKEN_START, is_token};

/// The replacement for a secret. Shorter than any long token, so that a redacted string never parses as a key.
pub(crate) const REDACTED: &str = "REDACTED";

/// Redacts the keys in a string: everything shaped like an [`ApiKey`](crate::ApiKey) loses its long token.
///
/// `flow_`, 8 hex digits of either case, `_` and the token after them become `flow_ada2ad2a_REDACTED` (with the
/// string's own short token). The token is the whole run of `0-9 A-Z a-z _ -`, any further runs joined to it by `.`,
/// `+`, `/`, `=`, `~` or `%`, and any padding `=`. Its length does not matter: a key that was cut or glued together is
/// still a secret. If nothing changes, the string is borrowed. JSON escapes are not decoded: `\u0066low_…` is not found,
/// and the rest of a token after an escape stays. Redaction is idempotent.
///
/// # Examples
///
/// ```
/// use flowai_types::redact;
/// use std::borrow::Cow;
///
/// assert_eq!(
///     redact("401 for flow_ada2ad2a_1234567890abcdef, sent twice."),
///     "401 for flow_ada2ad2a_REDACTED, sent twice.",
/// );
/// assert_eq!(redact("flow_ada2ad2a_12345.67890/abc== is cut"), "flow_ada2ad2a_REDACTED is cut");
/// assert!(matches!(redact("no key in here"), Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    replace(text, find_secrets(text.as_bytes()))
}

/// Finds the part to hide of each string shaped like a key: its long token with the tail. One in the tail of another is
/// a part of that.
pub(super) fn find_secrets(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut after = 0;
    find_shaped(text).filter_map(move |shaped| {
        if shaped.start < after {
            return None;
        }
        after = shaped.end + tail(&text[shaped.end..]);
        Some(shaped.long_token..after)
    })
}

/// How many bytes after a run of a token may still belong to it.
fn tail(text: &[u8]) -> usize {
    let is_joint = |byte: &&u8| b".+/=~%".contains(byte);
    let mut end = 0;
    loop {
        let joints = text[end..].iter().take_while(is_joint).count();
        match token_run(&text[end + joints..]) {
            0 => return end + text[end..].iter().take_while(|byte| **byte == b'=').count(),
            run => end += joints + run,
        }
    }
}

/// A string with parts of it, in their order, replaced by `REDACTED`. Borrowed if each already is.
pub(super) fn replace(text: &str, parts: impl Iterator<Item = Range<usize>>) -> Cow<'_, str> {
    let mut redacted = String::new();
    let mut copied = 0;
    for part in parts.filter(|part| text[part.clone()] != *REDACTED) {
        redacted.push_str(&text[copied..part.start]);
        redacted.push_str(REDACTED);
        copied = part.end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    redacted.push_str(&text[copied..]);
    Cow::Owned(redacted)
}

/// How many bytes at the start of `bytes` can be in a long token.
fn token_run(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| !is_token(*byte));
    end.unwrap_or(bytes.len())
}

/// A string shaped like a key: the prefix, 8 hex digits of either case, `_`, and the whole run of bytes that a long token
/// may have. It may be too short or too long.
pub(crate) struct Shaped {
    pub(crate) start: usize,
    pub(crate) long_token: usize,
    pub(crate) end: usize,
}

/// Finds the strings shaped like a key, first to last. Matches do not overlap.
pub(crate) fn find_shaped(text: &[u8]) -> impl Iterator<Item = Shaped> {
    /// Built once: building it costs more than searching a typical string.
    static PREFIXES: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(PREFIX));

    let mut after = 0;
    PREFIXES.find_iter(text).filter_map(move |start| {
        let long_token = start + LONG_TOKEN_START;
        let (b'_', short) = text.get(start + SHORT_TOKEN_START..long_token)?.split_last()? else {
            return None;
        };
        if start < after || !short.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let end = long_token + token_run(&text[long_token..]);
        after = end;
        Some(Shaped { start, long_token, end })
    })
}

/// Whether a key can start after a byte, which would else belong to a longer word.
pub(crate) fn may_precede(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && byte != b'-'
}

/// Whether the bytes after a token cannot belong to a longer one.
pub(crate) fn ends_token(rest: &[u8]) -> bool {
    let is_white = |byte: &u8| byte.is_ascii_whitespace();
    match rest {
        [b'\\', escaped, ..] => b"\"'nrt".contains(escaped),
        [b'.' | b':' | b'!' | b'?', rest @ ..] => rest.first().is_none_or(is_white),
        [byte, ..] => is_white(byte) || b"\"'`,;)]}><&".contains(byte),
        [] => true,
    }
}

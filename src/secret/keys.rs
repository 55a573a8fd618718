//! Finding and redacting keys in a string.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;

use crate::key_grammar::{LONG_TOKEN_START, PREFIX, SHORT_TOKEN_START, is_token};

/// What replaces a secret. Shorter than any long token, so that a redacted string never parses as a key.
pub(crate) const REDACTED: &str = "REDACTED";

/// Redacts the keys in a string: everything shaped like an [`ApiKey`](crate::ApiKey) loses its long token.
///
/// `flow_`, 8 hex digits of either case, `_` and the token after them become `flow_ada2ad2a_REDACTED` (with the
/// string's own short token). The token is the whole run of `0-9 A-Z a-z _ -`, any further runs joined to it by `.`,
/// `+`, `/`, `=`, `~` or `%`, and any padding `=`. Its length does not matter: a key that was cut or glued together is
/// still a secret. If nothing changes, the string is borrowed. JSON escapes are not decoded: `\u0066low_…` is not found,
/// and what follows an escape in a token stays. Redaction is idempotent.
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
    let mut replaced = Replaced::new(text);
    for Shaped {
        start,
        long_token,
        end,
    } in find_shaped(text.as_bytes())
    {
        // One in the tail of another is gone already.
        if start >= replaced.copied {
            let end = end + tail(&text.as_bytes()[end..]);
            replaced.replace(long_token, end);
        }
    }
    replaced.finish()
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

/// A string, parts of which are replaced by `REDACTED`.
pub(super) struct Replaced<'a> {
    text: &'a str,
    redacted: String,
    copied: usize,
}

impl<'a> Replaced<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            redacted: String::new(),
            copied: 0,
        }
    }

    /// Replaces a part, unless it has been already.
    pub(super) fn replace(&mut self, start: usize, end: usize) {
        if self.text[start..end] != *REDACTED {
            self.redacted.push_str(&self.text[self.copied..start]);
            self.redacted.push_str(REDACTED);
            self.copied = end;
        }
    }

    pub(super) fn finish(mut self) -> Cow<'a, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.redacted.push_str(&self.text[self.copied..]);
        Cow::Owned(self.redacted)
    }
}

/// How many bytes at the start of `bytes` can be in a long token.
fn token_run(bytes: &[u8]) -> usize {
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

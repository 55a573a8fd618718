//! What may be shown: strings without the keys, the user information and the credentials in them.

use std::borrow::Cow;

use crate::key::grammar::{LONG_TOKEN_START, SHORT_TOKEN_START, find_prefixes, token_run};

/// What replaces a secret. Shorter than any long token, so that a redacted string never parses as a key.
pub(crate) const REDACTED: &str = "REDACTED";

/// Makes a string safe to log: everything shaped like an [`ApiKey`](crate::ApiKey) loses its long token.
///
/// `flow_`, 8 hex digits of either case, `_` and the whole run of `0-9 A-Z a-z _ -` after it become
/// `flow_ada2ad2a_REDACTED` (with the string's own short token): a run that is too short or too long for a key as well,
/// since a key that was cut or glued together is still a secret. A string in which nothing changes is borrowed. JSON
/// escapes are not undone: `\u0066low_…` is not found. Redacting twice is redacting once.
///
/// # Examples
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
    if text.len() < LONG_TOKEN_START {
        return Cow::Borrowed(text);
    }
    let mut redacted = String::new();
    let mut copied = 0;
    for start in find_prefixes(text.as_bytes()) {
        // `flow_` inside of a run that is gone already.
        if start < copied {
            continue;
        }
        let tokens = &text.as_bytes()[start + SHORT_TOKEN_START..];
        let Some((short, long)) = tokens.split_at_checked(LONG_TOKEN_START - SHORT_TOKEN_START)
        else {
            break;
        };
        let Some((b'_', short)) = short.split_last() else {
            continue;
        };
        if !short.iter().all(u8::is_ascii_hexdigit) {
            continue;
        }
        let run = token_run(long);
        if &long[..run] != REDACTED.as_bytes() {
            redacted.push_str(&text[copied..start + LONG_TOKEN_START]);
            redacted.push_str(REDACTED);
            copied = start + LONG_TOKEN_START + run;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    redacted.push_str(&text[copied..]);
    Cow::Owned(redacted)
}

/// A string in which the user information of each URL is redacted: of what follows `//`, with a scheme or without.
pub(crate) fn redact_user_information(text: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut copied = 0;
    for (slash, _) in text.match_indices('/') {
        if !text[..slash].ends_with('/') {
            continue;
        }
        let start = slash + 1;
        let authority = &text[start..];
        // Not at the comma of a list, which user information can contain as well.
        let end = authority.find(['/', '?', '#', ' ', '\t', '"', '<', '>']);
        let authority = &authority[..end.unwrap_or(authority.len())];
        if let Some(at) = authority
            .rfind('@')
            .filter(|at| authority[..*at] != *REDACTED)
        {
            safe.push_str(&text[copied..start]);
            safe.push_str(REDACTED);
            copied = start + at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    safe.push_str(&text[copied..]);
    Cow::Owned(safe)
}

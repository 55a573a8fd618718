//! Strings without keys, and without the credentials of the URLs in them.

use std::borrow::Cow;

use super::keys::{Replaced, redact};
use super::names::is_credential_parameter;

/// A string without the keys in it, and without the credentials of the URLs in it: the user information of each, and the
/// values of parameters whose names say that they are one.
///
/// Repeats until nothing changes, since a replacement may uncover another secret: the result is idempotent. `None` if the
/// string still changes after `PASSES` passes, which only a contrived one does.
pub(crate) fn redact_all(text: &str) -> Option<Cow<'_, str>> {
    const PASSES: usize = 8;

    let mut redacted = Cow::Borrowed(text);
    for _ in 0..PASSES {
        let Cow::Owned(next) = redact_once(&redacted) else {
            return Some(redacted);
        };
        redacted = Cow::Owned(next);
    }
    None
}

/// Borrowed if nothing changes.
fn redact_once(text: &str) -> Cow<'_, str> {
    let mut redacted = Cow::Borrowed(text);
    for redact in [redact, redact_user_information, redact_parameters] {
        if let Cow::Owned(next) = redact(&redacted) {
            redacted = Cow::Owned(next);
        }
    }
    redacted
}

/// Redacts the user information of each authority: of what follows `//`, or `http:` or `https:` with one slash or none. As
/// browsers have it, `\` is a slash.
fn redact_user_information(text: &str) -> Cow<'_, str> {
    let mut replaced = Replaced::new(text);
    let mut start = 0;
    // Not at the comma of a list, which user information can contain as well.
    for part in text.split(['/', '\\', '?', '#', ' ', '\t', '"', '<', '>']) {
        if let Some(at) = part.rfind('@') {
            let before = &text.as_bytes()[..start];
            let is_slash = |byte: &&u8| matches!(byte, b'/' | b'\\');
            let slashes = before.iter().rev().take_while(is_slash).count();
            let is_authority =
                slashes > 1 || slashes == 1 && ends_with_scheme(&before[..before.len() - 1]);
            let user = if is_authority {
                Some(0)
            } else {
                let mut colons = part[..at].match_indices(':').map(|(colon, _)| colon + 1);
                colons.find(|end| ends_with_scheme(&part.as_bytes()[..*end]))
            };
            if let Some(user) = user {
                replaced.replace(start + user, start + at);
            }
        }
        start += part.len() + 1;
    }
    replaced.finish()
}

fn ends_with_scheme(text: &[u8]) -> bool {
    ["http:", "https:"].iter().any(|scheme| {
        let start = text.len().checked_sub(scheme.len());
        start.is_some_and(|start| text[start..].eq_ignore_ascii_case(scheme.as_bytes()))
    })
}

/// Redacts the values of parameters: of what follows `?` or `#`, up to the end of the URL. A value goes on to the next `&`,
/// since `?` and `;` can be in one.
fn redact_parameters(text: &str) -> Cow<'_, str> {
    let mut replaced = Replaced::new(text);
    // Where the name of a parameter starts, with the separator, which is no letter of it; and where the value of a credential
    // does.
    let (mut name, mut credential) = (None, None);
    let mut follows_path = false;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte == b'=' {
            let is_credential = |start: usize| is_credential_parameter(&text[start..at]);
            if name.take().is_some_and(is_credential) {
                credential = Some(at + 1);
            }
            continue;
        }
        // Some clients write a quote or a space before the value.
        if credential == Some(at) && matches!(byte, b' ' | b'\t' | b'"') {
            credential = Some(at + 1);
            continue;
        }
        let ends_url = matches!(byte, b' ' | b'\t' | b'"' | b'<' | b'>');
        if ends_url || matches!(byte, b'&' | b'#') {
            if let Some(start) = credential.take().filter(|start| *start < at) {
                replaced.replace(start, at);
            }
        }
        if ends_url {
            (name, follows_path) = (None, false);
        } else if matches!(byte, b'?' | b'#' | b'&' | b';') && credential.is_none() {
            follows_path |= matches!(byte, b'?' | b'#');
            name = follows_path.then_some(at);
        }
    }
    replaced.finish()
}

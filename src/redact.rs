//! What may be shown: strings without the keys in them, names that mean a credential, and URLs without credentials.

use std::borrow::Cow;

use memchr::memmem;

use crate::grammar::{Shaped, find_shaped, token_run};

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
struct Replaced<'a> {
    text: &'a str,
    redacted: String,
    copied: usize,
}

impl<'a> Replaced<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            redacted: String::new(),
            copied: 0,
        }
    }

    /// Replaces a part, unless it has been already.
    fn replace(&mut self, start: usize, end: usize) {
        if self.text[start..end] != *REDACTED {
            self.redacted.push_str(&self.text[self.copied..start]);
            self.redacted.push_str(REDACTED);
            self.copied = end;
        }
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.redacted.push_str(&self.text[self.copied..]);
        Cow::Owned(self.redacted)
    }
}

/// If the name of a header or a parameter, in lower case and reduced to its letters and digits, contains one of these, its
/// value is a credential.
const MEANS_CREDENTIAL: [&str; 21] = [
    "accesskey",
    "apikey",
    "assertion",
    "authkey",
    "authorization",
    "cookie",
    "credential",
    "csrf",
    "customerkey",
    "functionskey",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "session",
    "signature",
    "subscriptionkey",
    "token",
    "xsrf",
];

/// As above, but the whole name must be one of these.
const IS_CREDENTIAL: [&str; 3] = ["auth", "dpop", "xauth"];

/// Likewise, for the names of parameters, which are terser.
const IS_CREDENTIAL_PARAMETER: [&str; 5] = ["code", "key", "pass", "pwd", "sig"];

/// Names that contain the first are counters, and the second is a permission: `x-ratelimit-remaining-tokens`,
/// `access-control-allow-credentials`.
const MEANS_NO_CREDENTIAL: &str = "ratelimit";
const IS_NO_CREDENTIAL: &str = "accesscontrolallowcredentials";

/// Whether the name of a header says that its value is a credential.
pub(crate) fn is_credential_name(name: &str) -> bool {
    with_letters(name, means_credential)
}

/// Whether the name of a header is `authorization`, or ends with it.
pub(crate) fn is_authorization(name: &str) -> bool {
    with_letters(name, |letters| letters.ends_with(b"authorization"))
}

/// Whether the name of a parameter says that its value is a credential.
fn is_credential_parameter(name: &str) -> bool {
    let is_credential =
        |letters: &[u8]| means_credential(letters) || is_one_of(&IS_CREDENTIAL_PARAMETER, letters);
    let (mut decoded, mut rest) = (String::new(), name);
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let byte = percent_encoded(&rest.as_bytes()[before.len()..]);
        decoded.extend(byte.map(char::from));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    decoded.push_str(rest);
    with_letters(&decoded, is_credential)
}

/// Calls a function with a name in lower case and without what is neither a letter nor a digit.
fn with_letters<T>(name: &str, f: impl FnOnce(&[u8]) -> T) -> T {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    let letters = letters.map(|byte| byte.to_ascii_lowercase());
    // Most names are short, and need no allocation.
    let mut short = [0; 64];
    if name.len() > short.len() {
        return f(&letters.collect::<Vec<_>>());
    }
    let mut length = 0;
    for letter in letters {
        short[length] = letter;
        length += 1;
    }
    f(&short[..length])
}

fn means_credential(letters: &[u8]) -> bool {
    /// For each letter, those that can come second in a word that starts with it: one bit each.
    const SECOND: [u32; 26] = {
        let mut second = [0; 26];
        let mut index = 0;
        while index < MEANS_CREDENTIAL.len() {
            let word = MEANS_CREDENTIAL[index].as_bytes();
            second[(word[0] - b'a') as usize] |= 1 << (word[1] - b'a');
            index += 1;
        }
        second
    };

    let can_start = |pair: &[u8]| {
        pair.iter().all(u8::is_ascii_lowercase)
            && SECOND[usize::from(pair[0] - b'a')] & (1 << (pair[1] - b'a')) != 0
    };
    let contains_word = letters.windows(2).enumerate().any(|(start, pair)| {
        let starts_here = |word: &&str| letters[start..].starts_with(word.as_bytes());
        can_start(pair) && MEANS_CREDENTIAL.iter().any(starts_here)
    });
    (contains_word || is_one_of(&IS_CREDENTIAL, letters))
        && memmem::find(letters, MEANS_NO_CREDENTIAL.as_bytes()).is_none()
        && letters != IS_NO_CREDENTIAL.as_bytes()
}

fn is_one_of(words: &[&str], letters: &[u8]) -> bool {
    words.iter().any(|word| word.as_bytes() == letters)
}

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

/// The byte that is percent-encoded at the start of a string, if one is.
pub(crate) fn percent_encoded(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

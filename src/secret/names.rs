//! The names of headers and parameters that mean a credential.

use memchr::memmem;

use super::percent::percent_encoded;

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
pub(super) fn is_credential_parameter(name: &str) -> bool {
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

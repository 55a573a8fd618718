//! Placeholders and masks: strings that stand for a key.

use crate::key_grammar::{PREFIX, SHORT_TOKEN_LEN};

/// Words of a placeholder or a mask, anywhere in a string. Letters alone: case and separators do not count.
const CONTAINED: &str = "apikeyhere censored changeme concealed encrypted example filtered generated goeshere hidden insertapikey \
    insertkey keyhere masked myapikey notavailable notfound notset notshown obfuscated objectobject omitted placeholder private \
    protected redacted removed replaceme sanitized scrubbed secrethere sensitive shownonce truncated undefined withheld \
    yourapikey yourkey yoursecret yourtoken";

/// Words that are a placeholder if nothing else follows the prefix, or the prefix and a short token.
const ALONE: &str = "apikey demo dummy empty error fake false foo foobar invalid key missing mykey nan nil none null sample secret \
    secretkey string test testkey todo token true unknown value";

/// The characters that a mask repeats.
const FILL: &[u8] = b"xX*-._#?";

/// How often a mask repeats a character at least, where it leaves a part of the key.
const REPEATED: usize = 6;

/// Whether a string stands for a key: a placeholder, a mask, or the part of a key that names it.
///
/// | string | stands for a key if |
/// | --- | --- |
/// | any | it contains `**`, `...`, six times the same of [`FILL`], or a word of [`CONTAINED`]; or consists of [`FILL`] |
/// | without the prefix `flow_` | it has fewer than 16 characters, one of `< > [ ] { } ( ) $ %`, or `://` |
/// | with it | the rest, or what follows the short token, is empty, consists of [`FILL`], or is a word of [`ALONE`]; or it has `..`, `<` and `>`, `{` and `}`, or `%s` |
///
/// One byte may have been damaged on the way, so a string that differs from one of these by a byte stands for a key too.
pub(super) fn is_placeholder(string: &str) -> bool {
    let letters: Vec<u8> = string.bytes().filter(u8::is_ascii_alphabetic).collect();
    let letters = letters.to_ascii_lowercase();
    let contains = |word: &str| {
        let mut pieces = letters.windows(word.len()).chain(letters.windows(word.len() - 1));
        pieces.any(|piece| is_word(piece, word, damaged(word)))
    };
    let repeats = |run: &[u8]| FILL.contains(&run[0]) && run.iter().all(|byte| *byte == run[0]);
    let dots = if without_prefix(string).is_some() { ".." } else { "..." };
    let is_mask = string.contains("**") || string.contains(dots) || string.as_bytes().windows(REPEATED).any(repeats);
    if is_mask || is_fill(string) || CONTAINED.split(' ').any(contains) {
        return true;
    }
    let Some((_, rest)) = string.split_at_checked(PREFIX.len()) else {
        return true;
    };
    let (short, long) = rest.split_once('_').unwrap_or((rest, ""));
    if without_prefix(string).is_none() {
        let has_bracket = string.contains(['<', '>', '[', ']', '{', '}', '(', ')', '$', '%']);
        // The prefix itself may be damaged.
        return string.len() < 16 || has_bracket || string.contains("://") || is_fill(rest);
    }
    let is_short_token = short.len() == SHORT_TOKEN_LEN && short.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_short_token && long.is_empty() {
        return true;
    }
    let is_alone = |part: &str| {
        let letters: Vec<u8> = part.bytes().filter(u8::is_ascii_alphanumeric).collect();
        let letters = letters.to_ascii_lowercase();
        is_fill(part) || ALONE.split(' ').any(|word| is_word(&letters, word, damaged(word)))
    };
    let is_template =
        [("<", ">"), ("{", "}"), ("%s", "")].iter().any(|(start, end)| rest.contains(start) && rest.contains(end));
    is_template || is_alone(rest) || !long.is_empty() && is_alone(long)
}

/// The part of a key after its prefix, which may be in upper or lower case.
pub(super) fn without_prefix(string: &str) -> Option<&str> {
    let (prefix, rest) = string.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// Whether a string consists of characters that a mask repeats, one damaged byte aside.
fn is_fill(string: &str) -> bool {
    string.bytes().filter(|byte| !FILL.contains(byte)).count() <= usize::from(string.len() >= 8)
}

/// How many bytes of a word may be damaged: one of a long word.
fn damaged(word: &str) -> usize {
    usize::from(word.len() >= 8)
}

/// Whether letters are a word with at most so many damaged bytes. A damaged byte may be no letter any more, and is
/// missing then.
pub(super) fn is_word(letters: &[u8], word: &str, damaged: usize) -> bool {
    let word = word.as_bytes();
    let is_same = |pair: &(&u8, &u8)| pair.0 == pair.1;
    let start = letters.iter().zip(word).take_while(is_same).count();
    let end = letters.iter().rev().zip(word.iter().rev()).take_while(is_same).count();
    let is_as_long = (word.len() - damaged..=word.len()).contains(&letters.len());
    is_as_long && start + end + damaged >= word.len()
}

/// Whether two strings are the same, one damaged byte aside: one that became another, or a `\` that took the next along.
pub(super) fn is_almost(string: &str, other: &str) -> bool {
    let longer = string.chars().count().max(other.chars().count());
    let is_same = |pair: &(char, char)| pair.0 == pair.1;
    let start = string.chars().zip(other.chars()).take_while(is_same).count();
    let end = string.chars().rev().zip(other.chars().rev()).take_while(is_same).count();
    start + end + if longer < 5 { 1 } else { 2 } >= longer
}

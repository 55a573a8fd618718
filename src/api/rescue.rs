//! The new key out of a body that could not be decoded: the right one, or none.

use secrecy::{ExposeSecret, SecretString};
use serde_json::value::RawValue;

use crate::grammar::{PREFIX, is_token};
use crate::json::check::{Kind, each_member, unescaped};
use crate::redact::REDACTED;

/// The names of the member that contains a new key.
const NAMES: [&str; 2] = ["apiKey", "api_key"];

/// The new key in the body of a successful response to create, in whatever form it is, if it can be told.
///
/// It is for a caller that has bytes and no exchange: [`ResponseError::rescue`](crate::ResponseError::rescue) makes sure of
/// the rest, and is to be preferred. **Call it for a 2xx only**: a 401 or a 422 may repeat a key that was sent.
///
/// It returns the right key or nothing, so it looks where a new key is, and never for whatever looks like one:
///
/// 1. The body is JSON (except for a byte order mark): the string under `apiKey` or `api_key`, in the root object or in an
///    object directly inside of it (`data`, `result`, …). If the root is a string, it is a key itself, or such a document
///    once more.
/// 2. The body is not JSON (cut, not UTF-8, two documents): in the same places, the string after the name `"apiKey"` or
///    `"api_key"`, a colon and a quote, with its escapes undone, if its closing quote is there; or the whole body without
///    white space around it is a key.
///
/// A key that breaks the grammar of [`ApiKey`](crate::ApiKey) is still the user's key: what is found has 8 to 4,096 visible
/// ASCII characters. Where only the form tells that a string is a key, and in a page of HTML, it starts with `flow_` in any
/// case, and consists of letters, digits and `_-.~+/=`. A masked key (`flow_ada2ad2a_REDACTED`, `flow_***`) is none. Two keys
/// that differ are none.
///
/// # Examples
///
/// ```
/// use flowai_types::{ExposeSecret, rescue_key};
///
/// let body = br#"{"data": {"apiKey": "flow_live_9fG.x-2", "createdAt": "yesterday"}}"#;
/// assert_eq!(rescue_key(body).unwrap().expose_secret(), "flow_live_9fG.x-2");
///
/// let cut = br#"{"apiKey": "flow_ada2ad2a_1234567890abcdef", "createdAt": "2024"#;
/// assert_eq!(rescue_key(cut).unwrap().expose_secret(), "flow_ada2ad2a_1234567890abcdef");
/// let cut_in_the_key = br#"{"apiKey": "flow_ada2ad2a_1234567890abc"#;
/// assert!(rescue_key(cut_in_the_key).is_none());
/// ```
#[must_use]
pub fn rescue_key(body: &[u8]) -> Option<SecretString> {
    let mut found = Found::default();
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    match serde_json::from_slice(json) {
        Ok(root) => search_document(root, &mut found),
        Err(_) => search_fragment(json, &mut found),
    }
    found.key.filter(|_| !found.differ)
}

/// The keys found so far: one, if all are equal.
#[derive(Default)]
struct Found {
    key: Option<SecretString>,
    differ: bool,
}

impl Found {
    /// Adds a string that is a key by its place, if it can be one.
    fn add(&mut self, string: &str) {
        let is_key = (8..=4_096).contains(&string.len())
            && string.bytes().all(|byte| byte.is_ascii_graphic())
            && !string.contains("***")
            && !string.contains(REDACTED);
        if is_key {
            let key = self.key.get_or_insert_with(|| SecretString::from(string));
            self.differ |= key.expose_secret() != string;
        }
    }

    /// Adds a string that is a key by its form alone, if it is one.
    fn add_alone(&mut self, string: &str) {
        let prefix = string.as_bytes().get(..PREFIX.len());
        let has_prefix =
            prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(PREFIX.as_bytes()));
        // More than our grammar has, and nothing that separates one thing from another.
        if has_prefix
            && string
                .bytes()
                .all(|byte| is_token(byte) || b".~+/=".contains(&byte))
        {
            self.add(string);
        }
    }
}

/// Searches a JSON document, and once more what is in it as a string.
fn search_document(root: &RawValue, found: &mut Found) {
    match Kind::of(root) {
        Kind::Object => search_object(root, found, true),
        Kind::String => {
            let Some(inner) = unescaped(root) else {
                return;
            };
            match serde_json::from_str::<&RawValue>(&inner) {
                Ok(root) if Kind::of(root) == Kind::Object => search_object(root, found, true),
                _ => found.add_alone(inner.trim()),
            }
        }
        _ => (),
    }
}

fn search_object(object: &RawValue, found: &mut Found, has_objects: bool) {
    let is_key = |name| unescaped(name).is_some_and(|name| NAMES.contains(&&*name));
    each_member(object, |name, value| match Kind::of(value) {
        Kind::String if is_key(name) => found.add(&unescaped(value).unwrap_or_default()),
        Kind::Object if has_objects => search_object(value, found, false),
        _ => (),
    });
}

/// Searches what is no JSON document, for as long as it looks like one.
fn search_fragment(body: &[u8], found: &mut Found) {
    // A page of HTML may tell of other keys than ours under the same name.
    let is_page = body.trim_ascii_start().starts_with(b"<");
    let mut at = body.iter().position(|byte| *byte == b'{').unwrap_or(0);
    // How deep in objects it is; an array is deeper than any new key.
    let mut depth = 0_usize;
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'{' => depth += 1,
            b'[' => depth += 3,
            b'}' => depth = depth.saturating_sub(1),
            b']' => depth = depth.saturating_sub(3),
            b'"' => {
                let Some(end) = string_end(&body[at..]) else {
                    break;
                };
                let name = &body[at..at + end];
                at += end + 1;
                if depth <= 2 && NAMES.iter().any(|known| known.as_bytes() == name) {
                    match string_value(&body[at..]) {
                        Some(string) if is_page => found.add_alone(&string),
                        Some(string) => found.add(&string),
                        None => (),
                    }
                }
            }
            _ => (),
        }
    }
    if let Ok(text) = std::str::from_utf8(body) {
        found.add_alone(text.trim());
    }
}

/// Where a JSON string, whose quote was before `text`, ends.
fn string_end(text: &[u8]) -> Option<usize> {
    let mut escaped = false;
    text.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })
}

/// The string after a colon, with its escapes undone, if it ends.
fn string_value(text: &[u8]) -> Option<String> {
    let value = text
        .trim_ascii_start()
        .strip_prefix(b":")?
        .trim_ascii_start();
    let end = string_end(value.strip_prefix(b"\"")?)?;
    serde_json::from_slice(&value[..end + 2]).ok()
}

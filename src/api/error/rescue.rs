//! The new key out of a body that could not be decoded: the right one, or none.

use std::borrow::Cow;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::json::error::JsonType;
use crate::json::lexer::{NotJson, Reader};
use crate::key_grammar::{PREFIX, is_token};
use crate::scalar::ApiKey;

/// The names of the member that contains a new key.
const NAMES: [&str; 2] = ["apiKey", "api_key"];

/// Returns the new key from the body of a successful create response, whatever its form.
///
/// It is for callers that have only the bytes. Prefer [`ResponseError::rescue`](crate::ResponseError::rescue), which
/// also looks at the status and the length. **Call it for a 2xx only**: a 401 or a 422 may repeat a key that was sent.
///
/// It returns the right key or nothing, so it looks only where a new key belongs, and never for something that merely
/// looks like a key:
///
/// 1. If the body is JSON (a byte order mark is allowed): the string under `apiKey` or `api_key`, in the root object or
///    in an object directly inside it (`data`, `result`, …), except those that repeat another key: `detail`, `error`,
///    `errors`, `old`, `previous`, `request` and `revoked`, in upper or lower case. A string at the root is either the key or such
///    a document, encoded as a string.
/// 2. If it is not (cut, not UTF-8, two documents, inside other text): in the same places, the string after the name
///    `"apiKey"` or `"api_key"` and a colon, unescaped, if its closing quote is present; or the whole body, without
///    white space around it, is an [`ApiKey`](crate::ApiKey).
///
/// A key that breaks the grammar of [`ApiKey`](crate::ApiKey) is still the user's key: any 8 to 4,096 visible ASCII
/// characters will do. A JSON string at the root must have at least 24 of them, including a digit, and start with
/// `flow_`, in upper or lower case; inside other text (a page, a script), too, a key must start with `flow_`.
///
/// When in doubt it returns nothing: for two keys that differ, for a value under the name that cannot be a key and is not
/// `null` (unless it is in an inner object, and the root has the key), and for a key that is cut, masked
/// (`flow_ada2ad2a_REDACTED`, `flow_**`, `flow_...`) or only named (`flow_ada2ad2a`). **Only `content-length` shows that
/// a body which is nothing but a key was cut**; without it, what is returned may be only a part of the key.
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
    let json = without_mark(body);
    let document = std::str::from_utf8(json).ok();
    if document.is_none_or(|document| search_document(document, &mut found).is_err()) {
        found = Found::default();
        search_fragment(json, &mut found);
    }
    let is_doubtful = found.is_doubtful || found.is_doubtful_inside && !found.is_in_root;
    found.key.filter(|_| !is_doubtful)
}

/// A body without the byte order mark that some servers write before JSON.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Whether a body is nothing but the key that was found in it.
pub(super) fn is_bare(body: &[u8], key: &SecretString) -> bool {
    let text = std::str::from_utf8(without_mark(body));
    text.is_ok_and(|text| text.trim() == key.expose_secret())
}

/// The key found so far, and whether another value may be the key.
#[derive(Default)]
struct Found {
    key: Option<SecretString>,
    is_in_root: bool,
    is_doubtful: bool,
    is_doubtful_inside: bool,
}

impl Found {
    /// Adds a string that is a key by its place, in the root or in an object inside it.
    fn add(&mut self, string: &str, is_root: bool) {
        let is_key = (8..=4_096).contains(&string.len())
            && string.bytes().all(|byte| byte.is_ascii_graphic())
            && !is_masked(string);
        if is_key {
            let key = self.key.get_or_insert_with(|| SecretString::from(string));
            self.is_doubtful |= key.expose_secret() != string;
            self.is_in_root |= is_root;
        } else {
            self.doubt(is_root);
        }
    }

    /// Where one value cannot be a key, it is unclear which value is.
    fn doubt(&mut self, is_root: bool) {
        self.is_doubtful |= is_root;
        self.is_doubtful_inside |= !is_root;
    }
}

fn is_masked(string: &str) -> bool {
    let masks = [
        "**",
        "...",
        "redacted",
        "filtered",
        "hidden",
        "masked",
        "removed",
        "scrubbed",
        "truncated",
    ];
    let bytes = string.as_bytes();
    let has_mask = masks.iter().any(|mask| {
        let mut pieces = bytes.windows(mask.len());
        pieces.any(|piece| piece.eq_ignore_ascii_case(mask.as_bytes()))
    });
    let name = string.strip_suffix('_').unwrap_or(string);
    has_mask || is_name(name)
}

/// Whether it is a prefix and a short token, which name a key and are shown in its place.
fn is_name(string: &str) -> bool {
    let short_token = string.strip_prefix(PREFIX);
    short_token
        .is_some_and(|short_token| short_token.len() == 8 && short_token.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn has_prefix(string: &str) -> bool {
    let prefix = string.as_bytes().get(..PREFIX.len());
    prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(PREFIX.as_bytes()))
}

/// Searches a JSON document, and once more the document in it, if it is a string.
fn search_document(document: &str, found: &mut Found) -> Result<(), NotJson> {
    let mut reader = Reader::new(document);
    match reader.peek_type()? {
        JsonType::Object => search_object(&mut reader, found, true)?,
        JsonType::String => {
            let string = string(&mut reader)?;
            reader.end()?;
            search_string(&string, found);
        }
        _ => reader.skip()?,
    }
    reader.end()
}

/// A string with its escapes undone, wiped on drop; empty if it contains half a surrogate pair.
fn string(reader: &mut Reader<'_>) -> Result<Zeroizing<String>, NotJson> {
    let quoted = reader.quoted()?;
    let string = reader.unescape(quoted).unwrap_or_default();
    Ok(Zeroizing::new(string.into_owned()))
}

/// Searches the string that is a whole document: another document, or a key.
fn search_string(string: &str, found: &mut Found) {
    let mut reader = Reader::new(string);
    let mut inner = Found::default();
    if matches!(reader.peek_type(), Ok(JsonType::Object))
        && search_object(&mut reader, &mut inner, true)
            .and_then(|()| reader.end())
            .is_ok()
    {
        *found = inner;
        return;
    }
    let string = string.trim();
    let has_digit = string.bytes().any(|byte| byte.is_ascii_digit());
    let is_token = |byte| is_token(byte) || b".~+/=".contains(&byte);
    // Nothing but the form tells it from a code such as `flow_not_found`.
    if string.len() >= 24 && has_digit && has_prefix(string) && string.bytes().all(is_token) {
        found.add(string, true);
    }
}

fn search_object(reader: &mut Reader<'_>, found: &mut Found, is_root: bool) -> Result<(), NotJson> {
    let members = reader.members(|reader, name| {
        let name = reader.unescape(name);
        let is_key = name.as_ref().is_some_and(|name| NAMES.contains(&&**name));
        match reader.peek_type()? {
            JsonType::Null => (),
            JsonType::String if is_key => {
                found.add(&string(reader)?, is_root);
                return Ok(());
            }
            _ if is_key => found.doubt(is_root),
            JsonType::Object if is_root && !name.is_some_and(|name| repeats(&name)) => {
                return search_object(reader, found, false);
            }
            _ => (),
        }
        reader.skip()
    });
    members.map(drop)
}

/// Whether the object under a name repeats a key other than the new one: that of the request, or an earlier one.
fn repeats(name: &str) -> bool {
    let names = ["detail", "error", "errors", "old", "previous", "request", "revoked"];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Searches what is no JSON document, for as long as it looks like one.
fn search_fragment(body: &[u8], found: &mut Found) {
    let starts_like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
    let start = body.iter().position(|byte| matches!(byte, b'{' | b'['));
    let mut at = if starts_like_json { 0 } else { start.unwrap_or(0) };
    // How deep in objects it is; an array is deeper than any new key.
    let mut depth = 0_usize;
    let (mut last, mut is_repeated) = (Cow::Borrowed(""), false);
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'{' => {
                depth += 1;
                if depth == 2 {
                    is_repeated = repeats(&last);
                }
            }
            b'[' => depth += 3,
            b'}' => depth = depth.saturating_sub(1),
            b']' => depth = depth.saturating_sub(3),
            b'"' => {
                let Some(end) = string_end(&body[at..]) else {
                    break;
                };
                let string = &body[at - 1..=at + end];
                at += end + 1;
                let value = body[at..].trim_ascii_start().strip_prefix(b":");
                last = value.map_or(Cow::Borrowed(""), |_| name_of(string));
                let is_key = NAMES.contains(&&*last) && (depth <= 1 || depth == 2 && !is_repeated);
                if let Some(value) = value.filter(|_| is_key) {
                    add_value(value, found, !starts_like_json);
                }
            }
            _ => (),
        }
    }
    // The end of a body is no proof that it was not cut, so a key that breaks the grammar is not accepted here.
    let text = std::str::from_utf8(body).unwrap_or_default();
    if let Ok(key) = text.trim().parse::<ApiKey>() {
        found.add(key.expose_secret(), true);
    }
}

/// The name that a string with its quotes is, with its escapes undone.
fn name_of(string: &[u8]) -> Cow<'_, str> {
    if string.contains(&b'\\') {
        return serde_json::from_slice(string).unwrap_or_default();
    }
    std::str::from_utf8(&string[1..string.len() - 1])
        .map(Cow::Borrowed)
        .unwrap_or_default()
}

/// Adds the value after the name of a key. A page or a script may tell of other keys under the same name.
fn add_value(value: &[u8], found: &mut Found, is_inside_text: bool) {
    let value = value.trim_ascii_start();
    if value.starts_with(b"null") {
        return;
    }
    let end = value.strip_prefix(b"\"").and_then(string_end);
    let string: Option<Zeroizing<String>> = end.and_then(|end| {
        let (string, rest) = value.split_at(end + 2);
        let is_end = matches!(rest.first(), None | Some(b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
        is_end.then(|| serde_json::from_slice(string).ok().map(Zeroizing::new))?
    });
    match string {
        Some(string) if is_inside_text && !has_prefix(&string) => (),
        Some(string) => found.add(&string, true),
        None => found.doubt(true),
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

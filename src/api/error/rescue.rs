//! The new key out of a body that could not be decoded: the right one, or none.

use std::borrow::Cow;

use http::HeaderValue;
use secrecy::zeroize::{Zeroize, Zeroizing};
use secrecy::{ExposeSecret, SecretString};

use super::placeholder::{is_almost, is_placeholder, is_word, without_prefix};
use crate::json::error::JsonType;
use crate::json::lexer::{NotJson, Reader};
use crate::key_grammar::is_token;

/// The names of the member that contains a new key.
const NAMES: [&str; 2] = ["apiKey", "api_key"];

/// The words that make up the name of an object that contains a new key.
const WRAPPERS: &str = "api attributes body content create createapikeyforuserapikeyspostresponse created creation credential \
    credentials data document entity flow generated inner issued item json key model new object output payload properties \
    record resource response result return secret success token value wrapped wrapper";

/// The names of objects that tell of the key beside them; without case and separators, as those of the members below.
const ABOUT: &str = "header meta metadata status";

/// Members that deny the key beside them if they are false.
const YES: &str = "active created isactive isok issuccess ok success succeeded successful";

/// Members that deny it if they are not empty, as does every member whose name contains `error`. Those of `GONE` count as a
/// string, a number or `true` alone.
const FAILED: &str = "err exception failed failure fault faultstring";
const GONE: &str =
    "deleted deletedat disabled expired httpmethod inactive method replacedby revoked revokedat supersededby";

/// Members that deny it if they are an error status, or contain one of the words in `BAD`.
const STATE: &str = "action code event eventname httpcode httpstatus httpstatuscode level outcome result severity state status \
    statuscode type";
const BAD: &str = "conflict delet denied disabled duplicat error exist expired fail forbidden inactive invalid reject replac revok \
    rotat unauthorized";

/// Returns the new key from the body of a successful create response, whatever its form.
///
/// It is for callers that have only the bytes. Prefer [`ResponseError::rescue`](crate::ResponseError::rescue), which
/// also looks at the status and the content type, and knows the key that was sent, which a body may repeat: this function
/// does not. **Call it for a 2xx only**: a 401 or a 422 may repeat a key that was sent.
///
/// It returns the right key or nothing, so it looks only where a new key belongs, and never for something that merely
/// looks like a key: under `apiKey` or `api_key`,
///
/// 1. in the root object,
/// 2. in an object directly inside it, if each word of its name is one of a new key's (`data`, `result`, `response`,
///    `createdKey`, `APIKeyCreateResponse`, …): not `previous`, `oldKey`, `error`, `request`, or any name that is not
///    listed,
/// 3. in such a document that is a string: the root itself, or the `body` of a gateway's envelope with a 2xx
///    (`{"statusCode": 201, "body": "{…}"}`).
///
/// A string at the root may also be the key itself, if it starts with `flow_` and has at least 24 characters with a digit.
///
/// | value under the name | in the root object | in an object inside it |
/// | --- | --- | --- |
/// | a string of 8 to 4,096 visible ASCII characters, white space around them aside | a key | a key |
/// | `null`, `None`, `NaN` | passed over | passed over |
/// | a string that stands for a key (`undefined`, `<generated>`, `flow_ada2ad2a_REDACTED`, `https://…`), or any other | doubt | doubt, unless the root has the key |
/// | a value of any type that is cut | doubt | doubt, unless the root has the key |
///
/// A key that breaks the grammar of [`ApiKey`](crate::ApiKey) is still the user's key; without the prefix `flow_` it has at
/// least 16 characters. When in doubt the function returns nothing, and also for two keys that differ, for one beside
/// another that starts with `flow_` under a new key's words (`{"apiKey": …, "newKey": …}`), for a string that the document
/// has as an id, and for a key that the root, its own object or a `meta` denies: `success: false`, an `error` that is not
/// empty, a `status` of `revoked` or 409, the `method` of a request that is echoed.
///
/// **Only members that were read as JSON count.** A body that is cut, or followed by something else, is read up to
/// there. The rest can only add doubt: another value under the name. Bytes that are not UTF-8, control characters in a
/// string, and the words `NaN`, `None`, `True` and `False` do not end the reading. So a page, a script, a key alone and
/// a chunk's frame contain nothing. A byte order mark before the document is allowed.
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
    search(body, false)
}

/// [`rescue_key`], of a body that may be typed HTML: then only a complete document is searched.
pub(super) fn search(body: &[u8], is_html: bool) -> Option<SecretString> {
    let text = String::from_utf8_lossy(without_mark(body));
    let mut found = Found::default();
    if let Err(offset) = search_document(&text, &mut found, true) {
        found.is_doubtful |= is_html;
        found.doubt_by(text.as_bytes().get(offset..).unwrap_or_default());
    }
    if let Cow::Owned(mut copy) = text {
        copy.zeroize();
    }
    found.into_key()
}

/// A body without the byte order mark that some servers write before JSON.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Whether a string is the value of a header that was sent: all of it, what follows the scheme, or the value of a cookie.
pub(super) fn is_sent(string: &str, header: &HeaderValue) -> bool {
    let header = String::from_utf8_lossy(header.as_bytes());
    let after_scheme = header.split_once(' ').map(|(_, value)| value);
    let cookies = header.split(';').filter_map(|cookie| cookie.split_once('=')).map(|(_, value)| value);
    let mut values = cookies.chain(after_scheme).chain([&*header]);
    values.any(|value| is_almost(value.trim().trim_matches('"'), string))
}

/// The place of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    /// In the root, under a name of a new key's words.
    Inside,
    /// In the root, under a name of [`ABOUT`].
    About,
}

/// The key found so far, and the rest that the document says of it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found on its own")]
struct Found {
    key: Option<SecretString>,
    is_in_root: bool,
    /// Another value may be the key.
    is_doubtful: bool,
    is_doubtful_inside: bool,
    ids: Vec<Zeroizing<String>>,
    /// Keys beside it.
    rivals: Vec<Zeroizing<String>>,
    /// Of a gateway's envelope: its body, and whether its status is a 2xx.
    body: Option<Zeroizing<String>>,
    is_success: bool,
}

impl Found {
    fn into_key(self) -> Option<SecretString> {
        let is_doubtful = self.is_doubtful || self.is_doubtful_inside && !self.is_in_root;
        self.key.filter(|key| {
            let key = key.expose_secret();
            // An id with a control character in it is damaged, and may have been any string.
            let is_any = |id: &str| without_prefix(key).is_none() && id.contains(char::is_control);
            let is_id = self.ids.iter().any(|id| is_almost(id, key) || is_any(id));
            !is_doubtful && !is_id && self.rivals.iter().all(|rival| **rival == key)
        })
    }

    /// Adds the value under the name of a key, as it is written.
    fn add(&mut self, value: &str, place: Place) {
        match unquote(value) {
            Some(string) => self.add_string(&string, place),
            None if ["null", "None", "NaN"].contains(&value) => (),
            None => self.doubt(place),
        }
    }

    fn add_string(&mut self, string: &str, place: Place) {
        let is_same = self.key.as_ref().is_some_and(|key| key.expose_secret() == string);
        if !is_same && !may_be_key(string) {
            self.doubt(place);
            return;
        }
        self.is_doubtful |= self.key.is_some() && !is_same;
        self.is_in_root |= place == Place::Root;
        self.key = Some(SecretString::from(string));
    }

    fn doubt(&mut self, place: Place) {
        match place {
            Place::Inside => self.is_doubtful_inside = true,
            Place::Root | Place::About => self.is_doubtful = true,
        }
    }

    /// Adds any other member, as it is written, to its end or to where the JSON ends.
    fn add_other(&mut self, name: &str, value: &str, is_whole: bool, place: Place) {
        let letters = letters(name);
        // A damaged name may have been any.
        let is_damaged = name.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
        if is_damaged || denies(&letters, value, is_whole) {
            self.doubt(place);
        }
        if letters.ends_with("id") || is_word(letters.as_bytes(), "id", 1) {
            self.ids.extend(unquote(value));
        }
        if is_wrapper(&letters) {
            let is_rival = |string: &Zeroizing<String>| without_prefix(string).is_some() && may_be_key(string);
            self.rivals.extend(unquote(value).filter(is_rival));
        }
        match name {
            "body" if place == Place::Root => self.body = unquote(value),
            "statusCode" if place == Place::Root => self.is_success = value.len() == 3 && value.starts_with('2'),
            _ => (),
        }
    }

    /// Looks for another value under the name of a key, in bytes that are not JSON.
    fn doubt_by(&mut self, rest: &[u8]) {
        let key = self.key.as_ref().map_or("", |key| key.expose_secret()).as_bytes();
        for start in memchr::memmem::find_iter(rest, "api") {
            let at = &rest[start..];
            let Some(value) = NAMES.iter().find_map(|name| at.strip_prefix(name.as_bytes())) else {
                continue;
            };
            let value = value.strip_prefix(b"\"").unwrap_or(value).trim_ascii_start();
            let value = value.strip_prefix(b":").unwrap_or_default().trim_ascii_start();
            let string = value.strip_prefix(b"\"").and_then(|value| value.strip_prefix(key));
            self.is_doubtful |= !string.is_some_and(|rest| rest.starts_with(b"\""));
        }
    }
}

/// The string that a value is, with its escapes undone and without white space around it.
fn unquote(value: &str) -> Option<Zeroizing<String>> {
    let content = value.strip_prefix('"')?.strip_suffix('"')?.trim();
    if !content.contains('\\') {
        return Some(Zeroizing::new(content.to_owned()));
    }
    let quoted = Zeroizing::new(["\"", content, "\""].concat());
    let string = Zeroizing::new(serde_json::from_str::<String>(&quoted).ok()?);
    Some(Zeroizing::new(string.trim().to_owned()))
}

/// Whether a string has the form of a key, and stands for none.
fn may_be_key(string: &str) -> bool {
    let is_visible = string.bytes().all(|byte| byte.is_ascii_graphic());
    (8..=4_096).contains(&string.len()) && is_visible && !is_placeholder(string)
}

/// Whether a member says that its document is no success, or that the key beside it is not a new one.
fn denies(letters: &str, value: &str, is_whole: bool) -> bool {
    let is_exactly = |words: &str| words.split(' ').any(|word| word == letters);
    let is = |words: &str| words.split(' ').any(|word| is_word(letters.as_bytes(), word, 1));
    let text = || value.trim_matches('"').to_ascii_lowercase();
    let is_false = || !is_whole || ["false", "no", "0"].contains(&&*text());
    let is_scalar = !value.starts_with(['[', '{']);
    if letters.contains("error") || is("error errors") || is_exactly(FAILED) || is_scalar && is_exactly(GONE) {
        return !is_whole || !["", "null", "none", "[]", "{}", "false", "no", "0"].contains(&&*text());
    }
    let is_bad = |text: String| {
        let is_status = text.starts_with(|c| ('3'..='9').contains(&c))
            && text.split(' ').next().is_some_and(|status| status.len() == 3);
        is_status || !is_whole || BAD.split(' ').any(|word| text.contains(word))
    };
    is(YES) && is_false() || (is_exactly(STATE) || is("status statuscode")) && is_scalar && is_bad(text())
}

/// Searches a document, and the one in it that is a string. The error is where the JSON ends.
fn search_document(text: &str, found: &mut Found, is_outer: bool) -> Result<(), usize> {
    let mut reader = Reader::lenient(text);
    let read = match reader.peek_type() {
        Ok(JsonType::Object) => search_object(&mut reader, text, found, Place::Root),
        _ => reader.skip(),
    };
    read.and_then(|()| reader.end()).map_err(|NotJson| reader.offset)?;
    let body = found.body.take().filter(|_| found.is_success);
    if let Some(string) = unquote(text.trim()).or(body).filter(|_| is_outer) {
        search_string(&string, found);
    }
    Ok(())
}

/// Searches the string that is a whole document: another document, or a key.
fn search_string(string: &str, found: &mut Found) {
    if string.starts_with('{') {
        found.is_doubtful |= search_document(string, found, false).is_err();
        return;
    }
    let has_digit = string.bytes().any(|byte| byte.is_ascii_digit());
    let may_be_in_key = |byte| is_token(byte) || b".~+/=".contains(&byte);
    // Nothing but the form tells it from a code such as `flow_not_found`.
    if string.len() >= 24 && has_digit && without_prefix(string).is_some() && string.bytes().all(may_be_in_key) {
        found.add_string(string, Place::Root);
    }
}

fn search_object(reader: &mut Reader<'_>, text: &str, found: &mut Found, place: Place) -> Result<(), NotJson> {
    let members = reader.members(|reader, name| {
        let name = reader.unescape_or_keep(name);
        let is_key = NAMES.contains(&&*name);
        let json_type = reader.peek_type();
        if place == Place::Root && !is_key && matches!(json_type, Ok(JsonType::Object)) {
            let letters = letters(&name);
            if ABOUT.split(' ').any(|word| word == letters) {
                return search_object(reader, text, found, Place::About);
            }
            if is_wrapper(&letters) {
                return search_object(reader, text, found, Place::Inside);
            }
        }
        let start = reader.offset;
        let read = json_type.and_then(|_| reader.skip());
        let value = text.get(start..reader.offset).unwrap_or_default();
        if !is_key {
            found.add_other(&name, value, read.is_ok(), place);
        } else if place != Place::About {
            let next = text.as_bytes().get(reader.offset);
            let ends = matches!(next, None | Some(b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
            found.add(if read.is_ok() && ends { value } else { "" }, place);
        }
        read
    });
    members.map(drop)
}

/// A name in lower case and without separators.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | '.' | ' '));
    letters.collect::<String>().to_ascii_lowercase()
}

/// Whether a new key may be in the object under this name: it consists of words that say so.
fn is_wrapper(letters: &str) -> bool {
    fn is_made_of_words(letters: &str) -> bool {
        let mut rests = WRAPPERS.split(' ').filter_map(|word| letters.strip_prefix(word));
        letters.is_empty() || rests.any(is_made_of_words)
    }
    (1..=64).contains(&letters.len()) && is_made_of_words(letters)
}

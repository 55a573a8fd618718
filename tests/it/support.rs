//! Shared by the tests. Helpers are `#[track_caller]`: a failure points at the row that failed.

pub(crate) mod metadata;

use std::error::Error;
use std::fmt::Debug;

use flowai_types::{APIKeyCreateResponse, Document, ViolationKind, fixtures, from_json};

/// The members of the documented example: the API's name, the SDK's, and the value as JSON.
pub(crate) const MEMBERS: [(&str, &str, &str); 7] = [
    ("apiKey", "api_key", r#""flow_ada2ad2a_1234567890abcdef""#),
    ("createdAt", "created_at", r#""2024-03-20T12:00:00Z""#),
    ("id", "id", r#""123e4567-e89b-12d3-a456-426614174000""#),
    ("keyName", "key_name", r#""My API Key""#),
    ("keyPrefix", "key_prefix", r#""flow_""#),
    ("lastUsedAt", "last_used_at", r#""2024-03-20T12:00:00Z""#),
    ("userId", "user_id", r#""123e4567-e89b-12d3-a456-426614174000""#),
];

/// An object with these members, each value given as JSON.
pub(crate) fn object<'a>(members: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let members: Vec<_> = members.into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// The documented example with another value, given as JSON, for one member.
pub(crate) fn with(member: &str, value: &str) -> String {
    assert!(MEMBERS.iter().any(|(name, ..)| *name == member), "no member {member}");
    object(MEMBERS.map(|(name, _, example)| (name, if name == member { value } else { example })))
}

/// The documented example without one member.
pub(crate) fn without(member: &str) -> String {
    object(MEMBERS.iter().filter(|(name, ..)| *name != member).map(|(name, _, value)| (*name, *value)))
}

/// The documented example with one member more, in front.
pub(crate) fn and(name: &str, value: &str) -> String {
    fixtures::CREATE_RESPONSE.replacen('{', &format!("{{\"{name}\":{value},"), 1)
}

/// Reads a create response that must be valid.
#[track_caller]
pub(crate) fn accept(document: &str) -> APIKeyCreateResponse {
    accept_as(document)
}

/// Reads a document that must be valid, by `from_json` and by plain serde.
#[track_caller]
pub(crate) fn accept_as<T: Document + Debug + PartialEq>(document: &str) -> T {
    let value: T = match from_json(document) {
        Ok(value) => value,
        Err(error) => panic!("{error}\n{document:.400}"),
    };
    let plain: [Result<T, _>; 2] = [serde_json::from_str(document), serde_json::from_slice(document.as_bytes())];
    for plain in plain {
        assert_eq!(plain.as_ref().ok(), Some(&value), "plain serde: {document:.400}");
    }
    value
}

/// Reads a create response that must be invalid, and compares the violations.
#[track_caller]
pub(crate) fn reject(document: impl AsRef<[u8]>, expected: &[(&str, ViolationKind)]) {
    reject_as::<APIKeyCreateResponse>(document, expected);
}

/// Reads a document that must be invalid, and compares the violations.
#[track_caller]
pub(crate) fn reject_as<T: Document + Debug>(document: impl AsRef<[u8]>, expected: &[(&str, ViolationKind)]) {
    let document = document.as_ref();
    let shown = String::from_utf8_lossy(&document[..document.len().min(400)]);
    let error = match from_json::<T>(document) {
        Ok(value) => panic!("accepted as {value:?}\n{shown}"),
        Err(error) => error,
    };
    let found: Vec<_> = error.violations().iter().map(|v| (v.pointer(), v.kind())).collect();
    assert_eq!(found, expected, "{shown}");
    assert_eq!(error.total(), expected.len(), "{shown}");
    assert!(serde_json::from_slice::<T>(document).is_err(), "plain serde accepts {shown}");
}

/// The name of a type, without its path.
pub(crate) fn type_name<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path).trim_end_matches('>')
}

/// Whether any 8 characters in a row of the secret are in the text.
pub(crate) fn leaks(text: &str, secret: &str) -> bool {
    secret.as_bytes().windows(8).any(|piece| text.contains(std::str::from_utf8(piece).unwrap()))
}

/// Everything that an error prints: both formats of `Debug`, `Display`, and the same for its sources.
pub(crate) fn renderings(error: &dyn Error) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text += &format!("{error}\n{error:?}\n{error:#?}\n");
        next = error.source();
    }
    text
}

/// Both formats of `Debug`.
pub(crate) fn debugs(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}

/// All that reading a document by `from_json` can print; an accepted one is as good a place to leak as a refused one.
pub(crate) fn printed_by_from_json<T: Document>(document: &[u8]) -> String {
    match from_json::<T>(document) {
        Ok(value) => debugs(&value),
        Err(error) => {
            let mut text = renderings(&error);
            for violation in error.violations() {
                text += &format!("{violation}\n{violation:?}\n{} {}\n", violation.pointer(), violation.expected());
            }
            text
        }
    }
}

/// All that reading a document by plain serde can print: from a slice, a reader, and a value.
pub(crate) fn printed_by_serde<T: Document>(document: &[u8]) -> String {
    let mut text = String::new();
    let mut add = |result: Result<T, serde_json::Error>| match result {
        Ok(value) => text += &debugs(&value),
        Err(error) => text += &renderings(&error),
    };
    add(serde_json::from_slice(document));
    add(serde_json::from_reader(document));
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(document) {
        add(serde_json::from_value(value));
    }
    text
}

/// A small generator of numbers, the same on every run (splitmix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    /// This many characters of `alphabet`, which is ASCII.
    pub(crate) fn text(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(alphabet.as_bytes()[self.below(alphabet.len())])).collect()
    }
}

pub(crate) const HEX: &str = "0123456789abcdef";
pub(crate) const TOKEN: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

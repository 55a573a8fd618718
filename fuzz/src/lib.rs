//! What must hold whatever the input: one function a fuzz target. `schema/tool/tests/corpora.rs` calls each with its
//! corpus.

mod exchange;
mod strings;

use std::error::Error;
use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, Document, HTTPValidationError,
    HttpMetadata, KeyPrefix, Location, RequestMetadata, ResponseMetadata, Timestamp, UserId, ValidationError,
    ViolationKind, to_json,
};
use flowai_types_schemas::{agreements, for_each_document};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use exchange::from_http;
pub use strings::{redact, text};

/// A secret, planted in an input wherever it has the byte 1, that no error may show.
const SECRET: &str = "zQ9xK2vB7nM4jH1sW8cT";
/// The long token of a key, planted wherever an input has the byte 2, that nothing may show. It has no `f`, with which a
/// piece of it before the next key would go on.
const LONG_TOKEN: &str = "Yp6uR3gD0xL5eA-oNiXk";

/// An input with the secrets planted, unless it shows them by itself: fuzzers learn. Six characters of one are too many:
/// the last digit of an escape that is printed before them may be a seventh.
fn planted(input: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(input);
    if contains_piece(&text, SECRET, 6) || contains_piece(&text, LONG_TOKEN, 6) {
        return None;
    }
    let mut planted = Vec::new();
    for byte in input {
        match byte {
            1 => planted.extend(SECRET.bytes()),
            // An escape would take the key's first letter: `\f`, or `\u000f`.
            2 if !planted.iter().rev().take(5).any(|byte| *byte == b'\\') => {
                planted.extend(format!("flow_0a1b2c3d_{LONG_TOKEN}").bytes());
            }
            byte => planted.push(*byte),
        }
    }
    Some(planted)
}

/// Whether a string contains 8 characters in a row of a secret.
fn shows(text: &str, secret: &str) -> bool {
    contains_piece(text, secret, 8)
}

fn contains_piece(text: &str, secret: &str, length: usize) -> bool {
    let mut pieces = secret.as_bytes().windows(length);
    pieces.any(|piece| text.contains(std::str::from_utf8(piece).expect("ASCII")))
}

/// All that an error prints shows no secret.
fn is_safe(error: &dyn Error) {
    let text = format!("{error} {error:?} {error:#?}");
    assert!(!shows(&text, SECRET) && !shows(&text, LONG_TOKEN), "{text}");
    if let Some(source) = error.source() {
        is_safe(source);
    }
}

/// What a value prints shows no key.
fn is_secret(value: &impl Debug) {
    let text = without_methods(&format!("{value:?} {value:#?}"));
    assert!(!shows(&text, LONG_TOKEN), "{text}");
}

/// What is printed, without the methods: no one has a key for a method, so they stay as they are.
fn without_methods(text: &str) -> String {
    let mut parts = text.split("method: ");
    let first = parts.next().into_iter();
    let others = parts.map(|part| part.trim_start_matches(|character| !" ,\n".contains(character)));
    first.chain(others).collect()
}

/// Reads JSON as every type: each way to read says the same, what is refused shows nothing of it, and what is accepted
/// is written and read as the same value.
pub fn from_json(input: &[u8]) {
    let Some(json) = planted(input) else {
        return;
    };
    for_each_document!(document(&json));
    scalar::<ApiKey>(&json);
    written::<KeyPrefix>(&json);
    written::<ApiKeyId>(&json);
    written::<UserId>(&json);
    written::<Timestamp>(&json);
    written::<Location>(&json);
}

fn document<T: Document + Debug + Clone + PartialEq>(json: &[u8]) {
    let plain = [serde_json::from_slice::<T>(json), serde_json::from_reader::<_, T>(json)];
    match flowai_types::from_json::<T>(json) {
        Ok(value) => {
            is_secret(&value);
            assert_eq!(value, value.clone());
            for plain in plain {
                assert_eq!(plain.as_ref().ok(), Some(&value), "plain serde");
            }
            let written = to_json(&value);
            assert_eq!(serde_json::to_vec(&value).expect("JSON"), written);
            let again = flowai_types::from_json::<T>(&written).expect("it was written");
            assert_eq!(again, value);
            assert_eq!(to_json(&again), written);
        }
        Err(error) => {
            let violations = error.violations();
            assert_eq!(violations.len(), error.total().min(1_000));
            assert!(!violations.is_empty());
            is_safe(&error);
            for violation in violations {
                is_safe_place(violation.line(), violation.column(), json);
            }
            assert!(violations.iter().is_sorted_by_key(flowai_types::Violation::offset), "{error}");
            // The crate's own lexer knows JSON as serde_json does.
            if let Ok(text) = std::str::from_utf8(json) {
                let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
                assert_eq!(violations[0].kind() != ViolationKind::Syntax, is_json, "{error}");
            }
            for plain in plain {
                // Plain serde does not look at the bytes of what it skips.
                assert!(plain.is_err() || std::str::from_utf8(json).is_err());
                let _ = plain.map_err(|error| is_safe(&error));
            }
        }
    }
}

/// A violation's place is in the document, or at its end.
fn is_safe_place(line: usize, column: usize, json: &[u8]) {
    let mut lines = json.split(|byte| *byte == b'\n');
    let line = lines.nth(line - 1).expect("a line of the document");
    assert!((1..=line.len() + 1).contains(&column));
}

/// Reads a scalar by plain serde.
fn scalar<T: DeserializeOwned + Debug + Clone + PartialEq>(json: &[u8]) -> Option<T> {
    let read = serde_json::from_slice::<T>(json);
    let again = serde_json::from_reader::<_, T>(json);
    assert_eq!(read.as_ref().ok(), again.as_ref().ok());
    for error in [&read, &again].into_iter().filter_map(|read| read.as_ref().err()) {
        is_safe(error);
    }
    let value = read.ok()?;
    is_secret(&value);
    assert_eq!(value, value.clone());
    Some(value)
}

fn written<T: DeserializeOwned + Serialize + Debug + Clone + PartialEq>(json: &[u8]) {
    if let Some(value) = scalar::<T>(json) {
        let written = serde_json::to_vec(&value).expect("it can be written");
        assert_eq!(serde_json::from_slice::<T>(&written).ok(), Some(value));
    }
}

/// Reading and reporting, which are two ways through the same rules, agree: a valid document with a member twice has no
/// other violation; and a value has the same violations alone and inside of a document that has one more.
pub fn report(input: &[u8]) {
    let Ok(json) = std::str::from_utf8(input) else {
        return;
    };
    for agreement in agreements() {
        let (properties, required) = (&agreement.schema["properties"], &agreement.schema["required"]);
        let first = properties.as_object().and_then(|members| members.keys().next());
        let member = required[0].as_str().or(first.map(String::as_str));
        let (Some(object), Some(member)) = (json.trim_end().strip_suffix('}'), member) else {
            continue;
        };
        if agreement.error(json.as_bytes()).is_none() {
            let comma = if object.trim_end().ends_with('{') { "" } else { "," };
            let twice = format!(r#"{object}{comma}"{member}":null,"{member}":null}}"#);
            let error = agreement.error(twice.as_bytes()).expect("a member twice");
            for violation in error.violations() {
                assert_eq!(violation.kind(), ViolationKind::Duplicate, "{error}");
            }
        }
    }

    type Response = CreateAPIKeyForUserAPIKeysPostResponse;
    let (key, meta) = (r#"{"APIKeyCreateResponse":5,"HTTPMeta":"#, r#"{"HTTPMeta":5,"APIKeyCreateResponse":"#);
    beside::<APIKeyCreateResponse, Response>(meta, json, "}");
    beside::<HttpMetadata, Response>(key, json, "}");
    beside::<ResponseMetadata, HttpMetadata>(r#"{"Request":5,"Response":"#, json, "}");
    beside::<RequestMetadata, HttpMetadata>(r#"{"Response":5,"Request":"#, json, "}");
    beside::<ValidationError, HTTPValidationError>(r#"{"detail":[5,"#, json, "]}");
}

fn beside<T: Document, Container: Document + Debug>(before: &str, json: &str, after: &str) {
    let alone = flowai_types::from_json::<T>(json).err();
    let (alone, total) = match &alone {
        Some(error) => (error.violations(), error.total()),
        None => (&[][..], 0),
    };
    // What is malformed alone may not be in between, and an optional value may be null.
    let is_malformed = |kind| kind == ViolationKind::Syntax;
    if alone.first().is_some_and(|first| is_malformed(first.kind())) || json.trim() == "null" {
        return;
    }
    let document = format!("{before}{json}{after}");
    let error = flowai_types::from_json::<Container>(&document).expect_err("one is invalid");
    let (first, others) = error.violations().split_first().expect("one is invalid");
    assert_eq!(first.kind(), ViolationKind::InvalidType, "{error}");
    assert_eq!(error.total(), total + 1, "{error}");
    for (inside, alone) in others.iter().zip(alone) {
        assert!(inside.pointer().ends_with(alone.pointer()), "{error}");
        assert_eq!(inside.kind(), alone.kind(), "{error}");
        assert_eq!(inside.expected(), alone.expected(), "{error}");
        assert_eq!(inside.line(), alone.line(), "{error}");
        let column = if alone.line() == 1 { before.len() } else { 0 };
        assert_eq!(inside.column(), alone.column() + column, "{error}");
    }
}

/// The types and the schemas accept the same documents, except for the listed differences.
pub fn schema(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input) {
        for agreement in agreements() {
            let _ = agreement.check(text);
        }
    }
}

//! A key in any string of any document is not shown: neither by the value that accepts it nor by the error that refuses
//! it.
//!
//! The strings are found through the types: each value of `proptest` is walked to every place in it. A new member is
//! tried without being named here.

use std::collections::{BTreeMap, BTreeSet};

use flowai_types::{Document, from_json};
use proptest::arbitrary::{Arbitrary, any};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::support::{debugs, leaks, printed_by_from_json, renderings, type_name};

const KEY: &str = "flow_ada2ad2a_zq7xw3vkp9lmt2bn";
const LONG_TOKEN: &str = "zq7xw3vkp9lmt2bn";
/// A number that nobody can tell from a secret, where a number is refused.
const DIGITS: u64 = 918_273_645_546_372_819;

#[test]
fn no_document_shows_a_key_that_is_planted_in_it() {
    fn check<T: Document + Arbitrary>() {
        let name = type_name::<T>();
        let (mut strings, mut accepting) = (BTreeSet::new(), BTreeSet::new());
        let mut runner = TestRunner::deterministic();
        for _ in 0..8 {
            let value = any::<T>().new_tree(&mut runner).unwrap().current();
            let document = serde_json::to_value(&value).unwrap();
            for (place, pointer) in places(&document) {
                let planted_in = document.pointer(&pointer).unwrap();
                if planted_in.is_string() {
                    strings.insert(place.clone());
                }
                for planted in plants() {
                    let mut document = document.clone();
                    *document.pointer_mut(&pointer).unwrap() = planted;
                    let accepted = shows_no_key::<T>(&document, &place);
                    if planted_in.is_string() && accepted {
                        accepting.insert(place.clone());
                    }
                }
                // And as the name and the value of a member that no object has.
                let mut document = document.clone();
                if let Value::Object(members) = document.pointer_mut(&pointer).unwrap() {
                    members.insert(KEY.to_owned(), KEY.into());
                    shows_no_key::<T>(&document, &place);
                }
            }
        }
        let (least_strings, least_accepting) = counted(name);
        assert!(strings.len() >= least_strings, "{name}: {strings:?}");
        assert!(accepting.len() >= least_accepting, "{name}: {accepting:?}");
    }
    for_each_document!(check());
}

/// How many places there are for strings in a document, and how many of them accept one with a key in it. It is a lower
/// limit: a type that nobody has counted has at least one.
fn counted(name: &str) -> (usize, usize) {
    match name {
        "APIKeyCreateResponse" => (7, 2),
        "HttpMetadata" => (4, 4),
        "RequestMetadata" | "ValidationError" | "HTTPValidationError" => (3, 3),
        "CreateAPIKeyForUserAPIKeysPostResponse" => (11, 6),
        // Numbers alone.
        "PaginationInfo" => (0, 0),
        _ => (1, 1),
    }
}

/// Strings with a key in them, and values of other types that carry one.
fn plants() -> Vec<Value> {
    vec![
        json!(KEY),
        json!(format!("x {KEY} y")),
        json!(format!("\"{KEY}\"")),
        json!(format!("https://h/{KEY}")),
        json!(format!("https://h/?k={KEY}#{KEY}")),
        json!(format!("2024-03-20T12:00:00Z{KEY}")),
        json!([KEY]),
        json!({KEY: KEY}),
        json!(DIGITS),
    ]
}

/// Reads a document with a key in it, in each way that there is; whether it was accepted.
#[track_caller]
fn shows_no_key<T: Document>(document: &Value, place: &str) -> bool {
    let text = document.to_string();
    // The same document, in which the key is not as plain.
    let escaped = text.replace(KEY, &KEY.replacen('f', "\\u0066", 1));
    let mut accepted = false;
    for text in [text, escaped] {
        let mut printed = String::new();
        for result in [
            from_json::<T>(&text).map_err(|_| printed_by_from_json::<T>(text.as_bytes())),
            serde_json::from_slice::<T>(text.as_bytes()).map_err(|error| renderings(&error)),
            serde_json::from_value::<T>(document.clone()).map_err(|error| renderings(&error)),
        ] {
            match result {
                Ok(value) => {
                    accepted = true;
                    let shown = debugs(&value);
                    assert!(!leaks(&shown, LONG_TOKEN), "{text} in {place} is shown as\n{shown}");
                }
                Err(error) => printed += &error,
            }
        }
        assert!(
            !leaks(&printed, LONG_TOKEN) && !leaks(&printed, &DIGITS.to_string()),
            "{text} is refused with\n{printed}"
        );
    }
    accepted
}

/// The places of all values in a document, itself included, each with the pointer of the first value that has it. A place
/// is a pointer without the indexes of arrays and the names of headers.
fn places(document: &Value) -> BTreeMap<String, String> {
    fn add(place: &str, pointer: &str, value: &Value, places: &mut BTreeMap<String, String>) {
        places.entry(place.to_owned()).or_insert_with(|| pointer.to_owned());
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    add(&format!("{place}/*"), &pointer, element, places);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let token = name.replace('~', "~0").replace('/', "~1");
                    let pointer = format!("{pointer}/{token}");
                    let name = if place.ends_with("/headers") { "*" } else { name };
                    add(&format!("{place}/{name}"), &pointer, member, places);
                }
            }
            _ => {}
        }
    }

    let mut places = BTreeMap::new();
    add("", "", document, &mut places);
    places
}

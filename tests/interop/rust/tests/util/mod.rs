//! What the tests share: everything that a value or an error prints, and the search for a secret in it.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::error::Error;
use std::fmt::Debug;

/// Everything that an error prints: `Display`, both formats of `Debug`, and the same for its sources.
pub fn renderings(error: &dyn Error) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text += &format!("{error}\n{error:?}\n{error:#?}\n");
        next = error.source();
    }
    text
}

/// Both formats of `Debug`.
pub fn debugs(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}

/// Whether 8 characters in a row of a secret are in a text: as they are, or as the numbers of a list of bytes.
pub fn leaks(text: &str, secret: &str) -> bool {
    secret.as_bytes().windows(8).any(|piece| {
        let bytes = format!("{piece:?}");
        let bytes = bytes.trim_matches(['[', ']']);
        text.contains(std::str::from_utf8(piece).unwrap()) || text.contains(bytes)
    })
}

/// What `Debug` shows of a new key in a generated type, and the error of an invalid one, are what
/// `schema/tool/printed.json` lists.
#[track_caller]
pub fn check_listed<T: Debug + serde::de::DeserializeOwned>(tool: &str, created: &str) {
    use flowai_types::fixtures::API_KEY;
    use serde_json::{Value, json};

    let read = serde_json::from_str::<T>;
    let is_shown = leaks(&debugs(&read(created).unwrap()), API_KEY);
    let [prints, hides] = [is_shown, !is_shown].map(|is_so| vec!["{:?}"; is_so.into()]);
    let invalid = match read(&created.replace(API_KEY, &format!("{API_KEY}+"))) {
        Ok(_) => "read",
        Err(error) if leaks(&renderings(&error), API_KEY) => "quoted",
        Err(_) => "refused",
    };
    let found = json!({
        "language": "Rust", "tool": tool, "by": "rust", "prints": prints, "hides": hides, "invalid": invalid,
    });
    let list = include_str!("../../../../../schema/tool/printed.json");
    let list: Vec<Value> = serde_json::from_str(list).unwrap();
    assert!(list.contains(&found), "it is not listed: {found}");
    let rust = list.iter().filter(|row| row["by"] == "rust");
    let tools: Vec<_> = rust.map(|row| &row["tool"]).collect();
    assert_eq!(tools, ["typify", "progenitor"], "a test for each row");
}

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

//! `HttpMetadata` part by part.

use flowai_types::fixtures::HTTP_METADATA as EXAMPLE;
use flowai_types::{HttpMetadata, ViolationKind};

use super::{accept_as, reject_as};

/// The example with another value, given as JSON, for its status, request headers, method or URL.
pub(crate) fn with(part: &str, value: &str) -> String {
    let (old, new) = match part {
        "status" => ("\"status\":201", format!("\"status\":{value}")),
        "headers" => ("\"headers\":{}", format!("\"headers\":{value}")),
        "method" => ("\"method\":\"POST\"", format!("\"method\":{value}")),
        "url" => ("\"url\":\"https://api.example.com/api-keys\"", format!("\"url\":{value}")),
        _ => panic!("no part {part}"),
    };
    assert!(EXAMPLE.contains(old));
    EXAMPLE.replace(old, &new)
}

/// A value as JSON.
pub(crate) fn written(meta: &HttpMetadata) -> String {
    serde_json::to_string(meta).unwrap()
}

/// Reads the example with this part, and compares it as written.
#[track_caller]
pub(crate) fn reads(part: &str, value: &str, expected: &str) -> HttpMetadata {
    let meta: HttpMetadata = accept_as(&with(part, value));
    assert_eq!(written(&meta), with(part, expected));
    assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
    meta
}

/// Reads the example with this part, which must be invalid, and compares the violations.
#[track_caller]
pub(crate) fn refuses(part: &str, value: &str, expected: &[(&str, ViolationKind)]) {
    reject_as::<HttpMetadata>(with(part, value), expected);
}

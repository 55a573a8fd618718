//! FastAPI's validation error is a typed document: read with its unknown members left out, and shown without keys.

use flowai_types::ViolationKind::{Duplicate, InvalidType, InvalidValue, Missing};
use flowai_types::{HTTPValidationError, fixtures};

use crate::support::{accept_as, debugs, leaks, reject_as};

/// As FastAPI writes it, with a secret in a member that is not kept.
const REFUSED: &str = r#"{"detail":[{"type":"missing","loc":["body","keyName"],"msg":"Field required","input":{"apiKey":"flow_ada2ad2a_1234567890abcdef"},"url":"https://errors.example.com/v/missing"}]}"#;

#[test]
fn reads_writes_and_displays_it() {
    let written = r#"{"detail":[{"loc":["body","keyName"],"msg":"Field required","type":"missing"}]}"#;
    for (document, written, said) in [
        (r#"{"detail":[]}"#, "", "refused without a reason"),
        (REFUSED, written, "body.keyName: Field required"),
        (
            r#"{"detail":[{"loc":[],"msg":"a","type":"t"},{"loc":["body","names",0,"x"],"msg":"b","type":"t"}]}"#,
            "",
            "a; body.names[0].x: b",
        ),
        (
            r#"{"detail":[{"loc":[9223372036854775807,-9223372036854775808,0,-1],"msg":"","type":""}]}"#,
            "",
            "[9223372036854775807][-9223372036854775808][0][-1]: ",
        ),
        (
            r#"{"detail":[{"loc":["flow_ada2ad2a_1234567890abcdef","flow_ada2ad2a_1234567890abcdef"],"msg":"flow_ada2ad2a_1234567890abcdef is old","type":"t"}]}"#,
            "",
            "flow_ada2ad2a_REDACTED.flow_ada2ad2a_REDACTED: flow_ada2ad2a_REDACTED is old",
        ),
    ] {
        // Most are written as they were read.
        let written = if written.is_empty() { document } else { written };
        let error: HTTPValidationError = accept_as(document);
        assert_eq!(serde_json::to_string(&error).unwrap(), written);
        assert_eq!(error.to_string(), said);
        assert!(!leaks(&debugs(&error), "1234567890abcdef"));
    }
}

#[test]
fn debug_shows_its_parts() {
    insta::assert_snapshot!("debug", format!("{:?}", fixtures::http_validation_error()));
}

#[test]
fn rejects_what_breaks_a_rule() {
    let steps = [0, 1, 2, 3, 4, 5, 6].map(|index| format!("/detail/0/loc/{index}"));
    let steps = steps.each_ref().map(String::as_str);
    for (document, expected) in [
        ("{}", &[("/detail", Missing)][..]),
        ("[]", &[("", InvalidType)]),
        (r#"{"detail":null}"#, &[("/detail", InvalidType)]),
        (r#"{"detail":"Not Found"}"#, &[("/detail", InvalidType)]),
        (r#"{"detail":{}}"#, &[("/detail", InvalidType)]),
        (r#"{"detail":[],"detail":[]}"#, &[("/detail", Duplicate)]),
        (
            r#"{"detail":["x",null,[["body"],"m","t"]]}"#,
            &[("/detail/0", InvalidType), ("/detail/1", InvalidType), ("/detail/2", InvalidType)],
        ),
        (
            r#"{"detail":[{"loc":[],"msg":"","type":"","loc":[],"msg":"","type":""}]}"#,
            &[("/detail/0/loc", Duplicate), ("/detail/0/msg", Duplicate), ("/detail/0/type", Duplicate)],
        ),
        (
            r#"{"detail":[{"loc":[],"msg":"","type":""},{"msg":7,"type":null}]}"#,
            &[("/detail/1/msg", InvalidType), ("/detail/1/type", InvalidType), ("/detail/1/loc", Missing)],
        ),
        // Integers are exact, and have 64 bits.
        (
            r#"{"detail":[{"loc":[9223372036854775808,-9223372036854775809,18446744073709551615,1e999,1.0,1e2,-0],"msg":"","type":""}]}"#,
            &[0, 1, 2, 3, 4, 5, 6].map(|index| (steps[index], InvalidValue)),
        ),
        (
            r#"{"detail":[{"loc":["a",null,1.5,1e30,[],true,9223372036854775808],"msg":"","type":""}]}"#,
            &[
                (steps[1], InvalidType),
                (steps[2], InvalidValue),
                (steps[3], InvalidValue),
                (steps[4], InvalidType),
                (steps[5], InvalidType),
                (steps[6], InvalidValue),
            ],
        ),
        (r#"{"detail":[{"loc":"body","msg":"","type":""}]}"#, &[("/detail/0/loc", InvalidType)]),
    ] {
        reject_as::<HTTPValidationError>(document, expected);
    }
}

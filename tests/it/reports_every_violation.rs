//! A `DecodeError` has every violation of a document, in the document's order, each with its place; of very many, the
//! first.

use flowai_types::ViolationKind::{Duplicate, InvalidType, InvalidValue, Missing, Syntax};
use flowai_types::{
    APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, CreateAPIKeyForUserAPIKeysPostResponse, Document,
    HTTPValidationError, ListAPIKeysResponse, ResponseMetadata, fixtures, from_json,
};

use crate::support::{MEMBERS, and, object, reject, reject_as, with};

/// In the document's order; missing members where their object ends, in the API's order.
#[test]
fn reports_all_violations_in_the_order_of_the_document() {
    reject(
        r#"{"api_key":"nonsense","id":"x"}"#.as_bytes(),
        &[
            ("/api_key", InvalidValue),
            ("/id", InvalidValue),
            ("/createdAt", Missing),
            ("/keyName", Missing),
            ("/keyPrefix", Missing),
            ("/userId", Missing),
        ],
    );
    reject(
        r#"{"userId":null,"unknown":"x","key_name":7,"created_at":"yesterday","keyName":"again"}"#,
        &[
            ("/userId", InvalidType),
            ("/key_name", InvalidType),
            ("/created_at", InvalidValue),
            ("/keyName", Duplicate),
            ("/apiKey", Missing),
            ("/id", Missing),
            ("/keyPrefix", Missing),
        ],
    );
}

/// A nested object's missing members come before the violations after the object.
#[test]
fn reports_a_missing_member_where_its_object_ends() {
    reject_as::<CreateAPIKeyForUserAPIKeysPostResponse>(
        r#"{"APIKeyCreateResponse":{"api_key":"x"},"HTTPMeta":{"Response":{"status":1}},"APIKeyCreateResponse":1}"#,
        &[
            ("/APIKeyCreateResponse/api_key", InvalidValue),
            ("/APIKeyCreateResponse/createdAt", Missing),
            ("/APIKeyCreateResponse/id", Missing),
            ("/APIKeyCreateResponse/keyName", Missing),
            ("/APIKeyCreateResponse/keyPrefix", Missing),
            ("/APIKeyCreateResponse/userId", Missing),
            ("/HTTPMeta/Response/status", InvalidValue),
            ("/HTTPMeta/Response/headers", Missing),
            ("/HTTPMeta/Request", Missing),
            ("/APIKeyCreateResponse", Duplicate),
        ],
    );
    reject_as::<HTTPValidationError>(
        r#"{"detail":[{"msg":7},{"loc":[null]}]}"#,
        &[
            ("/detail/0/msg", InvalidType),
            ("/detail/0/loc", Missing),
            ("/detail/0/type", Missing),
            ("/detail/1/loc/0", InvalidType),
            ("/detail/1/msg", Missing),
            ("/detail/1/type", Missing),
        ],
    );
}

#[test]
fn reports_a_duplicate_each_time_that_it_occurs() {
    let twice_more = fixtures::CREATE_RESPONSE.replacen('{', r#"{"user_id":null,"id":5,"id":7,"#, 1);
    reject(
        twice_more,
        &[
            ("/user_id", InvalidType),
            ("/id", InvalidType),
            ("/id", Duplicate),
            ("/id", Duplicate),
            ("/userId", Duplicate),
        ],
    );
}

/// Plain serde stops at the first of them, and says the same.
#[test]
fn plain_serde_reports_the_first() {
    for document in [
        with("keyName", "5"),
        with("createdAt", "\"yesterday\""),
        with("apiKey", "\"flow_ada2ad2a_REDACTED\"").replace("flow_\"", "\""),
        "[]".to_owned(),
    ] {
        let all = from_json::<APIKeyCreateResponse>(&document).unwrap_err();
        let first = serde_json::from_str::<APIKeyCreateResponse>(&document).unwrap_err();
        let expected = format!("expected {}", all.violations()[0].expected());
        assert!(first.to_string().starts_with(&expected), "{first}");
    }
}

/// As many violations as there are lines: no line is counted twice, or this would not end.
#[test]
fn keeps_the_first_thousand_and_counts_all() {
    for (count, kept) in [(1, 1), (999, 999), (1_000, 1_000), (1_001, 1_000), (200_001, 1_000)] {
        let document = format!("{{\"detail\":[{}\n5]}}", "\n5,".repeat(count - 1));
        let error = from_json::<HTTPValidationError>(document).unwrap_err();
        assert_eq!((error.total(), error.violations().len()), (count, kept));
        for (index, violation) in error.violations().iter().enumerate() {
            assert_eq!(violation.pointer(), format!("/detail/{index}"));
            assert_eq!((violation.line(), violation.column()), (index + 2, 1));
        }
    }
}

#[test]
fn displays_the_first_ten_in_one_line_of_bounded_length() {
    for (count, end) in [
        (1, "/detail/0 (line 1, column 12): expected an object (`ValidationError`)"),
        (10, "/detail/9 (line 1, column 30): expected an object (`ValidationError`)"),
        (11, "/detail/9 (line 1, column 30): expected an object (`ValidationError`); and 1 more"),
        (1_000, "; and 990 more"),
        (200_000, "; and 199990 more"),
    ] {
        let document = format!("{{\"detail\":[{}5]}}", "5,".repeat(count - 1));
        let error = from_json::<HTTPValidationError>(document).unwrap_err();
        let line = error.to_string();
        let violations = if count == 1 { "violation" } else { "violations" };
        assert!(line.starts_with(&format!("{count} {violations}: /detail/0 ")), "{line}");
        assert!(line.ends_with(end), "{line}");
        assert!(line.len() < 1_000 && !line.contains('\n'), "{line}");
    }
}

/// Ten that have 70 bytes each, of which the last may have one more.
#[test]
fn displays_as_many_as_fit_into_700_bytes() {
    for (before_last, end) in [(0, ": expected an object (`ValidationError`)"), (1_000, "; and 1 more")] {
        let (pad, last) = (" ".repeat(100), " ".repeat(before_last));
        let document = format!("{{\"detail\":[{pad}{}{last}5]}}", "5,".repeat(9));
        let error = from_json::<HTTPValidationError>(document).unwrap_err();
        let bytes: usize = (error.violations().iter()).map(|violation| violation.to_string().len()).sum();
        assert_eq!(bytes, if before_last == 0 { 700 } else { 701 });
        let line = error.to_string();
        assert!(line.ends_with(end), "{line}");
    }
}

/// The value, the name of a duplicate, the end of an object in which a member is missing, the byte that is not JSON.
#[test]
fn points_at_a_line_and_a_column() {
    #[track_caller]
    fn places(document: impl AsRef<[u8]>, expected: &[(&str, usize, usize)]) {
        let error = from_json::<APIKeyCreateResponse>(document).unwrap_err();
        let found: Vec<_> = error.violations().iter().map(|v| (v.pointer(), v.line(), v.column())).collect();
        assert_eq!(found, expected);
    }
    places(
        "{\n  \"apiKey\": 5,\r\n\n  \"id\":\n\t\"ü\", \"keyName\": \"ü\", \"keyName\":\"\", \"keyPrefix\": 1\n }",
        &[
            ("/apiKey", 2, 13),
            ("/id", 5, 2),
            ("/keyName", 5, 25),
            ("/keyPrefix", 5, 52),
            ("/createdAt", 6, 2),
            ("/userId", 6, 2),
        ],
    );
    places("", &[("", 1, 1)]);
    places("{\n", &[("", 2, 1)]);
    places("\ntru", &[("", 2, 4)]);
    places("\ntru\n", &[("", 2, 1)]);
    places("{\n\n  nonsense", &[("", 3, 3)]);
    places(b"{\n\"\xff", &[("", 2, 2)]);
    let missing =
        |line, column| ["/apiKey", "/createdAt", "/id", "/keyPrefix", "/userId"].map(|pointer| (pointer, line, column));
    let mut expected = vec![("/keyName", 3, 2)];
    expected.extend(missing(3, 10));
    places("{\n\"keyName\":\n \"\\ud800\"}", &expected);
    let mut expected = vec![("", 3, 2)];
    expected.extend(missing(3, 12));
    places("{\n\"keyName\":\"\",\n \"\\ud800\":1}", &expected);
    places("\n 5", &[("", 2, 2)]);
}

/// The sentences of a document's errors, under a heading.
#[track_caller]
fn sentences<T: Document>(what: &str, document: impl AsRef<[u8]>) -> String {
    let error = from_json::<T>(document).unwrap_err();
    let mut text = format!("{what}:\n");
    for violation in error.violations() {
        text += &format!("    {violation}\n");
        match (violation.kind(), violation.expected()) {
            (Syntax, expected) => assert_eq!(expected, "JSON (RFC 8259) in UTF-8, without a byte order mark"),
            (Duplicate, _) => (),
            (_, expected) => {
                assert!(violation.to_string().ends_with(&format!("expected {expected}")));
            }
        }
    }
    text
}

/// Every sentence that an error can say, in one place to read.
#[test]
fn says_what_was_expected() {
    let mut texts = String::new();
    for (what, document) in [
        ("cut short", &fixtures::CREATE_RESPONSE.as_bytes()[..100]),
        ("not JSON", b"<html>502 Bad Gateway</html>"),
        ("not UTF-8", b"\xff"),
        ("a byte order mark", "\u{feff}{}".as_bytes()),
        ("half a surrogate pair", with("keyName", r#""\ud83d""#).as_bytes()),
        ("half a surrogate pair in a name", and(r"\ud83d", "1").as_bytes()),
        ("an empty object", b"{}"),
        ("an array", b"[]"),
        ("a duplicate", and("user_id", "null").as_bytes()),
        ("the wrong type of each member", object(MEMBERS.map(|(name, ..)| (name, "7"))).as_bytes()),
        ("an invalid value of each member", object(MEMBERS.map(|(name, ..)| (name, r#""x""#))).as_bytes()),
        ("no short token", with("apiKey", r#""flow_1234567890abcdef""#).as_bytes()),
        ("no long token", with("apiKey", r#""flow_ada2ad2a_REDACTED""#).as_bytes()),
        ("no such day", with("createdAt", r#""2023-02-29T12:00:00Z""#).as_bytes()),
        ("no such year", with("createdAt", r#""0000-02-29T12:00:00Z""#).as_bytes()),
    ] {
        texts += &sentences::<APIKeyCreateResponse>(what, document);
    }
    for (what, document) in [
        ("an empty wrapper", "{}"),
        ("the wrong type of metadata", r#"{"HTTPMeta":1}"#),
        ("empty metadata", r#"{"HTTPMeta":{"Response":{},"Request":{}}}"#),
        (
            "the wrong type of each member of metadata",
            r#"{"HTTPMeta":{"Response":{"status":"1","headers":1},"Request":{"method":1,"url":1,"headers":{"a":1}}}}"#,
        ),
        (
            "an invalid value of each member of metadata",
            r#"{"HTTPMeta":{"Response":{"status":1,"headers":{"a":["\n",1],"A":["1"]}},"Request":{"method":"a b","url":"/","headers":{"a b":["1"],"c":[]}}}}"#,
        ),
        ("the wrong type of each object", r#"{"HTTPMeta":{"Response":1,"Request":1},"APIKeyCreateResponse":1}"#),
    ] {
        texts += &sentences::<CreateAPIKeyForUserAPIKeysPostResponse>(what, document);
    }
    let names: Vec<_> = (0..1_001).map(|n| format!("\"{n}\":[\"\"]")).collect();
    let names = format!(r#"{{"status":200,"headers":{{{}}}}}"#, names.join(","));
    texts += &sentences::<ResponseMetadata>("too many names of headers", names);
    let values = vec!["\"\""; 10_001].join(",");
    let values = format!(r#"{{"status":200,"headers":{{"a":[{values}]}}}}"#);
    texts += &sentences::<ResponseMetadata>("too many values of headers", values);
    for (what, document) in [
        ("no detail", "{}"),
        ("a string as detail", r#"{"detail":"no"}"#),
        ("the wrong type of an error", r#"{"detail":[1,{}]}"#),
        ("the wrong type of each member of an error", r#"{"detail":[{"loc":1,"msg":1,"type":1}]}"#),
        ("invalid locations", r#"{"detail":[{"loc":[null,1.5],"msg":"","type":""}]}"#),
    ] {
        texts += &sentences::<HTTPValidationError>(what, document);
    }
    for (what, document) in [
        ("an empty page", "{}"),
        ("the wrong type of each member of a page", r#"{"apiKeys":{},"pagination":[]}"#),
        (
            "invalid members of the members of a page",
            r#"{"apiKeys":[1,{}],"pagination":{"totalCount":"1","limit":-1,"offset":1e1}}"#,
        ),
    ] {
        texts += &sentences::<ListAPIKeysResponse>(what, document);
    }
    texts +=
        &sentences::<APIKeyUpdate>("the wrong type of each member of an update", r#"{"keyName":1,"isActive":"yes"}"#);
    texts += &sentences::<APIKeyInfo>("an empty description of a key", "{}");
    insta::assert_snapshot!("sentences", texts);

    let error = from_json::<APIKeyCreateResponse>(r#"{"api_key":"nonsense","id":"x"}"#);
    insta::assert_snapshot!("error_in_one_line", error.unwrap_err());
}

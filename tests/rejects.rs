//! What is refused: every rule on its wrong side, each document with every pointer and kind that it gives.

mod util;

use flowai_types::ViolationKind::{Duplicate, Missing, Syntax, WrongType, WrongValue};
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError,
    HttpMetadata, fixtures, from_json,
};
use util::{MEMBERS, accept, and, object, reject, reject_as, with, without};

/// One member, one JSON string that breaks its rule.
#[test]
fn wrong_strings() {
    let too_long = format!("flow_ada2ad2a_{}", "a".repeat(129));
    let keys = [
        "",
        "key",
        "flow",
        "flow_",
        "FLOW_ada2ad2a_1234567890abcdef",
        "Flow_ada2ad2a_1234567890abcdef",
        "flow-ada2ad2a_1234567890abcdef",
        "flow__ada2ad2a_1234567890abcdef",
        "sk_ada2ad2a_1234567890abcdef",
        "xflow_ada2ad2a_1234567890abcdef",
        "ada2ad2a_1234567890abcdef",
        "flow_ada2ad2a",
        "flow_ada2ad2a_",
        "flow_ada2ad2_1234567890abcdef",
        "flow_ada2ad2a3_1234567890abcdef",
        "flow_ADA2AD2A_1234567890abcdef",
        "flow_ada2ad2g_1234567890abcdef",
        "flow_ada2ad2a-1234567890abcdef",
        "flow__1234567890abcdef",
        "flow_1234567890abcdef",
        "flow_ada2ad2a_123456789012345",
        "flow_ada2ad2a_REDACTED",
        "ApiKey(flow_ada2ad2a_REDACTED)",
        &too_long,
        "flow_ada2ad2a_1234567890abcde+",
        "flow_ada2ad2a_1234567890abcde.",
        "flow_ada2ad2a_1234567890 abcdef",
        "flow_ada2ad2a_1234567890abcdéf",
        "flow_ada2ad2a_１２３４５６７８９０abcdef",
        " flow_ada2ad2a_1234567890abcdef",
        "flow_ada2ad2a_1234567890abcdef ",
        r"flow_ada2ad2a_1234567890abcdef\n",
        r"flow_ada2ad2a_1234567890abcdef\u0000",
        r"flow_ada2ad2a\u0000_1234567890abcdef",
        r"\ufeffflow_ada2ad2a_1234567890abcdef",
        "Bearer flow_ada2ad2a_1234567890abcdef",
        "flow_ada2ad2a_1234567890abcdef,flow_ada2ad2a_1234567890abcdef",
    ];
    let prefixes = [
        "", "flow", "Flow_", "FLOW_", "flow_ ", " flow_", "flow__", "sk_", r"flow_\n",
    ];
    for (member, texts) in [("apiKey", keys.as_slice()), ("keyPrefix", &prefixes)] {
        for text in texts {
            reject(
                with(member, &format!("\"{text}\"")),
                &[(&format!("/{member}"), WrongValue)],
            );
        }
    }
}

/// Everything that some reader of dates takes and the contract does not.
#[test]
fn wrong_timestamps() {
    for text in [
        "",
        "Z",
        "now",
        "1710936000",
        "2024-03-20",
        "12:00:00Z",
        "2024-03-20T12:00Z",
        "2024-03-20T12:00:00z",
        "2024-03-20t12:00:00Z",
        "2024-03-20 12:00:00Z",
        "2024-03-20_12:00:00Z",
        "2024-03-20T12:00:00 Z",
        "2024-03-20T12:00:00ZZ",
        "2024-03-20T12:00:00UTC",
        "2024-03-20T12:00:00 UTC",
        "2024-03-20T12:00:00+0200",
        "2024-03-20T12:00:00+02",
        "2024-03-20T12:00:00+2:00",
        "2024-03-20T12:00:00+02:0",
        "2024-03-20T12:00:00+02:000",
        "2024-03-20T12:00:00+02:00Z",
        "2024-03-20T12:00:00\u{2212}02:00",
        "2024-03-20T12:00:00+24:00",
        "2024-03-20T12:00:00+00:60",
        "2024-03-20T12:00:00-99:99",
        "2024-03-20T12:00:00+-2:00",
        "2024-03-20T12:00:00+0::00",
        "2024-03-20T12:00:00+0/:00",
        "2024-03-20T12:00:00+00:0:",
        "2024-03-20T12:00:00+00:/0",
        "2024-03-20T12:00:00+00:00[Europe/Berlin]",
        "2024-03-20T12:00:00.Z",
        "2024-03-20T12:00:00.",
        "2024-03-20T12:00:00,5Z",
        "2024-03-20T12:00:00.0123456789Z",
        "2024-03-20T12:00:00.1234567890Z",
        "2024-03-20T12:00:00.123456789012Z",
        "2024-03-20T12:00:00.12a4Z",
        "2024-03-20T12:00:00.1 Z",
        "2024-03-20T12:00:60Z",
        "2024-03-20T12:60:00Z",
        "2024-03-20T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2024-03-20T23:59:60Z",
        "2024-3-20T12:00:00Z",
        "2024-03-2T12:00:00Z",
        "24-03-20T12:00:00Z",
        "20240320T120000Z",
        "2024-W12-3T12:00:00Z",
        "2024-080T12:00:00Z",
        "2024/03/20T12:00:00Z",
        "2024-00-20T12:00:00Z",
        "2024-13-20T12:00:00Z",
        "2024-03-00T12:00:00Z",
        "2024-03-32T12:00:00Z",
        "2024-04-31T12:00:00Z",
        "2024-02-30T12:00:00Z",
        "2023-02-29T12:00:00Z",
        "1900-02-29T12:00:00Z",
        "+2024-03-20T12:00:00Z",
        "-0001-03-20T12:00:00Z",
        "+10000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "0000-03-20T12:00:00Z",
        "0001-01-01T00:59:59+01:00",
        "9999-12-31T23:00:00-01:00",
        " 2024-03-20T12:00:00Z",
        "2024-03-20T12:00:00Z ",
        r"2024-03-20T12:00:00Z\n",
        r"\n2024-03-20T12:00:00Z",
        "２０２４-03-20T12:00:00Z",
        "2024-03-20T12:00:0٠Z",
        "Wed, 20 Mar 2024 12:00:00 GMT",
        "Wed Mar 20 12:00:00 2024",
    ] {
        for (member, pointer) in [("createdAt", "/createdAt"), ("lastUsedAt", "/lastUsedAt")] {
            reject(
                with(member, &format!("\"{text}\"")),
                &[(pointer, WrongValue)],
            );
        }
    }
}

/// Every ASCII character at every place of a timestamp: a digit where a digit belongs, and the rest as it is.
#[test]
fn every_character_at_every_place_of_a_timestamp() {
    for right in [
        "2011-11-11T11:11:11Z",
        "2011-11-11T11:11:11",
        "2011-11-11T11:11:11+11:11",
        "2011-11-11T11:11:11-11:11",
        "2011-11-11T11:11:11.111-11:11",
    ] {
        for (at, was) in right.char_indices() {
            for character in (' '..='~').chain(['\u{80}', '²', '١', '１', '\u{2212}', '\u{ffff}'])
            {
                let mut text = right.to_owned();
                text.replace_range(at..=at, &character.to_string());
                let is_right = match was {
                    // Which numbers there are is another matter: here, those from 01 to 12.
                    '0'..='9' if character.is_ascii_digit() => continue,
                    '+' | '-' if at > 10 => "+-".contains(character),
                    _ => character == was,
                };
                let document = with("createdAt", &serde_json::to_string(&text).unwrap());
                if is_right {
                    accept(&document);
                } else {
                    reject(document, &[("/createdAt", WrongValue)]);
                }
            }
        }
    }
}

/// Everything that some reader of UUIDs takes and the contract does not.
#[test]
fn wrong_uuids() {
    for text in [
        "",
        "42",
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-4266141740000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567-e89b-12d3-a456_426614174000",
        "123e456-7e89b-12d3-a456-426614174000",
        "1_3e4567-e89b-12d3-a456-426614174000",
        "１23e4567-e89b-12d3-a456-4266141740",
        " 123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-426614174000 ",
        r"123e4567-e89b-12d3-a456-426614174000\n",
        "------------------------------------",
    ] {
        for (member, pointer) in [("id", "/id"), ("userId", "/userId")] {
            reject(
                with(member, &format!("\"{text}\"")),
                &[(pointer, WrongValue)],
            );
        }
    }
}

/// Every member with a value of every wrong JSON type, however large or deep.
#[test]
fn wrong_types() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_object = format!("{}5{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let values = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "5",
        "1.5",
        "1e999",
        "-1e-999",
        "[]",
        "{}",
        r#"["flow_"]"#,
        r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef"}"#,
        "340282366920938463463374607431768211456",
        &deep,
        &deep_object,
    ];
    for (member, ..) in MEMBERS {
        for value in values {
            if (member, value) != ("lastUsedAt", "null") {
                reject(with(member, value), &[(&format!("/{member}"), WrongType)]);
            }
        }
    }
    reject(
        with("createdAt", "1710936000"),
        &[("/createdAt", WrongType)],
    );
    for (index, root) in values
        .iter()
        .filter(|value| !value.starts_with('{'))
        .enumerate()
    {
        reject(root, &[("", WrongType)]);
        assert!(index < values.len());
    }
    reject(r#""flow_ada2ad2a_1234567890abcdef""#, &[("", WrongType)]);
    reject(
        format!("[{}]", fixtures::CREATE_RESPONSE),
        &[("", WrongType)],
    );
    // The members as an array, in order: what a derived `Deserialize` takes for the object.
    let values = MEMBERS.map(|(_, _, value)| value).join(",");
    reject(format!("[{values}]"), &[("", WrongType)]);
}

#[test]
fn missing_members() {
    for (member, ..) in MEMBERS
        .iter()
        .filter(|(member, ..)| *member != "lastUsedAt")
    {
        reject(without(member), &[(&format!("/{member}"), Missing)]);
    }
    let all_but_last_used_at = [
        ("/apiKey", Missing),
        ("/createdAt", Missing),
        ("/id", Missing),
        ("/keyName", Missing),
        ("/keyPrefix", Missing),
        ("/userId", Missing),
    ];
    reject("{}", &all_but_last_used_at);
    reject(r#"{"APIKEY":1,"api key":2}"#, &all_but_last_used_at);
    // Under a name that only looks the same, it is missing.
    for name in [
        "ApiKey",
        "APIKey",
        "apikey",
        "api-key",
        "api_Key",
        "apiKey ",
        r"apiKey\u0000",
    ] {
        let document = fixtures::CREATE_RESPONSE.replacen("apiKey", name, 1);
        reject(document, &[("/apiKey", Missing)]);
    }
    // Only what the SDK spells otherwise has a second name.
    let renamed = |document: &str, name: &str, other: &str| {
        document.replacen(&format!("\"{name}\":"), &format!("\"{other}\":"), 1)
    };
    for other in ["Id", "ID", "_id", "i_d"] {
        let document = renamed(fixtures::CREATE_RESPONSE, "id", other);
        reject(document, &[("/id", Missing)]);
    }
    for other in ["HTTPMetadata", "httpMeta", "http_meta"] {
        let document = renamed(fixtures::RESPONSE, "HTTPMeta", other);
        let missing = [("/HTTPMeta", Missing)];
        reject_as::<CreateAPIKeyForUserAPIKeysPostResponse>(document, &missing);
    }
    for (pointer, name, other) in [
        ("/Response", "Response", "response"),
        ("/Request", "Request", "request"),
        ("/Response/status", "status", "statusCode"),
        ("/Request/method", "method", "Method"),
        ("/Request/url", "url", "uri"),
        ("/Response/headers", "headers", "header"),
    ] {
        let document = renamed(fixtures::HTTP_METADATA, name, other);
        reject_as::<HttpMetadata>(document, &[(pointer, Missing)]);
    }
    for (pointer, name, other) in [
        ("/detail", "detail", "details"),
        ("/detail/0/loc", "loc", "location"),
        ("/detail/0/msg", "msg", "message"),
        ("/detail/0/type", "type", "type_"),
    ] {
        let document = renamed(fixtures::HTTP_VALIDATION_ERROR, name, other);
        reject_as::<HTTPValidationError>(document, &[(pointer, Missing)]);
    }
}

#[test]
fn repeated_members() {
    for (camel, snake, value) in MEMBERS {
        let pointer = |name| format!("/{name}");
        reject(and(camel, value), &[(&pointer(camel), Duplicate)]);
        if camel != snake {
            // The second one is at fault, whichever spelling it has.
            reject(and(snake, value), &[(&pointer(camel), Duplicate)]);
            let members = MEMBERS.map(|(name, _, value)| (name, value));
            reject(
                object(members.into_iter().chain([(snake, value)])),
                &[(&pointer(snake), Duplicate)],
            );
        }
    }
    // Also where both are null, or one is wrong.
    reject(
        and("lastUsedAt", "null").replacen('{', r#"{"last_used_at":null,"#, 1),
        &[("/lastUsedAt", Duplicate), ("/lastUsedAt", Duplicate)],
    );
    reject(and("id", "5"), &[("/id", WrongType), ("/id", Duplicate)]);
    // The value of the second one is not looked at.
    let second = fixtures::CREATE_RESPONSE.replace('}', ",\"id\":5}");
    reject(second, &[("/id", Duplicate)]);
}

/// Every violation at once: in the document's order, the missing ones last.
#[test]
fn all_violations_together() {
    reject(
        r#"{"api_key":"nonsense","id":"x"}"#.as_bytes(),
        &[
            ("/api_key", WrongValue),
            ("/id", WrongValue),
            ("/createdAt", Missing),
            ("/keyName", Missing),
            ("/keyPrefix", Missing),
            ("/userId", Missing),
        ],
    );
    reject(
        r#"{"userId":null,"unknown":"x","key_name":7,"created_at":"yesterday","keyName":"again"}"#,
        &[
            ("/userId", WrongType),
            ("/key_name", WrongType),
            ("/created_at", WrongValue),
            ("/keyName", Duplicate),
            ("/apiKey", Missing),
            ("/id", Missing),
            ("/keyPrefix", Missing),
        ],
    );
}

/// Plain serde tells the first of them, in the same words.
#[test]
fn first_violation_by_plain_serde() {
    for document in [
        with("keyName", "5"),
        with("createdAt", "\"yesterday\""),
        with("apiKey", "\"flow_ada2ad2a_REDACTED\"").replace("flow_\"", "\""),
        "[]".to_owned(),
    ] {
        let all = from_json::<APIKeyCreateResponse>(document.as_bytes()).unwrap_err();
        let first = serde_json::from_str::<APIKeyCreateResponse>(&document).unwrap_err();
        let expected = format!("expected {}", all.violations()[0].expected());
        assert!(first.to_string().starts_with(&expected), "{first}");
    }
}

/// Malformed JSON is one violation, which hides the rest.
#[test]
fn malformed() {
    let example = fixtures::CREATE_RESPONSE;
    for document in [
        String::new(),
        " ".into(),
        "nonsense".into(),
        "nul".into(),
        "{".into(),
        "[".repeat(10_000),
        r#"{"a":"#.repeat(10_000),
        format!("{example},"),
        format!("{example}{example}"),
        format!("{example}\0"),
        format!("\u{feff}{example}"),
        format!("<html>{example}</html>"),
        format!("callback({example})"),
        example.replace('}', ",}"),
        example.replace('"', "'"),
        example.replace("\"apiKey\"", "apiKey"),
        example.replacen(':', "=", 1),
        example.replacen(',', ";", 1),
        example.replacen(',', ",,", 1),
        example.replacen('{', "{/* a comment */", 1),
        with("keyName", "NaN"),
        with("keyName", "undefined"),
        with("keyName", "'single'"),
        with("keyName", "\"tab\there\""),
        with("keyName", "\"line\nbreak\""),
        with("keyName", r#""\x41""#),
        with("keyName", r#""\u12""#),
        with("keyName", "01"),
        with("keyName", "+1"),
        with("keyName", "1."),
        with("keyName", ".5"),
        // Half of a character, which no Rust string can hold.
        with("keyName", r#""\ud800""#),
        with("keyName", r#""\udc00\ud800""#),
        with("apiKey", r#""flow_ada2ad2a_1234567890abcdef\ud83d""#),
        with("createdAt", r#""\ud83dx""#),
        and(r"\udfff", "1"),
        // And it hides the wrong value before it.
        and("id", "5").replace('}', ""),
    ] {
        reject(document, &[("", Syntax)]);
    }
}

#[test]
fn cut_short_at_every_byte() {
    for document in [
        fixtures::CREATE_RESPONSE,
        fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS,
    ] {
        for end in 0..document.len() {
            reject(&document[..end], &[("", Syntax)]);
        }
    }
}

/// A byte that is not UTF-8, at every place in the example.
#[test]
fn not_utf8() {
    for at in 0..fixtures::CREATE_RESPONSE.len() {
        for byte in [0x80, 0xc0, 0xf8, 0xff] {
            let mut document = fixtures::CREATE_RESPONSE.as_bytes().to_vec();
            document[at] = byte;
            reject(document, &[("", Syntax)]);
        }
    }
    let utf16: Vec<u8> = fixtures::CREATE_RESPONSE
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    reject(utf16, &[("", Syntax)]);

    // In a member that is skipped too, where serde_json alone looks away.
    let mut document = and("skipped", "\"_\"").into_bytes();
    let at = document.iter().position(|byte| *byte == b'_').unwrap();
    document[at] = 0xff;
    assert!(serde_json::from_slice::<APIKeyCreateResponse>(&document).is_ok());
    let error = from_json::<APIKeyCreateResponse>(&document).unwrap_err();
    assert_eq!(
        (error.violations()[0].kind(), error.violations()[0].column()),
        (Syntax, at + 1)
    );
}

/// As many violations as there are lines: none is counted twice, or this would not end.
#[test]
fn many_violations_on_many_lines() {
    let document = format!("[{}\n5]", "\n5,".repeat(200_000));
    let error = from_json::<Vec<flowai_types::ApiKey>>(document.as_bytes()).unwrap_err();
    let last = error.violations().last().unwrap();
    assert_eq!(
        (error.violations().len(), last.line(), last.pointer()),
        (200_001, 200_002, "/200000")
    );
}

/// Line and column point at the value, the repeated name, the object's end, the byte that is wrong.
#[test]
fn lines_and_columns() {
    #[track_caller]
    fn places(document: impl AsRef<[u8]>, expected: &[(&str, usize, usize)]) {
        let error = from_json::<APIKeyCreateResponse>(document.as_ref()).unwrap_err();
        let found: Vec<_> = error
            .violations()
            .iter()
            .map(|v| (v.pointer(), v.line(), v.column()))
            .collect();
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
    places("tru\n", &[("", 2, 1)]);
    places("{\n\n  nonsense", &[("", 3, 3)]);
    places(b"{\n\"\xff", &[("", 2, 2)]);
    places("{\n\"keyName\":\n \"\\ud800\"}", &[("", 3, 2)]);
    places("\n 5", &[("", 2, 2)]);
}

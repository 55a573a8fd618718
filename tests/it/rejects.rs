//! A document that breaks a rule is refused, whichever way it is read, with the pointer and the kind of every violation.

use flowai_types::ViolationKind::{Duplicate, InvalidType, InvalidValue, Missing, Syntax};
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, Document, HTTPValidationError, HttpMetadata,
    fixtures, from_json,
};

use crate::support::{MEMBERS, and, object, reject, reject_as, with, without};

/// One member, one JSON string that breaks its rule. The rows of the grammar are those of the scalars.
#[test]
fn rejects_a_key_or_prefix_that_breaks_the_grammar() {
    let keys = [
        "",
        "sk_ada2ad2a_1234567890abcdef",
        "flow_ADA2AD2A_1234567890abcdef",
        "flow_ada2ad2a_REDACTED",
        "ApiKey(flow_ada2ad2a_REDACTED)",
        r"flow_ada2ad2a_1234567890abcdef\n",
        r"flow_ada2ad2a_1234567890abcdef\u0000",
        r"flow_ada2ad2a\u0000_1234567890abcdef",
        r"\ufeffflow_ada2ad2a_1234567890abcdef",
        "flow_ada2ad2a_１２３４５６７８９０abcdef",
        "Bearer flow_ada2ad2a_1234567890abcdef",
        "flow_ada2ad2a_1234567890abcdef,flow_ada2ad2a_1234567890abcdef",
    ];
    let prefixes = ["", "flow__", "sk_", r"flow_\n"];
    for (member, texts) in [("apiKey", keys.as_slice()), ("keyPrefix", &prefixes)] {
        for text in texts {
            reject(with(member, &format!("\"{text}\"")), &[(&format!("/{member}"), InvalidValue)]);
        }
    }
}

/// All that some reader of UUIDs accepts, and this one does not.
#[test]
fn rejects_ids_in_any_other_form() {
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
            reject(with(member, &format!("\"{text}\"")), &[(pointer, InvalidValue)]);
        }
    }
}

/// Every member with a value of every wrong JSON type, however large or deep.
#[test]
fn rejects_values_of_the_wrong_type() {
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
                reject(with(member, value), &[(&format!("/{member}"), InvalidType)]);
            }
        }
    }
    reject(with("createdAt", "1710936000"), &[("/createdAt", InvalidType)]);
    reject(r#""flow_ada2ad2a_1234567890abcdef""#, &[("", InvalidType)]);
    reject(format!("[{}]", fixtures::CREATE_RESPONSE), &[("", InvalidType)]);
    // The members as an array, in order: what a derived `Deserialize` accepts instead of the object.
    let values = MEMBERS.map(|(_, _, value)| value).join(",");
    reject(format!("[{values}]"), &[("", InvalidType)]);
}

#[test]
fn rejects_missing_members() {
    for (member, ..) in MEMBERS.iter().filter(|(member, ..)| *member != "lastUsedAt") {
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
    for name in ["ApiKey", "APIKey", "apikey", "api-key", "api_Key", "apiKey ", r"apiKey\u0000"] {
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
fn rejects_duplicate_members() {
    for (camel, snake, value) in MEMBERS {
        let pointer = |name| format!("/{name}");
        reject(and(camel, value), &[(&pointer(camel), Duplicate)]);
        if camel != snake {
            // The second one is at fault, whichever spelling it has.
            reject(and(snake, value), &[(&pointer(camel), Duplicate)]);
            let members = MEMBERS.map(|(name, _, value)| (name, value));
            reject(object(members.into_iter().chain([(snake, value)])), &[(&pointer(snake), Duplicate)]);
        }
    }
    // Also where both are null, or one is invalid.
    reject(
        and("lastUsedAt", "null").replacen('{', r#"{"last_used_at":null,"#, 1),
        &[("/lastUsedAt", Duplicate), ("/lastUsedAt", Duplicate)],
    );
    reject(and("id", "5"), &[("/id", InvalidType), ("/id", Duplicate)]);
    for (member, value) in [("HTTPMeta", "{}"), ("APIKeyCreateResponse", "null")] {
        let second = format!("{},\"{member}\":{value}}}", fixtures::RESPONSE.strip_suffix('}').unwrap());
        let expected = [(&*format!("/{member}"), Duplicate)];
        reject_as::<CreateAPIKeyForUserAPIKeysPostResponse>(second, &expected);
    }
    // The value of the second one is not looked at.
    let second = fixtures::CREATE_RESPONSE.replace('}', ",\"id\":5}");
    reject(second, &[("/id", Duplicate)]);
}

#[test]
fn rejects_what_is_not_an_object() {
    fn check<T: Document>() {
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        for root in [
            "null",
            "true",
            "0",
            "-0",
            "1.5",
            "1e999",
            "\"\"",
            r#""flow_ada2ad2a_1234567890abcdef""#,
            r#""\ud800""#,
            "[]",
            "[{}]",
            &format!("[{}]", fixtures::CREATE_RESPONSE),
            &deep,
        ] {
            reject_as::<T>(root, &[("", InvalidType)]);
        }
    }
    for_each_document!(check());
}

/// Half a surrogate pair is no Unicode character, so no string can contain it.
#[test]
fn rejects_half_a_surrogate_pair_in_a_string_that_is_read() {
    for (member, value) in [
        ("keyName", r#""\ud800""#),
        ("keyName", r#""\udc00\ud800""#),
        ("apiKey", r#""flow_ada2ad2a_1234567890abcdef\ud83d""#),
        ("createdAt", r#""\ud83dx""#),
        ("lastUsedAt", r#""\udfff""#),
        ("id", r#""\ud800""#),
        ("keyPrefix", r#""flow_\ud800""#),
    ] {
        let pointer = format!("/{member}");
        reject(with(member, value), &[(&pointer, InvalidValue)]);
    }
    // In the name of a member: the object's own violation, since no pointer can say the name.
    reject(and(r"\udfff", "1"), &[("", InvalidValue)]);
    reject(
        fixtures::CREATE_RESPONSE.replacen("keyName", r"keyName\ud800", 1),
        &[("", InvalidValue), ("/keyName", Missing)],
    );
    for (document, pointer) in [
        (r#"{"detail":[{"loc":["\ud800"],"msg":"","type":""}]}"#, "/detail/0/loc/0"),
        (r#"{"detail":[{"loc":[],"msg":"\ud800","type":""}]}"#, "/detail/0/msg"),
        (r#"{"detail":[{"loc":[],"msg":"","type":"","\ud800":1}]}"#, "/detail/0"),
        (r#"{"detail":[],"\ud800":1}"#, ""),
    ] {
        reject_as::<HTTPValidationError>(document, &[(pointer, InvalidValue)]);
    }
}

/// What is not JSON is one violation, which hides the rest.
#[test]
fn rejects_what_is_not_json() {
    fn check<T: Document>(document: &str) {
        reject_as::<T>(document, &[("", Syntax)]);
    }

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
        // It hides the invalid value before it.
        and("id", "5").replace('}', ""),
    ] {
        for_each_document!(check(&document));
    }
}

#[test]
fn rejects_a_document_cut_short_at_any_byte() {
    for document in [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_UNKNOWN_MEMBERS] {
        for end in 0..document.len() {
            reject(&document[..end], &[("", Syntax)]);
        }
    }
}

/// A byte that is not UTF-8, at every place in the example.
#[test]
fn rejects_a_byte_that_is_not_utf8_anywhere() {
    for at in 0..fixtures::CREATE_RESPONSE.len() {
        for byte in [0x80, 0xc0, 0xf8, 0xff] {
            let mut document = fixtures::CREATE_RESPONSE.as_bytes().to_vec();
            document[at] = byte;
            reject(document, &[("", Syntax)]);
        }
    }
    let utf16: Vec<u8> = fixtures::CREATE_RESPONSE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    reject(utf16, &[("", Syntax)]);

    // In a member that is skipped as well, where serde_json alone does not look.
    let mut document = and("skipped", "\"_\"").into_bytes();
    let at = document.iter().position(|byte| *byte == b'_').unwrap();
    document[at] = 0xff;
    assert!(serde_json::from_slice::<APIKeyCreateResponse>(&document).is_ok());
    let error = from_json::<APIKeyCreateResponse>(&document).unwrap_err();
    assert_eq!((error.violations()[0].kind(), error.violations()[0].column()), (Syntax, at + 1));
}

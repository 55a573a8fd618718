//! What errors print is one line: of at most 1,000 bytes, without control characters, whatever came.

use std::fmt::Display;

use flowai_types::http::{Request, Response};
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, HttpMetadata, ValidationError,
    from_json,
};

#[track_caller]
fn is_a_line(error: impl Display) -> String {
    let line = error.to_string();
    assert!(line.len() <= 1_000, "{} bytes: {line}", line.len());
    assert!(!line.is_empty());
    let breaks = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2028}';
    assert!(!line.contains(breaks), "{line:?}");
    line
}

fn error_of(status: u16, id: &str, body: &str) -> flowai_types::ResponseError<Vec<u8>> {
    let (request, ()) = Request::post("https://api.example.com/").body(()).unwrap().into_parts();
    let response = Response::builder().status(status).header("content-type", "application/json");
    let response = response.header("x-request-id", id).body(body.as_bytes().to_vec()).unwrap();
    CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response).unwrap_err()
}

#[test]
fn of_a_document_with_millions_of_violations() {
    let body = format!(r#"{{"detail":[{}{{}}]}}"#, "{},".repeat(1_000_000));
    let error = from_json::<HTTPValidationError>(&body).unwrap_err();
    assert_eq!(error.violations().len(), 1_000);
    assert_eq!(error.total(), 3_000_003);
    let line = is_a_line(&error);
    assert!(line.starts_with("3000003 violations: /detail/0/loc (line 1, column 13): missing member"), "{line}");
    assert!(line.contains("; and 29999"), "{line}");
}

#[test]
fn of_a_document_that_is_invalid_everywhere() {
    let line = is_a_line(from_json::<APIKeyCreateResponse>("{}").unwrap_err());
    assert!(line.starts_with("6 violations: ") && line.contains("/userId"), "{line}");
    let meta = r#"{"Response":{"status":1,"headers":{"a":[],"b":[],"c":[],"d":[],"e":[],"f":[]}},"Request":{"method":"","url":"","headers":{"a":[],"b":[]}}}"#;
    let line = is_a_line(from_json::<HttpMetadata>(meta).unwrap_err());
    assert!(line.starts_with("11 violations: ") && line.contains(" more"), "{line}");
}

#[test]
fn of_a_hostile_validation_error() {
    let hostile = "\u{1b}[31m\r\nERROR forged line\u{2028}\u{202e}\0\t";
    let error = ValidationError::new(vec![hostile.into(), 1.into(), hostile.into()], hostile, hostile);
    let line = is_a_line(&error);
    assert!(line.contains(r"\u{1b}[31m\r\nERROR forged line\u{2028}\u{202e}\u{0}\t"), "{line}");
    is_a_line(HTTPValidationError::new(vec![error; 100]));

    // Characters that cannot be seen, or turn the text, and those beside them.
    for (character, is_plain) in [
        ('\u{61b}', true),
        ('\u{61c}', false),
        ('\u{200a}', true),
        ('\u{200b}', false),
        ('\u{200f}', false),
        ('\u{2010}', true),
        ('\u{2028}', false),
        ('\u{202e}', false),
        ('\u{202f}', true),
        ('\u{205f}', true),
        ('\u{2060}', false),
        ('\u{2065}', false),
        ('\u{2069}', false),
        ('\u{206a}', true),
        ('\u{feff}', false),
    ] {
        let line = is_a_line(ValidationError::new(vec![], character, ""));
        assert_eq!(line.contains(character), is_plain, "{line}");
    }

    let long = ValidationError::new(vec!["x".repeat(10_000_000).into()], "é".repeat(5_000_000), "");
    assert!(is_a_line(&long).ends_with('…'));
    assert!(is_a_line(HTTPValidationError::new(vec![long])).ends_with('…'));
    let alone = ValidationError::new(vec![], "m".repeat(955), "");
    assert_eq!(is_a_line(HTTPValidationError::new(vec![alone])).len(), 955);
    let twelve = vec![ValidationError::new(vec![], "m".repeat(200), ""); 12];
    assert!(is_a_line(HTTPValidationError::new(twelve)).ends_with("; and 8 more"));
    let many = HTTPValidationError::new(vec![ValidationError::new(vec![], "no", "no"); 1_000_000]);
    assert!(is_a_line(&many).ends_with("no; and 999990 more"));
    // A key is redacted before the line is cut.
    for padding in 900..1_000 {
        let message = format!("{} flow_ada2ad2a_1234567890abcdef", "x".repeat(padding));
        let line = is_a_line(ValidationError::new(vec![], message, ""));
        assert!(!line.contains("12345"), "{line}");
    }
}

#[test]
fn of_a_hostile_response() {
    let long_id = "i".repeat(60_000);
    for status in [200, 204, 422, 500] {
        for body in [
            "",
            "{}",
            "<html>",
            "\u{1b}[31m",
            r#"{"detail":[]}"#,
            r#"{"detail":"\u001b[31m"}"#,
            r#"{"apiKey":1,"createdAt":1,"id":1,"keyName":1,"keyPrefix":1,"lastUsedAt":1,"userId":1}"#,
        ] {
            let line = is_a_line(error_of(status, &long_id, body));
            assert!(line.contains("…)"), "{line}");
        }
        is_a_line(error_of(status, "req-7", &"[".repeat(10_000_000)));
        is_a_line(error_of(status, "req-7", &format!(r#"{{"detail":[{}1]}}"#, "1,".repeat(1_000_000))));
    }
    assert_eq!(error_of(204, "req-7", "").to_string(), "204 No Content (request id req-7): there is no body");
    // 100 bytes of an id, the mark of the cut included.
    for (length, shown) in [(97, "i".repeat(97)), (98, format!("{}…", "i".repeat(97)))] {
        assert_eq!(
            error_of(204, &"i".repeat(length), "").to_string(),
            format!("204 No Content (request id {shown}): there is no body")
        );
    }
}

#[test]
fn of_the_metadata_of_an_exchange() {
    let meta = |path: &str, id: &str| {
        let request = Request::put(format!("https://user@h/{path}?token=x")).body(()).unwrap();
        let mut response = Response::builder().status(404);
        if !id.is_empty() {
            response = response.header("x-request-id", id);
        }
        let (request, response) = (request.into_parts().0, response.body(()).unwrap().into_parts().0);
        HttpMetadata::new((&request).into(), (&response).into())
    };
    let short = meta("api-keys", "req-7");
    let url = "https://REDACTED@h/api-keys?token=REDACTED";
    assert_eq!(is_a_line(&short), format!("404 Not Found (request id req-7): PUT {url}"));
    assert_eq!(is_a_line(&short.request), format!("PUT {url}"));
    assert_eq!(is_a_line(&short.response), "404 Not Found (request id req-7)");
    assert_eq!(is_a_line(meta("api-keys", "")), format!("404 Not Found: PUT {url}"));
    assert_eq!(is_a_line(meta("", "a\tb").response), r"404 Not Found (request id a\tb)");

    let long = meta(&"a".repeat(2_000), &"b".repeat(2_000));
    let line = is_a_line(&long);
    assert!(line.starts_with("404 Not Found (request id bbb"), "{line}");
    assert!(line.contains("b…): PUT https://REDACTED@h/aaa") && line.ends_with("a…"), "{line}");
    assert_eq!((line.len(), is_a_line(long.request).len()), (1_000, 1_000));
}

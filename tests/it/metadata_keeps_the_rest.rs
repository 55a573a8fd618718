//! Metadata without credentials is read and written exactly, and an invalid document is refused.

use flowai_types::ViolationKind::{Duplicate, InvalidType, InvalidValue, Missing};
use flowai_types::fixtures::HTTP_METADATA as EXAMPLE;
use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use flowai_types::{HttpMetadata, RequestMetadata, ResponseMetadata, from_json, to_json};

use crate::support::metadata::{reads, refuses, with, written};
use crate::support::{accept_as, reject_as};

#[test]
fn reads_and_writes_the_example() {
    let meta: HttpMetadata = accept_as(EXAMPLE);
    assert_eq!(written(&meta), EXAMPLE);
    assert_eq!(meta.response.status, 201);
    assert_eq!(meta.response.headers()["Content-Type"], "application/json");
    assert_eq!(meta.request.method(), Method::POST);
    assert_eq!(meta.request.url(), "https://api.example.com/api-keys");
    assert!(meta.request.headers().is_empty());
    insta::assert_snapshot!("debug", format!("{meta:#?}"));
}

#[test]
fn rejects_members_that_are_missing_duplicate_or_of_the_wrong_type() {
    reject_as::<HttpMetadata>("{}", &[("/Response", Missing), ("/Request", Missing)]);
    reject_as::<HttpMetadata>(
        r#"{"Response":{},"Request":{}}"#,
        &[
            ("/Response/status", Missing),
            ("/Response/headers", Missing),
            ("/Request/method", Missing),
            ("/Request/url", Missing),
            ("/Request/headers", Missing),
        ],
    );
    reject_as::<HttpMetadata>(
        r#"{"Response":[],"Request":null}"#,
        &[("/Response", InvalidType), ("/Request", InvalidType)],
    );
    // The API's names have no other spelling, and none comes twice.
    reject_as::<HttpMetadata>(EXAMPLE.replace("Response", "response"), &[("/Response", Missing)]);
    reject_as::<HttpMetadata>(
        EXAMPLE.replace("\"method\"", "\"method\":\"GET\",\"method\""),
        &[("/Request/method", Duplicate)],
    );
    for (pointer, name) in [
        ("/Response", "Response"),
        ("/Request", "Request"),
        ("/Response/status", "status"),
        ("/Response/headers", "headers"),
        ("/Request/url", "url"),
    ] {
        let name = format!("\"{name}\":");
        let twice = EXAMPLE.replacen(&name, &format!("{name}null,{name}"), 1);
        reject_as::<HttpMetadata>(twice, &[(pointer, InvalidType), (pointer, Duplicate)]);
    }
    let unknown = EXAMPLE.replace("\"status\"", "\"body\":\"secret\",\"status\"");
    assert_eq!(written(&accept_as(&unknown)), EXAMPLE);
}

#[test]
fn reads_a_status_that_is_an_integer_of_three_digits() {
    for status in [100, 101, 200, 201, 299, 404, 599, 600, 999] {
        let meta = reads("status", &status.to_string(), &status.to_string());
        assert_eq!(meta.response.status, status);
    }
    for invalid in [
        "0",
        "-0",
        "99",
        "1000",
        "-201",
        "200.5",
        "201.5",
        "65737",
        "4294967497",
        "1e3",
        "1e999",
        "2e-400",
        "18446744073709551616",
        // Integers are exact: parsers round these.
        "201.0",
        "2.01e2",
        "2010e-1",
        "201.000",
        "20.1E1",
    ] {
        refuses("status", invalid, &[("/Response/status", InvalidValue)]);
    }
    for invalid in ["null", "true", "\"200\"", "\"201\"", "[201]", "{}"] {
        refuses("status", invalid, &[("/Response/status", InvalidType)]);
    }
}

#[test]
fn reads_a_method_that_is_a_token() {
    for method in ["GET", "POST", "PROPFIND", "get", "M-SEARCH", "!#$%&'*+-.^_`|~09azAZ"] {
        let meta = reads("method", &format!("\"{method}\""), &format!("\"{method}\""));
        assert_eq!(meta.request.method().as_str(), method);
    }
    for invalid in ["", " ", "GET ", "GET /", "GÉT", "A\\u0000", "A\\n", "(A)", "a:b", "a=b", "@", "{a}"] {
        refuses("method", &format!("\"{invalid}\""), &[("/Request/method", InvalidValue)]);
    }
    refuses("method", "7", &[("/Request/method", InvalidType)]);
}

#[test]
fn reads_headers_and_writes_them_sorted() {
    for (read, expected) in [
        (r#"{"a":["1"]}"#, r#"{"a":["1"]}"#),
        (r#"{"b":["1"],"a":["2"]}"#, r#"{"a":["2"],"b":["1"]}"#),
        (r#"{"Content-Type":["a/b"],"X-A":[""]}"#, r#"{"content-type":["a/b"],"x-a":[""]}"#),
        // The order of the values stays, and so do repeated ones.
        (r#"{"vary":["b","a","b"]}"#, r#"{"vary":["b","a","b"]}"#),
        (r#"{"set-cookie":["a=1","b=2"]}"#, r#"{"set-cookie":["REDACTED","REDACTED"]}"#),
        (r#"{"a":[" 1 "],"b":["\t"]}"#, r#"{"a":[" 1 "],"b":["\t"]}"#),
        (r#"{"!#$%&'*+-.^_`|~09":["1"]}"#, r#"{"!#$%&'*+-.^_`|~09":["1"]}"#),
        // One character a byte: UTF-8, Latin-1 and anything else come back as they were.
        ("{\"a\":[\"\u{80}\u{ff}\u{a0}\"]}", "{\"a\":[\"\u{80}\u{ff}\u{a0}\"]}"),
        (r#"{"a":["\u00c3\u00bc"]}"#, "{\"a\":[\"\u{c3}\u{bc}\"]}"),
        (
            "{\"a\":[\"\u{ff} flow_ada2ad2a_1234567890abcdef \u{80}\"]}",
            "{\"a\":[\"\u{ff} flow_ada2ad2a_REDACTED \u{80}\"]}",
        ),
        // Names stay.
        (r#"{"flow_ada2ad2a_1234567890abcdef":["1"]}"#, r#"{"flow_ada2ad2a_1234567890abcdef":["1"]}"#),
    ] {
        reads("headers", read, expected);
    }
    let vary = reads("headers", r#"{"vary":["b","a"]}"#, r#"{"vary":["b","a"]}"#);
    assert_eq!(vary.request.headers()["VARY"], "b");
    let bytes = reads("headers", "{\"a\":[\"\u{80}\u{ff}\"]}", "{\"a\":[\"\u{80}\u{ff}\"]}");
    assert_eq!(bytes.request.headers()["a"].as_bytes(), [0x80, 0xff]);
}

#[test]
fn rejects_invalid_names_and_values_of_headers() {
    let pointer = "/Request/headers";
    for (invalid, expected) in [
        (r#"{"":["1"]}"#, &[InvalidValue][..]),
        (r#"{"a b":["1"]}"#, &[InvalidValue]),
        (r#"{"a:":["1"]}"#, &[InvalidValue]),
        (r#"{"ä":["1"]}"#, &[InvalidValue]),
        (r#"{"a\n":["1"]}"#, &[InvalidValue]),
        (r#"{"a":["1"],"a":["2"]}"#, &[Duplicate]),
        (r#"{"Set-Cookie":["1"],"set-cookie":["2"]}"#, &[Duplicate]),
        (r#"{"a":[]}"#, &[InvalidValue]),
        (r#"{"a":"1"}"#, &[InvalidType]),
        (r#"{"a":null}"#, &[InvalidType]),
        (r#"{"a":[null]}"#, &[InvalidType]),
        (r#"{"a":["1",2,["3"],{}]}"#, &[InvalidType, InvalidType, InvalidType]),
        (r#"{"a":["\u0000","\n","\u001f","\u007f","\u0100","🔑"]}"#, &[InvalidValue; 6]),
        (r#"{"a b":"1","a":["\r"]}"#, &[InvalidValue, InvalidType, InvalidValue]),
        // The values of a duplicate are checked as well, in the order of the document.
        (r#"{"a":["1"],"a":[]}"#, &[Duplicate, InvalidValue]),
        (r#"{"a":[],"A":["\n"]}"#, &[InvalidValue, Duplicate, InvalidValue]),
        (r#"{"a":[1],"a":"x"}"#, &[InvalidType, Duplicate, InvalidType]),
        ("[]", &[InvalidType]),
        ("null", &[InvalidType]),
    ] {
        let expected: Vec<_> = expected.iter().map(|kind| (pointer, *kind)).collect();
        refuses("headers", invalid, &expected);
    }
    let name = |length| format!("{{\"{}\":[\"1\"]}}", "a".repeat(length));
    reads("headers", &name(65_535), &name(65_535));
    refuses("headers", &name(65_536), &[(pointer, InvalidValue)]);
    // The place tells which header it is.
    let lines = with("headers", "{\n\"a\":[\"1\"],\n\"b c\":[\"2\",\n\"\\n\"]}");
    let error = from_json::<HttpMetadata>(lines.as_bytes()).unwrap_err();
    let places: Vec<_> = error.violations().iter().map(|v| (v.line(), v.column())).collect();
    assert_eq!(places, [(3, 1), (4, 1)]);
    refuses("headers", r#"{"a":["\ud800"]}"#, &[(pointer, InvalidValue)]);
    refuses("headers", r#"{"\ud800":["1"]}"#, &[(pointer, InvalidValue)]);
}

/// As Go writes its `http.Header`, and Node its `headersDistinct`.
#[test]
fn reads_headers_as_go_and_node_write_them() {
    let go = r#"{"Content-Length":["2"],"Content-Type":["application/json"],"Date":["Wed, 20 Mar 2024 12:00:00 GMT"],"X-Request-Id":["req-7"]}"#;
    let node =
        r#"{"content-type":["application/json"],"date":["Wed, 20 Mar 2024 12:00:00 GMT"],"connection":["keep-alive"]}"#;
    let meta: HttpMetadata = accept_as(&with("headers", go));
    assert_eq!(meta.request.headers()["x-request-id"], "req-7");
    assert_eq!(meta.request.headers().len(), 4);
    let meta: HttpMetadata = accept_as(&with("headers", node));
    assert_eq!(meta.request.headers()["Connection"], "keep-alive");
}

/// The first name or value too many is one violation.
#[test]
fn rejects_more_names_or_values_than_it_can_keep() {
    let pointer = "/Request/headers";
    let names = |count: usize| {
        let headers: Vec<_> = (0..count).map(|n| format!("\"x-{n}\":[\"{n}\"]")).collect();
        format!("{{{}}}", headers.join(","))
    };
    let values = |counts: &[usize]| {
        let headers = counts.iter().enumerate();
        let headers = headers.map(|(n, count)| {
            let values = vec!["\"1\""; *count].join(",");
            format!("\"x-{n}\":[{values}]")
        });
        format!("{{{}}}", headers.collect::<Vec<_>>().join(","))
    };
    for (headers, count) in [
        (names(1_000), 1_000),
        (values(&[10_000]), 10_000),
        (values(&[1, 9_998, 1]), 10_000),
        (values(&[10; 1_000]), 10_000),
    ] {
        let meta: HttpMetadata = accept_as(&with("headers", &headers));
        assert_eq!(meta.request.headers().len(), count);
        assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
    }
    for headers in [names(1_001), names(9_000), values(&[10_001]), values(&[1, 9_999, 1, 1]), values(&[40_000, 40_000])]
    {
        refuses("headers", &headers, &[(pointer, InvalidValue)]);
    }
    refuses("headers", &names(40_000), &[(pointer, InvalidValue); 2]);
    // A duplicate is no further name.
    let twice = names(1_000).replacen("\"x-0\"", "\"x-1\"", 1);
    refuses("headers", &twice, &[(pointer, Duplicate)]);
}

/// Of an exchange that has more, the first are kept.
#[test]
fn keeps_the_first_of_too_many_headers() {
    let name = |n: usize| HeaderName::try_from(format!("x-{n}")).unwrap();
    let one = || HeaderValue::from_static("1");
    let names = |count: usize| -> HeaderMap { (0..count).map(|n| (name(n), one())).collect() };
    let mut values = HeaderMap::new();
    for n in 0..12_000 {
        values.append(name(n % 2), HeaderValue::from(n));
    }

    let kept = ResponseMetadata::new(StatusCode::OK, &names(1_000));
    assert_eq!(kept.headers(), &names(1_000));
    let kept = ResponseMetadata::new(StatusCode::OK, &names(3_000));
    assert_eq!(kept.headers(), &names(1_000));
    let uri = Uri::from_static("https://a/");
    let kept = RequestMetadata::new(&Method::GET, &uri, &names(3_000));
    assert_eq!(kept.headers(), &names(1_000));

    let kept = ResponseMetadata::new(StatusCode::OK, &values);
    assert_eq!(kept.headers().len(), 10_000);
    let expected: Vec<_> = values.iter().take(10_000).collect();
    assert_eq!(kept.headers().iter().collect::<Vec<_>>(), expected);
    let json = to_json(&kept);
    assert_eq!(from_json::<ResponseMetadata>(json), Ok(kept));
}

/// HTTP/2 hands over a name with `"`, which no document could have.
#[test]
fn leaves_out_a_name_that_is_no_token() {
    let name = |name: &[u8]| HeaderName::from_lowercase(name).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("x-kept", HeaderValue::from_static("1"));
    let tokens = headers.clone();
    headers.append(name(b"x\"y"), HeaderValue::from_static("2"));
    let kept = ResponseMetadata::new(StatusCode::OK, &headers);
    assert_eq!(kept.headers(), &tokens);
    assert_eq!(from_json::<ResponseMetadata>(to_json(&kept)), Ok(kept));
    // Every other name is one.
    for byte in 0..=0xff {
        if let Ok(name) = HeaderName::from_lowercase(&[byte]) {
            let headers = HeaderMap::from_iter([(name, HeaderValue::from_static("1"))]);
            let kept = ResponseMetadata::new(StatusCode::OK, &headers);
            assert_eq!(kept.headers().is_empty(), byte == b'"');
            assert_eq!(from_json::<ResponseMetadata>(to_json(&kept)), Ok(kept));
        }
    }
}

/// A name is looked at once, however many values it has: it can be longer than all of them.
#[test]
fn takes_no_longer_for_many_values_of_a_long_name() {
    let values = vec!["\"\""; 10_000].join(",");
    let name = "acpsjt".repeat(10_922);
    let document = format!(r#"{{"status":200,"headers":{{"{name}":[{values}]}}}}"#);
    let read: ResponseMetadata = from_json(document).unwrap();
    assert_eq!(read.headers().len(), 10_000);
    let again = ResponseMetadata::new(read.status, read.headers());
    assert_eq!(again, read);
}

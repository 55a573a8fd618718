//! `HttpMetadata`: what is read and refused, what is redacted, and what the headers tell.

mod util;

use std::time::Duration;

use flowai_types::ViolationKind::{Duplicate, Missing, Syntax, WrongType, WrongValue};
use flowai_types::chrono::DateTime;
use flowai_types::http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri, header,
};
use flowai_types::{
    HttpMetadata, RequestMetadata, ResponseMetadata, RetryAfter, ViolationKind, from_json,
};
use util::{HEX, Random, TOKEN, accept_as, debugs, leaks, reject_as};

const EXAMPLE: &str = r#"{"Response":{"status":201,"headers":{"content-type":["application/json"]}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}}"#;

/// The example with other text, given as JSON, for its status, headers, method or URL.
fn with(part: &str, value: &str) -> String {
    let (old, new) = match part {
        "status" => ("\"status\":201", format!("\"status\":{value}")),
        "headers" => ("\"headers\":{}", format!("\"headers\":{value}")),
        "method" => ("\"method\":\"POST\"", format!("\"method\":{value}")),
        "url" => (
            "\"url\":\"https://api.example.com/api-keys\"",
            format!("\"url\":{value}"),
        ),
        _ => panic!("no part {part}"),
    };
    assert!(EXAMPLE.contains(old));
    EXAMPLE.replace(old, &new)
}

fn written(meta: &HttpMetadata) -> String {
    serde_json::to_string(meta).unwrap()
}

/// Reads the example with this part, and compares what is written.
#[track_caller]
fn reads(part: &str, value: &str, expected: &str) -> HttpMetadata {
    let meta: HttpMetadata = accept_as(&with(part, value));
    assert_eq!(written(&meta), with(part, expected));
    assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
    meta
}

#[track_caller]
fn refuses(part: &str, value: &str, expected: &[(&str, ViolationKind)]) {
    reject_as::<HttpMetadata>(with(part, value), expected);
}

#[test]
fn example_to_the_same_bytes() {
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
fn members() {
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
        &[("/Response", WrongType), ("/Request", WrongType)],
    );
    // The API's names have no other spelling, and none comes twice.
    reject_as::<HttpMetadata>(
        EXAMPLE.replace("Response", "response"),
        &[("/Response", Missing)],
    );
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
        reject_as::<HttpMetadata>(twice, &[(pointer, WrongType), (pointer, Duplicate)]);
    }
    let unknown = EXAMPLE.replace("\"status\"", "\"body\":\"secret\",\"status\"");
    assert_eq!(written(&accept_as(&unknown)), EXAMPLE);
}

#[test]
fn status_codes() {
    for status in [100, 101, 200, 201, 299, 404, 599, 600, 999] {
        let meta = reads("status", &status.to_string(), &status.to_string());
        assert_eq!(meta.response.status, status);
    }
    // JSON Schema knows numbers, not their spelling.
    for spelled in ["201.0", "2.01e2", "2010e-1", "201.000", "20.1E1"] {
        reads("status", spelled, "201");
    }
    for wrong in [
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
    ] {
        refuses("status", wrong, &[("/Response/status", WrongValue)]);
    }
    for wrong in ["null", "true", "\"200\"", "\"201\"", "[201]", "{}"] {
        refuses("status", wrong, &[("/Response/status", WrongType)]);
    }
}

#[test]
fn methods() {
    for method in [
        "GET",
        "POST",
        "PROPFIND",
        "get",
        "M-SEARCH",
        "!#$%&'*+-.^_`|~09azAZ",
    ] {
        let meta = reads("method", &format!("\"{method}\""), &format!("\"{method}\""));
        assert_eq!(meta.request.method().as_str(), method);
    }
    for wrong in [
        "", " ", "GET ", "GET /", "GÉT", "A\\u0000", "A\\n", "(A)", "a:b", "a=b", "@", "{a}",
    ] {
        refuses(
            "method",
            &format!("\"{wrong}\""),
            &[("/Request/method", WrongValue)],
        );
    }
    refuses("method", "7", &[("/Request/method", WrongType)]);
}

#[test]
fn urls() {
    for (read, expected) in [
        (
            "https://api.example.com/api-keys",
            "https://api.example.com/api-keys",
        ),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("HTTPS://api.example.com/", "https://api.example.com/"),
        ("https://api.example.com", "https://api.example.com/"),
        (
            "https://api.example.com?a=1",
            "https://api.example.com/?a=1",
        ),
        ("https://api.example.com/?", "https://api.example.com/?"),
        (
            "https://127.0.0.1/a//b/./../c;d=e",
            "https://127.0.0.1/a//b/./../c;d=e",
        ),
        ("https://[::1]:443/", "https://[::1]:443/"),
        (
            "https://[2001:db8::127.0.0.1]/",
            "https://[2001:db8::127.0.0.1]/",
        ),
        (
            "https://a_b-c~d.example!$&'()*+,;=/",
            "https://a_b-c~d.example!$&'()*+,;=/",
        ),
        (
            "https://api.example.com/a%20b%2Fc%c3%bc?q=%26#f",
            "https://api.example.com/a%20b%2Fc%c3%bc?q=%26",
        ),
        (
            "https://api.example.com/%61%5F%7e",
            "https://api.example.com/a_~",
        ),
        (
            "https://api.example.com/a:b@c?d:e@f/g?h",
            "https://api.example.com/a:b@c?d:e@f/g?h",
        ),
        // User information and keys, wherever they stand.
        (
            "https://user@api.example.com/",
            "https://REDACTED@api.example.com/",
        ),
        (
            "https://user:pass%20word@api.example.com:80/",
            "https://REDACTED@api.example.com:80/",
        ),
        (
            "https://@api.example.com/",
            "https://REDACTED@api.example.com/",
        ),
        (
            "https://REDACTED@api.example.com/",
            "https://REDACTED@api.example.com/",
        ),
        (
            "https://api.example.com/flow_ada2ad2a_1234567890abcdef/x",
            "https://api.example.com/flow_ada2ad2a_REDACTED/x",
        ),
        (
            "https://api.example.com/?k=flow_ada2ad2a_1234567890abcdef&l",
            "https://api.example.com/?k=flow_ada2ad2a_REDACTED&l",
        ),
        (
            "https://api.example.com/?k=flow%5fada2ad2a%5F%31234567890abcdef",
            "https://api.example.com/?k=flow_ada2ad2a_REDACTED",
        ),
        (
            "https://api.example.com/?k=%6flow_ada2ad2a_1234567890abcdef",
            "https://api.example.com/?k=olow_ada2ad2a_REDACTED",
        ),
        (
            "https://api.example.com/#flow_ada2ad2a_1234567890abcdef",
            "https://api.example.com/",
        ),
        (
            "https://api.example.com/%2D%2e",
            "https://api.example.com/-.",
        ),
        (
            "https://flow_ada2ad2a_1234567890abcdef.example.com/",
            "https://flow_ada2ad2a_REDACTED.example.com/",
        ),
    ] {
        reads("url", &format!("\"{read}\""), &format!("\"{expected}\""));
    }
    let longest = format!("https://api.example.com/{}", "a".repeat(65_000 - 24));
    reads("url", &format!("\"{longest}\""), &format!("\"{longest}\""));
    for wrong in [
        "",
        "/",
        "/api-keys",
        "//api.example.com/",
        "api.example.com",
        "api.example.com/api-keys",
        "*",
        "https:",
        "https:/",
        "https://",
        "https:///",
        "https:///path",
        "https://?",
        "https://#",
        "https:api.example.com",
        "ftp://example.com",
        "ftp://api.example.com/",
        "ws://api.example.com/",
        "httpss://api.example.com/",
        "file:///etc/hosts",
        " https://api.example.com/",
        "https://api.example.com/ ",
        "https://api.example.com/a b",
        "https://api.example.com/\\n",
        "https://api.example.com/\\t",
        "https://api.example.com/ü",
        "https://ü.example.com/",
        "https://api.example.com/{id}",
        "https://api.example.com/a|b",
        "https://api.example.com/\\\"",
        "https://api.example.com/\\\\",
        "https://api.example.com/<a>",
        "https://api.example.com/[a]",
        "https://api.example.com/%",
        "https://api.example.com/%2",
        "https://api.example.com/%zz",
        "https://api.example.com/?%g0",
        "https://api.example.com/#%",
        "https://api.example.com/?^",
        "https://api.example.com/#a#b",
        "https://api.example.com:port/",
        "https://api.example.com:80:80/",
        "https://:443/",
        "https://user@",
        "https://user@/",
        "https://a@b@c/",
        "https://a b",
        "https://us er@api.example.com/",
        "https://us%er@api.example.com/",
        "https://%61.example.com/",
        "https://[::1/",
        "https://::1/",
        "https://[::1]x/",
        "https://[]/",
        "https://[1.2.3.4]/",
        "https://[::g]/",
        "https://[fe80::1%25eth0]/",
        "https://a[::1]/",
        "https://[v1.a]/",
    ] {
        refuses(
            "url",
            &format!("\"{wrong}\""),
            &[("/Request/url", WrongValue)],
        );
    }
    refuses(
        "url",
        &format!("\"https://a/{}\"", "a".repeat(65_000 - 9)),
        &[("/Request/url", WrongValue)],
    );
    // Redacted, it would be too long.
    refuses(
        "url",
        &format!("\"https://u@a/{}\"", "a".repeat(65_000 - 12)),
        &[("/Request/url", WrongValue)],
    );
    // The length is that of the text, whatever would be left of it.
    let fragment = format!("\"https://a/#{}\"", "a".repeat(65_000));
    refuses("url", &fragment, &[("/Request/url", WrongValue)]);
    // What is written must be read again, so what grows over the length by a slash is refused.
    let longest = |count| format!("\"https://a?{}\"", "q".repeat(count));
    let written = longest(65_000 - 11).replace('?', "/?");
    reads("url", &longest(65_000 - 11), &written);
    refuses(
        "url",
        &longest(65_000 - 10),
        &[("/Request/url", WrongValue)],
    );
    refuses("url", "null", &[("/Request/url", WrongType)]);
}

#[test]
fn headers() {
    for (read, expected) in [
        (r#"{"a":["1"]}"#, r#"{"a":["1"]}"#),
        (r#"{"b":["1"],"a":["2"]}"#, r#"{"a":["2"],"b":["1"]}"#),
        (
            r#"{"Content-Type":["a/b"],"X-A":[""]}"#,
            r#"{"content-type":["a/b"],"x-a":[""]}"#,
        ),
        // The order of the values, and what repeats, stays.
        (r#"{"vary":["b","a","b"]}"#, r#"{"vary":["b","a","b"]}"#),
        (
            r#"{"set-cookie":["a=1","b=2"]}"#,
            r#"{"set-cookie":["REDACTED","REDACTED"]}"#,
        ),
        (r#"{"a":[" 1 "],"b":["\t"]}"#, r#"{"a":[" 1 "],"b":["\t"]}"#),
        (
            r#"{"!#$%&'*+-.^_`|~09":["1"]}"#,
            r#"{"!#$%&'*+-.^_`|~09":["1"]}"#,
        ),
        // One character a byte: UTF-8, Latin-1 and anything else come back as they were.
        (
            "{\"a\":[\"\u{80}\u{ff}\u{a0}\"]}",
            "{\"a\":[\"\u{80}\u{ff}\u{a0}\"]}",
        ),
        (r#"{"a":["\u00c3\u00bc"]}"#, "{\"a\":[\"\u{c3}\u{bc}\"]}"),
        (
            "{\"a\":[\"\u{ff} flow_ada2ad2a_1234567890abcdef \u{80}\"]}",
            "{\"a\":[\"\u{ff} flow_ada2ad2a_REDACTED \u{80}\"]}",
        ),
        (
            r#"{"flow_ada2ad2a_1234567890abcdef":["1"]}"#,
            r#"{"flow_ada2ad2a_redacted":["1"]}"#,
        ),
    ] {
        reads("headers", read, expected);
    }
    let vary = reads("headers", r#"{"vary":["b","a"]}"#, r#"{"vary":["b","a"]}"#);
    assert_eq!(vary.request.headers()["VARY"], "b");
    let bytes = reads(
        "headers",
        "{\"a\":[\"\u{80}\u{ff}\"]}",
        "{\"a\":[\"\u{80}\u{ff}\"]}",
    );
    assert_eq!(bytes.request.headers()["a"].as_bytes(), [0x80, 0xff]);

    let pointer = "/Request/headers";
    for (wrong, expected) in [
        (r#"{"":["1"]}"#, &[WrongValue][..]),
        (r#"{"a b":["1"]}"#, &[WrongValue]),
        (r#"{"a:":["1"]}"#, &[WrongValue]),
        (r#"{"ä":["1"]}"#, &[WrongValue]),
        (r#"{"a\n":["1"]}"#, &[WrongValue]),
        (r#"{"a":["1"],"a":["2"]}"#, &[Duplicate]),
        (r#"{"Set-Cookie":["1"],"set-cookie":["2"]}"#, &[Duplicate]),
        (r#"{"a":[]}"#, &[WrongValue]),
        (r#"{"a":"1"}"#, &[WrongType]),
        (r#"{"a":null}"#, &[WrongType]),
        (r#"{"a":[null]}"#, &[WrongType]),
        (
            r#"{"a":["1",2,["3"],{}]}"#,
            &[WrongType, WrongType, WrongType],
        ),
        (
            r#"{"a":["\u0000","\n","\u001f","\u007f","\u0100","🔑"]}"#,
            &[WrongValue; 6],
        ),
        (
            r#"{"a b":"1","a":["\r"]}"#,
            &[WrongValue, WrongType, WrongValue],
        ),
        // What is wrong with a repeated name's values is told behind the name, in the order of the document.
        (r#"{"a":["1"],"a":[]}"#, &[Duplicate, WrongValue]),
        (
            r#"{"a":[],"A":["\n"]}"#,
            &[WrongValue, Duplicate, WrongValue],
        ),
        (r#"{"a":[1],"a":"x"}"#, &[WrongType, Duplicate, WrongType]),
        ("[]", &[WrongType]),
        ("null", &[WrongType]),
    ] {
        let expected: Vec<_> = expected.iter().map(|kind| (pointer, *kind)).collect();
        refuses("headers", wrong, &expected);
    }
    let name = |length| format!("{{\"{}\":[\"1\"]}}", "a".repeat(length));
    reads("headers", &name(65_535), &name(65_535));
    refuses("headers", &name(65_536), &[(pointer, WrongValue)]);
    // Which header it is, the place tells.
    let lines = with("headers", "{\n\"a\":[\"1\"],\n\"b c\":[\"2\",\n\"\\n\"]}");
    let error = from_json::<HttpMetadata>(lines.as_bytes()).unwrap_err();
    let places: Vec<_> = error
        .violations()
        .iter()
        .map(|v| (v.line(), v.column()))
        .collect();
    assert_eq!(places, [(3, 1), (4, 1)]);
    refuses("headers", r#"{"a":["\ud800"]}"#, &[("", Syntax)]);
    refuses("headers", r#"{"\ud800":["1"]}"#, &[("", Syntax)]);
}

/// As Go writes its `http.Header`, and Node its `headersDistinct`.
#[test]
fn headers_of_other_languages() {
    let go = r#"{"Content-Length":["2"],"Content-Type":["application/json"],"Date":["Wed, 20 Mar 2024 12:00:00 GMT"],"X-Request-Id":["req-7"]}"#;
    let node = r#"{"content-type":["application/json"],"date":["Wed, 20 Mar 2024 12:00:00 GMT"],"connection":["keep-alive"]}"#;
    let meta: HttpMetadata = accept_as(&with("headers", go));
    assert_eq!(meta.request.headers()["x-request-id"], "req-7");
    assert_eq!(meta.request.headers().len(), 4);
    let meta: HttpMetadata = accept_as(&with("headers", node));
    assert_eq!(meta.request.headers()["Connection"], "keep-alive");
}

/// `HeaderMap` holds some thousands of names, and panics over more unless it is asked to try.
#[test]
fn many_headers() {
    let headers = |count: usize| {
        let headers: Vec<_> = (0..count).map(|n| format!("\"x-{n}\":[\"{n}\"]")).collect();
        with("headers", &format!("{{{}}}", headers.join(",")))
    };
    for count in [20_000, 24_576] {
        let meta: HttpMetadata = accept_as(&headers(count));
        assert_eq!(meta.request.headers().len(), count);
        assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
    }
    reject_as::<HttpMetadata>(headers(24_577), &[("/Request/headers", WrongValue)]);
    reject_as::<HttpMetadata>(headers(40_000), &[("/Request/headers", WrongValue)]);

    // One that is one too many is one that is repeated first of all.
    let twice = headers(24_576).replacen("\"x-0\"", "\"x-1\"", 1);
    reject_as::<HttpMetadata>(twice, &[("/Request/headers", Duplicate)]);
    // A second value wants room, too.
    let second = headers(24_576).replace("[\"24575\"]", "[\"1\",\"2\"]");
    reject_as::<HttpMetadata>(second, &[("/Request/headers", WrongValue)]);

    let values = vec!["\"1\""; 100_000].join(",");
    let meta: HttpMetadata = accept_as(&with("headers", &format!("{{\"a\":[{values}]}}")));
    assert_eq!(meta.request.headers().get_all("A").iter().count(), 100_000);
}

/// Name and value as sent, and as kept: from parts and from JSON alike.
#[test]
fn redacted_headers() {
    for (name, value, kept) in [
        (
            "authorization",
            "Bearer flow_ada2ad2a_1234567890abcdef",
            "Bearer REDACTED",
        ),
        ("authorization", "bearer  two  spaces", "bearer REDACTED"),
        ("authorization", "Basic dXNlcjpwYXNz", "Basic REDACTED"),
        (
            "authorization",
            "Digest username=\"u\", response=\"r\"",
            "Digest REDACTED",
        ),
        ("authorization", "Token abc", "Token REDACTED"),
        (
            "authorization",
            "flow_ada2ad2a_1234567890abcdef",
            "REDACTED",
        ),
        ("authorization", "open sesame", "REDACTED"),
        ("authorization", "Bearer", "REDACTED"),
        ("authorization", "Bearer\tx", "REDACTED"),
        ("authorization", "", "REDACTED"),
        ("authorization", "REDACTED", "REDACTED"),
        ("authorization", "Bearer REDACTED", "Bearer REDACTED"),
        (
            "proxy-authorization",
            "Basic dXNlcjpwYXNz",
            "Basic REDACTED",
        ),
        ("cookie", "a=b; c=d", "REDACTED"),
        ("set-cookie", "a=b; HttpOnly", "REDACTED"),
        ("x-api-key", "Bearer x", "REDACTED"),
        (
            "x-anything",
            "a flow_ada2ad2a_1234567890abcdef b",
            "a flow_ada2ad2a_REDACTED b",
        ),
        ("x-anything", "flow_ada2ad2a_cut", "flow_ada2ad2a_REDACTED"),
        ("x-anything", "Bearer x", "Bearer x"),
        (
            "location",
            "/keys?k=flow_ada2ad2a_1234567890abcdef",
            "/keys?k=flow_ada2ad2a_REDACTED",
        ),
        ("location", "https://u:p@h/", "https://REDACTED@h/"),
        ("location", "//u:p@h/", "//REDACTED@h/"),
        ("location", "https:///u:p@h/", "https:///REDACTED@h/"),
        ("location", "a//b//u@h//v@i", "a//b//REDACTED@h//REDACTED@i"),
        ("location", "/u:p@h/", "/u:p@h/"),
        ("host", "u:p@h", "REDACTED"),
        ("host", "h:443", "h:443"),
        (
            "location",
            "https://us,er:p!$&'()*+;=@h/",
            "https://REDACTED@h/",
        ),
        // As long as what stands in its place.
        ("location", "https://user:pwd@h/", "https://REDACTED@h/"),
        (
            "link",
            "<https://u:p@h/a>; rel=next, <http://v@h/?b@c>",
            "<https://REDACTED@h/a>; rel=next, <http://REDACTED@h/?b@c>",
        ),
        ("location", "https://REDACTED@h/", "https://REDACTED@h/"),
        (
            "via",
            "ftp://a@b@h k=flow_ada2ad2a_1234567890abcdef",
            "ftp://REDACTED@h k=flow_ada2ad2a_REDACTED",
        ),
        ("from", "user@example.com", "user@example.com"),
        // Behind the host, an `@` is one like any other.
        ("referer", "https://h/a@b", "https://h/a@b"),
        ("referer", "https://h?a@b", "https://h?a@b"),
        ("referer", "https://h#a@b", "https://h#a@b"),
        ("referer", "https://h a@b", "https://h a@b"),
        ("referer", "https://h\ta@b", "https://h\ta@b"),
        ("referer", "\"https://h\"a@b", "\"https://h\"a@b"),
        ("referer", "<https://h>a@b", "<https://h>a@b"),
        ("referer", "https://h<a@b", "https://h<a@b"),
        ("authorization", "Hmac secret", "REDACTED"),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        let response = ResponseMetadata::new(http_ok(), &headers);
        assert_eq!(response.headers()[name], kept, "{name}: {value}");
        let request = RequestMetadata::new(&Method::GET, &Uri::from_static("https://a/"), &headers);
        assert_eq!(request.headers()[name], kept, "{name}: {value}");
        let name = name.to_uppercase();
        let value = serde_json::to_string(value).unwrap();
        let meta: HttpMetadata = accept_as(&with("headers", &format!("{{\"{name}\":[{value}]}}")));
        assert_eq!(meta.request.headers()[&*name], kept, "{name}: {value}");
    }

    // Every scheme that is in use stays.
    for scheme in [
        "ApiKey",
        "Api-Key",
        "AWS4-HMAC-SHA256",
        "Basic",
        "Bearer",
        "Concealed",
        "Digest",
        "DPoP",
        "GNAP",
        "Hawk",
        "HOBA",
        "Key",
        "Mutual",
        "Negotiate",
        "NTLM",
        "OAuth",
        "PrivateToken",
        "SCRAM-SHA-1",
        "SCRAM-SHA-256",
        "Signature",
        "SSWS",
        "Token",
        "vapid",
        "X-Api-Key",
    ] {
        let response = response_with("authorization", &format!("{scheme} secret"));
        assert_eq!(
            response.headers()["authorization"],
            format!("{scheme} REDACTED")
        );
    }

    let mut value = HeaderValue::from_static("marked by the client");
    value.set_sensitive(true);
    let headers = HeaderMap::from_iter([(HeaderName::from_static("x-anything"), value)]);
    assert_eq!(
        ResponseMetadata::new(http_ok(), &headers).headers()["x-anything"],
        "REDACTED"
    );
}

fn http_ok() -> flowai_types::http::StatusCode {
    flowai_types::http::StatusCode::OK
}

/// A credential in any header that carries one, in any part of the URL, as the method: from parts and from JSON, no
/// rendering and no field holds a piece of it, and redacting again changes nothing.
#[test]
fn never_holds_a_credential() {
    let mut random = Random(4);
    let mut planted = [0; 12];
    for _ in 0..6_000 {
        let length = 16 + random.below(113);
        // Lower-case, so that it can stand in a header's name as well.
        let secret = random.text(&TOKEN.to_lowercase(), length);
        let key = format!("flow_{}_{secret}", random.text(HEX, 8));
        let quoted = random.pick(&["", "\"", " ", "=", "%", "Bearer ", "\u{e9}"]);

        let place = random.below(planted.len());
        planted[place] += 1;
        let (mut method, mut url) = (
            "POST".to_owned(),
            "https://api.example.com/api-keys".to_owned(),
        );
        let (mut name, mut value) = ("accept".to_owned(), "application/json".to_owned());
        let mut sensitive = false;
        match place {
            0..5 => {
                let names = [
                    "Authorization",
                    "Proxy-Authorization",
                    "Cookie",
                    "Set-Cookie",
                    "X-API-Key",
                ];
                name = names[place].into();
                value = format!(
                    "{}{secret}",
                    random.pick(&["", "Bearer ", "Basic ", "unknown ", "a=b; "])
                );
            }
            5 => {
                name = "x-anything".into();
                value = format!(
                    "{quoted}{key}{}",
                    random.pick(&["", "\"", " x", ";", "\u{ff}"])
                );
            }
            6 => name = format!("x-{key}"),
            7 => {
                url = format!(
                    "https://{}{secret}@api.example.com/",
                    random.pick(&["", "user:", "a:b:"])
                );
            }
            8 => {
                url = [
                    format!("https://api.example.com/a/{key}/b?c"),
                    format!("https://{key}.example.com/"),
                ][random.below(2)]
                .clone();
            }
            9 => url = format!("https://api.example.com/?a=b&c={}", key.replace('_', "%5F")),
            10 => url = format!("https://api.example.com/a#{key}"),
            _ => {
                if random.below(2) == 0 {
                    method.clone_from(&key);
                } else {
                    name = "x-marked".into();
                    value.clone_from(&secret);
                    sensitive = true;
                }
            }
        }

        let value_bytes: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let mut header_value = HeaderValue::from_bytes(&value_bytes).unwrap();
        header_value.set_sensitive(sensitive);
        let (request, ()) = Request::builder()
            .method(&*method)
            .uri(&url)
            .header(&name, &header_value)
            .body(())
            .unwrap()
            .into_parts();
        let (response, ()) = Response::builder()
            .header(&name, &header_value)
            .body(())
            .unwrap()
            .into_parts();
        let meta = HttpMetadata::new((&request).into(), (&response).into());
        let document = serde_json::json!({
            "Response": {"status": 200, "headers": {(&*name): [value]}},
            "Request": {"method": method, "url": url, "headers": {(&*name): [value]}},
        });

        let mut ways_in = vec![meta];
        if !sensitive {
            ways_in.push(accept_as(&document.to_string()));
        }
        for meta in ways_in {
            let mut text = debugs(&meta) + &written(&meta);
            for headers in [meta.request.headers(), meta.response.headers()] {
                for (name, value) in headers {
                    text += &format!("{name}\n{}\n", String::from_utf8_lossy(value.as_bytes()));
                }
            }
            text += &format!("{}\n{}\n", meta.request.method(), meta.request.url());
            assert!(
                !leaks(&text, &secret),
                "{secret} in place {place} is in\n{text}"
            );
            assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
        }
    }
    assert!(planted.iter().all(|count| *count > 300), "{planted:?}");
}

/// Whatever a server or a client has for a URI, the metadata has an absolute URL.
#[test]
fn urls_of_requests() {
    let url_of = |length: usize| format!("https://a/{}", "a".repeat(length - 10));
    for (uri, host, expected) in [
        (
            "https://api.example.com/api-keys?a=b",
            None,
            "https://api.example.com/api-keys?a=b",
        ),
        (
            "http://api.example.com:8080",
            None,
            "http://api.example.com:8080/",
        ),
        (
            "/api-keys?a=b",
            Some("api.example.com:8443"),
            "https://api.example.com:8443/api-keys?a=b",
        ),
        ("/api-keys", None, "https://unknown.invalid/api-keys"),
        (
            "/api-keys",
            Some("not a host"),
            "https://unknown.invalid/api-keys",
        ),
        (
            "/api-keys",
            Some("user:secret@api.example.com"),
            "https://unknown.invalid/api-keys",
        ),
        ("*", Some("api.example.com"), "https://api.example.com/"),
        ("api.example.com:443", None, "https://api.example.com:443/"),
        ("ftp://api.example.com/x", None, "https://api.example.com/x"),
        // The `http` crate takes more than RFC 3986 has.
        (
            "https://api.example.com/{id}\"?q=ü|`",
            None,
            "https://api.example.com/%7Bid%7D%22?q=%C3%BC%7C%60",
        ),
        ("/%zz%41", Some("a"), "https://a/%25zzA"),
        // An authority that is no host is not the `host` header's business.
        ("https://[v1.a]/x", Some("b"), "https://unknown.invalid/x"),
        ("ftp://c/x", Some("b"), "https://c/x"),
        ("https://a?b=c", None, "https://a/?b=c"),
        (
            &format!("https://a/{}", "|".repeat(40_000)),
            None,
            "https://unknown.invalid/",
        ),
        (
            "https://flow_ada2ad2a_1234567890abcdef.example.com/",
            None,
            "https://flow_ada2ad2a_REDACTED.example.com/",
        ),
        (&url_of(65_000), None, &url_of(65_000)),
        (&url_of(65_001), None, "https://unknown.invalid/"),
        (&url_of(65_008), None, "https://unknown.invalid/"),
    ] {
        let uri: Uri = uri.parse().unwrap();
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(header::HOST, host.parse().unwrap());
        }
        let request = RequestMetadata::new(&Method::GET, &uri, &headers);
        assert_eq!(request.url(), expected);
        let json = serde_json::to_string(&request).unwrap();
        assert_eq!(accept_as::<RequestMetadata>(&json).url(), expected);
    }
}

/// A name with a key in it goes on as another, with all of its values, and never as it was.
#[test]
fn keys_in_names() {
    let name = |text: String| HeaderName::try_from(text).unwrap();
    let mut headers = HeaderMap::new();
    for key in [
        "flow_ada2ad2a_aaaaaaaaaaaaaaaa",
        "flow_ada2ad2a_bbbbbbbbbbbbbbbb",
    ] {
        headers.append(name(key.to_owned()), "1".parse().unwrap());
        headers.append(name(key.to_owned()), "2".parse().unwrap());
    }
    let response = ResponseMetadata::new(http_ok(), &headers);
    let values: Vec<_> = response
        .headers()
        .get_all("flow_ada2ad2a_redacted")
        .iter()
        .collect();
    assert_eq!((response.headers().keys_len(), values.len()), (1, 4));

    // With a map that is full, what has no room under the new name goes; nothing panics, and no key stays.
    let mut headers = HeaderMap::new();
    for value in ["1", "2"] {
        headers.append(
            name("flow_ada2ad2a_aaaaaaaaaaaaaaaa".to_owned()),
            value.parse().unwrap(),
        );
    }
    headers.extend((0..24_575).map(|n| (name(format!("x-{n}")), HeaderValue::from_static("1"))));
    let response = ResponseMetadata::new(http_ok(), &headers);
    assert_eq!(response.headers().keys_len(), 24_576);
    assert_eq!(response.headers()["flow_ada2ad2a_redacted"], "1");

    // Redacted, this name is too long for a name.
    let long = "flow_ada2ad2a_!".repeat(4_300) + "flow_ada2ad2a_secretsecret1234567890";
    let headers = HeaderMap::from_iter([(name(long.clone()), HeaderValue::from_static("1"))]);
    let response = ResponseMetadata::new(http_ok(), &headers);
    assert_eq!(response.headers()["redacted"], "1");
    let meta: HttpMetadata = accept_as(&with("headers", &format!("{{\"{long}\":[\"1\"]}}")));
    assert_eq!(meta.request.headers()["redacted"], "1");
}

/// The host header completes a path, if it is a host, and no secret.
#[test]
fn host_headers() {
    for (host, sensitive, expected) in [
        ("api.example.com", false, "https://api.example.com/api-keys"),
        (
            "secret-tenant.example.com",
            true,
            "https://unknown.invalid/api-keys",
        ),
        (
            "evil.example/x?#y",
            false,
            "https://unknown.invalid/api-keys",
        ),
        ("", false, "https://unknown.invalid/api-keys"),
    ] {
        let mut value: HeaderValue = host.parse().unwrap();
        value.set_sensitive(sensitive);
        let headers = HeaderMap::from_iter([(header::HOST, value)]);
        let request = RequestMetadata::new(&Method::GET, &Uri::from_static("/api-keys"), &headers);
        assert_eq!(request.url(), expected, "{host}");
    }
}

/// Builds a response with one header.
fn response_with(name: &str, value: &str) -> ResponseMetadata {
    let (parts, ()) = Response::builder()
        .header(name, value)
        .body(())
        .unwrap()
        .into_parts();
    (&parts).into()
}

#[test]
fn request_ids() {
    assert_eq!(
        response_with("X-Request-ID", "req-7").request_id(),
        Some("req-7")
    );
    assert_eq!(
        response_with("Request-Id", "req-7").request_id(),
        Some("req-7")
    );
    assert_eq!(response_with("x-other", "req-7").request_id(), None);
    assert_eq!(response_with("x-request-id", "\u{fc}").request_id(), None);
    let (parts, ()) = Response::builder()
        .header("request-id", "second")
        .header("x-request-id", "first")
        .body(())
        .unwrap()
        .into_parts();
    assert_eq!(ResponseMetadata::from(&parts).request_id(), Some("first"));
}

#[test]
fn retry_after() {
    let delay = |seconds| Some(RetryAfter::Delay(Duration::from_secs(seconds)));
    let at = |text| {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| RetryAfter::At(at.into()))
    };
    for (value, expected) in [
        ("0", delay(0)),
        ("120", delay(120)),
        ("18446744073709551615", delay(u64::MAX)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", at("1994-11-06T08:49:37Z")),
        ("Sunday, 06-Nov-94 08:49:37 GMT", at("1994-11-06T08:49:37Z")),
        ("Sun Nov  6 08:49:37 1994", at("1994-11-06T08:49:37Z")),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("soon", None),
        ("18446744073709551616", None),
        ("Sun, 06 Nov 1994 08:49:37 CET", None),
        ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ("1994-11-06T08:49:37Z", None),
        ("Sun, 6 Nov 1994 8:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT ", None),
        ("Sat, 31 Dec 2016 23:59:60 GMT", None),
    ] {
        assert_eq!(
            response_with("retry-after", value).retry_after(),
            expected,
            "{value:?}"
        );
    }
    assert_eq!(response_with("x-other", "1").retry_after(), None);
}

#[test]
fn rate_limits() {
    let (parts, ()) = Response::builder()
        .header("RateLimit-Limit", "100, 100;w=60")
        .header("X-RateLimit-Limit", "7")
        .header("x-ratelimit-remaining", " 42 ")
        .header("x-ratelimit-reset", "1710936000")
        .body(())
        .unwrap()
        .into_parts();
    let limit = ResponseMetadata::from(&parts).rate_limit().unwrap();
    assert_eq!(
        (limit.limit, limit.remaining, limit.reset),
        (Some(100), Some(42), Some(1_710_936_000))
    );
    for (value, limit) in [("100;w=60", 100), (" 7", 7), ("0", 0)] {
        assert_eq!(
            response_with("ratelimit-limit", value)
                .rate_limit()
                .unwrap()
                .limit,
            Some(limit)
        );
    }
    let (parts, ()) = Response::builder()
        .header("ratelimit-limit", "many")
        .header("x-ratelimit-limit", "7")
        .body(())
        .unwrap()
        .into_parts();
    assert_eq!(
        ResponseMetadata::from(&parts).rate_limit().unwrap().limit,
        Some(7)
    );
    assert_eq!(response_with("x-other", "1").rate_limit(), None);
    let (parts, ()) = Response::builder()
        .header("x-ratelimit-remaining", "1")
        .header("ratelimit-remaining", "2")
        .header("x-ratelimit-reset", "3")
        .header("ratelimit-reset", "4")
        .body(())
        .unwrap()
        .into_parts();
    let limit = ResponseMetadata::from(&parts).rate_limit().unwrap();
    assert_eq!((limit.remaining, limit.reset), (Some(2), Some(4)));
    for nonsense in ["", "many", "-1", "+5", "1.5", "18446744073709551616"] {
        assert_eq!(
            response_with("ratelimit-limit", nonsense).rate_limit(),
            None
        );
    }
    let limit = response_with("ratelimit-reset", "30").rate_limit().unwrap();
    assert_eq!(
        (limit.limit, limit.remaining, limit.reset),
        (None, None, Some(30))
    );
}

//! The metadata of an exchange never contains a credential, whichever way it came in.

use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use flowai_types::{HttpMetadata, RequestMetadata, ResponseMetadata};

use crate::support::metadata::{with, written};
use crate::support::{HEX, Random, TOKEN, accept_as, debugs, leaks};

/// Name and value as sent, and as kept: from parts and from JSON alike.
#[test]
fn redacts_headers() {
    for (name, value, kept) in [
        ("authorization", "Bearer flow_ada2ad2a_1234567890abcdef", "Bearer REDACTED"),
        ("authorization", "bearer  two  spaces", "bearer REDACTED"),
        ("authorization", "Basic dXNlcjpwYXNz", "Basic REDACTED"),
        ("authorization", "Digest username=\"u\", response=\"r\"", "Digest REDACTED"),
        ("authorization", "Token abc", "Token REDACTED"),
        ("authorization", "flow_ada2ad2a_1234567890abcdef", "REDACTED"),
        ("authorization", "open sesame", "REDACTED"),
        ("authorization", "Bearer", "REDACTED"),
        ("authorization", "Bearer\tx", "REDACTED"),
        ("authorization", "", "REDACTED"),
        ("authorization", "REDACTED", "REDACTED"),
        ("authorization", "Bearer REDACTED", "Bearer REDACTED"),
        ("proxy-authorization", "Basic dXNlcjpwYXNz", "Basic REDACTED"),
        ("cookie", "a=b; c=d", "REDACTED"),
        ("set-cookie", "a=b; HttpOnly", "REDACTED"),
        ("x-api-key", "Bearer x", "REDACTED"),
        ("x-anything", "a flow_ada2ad2a_1234567890abcdef b", "a flow_ada2ad2a_REDACTED b"),
        ("x-anything", "flow_ada2ad2a_cut", "flow_ada2ad2a_REDACTED"),
        ("x-anything", "Bearer x", "Bearer x"),
        ("location", "/keys?k=flow_ada2ad2a_1234567890abcdef", "/keys?k=flow_ada2ad2a_REDACTED"),
        ("location", "https://u:p@h/", "https://REDACTED@h/"),
        ("location", "//u:p@h/", "//REDACTED@h/"),
        ("location", "https:///u:p@h/", "https:///REDACTED@h/"),
        ("location", "a//b//u@h//v@i", "a//b//REDACTED@h//REDACTED@i"),
        ("location", "/u:p@h/", "/u:p@h/"),
        ("host", "u:p@h", "REDACTED"),
        ("host", "h:443", "h:443"),
        ("location", concat!("https://us,er:p!$&'()*", "+;=@h/"), "https://REDACTED@h/"),
        // As long as its replacement.
        ("location", "https://user:pwd@h/", "https://REDACTED@h/"),
        (
            "link",
            "<https://u:p@h/a>; rel=next, <http://v@h/?b@c>",
            "<https://REDACTED@h/a>; rel=next, <http://REDACTED@h/?b@c>",
        ),
        ("location", "https://REDACTED@h/", "https://REDACTED@h/"),
        ("via", "ftp://a@b@h k=flow_ada2ad2a_1234567890abcdef", "ftp://REDACTED@h k=flow_ada2ad2a_REDACTED"),
        ("from", "user@example.com", "user@example.com"),
        // After the host, an `@` is one like any other.
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
        let response = ResponseMetadata::new(StatusCode::OK, &headers);
        assert_eq!(response.headers()[name], kept, "{name}: {value}");
        let request = RequestMetadata::new(&Method::GET, &Uri::from_static("https://a/"), &headers);
        assert_eq!(request.headers()[name], kept, "{name}: {value}");
        let name = name.to_uppercase();
        let value = serde_json::to_string(value).unwrap();
        let meta: HttpMetadata = accept_as(&with("headers", &format!("{{\"{name}\":[{value}]}}")));
        assert_eq!(meta.request.headers()[&*name], kept, "{name}: {value}");
    }
}

/// Whichever comes first, and also with several values.
#[test]
fn redacts_each_of_many_headers_by_its_own_name() {
    let headers = [
        ("accept", "u:p@h", "u:p@h"),
        ("authorization", "Bearer x", "Bearer REDACTED"),
        ("x-anything", "Bearer x", "Bearer x"),
        ("cookie", "a=b", "REDACTED"),
        ("host", "u:p@h", "REDACTED"),
        ("x-api-key", "Bearer x", "REDACTED"),
    ];
    for first in 0..headers.len() {
        let mut many = HeaderMap::new();
        for (name, value, _) in headers.iter().cycle().skip(first).take(headers.len()) {
            many.append(*name, HeaderValue::from_static(value));
            many.append(*name, HeaderValue::from_static(value));
        }
        let meta = ResponseMetadata::new(StatusCode::OK, &many);
        for (name, _, kept) in headers {
            let values = meta.headers().get_all(name);
            assert!(values.iter().eq([kept, kept]), "{name}: {meta:?}");
        }
    }
}

#[test]
fn redacts_a_value_that_is_marked_sensitive() {
    let mut value = HeaderValue::from_static("marked by the client");
    value.set_sensitive(true);
    let headers = HeaderMap::from_iter([(HeaderName::from_static("x-anything"), value)]);
    assert_eq!(ResponseMetadata::new(StatusCode::OK, &headers).headers()["x-anything"], "REDACTED");
}

/// A credential in any header that carries one, in any part of the URL: from parts and from JSON, no
/// rendering and no field contains a piece of it, and redacting again changes nothing.
#[test]
fn never_contains_a_credential() {
    let mut random = Random(4);
    let mut planted = [0; 11];
    for _ in 0..3_000 {
        let length = 16 + random.below(113);
        let secret = random.text(TOKEN, length);
        let key = format!("flow_{}_{secret}", random.text(HEX, 8));
        let quoted = random.pick(&["", "\"", " ", "=", "%", "Bearer ", "\u{e9}"]);

        let place = random.below(planted.len());
        planted[place] += 1;
        let mut url = "https://api.example.com/api-keys".to_owned();
        let (mut name, mut value) = ("accept".to_owned(), "application/json".to_owned());
        let mut sensitive = false;
        match place {
            0..5 => {
                let names = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key"];
                name = names[place].into();
                value = format!("{}{secret}", random.pick(&["", "Bearer ", "Basic ", "unknown ", "a=b; "]));
            }
            5 => {
                name = "x-anything".into();
                value = format!("{quoted}{key}{}", random.pick(&["", "\"", " x", ";", "\u{ff}"]));
            }
            6 => {
                url = format!("https://{}{secret}@api.example.com/", random.pick(&["", "user:", "a:b:"]));
            }
            7 => {
                url = [format!("https://api.example.com/a/{key}/b?c"), format!("https://{key}.example.com/")]
                    [random.below(2)]
                .clone();
            }
            8 => url = format!("https://api.example.com/?a=b&c={}", key.replace('_', "%5F")),
            9 => url = format!("https://api.example.com/a#{key}"),
            _ => {
                name = "x-marked".into();
                value.clone_from(&secret);
                sensitive = true;
            }
        }

        let value_bytes: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let mut header_value = HeaderValue::from_bytes(&value_bytes).unwrap();
        header_value.set_sensitive(sensitive);
        let (request, ()) = Request::builder().uri(&url).header(&name, &header_value).body(()).unwrap().into_parts();
        let (response, ()) = Response::builder().header(&name, &header_value).body(()).unwrap().into_parts();
        let meta = HttpMetadata::new((&request).into(), (&response).into());
        let document = serde_json::json!({
            "Response": {"status": 200, "headers": {(&*name): [value]}},
            "Request": {"method": "GET", "url": url, "headers": {(&*name): [value]}},
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
            assert!(!leaks(&text, &secret), "{secret} in place {place} is in\n{text}");
            assert_eq!(accept_as::<HttpMetadata>(&written(&meta)), meta);
        }
    }
    assert!(planted.iter().all(|count| *count > 150), "{planted:?}");
}

/// Every listed header keeps its values, redacted as always; every other one keeps its name alone.
#[test]
fn keeps_the_values_of_harmless_headers_alone() {
    let list = include_str!("../../src/metadata/harmless.md");
    let listed: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    let unlisted = [
        "accep",
        "accept-",
        "accepts",
        "authorization",
        "baggage",
        "cookie",
        "host",
        "link",
        "location",
        "referer",
        "via",
        "www-authenticate",
        "x-forwarded-for",
        "x-real-ip",
        "x-tenant",
    ];
    let mut headers = HeaderMap::new();
    for name in listed.iter().chain(&unlisted) {
        for value in ["hunter2", "flow_ada2ad2a_1234567890abcdef"] {
            headers.append(*name, HeaderValue::from_static(value));
        }
    }
    headers.append("age", HeaderValue::from_static("60"));
    let url = Uri::from_static("https://api.example.com/api-keys?limit=10");
    let request = RequestMetadata::new(&Method::PUT, &url, &headers);
    let response = ResponseMetadata::new(StatusCode::ACCEPTED, &headers);
    let meta = HttpMetadata::new(request.clone(), response.clone()).redact_unlisted();

    assert_eq!(meta.request, request.redact_unlisted());
    assert_eq!(meta.response, response.redact_unlisted());
    assert_eq!((meta.request.method(), meta.request.url()), (&Method::PUT, &url));
    assert_eq!(meta.response.status, StatusCode::ACCEPTED);
    for kept in [meta.request.headers(), meta.response.headers()] {
        let values = |name| kept.get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(kept.keys_len(), listed.len() + unlisted.len());
        assert_eq!(values("age"), ["hunter2", "flow_ada2ad2a_REDACTED", "60"]);
        for name in listed.iter().filter(|name| **name != "age") {
            assert_eq!(values(*name), ["hunter2", "flow_ada2ad2a_REDACTED"], "{name}");
        }
        for name in &unlisted {
            assert_eq!(values(*name), ["REDACTED", "REDACTED"], "{name}");
        }
    }
    assert_eq!(meta.redact_unlisted(), meta);
}

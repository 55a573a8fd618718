//! The URL of a request is an absolute `http` or `https` URI, whichever way it came in.

use flowai_types::RequestMetadata;
use flowai_types::ViolationKind::{InvalidType, InvalidValue};
use flowai_types::http::{HeaderMap, HeaderValue, Method, Uri, header};

use crate::support::accept_as;
use crate::support::metadata::{reads, refuses};

#[test]
fn keeps_an_absolute_url_without_credentials() {
    for (read, expected) in [
        ("https://api.example.com/api-keys", "https://api.example.com/api-keys"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("HTTPS://api.example.com/", "https://api.example.com/"),
        ("https://api.example.com", "https://api.example.com/"),
        ("https://api.example.com?a=1", "https://api.example.com/?a=1"),
        ("https://api.example.com/?", "https://api.example.com/?"),
        ("https://127.0.0.1/a//b/./../c;d=e", "https://127.0.0.1/a//b/./../c;d=e"),
        ("https://[::1]:443/", "https://[::1]:443/"),
        ("https://[2001:db8::127.0.0.1]/", "https://[2001:db8::127.0.0.1]/"),
        ("https://a_b-c~d.example!$&'()*+,;=/", "https://a_b-c~d.example!$&'()*+,;=/"),
        ("https://api.example.com/a%20b%2Fc%c3%bc?q=%26#f", "https://api.example.com/a%20b%2Fc%c3%bc?q=%26"),
        ("https://api.example.com/%61%5F%7e", "https://api.example.com/a_~"),
        ("https://api.example.com/a:b@c?d:e@f/g?h", "https://api.example.com/a:b@c?d:e@f/g?h"),
        // A key from the host into the path, which leaves no host.
        ("https://aflow_ada2ad2a_om/api-:eys?a=1", "https://unknown.invalid/api-:eys?a=1"),
        // User information and keys, wherever they are.
        ("https://user@api.example.com/", "https://REDACTED@api.example.com/"),
        ("https://user:pass%20word@api.example.com:80/", "https://REDACTED@api.example.com:80/"),
        ("https://@api.example.com/", "https://REDACTED@api.example.com/"),
        ("https://REDACTED@api.example.com/", "https://REDACTED@api.example.com/"),
        ("https://api.example.com/flow_ada2ad2a_1234567890abcdef/x", "https://api.example.com/flow_ada2ad2a_REDACTED"),
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
        ("https://api.example.com/#flow_ada2ad2a_1234567890abcdef", "https://api.example.com/"),
        ("https://api.example.com/%2D%2e", "https://api.example.com/-."),
        ("https://flow_ada2ad2a_1234567890abcdef.example.com/", "https://flow_ada2ad2a_REDACTED/"),
    ] {
        reads("url", &format!("\"{read}\""), &format!("\"{expected}\""));
    }
}

#[test]
fn rejects_what_is_not_an_absolute_http_url() {
    const INVALID: &str = r#"
        / /api-keys //api.example.com/ api.example.com api.example.com/api-keys * https: https:/ https://
        https:/// https:///path https://? https://# https:api.example.com ftp://example.com
        ftp://api.example.com/ ws://api.example.com/ httpss://api.example.com/ file:///etc/hosts
        https://api.example.com/\n https://api.example.com/\t https://api.example.com/ü https://ü.example.com/
        https://api.example.com/{id} https://api.example.com/a|b https://api.example.com/\"
        https://api.example.com/\\ https://api.example.com/<a> https://api.example.com/[a]
        https://api.example.com/% https://api.example.com/%2 https://api.example.com/%zz
        https://api.example.com/?%g0 https://api.example.com/#% https://api.example.com/?^
        https://api.example.com/#a#b https://api.example.com:port/ https://api.example.com:80:80/ https://:443/
        https://user@ https://user@/ https://a@b@c/ https://us%er@api.example.com/ https://%61.example.com/
        https://[::1/ https://::1/ https://[::1]x/ https://[]/ https://[1.2.3.4]/ https://[::g]/
        https://[fe80::1%25eth0]/ https://a[::1]/ https://[v1.a]/
    "#;
    let with_space = [
        "",
        " https://api.example.com/",
        "https://api.example.com/ ",
        "https://api.example.com/a b",
        "https://a b",
        "https://us er@api.example.com/",
    ];
    for invalid in INVALID.split_whitespace().chain(with_space) {
        refuses("url", &format!("\"{invalid}\""), &[("/Request/url", InvalidValue)]);
    }
    refuses("url", "null", &[("/Request/url", InvalidType)]);
}

#[test]
fn rejects_a_url_that_is_too_long_as_read_or_as_written() {
    let longest = format!("https://api.example.com/{}", "a".repeat(65_000 - 24));
    reads("url", &format!("\"{longest}\""), &format!("\"{longest}\""));
    refuses("url", &format!("\"https://a/{}\"", "a".repeat(65_000 - 9)), &[("/Request/url", InvalidValue)]);
    // Redacted, it would be too long.
    refuses("url", &format!("\"https://u@a/{}\"", "a".repeat(65_000 - 12)), &[("/Request/url", InvalidValue)]);
    // The length is that of the string, whatever would be left of it.
    let fragment = format!("\"https://a/#{}\"", "a".repeat(65_000));
    refuses("url", &fragment, &[("/Request/url", InvalidValue)]);
    // A URL must be valid again when it is written, so one that a slash makes too long is refused.
    let longest = |count| format!("\"https://a?{}\"", "q".repeat(count));
    let written = longest(65_000 - 11).replace('?', "/?");
    reads("url", &longest(65_000 - 11), &written);
    refuses("url", &longest(65_000 - 10), &[("/Request/url", InvalidValue)]);
}

/// Whatever a server or a client has for a URI, the metadata has an absolute URL.
#[test]
fn completes_the_url_of_a_request() {
    let url_of = |length: usize| format!("https://a/{}", "a".repeat(length - 10));
    for (uri, host, expected) in [
        ("https://api.example.com/api-keys?a=b", None, "https://api.example.com/api-keys?a=b"),
        ("http://api.example.com:8080", None, "http://api.example.com:8080/"),
        ("http://user@api.example.com/{id}", None, "http://REDACTED@api.example.com/%7Bid%7D"),
        ("/api-keys?a=b", Some("api.example.com:8443"), "https://api.example.com:8443/api-keys?a=b"),
        ("/api-keys", None, "https://unknown.invalid/api-keys"),
        ("/api-keys", Some("not a host"), "https://unknown.invalid/api-keys"),
        ("/api-keys", Some("user:secret@api.example.com"), "https://unknown.invalid/api-keys"),
        ("*", Some("api.example.com"), "https://api.example.com/"),
        ("api.example.com:443", None, "https://api.example.com:443/"),
        ("ftp://api.example.com/x", None, "https://api.example.com/x"),
        // The `http` crate accepts more than RFC 3986.
        ("https://api.example.com/{id}\"?q=ü|`", None, "https://api.example.com/%7Bid%7D%22?q=%C3%BC%7C%60"),
        ("/%zz%41", Some("a"), "https://a/%25zzA"),
        // The `host` header does not replace an authority that is no host.
        ("https://[v1.a]/x", Some("b"), "https://unknown.invalid/x"),
        ("ftp://c/x", Some("b"), "https://c/x"),
        ("https://a?b=c", None, "https://a/?b=c"),
        (&format!("https://a/{}", "|".repeat(40_000)), None, "https://unknown.invalid/"),
        ("https://h;token=abc/x", None, "https://h;token=REDACTED/x"),
        ("https://flow_ada2ad2a_1234567890abcdef.example.com/", None, "https://flow_ada2ad2a_REDACTED/"),
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

/// The header must be a host, and not marked as a secret.
#[test]
fn completes_a_path_with_the_host_header() {
    for (host, sensitive, expected) in [
        ("api.example.com", false, "https://api.example.com/api-keys"),
        ("secret-tenant.example.com", true, "https://unknown.invalid/api-keys"),
        ("evil.example/x?#y", false, "https://unknown.invalid/api-keys"),
        ("", false, "https://unknown.invalid/api-keys"),
    ] {
        let mut value: HeaderValue = host.parse().unwrap();
        value.set_sensitive(sensitive);
        let headers = HeaderMap::from_iter([(header::HOST, value)]);
        let request = RequestMetadata::new(&Method::GET, &Uri::from_static("/api-keys"), &headers);
        assert_eq!(request.url(), expected, "{host}");
    }
}

//! `from_http` returns the new key, or an error that has the whole response, and that shows none of its body.

use std::error::Error;
use std::fmt;

use flowai_types::http::{Request, Response, request};
use flowai_types::{
    BodyCut, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, ResponseError, ResponseErrorKind, Retry, fixtures,
};

use crate::support::{HEX, Random, TOKEN, debugs, leaks, renderings, with};

type Created = CreateAPIKeyForUserAPIKeysPostResponse;

const REFUSED: &str = r#"{"detail":[{"type":"missing","loc":["body","keyName"],"msg":"Field required","input":{"apiKey":"flow_ada2ad2a_1234567890abcdef"},"url":"https://errors.example.com/v/missing"}]}"#;

fn request() -> request::Parts {
    let request = Request::post("https://api.example.com/api-keys")
        .header("authorization", "Bearer flow_00000000_the-key-that-asks")
        .body(());
    request.unwrap().into_parts().0
}

fn response<B>(status: u16, content_type: &str, body: B) -> Response<B> {
    let mut response = Response::builder().status(status).header("x-request-id", "req-7");
    if !content_type.is_empty() {
        // One character, one byte, so that a value that is not ASCII can be written down.
        let bytes: Vec<u8> = content_type.chars().map(|c| u8::try_from(c).unwrap()).collect();
        response = response.header("content-type", bytes);
    }
    response.body(body).unwrap()
}

/// Status, content type, body; the kind of error, or none; and what a log line says.
#[test]
fn decodes_or_names_every_kind_of_answer() {
    use ResponseErrorKind::{ContentType, Decode, Status, Validation};

    let example = fixtures::CREATE_RESPONSE;
    let invalid_date = &*with("createdAt", "\"yesterday\"");
    let json = "application/json";
    let detail = r#"{"detail":"Not authenticated"}"#;
    let rows: [(u16, &str, &str, Option<ResponseErrorKind>); 53] = [
        // What decodes is the response, whatever the content type says.
        (201, json, example, None),
        (200, json, example, None),
        (299, json, example, None),
        (201, json, fixtures::CREATE_RESPONSE_SNAKE_CASE, None),
        (201, json, fixtures::CREATE_RESPONSE_AS_DOCUMENTED, None),
        (201, "", example, None),
        (201, "text/plain", example, None),
        (201, "text/html", example, None),
        (201, "application/jsonp", example, None),
        (201, "application/json, text/html", example, None),
        (204, "", example, None),
        // What does not, and is said to be JSON.
        (201, json, invalid_date, Some(Decode)),
        (201, "Application/JSON", "{}", Some(Decode)),
        (201, "application/json; charset=utf-8", "{}", Some(Decode)),
        (201, "application/json ;charset=utf-8", "{}", Some(Decode)),
        (201, "application/vnd.flow.v1+json", "{}", Some(Decode)),
        (201, "application/json; x=\u{fc}", "{}", Some(Decode)),
        (201, "application/json, text/html", "{}", Some(Decode)),
        (201, "text/html,application/json", "{}", Some(Decode)),
        (201, "application/a!#$&-^_.b+json", "{}", Some(Decode)),
        (201, "APPLICATION/Problem+JSON; a=b", "{}", Some(Decode)),
        (201, json, "", Some(Decode)),
        (201, json, "null", Some(Decode)),
        (201, json, &example[..100], Some(Decode)),
        (201, json, "<html>", Some(Decode)),
        (204, json, "", Some(Decode)),
        // And is not.
        (201, "application/a b+json", "{}", Some(ContentType)),
        (201, "application/a/b+json", "{}", Some(ContentType)),
        (201, "application/*+json", "{}", Some(ContentType)),
        (201, "", "{}", Some(ContentType)),
        (201, "text/html", "<html>", Some(ContentType)),
        (201, "text/json", "{}", Some(ContentType)),
        (201, "application/jsonp", invalid_date, Some(ContentType)),
        (201, "application/+json", "{}", Some(ContentType)),
        (201, "application/json-seq", "{}", Some(ContentType)),
        (201, "json", "{}", Some(ContentType)),
        (204, "", "", Some(ContentType)),
        // What the API refused.
        (422, json, REFUSED, Some(Validation)),
        (422, "application/problem+json", REFUSED, Some(Validation)),
        (422, "text/html", REFUSED, Some(Validation)),
        (422, json, r#"{"detail":[]}"#, Some(Validation)),
        (422, json, r#"{"detail":"no"}"#, Some(Status)),
        (422, json, example, Some(Status)),
        (422, "", "", Some(Status)),
        // Any other status.
        (101, json, example, Some(Status)),
        (302, json, example, Some(Status)),
        (400, json, REFUSED, Some(Status)),
        (401, json, detail, Some(Status)),
        (401, "", detail, Some(Status)),
        (500, "text/html", "<html>Internal Server Error</html>", Some(Status)),
        (503, "", "", Some(Status)),
        (999, json, example, Some(Status)),
        (199, json, example, Some(Status)),
    ];
    let mut lines = String::new();
    for (status, content_type, body, kind) in rows {
        let what = format!("{status} {content_type} {body}");
        match Created::from_http(&request(), response(status, content_type, body)) {
            Ok(created) => {
                assert_eq!(kind, None, "{what}");
                assert_eq!(created.http_meta.response.status, status);
                let key = created.api_key_create_response.unwrap();
                assert_eq!(key, fixtures::create_response());
            }
            Err(error) => {
                assert_eq!(Some(error.kind()), kind, "{what}");
                assert_eq!(error.decode_error().is_some(), kind == Some(Decode), "{what}");
                assert_eq!(error.validation_error().is_some(), kind == Some(Validation), "{what}");
                assert_eq!(error.http_meta().response.status, status);
                assert_eq!(error.status(), status);
                assert_eq!(error.detail().is_some(), [detail, r#"{"detail":"no"}"#].contains(&body));
                assert_eq!(error.http_meta().request.headers()["authorization"], "Bearer REDACTED");
                lines += &format!("{content_type:?}\n    {error}\n");
                assert!(error.source().is_none(), "the line says it all");
                assert_eq!(*error.response().body(), body);
                let back = error.into_response();
                assert_eq!((back.status().as_u16(), *back.body()), (status, body));
                assert_eq!(back.headers()["x-request-id"], "req-7");
            }
        }
    }
    insta::assert_snapshot!("log_lines", lines);
    let error = Created::from_http(&request(), response(201, json, invalid_date)).unwrap_err();
    insta::assert_snapshot!("debug_of_an_error", format!("{error:#?}"));
}

#[test]
fn names_a_content_encoding_that_was_not_undone() {
    // Which is to say that it has none.
    let mut identity = response(201, "application/json", "{");
    let encoding = "Identity".parse().unwrap();
    identity.headers_mut().insert("content-encoding", encoding);
    let error = Created::from_http(&request(), identity).unwrap_err();
    let expected = "201 Created (request id req-7): invalid response body: ";
    assert!(error.to_string().starts_with(expected), "{error}");

    let mut gzip = response(201, "application/json", b"\x1f\x8b\x08\x00".as_slice());
    gzip.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    let error = Created::from_http(&request(), gzip).unwrap_err();
    assert_eq!(
        error.to_string(),
        "201 Created (request id req-7): the body is still content-encoded: \
         invalid response body: 1 violation: the document (line 1, column 2): invalid JSON: not UTF-8"
    );
}

/// Status, headers and body of a response, a mark, and how the line goes on after the status.
#[test]
#[rustfmt::skip] // One row, one line.
fn says_that_a_body_was_cut_off() {
    let body = r#"{"apiKey":"flow"#;
    let of_20 = "the body was cut off: 15 of 20 bytes: invalid response body";
    let marked = "the body was cut off after 15 bytes: invalid response body";
    let whole = "invalid response body";
    for (status, headers, body, is_marked, says) in [
        (201, &[("content-length", "20")][..], body, false, of_20),
        (201, &[("content-length", "20")], body, true, of_20),
        (201, &[("content-length", "20, 20")], body, false, of_20),
        (201, &[("content-length", "20"), ("content-length", "20")], body, false, of_20),
        (201, &[("content-length", "20"), ("content-encoding", "Identity")], body, false, of_20),
        (201, &[("content-length", "300")], "", false, "the body was cut off: 0 of 300 bytes: there is no body"),
        // It may have been JSON, unless it is a page.
        (500, &[("content-length", "20")], body, false, "the body was cut off: 15 of 20 bytes: the API returned an error status"),
        (500, &[("content-length", "20")], "<html>", false, "the body was cut off: 6 of 20 bytes: a gateway or proxy answered"),
        (201, &[], body, true, marked),
        (201, &[("content-length", "15")], body, true, marked),
        (201, &[("content-length", "15")], body, false, whole),
        (201, &[("content-length", "14")], body, false, whole),
        (201, &[], body, false, whole),
        (201, &[("content-length", "20, 21")], body, false, whole),
        (201, &[("content-length", "20"), ("content-length", "x")], body, false, whole),
        (201, &[("content-length", "20"), ("content-encoding", "gzip")], body, false, "the body is still"),
        (204, &[("content-length", "20")], body, false, whole),
        (304, &[("content-length", "20")], "", false, "the request "),
        (101, &[("content-length", "20")], "", false, "the API "),
    ] {
        let mut cut = response(status, "application/json", body);
        for (name, value) in headers {
            cut.headers_mut().append(*name, value.parse().unwrap());
        }
        if is_marked {
            cut.extensions_mut().insert(BodyCut);
        }
        let error = Created::from_http(&request(), cut).unwrap_err();
        let line = error.to_string();
        let (_, line) = line.split_once("req-7): ").unwrap();
        assert!(line.starts_with(says), "{status} {headers:?}: {line}");
        assert_eq!(error.is_body_cut(), says.contains("cut off"), "{status} {headers:?}");
    }
    // What decodes all the same is a success.
    let mut whole = response(201, "application/json", fixtures::CREATE_RESPONSE);
    whole.headers_mut().insert("content-length", "9999".parse().unwrap());
    whole.extensions_mut().insert(BodyCut);
    assert!(Created::from_http(&request(), whole).is_ok());
}

/// Of two content types one is enough.
#[test]
fn knows_json_by_either_of_two_content_types() {
    for types in [["application/json", "text/html"], ["text/html", "application/json"]] {
        let twice = |body| {
            let mut twice = response(201, types[0], body);
            twice.headers_mut().append("content-type", types[1].parse().unwrap());
            Created::from_http(&request(), twice)
        };
        assert!(twice(fixtures::CREATE_RESPONSE).is_ok());
        assert_eq!(twice("{}").unwrap_err().kind(), ResponseErrorKind::Decode);
    }
}

#[test]
fn returns_what_fastapi_says_of_any_status() {
    for (body, detail) in [
        (r#"{"detail":"Not authenticated"}"#, Some("Not authenticated")),
        (r#"{"code":7,"detail":"","x":[{"detail":"y"}]}"#, Some("")),
        (r#"{"detail":"a\u006eb"}"#, Some("anb")),
        (r#"{"detail":"\ud800"}"#, None),
        (r#"{"detail":["x"]}"#, None),
        (r#"{"detail":{"msg":"x"}}"#, None),
        (r#"{"message":"x"}"#, None),
        (r#"["detail"]"#, None),
        (r#"["detail":"x"}"#, None),
        ("Not authenticated", None),
        ("", None),
    ] {
        for status in [400, 401, 404, 422, 500] {
            let error = Created::from_http(&request(), response(status, "", body)).unwrap_err();
            assert_eq!(error.detail(), detail, "{status} {body}");
            assert!(!error.to_string().contains("Not auth"), "{error}");
        }
        let error = Created::from_http(&request(), response(200, "", body)).unwrap_err();
        assert_eq!(error.detail(), None);
    }
}

/// Of a 422, the line has the words that the crate knows, and `…` for any other.
#[test]
#[rustfmt::skip] // One row, one line.
fn names_the_reasons_of_a_refusal_in_known_words() {
    for (reasons, says) in [
        (r#"{"loc":["body","keyName"],"type":"missing"}"#, "1 validation error: body.keyName (missing)"),
        (r#"{"loc":["path","key_id"],"type":"uuid_parsing"}"#, "1 validation error: path.key_id (uuid_parsing)"),
        (r#"{"loc":["body",7],"type":"json_invalid"}"#, "1 validation error: body.… (json_invalid)"),
        (r#"{"loc":["body","s3cret"],"type":"s3cret"}"#, "1 validation error: body.… (…)"),
        (r#"{"loc":["body","missing"],"type":"body"}"#, "1 validation error: body.… (…)"),
        (r#"{"loc":[],"type":"value_error"}"#, "1 validation error: (value_error)"),
        (r#"{"loc":["a","b","c","d","e"],"type":""}"#, "1 validation error: ….….… (…)"),
    ] {
        let body = format!(r#"{{"detail":[{}]}}"#, reasons.replace('{', r#"{"msg":"s3cret","#));
        let line = Created::from_http(&request(), response(422, "", body))
            .unwrap_err()
            .to_string();
        assert!(line.ends_with(says), "{line}");
        assert!(!line.contains("s3cret"), "{line}");
    }
    let reason = r#"{"loc":["query","limit"],"msg":"","type":"int_type"}"#;
    let body = format!(r#"{{"detail":[{}]}}"#, [reason; 5].join(","));
    let line = Created::from_http(&request(), response(422, "", body))
        .unwrap_err()
        .to_string();
    let one = "query.limit (int_type)";
    assert!(
        line.ends_with(&format!("5 validation errors: {one}; {one}; {one}; and 2 more")),
        "{line}"
    );
}

/// Status and body of an error, and the end of the line with the server's text.
#[test]
#[rustfmt::skip] // One row, one line.
fn adds_the_text_of_the_server_where_it_is_asked_to() {
    for (status, body, says) in [
        (403, r#"{"detail":"no more keys"}"#, "; the server says: no more keys"),
        (403, "\u{feff}{\"detail\":\"no more keys\"}", "; the server says: no more keys"),
        (403, r#"{"detail":["a","b",7]}"#, "; the server says: a, b"),
        (403, r#"{"detail":{"message":"full","code":"quota","x":"y"}}"#, "; the server says: quota, full"),
        (403, r#"{"detail":{"code":17}}"#, "; the server says: 17"),
        (403, r#"{"error":{"message":"full"}}"#, "; the server says: full"),
        (403, r#"{"error":"full"}"#, "; the server says: full"),
        (403, r#"{"message":"full"}"#, "; the server says: full"),
        (422, REFUSED, "; the server says: body.keyName: Field required"),
        (403, r#"{"detail":"not flow_ada2ad2a_1234567890abcdef"}"#, "; the server says: not flow_ada2ad2a_REDACTED"),
        (403, r#"{"detail":"a\nb\u001b[31m\u202e"}"#, r"; the server says: a\nb\u{1b}[31m\u{202e}"),
        // Nothing that is said.
        (403, r#"{"detail":{"msg":"x"}}"#, "an error status"),
        (403, r#"{"detail":""}"#, "an error status"),
        (403, r#"["x"]"#, "; the server says: x"),
        (403, "<html>no</html>", "the body is not JSON"),
        (200, r#"{"detail":"x"}"#, "not application/json"),
    ] {
        let error = Created::from_http(&request(), response(status, "", body)).unwrap_err();
        let line = error.line_with_server_text();
        assert!(line.ends_with(says), "{line}");
        assert!(line.starts_with(&error.to_string()) && !error.to_string().contains("server says"));
    }
    for length in [900, 1_000, 65_000] {
        let key = fixtures::API_KEY;
        let body = format!(r#"{{"detail":"{} {key}"}}"#, "x".repeat(length));
        let line = Created::from_http(&request(), response(403, "", body))
            .unwrap_err()
            .line_with_server_text();
        assert!(line.len() <= 1_000 && !line.contains("123456"), "{line}");
    }
    let long = format!(r#"{{"detail":"{}"}}"#, "x".repeat(65_536));
    let line = Created::from_http(&request(), response(403, "", long))
        .unwrap_err()
        .line_with_server_text();
    assert!(line.ends_with("an error status"), "{line}");
}

/// Status and body, and the line.
#[test]
#[rustfmt::skip] // One row, one line.
fn tells_the_api_from_what_is_between() {
    for (status, body, says) in [
        (502, "<html>Bad Gateway</html>", "a gateway or proxy answered, not the API: the body is not JSON"),
        (503, "no healthy upstream", "a gateway or proxy answered, not the API: the body is not JSON"),
        (503, r#"{"detail":"#, "a gateway or proxy answered, not the API: the body is not JSON"),
        (503, "", "the API returned an error status"),
        (503, r#"{"detail":"busy"}"#, "the API returned an error status"),
        (503, "\u{feff}{}", "the API returned an error status"),
        (304, "", "the request was conditional: send it without `if-none-match` and the like"),
        (302, "<html>", "the API redirected the request: check the base URL"),
    ] {
        let line = Created::from_http(&request(), response(status, "", body))
            .unwrap_err()
            .to_string();
        assert!(line.ends_with(&format!("(request id req-7): {says}")), "{line}");
    }
}

/// What proxies sent where the server had created the key and then closed the connection, was slow, broke its answer off or
/// had to be asked for less; without `date` and lengths, and with the start of a page.
#[test]
#[rustfmt::skip] // One row, two lines.
fn tells_what_real_proxies_sent() {
    use ResponseErrorKind::{ContentType, Decode, Status};

    const GATEWAY: &str = "a gateway or proxy answered, not the API: the body is not JSON";
    const CUT: &str = r#"{"api_key":"flow_ada2ad2a_1234567890abcdef","created_at":"2024"#;
    const CUT_SAYS: &str = "invalid JSON: unexpected end of input";
    let (html, json) = ("Content-Type: text/html", "Content-Type: application/json");

    for (proxy, status, content_type, headers, body, kind, is_rescued, says) in [
        ("nginx 1.22.1, closed", 502, html, "Server: nginx/1.22.1", "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n", Status, false, GATEWAY),
        ("nginx 1.22.1, slow", 504, html, "Server: nginx/1.22.1", "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n", Status, false, GATEWAY),
        ("nginx 1.22.1, limit_req_status", 429, html, "Server: nginx/1.22.1", "<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n", Status, false, GATEWAY),
        ("nginx 1.22.1, client_max_body_size", 413, html, "Server: nginx/1.22.1", "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n", Status, false, GATEWAY),
        ("HAProxy 2.6.12, closed", 502, "content-type: text/html", "cache-control: no-cache", "<html><body><h1>502 Bad Gateway</h1>\nThe server returned an invalid or incomplete response.\n", Status, false, GATEWAY),
        ("HAProxy 2.6.12, slow", 504, "content-type: text/html", "cache-control: no-cache", "<html><body><h1>504 Gateway Time-out</h1>\nThe server didn't respond in time.\n", Status, false, GATEWAY),
        ("Varnish 7.1.1, closed", 503, "Content-Type: text/html; charset=utf-8", "Server: Varnish | Retry-After: 5 | X-Varnish: 274 | Age: 0 | Via: 1.1 varnish (Varnish/7.1)", "<!DOCTYPE html>\n<html>\n  <head>\n    <title>503 Backend fetch failed</title>\n", Status, false, GATEWAY),
        ("Varnish 7.1.1, return (synth(403))", 403, "Content-Type: text/html; charset=utf-8", "Server: Varnish | X-Varnish: 65709 | Retry-After: 5", "<!DOCTYPE html>\n<html>\n  <head>\n    <title>403 Forbidden</title>\n", Status, false, GATEWAY),
        ("Apache 2.4.71, closed or slow", 502, "Content-Type: text/html; charset=iso-8859-1", "Server: Apache/2.4.71 (Debian)", "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">", Status, false, GATEWAY),
        ("Apache 2.4.71, of two content types the first", 201, html, "Server: Apache/2.4.71 (Debian)", r#"{"api_key":"flow_ada2ad2a_1234567890abcdef","created_at":"yesterday"}"#, ContentType, true, "its content type is not application/json"),
        ("Squid 5.7, slow", 504, "Content-Type: text/html;charset=utf-8", "Server: squid/5.7 | Mime-Version: 1.0 | X-Squid-Error: ERR_READ_TIMEOUT 0 | Vary: Accept-Language | Content-Language: en | X-Cache: MISS from vm | X-Cache-Lookup: MISS from vm:9705 | Via: 1.1 vm (squid/5.7)", "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">", Status, false, GATEWAY),
        ("Squid 5.7, no HTTP", 200, "", "X-Transformed-From: HTTP/0.9 | Mime-Version: 1.0 | Expires: -1 | X-Cache: MISS from vm | Via: 1.1 vm (squid/5.7)", "\0\u{1}garbage\r\n\r\n{\"api_key\":\"flow_ada2ad2a_1234567890abcdef\"}", ContentType, false, "its content type is not application/json"),
        ("lighttpd 1.4.69, closed", 500, html, "Server: lighttpd/1.4.69", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"", Status, false, GATEWAY),
        ("lighttpd 1.4.69, cut in chunks, with a length that agrees", 201, json, "Server: lighttpd/1.4.69 | Content-Length: 62", CUT, Decode, true, CUT_SAYS),
        ("lighttpd 1.4.69, cut in chunks in the key", 201, json, "Server: lighttpd/1.4.69 | Content-Length: 40", &CUT[..40], Decode, false, CUT_SAYS),
        ("Caddy 2.6.2, closed", 502, "", "Server: Caddy | Content-Length: 0", "", Status, false, "a gateway or proxy answered, not the API: there is no body"),
        ("Caddy 2.6.2, slow", 504, "", "Server: Caddy | Content-Length: 0", "", Status, false, "a gateway or proxy answered, not the API: there is no body"),
        ("Caddy 2.6.2, respond 403", 403, "", "Server: Caddy | Content-Length: 0", "", Status, false, "the API returned an error status"),
        ("Caddy 2.6.2, cut in chunks, with the last chunk", 201, json, "Server: Caddy", CUT, Decode, true, CUT_SAYS),
        ("Caddy 2.6.2, another host, or cut before the first byte", 200, "", "Server: Caddy | Content-Length: 0", "", ContentType, false, "there is no body"),
    ] {
        let mut response = Response::builder().status(status);
        for (name, value) in [content_type, headers].iter().flat_map(|lines| lines.split(" | ")).filter_map(|line| line.split_once(": ")) {
            response = response.header(name, value);
        }
        let error = Created::from_http(&request(), response.body(body).unwrap()).unwrap_err();
        let line = error.to_string();
        assert_eq!((error.kind(), error.rescue().is_some(), error.retry()), (kind, is_rescued, Retry::ListFirst), "{proxy}: {line}");
        assert!(line.ends_with(says), "{proxy}: {line}");
    }
}

/// A body that prints itself when it is asked to.
#[derive(Clone, PartialEq)]
struct Loud(Vec<u8>);

impl AsRef<[u8]> for Loud {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Loud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// Thousands of failed exchanges, a secret everywhere in them: the error shows no piece of it, gives the response back
/// byte for byte, and where the body still has the key, it is found.
#[test]
fn errors_keep_the_body_and_show_none_of_it() {
    let mut random = Random(5);
    let (mut failed, mut rescued) = (0, 0);
    for _ in 0..3_000 {
        let length = 16 + random.below(113);
        let secret = random.text(TOKEN, length);
        let key = format!("flow_{}_{secret}", random.text(HEX, 8));
        let valid = fixtures::CREATE_RESPONSE.replace(fixtures::API_KEY, &key);
        let mut body = match random.below(6) {
            0 => valid.clone(),
            1 => valid.replace("\"apiKey\"", "\"key\""),
            2 => valid.replace("2024", &secret),
            3 => REFUSED.replace("Field required", &format!("not {key}")),
            4 => REFUSED.replace("keyName", &key).replace("missing", &key),
            _ => format!("<html>{key}</html>"),
        }
        .into_bytes();
        let damage = random.below(4);
        match damage {
            0 => body.truncate(random.below(body.len())),
            1 => {
                let at = random.below(body.len());
                body[at] = u8::try_from(random.below(256)).unwrap();
            }
            _ => {}
        }
        let status = [200, 201, 204, 302, 401, 422, 422, 500][random.below(8)];
        let content_type = random.pick(&["application/json", "application/json", "text/html", ""]);
        let mut sent = response(status, content_type, Loud(body.clone()));
        sent.headers_mut().append("set-cookie", secret.parse().unwrap());
        sent.headers_mut().append("x-echo", format!("you sent {key}").parse().unwrap());

        match Created::from_http(&request(), sent) {
            Ok(created) => assert!(!leaks(&debugs(&created), &secret)),
            Err(error) => {
                failed += 1;
                let mut text = renderings(&error)
                    + &debugs(error.http_meta())
                    + &serde_json::to_string(error.http_meta()).unwrap();
                // The typed 422 is text of the body, asked for by name; a key in it is redacted if it is whole.
                if let Some(refused) = error.validation_error().filter(|_| damage > 1) {
                    text += &format!("{refused}{}", debugs(refused));
                }
                assert!(!leaks(&text, &secret), "{secret} is in\n{text}");
                if let Some(found) = error.rescue() {
                    // One byte of it may have been damaged into another that is visible.
                    let damaged = found.expose_secret().bytes().zip(key.bytes());
                    assert!(damaged.filter(|(found, key)| found != key).count() <= 1);
                    rescued += 1;
                }
                let back = error.into_response();
                assert_eq!(back.headers()["set-cookie"], secret, "headers come back as they came");
                assert_eq!(back.body().0, body);
            }
        }
    }
    assert!(failed > 1_500 && rescued > 100, "{failed} failed, {rescued} keys rescued");
}

/// Any body will do, and the error goes where errors go.
#[test]
fn works_with_any_body() {
    fn goes<E: Error + Send + Sync + 'static>(_: &E) {}

    let example = fixtures::CREATE_RESPONSE;
    Created::from_http(&request(), response(201, "application/json", example)).unwrap();
    Created::from_http(&request(), response(201, "application/json", example.to_owned())).unwrap();
    Created::from_http(&request(), response(201, "application/json", example.as_bytes())).unwrap();
    Created::from_http(&request(), response(201, "application/json", example.as_bytes().to_vec())).unwrap();
    let error: ResponseError<Vec<u8>> = Created::from_http(&request(), response(500, "", Vec::new())).unwrap_err();
    goes(&error);
    assert_eq!(size_of_val(&error), size_of::<usize>());
}

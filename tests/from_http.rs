//! `from_http`: what every kind of answer gives, that each error hands the response back, and that none shows its body.

mod util;

use std::error::Error;
use std::fmt;

use flowai_types::ViolationKind::{Duplicate, Missing, Syntax, WrongType, WrongValue};
use flowai_types::http::{Request, Response, request};
use flowai_types::{
    APIKeyCreateResponse, ApiKey, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret,
    HTTPValidationError, ResponseError, ResponseErrorKind, fixtures, from_json,
};
use util::{HEX, MEMBERS, Random, TOKEN, accept_as, debugs, leaks, reject_as, renderings, with};

type Created = CreateAPIKeyForUserAPIKeysPostResponse;

const REFUSED: &str = r#"{"detail":[{"type":"missing","loc":["body","keyName"],"msg":"Field required","input":{"apiKey":"flow_ada2ad2a_1234567890abcdef"},"url":"https://errors.example.com/v/missing"}]}"#;

fn request() -> request::Parts {
    let request = Request::post("https://api.example.com/api-keys")
        .header("authorization", "Bearer flow_00000000_the-key-that-asks")
        .body(());
    request.unwrap().into_parts().0
}

fn response<B>(status: u16, content_type: &str, body: B) -> Response<B> {
    let mut response = Response::builder()
        .status(status)
        .header("x-request-id", "req-7");
    if !content_type.is_empty() {
        // One character, one byte, so that a value that is not ASCII can be written down.
        let bytes: Vec<u8> = content_type
            .chars()
            .map(|c| u8::try_from(c).unwrap())
            .collect();
        response = response.header("content-type", bytes);
    }
    response.body(body).unwrap()
}

/// Status, content type, body; the kind of error, or none; and what a log line says.
#[test]
fn every_kind_of_answer() {
    use ResponseErrorKind::{Api, Decode, Validation};

    let example = fixtures::CREATE_RESPONSE;
    let wrong_date = &*with("createdAt", "\"yesterday\"");
    let json = "application/json";
    let rows: [(u16, &str, &str, Option<ResponseErrorKind>); 43] = [
        (201, json, example, None),
        (200, json, example, None),
        (299, json, example, None),
        (201, json, fixtures::CREATE_RESPONSE_SNAKE_CASE, None),
        (201, json, fixtures::CREATE_RESPONSE_AS_DOCUMENTED, None),
        (201, "Application/JSON", example, None),
        (201, "application/json; charset=utf-8", example, None),
        (201, "application/json ;charset=utf-8", example, None),
        (201, "application/vnd.flow.v1+json", example, None),
        (201, "application/json; x=\u{fc}", example, None),
        (201, "application/a b+json", example, Some(Api)),
        (201, "application/a/b+json", example, Some(Api)),
        (201, "application/*+json", example, Some(Api)),
        (201, "application/json, text/html", example, Some(Api)),
        (201, "application/a!#$&-^_.b+json", example, None),
        (201, "APPLICATION/Problem+JSON; a=b", example, None),
        (201, json, wrong_date, Some(Decode)),
        (201, json, "", Some(Decode)),
        (201, json, "null", Some(Decode)),
        (201, json, "{}", Some(Decode)),
        (201, json, &example[..100], Some(Decode)),
        (201, json, "<html>", Some(Decode)),
        (201, "", example, Some(Api)),
        (201, "text/html", example, Some(Api)),
        (201, "text/json", example, Some(Api)),
        (201, "application/jsonp", example, Some(Api)),
        (201, "application/+json", example, Some(Api)),
        (201, "application/json-seq", example, Some(Api)),
        (201, "json", example, Some(Api)),
        (204, "", "", Some(Api)),
        (204, json, "", Some(Decode)),
        (422, json, REFUSED, Some(Validation)),
        (422, "application/problem+json", REFUSED, Some(Validation)),
        (422, json, r#"{"detail":[]}"#, Some(Validation)),
        (422, json, r#"{"detail":"no"}"#, Some(Decode)),
        (422, json, example, Some(Decode)),
        (422, "text/html", REFUSED, Some(Api)),
        (101, json, example, Some(Api)),
        (302, json, example, Some(Api)),
        (400, json, REFUSED, Some(Api)),
        (401, json, r#"{"detail":"Not authenticated"}"#, Some(Api)),
        (
            500,
            "text/html",
            "<html>Internal Server Error</html>",
            Some(Api),
        ),
        (999, json, example, Some(Api)),
    ];
    let mut lines = String::new();
    for (status, content_type, body, kind) in rows {
        let what = format!("{status} {content_type} {body}");
        match Created::from_http(&request(), response(status, content_type, body)) {
            Ok(created) => {
                assert_eq!(kind, None, "{what}");
                assert_eq!(created.http_meta.response.status, status);
                let key = created.into_parts().1.unwrap();
                assert_eq!(key, fixtures::create_response());
            }
            Err(error) => {
                assert_eq!(Some(error.kind()), kind, "{what}");
                assert_eq!(
                    error.decode_error().is_some(),
                    kind == Some(Decode),
                    "{what}"
                );
                assert_eq!(
                    error.validation_error().is_some(),
                    kind == Some(Validation),
                    "{what}"
                );
                assert_eq!(error.http_meta().response.status, status);
                assert_eq!(
                    error.http_meta().request.headers()["authorization"],
                    "Bearer REDACTED"
                );
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
    let error = Created::from_http(&request(), response(201, json, wrong_date)).unwrap_err();
    insta::assert_snapshot!("debug_of_an_error", format!("{error:#?}"));
}

#[test]
fn encoded_content_is_named() {
    // Which is to say that it has none.
    let mut identity = response(201, "application/json", "");
    let encoding = "Identity".parse().unwrap();
    identity.headers_mut().insert("content-encoding", encoding);
    let error = Created::from_http(&request(), identity).unwrap_err();
    let expected = "201 Created (request id req-7): the body is not of the expected form: ";
    assert!(error.to_string().starts_with(expected), "{error}");

    let mut gzip = response(201, "application/json", b"\x1f\x8b\x08\x00".as_slice());
    gzip.headers_mut()
        .insert("content-encoding", "gzip".parse().unwrap());
    let error = Created::from_http(&request(), gzip).unwrap_err();
    assert_eq!(
        error.to_string(),
        "201 Created (request id req-7): the body still has its content encoding, which the client must undo: \
         the body is not of the expected form: 1 violation: the document (line 1, column 2): malformed, \
         expected JSON encoded as UTF-8"
    );
}

/// Of two content types the first one counts.
#[test]
fn content_type_twice() {
    for (types, is_read) in [
        (["application/json", "text/html"], true),
        (["text/html", "application/json"], false),
    ] {
        let mut twice = response(201, types[0], fixtures::CREATE_RESPONSE);
        let second = types[1].parse().unwrap();
        twice.headers_mut().append("content-type", second);
        let read = Created::from_http(&request(), twice);
        assert_eq!(read.is_ok(), is_read, "{types:?}");
    }
}

#[test]
fn validation_error_is_typed() {
    let error =
        Created::from_http(&request(), response(422, "application/json", REFUSED)).unwrap_err();
    let refused = error.validation_error().unwrap();
    assert_eq!(refused.to_string(), "body.keyName: Field required");
    assert_eq!(
        error.to_string(),
        "422 Unprocessable Entity (request id req-7): the API refused the request with 1 validation error"
    );
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

/// Thousands of failing answers, a secret everywhere in them: the error shows no piece of it, gives the response back
/// byte for byte, and where the body still has the key, it is found.
#[test]
fn errors_keep_the_body_and_show_none_of_it() {
    let mut random = Random(5);
    let (mut failed, mut rescued) = (0, 0);
    for _ in 0..6_000 {
        let length = 16 + random.below(113);
        let secret = random.text(TOKEN, length);
        let key = format!("flow_{}_{secret}", random.text(HEX, 8));
        let right = fixtures::CREATE_RESPONSE.replace(fixtures::API_KEY, &key);
        let mut body = match random.below(6) {
            0 => right.clone(),
            1 => right.replace("\"apiKey\"", "\"key\""),
            2 => right.replace("2024", &secret),
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
        sent.headers_mut()
            .append("set-cookie", secret.parse().unwrap());
        sent.headers_mut()
            .append("x-echo", format!("you sent {key}").parse().unwrap());

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
                let back = error.into_response();
                assert_eq!(
                    back.headers()["set-cookie"],
                    secret,
                    "headers come back as they came"
                );
                assert_eq!(back.body().0, body);
                let body = String::from_utf8_lossy(&body);
                rescued +=
                    usize::from(ApiKey::find(&body).any(|found| found.expose_secret() == key));
            }
        }
    }
    assert!(
        failed > 4_000 && rescued > 2_000,
        "{failed} failed, {rescued} keys rescued"
    );
}

/// Any body will do, and the error goes where errors go.
#[test]
fn any_body() {
    fn goes<E: Error + Send + Sync + 'static>(_: &E) {}

    let example = fixtures::CREATE_RESPONSE;
    Created::from_http(&request(), response(201, "application/json", example)).unwrap();
    Created::from_http(
        &request(),
        response(201, "application/json", example.to_owned()),
    )
    .unwrap();
    Created::from_http(
        &request(),
        response(201, "application/json", example.as_bytes()),
    )
    .unwrap();
    Created::from_http(
        &request(),
        response(201, "application/json", example.as_bytes().to_vec()),
    )
    .unwrap();
    let error: ResponseError<Vec<u8>> =
        Created::from_http(&request(), response(500, "", Vec::new())).unwrap_err();
    goes(&error);
    assert_eq!(size_of_val(&error), size_of::<usize>());
}

#[test]
fn wrapper_round_trip() {
    let meta = r#"{"Response":{"status":201,"headers":{}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}}"#;
    let whole = format!(
        r#"{{"HTTPMeta":{meta},"APIKeyCreateResponse":{}}}"#,
        fixtures::CREATE_RESPONSE
    );
    let created: Created = accept_as(&whole);
    assert_eq!(serde_json::to_string(&created).unwrap(), whole);
    assert_eq!(
        created.api_key_create_response,
        Some(fixtures::create_response())
    );
    let (http_meta, key) = created.clone().into_parts();
    assert_eq!(Created::new(http_meta.clone(), key), created);

    let without = format!(r#"{{"HTTPMeta":{meta}}}"#);
    let null = format!(r#"{{"HTTPMeta":{meta},"APIKeyCreateResponse":null}}"#);
    for document in [&without, &null] {
        let empty: Created = accept_as(document);
        assert_eq!(empty, Created::new(http_meta.clone(), None));
        assert_eq!(serde_json::to_string(&empty).unwrap(), without);
    }

    for (document, expected) in [
        ("{}".to_owned(), &[("/HTTPMeta", Missing)][..]),
        (
            format!(r#"{{"http_meta":{meta}}}"#),
            &[("/HTTPMeta", Missing)],
        ),
        (
            null.replace("null", "[]"),
            &[("/APIKeyCreateResponse", WrongType)],
        ),
        (
            format!(r#"{{"HTTPMeta":{meta},"HTTPMeta":{meta}}}"#),
            &[("/HTTPMeta", Duplicate)],
        ),
        (
            null.replace("null", "null,\"APIKeyCreateResponse\":null"),
            &[("/APIKeyCreateResponse", Duplicate)],
        ),
        (
            r#"{"APIKeyCreateResponse":{"api_key":"x"},"HTTPMeta":{"Response":{"status":1}}}"#
                .into(),
            &[
                ("/APIKeyCreateResponse/api_key", WrongValue),
                ("/HTTPMeta/Response/status", WrongValue),
                ("/APIKeyCreateResponse/createdAt", Missing),
                ("/APIKeyCreateResponse/id", Missing),
                ("/APIKeyCreateResponse/keyName", Missing),
                ("/APIKeyCreateResponse/keyPrefix", Missing),
                ("/APIKeyCreateResponse/userId", Missing),
                ("/HTTPMeta/Response/headers", Missing),
                ("/HTTPMeta/Request", Missing),
            ],
        ),
    ] {
        reject_as::<Created>(document, expected);
    }
}

#[test]
fn validation_errors() {
    for (document, written, said) in [
        (
            r#"{"detail":[]}"#,
            r#"{"detail":[]}"#,
            "refused, with no error named",
        ),
        (
            REFUSED,
            r#"{"detail":[{"loc":["body","keyName"],"msg":"Field required","type":"missing"}]}"#,
            "body.keyName: Field required",
        ),
        (
            r#"{"detail":[{"loc":[],"msg":"a","type":"t"},{"loc":["body","names",0,"x"],"msg":"b","type":"t"}]}"#,
            r#"{"detail":[{"loc":[],"msg":"a","type":"t"},{"loc":["body","names",0,"x"],"msg":"b","type":"t"}]}"#,
            "a; body.names[0].x: b",
        ),
        (
            r#"{"detail":[{"loc":[9007199254740991,-9007199254740991,1.0,1e2,-0],"msg":"","type":""}]}"#,
            r#"{"detail":[{"loc":[9007199254740991,-9007199254740991,1,100,0],"msg":"","type":""}]}"#,
            "[9007199254740991][-9007199254740991][1][100][0]: ",
        ),
        (
            r#"{"detail":[{"loc":["query","flow_ada2ad2a_1234567890abcdef"],"msg":"flow_ada2ad2a_1234567890abcdef is old","type":"t"}]}"#,
            r#"{"detail":[{"loc":["query","flow_ada2ad2a_1234567890abcdef"],"msg":"flow_ada2ad2a_1234567890abcdef is old","type":"t"}]}"#,
            "query.flow_ada2ad2a_REDACTED: flow_ada2ad2a_REDACTED is old",
        ),
        (
            r#"{"detail":[{"loc":["flow_ada2ad2a_1234567890abcdef"],"msg":"m","type":"t"}]}"#,
            r#"{"detail":[{"loc":["flow_ada2ad2a_1234567890abcdef"],"msg":"m","type":"t"}]}"#,
            "flow_ada2ad2a_REDACTED: m",
        ),
    ] {
        let error: HTTPValidationError = accept_as(document);
        assert_eq!(serde_json::to_string(&error).unwrap(), written);
        assert_eq!(error.to_string(), said);
        assert!(!leaks(&debugs(&error), "1234567890abcdef"));
    }
    insta::assert_snapshot!(
        "debug",
        format!("{:?}", accept_as::<HTTPValidationError>(REFUSED))
    );

    for (document, expected) in [
        ("{}", &[("/detail", Missing)][..]),
        ("[]", &[("", WrongType)]),
        (r#"{"detail":null}"#, &[("/detail", WrongType)]),
        (r#"{"detail":"Not Found"}"#, &[("/detail", WrongType)]),
        (r#"{"detail":{}}"#, &[("/detail", WrongType)]),
        (r#"{"detail":[],"detail":[]}"#, &[("/detail", Duplicate)]),
        (
            r#"{"detail":["x",null]}"#,
            &[("/detail/0", WrongType), ("/detail/1", WrongType)],
        ),
        (
            r#"{"detail":[{"loc":[],"msg":"","type":"","loc":[],"msg":"","type":""}]}"#,
            &[
                ("/detail/0/loc", Duplicate),
                ("/detail/0/msg", Duplicate),
                ("/detail/0/type", Duplicate),
            ],
        ),
        (
            r#"{"detail":[{"loc":[],"msg":"","type":""},{"msg":7,"type":null}]}"#,
            &[
                ("/detail/1/msg", WrongType),
                ("/detail/1/type", WrongType),
                ("/detail/1/loc", Missing),
            ],
        ),
        (
            r#"{"detail":[{"loc":[9007199254740992,-9007199254740992,9007199254740992.0,-9223372036854775808,-9223372036854775809,18446744073709551615,1e999],"msg":"","type":""}]}"#,
            &[
                ("/detail/0/loc/0", WrongValue),
                ("/detail/0/loc/1", WrongValue),
                ("/detail/0/loc/2", WrongValue),
                ("/detail/0/loc/3", WrongValue),
                ("/detail/0/loc/4", WrongValue),
                ("/detail/0/loc/5", WrongValue),
                ("/detail/0/loc/6", WrongValue),
            ],
        ),
        (
            r#"{"detail":[{"loc":["\ud800"],"msg":"","type":""}]}"#,
            &[("", Syntax)],
        ),
        (
            r#"{"detail":[{"loc":["a",null,1.5,1e30,[],true,9223372036854775808],"msg":"","type":""}]}"#,
            &[
                ("/detail/0/loc/1", WrongType),
                ("/detail/0/loc/2", WrongValue),
                ("/detail/0/loc/3", WrongValue),
                ("/detail/0/loc/4", WrongType),
                ("/detail/0/loc/5", WrongType),
                ("/detail/0/loc/6", WrongValue),
            ],
        ),
        (
            r#"{"detail":[{"loc":"body","msg":"","type":""}]}"#,
            &[("/detail/0/loc", WrongType)],
        ),
    ] {
        reject_as::<HTTPValidationError>(document, expected);
    }
}

/// Every member of every model, with the secret as its value: no error shows it, in `from_json` or in plain serde.
#[test]
fn no_error_of_any_model_shows_a_value() {
    let secret = "Zq7xW3vKp9LmT2bN";
    let key = format!("\"flow_ada2ad2a_{secret}\"");
    let values = [
        key.clone(),
        format!("[{key}]"),
        format!("{{{key}:{key}}}"),
        format!("\"{secret}\""),
    ];
    let places = [
        r#"{"HTTPMeta":#}"#,
        r#"{"HTTPMeta":{"Response":#,"Request":#}}"#,
        r#"{"HTTPMeta":{"Response":{"status":#,"headers":#},"Request":{"method":#,"url":#,"headers":#}}}"#,
        r#"{"HTTPMeta":{"Response":{"status":0,"headers":{"a":#,"b":[#]}},"Request":{"method":#,"url":"x"}}}"#,
        r#"{"detail":#}"#,
        r#"{"detail":[#]}"#,
        r#"{"detail":[{"loc":#,"msg":#,"type":#}]}"#,
        r#"{"detail":[{"loc":[#],"msg":5,"type":#}]}"#,
        "#",
        "[#]",
    ];
    let mut checked = 0;
    for place in places {
        for value in &values {
            let document = place.replace('#', value);
            let mut check = |text: String| {
                checked += 1;
                assert!(!leaks(&text, secret), "{document}:\n{text}");
            };
            match from_json::<Created>(document.as_bytes()) {
                Ok(created) => check(debugs(&created)),
                Err(error) => check(renderings(&error)),
            }
            match from_json::<HTTPValidationError>(document.as_bytes()) {
                Ok(error) => check(debugs(&error).replace(secret, "")),
                Err(error) => check(renderings(&error)),
            }
            if let Err(error) = serde_json::from_str::<Created>(&document) {
                check(renderings(&error));
            }
            if let Err(error) = serde_json::from_str::<HTTPValidationError>(&document) {
                check(renderings(&error));
            }
            if let Err(error) = serde_json::from_str::<APIKeyCreateResponse>(&document) {
                check(renderings(&error));
            }
        }
    }
    assert!(checked > 150 && MEMBERS.len() == 7, "{checked} renderings");
}

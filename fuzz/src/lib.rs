//! What must hold whatever the input: one function a fuzz target. `tests/fuzz.rs` calls each with its corpus.

use std::error::Error;
use std::fmt::Debug;
use std::sync::LazyLock;

use flowai_types::chrono::{DateTime, Datelike, Utc};
use flowai_types::http::{HeaderName, HeaderValue, Method, Request, Response, Uri};
use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret,
    HTTPValidationError, HttpMetadata, KeyPrefix, Location, Model, RequestMetadata,
    ResponseErrorKind, ResponseMetadata, UserId, ValidationError, ViolationKind, fixtures, schema,
    to_json,
};
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A secret, planted in an input wherever it has the byte 1, that no error may show.
const SECRET: &str = "zQ9xK2vB7nM4jH1sW8cT";
/// The long token of a key, planted wherever an input has the byte 2, that nothing may show. It has no `f`, with which a
/// piece of it in front of the next key would go on.
const LONG_TOKEN: &str = "Yp6uR3gD0xL5eA-oNiXk";

/// An input with the secrets planted, unless it shows them by itself: fuzzers learn.
fn planted(input: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(input);
    if shows(&text, SECRET) || shows(&text, LONG_TOKEN) {
        return None;
    }
    let mut planted = Vec::new();
    for byte in input {
        match byte {
            1 => planted.extend(SECRET.bytes()),
            // An escape would take the key's first letter: `\f`, or `\u000f`.
            2 if !planted.iter().rev().take(5).any(|byte| *byte == b'\\') => {
                planted.extend(format!("flow_0a1b2c3d_{LONG_TOKEN}").bytes());
            }
            byte => planted.push(*byte),
        }
    }
    Some(planted)
}

/// Whether 8 characters in a row of a secret stand in a text.
fn shows(text: &str, secret: &str) -> bool {
    let mut pieces = secret.as_bytes().windows(8);
    pieces.any(|piece| text.contains(std::str::from_utf8(piece).expect("ASCII")))
}

/// All that an error prints shows no secret.
fn is_safe(error: &dyn Error) {
    let text = format!("{error} {error:?} {error:#?}");
    assert!(!shows(&text, SECRET) && !shows(&text, LONG_TOKEN), "{text}");
    if let Some(source) = error.source() {
        is_safe(source);
    }
}

/// What a value prints shows no key.
fn is_secret(value: &impl Debug) {
    let text = format!("{value:?} {value:#?}");
    assert!(!shows(&text, LONG_TOKEN), "{text}");
}

/// Reads JSON as every type: each way to read says the same, what is refused shows nothing of it, and what is accepted
/// is written and read as the same value.
pub fn from_json(input: &[u8]) {
    let Some(json) = planted(input) else {
        return;
    };
    let _: Option<ApiKey> = read(&json);
    written::<KeyPrefix>(&json);
    written::<ApiKeyId>(&json);
    written::<UserId>(&json);
    written::<APIKeyCreateResponse>(&json);
    written::<HttpMetadata>(&json);
    written::<RequestMetadata>(&json);
    written::<ResponseMetadata>(&json);
    written::<CreateAPIKeyForUserAPIKeysPostResponse>(&json);
    written::<HTTPValidationError>(&json);
    written::<ValidationError>(&json);
    written::<Location>(&json);
}

fn read<T: Model + DeserializeOwned + Debug + Clone + PartialEq>(json: &[u8]) -> Option<T> {
    let result = flowai_types::from_json::<T>(json);
    let plain = [
        serde_json::from_slice::<T>(json),
        serde_json::from_reader::<_, T>(json),
    ];
    match &result {
        Ok(value) => {
            is_secret(value);
            assert_eq!(value, &value.clone());
            for plain in plain {
                assert_eq!(plain.as_ref().ok(), Some(value), "plain serde");
            }
        }
        Err(error) => {
            assert!(!error.violations().is_empty());
            is_safe(error);
            for violation in error.violations() {
                assert!(violation.line() > 0 && violation.column() > 0);
            }
            for plain in plain {
                // Plain serde does not look at the bytes of what it skips.
                assert!(plain.is_err() || std::str::from_utf8(json).is_err());
                let _ = plain.map_err(|error| is_safe(&error));
            }
        }
    }
    result.ok()
}

fn written<T: Model + DeserializeOwned + Serialize + Debug + Clone + PartialEq>(json: &[u8]) {
    if let Some(value) = read::<T>(json) {
        let written = to_json(&value).expect("what was read can be written");
        let again = flowai_types::from_json::<T>(&written).expect("what was written can be read");
        assert_eq!(again, value);
        assert_eq!(to_json(&again).expect("it was written before"), written);
    }
}

/// A value beside one that is wrong has the violations that it has alone, and none if it is right: reading and
/// reporting, which are two ways through the same rules, agree.
pub fn report(input: &[u8]) {
    let Ok(json) = std::str::from_utf8(input) else {
        return;
    };
    let meta = r#"{"HTTPMeta":5,"APIKeyCreateResponse":"#;
    beside::<APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse>(meta, json, "}");
    beside::<HttpMetadata, CreateAPIKeyForUserAPIKeysPostResponse>(
        r#"{"APIKeyCreateResponse":5,"HTTPMeta":"#,
        json,
        "}",
    );
    beside::<ResponseMetadata, HttpMetadata>(r#"{"Request":5,"Response":"#, json, "}");
    beside::<RequestMetadata, HttpMetadata>(r#"{"Response":5,"Request":"#, json, "}");
    beside::<ValidationError, HTTPValidationError>(r#"{"detail":[5,"#, json, "]}");
    let location = r#"{"msg":5,"type":"","loc":["#;
    beside::<Location, ValidationError>(location, json, "]}");
}

fn beside<T: Model, Container: Model + Debug>(before: &str, json: &str, behind: &str) {
    let alone = match flowai_types::from_json::<T>(json.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(error) => error.violations().to_vec(),
    };
    // What is malformed alone may not be in between, and an optional value may be null.
    let is_malformed = |kind| kind == ViolationKind::Syntax;
    if alone
        .first()
        .is_some_and(|first| is_malformed(first.kind()))
        || json.trim() == "null"
    {
        return;
    }
    let document = format!("{before}{json}{behind}");
    let error =
        flowai_types::from_json::<Container>(document.as_bytes()).expect_err("one is wrong");
    let (first, others) = error.violations().split_first().expect("one is wrong");
    assert_eq!(first.kind(), ViolationKind::WrongType, "{error}");
    assert_eq!(others.len(), alone.len(), "{error}");
    for (inside, alone) in others.iter().zip(&alone) {
        assert!(inside.pointer().ends_with(alone.pointer()), "{error}");
        assert_eq!(inside.kind(), alone.kind(), "{error}");
        assert_eq!(inside.expected(), alone.expected(), "{error}");
        assert_eq!(inside.line(), alone.line(), "{error}");
        let column = if alone.line() == 1 { before.len() } else { 0 };
        assert_eq!(inside.column(), alone.column() + column, "{error}");
    }
}

/// The types and the schemas accept the same documents, but for what `schema/tests/beyond/` lists.
pub fn schema(input: &[u8]) {
    static SCHEMAS: LazyLock<[Validator; 4]> = LazyLock::new(|| {
        [
            schema::API_KEY_CREATE_RESPONSE,
            schema::HTTP_METADATA,
            schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
            schema::HTTP_VALIDATION_ERROR,
        ]
        .map(|text| {
            let schema = serde_json::from_str(text).expect("a schema is JSON");
            jsonschema::validator_for(&schema).expect("a schema")
        })
    });
    // Through a value, which has no member twice.
    let Ok(document) = serde_json::from_slice::<Value>(input) else {
        return;
    };
    if differs_as_listed(&document) {
        return;
    }
    let json = document.to_string().into_bytes();
    let reads = [
        flowai_types::from_json::<APIKeyCreateResponse>(&json).is_ok(),
        flowai_types::from_json::<HttpMetadata>(&json).is_ok(),
        flowai_types::from_json::<CreateAPIKeyForUserAPIKeysPostResponse>(&json).is_ok(),
        flowai_types::from_json::<HTTPValidationError>(&json).is_ok(),
    ];
    let valid = SCHEMAS.each_ref().map(|schema| schema.is_valid(&document));
    assert_eq!(reads, valid, "{document}");
}

/// Whether a document has what only the types, or only the schemas, take.
fn differs_as_listed(document: &Value) -> bool {
    const SNAKE_CASE: [&str; 6] = [
        "api_key",
        "created_at",
        "key_name",
        "key_prefix",
        "last_used_at",
        "user_id",
    ];

    match document {
        Value::Array(elements) => elements.iter().any(differs_as_listed),
        Value::Object(members) => {
            let mut names: Vec<_> = members
                .keys()
                .map(|name| name.to_ascii_lowercase())
                .collect();
            names.sort_unstable();
            let repeats = names.windows(2).any(|pair| pair[0] == pair[1]);
            let at_an_edge = ["createdAt", "lastUsedAt"].iter().any(|name| {
                let text = members
                    .get(*name)
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let has_no_offset = instant(&format!("{text}Z")).is_some();
                has_no_offset
                    || ["0000-", "0001-01-01", "9999-12-31"]
                        .iter()
                        .any(|edge| text.starts_with(edge))
            });
            repeats
                || at_an_edge
                || SNAKE_CASE.iter().any(|name| members.contains_key(*name))
                || members.values().any(differs_as_listed)
        }
        _ => false,
    }
}

/// Texts as keys, prefixes, ids and timestamps, beside the patterns of the schema and chrono's arithmetic.
pub fn text(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let is_key = matches("apiKey", &text);
    match text.parse::<ApiKey>() {
        Ok(key) => {
            assert!(is_key);
            assert_eq!(key.expose_secret(), text);
            assert!(text.contains(key.short_token()) && text.starts_with(key.prefix().as_str()));
        }
        Err(_) => assert!(!is_key, "{text:?}"),
    }
    assert_eq!(text.parse::<KeyPrefix>().is_ok(), text == "flow_");
    assert_eq!(
        text.parse::<UserId>().is_ok(),
        matches("userId", &text),
        "{text:?}"
    );
    let id = text.parse::<ApiKeyId>().ok().map(|id| id.to_string());
    assert_eq!(id, matches("id", &text).then(|| text.to_ascii_lowercase()));

    let zoned = format!("{text}Z");
    let expected = instant(&text)
        .or_else(|| instant(&zoned))
        .filter(|at| (1..=9999).contains(&at.year()));
    let mut document: Value = serde_json::from_str(fixtures::CREATE_RESPONSE).expect("JSON");
    document["createdAt"] = json!(text);
    let read = flowai_types::from_json::<APIKeyCreateResponse>(document.to_string().as_bytes());
    assert_eq!(
        read.map(|created| created.created_at).ok(),
        expected,
        "{text:?}"
    );
}

/// Whether a text is as the schema has it for a member of the create response.
fn matches(member: &str, text: &str) -> bool {
    static PATTERNS: LazyLock<[(&str, Validator); 4]> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).expect("JSON");
        ["apiKey", "createdAt", "id", "userId"].map(|member| {
            let pattern = json!({"pattern": schema["properties"][member]["pattern"]});
            assert!(pattern["pattern"].is_string(), "{member}");
            (
                member,
                jsonschema::validator_for(&pattern).expect("a schema"),
            )
        })
    });
    let pattern = PATTERNS.iter().find(|(name, _)| *name == member);
    pattern.expect("it has a pattern").1.is_valid(&json!(text))
}

/// The instant that a text of the schema's form is, by chrono.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at = matches("createdAt", text).then(|| DateTime::parse_from_rfc3339(text));
    at.map(|at| at.expect("RFC 3339").to_utc())
}

/// Redacts a text, and finds the keys in it, beside the plainest way to do both.
pub fn redact(input: &[u8]) {
    let Some(planted) = planted(input) else {
        return;
    };
    let text = String::from_utf8_lossy(&planted);
    let is_token =
        |character: &char| character.is_ascii_alphanumeric() || "_-".contains(*character);
    let run = |text: &str| text.chars().take_while(is_token).count();

    let (mut keys, mut redacted) = (Vec::new(), String::new());
    let (mut key_end, mut copied) = (0, 0);
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let tokens = rest
            .strip_prefix("flow_")
            .and_then(|rest| rest.split_at_checked(8));
        if let Some((short, long)) =
            tokens.and_then(|(short, rest)| Some((short, rest.strip_prefix('_')?)))
        {
            let end = at + 14 + run(long);
            if at >= key_end && text[at..end].parse::<ApiKey>().is_ok() {
                keys.push(&text[at..end]);
                key_end = end;
            }
            if at >= copied && short.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                redacted += &format!("flow_{short}_REDACTED");
                copied = end;
            }
        }
        if at >= copied {
            redacted.push(character);
        }
    }
    assert_eq!(flowai_types::redact(&text), redacted);
    assert_eq!(flowai_types::redact(&redacted), redacted);
    assert!(!shows(&redacted, LONG_TOKEN));
    let found: Vec<_> = ApiKey::find(&text).collect();
    assert!(found.iter().map(ExposeSecret::expose_secret).eq(keys));
    assert_eq!(ApiKey::find(&redacted).count(), 0);
}

/// A finished exchange, written as `201`, `> POST https://…`, `> name: value` for the request's headers, `< name: value`
/// for the response's, an empty line and the body: every failure gives the response back and shows none of its body.
pub fn from_http(input: &[u8]) {
    const CREDENTIALS: [&str; 5] = [
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "x-api-key",
    ];

    let Some(input) = planted(input) else {
        return;
    };
    let end = input
        .windows(2)
        .position(|pair| pair == b"\n\n")
        .unwrap_or(input.len());
    let (head, body) = input.split_at(end);
    let body = body.get(2..).unwrap_or_default().to_vec();
    let mut lines = head.split(|byte| *byte == b'\n');

    let status = lines
        .next()
        .and_then(|line| std::str::from_utf8(line).ok()?.parse::<u16>().ok());
    let mut response = Response::new(body);
    let Ok(status) = status.unwrap_or_default().try_into() else {
        return;
    };
    *response.status_mut() = status;
    let mut request = Request::new(());
    // A secret where nothing marks it as one is a text like any other.
    let mut is_open = false;
    for line in lines {
        let Some((side, line)) = line.split_at_checked(2) else {
            continue;
        };
        let header = line
            .windows(2)
            .position(|pair| pair == b": ")
            .and_then(|at| {
                let name = HeaderName::from_bytes(&line[..at]).ok()?;
                Some((name, HeaderValue::from_bytes(&line[at + 2..]).ok()?))
            });
        let is_closed = |(name, _): &(HeaderName, _)| CREDENTIALS.contains(&name.as_str());
        is_open |= shows(&String::from_utf8_lossy(line), SECRET)
            && !header.as_ref().is_some_and(is_closed);
        match (side, header) {
            (b"> ", Some((name, value))) => drop(request.headers_mut().try_append(name, value)),
            (b"> ", None) => {
                let mut words = line.splitn(2, |byte| *byte == b' ');
                if let Some(Ok(method)) = words.next().map(Method::from_bytes) {
                    *request.method_mut() = method;
                }
                if let Some(Ok(url)) = words.next().map(Uri::try_from) {
                    *request.uri_mut() = url;
                }
            }
            (_, Some((name, value))) => drop(response.headers_mut().try_append(name, value)),
            _ => (),
        }
    }
    let (request, ()) = request.into_parts();
    let (sent, sent_body) = response.clone().into_parts();

    let result = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response);
    let (meta, shown) = match &result {
        Ok(created) => {
            assert!(sent.status.is_success());
            let body = flowai_types::from_json::<APIKeyCreateResponse>(&sent_body);
            assert_eq!(created.api_key_create_response, body.ok());
            is_secret(created);
            (&created.http_meta, format!("{:?}", created.http_meta))
        }
        Err(error) => {
            assert_eq!(
                error.kind() == ResponseErrorKind::Validation,
                error.validation_error().is_some()
            );
            assert_eq!(
                error.kind() == ResponseErrorKind::Decode,
                error.decode_error().is_some()
            );
            assert!(error.validation_error().is_none() || sent.status == 422);
            let refused = format!("{:?}", error.validation_error());
            assert!(!shows(&refused, LONG_TOKEN));
            (error.http_meta(), format!("{error} {error:?} {error:#?}"))
        }
    };
    assert!(!shows(&shown, LONG_TOKEN), "{shown}");
    assert!(is_open || !shows(&shown, SECRET), "{shown}");
    for headers in [meta.request.headers(), meta.response.headers()] {
        for name in CREDENTIALS {
            for value in headers.get_all(name) {
                assert!(value.as_bytes().ends_with(b"REDACTED"), "{value:?}");
            }
        }
    }
    let written = to_json(meta).expect("metadata can be written");
    assert_eq!(
        flowai_types::from_json::<HttpMetadata>(&written).as_ref(),
        Ok(meta)
    );
    if let Err(error) = result {
        let (given_back, body) = error.into_response().into_parts();
        assert_eq!(
            (given_back.status, given_back.headers),
            (sent.status, sent.headers)
        );
        assert_eq!(body, sent_body);
    }
}

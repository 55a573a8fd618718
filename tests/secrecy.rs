//! No secret is printed: not by a value, not by an error, not by plain serde's errors either.
//!
//! Wrong documents by the thousands, each around a fresh secret. The search is checked, too: in the errors
//! of a derived struct, the peer, it does find the secret.

mod util;

use std::error::Error;

use flowai_types::{APIKeyCreateResponse, HTTPValidationError, HttpMetadata, fixtures, from_json};
use util::{HEX, MEMBERS, Random, TOKEN, debugs, leaks, object, renderings};

/// What most crates do: derive.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "only its errors and its Debug are read")]
struct Derived {
    api_key: u64,
    created_at: u64,
    id: flowai_types::ApiKeyId,
    key_name: u64,
    key_prefix: u64,
    last_used_at: Option<u64>,
    user_id: flowai_types::UserId,
}

/// All that reading a document can print; an accepted one is as good a place to leak as a refused one.
fn printed(document: &[u8]) -> String {
    let mut text = String::new();
    match from_json::<APIKeyCreateResponse>(document) {
        Ok(value) => text += &debugs(&value),
        Err(error) => {
            text += &renderings(&error);
            for violation in error.violations() {
                text += &format!(
                    "{violation}\n{violation:?}\n{} {}",
                    violation.pointer(),
                    violation.expected()
                );
            }
        }
    }
    let mut plain = |result: Result<APIKeyCreateResponse, serde_json::Error>| match result {
        Ok(value) => text += &debugs(&value),
        Err(error) => text += &renderings(&error as &dyn Error),
    };
    plain(serde_json::from_slice(document));
    plain(serde_json::from_reader(document));
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(document) {
        plain(serde_json::from_value(value));
    }
    text
}

#[test]
fn no_piece_of_a_secret_is_printed() {
    let mut random = Random(3);
    let (mut documents, mut peer_leaks) = (0, 0);
    let mut check = |document: &[u8], secret: &str| {
        let text = printed(document);
        assert!(
            !leaks(&text, secret),
            "{secret} of {} is in\n{text}",
            String::from_utf8_lossy(document)
        );
        documents += 1;
        if let Err(error) = serde_json::from_slice::<Derived>(document) {
            peer_leaks += usize::from(leaks(&renderings(&error), secret));
        }
    };
    for round in 0..16 {
        let (short, length) = (random.text(HEX, 8), 16 + random.below(113));
        let secret = random.text(TOKEN, length);
        let key = format!("flow_{short}_{secret}");
        let digits = random.text("123456789", 18);
        let quoted = format!("\"{key}\"");
        // Its own key in every document: a name is a name, unless it is a key or this key's secret.
        let example =
            MEMBERS.map(|(name, _, value)| (name, if name == "apiKey" { &*quoted } else { value }));
        // Each value is one that carries the secret, or its digits, in some JSON type or form.
        let values = [
            (format!("\"{key}\""), &secret),
            (format!("\"{secret}\""), &secret),
            (format!("\" {key}\""), &secret),
            (format!("\"{key}\\n\""), &secret),
            (format!("\"{key}\\ud800\""), &secret),
            (format!("\"\\u0066{}\"", &key[1..]), &secret),
            (format!("\"2024-03-20T12:00:00Z{key}\""), &secret),
            (
                format!("\"123e4567-e89b-12d3-a456-426614174000{key}\""),
                &secret,
            ),
            (format!("[\"{key}\"]"), &secret),
            (format!("{{\"{key}\":\"{key}\"}}"), &secret),
            (digits.clone(), &digits),
            (format!("-{digits}"), &digits),
            (format!("{digits}{digits}{digits}"), &digits),
            (format!("0.{digits}"), &digits),
            (format!("{digits}e999"), &digits),
        ];
        for (value, secret) in &values {
            // In every member, under both names, in an unknown one, and at the root.
            for (camel, snake, _) in MEMBERS.into_iter().chain([("unknown", "an_unknown", "")]) {
                for name in [camel, snake] {
                    let mut members = example.to_vec();
                    members.retain(|(other, _)| *other != camel);
                    members.insert(random.below(members.len()), (name, value));
                    check(object(members.clone()).as_bytes(), secret);
                    // The same with something else wrong behind it.
                    members.push(("userId", "[]"));
                    check(object(members).as_bytes(), secret);
                }
            }
            check(value.as_bytes(), secret);
            check(format!("{value},").as_bytes(), secret);
        }
        // As the name of a member.
        for name in [key.clone(), secret.clone(), format!("apiKey{secret}")] {
            for value in ["1", "null", &format!("\"{key}\"")] {
                let mut members = example.to_vec();
                let index = random.below(members.len());
                members.insert(index, (&name, value));
                check(object(members.clone()).as_bytes(), &secret);
                members.remove(index + 1);
                members.insert(index, (&name, value));
                check(object(members).as_bytes(), &secret);
            }
        }
        // Cut at every byte, and with a byte that is not UTF-8, in a right document.
        let right = fixtures::CREATE_RESPONSE
            .replace("1234567890abcdef", &secret)
            .replace("My API Key", &secret);
        check(right.as_bytes(), &secret);
        if round < 4 {
            for end in 0..right.len() {
                check(&right.as_bytes()[..end], &secret);
                let mut broken = right.clone().into_bytes();
                broken[end] = 0xff;
                check(&broken, &secret);
            }
        }
    }
    assert!(documents > 10_000, "{documents} documents");
    assert!(
        peer_leaks > 2_000,
        "the search found only {peer_leaks} leaks of the peer"
    );
}

/// Whatever kind of value a format has, the refusal says what was expected, and not what came.
#[test]
fn refusals_of_every_kind_of_value() {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{
        BytesDeserializer, EnumAccessDeserializer, Error, MapDeserializer, SeqDeserializer,
        StrDeserializer, UnitDeserializer,
    };

    fn refusals<'de, T: Deserialize<'de> + std::fmt::Debug>(expected: &str) {
        macro_rules! refused {
            ($($deserializer:expr),+ $(,)?) => {$({
                let text = T::deserialize($deserializer).unwrap_err().to_string();
                assert_eq!(text, expected, "{}", stringify!($deserializer));
            })+};
        }

        fn of<'de, V: IntoDeserializer<'de, Error>>(value: V) -> V::Deserializer {
            value.into_deserializer()
        }
        refused![
            of(true),
            of(12_345_i16),
            of(12_345_678_u64),
            of(-12_345_678_i64),
            of(12_345_678_i128),
            of(12_345_678_u128),
            of(1_234_567.8_f64),
            of('x'),
            BytesDeserializer::<Error>::new(b"1234567890abcdef"),
            SeqDeserializer::<_, Error>::new(["1234567890abcdef"].into_iter()),
            UnitDeserializer::<Error>::new(),
            serde_json::Value::Null,
        ];
        // An enum is of no use here, so serde's own sentence will do: it has the kind, and not the name.
        let refused = T::deserialize(EnumAccessDeserializer::new(StrDeserializer::<Error>::new(
            "1234567890abcdef",
        )));
        assert_eq!(
            refused.unwrap_err().to_string(),
            format!("invalid type: enum, {expected}")
        );
        // What a string or an object lacks depends on the type.
        let refused = T::deserialize(of("1234567890abcdef"))
            .unwrap_err()
            .to_string();
        assert!(refused.starts_with("expected a"), "{refused}");
        let map = MapDeserializer::<_, Error>::new([("1234567890abcdef", 5)].into_iter());
        let refused = refused + &T::deserialize(map).unwrap_err().to_string();
        assert!(!leaks(&refused, "1234567890abcdef"), "{refused}");
    }
    refusals::<flowai_types::ApiKey>(
        "expected an API key: `flow_`, 8 lower-case hex digits, `_`, then 16 to 128 of `0-9 A-Z a-z _ -`",
    );
    refusals::<APIKeyCreateResponse>("expected an object: the response that holds a new API key");
    refusals::<HttpMetadata>("expected an object: the metadata of an HTTP exchange");
    refusals::<HTTPValidationError>("expected an object: the validation errors of a request");
}

/// The value's `Debug` names the key, and shows nothing of the secret, not even its length.
#[test]
fn debug_of_a_key_is_the_same_for_every_secret() {
    let debug = |key: &str| debugs(&key.parse::<flowai_types::ApiKey>().unwrap());
    let expected = "ApiKey(flow_ada2ad2a_REDACTED)\nApiKey(flow_ada2ad2a_REDACTED)\n";
    assert_eq!(debug(fixtures::API_KEY), expected);
    assert_eq!(
        debug(&format!("flow_ada2ad2a_{}", "x".repeat(128))),
        expected
    );
    assert!(
        "flow_ada2ad2a_REDACTED"
            .parse::<flowai_types::ApiKey>()
            .is_err()
    );
}

/// A name that gives a part of its own key away is not shown.
#[test]
fn debug_of_a_name_that_holds_a_piece_of_its_key() {
    let mut created = fixtures::create_response();
    for (name, shown) in [
        ("1234567", "1234567"),
        // The short token is no secret.
        ("ada2ad2a", "ada2ad2a"),
        ("ada2ad2a_1234567", "ada2ad2a_1234567"),
        ("12345678", "REDACTED"),
        ("my 90abcdef", "REDACTED"),
        ("1234567890abcdef", "REDACTED"),
        (
            "flow_00000000_0000000000000000 ü",
            "flow_00000000_REDACTED ü",
        ),
    ] {
        created.key_name = name.to_owned();
        assert!(
            debugs(&created).contains(&format!("key_name: {shown:?}")),
            "{name}"
        );
    }
}

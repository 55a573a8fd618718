//! No secret is printed: not by a value, not by an error, not by plain serde's errors either.
//!
//! Invalid documents by the thousands, each around a fresh secret. The search is checked as well: in the errors of a
//! derived struct, the peer, it does find the secret.

use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, Document, KeyPrefix, Timestamp, UserId, fixtures, from_json,
};
use serde::de::value::{
    BytesDeserializer, EnumAccessDeserializer, Error, MapDeserializer, SeqDeserializer, StrDeserializer,
    UnitDeserializer,
};
use serde::de::{Deserialize, IntoDeserializer};

use crate::support::{HEX, MEMBERS, Random, TOKEN, leaks, object, printed_by_from_json, printed_by_serde, renderings};

/// As most crates do it: derived.
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

#[test]
fn prints_no_piece_of_a_key_or_number() {
    let mut random = Random(3);
    let (mut documents, mut peer_leaks) = (0, 0);
    let mut check = |document: &[u8], secret: &str| {
        let text = printed_by_from_json::<APIKeyCreateResponse>(document)
            + &printed_by_serde::<APIKeyCreateResponse>(document);
        assert!(!leaks(&text, secret), "{secret} of {} is in\n{text}", String::from_utf8_lossy(document));
        documents += 1;
        if let Err(error) = serde_json::from_slice::<Derived>(document) {
            peer_leaks += usize::from(leaks(&renderings(&error), secret));
        }
    };
    for round in 0..8 {
        let (short, length) = (random.text(HEX, 8), 16 + random.below(113));
        let secret = random.text(TOKEN, length);
        let key = format!("flow_{short}_{secret}");
        let digits = random.text("123456789", 18);
        let (quoted, bare) = (format!("\"{key}\""), format!("\"{secret}\""));
        // Its own key in every document.
        let example = MEMBERS.map(|(name, _, value)| (name, if name == "apiKey" { &*quoted } else { value }));
        // Each value is one that carries the secret, or its digits, in some JSON type or form.
        let values = [
            (format!("\"{key}\""), &secret),
            (bare.clone(), &secret),
            (format!("\" {key}\""), &secret),
            (format!("\"{key}\\n\""), &secret),
            (format!("\"{key}\\ud800\""), &secret),
            (format!("\"\\u0066{}\"", &key[1..]), &secret),
            (format!("\"2024-03-20T12:00:00Z{key}\""), &secret),
            (format!("\"123e4567-e89b-12d3-a456-426614174000{key}\""), &secret),
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
                // A part of a key is a name like any other.
                if camel == "keyName" && *value == bare {
                    continue;
                }
                for name in [camel, snake] {
                    let mut members = example.to_vec();
                    members.retain(|(other, _)| *other != camel);
                    members.insert(random.below(members.len()), (name, value));
                    check(object(members.clone()).as_bytes(), secret);
                    // The same with another violation after it.
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
        // Cut at every byte, and with a byte that is not UTF-8, in a valid document.
        let valid = fixtures::CREATE_RESPONSE.replace("1234567890abcdef", &secret).replace("My API Key", &key);
        check(valid.as_bytes(), &secret);
        if round < 2 {
            for end in 0..valid.len() {
                check(&valid.as_bytes()[..end], &secret);
                let mut damaged = valid.clone().into_bytes();
                damaged[end] = 0xff;
                check(&damaged, &secret);
            }
        }
    }
    assert!(documents > 5_000, "{documents} documents");
    assert!(peer_leaks > 1_000, "the search found only {peer_leaks} leaks of the peer");
}

/// Whatever type of value a format has, the error names the expected type, and not the value.
#[test]
fn refusals_show_no_value_of_any_type() {
    fn of<'de, V: IntoDeserializer<'de, Error>>(value: V) -> V::Deserializer {
        value.into_deserializer()
    }

    fn check<'de, T: Deserialize<'de> + Debug>(expected: &str) {
        macro_rules! refused {
            ($($deserializer:expr),+ $(,)?) => {$({
                let text = T::deserialize($deserializer).unwrap_err().to_string();
                assert_eq!(text, expected, "{}", stringify!($deserializer));
            })+};
        }

        refused![
            of(true),
            of(12_345_i16),
            of(12_345_678_u64),
            of(-12_345_678_i64),
            of(12_345_678_i128),
            of(12_345_678_u128),
            of(1_234_567.8_f64),
            BytesDeserializer::<Error>::new(b"1234567890abcdef\xff"),
            SeqDeserializer::<_, Error>::new(["1234567890abcdef"].into_iter()),
            EnumAccessDeserializer::new(StrDeserializer::<Error>::new("1234567890abcdef")),
            UnitDeserializer::<Error>::new(),
            serde_json::Value::Null,
        ];
        // The missing part of a string or an object depends on the type.
        let map = MapDeserializer::<_, Error>::new([("1234567890abcdef", 5)].into_iter());
        let map = T::deserialize(map);
        // An object in which every member may be absent lacks nothing.
        assert!(
            map.is_err() || T::deserialize(MapDeserializer::<_, Error>::new(std::iter::empty::<(&str, i32)>())).is_ok()
        );
        for refused in [
            T::deserialize(of("1234567890abcdef")).err(),
            T::deserialize(of('x')).err(),
            T::deserialize(BytesDeserializer::<Error>::new(b"1234567890abcdef")).err(),
            map.err(),
        ]
        .into_iter()
        .flatten()
        {
            let text = refused.to_string();
            assert!(text.starts_with("expected ") || text.starts_with("missing field"), "{text}");
            assert!(!leaks(&text, "1234567890abcdef"), "{text}");
        }
    }

    fn check_document<T: Document>() {
        let error = from_json::<T>("null").unwrap_err();
        check::<T>(&format!("expected {}", error.violations()[0].expected()));
    }

    for_each_document!(check_document());
    check::<ApiKey>(
        "expected an API key: `flow_`, 8 lower-case hex digits, `_`, then 16 to 128 characters of `0-9 A-Z a-z _ -`",
    );
    check::<KeyPrefix>("expected the key prefix `flow_`");
    let id = "expected a hyphenated UUID, such as `123e4567-e89b-12d3-a456-426614174000`";
    check::<ApiKeyId>(id);
    check::<UserId>(id);
    check::<Timestamp>("expected an RFC 3339 timestamp, such as `2024-03-20T12:00:00Z`");
}

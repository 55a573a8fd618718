//! The scalars on their own: the strings that their parsers refuse, and every way in and out.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Debug;
use std::str::FromStr;

use flowai_types::ParseApiKeyErrorKind::{self, LongToken, Prefix, ShortToken};
use flowai_types::http::HeaderValue;
use flowai_types::uuid::Uuid;
use flowai_types::{ApiKey, ApiKeyId, ExposeSecret, KeyPrefix, ParseBearerError, SecretString, UserId, fixtures};
use secrecy::zeroize::ZeroizeOnDrop;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::{HEX, TOKEN};

#[test]
fn a_key_is_refused_by_the_first_part_at_fault() {
    let long = |length| format!("flow_ada2ad2a_{}", "x".repeat(length));
    let rows: [(&str, ParseApiKeyErrorKind); 24] = [
        ("", Prefix),
        ("f", Prefix),
        ("flow", Prefix),
        ("key", Prefix),
        ("sk_ada2ad2a_1234567890abcdef", Prefix),
        ("FLOW_ada2ad2a_1234567890abcdef", Prefix),
        (" flow_ada2ad2a_1234567890abcdef", Prefix),
        ("\u{feff}flow_ada2ad2a_1234567890abcdef", Prefix),
        ("flow_", ShortToken),
        ("flow_ada2ad2", ShortToken),
        ("flow_ada2ad2a", ShortToken),
        ("flow_ada2ad2_1234567890abcdef", ShortToken),
        ("flow_ADA2AD2A_1234567890abcdef", ShortToken),
        ("flow_ada2ad2g_1234567890abcdef", ShortToken),
        ("flow_ada2ad2a-1234567890abcdef", ShortToken),
        ("flow_ada2ad2é_1234567890abcdef", ShortToken),
        ("flow_ada2ad2a_", LongToken),
        ("flow_ada2ad2a_REDACTED", LongToken),
        (&long(15), LongToken),
        (&long(129), LongToken),
        ("flow_ada2ad2a_1234567890abcde+", LongToken),
        ("flow_ada2ad2a_1234567890abcdef\n", LongToken),
        ("flow_ada2ad2a_1234567890abcdef ", LongToken),
        ("flow_ada2ad2a_1234567890abcdéf", LongToken),
    ];
    for (text, kind) in rows {
        assert_eq!(text.parse::<ApiKey>().unwrap_err().kind(), kind, "{text:?}");
    }
    for length in 16..=128 {
        assert_eq!(long(length).parse::<ApiKey>().unwrap().expose_secret(), long(length));
    }
}

/// Every byte, in every part of the key, is accepted exactly where the grammar has it.
#[test]
fn a_key_is_refused_for_a_wrong_character_at_any_place() {
    for at in 0..fixtures::API_KEY.len() {
        for byte in 0..=127 {
            let mut text = fixtures::API_KEY.as_bytes().to_vec();
            text[at] = byte;
            let text = String::from_utf8(text).unwrap();
            let (valid, kind) = match at {
                0..5 => (b"flow_"[at] == byte, Prefix),
                5..13 => (HEX.as_bytes().contains(&byte), ShortToken),
                13 => (byte == b'_', ShortToken),
                _ => (TOKEN.as_bytes().contains(&byte), LongToken),
            };
            let found = text.parse::<ApiKey>().map(|key| key.expose_secret().to_owned());
            assert_eq!(found.map_err(|error| error.kind()), if valid { Ok(text) } else { Err(kind) });
        }
    }
}

/// Every way in goes through the one parser.
#[test]
fn a_key_is_built_from_strings_of_any_kind() {
    let key = fixtures::api_key();
    assert_eq!(ApiKey::from_str(fixtures::API_KEY), Ok(key.clone()));
    assert_eq!(ApiKey::try_from(fixtures::API_KEY), Ok(key.clone()));
    assert_eq!(ApiKey::try_from(fixtures::API_KEY.to_owned()), Ok(key.clone()));
    let json = format!("\"{}\"", fixtures::API_KEY);
    assert_eq!(serde_json::from_str::<ApiKey>(&json).unwrap(), key);
}

#[test]
fn a_key_comes_out_only_by_name() {
    fn exposes(secret: &impl ExposeSecret<str>) -> &str {
        secret.expose_secret()
    }

    let key = fixtures::api_key();
    assert_eq!(key.expose_secret(), fixtures::API_KEY);
    assert_eq!(exposes(&key), fixtures::API_KEY);
    assert_eq!(key.prefix(), KeyPrefix::Flow);
    assert_eq!(key.short_token(), "ada2ad2a");

    let bearer = key.to_bearer();
    assert_eq!(bearer, format!("Bearer {}", fixtures::API_KEY));
    assert!(bearer.is_sensitive());
    assert_eq!(format!("{bearer:?}"), "Sensitive");
    assert_eq!(ApiKey::from_bearer(&bearer), Ok(key.clone()));
    assert_eq!(key.redacted(), "flow_ada2ad2a_REDACTED");

    let secret = SecretString::from(key.clone());
    assert_eq!(exposes(&secret), fixtures::API_KEY);
    assert_eq!(ApiKey::try_from(secret), Ok(key));
    let error = ApiKey::try_from(SecretString::from("flow_ada2ad2a_1234567890abcde+")).unwrap_err();
    assert_eq!(error.kind(), LongToken);
}

#[test]
fn a_key_is_read_from_an_authorization_header() {
    let key = |kind| Err(Some(kind));
    for (value, expected) in [
        (&b"Bearer flow_ada2ad2a_1234567890abcdef"[..], Ok(())),
        (b"bEARER   flow_ada2ad2a_1234567890abcdef", Ok(())),
        (b" Bearer flow_ada2ad2a_1234567890abcdef\t", Ok(())),
        (b"", Err(None)),
        (b"Bearer", Err(None)),
        (b"Bearer ", Err(None)),
        (b"flow_ada2ad2a_1234567890abcdef", Err(None)),
        (b"Basic flow_ada2ad2a_1234567890abcdef", Err(None)),
        (b"Bearer\tflow_ada2ad2a_1234567890abcdef", Err(None)),
        (b"Bearer:flow_ada2ad2a_1234567890abcdef", Err(None)),
        (b"Bearerflow_ada2ad2a_1234567890abcdef x", Err(None)),
        (b"Bearer flow_ada2ad2a_1234567890abcdef\xff", Err(None)),
        (b"Bearer \tflow_ada2ad2a_1234567890abcdef", key(Prefix)),
        (b"Bearer Bearer flow_ada2ad2a_1234567890abcdef", key(Prefix)),
        (b"Bearer \"flow_ada2ad2a_1234567890abcdef\"", key(Prefix)),
        (b"Bearer flow_ADA2AD2A_1234567890abcdef", key(ShortToken)),
        (b"Bearer flow_ada2ad2a_1234567890abcdef, Bearer x", key(LongToken)),
        (b"Bearer flow_ada2ad2a_REDACTED", key(LongToken)),
    ] {
        let presented = ApiKey::from_bearer(&HeaderValue::from_bytes(value).unwrap());
        let kind = presented.map(|key| assert_eq!(key, fixtures::api_key())).map_err(|error| match error {
            ParseBearerError::Key(error) => Some(error.kind()),
            _ => None,
        });
        assert_eq!(kind, expected, "{}", value.escape_ascii());
    }
    assert_eq!(ParseBearerError::Scheme.to_string(), "expected `Bearer`, a space and an API key");
}

/// Each half of each byte is a digit of its own.
#[test]
fn a_key_is_created_from_random_bytes_and_wipes_them() {
    let mut bytes = [
        0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10, 0xff, 0x00,
        0xf0, 0x0f,
    ];
    let key = ApiKey::from_random(&mut bytes);
    assert_eq!(key.expose_secret(), "flow_01234567_89abcdeffedcba9876543210ff00f00f");
    assert_eq!(key.expose_secret().parse(), Ok(key));
    assert_eq!(bytes, [0; ApiKey::RANDOM_LEN]);
}

#[test]
fn a_key_is_serialized_only_where_a_field_says_so() {
    #[derive(Serialize)]
    struct Stored {
        #[serde(serialize_with = "ApiKey::serialize_exposed")]
        key: ApiKey,
        #[serde(serialize_with = "ApiKey::serialize_exposed")]
        previous: Option<ApiKey>,
    }

    for (previous, json) in [
        (
            Some(fixtures::api_key()),
            r#"{"key":"flow_ada2ad2a_1234567890abcdef","previous":"flow_ada2ad2a_1234567890abcdef"}"#,
        ),
        (None, r#"{"key":"flow_ada2ad2a_1234567890abcdef","previous":null}"#),
    ] {
        let key = fixtures::api_key();
        let stored = Stored { key, previous };
        assert_eq!(serde_json::to_string(&stored).unwrap(), json);
    }
}

#[test]
fn a_key_is_wiped_on_drop() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<ApiKey>();
}

#[test]
fn equality_of_keys_compares_every_byte() {
    let key = fixtures::api_key();
    assert_eq!(key, key.clone());
    for at in 5..fixtures::API_KEY.len() {
        let mut other = fixtures::API_KEY.as_bytes().to_vec();
        if other[at] != b'_' {
            other[at] = if other[at] == b'0' { b'1' } else { b'0' };
            let other: ApiKey = String::from_utf8(other).unwrap().parse().unwrap();
            assert_ne!(key, other, "differs at {at}");
        }
    }
    let longer: ApiKey = format!("{}0", fixtures::API_KEY).parse().unwrap();
    assert_ne!(key, longer);
}

/// Every id, by every way in and out.
#[test]
fn an_id_is_its_uuid() {
    const UUID: Uuid = Uuid::from_u128(0x123e_4567_e89b_12d3_a456_4266_1417_4000);
    const KEY: ApiKeyId = ApiKeyId::from_uuid(UUID);
    const USER: UserId = UserId::from_uuid(UUID);

    fn check<T>(id: T, debug: &str)
    where
        T: From<Uuid> + AsRef<Uuid> + FromStr<Err: Debug> + ToString + Debug + PartialEq + Copy,
        T: Serialize + DeserializeOwned,
        Uuid: From<T>,
    {
        let text = "123e4567-e89b-12d3-a456-426614174000";
        assert_eq!(id, UUID.into());
        assert_eq!(id.as_ref(), &UUID);
        assert_eq!(Uuid::from(id), UUID);
        assert_eq!(id.to_string(), text);
        assert_eq!(text.parse::<T>().unwrap(), id);
        assert_eq!(text.to_uppercase().parse::<T>().unwrap(), id);
        assert_eq!(format!("{id:?}"), debug);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), id);
    }

    check(KEY, "ApiKeyId(123e4567-e89b-12d3-a456-426614174000)");
    check(USER, "UserId(123e4567-e89b-12d3-a456-426614174000)");
    assert_eq!((KEY.as_uuid(), USER.as_uuid()), (&UUID, &UUID));
    assert_eq!(format!("{KEY:>38}|"), format!("  {KEY}|"));
}

#[test]
fn ids_are_ordered_and_hashed() {
    let ids = [3, 1, 2].map(|id| UserId::from_uuid(Uuid::from_u128(id)));
    let ordered: Vec<_> = BTreeSet::from(ids).into_iter().collect();
    assert_eq!(ordered, [ids[1], ids[2], ids[0]]);
    assert_eq!(HashSet::from([ids[0], ids[0], ids[1]]).len(), 2);
}

#[test]
fn a_prefix_is_the_documented_one() {
    for text in ["", "flow", "Flow_", "FLOW_", "flow_ ", " flow_", "sk_"] {
        assert!(text.parse::<KeyPrefix>().is_err(), "{text:?}");
    }
    assert_eq!("flow_".parse(), Ok(KeyPrefix::Flow));
    assert_eq!(KeyPrefix::Flow.as_str(), "flow_");
    assert_eq!(serde_json::to_string(&KeyPrefix::Flow).unwrap(), "\"flow_\"");
    assert_eq!(format!("{:>8}|", KeyPrefix::Flow), "   flow_|");
}

/// What is around a key that came from a file, a header or a shell, and what the error says.
#[test]
fn says_what_is_around_a_key() {
    for (string, says) in [
        ("KEY\n", "white space follows the key"),
        ("KEY ", "white space follows the key"),
        (" KEY", "white space precedes the key"),
        (" KEY\r\n", "white space precedes the key"),
        ("Bearer KEY", "it starts with `Bearer `"),
        ("bearer KEY\n", "it starts with `Bearer `"),
        ("\"KEY\"", "it is in quotes"),
        ("'KEY'", "it is in quotes"),
        ("KE Y", "an API key that starts with `flow_`"),
        ("", "an API key that starts with `flow_`"),
    ] {
        let error = string.replace("KEY", fixtures::API_KEY).parse::<ApiKey>().unwrap_err();
        assert!(error.to_string().ends_with(says), "{string:?}: {error}");
    }
}

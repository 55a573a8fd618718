//! `ApiKey` on its own: which part is at fault, equality, and how keys are found and redacted in a text.

mod util;

use std::borrow::Cow;

use flowai_types::ParseApiKeyErrorKind::{self, LongToken, Prefix, ShortToken};
use flowai_types::{ApiKey, ApiKeyId, ExposeSecret, KeyPrefix, UserId, fixtures, redact};
use util::{HEX, Random, TOKEN};

#[test]
fn part_at_fault() {
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
        assert_eq!(
            long(length).parse::<ApiKey>().unwrap().expose_secret(),
            long(length)
        );
    }
}

/// Every byte, in every part of the key, is taken exactly where the grammar has it.
#[test]
fn every_character_at_every_place() {
    for at in 0..fixtures::API_KEY.len() {
        for byte in 0..=127 {
            let mut text = fixtures::API_KEY.as_bytes().to_vec();
            text[at] = byte;
            let text = String::from_utf8(text).unwrap();
            let (right, kind) = match at {
                0..5 => (b"flow_"[at] == byte, Prefix),
                5..13 => (HEX.as_bytes().contains(&byte), ShortToken),
                13 => (byte == b'_', ShortToken),
                _ => (TOKEN.as_bytes().contains(&byte), LongToken),
            };
            let found = text
                .parse::<ApiKey>()
                .map(|key| key.expose_secret().to_owned());
            assert_eq!(
                found.map_err(|error| error.kind()),
                if right { Ok(text) } else { Err(kind) }
            );
        }
    }
}

#[test]
fn error_texts() {
    for (text, expected) in [
        ("key", "expected an API key that starts with `flow_`"),
        (
            "flow_x",
            "expected an API key whose short token, behind `flow_`, is 8 lower-case hex digits, then `_`",
        ),
        (
            "flow_ada2ad2a_x",
            "expected an API key whose long token is 16 to 128 of `0-9 A-Z a-z _ -`, with nothing behind it",
        ),
    ] {
        assert_eq!(text.parse::<ApiKey>().unwrap_err().to_string(), expected);
    }
    let uuid =
        "expected a UUID in its hyphenated form, such as `123e4567-e89b-12d3-a456-426614174000`";
    assert_eq!("x".parse::<ApiKeyId>().unwrap_err().to_string(), uuid);
    assert_eq!("x".parse::<UserId>().unwrap_err().to_string(), uuid);
    assert_eq!(
        "x".parse::<KeyPrefix>().unwrap_err().to_string(),
        "expected the key prefix `flow_`"
    );
}

#[test]
fn equality_looks_at_every_byte() {
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

#[test]
fn ids_of_one_uuid() {
    let uuid = *fixtures::create_response().id.as_uuid();
    assert_eq!(flowai_types::uuid::Uuid::from(ApiKeyId::from(uuid)), uuid);
    assert_eq!(UserId::from(uuid).as_uuid(), &uuid);
    assert_eq!(
        format!("{:?}", UserId::from(uuid)),
        "UserId(123e4567-e89b-12d3-a456-426614174000)"
    );
    assert_eq!(format!("{:>8}|", KeyPrefix::Flow), "   flow_|");
}

/// A text, the keys in it, and the text redacted.
#[test]
fn find_and_redact() {
    let long_128 = "x".repeat(128);
    let max = format!("flow_ada2ad2a_{long_128}");
    let over = format!("{max}x");
    let rows: [(&str, &[&str], &str); 22] = [
        ("", &[], ""),
        ("no key", &[], "no key"),
        ("flow_", &[], "flow_"),
        ("flow_ada2ad2", &[], "flow_ada2ad2"),
        ("flow_chart_of_the_login", &[], "flow_chart_of_the_login"),
        (
            "flow_ada2ad2a_1234567890abcdef",
            &["flow_ada2ad2a_1234567890abcdef"],
            "flow_ada2ad2a_REDACTED",
        ),
        (
            r#"{"k":"flow_ada2ad2a_1234567890abcdef"}"#,
            &["flow_ada2ad2a_1234567890abcdef"],
            r#"{"k":"flow_ada2ad2a_REDACTED"}"#,
        ),
        // An escape's letter in front of it does not hide a key.
        (
            r"\nflow_ada2ad2a_1234567890abcdef\n",
            &["flow_ada2ad2a_1234567890abcdef"],
            r"\nflow_ada2ad2a_REDACTED\n",
        ),
        (
            "flow_flow_ada2ad2a_1234567890abcdef",
            &["flow_ada2ad2a_1234567890abcdef"],
            "flow_flow_ada2ad2a_REDACTED",
        ),
        (
            "ü flow_00000000_aaaaaaaaaaaaaaaa, flow_11111111_bbbbbbbbbbbbbbbb ü",
            &[
                "flow_00000000_aaaaaaaaaaaaaaaa",
                "flow_11111111_bbbbbbbbbbbbbbbb",
            ],
            "ü flow_00000000_REDACTED, flow_11111111_REDACTED ü",
        ),
        // A key in the long token of another is a part of that one.
        (
            "flow_00000000_flow_11111111_bbbbbbbbbbbbbbbb",
            &["flow_00000000_flow_11111111_bbbbbbbbbbbbbbbb"],
            "flow_00000000_REDACTED",
        ),
        ("flow_ada2ad2a_", &[], "flow_ada2ad2a_REDACTED"),
        ("flow_ada2ad2a_short", &[], "flow_ada2ad2a_REDACTED"),
        (
            "flow_ada2ad2a_123456789012345!",
            &[],
            "flow_ada2ad2a_REDACTED!",
        ),
        ("flow_ada2ad2a_REDACTED", &[], "flow_ada2ad2a_REDACTED"),
        ("flow_ada2ad2a_REDACTED-12", &[], "flow_ada2ad2a_REDACTED"),
        (&max, &[&max], "flow_ada2ad2a_REDACTED"),
        (&over, &[], "flow_ada2ad2a_REDACTED"),
        // Someone's upper-cased log: no key any more, and still a secret.
        (
            "flow_ADA2AD2A_1234567890ABCDEF",
            &[],
            "flow_ADA2AD2A_REDACTED",
        ),
        (
            "flow_ada2ad2g_1234567890abcdef",
            &[],
            "flow_ada2ad2g_1234567890abcdef",
        ),
        (
            r"\u0066low_ada2ad2a_1234567890abcdef",
            &[],
            r"\u0066low_ada2ad2a_1234567890abcdef",
        ),
        (
            "flow_ABCDEF01_flow_ada2ad2a_1234567890abcdef",
            &["flow_ada2ad2a_1234567890abcdef"],
            "flow_ABCDEF01_REDACTED",
        ),
    ];
    for (text, keys, redacted) in rows {
        let found: Vec<_> = ApiKey::find(text)
            .map(|key| key.expose_secret().to_owned())
            .collect();
        assert_eq!(found, keys, "{text}");
        assert_eq!(redact(text), redacted);
        assert_eq!(
            matches!(redact(text), Cow::Borrowed(_)),
            text == redacted,
            "{text}"
        );
    }
}

/// A text of starts of keys, each of which is too long but for the last: none is read to the end of the text, or this
/// would not end.
#[test]
fn many_starts_of_keys() {
    let text = "flow_ada2ad2a_".repeat(300_000);
    assert_eq!(ApiKey::find(&text).count(), 1);
    assert_eq!(redact(&text), "flow_ada2ad2a_REDACTED");
}

/// Texts made of the pieces that keys are made of: redacting twice is redacting once, no key is left, and
/// the rest of the text is untouched.
#[test]
fn redacting_any_text() {
    let mut random = Random(2);
    let mut with_a_key = 0;
    for _ in 0..50_000 {
        let mut text = String::new();
        for _ in 0..random.below(8) {
            text += match random.below(4) {
                0 => random.pick(&["flow_", "flow", "_", "REDACTED", " ", "\"", "é", "-", "\\n"]),
                1 => "flow_ada2ad2a_",
                2 => "ada2AD2A_",
                _ => "0123456789abcdef",
            };
            if random.below(8) == 0 {
                let length = random.below(130);
                text += &random.text(TOKEN, length);
            }
        }
        let once = redact(&text);
        assert_eq!(redact(&once), once, "{text}");
        assert!(matches!(redact(&once), Cow::Borrowed(_)), "{text}");
        assert_eq!(ApiKey::find(&once).count(), 0, "{text}");
        for key in ApiKey::find(&text) {
            with_a_key += 1;
            assert!(text.contains(key.expose_secret()));
            assert!(!once.contains(key.expose_secret()));
        }
    }
    assert!(
        with_a_key > 10_000,
        "only {with_a_key} keys were in the texts"
    );
}

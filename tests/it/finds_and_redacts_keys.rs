//! `ApiKey::find` returns the whole keys in a text, and `redact` leaves none of them, nor a piece of one.

use std::borrow::Cow;

use flowai_types::{ApiKey, redact};

use crate::support::{Random, TOKEN};

/// A text, the keys in it, and the text redacted.
#[test]
fn finds_and_redacts_the_keys_in_a_text() {
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

/// Starts of keys, each of which is too long except the last: none is read to the end of the text, or this
/// would not end.
#[test]
fn reads_no_start_of_a_key_twice() {
    let text = "flow_ada2ad2a_".repeat(300_000);
    assert_eq!(ApiKey::find(&text).count(), 1);
    assert_eq!(redact(&text), "flow_ada2ad2a_REDACTED");
}

/// Texts built from the pieces that keys are built from: redacting twice is redacting once, no key is left, and
/// the rest of the text is untouched.
#[test]
fn redacts_any_text_once_and_for_all() {
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

//! `ApiKey::find_iter` returns the whole keys in a text, and `redact` leaves none of them, nor a piece of one.

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
        ("flow_ada2ad2a_1234567890abcdef", &["flow_ada2ad2a_1234567890abcdef"], "flow_ada2ad2a_REDACTED"),
        (
            r#"{"k":"flow_ada2ad2a_1234567890abcdef"}"#,
            &["flow_ada2ad2a_1234567890abcdef"],
            r#"{"k":"flow_ada2ad2a_REDACTED"}"#,
        ),
        // A letter in front of it may belong to another word, also that of an escape.
        (r"\nflow_ada2ad2a_1234567890abcdef\n", &[], r"\nflow_ada2ad2a_REDACTED\n"),
        ("flow_flow_ada2ad2a_1234567890abcdef", &["flow_ada2ad2a_1234567890abcdef"], "flow_flow_ada2ad2a_REDACTED"),
        (
            "ü flow_00000000_aaaaaaaaaaaaaaaa, flow_11111111_bbbbbbbbbbbbbbbb ü",
            &["flow_00000000_aaaaaaaaaaaaaaaa", "flow_11111111_bbbbbbbbbbbbbbbb"],
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
        ("flow_ada2ad2a_123456789012345!", &[], "flow_ada2ad2a_REDACTED!"),
        ("flow_ada2ad2a_REDACTED", &[], "flow_ada2ad2a_REDACTED"),
        ("flow_ada2ad2a_REDACTED-12", &[], "flow_ada2ad2a_REDACTED"),
        (&max, &[&max], "flow_ada2ad2a_REDACTED"),
        (&over, &[], "flow_ada2ad2a_REDACTED"),
        // Someone's upper-cased log: no key any more, and still a secret.
        ("flow_ADA2AD2A_1234567890ABCDEF", &[], "flow_ADA2AD2A_REDACTED"),
        ("flow_ada2ad2g_1234567890abcdef", &[], "flow_ada2ad2g_1234567890abcdef"),
        (r"\u0066low_ada2ad2a_1234567890abcdef", &[], r"\u0066low_ada2ad2a_1234567890abcdef"),
        ("flow_ABCDEF01_flow_ada2ad2a_1234567890abcdef", &[], "flow_ABCDEF01_REDACTED"),
    ];
    for (text, keys, redacted) in rows {
        let found: Vec<_> = ApiKey::find_iter(text).map(|key| key.expose_secret().to_owned()).collect();
        assert_eq!(found, keys, "{text}");
        assert_eq!(redact(text), redacted);
        assert_eq!(matches!(redact(text), Cow::Borrowed(_)), text == redacted, "{text}");
    }
}

/// Bytes that may follow a key, and bytes that may not, since the token may go on.
#[test]
fn finds_complete_keys_alone() {
    const KEY: &str = "flow_ada2ad2a_1234567890abcdef";
    for after in [
        "", " ", "\n", "\t", "\r\n", "\x0c", "\"", "'", "`", ",", ";", ")", "]", "}", ">", "<", "&x=y", r#"\""#, r"\'",
        r"\n", r"\r\n", r"\t", ".", ". Then", ":", ": x", "!", "! x", "?", "?\n", ",x", "\"x",
    ] {
        let text = format!("{KEY}{after}");
        assert_eq!(ApiKey::find_iter(&text).count(), 1, "{text:?}");
        let text = format!("[{KEY}{after}");
        assert_eq!(ApiKey::find_iter(text.as_bytes()).count(), 1, "{text:?}");
    }
    for after in [
        ".abc", "/abc", "=", "==", "…", r"\u002d", r"\\", "\\", r"\/", ":x", "!x", "?x", "..", "+a", "~", "%2D", "/",
        "@h", "#", "$", "*", "(", "{", "[", "|", "^", "é", "\0", "\u{a0}",
    ] {
        let text = format!("{KEY}{after}");
        assert_eq!(ApiKey::find_iter(&text).count(), 0, "{text:?}");
    }
    for (before, found) in
        [("", 1), ("_", 1), ("=", 1), ("/", 1), ("é", 1), ("\"", 1), ("a", 0), ("Z", 0), ("7", 0), ("-", 0)]
    {
        let text = format!("{before}{KEY}");
        assert_eq!(ApiKey::find_iter(&text).count(), found, "{text:?}");
    }
    // Bytes that are no text do not hide one, and do not belong to one.
    let bytes = [b"\xff\"".as_slice(), KEY.as_bytes(), b"\"\xff"].concat();
    assert_eq!(ApiKey::find_iter(&bytes).count(), 1);
    assert_eq!(ApiKey::find_iter(&[KEY.as_bytes(), b"\xff"].concat()).count(), 0);
    // Nothing is cut down to a key: not a longer one that has another in it.
    let long = format!("flow_ada2ad2a_{}_{KEY}", "x".repeat(100));
    assert_eq!(ApiKey::find_iter(&long).count(), 0);
}

/// A string, before and after: the tails of a token go with it.
#[test]
fn redacts_what_a_token_may_go_on_with() {
    for (text, redacted) in [
        ("KEY.abc/def+x=y~z%2D end", "SAFE end"),
        ("KEY. Then", "SAFE. Then"),
        ("KEY.", "SAFE."),
        ("KEY/", "SAFE/"),
        ("KEY== KEY=", "SAFE SAFE"),
        ("KEY...abc", "SAFE"),
        ("KEY, KEY; (KEY) <KEY> [KEY] {KEY} KEY:x KEY|x", "SAFE, SAFE; (SAFE) <SAFE> [SAFE] {SAFE} SAFE:x SAFE|x"),
        ("k=KEY&x=y", "k=SAFE&x=y"),
        ("flow_ada2ad2a_REDACTED.abc", "SAFE"),
        ("flow_ada2ad2a_REDACTED.", "SAFE."),
        ("flow_ada2ad2a_.abc", "SAFE"),
        ("KEY.flow_00000000_aaaaaaaaaaaaaaaa x", "SAFE x"),
        ("KEY…", "SAFE…"),
    ] {
        let text = text.replace("KEY", "flow_ada2ad2a_1234567890abcdef");
        let redacted = redacted.replace("SAFE", "flow_ada2ad2a_REDACTED");
        assert_eq!(redact(&text), redacted);
        assert_eq!(redact(&redacted), redacted);
    }
}

/// Starts of keys, each of which is too long except the last: none is read to the end of the text, or this
/// would not end.
#[test]
fn reads_no_start_of_a_key_twice() {
    let text = "flow_ada2ad2a_".repeat(300_000);
    assert_eq!(ApiKey::find_iter(&text).count(), 0);
    assert_eq!(redact(&text), "flow_ada2ad2a_REDACTED");
    let tails = format!("flow_ada2ad2a_{}", ".a=".repeat(1_000_000));
    assert_eq!(redact(&tails), "flow_ada2ad2a_REDACTED");
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
                0 => random.pick(&["flow_", "flow", "_", "REDACTED", " ", "\"", "é", "-", "\\n", ".", "=", "/"]),
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
        assert_eq!(ApiKey::find_iter(&*once).count(), 0, "{text}");
        for key in ApiKey::find_iter(&text) {
            with_a_key += 1;
            assert!(text.contains(key.expose_secret()));
            assert!(!once.contains(key.expose_secret()));
        }
    }
    assert!(with_a_key > 5_000, "only {with_a_key} keys were in the texts");
}

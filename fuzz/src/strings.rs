//! Strings as scalars, and redacted.

use std::sync::LazyLock;

use flowai_types::chrono::{DateTime, Datelike, Utc};
use flowai_types::{ApiKey, ApiKeyId, ExposeSecret, KeyPrefix, Timestamp, UserId, schema};
use flowai_types_schemas::differences::canonical_timestamp;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::{LONG_TOKEN, planted, shows};

/// Strings as keys, prefixes, ids and timestamps, beside the patterns of the schema and chrono's arithmetic.
pub fn text(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match text.parse::<ApiKey>() {
        Ok(key) => {
            assert!(matches("apiKey", &text));
            assert_eq!(key.expose_secret(), text);
            assert!(text.contains(key.short_token()) && text.starts_with(key.prefix().as_str()));
        }
        Err(_) => assert!(!matches("apiKey", &text), "{text:?}"),
    }
    assert_eq!(text.parse::<KeyPrefix>().is_ok(), text == "flow_");
    let is_id = text.parse::<UserId>().is_ok();
    assert_eq!(is_id, matches("userId", &text), "{text:?}");
    let id = text.parse::<ApiKeyId>().ok().map(|id| id.to_string());
    assert_eq!(id, matches("id", &text).then(|| text.to_ascii_lowercase()));

    let canonical = canonical_timestamp(&text);
    let expected: Option<DateTime<Utc>> = matches("createdAt", &canonical)
        .then(|| DateTime::parse_from_rfc3339(&canonical).expect("RFC 3339").to_utc())
        .filter(|at| (1..=9999).contains(&at.year()));
    let at = text.parse::<Timestamp>().ok();
    assert_eq!(at.map(DateTime::from), expected, "{text:?}");
    if let Some(at) = at {
        assert!(matches("createdAt", &at.to_string()), "{text:?}");
        assert_eq!(at.to_string().parse(), Ok(at));
    }
}

/// Whether a string is as the schema has it for a member of the create response.
fn matches(member: &str, text: &str) -> bool {
    static PATTERNS: LazyLock<[(&str, Validator); 4]> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).expect("JSON");
        ["apiKey", "createdAt", "id", "userId"].map(|member| {
            let pattern = json!({"pattern": schema["properties"][member]["pattern"]});
            assert!(pattern["pattern"].is_string(), "{member}");
            let validator = jsonschema::validator_for(&pattern).expect("a schema");
            (member, validator)
        })
    });
    let pattern = PATTERNS.iter().find(|(name, _)| *name == member);
    pattern.expect("it has a pattern").1.is_valid(&json!(text))
}

/// Redacts a string, and finds the keys in it, beside the plainest way to do both.
pub fn redact(input: &[u8]) {
    let Some(planted) = planted(input) else {
        return;
    };
    let text = String::from_utf8_lossy(&planted);
    let is_token = |character: &char| character.is_ascii_alphanumeric() || "_-".contains(*character);
    let run = |text: &str| text.chars().take_while(is_token).count();

    let (mut keys, mut redacted) = (Vec::new(), String::new());
    let (mut run_end, mut copied) = (0, 0);
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let tokens = rest
            .strip_prefix("flow_")
            .and_then(|rest| rest.split_at_checked(8))
            .and_then(|(short, rest)| Some((short, rest.strip_prefix('_')?)))
            .filter(|(short, _)| short.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some((short, long)) = tokens.filter(|_| at >= run_end) {
            run_end = at + 14 + run(long);
            if !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
                && ends(&text[run_end..])
                && text[at..run_end].parse::<ApiKey>().is_ok()
            {
                keys.push(&text[at..run_end]);
            }
            if at >= copied {
                redacted += &format!("flow_{short}_REDACTED");
                copied = run_end + tail(&text[run_end..]);
            }
        }
        if at >= copied {
            redacted.push(character);
        }
    }
    assert_eq!(flowai_types::redact(&text), redacted);
    assert_eq!(flowai_types::redact(&redacted), redacted);
    assert!(!shows(&redacted, LONG_TOKEN));
    let found: Vec<_> = ApiKey::find_iter(&*text).collect();
    assert!(found.iter().map(ExposeSecret::expose_secret).eq(keys));
    assert_eq!(ApiKey::find_iter(&redacted).count(), 0);
}

/// Whether what follows a token cannot belong to a longer one, by the list.
fn ends(rest: &str) -> bool {
    let enders = ["\"", "'", "`", ",", ";", ")", "]", "}", ">", "<", "&", "\\\"", "\\'", "\\n", "\\r", "\\t"];
    let white = |rest: &str| rest.starts_with(|c: char| c.is_ascii_whitespace());
    let stop = rest.strip_prefix(['.', ':', '!', '?']);
    rest.is_empty()
        || white(rest)
        || enders.iter().any(|ender| rest.starts_with(ender))
        || stop.is_some_and(|rest| rest.is_empty() || white(rest))
}

/// How many bytes after a run may still belong to the token.
fn tail(rest: &str) -> usize {
    let after_joints = rest.trim_start_matches(['.', '+', '/', '=', '~', '%']);
    let after_run = after_joints.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-".contains(c));
    if after_run.len() < after_joints.len() {
        let end = rest.len() - after_run.len();
        end + tail(after_run)
    } else {
        rest.len() - rest.trim_start_matches('=').len()
    }
}

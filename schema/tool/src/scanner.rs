//! A rule for scanners that look for secrets.

use flowai_types::{ApiKey, KeyPrefix, fixtures};
use schemars::schema_for;

/// A regular expression that finds in a string at least what [`ApiKey::find_iter`] finds: the first group of each match
/// that does not start with `-`. RE2 looks neither ahead nor behind, so a match contains the characters around the
/// key, and `\b` stands for a character that the match before it contains already: no word, and no `-`.
pub(crate) fn scanner_pattern() -> String {
    let schema = schema_for!(ApiKey);
    let anchored = schema.get("pattern").and_then(|pattern| pattern.as_str());
    let key = anchored.and_then(|pattern| pattern.strip_prefix('^')?.strip_suffix('$'));
    let key = key.expect("a pattern of whole strings");
    let white = r"\t\n\f\r ";
    let after = format!(r#"$|[{white}"'`,;\)\]\}}><&]|\\["'nrt]|[.:!?](?:[{white}]|$)"#);
    format!(r"(?:[^0-9A-Za-z]|\b)({key})(?:{after})")
}

/// A rule for gitleaks 8, a scanner for secrets.
pub(crate) fn gitleaks() -> String {
    format!(
        r#"# Finds at least the keys that `ApiKey::find_iter` of the Rust crate flowai-types finds: gitleaks dir --config gitleaks.toml
# To add it to your rules: `path = "gitleaks.toml"` under `[extend]`. To gitleaks' own: `[extend]` with `useDefault = true` in a
# copy of this file.
title = "Flow AI API keys"

[[rules]]
id = "flow-ai-api-key"
description = "A Flow AI API key, which gives access to the account of its user."
regex = '''{}'''
secretGroup = 1
keywords = ["{prefix}"]

# What directly follows a `-` is not a key, but a part of something longer.
[[rules.allowlists]]
regexTarget = "match"
regexes = ['''^-''']

# The key in the API's documentation, and so in yours and in your tests, grants no access.
[[rules.allowlists]]
regexes = ['''^{example}$''']
"#,
        scanner_pattern(),
        prefix = KeyPrefix::Flow.as_str(),
        example = fixtures::API_KEY,
    )
}

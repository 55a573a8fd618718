//! The files of `schema/`, generated from the types.

use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, ApiKey, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, KeyPrefix, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetResponse,
    RevokeAPIKeyAPIKeysKeyIDDeleteResponse, SnakeCase, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};
use schemars::schema_for;

use crate::documents::schema_of;
use crate::layout::json_text;
use crate::{openapi, page};

/// The files of the folder `schema/`: each with its name and its text.
///
/// Their order and layout are the same whatever features of `serde_json` are on.
#[must_use]
pub fn generate() -> Vec<(String, String)> {
    let documents = [
        schema_of::<APIKeyCreate>(),
        schema_of::<APIKeyCreateResponse>(),
        schema_of::<SnakeCase<APIKeyCreateResponse>>(),
        schema_of::<ListAPIKeysResponse>(),
        schema_of::<APIKeyUpdate>(),
        schema_of::<APIKeyInfo>(),
        schema_of::<HttpMetadata>(),
        schema_of::<CreateAPIKeyForUserAPIKeysPostResponse>(),
        schema_of::<SnakeCase<CreateAPIKeyForUserAPIKeysPostResponse>>(),
        schema_of::<ListUserAPIKeysAPIKeysGetResponse>(),
        schema_of::<UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse>(),
        schema_of::<RevokeAPIKeyAPIKeysKeyIDDeleteResponse>(),
        schema_of::<HTTPValidationError>(),
    ];
    let api = openapi::describe();
    let api_3_0 = openapi::in_3_0(api.clone());
    let descriptions = [
        ("openapi.json".to_owned(), api),
        ("openapi-3.0.json".to_owned(), api_3_0),
    ];
    let page = page::describe(&documents, &descriptions);
    let documents = documents.into_iter().chain(descriptions);
    let documents = documents.map(|(name, document)| (name, json_text(&document) + "\n"));
    let others = [("gitleaks.toml".to_owned(), gitleaks()), ("README.md".to_owned(), page)];
    documents.chain(others).collect()
}

/// A regular expression that finds in a string at least what [`ApiKey::find_iter`] finds: the first group of each match that does
/// not start with `-`. RE2 looks neither ahead nor behind, so a match contains what is around the key, and `\b` stands for what
/// the match before it contains already: no word, and no `-`.
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
fn gitleaks() -> String {
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
"#,
        scanner_pattern(),
        prefix = KeyPrefix::Flow.as_str(),
    )
}

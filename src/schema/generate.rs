//! The files of `schema/`, generated from the types.

use super::documents::schema_of;
use super::layout::json_text;
use super::{openapi, page};
use crate::api::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate,
    CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, ListAPIKeysResponse,
    ListUserAPIKeysAPIKeysGetResponse, RevokeAPIKeyAPIKeysKeyIDDeleteResponse,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};
use crate::key_grammar::{PREFIX, scanner_pattern};
use crate::metadata::HttpMetadata;

/// The files of the folder `schema/`, generated from the types: each with its name and its text.
///
/// `cargo run --example export_schema --features schemars` writes them. Their order and layout are the same whatever
/// features of `serde_json` are on.
///
/// ```
/// let files = flowai_types::schema::generate();
/// assert!(files.iter().any(|(name, text)| name == "openapi.json" && text == flowai_types::schema::OPENAPI));
/// ```
#[must_use]
pub fn generate() -> Vec<(String, String)> {
    let documents = [
        schema_of::<APIKeyCreate>(),
        schema_of::<APIKeyCreateResponse>(),
        schema_of::<ListAPIKeysResponse>(),
        schema_of::<APIKeyUpdate>(),
        schema_of::<APIKeyInfo>(),
        schema_of::<HttpMetadata>(),
        schema_of::<CreateAPIKeyForUserAPIKeysPostResponse>(),
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
    let others = [
        ("gitleaks.toml".to_owned(), gitleaks()),
        ("README.md".to_owned(), page),
    ];
    documents.chain(others).collect()
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
keywords = ["{PREFIX}"]

# What directly follows a `-` is not a key, but a part of something longer.
[[rules.allowlists]]
regexTarget = "match"
regexes = ['''^-''']
"#,
        scanner_pattern()
    )
}

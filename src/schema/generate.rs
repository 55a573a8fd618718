//! What generates the files: the schema of each document from its type.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::{openapi, page};
use crate::api::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate,
    CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, ListAPIKeysResponse,
    ListUserAPIKeysAPIKeysGetResponse, RevokeAPIKeyAPIKeysKeyIDDeleteResponse,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};
use crate::exchange::HttpMetadata;
use crate::fixtures;
use crate::grammar::{PREFIX, scanner_pattern};

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

/// A document as text: in one order, and in ASCII alone, since in a pattern, U+0080 as itself is nothing that one sees.
pub(super) fn json_text(document: &Value) -> String {
    let escaped = |character: char| match character {
        '\0'..='\x7f' => character.to_string(),
        _ => format!("\\u{:04X}", u32::from(character)),
    };
    let text = serde_json::to_string_pretty(&InOrder(document));
    let text = text.expect("a JSON value can be written");
    text.chars().map(escaped).collect()
}

/// A rule for gitleaks 8, a scanner for secrets.
fn gitleaks() -> String {
    format!(
        r#"# Finds the keys that `ApiKey::find_iter` of the Rust crate flowai-types finds: gitleaks dir --config gitleaks.toml
# To add it to gitleaks' own rules, or to yours: `path = "gitleaks.toml"` under `[extend]`.
title = "Flow AI API keys"

[[rules]]
id = "flow-ai-api-key"
description = "A Flow AI API key, which gives access to the account of its user."
regex = '''{}'''
secretGroup = 1
keywords = ["{PREFIX}"]

# What follows directly on `-` is no key, but a part of something longer.
[[rules.allowlists]]
regexTarget = "match"
regexes = ['''^-''']
"#,
        scanner_pattern()
    )
}

/// The example of each document.
pub(super) fn example(name: &str) -> Option<Value> {
    let example = match name {
        "APIKeyCreate" => fixtures::CREATE_REQUEST,
        "APIKeyCreateResponse" => fixtures::CREATE_RESPONSE,
        "ListAPIKeysResponse" => fixtures::LIST_RESPONSE,
        "APIKeyUpdate" => fixtures::UPDATE_REQUEST,
        "APIKeyInfo" => fixtures::API_KEY_INFO,
        "ListUserAPIKeysAPIKeysGetResponse" => fixtures::LIST_EXCHANGE,
        "UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse" => fixtures::UPDATE_EXCHANGE,
        "RevokeAPIKeyAPIKeysKeyIDDeleteResponse" => fixtures::REVOKE_EXCHANGE,
        "HTTPMetadata" => fixtures::HTTP_METADATA,
        "CreateAPIKeyForUserAPIKeysPostResponse" => fixtures::RESPONSE,
        "HTTPValidationError" => fixtures::HTTP_VALIDATION_ERROR,
        _ => return None,
    };
    Some(serde_json::from_str(example).expect("the fixtures are JSON"))
}

/// The file of one type: its name, and its self-contained schema.
fn schema_of<T: JsonSchema>() -> (String, Value) {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = T::json_schema(&mut generator).to_value();
    let file = format!("{}.json", T::schema_name());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$id"] = json!(format!("https://flowai-types.example/schema/{file}"));
    add_example(&mut schema);
    let definitions = definitions(&mut generator);
    if definitions
        .as_object()
        .is_some_and(|definitions| !definitions.is_empty())
    {
        schema["$defs"] = definitions;
    }
    (file, schema)
}

/// The schemas that were referred to, each with its example.
pub(super) fn definitions(generator: &mut SchemaGenerator) -> Value {
    let mut definitions = Value::Object(generator.take_definitions(true));
    definitions
        .as_object_mut()
        .into_iter()
        .flatten()
        .for_each(|(_, schema)| add_example(schema));
    definitions
}

fn add_example(schema: &mut Value) {
    if let Some(example) = schema["title"].as_str().and_then(example) {
        schema["examples"] = json!([example]);
    }
}

/// Writes the members of objects in one order: the keywords below first, then by name. The order of `serde_json`'s own
/// maps depends on a feature that any crate can switch on.
struct InOrder<'a>(&'a Value);

const FIRST: [&str; 12] = [
    "openapi",
    "info",
    "$schema",
    "$id",
    "title",
    "description",
    "$ref",
    "type",
    "properties",
    "required",
    "servers",
    "paths",
];

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by_key(|(name, _)| {
                    (
                        FIRST
                            .iter()
                            .position(|first| first == name)
                            .unwrap_or(FIRST.len()),
                        *name,
                    )
                });
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(name, &InOrder(value))?;
                }
                object.end()
            }
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(InOrder)),
            scalar => scalar.serialize(serializer),
        }
    }
}

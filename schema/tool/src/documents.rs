//! The schema of a document, with its example.

use flowai_types::fixtures;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

/// The example of each document.
pub(crate) fn example(name: &str) -> Option<Value> {
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
pub(crate) fn schema_of<T: JsonSchema>() -> (String, Value) {
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
pub(crate) fn definitions(generator: &mut SchemaGenerator) -> Value {
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

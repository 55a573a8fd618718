//! The schema of a document, with its example.

use flowai_types::{SnakeCase, fixtures, to_json};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

/// Whether the members of a type's schema are spelled in `snake_case` where the API has another name for them.
pub(crate) fn is_snake_case<T: JsonSchema>() -> bool {
    T::schema_id() != T::schema_name()
}

/// The example of each document.
pub(crate) fn example(name: &str, is_snake_case: bool) -> Option<Value> {
    let wrapper;
    let example = match name {
        "APIKeyCreate" => fixtures::CREATE_REQUEST,
        "APIKeyCreateResponse" if is_snake_case => fixtures::CREATE_RESPONSE_SNAKE_CASE,
        "APIKeyCreateResponse" => fixtures::CREATE_RESPONSE,
        "CreateAPIKeyForUserAPIKeysPostResponse" if is_snake_case => {
            wrapper = to_json(&SnakeCase(fixtures::response()));
            std::str::from_utf8(&wrapper).expect("it is JSON")
        }
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
    let file = format!("{}.json", T::schema_id());
    let is_snake_case = is_snake_case::<T>();
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$id"] = json!(format!("https://flowai-types.example/schema/{file}"));
    if is_snake_case {
        let description = schema["description"].as_str().expect("a string");
        schema["description"] = json!(format!("{description} Spelled in snake_case, as the vendor's SDKs read it."));
    }
    add_example(&mut schema, is_snake_case);
    let definitions = definitions(&mut generator, is_snake_case);
    if definitions.as_object().is_some_and(|definitions| !definitions.is_empty()) {
        schema["$defs"] = definitions;
    }
    (file, schema)
}

/// The schemas that were referred to, each with its example.
pub(crate) fn definitions(generator: &mut SchemaGenerator, is_snake_case: bool) -> Value {
    let mut definitions = Value::Object(generator.take_definitions(true));
    definitions.as_object_mut().into_iter().flatten().for_each(|(_, schema)| add_example(schema, is_snake_case));
    definitions
}

fn add_example(schema: &mut Value, is_snake_case: bool) {
    if let Some(example) = schema["title"].as_str().and_then(|title| example(title, is_snake_case)) {
        schema["examples"] = json!([example]);
    }
}

//! What generates the files: the schema of each document from its type, and the description of the API around them.

use http::Method;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::api::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate,
    CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, ListAPIKeysResponse,
    ListUserAPIKeysAPIKeysGetRequest, ListUserAPIKeysAPIKeysGetResponse, Operation,
    RevokeAPIKeyAPIKeysKeyIDDeleteRequest, RevokeAPIKeyAPIKeysKeyIDDeleteResponse,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};
use crate::exchange::HttpMetadata;
use crate::fixtures;
use crate::id::ApiKeyId;

/// The files of the folder `schema/`, generated from the types: each with its name and its text.
///
/// `cargo run --example export_schema --features schemars` writes them. Their order and layout are the same whatever
/// features of `serde_json` are on.
#[expect(
    clippy::missing_panics_doc,
    reason = "JSON values can be written, and tests run it"
)]
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
        ("openapi.json".to_owned(), openapi()),
    ];
    // In ASCII alone: in a pattern, U+0080 as itself is nothing that one sees.
    let escaped = |character: char| match character {
        '\0'..='\x7f' => character.to_string(),
        _ => format!("\\u{:04X}", u32::from(character)),
    };
    let text = |document: &Value| -> String {
        let text = serde_json::to_string_pretty(&InOrder(document));
        text.expect("a JSON value can be written")
            .chars()
            .map(escaped)
            .collect()
    };
    documents
        .map(|(name, document)| (name, text(&document) + "\n"))
        .into()
}

/// The example of each document.
fn example(name: &str) -> Option<Value> {
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
fn definitions(generator: &mut SchemaGenerator) -> Value {
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

/// The description of the four operations, with the schemas as components.
fn openapi() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let generator = &mut generator;

    let mut paths = json!({});
    let mut add = |path: &str, method: Method, operation: Value| {
        paths[path][method.as_str().to_ascii_lowercase()] = operation;
    };
    let success = with_schema::<APIKeyCreateResponse>(generator, "The new key, shown this once.");
    let create = describe::<APIKeyCreate>(
        generator,
        "Create an API key",
        "Creates a new API key for the signed-in user, stores only a hash of it, and returns the plain key once.",
        success,
    );
    add(
        APIKeyCreate::PATH,
        APIKeyCreate::METHOD,
        with_body::<APIKeyCreate>(generator, create),
    );
    let success = with_schema::<ListAPIKeysResponse>(generator, "A page of keys.");
    let mut list = describe::<ListUserAPIKeysAPIKeysGetRequest>(
        generator,
        "List API keys",
        "Lists the API keys of the signed-in user, a page at a time. It returns nothing secret.",
        success,
    );
    let count = |name: &str, description: &str| {
        json!({
            "name": name, "in": "query", "required": false, "description": description,
            "schema": {"type": "integer", "minimum": 0},
        })
    };
    list["parameters"] = json!([
        count("limit", "The most keys of the page."),
        count("offset", "The number of keys before the page."),
    ]);
    type List = ListUserAPIKeysAPIKeysGetRequest;
    add(List::PATH, List::METHOD, list);
    type Update = UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest;
    let success = with_schema::<APIKeyInfo>(generator, "The updated key.");
    let mut update = describe::<Update>(
        generator,
        "Update an API key",
        "Changes the name of an API key, or whether it is active.",
        success,
    );
    update["parameters"] = key_id();
    add(
        Update::PATH,
        Update::METHOD,
        with_body::<APIKeyUpdate>(generator, update),
    );
    type Revoke = RevokeAPIKeyAPIKeysKeyIDDeleteRequest;
    let mut revoke = describe::<Revoke>(
        generator,
        "Revoke an API key",
        "Makes an API key inactive.",
        json!({"description": "The key is revoked."}),
    );
    revoke["parameters"] = key_id();
    add(Revoke::PATH, Revoke::METHOD, revoke);

    let mut schemas = definitions(generator);
    schemas["Error"] = json!({
        "title": "Error",
        "description": "What FastAPI answers for any error but a validation error.",
        "type": "object",
        "properties": {"detail": {"type": "string", "description": "What is wrong, for people."}},
        "required": ["detail"],
    });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Flow AI API keys",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The API keys of the signed-in user. Creating one returns the plain key once.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": "API keys", "description": "The keys of the signed-in user."}],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    })
}

/// An operation with its success and its errors.
fn describe<O: Operation>(
    generator: &mut SchemaGenerator,
    summary: &str,
    description: &str,
    success: Value,
) -> Value {
    let error = |description: &str, schema: &Value| json!({"description": description, "content": {"application/json": {"schema": schema}}});
    let refused = generator.subschema_for::<HTTPValidationError>().to_value();
    let other = json!({"$ref": "#/components/schemas/Error"});
    let mut responses = json!({
        "401": error("The request has no valid credentials.", &other),
        "422": error("The request was refused.", &refused),
        "default": error("Another error.", &other),
    });
    responses["422"]["content"]["application/json"]["example"] =
        json!(example("HTTPValidationError"));
    responses[O::SUCCESS.as_str()] = success;
    json!({
        "tags": ["API keys"],
        "operationId": O::ID,
        "summary": summary,
        "description": description,
        "responses": responses,
    })
}

/// An operation with the body of its request.
fn with_body<T: JsonSchema>(generator: &mut SchemaGenerator, mut operation: Value) -> Value {
    let mut body = with_schema::<T>(generator, "");
    body["required"] = json!(true);
    body.as_object_mut()
        .into_iter()
        .for_each(|body| drop(body.remove("description")));
    operation["requestBody"] = body;
    operation
}

/// What has a JSON body with its example.
fn with_schema<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Value {
    json!({
        "description": description,
        "content": {
            "application/json": {
                "schema": generator.subschema_for::<T>(),
                "example": example(&T::schema_name()),
            },
        },
    })
}

/// The parameter of the operations on one key.
fn key_id() -> Value {
    json!([{
        "name": "key_id", "in": "path", "required": true, "description": "ID of the key.",
        "schema": ApiKeyId::json_schema(&mut SchemaGenerator::default()),
    }])
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

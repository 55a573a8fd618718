//! The description of the API: its operations, with the schemas as components.

use http::{Method, Request};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::generate::{definitions, example};
use crate::api::sealed::{Body, Description};
use crate::api::{
    APIKeyCreate, HTTPValidationError, ListUserAPIKeysAPIKeysGetRequest, Operation,
    RevokeAPIKeyAPIKeysKeyIDDeleteRequest, UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest,
};
use crate::id::ApiKeyId;
use crate::json::value::Json;

const ERROR: &str = "#/components/schemas/Error";
const REFUSED: &str = "#/components/schemas/HTTPValidationError";

/// The description of the four operations, with the schemas as components.
pub(super) fn describe() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let generator = &mut generator;

    let mut paths = json!({});
    let mut add = |(path, method, operation): (&str, Method, Value)| {
        paths[path][method.as_str().to_ascii_lowercase()] = operation;
    };
    add(operation::<APIKeyCreate>(generator));
    add(operation::<ListUserAPIKeysAPIKeysGetRequest>(generator));
    add(operation::<UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest>(
        generator,
    ));
    add(operation::<RevokeAPIKeyAPIKeysKeyIDDeleteRequest>(
        generator,
    ));

    let mut schemas = definitions(generator);
    schemas["Error"] = json!({
        "title": "Error",
        "description": "FastAPI's response body for any error except a validation error.",
        "type": "object",
        "properties": {"detail": {"type": "string", "description": "Message for humans."}},
        "required": ["detail"],
    });
    let mut description = json!({
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
    });
    // Beside this format, generated clients in Ruby, PHP and Java match the pattern with a date of theirs.
    each_object(&mut description, &mut |object| {
        if object
            .get("format")
            .is_some_and(|format| format == "date-time")
        {
            object.remove("pattern");
        }
    });
    description
}

/// An operation with its path and its method.
fn operation<O: Operation>(generator: &mut SchemaGenerator) -> (&'static str, Method, Value) {
    let Description {
        summary,
        sentences,
        success,
        query,
        refused: (target, body),
    } = O::DESCRIPTION;
    let error = json!({ "$ref": ERROR });
    let error = |description: &str| with_content(description, &error, &Value::Null);

    let refused = Request::builder().uri(target).body(body);
    let refused = O::from_http(&refused.expect("a valid target"));
    let refused = serde_json::to_value(refused.expect_err("a refusal"));
    let refused = with_content(
        "The request failed validation.",
        generator.subschema_for::<HTTPValidationError>().as_value(),
        &refused.expect("strings can be written"),
    );

    let mut operation = json!({
        "tags": ["API keys"],
        "operationId": O::ID,
        "summary": summary,
        "description": sentences,
        "responses": {
            O::SUCCESS.as_str(): with_body::<O::Success>(generator, success),
            "401": error("The request has no valid credentials."),
            "422": refused,
            "default": error("Any other error."),
        },
    });
    let mut parameters = Vec::new();
    if O::PATH.contains("{key_id}") {
        parameters.push(json!({
            "name": "key_id", "in": "path", "required": true, "description": "ID of the key.",
            "schema": ApiKeyId::json_schema(&mut SchemaGenerator::default()),
        }));
    }
    parameters.extend(query.iter().map(|(name, description)| {
        json!({
            "name": name, "in": "query", "required": false, "description": description,
            "schema": u64::schema(generator),
        })
    }));
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    let mut body = with_body::<O::Body>(generator, "");
    if body.get("content").is_some() {
        body["required"] = json!(true);
        body.as_object_mut()
            .and_then(|body| body.remove("description"));
        operation["requestBody"] = body;
    }
    (O::PATH, O::METHOD, operation)
}

/// A description with a body, if there is one, and its example.
fn with_body<B: Body>(generator: &mut SchemaGenerator, description: &str) -> Value {
    match B::schema(generator) {
        Some(schema) => {
            let reference = schema.as_value()["$ref"].as_str().unwrap_or_default();
            let name = reference.rsplit('/').next().unwrap_or_default();
            with_content(description, schema.as_value(), &json!(example(name)))
        }
        None => json!({ "description": description }),
    }
}

/// A description with a JSON body.
fn with_content(description: &str, schema: &Value, example: &Value) -> Value {
    let mut content = json!({ "schema": schema });
    if !example.is_null() {
        content["example"] = example.clone();
    }
    json!({"description": description, "content": {"application/json": content}})
}

/// The same as OpenAPI 3.0.3, whose schemas are older than draft 2020-12.
///
/// progenitor has one type for the errors of an operation, and takes a default response for a success too: so all errors have
/// one schema here, and statuses instead of the default.
pub(super) fn in_3_0(mut description: Value) -> Value {
    description["openapi"] = json!("3.0.3");
    each_object(&mut description, &mut |object| {
        if object
            .get("$ref")
            .is_some_and(|reference| *reference == REFUSED)
        {
            object.insert("$ref".to_owned(), json!(ERROR));
        }
        if let Some(default) = object.remove("default") {
            object.insert("4XX".to_owned(), default.clone());
            object.insert("5XX".to_owned(), default);
        }
    });
    let schemas = &mut description["components"]["schemas"];
    let refused = schemas
        .as_object_mut()
        .and_then(|schemas| schemas.remove("HTTPValidationError"));
    let reasons = &refused.expect("a component")["properties"]["detail"];
    schemas["Error"]["description"] = json!("FastAPI's response body for any error.");
    schemas["Error"]["properties"]["detail"] = json!({
        "description": "Message for humans, or the validation errors of a 422.",
        "anyOf": [{"type": "string"}, reasons],
    });
    each_object(&mut description, &mut |object| {
        object.remove("identifier"); // of a licence
        // A reference stands alone.
        if object.len() > 1 {
            if let Some(reference) = object.remove("$ref") {
                object.insert("allOf".to_owned(), json!([{"$ref": reference}]));
            }
        }
        if let Some(Value::Array(examples)) = object.remove("examples") {
            object.extend(
                examples
                    .into_iter()
                    .next()
                    .map(|first| ("example".to_owned(), first)),
            );
        }
        if let Some(Value::Array(types)) = object.get("type") {
            let scalar = types.iter().find(|name| *name != "null").cloned();
            object.insert("type".to_owned(), json!(scalar));
            object.insert("nullable".to_owned(), json!(true));
        }
    });
    description
}

/// Changes each object, the inner ones first, except in examples.
fn each_object(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            let members_of = members.iter_mut();
            for (_, member) in
                members_of.filter(|(name, _)| !["example", "examples"].contains(&name.as_str()))
            {
                each_object(member, change);
            }
            change(members);
        }
        Value::Array(elements) => {
            for element in elements {
                each_object(element, change);
            }
        }
        _ => {}
    }
}

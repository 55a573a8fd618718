//! The description of the API: its operations, with the schemas as components.

use flowai_types::http::{Method, Request};
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, ApiKeyId, HTTPValidationError, ListAPIKeysResponse,
    ListUserAPIKeysAPIKeysGetRequest, Operation, RevokeAPIKeyAPIKeysKeyIDDeleteRequest, SnakeCase,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::documents::{definitions, example, is_snake_case};

const ERROR: &str = "#/components/schemas/Error";

/// The words about an operation, which its type does not have.
struct Words {
    /// Its description, in a few words and in sentences.
    summary: &'static str,
    sentences: &'static str,
    /// The description of a success.
    success: &'static str,
    /// The parameters of the query, which are counts: each with its description.
    query: &'static [(&'static str, &'static str)],
    /// The target and the body of a request that is refused, for an example of its 422.
    refused: (&'static str, &'static str),
}

/// The description of the four operations, with the schemas as components: without what [`in_3_1`] and [`in_3_0`] change.
pub(crate) fn describe() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let generator = &mut generator;

    let mut paths = json!({});
    let mut add = |(path, method, operation): (&str, Method, Value)| {
        paths[path][method.as_str().to_ascii_lowercase()] = operation;
    };
    add(operation::<APIKeyCreate, APIKeyCreate, SnakeCase<APIKeyCreateResponse>>(
        generator,
        &Words {
            summary: "Create an API key",
            sentences: "Creates a new API key for the signed-in user, stores only a hash of it, and returns the plain key once.",
            success: "The new key, shown only once.",
            query: &[],
            refused: ("/api-keys", "{}"),
        },
    ));
    add(operation::<ListUserAPIKeysAPIKeysGetRequest, (), ListAPIKeysResponse>(
        generator,
        &Words {
            summary: "List API keys",
            sentences: "Lists the API keys of the signed-in user, a page at a time. It returns no secrets.",
            success: "A page of keys.",
            query: &[("limit", "Maximum number of keys on the page."), ("offset", "Number of keys before the page.")],
            refused: ("/api-keys?limit=ten", ""),
        },
    ));
    add(operation::<UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest, APIKeyUpdate, APIKeyInfo>(
        generator,
        &Words {
            summary: "Update an API key",
            sentences: "Changes the name of an API key, or whether it is active.",
            success: "The updated key.",
            query: &[],
            refused: ("/api-keys/key", "{}"),
        },
    ));
    add(operation::<RevokeAPIKeyAPIKeysKeyIDDeleteRequest, (), ()>(
        generator,
        &Words {
            summary: "Revoke an API key",
            sentences: "Makes an API key inactive.",
            success: "The key is revoked.",
            query: &[],
            refused: ("/api-keys/key", ""),
        },
    ));

    let mut schemas = definitions(generator, true);
    let created = &mut schemas["APIKeyCreateResponse"]["description"];
    let description = created.as_str().expect("a string");
    *created = json!(format!(
        "{description} In snake_case, as it goes over the wire; APIKeyCreateResponse.json has the spelling of the documentation."
    ));
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
    each_schema(&mut description, &mut |schema| {
        if schema.get("format").is_some_and(|format| format == "date-time") {
            schema.remove("pattern");
        }
    });
    description
}

/// An operation with the body of its request and that of its success as it goes over the wire, with its path and its
/// method.
fn operation<O: Operation, Body: JsonSchema, Success: JsonSchema>(
    generator: &mut SchemaGenerator,
    words: &Words,
) -> (&'static str, Method, Value) {
    let Words { summary, sentences, success, query, refused: (target, body) } = *words;
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
            O::SUCCESS.as_str(): with_body::<Success>(generator, success),
            "401": error("The request has no valid credentials."),
            "422": refused,
            "default": error("Any other error."),
        },
    });
    let mut parameters = Vec::new();
    if O::PATH.contains("{key_id}") {
        parameters.push(json!({
            "name": "key_id", "in": "path", "required": true, "description": "ID of the key.",
            "schema": generator.subschema_for::<ApiKeyId>(),
        }));
    }
    parameters.extend(query.iter().map(|(name, description)| {
        json!({
            "name": name, "in": "query", "required": false, "description": description,
            "schema": {"type": "integer", "format": "int64", "minimum": 0},
        })
    }));
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    let mut body = with_body::<Body>(generator, "");
    if body.get("content").is_some() {
        body["required"] = json!(true);
        body.as_object_mut().and_then(|body| body.remove("description"));
        operation["requestBody"] = body;
    }
    (O::PATH, O::METHOD, operation)
}

/// A description with a body and its example. `()`, which is no body, is the one type without a component.
fn with_body<Body: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Value {
    let schema = generator.subschema_for::<Body>();
    match schema.get("$ref") {
        Some(_) => {
            with_content(description, schema.as_value(), &json!(example(&Body::schema_name(), is_snake_case::<Body>())))
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

/// As OpenAPI 3.1.
///
/// utoipa reads no schema without a type, so a value of any kind is spelled out here. This is the form in which
/// openapi-generator recognizes any value, for which openapi-typescript needs the `additionalProperties`, and
/// openapi-python-client the `items`. quicktype makes a union of it, so the files of the types have no such form.
pub(crate) fn in_3_1(mut description: Value) -> Value {
    each_schema(&mut description, &mut |schema| {
        if ["type", "anyOf", "$ref"].iter().all(|keyword| !schema.contains_key(*keyword)) {
            let any = json!([
                {"type": "string"},
                {"type": "number"},
                {"type": "integer"},
                {"type": "boolean"},
                {"type": "object", "additionalProperties": true},
                {"type": "array", "items": {}},
                {"type": "null"},
            ]);
            schema.insert("anyOf".to_owned(), any);
        }
    });
    description
}

/// As OpenAPI 3.0.3, whose schemas are older than draft 2020-12.
///
/// progenitor has one type for the errors of an operation, and takes a default response for a success too: so all
/// errors have one schema here, and statuses instead of the default.
pub(crate) fn in_3_0(mut description: Value) -> Value {
    description["openapi"] = json!("3.0.3");
    remove(&mut description["info"]["license"], "identifier");
    for operation in values(&mut description["paths"]).flat_map(values) {
        let responses = &mut operation["responses"];
        let default = remove(responses, "default").unwrap_or_default();
        responses["4XX"] = default.clone();
        responses["5XX"] = default;
        responses["422"]["content"]["application/json"]["schema"] = json!({ "$ref": ERROR });
    }
    let schemas = &mut description["components"]["schemas"];
    let refused = remove(schemas, "HTTPValidationError").expect("a component");
    schemas["Error"]["description"] = json!("FastAPI's response body for any error.");
    schemas["Error"]["properties"]["detail"] = json!({
        "description": "Message for humans, or the validation errors of a 422.",
        "anyOf": [{"type": "string"}, refused["properties"]["detail"]],
    });
    each_schema(&mut description, &mut |schema| {
        // A reference stands alone.
        let others = schema.len() > 1;
        let reference = others.then(|| schema.remove("$ref")).flatten();
        if let Some(reference) = reference {
            schema.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        }
        if let Some(Value::Array(examples)) = schema.remove("examples") {
            schema.extend(examples.into_iter().next().map(|first| ("example".to_owned(), first)));
        }
        if let Some(Value::Array(types)) = schema.get("type") {
            let scalar = types.iter().find(|name| *name != "null").cloned();
            schema.insert("type".to_owned(), json!(scalar));
            schema.insert("nullable".to_owned(), json!(true));
        }
    });
    description
}

fn remove(object: &mut Value, member: &str) -> Option<Value> {
    object.as_object_mut()?.remove(member)
}

/// The values of the members of an object.
fn values(object: &mut Value) -> impl Iterator<Item = &mut Value> {
    object.as_object_mut().into_iter().flat_map(Map::values_mut)
}

/// Changes each schema of a description, the inner ones first.
fn each_schema(description: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    values(&mut description["components"]["schemas"]).for_each(|schema| walk(schema, change));
    for operation in values(&mut description["paths"]).flat_map(values) {
        let Some(operation) = operation.as_object_mut() else {
            continue;
        };
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            walk(&mut parameter["schema"], change);
        }
        let body = operation.get_mut("requestBody").into_iter();
        let bodies = body.map(|body| &mut body["content"]["application/json"]["schema"]);
        bodies.for_each(|schema| walk(schema, change));
        for response in operation.get_mut("responses").into_iter().flat_map(values) {
            if let Some(content) = response.get_mut("content") {
                walk(&mut content["application/json"]["schema"], change);
            }
        }
    }
}

/// Changes a schema, after the schemas in it.
fn walk(schema: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    for keyword in ["items", "additionalProperties"] {
        keywords.get_mut(keyword).into_iter().for_each(|schema| walk(schema, change));
    }
    for keyword in ["anyOf", "allOf"] {
        let schemas = keywords.get_mut(keyword).and_then(Value::as_array_mut);
        schemas.into_iter().flatten().for_each(|schema| walk(schema, change));
    }
    let properties = keywords.get_mut("properties").into_iter().flat_map(values);
    properties.for_each(|schema| walk(schema, change));
    change(keywords);
}

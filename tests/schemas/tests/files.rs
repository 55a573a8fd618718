//! The files of `schema/`: what the types say, in the shape that code generators read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use flowai_types::{APIKeyCreateResponse, HttpMetadata, fixtures, schema};
use flowai_types_schemas::agreements;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema")
}

/// The files with a schema, and what is in them.
fn schemas() -> Vec<(String, Value)> {
    let files = schema::generate()
        .into_iter()
        .filter(|(name, _)| name != "openapi.json");
    let schemas: Vec<_> = files
        .map(|(name, text)| (name, serde_json::from_str(&text).unwrap()))
        .collect();
    assert!(schemas.len() > 1);
    schemas
}

#[test]
fn files_are_what_the_types_say() {
    let generated = schema::generate();
    for (name, text) in &generated {
        let file = fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert!(
            file == *text,
            "schema/{name} is not what the types say; if the types are right:\n    \
             cargo run --example export_schema --features schemars"
        );
    }
    let files: BTreeSet<_> = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.path().is_file())
        .map(|file| file.file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, generated.into_iter().map(|(name, _)| name).collect());
}

#[test]
fn constants_are_the_files() {
    let generated = schema::generate();
    for (name, constant) in [
        ("APIKeyCreateResponse.json", schema::API_KEY_CREATE_RESPONSE),
        ("HTTPMetadata.json", schema::HTTP_METADATA),
        (
            "CreateAPIKeyForUserAPIKeysPostResponse.json",
            schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
        ),
        ("HTTPValidationError.json", schema::HTTP_VALIDATION_ERROR),
        ("openapi.json", schema::OPENAPI),
    ] {
        let (_, text) = generated.iter().find(|(file, _)| file == name).unwrap();
        assert_eq!(constant, text);
    }
}

/// A document or a definition that is not in `for_each_document!` would go untested.
#[test]
fn every_schema_has_its_type_in_the_list() {
    let known: BTreeSet<_> = agreements()
        .iter()
        .map(|agreement| agreement.name.clone())
        .collect();
    let mut found = BTreeSet::new();
    for (_, schema) in schemas() {
        found.insert(schema["title"].as_str().unwrap().to_owned());
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        found.extend(definitions.map(|(name, _)| name.clone()));
    }
    assert_eq!(found, known);
}

#[test]
fn every_example_is_valid_and_read() {
    let mut examples = 0;
    for agreement in agreements() {
        for example in agreement.schema["examples"]
            .as_array()
            .into_iter()
            .flatten()
        {
            assert!(agreement.check(&example.to_string()).read, "{agreement:?}");
            examples += 1;
        }
    }
    assert!(examples >= schemas().len(), "a file has no example");
}

/// Objects are definitions with a title, and scalars are inline: generators name the first and not the second.
#[test]
fn shape_is_the_one_that_generators_read() {
    for (name, schema) in schemas() {
        let title = schema["title"].as_str().unwrap();
        assert_eq!(name, format!("{title}.json"));
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        let id = format!("https://flowai-types.example/schema/{name}");
        assert_eq!(schema["$id"], id);
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            assert_eq!(&definition["title"], name);
            assert_eq!(definition["type"], "object", "scalars are inline: {name}");
        }
        check_keywords(&schema, &name);
    }
}

/// Nothing that a generator or a validator chokes on is in a schema.
fn check_keywords(schema: &Value, file: &str) {
    let Value::Object(keywords) = schema else {
        return;
    };
    for absent in ["const", "oneOf", "unevaluatedProperties", "default"] {
        assert!(!keywords.contains_key(absent), "{file}: {absent}");
    }
    if let Some(reference) = keywords.get("$ref") {
        let local = reference.as_str().unwrap().starts_with("#/$defs/");
        assert!(local, "{file}: {reference}");
        let beside = keywords.keys().filter(|keyword| *keyword != "$ref");
        assert!(
            beside.clone().all(|keyword| keyword == "description"),
            "{file}: {keywords:?}"
        );
    }
    if let Some(format) = keywords.get("format") {
        // Ajv refuses to compile others; what schemars adds to integers is one of them.
        let known = ["date-time", "int64", "uri", "uuid"];
        assert!(
            known.iter().any(|known| format == known),
            "{file}: {format}"
        );
    }
    for (_, schema) in ["properties", "$defs"]
        .iter()
        .filter_map(|keyword| keywords.get(*keyword)?.as_object())
        .flatten()
    {
        check_keywords(schema, file);
    }
    for keyword in ["items", "additionalProperties", "propertyNames"] {
        check_keywords(keywords.get(keyword).unwrap_or(&Value::Null), file);
    }
    for schema in keywords
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        check_keywords(schema, file);
    }
}

#[test]
fn formats_and_limits_are_those_of_the_scalars() {
    let created: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).unwrap();
    let properties = &created["properties"];
    for (member, format) in [
        ("createdAt", "date-time"),
        ("lastUsedAt", "date-time"),
        ("id", "uuid"),
        ("userId", "uuid"),
    ] {
        assert_eq!(properties[member]["format"], format);
    }
    assert_eq!(properties["keyPrefix"]["enum"], json!(["flow_"]));
    assert_eq!(properties["lastUsedAt"]["type"], json!(["string", "null"]));
    let metadata: Value = serde_json::from_str(schema::HTTP_METADATA).unwrap();
    let request = &metadata["$defs"]["RequestMetadata"]["properties"];
    assert_eq!(request["url"]["format"], "uri");
    assert_eq!(request["url"]["maxLength"], 65_000);
    let headers = &request["headers"];
    assert_eq!(headers["propertyNames"]["maxLength"], 65_535);
    assert_eq!(headers["maxProperties"], 1_000);
    assert_eq!(headers["additionalProperties"]["maxItems"], 10_000);
}

#[test]
fn operation_that_creates_a_key_is_the_one_of_the_api() {
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    let operation = &openapi["paths"]["/api-keys"]["post"];
    let id = "create_api_key_for_user_api_keys_post";
    assert_eq!(operation["operationId"], id);
    assert_eq!(openapi["security"][0]["bearer"], json!([]));
    let bearer = &openapi["components"]["securitySchemes"]["bearer"];
    assert_eq!(bearer, &json!({"type": "http", "scheme": "bearer"}));
    let mut request = &operation["requestBody"]["content"]["application/json"]["schema"];
    if let Some(reference) = request["$ref"].as_str() {
        request = openapi.pointer(reference.trim_start_matches('#')).unwrap();
    }
    assert_eq!(request["required"], json!(["keyName"]));
    for (status, schema, example) in [
        ("201", "APIKeyCreateResponse", fixtures::CREATE_RESPONSE),
        (
            "422",
            "HTTPValidationError",
            fixtures::HTTP_VALIDATION_ERROR,
        ),
    ] {
        let content = &operation["responses"][status]["content"]["application/json"];
        assert_eq!(
            content["schema"]["$ref"],
            format!("#/components/schemas/{schema}")
        );
        let example: Value = serde_json::from_str(example).unwrap();
        assert_eq!(content["example"], example);
    }
}

/// A user's own type around the crate's has their schemas in its own.
#[test]
fn inside_of_a_type_of_ones_own() {
    #[derive(schemars::JsonSchema)]
    #[expect(dead_code, reason = "only its schema is built")]
    struct Audited {
        key: flowai_types::ApiKey,
        by: Option<flowai_types::UserId>,
        at: flowai_types::Timestamp,
        created: APIKeyCreateResponse,
        exchange: Option<HttpMetadata>,
    }
    let schema = schemars::schema_for!(Audited).to_value();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let audited = |key: &str, at: &str| {
        let created: Value = serde_json::from_str(fixtures::CREATE_RESPONSE).unwrap();
        json!({"key": key, "by": null, "at": at, "created": created})
    };
    let noon = "2024-03-20T12:00:00Z";
    assert!(validator.is_valid(&audited(fixtures::API_KEY, noon)));
    assert!(!validator.is_valid(&audited("flow_ada2ad2a_REDACTED", noon)));
    assert!(!validator.is_valid(&audited(fixtures::API_KEY, "noon")));
    let properties = &schema["properties"];
    assert_eq!(
        properties["created"]["$ref"],
        "#/$defs/APIKeyCreateResponse"
    );
    let exchange = &properties["exchange"]["anyOf"][0]["$ref"];
    assert_eq!(exchange, "#/$defs/HTTPMetadata");
    assert_eq!(properties["by"]["format"], "uuid");
    assert_eq!(properties["at"]["format"], "date-time");
}

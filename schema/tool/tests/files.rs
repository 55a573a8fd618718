//! The files of `schema/`: what the types say, in the shape that code generators read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use flowai_types::{APIKeyCreateResponse, HttpMetadata, fixtures, schema};
use flowai_types_schemas::{agreements, for_each_document, generate};
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};

#[expect(dead_code, reason = "only its list of the files is needed")]
#[path = "../../../examples/export_schema.rs"]
mod export_schema;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files that are JSON.
fn documents() -> Vec<(String, String)> {
    let files = generate().into_iter();
    files.filter(|(_, text)| text.starts_with('{')).collect()
}

/// The files with a schema, and what is in them.
fn schemas() -> Vec<(String, Value)> {
    let files = documents().into_iter().filter(|(name, _)| !name.starts_with("openapi"));
    let schemas: Vec<_> = files.map(|(name, text)| (name, serde_json::from_str(&text).unwrap())).collect();
    assert!(schemas.len() > 1);
    schemas
}

#[test]
fn files_are_what_the_types_say() {
    let generated = generate();
    for (name, text) in &generated {
        let file = fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert!(
            file == *text,
            "schema/{name} is not what the types say; if the types are right:\n    \
             cargo run -p flowai-types-schemas"
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
fn the_example_writes_each_constant_to_its_file() {
    assert_eq!(
        BTreeMap::from(export_schema::FILES),
        documents().iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    );
}

/// The types alone have the schemas of the files, except for the keywords that help readers of a file.
#[test]
fn schemas_of_the_types_are_those_of_the_files() {
    fn add<T: JsonSchema>(found: &mut BTreeMap<String, Value>) {
        found.insert(T::schema_id().into_owned(), schema_for!(T).to_value());
    }
    fn remove_examples(schema: &mut Value) {
        let keywords = schema.as_object_mut().unwrap();
        keywords.remove("examples");
        keywords
            .get_mut("$defs")
            .and_then(Value::as_object_mut)
            .into_iter()
            .flat_map(|definitions| definitions.values_mut())
            .for_each(remove_examples);
    }
    let mut found = BTreeMap::new();
    for_each_document!(add(&mut found));
    for (name, mut schema) in schemas() {
        schema.as_object_mut().unwrap().remove("$id");
        remove_examples(&mut schema);
        if name.ends_with(SNAKE_CASE) {
            let description = schema["description"].as_str().unwrap();
            let (description, _) = description.rsplit_once(" Spelled in snake_case").unwrap();
            schema["description"] = description.into();
        }
        assert_eq!(found[name.trim_end_matches(".json")], schema, "{name}");
    }
}

/// The end of the name of the file of a document in the other spelling.
const SNAKE_CASE: &str = ".snake_case.json";

/// A document or a definition that is not in `for_each_document!` would go untested.
#[test]
fn every_schema_has_its_type_in_the_list() {
    let known: BTreeSet<_> = agreements().iter().map(|agreement| agreement.name.clone()).collect();
    let mut found = BTreeSet::new();
    for (name, schema) in schemas() {
        found.insert(name.trim_end_matches(".json").to_owned());
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        found.extend(definitions.map(|(name, _)| name.clone()));
    }
    assert_eq!(found, known);
}

#[test]
fn every_example_is_valid_and_read() {
    let mut examples = 0;
    for agreement in agreements() {
        for example in agreement.schema["examples"].as_array().into_iter().flatten() {
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
        assert!(name == format!("{title}.json") || name == format!("{title}{SNAKE_CASE}"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
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
        assert!(beside.clone().all(|keyword| keyword == "description"), "{file}: {keywords:?}");
    }
    if let Some(format) = keywords.get("format") {
        // Ajv refuses to compile others; what schemars adds to integers is one of them.
        let known = ["date-time", "int64", "password", "uri", "uuid"];
        assert!(known.iter().any(|known| format == known), "{file}: {format}");
    }
    for (_, schema) in
        ["properties", "$defs"].iter().filter_map(|keyword| keywords.get(*keyword)?.as_object()).flatten()
    {
        check_keywords(schema, file);
    }
    for keyword in ["items", "additionalProperties", "propertyNames"] {
        check_keywords(keywords.get(keyword).unwrap_or(&Value::Null), file);
    }
    for schema in keywords.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        check_keywords(schema, file);
    }
}

#[test]
fn formats_and_limits_are_those_of_the_scalars() {
    let created: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).unwrap();
    let properties = &created["properties"];
    for (member, format) in [
        ("apiKey", "password"),
        ("createdAt", "date-time"),
        ("lastUsedAt", "date-time"),
        ("id", "uuid"),
        ("userId", "uuid"),
    ] {
        assert_eq!(properties[member]["format"], format);
    }
    assert_eq!(properties["keyPrefix"]["enum"], json!(["flow_"]));
    assert_eq!(properties["lastUsedAt"]["type"], json!(["string", "null"]));
    let info: Value = serde_json::from_str(schema::API_KEY_INFO).unwrap();
    let properties = &info["properties"];
    for (member, format) in [
        ("created_at", "date-time"),
        ("updated_at", "date-time"),
        ("last_used_at", "date-time"),
        ("id", "uuid"),
        ("user_id", "uuid"),
    ] {
        assert_eq!(properties[member]["format"], format);
    }
    assert_eq!(properties["is_active"]["type"], "boolean");
    assert_eq!(properties["key_prefix"].get("enum"), None);
    let update: Value = serde_json::from_str(schema::API_KEY_UPDATE).unwrap();
    let properties = &update["properties"];
    assert_eq!(properties["key_name"]["type"], json!(["string", "null"]));
    assert_eq!(properties["is_active"]["type"], json!(["boolean", "null"]));
    assert_eq!(update.get("required"), None);
    let list: Value = serde_json::from_str(schema::LIST_API_KEYS_RESPONSE).unwrap();
    let pagination = &list["$defs"]["PaginationInfo"];
    assert_eq!(pagination["required"], json!(["totalCount", "limit", "offset"]));
    for member in ["totalCount", "limit", "offset"] {
        let count = &pagination["properties"][member];
        assert_eq!(count["type"], "integer");
        assert_eq!(count["minimum"], 0);
        assert_eq!(count.get("maximum"), None);
    }
    let metadata: Value = serde_json::from_str(schema::HTTP_METADATA).unwrap();
    let request = &metadata["$defs"]["RequestMetadata"]["properties"];
    assert_eq!(request["url"]["format"], "uri");
    assert_eq!(request["url"]["maxLength"], 65_000);
    let headers = &request["headers"];
    assert_eq!(headers["propertyNames"]["maxLength"], 65_535);
    assert_eq!(headers["maxProperties"], 1_000);
    assert_eq!(headers["additionalProperties"]["maxItems"], 10_000);
}

/// What the description says of an operation: its request and its success.
struct Described<'a> {
    path: &'a str,
    method: &'a str,
    id: &'a str,
    parameters: &'a [&'a str],
    request: Option<(&'a str, &'a str)>,
    status: &'a str,
    success: Option<(&'a str, &'a str)>,
    /// The `loc` and `type` of the example of its 422.
    refused: (Value, &'a str),
}

#[test]
fn operations_are_those_of_the_api() {
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    let described = [
        Described {
            path: "/api-keys",
            method: "get",
            id: "list_user_api_keys_api_keys_get",
            parameters: &["limit", "offset"],
            request: None,
            status: "200",
            success: Some(("ListAPIKeysResponse", fixtures::LIST_RESPONSE)),
            refused: (json!(["query", "limit"]), "int_parsing"),
        },
        Described {
            path: "/api-keys",
            method: "post",
            id: "create_api_key_for_user_api_keys_post",
            parameters: &[],
            request: Some(("APIKeyCreate", fixtures::CREATE_REQUEST)),
            status: "201",
            success: Some(("APIKeyCreateResponse", fixtures::CREATE_RESPONSE_SNAKE_CASE)),
            refused: (json!(["body", "keyName"]), "missing"),
        },
        Described {
            path: "/api-keys/{key_id}",
            method: "delete",
            id: "revoke_api_key_api_keys__key_id__delete",
            parameters: &["key_id"],
            request: None,
            status: "204",
            success: None,
            refused: (json!(["path", "key_id"]), "uuid_parsing"),
        },
        Described {
            path: "/api-keys/{key_id}",
            method: "put",
            id: "update_api_key_details_api_keys__key_id__put",
            parameters: &["key_id"],
            request: Some(("APIKeyUpdate", fixtures::UPDATE_REQUEST)),
            status: "200",
            success: Some(("APIKeyInfo", fixtures::API_KEY_INFO)),
            refused: (json!(["path", "key_id"]), "uuid_parsing"),
        },
    ];
    let mut found = BTreeSet::new();
    for (path, methods) in openapi["paths"].as_object().unwrap() {
        found.extend(methods.as_object().unwrap().keys().map(|method| (path.as_str(), method.as_str())));
    }
    let operations = described.iter().map(|operation| (operation.path, operation.method));
    assert_eq!(found, operations.collect());
    for operation in &described {
        check_operation(&openapi, operation);
    }
}

#[track_caller]
fn check_operation(openapi: &Value, described: &Described<'_>) {
    let operation = &openapi["paths"][described.path][described.method];
    assert_eq!(operation["operationId"], described.id);
    let parameters = operation["parameters"].as_array();
    let parameters: Vec<_> = parameters.into_iter().flatten().collect();
    let names = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap());
    assert!(names.eq(described.parameters.iter().copied()), "{parameters:?}");
    for parameter in parameters {
        let schema = &parameter["schema"];
        if parameter["name"] == "key_id" {
            assert_eq!(parameter["in"], "path");
            assert_eq!(parameter["required"], true);
            assert_eq!(schema["format"], "uuid");
        } else {
            assert_eq!(parameter["in"], "query");
            assert_eq!(parameter["required"], false);
            assert_eq!((&schema["type"], &schema["minimum"]), (&json!("integer"), &json!(0)));
        }
    }
    let body = &operation["requestBody"];
    assert_eq!(body["required"].as_bool(), described.request.map(|_| true));
    check_content(body, described.request);
    let responses = operation["responses"].as_object().unwrap();
    let statuses: BTreeSet<_> = responses.keys().map(String::as_str).collect();
    assert_eq!(statuses, [described.status, "401", "422", "default"].into());
    check_content(&responses[described.status], described.success);
    let refused = &responses["422"]["content"]["application/json"];
    let schema = json!({"$ref": "#/components/schemas/HTTPValidationError"});
    assert_eq!(refused["schema"], schema);
    let error = &refused["example"]["detail"][0];
    let (loc, type_) = &described.refused;
    assert_eq!((&error["loc"], &error["type"]), (loc, &json!(type_)));
    for other in ["401", "default"] {
        let schema = &responses[other]["content"]["application/json"]["schema"];
        assert_eq!(schema, &json!({"$ref": "#/components/schemas/Error"}));
    }
}

/// Something has a JSON body with this schema and this example, or it has no body.
#[track_caller]
fn check_content(of: &Value, content: Option<(&str, &str)>) {
    let content = content.map(|(schema, example)| {
        let schema = json!({"$ref": format!("#/components/schemas/{schema}")});
        let example: Value = serde_json::from_str(example).unwrap();
        json!({"application/json": {"schema": schema, "example": example}})
    });
    assert_eq!(of.get("content"), content.as_ref());
}

#[test]
fn description_asks_for_a_token_and_has_fastapis_error() {
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    assert_eq!(openapi["security"][0]["bearer"], json!([]));
    let bearer = &openapi["components"]["securitySchemes"]["bearer"];
    assert_eq!(bearer, &json!({"type": "http", "scheme": "bearer"}));
    let error = &openapi["components"]["schemas"]["Error"];
    let error = jsonschema::validator_for(error).unwrap();
    assert!(error.is_valid(&json!({"detail": "Not authenticated"})));
    let refused = serde_json::from_str(fixtures::HTTP_VALIDATION_ERROR).unwrap();
    assert!(!error.is_valid(&refused));
}

/// The components are the files' schemas, except for the pattern of a date: what a generator makes of either is the same
/// type.
#[test]
fn components_are_the_schemas_of_the_files() {
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    let components = openapi["components"]["schemas"].as_object().unwrap();
    let mut compared = 0;
    for (name, mut schema) in schemas() {
        let Some(component) = components.get(schema["title"].as_str().unwrap()) else {
            continue;
        };
        // A new key goes over the wire in the other spelling; its description names the file of this one.
        let mut component = component.clone();
        if name == "APIKeyCreateResponse.json" {
            assert!(component["description"].as_str().unwrap().contains(&name));
            continue;
        }
        if name.ends_with(SNAKE_CASE) {
            component["description"] = schema["description"].clone();
        }
        let keywords = schema.as_object_mut().unwrap();
        for of_files in ["$schema", "$id", "$defs"] {
            keywords.remove(of_files);
        }
        let properties = schema["properties"].as_object_mut().unwrap();
        for property in properties.values_mut() {
            if property["format"] == "date-time" {
                property.as_object_mut().unwrap().remove("pattern").unwrap();
            }
        }
        let schema = schema.to_string().replace("#/$defs/", "#/components/schemas/");
        assert_eq!(component, serde_json::from_str::<Value>(&schema).unwrap());
        compared += 1;
    }
    assert_eq!(compared, 6);
}

/// What each schema of a description has in it, below an object or an array as well.
fn each<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(value);
    let members = value.as_object().into_iter().flatten();
    let elements = value.as_array().into_iter().flatten();
    members.map(|(_, member)| member).chain(elements).for_each(|value| each(value, found));
}

#[test]
fn the_3_0_form_has_the_same_operations_and_members_in_older_words() {
    let [new, old] = [schema::OPENAPI, schema::OPENAPI_3_0].map(|text| serde_json::from_str::<Value>(text).unwrap());
    let operations = |api: &Value| -> BTreeSet<String> {
        let paths = api["paths"].as_object().unwrap().iter();
        let operations = paths.flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter();
            methods.map(move |(method, operation)| {
                let parameters = operation["parameters"].as_array().map_or(0, Vec::len);
                format!("{method} {path} {} {parameters}", operation["operationId"])
            })
        });
        operations.collect()
    };
    assert_eq!(operations(&old), operations(&new));
    let members = |api: &Value| -> BTreeSet<String> {
        let schemas = api["components"]["schemas"].as_object().unwrap().iter();
        let members = schemas.flat_map(|(name, schema)| {
            let required = schema["required"].to_string();
            let properties = schema["properties"].as_object().unwrap().keys();
            properties.map(move |member| format!("{name}.{member} of {required}"))
        });
        members.collect()
    };
    let refused = "HTTPValidationError.detail of [\"detail\"]".to_owned();
    let both: BTreeSet<_> = members(&old).into_iter().chain([refused]).collect();
    assert_eq!(both, members(&new));

    let mut found = Vec::new();
    each(&old, &mut found);
    for value in found {
        assert!(!value["type"].is_array() && value["type"] != "null", "{value}");
        assert!(value["$ref"].is_null() || value.as_object().unwrap().len() == 1);
        let newer = ["const", "examples", "$defs", "propertyNames", "identifier", "default"];
        assert!(newer.iter().all(|keyword| value.get(keyword).is_none()), "{value}");
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
    assert_eq!(properties["created"]["$ref"], "#/$defs/APIKeyCreateResponse");
    let exchange = &properties["exchange"]["anyOf"][0]["$ref"];
    assert_eq!(exchange, "#/$defs/HTTPMetadata");
    assert_eq!(properties["by"]["format"], "uuid");
    assert_eq!(properties["at"]["format"], "date-time");
}

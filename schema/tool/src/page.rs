//! The page about the files, for people who do not know Rust: the prose of `page.md`, around what the schemas, the
//! operations, the parsers and the documents of `schema/tests/beyond/` say.

use std::collections::{BTreeMap, BTreeSet};

use flowai_types::{APIKeyCreateResponse, Document, HTTPValidationError, HttpMetadata, ListAPIKeysResponse, from_json};
use schemars::JsonSchema;
use serde_json::{Value, json};

use crate::differences::ENCODED_CHECKED;
use crate::documents::schema_of;
use crate::layout::json_text;
use crate::scanner::scanner_pattern;

const READS_MORE: &str = include_str!("../../tests/beyond/reads-more.json");
const READS_LESS: &str = include_str!("../../tests/beyond/reads-less.json");

/// Where other tools show a key: the tests of `tests/interop/` compare it with their own findings.
const PRINTED: &str = include_str!("../printed.json");

/// The end of the name of a file whose document is in another one as well, in the other spelling.
const SNAKE_CASE: &str = ".snake_case.json";

/// The page about the documents and the OpenAPI descriptions, each with its file.
pub(crate) fn describe(documents: &[(String, Value)], apis: &[(String, Value)]) -> String {
    let values = values();
    let operations = operations(&apis[0].1);
    let beyond = [READS_MORE, READS_LESS];
    let [more, less] = beyond.map(|groups| serde_json::from_str(groups).expect("it is JSON"));

    // Each schema once, whatever spelling: the parts of a document follow on it.
    let mut seen: BTreeSet<_> = documents.iter().map(|(_, schema)| title(schema)).collect();
    let mut schemas = Vec::new();
    for (_, schema) in documents.iter().filter(|(file, _)| !file.ends_with(SNAKE_CASE)) {
        let parts = members(&schema["$defs"]).into_iter();
        let parts = parts.filter_map(|(name, part)| seen.insert(name).then_some(part));
        schemas.push(schema);
        schemas.extend(parts);
    }

    let files = documents.iter().map(|(file, schema)| {
        let description = text(&schema["description"]);
        format!("[`{file}`]({file}) | {description}")
    });
    let api_files = apis.iter().map(|(file, api)| {
        let version = text(&api["openapi"]);
        format!("[`{file}`]({file}) | The operations, as OpenAPI {version}.")
    });
    let known = values.iter().map(|value| {
        let example = code(&value.example);
        format!("{} | {} | {example}", value.name, value.rules)
    });
    let timestamps = elements(&more).iter();
    let timestamps = timestamps.filter(|group| text(&group["description"]).starts_with("createdAt"));
    let timestamps = timestamps.flat_map(|group| elements(&group["tests"]));
    let timestamps = timestamps.filter(|test| test["read"] == true && test["valid"] == false);
    let timestamps = timestamps.map(|test| {
        let example = code(&test["data"]["createdAt"]);
        format!("{} | {example}", text(&test["description"]))
    });
    let sections = schemas.iter().map(|schema| {
        let mut blocks = vec![
            format!("### {}", title(schema)),
            text(&schema["description"]).to_owned(),
            list(places(schema, &operations, &schemas)),
            table("member | form | required | what it is", rows(schema, &values)),
        ];
        for (says, groups) in [("The type also reads", &more), ("Rules of the type alone", &less)] {
            let rules = list(rules(groups, title(schema)));
            if !rules.is_empty() {
                blocks.extend([format!("{says}:"), rules]);
            }
        }
        let example = schema["examples"].get(0);
        blocks.extend(example.map(|example| format!("```json\n{}\n```", json_text(example))));
        blocks.join("\n\n")
    });
    let secrets = schemas.iter().flat_map(|schema| {
        let secrets = members(&schema["properties"]).into_iter();
        let secrets = secrets.filter(|(_, member)| form(member, &values) == API_KEY);
        secrets.map(|(name, _)| format!("`{name}` of {}", link(title(schema))))
    });
    let tools = serde_json::from_str(PRINTED).expect("it is JSON");
    let requests = operations.iter().map(|operation| request(operation, &values));
    format!(
        include_str!("page.md"),
        files = table("file | what it is", files.chain(api_files)),
        operations = table("request | what it does | parameters | body | success", requests),
        values = table("value | expected | example", known),
        encoded = ENCODED_CHECKED,
        timestamps = table("timestamp | example", timestamps),
        documents = sections.collect::<Vec<_>>().join("\n\n"),
        secrets = list(secrets),
        printed = table(
            "language | prints the key | hides the key | quotes an invalid key in its error | refuses it without quoting",
            printed(&tools)
        ),
        scanner = scanner_pattern(),
    )
}

/// A form of values that has a name, with the expectation in words.
struct Named {
    name: &'static str,
    schema: Value,
    rules: String,
    example: Value,
}

const API_KEY: &str = "API key";

fn values() -> Vec<Named> {
    /// The value at a place in the example of a document. Each rule is the error for an invalid value at that place.
    fn of<T: Document + JsonSchema>(
        name: &'static str,
        pointer: &str,
        invalid: impl IntoIterator<Item = Value>,
    ) -> Named {
        let (_, schema) = schema_of::<T>();
        let document = &schema["examples"][0];
        let rule = |value| {
            let mut document = document.clone();
            *document.pointer_mut(pointer).expect("a member") = value;
            let error = from_json::<T>(document.to_string()).expect_err("an invalid document");
            error.violations()[0].expected().to_owned()
        };
        let rules: Vec<_> = invalid.into_iter().map(rule).collect();
        Named {
            name,
            schema: without_description(schema_at(&schema, pointer)),
            rules: rules.join("; "),
            example: document.pointer(pointer).expect("a member").clone(),
        }
    }

    let timestamps = ["", "2024-02-30T12:00:00Z", "0000-03-20T12:00:00Z"];
    let names: BTreeMap<_, _> = (0..=1_000).map(|name| (name.to_string(), [""])).collect();
    let headers = [
        json!([]),
        json!({" ": [""]}),
        json!({"a": ["\n"]}),
        json!({"a": [""], "A": [""]}),
        json!(names),
        json!({"a": vec![""; 10_001]}),
    ];
    let array = || [json!([])];
    vec![
        of::<APIKeyCreateResponse>(API_KEY, "/apiKey", array()),
        of::<APIKeyCreateResponse>("UUID", "/id", array()),
        of::<APIKeyCreateResponse>("timestamp", "/createdAt", timestamps.map(Value::from)),
        of::<ListAPIKeysResponse>("count", "/pagination/limit", array()),
        of::<HttpMetadata>("method", "/Request/method", array()),
        of::<HttpMetadata>("URL", "/Request/url", array()),
        of::<HttpMetadata>("status code", "/Response/status", array()),
        of::<HttpMetadata>("headers", "/Response/headers", headers),
        of::<HTTPValidationError>("name or index", "/detail/0/loc/1", array()),
    ]
}

/// The schema of the value at a place in a document.
fn schema_at<'s>(root: &'s Value, pointer: &str) -> &'s Value {
    pointer.split('/').skip(1).fold(root, |schema, token| {
        let schema = reference(schema).map_or(schema, |title| &root["$defs"][title]);
        schema["properties"].get(token).unwrap_or(&schema["items"])
    })
}

fn without_description(schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema.as_object_mut().and_then(|keywords| keywords.remove("description"));
    schema
}

/// The form of a value in a few words.
fn form(schema: &Value, values: &[Named]) -> String {
    let mut schema = without_description(schema);
    if let Some(value) = values.iter().find(|value| value.schema == schema) {
        return value.name.to_owned();
    }
    if let [of, _null] = elements(&schema["type"]) {
        schema["type"] = of.clone();
        return format!("{} or `null`", form(&schema, values));
    }
    if let [of, _null] = elements(&schema["anyOf"]) {
        return format!("{} or `null`", form(of, values));
    }
    assert!(schema.get("pattern").is_none(), "it has no name in `values`: {schema}");
    match (reference(&schema), elements(&schema["enum"]), schema["type"].as_str()) {
        (Some(title), ..) => link(title),
        (_, [value], _) => code(value),
        (.., Some("array")) => format!("array of {}", form(&schema["items"], values)),
        (.., Some(name)) => match schema.get("minimum") {
            Some(minimum) => format!("{name} from {minimum}"),
            None => name.to_owned(),
        },
        _ => "anything".to_owned(),
    }
}

/// The members of a schema as rows of a table, the required ones first.
fn rows(schema: &Value, values: &[Named]) -> Vec<String> {
    let required = elements(&schema["required"]);
    let place = |name: &str| required.iter().position(|required| required == name);
    let mut properties = members(&schema["properties"]);
    properties.sort_by_key(|(name, _)| place(name).unwrap_or(required.len()));
    let row = |(name, member): (&str, &Value)| {
        let (form, description) = (form(member, values), text(&member["description"]));
        let required = place(name).map_or("no", |_| "yes");
        format!("`{name}` | {form} | {required} | {description}")
    };
    properties.into_iter().map(row).collect()
}

/// The descriptions of a document's groups in a file of `schema/tests/beyond/`.
fn rules(groups: &Value, title: &str) -> Vec<String> {
    let file = format!("/{title}.json");
    let groups = elements(groups).iter();
    let groups = groups.filter(|group| text(&group["schema"]["$ref"]).ends_with(&file));
    groups.map(|group| text(&group["description"]).to_owned()).collect()
}

/// Which types print a key, and whose errors quote an invalid one, a language a row.
fn printed(tools: &Value) -> Vec<String> {
    let of = |tool: &Value| text(&tool["language"]).to_owned();
    let languages: BTreeSet<_> = elements(tools).iter().map(of).collect();
    let row = |language: String| {
        let tools = elements(tools).iter();
        let tools: Vec<_> = tools.filter(|tool| of(tool) == language).collect();
        // Tools with the same ways to print are listed together.
        let [prints, hides] = ["prints", "hides"].map(|column| {
            let mut cell: Vec<(String, Vec<&str>)> = Vec::new();
            for tool in &tools {
                let ways: Vec<_> = elements(&tool[column]).iter().map(code).collect();
                let (ways, name) = (ways.join(", "), text(&tool["tool"]));
                match cell.iter_mut().find(|(same, _)| *same == ways) {
                    Some((_, names)) => names.push(name),
                    None if ways.is_empty() => {}
                    None => cell.push((ways, vec![name])),
                }
            }
            let cell = cell.iter();
            let cell = cell.map(|(ways, names)| format!("{}: {ways}", names.join(", ")));
            cell.collect::<Vec<_>>().join("; ")
        });
        let [quoted, refused] = ["quoted", "refused"].map(|verdict| {
            let tools = tools.iter().filter(|tool| tool["invalid"] == verdict);
            let names: Vec<_> = tools.map(|tool| text(&tool["tool"])).collect();
            names.join(", ")
        });
        format!("{language} | {prints} | {hides} | {quoted} | {refused}")
    };
    languages.into_iter().map(row).collect()
}

/// The operations, each with its method and its path.
fn operations(api: &Value) -> Vec<(String, &Value)> {
    let paths = members(&api["paths"]).into_iter();
    let operations = paths.flat_map(|(path, methods)| {
        members(methods)
            .into_iter()
            .map(move |(method, operation)| (format!("`{} {path}`", method.to_uppercase()), operation))
    });
    operations.collect()
}

/// An operation as a row of a table.
fn request((request, operation): &(String, &Value), values: &[Named]) -> String {
    let body = |message| body_of(message).map_or_else(|| "(no body)".to_owned(), link);
    let parameters = elements(&operation["parameters"]).iter().map(|parameter| {
        let keywords = ["name", "in", "description"];
        let [name, place, description] = keywords.map(|keyword| text(&parameter[keyword]));
        let form = form(&parameter["schema"], values);
        format!("`{name}` ({form}, in the {place}): {description}")
    });
    let parameters = parameters.collect::<Vec<_>>().join(" ");
    let mut responses = members(&operation["responses"]).into_iter();
    let success = responses.find(|(status, _)| status.starts_with('2'));
    let (status, success) = success.expect("an operation has a success");
    let (description, sent) = (text(&operation["description"]), body(&operation["requestBody"]));
    format!("{request} | {description} | {parameters} | {sent} | {status} {}", body(success))
}

/// Where a schema is used, and its files.
fn places(schema: &Value, operations: &[(String, &Value)], schemas: &[&Value]) -> Vec<String> {
    let mut bodies: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (request, operation) in operations {
        let responses = members(&operation["responses"]).into_iter();
        let responses = responses.map(|(status, of)| (format!("Response {status} to"), of));
        let body = ("Body of".to_owned(), &operation["requestBody"]);
        for (says, _) in responses.chain([body]).filter(|(_, of)| body_of(of) == Some(title(schema))) {
            bodies.entry(says).or_default().push(request);
        }
    }
    let bodies = bodies.into_iter().map(|(says, requests)| {
        if requests.len() == operations.len() {
            format!("{says} every request")
        } else {
            format!("{says} {}", requests.join(", "))
        }
    });
    let parents = schemas.iter().filter(|parent| refers(&parent["properties"], title(schema)));
    let parents = parents.map(|parent| format!("Part of {}", link(title(parent))));
    let file = format!("{}.json", title(schema));
    let files = [format!("[Schema]({file})"), format!("[Documents with verdicts](tests/{file})")];
    let files = schema.get("$id").map(|_| files).into_iter().flatten();
    bodies.chain(parents).chain(files).collect()
}

/// Whether a value contains a reference to a schema.
fn refers(value: &Value, title: &str) -> bool {
    let elements = elements(value).iter();
    let mut inner = members(value).into_iter().map(|(_, member)| member).chain(elements);
    reference(value) == Some(title) || inner.any(|value| refers(value, title))
}

/// The title of the schema that a reference is to.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// The title of the schema of the body of a request or a response.
fn body_of(message: &Value) -> Option<&str> {
    reference(&message["content"]["application/json"]["schema"])
}

/// The members of an object by name: the order of `serde_json`'s own maps depends on a feature.
fn members(object: &Value) -> Vec<(&str, &Value)> {
    let members = object.as_object().into_iter().flatten();
    let members: BTreeMap<_, _> = members.map(|(name, value)| (name.as_str(), value)).collect();
    members.into_iter().collect()
}

fn elements(array: &Value) -> &[Value] {
    array.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn title(schema: &Value) -> &str {
    text(&schema["title"])
}

fn link(title: &str) -> String {
    format!("[`{title}`](#{})", title.to_lowercase())
}

/// A value as code: a string without its quotes.
fn code(value: &Value) -> String {
    value.as_str().map_or_else(|| format!("`{value}`"), |text| format!("`{text}`"))
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| format!("- {item}")).collect();
    items.join("\n")
}

/// A table; a row is its cells with ` | ` between them.
fn table(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    let rule = vec!["---"; header.split('|').count()].join(" | ");
    let rows = [header.to_owned(), rule].into_iter().chain(rows);
    let rows: Vec<_> = rows.map(|row| format!("| {row} |")).collect();
    rows.join("\n")
}

//! utoipa reads the description of the API, and writes it again with all but two keywords of it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use utoipa::openapi::OpenApi;

/// What utoipa has no place for. Its types read it, and do not keep it.
const LOST: [&str; 4] = [
    // The title of a choice, from which generators name a type.
    "/components/schemas/ValidationError/properties/loc/items/title",
    // An array of anything is an array all the same.
    "/components/schemas/ValidationError/properties/ctx/anyOf/5/items",
    "/components/schemas/ValidationError/properties/input/anyOf/5/items",
    "/components/schemas/ValidationError/properties/url/anyOf/5/items",
];

/// Where one value has something that another one has not, or has otherwise.
fn differences(value: &Value, other: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    match (value, other) {
        (Value::Object(members), Value::Object(others)) => {
            for name in members.keys().chain(others.keys()) {
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                match (members.get(name), others.get(name)) {
                    (Some(value), Some(other)) => differences(value, other, &pointer, found),
                    _ => {
                        found.insert(pointer);
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(others)) if elements.len() == others.len() => {
            for (index, (value, other)) in elements.iter().zip(others).enumerate() {
                differences(value, other, &format!("{pointer}/{index}"), found);
            }
        }
        _ if value == other => (),
        _ => {
            found.insert(pointer.to_owned());
        }
    }
}

#[test]
fn paths_schemas_required_members_and_patterns_survive() {
    let text = fs::read_to_string("../../../schema/openapi.json").unwrap();
    let read: OpenApi = serde_json::from_str(&text).unwrap();
    let (description, written): (Value, _) =
        (serde_json::from_str(&text).unwrap(), serde_json::to_value(read).unwrap());
    let mut found = BTreeSet::new();
    differences(&description, &written, "", &mut found);
    assert_eq!(found, BTreeSet::from(LOST.map(str::to_owned)));
    // So this is there, among all else.
    let created = &written["components"]["schemas"]["APIKeyCreateResponse"];
    assert!(created["required"].as_array().unwrap().contains(&"api_key".into()));
    assert!(created["properties"]["api_key"]["pattern"].is_string());
    assert!(written["paths"]["/api-keys/{key_id}"]["put"]["requestBody"].is_object());
}

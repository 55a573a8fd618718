//! The schemas, in the shape that validators and code generators were found to read.
//!
//! Objects are definitions with a title, and scalars are inline, so that generators name the first and not the second;
//! nothing but annotations is beside a `$ref`.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::traits::{Describe, Object};

impl Describe for String {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({"type": "string"})
    }
}

impl Describe for u64 {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        // The maximum is no double: generators round it up, and then their C++ refuses more than 384.
        json_schema!({"type": "integer", "format": "int64", "minimum": 0})
    }
}

impl Describe for bool {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({"type": "boolean"})
    }
}

/// A value that may be null.
impl<T: Describe> Describe for Option<T> {
    fn schema(generator: &mut SchemaGenerator, is_snake_case: bool) -> Schema {
        let mut schema = T::schema(generator, is_snake_case);
        if schema.get("type").is_some_and(Value::is_array) {
            return schema;
        }
        let Some(Value::String(scalar)) = schema.get("type").cloned() else {
            return json_schema!({"anyOf": [schema, {"type": "null"}]});
        };
        schema.insert("type".to_owned(), json!([scalar, "null"]));
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
        schema
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn schema(generator: &mut SchemaGenerator, is_snake_case: bool) -> Schema {
        json_schema!({"type": "array", "items": T::schema(generator, is_snake_case)})
    }
}

/// The definition of an object.
pub(crate) fn object<T: Object>(generator: &mut SchemaGenerator, is_snake_case: bool) -> Schema {
    let mut properties = Map::new();
    let mut add = |name: &str, docs, mut schema: Schema| {
        schema.insert("description".to_owned(), first_paragraph(docs).into());
        properties.insert(name.to_owned(), schema.to_value());
    };
    for member in T::MEMBERS {
        add(member.spelling(is_snake_case).name, member.docs, (member.schema)(generator, is_snake_case));
    }
    for (name, docs) in T::DESCRIBED {
        add(name, docs, Schema::default());
    }
    let mut schema = json_schema!({
        "title": T::NAME,
        "description": first_paragraph(T::DOCS),
        "type": "object",
        "properties": properties,
    });
    let required = T::MEMBERS.iter().filter(|member| member.is_required);
    let required: Vec<_> = required.map(|member| member.spelling(is_snake_case).name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// The first paragraph of documentation. The others are about Rust.
fn first_paragraph(docs: &[&str]) -> String {
    let lines = docs.iter().map(|line| line.trim());
    let lines: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    lines.join(" ")
}

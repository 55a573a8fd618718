//! The schemas of objects, in the shape that validators and code generators were found to read.
//!
//! Objects are definitions with a title, and scalars are inline, so that generators name the first and not the second;
//! nothing but annotations is beside a `$ref`.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// A member of an object.
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) docs: &'static [&'static str],
    pub(crate) required: bool,
    pub(crate) schema: Schema,
}

/// A line of documentation, or nothing for another attribute.
macro_rules! doc_line {
    (doc = $line:literal) => {
        $line
    };
    ($($other:tt)*) => {
        ""
    };
}
pub(crate) use doc_line;

pub(crate) fn object(title: &str, docs: &[&str], properties: Vec<Property>) -> Schema {
    let required: Vec<_> = properties
        .iter()
        .filter(|p| p.required)
        .map(|p| p.name)
        .collect();
    let properties = properties.into_iter().map(
        |Property {
             name, docs, schema, ..
         }| {
            let mut schema = schema;
            schema.insert("description".to_owned(), first_paragraph(docs).into());
            (name.to_owned(), schema.to_value())
        },
    );
    let properties: Map<String, Value> = properties.collect();
    let mut schema = json_schema!({
        "title": title,
        "description": first_paragraph(docs),
        "type": "object",
        "properties": properties,
    });
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// The schema of a value that may be null.
pub(crate) fn nullable(mut schema: Schema) -> Schema {
    let Some(Value::String(scalar)) = schema.get("type").cloned() else {
        return json_schema!({"anyOf": [schema, {"type": "null"}]});
    };
    schema.insert("type".to_owned(), json!([scalar, "null"]));
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
    schema
}

/// What documentation says first: what follows is about Rust.
fn first_paragraph(docs: &[&str]) -> String {
    let lines: Vec<_> = docs
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}

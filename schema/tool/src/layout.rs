//! The layout of the files that are JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A document as text: in one order, and in ASCII alone, since in a pattern, U+0080 as itself is nothing that one sees.
pub(crate) fn json_text(document: &Value) -> String {
    let escaped = |character: char| match character {
        '\0'..='\x7f' => character.to_string(),
        _ => format!("\\u{:04X}", u32::from(character)),
    };
    let text = serde_json::to_string_pretty(&InOrder(document));
    let text = text.expect("a JSON value can be written");
    text.chars().map(escaped).collect()
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
                    (FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()), *name)
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

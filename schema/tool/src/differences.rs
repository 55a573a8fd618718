//! The one list of differences between the types and the schemas, by rule: no member and no type is named here.
//!
//! [`beyond`] walks through a document along its schema. It rewrites values that the types read more leniently to those
//! of the schema, and notes those that only the types refuse. `schema/tests/beyond/` has an example of each.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::fmt;

use flowai_types::chrono::{DateTime, Datelike};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

/// How many percent-encoded bytes the pattern of a URL checks in each part.
pub const ENCODED_CHECKED: usize = 100;

/// A kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Only the types read `snake_case` for `camelCase`, and the other way about.
    OtherSpelling,
    /// Only the types read `t` or a space for `T`, `z` for `Z`, `+0200` or `+02` for `+02:00`, and no offset.
    LenientTimestamp,
    /// Only the types refuse a member that occurs twice, also under two spellings, and a free name, also in two cases.
    Repeated,
    /// Only the types refuse a timestamp whose year in UTC is not 0001 to 9999.
    Year,
    /// Only the types refuse an integer with a fraction or an exponent, and `-0`.
    InexactInteger,
    /// Only the types refuse an integer of more than 64 bits where the schema has no maximum.
    LargeInteger,
    /// Only the types refuse half a surrogate pair in a string that they read.
    HalfSurrogate,
    /// Only the types refuse more elements under all free names together than the schema allows under one.
    TooManyInAll,
    /// Only the types refuse a `%` without two hex digits after 100 percent-encoded bytes in the same part of a URL.
    LatePercent,
}

impl Difference {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::OtherSpelling,
        Self::LenientTimestamp,
        Self::Repeated,
        Self::Year,
        Self::InexactInteger,
        Self::LargeInteger,
        Self::HalfSurrogate,
        Self::TooManyInAll,
        Self::LatePercent,
    ];

    /// Whether the types refuse a document that has it.
    #[must_use]
    pub fn is_refused(self) -> bool {
        !matches!(self, Self::OtherSpelling | Self::LenientTimestamp)
    }
}

/// A document beside its schema.
#[derive(Debug)]
pub struct Beyond {
    /// The document in the schema's own form.
    pub document: Value,
    /// The values that were rewritten, and those that only the types refuse.
    pub differences: BTreeSet<Difference>,
}

/// Walks through a document; `None` if the string is not JSON.
#[must_use]
pub fn beyond(schema: &Value, text: &str) -> Option<Beyond> {
    let root: &RawValue = serde_json::from_str(text).ok()?;
    let mut walk = Walk { root: schema, differences: BTreeSet::new() };
    let document = walk.value(schema, root);
    Some(Beyond { document, differences: walk.differences })
}

/// The other spelling of a member: `snake_case` of `camelCase`, and the other way about. Most have none.
#[must_use]
pub fn other_spelling(name: &str) -> Option<String> {
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return None;
    }
    let mut other = String::new();
    if name.contains('_') {
        for (index, word) in name.split('_').enumerate() {
            let (first, rest) = word.split_at_checked(usize::from(index > 0))?;
            other += &first.to_ascii_uppercase();
            other += rest;
        }
    } else {
        for character in name.chars() {
            if character.is_ascii_uppercase() {
                other.push('_');
            }
            other.push(character.to_ascii_lowercase());
        }
    }
    (other != name).then_some(other)
}

/// A timestamp with `T`, `Z` and the colon of its offset where it has another form of them. Whether that makes it one is
/// for the schema to say.
#[must_use]
pub fn canonical_timestamp(string: &str) -> Cow<'_, str> {
    const SEPARATOR: usize = "2024-03-20".len();
    const SECOND_END: usize = "2024-03-20T12:00:00".len();

    if string.len() < SECOND_END || !string.is_ascii() {
        return Cow::Borrowed(string);
    }
    let (local, rest) = string.split_at(SECOND_END);
    let fraction = rest.strip_prefix('.').map_or(0, |rest| 1 + rest.bytes().take_while(u8::is_ascii_digit).count());
    let (fraction, zone) = rest.split_at(fraction);
    let separator = match &local[SEPARATOR..=SEPARATOR] {
        "t" | " " => "T",
        other => other,
    };
    let is_offset = |length| {
        zone.len() == length && zone.starts_with(['+', '-']) && zone[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    let zone = match zone {
        "" | "z" => "Z".into(),
        hours if is_offset(3) => format!("{hours}:00").into(),
        digits if is_offset(5) => format!("{}:{}", &digits[..3], &digits[3..]).into(),
        other => Cow::Borrowed(other),
    };
    let (date, time) = (&local[..SEPARATOR], &local[SEPARATOR + 1..]);
    let canonical = format!("{date}{separator}{time}{fraction}{zone}");
    if canonical == string { Cow::Borrowed(string) } else { Cow::Owned(canonical) }
}

/// A URL with each `%` encoded at which its pattern does not look: those after [`ENCODED_CHECKED`] in a part.
#[must_use]
pub fn checked_url(string: &str) -> Cow<'_, str> {
    let scheme = string.find("://").map_or(0, |at| at + "://".len());
    let path = string[scheme..].find(['/', '?', '#']);
    let path = path.map_or(string.len(), |at| scheme + at);
    let fragment = string[path..].find('#');
    let fragment = fragment.map_or(string.len(), |at| path + at);
    let (mut encoded, mut checked) = (0, String::new());
    for (at, character) in string.char_indices() {
        checked.push(character);
        if at == path || at == fragment {
            encoded = 0;
        }
        if character == '%' {
            let digits = string.as_bytes()[at + 1..].iter().take(2);
            if digits.filter(|byte| byte.is_ascii_hexdigit()).count() == 2 {
                encoded += 1;
            } else if encoded >= ENCODED_CHECKED {
                checked.push_str("25");
            }
        }
    }
    if checked == string { Cow::Borrowed(string) } else { Cow::Owned(checked) }
}

struct Walk<'s> {
    root: &'s Value,
    differences: BTreeSet<Difference>,
}

impl<'s> Walk<'s> {
    fn value(&mut self, schema: &'s Value, value: &RawValue) -> Value {
        let schema = self.resolved(schema, json_type(value));
        match json_type(value) {
            "object" if allows(schema, "object") => self.object(schema, value),
            "array" if allows(schema, "array") => self.array(schema, value),
            "string" if allows(schema, "string") => self.string(schema, value),
            "number" if allows(schema, "number") => self.number(schema, value),
            _ => unread(value),
        }
    }

    /// The schema that a reference names, or the alternative for a value of this type.
    fn resolved(&self, schema: &'s Value, json_type: &str) -> &'s Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.strip_prefix('#').expect("a reference inside of the file");
            let schema = self.root.pointer(pointer).expect("a reference to a definition");
            return self.resolved(schema, json_type);
        }
        let alternatives = schema["anyOf"].as_array().into_iter().flatten();
        let mut alternatives = alternatives.map(|schema| self.resolved(schema, json_type));
        alternatives.find(|schema| allows(schema, json_type)).unwrap_or(schema)
    }

    fn object(&mut self, schema: &'s Value, object: &RawValue) -> Value {
        let Members(members) = serde_json::from_str(object.get()).expect("an object");
        let properties = schema["properties"].as_object();
        let free = schema["additionalProperties"].as_object();
        let free = free.map(|_| &schema["additionalProperties"]);
        let (mut document, mut seen, mut elements) = (Map::new(), HashSet::new(), 0);
        for (name, value) in members {
            let Ok(name) = serde_json::from_str::<String>(name.get()) else {
                self.differences.insert(Difference::HalfSurrogate);
                continue;
            };
            let mut candidates = properties.into_iter().flatten();
            let property =
                candidates.find(|(property, _)| **property == name || other_spelling(property).as_ref() == Some(&name));
            let (name, key, schema) = match (property, free) {
                (Some((property, schema)), _) if is_read(schema) => {
                    if *property != name {
                        self.differences.insert(Difference::OtherSpelling);
                    }
                    (property.clone(), property.clone(), schema)
                }
                (None, Some(schema)) => {
                    let key = name.to_ascii_lowercase();
                    elements += elements_of(value);
                    (name, key, schema)
                }
                _ => {
                    document.insert(name, unread(value));
                    continue;
                }
            };
            if seen.insert(key) {
                document.insert(name, self.value(schema, value));
            } else {
                self.differences.insert(Difference::Repeated);
            }
        }
        let limit = free.and_then(|schema| schema["maxItems"].as_u64());
        if limit.is_some_and(|limit| elements > limit) {
            self.differences.insert(Difference::TooManyInAll);
        }
        document.into()
    }

    fn array(&mut self, schema: &'s Value, array: &RawValue) -> Value {
        let elements: Vec<&RawValue> = serde_json::from_str(array.get()).expect("an array");
        let elements = elements.into_iter();
        elements.map(|element| self.value(&schema["items"], element)).collect()
    }

    fn string(&mut self, schema: &Value, string: &RawValue) -> Value {
        let Ok(string) = serde_json::from_str::<String>(string.get()) else {
            self.differences.insert(Difference::HalfSurrogate);
            return unread(string);
        };
        if schema["format"] == "uri" {
            let checked = checked_url(&string);
            if checked != string {
                self.differences.insert(Difference::LatePercent);
            }
            return checked.into();
        }
        if schema["format"] != "date-time" {
            return string.into();
        }
        let canonical = canonical_timestamp(&string).into_owned();
        if canonical != string {
            self.differences.insert(Difference::LenientTimestamp);
        }
        let at = DateTime::parse_from_rfc3339(&canonical);
        if at.is_ok_and(|at| !(1..=9999).contains(&at.to_utc().year())) {
            self.differences.insert(Difference::Year);
        }
        canonical.into()
    }

    fn number(&mut self, schema: &Value, number: &RawValue) -> Value {
        let number = number.get();
        let is_integer = number != "-0" && !number.contains(['.', 'e', 'E']);
        if !is_integer && !has_type(schema, "number") {
            self.differences.insert(Difference::InexactInteger);
        }
        // An integer beyond 64 bits would be rounded, into the limits of the schema if it is a little beyond.
        let exact = number.parse::<i64>().map(Number::from);
        let exact = exact.or_else(|_| number.parse::<u64>().map(Number::from));
        if is_integer && exact.is_err() && schema["maximum"].is_null() {
            self.differences.insert(Difference::LargeInteger);
        }
        let rounded = || {
            let number: f64 = number.parse().expect("a number");
            let number = if is_integer { number * f64::MAX } else { number };
            Number::from_f64(number.clamp(f64::MIN, f64::MAX)).expect("it is finite")
        };
        exact.unwrap_or_else(|_| rounded()).into()
    }
}

/// Whether a schema says anything of a value. A member of which it says nothing is only described: the types ignore it.
fn is_read(schema: &Value) -> bool {
    ["$ref", "anyOf", "enum", "type"].iter().any(|assertion| schema.get(assertion).is_some())
}

/// Whether a schema names a type.
fn has_type(schema: &Value, json_type: &str) -> bool {
    match &schema["type"] {
        Value::Array(types) => types.iter().any(|known| known == json_type),
        known => known == json_type,
    }
}

fn allows(schema: &Value, json_type: &str) -> bool {
    has_type(schema, json_type) || json_type == "number" && has_type(schema, "integer")
}

/// The type of a value, told by its first byte.
fn json_type(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'{') => "object",
        Some(b'[') => "array",
        Some(b'"') => "string",
        Some(b't' | b'f') => "boolean",
        Some(b'n') => "null",
        _ => "number",
    }
}

/// A value that the types do not read, or not as this type of value. Where no `Value` can hold it, since it is too deep,
/// too large, or contains half a surrogate pair, it is another of its type.
fn unread(value: &RawValue) -> Value {
    serde_json::from_str(value.get()).unwrap_or_else(|_| match json_type(value) {
        "object" => Value::Object(Map::new()),
        "array" => Value::Array(Vec::new()),
        "string" => "".into(),
        _ => f64::MAX.into(),
    })
}

fn elements_of(value: &RawValue) -> u64 {
    let elements: Result<Vec<&RawValue>, _> = serde_json::from_str(value.get());
    elements.map_or(0, |elements| elements.len() as u64)
}

/// The members of an object, in order, with those that occur twice.
struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

//! [`Doc`]: a document that can be written in any format, valid or not.

use std::collections::HashSet;
use std::sync::Mutex;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// A value of serde's data model, and no other type's.
#[derive(Debug, Clone)]
pub enum Doc {
    Null,
    Bool,
    /// An optional value that is there.
    Some(Box<Doc>),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
    Array(Vec<Doc>),
    Map(Members),
    /// The name of a type, and its members in its order.
    Object(&'static str, Members),
    /// A variant of an enum, with a value.
    Variant(&'static str, Box<Doc>),
    /// A variant of an enum, without one.
    Unit(&'static str),
}

/// Names and values.
pub type Members = Vec<(Doc, Doc)>;

impl From<&str> for Doc {
    fn from(string: &str) -> Self {
        Self::Str(string.to_owned())
    }
}

impl From<i64> for Doc {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

/// An object of a type, with these members.
pub fn object<const N: usize>(type_name: &'static str, members: [(&str, Doc); N]) -> Doc {
    Doc::Object(type_name, members.map(|(name, value)| (name.into(), value)).into())
}

impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool => serializer.serialize_bool(true),
            Self::Some(value) => serializer.serialize_some(value),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
            Self::Unsigned(integer) => serializer.serialize_u64(*integer),
            Self::Float(float) => serializer.serialize_f64(*float),
            Self::Str(string) => serializer.serialize_str(string),
            Self::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Self::Array(elements) => serializer.collect_seq(elements),
            Self::Object(type_name, members) => {
                let names: Option<Vec<_>> = members.iter().map(|(name, _)| name.name()).collect();
                let Some(names) = names else {
                    return map(members, serializer);
                };
                let mut object = serializer.serialize_struct(type_name, members.len())?;
                for (name, (_, value)) in names.into_iter().zip(members) {
                    object.serialize_field(name, value)?;
                }
                object.end()
            }
            Self::Map(members) => map(members, serializer),
            Self::Variant(name, value) => serializer.serialize_newtype_variant("Enum", 0, name, value),
            Self::Unit(name) => serializer.serialize_unit_variant("Enum", 0, name),
        }
    }
}

fn map<S: Serializer>(members: &[(Doc, Doc)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
}

impl Doc {
    /// A string as a name, which a program's own members have for good.
    fn name(&self) -> Option<&'static str> {
        static NAMES: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);

        let Self::Str(name) = self else { return None };
        let mut names = NAMES.lock().unwrap();
        let names = names.get_or_insert_default();
        if !names.contains(&**name) {
            names.insert(name.clone().leak());
        }
        names.get(&**name).copied()
    }

    /// The documents in which one value, at any depth, is replaced by one that `change` makes of it.
    pub fn with_a_changed_value(&self, change: &dyn Fn(&Doc) -> Vec<Doc>) -> Vec<Doc> {
        let mut changed = change(self);
        match self {
            Self::Some(value) => {
                let values = value.with_a_changed_value(change).into_iter();
                changed.extend(values.map(|value| Self::Some(value.into())));
            }
            Self::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    for element in element.with_a_changed_value(change) {
                        let mut elements = elements.clone();
                        elements[index] = element;
                        changed.push(Self::Array(elements));
                    }
                }
            }
            Self::Map(members) | Self::Object(_, members) => {
                for (index, (_, value)) in members.iter().enumerate() {
                    for value in value.with_a_changed_value(change) {
                        let mut members = members.clone();
                        members[index].1 = value;
                        changed.push(self.with_members(members));
                    }
                }
            }
            _ => {}
        }
        changed
    }

    /// The documents in which the members of one object, at any depth, are replaced by those that `change` makes of them.
    pub fn with_changed_members(&self, change: impl Fn(&[(Doc, Doc)]) -> Vec<Members>) -> Vec<Doc> {
        self.with_a_changed_value(&|value| match value {
            Self::Map(members) | Self::Object(_, members) => {
                let changed = change(members).into_iter();
                changed.map(|members| value.with_members(members)).collect()
            }
            _ => vec![],
        })
    }

    fn with_members(&self, members: Members) -> Self {
        match self {
            Self::Object(type_name, _) => Self::Object(type_name, members),
            _ => Self::Map(members),
        }
    }
}

//! Values in others: one that may be absent, and an array.

use std::fmt;
use std::marker::PhantomData;

#[cfg(feature = "arbitrary")]
use arbitrary::Unstructured;
#[cfg(feature = "proptest")]
use proptest::prelude::*;
#[cfg(feature = "schemars")]
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::check::{Kind, Report};
use super::read::ask;
use super::value::{Json, Read, Shown, Written, close};

/// An optional value, which is left out when it is `None`.
impl<T: Json> Json for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const ABSENT: Option<Self> = Some(None);

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        option(deserializer)
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        if Kind::of(value) != Kind::Null {
            T::check(value, report);
        }
    }

    fn is_present(&self) -> bool {
        self.is_some()
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            None => serializer.serialize_none(),
            Some(value) => serializer.serialize_some(&Written(value)),
        }
    }

    fn json_len(&self) -> usize {
        self.as_ref().map_or("null".len(), T::json_len)
    }

    fn write(&self, json: &mut Vec<u8>) {
        match self {
            None => json.extend_from_slice(b"null"),
            Some(value) => value.write(json),
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_ref().map(Shown), f)
    }

    #[cfg(feature = "schemars")]
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        super::schema::nullable(T::schema(generator))
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        if u.arbitrary()? {
            T::arbitrary(u).map(Some)
        } else {
            Ok(None)
        }
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        proptest::option::of(T::strategy()).boxed()
    }
}

/// An array.
impl<T: Json> Json for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        array(deserializer, Self::EXPECTED)
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.array(value, Self::EXPECTED, T::check);
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut elements = serializer.serialize_seq(Some(self.len()))?;
        for element in self {
            elements.serialize_element(&Written(element))?;
        }
        elements.end()
    }

    fn json_len(&self) -> usize {
        self.iter()
            .map(|element| element.json_len() + 1)
            .sum::<usize>()
            + 2
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.push(b'[');
        for element in self {
            element.write(json);
            json.push(b',');
        }
        close(json, b']');
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(Shown)).finish()
    }

    #[cfg(feature = "schemars")]
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "array", "items": T::schema(generator)})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        (0..u.int_in_range(0..=4)?)
            .map(|_| T::arbitrary(u))
            .collect()
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        proptest::collection::vec(T::strategy(), 0..4).boxed()
    }
}

/// Reads a value that may be null.
fn option<'de, D: Deserializer<'de>, T: Json>(deserializer: D) -> Result<Option<T>, D::Error> {
    struct OptionVisitor<'a, T> {
        reached: &'a mut bool,
        value: PhantomData<T>,
    }

    impl<'de, T: Json> Visitor<'de> for OptionVisitor<'_, T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
            Ok(None)
        }

        fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Option<T>, D::Error> {
            *self.reached = true;
            T::read(value).map(Some)
        }

        // Deserializers that know no options hand over the value itself.
        fn visit_str<E: Error>(self, string: &str) -> Result<Option<T>, E> {
            self.visit_some(string.into_deserializer())
        }

        fn visit_bool<E: Error>(self, boolean: bool) -> Result<Option<T>, E> {
            self.visit_some(boolean.into_deserializer())
        }

        fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Option<T>, A::Error> {
            self.visit_some(MapAccessDeserializer::new(members))
        }
    }

    ask(T::EXPECTED, |reached| {
        deserializer.deserialize_option(OptionVisitor {
            reached,
            value: PhantomData,
        })
    })
}

/// Reads an array.
fn array<'de, D: Deserializer<'de>, T: Json>(
    deserializer: D,
    what: &'static str,
) -> Result<Vec<T>, D::Error> {
    struct ArrayVisitor<'a, T> {
        reached: &'a mut bool,
        what: &'static str,
        element: PhantomData<T>,
    }

    impl<'de, T: Json> Visitor<'de> for ArrayVisitor<'_, T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
            *self.reached = true;
            let mut values = Vec::new();
            while let Some(value) = elements.next_element_seed(Read::new())? {
                values.push(value);
            }
            Ok(values)
        }
    }

    ask(what, |reached| {
        deserializer.deserialize_seq(ArrayVisitor {
            reached,
            what,
            element: PhantomData,
        })
    })
}

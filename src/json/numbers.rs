//! Scalars of JSON that are not strings: counts, and `true` and `false`.

#[cfg(feature = "arbitrary")]
use arbitrary::Unstructured;
#[cfg(feature = "proptest")]
use proptest::prelude::*;
#[cfg(feature = "schemars")]
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::ser::Serializer;
use serde_json::value::RawValue;

use super::check::Report;
use super::read;
use super::value::Json;

/// A count.
impl Json for u64 {
    const EXPECTED: &'static str = "an integer from 0 to 18446744073709551615";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::integer(
            Self::EXPECTED,
            |visitor| deserializer.deserialize_u64(visitor),
            |count| Self::try_from(count).ok(),
            None,
        )
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.integer(value, Self::EXPECTED, |count| Self::try_from(count).ok());
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*self)
    }

    fn json_len(&self) -> usize {
        "18446744073709551615".len()
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(self.to_string().as_bytes());
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut SchemaGenerator) -> Schema {
        // The maximum is no double: generators round it up, and then their C++ refuses more than 384.
        json_schema!({"type": "integer", "format": "int64", "minimum": 0})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        let most = *u.choose(&[1_000, Self::MAX])?;
        u.int_in_range(0..=most)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        prop_oneof![0..1_000_u64, any::<u64>()].boxed()
    }
}

impl Json for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::boolean(deserializer, Self::EXPECTED)
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.boolean(value, Self::EXPECTED);
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }

    fn json_len(&self) -> usize {
        "false".len()
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(if *self { b"true" } else { b"false" });
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "boolean"})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        u.arbitrary()
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> BoxedStrategy<Self> {
        any::<bool>().boxed()
    }
}

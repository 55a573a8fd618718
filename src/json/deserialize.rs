//! Reading through serde, out of any format: each value is asked for by the type that it should have, and an error names
//! the expectation, never the value.
//!
//! A deserializer's own error does (`invalid type: string "flow_…"`), and so do the defaults of a [`Visitor`]. So it is
//! noted whether the visitor was reached with the type that was asked for, and where it was not, the error is replaced.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::read::parse_integer;
use super::traits::{FromJson, Generate, Map, Member, Object, SlotVisitor, ValueReader};

/// Reads a value.
#[inline]
pub(crate) fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(Plain(deserializer, PhantomData)).and_then(|value| value.ok_or_else(|| expected(T::EXPECTED)))
}

/// An error that names the expectation, and not the value.
pub(crate) fn expected<E: Error>(what: &'static str) -> E {
    E::custom(format_args!("expected {what}"))
}

/// Reads one value through serde.
struct Plain<'de, D>(D, PhantomData<&'de ()>);

impl<'de, D: Deserializer<'de>> ValueReader for Plain<'de, D> {
    type Error = D::Error;

    /// It is asked for as an owned one, since some formats have no other for a string that is long or comes in pieces.
    #[inline]
    fn string<T>(
        self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, D::Error> {
        ask(expected, |asked| self.0.deserialize_string(ScalarVisitor(asked, Some(parse), None)))
    }

    fn integer<T>(
        self,
        expected: &'static str,
        parse: fn(i128) -> Option<T>,
        from_string: Option<fn(&str) -> T>,
    ) -> Result<Option<T>, D::Error> {
        ask(expected, |asked| {
            let parse_string = from_string.map(|from_string| move |string: &str| Ok(from_string(string)));
            let visitor = ScalarVisitor(asked, parse_string, Some(parse));
            if from_string.is_some() { self.0.deserialize_any(visitor) } else { self.0.deserialize_u64(visitor) }
        })
    }

    fn boolean(self) -> Result<Option<bool>, D::Error> {
        bool::deserialize(self.0).map(Some).map_err(|_| expected(bool::EXPECTED))
    }

    fn option<T: FromJson>(self) -> Result<Option<Option<T>>, D::Error> {
        ask(T::EXPECTED, |asked| self.0.deserialize_option(OptionVisitor(asked, PhantomData)))
    }

    /// In a format for machines, a sequence of at most one value that may be null.
    fn change<T: FromJson>(self) -> Result<Option<Option<T>>, D::Error> {
        if self.0.is_human_readable() {
            return Ok(T::read(self)?.map(Some));
        }
        let mut values = self.array()?.unwrap_or_default();
        let value = values.pop();
        if values.is_empty() { Ok(Some(value)) } else { Err(expected(T::EXPECTED)) }
    }

    fn array<T: FromJson>(self) -> Result<Option<Vec<T>>, D::Error> {
        ask(Vec::<T>::EXPECTED, |asked| self.0.deserialize_seq(ArrayVisitor(asked, PhantomData)))
    }

    #[inline]
    fn object<T: Object>(self) -> Result<Option<T>, D::Error> {
        let by_order = !self.0.is_human_readable();
        ask(T::EXPECTED, |asked| {
            let visitor = ObjectVisitor(asked, by_order, PhantomData);
            self.0.deserialize_struct(T::NAME, T::SPELLINGS, visitor)
        })
    }

    fn map<T: Map>(self) -> Result<Option<T>, D::Error> {
        ask(T::EXPECTED, |asked| self.0.deserialize_map(MapVisitor(asked, PhantomData)))
    }
}

/// The value that was asked for, and whether the visitor was reached with one. Nobody sees the messages of the default
/// methods of a visitor: their errors are replaced.
struct Asked {
    expected: &'static str,
    is_reached: bool,
}

impl Asked {
    /// A string, which is bytes in some formats.
    fn utf8<'b, E: Error>(&self, bytes: &'b [u8]) -> Result<&'b str, E> {
        std::str::from_utf8(bytes).map_err(|_| expected(self.expected))
    }
}

/// Asks for a value.
#[inline]
fn ask<T, E: Error>(what: &'static str, ask: impl FnOnce(&mut Asked) -> Result<T, E>) -> Result<Option<T>, E> {
    let mut asked = Asked { expected: what, is_reached: false };
    match ask(&mut asked) {
        Err(error) if !asked.is_reached || may_show_a_value(&error) => Err(expected(what)),
        value => value.map(Some),
    }
}

/// Whether an error is serde's own, about another type or value. Some formats return one between the members of an object,
/// when the visitor has been reached. No error of ours has this form.
fn may_show_a_value(error: &impl Error) -> bool {
    let error = error.to_string();
    error.contains("invalid type: ") || error.contains("invalid value: ")
}

/// A visitor of a string, an integer, or either.
struct ScalarVisitor<'a, T, F>(&'a mut Asked, Option<F>, Option<fn(i128) -> Option<T>>);

impl<'de, T, F: FnOnce(&str) -> Result<T, &'static str>> Visitor<'de> for ScalarVisitor<'_, T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    #[inline]
    fn visit_str<E: Error>(self, string: &str) -> Result<T, E> {
        let parse = self.1.ok_or_else(|| expected(self.0.expected))?;
        self.0.is_reached = true;
        parse(string).map_err(expected)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        let string = self.0.utf8(bytes)?;
        self.visit_str(string)
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<T, E> {
        self.0.is_reached = true;
        let parsed = self.2.and_then(|parse| parse(integer));
        parsed.ok_or_else(|| expected(self.0.expected))
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    /// Where another crate has switched on `arbitrary_precision`, serde_json writes a number of any type as an object.
    fn visit_map<A: MapAccess<'de>>(self, number: A) -> Result<T, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(number));
        let integer = number.ok().and_then(|number| parse_integer(&number.to_string()));
        match integer {
            Some(integer) => self.visit_i128(integer),
            None => Err(expected(self.0.expected)),
        }
    }
}

struct OptionVisitor<'a, T>(&'a mut Asked, PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for OptionVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Option<T>, D::Error> {
        self.0.is_reached = true;
        deserialize(value).map(Some)
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

struct ArrayVisitor<'a, T>(&'a mut Asked, PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for ArrayVisitor<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        self.0.is_reached = true;
        let mut values = Vec::new();
        while let Some(Read(value)) = elements.next_element()? {
            values.push(value);
        }
        Ok(values)
    }
}

struct MapVisitor<'a, T>(&'a mut Asked, PhantomData<T>);

impl<'de, T: Map> Visitor<'de> for MapVisitor<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        self.0.is_reached = true;
        T::from_map(members)
    }
}

/// A visitor of an object; the flag is for a format that knows members by their order alone.
struct ObjectVisitor<'a, T>(&'a mut Asked, bool, PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        self.0.is_reached = true;
        let mut slots = T::Slots::default();
        while let Some(index) = members.next_key_seed(NameSeed::<T>(PhantomData))? {
            if index < T::MEMBERS.len() {
                T::visit_slot(&mut slots, index, ValueOfMap(&mut members, PhantomData))?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        T::build(slots).map_err(|member| A::Error::missing_field(member.name()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        if !self.1 {
            return Err(expected(T::EXPECTED));
        }
        self.0.is_reached = true;
        let mut slots = T::Slots::default();
        for index in 0..T::MEMBERS.len() {
            T::visit_slot(&mut slots, index, Element(&mut members, PhantomData))?;
        }
        T::build(slots).map_err(|member| A::Error::missing_field(member.name()))
    }
}

/// The name of a member, as its index.
struct NameSeed<T>(PhantomData<T>);

impl<'de, T: Object> DeserializeSeed<'de> for NameSeed<T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        let what = "the name of a member";
        let index = ask(what, |asked| deserializer.deserialize_identifier(NameVisitor::<T>(asked, PhantomData)))?;
        index.ok_or_else(|| expected(what))
    }
}

struct NameVisitor<'a, T>(&'a mut Asked, PhantomData<T>);

impl<T: Object> Visitor<'_> for NameVisitor<'_, T> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected)
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        self.0.is_reached = true;
        Ok(T::index_of(name))
    }

    /// Bytes that are not UTF-8 are an unknown name.
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<usize, E> {
        self.visit_str(std::str::from_utf8(name).unwrap_or_default())
    }
}

/// A value inside another one.
pub(crate) struct Read<T>(pub(crate) T);

impl<'de, T: FromJson> Deserialize<'de> for Read<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// The value after a name.
struct ValueOfMap<'a, 'de, A>(&'a mut A, PhantomData<&'de ()>);

impl<'de, A: MapAccess<'de>> SlotVisitor for ValueOfMap<'_, 'de, A> {
    type Error = A::Error;

    #[inline]
    fn visit<T: FromJson + Generate>(self, member: &'static Member, slot: &mut Option<T>) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(member.name()));
        }
        let Read(value) = self.0.next_value()?;
        *slot = Some(value);
        Ok(())
    }
}

/// The next element of a format that knows members by their order alone. Such a format has each of them.
struct Element<'a, 'de, A>(&'a mut A, PhantomData<&'de ()>);

impl<'de, A: SeqAccess<'de>> SlotVisitor for Element<'_, 'de, A> {
    type Error = A::Error;

    fn visit<T: FromJson + Generate>(self, member: &'static Member, slot: &mut Option<T>) -> Result<(), A::Error> {
        let element = self.0.next_element()?;
        let Read(value) = element.ok_or_else(|| A::Error::missing_field(member.name()))?;
        *slot = Some(value);
        Ok(())
    }
}

//! Writing a value: as JSON, and through serde in every format.

use std::any::type_name;
use std::convert::Infallible;
use std::fmt;
use std::io::Write;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::traits::{JsonString, Member, MemberVisitor, Object, ToJson, Value, ValueWriter};

/// Writes a document into one allocation that never grows, so that no outgrown buffer has a copy of a key.
pub(crate) fn write<const IS_SNAKE_CASE: bool>(value: &impl ToJson) -> Vec<u8> {
    let mut length = 0;
    let Ok(()) = value.write(Json::<_, IS_SNAKE_CASE>(&mut length));
    let mut json = Vec::with_capacity(length);
    let Ok(()) = value.write(Json::<_, IS_SNAKE_CASE>(&mut json));
    debug_assert!(json.len() <= length, "{} > {length}", json.len());
    json
}

/// Where JSON goes.
trait Sink {
    /// Appends JSON as it is.
    fn raw(&mut self, json: &str);
    fn string(&mut self, string: &str);
    fn scalar<T: JsonString>(&mut self, scalar: &T);
    fn integer(&mut self, integer: impl fmt::Display);
    /// Ends an object or an array, each part of which was followed by a comma.
    fn close(&mut self, end: u8);
}

impl Sink for Vec<u8> {
    #[inline]
    fn raw(&mut self, json: &str) {
        self.extend_from_slice(json.as_bytes());
    }

    fn string(&mut self, string: &str) {
        serde_json::to_writer(self, string).expect("a Vec accepts everything");
    }

    #[inline]
    fn scalar<T: JsonString>(&mut self, scalar: &T) {
        self.push(b'"');
        scalar.append(self);
        self.push(b'"');
    }

    fn integer(&mut self, integer: impl fmt::Display) {
        write!(self, "{integer}").expect("a Vec accepts everything");
    }

    fn close(&mut self, end: u8) {
        match self.last_mut() {
            Some(comma @ b',') => *comma = end,
            _ => self.push(end),
        }
    }
}

/// The length of the JSON, or a few bytes more.
impl Sink for usize {
    #[inline]
    fn raw(&mut self, json: &str) {
        *self += json.len();
    }

    fn string(&mut self, string: &str) {
        // To count costs more than it saves where a string is short: 0.04 of `serde_json`'s instructions for the example.
        let is_escaped = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
        let escaped = if string.len() <= 32 {
            string.len()
        } else {
            string.bytes().filter(is_escaped).count()
        };
        *self += escaped * "\\u0000".len() + (string.len() - escaped) + r#""""#.len();
    }

    #[inline]
    fn scalar<T: JsonString>(&mut self, scalar: &T) {
        *self += scalar.str_len() + r#""""#.len();
    }

    fn integer(&mut self, _: impl fmt::Display) {
        *self += "-9223372036854775808".len();
    }

    fn close(&mut self, _: u8) {
        *self += 1;
    }
}

/// Writes JSON.
struct Json<'a, S, const IS_SNAKE_CASE: bool>(&'a mut S);

impl<S: Sink, const IS_SNAKE_CASE: bool> Json<'_, S, IS_SNAKE_CASE> {
    /// Writes a value and a comma.
    #[inline]
    fn part<T: ToJson>(&mut self, value: &T) -> Result<(), Infallible> {
        value.write(Json::<S, IS_SNAKE_CASE>(self.0))?;
        self.0.raw(",");
        Ok(())
    }
}

impl<S: Sink, const IS_SNAKE_CASE: bool> ValueWriter for Json<'_, S, IS_SNAKE_CASE> {
    type Ok = ();
    type Error = Infallible;

    fn string(self, string: &str) -> Result<(), Infallible> {
        self.0.string(string);
        Ok(())
    }

    #[inline]
    fn scalar<T: JsonString>(self, scalar: &T) -> Result<(), Infallible> {
        self.0.scalar(scalar);
        Ok(())
    }

    fn u64(self, integer: u64) -> Result<(), Infallible> {
        self.0.integer(integer);
        Ok(())
    }

    fn i64(self, integer: i64) -> Result<(), Infallible> {
        self.0.integer(integer);
        Ok(())
    }

    fn boolean(self, boolean: bool) -> Result<(), Infallible> {
        self.0.raw(if boolean { "true" } else { "false" });
        Ok(())
    }

    fn option<T: ToJson>(self, value: Option<&T>) -> Result<(), Infallible> {
        match value {
            None => self.0.raw("null"),
            Some(value) => value.write(self)?,
        }
        Ok(())
    }

    fn change<T: ToJson>(self, value: Option<&T>) -> Result<(), Infallible> {
        self.option(value)
    }

    fn array<'a, T: ToJson + 'a>(mut self, _: usize, elements: impl Iterator<Item = &'a T>) -> Result<(), Infallible> {
        self.0.raw("[");
        for element in elements {
            self.part(element)?;
        }
        self.0.close(b']');
        Ok(())
    }

    fn object<T: Object>(mut self, object: &T) -> Result<(), Infallible> {
        self.0.raw("{");
        object.visit(&mut self)?;
        self.0.close(b'}');
        Ok(())
    }

    fn map<'a, T: ToJson>(mut self, entries: impl ExactSizeIterator<Item = (&'a str, T)>) -> Result<(), Infallible> {
        self.0.raw("{");
        for (name, value) in entries {
            self.0.raw("\"");
            self.0.raw(name);
            self.0.raw("\":");
            self.part(&value)?;
        }
        self.0.close(b'}');
        Ok(())
    }

    fn in_snake_case(self) -> impl ValueWriter<Ok = (), Error = Infallible> {
        Json::<S, true>(self.0)
    }
}

impl<S: Sink, const IS_SNAKE_CASE: bool> MemberVisitor for Json<'_, S, IS_SNAKE_CASE> {
    type Error = Infallible;

    #[inline]
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Infallible> {
        if value.is_present() {
            self.0.raw(member.spelling(IS_SNAKE_CASE).with_colon);
            self.part(value)?;
        }
        Ok(())
    }
}

/// Writes through serde.
struct Plain<S> {
    serializer: S,
    is_snake_case: bool,
    /// Whether null is written as a unit: some formats drop a member that is none.
    null_is_unit: bool,
}

impl<S: Serializer> ValueWriter for Plain<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn string(self, string: &str) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_str(string)
    }

    fn scalar<T: JsonString>(self, scalar: &T) -> Result<S::Ok, S::Error> {
        scalar.with_str(|string| self.serializer.serialize_str(string))
    }

    fn u64(self, integer: u64) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_u64(integer)
    }

    fn i64(self, integer: i64) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_i64(integer)
    }

    fn boolean(self, boolean: bool) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_bool(boolean)
    }

    fn option<T: ToJson>(self, value: Option<&T>) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => self.serializer.serialize_some(&Serialized(value, self.is_snake_case)),
            None if self.null_is_unit => self.serializer.serialize_unit(),
            None => self.serializer.serialize_none(),
        }
    }

    /// In a format for machines, a sequence of at most one value that may be null.
    fn change<T: ToJson>(self, value: Option<&T>) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) if self.serializer.is_human_readable() => value.write(Self {
                null_is_unit: true,
                ..self
            }),
            _ => self.array(value.iter().count(), value.into_iter()),
        }
    }

    fn array<'a, T: ToJson + 'a>(self, count: usize, elements: impl Iterator<Item = &'a T>) -> Result<S::Ok, S::Error> {
        let mut array = self.serializer.serialize_seq(Some(count))?;
        for element in elements {
            array.serialize_element(&Serialized(element, self.is_snake_case))?;
        }
        array.end()
    }

    /// A format that knows members by their order alone has those that are none, too.
    fn object<T: Object>(self, object: &T) -> Result<S::Ok, S::Error> {
        let by_order = !self.serializer.is_human_readable();
        let mut count = Count { by_order, count: 0 };
        let Ok(()) = object.visit(&mut count);
        if !by_order && drops_names::<S>() {
            let map = self.serializer.serialize_map(Some(count.count))?;
            return write_fields(object, AsStruct(map), by_order, self.is_snake_case);
        }
        let serializer = self.serializer.serialize_struct(T::NAME, count.count)?;
        write_fields(object, serializer, by_order, self.is_snake_case)
    }

    fn map<'a, T: ToJson>(self, entries: impl ExactSizeIterator<Item = (&'a str, T)>) -> Result<S::Ok, S::Error> {
        let mut map = self.serializer.serialize_map(Some(entries.len()))?;
        for (name, value) in entries {
            map.serialize_entry(name, &Serialized(&value, self.is_snake_case))?;
        }
        map.end()
    }

    fn in_snake_case(self) -> impl ValueWriter<Ok = S::Ok, Error = S::Error> {
        Self {
            is_snake_case: true,
            ..self
        }
    }
}

/// A value inside another one, for serde.
struct Serialized<'a, T>(&'a T, bool);

impl<T: ToJson> Serialize for Serialized<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(Plain {
            serializer,
            is_snake_case: self.1,
            null_is_unit: false,
        })
    }
}

/// Counts the members that are written.
struct Count {
    by_order: bool,
    count: usize,
}

impl MemberVisitor for Count {
    type Error = Infallible;

    fn member<T: Value>(&mut self, _: &'static Member, value: &T) -> Result<(), Infallible> {
        self.count += usize::from(self.by_order || value.is_present());
        Ok(())
    }
}

struct Fields<S> {
    by_order: bool,
    serializer: S,
    is_snake_case: bool,
}

impl<S: SerializeStruct> MemberVisitor for Fields<S> {
    type Error = S::Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), S::Error> {
        let name = member.spelling(self.is_snake_case).name;
        let written = Serialized(value, self.is_snake_case);
        if !member.is_required && !T::IS_NULLABLE {
            // What is read as an option is written as one: some formats tell it from its value.
            self.serializer.serialize_field(name, &Some(written))
        } else if self.by_order || value.is_present() {
            self.serializer.serialize_field(name, &written)
        } else {
            self.serializer.skip_field(name)
        }
    }
}

/// Writes the members of an object, and ends it.
fn write_fields<T: Object, S: SerializeStruct>(
    object: &T,
    serializer: S,
    by_order: bool,
    is_snake_case: bool,
) -> Result<S::Ok, S::Error> {
    let mut fields = Fields {
        by_order,
        serializer,
        is_snake_case,
    };
    object.visit(&mut fields)?;
    fields.serializer.end()
}

/// Whether a serializer writes a struct as it writes a tuple, and not as a map: without its names.
///
/// Where a format reports that it is human-readable (`rmpv::ext::to_value`), nothing else tells so, and its reader takes an
/// array, which is no object. A map has the names.
fn drops_names<S: Serializer>() -> bool {
    let name = type_name::<S::SerializeStruct>();
    name == type_name::<S::SerializeTupleStruct>() && name != type_name::<S::SerializeMap>()
}

/// An object as a map.
struct AsStruct<M>(M);

impl<M: SerializeMap> SerializeStruct for AsStruct<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Writes a value through serde.
pub(crate) fn serialize<T: ToJson, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(Plain {
        serializer,
        is_snake_case: false,
        null_is_unit: false,
    })
}

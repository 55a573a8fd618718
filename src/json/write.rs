//! Writing a value: as JSON, and through serde in every format.

use std::any::type_name;
use std::convert::Infallible;
use std::io::{self, Write};

use secrecy::zeroize::Zeroize;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::lexer::plain_len;
use super::traits::{JsonString, Member, MemberVisitor, Object, ToJson, Value, ValueWriter};

/// Writes a document as JSON.
pub(crate) fn write(value: &impl ToJson, is_snake_case: bool) -> Vec<u8> {
    let mut json = Json { bytes: Vec::with_capacity(Json::FIRST_CAPACITY), is_snake_case };
    let Ok(()) = value.write(&mut json);
    json.bytes
}

/// JSON as far as it has been written. A buffer that is outgrown is wiped before it is freed, so no freed memory has a
/// copy of a key.
struct Json {
    bytes: Vec<u8>,
    is_snake_case: bool,
}

impl Json {
    /// Enough for a new key with its metadata.
    const FIRST_CAPACITY: usize = 512;

    /// Appends JSON as it is.
    #[inline]
    fn raw(&mut self, json: &[u8]) {
        self.reserve(json.len()).extend_from_slice(json);
    }

    /// The buffer, with room for so many bytes more.
    #[inline]
    fn reserve(&mut self, more: usize) -> &mut Vec<u8> {
        if more > self.bytes.capacity() - self.bytes.len() {
            let _wiped = self.grow(more);
        }
        &mut self.bytes
    }

    /// Moves to a larger buffer, with room for at least so many bytes more. Returns the old one, wiped.
    #[cold]
    fn grow(&mut self, more: usize) -> Vec<u8> {
        let len = self.bytes.len();
        let mut larger = Vec::with_capacity(len + len.max(more));
        larger.extend_from_slice(&self.bytes);
        let mut outgrown = std::mem::replace(&mut self.bytes, larger);
        outgrown.as_mut_slice().zeroize();
        outgrown
    }

    /// Writes a string that needs no escape.
    #[inline]
    fn quoted(&mut self, string: &[u8]) {
        let json = self.reserve(string.len() + 2);
        json.push(b'"');
        json.extend_from_slice(string);
        json.push(b'"');
    }

    /// Writes a value and a comma.
    #[inline]
    fn part<T: ToJson>(&mut self, value: &T) -> Result<(), Infallible> {
        value.write(&mut *self)?;
        self.reserve(1).push(b',');
        Ok(())
    }

    /// Ends an object or an array, each part of which was followed by a comma.
    fn close(&mut self, end: u8) {
        match self.bytes.last_mut() {
            Some(comma @ b',') => *comma = end,
            _ => self.raw(&[end]),
        }
    }
}

impl Write for Json {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        self.raw(json);
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl ValueWriter for &mut Json {
    type Ok = ();
    type Error = Infallible;

    fn string(self, string: &str) -> Result<(), Infallible> {
        // serde_json looks at each byte on its own: 0.96 of the instructions of `to_json` for a list.
        if plain_len(string.as_bytes()) == string.len() {
            self.quoted(string.as_bytes());
        } else {
            serde_json::to_writer(self, string).expect("a buffer accepts everything");
        }
        Ok(())
    }

    #[inline]
    fn scalar<T: JsonString>(self, scalar: &T) -> Result<(), Infallible> {
        scalar.with_bytes(|bytes| self.quoted(bytes));
        Ok(())
    }

    fn integer(self, integer: i128) -> Result<(), Infallible> {
        write!(self, "{integer}").expect("a buffer accepts everything");
        Ok(())
    }

    fn boolean(self, boolean: bool) -> Result<(), Infallible> {
        self.raw(if boolean { b"true" } else { b"false" });
        Ok(())
    }

    fn option<T: ToJson>(self, value: Option<&T>) -> Result<(), Infallible> {
        match value {
            None => self.raw(b"null"),
            Some(value) => value.write(self)?,
        }
        Ok(())
    }

    fn change<T: ToJson>(self, value: Option<&T>) -> Result<(), Infallible> {
        self.option(value)
    }

    fn array<'a, T: ToJson + 'a>(self, count: usize, elements: impl Iterator<Item = &'a T>) -> Result<(), Infallible> {
        self.raw(b"[");
        let start = self.bytes.len();
        for (index, element) in elements.enumerate() {
            self.part(element)?;
            if index == 0 {
                // The others are about as long, unless the first is unusual: so no more than 1 MB. Without this, a list of
                // 1,000 keys takes 1.8 times the instructions, to wipe the buffers that it outgrows.
                let len = self.bytes.len() - start;
                self.reserve((len + len / 8).saturating_mul(count - 1).min(1 << 20));
            }
        }
        self.close(b']');
        Ok(())
    }

    fn object<T: Object>(self, object: &T) -> Result<(), Infallible> {
        self.raw(b"{");
        object.visit(self)?;
        self.close(b'}');
        Ok(())
    }

    fn map<'a, T: ToJson>(self, entries: impl ExactSizeIterator<Item = (&'a str, T)>) -> Result<(), Infallible> {
        self.raw(b"{");
        for (name, value) in entries {
            for part in ["\"", name, "\":"] {
                self.raw(part.as_bytes());
            }
            self.part(&value)?;
        }
        self.close(b'}');
        Ok(())
    }

    fn in_snake_case(self) -> Self {
        self.is_snake_case = true;
        self
    }
}

impl MemberVisitor for Json {
    type Error = Infallible;

    #[inline]
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Infallible> {
        if value.is_present() {
            // Two calls with constants, each of a known length: 0.94 of the instructions of `to_json`.
            if self.is_snake_case {
                self.raw(member.spelling(true).with_colon.as_bytes());
            } else {
                self.raw(member.spelling(false).with_colon.as_bytes());
            }
            self.part(value)?;
        }
        Ok(())
    }
}

/// Writes a value through serde.
pub(crate) fn serialize<T: ToJson, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Serialized(value, false).serialize(serializer)
}

/// A value for serde, and whether its members are in `snake_case`.
struct Serialized<'a, T>(&'a T, bool);

impl<T: ToJson> Serialize for Serialized<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(Plain { serializer, is_snake_case: self.1, null_is_unit: false })
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
        scalar.with_str(|string| self.string(string))
    }

    /// Formats know 64 bits better than 128.
    fn integer(self, integer: i128) -> Result<S::Ok, S::Error> {
        match u64::try_from(integer) {
            Ok(count) => self.serializer.serialize_u64(count),
            Err(_) => self.serializer.serialize_i64(integer.try_into().unwrap_or(i64::MIN)),
        }
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
    fn change<T: ToJson>(mut self, value: Option<&T>) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) if self.serializer.is_human_readable() => {
                self.null_is_unit = true;
                value.write(self)
            }
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

    fn in_snake_case(mut self) -> Self {
        self.is_snake_case = true;
        self
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
            // A member that is read as an option is written as one: some formats tell it from its value.
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
    let mut fields = Fields { by_order, serializer, is_snake_case };
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

#[cfg(test)]
#[test]
fn an_outgrown_buffer_is_wiped() {
    let (bytes, is_snake_case) = (b"a key".to_vec(), false);
    let mut json = Json { bytes, is_snake_case };
    assert_eq!(json.grow(100), [0; 5]);
    assert_eq!(json.bytes, b"a key");
}

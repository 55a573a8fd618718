//! The traits of this module: those of the types, and those of their readers and writers.

use std::fmt;

use serde::de::MapAccess;

use super::lexer::{NotJson, Reader};

/// A type with a JSON form.
pub(crate) trait Value: FromJson + ToJson + Describe + Generate + fmt::Debug + 'static {}

impl<T: FromJson + ToJson + Describe + Generate + fmt::Debug + 'static> Value for T {}

/// A type whose JSON form is a string of a form that JSON writes without an escape.
pub(crate) trait JsonString: Sized {
    /// The expectation, for an error about another string: a noun phrase.
    const EXPECTED: &'static str;

    /// Parses a string. The error is a noun phrase for the expectation, and never has the string.
    fn parse(string: &str) -> Result<Self, &'static str>;

    /// Calls a function with the string.
    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T;

    /// Calls a function with the bytes of the string: for a type that has no `str`, 0.91 of the instructions of `to_json`.
    #[inline]
    fn with_bytes<T>(&self, f: impl FnOnce(&[u8]) -> T) -> T {
        self.with_str(|string| f(string.as_bytes()))
    }
}

/// A type that can be read.
pub(crate) trait FromJson: Sized {
    /// The expectation, for an error about another value: a noun phrase.
    const EXPECTED: &'static str;

    /// Whether a member of this type must be present.
    const REQUIRED: bool = true;

    /// The value of a member that is absent.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a value; `None` if it has a violation, which the reader knows then.
    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error>;
}

/// Reads one value: out of a document ([`Reader`]), or through serde out of any format (`deserialize.rs`),
/// whose first violation is the error.
pub(crate) trait ValueReader: Sized {
    type Error;

    /// Reads a string with a parser, whose error is a noun phrase.
    fn string<T>(
        self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, Self::Error>;

    /// Reads an integer, which has neither a fraction nor an exponent, or a string where that can be instead.
    fn integer<T>(
        self,
        expected: &'static str,
        parse: fn(i128) -> Option<T>,
        from_string: Option<fn(&str) -> T>,
    ) -> Result<Option<T>, Self::Error>;

    fn boolean(self) -> Result<Option<bool>, Self::Error>;

    /// Reads a value that may be null.
    #[expect(clippy::option_option, reason = "one for null, and one for a value with a violation")]
    fn option<T: FromJson>(self) -> Result<Option<Option<T>>, Self::Error>;

    /// Reads a value that may be absent, null, or neither. None is absent, which a member that is read is not.
    #[expect(clippy::option_option, reason = "one for absent, and one for a value with a violation")]
    fn change<T: FromJson>(self) -> Result<Option<Option<T>>, Self::Error>;

    fn array<T: FromJson>(self) -> Result<Option<Vec<T>>, Self::Error>;

    fn object<T: Object>(self) -> Result<Option<T>, Self::Error>;

    fn map<T: Map>(self) -> Result<Option<T>, Self::Error>;
}

/// A type that is an object whose names are not known.
pub(crate) trait Map: FromJson {
    /// Reads its members out of a document, in which it is the next value.
    fn from_members(reader: &mut Reader<'_>) -> Result<Option<Self>, NotJson>;

    /// Reads its members in any other format.
    fn from_map<'de, A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

/// A type that can be written.
pub(crate) trait ToJson {
    /// Whether null is one of its values.
    const IS_NULLABLE: bool = false;

    /// Whether a member that is none of this type is left out: in a request, absent and null differ; a wrapper has no body.
    const NONE_IS_ABSENT: bool = false;

    /// Whether a member with this value is written.
    fn is_present(&self) -> bool {
        true
    }

    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error>;
}

/// Writes one value: as JSON, or through serde (`write.rs`).
pub(crate) trait ValueWriter: Sized {
    type Ok;
    type Error;

    fn string(self, string: &str) -> Result<Self::Ok, Self::Error>;
    fn scalar<T: JsonString>(self, scalar: &T) -> Result<Self::Ok, Self::Error>;
    /// Writes an integer of 64 bits.
    fn integer(self, integer: i128) -> Result<Self::Ok, Self::Error>;
    fn boolean(self, boolean: bool) -> Result<Self::Ok, Self::Error>;
    fn option<T: ToJson>(self, value: Option<&T>) -> Result<Self::Ok, Self::Error>;
    /// Writes a value that may be absent, null, or neither. None is absent.
    fn change<T: ToJson>(self, value: Option<&T>) -> Result<Self::Ok, Self::Error>;
    fn array<'a, T: ToJson + 'a>(
        self,
        count: usize,
        elements: impl Iterator<Item = &'a T>,
    ) -> Result<Self::Ok, Self::Error>;
    fn object<T: Object>(self, object: &T) -> Result<Self::Ok, Self::Error>;
    /// Writes an object whose names need no escape.
    fn map<'a, T: ToJson>(self, entries: impl ExactSizeIterator<Item = (&'a str, T)>) -> Result<Self::Ok, Self::Error>;
    /// Spells the members in `snake_case`.
    fn in_snake_case(self) -> Self;
}

/// A type with a schema.
#[cfg(feature = "schemars")]
pub(crate) trait Describe {
    /// The schema, or a reference to it.
    fn schema(generator: &mut schemars::SchemaGenerator, is_snake_case: bool) -> schemars::Schema;

    /// The schema itself.
    fn definition(generator: &mut schemars::SchemaGenerator, is_snake_case: bool) -> schemars::Schema {
        Self::schema(generator, is_snake_case)
    }
}

/// Without the feature, there is nothing to ask of a type.
#[cfg(not(feature = "schemars"))]
pub(crate) trait Describe {}
#[cfg(not(feature = "schemars"))]
impl<T> Describe for T {}

/// A type of which values can be made.
#[cfg(feature = "arbitrary")]
pub(crate) trait Generate: Sized {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self>;
}

/// Without the feature, there is nothing to ask of a type.
#[cfg(not(feature = "arbitrary"))]
pub(crate) trait Generate {}
#[cfg(not(feature = "arbitrary"))]
impl<T> Generate for T {}

/// A type that is an object, as `object!` describes it.
pub(crate) trait Object: Sized + 'static {
    /// The name in Rust.
    const TYPE: &'static str;
    /// The name in the API.
    const NAME: &'static str;
    const EXPECTED: &'static str;
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "for the schema"))]
    const DOCS: Docs;
    /// The members, in the API's order.
    const MEMBERS: &'static [Member];
    /// All spellings of all members.
    const SPELLINGS: &'static [&'static str];
    /// The members that only the schema has.
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "for the schema"))]
    const DESCRIBED: &'static [(&'static str, Docs)];

    /// For each member, its value once it has been read.
    type Slots: Default;

    /// The index of a member by any of its spellings; the number of members for an unknown one.
    fn index_of(name: &str) -> usize;

    /// Calls the visitor with the slot of a member; not if there is none with the index.
    fn visit_slot<V: SlotVisitor>(slots: &mut Self::Slots, index: usize, visitor: V) -> Result<(), V::Error>;

    /// Builds the object. The error is the first member that is missing.
    fn build(slots: Self::Slots) -> Result<Self, &'static Member>;

    /// Calls the visitor with each member, in order.
    fn visit<V: MemberVisitor>(&self, visitor: &mut V) -> Result<(), V::Error>;
}

/// The lines of a documentation.
pub(crate) type Docs = &'static [&'static str];

/// A member of an object.
pub(crate) struct Member {
    /// The name of the field in Rust.
    pub(super) field: &'static str,
    /// The spelling that is written, then the others that are read.
    pub(super) spellings: &'static [Spelling],
    in_snake_case: usize,
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "for the schema"))]
    pub(super) docs: Docs,
    pub(super) is_required: bool,
    pub(super) expected: &'static str,
    #[cfg(feature = "schemars")]
    pub(super) schema: fn(&mut schemars::SchemaGenerator, bool) -> schemars::Schema,
}

impl Member {
    pub(crate) const fn of<T: FromJson + Describe>(
        field: &'static str,
        spellings: &'static [Spelling],
        docs: Docs,
    ) -> Self {
        Self {
            field,
            spellings,
            in_snake_case: in_snake_case(spellings),
            docs,
            is_required: T::REQUIRED,
            expected: T::EXPECTED,
            #[cfg(feature = "schemars")]
            schema: T::schema,
        }
    }

    /// The API's name.
    pub(super) const fn name(&self) -> &'static str {
        self.spellings[0].name
    }

    /// The spelling that is written: that of the documented example, or `snake_case` where the member has it.
    #[inline]
    pub(super) fn spelling(&self, is_snake_case: bool) -> &'static Spelling {
        &self.spellings[if is_snake_case { self.in_snake_case } else { 0 }]
    }
}

/// The index of the spelling in `snake_case`: the second one, if the first has a letter in upper case.
const fn in_snake_case(spellings: &[Spelling]) -> usize {
    let (name, mut at) = (spellings[0].name.as_bytes(), 0);
    while at < name.len() {
        if name[at].is_ascii_uppercase() && spellings.len() > 1 {
            return 1;
        }
        at += 1;
    }
    0
}

/// A name of a member.
pub(crate) struct Spelling {
    pub(crate) name: &'static str,
    /// The name as JSON, with its quotes and the `:` after it.
    pub(crate) with_colon: &'static str,
}

/// Fills the slot of a member.
pub(crate) trait SlotVisitor {
    type Error;

    fn visit<T: FromJson + Generate>(self, member: &'static Member, slot: &mut Option<T>) -> Result<(), Self::Error>;
}

/// Uses each member of a value.
pub(crate) trait MemberVisitor {
    type Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
}

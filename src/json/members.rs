//! [`Object`]: the facts that `object!` states of a type, and the plain code over them.

use super::error::{JsonType, ViolationKind};
use super::lexer::{NotJson, Reader};
use super::value::Value;

const EXPECTED_ONCE: &str = "the member once, under one spelling";

/// A type that is an object, as `object!` describes it.
pub(crate) trait Object: Sized + 'static {
    /// The name in Rust.
    const TYPE: &'static str;
    /// The name in the API.
    const NAME: &'static str;
    const EXPECTED: &'static str;
    #[cfg_attr(
        not(feature = "schemars"),
        expect(dead_code, reason = "for the schema")
    )]
    const DOCS: Docs;
    /// The members, in the API's order.
    const MEMBERS: &'static [Member];
    /// All spellings of all members.
    const SPELLINGS: &'static [&'static str];
    /// The members that only the schema has.
    #[cfg_attr(
        not(feature = "schemars"),
        expect(dead_code, reason = "for the schema")
    )]
    const DESCRIBED: &'static [(&'static str, Docs)];

    /// For each member, its value once it has been read.
    type Slots: Default;

    /// The index of a member by any of its spellings; the number of members for an unknown one.
    fn index_of(name: &str) -> usize;

    /// Calls the visitor with the slot of a member.
    fn visit_slot<V: SlotVisitor>(
        slots: &mut Self::Slots,
        index: usize,
        visitor: V,
    ) -> Result<(), V::Error>;

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
    pub(super) spellings: &'static [&'static str],
    #[cfg_attr(
        not(feature = "schemars"),
        expect(dead_code, reason = "for the schema")
    )]
    pub(super) docs: Docs,
    pub(super) is_required: bool,
    expected: &'static str,
    #[cfg(feature = "schemars")]
    pub(super) schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Member {
    pub(crate) const fn of<T: Value>(
        field: &'static str,
        spellings: &'static [&'static str],
        docs: Docs,
    ) -> Self {
        Self {
            field,
            spellings,
            docs,
            is_required: T::REQUIRED,
            expected: T::EXPECTED,
            #[cfg(feature = "schemars")]
            schema: T::schema,
        }
    }

    /// The spelling that is written.
    pub(super) const fn name(&self) -> &'static str {
        self.spellings[0]
    }
}

/// Fills the slot of a member.
pub(crate) trait SlotVisitor {
    type Error;

    fn known<T: Value>(
        self,
        member: &'static Member,
        slot: &mut Option<T>,
    ) -> Result<(), Self::Error>;

    fn unknown(self) -> Result<(), Self::Error>;
}

/// Uses each member of a value.
pub(crate) trait MemberVisitor {
    type Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
}

/// Reads an object out of a document, with all of its violations.
pub(super) fn read<T: Object>(reader: &mut Reader<'_>) -> Result<Option<T>, NotJson> {
    const { assert!(T::MEMBERS.len() <= 32, "a bit for each member") };

    if !reader.is(JsonType::Object, T::EXPECTED)? {
        return Ok(None);
    }
    let (mut slots, mut seen, before) = (T::Slots::default(), 0_u32, reader.total);
    let end = reader.members(|reader, quoted| {
        // A name with half a surrogate pair is a violation of the object: no pointer can have it.
        let Some(name) = reader.unescape(quoted) else {
            return reader.skip();
        };
        let index = T::index_of(&name);
        if index == T::MEMBERS.len() {
            return reader.skip();
        }
        let is_repeated = seen & (1 << index) != 0;
        seen |= 1 << index;
        reader.inside(&name, |reader| {
            if is_repeated {
                reader.add(ViolationKind::Duplicate, EXPECTED_ONCE, quoted.start);
                return reader.skip();
            }
            T::visit_slot(&mut slots, index, reader)
        })
    })?;
    for (index, member) in T::MEMBERS.iter().enumerate() {
        if member.is_required && seen & (1 << index) == 0 {
            reader.inside(member.name(), |reader| {
                reader.add(ViolationKind::Missing, member.expected, end);
            });
        }
    }
    Ok(if reader.total == before {
        T::build(slots).ok()
    } else {
        None
    })
}

impl SlotVisitor for &mut Reader<'_> {
    type Error = NotJson;

    #[inline]
    fn known<T: Value>(self, _: &'static Member, slot: &mut Option<T>) -> Result<(), NotJson> {
        *slot = T::read(self)?;
        Ok(())
    }

    fn unknown(self) -> Result<(), NotJson> {
        self.skip()
    }
}

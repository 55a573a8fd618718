//! [`Object`]: the facts that `object!` states of a type, and the plain code over them.

use std::borrow::Cow;

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

    /// Calls the visitor with the slot of a member.
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
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "for the schema"))]
    pub(super) docs: Docs,
    pub(super) is_required: bool,
    expected: &'static str,
    #[cfg(feature = "schemars")]
    pub(super) schema: fn(&mut schemars::SchemaGenerator, Case) -> schemars::Schema,
}

impl Member {
    pub(crate) const fn of<T: Value>(field: &'static str, spellings: &'static [Spelling], docs: Docs) -> Self {
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

    /// The API's name.
    pub(super) const fn name(&self) -> &'static str {
        self.spellings[0].name
    }

    /// The spelling that is written.
    pub(super) fn spelling(&self, case: Case) -> &'static Spelling {
        let snake_case = || {
            self.spellings
                .iter()
                .find(|spelling| !spelling.name.contains(char::is_uppercase))
        };
        match case {
            Case::Api => &self.spellings[0],
            Case::Snake => snake_case().unwrap_or(&self.spellings[0]),
        }
    }
}

/// Which spelling of each member is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Case {
    /// That of the documented example.
    Api,
    /// `snake_case`, where a member has it.
    Snake,
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

    fn known<T: Value>(self, member: &'static Member, slot: &mut Option<T>) -> Result<(), Self::Error>;

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
    let mut next = 0;
    reader.parts(b'}', |reader| {
        let Some((index, name, start)) = read_name::<T>(reader, next)? else {
            return reader.skip();
        };
        next = index + 1;
        let is_repeated = seen & (1 << index) != 0;
        seen |= 1 << index;
        reader.inside(&name, |reader| {
            if is_repeated {
                reader.add(ViolationKind::Duplicate, EXPECTED_ONCE, start);
                return reader.skip();
            }
            T::visit_slot(&mut slots, index, reader)
        })
    })?;
    let end = reader.offset - 1;
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

/// Reads the name of a member: its index, the name as the document spells it, and the offset of that; `None` if the object has
/// no such member. The one at `next` is tried first: in a document that has the members in the API's order, that is 0.8 of
/// the instructions.
#[inline]
fn read_name<'t, T: Object>(
    reader: &mut Reader<'t>,
    next: usize,
) -> Result<Option<(usize, Cow<'t, str>, usize)>, NotJson> {
    let expected = T::MEMBERS.get(next).map_or(&[][..], |member| member.spellings);
    for spelling in expected {
        if reader.accept_name(spelling.with_colon) {
            let start = reader.offset - spelling.with_colon.len();
            return Ok(Some((next, Cow::Borrowed(spelling.name), start)));
        }
    }
    let quoted = reader.name()?;
    // A name with half a surrogate pair is a violation of the object: no pointer can have it.
    let name = reader
        .unescape_or_add(quoted)
        .map(|name| (T::index_of(&name), name, quoted.start));
    Ok(name.filter(|(index, ..)| *index < T::MEMBERS.len()))
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

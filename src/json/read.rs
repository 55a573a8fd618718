//! Reading a document: its value, or every violation.

use std::borrow::Cow;

use super::error::{DecodeError, JsonType, Violation, ViolationKind};
use super::lexer::{NotJson, Quoted, Reader};
use super::traits::{FromJson, Generate, Map, Member, Object, SlotVisitor, ValueReader};

const EXPECTED_ONCE: &str = "the member once, under one spelling";
const EXPECTED_UNICODE: &str = "a string without unpaired surrogate escapes (`\\ud800` to `\\udfff`)";

/// Reads a document.
pub(super) fn read<T: FromJson>(json: &[u8]) -> Result<T, DecodeError> {
    // Once for the whole document is cheaper than string by string.
    let text =
        std::str::from_utf8(json).map_err(|error| DecodeError::syntax("not UTF-8", json, error.valid_up_to()))?;
    let mut reader = Reader::new(text);
    let value = T::read(&mut reader).and_then(|value| reader.end().map(|()| value));
    match value {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(DecodeError::new(reader.violations, reader.total, json)),
        Err(NotJson) if text.starts_with('\u{feff}') => {
            let why = "it starts with a byte order mark";
            Err(DecodeError::syntax(why, json, 0))
        }
        Err(NotJson) => Err(DecodeError::syntax(reader.not_json, json, reader.offset)),
    }
}

impl<'t> Reader<'t> {
    /// Adds a violation at an offset. Its pointer is that of the value that is being read.
    #[cold]
    pub(crate) fn add(&mut self, kind: ViolationKind, expected: &'static str, offset: usize) {
        self.push(Violation::new(kind, expected, offset));
    }

    fn push(&mut self, violation: Violation) {
        self.total += 1;
        if self.total <= DecodeError::KEPT {
            self.violations.push(violation);
        }
    }

    /// Whether the next value has this type; if not, the value is a violation and is skipped.
    #[inline]
    pub(crate) fn is(&mut self, is: JsonType, expected: &'static str) -> Result<bool, NotJson> {
        if self.peek_type()? == is {
            return Ok(true);
        }
        self.is_not(is, expected)
    }

    #[cold]
    fn is_not(&mut self, is: JsonType, expected: &'static str) -> Result<bool, NotJson> {
        let mut violation = Violation::new(ViolationKind::InvalidType, expected, self.offset);
        violation.json_type = Some(is);
        self.push(violation);
        self.skip()?;
        Ok(false)
    }

    /// Runs a function that reads a value inside another one: `step` is that of a JSON Pointer.
    #[inline]
    pub(super) fn inside<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.violations.len();
        let value = read(self);
        if self.violations.len() > before {
            self.prefix_pointers(before, step);
        }
        value
    }

    #[cold]
    fn prefix_pointers(&mut self, from: usize, step: &str) {
        for violation in &mut self.violations[from..] {
            violation.pointer.insert_str(0, step);
            violation.pointer.insert(0, '/');
        }
    }

    /// Parses a string that was read. The parser's error is a noun phrase.
    #[inline]
    pub(crate) fn parse<T>(
        &mut self,
        quoted: Quoted<'t>,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let parsed = match self.unescape_or_add(quoted)? {
            Cow::Borrowed(string) => parse(string),
            Cow::Owned(string) => parse(&string),
        };
        parsed.map_err(|expected| self.add(ViolationKind::InvalidValue, expected, quoted.start)).ok()
    }

    /// A string that was read; half a surrogate pair in it is a violation.
    #[expect(clippy::inline_always, reason = "0.92 of the instructions of `from_json`, with the two like it")]
    #[inline(always)]
    pub(super) fn unescape_or_add(&mut self, quoted: Quoted<'t>) -> Option<Cow<'t, str>> {
        let string = self.unescape(quoted);
        if string.is_none() {
            self.add(ViolationKind::InvalidValue, EXPECTED_UNICODE, quoted.start);
        }
        string
    }
}

impl ValueReader for &mut Reader<'_> {
    type Error = NotJson;

    #[inline]
    fn string<T>(
        self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, NotJson> {
        if !self.is(JsonType::String, expected)? {
            return Ok(None);
        }
        let quoted = self.quoted()?;
        Ok(self.parse(quoted, parse))
    }

    fn integer<T>(
        self,
        expected: &'static str,
        parse: fn(i128) -> Option<T>,
        from_string: Option<fn(&str) -> T>,
    ) -> Result<Option<T>, NotJson> {
        if let (JsonType::String, Some(from_string)) = (self.peek_type()?, from_string) {
            return self.string(expected, |string| Ok(from_string(string)));
        }
        if !self.is(JsonType::Number, expected)? {
            return Ok(None);
        }
        let start = self.offset;
        let value = parse_integer(self.number()?).and_then(parse);
        if value.is_none() {
            self.add(ViolationKind::InvalidValue, expected, start);
        }
        Ok(value)
    }

    fn boolean(self) -> Result<Option<bool>, NotJson> {
        if !self.is(JsonType::Boolean, bool::EXPECTED)? {
            return Ok(None);
        }
        self.true_or_false().map(Some)
    }

    #[inline]
    fn option<T: FromJson>(self) -> Result<Option<Option<T>>, NotJson> {
        if self.peek_type()? == JsonType::Null {
            self.word("null")?;
            return Ok(Some(None));
        }
        Ok(T::read(self)?.map(Some))
    }

    fn change<T: FromJson>(self) -> Result<Option<Option<T>>, NotJson> {
        Ok(T::read(self)?.map(Some))
    }

    fn array<T: FromJson>(self) -> Result<Option<Vec<T>>, NotJson> {
        if !self.is(JsonType::Array, Vec::<T>::EXPECTED)? {
            return Ok(None);
        }
        let (mut values, mut index, before) = (Vec::new(), 0_usize, self.total);
        self.elements(|reader| {
            let kept = reader.violations.len();
            values.extend(T::read(&mut *reader)?);
            if reader.violations.len() > kept {
                reader.prefix_pointers(kept, &index.to_string());
            }
            index += 1;
            Ok(())
        })?;
        Ok((self.total == before).then_some(values))
    }

    fn object<T: Object>(self) -> Result<Option<T>, NotJson> {
        const { assert!(T::MEMBERS.len() <= 32, "a bit for each member") };

        if !self.is(JsonType::Object, T::EXPECTED)? {
            return Ok(None);
        }
        let (mut slots, mut seen, before) = (T::Slots::default(), 0_u32, self.total);
        let mut next = 0;
        self.parts(b'}', |reader| {
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
        let end = self.offset - 1;
        for (index, member) in T::MEMBERS.iter().enumerate() {
            if member.is_required && seen & (1 << index) == 0 {
                self.inside(member.name(), |reader| {
                    reader.add(ViolationKind::Missing, member.expected, end);
                });
            }
        }
        if self.total > before {
            return Ok(None);
        }
        Ok(T::build(slots).ok())
    }

    fn map<T: Map>(self) -> Result<Option<T>, NotJson> {
        if !self.is(JsonType::Object, T::EXPECTED)? {
            return Ok(None);
        }
        T::from_members(self)
    }
}

/// A number that is written as an integer. `-0` is not one: JSON parsers read it as a float.
pub(super) fn parse_integer(number: &str) -> Option<i128> {
    let integer = number.parse().ok()?;
    (integer != 0 || number == "0").then_some(integer)
}

/// Reads the name of a member: its index, the name as the document spells it, and the offset of that; `None` if the
/// object has no such member. The one at `next` is tried first: in a document that has the members in the API's order,
/// that is 0.8 of the instructions.
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
    let name = reader.unescape_or_add(quoted).map(|name| (T::index_of(&name), name, quoted.start));
    Ok(name.filter(|(index, ..)| *index < T::MEMBERS.len()))
}

impl SlotVisitor for &mut Reader<'_> {
    type Error = NotJson;

    #[inline]
    fn visit<T: FromJson + Generate>(self, _: &'static Member, slot: &mut Option<T>) -> Result<(), NotJson> {
        *slot = T::read(self)?;
        Ok(())
    }
}

//! The second way through a document, which names every violation: only for a document that was refused.

use std::borrow::Cow;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::error::{DecodeError, Position, Violation, ViolationKind};

const EXPECTED_UNICODE: &str =
    "a string without unpaired surrogate escapes (`\\ud800` to `\\udfff`)";
const EXPECTED_ONCE: &str = "the member once, under one spelling";

/// The violations found so far, and the place in the document that is being checked.
#[expect(missing_debug_implementations, reason = "it contains the document")]
pub struct Report<'t> {
    text: &'t str,
    pointer: String,
    violations: Vec<Violation>,
    total: usize,
    /// The offset up to which lines are counted, so that none is counted twice.
    counted: (usize, Position),
}

impl<'t> Report<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            pointer: String::new(),
            violations: Vec::new(),
            total: 0,
            counted: (0, Position::START),
        }
    }

    pub(crate) fn finish(self) -> Option<DecodeError> {
        (self.total > 0).then(|| DecodeError::new(self.violations, self.total))
    }

    /// Adds a violation of this value, at the current pointer.
    pub(crate) fn add(&mut self, kind: ViolationKind, expected: &'static str, value: &RawValue) {
        self.add_at(kind, expected, self.offset(value));
    }

    fn add_at(&mut self, kind: ViolationKind, expected: &'static str, offset: usize) {
        self.total += 1;
        if self.total > DecodeError::KEPT {
            return;
        }
        let (from, position) = self.counted;
        let position = position.advanced(&self.text.as_bytes()[from..offset]);
        self.counted = (offset, position);
        self.violations.push(Violation {
            pointer: self.pointer.clone(),
            kind,
            message: expected,
            position,
        });
    }

    /// Where a value, borrowed from the document, starts in it.
    fn offset(&self, value: &RawValue) -> usize {
        value.get().as_ptr().addr() - self.text.as_ptr().addr()
    }

    /// Checks the type of a value.
    fn is(&mut self, kind: Kind, expected: &'static str, value: &RawValue) -> bool {
        let is = Kind::of(value) == kind;
        if !is {
            self.add(ViolationKind::InvalidType, expected, value);
        }
        is
    }

    /// Checks `true` or `false`.
    pub(crate) fn boolean(&mut self, value: &RawValue, expected: &'static str) {
        self.is(Kind::Boolean, expected, value);
    }

    /// Checks a string with a parser, whose error is what it expected.
    pub(crate) fn string<T>(
        &mut self,
        value: &RawValue,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        if !self.is(Kind::String, expected, value) {
            return None;
        }
        match unescaped(value)
            .ok_or(EXPECTED_UNICODE)
            .and_then(|string| parse(&string))
        {
            Ok(parsed) => Some(parsed),
            Err(expected) => {
                self.add(ViolationKind::InvalidValue, expected, value);
                None
            }
        }
    }

    /// Checks an integer, which is exact and so has neither fraction nor exponent.
    pub(crate) fn integer<T>(
        &mut self,
        value: &RawValue,
        expected: &'static str,
        parse: impl FnOnce(i128) -> Option<T>,
    ) {
        if self.is(Kind::Number, expected, value)
            && exact_integer(value.get()).and_then(parse).is_none()
        {
            self.add(ViolationKind::InvalidValue, expected, value);
        }
    }

    /// Checks an object by the list of its members.
    pub(crate) fn object(&mut self, value: &RawValue, expected: &'static str, members: &[Member]) {
        if !self.is(Kind::Object, expected, value) {
            return;
        }
        let mut seen = vec![false; members.len()];
        each_member(value, |name, value| {
            let find = |name: &str| {
                Ok(members.iter().enumerate().find_map(|(index, member)| {
                    let spelling = member.spellings.iter().find(|known| **known == name)?;
                    Some((index, *spelling))
                }))
            };
            // A name that is no Unicode string is a violation of the object: its pointer cannot say it.
            let Some(Some((index, spelling))) = self.string(name, EXPECTED_UNICODE, find) else {
                return;
            };
            self.at(spelling, |report| {
                if std::mem::replace(&mut seen[index], true) {
                    report.add(ViolationKind::Duplicate, EXPECTED_ONCE, name);
                } else {
                    (members[index].check)(value, report);
                }
            });
        });
        let end = self.offset(value) + value.get().len() - 1;
        for (member, seen) in members.iter().zip(seen) {
            if member.required && !seen {
                self.at(member.spellings[0], |report| {
                    report.add_at(ViolationKind::Missing, member.expected, end);
                });
            }
        }
    }

    /// Checks each element of an array.
    pub(crate) fn array(
        &mut self,
        value: &RawValue,
        expected: &'static str,
        check: fn(&RawValue, &mut Report<'_>),
    ) {
        if self.is(Kind::Array, expected, value) {
            let mut index = 0_usize;
            each_element(value, |element| {
                self.at(&index.to_string(), |report| check(element, report));
                index += 1;
            });
        }
    }

    /// Runs a check with the pointer one token longer.
    fn at(&mut self, token: &str, check: impl FnOnce(&mut Self)) {
        let parent = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(token);
        check(self);
        self.pointer.truncate(parent);
    }
}

/// A member of an object, as [`Report::object`] checks it.
pub(crate) struct Member {
    /// The spelling that is written, then the others that are read.
    pub(crate) spellings: &'static [&'static str],
    pub(crate) required: bool,
    pub(crate) expected: &'static str,
    pub(crate) check: fn(&RawValue, &mut Report<'_>),
}

/// A string of the document with its escapes undone; `None` if it contains half a surrogate pair.
pub(crate) fn unescaped(string: &RawValue) -> Option<Cow<'_, str>> {
    let string = string.get();
    if string.contains('\\') {
        serde_json::from_str(string).ok().map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(&string[1..string.len() - 1]))
    }
}

/// A number that is written as an integer. `-0` is not one: JSON parsers read it as a float.
pub(crate) fn exact_integer(number: &str) -> Option<i128> {
    number
        .parse()
        .ok()
        .filter(|integer| *integer != 0 || number == "0")
}

/// Calls `check` with the name and the value of each member of an object.
pub(crate) fn each_member<'t>(object: &'t RawValue, check: impl FnMut(&'t RawValue, &'t RawValue)) {
    struct Members<F>(F);

    impl<'t, F: FnMut(&'t RawValue, &'t RawValue)> Visitor<'t> for Members<F> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'t>>(mut self, mut members: A) -> Result<(), A::Error> {
            while let Some((name, value)) = members.next_entry()? {
                self.0(name, value);
            }
            Ok(())
        }
    }

    serde_json::Deserializer::from_str(object.get())
        .deserialize_map(Members(check))
        .expect("it is an object, and the document is JSON");
}

/// Calls `check` with each element of an array.
pub(crate) fn each_element<'t>(array: &'t RawValue, check: impl FnMut(&'t RawValue)) {
    struct Elements<F>(F);

    impl<'t, F: FnMut(&'t RawValue)> Visitor<'t> for Elements<F> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'t>>(mut self, mut elements: A) -> Result<(), A::Error> {
            while let Some(element) = elements.next_element()? {
                self.0(element);
            }
            Ok(())
        }
    }

    serde_json::Deserializer::from_str(array.get())
        .deserialize_seq(Elements(check))
        .expect("it is an array, and the document is JSON");
}

/// The type of a JSON value, told by its first byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(crate) fn of(value: &RawValue) -> Self {
        match value.get().as_bytes().first() {
            Some(b'"') => Self::String,
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Boolean,
            _ => Self::Number,
        }
    }
}

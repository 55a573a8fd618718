//! [`FromJson`]: a type that can be read; and how it is read out of a document, with every violation.

use std::borrow::Cow;

use serde::de::MapAccess;

use super::error::{DecodeError, JsonType, Violation, ViolationKind};
use super::lexer::{NotJson, Quoted, Reader};
use super::members::{self, Object};

const EXPECTED_UNICODE: &str = "a string without unpaired surrogate escapes (`\\ud800` to `\\udfff`)";

/// A type that can be read.
pub(crate) trait FromJson: Sized {
    /// What is expected in the place of another value: a noun phrase.
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

/// Reads one value: out of a document ([`Reader`]), or through serde out of any format ([`deserialize`](super::deserialize)),
/// whose first violation is the error.
pub(crate) trait ValueReader: Sized {
    type Error;

    /// Reads a string with a parser, whose error is what it expected.
    fn string<T>(
        self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Result<Option<T>, Self::Error>;

    /// Reads an integer, which has neither a fraction nor an exponent.
    fn integer<T>(self, expected: &'static str, parse: fn(i128) -> Option<T>) -> Result<Option<T>, Self::Error>;

    /// Reads a string or an integer.
    fn string_or_integer<T>(
        self,
        expected: &'static str,
        from_string: fn(&str) -> T,
        from_integer: fn(i128) -> Option<T>,
    ) -> Result<Option<T>, Self::Error>;

    fn boolean(self) -> Result<Option<bool>, Self::Error>;

    /// Reads a value that may be null.
    #[expect(clippy::option_option, reason = "one for null, and one for a value with a violation")]
    fn option<T: FromJson>(self) -> Result<Option<Option<T>>, Self::Error>;

    /// Reads a value that may be absent, null, or neither. None is absent, which a member that is read is not.
    #[expect(
        clippy::option_option,
        reason = "one for absent, and one for a value with a violation"
    )]
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

    /// Runs a function that reads a value inside another one: `token` is its step in a JSON Pointer.
    #[inline]
    pub(super) fn inside<T>(&mut self, token: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.violations.len();
        let value = read(self);
        if self.violations.len() > before {
            self.prefix_pointers(before, token);
        }
        value
    }

    #[cold]
    fn prefix_pointers(&mut self, from: usize, token: &str) {
        for violation in &mut self.violations[from..] {
            violation.pointer.insert_str(0, token);
            violation.pointer.insert(0, '/');
        }
    }

    /// Parses a string that was read. The parser's error is what it expected.
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
        parsed
            .map_err(|expected| self.add(ViolationKind::InvalidValue, expected, quoted.start))
            .ok()
    }

    /// A string that was read; half a surrogate pair in it is a violation.
    #[expect(
        clippy::inline_always,
        reason = "0.92 of the instructions of `from_json`, with the two like it"
    )]
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

    fn integer<T>(self, expected: &'static str, parse: fn(i128) -> Option<T>) -> Result<Option<T>, NotJson> {
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

    fn string_or_integer<T>(
        self,
        expected: &'static str,
        from_string: fn(&str) -> T,
        from_integer: fn(i128) -> Option<T>,
    ) -> Result<Option<T>, NotJson> {
        if self.peek_type()? == JsonType::String {
            self.string(expected, |string| Ok(from_string(string)))
        } else {
            self.integer(expected, from_integer)
        }
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

    #[inline]
    fn object<T: Object>(self) -> Result<Option<T>, NotJson> {
        members::read(self)
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

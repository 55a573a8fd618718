//! The first way through a document: each value is asked for by the type that it should have, and what refuses another
//! never shows it.
//!
//! A deserializer's own error does (`invalid type: string "flow_…"`), and so do the defaults of a [`Visitor`]. So it is
//! noted whether the visitor was reached with the type that was asked for, and where it was not, the error is replaced.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::check::exact_integer;

/// An error that says what was expected, and not what was found.
pub(crate) fn expected<E: Error>(what: &'static str) -> E {
    E::custom(format_args!("expected {what}"))
}

/// Asks for a value, with a visitor that notes in its argument that it was reached.
#[inline]
pub(crate) fn ask<T, E: Error>(
    what: &'static str,
    ask: impl FnOnce(&mut bool) -> Result<T, E>,
) -> Result<T, E> {
    let mut reached = false;
    let result = ask(&mut reached);
    if result.is_err() && !reached {
        return Err(expected(what));
    }
    result
}

/// Reads a string with a parser, whose error is what it expected. It is asked for as an owned one, since some formats have
/// no other for what is long or comes in pieces.
#[inline]
pub(crate) fn string<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    what: &'static str,
    parse: impl FnOnce(&str) -> Result<T, &'static str>,
) -> Result<T, D::Error> {
    ask(what, |reached| {
        deserializer.deserialize_string(StringVisitor {
            reached,
            what,
            parse,
        })
    })
}

/// Reads the name of a member.
#[inline]
pub(crate) fn name<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    find: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    let what = "the name of a member";
    let parse = |name: &str| Ok(find(name));
    ask(what, |reached| {
        deserializer.deserialize_identifier(StringVisitor {
            reached,
            what,
            parse,
        })
    })
}

struct StringVisitor<'a, F> {
    reached: &'a mut bool,
    what: &'static str,
    parse: F,
}

impl<T, F: FnOnce(&str) -> Result<T, &'static str>> Visitor<'_> for StringVisitor<'_, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    #[inline]
    fn visit_str<E: Error>(self, string: &str) -> Result<T, E> {
        *self.reached = true;
        (self.parse)(string).map_err(expected)
    }
}

/// Reads an integer, whichever way `deserialize` asks for it.
pub(crate) fn integer<T, E: Error>(
    what: &'static str,
    deserialize: impl FnOnce(IntegerVisitor<'_, T>) -> Result<T, E>,
    parse: fn(i128) -> Option<T>,
    parse_string: Option<fn(&str) -> T>,
) -> Result<T, E> {
    ask(what, |reached| {
        deserialize(IntegerVisitor {
            reached,
            what,
            parse,
            parse_string,
        })
    })
}

/// A visitor of an integer, or of a string where one can be instead.
pub(crate) struct IntegerVisitor<'a, T> {
    reached: &'a mut bool,
    what: &'static str,
    parse: fn(i128) -> Option<T>,
    parse_string: Option<fn(&str) -> T>,
}

impl<'de, T> Visitor<'de> for IntegerVisitor<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<T, E> {
        *self.reached = true;
        (self.parse)(integer).ok_or_else(|| expected(self.what))
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        self.visit_i128(integer.into())
    }

    fn visit_str<E: Error>(self, string: &str) -> Result<T, E> {
        let parse = self.parse_string.ok_or_else(|| expected(self.what))?;
        *self.reached = true;
        Ok(parse(string))
    }

    /// Where another crate has switched on `arbitrary_precision`, serde_json writes a number of any type as an object.
    fn visit_map<A: MapAccess<'de>>(self, number: A) -> Result<T, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(number))
            .map_err(|_| expected(self.what))?;
        let integer = exact_integer(&number.to_string()).ok_or_else(|| expected(self.what))?;
        self.visit_i128(integer)
    }
}

/// Reads `true` or `false`.
pub(crate) fn boolean<'de, D: Deserializer<'de>>(
    deserializer: D,
    what: &'static str,
) -> Result<bool, D::Error> {
    struct BooleanVisitor<'a>(&'a mut bool, &'static str);

    impl Visitor<'_> for BooleanVisitor<'_> {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.1)
        }

        fn visit_bool<E: Error>(self, boolean: bool) -> Result<bool, E> {
            *self.0 = true;
            Ok(boolean)
        }
    }

    ask(what, |reached| {
        deserializer.deserialize_bool(BooleanVisitor(reached, what))
    })
}

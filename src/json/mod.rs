//! [`from_json`] and [`DecodeError`]: one description of each type, read in two ways.
//!
//! [`Model::read`] makes a value and stops at the first fault: it is what `Deserialize` does, and all that
//! a right document costs. Only where it fails does [`Model::check`] go through the document again, to name
//! every fault. Neither repeats what it read: serde's own errors do (`invalid type: string "flow_…"`), so
//! each value is asked for as "any" and refused here.

use std::marker::PhantomData;
use std::{fmt, io, mem};

use memchr::{memchr_iter, memrchr};
use secrecy::zeroize::Zeroize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::ser::Serialize;
use serde_json::Number;
use serde_json::value::RawValue;

/// Reads a document: the value with everything checked, or every fault at once.
///
/// `T` is any model type of this crate.
///
/// It succeeds exactly when `serde_json::from_str::<T>` succeeds on the same text, and is there for its
/// speed and for its errors. (`serde_json::from_slice` alone looks away from the bytes of members that it
/// skips; a document that is not UTF-8 is refused here wherever it is not.)
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, fixtures, from_json};
///
/// let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE.as_bytes())?;
/// assert_eq!(created.key_name, "My API Key");
/// # Ok::<(), flowai_types::DecodeError>(())
/// ```
///
/// # Errors
///
/// [`DecodeError`] with each [`Violation`] of the type's rules, or the one [`Syntax`](ViolationKind::Syntax)
/// violation of a document that is not JSON.
pub fn from_json<T: Model>(json: &[u8]) -> Result<T, DecodeError> {
    // Once for the whole document is cheaper than string by string.
    let text = match std::str::from_utf8(json) {
        Ok(text) => text,
        Err(error) => {
            let position = Position::START.advanced(&json[..error.valid_up_to()]);
            return Err(DecodeError::syntax("JSON encoded as UTF-8", position));
        }
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    T::read(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| explain::<T>(text, &error))
}

/// Writes a value: the counterpart of [`from_json`]. **A value that holds a key is written with the key.**
///
/// The bytes are those of `serde_json::to_vec`, which leaves copies of the key in the memory that its buffer outgrows. Here
/// the buffer starts out large enough for most values, and wipes what it gives back.
///
/// ```
/// use flowai_types::{fixtures, to_json};
///
/// let json = to_json(&fixtures::create_response())?;
/// assert_eq!(json, fixtures::CREATE_RESPONSE.as_bytes());
/// # Ok::<(), flowai_types::EncodeError>(())
/// ```
///
/// # Errors
///
/// [`EncodeError`] for a timestamp that a program has set to what could not be read back: a year in UTC that is not
/// 0001 to 9999, or a leap second.
pub fn to_json<T: Model + Serialize>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut json = Wiping(Vec::with_capacity(512));
    if serde_json::to_writer(&mut json, value).is_err() {
        json.0.zeroize();
        return Err(EncodeError(()));
    }
    Ok(json.0)
}

/// A buffer that wipes the memory that it gives back.
struct Wiping(Vec<u8>);

impl Wiping {
    #[cold]
    fn grow(&mut self, by: usize) {
        let larger = Vec::with_capacity(2 * self.0.capacity() + by);
        let mut smaller = mem::replace(&mut self.0, larger);
        self.0.extend_from_slice(&smaller);
        smaller.zeroize();
    }
}

impl io::Write for Wiping {
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.0.capacity() - self.0.len() < bytes.len() {
            self.grow(bytes.len());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value holds a timestamp that RFC 3339 cannot write, the one thing that cannot be written. It never shows the value.
///
/// ```
/// use flowai_types::{chrono::DateTime, fixtures, to_json};
///
/// let mut created = fixtures::create_response();
/// created.created_at = DateTime::from_timestamp(1 << 40, 0).expect("chrono goes that far");
/// assert_eq!(
///     to_json(&created).unwrap_err().to_string(),
///     "expected an instant whose year in UTC is 0001 to 9999, with no leap second",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncodeError(());

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", crate::timestamp::WRITABLE)
    }
}

impl std::error::Error for EncodeError {}

/// Goes through a document that was refused with `error`, and names every fault.
#[cold]
fn explain<T: Model>(text: &str, error: &serde_json::Error) -> DecodeError {
    let root: &RawValue = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            // At the end of a line, `serde_json` counts from 0.
            let position = Position {
                line: error.line(),
                column: error.column().max(1),
            };
            return if text.starts_with('\u{feff}') {
                DecodeError::syntax("JSON without a byte order mark", position)
            } else if error.is_eof() {
                let end = Position::START.advanced(text.as_bytes());
                DecodeError::syntax("more JSON: the document ends too early", end)
            } else {
                DecodeError::syntax("well-formed JSON (RFC 8259)", position)
            };
        }
    };
    let mut report = Report::new(text);
    match T::check(root, &mut report) {
        Err(LoneSurrogate { offset }) => DecodeError::syntax(
            "a string whose surrogate escapes (`\\ud800` to `\\udfff`) come in pairs",
            Position::START.advanced(&text.as_bytes()[..offset]),
        ),
        Ok(()) if report.violations.is_empty() && report.missing.is_empty() => {
            debug_assert!(false, "`read` refuses what `check` accepts: {error}");
            report.add(ViolationKind::WrongValue, T::EXPECTED, root);
            report.finish()
        }
        Ok(()) => report.finish(),
    }
}

/// The types that [`from_json`] reads.
///
/// Sealed: it is implemented for the types of this crate, and for the types of their fields, and
/// cannot be implemented elsewhere:
///
/// ```compile_fail,E0046
/// struct Mine;
/// impl flowai_types::Model for Mine {} // its items are no part of the public API
/// ```
pub trait Model: Sized {
    /// What a reader should have sent.
    #[doc(hidden)]
    const EXPECTED: &'static str;

    /// The value of a member that is not there, where it need not be.
    #[doc(hidden)]
    const ABSENT: Option<Self> = None;

    /// Reads a value; stops at the first fault.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reports every fault of a value; none exactly when [`Model::read`] succeeds.
    #[doc(hidden)]
    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate>;
}

/// A type whose JSON form is a string: the parser is all that it has of its own.
pub(crate) trait Text: Sized {
    /// What a text should have been.
    const FORM: &'static str;

    /// The error is what was expected, never what was found.
    fn parse(text: &str) -> Result<Self, &'static str>;
}

impl Text for String {
    const FORM: &'static str = "a string";

    fn parse(text: &str) -> Result<Self, &'static str> {
        Ok(text.to_owned())
    }
}

impl<T: Text> Model for T {
    const EXPECTED: &'static str = T::FORM;

    #[inline]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape<T>(PhantomData<T>);

        impl<T: Text> self::Shape<'_> for Shape<T> {
            type Value = T;
            const EXPECTED: &'static str = T::FORM;

            fn string<E: Error>(self, text: &str) -> Result<T, E> {
                T::parse(text).map_err(expected)
            }
        }

        deserializer.deserialize_any(NoEcho(Shape(PhantomData)))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        if Kind::of(value) != Kind::String {
            report.add(ViolationKind::WrongType, T::FORM, value);
        } else if let Err(expected) = report.string(value, |text| T::parse(text).map(drop))? {
            report.add(ViolationKind::WrongValue, expected, value);
        }
        Ok(())
    }
}

impl<T: Model> Model for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const ABSENT: Option<Self> = Some(None);

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Nullable<T>(PhantomData<T>);

        impl<'de, T: Model> Shape<'de> for Nullable<T> {
            type Value = Option<T>;
            const EXPECTED: &'static str = T::EXPECTED;

            fn null<E: Error>(self) -> Result<Option<T>, E> {
                Ok(None)
            }

            fn some<D: Deserializer<'de>>(self, value: D) -> Result<Option<T>, D::Error> {
                T::read(value).map(Some)
            }

            // Deserializers that do not know of options hand over the value itself.
            fn string<E: Error>(self, text: &str) -> Result<Option<T>, E> {
                self.some(text.into_deserializer())
            }

            fn object<A: MapAccess<'de>>(self, members: A) -> Result<Option<T>, A::Error> {
                self.some(MapAccessDeserializer::new(members))
            }
        }

        deserializer.deserialize_option(NoEcho(Nullable(PhantomData)))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        if Kind::of(value) == Kind::Null {
            Ok(())
        } else {
            T::check(value, report)
        }
    }
}

impl<T: Model> Model for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements<T>(PhantomData<T>);

        impl<'de, T: Model> Shape<'de> for Elements<T> {
            type Value = Vec<T>;
            const EXPECTED: &'static str = Vec::<T>::EXPECTED;

            fn array<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = elements.next_element_seed(Read::new())? {
                    values.push(value);
                }
                Ok(values)
            }
        }

        deserializer.deserialize_any(NoEcho(Elements(PhantomData)))
    }

    fn check(value: &RawValue, report: &mut Report<'_>) -> Result<(), LoneSurrogate> {
        if Kind::of(value) != Kind::Array {
            report.add(ViolationKind::WrongType, Self::EXPECTED, value);
            return Ok(());
        }
        let mut index = 0_usize;
        each_element(value, |element| {
            report.at(&index.to_string(), |report| T::check(element, report))?;
            index += 1;
            Ok(())
        })
    }
}

/// What a type makes of each kind of JSON value; refuses those that it does not name.
pub(crate) trait Shape<'de>: Sized {
    type Value;
    const EXPECTED: &'static str;

    fn null<E: Error>(self) -> Result<Self::Value, E> {
        Err(expected(Self::EXPECTED))
    }

    /// A value where there could have been null.
    fn some<D: Deserializer<'de>>(self, _: D) -> Result<Self::Value, D::Error> {
        Err(expected(Self::EXPECTED))
    }

    fn string<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(expected(Self::EXPECTED))
    }

    /// Any number without a fraction: `201.0` and `2.01e2` are integers in JSON Schema, so they are here.
    fn integer<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Err(expected(Self::EXPECTED))
    }

    fn array<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(expected(Self::EXPECTED))
    }

    fn object<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(expected(Self::EXPECTED))
    }
}

/// An error that says what was expected, and not what was found.
pub(crate) fn expected<E: Error>(what: &'static str) -> E {
    E::custom(format_args!("expected {what}"))
}

/// The visitor around a [`Shape`]: a [`Visitor`]'s own refusals would show the value.
pub(crate) struct NoEcho<S>(pub(crate) S);

macro_rules! refuse {
    ($($visit:ident: $Value:ty),*) => {$(
        fn $visit<E: Error>(self, _: $Value) -> Result<S::Value, E> {
            Err(expected(S::EXPECTED))
        }
    )*};
}

impl<'de, S: Shape<'de>> Visitor<'de> for NoEcho<S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::EXPECTED)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<S::Value, E> {
        self.0.string(text)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<S::Value, A::Error> {
        self.0.object(members)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<S::Value, E> {
        self.0.integer(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<S::Value, E> {
        self.0
            .integer(i64::try_from(number).map_err(|_| expected(S::EXPECTED))?)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<S::Value, E> {
        self.0
            .integer(whole(number).ok_or_else(|| expected(S::EXPECTED))?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<S::Value, A::Error> {
        self.0.array(elements)
    }

    fn visit_unit<E: Error>(self) -> Result<S::Value, E> {
        self.0.null()
    }

    fn visit_none<E: Error>(self) -> Result<S::Value, E> {
        self.0.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.0.some(value)
    }

    refuse! { visit_bool: bool, visit_i128: i128, visit_u128: u128, visit_char: char, visit_bytes: &[u8] }
}

/// The largest integer that every reader of JSON holds exactly (RFC 7493, 2.2); the smallest is its negative.
pub(crate) const INTEGER_MAX: i64 = (1 << 53) - 1;

/// A number that has no fraction, as an integer; one that is too large for it becomes one that no rule takes.
fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
    (number.fract() == 0.0).then_some(number as i64)
}

/// The integer that `serde_json` hands over as an object, where another crate has switched on its feature
/// `arbitrary_precision`.
pub(crate) fn integer_in<'de, A: MapAccess<'de>>(
    number: A,
    what: &'static str,
) -> Result<i64, A::Error> {
    let number =
        Number::deserialize(MapAccessDeserializer::new(number)).map_err(|_| expected(what))?;
    number
        .as_i64()
        .or_else(|| whole(number.as_f64()?))
        .ok_or_else(|| expected(what))
}

/// Reads the value of a member as [`Model::read`] does.
pub(crate) struct Read<T>(PhantomData<T>);

impl<T> Read<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Model> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Implements [`Model`] and `Deserialize` for a struct from the list of its members:
///
/// ```text
/// object! {
///     Type: "what was expected",
///     field: FieldType = "memberName" or "its_other_spelling",
/// }
/// ```
///
/// Unknown members are ignored; a member that comes twice, under whichever spelling, is refused.
macro_rules! object {
    ($Type:ident: $expected:literal, $($field:ident: $Field:ty = $name:literal $(or $other:literal)?),+ $(,)?) => {
        impl $crate::json::Model for $Type {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn read<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use ::serde::de::{Error, IgnoredAny, MapAccess};

                #[allow(non_camel_case_types)]
                enum Member {
                    $($field,)+
                    Unknown,
                }

                impl<'de> ::serde::Deserialize<'de> for Member {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        struct Name;

                        impl $crate::json::Shape<'_> for Name {
                            type Value = Member;
                            const EXPECTED: &'static str = "the name of a member";

                            #[inline]
                            fn string<E: Error>(self, name: &str) -> Result<Member, E> {
                                Ok(match name {
                                    $($name $(| $other)? => Member::$field,)+
                                    _ => Member::Unknown,
                                })
                            }
                        }

                        deserializer.deserialize_identifier($crate::json::NoEcho(Name))
                    }
                }

                struct Members;

                impl<'de> $crate::json::Shape<'de> for Members {
                    type Value = $Type;
                    const EXPECTED: &'static str = $expected;

                    fn object<A: MapAccess<'de>>(self, mut members: A) -> Result<$Type, A::Error> {
                        $(let mut $field: Option<$Field> = None;)+
                        while let Some(member) = members.next_key()? {
                            match member {
                                $(Member::$field => {
                                    if $field.is_some() {
                                        return Err(A::Error::duplicate_field($name));
                                    }
                                    $field = Some(members.next_value_seed($crate::json::Read::new())?);
                                })+
                                Member::Unknown => {
                                    members.next_value::<IgnoredAny>()?;
                                }
                            }
                        }
                        Ok($Type {
                            $($field: match $field.or(<$Field as $crate::json::Model>::ABSENT) {
                                Some(value) => value,
                                None => return Err(A::Error::missing_field($name)),
                            },)+
                        })
                    }
                }

                deserializer.deserialize_any($crate::json::NoEcho(Members))
            }

            fn check(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::json::Report<'_>,
            ) -> Result<(), $crate::json::LoneSurrogate> {
                report.object(value, $expected, &[
                    $($crate::json::Member {
                        spellings: &[$name $(, $other)?],
                        required: <$Field as $crate::json::Model>::ABSENT.is_none(),
                        expected: <$Field as $crate::json::Model>::EXPECTED,
                        check: <$Field as $crate::json::Model>::check,
                    },)+
                ])
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $Type {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::json::Model>::read(deserializer)
            }
        }
    };
}
pub(crate) use object;

/// A member of an object, as [`Report::object`] checks it.
pub(crate) struct Member {
    /// The API's name, and what else is read for it.
    pub(crate) spellings: &'static [&'static str],
    pub(crate) required: bool,
    pub(crate) expected: &'static str,
    pub(crate) check: fn(&RawValue, &mut Report<'_>) -> Result<(), LoneSurrogate>,
}

/// The violations found so far, and where in the document the check is.
#[expect(missing_debug_implementations, reason = "it holds the document")]
pub struct Report<'t> {
    text: &'t str,
    pointer: String,
    violations: Vec<Violation>,
    missing: Vec<Violation>,
    /// How far lines are counted, so that no line is counted twice.
    counted: (usize, Position),
}

/// A string that has to be read has the escape of half a character, in the string at this offset.
#[derive(Debug)]
pub struct LoneSurrogate {
    offset: usize,
}

impl<'t> Report<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            pointer: String::new(),
            violations: Vec::new(),
            missing: Vec::new(),
            counted: (0, Position::START),
        }
    }

    fn finish(mut self) -> DecodeError {
        self.violations.append(&mut self.missing);
        DecodeError {
            violations: self.violations,
        }
    }

    /// Adds a violation of the value at the present pointer.
    pub(crate) fn add(&mut self, kind: ViolationKind, expected: &'static str, value: &RawValue) {
        let violation = self.violation(kind, expected, self.offset(value));
        self.violations.push(violation);
    }

    fn violation(
        &mut self,
        kind: ViolationKind,
        expected: &'static str,
        offset: usize,
    ) -> Violation {
        let (from, position) = self.counted;
        let position = position.advanced(&self.text.as_bytes()[from..offset]);
        self.counted = (offset, position);
        Violation {
            pointer: self.pointer.clone(),
            kind,
            expected,
            position,
        }
    }

    /// Where a value, borrowed from the document, starts in it.
    fn offset(&self, value: &RawValue) -> usize {
        value.get().as_ptr().addr() - self.text.as_ptr().addr()
    }

    /// Hands the text of a string to `read`, its escapes undone.
    pub(crate) fn string<T>(
        &self,
        value: &RawValue,
        read: impl FnOnce(&str) -> T,
    ) -> Result<T, LoneSurrogate> {
        struct Unescaped<F>(F);

        impl<T, F: FnOnce(&str) -> T> Shape<'_> for Unescaped<F> {
            type Value = T;
            const EXPECTED: &'static str = "a string";

            fn string<E: Error>(self, text: &str) -> Result<T, E> {
                Ok((self.0)(text))
            }
        }

        serde_json::Deserializer::from_str(value.get())
            .deserialize_any(NoEcho(Unescaped(read)))
            .map_err(|_| LoneSurrogate {
                offset: self.offset(value),
            })
    }

    /// Checks an object by the list of its members.
    pub(crate) fn object(
        &mut self,
        value: &RawValue,
        expected: &'static str,
        members: &[Member],
    ) -> Result<(), LoneSurrogate> {
        if Kind::of(value) != Kind::Object {
            self.add(ViolationKind::WrongType, expected, value);
            return Ok(());
        }
        let mut seen = vec![false; members.len()];
        each_member(value, |name, value| {
            let known = self.string(name, |name| {
                members.iter().enumerate().find_map(|(index, member)| {
                    let spelling = member
                        .spellings
                        .iter()
                        .find(|spelling| **spelling == name)?;
                    Some((index, *spelling))
                })
            })?;
            let Some((index, spelling)) = known else {
                return Ok(());
            };
            self.at(spelling, |report| {
                if mem::replace(&mut seen[index], true) {
                    report.add(
                        ViolationKind::Duplicate,
                        "the member once, under one spelling",
                        name,
                    );
                    Ok(())
                } else {
                    (members[index].check)(value, report)
                }
            })
        })?;
        let end = self.offset(value) + value.get().len() - 1;
        for (member, _) in members
            .iter()
            .zip(seen)
            .filter(|(member, seen)| member.required && !seen)
        {
            self.at(member.spellings[0], |report| {
                let violation = report.violation(ViolationKind::Missing, member.expected, end);
                report.missing.push(violation);
            });
        }
        Ok(())
    }

    /// Reports a number unless `T` reads it; anything but a number is not its business.
    pub(crate) fn number<T: Model>(&mut self, value: &RawValue) {
        if Kind::of(value) != Kind::Number {
            self.add(ViolationKind::WrongType, T::EXPECTED, value);
        } else if T::read(&mut serde_json::Deserializer::from_str(value.get())).is_err() {
            self.add(ViolationKind::WrongValue, T::EXPECTED, value);
        }
    }

    /// Does something with the pointer one token further down.
    fn at<T>(&mut self, token: &str, check: impl FnOnce(&mut Self) -> T) -> T {
        let parent = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(token);
        let result = check(self);
        self.pointer.truncate(parent);
        result
    }
}

/// Calls `check` with the name and the value of each member of an object, until it fails.
pub(crate) fn each_member<'t>(
    object: &'t RawValue,
    check: impl FnMut(&'t RawValue, &'t RawValue) -> Result<(), LoneSurrogate>,
) -> Result<(), LoneSurrogate> {
    struct Members<F>(F);

    impl<'t, F> Shape<'t> for Members<F>
    where
        F: FnMut(&'t RawValue, &'t RawValue) -> Result<(), LoneSurrogate>,
    {
        type Value = Result<(), LoneSurrogate>;
        const EXPECTED: &'static str = "an object";

        fn object<A: MapAccess<'t>>(mut self, mut members: A) -> Result<Self::Value, A::Error> {
            let mut result = Ok(());
            while let Some((name, value)) = members.next_entry()? {
                result = result.and_then(|()| self.0(name, value));
            }
            Ok(result)
        }
    }

    each(object, Members(check))
}

/// Calls `check` with each element of an array, until it fails.
pub(crate) fn each_element<'t>(
    array: &'t RawValue,
    check: impl FnMut(&'t RawValue) -> Result<(), LoneSurrogate>,
) -> Result<(), LoneSurrogate> {
    struct Elements<F>(F);

    impl<'t, F: FnMut(&'t RawValue) -> Result<(), LoneSurrogate>> Shape<'t> for Elements<F> {
        type Value = Result<(), LoneSurrogate>;
        const EXPECTED: &'static str = "an array";

        fn array<A: SeqAccess<'t>>(mut self, mut elements: A) -> Result<Self::Value, A::Error> {
            let mut result = Ok(());
            while let Some(element) = elements.next_element()? {
                result = result.and_then(|()| self.0(element));
            }
            Ok(result)
        }
    }

    each(array, Elements(check))
}

fn each<'t>(
    value: &'t RawValue,
    shape: impl Shape<'t, Value = Result<(), LoneSurrogate>>,
) -> Result<(), LoneSurrogate> {
    serde_json::Deserializer::from_str(value.get())
        .deserialize_any(NoEcho(shape))
        .expect("it is of this kind, and the document was found to be well-formed")
}

/// The kind of a JSON value, told by its first byte.
#[derive(PartialEq, Eq)]
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

/// A place in a document: both numbers count from 1, the column in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

impl Position {
    const START: Self = Self { line: 1, column: 1 };

    /// The place behind these bytes, which start here.
    fn advanced(self, bytes: &[u8]) -> Self {
        match memrchr(b'\n', bytes) {
            Some(newline) => Self {
                line: self.line + memchr_iter(b'\n', bytes).count(),
                column: bytes.len() - newline,
            },
            None => Self {
                line: self.line,
                column: self.column + bytes.len(),
            },
        }
    }
}

/// Why a document was refused: every violation, each with its place. It never shows a value.
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, ViolationKind, from_json};
///
/// let error = from_json::<APIKeyCreateResponse>(br#"{
///     "apiKey": "sk_ada2ad2a_1234567890abcdef",
///     "createdAt": "2024-03-20T12:00:00Z",
///     "id": "123e4567-e89b-12d3-a456-426614174000",
///     "keyName": null,
///     "keyPrefix": "flow_"
/// }"#)
/// .unwrap_err();
///
/// let found: Vec<_> = error.violations().iter().map(|v| (v.pointer(), v.kind())).collect();
/// assert_eq!(
///     found,
///     [
///         ("/apiKey", ViolationKind::WrongValue),
///         ("/keyName", ViolationKind::WrongType),
///         ("/userId", ViolationKind::Missing),
///     ],
/// );
/// assert_eq!(
///     error.to_string(),
///     "3 violations: \
///      /apiKey (line 2, column 15): expected an API key that starts with `flow_`; \
///      /keyName (line 5, column 16): expected a string; \
///      /userId (line 7, column 1): missing, expected a UUID in its hyphenated form, \
///      such as `123e4567-e89b-12d3-a456-426614174000`",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    violations: Vec<Violation>,
}

impl DecodeError {
    fn syntax(expected: &'static str, position: Position) -> Self {
        let kind = ViolationKind::Syntax;
        Self {
            violations: vec![Violation {
                pointer: String::new(),
                kind,
                expected,
                position,
            }],
        }
    }

    /// Every violation: in the order of the document, the missing members last. Never empty.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.violations.len() {
            1 => f.write_str("1 violation")?,
            count => write!(f, "{count} violations")?,
        }
        for (index, violation) in self.violations.iter().enumerate() {
            write!(f, "{} {violation}", if index == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}

/// One thing that is wrong with a document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pointer: String,
    kind: ViolationKind,
    expected: &'static str,
    position: Position,
}

impl Violation {
    /// Where: a JSON Pointer (RFC 6901), with members spelled as the document spells them. A missing
    /// member is where it belongs, spelled as the API does. The empty pointer is the whole document.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What kind of fault it is.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// What was expected there, to stand behind "expected".
    #[must_use]
    pub fn expected(&self) -> &str {
        self.expected
    }

    /// The line, from 1, on which the value starts; of a repeated member its name; of a missing one the
    /// `}` of its object; of malformed JSON where reading it ended, which is at the byte that cannot stand there or, at
    /// most, a few behind it; of half a surrogate pair the string.
    #[must_use]
    pub fn line(&self) -> usize {
        self.position.line
    }

    /// The column, from 1, counted in bytes; for the place that [`line`](Self::line) tells.
    #[must_use]
    pub fn column(&self) -> usize {
        self.position.column
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pointer,
            kind,
            expected,
            position: Position { line, column },
        } = self;
        let pointer = if pointer.is_empty() {
            "the document"
        } else {
            pointer
        };
        let fault = match kind {
            ViolationKind::Syntax => "malformed, ",
            ViolationKind::Missing => "missing, ",
            ViolationKind::Duplicate => "repeated, ",
            ViolationKind::WrongType | ViolationKind::WrongValue => "",
        };
        write!(
            f,
            "{pointer} (line {line}, column {column}): {fault}expected {expected}"
        )
    }
}

/// The kind of a [`Violation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The document is not JSON: cut short, not UTF-8, a byte order mark, or half of a surrogate pair in
    /// a string that has to be read. It is the only violation then: the rest cannot be told.
    Syntax,
    /// A required member is not there.
    Missing,
    /// A member came before already, under this spelling or its other one.
    Duplicate,
    /// The value is of the wrong JSON type: a number where a string belongs, or `null`.
    WrongType,
    /// The value is of the right JSON type, and breaks a rule.
    WrongValue,
}

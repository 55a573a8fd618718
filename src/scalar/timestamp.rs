//! [`Timestamp`]: RFC 3339 where every reader agrees on it, and the variants that real servers write.
//!
//! The parser is our own, since chrono's reads a trailing newline, one-digit months, `UTC`, U+2212 as a minus and years
//! above 9999, and its formatter writes `+10000-01-01…`.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

use crate::json::implement::implement;
use crate::json::traits::JsonString;

const EXPECTED_TIMESTAMP: &str = "an RFC 3339 timestamp, such as `2024-03-20T12:00:00Z`";
const EXPECTED_DATE_AND_TIME: &str = "a timestamp with a valid date and time of day, not in a leap second";

/// An instant that RFC 3339 can write: its year in UTC is 0001 to 9999, and it is not a leap second.
///
/// Every timestamp of the API has this type. You can use it in your own types, for the same format.
///
/// # Format
///
/// Serialized in UTC: `YYYY-MM-DDThh:mm:ssZ`, with no fraction or one of 3, 6 or 9 digits. Parsed: the same, with a
/// fraction of 1 to 9 digits and an offset (`+02:00`). Variants that real servers write are also accepted:
///
/// | written | by |
/// | --- | --- |
/// | `t` or one space for `T`, `z` for `Z` | Python's `str`, PostgreSQL |
/// | `+0200` or `+02` for `+02:00` | Java, PostgreSQL |
/// | no offset, which is UTC | FastAPI, for naive datetimes |
///
/// # Errors
///
/// [`FromStr`] returns a [`ParseTimestampError`], whose [`kind`](ParseTimestampError::kind) says why:
///
/// | input | kind |
/// | --- | --- |
/// | `""`, `2024-3-20T12:00:00Z`, `2024-03-20  12:00:00Z`, `2024-03-20T12:00:00 Z`, `2024-03-20T12:00Z`, `2024-03-20T12:00:00+2:00`, `2024-03-20T12:00:00.Z`, `2024-03-20T12:00:00.0123456789Z` | [`Format`](ParseTimestampErrorKind::Format) |
/// | `2024-02-30T12:00:00Z`, `2024-03-20T24:00:00Z`, `2024-03-20T23:59:60Z` | [`NoSuchTime`](ParseTimestampErrorKind::NoSuchTime) |
/// | `0000-03-20T12:00:00Z`, `9999-12-31T23:00:00-01:00` | [`Range`](ParseTimestampErrorKind::Range) |
///
/// # Examples
///
/// ```
/// use flowai_types::{Timestamp, chrono::DateTime};
///
/// let at: Timestamp = "2024-03-20T14:00:00+02:00".parse()?;
/// assert_eq!(at.to_string(), "2024-03-20T12:00:00Z");
/// assert_eq!(at, "2024-03-20 12:00:00+00".parse()?);
/// assert_eq!(at.as_datetime().timestamp(), 1_710_936_000);
///
/// let epoch = Timestamp::try_from(DateTime::UNIX_EPOCH)?;
/// assert!(epoch < at);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The instant as a chrono [`DateTime`].
    #[must_use]
    pub const fn as_datetime(&self) -> &DateTime<Utc> {
        &self.0
    }
}

impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = TimestampRangeError;

    fn try_from(at: DateTime<Utc>) -> Result<Self, TimestampRangeError> {
        // chrono has a leap second as a nanosecond above 999,999,999.
        if is_in_range(&at.naive_utc()) && at.nanosecond() < 1_000_000_000 {
            Ok(Self(at))
        } else {
            Err(TimestampRangeError(()))
        }
    }
}

/// The system's clock: `Timestamp::try_from(SystemTime::now())`, without a feature of chrono.
impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampRangeError;

    fn try_from(at: SystemTime) -> Result<Self, TimestampRangeError> {
        let since_1970 = match at.duration_since(UNIX_EPOCH) {
            Ok(after) => TimeDelta::from_std(after),
            Err(before) => TimeDelta::from_std(before.duration()).map(|before| -before),
        };
        let at = since_1970.ok().and_then(|since| DateTime::UNIX_EPOCH.checked_add_signed(since));
        at.ok_or(TimestampRangeError(()))?.try_into()
    }
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(at: Timestamp) -> Self {
        at.0
    }
}

fn is_in_range(utc: &NaiveDateTime) -> bool {
    (1..=9999).contains(&utc.year())
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    #[inline]
    fn from_str(string: &str) -> Result<Self, ParseTimestampError> {
        let error = |kind| ParseTimestampError { kind };
        let ([year, month, day, hour, minute, second, nanosecond], ahead) =
            fields(string.as_bytes()).ok_or(error(ParseTimestampErrorKind::Format))?;
        let local = i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .and_then(|date| date.and_hms_nano_opt(hour, minute, second, nanosecond))
            .ok_or(error(ParseTimestampErrorKind::NoSuchTime))?;
        // Most timestamps are in UTC, and their year needs no arithmetic: 0.93 of the instructions of `from_json`.
        if ahead == 0 && year > 0 {
            return Ok(Self(local.and_utc()));
        }
        let utc = local.checked_sub_signed(TimeDelta::minutes(ahead)).filter(is_in_range);
        utc.map(|utc| Self(utc.and_utc())).ok_or(error(ParseTimestampErrorKind::Range))
    }
}

/// Year, month, day, hour, minute, second and nanosecond of a string that has the format, whether there is such a time or
/// not, and how many minutes local time is ahead of UTC.
#[inline]
fn fields(string: &[u8]) -> Option<([u32; 7], i64)> {
    let (local, rest) = string.split_first_chunk::<19>()?;
    let mut local = *local;
    if matches!(local[10], b't' | b' ') {
        local[10] = b'T';
    }
    let [century, _, year, ..] = numbers(&local[..8], b"0000-00-")?;
    let [_, _, month, _, _, day, ..] = numbers(&local[3..11], b"0-00-00T")?;
    let [hour, _, _, minute, _, _, second, _] = numbers(&local[11..], b"00:00:00")?;
    let (nanosecond, zone) = fraction(rest)?;
    let fields = [century * 100 + year, month, day, hour, minute, second, nanosecond];
    Some((fields, offset(zone)?))
}

/// For each byte of a string that has the format, the number of the two digits that start there. The format has a `0` for
/// each digit, and the rest as it is. Eight bytes in one register: 0.96 of the instructions of `from_json` with a branch
/// for each pair of digits.
#[inline]
fn numbers(string: &[u8], format: &[u8; 8]) -> Option<[u32; 8]> {
    const HIGHEST_BITS: u64 = u64::from_le_bytes([0x80; 8]);

    // A digit as its number, and any other byte that equals the format as 0.
    let digits = u64::from_le_bytes(string.try_into().ok()?) ^ u64::from_le_bytes(*format);
    // With this added, a digit above 9, and any other byte above 0, reaches the highest bit.
    let limits = u64::from_le_bytes(format.map(|byte| 0x7f - if byte == b'0' { 9 } else { 0 }));
    if (digits | digits.wrapping_add(limits)) & HIGHEST_BITS != 0 {
        return None;
    }
    let numbers = digits * 10 + (digits >> 8);
    Some(numbers.to_le_bytes().map(u32::from))
}

/// The number that is written in two digits.
fn number(digits: [u8; 2]) -> Option<u32> {
    let [tens, ones] = digits.map(|digit| u32::from(digit.wrapping_sub(b'0')));
    digits.iter().all(u8::is_ascii_digit).then_some(tens * 10 + ones)
}

/// The nanoseconds of an optional `.` and 1 to 9 digits, and the bytes after them.
#[inline]
fn fraction(string: &[u8]) -> Option<(u32, &[u8])> {
    let Some(string) = string.strip_prefix(b".") else {
        return Some((0, string));
    };
    let end = string.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = string.split_at(end);
    let digits = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanosecond = digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    (1..=9).contains(&end).then_some((nanosecond, rest))
}

/// How many minutes local time is ahead of UTC: `Z`, `±hh:mm`, `±hhmm`, `±hh`, or nothing for UTC.
#[inline]
fn offset(string: &[u8]) -> Option<i64> {
    let (sign, digits) = match string {
        [] | [b'Z' | b'z'] => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match *digits {
        [h1, h2] => (number([h1, h2])?, 0),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => (number([h1, h2])?, number([m1, m2])?),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_str(|string| f.pad(string))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl JsonString for Timestamp {
    const EXPECTED: &'static str = EXPECTED_TIMESTAMP;

    #[inline]
    fn parse(string: &str) -> Result<Self, &'static str> {
        string.parse().map_err(|error: ParseTimestampError| error.expected())
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        self.with_bytes(|bytes| f(std::str::from_utf8(bytes).expect("it is ASCII")))
    }

    #[inline]
    fn with_bytes<T>(&self, f: impl FnOnce(&[u8]) -> T) -> T {
        // Once: each of `DateTime`'s own accessors computes it anew.
        let utc = self.0.naive_utc();
        let (date, time) = (utc.date(), utc.time());
        let (year, nanosecond) = (date.year().unsigned_abs(), time.nanosecond());
        let mut written = *b"0000-00-00T00:00:00.000000000Z";
        for (at, number) in [
            (0, year / 100),
            (2, year % 100),
            (5, date.month()),
            (8, date.day()),
            (11, time.hour()),
            (14, time.minute()),
            (17, time.second()),
        ] {
            written[at..at + 2].copy_from_slice(&two_digits(number));
        }
        let mut rest = nanosecond;
        for digit in written[20..29].iter_mut().rev().take_while(|_| nanosecond > 0) {
            *digit = two_digits(rest % 10)[1];
            rest /= 10;
        }
        let end = match nanosecond {
            0 => 19,
            _ if nanosecond % 1_000_000 == 0 => 23,
            _ if nanosecond % 1_000 == 0 => 26,
            _ => 29,
        };
        written[end] = b'Z';
        f(&written[..=end])
    }
}

/// A number below 100, in two digits.
#[expect(clippy::cast_possible_truncation, reason = "both digits are below 10")]
fn two_digits(number: u32) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

#[cfg(feature = "schemars")]
impl crate::json::traits::Describe for Timestamp {
    fn schema(_: &mut schemars::SchemaGenerator, _: bool) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time", "pattern": pattern()})
    }
}

#[cfg(feature = "arbitrary")]
impl crate::json::traits::Generate for Timestamp {
    fn generate(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        /// The Unix times of the years 0001 to 9999.
        const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

        let (second, nanosecond) = (u.int_in_range(SECONDS)?, u.int_in_range(0..=999_999_999)?);
        // As often with no fraction, or one of 3 or 6 digits, as with one of 9.
        let unit = u.choose(&[1, 1_000, 1_000_000, 1_000_000_000])?;
        let at = DateTime::from_timestamp(second, nanosecond / unit * unit);
        at.map(Self).ok_or(arbitrary::Error::IncorrectFormat)
    }
}

implement!(Timestamp: Deserialize Serialize JsonSchema Arbitrary);

/// RFC 3339 as the schema has it, with the calendar in it.
#[cfg(feature = "schemars")]
fn pattern() -> String {
    let days_31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
    let days_30 = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
    let days_28 = "02-(?:0[1-9]|1[0-9]|2[0-8])";
    // Divisible by 4, and also by 400 if divisible by 100.
    let leap_year = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    let date = format!("(?:[0-9]{{4}}-(?:{days_31}|{days_30}|{days_28})|{leap_year}-02-29)");
    let time = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?";
    let offset = r"(?:Z|[+\-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    format!("^{date}T{time}{offset}$")
}

/// The error returned when a string is not a [`Timestamp`]. It never contains the string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseTimestampError {
    kind: ParseTimestampErrorKind,
}

impl ParseTimestampError {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> ParseTimestampErrorKind {
        self.kind
    }

    fn expected(self) -> &'static str {
        match self.kind {
            ParseTimestampErrorKind::Format => EXPECTED_TIMESTAMP,
            ParseTimestampErrorKind::NoSuchTime => EXPECTED_DATE_AND_TIME,
            ParseTimestampErrorKind::Range => "a timestamp whose year in UTC is 0001 to 9999",
        }
    }
}

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected())
    }
}

impl std::error::Error for ParseTimestampError {}

/// The kind of a [`ParseTimestampError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseTimestampErrorKind {
    /// The string does not have the format: `2024-3-20T12:00:00Z`.
    Format,
    /// There is no such date or time of day, or it is a leap second: `2024-02-30T12:00:00Z`.
    NoSuchTime,
    /// The year in UTC is not 0001 to 9999: `9999-12-31T23:00:00-01:00`.
    Range,
}

/// The error returned when a [`DateTime`] or a [`SystemTime`] is not a [`Timestamp`]: its year in UTC is not 0001 to
/// 9999, or it is a leap second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimestampRangeError(());

impl fmt::Display for TimestampRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an instant in the years 0001 to 9999 (UTC), not in a leap second")
    }
}

impl std::error::Error for TimestampRangeError {}

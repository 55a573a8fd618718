//! The timestamp rule: RFC 3339 where every reader agrees on it, for [`chrono::DateTime<Utc>`].
//!
//! Ours, since chrono's own reading takes a trailing newline, one-digit months, `UTC`, U+2212 as a
//! minus and years above 9999, and its writing makes `+10000-01-01…`.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use serde::ser::{Error, Serialize, Serializer};

use crate::json::Text;

const A_DATE_AND_TIME: &str = "a calendar date and a time of day that exist, with no leap second";
const A_WRITABLE_YEAR: &str = "an instant whose year in UTC is 0001 to 9999";
/// What is expected of an instant that is written.
pub(crate) const WRITABLE: &str =
    "an instant whose year in UTC is 0001 to 9999, with no leap second";

impl Text for DateTime<Utc> {
    const FORM: &'static str = "an RFC 3339 timestamp: `YYYY-MM-DDThh:mm:ss`, an optional fraction \
        of 1 to 9 digits, then `Z` or an offset such as `+02:00`";

    /// A timestamp without an offset is UTC: FastAPI servers emit it for naive datetimes.
    fn parse(text: &str) -> Result<Self, &'static str> {
        let Fields {
            date: [year, month, day],
            time: [hour, minute, second, nanosecond],
            ahead,
        } = fields(text.as_bytes()).ok_or(Self::FORM)?;
        let local = i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .and_then(|date| date.and_hms_nano_opt(hour, minute, second, nanosecond))
            .ok_or(A_DATE_AND_TIME)?;
        // Most timestamps are in UTC, and their year needs no arithmetic.
        if ahead == 0 && year > 0 {
            return Ok(local.and_utc());
        }
        local
            .checked_sub_signed(TimeDelta::minutes(ahead))
            .filter(is_writable)
            .map(|utc| utc.and_utc())
            .ok_or(A_WRITABLE_YEAR)
    }
}

/// What a timestamp says, whether there is such a time or not.
struct Fields {
    /// Year, month, day.
    date: [u32; 3],
    /// Hour, minute, second, nanosecond.
    time: [u32; 4],
    /// How many minutes local time is ahead of UTC.
    ahead: i64,
}

/// The fields of a text that is of the form.
#[inline]
fn fields(text: &[u8]) -> Option<Fields> {
    let (local, rest) = text.split_first_chunk::<19>()?;
    let [century, _, year, ..] = numbers(&local[..8], b"0000-00-")?;
    let [_, _, month, _, _, day, ..] = numbers(&local[3..11], b"0-00-00T")?;
    let [hour, _, _, minute, _, _, second, _] = numbers(&local[11..], b"00:00:00")?;
    let (nanosecond, zone) = fraction(rest)?;
    Some(Fields {
        date: [century * 100 + year, month, day],
        time: [hour, minute, second, nanosecond],
        ahead: offset(zone)?,
    })
}

/// For each byte of a text that is of the form, the number of the two digits that start there. A text is of the form if it
/// has a digit for each `0`, and the rest as it is: eight bytes in one register, without a branch for each.
#[inline]
fn numbers(text: &[u8], form: &[u8; 8]) -> Option<[u32; 8]> {
    const HIGHEST_BITS: u64 = u64::from_le_bytes([0x80; 8]);

    // A digit as its number, and what is right of the rest as 0.
    let digits = u64::from_le_bytes(text.try_into().ok()?) ^ u64::from_le_bytes(*form);
    // With this added, all that is more than 9, or 0, reaches the highest bit.
    let limits = u64::from_le_bytes(form.map(|byte| 0x7f - if byte == b'0' { 9 } else { 0 }));
    if (digits | digits.wrapping_add(limits)) & HIGHEST_BITS != 0 {
        return None;
    }
    let numbers = digits * 10 + (digits >> 8);
    Some(numbers.to_le_bytes().map(u32::from))
}

/// The number that is written in two digits.
fn number(digits: [u8; 2]) -> Option<u32> {
    let [tens, ones] = digits.map(|digit| u32::from(digit.wrapping_sub(b'0')));
    digits
        .iter()
        .all(u8::is_ascii_digit)
        .then_some(tens * 10 + ones)
}

/// The nanoseconds of an optional `.` and 1 to 9 digits, and what stands behind them.
#[inline]
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(text) = text.strip_prefix(b".") else {
        return Some((0, text));
    };
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let scale = 10_u32.pow(9_u32.checked_sub(u32::try_from(end).ok()?)?);
    let number = digits
        .iter()
        .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    (end > 0).then_some((number * scale, rest))
}

/// How many minutes local time is ahead of UTC: `Z`, `±hh:mm`, or nothing for UTC.
#[inline]
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match *text {
        [] | [b'Z'] => return Some(0),
        [b'+', h1, h2, b':', m1, m2] => (1, number([h1, h2])?, number([m1, m2])?),
        [b'-', h1, h2, b':', m1, m2] => (-1, number([h1, h2])?, number([m1, m2])?),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 60 + minutes))
}

/// Whether RFC 3339 can write the instant: a year of four digits, and no leap second, which chrono
/// keeps as a nanosecond above 999,999,999.
fn is_writable(utc: &NaiveDateTime) -> bool {
    (1..=9999).contains(&utc.year()) && utc.nanosecond() < 1_000_000_000
}

/// The Unix times that RFC 3339 can write: the years 0001 to 9999.
#[cfg(any(feature = "arbitrary", feature = "proptest"))]
pub(crate) const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// Writes a timestamp in UTC with `Z`, and no fraction or 3, 6 or 9 digits of it.
///
/// An instant that RFC 3339 cannot write is an error: only a program's own value can be one.
pub(crate) struct Timestamp<'a>(pub(crate) &'a DateTime<Utc>);

impl Serialize for Timestamp<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Once: each of `DateTime`'s own accessors computes it anew.
        let utc = self.0.naive_utc();
        if !is_writable(&utc) {
            return Err(S::Error::custom(format_args!("expected {WRITABLE}")));
        }
        let (date, time) = (utc.date(), utc.time());
        let (year, nanosecond) = (date.year().unsigned_abs(), time.nanosecond());
        let numbers = [
            year / 100,
            year % 100,
            date.month(),
            date.day(),
            time.hour(),
            time.minute(),
            time.second(),
        ];
        let [
            [y1, y2],
            [y3, y4],
            [mo1, mo2],
            [d1, d2],
            [h1, h2],
            [mi1, mi2],
            [s1, s2],
        ] = numbers.map(two_digits);
        let mut text = [
            y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T', h1, h2, b':', mi1, mi2, b':', s1,
            s2, b'Z', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        let mut end = 19;
        if nanosecond > 0 {
            text[19] = b'.';
            for (at, unit) in [(20, 10_000_000), (22, 100_000), (24, 1_000), (26, 10)] {
                text[at..at + 2].copy_from_slice(&two_digits(nanosecond / unit % 100));
            }
            text[28] = two_digits(nanosecond % 10)[1];
            end = match nanosecond {
                _ if nanosecond % 1_000_000 == 0 => 23,
                _ if nanosecond % 1_000 == 0 => 26,
                _ => 29,
            };
            text[end] = b'Z';
        }
        let text = std::str::from_utf8(&text[..=end]).map_err(S::Error::custom)?;
        serializer.serialize_str(text)
    }
}

/// A number below 100, in two digits.
#[expect(clippy::cast_possible_truncation, reason = "both digits are below 10")]
fn two_digits(number: u32) -> [u8; 2] {
    [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8]
}

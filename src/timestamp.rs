//! The timestamp rule: RFC 3339 where every reader agrees on it, for [`chrono::DateTime<Utc>`].
//!
//! Ours, since chrono's own reading takes a trailing newline, one-digit months, `UTC`, U+2212 as a
//! minus and years above 9999, and its writing makes `+10000-01-01…`.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use serde::ser::{Error, Serialize, Serializer};

use crate::json::Text;

const A_DATE_AND_TIME: &str = "a calendar date and a time of day that exist, with no leap second";
const A_WRITABLE_YEAR: &str = "an instant whose year in UTC is 0001 to 9999";

impl Text for DateTime<Utc> {
    const FORM: &'static str = "an RFC 3339 timestamp: `YYYY-MM-DDThh:mm:ss`, an optional fraction \
        of 1 to 9 digits, then `Z` or an offset such as `+02:00`";

    /// A timestamp without an offset is UTC: FastAPI servers emit it for naive datetimes.
    fn parse(text: &str) -> Result<Self, &'static str> {
        let (date_time, zone) = text.as_bytes().split_at_checked(19).ok_or(Self::FORM)?;
        let &[
            y1,
            y2,
            y3,
            y4,
            b'-',
            mo1,
            mo2,
            b'-',
            d1,
            d2,
            b'T',
            h1,
            h2,
            b':',
            mi1,
            mi2,
            b':',
            s1,
            s2,
        ] = date_time
        else {
            return Err(Self::FORM);
        };
        let (nanosecond, zone) = fraction(zone).ok_or(Self::FORM)?;
        let (
            Some(year),
            Some(month),
            Some(day),
            Some(hour),
            Some(minute),
            Some(second),
            Some(offset),
        ) = (
            number(&[y1, y2, y3, y4]),
            number(&[mo1, mo2]),
            number(&[d1, d2]),
            number(&[h1, h2]),
            number(&[mi1, mi2]),
            number(&[s1, s2]),
            offset(zone),
        )
        else {
            return Err(Self::FORM);
        };
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .and_then(|date| date.and_hms_nano_opt(hour, minute, second, nanosecond))
            .ok_or(A_DATE_AND_TIME)?
            .and_utc()
            .checked_sub_signed(offset)
            .filter(is_writable)
            .ok_or(A_WRITABLE_YEAR)
    }
}

/// The number that is written in these ASCII digits, at most 9 of them.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

/// The nanoseconds of an optional `.` and 1 to 9 digits, and what stands behind them.
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
    (end > 0).then_some((number(digits)? * scale, rest))
}

/// How far local time is ahead of UTC: `Z`, `±hh:mm`, or nothing for UTC.
fn offset(text: &[u8]) -> Option<TimeDelta> {
    let (sign, [h1, h2, b':', m1, m2]) = (match text {
        b"" | b"Z" => return Some(TimeDelta::zero()),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    }) else {
        return None;
    };
    let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
    (hours < 24 && minutes < 60).then(|| TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
}

/// Whether RFC 3339 can write the instant: a year of four digits, and no leap second, which chrono
/// keeps as a nanosecond above 999,999,999.
fn is_writable(at: &DateTime<Utc>) -> bool {
    (1..=9999).contains(&at.year()) && at.nanosecond() < 1_000_000_000
}

/// Writes a timestamp in UTC with `Z`, and no fraction or 3, 6 or 9 digits of it.
///
/// An instant that RFC 3339 cannot write is an error: only a program's own value can be one.
pub(crate) struct Timestamp<'a>(pub(crate) &'a DateTime<Utc>);

impl Serialize for Timestamp<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = self.0;
        if !is_writable(at) {
            return Err(S::Error::custom(format_args!(
                "expected {A_WRITABLE_YEAR}, with no leap second"
            )));
        }
        let mut text = *b"0000-00-00T00:00:00.000000000Z";
        digits(&mut text[0..4], at.year().unsigned_abs());
        digits(&mut text[5..7], at.month());
        digits(&mut text[8..10], at.day());
        digits(&mut text[11..13], at.hour());
        digits(&mut text[14..16], at.minute());
        digits(&mut text[17..19], at.second());
        digits(&mut text[20..29], at.nanosecond());
        let end = match at.nanosecond() {
            0 => 19,
            nanosecond if nanosecond % 1_000_000 == 0 => 23,
            nanosecond if nanosecond % 1_000 == 0 => 26,
            _ => 29,
        };
        text[end] = b'Z';
        let text = std::str::from_utf8(&text[..=end]).map_err(S::Error::custom)?;
        serializer.serialize_str(text)
    }
}

/// Writes a number over these bytes, with leading zeros.
fn digits(text: &mut [u8], mut number: u32) {
    for digit in text.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

//! A `Timestamp` is read as real servers write it, written in one way, and cannot be built from an instant without such
//! a form.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flowai_types::ParseTimestampErrorKind::{self, Format, NoSuchTime, Range};
use flowai_types::ViolationKind::InvalidValue;
use flowai_types::chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use flowai_types::{Timestamp, fixtures};

use crate::support::{accept, reject, with};

/// Each string, and how it is written back.
#[test]
fn reads_what_real_servers_write() {
    for (read, written) in [
        ("2024-03-20T12:00:00Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00+00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00-00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00+05:30", "2024-03-20T06:30:00Z"),
        ("2024-03-20T12:00:00-08:00", "2024-03-20T20:00:00Z"),
        ("2024-03-20T12:00:00+23:59", "2024-03-19T12:01:00Z"),
        ("2024-03-20T12:00:00-23:59", "2024-03-21T11:59:00Z"),
        // No offset is UTC.
        ("2024-03-20T12:00:00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.123456", "2024-03-20T12:00:00.123456Z"),
        // As Python's `str`, PostgreSQL, Java and others write it.
        ("2024-03-20t12:00:00Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20 12:00:00Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00z", "2024-03-20T12:00:00Z"),
        ("2024-03-20t12:00:00.5z", "2024-03-20T12:00:00.500Z"),
        ("2024-03-20T12:00:00+0200", "2024-03-20T10:00:00Z"),
        ("2024-03-20T12:00:00-0530", "2024-03-20T17:30:00Z"),
        ("2024-03-20T12:00:00+02", "2024-03-20T10:00:00Z"),
        ("2024-03-20T12:00:00-00", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00+23", "2024-03-19T13:00:00Z"),
        ("2024-03-20 12:00:00.123456+00", "2024-03-20T12:00:00.123456Z"),
        ("2024-03-20 12:00:00", "2024-03-20T12:00:00Z"),
        // Written with 0, 3, 6 or 9 digits, whatever was read.
        ("2024-03-20T12:00:00.0Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.000000000Z", "2024-03-20T12:00:00Z"),
        ("2024-03-20T12:00:00.1Z", "2024-03-20T12:00:00.100Z"),
        ("2024-03-20T12:00:00.12Z", "2024-03-20T12:00:00.120Z"),
        ("2024-03-20T12:00:00.123Z", "2024-03-20T12:00:00.123Z"),
        ("2024-03-20T12:00:00.1234Z", "2024-03-20T12:00:00.123400Z"),
        ("2024-03-20T12:00:00.123456Z", "2024-03-20T12:00:00.123456Z"),
        ("2024-03-20T12:00:00.1234567Z", "2024-03-20T12:00:00.123456700Z"),
        ("2024-03-20T12:00:00.12345678Z", "2024-03-20T12:00:00.123456780Z"),
        ("2024-03-20T12:00:00.123456789Z", "2024-03-20T12:00:00.123456789Z"),
        ("2024-03-20T12:00:00.000000001+01:00", "2024-03-20T11:00:00.000000001Z"),
        ("2024-03-20T12:00:00.000001Z", "2024-03-20T12:00:00.000001Z"),
        ("2024-03-20T12:00:00.001Z", "2024-03-20T12:00:00.001Z"),
        // The edges of the calendar and of the day.
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"),
        ("2023-12-31T23:59:59.999999999Z", "2023-12-31T23:59:59.999999999Z"),
        ("2023-12-31T23:00:00-01:00", "2024-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0000-12-31T23:00:00-01:00", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
    ] {
        let at: Timestamp = read.parse().unwrap();
        assert_eq!(at.to_string(), written, "{read}");
        assert_eq!(format!("{at:?}"), written);
        assert_eq!(at, written.parse().unwrap(), "{read}");
        for member in ["createdAt", "lastUsedAt"] {
            let created = accept(&with(member, &format!("\"{read}\"")));
            let expected = fixtures::CREATE_RESPONSE
                .replace(&format!("\"{member}\":\"2024-03-20T12:00:00Z\""), &format!("\"{member}\":\"{written}\""));
            assert_eq!(serde_json::to_string(&created).unwrap(), expected, "{read}");
        }
    }
}

/// All that some reader of dates accepts, and this one does not.
#[test]
fn rejects_every_other_form() {
    let rows: [(&str, ParseTimestampErrorKind); 85] = [
        ("", Format),
        ("Z", Format),
        ("now", Format),
        ("1710936000", Format),
        ("2024-03-20", Format),
        ("12:00:00Z", Format),
        ("2024-03-20T12:00Z", Format),
        ("2024-03-20_12:00:00Z", Format),
        ("2024-03-20  12:00:00Z", Format),
        ("2024-03-20\t12:00:00Z", Format),
        ("2024-03-20Tt12:00:00Z", Format),
        ("2024-03-20T12:00:00zZ", Format),
        ("2024-03-20T12:00:00 +02:00", Format),
        ("2024-03-20T12:00:00+2", Format),
        ("2024-03-20T12:00:00+020", Format),
        ("2024-03-20T12:00:00+02000", Format),
        ("2024-03-20T12:00:00+02:", Format),
        ("2024-03-20T12:00:00+", Format),
        ("2024-03-20T12:00:00-", Format),
        ("2024-03-20T12:00:00+24", Format),
        ("2024-03-20T12:00:00+2400", Format),
        ("2024-03-20T12:00:00+0060", Format),
        ("2024-03-20T12:00:00+02:00:00", Format),
        ("2024-03-20T12:00:00+0x", Format),
        ("2024-03-20T12:00:00 Z", Format),
        ("2024-03-20T12:00:00ZZ", Format),
        ("2024-03-20T12:00:00UTC", Format),
        ("2024-03-20T12:00:00 UTC", Format),
        ("2024-03-20T12:00:00+2:00", Format),
        ("2024-03-20T12:00:00+02:0", Format),
        ("2024-03-20T12:00:00+02:000", Format),
        ("2024-03-20T12:00:00+02:00Z", Format),
        ("2024-03-20T12:00:00\u{2212}02:00", Format),
        ("2024-03-20T12:00:00+24:00", Format),
        ("2024-03-20T12:00:00+00:60", Format),
        ("2024-03-20T12:00:00-99:99", Format),
        ("2024-03-20T12:00:00+-2:00", Format),
        ("2024-03-20T12:00:00+0::00", Format),
        ("2024-03-20T12:00:00+0/:00", Format),
        ("2024-03-20T12:00:00+00:0:", Format),
        ("2024-03-20T12:00:00+00:/0", Format),
        ("2024-03-20T12:00:00+00:00[Europe/Berlin]", Format),
        ("2024-03-20T12:00:00.Z", Format),
        ("2024-03-20T12:00:00.", Format),
        ("2024-03-20T12:00:00,5Z", Format),
        ("2024-03-20T12:00:00.0123456789Z", Format),
        ("2024-03-20T12:00:00.1234567890Z", Format),
        ("2024-03-20T12:00:00.123456789012Z", Format),
        ("2024-03-20T12:00:00.12a4Z", Format),
        ("2024-03-20T12:00:00.1 Z", Format),
        ("2024-3-20T12:00:00Z", Format),
        ("2024-03-2T12:00:00Z", Format),
        ("24-03-20T12:00:00Z", Format),
        ("20240320T120000Z", Format),
        ("2024-W12-3T12:00:00Z", Format),
        ("2024-080T12:00:00Z", Format),
        ("2024/03/20T12:00:00Z", Format),
        ("+2024-03-20T12:00:00Z", Format),
        ("-0001-03-20T12:00:00Z", Format),
        ("+10000-01-01T00:00:00Z", Format),
        ("10000-01-01T00:00:00Z", Format),
        (" 2024-03-20T12:00:00Z", Format),
        ("2024-03-20T12:00:00Z ", Format),
        ("2024-03-20T12:00:00Z\n", Format),
        ("\n2024-03-20T12:00:00Z", Format),
        ("２０２４-03-20T12:00:00Z", Format),
        ("2024-03-20T12:00:0٠Z", Format),
        ("Wed, 20 Mar 2024 12:00:00 GMT", Format),
        ("Wed Mar 20 12:00:00 2024", Format),
        ("2024-03-20T12:00:60Z", NoSuchTime),
        ("2024-03-20T12:60:00Z", NoSuchTime),
        ("2024-03-20T24:00:00Z", NoSuchTime),
        ("2016-12-31T23:59:60Z", NoSuchTime),
        ("2024-03-20T23:59:60Z", NoSuchTime),
        ("2024-00-20T12:00:00Z", NoSuchTime),
        ("2024-13-20T12:00:00Z", NoSuchTime),
        ("2024-03-00T12:00:00Z", NoSuchTime),
        ("2024-03-32T12:00:00Z", NoSuchTime),
        ("2024-04-31T12:00:00Z", NoSuchTime),
        ("2024-02-30T12:00:00Z", NoSuchTime),
        ("2023-02-29T12:00:00Z", NoSuchTime),
        ("1900-02-29T12:00:00Z", NoSuchTime),
        ("0000-03-20T12:00:00Z", Range),
        ("0001-01-01T00:59:59+01:00", Range),
        ("9999-12-31T23:00:00-01:00", Range),
    ];
    for (text, kind) in rows {
        let error = text.parse::<Timestamp>().unwrap_err();
        assert_eq!(error.kind(), kind, "{text:?}");
        let json = serde_json::to_string(text).unwrap();
        for (member, pointer) in [("createdAt", "/createdAt"), ("lastUsedAt", "/lastUsedAt")] {
            reject(with(member, &json), &[(pointer, InvalidValue)]);
        }
    }
}

/// Every ASCII character at every place: a digit where a digit belongs, and the rest as the format has it.
#[test]
fn rejects_a_wrong_character_at_any_place() {
    for valid in [
        "2011-11-11T11:11:11Z",
        "2011-11-11T11:11:11",
        "2011-11-11T11:11:11+11:11",
        "2011-11-11T11:11:11-11:11",
        "2011-11-11T11:11:11.111-11:11",
        "2011-11-11T11:11:11+1111",
        "2011-11-11T11:11:11-11",
    ] {
        for (at, was) in valid.char_indices() {
            for character in (' '..='~').chain(['\u{80}', '²', '١', '１', '\u{2212}', '\u{ffff}']) {
                let mut text = valid.to_owned();
                text.replace_range(at..=at, &character.to_string());
                let is_valid = match was {
                    // Which numbers there are is another matter: here, those from 01 to 12.
                    '0'..='9' if character.is_ascii_digit() => continue,
                    // A `.` makes a fraction of an offset without a colon.
                    '+' | '-' if at == 19 && !valid[at..].contains(':') => "+-.".contains(character),
                    '+' | '-' if at > 10 => "+-".contains(character),
                    'T' => "Tt ".contains(character),
                    'Z' => "Zz".contains(character),
                    _ => character == was,
                };
                assert_eq!(text.parse::<Timestamp>().is_ok(), is_valid, "{text:?}");
                let document = with("createdAt", &serde_json::to_string(&text).unwrap());
                if is_valid {
                    accept(&document);
                } else {
                    reject(document, &[("/createdAt", InvalidValue)]);
                }
            }
        }
    }
}

/// Every day that there is, and every one that there is not, by the calendar's own rules.
#[test]
fn knows_the_days_of_every_year() {
    for year in (1..=9999).step_by(7).chain([1900, 2000, 2024, 2100, 2400]) {
        for (month, day) in [(1, 31), (2, 28), (2, 29), (2, 30), (4, 30), (4, 31), (12, 31)] {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let exists = match (month, day) {
                (2, 30) | (4, 31) => false,
                (2, 29) => leap,
                _ => true,
            };
            let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            match text.parse::<Timestamp>() {
                Ok(at) => {
                    assert!(exists, "{text}");
                    let date = at.as_datetime();
                    let date = (date.year(), date.month(), date.day());
                    assert_eq!(date, (year, month, day), "{text}");
                    assert_eq!(at.to_string(), text);
                }
                Err(error) => {
                    assert!(!exists, "{text}");
                    assert_eq!(error.kind(), NoSuchTime, "{text}");
                }
            }
        }
    }
}

fn on(year: i32, month: u32, day: u32, nanosecond: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|date| date.and_hms_nano_opt(23, 59, 59, nanosecond))
        .unwrap()
        .and_utc()
}

#[test]
fn cannot_be_built_from_an_instant_that_rfc_3339_does_not_have() {
    for (at, is_valid) in [
        (on(1, 1, 1, 0), true),
        (on(9999, 12, 31, 999_999_999), true),
        (DateTime::UNIX_EPOCH, true),
        (on(0, 12, 31, 999_999_999), false),
        (on(-1, 12, 31, 0), false),
        (on(10_000, 1, 1, 0), false),
        (DateTime::<Utc>::MIN_UTC, false),
        (DateTime::<Utc>::MAX_UTC, false),
        // Leap seconds, as chrono has them.
        (on(2016, 12, 31, 1_000_000_000), false),
        (on(2016, 12, 31, 1_999_999_999), false),
    ] {
        let built = Timestamp::try_from(at);
        assert_eq!(built.is_ok(), is_valid, "{at}");
        if let Ok(built) = built {
            assert_eq!(built.as_datetime(), &at);
            assert_eq!(DateTime::from(built), at);
            assert_eq!(built.to_string().parse(), Ok(built));
        }
    }
}

#[test]
fn is_built_from_the_clock_of_the_system() {
    let build = |at: Option<SystemTime>| Timestamp::try_from(at.unwrap()).map(|at| at.to_string());
    let after = |seconds, nanoseconds| build(UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds)));
    let before = |seconds, nanoseconds| build(UNIX_EPOCH.checked_sub(Duration::new(seconds, nanoseconds)));
    assert_eq!(after(1_710_936_000, 5_000_000).unwrap(), "2024-03-20T12:00:00.005Z");
    assert_eq!(before(0, 1).unwrap(), "1969-12-31T23:59:59.999999999Z");
    assert_eq!(after(253_402_300_799, 999_999_999).unwrap(), "9999-12-31T23:59:59.999999999Z");
    after(253_402_300_800, 0).unwrap_err();
    assert_eq!(before(62_135_596_800, 0).unwrap(), "0001-01-01T00:00:00Z");
    before(62_135_596_800, 1).unwrap_err();
    // Beyond all that chrono can hold.
    after(1 << 60, 0).unwrap_err();
    before(1 << 60, 0).unwrap_err();
}

/// In time, not by its string; padded as a string is.
#[test]
fn orders_hashes_and_pads() {
    let times = [
        "0001-01-01T00:00:00Z",
        "2024-03-20T12:00:00+02:00",
        "2024-03-20T11:00:00Z",
        "2024-03-20T11:00:00.000000001Z",
        "9999-12-31T23:59:59Z",
    ];
    let times = times.map(|text| text.parse::<Timestamp>().unwrap());
    assert!(times.is_sorted());
    assert!(times[1] < times[2]);
    let same: Timestamp = "2024-03-20 12:00:00+01".parse().unwrap();
    assert!(HashSet::from(times).contains(&same));
    assert_eq!(format!("{:>22}|", times[2]), "  2024-03-20T11:00:00Z|");
    assert_eq!(times[3].as_datetime().nanosecond(), 1);
}

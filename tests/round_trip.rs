//! What is written is what was read: the same value, the same bytes. Then, for people, how it looks.

mod util;

use flowai_types::chrono::{DateTime, Datelike, NaiveDate, Utc};
use flowai_types::uuid::Uuid;
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, DecodeError, ExposeSecret,
    HTTPValidationError, ResponseMetadata, ViolationKind, fixtures, from_json, redact, to_json,
};
use util::{HEX, MEMBERS, Random, TOKEN, accept, object, with};

#[test]
fn example_to_the_same_bytes() {
    for document in [
        fixtures::CREATE_RESPONSE,
        fixtures::CREATE_RESPONSE_NEVER_USED,
    ] {
        assert_eq!(serde_json::to_string(&accept(document)).unwrap(), document);
    }
}

#[test]
fn snake_case_in_camel_case_out() {
    let created = accept(fixtures::CREATE_RESPONSE_SNAKE_CASE);
    assert_eq!(
        serde_json::to_string(&created).unwrap(),
        fixtures::CREATE_RESPONSE
    );
}

/// `decode(encode(x)) == x`, for values all over the range of every field.
#[test]
fn any_value() {
    let mut random = Random(1);
    for _ in 0..20_000 {
        let key = format!("flow_{}_{}", random.text(HEX, 8), {
            let length = 16 + random.below(113);
            random.text(TOKEN, length)
        });
        let uuid = |random: &mut Random| Uuid::from_u64_pair(random.next(), random.next());
        let mut created = APIKeyCreateResponse::new(
            key.parse().unwrap(),
            instant(&mut random),
            uuid(&mut random).into(),
            (0..random.below(20))
                .map(|_| character(&mut random))
                .collect::<String>(),
            uuid(&mut random).into(),
        );
        if random.below(2) == 0 {
            created.last_used_at = Some(instant(&mut random));
        }
        let written = serde_json::to_string(&created).unwrap();
        assert_eq!(accept(&written), created);
        assert_eq!(to_json(&created).unwrap(), written.as_bytes());
        assert_eq!(
            serde_json::to_string_pretty(&created)
                .map(|text| accept(&text))
                .unwrap(),
            created
        );
        assert_eq!(created.clone(), created);
    }
}

/// Any instant of the years 1 to 9999, with 0, 3, 6 or 9 digits behind the second.
fn instant(random: &mut Random) -> DateTime<Utc> {
    let start = NaiveDate::from_ymd_opt(1, 1, 1)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc();
    let end = NaiveDate::from_ymd_opt(9999, 12, 31)
        .unwrap()
        .and_hms_opt(23, 59, 59)
        .unwrap()
        .and_utc();
    let seconds = usize::try_from(end.timestamp() - start.timestamp()).unwrap();
    let unit = [1, 1_000, 1_000_000, 1_000_000_000][random.below(4)];
    let nanosecond = u32::try_from(random.below(1_000_000_000) / unit * unit).unwrap();
    let second = start.timestamp() + i64::try_from(random.below(seconds + 1)).unwrap();
    DateTime::from_timestamp(second, nanosecond).unwrap()
}

fn character(random: &mut Random) -> char {
    let range = [0x20, 0x80, 0x800, 0x11_0000][random.below(4)];
    char::from_u32(u32::try_from(random.below(range)).unwrap()).unwrap_or('\u{fffd}')
}

/// Every day that there is, and every one that there is not, against the calendar's own rules.
#[test]
fn every_day_of_every_year() {
    for year in (1..=9999).step_by(7).chain([1900, 2000, 2024, 2100, 2400]) {
        for (month, day) in [
            (1, 31),
            (2, 28),
            (2, 29),
            (2, 30),
            (4, 30),
            (4, 31),
            (12, 31),
        ] {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let exists = match (month, day) {
                (2, 30) | (4, 31) => false,
                (2, 29) => leap,
                _ => true,
            };
            let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            let document = with("createdAt", &format!("\"{text}\""));
            let read = from_json::<APIKeyCreateResponse>(document.as_bytes());
            assert_eq!(read.is_ok(), exists, "{text}");
            if let Ok(created) = read {
                let at = created.created_at;
                assert_eq!(
                    (at.year(), at.month(), at.day()),
                    (year, month, day),
                    "{text}"
                );
                assert!(serde_json::to_string(&created).unwrap().contains(&text));
            }
        }
    }
}

/// A program can set what JSON cannot say; that is an error, not a document that nobody reads.
#[test]
fn timestamps_that_cannot_be_written() {
    let leap_second = |nanosecond| {
        NaiveDate::from_ymd_opt(2016, 12, 31)
            .and_then(|date| date.and_hms_nano_opt(23, 59, 59, nanosecond))
            .unwrap()
            .and_utc()
    };
    let year = |year| {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap()
            .and_utc()
    };
    for at in [
        leap_second(1_000_000_000),
        leap_second(1_500_000_000),
        year(0),
        year(-1),
        year(10_000),
        DateTime::<Utc>::MAX_UTC,
    ] {
        let mut created = fixtures::create_response();
        created.last_used_at = Some(at);
        let error = to_json(&created).unwrap_err();
        assert_eq!(
            serde_json::to_string(&created).unwrap_err().to_string(),
            error.to_string()
        );
        assert_eq!(
            error.to_string(),
            "expected an instant whose year in UTC is 0001 to 9999, with no leap second"
        );
    }
}

/// What people should review. The key is redacted: no snapshot holds one.
#[test]
fn snapshots() {
    let created = fixtures::create_response();
    let never_used = fixtures::create_response_never_used();
    insta::assert_snapshot!(
        "json",
        redact(&serde_json::to_string_pretty(&created).unwrap())
    );
    insta::assert_snapshot!(
        "json_never_used",
        redact(&serde_json::to_string_pretty(&never_used).unwrap())
    );
    insta::assert_snapshot!("debug", format!("{created:#?}\n{never_used:?}"));
}

/// Every sentence that an error can say, in one place to read.
#[test]
fn error_texts() {
    let documents = [
        ("cut short", fixtures::CREATE_RESPONSE[..100].to_owned()),
        ("not JSON", "<html>502 Bad Gateway</html>".to_owned()),
        (
            "byte order mark",
            format!("\u{feff}{}", fixtures::CREATE_RESPONSE),
        ),
        ("half a character", with("keyName", r#""\ud83d""#)),
        ("empty object", "{}".to_owned()),
        ("array", "[]".to_owned()),
        (
            "repeated",
            fixtures::CREATE_RESPONSE.replacen('{', r#"{"user_id":null,"#, 1),
        ),
        (
            "all of the wrong type",
            object(MEMBERS.map(|(name, ..)| (name, "7"))),
        ),
        (
            "all of the wrong value",
            object(MEMBERS.map(|(name, ..)| (name, r#""x""#))),
        ),
        ("short token", with("apiKey", r#""flow_1234567890abcdef""#)),
        ("long token", with("apiKey", r#""flow_ada2ad2a_REDACTED""#)),
        (
            "no such day",
            with("createdAt", r#""2023-02-29T12:00:00Z""#),
        ),
        (
            "no such year",
            with("createdAt", r#""0000-02-29T12:00:00Z""#),
        ),
    ];
    let mut texts = String::new();
    for (what, document) in documents {
        let error = from_json::<APIKeyCreateResponse>(document.as_bytes()).unwrap_err();
        texts += &format!("{what}:\n");
        for violation in error.violations() {
            texts += &format!("    {violation}\n");
            let expected = format!("expected {}", violation.expected());
            assert!(violation.to_string().ends_with(&expected));
        }
    }
    let mut other = |what: &str, error: DecodeError| {
        texts += &format!("{what}:\n");
        for violation in error.violations() {
            texts += &format!("    {violation}\n");
        }
    };
    let metadata = [
        ("an empty wrapper", "{}"),
        ("metadata that is none", r#"{"HTTPMeta":1}"#),
        (
            "empty metadata",
            r#"{"HTTPMeta":{"Response":{},"Request":{}}}"#,
        ),
        (
            "metadata of the wrong type",
            r#"{"HTTPMeta":{"Response":{"status":"1","headers":1},"Request":{"method":1,"url":1,"headers":{"a":1}}}}"#,
        ),
        (
            "metadata of the wrong value",
            r#"{"HTTPMeta":{"Response":{"status":1,"headers":{"a":["\n",1],"A":["1"]}},"Request":{"method":"a b","url":"/","headers":{"a b":["1"],"c":[]}}}}"#,
        ),
        (
            "halves of metadata",
            r#"{"HTTPMeta":{"Response":1,"Request":1},"APIKeyCreateResponse":1}"#,
        ),
    ];
    for (what, document) in metadata {
        let error = from_json::<CreateAPIKeyForUserAPIKeysPostResponse>(document.as_bytes());
        other(what, error.unwrap_err());
    }
    let headers: Vec<_> = (0..24_577).map(|n| format!("\"{n}\":[\"\"]")).collect();
    let headers = format!("{{\"status\":200,\"headers\":{{{}}}}}", headers.join(","));
    let error = from_json::<ResponseMetadata>(headers.as_bytes());
    other("too many headers", error.unwrap_err());
    for (what, document) in [
        ("no detail", "{}"),
        ("a detail that is none", r#"{"detail":"no"}"#),
        ("errors that are none", r#"{"detail":[1,{}]}"#),
        (
            "errors of the wrong type",
            r#"{"detail":[{"loc":1,"msg":1,"type":1}]}"#,
        ),
        (
            "locations",
            r#"{"detail":[{"loc":[null,1.5],"msg":"","type":""}]}"#,
        ),
    ] {
        let error = from_json::<HTTPValidationError>(document.as_bytes());
        other(what, error.unwrap_err());
    }
    let error = from_json::<APIKeyCreateResponse>(b"\xff").unwrap_err();
    texts += &format!("not UTF-8:\n    {}\n", error.violations()[0]);
    insta::assert_snapshot!("error_texts", texts);

    let error =
        from_json::<APIKeyCreateResponse>(br#"{"api_key":"nonsense","id":"x"}"#).unwrap_err();
    insta::assert_snapshot!("error_in_one_line", error);
    assert_eq!(error.violations()[0].kind(), ViolationKind::WrongValue);
}

#[test]
fn constructor_agrees_with_the_key() {
    let created = fixtures::create_response_never_used();
    assert_eq!(created.key_prefix, created.api_key.prefix());
    assert!(
        created
            .api_key
            .expose_secret()
            .starts_with(created.key_prefix.as_str())
    );
}

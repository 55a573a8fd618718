//! What is written is what was read: the same value, the same bytes; and, for people, how it looks.

use flowai_types::chrono::DateTime;
use flowai_types::uuid::Uuid;
use flowai_types::{APIKeyCreateResponse, Document, Timestamp, fixtures, redact, to_json};

use crate::support::{HEX, Random, TOKEN, accept, accept_as};

#[test]
fn writes_each_example_to_the_same_bytes() {
    #[track_caller]
    fn check<T: Document + PartialEq>(document: &str, value: &T) {
        assert_eq!(&accept_as::<T>(document), value);
        assert_eq!(to_json(value), document.as_bytes());
        assert_eq!(serde_json::to_string(value).unwrap(), document);
    }

    check(fixtures::CREATE_RESPONSE, &fixtures::create_response());
    check(
        fixtures::CREATE_RESPONSE_NEVER_USED,
        &fixtures::create_response_never_used(),
    );
    check(fixtures::CREATE_REQUEST, &fixtures::create_request());
    check(fixtures::LIST_RESPONSE, &fixtures::list_response());
    for (page, value) in fixtures::LIST_PAGES.into_iter().zip(fixtures::list_pages()) {
        check(page, &value);
    }
    check(fixtures::UPDATE_REQUEST, &fixtures::update_request());
    check(fixtures::API_KEY_INFO, &fixtures::api_key_info());
    check(fixtures::LIST_EXCHANGE, &fixtures::list_exchange());
    check(fixtures::UPDATE_EXCHANGE, &fixtures::update_exchange());
    check(fixtures::REVOKE_EXCHANGE, &fixtures::revoke_exchange());
    check(fixtures::HTTP_METADATA, &fixtures::http_metadata());
    check(fixtures::RESPONSE, &fixtures::response());
    check(fixtures::HTTP_VALIDATION_ERROR, &fixtures::http_validation_error());
}

#[test]
fn writes_camel_case_after_reading_snake_case() {
    let created = accept(fixtures::CREATE_RESPONSE_SNAKE_CASE);
    assert_eq!(serde_json::to_string(&created).unwrap(), fixtures::CREATE_RESPONSE);
}

/// Values all over the range of every field, written compactly and prettily.
#[test]
fn reads_what_it_has_written() {
    let mut random = Random(1);
    for _ in 0..5_000 {
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
        assert_eq!(to_json(&created), written.as_bytes());
        assert_eq!(
            serde_json::to_string_pretty(&created)
                .map(|text| accept(&text))
                .unwrap(),
            created
        );
        assert_eq!(created.clone(), created);
    }
}

/// Any instant of the years 1 to 9999, with 0, 3, 6 or 9 digits after the second.
fn instant(random: &mut Random) -> Timestamp {
    let [start, end] = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
        .map(|text| text.parse::<Timestamp>().unwrap().as_datetime().timestamp());
    let seconds = usize::try_from(end - start).unwrap();
    let unit = [1, 1_000, 1_000_000, 1_000_000_000][random.below(4)];
    let nanosecond = u32::try_from(random.below(1_000_000_000) / unit * unit).unwrap();
    let second = start + i64::try_from(random.below(seconds + 1)).unwrap();
    let at = DateTime::from_timestamp(second, nanosecond).unwrap();
    at.try_into().unwrap()
}

fn character(random: &mut Random) -> char {
    let range = [0x20, 0x80, 0x800, 0x11_0000][random.below(4)];
    char::from_u32(u32::try_from(random.below(range)).unwrap()).unwrap_or('\u{fffd}')
}

/// Each character that JSON escapes, and some that it does not.
#[test]
fn escapes_what_json_escapes() {
    let mut created = fixtures::create_response();
    for character in ('\0'..='\u{a0}').chain(['\u{2028}', '\u{ffff}', '🔑']) {
        created.key_name = character.to_string();
        let json = to_json(&created);
        assert_eq!(json, serde_json::to_vec(&created).unwrap());
        assert_eq!(accept(std::str::from_utf8(&json).unwrap()), created);
    }
}

/// For people to review. The key is redacted: no snapshot contains one.
#[test]
fn shows_to_people_what_it_is() {
    let created = fixtures::create_response();
    let never_used = fixtures::create_response_never_used();
    insta::assert_snapshot!("json", redact(&serde_json::to_string_pretty(&created).unwrap()));
    insta::assert_snapshot!(
        "json_never_used",
        redact(&serde_json::to_string_pretty(&never_used).unwrap())
    );
    insta::assert_snapshot!("debug", format!("{created:#?}\n{never_used:?}"));
}

#[test]
fn constructor_takes_the_prefix_from_the_key() {
    let created = fixtures::create_response_never_used();
    assert_eq!(created.key_prefix, created.api_key.prefix());
    assert!(created.api_key.expose_secret().starts_with(created.key_prefix.as_str()));
}

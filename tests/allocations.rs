//! How often memory is asked for: counts are exact, so they are promises.

use std::hint::black_box;

use allocation_counter::measure;
use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyUpdate, Document, HTTPValidationError, ListAPIKeyItem,
    ListAPIKeysResponse, Location, PaginationInfo, RequestMetadata, ResponseMetadata, Timestamp, ValidationError,
    fixtures, from_json, redact, to_json,
};

fn to_write<T: Document>(value: &T) -> u64 {
    let counted = measure(|| {
        black_box(to_json(black_box(value)));
    });
    counted.count_total
}

fn to_read<T: Document>(document: &str) -> u64 {
    let counted = measure(|| {
        black_box(from_json::<T>(black_box(document)).unwrap());
    });
    counted.count_total
}

#[test]
fn reading_allocates_the_key_and_its_name() {
    assert_eq!(to_read::<APIKeyCreateResponse>(fixtures::CREATE_RESPONSE), 2);
}

/// One buffer, which does not grow: none that was given back contains a piece of the key.
#[test]
fn writing_allocates_once() {
    let mut created = fixtures::create_response();
    assert_eq!(to_write(&created), 1);
    // However long a name is, and however much of it is escaped.
    for name in ["n", "\"", "\0", "\u{1f}\u{7f}", "\\\n\u{8}", "é\u{2028}🔑"] {
        for count in [1, 32, 100_000] {
            created.key_name = name.repeat(count);
            assert_eq!(to_write(&created), 1, "{name:?}, {count} times");
            let create = APIKeyCreate::new(name.repeat(count));
            assert_eq!(to_write(&create), 1, "{name:?}, {count} times");
        }
    }
    assert_eq!(to_write(&fixtures::http_validation_error()), 1);
}

/// A buffer has room for a fraction in each time and escapes in each short name, and not for much more. (That it has as much
/// as is needed, `to_json` asserts.)
#[test]
fn writing_takes_little_more_memory_than_is_needed() {
    let room = |json: Vec<u8>| (json.capacity() - json.len(), json.len());
    let mut page = fixtures::list_response();
    for name in ["n".repeat(400), "\0".repeat(400), "\0".repeat(32)] {
        page.api_keys[0].key_name = name;
        page.api_keys = vec![page.api_keys[0].clone(); 1_000];
        let (more, needed) = room(to_json(&page));
        assert!(more < needed / 10, "{more}: {needed}");
    }

    let step = Location::from("n".repeat(40));
    let mut refused = fixtures::http_validation_error();
    refused.detail[0].loc = vec![step; 1_000];
    let (more, needed) = room(to_json(&refused));
    assert!(more < needed / 10, "{more}: {needed}");

    for (name, values) in [("n", 1), ("n", 1_000), (&*"n".repeat(40), 10)] {
        let mut headers = HeaderMap::new();
        for index in 0..1_000 / values {
            for _ in 0..values {
                let name = HeaderName::try_from(format!("{name}{index}")).unwrap();
                headers.append(name, HeaderValue::try_from("v".repeat(40)).unwrap());
            }
        }
        let mut meta = fixtures::http_metadata();
        meta.response = ResponseMetadata::new(StatusCode::OK, &headers);
        let (more, needed) = room(to_json(&meta));
        assert!(more < needed / 10, "{more}: {needed}");
    }

    let url = format!("https://api.example.com/{}", "p".repeat(4_000));
    let mut meta = fixtures::http_metadata();
    meta.request = RequestMetadata::new(&Method::POST, &url.parse().unwrap(), &HeaderMap::new());
    let (more, needed) = room(to_json(&meta));
    assert!(more < needed / 10, "{more}: {needed}");
}

/// With the longest value in each member, nothing is left but one comma for each object and array.
#[test]
fn writing_the_longest_values_takes_the_memory_that_is_needed() {
    fn left<T: Document>(value: &T) -> usize {
        let json = to_json(value);
        json.capacity() - json.len()
    }
    let time: Timestamp = "2024-03-20T12:00:00.123456789Z".parse().unwrap();

    let mut created = fixtures::create_response();
    created.key_name = String::new();
    created.created_at = time;
    created.last_used_at = Some(time);
    assert_eq!(left(&created), 1);

    let mut item = ListAPIKeyItem::new(created.id, "", time);
    item.last_used_at = Some(time);
    let pagination = PaginationInfo::new(u64::MAX, u64::MAX, u64::MAX);
    assert_eq!(left(&ListAPIKeysResponse::new(vec![item], pagination)), 4);

    let mut update = APIKeyUpdate::rename("");
    update.is_active = Some(Some(false));
    assert_eq!(left(&update), 1);

    let reason = ValidationError::new(vec!["".into(), i64::MIN.into()], "", "");
    assert_eq!(left(&HTTPValidationError::new(vec![reason])), 4);
}

/// The metadata is sorted as it is written; the key adds nothing to that.
#[test]
fn writing_the_wrapper_allocates_no_more_than_its_metadata() {
    let mut response = fixtures::response();
    let metadata = to_write(&response.http_meta);
    assert_eq!(to_write(&response), metadata);
    response.api_key_create_response.as_mut().unwrap().key_name = "\"".repeat(100_000);
    assert_eq!(to_write(&response), metadata);
    assert!(metadata < 8, "{metadata}");
}

/// Each value goes into the map of the `http` crate as it is read, and nothing else grows with their number.
#[test]
fn reading_many_values_takes_the_memory_of_their_map() {
    let peak = |work: &dyn Fn()| measure(work).bytes_max;
    for count in [100, 8_193, 9_999] {
        let values = vec!["\"\""; count].join(",");
        let document = format!(r#"{{"status":200,"headers":{{"x":[{values}]}}}}"#);
        // The first reader builds the automaton of names.
        let read = || drop(from_json::<ResponseMetadata>(&document).unwrap());
        read();
        let read = peak(&read);
        let map = peak(&|| {
            let mut map = HeaderMap::new();
            for _ in 0..count {
                map.append("x", HeaderValue::from_static(""));
            }
        });
        assert!(read < map + 1_000, "{count}: {read}, {map}, {}", document.len());
    }
}

#[test]
fn redacting_nothing_allocates_nothing() {
    let text = "no key in here, but the flow_ of one ".repeat(1_000);
    let _ = redact(&text);
    let counted = measure(|| {
        black_box(redact(black_box(&text)));
    });
    assert_eq!(counted.count_total, 0);
}

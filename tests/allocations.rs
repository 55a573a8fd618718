//! How often memory is asked for: counts are exact, so they are promises.

use std::hint::black_box;

use allocation_counter::measure;
use flowai_types::http::{HeaderMap, HeaderValue};
use flowai_types::{APIKeyCreateResponse, Document, ResponseMetadata, fixtures, from_json, redact, to_json};

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

/// A buffer twice as large each time, and the one that is returned has room for no more than that.
#[test]
fn writing_allocates_seldom() {
    let mut created = fixtures::create_response();
    assert_eq!(to_write(&created), 1);
    assert_eq!(to_write(&fixtures::http_validation_error()), 1);
    for name in ["n", "\"", "\0", "é\u{2028}🔑"] {
        created.key_name = name.repeat(100_000);
        let json = to_json(&created);
        assert!(json.capacity() < 3 * json.len(), "{}: {}", json.capacity(), json.len());
        assert!(to_write(&created) <= 12, "{name:?}: {}", to_write(&created));
    }
}

/// The first key says how long the others are about, and may be unusual.
#[test]
fn writing_a_list_reserves_no_more_than_it_needs() {
    let mut page = fixtures::list_response();
    page.api_keys = vec![page.api_keys[0].clone(); 1_000];
    assert!(to_write(&page) <= 3, "{}", to_write(&page));
    page.api_keys[0].key_name = "n".repeat(100_000);
    let json = to_json(&page);
    assert!(json.capacity() < 3 * json.len() + (1 << 20), "{}: {}", json.capacity(), json.len());
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

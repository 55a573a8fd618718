//! How often memory is asked for: counts are exact, so they are promises.

use std::hint::black_box;

use allocation_counter::measure;
use flowai_types::{APIKeyCreateResponse, Document, fixtures, from_json, redact, to_json};

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

#[test]
fn redacting_nothing_allocates_nothing() {
    let text = "no key in here, but the flow_ of one ".repeat(1_000);
    let _ = redact(&text);
    let counted = measure(|| {
        black_box(redact(black_box(&text)));
    });
    assert_eq!(counted.count_total, 0);
}

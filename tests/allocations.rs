//! How often memory is asked for: counts are exact, so they are promises.

use std::hint::black_box;

use allocation_counter::measure;
use flowai_types::{APIKeyCreateResponse, fixtures, from_json, redact, to_json};

#[test]
fn reading_allocates_the_key_and_its_name() {
    let document = fixtures::CREATE_RESPONSE.as_bytes();
    let counted = measure(|| {
        black_box(from_json::<APIKeyCreateResponse>(black_box(document)).unwrap());
    });
    assert_eq!(counted.count_total, 2);
}

/// One buffer, which does not grow: none that was given back holds a piece of the key.
#[test]
fn writing_allocates_once() {
    let created = fixtures::create_response();
    let counted = measure(|| {
        black_box(to_json(black_box(&created)).unwrap());
    });
    assert_eq!(counted.count_total, 1);
}

/// A buffer that grows does so by doubling, or writing would take the square of the time.
#[test]
fn writing_much_allocates_seldom() {
    let mut created = fixtures::create_response();
    created.key_name = "\"".repeat(1_000_000);
    let counted = measure(|| {
        black_box(to_json(black_box(&created)).unwrap());
    });
    assert!(counted.count_total < 16, "{}", counted.count_total);
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

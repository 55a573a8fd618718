//! Values of every document.

use flowai_types::{
    APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError,
    HttpMetadata, ListAPIKeysResponse, Location, ValidationError, fixtures,
};
use proptest::arbitrary::Arbitrary;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// These values, and any 64 others: the same on every run.
fn and_any<T: Arbitrary>(mut values: Vec<T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let any = T::arbitrary();
    values.extend((0..64).map(|_| any.new_tree(&mut runner).unwrap().current()));
    values
}

/// Strings that mean something in a format, or that it must escape.
pub const NAMES: [&str; 16] = [
    "",
    " ",
    "null",
    "~",
    "true",
    "1e3",
    "0x1F",
    "2024-03-20",
    "---\n- a: b #c",
    "'''\"\"\"``\\ \\u0041 \\",
    "a\nb\r\nc\rd\te ",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}\u{1f}\u{7f}\u{80}\u{9f}",
    "\u{85}\u{a0}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}",
    "\u{e9} \u{65e5}\u{672c} \u{1f980} \u{10ffff}",
    "<<: *a, &b !!c %d @e",
    "r#\"Some(1)\"#",
];

/// Those of the API: a key that was used, and one that never was.
pub fn keys() -> Vec<APIKeyCreateResponse> {
    vec![fixtures::create_response(), fixtures::create_response_never_used()]
}

/// Keys with any name.
pub fn named_keys() -> Vec<APIKeyCreateResponse> {
    let mut values = keys();
    values.extend(NAMES.map(|name| {
        let mut created = fixtures::create_response();
        name.clone_into(&mut created.key_name);
        created
    }));
    and_any(values)
}

pub fn responses() -> Vec<CreateAPIKeyForUserAPIKeysPostResponse> {
    let without_body = CreateAPIKeyForUserAPIKeysPostResponse::new(fixtures::http_metadata(), None);
    and_any(vec![fixtures::response(), without_body])
}

pub fn http_metadata() -> Vec<HttpMetadata> {
    and_any(vec![fixtures::http_metadata()])
}

pub fn infos() -> Vec<APIKeyInfo> {
    and_any(vec![])
}

/// Pages whose counts have room for a sign, which an integer of many formats has.
pub fn lists() -> Vec<ListAPIKeysResponse> {
    let mut pages: Vec<ListAPIKeysResponse> = and_any(vec![]);
    for page in &mut pages {
        let pagination = &mut page.pagination;
        for count in [&mut pagination.total_count, &mut pagination.limit, &mut pagination.offset] {
            *count >>= 1;
        }
    }
    pages
}

pub fn refusals() -> Vec<HTTPValidationError> {
    let loc: Vec<Location> = vec!["body".into(), 0.into(), i64::MIN.into(), i64::MAX.into()];
    let error = ValidationError::new(loc, "", "missing");
    and_any(vec![
        fixtures::http_validation_error(),
        HTTPValidationError::new(vec![]),
        HTTPValidationError::new(vec![error]),
    ])
}

fn has_null(update: &APIKeyUpdate) -> bool {
    update.key_name == Some(None) || update.is_active == Some(None)
}

/// Every mix of absent members, null and values.
fn updates() -> Vec<APIKeyUpdate> {
    let names = [None, Some(None)].into_iter();
    let names = names.chain(NAMES.map(|name| Some(Some(name.to_owned()))));
    let states = [None, Some(None), Some(Some(true)), Some(Some(false))];
    let mixes = names.flat_map(|key_name| states.map(|is_active| (key_name.clone(), is_active)));
    let updates = mixes.map(|(key_name, is_active)| {
        let mut update = APIKeyUpdate::default();
        update.key_name = key_name;
        update.is_active = is_active;
        update
    });
    and_any(updates.collect())
}

pub fn updates_with_null() -> Vec<APIKeyUpdate> {
    updates().into_iter().filter(has_null).collect()
}

pub fn updates_without_null() -> Vec<APIKeyUpdate> {
    updates().into_iter().filter(|update| !has_null(update)).collect()
}

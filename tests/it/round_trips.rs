//! What is written is what was read: the same value, the same bytes; and, for people, how it looks.

use flowai_types::{Document, fixtures, to_json};

use crate::support::accept_as;

#[test]
fn writes_each_example_to_the_same_bytes() {
    #[track_caller]
    fn check<T: Document + PartialEq>(document: &str, value: &T) {
        assert_eq!(&accept_as::<T>(document), value);
        assert_eq!(to_json(value), document.as_bytes());
        assert_eq!(serde_json::to_string(value).unwrap(), document);
    }

    check(fixtures::CREATE_RESPONSE, &fixtures::create_response());
    check(fixtures::CREATE_RESPONSE_NEVER_USED, &fixtures::create_response_never_used());
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

/// For people to review. The key is redacted: no snapshot contains one.
#[test]
fn shows_to_people_what_it_is() {
    let (created, never_used) = (fixtures::create_response(), fixtures::create_response_never_used());
    insta::assert_snapshot!("debug", format!("{created:#?}\n{never_used:?}"));
}

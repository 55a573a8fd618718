//! A new key in `snake_case`, which the vendor's SDKs read, from the same list of members.

use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, CreateAPIKeyForUserAPIKeysPostResponse, Operation, SnakeCase,
    fixtures, from_json, http::header::CACHE_CONTROL, to_json,
};

use crate::support::{debugs, leaks};

#[test]
fn one_value_in_both_spellings() {
    let created = fixtures::create_response();
    assert_eq!(to_json(&created), fixtures::CREATE_RESPONSE.as_bytes());
    let snake_case = SnakeCase(created);
    assert_eq!(to_json(&snake_case), fixtures::CREATE_RESPONSE_SNAKE_CASE.as_bytes());
    assert_eq!(serde_json::to_string(&snake_case).unwrap(), fixtures::CREATE_RESPONSE_SNAKE_CASE);
    for document in [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_SNAKE_CASE] {
        assert_eq!(from_json(document), Ok(snake_case.clone()));
        assert_eq!(serde_json::from_str::<SnakeCase<APIKeyCreateResponse>>(document).unwrap(), snake_case);
    }
}

#[test]
fn a_wrapper_spells_what_is_in_it() {
    let wrapper = SnakeCase(fixtures::response());
    let expected = fixtures::RESPONSE.replace(fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_SNAKE_CASE);
    assert_eq!(String::from_utf8(to_json(&wrapper)).unwrap(), expected);
    assert_eq!(serde_json::to_string(&wrapper).unwrap(), expected);
    assert_eq!(from_json::<CreateAPIKeyForUserAPIKeysPostResponse>(&expected).unwrap(), wrapper.0);
}

/// Of a document whose own spelling it is, nothing changes.
#[test]
fn a_record_is_as_it_was() {
    let info: APIKeyInfo = fixtures::api_key_info();
    assert_eq!(to_json(&SnakeCase(info.clone())), to_json(&info));
}

#[test]
fn a_server_writes_what_the_vendors_sdks_read() {
    let response = APIKeyCreate::response_to_http(&fixtures::create_response());
    assert_eq!(response.body(), fixtures::CREATE_RESPONSE_SNAKE_CASE.as_bytes());
    assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
}

#[test]
fn errors_and_debug_show_no_key() {
    let refused = fixtures::CREATE_RESPONSE_SNAKE_CASE.replace("2024", "24");
    let error = from_json::<SnakeCase<APIKeyCreateResponse>>(&refused).unwrap_err();
    assert_eq!(error.violations()[0].pointer(), "/created_at");
    assert!(!leaks(&debugs(&SnakeCase(fixtures::create_response())), "1234567890abcdef"));
}

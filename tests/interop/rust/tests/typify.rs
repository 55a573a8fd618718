//! The types that `typify` makes of the schemas read the documents, and refuse what their patterns refuse.

mod util;

use flowai_types::fixtures;

macro_rules! imported {
    ($module:ident, $file:literal) => {
        #[allow(missing_docs, unused_imports, clippy::all, clippy::pedantic)]
        mod $module {
            typify::import_types!(schema = $file);
        }
    };
}

imported!(response, "../../../schema/CreateAPIKeyForUserAPIKeysPostResponse.json");
imported!(spelled, "../../../schema/CreateAPIKeyForUserAPIKeysPostResponse.snake_case.json");
imported!(refused, "../../../schema/HTTPValidationError.json");

/// Reads a document as a type of typify's, and writes it back.
#[track_caller]
fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(document: &str) -> T {
    let value: T = serde_json::from_str(document).unwrap();
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(json(&serde_json::to_string(&value).unwrap()), json(document));
    value
}

#[test]
fn documents_are_read_and_written_back() {
    let created: response::ApiKeyCreateResponse = round_trip(fixtures::CREATE_RESPONSE);
    assert_eq!(created.api_key.as_str(), fixtures::API_KEY);
    let created: spelled::ApiKeyCreateResponse = round_trip(fixtures::CREATE_RESPONSE_SNAKE_CASE);
    assert_eq!(created.api_key.as_str(), fixtures::API_KEY);
    round_trip::<response::HttpMetadata>(fixtures::HTTP_METADATA);
    round_trip::<response::CreateApiKeyForUserApiKeysPostResponse>(fixtures::RESPONSE);
    round_trip::<refused::HttpValidationError>(fixtures::HTTP_VALIDATION_ERROR);
}

#[test]
fn wrong_documents_are_refused() {
    for (right, wrong) in [
        ("flow_ada2ad2a_1234567890abcdef", "flow_ada2ad2a_REDACTED"),
        ("\"flow_\"", "\"sk_\""),
        ("123e4567-e89b", "123e4567_e89b"),
        ("2024-03-20", "2024-02-30"),
    ] {
        let document = fixtures::CREATE_RESPONSE.replace(right, wrong);
        assert!(serde_json::from_str::<response::ApiKeyCreateResponse>(&document).is_err(), "{wrong}");
        let document = fixtures::CREATE_RESPONSE_SNAKE_CASE.replace(right, wrong);
        assert!(serde_json::from_str::<spelled::ApiKeyCreateResponse>(&document).is_err(), "{wrong}");
    }
}

#[test]
fn what_prints_the_key_is_listed() {
    util::check_listed::<response::ApiKeyCreateResponse>("typify", fixtures::CREATE_RESPONSE);
}

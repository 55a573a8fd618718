//! Every value of every document type, as `proptest` and `arbitrary` make them, is written as its schema says.

use arbitrary::Unstructured;
use flowai_types::{Document, fixtures, to_json};
use flowai_types_schemas::{Agreement, agreements, for_each_document};
use proptest::prelude::*;
use schemars::JsonSchema;

/// What is written is valid, with its formats and without, and has nothing of what only types read.
#[track_caller]
fn is_valid<T: Document>(agreement: &Agreement, value: &T) {
    let text = String::from_utf8(to_json(value)).unwrap();
    let verdict = agreement.check(&text);
    assert!(verdict.valid && verdict.read, "{text}");
    assert_eq!(verdict.differences, [], "{text}");
}

/// What has failed belongs in a test, not in a file of proptest's.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn values_of_proptest_are_written_as_the_schema_says() {
    fn check<T: Document + JsonSchema + Arbitrary>() {
        let agreement = Agreement::of::<T>();
        proptest!(config(), |(value: T)| is_valid(&agreement, &value));
    }
    for_each_document!(check());
}

#[test]
fn values_of_arbitrary_are_written_as_the_schema_says() {
    fn check<T: Document + JsonSchema + for<'a> arbitrary::Arbitrary<'a>>() {
        let agreement = Agreement::of::<T>();
        proptest!(config(), |(bytes in prop::collection::vec(any::<u8>(), 0..600))| {
            let value = Unstructured::new(&bytes).arbitrary::<T>();
            prop_assume!(value.is_ok());
            is_valid(&agreement, &value.unwrap());
        });
    }
    for_each_document!(check());
}

#[test]
fn each_fixture_is_a_document_of_its_type() {
    for (name, document) in [
        ("APIKeyCreate", fixtures::CREATE_REQUEST),
        ("APIKeyCreateResponse", fixtures::CREATE_RESPONSE),
        ("APIKeyCreateResponse", fixtures::CREATE_RESPONSE_NEVER_USED),
        ("ListAPIKeysResponse", fixtures::LIST_RESPONSE),
        ("APIKeyUpdate", fixtures::UPDATE_REQUEST),
        ("APIKeyInfo", fixtures::API_KEY_INFO),
        ("HTTPMetadata", fixtures::HTTP_METADATA),
        ("CreateAPIKeyForUserAPIKeysPostResponse", fixtures::RESPONSE),
        ("ListUserAPIKeysAPIKeysGetResponse", fixtures::LIST_EXCHANGE),
        ("UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse", fixtures::UPDATE_EXCHANGE),
        ("RevokeAPIKeyAPIKeysKeyIDDeleteResponse", fixtures::REVOKE_EXCHANGE),
        ("HTTPValidationError", fixtures::HTTP_VALIDATION_ERROR),
    ] {
        let mut agreements = agreements().iter();
        let agreement = agreements.find(|agreement| agreement.name == name);
        let verdict = agreement.unwrap().check(document);
        assert!(verdict.read, "{document}");
        assert_eq!(verdict.differences, [], "{document}");
    }
}

//! The wrapper has the metadata of the exchange, and optionally the new key.

use flowai_types::ViolationKind::{Duplicate, InvalidType, Missing};
use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse as Created, fixtures};

use crate::support::{accept_as, reject_as};

#[test]
fn reads_and_writes_the_wrapper() {
    let meta = r#"{"Response":{"status":201,"headers":{}},"Request":{"method":"POST","url":"https://api.example.com/api-keys","headers":{}}}"#;
    let whole = format!(
        r#"{{"HTTPMeta":{meta},"APIKeyCreateResponse":{}}}"#,
        fixtures::CREATE_RESPONSE
    );
    let created: Created = accept_as(&whole);
    assert_eq!(serde_json::to_string(&created).unwrap(), whole);
    assert_eq!(created.api_key_create_response, Some(fixtures::create_response()));
    let (http_meta, key) = (created.http_meta.clone(), created.api_key_create_response.clone());
    assert_eq!(Created::new(http_meta.clone(), key), created);

    let without = format!(r#"{{"HTTPMeta":{meta}}}"#);
    let null = format!(r#"{{"HTTPMeta":{meta},"APIKeyCreateResponse":null}}"#);
    for document in [&without, &null] {
        let empty: Created = accept_as(document);
        assert_eq!(empty, Created::new(http_meta.clone(), None));
        assert_eq!(serde_json::to_string(&empty).unwrap(), without);
    }

    for (document, expected) in [
        ("{}".to_owned(), &[("/HTTPMeta", Missing)][..]),
        (format!(r#"{{"http_meta":{meta}}}"#), &[("/HTTPMeta", Missing)]),
        (null.replace("null", "[]"), &[("/APIKeyCreateResponse", InvalidType)]),
        (
            format!(r#"{{"HTTPMeta":{meta},"HTTPMeta":{meta}}}"#),
            &[("/HTTPMeta", Duplicate)],
        ),
        (
            null.replace("null", "null,\"APIKeyCreateResponse\":null"),
            &[("/APIKeyCreateResponse", Duplicate)],
        ),
    ] {
        reject_as::<Created>(document, expected);
    }
}

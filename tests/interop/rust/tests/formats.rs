//! Formats other than JSON that say what they hold: what is written is read as the same value, and no error of ours shows
//! a value.

use std::fmt::Debug;

use flowai_types::{APIKeyCreateResponse, HttpMetadata, fixtures};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[test]
fn round_trips() {
    fn holds<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
        let mut cbor = Vec::new();
        ciborium::into_writer(value, &mut cbor).unwrap();
        // It writes how many members there are before it writes them.
        assert_eq!(
            &ciborium::from_reader::<T, _>(cbor.as_slice()).unwrap(),
            value
        );
        let yaml = serde_yaml_ng::to_string(value).unwrap();
        assert_eq!(&serde_yaml_ng::from_str::<T>(&yaml).unwrap(), value);
        let ron = ron::to_string(value).unwrap();
        assert_eq!(&ron::from_str::<T>(&ron).unwrap(), value);
    }

    holds(&fixtures::create_response());
    holds(&fixtures::create_response_never_used());
    holds(&fixtures::http_metadata());
    let mut response = fixtures::response();
    holds(&response);
    response.api_key_create_response = None;
    holds(&response);
    holds(&fixtures::http_validation_error());
}

/// What the format adds is its own: a place, or the path to it.
#[test]
fn errors_show_no_value() {
    let wrong = fixtures::CREATE_RESPONSE.replace("123e4567", "1234567890abcdef");
    let value: ciborium::Value = serde_json::from_str(&wrong).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();
    let errors = [
        serde_yaml_ng::from_str::<APIKeyCreateResponse>(&wrong)
            .unwrap_err()
            .to_string(),
        ciborium::from_reader::<APIKeyCreateResponse, _>(cbor.as_slice())
            .unwrap_err()
            .to_string(),
        serde_yaml_ng::from_str::<HttpMetadata>(&wrong)
            .unwrap_err()
            .to_string(),
    ];
    for error in errors {
        assert!(!error.contains("90abcdef"), "{error}");
        assert!(
            error.contains("expected") || error.contains("missing"),
            "{error}"
        );
    }
}

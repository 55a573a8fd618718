//! The auto traits of the types, and the sentence of every kind of error.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use flowai_types::chrono::{DateTime, Datelike};
use flowai_types::http::{Request, Response};
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, DecodeError,
    Document, KeyPrefix, Location, Operation, ParseApiKeyError, ParseApiKeyErrorKind, ParseBearerError, ParseIdError,
    ParseKeyPrefixError, ParseTimestampError, ParseTimestampErrorKind, RateLimit, ResponseError, ResponseErrorKind,
    RetryAfter, Timestamp, TimestampRangeError, UserId, Violation, ViolationKind, fixtures, from_json,
};

/// Values go to other threads, errors through `?` into `Box<dyn Error + Send + Sync>`, and both through `catch_unwind`.
#[test]
fn values_and_errors_go_to_other_threads() {
    fn anywhere<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + 'static>() {}
    fn document<T: Document + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Eq>() {}
    fn error<T: std::error::Error + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone>() {}
    fn thread_safe<T: std::error::Error + Send + Sync + Unpin + 'static>() {}
    /// That of any operation can go to another thread, as a spawned call asks.
    fn operation<O: Operation>() {
        fn spawned<T: Clone + Send + Sync + 'static>() {}
        spawned::<O>();
        spawned::<O::Success>();
    }

    for_each_document!(document());
    anywhere::<ApiKey>();
    anywhere::<ApiKeyId>();
    anywhere::<KeyPrefix>();
    anywhere::<Location>();
    anywhere::<ParseApiKeyErrorKind>();
    anywhere::<ParseTimestampErrorKind>();
    anywhere::<RateLimit>();
    anywhere::<ResponseErrorKind>();
    anywhere::<RetryAfter>();
    anywhere::<Timestamp>();
    anywhere::<UserId>();
    anywhere::<Violation>();
    anywhere::<ViolationKind>();
    error::<DecodeError>();
    error::<ParseApiKeyError>();
    error::<ParseBearerError>();
    error::<ParseIdError>();
    error::<ParseKeyPrefixError>();
    error::<ParseTimestampError>();
    error::<TimestampRangeError>();
    operation::<APIKeyCreate>();
    // The extensions of `http::Response`, which it gives back, are anything that is `Send` and `Sync`, and no more.
    thread_safe::<ResponseError<Vec<u8>>>();
}

/// Each error with its sentence, for people to review as a page: those of violations are in another snapshot.
#[test]
fn every_kind_of_every_error_comes_up() {
    let mut page = BTreeMap::new();

    for text in ["sk_ada2ad2a_1234567890abcdef", "flow_ADA2AD2A", "flow_ada2ad2a_REDACTED"] {
        let error = text.parse::<ApiKey>().unwrap_err();
        let kind = format!("ParseApiKeyErrorKind::{:?}", error.kind());
        page.insert(kind, error.to_string());
    }
    for text in ["yesterday", "2024-02-30T12:00:00Z", "0000-03-20T12:00:00Z"] {
        let error = text.parse::<Timestamp>().unwrap_err();
        let kind = format!("ParseTimestampErrorKind::{:?}", error.kind());
        page.insert(kind, error.to_string());
    }
    for document in ["{", "{}", r#"{"id":1,"id":1}"#, r#"{"id":"1"}"#] {
        let error = from_json::<APIKeyCreateResponse>(document).unwrap_err();
        for violation in error.violations() {
            let kind = format!("ViolationKind::{:?}", violation.kind());
            page.entry(kind).or_insert(violation.to_string());
        }
    }
    let (request, ()) = Request::post("https://api.example.com/api-keys").body(()).unwrap().into_parts();
    let long = format!("https://h/{}", "a".repeat(65_520));
    for base in ["/", "https://user@h", "https://h?a=b", &long] {
        let error = APIKeyCreate::new("").to_http(&base.parse().unwrap()).unwrap_err();
        let kind = format!("BaseUrlErrorKind::{:?}", error.kind());
        page.insert(kind, error.to_string());
    }
    for (status, content_type, body) in [
        (201, "application/json", "{}"),
        (201, "text/html", "{}"),
        (422, "application/json", fixtures::HTTP_VALIDATION_ERROR),
        (500, "application/json", "{}"),
    ] {
        let response = Response::builder().status(status).header("content-type", content_type).body(body).unwrap();
        let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response).unwrap_err();
        let kind = format!("ResponseErrorKind::{:?}", error.kind());
        page.insert(kind, error.to_string());
    }

    // Those that have no kinds.
    let mut add = |name: &str, error: &dyn std::error::Error| page.insert(name.to_owned(), error.to_string());
    add("ParseIdError", &"1".parse::<ApiKeyId>().unwrap_err());
    add("ParseKeyPrefixError", &"sk_".parse::<KeyPrefix>().unwrap_err());
    add("TimestampRangeError", &Timestamp::try_from(DateTime::UNIX_EPOCH.with_year(0).unwrap()).unwrap_err());
    add("HTTPValidationError", &fixtures::http_validation_error());
    let page = page.iter().map(|(kind, text)| format!("{kind}:\n    {text}\n"));
    insta::assert_snapshot!("errors", page.collect::<String>());
}

//! What the types are to the code around them: their auto traits, and that every kind of error there is comes up.

mod util;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use flowai_types::http::{Request, Response};
use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, DecodeError,
    EncodeError, HTTPValidationError, HttpMetadata, KeyPrefix, Location, ParseApiKeyError,
    ParseApiKeyErrorKind, ParseIdError, ParseKeyPrefixError, RateLimit, RequestMetadata,
    ResponseError, ResponseErrorKind, ResponseMetadata, RetryAfter, UserId, ValidationError,
    Violation, ViolationKind, fixtures, from_json,
};

/// Values go to other threads, errors through `?` into `Box<dyn Error + Send + Sync>`, and both through `catch_unwind`.
#[test]
fn auto_traits() {
    fn anywhere<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

    anywhere::<APIKeyCreateResponse>();
    anywhere::<ApiKey>();
    anywhere::<ApiKeyId>();
    anywhere::<CreateAPIKeyForUserAPIKeysPostResponse>();
    anywhere::<HTTPValidationError>();
    anywhere::<HttpMetadata>();
    anywhere::<KeyPrefix>();
    anywhere::<Location>();
    anywhere::<ParseApiKeyErrorKind>();
    anywhere::<RateLimit>();
    anywhere::<RequestMetadata>();
    anywhere::<ResponseErrorKind>();
    anywhere::<ResponseMetadata>();
    anywhere::<RetryAfter>();
    anywhere::<UserId>();
    anywhere::<ValidationError>();
    anywhere::<Violation>();
    anywhere::<ViolationKind>();
    error::<DecodeError>();
    error::<EncodeError>();
    error::<ParseApiKeyError>();
    error::<ParseIdError>();
    error::<ParseKeyPrefixError>();
    // The extensions of `http::Response`, which it gives back, are anything that is `Send` and `Sync`, and no more.
    fn thread_safe<T: std::error::Error + Send + Sync + Unpin + 'static>() {}
    thread_safe::<ResponseError<Vec<u8>>>();
}

/// An input for each kind of each error; which kinds there are, the snapshot of the public API tells.
#[test]
fn every_kind() {
    let mut kinds = BTreeSet::new();
    let mut found = |kind: String| kinds.insert(kind);

    for text in [
        "sk_ada2ad2a_1234567890abcdef",
        "flow_ADA2AD2A",
        "flow_ada2ad2a_REDACTED",
    ] {
        let kind = text.parse::<ApiKey>().unwrap_err().kind();
        found(format!("ParseApiKeyErrorKind::{kind:?}"));
    }
    let documents = ["{", "{}", r#"{"id":1,"id":1}"#, r#"{"id":"1"}"#];
    for document in documents {
        let error = from_json::<APIKeyCreateResponse>(document.as_bytes()).unwrap_err();
        for violation in error.violations() {
            found(format!("ViolationKind::{:?}", violation.kind()));
        }
    }
    let (request, ()) = Request::post("https://api.example.com/api-keys")
        .body(())
        .unwrap()
        .into_parts();
    for (status, body) in [
        (201, "{}"),
        (422, fixtures::HTTP_VALIDATION_ERROR),
        (500, "{}"),
    ] {
        let response = Response::builder()
            .status(status)
            .header("content-type", "application/json");
        let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(
            &request,
            response.body(body).unwrap(),
        );
        found(format!(
            "ResponseErrorKind::{:?}",
            error.unwrap_err().kind()
        ));
    }

    let api = include_str!("snapshots/public-api.txt");
    let declared: BTreeSet<_> = api
        .lines()
        .filter_map(|line| line.strip_prefix("pub flowai_types::"))
        .filter(|path| path.contains("Kind::"))
        .map(str::to_owned)
        .collect();
    assert!(declared.len() >= 11, "{declared:?}");
    assert_eq!(kinds, declared);
}

/// The promises of the front page and of the README are the same, and the tests that they name are there.
#[test]
fn promises() {
    let promises = |text: &str| -> Vec<(String, Vec<String>)> {
        let rows = text
            .lines()
            .filter_map(|line| line.trim_start_matches("//! ").strip_prefix("| "));
        rows.filter(|row| row.contains("`tests/"))
            .map(|row| {
                let (promise, tests) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
                let tests = tests.split('`').filter(|word| word.starts_with("tests/"));
                (promise.to_owned(), tests.map(str::to_owned).collect())
            })
            .collect()
    };
    let front_page = promises(include_str!("../src/lib.rs"));
    assert!(front_page.len() >= 11);
    assert_eq!(front_page, promises(include_str!("../README.md")));
    for test in front_page.iter().flat_map(|(_, tests)| tests) {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(test);
        // Not in the package, since fuzzing is not.
        assert!(file.is_file() || test == "tests/fuzz.rs", "{test}");
    }
}

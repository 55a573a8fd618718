//! What holds of every value of every model type, as `proptest` and `arbitrary` make them, and of every text.

mod util;

use std::collections::BTreeSet;
use std::fmt::Debug;

use arbitrary::{Arbitrary as FromBytes, Unstructured};
use flowai_types::http::Method;
use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret,
    HTTPValidationError, HttpMetadata, KeyPrefix, Location, Model, RequestMetadata,
    ResponseMetadata, UserId, ValidationError, from_json, redact, schema, to_json,
};
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use util::{debugs, leaks};

/// What the public model types have in common, but for `ApiKey`, which is not written alone.
trait Any:
    Model + Serialize + DeserializeOwned + Debug + Clone + PartialEq + Arbitrary + for<'a> FromBytes<'a>
{
}

impl<T> Any for T where
    T: Model
        + Serialize
        + DeserializeOwned
        + Debug
        + Clone
        + PartialEq
        + Arbitrary
        + for<'a> FromBytes<'a>
{
}

/// Calls a generic function for every model type, with the schema of those that have one.
macro_rules! for_every_type {
    ($function:ident) => {
        $function::<KeyPrefix>(None);
        $function::<ApiKeyId>(None);
        $function::<UserId>(None);
        $function::<APIKeyCreateResponse>(Some(schema::API_KEY_CREATE_RESPONSE));
        $function::<HttpMetadata>(Some(schema::HTTP_METADATA));
        $function::<RequestMetadata>(None);
        $function::<ResponseMetadata>(None);
        $function::<CreateAPIKeyForUserAPIKeysPostResponse>(Some(
            schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
        ));
        $function::<HTTPValidationError>(Some(schema::HTTP_VALIDATION_ERROR));
        $function::<ValidationError>(None);
        $function::<Location>(None);
    };
}

fn from_bytes<T: for<'a> FromBytes<'a>>(bytes: &[u8]) -> arbitrary::Result<T> {
    FromBytes::arbitrary(&mut Unstructured::new(bytes))
}

fn validator(schema: &str) -> Validator {
    let schema = serde_json::from_str(schema).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// Written and read it is the same value, by every way there is; what is written is valid; and no key is shown.
fn holds<T: Any>(value: &T, schema: Option<&Validator>) {
    let written = to_json(value).unwrap();
    assert_eq!(from_json::<T>(&written).as_ref(), Ok(value));
    assert_eq!(serde_json::to_vec(value).unwrap(), written);
    assert_eq!(&serde_json::from_slice::<T>(&written).unwrap(), value);
    let pretty = serde_json::to_vec_pretty(value).unwrap();
    assert_eq!(from_json::<T>(&pretty).as_ref(), Ok(value));
    let document = serde_json::to_value(value).unwrap();
    assert_eq!(document, serde_json::from_slice::<Value>(&written).unwrap());
    if let Some(schema) = schema {
        assert!(schema.is_valid(&document), "{document}");
    }
    assert_eq!(&serde_json::from_value::<T>(document).unwrap(), value);
    assert_eq!(&value.clone(), value);
    let shown = debugs(value);
    assert_eq!(redact(&shown), shown);
}

#[test]
fn values_of_proptest() {
    fn check<T: Any>(schema: Option<&str>) {
        let schema = schema.map(validator);
        proptest!(|(value: T)| holds(&value, schema.as_ref()));
    }
    for_every_type!(check);
}

#[test]
fn values_of_arbitrary() {
    fn check<T: Any>(schema: Option<&str>) {
        let schema = schema.map(validator);
        proptest!(|(bytes in prop::collection::vec(any::<u8>(), 0..600))| {
            if let Ok(value) = from_bytes::<T>(&bytes) {
                holds(&value, schema.as_ref());
            }
        });
    }
    for_every_type!(check);
}

/// Both make all kinds of values: with each optional part and without, of each variant, with and without a credential.
#[test]
fn values_of_all_kinds() {
    let mut kinds = [BTreeSet::new(), BTreeSet::new()];
    let mut note = |from: usize,
                    value: &CreateAPIKeyForUserAPIKeysPostResponse,
                    refused: &HTTPValidationError| {
        let mut kind = |what: &str| kinds[from].insert(what.to_owned());
        let (request, response) = (&value.http_meta.request, &value.http_meta.response);
        kind(if request.url().scheme_str() == Some("http") {
            "http"
        } else {
            "https"
        });
        kind(if request.url().query().is_some() {
            "a query"
        } else {
            "no query"
        });
        for headers in [request.headers(), response.headers()] {
            kind(if headers.is_empty() {
                "no headers"
            } else {
                "headers"
            });
            let redacted = headers
                .values()
                .any(|value| value.as_bytes().ends_with(b"REDACTED"));
            kind(if redacted {
                "a credential"
            } else {
                "no credential"
            });
            for value in headers.values() {
                kind(match value.as_bytes() {
                    [] => "an empty value",
                    bytes if bytes.contains(&b'\t') => "a tab",
                    bytes if bytes.is_ascii() => "ASCII",
                    _ => "beyond ASCII",
                });
            }
        }
        kind(match response.status.as_u16() {
            100..200 => "informational",
            200..300 => "a success",
            300..600 => "a failure",
            _ => "a status that nobody has",
        });
        kind(if request.method() == Method::GET {
            "GET"
        } else {
            "another method"
        });
        if request.url().port().is_some() {
            kind("a port");
        }
        if request.url().path().contains('%') {
            kind("a percent-encoded byte");
        }
        for headers in [request.headers(), response.headers()] {
            if headers.len() > 1 {
                kind("some headers");
            }
        }
        if let Some(created) = &value.api_key_create_response {
            kind(if created.last_used_at.is_some() {
                "used"
            } else {
                "not used"
            });
            kind(if created.key_name.is_empty() {
                "no name"
            } else {
                "a name"
            });
            kind(if created.created_at.timestamp() < 0 {
                "before 1970"
            } else {
                "since 1970"
            });
            kind(if created.created_at.timestamp_subsec_nanos() % 1_000 > 0 {
                "nanoseconds"
            } else {
                "no nanoseconds"
            });
            let long_token = &created.api_key.expose_secret()["flow_ada2ad2a_".len()..];
            kind(match long_token.len() {
                16 => "the shortest key",
                17..128 => "a key",
                _ => "the longest key",
            });
            for (character, what) in [('_', "a key with _"), ('-', "a key with -")] {
                if long_token.contains(character) {
                    kind(what);
                }
            }
        } else {
            kind("no key");
        }
        kind(match refused.detail.len() {
            0 => "no errors",
            1 => "one error",
            _ => "errors",
        });
        for error in &refused.detail {
            for location in &error.loc {
                kind(match location {
                    Location::Name(_) => "a name in loc",
                    Location::Index(0..1_000) => "an index",
                    Location::Index(1_000..) => "a large index",
                    _ => "a negative index",
                });
            }
            kind(if error.msg.is_empty() {
                "no message"
            } else {
                "a message"
            });
        }
    };
    let values = any::<(CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError)>();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..1_000 {
        let (value, refused) = values.new_tree(&mut runner).unwrap().current();
        note(0, &value, &refused);
    }
    let mut random = util::Random(11);
    for _ in 0..3_000 {
        let bytes: Vec<u8> = (0..250).flat_map(|_| random.next().to_le_bytes()).collect();
        let values =
            from_bytes::<(CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError)>(&bytes);
        let (value, refused) = values.unwrap();
        note(1, &value, &refused);
    }
    assert_eq!(kinds[0].len(), 44, "{:?}", kinds[0]);
    assert_eq!(kinds[0], kinds[1]);
}

/// The key alone: read from its text, and never shown.
#[test]
fn keys() {
    let holds = |key: &ApiKey| {
        let text = key.expose_secret();
        assert_eq!(text.parse::<ApiKey>().as_ref(), Ok(key));
        assert_eq!(
            &from_json::<ApiKey>(format!("\"{text}\"").as_bytes()).unwrap(),
            key
        );
        assert_eq!(key, &key.clone());
        let shown = format!("ApiKey(flow_{}_REDACTED)\n", key.short_token());
        assert_eq!(debugs(key), shown.repeat(2));
        assert!(ApiKey::find(text).eq([key.clone()]));
    };
    proptest!(|(key: ApiKey)| holds(&key));
    proptest!(|(bytes in prop::collection::vec(any::<u8>(), 0..300))| {
        holds(&from_bytes::<ApiKey>(&bytes).unwrap());
    });
}

/// Wherever in a value a key stands, its `Debug` does not show it.
#[test]
fn keys_in_every_text() {
    let around = || (".{0,8}", ".{0,8}");
    proptest!(|(key: ApiKey, (before, behind) in around(), mut created: APIKeyCreateResponse, error: ValidationError)| {
        let text = format!("{before} {} {behind}", key.expose_secret());
        let long_token = &key.expose_secret()["flow_ada2ad2a_".len()..];
        created.key_name = text.clone();
        let mut refused = HTTPValidationError::new(vec![error]);
        refused.detail[0].loc.push(text.clone().into());
        refused.detail[0].msg = text.clone();
        refused.detail[0].type_ = text;
        let shown = format!("{}{}{refused}", debugs(&created), debugs(&refused));
        prop_assert!(!leaks(&shown, long_token), "{shown}");
        // Its own secret, without the rest of the key.
        created.key_name = created.api_key.expose_secret()["flow_ada2ad2a_".len()..][..8].to_owned();
        prop_assert!(!debugs(&created).contains(&created.key_name));
    });
}

/// Documents with a few characters changed: each way to read says the same, and what is read is written once and for all.
#[test]
fn documents() {
    fn check<T: Any>(_: Option<&str>) {
        let edit = (
            any::<prop::sample::Index>(),
            0..2_usize,
            r#"[\]\[{}":,0-9a-fA-Z_%/. \\-]{0,3}"#,
        );
        proptest!(|(value: T, edits in prop::collection::vec(edit, 0..3))| {
            let mut text = serde_json::to_string(&value).unwrap();
            for (at, gone, new) in edits {
                let at = at.index(text.len() + 1);
                let ends = (at..=text.len()).filter(|at| text.is_char_boundary(*at));
                let ends: Vec<_> = ends.take(gone + 1).collect();
                text.replace_range(ends[0]..ends[ends.len() - 1], &new);
            }
            let read = from_json::<T>(text.as_bytes());
            let plain = serde_json::from_str::<T>(&text).ok();
            prop_assert_eq!(plain.as_ref(), read.as_ref().ok());
            if let Ok(read) = read {
                let written = to_json(&read).unwrap();
                prop_assert_eq!(to_json(&from_json::<T>(&written).unwrap()).unwrap(), written);
            }
        });
    }
    for_every_type!(check);
}

/// Redacting twice is redacting once, and leaves no key to find.
#[test]
fn redacted_texts() {
    proptest!(|(text in "(flow_|[0-9a-fA-F]{8}|_|[0-9A-Za-z_-]{0,40}|REDACTED|.){0,12}")| {
        let once = redact(&text);
        prop_assert_eq!(redact(&once), &*once);
        prop_assert_eq!(ApiKey::find(&once).count(), 0);
        for key in ApiKey::find(&text) {
            prop_assert!(!once.contains(key.expose_secret()));
        }
    });
}

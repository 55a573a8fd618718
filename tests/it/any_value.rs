//! Any value of any type, as `proptest` and `arbitrary` build them, is read back and shows no key; any text can be
//! redacted.

use std::collections::BTreeSet;
use std::fmt::Debug;

use arbitrary::{Arbitrary as FromBytes, Unstructured};
use flowai_types::{
    APIKeyUpdate, ApiKey, ApiKeyId, Document, HTTPValidationError, HttpMetadata, KeyPrefix, Location, PaginationInfo,
    RetryAfter, Timestamp, UserId, ValidationError, from_json, redact, to_json,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::support::{Random, debugs, leaks};

/// The traits of every public type that can be written.
trait Any: Serialize + DeserializeOwned + Debug + Clone + PartialEq + Arbitrary + for<'a> FromBytes<'a> {}

impl<T> Any for T where T: Serialize + DeserializeOwned + Debug + Clone + PartialEq + Arbitrary + for<'a> FromBytes<'a> {}

fn from_bytes<T: for<'a> FromBytes<'a>>(bytes: &[u8]) -> arbitrary::Result<T> {
    FromBytes::arbitrary(&mut Unstructured::new(bytes))
}

/// Written and read it is the same value, by every way that plain serde has; and no key is shown.
#[track_caller]
fn is_read_back<T: Any>(value: &T) {
    let written = serde_json::to_vec(value).unwrap();
    assert_eq!(&serde_json::from_slice::<T>(&written).unwrap(), value);
    let document = serde_json::to_value(value).unwrap();
    assert_eq!(document, serde_json::from_slice::<Value>(&written).unwrap());
    assert_eq!(&serde_json::from_value::<T>(document).unwrap(), value);
    assert_eq!(&value.clone(), value);
    let shown = debugs(value);
    assert_eq!(redact(&shown), shown);
}

/// The same by the crate's own way, and both ways write the same.
#[track_caller]
fn is_read_back_by_from_json<T: Document + Any>(value: &T) {
    is_read_back(value);
    let written = to_json(value);
    assert_eq!(from_json::<T>(&written).as_ref(), Ok(value));
    assert_eq!(serde_json::to_vec(value).unwrap(), written);
    let pretty = serde_json::to_vec_pretty(value).unwrap();
    assert_eq!(from_json::<T>(pretty).as_ref(), Ok(value));
}

#[test]
fn documents_of_proptest_are_read_back() {
    fn check<T: Document + Any>() {
        proptest!(|(value: T)| is_read_back_by_from_json(&value));
    }
    for_each_document!(check());
}

#[test]
fn documents_of_arbitrary_are_read_back() {
    fn check<T: Document + Any>() {
        let mut random = Random(11);
        let mut built = 0;
        for _ in 0..1_000 {
            let bytes: Vec<u8> = (0..random.below(100)).flat_map(|_| random.next().to_le_bytes()).collect();
            if let Ok(value) = from_bytes::<T>(&bytes) {
                is_read_back_by_from_json(&value);
                built += 1;
            }
        }
        assert!(built > 500, "only {built} values");
    }
    for_each_document!(check());
}

/// Each alternative is chosen some time: a generator that always builds the same finds nothing.
#[test]
fn documents_of_arbitrary_differ() {
    let mut random = Random(5);
    let mut seen = BTreeSet::new();
    for _ in 0..1_000 {
        let bytes: Vec<u8> = (0..100).flat_map(|_| random.next().to_le_bytes()).collect();
        let mut bytes = Unstructured::new(&bytes);
        let at = <Timestamp as FromBytes>::arbitrary(&mut bytes).unwrap().to_string();
        let fraction = at.split_once('.').map(|(_, rest)| rest.len() - 1);
        seen.insert(format!("digits of a fraction {}", fraction.unwrap_or(0)));
        seen.insert(format!("since 1970 {}", at.as_str() >= "1970"));
        let page: PaginationInfo = FromBytes::arbitrary(&mut bytes).unwrap();
        seen.insert(format!("total beyond 1,000 {}", page.total_count > 1_000));
        let update: APIKeyUpdate = FromBytes::arbitrary(&mut bytes).unwrap();
        seen.insert(format!("active {:?}", update.is_active));
        let name = update.key_name.map(|name| name.map(|name| name.is_empty()));
        seen.insert(format!("name {name:?}"));
        let refused: HTTPValidationError = FromBytes::arbitrary(&mut bytes).unwrap();
        seen.insert(format!("errors {}", refused.detail.len()));
        for step in refused.detail.iter().flat_map(|error| &error.loc) {
            seen.insert(match step {
                Location::Index(-1) => "index -1".to_owned(),
                Location::Index(0..=1_000) => "index up to 1,000".to_owned(),
                Location::Index(_) => "another index".to_owned(),
                _ => "a name as a step".to_owned(),
            });
        }
        let meta: HttpMetadata = FromBytes::arbitrary(&mut bytes).unwrap();
        let status = meta.response.status.as_u16();
        seen.insert(format!("status {}", status / 100));
        seen.insert(match meta.request.method().as_str() {
            method @ ("GET" | "POST") => method.to_owned(),
            _ => "another method".to_owned(),
        });
        seen.insert(format!("request id {}", meta.response.request_id().is_some()));
        seen.insert(match meta.response.retry_after() {
            None => "retry after none".to_owned(),
            Some(RetryAfter::Delay(_)) => "retry after a delay".to_owned(),
            Some(_) => "retry after an instant".to_owned(),
        });
        if let Some(limit) = meta.response.rate_limit() {
            seen.insert(format!("requests left {}", limit.remaining.is_some_and(|left| left > 0)));
            seen.insert(format!("a reset {}", limit.reset.is_some()));
        }
        for (name, value) in meta.response.headers() {
            seen.insert(match name.as_str() {
                name @ ("authorization" | "set-cookie" | "content-type") => name.to_owned(),
                _ => "another header".to_owned(),
            });
            let bytes = value.as_bytes();
            seen.insert(format!("tab {}", bytes.contains(&b'\t')));
            seen.insert(format!("ascii {}", bytes.is_ascii()));
        }
    }
    let seen: Vec<_> = seen.into_iter().collect();
    insta::assert_snapshot!("arbitrary", seen.join("\n"));
}

#[test]
fn scalars_are_read_back() {
    fn check<T: Any>() {
        proptest!(|(value: T)| is_read_back(&value));
        proptest!(|(bytes: [u8; 256])| is_read_back(&from_bytes::<T>(&bytes).unwrap()));
    }
    check::<KeyPrefix>();
    check::<ApiKeyId>();
    check::<UserId>();
    check::<Timestamp>();
    check::<Location>();
}

/// The key alone: read from its string, and never shown.
#[test]
fn keys_are_parsed_back_and_not_shown() {
    let holds = |key: &ApiKey| {
        let text = key.expose_secret();
        assert_eq!(text.parse::<ApiKey>().as_ref(), Ok(key));
        let json = format!("\"{text}\"");
        assert_eq!(&serde_json::from_str::<ApiKey>(&json).unwrap(), key);
        assert_eq!(key, &key.clone());
        let shown = format!("ApiKey(flow_{}_REDACTED)\n", key.short_token());
        assert_eq!(debugs(key), shown.repeat(2));
        assert!(ApiKey::find_iter(text).eq([key.clone()]));
    };
    proptest!(|(key: ApiKey)| holds(&key));
    proptest!(|(bytes in prop::collection::vec(any::<u8>(), 0..300))| {
        holds(&from_bytes::<ApiKey>(&bytes).unwrap());
    });
}

/// Also in `Display`, which other documents do not have.
#[test]
fn keys_in_a_validation_error_are_not_shown() {
    let around = || (".{0,8}", ".{0,8}");
    proptest!(|(key: ApiKey, (before, after) in around(), error: ValidationError)| {
        let text = format!("{before} {} {after}", key.expose_secret());
        let long_token = &key.expose_secret()["flow_ada2ad2a_".len()..];
        let mut refused = HTTPValidationError::new(vec![error]);
        refused.detail[0].loc.push(text.clone().into());
        refused.detail[0].msg.clone_from(&text);
        refused.detail[0].type_ = text;
        let shown = format!("{}{refused}{}", debugs(&refused), refused.detail[0]);
        prop_assert!(!leaks(&shown, long_token), "{shown}");
    });
}

/// With a few characters changed: every way to read accepts the same, and what is read is written once and for all.
#[test]
fn damaged_documents_are_read_alike_by_every_way() {
    fn check<T: Document + Any>() {
        let edit = (any::<prop::sample::Index>(), 0..2_usize, r#"[\]\[{}":,0-9a-fA-Z_%/. \\-]{0,3}"#);
        proptest!(|(value: T, edits in prop::collection::vec(edit, 0..3))| {
            let mut text = serde_json::to_string(&value).unwrap();
            for (at, gone, new) in edits {
                let at = at.index(text.len() + 1);
                let ends = (at..=text.len()).filter(|at| text.is_char_boundary(*at));
                let ends: Vec<_> = ends.take(gone + 1).collect();
                text.replace_range(ends[0]..ends[ends.len() - 1], &new);
            }
            let read = from_json::<T>(&text);
            let plain = serde_json::from_str::<T>(&text).ok();
            prop_assert_eq!(plain.as_ref(), read.as_ref().ok());
            if let Ok(read) = read {
                let written = to_json(&read);
                prop_assert_eq!(to_json(&from_json::<T>(&written).unwrap()), written);
            }
        });
    }
    for_each_document!(check());
}

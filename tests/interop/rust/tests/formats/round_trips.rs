//! What is written in a format is read back as the same value, and written as the same bytes.

use std::collections::BTreeMap;
use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, Document,
    HTTPValidationError, HttpMetadata, KeyPrefix, ListAPIKeysResponse, Location, RequestMetadata, ResponseMetadata,
    SnakeCase, Timestamp, UserId, ValidationError, fixtures, to_json,
};
use proptest::arbitrary::Arbitrary;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::format::{Format, Json, each};

/// These values, and any 256 others: the same on every run.
fn and_any<T: Arbitrary>(mut values: Vec<T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let any = T::arbitrary();
    values.extend((0..256).map(|_| any.new_tree(&mut runner).unwrap().current()));
    values
}

#[track_caller]
fn assert_round_trip<F: Format, T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let written = F::write(value).unwrap_or_else(|error| panic!("{}: {error}", F::NAME));
    let read = F::read::<T>(&written)
        .unwrap_or_else(|error| panic!("{}: {error}\n{}\n{value:?}", F::NAME, String::from_utf8_lossy(&written)));
    assert_eq!(&read, value, "{}", F::NAME);
    assert_eq!(F::write(&read).as_ref(), Ok(&written), "{}", F::NAME);
}

/// Strings that mean something in a format, or that it must escape.
const NAMES: [&str; 16] = [
    "",
    " ",
    "null",
    "~",
    "true",
    "1e3",
    "0x1F",
    "2024-03-20",
    "---\n- a: b #c",
    "'''\"\"\"``\\ \\u0041 \\",
    "a\nb\r\nc\rd\te ",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}\u{1f}\u{7f}\u{80}\u{9f}",
    "\u{85}\u{a0}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}",
    "\u{e9} \u{65e5}\u{672c} \u{1f980} \u{10ffff}",
    "<<: *a, &b !!c %d @e",
    "r#\"Some(1)\"#",
];

fn create_responses() -> Vec<APIKeyCreateResponse> {
    let mut values = vec![fixtures::create_response(), fixtures::create_response_never_used()];
    values.extend(NAMES.map(|name| {
        let mut created = fixtures::create_response();
        name.clone_into(&mut created.key_name);
        created
    }));
    and_any(values)
}

fn responses() -> Vec<CreateAPIKeyForUserAPIKeysPostResponse> {
    let without_body = CreateAPIKeyForUserAPIKeysPostResponse::new(fixtures::http_metadata(), None);
    and_any(vec![fixtures::response(), without_body])
}

fn http_metadata() -> Vec<HttpMetadata> {
    and_any(vec![fixtures::http_metadata()])
}

fn refusals() -> Vec<HTTPValidationError> {
    let loc: Vec<Location> = vec!["body".into(), 0.into(), i64::MIN.into(), i64::MAX.into()];
    let error = ValidationError::new(loc, "", "missing");
    and_any(vec![
        fixtures::http_validation_error(),
        HTTPValidationError::new(vec![]),
        HTTPValidationError::new(vec![error]),
    ])
}

/// Every mix of absent members, null and values.
fn updates() -> Vec<APIKeyUpdate> {
    let names = [None, Some(None)].into_iter();
    let names = names.chain(NAMES.map(|name| Some(Some(name.to_owned()))));
    let states = [None, Some(None), Some(Some(true)), Some(Some(false))];
    let mixes = names.flat_map(|key_name| states.map(|is_active| (key_name.clone(), is_active)));
    let updates = mixes.map(|(key_name, is_active)| {
        let mut update = APIKeyUpdate::default();
        update.key_name = key_name;
        update.is_active = is_active;
        update
    });
    and_any(updates.collect())
}

#[test]
fn absent_null_and_a_value_stay_apart_in_an_update() {
    let updates = updates();
    each!(F of
    Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue FigmentJson Config => {
        updates.iter().for_each(assert_round_trip::<F, _>);
    });
    each!(F by_order => { updates.iter().for_each(assert_round_trip::<F, _>); });
}

/// RON gets a unit, `()`, for null, and reads only `None` as a member that is none: it refuses what it wrote.
#[test]
fn ron_refuses_null_in_an_update() {
    let updates = updates();
    each!(F of Ron RonPretty => {
        for update in &updates {
            if update.key_name == Some(None) || update.is_active == Some(None) {
                F::read::<APIKeyUpdate>(&F::write(update).unwrap()).unwrap_err();
            } else {
                assert_round_trip::<F, _>(update);
            }
        }
        let removed = F::read(b"(key_name: None)");
        assert_eq!(removed, Ok(APIKeyUpdate::remove_name()), "{}", F::NAME);
    });
}

/// TOML has no null, and nothing is changed silently: an update that needs it cannot be written.
#[test]
fn toml_refuses_null_in_an_update() {
    let updates = updates();
    each!(F of Toml TomlTable FigmentToml => {
        for update in &updates {
            if update.key_name == Some(None) || update.is_active == Some(None) {
                F::write(update).unwrap_err();
            } else {
                assert_round_trip::<F, _>(update);
            }
        }
    });
}

/// The one member of a new key that may be none. It has no default, so it is there.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename = "APIKeyCreateResponse")]
struct LastUse {
    #[serde(rename = "lastUsedAt", deserialize_with = "Option::deserialize")]
    at: Option<String>,
}

#[test]
fn none_is_written_as_null() {
    let created = fixtures::create_response_never_used();
    each!(F of
    Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue Ron RonPretty FigmentJson
    Config => {
        let read = F::read(&F::write(&created).unwrap());
        assert_eq!(read, Ok(LastUse { at: None }), "{}", F::NAME);
    });
    // TOML has no null, and leaves the member out.
    each!(F of Toml TomlTable FigmentToml => {
        let error = F::read::<LastUse>(&F::write(&created).unwrap()).unwrap_err();
        assert!(error.contains("missing field"), "{}: {error}", F::NAME);
    });
}

#[test]
fn every_document_is_read_as_it_was_written() {
    let (created, responses, metadata) = (create_responses(), responses(), http_metadata());
    let (infos, mut pages): (Vec<APIKeyInfo>, Vec<ListAPIKeysResponse>) = (and_any(vec![]), and_any(vec![]));
    for page in &mut pages {
        // An integer of TOML has a sign.
        let pagination = &mut page.pagination;
        for count in [
            &mut pagination.total_count,
            &mut pagination.limit,
            &mut pagination.offset,
        ] {
            *count >>= 1;
        }
    }
    each!(F => {
        created.iter().for_each(assert_round_trip::<F, _>);
        responses.iter().for_each(assert_round_trip::<F, _>);
        infos.iter().for_each(assert_round_trip::<F, _>);
        pages.iter().for_each(assert_round_trip::<F, _>);
        for created in &created {
            assert_round_trip::<F, _>(&SnakeCase(created.clone()));
        }
        for meta in &metadata {
            assert_round_trip::<F, _>(meta);
            assert_round_trip::<F, RequestMetadata>(&meta.request);
            assert_round_trip::<F, ResponseMetadata>(&meta.response);
        }
    });
}

#[test]
fn every_refusal_is_read_as_it_was_written() {
    fn holds<F: Format>(values: &[HTTPValidationError]) {
        for refused in values {
            assert_round_trip::<F, _>(refused);
            for error in &refused.detail {
                assert_round_trip::<F, ValidationError>(error);
            }
        }
    }
    let values = refusals();
    each!(F by_name => { holds::<F>(&values); });
    each!(F of MessagePackCompact => { holds::<F>(&values); });
}

/// The one exception: a step of a `loc` is a string or an integer, and these formats do not say which.
#[test]
fn postcard_and_bincode_do_not_read_a_refusal() {
    each!(F of Postcard Bincode BincodeLegacy => {
        let written = F::write(&fixtures::http_validation_error()).unwrap();
        F::read::<HTTPValidationError>(&written).unwrap_err();
        // All of it but a location.
        assert_round_trip::<F, _>(&HTTPValidationError::new(vec![ValidationError::new(vec![], "m", "t")]));
    });
}

#[test]
fn json_is_what_to_json_writes() {
    fn holds<T: Document>(values: &[T]) {
        for value in values {
            assert_eq!(Json::write(value), Ok(to_json(value)));
        }
    }
    holds(&create_responses());
    holds(&create_responses().into_iter().map(SnakeCase).collect::<Vec<_>>());
    holds(&responses());
    holds(&refusals());
    holds(&updates());
}

/// Values that are not in a document, but that a program hands over as they are.
#[test]
fn figment_reads_values() {
    use figment::{Figment, providers::Serialized};

    fn holds<T: Serialize + DeserializeOwned + PartialEq + Debug>(values: Vec<T>) {
        for value in values {
            let figment = Figment::from(Serialized::defaults(&value));
            assert_eq!(figment.extract::<T>().as_ref(), Ok(&value));
        }
    }
    holds(create_responses());
    holds(responses());
    holds(http_metadata());
    holds(refusals());
    holds(updates());
}

/// A user's own record of a key, with the crate's scalars in all the places in which a scalar can be.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    #[serde(serialize_with = "ApiKey::serialize_exposed")]
    key: ApiKey,
    #[serde(serialize_with = "ApiKey::serialize_exposed")]
    previous: Option<ApiKey>,
    prefixes: Vec<KeyPrefix>,
    expires_at: Option<Timestamp>,
    owner: (UserId, Timestamp),
    used_at: BTreeMap<ApiKeyId, Timestamp>,
    created: BTreeMap<Timestamp, ApiKeyId>,
}

#[test]
fn scalars_are_read_as_they_were_written_wherever_they_are() {
    let values = create_responses();
    each!(F => {
        for created in values.clone() {
            assert_round_trip::<F, _>(&Stored {
                previous: Some(created.api_key.clone()),
                key: created.api_key,
                prefixes: vec![created.key_prefix; 2],
                expires_at: Some(created.created_at),
                owner: (created.user_id, created.created_at),
                used_at: BTreeMap::from([(created.id, created.created_at)]),
                created: BTreeMap::from([(created.created_at, created.id)]),
            });
        }
    });
}

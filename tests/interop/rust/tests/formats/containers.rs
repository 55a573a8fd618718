//! The types inside of users' own, which serde may buffer before it knows what they are.
#![allow(clippy::large_enum_variant, reason = "as users would write them")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, HttpMetadata, fixtures,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::doc::Doc;
use crate::format::{Format, each};
use crate::planted::{create_response, error, plants, shows_a_secret};

/// Our members, and a map of all others.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    label: String,
    #[serde(flatten)]
    pub created: APIKeyCreateResponse,
    #[serde(flatten)]
    pub rest: HashMap<String, Value>,
}

/// Our members, and no others.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    label: String,
    #[serde(flatten)]
    created: APIKeyCreateResponse,
}

/// Two documents in one object, one of them perhaps.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Both {
    #[serde(flatten)]
    meta: HttpMetadata,
    #[serde(flatten)]
    created: Option<APIKeyCreateResponse>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Created(APIKeyCreateResponse),
    Response(CreateAPIKeyForUserAPIKeysPostResponse),
    Meta(HttpMetadata),
    Refused(HTTPValidationError),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum InternallyTagged {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
    Refused(HTTPValidationError),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value")]
enum AdjacentlyTagged {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
    Refused(HTTPValidationError),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum ExternallyTagged {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Contains {
    created: Vec<APIKeyCreateResponse>,
    by_name: BTreeMap<String, CreateAPIKeyForUserAPIKeysPostResponse>,
    last: Option<APIKeyCreateResponse>,
    tagged: Vec<ExternallyTagged>,
}

#[track_caller]
fn assert_round_trip<F: Format, T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let written = F::write(value).unwrap_or_else(|error| panic!("{}: {error}", F::NAME));
    assert_eq!(
        F::read::<T>(&written).as_ref(),
        Ok(value),
        "{}: {}",
        F::NAME,
        String::from_utf8_lossy(&written)
    );
}

/// A value for a key that was used, and one for another.
fn created() -> [APIKeyCreateResponse; 2] {
    [fixtures::create_response(), fixtures::create_response_never_used()]
}

fn responses() -> [CreateAPIKeyForUserAPIKeysPostResponse; 2] {
    let without_body = CreateAPIKeyForUserAPIKeysPostResponse::new(fixtures::http_metadata(), None);
    [fixtures::response(), without_body]
}

/// Runs a block for each format that serde can buffer. RON writes what is flattened as a map, and reads none for a struct.
macro_rules! each_buffered {
    ($F:ident => $block:block) => {
        each!($F of
            Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue Toml TomlTable
            FigmentJson FigmentToml Config => $block);
    };
}

#[test]
fn flattened_documents_are_read_as_they_were_written() {
    each_buffered!(F => {
        for created in created() {
            let label = "x".to_owned();
            assert_round_trip::<F, _>(&Strict { label: label.clone(), created: created.clone() });
            let rest = HashMap::from([("scopes".to_owned(), json!(["read", {"write": false}]))]);
            assert_round_trip::<F, _>(&Beside { label, created: created.clone(), rest });
            assert_round_trip::<F, _>(&Both { meta: fixtures::http_metadata(), created: Some(created) });
        }
        assert_round_trip::<F, _>(&Both { meta: fixtures::http_metadata(), created: None });
    });
}

/// Where serde buffers a document it hides that the format has no names, and an array is no object then, as in JSON.
#[test]
fn a_document_without_names_is_not_read_where_it_is_buffered() {
    type F = crate::format::MessagePackCompact;

    let write = |value: &Both| F::write(value).unwrap();
    let [created, _] = created();
    let meta = fixtures::http_metadata;
    F::read::<Both>(&write(&Both {
        meta: meta(),
        created: None,
    }))
    .unwrap_err();
    F::read::<Untagged>(&F::write(&Untagged::Created(created.clone())).unwrap()).unwrap_err();
    let tagged = InternallyTagged::Created(created.clone());
    F::read::<InternallyTagged>(&F::write(&tagged).unwrap()).unwrap_err();

    // What is flattened itself is written with its names.
    let label = "x".to_owned();
    assert_round_trip::<F, _>(&Strict { label, created });
}

#[test]
fn a_map_of_the_rest_has_no_member_in_either_spelling() {
    for document in [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_SNAKE_CASE] {
        let document = document.replacen('{', r#"{"label":"x","scopes":["read"],"#, 1);
        let beside: Beside = serde_json::from_str(&document).unwrap();
        assert_eq!(beside.created, fixtures::create_response());
        let rest = HashMap::from([("scopes".to_owned(), json!(["read"]))]);
        assert_eq!(beside.rest, rest);
        assert_eq!(
            serde_json::to_value(&beside).unwrap(),
            serde_json::from_str::<Value>(&fixtures::CREATE_RESPONSE.replacen(
                '{',
                r#"{"label":"x","scopes":["read"],"#,
                1
            ))
            .unwrap()
        );
    }
}

#[test]
fn deny_unknown_fields_denies_what_is_none_of_our_members() {
    for document in [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_SNAKE_CASE] {
        let labelled = document.replacen('{', r#"{"label":"x","#, 1);
        let strict: Strict = serde_json::from_str(&labelled).unwrap();
        assert_eq!(strict.created, fixtures::create_response());
        let unknown = labelled.replacen('{', r#"{"scopes":[],"#, 1);
        let error = serde_json::from_str::<Strict>(&unknown).unwrap_err();
        assert!(error.to_string().starts_with("unknown field `scopes`"));
    }
}

#[test]
fn enums_are_read_as_they_were_written() {
    fn holds<F: Format>() {
        for created in created() {
            assert_round_trip::<F, _>(&Untagged::Created(created.clone()));
            assert_round_trip::<F, _>(&InternallyTagged::Created(created.clone()));
        }
        for response in responses() {
            assert_round_trip::<F, _>(&Untagged::Response(response));
        }
        assert_round_trip::<F, _>(&Untagged::Meta(fixtures::http_metadata()));
        assert_round_trip::<F, _>(&Untagged::Refused(fixtures::http_validation_error()));
        assert_round_trip::<F, _>(&InternallyTagged::Meta(fixtures::http_metadata()));
        assert_round_trip::<F, _>(&InternallyTagged::Refused(fixtures::http_validation_error()));
    }
    each_buffered!(F => { holds::<F>(); });

    each!(F by_name => {
        for created in created() {
            assert_round_trip::<F, _>(&AdjacentlyTagged::Created(created));
        }
        assert_round_trip::<F, _>(&AdjacentlyTagged::Meta(fixtures::http_metadata()));
        assert_round_trip::<F, _>(&AdjacentlyTagged::Refused(fixtures::http_validation_error()));
    });
    // postcard and bincode read no tag; `Contains` has the enums that they do read.
    each!(F of MessagePackCompact => {
        for created in created() {
            assert_round_trip::<F, _>(&AdjacentlyTagged::Created(created));
        }
        assert_round_trip::<F, _>(&AdjacentlyTagged::Meta(fixtures::http_metadata()));
    });
}

#[test]
fn a_tag_may_come_after_its_content() {
    let document = format!(r#"{{"value":{},"kind":"Created"}}"#, fixtures::CREATE_RESPONSE);
    let tagged: AdjacentlyTagged = serde_json::from_str(&document).unwrap();
    assert_eq!(tagged, AdjacentlyTagged::Created(fixtures::create_response()));
}

#[test]
fn collections_are_read_as_they_were_written() {
    each!(F => {
        let [used, unused] = created();
        let [with_body, without_body] = responses();
        assert_round_trip::<F, _>(&Contains {
            created: vec![unused.clone(), used.clone(), unused.clone()],
            by_name: BTreeMap::from([("a".to_owned(), without_body), ("b".to_owned(), with_body)]),
            last: Some(unused.clone()),
            tagged: vec![
                ExternallyTagged::Created(unused),
                ExternallyTagged::Meta(fixtures::http_metadata()),
                ExternallyTagged::Created(used),
            ],
        });
    });
}

/// serde's own errors show what they refuse; ours must stay ours where serde has buffered the document.
#[test]
fn no_error_shows_a_member_of_ours() {
    each_buffered!(F => {
        let Doc::Object(_, members) = create_response() else { unreachable!() };
        let label = [("label".into(), "x".into()), ("kind".into(), "Created".into())];
        let mut errors = Vec::new();
        for index in 0..members.len() {
            for plant in plants() {
                let mut members = [&label, &members[..]].concat();
                members[index + label.len()].1 = plant;
                let Ok(document) = F::write(&Doc::Map(members)) else { continue };
                errors.extend(error::<F, Beside>(&document));
                errors.extend(error::<F, InternallyTagged>(&document));
                errors.extend(error::<F, Untagged>(&document));
            }
        }
        assert!(errors.len() > 200, "{}: only {}", F::NAME, errors.len());
        for error in errors {
            assert!(!shows_a_secret(&error), "{}: {error}", F::NAME);
        }
    });
}

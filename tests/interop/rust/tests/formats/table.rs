//! What each format reads as it was written, as the documentation of `Document` has it.
#![allow(clippy::large_enum_variant, reason = "as users would write them")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, KeyPrefix, ListAPIKeysResponse, SnakeCase, Timestamp, UserId, fixtures,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::format::{Format, each_format};
use crate::values;

/// Members of a document, and no others.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    label: String,
    #[serde(flatten)]
    created: APIKeyCreateResponse,
}

/// Members of a document, and a map of all others.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub label: String,
    #[serde(flatten)]
    pub created: APIKeyCreateResponse,
    #[serde(flatten)]
    pub rest: HashMap<String, Value>,
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
pub enum Untagged {
    Created(APIKeyCreateResponse),
    Response(CreateAPIKeyForUserAPIKeysPostResponse),
    Refused(HTTPValidationError),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Tagged {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Variant {
    Created(APIKeyCreateResponse),
    Meta(HttpMetadata),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Contains {
    created: Vec<APIKeyCreateResponse>,
    by_name: BTreeMap<String, CreateAPIKeyForUserAPIKeysPostResponse>,
    last: Option<APIKeyCreateResponse>,
    tagged: Vec<Variant>,
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

/// What becomes of values that are written and read.
#[derive(Clone, Copy, Default)]
struct Outcome {
    same: bool,
    refused: bool,
    changed: bool,
}

impl Outcome {
    /// A value is the same if it is written as the same again, too.
    fn of<F: Format, T: Serialize + DeserializeOwned + PartialEq>(values: &[T]) -> Self {
        let mut outcome = Self::default();
        for value in values {
            let written = F::write(value);
            match written.as_ref().map_err(Clone::clone).and_then(F::read::<T>) {
                Ok(read) if &read == value && F::write(&read) == written => outcome.same = true,
                Ok(_) => outcome.changed = true,
                Err(_) => outcome.refused = true,
            }
        }
        outcome
    }

    fn and(self, other: Self) -> Self {
        Self {
            same: self.same || other.same,
            refused: self.refused || other.refused,
            changed: self.changed || other.changed,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self { changed: true, .. } => "**changed**",
            Self { refused: false, .. } => "yes",
            Self { same: true, .. } => "some",
            Self { same: false, .. } => "no",
        }
    }
}

const COLUMNS: [&str; 10] = [
    "new key",
    "with metadata",
    "lists",
    "422",
    "update",
    "null in it",
    "flattened",
    "untagged",
    "tagged",
    "in collections",
];

/// The values of each column.
struct Columns {
    keys: Vec<APIKeyCreateResponse>,
    snake_case: Vec<SnakeCase<APIKeyCreateResponse>>,
    metadata: Vec<HttpMetadata>,
    responses: Vec<CreateAPIKeyForUserAPIKeysPostResponse>,
    lists: Vec<ListAPIKeysResponse>,
    infos: Vec<APIKeyInfo>,
    refusals: Vec<HTTPValidationError>,
    updates: Vec<APIKeyUpdate>,
    updates_with_null: Vec<APIKeyUpdate>,
    strict: Vec<Strict>,
    beside: Vec<Beside>,
    both: Vec<Both>,
    untagged: Vec<Untagged>,
    tagged: Vec<Tagged>,
    adjacent: Vec<Adjacent>,
    collections: Vec<Contains>,
    stored: Vec<Stored>,
}

impl Columns {
    fn new() -> Self {
        let keys = values::keys;
        let label = || "x".to_owned();
        let meta = fixtures::http_metadata;
        let rest = || HashMap::from([("scopes".to_owned(), json!(["read", {"write": false}]))]);
        let strict = |created| Strict { label: label(), created };
        let beside = |created| Beside { label: label(), created, rest: rest() };
        let both = |created| Both { meta: meta(), created };
        let stored = |created: APIKeyCreateResponse| Stored {
            previous: Some(created.api_key.clone()),
            key: created.api_key,
            prefixes: vec![created.key_prefix; 2],
            expires_at: Some(created.created_at),
            owner: (created.user_id, created.created_at),
            used_at: BTreeMap::from([(created.id, created.created_at)]),
            created: BTreeMap::from([(created.created_at, created.id)]),
        };
        let [used, unused] = [fixtures::create_response(), fixtures::create_response_never_used()];
        let without_body = CreateAPIKeyForUserAPIKeysPostResponse::new(meta(), None);
        let collections = Contains {
            created: vec![unused.clone(), used.clone(), unused.clone()],
            by_name: BTreeMap::from([("a".to_owned(), without_body.clone()), ("b".to_owned(), fixtures::response())]),
            last: Some(unused.clone()),
            tagged: vec![Variant::Created(unused), Variant::Meta(meta()), Variant::Created(used)],
        };
        Self {
            keys: values::named_keys(),
            snake_case: values::named_keys().into_iter().map(SnakeCase).collect(),
            metadata: values::http_metadata(),
            responses: values::responses(),
            lists: values::lists(),
            infos: values::infos(),
            refusals: values::refusals(),
            updates: values::updates_without_null(),
            updates_with_null: values::updates_with_null(),
            strict: keys().into_iter().map(strict).collect(),
            beside: keys().into_iter().map(beside).collect(),
            both: keys().into_iter().map(Some).chain([None]).map(both).collect(),
            untagged: [fixtures::response(), without_body]
                .map(Untagged::Response)
                .into_iter()
                .chain(keys().into_iter().map(Untagged::Created))
                .chain([Untagged::Refused(fixtures::http_validation_error())])
                .collect(),
            tagged: keys().into_iter().map(Tagged::Created).chain([Tagged::Meta(meta())]).collect(),
            adjacent: keys().into_iter().map(Adjacent::Created).chain([Adjacent::Meta(meta())]).collect(),
            collections: vec![collections],
            stored: keys().into_iter().map(stored).collect(),
        }
    }

    fn outcomes<F: Format>(&self) -> [Outcome; COLUMNS.len()] {
        fn of<F: Format, T: Serialize + DeserializeOwned + PartialEq>(values: &[T]) -> Outcome {
            Outcome::of::<F, T>(values)
        }
        [
            of::<F, _>(&self.keys).and(of::<F, _>(&self.snake_case)),
            of::<F, _>(&self.metadata).and(of::<F, _>(&self.responses)),
            of::<F, _>(&self.lists).and(of::<F, _>(&self.infos)),
            of::<F, _>(&self.refusals),
            of::<F, _>(&self.updates),
            of::<F, _>(&self.updates_with_null),
            of::<F, _>(&self.strict).and(of::<F, _>(&self.beside)).and(of::<F, _>(&self.both)),
            of::<F, _>(&self.untagged),
            of::<F, _>(&self.tagged).and(of::<F, _>(&self.adjacent)),
            of::<F, _>(&self.collections).and(of::<F, _>(&self.stored)),
        ]
    }
}

/// What these did by hand: each builds dozens of crates for no more than the others show.
const BY_HAND: [&str; 2] = [
    "| `apache-avro` 0.22.0, `to_value`, tried on 2026-11-28 | yes | yes | yes | yes | yes | yes | some | some | some | yes |\n",
    "| `nu-json` 0.115.1, tried on 2026-11-28 | yes | yes | yes | yes | yes | yes | yes | yes | some | some |\n",
];

/// The version of a crate that the lock file has.
fn version(package: &str) -> &'static str {
    let lock = include_str!("../../Cargo.lock");
    let (_, after) = lock.rsplit_once(&format!("name = \"{package}\"\nversion = \"")).unwrap();
    after.split_once('"').unwrap().0
}

#[test]
fn the_documentation_has_the_table_of_formats() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../src/json/formats.md");
    let columns = Columns::new();
    let mut rows = Vec::new();
    each_format!(F => {
        let (package, how) = F::NAME.split_once(',').unwrap_or((F::NAME, ""));
        let outcomes = columns.outcomes::<F>().map(Outcome::name).join(" | ");
        rows.push(format!("| `{package}` {},{how} | {outcomes} |\n", version(package)).replace(", |", " |"));
    });
    rows.extend(BY_HAND.map(str::to_owned));
    rows.sort();
    let table =
        format!("| format | {} |\n{}|\n{}", COLUMNS.join(" | "), "| --- ".repeat(COLUMNS.len() + 1), rows.concat());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, table).unwrap();
    } else {
        let found = std::fs::read_to_string(file).unwrap();
        assert!(found == table, "UPDATE=1 rewrites {file}:\n{table}");
    }
}

//! The types are read and written by plain serde, inside of any type of a user's own.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use flowai_types::{
    APIKeyCreateResponse, APIKeyUpdate, ApiKey, CreateAPIKeyForUserAPIKeysPostResponse, Document, HTTPValidationError,
    HttpMetadata, Location, RequestMetadata, ResponseMetadata, UserId, ValidationError, fixtures, from_json,
};
use serde::de::DeserializeOwned;
use serde::de::value::{Error, MapDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::support::{MEMBERS, and, object};

const BY: (&str, &str) = ("by", r#""123e4567-e89b-12d3-a456-426614174000""#);

/// The example in each spelling, with other members before and after its own.
fn spellings(before: (&str, &str), after: (&str, &str)) -> [String; 2] {
    let camel = MEMBERS.map(|(name, _, value)| (name, value));
    let snake = MEMBERS.map(|(_, name, value)| (name, value));
    [camel, snake].map(|members| object([before].into_iter().chain(members).chain([after])))
}

/// What is written is read back as the same value.
#[track_caller]
fn is_read_back<T: Serialize + DeserializeOwned + Debug + PartialEq>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
}

#[test]
fn flattened_beside_other_members() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Audited {
        by: UserId,
        #[serde(flatten)]
        created: APIKeyCreateResponse,
    }

    for document in spellings(BY, ("unknown", "[1]")) {
        let audited: Audited = serde_json::from_str(&document).unwrap();
        assert_eq!(audited.created, fixtures::create_response());
        assert_eq!(audited.by, audited.created.user_id);
        is_read_back(&audited);
    }
}

/// The same for every document that can be flattened, which is every one.
#[test]
fn no_document_leaves_its_members_to_a_map_of_the_rest() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Kept<T> {
        #[serde(flatten)]
        document: T,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }

    #[track_caller]
    fn check<T: Document + PartialEq>(document: &Value) {
        let value: T = from_json(document.to_string()).unwrap();
        let mut with_more = document.clone();
        with_more["more"] = json!({"a": [1, "b"]});
        let kept: Kept<T> = serde_json::from_value(with_more.clone()).unwrap();
        assert_eq!(kept.document, value);
        assert_eq!(kept.rest.keys().collect::<Vec<_>>(), ["more"]);
        assert_eq!(serde_json::to_value(&kept).unwrap(), with_more);
        is_read_back(&kept);
    }

    let response: Value = serde_json::from_str(fixtures::RESPONSE).unwrap();
    let refused: Value = serde_json::from_str(fixtures::HTTP_VALIDATION_ERROR).unwrap();
    check::<CreateAPIKeyForUserAPIKeysPostResponse>(&response);
    check::<APIKeyCreateResponse>(&response["APIKeyCreateResponse"]);
    check::<HttpMetadata>(&response["HTTPMeta"]);
    check::<RequestMetadata>(&response["HTTPMeta"]["Request"]);
    check::<ResponseMetadata>(&response["HTTPMeta"]["Response"]);
    check::<HTTPValidationError>(&refused);
    check::<ValidationError>(&refused["detail"][0]);
}

#[test]
fn flattened_where_unknown_members_are_denied() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        by: UserId,
        #[serde(flatten)]
        created: APIKeyCreateResponse,
    }

    for document in spellings(BY, ("more", "1")) {
        assert!(serde_json::from_str::<Strict>(&document).is_err());
        let document = document.replace(r#","more":1"#, "");
        let strict: Strict = serde_json::from_str(&document).unwrap();
        assert_eq!(strict.created, fixtures::create_response());
        is_read_back(&strict);
    }
}

#[test]
fn flattened_still_checks_its_members() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only its errors are read")]
    struct Kept {
        #[serde(flatten)]
        created: APIKeyCreateResponse,
        #[serde(flatten)]
        rest: HashMap<String, Value>,
    }

    for (document, expected) in [
        (and("api_key", "null"), "expected an API key: "),
        (and("api_key", r#""flow_ada2ad2a_1234567890abcdef""#), "duplicate field `apiKey`"),
        (fixtures::CREATE_RESPONSE.replace("apiKey", "key"), "missing field `apiKey`"),
        (fixtures::CREATE_RESPONSE.replace("2024", "24"), "expected an RFC 3339 timestamp, such as "),
    ] {
        let error = serde_json::from_str::<Kept>(&document).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn flattened_as_an_option() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Perhaps {
        by: UserId,
        #[serde(flatten)]
        created: Option<APIKeyCreateResponse>,
    }

    let alone: Perhaps = serde_json::from_str(&object([BY])).unwrap();
    assert_eq!(alone.created, None);
    is_read_back(&alone);
    for document in spellings(BY, ("more", "1")) {
        let both: Perhaps = serde_json::from_str(&document).unwrap();
        assert_eq!(both.created, Some(fixtures::create_response()));
        is_read_back(&both);
    }
}

#[test]
fn in_an_untagged_enum() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Created(APIKeyCreateResponse),
        Refused(HTTPValidationError),
        Key(ApiKey),
        Location(Location),
    }

    for (document, expected) in [
        (fixtures::CREATE_RESPONSE, Either::Created(fixtures::create_response())),
        (fixtures::CREATE_RESPONSE_SNAKE_CASE, Either::Created(fixtures::create_response())),
        (fixtures::HTTP_VALIDATION_ERROR, Either::Refused(fixtures::http_validation_error())),
        ("\"flow_ada2ad2a_1234567890abcdef\"", Either::Key(fixtures::api_key())),
        ("-7", Either::Location(Location::Index(-7))),
    ] {
        let either: Either = serde_json::from_str(document).unwrap();
        assert_eq!(either, expected);
    }
}

#[test]
fn in_a_tagged_enum() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Inside {
        Created(APIKeyCreateResponse),
        Exchange(Box<HttpMetadata>),
        Refused(HTTPValidationError),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", content = "value")]
    enum Beside {
        Created(APIKeyCreateResponse),
        Exchange(Box<HttpMetadata>),
        Refused(HTTPValidationError),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Around {
        Created(APIKeyCreateResponse),
        Exchange(Box<HttpMetadata>),
        Refused(HTTPValidationError),
    }

    macro_rules! check {
        ($($Enum:ident),+) => {$(
            is_read_back(&$Enum::Created(fixtures::create_response()));
            is_read_back(&$Enum::Created(fixtures::create_response_never_used()));
            is_read_back(&$Enum::Exchange(fixtures::http_metadata().into()));
            is_read_back(&$Enum::Refused(fixtures::http_validation_error()));
        )+};
    }
    check!(Inside, Beside, Around);

    let document = and("kind", "\"Created\"");
    let inside: Inside = serde_json::from_str(&document).unwrap();
    assert_eq!(inside, Inside::Created(fixtures::create_response()));
}

#[test]
fn in_options_lists_and_maps() {
    let created = fixtures::create_response;
    is_read_back(&Some(created()));
    is_read_back(&None::<APIKeyCreateResponse>);
    is_read_back(&vec![created(), fixtures::create_response_never_used()]);
    is_read_back(&BTreeMap::from([("a".to_owned(), Box::new(created()))]));
    is_read_back(&(fixtures::timestamp(), created().id, created().key_prefix));
    is_read_back(&vec![Location::Index(i64::MIN), Location::from("body")]);
}

/// What is not JSON at all: a map of strings, as from a form or the environment.
#[test]
fn read_from_a_map_of_strings() {
    let members = MEMBERS.map(|(camel, _, value)| (camel, value.trim_matches('"')));
    let map = MapDeserializer::<_, Error>::new(members.into_iter());
    assert_eq!(APIKeyCreateResponse::deserialize(map), Ok(fixtures::create_response()));
    // A response in which each value is a map of strings itself.
    let wrapper = [("APIKeyCreateResponse", "nonsense")];
    let map = MapDeserializer::<_, Error>::new(wrapper.into_iter());
    let read = CreateAPIKeyForUserAPIKeysPostResponse::deserialize(map);
    assert_eq!(read.unwrap_err().to_string(), "expected an object (`APIKeyCreateResponse`)");
    let wrapper = BTreeMap::from([("APIKeyCreateResponse", BTreeMap::from(members))]);
    let map = MapDeserializer::<_, Error>::new(wrapper.into_iter());
    let read = CreateAPIKeyForUserAPIKeysPostResponse::deserialize(map);
    assert_eq!(read.unwrap_err().to_string(), "missing field `HTTPMeta`");
    let map = MapDeserializer::<_, Error>::new([("is_active", true)].into_iter());
    let read = APIKeyUpdate::deserialize(map);
    assert_eq!(read, Ok(APIKeyUpdate::activate()));
}

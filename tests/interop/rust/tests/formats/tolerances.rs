//! Reading is as tolerant in every format as it is in JSON, and no more.

use flowai_types::{APIKeyCreateResponse, fixtures};
use serde::Deserialize;

use crate::doc::{Doc, Members};
use crate::format::{Format, each};
use crate::table::Beside;

/// Formats with names, in which a member may be of any kind.
macro_rules! each_named {
    ($F:ident => $block:block) => {
        each!($F of
            Json JsonReader JsonValue SimdJson SonicRs Json5 Hjson FigmentJson FigmentToml Config Yaml YamlValue Norway
            Saphyr Toml TomlTable Ron RonPretty Hcl Cbor CborValue Cbor4ii Minicbor DagCbor MessagePack MessagePackReader Bson
            BsonDocument Flexbuffers Pot Pickle Plist PlistBinary SerdeValue SerdeContent Dynamo => $block);
    };
}

/// The members of the example.
fn members() -> Members {
    let json = fixtures::CREATE_RESPONSE;
    let json: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    json.iter()
        .map(|(name, value)| {
            let value = value.as_str().unwrap().into();
            // RON says that an optional value is there.
            let is_optional = name == "lastUsedAt";
            let value = if is_optional { Doc::Some(Box::new(value)) } else { value };
            (name.as_str().into(), value)
        })
        .collect()
}

/// A name as the SDK spells it.
fn respelled(name: &Doc) -> Doc {
    let Doc::Str(name) = name else { unreachable!() };
    let letters = name.chars().map(|letter| match letter {
        'A'..='Z' => format!("_{}", letter.to_ascii_lowercase()),
        _ => letter.to_string(),
    });
    letters.collect::<String>().as_str().into()
}

/// The members under every mix of two spellings in which one half of them has another than the other half.
fn spellings() -> [Members; 4] {
    let every = |is_respelled: fn(usize) -> bool| {
        let members = members().into_iter().enumerate();
        let respell = |(index, (name, value)): (usize, (Doc, Doc))| {
            if is_respelled(index) { (respelled(&name), value) } else { (name, value) }
        };
        members.map(respell).collect()
    };
    [every(|_| false), every(|_| true), every(|index| index % 2 == 0), every(|index| index % 2 == 1)]
}

fn object(members: Members) -> Doc {
    Doc::Object("APIKeyCreateResponse", members)
}

fn unknown() -> Members {
    let inner = Doc::Array(vec![Doc::Bool, 1.into(), Doc::Float(1.5), "x".into()]);
    vec![("scopes".into(), inner.clone()), ("apikey".into(), Doc::Map(vec![("apiKey".into(), inner)]))]
}

fn read<F: Format>(members: Members) -> Result<APIKeyCreateResponse, String> {
    F::read(&F::write(&object(members)).unwrap())
}

#[test]
fn every_format_reads_both_spellings_in_any_mix() {
    each_named!(F => {
        for members in spellings() {
            assert_eq!(read::<F>(members), Ok(fixtures::create_response()), "{}", F::NAME);
        }
    });
}

/// Names and strings of these come as bytes.
#[test]
fn a_record_of_csv_has_names_in_both_spellings() {
    each!(F of Csv Bencode => {
        for members in spellings() {
            assert_eq!(read::<F>([members, vec![("scopes".into(), "read".into())]].concat()), Ok(fixtures::create_response()), "{}", F::NAME);
        }
    });
}

#[test]
fn every_format_ignores_unknown_members() {
    each_named!(F => {
        let members = [unknown(), members(), vec![("expiresAt".into(), "never".into())]].concat();
        assert_eq!(read::<F>(members), Ok(fixtures::create_response()), "{}", F::NAME);
    });
    each!(F of Cbor CborValue MessagePack MessagePackReader => {
        let members = [members(), vec![("bytes".into(), Doc::Bytes(vec![0, 255]))]].concat();
        assert_eq!(read::<F>(members), Ok(fixtures::create_response()), "{}", F::NAME);
    });
}

#[test]
fn a_member_without_a_value_is_none() {
    let absent: Members = {
        let is_other = |(name, _): &(Doc, Doc)| !matches!(name, Doc::Str(name) if name == "lastUsedAt");
        members().into_iter().filter(is_other).collect()
    };
    each_named!(F => {
        assert_eq!(read::<F>(absent.clone()), Ok(fixtures::create_response_never_used()), "{}", F::NAME);
    });
    // TOML has no null.
    let null = [absent, vec![("lastUsedAt".into(), Doc::Null)]].concat();
    each!(F of
    Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue Ron RonPretty
    FigmentJson Config => {
        assert_eq!(read::<F>(null.clone()), Ok(fixtures::create_response_never_used()), "{}", F::NAME);
    });
}

/// Those that keep a member that occurs twice.
#[test]
fn a_member_that_occurs_twice_is_refused() {
    each!(F of Json JsonReader Json5 Cbor CborValue MessagePack MessagePackReader Yaml Ron RonPretty => {
        for (name, value) in members() {
            read::<F>([members(), vec![(name, value)]].concat()).unwrap_err();
        }
    });
    // Under two spellings, they are two members to every format.
    each_named!(F => {
        for (name, value) in members() {
            if let Doc::Str(id) = &name && id != "id" {
                read::<F>([members(), vec![(respelled(&name), value)]].concat()).unwrap_err();
            }
        }
    });
}

#[test]
fn a_missing_member_is_refused() {
    each_named!(F => {
        for index in (0..7).filter(|index| *index != 5) {
            let mut members = members();
            members.remove(index);
            read::<F>(members).unwrap_err();
        }
    });
}

#[test]
fn an_array_is_no_object_in_a_format_with_names() {
    let values = members().into_iter().map(|(_, value)| value).collect();
    let array = Doc::Array(values);
    each!(F of Json JsonReader JsonValue Json5 Yaml YamlValue => {
        F::read::<APIKeyCreateResponse>(&F::write(&array).unwrap()).unwrap_err();
    });
}

#[test]
fn a_map_of_the_rest_has_no_member_of_ours_in_any_format() {
    each!(F of
    Json JsonReader JsonValue Json5 Cbor CborValue MessagePack MessagePackReader Yaml YamlValue Toml TomlTable
    FigmentJson FigmentToml Config => {
        for members in spellings() {
            let others = vec![("label".into(), "x".into()), ("scopes".into(), "read".into())];
            let document = F::write(&Doc::Map([others, members].concat())).unwrap();
            let beside: Beside = F::read(&document).unwrap();
            assert_eq!(beside.created, fixtures::create_response(), "{}", F::NAME);
            assert_eq!(beside.rest.into_iter().collect::<Vec<_>>(), [("scopes".to_owned(), "read".into())]);
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
    Config Bson => {
        let read = F::read(&F::write(&created).unwrap());
        assert_eq!(read, Ok(LastUse { at: None }), "{}", F::NAME);
    });
    // TOML has no null, and leaves the member out.
    each!(F of Toml TomlTable FigmentToml => {
        let error = F::read::<LastUse>(&F::write(&created).unwrap()).unwrap_err();
        assert!(error.contains("missing field"), "{}: {error}", F::NAME);
    });
}

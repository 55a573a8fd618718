//! A key in the wrong place of a document: whatever the format, the type and the error, no piece of it is shown.
//!
//! What formats add of their own accord, and no type can stop, is in [`ADDS`] and in the rows of one test.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use flowai_types::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError, HttpMetadata,
    KeyPrefix, Location, RequestMetadata, ResponseMetadata, Timestamp, UserId, ValidationError,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::doc::{Doc, object};
use crate::format::{Format, Json, Json5, Refused, Ron, Toml, Yaml, each, each_format, refused};
use crate::table::{Beside, Tagged, Untagged};
use crate::util::renderings;

const KEY: &str = "flow_5e1d0c3b_Zk3vQ9xT7mLw2RfYc8Hs";
const SECRET: &str = "Zk3vQ9xT7mLw2RfYc8Hs";
/// A secret of digits alone, which is an integer as well.
const DIGITS: &str = "8461973205813974602";
const INTEGER: i64 = 8_461_973_205_813_974_602;
/// What a float of these digits is shown with.
#[expect(clippy::cast_precision_loss, reason = "its first digits suffice")]
const FLOAT: f64 = INTEGER as f64;

/// Whether 8 characters in a row of a secret are in a text: as they are, or as the numbers of a list of bytes.
pub fn shows_a_secret(text: &str) -> bool {
    static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let pieces = [SECRET, DIGITS].into_iter().flat_map(|secret| secret.as_bytes().windows(8));
        let forms = pieces.flat_map(|piece| {
            let bytes = format!("{piece:?}");
            [String::from_utf8_lossy(piece).into_owned(), bytes.trim_matches(['[', ']']).to_owned()]
        });
        forms.collect()
    });
    PIECES.iter().any(|piece| text.contains(&**piece))
}

pub fn create_response() -> Doc {
    object(
        "APIKeyCreateResponse",
        [
            ("apiKey", KEY.into()),
            ("createdAt", "2024-03-20T12:00:00Z".into()),
            ("id", "123e4567-e89b-12d3-a456-426614174000".into()),
            ("keyName", "My API Key".into()),
            ("keyPrefix", "flow_".into()),
            ("lastUsedAt", Doc::Some(Box::new("2024-03-20T12:00:00Z".into()))),
            ("userId", "123e4567-e89b-12d3-a456-426614174000".into()),
        ],
    )
}

fn headers() -> Doc {
    Doc::Map(vec![("x-request-id".into(), Doc::Array(vec!["req-7".into()]))])
}

fn response_metadata() -> Doc {
    object("ResponseMetadata", [("status", Doc::Unsigned(201)), ("headers", headers())])
}

fn request_metadata() -> Doc {
    object(
        "RequestMetadata",
        [("method", "POST".into()), ("url", "https://api.example.com/api-keys".into()), ("headers", headers())],
    )
}

fn http_metadata() -> Doc {
    object("HTTPMetadata", [("Response", response_metadata()), ("Request", request_metadata())])
}

fn response() -> Doc {
    object(
        "CreateAPIKeyForUserAPIKeysPostResponse",
        [("HTTPMeta", http_metadata()), ("APIKeyCreateResponse", Doc::Some(Box::new(create_response())))],
    )
}

fn validation_error() -> Doc {
    object(
        "ValidationError",
        [
            ("loc", Doc::Array(vec!["body".into(), 0.into()])),
            ("msg", "Field required".into()),
            ("type", "missing".into()),
        ],
    )
}

fn http_validation_error() -> Doc {
    object("HTTPValidationError", [("detail", Doc::Array(vec![validation_error()]))])
}

type Read<F> = fn(&<F as Format>::Written) -> Option<Refused>;

/// The documents without a fault, and how each is read.
fn documents<F: Format>() -> [(Doc, Read<F>); 4] {
    [
        (create_response(), refused::<F, APIKeyCreateResponse>),
        (http_metadata(), refused::<F, HttpMetadata>),
        (response(), refused::<F, CreateAPIKeyForUserAPIKeysPostResponse>),
        (http_validation_error(), refused::<F, HTTPValidationError>),
    ]
}

/// What can be in a wrong place: the secrets in every form that a format has.
pub fn plants() -> Vec<Doc> {
    let key = || Doc::from(KEY);
    let boxed = || Box::new(key());
    vec![
        key(),
        format!("{KEY}!").as_str().into(),
        format!("x {KEY}\n").as_str().into(),
        format!("2024-03-20T12:00:00{KEY}").as_str().into(),
        DIGITS.into(),
        Doc::Integer(INTEGER),
        Doc::Integer(-INTEGER),
        Doc::Unsigned(INTEGER.unsigned_abs() + (1 << 63) - 1),
        Doc::Float(FLOAT),
        Doc::Bytes(KEY.into()),
        Doc::Bytes([KEY.as_bytes(), b"\xff"].concat()),
        Doc::Array(vec![key()]),
        Doc::Array(vec![key(), Doc::Integer(INTEGER), Doc::Null]),
        Doc::Array(vec![Doc::Array(vec![key()])]),
        Doc::Map(vec![("x".into(), key())]),
        Doc::Map(vec![("x".into(), Doc::Integer(INTEGER))]),
        Doc::Some(boxed()),
        Doc::Some(Box::new(Doc::Some(boxed()))),
        Doc::Variant("Some", boxed()),
        Doc::Variant("x", boxed()),
    ]
}

/// The same as the name of something.
fn named_plants() -> Vec<Doc> {
    vec![
        Doc::Map(vec![(KEY.into(), "x".into())]),
        Doc::Map(vec![(KEY.into(), KEY.into())]),
        Doc::Map(vec![(KEY.into(), Doc::Array(vec![Doc::Bool]))]),
        Doc::Map(vec![(KEY.into(), Doc::Array(vec!["\u{1}".into()]))]),
        Doc::Map(vec![(format!("{KEY} ").as_str().into(), Doc::Array(vec![]))]),
        Doc::Map(vec![(Doc::Integer(INTEGER), "x".into())]),
        Doc::Map(vec![(Doc::Bytes(KEY.into()), "x".into())]),
        Doc::Map(vec![(Doc::Array(vec![KEY.into()]), "x".into())]),
        Doc::Variant(KEY, Box::new("x".into())),
        Doc::Unit(KEY),
    ]
}

/// The documents with a secret as the value of each of their members, and of others.
fn with_a_planted_value(doc: &Doc) -> Vec<Doc> {
    let mut planted = doc.with_a_changed_value(&|_| plants());
    planted.extend(doc.with_changed_members(|members| {
        let mut changed = Vec::new();
        for plant in plants() {
            // An unknown member, first and last.
            let unknown = [("unknown".into(), plant.clone())];
            changed.push([&unknown, members].concat());
            changed.push([members, &unknown].concat());
            // A member a second time, and one instead of another.
            for (name, _) in members {
                changed.push([members, &[(name.clone(), plant.clone())]].concat());
            }
        }
        changed.extend((0..members.len()).map(|index| {
            let mut members = members.to_vec();
            members.remove(index);
            members
        }));
        changed
    }));
    planted
}

/// The documents with a secret as the name of each of their members, and of others.
fn with_a_planted_name(doc: &Doc) -> Vec<Doc> {
    let mut planted = doc.with_a_changed_value(&|_| named_plants());
    planted.extend(doc.with_changed_members(|members| {
        let mut changed = Vec::new();
        for plant in plants() {
            for index in 0..members.len() {
                let mut members = members.to_vec();
                members[index].0 = plant.clone();
                changed.push(members);
            }
            for value in [Doc::Null, Doc::Bool, Doc::Array(vec![KEY.into(), Doc::Bool])] {
                changed.push([members, &[(plant.clone(), value)]].concat());
            }
        }
        changed
    }));
    planted
}

/// The formats that add to errors what no type can stop: the text around the fault, the path to it, or the value that
/// the format itself refuses. Of their errors, only the type's own part must show nothing; some add an excerpt even
/// to that, between the first line and the last.
const ADDS: [&str; 12] = [
    "sonic-rs",
    "figment, JSON",
    "figment, TOML",
    "figment, `Value`",
    "config, JSON",
    "serde_yaml_ng",
    "serde_norway",
    "serde-saphyr",
    "toml",
    "toml, `Table`",
    "hcl-rs",
    "serde-xml-rs",
];

fn adds<F: Format>() -> bool {
    ADDS.contains(&F::NAME)
}

/// How many errors there are, and those of them that show a secret.
#[derive(Default)]
struct Tally {
    errors: usize,
    leaks: BTreeSet<String>,
    /// With what a format adds.
    added: usize,
}

impl Tally {
    fn add<F: Format>(&mut self, error: Option<Refused>) {
        let Some(Refused { text, own }) = error else { return };
        self.errors += 1;
        self.added += usize::from(shows_a_secret(&text));
        let ours = if adds::<F>() {
            let own = own.unwrap_or_default();
            let lines = own.trim().lines();
            [lines.clone().next(), lines.last()].map(Option::unwrap_or_default).join("\n")
        } else {
            text
        };
        if shows_a_secret(&ours) {
            self.leaks.insert(ours);
        }
    }

    /// What is wrong with these errors, if there should be at least a number of them.
    fn fault<F: Format>(&self, errors: usize) -> Option<String> {
        let Self { errors: count, leaks, .. } = self;
        let shown: Vec<_> = leaks.iter().take(8).map(|leak| leak.lines().next()).collect();
        (*count < errors || !leaks.is_empty())
            .then(|| format!("{}: {} of {count} errors leak: {shown:#?}", F::NAME, leaks.len()))
    }
}

#[track_caller]
fn assert_no_fault(faults: impl IntoIterator<Item = Option<String>>) {
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The errors of the documents that are made of each document.
fn tally<F: Format>(change: impl Fn(&Doc) -> Vec<Doc>) -> Tally {
    let mut tally = Tally::default();
    for (doc, read) in documents::<F>() {
        // No format can write all of them.
        // A third of them has each plant, in a third of the places.
        let documents = change(&doc).into_iter().step_by(3);
        for document in documents.filter_map(|doc| F::write(&doc).ok()) {
            tally.add::<F>(read(&document));
        }
    }
    tally
}

#[test]
fn no_error_shows_a_value_or_a_name() {
    let mut faults = Vec::new();
    each_format!(F => {
        let [values, names] = [tally::<F>(with_a_planted_value), tally::<F>(with_a_planted_name)];
        faults.push(values.fault::<F>(50));
        // A path that a format adds has names.
        if !adds::<F>() {
            faults.push(names.fault::<F>(1));
        }
        // The list has no format too many.
        let adds_nothing = adds::<F>() && values.added + names.added == 0;
        faults.push(adds_nothing.then(|| format!("{} adds nothing", F::NAME)));
    });
    assert_no_fault(faults);
}

/// The documents with a secret, read as what they are not.
#[test]
fn no_error_of_another_type_shows_a_value() {
    fn fault<F: Format>() -> Option<String> {
        let reads: [Read<F>; _] = [
            refused::<F, CreateAPIKeyForUserAPIKeysPostResponse>,
            refused::<F, RequestMetadata>,
            refused::<F, ResponseMetadata>,
            refused::<F, HTTPValidationError>,
            refused::<F, ValidationError>,
            refused::<F, ApiKey>,
            refused::<F, KeyPrefix>,
            refused::<F, ApiKeyId>,
            refused::<F, UserId>,
            refused::<F, Timestamp>,
            refused::<F, Location>,
        ];
        let mut tally = Tally::default();
        let docs = with_a_planted_value(&create_response()).into_iter().step_by(7);
        let docs: Vec<_> = plants().into_iter().chain(docs).collect();
        for document in docs.iter().filter_map(|doc| F::write(doc).ok()) {
            for read in reads {
                tally.add::<F>(read(&document));
            }
        }
        tally.fault::<F>(300)
    }
    let mut faults = Vec::new();
    each_format!(F => { faults.push(fault::<F>()); });
    assert_no_fault(faults);
}

/// serde's own errors show what they refuse; ours must stay ours where serde has buffered the document.
#[test]
fn no_error_of_a_users_type_shows_a_member_of_ours() {
    let mut faults = Vec::new();
    each!(F of
    Json JsonValue Json5 Cbor CborValue MessagePack Yaml YamlValue Toml TomlTable FigmentJson Config Bencode Bson Hcl => {
        let Doc::Object(_, members) = create_response() else { unreachable!() };
        let label = [("label".into(), "x".into()), ("kind".into(), "Created".into())];
        let mut tally = Tally::default();
        for index in 0..members.len() {
            for plant in plants() {
                let mut members = [&label, &members[..]].concat();
                members[index + label.len()].1 = plant;
                let Ok(document) = F::write(&Doc::Map(members)) else { continue };
                tally.add::<F>(refused::<F, Beside>(&document));
                tally.add::<F>(refused::<F, Tagged>(&document));
                tally.add::<F>(refused::<F, Untagged>(&document));
            }
        }
        faults.push(tally.fault::<F>(200));
    });
    assert_no_fault(faults);
}

/// Cut, and with a byte exchanged for one that means something in some format. (flexbuffers is not here: its own reader
/// overflows the stack then.)
#[test]
fn no_error_shows_a_damaged_document() {
    const BYTES: [u8; 32] = *b"\"'\\{}[](),:#&*!%@`|-<.=0 \n\0\x7f\x80\xa0\xc4\xff";

    fn fault<F: Format<Written = Vec<u8>>>() -> Option<String> {
        let mut tally = Tally::default();
        for (doc, read) in documents::<F>() {
            let Ok(document) = F::write(&doc) else { continue };
            let mut add = |damaged: Vec<u8>| tally.add::<F>(read(&damaged));
            for index in 0..document.len() {
                add(document[..index].to_vec());
                let mut document = document.clone();
                document[index] = BYTES[index % BYTES.len()];
                add(document);
            }
        }
        tally.fault::<F>(300)
    }
    let mut faults = Vec::new();
    each!(F of
    Json JsonReader SimdJson SonicRs Json5 Hjson FigmentJson FigmentToml Config Yaml Norway Saphyr SaphyrQuiet Toml Ron RonPretty
    Hcl Lexpr Cbor Cbor4ii Minicbor DagCbor MessagePack MessagePackReader MessagePackCompact MessagePackText Bson Postcard
    Bincode BincodeLegacy => { faults.push(fault::<F>()); });
    assert_no_fault(faults);
}

/// What one would derive: a timestamp whose error is a sentence with the string in it, as those of many crates are.
#[derive(Deserialize)]
#[serde(rename = "APIKeyCreateResponse", rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "it is read only")]
struct Derived {
    api_key: String,
    created_at: Time,
    id: uuid::Uuid,
    key_name: String,
    key_prefix: Time,
    last_used_at: Option<Time>,
    user_id: String,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Time;

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(string: String) -> Result<Self, String> {
        match &*string {
            "2024-03-20T12:00:00Z" | "flow_" => Ok(Self),
            _ => Err(format!("invalid time: {string}")),
        }
    }
}

/// The search finds what there is to find.
#[test]
fn errors_of_derived_types_show_values_in_every_format() {
    each_format!(F => {
        let mut tally = Tally::default();
        let docs = with_a_planted_value(&create_response());
        for document in docs.iter().filter_map(|doc| F::write(doc).ok()) {
            tally.add::<F>(refused::<F, Derived>(&document));
        }
        // These drop every message.
        let is_mute = ["postcard", "serde_ipld_dagcbor"].contains(&F::NAME);
        assert_eq!(tally.added > 0, !is_mute, "{}", F::NAME);
    });
}

/// What no other test can write, as an own text of each format.
#[test]
#[rustfmt::skip] // One row, one line.
fn no_error_shows_a_piece_of_a_text() {
    #[track_caller]
    fn refuses<F: Format<Written = Vec<u8>>>(texts: &[&str]) {
        for text in texts {
            let text = text.replace("KEY", KEY);
            let mut tally = Tally::default();
            let reads: [Read<F>; _] = [refused::<F, APIKeyCreateResponse>, refused::<F, CreateAPIKeyForUserAPIKeysPostResponse>, refused::<F, ApiKey>];
            for read in reads {
                tally.add::<F>(read(&text.clone().into_bytes()));
            }
            assert_no_fault([tally.fault::<F>(reads.len())]);
        }
    }
    refuses::<Json>(&["KEY", r#"{"apiKey":KEY}"#, r#"{"apiKey":"KEY\x"}"#, r#"{"apiKey":"KEY\ud800"}"#, r#"{"KEY"}"#, r#"{"apiKey":8461973205813974602KEY}"#]);
    refuses::<Json5>(&["KEY", "{KEY: 1", "{apiKey: KEY}", "{apiKey: 'KEY", "{apiKey: 'KEY\n'}", "{KEY\\u: 1}", "/* KEY", "{id: +84619732058139746020000000}"]);
    refuses::<Ron>(&["KEY", "KEY(apiKey: 1)", "KEY()", "(KEY)", "(KEY: 1)", "(r#KEY: 1)", "(apiKey: KEY)", "(apiKey: KEY(1))", "(apiKey: KEY { a: 1 })", "(apiKey: \"KEY\\x\")", "(apiKey: r#\"KEY\"", "(apiKey: 'KEY')", "(apiKey: b\"KEY\")", "(apiKey: 8461973205813974602u8)", "(/* KEY", "(a-KEY: 1)", "(HTTPMeta: (Response: KEY(status: 1)))"]);
    refuses::<Yaml>(&["!KEY x", "!<KEY> x", "&KEY x", "apiKey: !KEY x", "apiKey: &KEY [x]", "apiKey: *KEY", "<<: *KEY", "? [KEY]\n: x", "apiKey: \"KEY\\x\"", "apiKey: 'KEY", "apiKey: KEY: x", "apiKey: |KEY", "@KEY", "{KEY", "KEY: [", "- KEY\nx", "--- KEY\n--- KEY", "%KEY\n--- x", "%TAG !k! KEY\n---\n!k!x y", "a: &KEY [*KEY]"]);
    refuses::<Toml>(&["KEY", "KEY =", "apiKey = KEY", "apiKey = \"KEY", "apiKey = \"KEY\\x\"", "[KEY", "[KEY]\n[KEY]", "KEY = 1\nKEY = 1", "KEY.a = 1\nKEY = 1", "apiKey = { KEY = 1, KEY = 2 }", "id = 84619732058139746020000000", "createdAt = 2024-03-20T12:00:00KEY"]);
}

/// What no type can stop, as `SECURITY.md` has it.
#[test]
#[rustfmt::skip] // One row, one line.
fn formats_add_lines_and_paths_to_their_errors() {
    use figment::Figment;
    use figment::providers::Format;
    type Created = APIKeyCreateResponse;

    fn config<T: DeserializeOwned>(json: &str) -> Result<T, config::ConfigError> {
        let file = config::File::from_str(json, config::FileFormat::Json);
        config::Config::builder().add_source(file).build()?.try_deserialize()
    }

    // A header's name is the one name in a document that is not the API's.
    let json = format!(r#"{{"status": 201, "headers": {{"{KEY}": ["\u0001"]}}}}"#);
    let toml = format!("status = 201\nheaders.{KEY} = [\"\\u0001\"]");
    let line = format!("apiKey = \"{KEY}!\"");
    let string = format!("\"{KEY}\"");
    let of = "expected a header value: no control character except tab, and no character above U+00FF";

    let rows = [
        (renderings(&toml::from_str::<Created>(&line).unwrap_err()), format!("1 | {line}\n")),
        (renderings(&toml::from_str::<toml::Table>(&toml).unwrap().try_into::<ResponseMetadata>().unwrap_err()), format!("{of}\nin `headers.{KEY}`\n")),
        (format!("{:?}", toml::from_str::<Created>(&format!("id = 5\n# {KEY}")).unwrap_err()), format!("# {KEY}")),
        (renderings(&hcl::from_str::<Created>(&format!("{line} x")).unwrap_err()), format!("1 | {line} x\n")),
        (renderings(&serde_saphyr::from_str::<Created>(&format!("apiKey: {KEY}\ncreatedAt: x")).unwrap_err()), format!("1 | apiKey: {KEY}\n2 | createdAt: x\n")),
        (renderings(&sonic_rs::from_str::<Created>(&format!(r#"{{"apiKey":"{KEY}","id":5}}"#)).unwrap_err()), r#"","id":5}"#.to_owned()),
        (renderings(&serde_yaml_ng::from_str::<ResponseMetadata>(&json).unwrap_err()), format!("headers.{KEY}[0]: {of} at line 1")),
        (renderings(&Figment::from(figment::providers::Json::string(&json)).extract::<ResponseMetadata>().unwrap_err()), format!("{of} for key \"default.headers.{KEY}.0\" in JSON source string\n")),
        (renderings(&Figment::from(figment::providers::Json::string(&string)).extract::<Created>().unwrap_err()), format!("invalid type: string {string}, expected a map")),
        (renderings(&Figment::from(figment::providers::Toml::string(&format!("apiKey = {KEY}"))).extract::<Created>().unwrap_err()), format!("1 | apiKey = {KEY}\n")),
        (renderings(&config::<ResponseMetadata>(&json).unwrap_err()), format!("{of} for key `headers.{KEY}[0]`\n")),
        (renderings(&config::<Created>(&string).unwrap_err()), format!("invalid type: string {string}, expected a map")),
        (renderings(&ron::from_str::<Created>(&format!("#![enable({KEY})] ()")).unwrap_err()), format!("No RON extension named `{KEY}`")),
    ];
    for (error, shown) in rows {
        assert!(error.contains(&shown), "{shown}\nis not in\n{error}");
        assert!(!shows_a_secret(&error.replace(KEY, "")));
    }
}

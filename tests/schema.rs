//! The schemas and the types accept the same documents, but for the differences that are listed.
//!
//! The documents of `schema/tests/` are for any implementation to run; here, the types and the Rust crate `jsonschema`
//! do. A generator then makes documents near the edge, by the thousand.

mod util;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use flowai_types::chrono::{DateTime, Datelike};
use flowai_types::{
    APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse, HTTPValidationError,
    HttpMetadata, fixtures, from_json, schema,
};
use jsonschema::Validator;
use serde_json::Value;
use util::Random;

/// A schema, checked with and without its formats, and its type.
struct Agreement {
    plain: Validator,
    with_formats: Validator,
    read: fn(&[u8]) -> bool,
}

impl Agreement {
    fn new(text: &str, read: fn(&[u8]) -> bool) -> (String, Self) {
        let schema: Value = serde_json::from_str(text).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        let validator = |formats| {
            jsonschema::options()
                .should_validate_formats(formats)
                .build(&schema)
                .unwrap()
        };
        let agreement = Self {
            plain: validator(false),
            with_formats: validator(true),
            read,
        };
        (schema["$id"].as_str().unwrap().to_owned(), agreement)
    }

    /// The verdict of the schema.
    #[track_caller]
    fn is_valid(&self, document: &Value) -> bool {
        let valid = self.plain.is_valid(document);
        assert_eq!(
            valid,
            self.with_formats.is_valid(document),
            "formats differ from patterns: {document}"
        );
        valid
    }
}

/// The schemas by `$id`.
fn agreements() -> BTreeMap<String, Agreement> {
    BTreeMap::from([
        Agreement::new(schema::API_KEY_CREATE_RESPONSE, |d| {
            from_json::<APIKeyCreateResponse>(d).is_ok()
        }),
        Agreement::new(schema::HTTP_METADATA, |d| {
            from_json::<HttpMetadata>(d).is_ok()
        }),
        Agreement::new(
            schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
            |d| from_json::<CreateAPIKeyForUserAPIKeysPostResponse>(d).is_ok(),
        ),
        Agreement::new(schema::HTTP_VALIDATION_ERROR, |d| {
            from_json::<HTTPValidationError>(d).is_ok()
        }),
    ])
}

/// Calls `run` with the schema and each document of each group of the files in a folder.
fn each_document(folder: &str, mut run: impl FnMut(&Agreement, &Value, &str)) -> usize {
    let agreements = agreements();
    let mut documents = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("schema")
        .join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    for file in files.filter(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
    }) {
        let groups: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for group in groups.as_array().unwrap() {
            let agreement = &agreements[group["schema"]["$ref"].as_str().unwrap()];
            for test in group["tests"].as_array().unwrap() {
                let what = format!(
                    "{}: {}: {}",
                    file.display(),
                    group["description"],
                    test["description"]
                );
                run(agreement, test, &what);
                documents += 1;
            }
        }
    }
    documents
}

#[test]
fn documents_of_the_suite() {
    let count = each_document("tests", |agreement, test, what| {
        let (document, valid) = (&test["data"], test["valid"].as_bool().unwrap());
        assert_eq!(agreement.is_valid(document), valid, "the schema: {what}");
        assert_eq!(
            (agreement.read)(document.to_string().as_bytes()),
            valid,
            "the type: {what}"
        );
    });
    assert!(count >= 498, "{count} documents");
}

#[test]
fn documents_beyond_the_schema() {
    let count = each_document("tests/beyond", |agreement, test, what| {
        // A document that no parsed value can hold is given as text.
        let text = test
            .get("text")
            .map(|text| text.as_str().unwrap().to_owned());
        let text = text.unwrap_or_else(|| test["data"].to_string());
        if let Ok(document) = serde_json::from_str(&text) {
            assert_eq!(
                agreement.is_valid(&document),
                test["valid"].as_bool().unwrap(),
                "{what}"
            );
        } else {
            assert!(text.contains("\\ud800"), "{what}: not a document");
        }
        assert_eq!(
            (agreement.read)(text.as_bytes()),
            test["read"].as_bool().unwrap(),
            "{what}"
        );
    });
    assert!(count >= 19, "{count} documents");
}

/// What the crate writes is valid, and so are the examples in the schemas.
#[test]
fn what_is_written_is_valid() {
    let agreements = agreements();
    for document in [
        fixtures::CREATE_RESPONSE,
        fixtures::CREATE_RESPONSE_NEVER_USED,
        fixtures::HTTP_METADATA,
        fixtures::RESPONSE,
        fixtures::HTTP_VALIDATION_ERROR,
    ] {
        let document: Value = serde_json::from_str(document).unwrap();
        assert_eq!(
            agreements
                .values()
                .filter(|agreement| agreement.is_valid(&document))
                .count(),
            1
        );
    }
    for text in [
        schema::API_KEY_CREATE_RESPONSE,
        schema::HTTP_METADATA,
        schema::HTTP_VALIDATION_ERROR,
    ] {
        let schema: Value = serde_json::from_str(text).unwrap();
        let agreement = &agreements[schema["$id"].as_str().unwrap()];
        for example in schema["examples"].as_array().unwrap() {
            assert!(agreement.is_valid(example));
        }
    }
    assert_eq!(
        from_json(fixtures::HTTP_METADATA.as_bytes()),
        Ok(fixtures::http_metadata())
    );
    assert_eq!(
        from_json(fixtures::RESPONSE.as_bytes()),
        Ok(fixtures::response())
    );
    assert_eq!(
        from_json(fixtures::HTTP_VALIDATION_ERROR.as_bytes()),
        Ok(fixtures::http_validation_error())
    );
    assert_eq!(
        serde_json::to_string(&fixtures::response()).unwrap(),
        fixtures::RESPONSE
    );
}

/// What code generators read, and validators need not: names, formats, the prefix as an enumeration.
#[test]
fn shape_for_generators() {
    for text in [
        schema::API_KEY_CREATE_RESPONSE,
        schema::HTTP_METADATA,
        schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
        schema::HTTP_VALIDATION_ERROR,
    ] {
        let schema: Value = serde_json::from_str(text).unwrap();
        let id = schema["$id"].as_str().unwrap();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert!(id.ends_with(&format!("/{}.json", schema["title"].as_str().unwrap())));
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            assert_eq!(&definition["title"], name);
            assert_eq!(definition["type"], "object", "scalars stand inline: {name}");
        }
    }
    let created: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).unwrap();
    let properties = &created["properties"];
    for (member, format) in [
        ("createdAt", "date-time"),
        ("lastUsedAt", "date-time"),
        ("id", "uuid"),
        ("userId", "uuid"),
    ] {
        assert_eq!(properties[member]["format"], format);
    }
    assert_eq!(
        properties["keyPrefix"]["enum"],
        serde_json::json!(["flow_"])
    );
    let metadata: Value = serde_json::from_str(schema::HTTP_METADATA).unwrap();
    let request = &metadata["$defs"]["RequestMetadata"]["properties"];
    assert_eq!(request["url"]["format"], "uri");
    // As much as the types can hold.
    assert_eq!(request["url"]["maxLength"], 65_000);
    assert_eq!(request["headers"]["propertyNames"]["maxLength"], 65_535);
    assert_eq!(request["headers"]["maxProperties"], 24_576);
}

/// The operation is the API's.
#[test]
fn operation() {
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    let operation = &openapi["paths"]["/api-keys"]["post"];
    let id = "create_api_key_for_user_api_keys_post";
    assert_eq!(operation["operationId"], id);
    assert_eq!(openapi["security"][0]["bearer"], serde_json::json!([]));
    let bearer = &openapi["components"]["securitySchemes"]["bearer"];
    assert_eq!(
        (&bearer["type"], &bearer["scheme"]),
        (&"http".into(), &"bearer".into())
    );
    let request = &openapi["components"]["schemas"]["APIKeyCreateRequest"];
    assert_eq!(request["required"], serde_json::json!(["keyName"]));
    let responses = operation["responses"].as_object().unwrap();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["201", "422"]);
    for (status, schema, example) in [
        ("201", "APIKeyCreateResponse", fixtures::CREATE_RESPONSE),
        (
            "422",
            "HTTPValidationError",
            fixtures::HTTP_VALIDATION_ERROR,
        ),
    ] {
        let content = &responses[status]["content"]["application/json"];
        assert_eq!(
            content["schema"]["$ref"],
            format!("#/components/schemas/{schema}")
        );
        assert_eq!(
            content["example"],
            serde_json::from_str::<Value>(example).unwrap()
        );
    }
}

/// Documents near the edge: right ones with a few characters changed, values swapped, members dropped, doubled and
/// renamed. `FLOWAI_TYPES_DOCUMENTS` sets how many.
#[test]
fn types_and_schemas_agree() {
    let documents = std::env::var("FLOWAI_TYPES_DOCUMENTS").map_or(20_000, |count| {
        count.parse().expect("FLOWAI_TYPES_DOCUMENTS is a number")
    });
    let seeds = [
        fixtures::CREATE_RESPONSE,
        fixtures::CREATE_RESPONSE_NULL_LAST_USED_AT,
        r#"{"apiKey":"flow_00ff00ff_AZaz09_-AZaz09_-","createdAt":"2024-02-29T23:59:59.123456789+05:30","id":"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF","keyName":"","keyPrefix":"flow_","lastUsedAt":"2000-02-29T00:00:00-23:59","userId":"00000000-0000-0000-0000-000000000000"}"#,
        fixtures::HTTP_METADATA,
        r#"{"Response":{"status":999,"headers":{"vary":["a","b"],"X-Y":[" \t"]}},"Request":{"method":"M-SEARCH","url":"http://u:p@[1:2::127.0.0.1]:80/a%20b/c;d?e=f%41&g/h?#i","headers":{"a":["1"]}}}"#,
        fixtures::RESPONSE,
        r#"{"detail":[{"loc":["body","a",0,-1],"msg":"m","type":"t","input":null},{"loc":[],"msg":"","type":""}]}"#,
    ];
    let agreements: Vec<_> = agreements().into_values().collect();
    let mut random = Random(6);
    let (mut accepted, mut beyond) = (0, 0);
    for _ in 0..documents {
        let mut text = random.pick(&seeds).to_owned();
        for _ in 0..random.below(3) {
            text = mutated(&text, &mut random);
        }
        // What is no JSON is no document, and the validator's own parser keeps the last of repeated members.
        let Ok(document) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        for agreement in &agreements {
            let (valid, read) = (
                agreement.is_valid(&document),
                (agreement.read)(text.as_bytes()),
            );
            accepted += usize::from(valid);
            if valid != read {
                assert!(
                    is_listed(&text, &document, valid),
                    "valid: {valid}, read: {read}\n{text}"
                );
                beyond += 1;
            }
        }
    }
    assert!(
        accepted > documents / 10,
        "only {accepted} of {documents} were right"
    );
    println!(
        "{documents} documents, {accepted} accepted, {beyond} differences, all of them listed"
    );
}

/// Changes one thing in a document.
fn mutated(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = random.below(characters.len());
    let (before, behind) = (&characters[..at], &characters[at..]);
    let one = [
        "0", "1", "2", "3", "5", "6", "9", "a", "f", "g", "A", "F", "Z", "T", "t", "z", "_", "-",
        "+", ":", ".", "%", "/", "@", "?", "#", "[", "]", " ", "\\n", "\\u0000", "\\t", "é",
        "\\u00ff", "\\u0100", "\u{2212}", "１", "\\\"", "\\\\", "{", "}", "|", "~", "!", "null",
        "1e2", "-0", "\\/",
    ];
    let one = random.pick(&one);
    let collect = |parts: [&[char]; 2], middle: &str| {
        let [before, behind] = parts.map(|part| part.iter().collect::<String>());
        before + middle + &behind
    };
    match random.below(10) {
        0..3 => collect([before, &behind[1..]], one),
        3..5 => collect([before, behind], one),
        5..7 => collect([before, &behind[1..]], ""),
        // A whole value, or a whole name, for another.
        7 => {
            let values = [
                "null",
                "true",
                "0",
                "201",
                "201.0",
                "1e2",
                "99",
                "9223372036854775808",
                "1.5",
                "\"\"",
                "[]",
                "{}",
                "[null]",
                "\"flow_\"",
                "\"flow_ada2ad2a_1234567890abcdef\"",
                "\"2024-03-20T12:00:00\"",
                "\"0000-12-31T23:59:59Z\"",
                "\"9999-12-31T23:59:59-00:01\"",
                "\"2023-02-29T12:00:00Z\"",
                "\"https://a\"",
                "{\"a\":[\"\"]}",
            ];
            swapped(text, random.pick(&values), random)
        }
        8 => {
            let (from, to) = [
                ("apiKey", "api_key"),
                ("createdAt", "created_at"),
                ("keyName", "key_name"),
                ("keyPrefix", "key_prefix"),
                ("lastUsedAt", "last_used_at"),
                ("userId", "user_id"),
                ("id", "ID"),
                ("status", "Status"),
                ("url", "uri"),
                ("detail", "details"),
                ("loc", "location"),
                ("HTTPMeta", "httpMeta"),
                ("vary", "VARY"),
            ][random.below(13)];
            text.replace(&format!("\"{from}\""), &format!("\"{to}\""))
        }
        _ => {
            // A member once more, in front, or gone.
            let members: Vec<&str> = text.trim_matches(['{', '}']).split(',').collect();
            let member = members[random.below(members.len())];
            if random.below(2) == 0 {
                text.replacen('{', &format!("{{{member},"), 1)
            } else {
                text.replacen(&format!("{member},"), "", 1)
            }
        }
    }
}

/// The document with another value in the place of one of its scalars.
fn swapped(text: &str, value: &str, random: &mut Random) -> String {
    let colons: Vec<usize> = text.match_indices("\":").map(|(at, _)| at + 2).collect();
    let start = colons[random.below(colons.len())];
    let end = text[start..]
        .find([',', '}', ']'])
        .map_or(text.len(), |length| start + length);
    format!("{}{value}{}", &text[..start], &text[end..])
}

/// Whether a difference is one of those that `schema/tests/beyond/` lists.
fn is_listed(text: &str, document: &Value, valid: bool) -> bool {
    // A name may have come to stand apart from its colon.
    let text = &text.replace("\" ", "\"").replace("\" ", "\"");
    let create_response = document.get("APIKeyCreateResponse").unwrap_or(document);
    if valid {
        // Repeated members, also under two spellings or, for headers, in two cases.
        let counted = |name: &str| text.matches(&format!("\"{name}\":")).count();
        let names = util::MEMBERS.map(|(camel, snake, _)| {
            counted(camel) + if camel == snake { 0 } else { counted(snake) }
        });
        let others = [
            "Response",
            "Request",
            "status",
            "headers",
            "method",
            "url",
            "detail",
            "loc",
            "msg",
            "type",
            "HTTPMeta",
            "APIKeyCreateResponse",
        ];
        let repeats = names.iter().any(|count| *count > 1)
            || others
                .iter()
                .any(|name| counted(name) > if *name == "headers" { 2 } else { 1 })
            || headers_repeat(text);
        // A year in UTC outside of 0001 to 9999.
        let years = ["createdAt", "lastUsedAt"]
            .iter()
            .filter_map(|name| create_response[*name].as_str());
        let out_of_range = years
            .filter_map(|at| DateTime::parse_from_rfc3339(at).ok())
            .any(|at| !(1..=9999).contains(&at.to_utc().year()));
        // A name in snake_case is unknown to the schema, and checked by the type.
        let has_snake_case = util::MEMBERS
            .iter()
            .any(|(camel, snake, _)| camel != snake && create_response.get(snake).is_some());
        repeats || out_of_range || has_snake_case
    } else {
        // snake_case names, and timestamps without an offset: the document that has neither is valid.
        let mut tolerated = create_response.clone();
        let Some(members) = tolerated.as_object_mut() else {
            return false;
        };
        let mut tolerances = 0;
        for (camel, snake, _) in util::MEMBERS {
            if camel != snake {
                if let Some(value) = members.remove(snake) {
                    tolerances += 1;
                    members.insert(camel.to_owned(), value);
                }
            }
            if let Some(Value::String(at)) =
                members.get_mut(camel).filter(|_| camel.ends_with("At"))
            {
                let time = at.get(10..).unwrap_or_default();
                if !time.contains(['Z', '+', '-']) {
                    tolerances += 1;
                    at.push('Z');
                }
            }
        }
        let schema: Value = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).unwrap();
        tolerances > 0 && jsonschema::is_valid(&schema, &tolerated)
    }
}

fn headers_repeat(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["vary", "x-y", "content-type", "a"]
        .iter()
        .any(|name| lower.matches(&format!("\"{name}\":")).count() > 1)
}

/// The files are outputs of the types: one that differs is written anew, not by hand.
#[cfg(feature = "schemars")]
mod from_the_types {
    use super::*;

    #[test]
    fn files_are_what_the_types_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        let generated = schema::generate();
        for (name, text) in &generated {
            let file = fs::read_to_string(folder.join(name)).unwrap_or_default();
            let document = |text| serde_json::from_str::<Value>(text).ok();
            assert!(
                document(&file) == document(text),
                "schema/{name} is not what the types say; if the types are right:\n    \
                 cargo run --example export_schema --features schemars"
            );
        }
        // Every file of the folder is one of these, and every constant is one of the files.
        let files = fs::read_dir(folder)
            .unwrap()
            .filter(|file| file.as_ref().unwrap().path().is_file());
        assert_eq!(files.count(), generated.len());
        let constants = [
            schema::API_KEY_CREATE_RESPONSE,
            schema::HTTP_METADATA,
            schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE,
            schema::HTTP_VALIDATION_ERROR,
            schema::OPENAPI,
        ];
        assert_eq!(
            constants.to_vec(),
            generated.iter().map(|(_, text)| text).collect::<Vec<_>>()
        );
    }

    /// A user's own type around ours gets their schemas.
    #[test]
    fn inside_of_a_type_of_ones_own() {
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only its schema is made")]
        struct Audited {
            key: flowai_types::ApiKey,
            by: Option<flowai_types::UserId>,
            created: APIKeyCreateResponse,
            exchange: Option<HttpMetadata>,
        }
        let schema = schemars::schema_for!(Audited).to_value();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let audited = |key: &str| {
            let created: Value = serde_json::from_str(fixtures::CREATE_RESPONSE).unwrap();
            serde_json::json!({"key": key, "by": null, "created": created})
        };
        assert!(validator.is_valid(&audited(fixtures::API_KEY)));
        assert!(!validator.is_valid(&audited("flow_ada2ad2a_REDACTED")));
        assert_eq!(
            schema["properties"]["created"]["$ref"],
            "#/$defs/APIKeyCreateResponse"
        );
        assert_eq!(
            schema["properties"]["exchange"]["anyOf"][0]["$ref"],
            "#/$defs/HTTPMetadata"
        );
        assert_eq!(schema["properties"]["by"]["format"], "uuid");
    }
}

//! What makes the schemas: the patterns, and the shape that validators and code generators were found to read.
//!
//! Objects are definitions with a title, and scalars stand inline, so that generators name the first and not the
//! second; a pattern stands beside every format, since most validators do not check formats; nothing but annotations
//! stands beside a `$ref`.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use crate::json::INTEGER_MAX;
use crate::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, KeyPrefix, Location, UserId, fixtures,
};

/// The files of the folder `schema/`, made from the types: each with its name and its text.
///
/// `cargo run --example export_schema --features schemars` writes them. Their order and layout are the same whatever
/// features of `serde_json` are on.
#[expect(
    clippy::missing_panics_doc,
    reason = "JSON values can be written, and tests run it"
)]
#[must_use]
pub fn generate() -> Vec<(&'static str, String)> {
    [
        (
            "APIKeyCreateResponse.json",
            schema_of::<APIKeyCreateResponse>(),
        ),
        ("HTTPMetadata.json", schema_of::<HttpMetadata>()),
        (
            "CreateAPIKeyForUserAPIKeysPostResponse.json",
            schema_of::<CreateAPIKeyForUserAPIKeysPostResponse>(),
        ),
        (
            "HTTPValidationError.json",
            schema_of::<HTTPValidationError>(),
        ),
        ("openapi.json", openapi()),
    ]
    .map(|(name, document)| {
        let text = serde_json::to_string_pretty(&InOrder(&document));
        (name, text.expect("a JSON value can be written") + "\n")
    })
    .into()
}

/// The self-contained schema of one type.
fn schema_of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    let id = format!(
        "https://flowai-types.example/schema/{}.json",
        T::schema_name()
    );
    schema.insert("$id".to_owned(), id.into());
    schema.to_value()
}

/// The description of the operation, with the schemas as components.
fn openapi() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let created = generator.subschema_for::<APIKeyCreateResponse>();
    let refused = generator.subschema_for::<HTTPValidationError>();
    let mut schemas = generator.take_definitions(true);
    schemas.insert(
        "APIKeyCreateRequest".to_owned(),
        json!({
            "title": "APIKeyCreateRequest",
            "description": "What the new API key shall be.",
            "type": "object",
            "properties": {
                "keyName": {"type": "string", "description": "The name of the key: any string."},
            },
            "required": ["keyName"],
            "examples": [{"keyName": "My API Key"}],
        }),
    );
    let example = |document: &str| -> Value {
        serde_json::from_str(document).expect("the fixtures are JSON")
    };
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Flow AI API keys",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The endpoint that creates an API key. It returns the plain key once.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": "API keys", "description": "The keys of the signed-in user."}],
        "security": [{"bearer": []}],
        "paths": {
            "/api-keys": {
                "post": {
                    "tags": ["API keys"],
                    "operationId": "create_api_key_for_user_api_keys_post",
                    "summary": "Create an API key",
                    "description": "Makes a new API key for the signed-in user, stores only a hash of it, and \
                                    returns the plain key once.",
                    "requestBody": {
                        "required": true,
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/APIKeyCreateRequest"},
                                "example": {"keyName": "My API Key"},
                            },
                        },
                    },
                    "responses": {
                        "201": {
                            "description": "The new key, shown this once.",
                            "content": {
                                "application/json": {
                                    "schema": created,
                                    "example": example(fixtures::CREATE_RESPONSE),
                                },
                            },
                        },
                        "422": {
                            "description": "The request was refused.",
                            "content": {
                                "application/json": {
                                    "schema": refused,
                                    "example": example(fixtures::HTTP_VALIDATION_ERROR),
                                },
                            },
                        },
                    },
                },
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    })
}

/// Writes the members of objects in one order: the keywords below first, then by name. The order of `serde_json`'s own
/// maps depends on a feature that any crate can switch on.
struct InOrder<'a>(&'a Value);

const FIRST: [&str; 12] = [
    "openapi",
    "info",
    "$schema",
    "$id",
    "title",
    "description",
    "$ref",
    "type",
    "properties",
    "required",
    "servers",
    "paths",
];

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by_key(|(name, _)| {
                    (
                        FIRST
                            .iter()
                            .position(|first| first == name)
                            .unwrap_or(FIRST.len()),
                        *name,
                    )
                });
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(name, &InOrder(value))?;
                }
                object.end()
            }
            Value::Array(elements) => serializer.collect_seq(elements.iter().map(InOrder)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// Keeps the first paragraph of each description: what the Rust documentation says behind it is about Rust.
pub(crate) fn summarize(schema: &mut Schema) {
    fn first_paragraph(schema: &mut Map<String, Value>) {
        if let Some(Value::String(description)) = schema.get_mut("description") {
            let paragraph = description.split("\n\n").next().unwrap_or_default();
            *description = paragraph.replace('\n', " ");
        }
    }
    if let Some(schema) = schema.as_object_mut() {
        first_paragraph(schema);
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        let properties = properties.into_iter().flat_map(Map::values_mut);
        properties
            .filter_map(Value::as_object_mut)
            .for_each(first_paragraph);
    }
}

/// Types whose schema stands inline: our own scalars, and what stands for those of other crates.
macro_rules! inline {
    ($($Type:ty => $schema:expr;)*) => {$(
        impl JsonSchema for $Type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($Type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

/// For `DateTime<Utc>`.
pub(crate) struct Timestamp;

/// For `http::StatusCode`.
pub(crate) struct Status;

/// For `http::Method`.
pub(crate) struct Method;

/// For `http::Uri`.
pub(crate) struct Url;

/// For `http::HeaderMap`.
pub(crate) struct Headers;

inline! {
    ApiKey => json_schema!({"type": "string", "pattern": ApiKey::pattern()});
    KeyPrefix => json_schema!({"type": "string", "enum": [KeyPrefix::Flow.as_str()]});
    ApiKeyId => uuid();
    UserId => uuid();
    Location => json_schema!({
        "anyOf": [
            {"type": "string"},
            {"type": "integer", "minimum": -INTEGER_MAX, "maximum": INTEGER_MAX},
        ],
    });
    Timestamp => json_schema!({"type": "string", "format": "date-time", "pattern": date_time()});
    Status => json_schema!({"type": "integer", "minimum": 100, "maximum": 999});
    Method => json_schema!({"type": "string", "pattern": TOKEN});
    Url => json_schema!({
        "type": "string", "format": "uri", "pattern": url(), "maxLength": crate::exchange::url::LENGTH_MAX,
    });
    Headers => json_schema!({
        "type": "object",
        "propertyNames": {"pattern": TOKEN, "maxLength": u16::MAX},
        "additionalProperties": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[\t\x20-\x7E\x80-\xFF]*$"},
            "minItems": 1,
        },
        "maxProperties": HEADERS_MAX,
    });
}

/// The most names that `http::HeaderMap` holds.
const HEADERS_MAX: usize = 24_576;

/// RFC 9110's token: a method, a header's name. Python's fastjsonschema takes every `$` that is not escaped for an end,
/// also in a set.
const TOKEN: &str = r"^[!#\$%&'*+.^_`|~0-9A-Za-z-]+$";

fn uuid() -> Schema {
    json_schema!({
        "type": "string",
        "format": "uuid",
        "pattern": "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
    })
}

/// The timestamp rule, with the calendar in it.
fn date_time() -> String {
    let days_31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
    let days_30 = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
    let days_28 = "02-(?:0[1-9]|1[0-9]|2[0-8])";
    // Divisible by 4, and by 400 where by 100.
    let leap_year = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
    let date = format!("(?:[0-9]{{4}}-(?:{days_31}|{days_30}|{days_28})|{leap_year}-02-29)");
    let time = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?";
    let offset = "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    format!("^{date}T{time}{offset}$")
}

/// An absolute `http` or `https` URI, by the grammar of RFC 3986.
fn url() -> String {
    let plain = r"0-9A-Za-z._~!\$&'()*+,;=-";
    let encoded = "%[0-9A-Fa-f]{2}";
    let path = format!("(?:[/:@{plain}]|{encoded})*");
    let query = format!("(?:[/?:@{plain}]|{encoded})*");
    let user = format!("(?:(?:[:{plain}]|{encoded})*@)?");
    let host = format!("(?:[{plain}]+|\\[(?:{})\\])", ipv6());
    format!(
        "^[Hh][Tt][Tt][Pp][Ss]?://{user}{host}(?::[0-9]*)?(?:/{path})?(?:\\?{query})?(?:#{query})?$"
    )
}

/// Eight groups, of which `::` stands for one or more, and an IPv4 address for the last two.
fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    let last_two = format!("(?:{group}:{group}|{byte}(?:\\.{byte}){{3}})");
    let mut forms = vec![format!("(?:{group}:){{6}}{last_two}")];
    for before in 0..=7_usize {
        let head = match before {
            0 => String::new(),
            1 => format!("(?:{group})?"),
            _ => format!("(?:(?:{group}:){{0,{}}}{group})?", before - 1),
        };
        let tail = match 7 - before {
            0 => String::new(),
            1 => group.to_owned(),
            after => format!("(?:{group}:){{{}}}{last_two}", after - 2),
        };
        forms.push(format!("{head}::{tail}"));
    }
    forms.join("|")
}

//! The schemas of a crate's user: a type of its own around the crate's, and the files of `schema/` in a folder.
//!
//! ```sh
//! cargo run --example export_schema --features schemars -- a-folder
//! ```

use std::path::PathBuf;

use flowai_types::{APIKeyCreateResponse, schema};
use schemars::{JsonSchema, schema_for};

/// A new key, and who asked for it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is needed")]
struct Audited {
    created: APIKeyCreateResponse,
    asked_by: String,
}

pub(crate) const FILES: [(&str, &str); 15] = [
    ("APIKeyCreate.json", schema::API_KEY_CREATE),
    ("APIKeyCreateResponse.json", schema::API_KEY_CREATE_RESPONSE),
    ("APIKeyCreateResponse.snake_case.json", schema::API_KEY_CREATE_RESPONSE_SNAKE_CASE),
    ("APIKeyInfo.json", schema::API_KEY_INFO),
    ("APIKeyUpdate.json", schema::API_KEY_UPDATE),
    ("CreateAPIKeyForUserAPIKeysPostResponse.json", schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE),
    (
        "CreateAPIKeyForUserAPIKeysPostResponse.snake_case.json",
        schema::CREATE_API_KEY_FOR_USER_API_KEYS_POST_RESPONSE_SNAKE_CASE,
    ),
    ("HTTPMetadata.json", schema::HTTP_METADATA),
    ("HTTPValidationError.json", schema::HTTP_VALIDATION_ERROR),
    ("ListAPIKeysResponse.json", schema::LIST_API_KEYS_RESPONSE),
    ("ListUserAPIKeysAPIKeysGetResponse.json", schema::LIST_USER_API_KEYS_API_KEYS_GET_RESPONSE),
    ("RevokeAPIKeyAPIKeysKeyIDDeleteResponse.json", schema::REVOKE_API_KEY_API_KEYS_KEY_ID_DELETE_RESPONSE),
    ("UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.json", schema::UPDATE_API_KEY_DETAILS_API_KEYS_KEY_ID_PUT_RESPONSE),
    ("openapi.json", schema::OPENAPI),
    ("openapi-3.0.json", schema::OPENAPI_3_0),
];

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.expect("the folder to write to");
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text)?;
    }
    println!("{:#}", schema_for!(Audited).as_value());
    Ok(())
}

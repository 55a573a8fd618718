//! The files of `schema/`, generated from the types.

use crate::documents::schema_of;
use crate::layout::json_text;
use crate::scanner::gitleaks;
use crate::{openapi, page};
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, APIKeyInfo, APIKeyUpdate, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetResponse,
    RevokeAPIKeyAPIKeysKeyIDDeleteResponse, SnakeCase, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};

/// The files of the folder `schema/`: each with its name and its text.
///
/// Their order and layout are the same whatever features of `serde_json` are on.
#[must_use]
pub fn generate() -> Vec<(String, String)> {
    let documents = [
        schema_of::<APIKeyCreate>(),
        schema_of::<APIKeyCreateResponse>(),
        schema_of::<SnakeCase<APIKeyCreateResponse>>(),
        schema_of::<ListAPIKeysResponse>(),
        schema_of::<APIKeyUpdate>(),
        schema_of::<APIKeyInfo>(),
        schema_of::<HttpMetadata>(),
        schema_of::<CreateAPIKeyForUserAPIKeysPostResponse>(),
        schema_of::<SnakeCase<CreateAPIKeyForUserAPIKeysPostResponse>>(),
        schema_of::<ListUserAPIKeysAPIKeysGetResponse>(),
        schema_of::<UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse>(),
        schema_of::<RevokeAPIKeyAPIKeysKeyIDDeleteResponse>(),
        schema_of::<HTTPValidationError>(),
    ];
    let api = openapi::describe();
    let descriptions = [
        ("openapi.json".to_owned(), openapi::in_3_1(api.clone())),
        ("openapi-3.0.json".to_owned(), openapi::in_3_0(api)),
    ];
    let page = page::describe(&documents, &descriptions);
    let documents = documents.into_iter().chain(descriptions);
    let documents = documents.map(|(name, document)| (name, json_text(&document) + "\n"));
    let others = [("gitleaks.toml".to_owned(), gitleaks()), ("README.md".to_owned(), page)];
    documents.chain(others).collect()
}

//! The API-keys resource: its documents, an operation a file, and both sides of an exchange.

mod create;
mod error;
mod list;
mod operation;
mod retry;
mod revoke;
mod update;

pub use create::{APIKeyCreate, APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse};
pub use error::{
    BodyCut, HTTPException, HTTPValidationError, Location, ResponseError, ResponseErrorKind, ValidationError,
    rescue_key,
};
pub use list::{
    APIKeyPages, IncompletePagesError, ListAPIKeyItem, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetRequest,
    ListUserAPIKeysAPIKeysGetResponse, PaginationInfo,
};
pub use operation::{ApiResponse, BaseUrlError, BaseUrlErrorKind, Operation};
pub use retry::Retry;
pub use revoke::{RevokeAPIKeyAPIKeysKeyIDDeleteRequest, RevokeAPIKeyAPIKeysKeyIDDeleteResponse};
pub use update::{
    APIKeyInfo, APIKeyUpdate, UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest, UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};

/// A short name of the request to create a key.
pub type CreateKey = APIKeyCreate;
/// A short name of the request for a page of keys.
pub type ListKeys = ListUserAPIKeysAPIKeysGetRequest;
/// A short name of the request to update a key.
pub type UpdateKey = UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest;
/// A short name of the request to revoke a key.
pub type RevokeKey = RevokeAPIKeyAPIKeysKeyIDDeleteRequest;

//! The API-keys resource: its documents, an operation a file, and both sides of an exchange.

mod create;
mod http_exception;
mod list;
mod operation;
mod refusal;
mod rescue;
mod response_error;
mod revoke;
mod update;
mod validation_error;

pub use create::{APIKeyCreate, APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse};
pub use http_exception::HTTPException;
pub use list::{
    ListAPIKeyItem, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetRequest,
    ListUserAPIKeysAPIKeysGetResponse, PaginationInfo,
};
#[cfg(feature = "schemars")]
pub(crate) use operation::sealed;
pub use operation::{ApiResponse, BaseUrlError, BaseUrlErrorKind, Operation};
pub use rescue::rescue_key;
pub use response_error::{ResponseError, ResponseErrorKind};
pub use revoke::{RevokeAPIKeyAPIKeysKeyIDDeleteRequest, RevokeAPIKeyAPIKeysKeyIDDeleteResponse};
pub use update::{
    APIKeyInfo, APIKeyUpdate, UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse,
};
pub use validation_error::{HTTPValidationError, Location, ValidationError};

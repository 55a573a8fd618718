//! The API-keys resource: its documents, and a finished exchange with it, decoded.

mod create;
mod rescue;
mod response_error;
mod validation_error;

pub use create::{APIKeyCreateResponse, CreateAPIKeyForUserAPIKeysPostResponse};
pub use rescue::rescue_key;
pub use response_error::{ResponseError, ResponseErrorKind};
pub use validation_error::{HTTPValidationError, Location, ValidationError};

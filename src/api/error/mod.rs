//! The errors of an exchange: the client's side, and the server's.

mod body;
mod exception;
mod placeholder;
pub(super) mod pydantic;
mod rescue;
mod response;
mod validation;
mod words;

pub use body::BodyCut;
pub(super) use body::may_be_page;
pub use exception::HTTPException;
pub use rescue::rescue_key;
pub use response::{ResponseError, ResponseErrorKind};
pub(crate) use validation::json_response;
pub use validation::{HTTPValidationError, Location, ValidationError};

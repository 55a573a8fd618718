//! What goes wrong in an exchange: the client's side, and the server's.

mod exception;
mod placeholder;
pub(super) mod pydantic;
mod rescue;
mod response;
mod validation;
mod words;

pub use exception::HTTPException;
pub use rescue::rescue_key;
pub use response::{BodyCut, ResponseError, ResponseErrorKind};
pub(crate) use validation::json_response;
pub use validation::{HTTPValidationError, Location, ValidationError};

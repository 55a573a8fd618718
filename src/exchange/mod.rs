//! One HTTP exchange as it may be kept: without a body and without credentials.

mod advice;
pub(crate) mod headers;
pub(crate) mod metadata;
pub(crate) mod url;

pub use advice::{RateLimit, RetryAfter};
pub use metadata::{HttpMetadata, RequestMetadata, ResponseMetadata};

//! The API-keys resource: its documents, and what a finished exchange with it is.

pub(crate) mod create;
pub(crate) mod response_error;
pub(crate) mod validation_error;

//! One HTTP exchange, as it may be kept: without a body and without a credential.

pub(crate) mod metadata;
pub(crate) mod url;

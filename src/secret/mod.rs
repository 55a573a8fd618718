//! What may be shown: keys in strings, names that mean a credential, and URLs without credentials.

mod in_text;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod percent;

pub(crate) use in_text::redact_all;
pub(crate) use keys::REDACTED;
pub use keys::redact;

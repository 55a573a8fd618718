//! Finding and redacting secrets: keys in strings, credentials by name, and the credentials of URLs.

mod in_text;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod percent;

pub(crate) use in_text::{may_contain_secret, redact_text};
pub(crate) use keys::REDACTED;
pub use keys::redact;

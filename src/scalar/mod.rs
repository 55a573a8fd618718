//! The scalars, one a file: its rule, parser and errors, and its form in JSON.

mod bearer;
mod id;
mod key;
mod prefix;
mod timestamp;

pub use bearer::ParseBearerError;
pub use id::{ApiKeyId, ParseIdError, UserId};
pub use key::{ApiKey, ParseApiKeyError, ParseApiKeyErrorKind};
pub use prefix::{KeyPrefix, ParseKeyPrefixError};
pub use timestamp::{ParseTimestampError, ParseTimestampErrorKind, Timestamp, TimestampRangeError};

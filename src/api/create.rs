//! [`APIKeyCreateResponse`]: what the endpoint answers when it has made a key.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::json::object;
use crate::key::REDACTED;
use crate::timestamp::Timestamp;
use crate::{ApiKey, ApiKeyId, KeyPrefix, UserId, redact};

/// A new API key, as the endpoint returns it: the one time that the plain key is shown.
///
/// # Serde
///
/// A JSON object with the members below, in this order.
///
/// | member | form |
/// | --- | --- |
/// | `apiKey` | [`ApiKey`] |
/// | `createdAt` | RFC 3339: `YYYY-MM-DDThh:mm:ss`, an optional fraction of 1 to 9 digits, then `Z` or `±hh:mm` |
/// | `id` | [`ApiKeyId`] |
/// | `keyName` | any string |
/// | `keyPrefix` | [`KeyPrefix`] |
/// | `lastUsedAt` | as `createdAt`; may be absent |
/// | `userId` | [`UserId`] |
///
/// Timestamps are written in UTC with `Z`, with no fraction or 3, 6 or 9 digits of it; an absent
/// `lastUsedAt` is left out. The documented example is read, and written byte for byte but for white space. **Writing it
/// exposes the key**: this type is the document that carries it.
///
/// Reading is tolerant in exactly four ways:
///
/// 1. Members may be spelled in `snake_case` (`api_key`, `created_at`, …), in any mix, as the vendor's Go
///    SDK does.
/// 2. A timestamp without an offset is UTC.
/// 3. Unknown members are ignored.
/// 4. `lastUsedAt` may be `null`.
///
/// # Errors
///
/// Reading refuses a member that is missing, that comes twice (also once under each spelling), or that
/// breaks its rule; an array in the place of the object; and these timestamps, each as an example of its
/// kind:
///
/// | timestamp | why |
/// | --- | --- |
/// | `2024-03-20t12:00:00Z`, `2024-03-20 12:00:00Z`, `2024-3-20T12:00:00Z`, `2024-03-20T12:00:00+0200` | not of the form |
/// | `2024-03-20T12:00:00.Z`, `2024-03-20T12:00:00.0123456789Z` | fraction not of 1 to 9 digits |
/// | `2024-02-30T12:00:00Z`, `2024-03-20T24:00:00Z`, `2024-03-20T23:59:60Z` | no such date or time, or a leap second |
/// | `0000-03-20T12:00:00Z`, `9999-12-31T23:00:00-01:00` | year in UTC not 0001 to 9999: it could not be written back |
///
/// [`from_json`](crate::from_json) reports all of them at once; plain serde reports the first. Writing
/// fails on a timestamp that a program has set to a year or a leap second that could not be read back.
///
/// # Example
///
/// ```
/// use flowai_types::{APIKeyCreateResponse, ExposeSecret, fixtures, from_json};
///
/// let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE.as_bytes())?;
/// assert_eq!(created.api_key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
/// assert!(format!("{created:?}").contains("ApiKey(flow_ada2ad2a_REDACTED)"));
/// assert_eq!(serde_json::to_string(&created)?, fixtures::CREATE_RESPONSE);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(
        title = "APIKeyCreateResponse",
        rename_all = "camelCase",
        example = crate::fixtures::create_response(),
        transform = crate::schema::generate::summarize
    )
)]
#[non_exhaustive]
pub struct APIKeyCreateResponse {
    /// The plain key. The API stores only a hash of it: keep it now, or make another.
    pub api_key: ApiKey,
    /// When the key was made.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "crate::schema::generate::Timestamp")
    )]
    pub created_at: DateTime<Utc>,
    /// The key's id.
    pub id: ApiKeyId,
    /// The name that the user gave the key: any string.
    pub key_name: String,
    /// The key's prefix.
    pub key_prefix: KeyPrefix,
    /// When the key was last used, if it was.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "Option<crate::schema::generate::Timestamp>")
    )]
    pub last_used_at: Option<DateTime<Utc>>,
    /// Whose key it is.
    pub user_id: UserId,
}

object! {
    APIKeyCreateResponse: "an object: the response that holds a new API key",
    api_key: ApiKey = "apiKey" or "api_key",
    created_at: DateTime<Utc> = "createdAt" or "created_at",
    id: ApiKeyId = "id",
    key_name: String = "keyName" or "key_name",
    key_prefix: KeyPrefix = "keyPrefix" or "key_prefix",
    last_used_at: Option<DateTime<Utc>> = "lastUsedAt" or "last_used_at",
    user_id: UserId = "userId" or "user_id",
}

impl APIKeyCreateResponse {
    /// A response for a key that was not used yet: for servers, and for tests.
    ///
    /// The prefix is the key's own, so the two always agree. The rest can be set field by field.
    ///
    /// ```
    /// use flowai_types::{APIKeyCreateResponse, ApiKey, chrono, uuid::Uuid};
    ///
    /// let key: ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
    /// let mut created = APIKeyCreateResponse::new(
    ///     key,
    ///     chrono::DateTime::UNIX_EPOCH,
    ///     Uuid::from_u128(1).into(),
    ///     "My API Key",
    ///     Uuid::from_u128(2).into(),
    /// );
    /// created.last_used_at = Some(created.created_at);
    /// # Ok::<(), flowai_types::ParseApiKeyError>(())
    /// ```
    #[must_use]
    pub fn new(
        api_key: ApiKey,
        created_at: DateTime<Utc>,
        id: ApiKeyId,
        key_name: impl Into<String>,
        user_id: UserId,
    ) -> Self {
        let key_prefix = api_key.prefix();
        Self {
            api_key,
            created_at,
            id,
            key_name: key_name.into(),
            key_prefix,
            last_used_at: None,
            user_id,
        }
    }
}

/// Shows no secret, also where one, or 8 characters in a row of this one, was typed into the key's name.
impl fmt::Debug for APIKeyCreateResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key_name = if self.api_key.is_hinted_at_in(&self.key_name) {
            Cow::Borrowed(REDACTED)
        } else {
            redact(&self.key_name)
        };
        f.debug_struct("APIKeyCreateResponse")
            .field("api_key", &self.api_key)
            .field("created_at", &self.created_at)
            .field("id", &self.id)
            .field("key_name", &key_name)
            .field("key_prefix", &self.key_prefix)
            .field("last_used_at", &self.last_used_at)
            .field("user_id", &self.user_id)
            .finish()
    }
}

impl Serialize for APIKeyCreateResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = if self.last_used_at.is_some() { 7 } else { 6 };
        let mut object = serializer.serialize_struct("APIKeyCreateResponse", members)?;
        object.serialize_field("apiKey", self.api_key.expose_secret())?;
        object.serialize_field("createdAt", &Timestamp(&self.created_at))?;
        object.serialize_field("id", &self.id)?;
        object.serialize_field("keyName", &self.key_name)?;
        object.serialize_field("keyPrefix", &self.key_prefix)?;
        match self.last_used_at.as_ref().map(Timestamp) {
            None => object.skip_field("lastUsedAt")?,
            at => object.serialize_field("lastUsedAt", &at)?,
        }
        object.serialize_field("userId", &self.user_id)?;
        object.end()
    }
}

//! Updating an API key: its name, and whether it is active.

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::json::object::object;
use crate::json::to_json;
use crate::scalar::{ApiKeyId, Timestamp, UserId};

/// The request to update an API key: `PUT /api-keys/{key_id}`.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyUpdate, ApiKeyId, Operation, UpdateKey, http::Uri, uuid::Uuid};
///
/// let key_id = ApiKeyId::from_uuid(Uuid::nil());
/// let request = UpdateKey::new(key_id, APIKeyUpdate::rename("Another name"));
/// let request = request.to_http(&Uri::from_static("https://api.example.com/v1"))?;
/// assert_eq!(request.uri(), "https://api.example.com/v1/api-keys/00000000-0000-0000-0000-000000000000");
/// assert_eq!(request.body(), br#"{"key_name":"Another name"}"#);
/// # Ok::<(), flowai_types::BaseUrlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest {
    /// ID of the key.
    pub key_id: ApiKeyId,
    /// The changes.
    pub api_key_update: APIKeyUpdate,
}

impl UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest {
    /// A request to change a key.
    #[must_use]
    pub const fn new(key_id: ApiKeyId, api_key_update: APIKeyUpdate) -> Self {
        Self { key_id, api_key_update }
    }
}

impl Operation for UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest {
    const ID: &'static str = "update_api_key_details_api_keys__key_id__put";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/api-keys/{key_id}";
    const SUCCESS: StatusCode = StatusCode::OK;
    type Success = APIKeyInfo;
}

impl Parts for UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest {
    fn path_and_query(&self) -> String {
        Self::PATH.replace("{key_id}", &self.key_id.to_string())
    }

    fn body(&self) -> Option<Vec<u8>> {
        Some(to_json(&self.api_key_update))
    }

    fn from_parts(uri: &Uri, body: &[u8]) -> Result<Self, Vec<ValidationError>> {
        match (pydantic::key_id(uri), pydantic::body(body)) {
            (Ok(key_id), Ok(api_key_update)) => Ok(Self { key_id, api_key_update }),
            (key_id, body) => Err(pydantic::path_and_body(key_id.err(), body.err().unwrap_or_default())),
        }
    }
}

object! {
    /// The changes to an API key: absent members stay unchanged, and a null name is removed.
    ///
    /// A member that is absent (`None`) stays unchanged; `null` (`Some(None)`) removes the name, and changes nothing of
    /// `is_active`. FastAPI tells them apart, with `exclude_unset`. The members are in `snake_case` because the
    /// vendor's SDK writes them that way.
    ///
    /// # Serde
    ///
    /// In a format that is not human-readable, a member is a sequence of at most one value, which may be null: `[]` is
    /// absent. A format that cannot write null, such as TOML, returns an error for one.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a value of another type: `{"is_active": "yes"}`.
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{APIKeyUpdate, to_json};
    ///
    /// assert_eq!(to_json(&APIKeyUpdate::rename("Another name")), br#"{"key_name":"Another name"}"#);
    /// assert_eq!(to_json(&APIKeyUpdate::remove_name()), br#"{"key_name":null}"#);
    /// let mut update = APIKeyUpdate::deactivate();
    /// update.key_name = Some(Some("unused".to_owned()));
    /// assert_eq!(to_json(&update), br#"{"key_name":"unused","is_active":false}"#);
    /// ```
    #[derive(Default)]
    pub struct APIKeyUpdate = "APIKeyUpdate" {
        /// The new name of the key: any string, or null to remove the name.
        pub key_name: Option<Option<String>> = "key_name" | "keyName",
        /// Whether the key can be used from now on.
        pub is_active: Option<Option<bool>> = "is_active" | "isActive",
    }
}

impl APIKeyUpdate {
    #[expect(clippy::option_option, reason = "absent, null and a value are three things")]
    fn new(key_name: Option<Option<String>>, is_active: Option<Option<bool>>) -> Self {
        Self { key_name, is_active }
    }

    /// A change to the name.
    #[must_use]
    pub fn rename(key_name: impl Into<String>) -> Self {
        Self::new(Some(Some(key_name.into())), None)
    }

    /// A change after which the key has no name.
    #[must_use]
    pub fn remove_name() -> Self {
        Self::new(Some(None), None)
    }

    /// A change after which the key can be used.
    #[must_use]
    pub fn activate() -> Self {
        Self::new(None, Some(Some(true)))
    }

    /// A change after which the key cannot be used.
    #[must_use]
    pub fn deactivate() -> Self {
        Self::new(None, Some(Some(false)))
    }
}

object! {
    /// Everything the API knows about an API key, except the secret.
    pub struct APIKeyInfo = "APIKeyInfo" {
        /// Name that the user gave the key: any string.
        pub key_name: Option<String> = "key_name" | "keyName",
        /// ID of the key.
        pub id: ApiKeyId = "id",
        /// ID of the user who owns the key.
        pub user_id: UserId = "user_id" | "userId",
        /// Prefix of the key: any string, since only a new key's prefix is documented.
        pub key_prefix: String = "key_prefix" | "keyPrefix",
        /// Time at which the key was created.
        pub created_at: Timestamp = "created_at" | "createdAt",
        /// Time at which the key was last updated.
        pub updated_at: Timestamp = "updated_at" | "updatedAt",
        /// Time at which the key was last used, if ever.
        pub last_used_at: Option<Timestamp> = "last_used_at" | "lastUsedAt",
        /// Whether the key can be used.
        pub is_active: bool = "is_active" | "isActive",
    }
}

impl APIKeyInfo {
    /// An active, unnamed key that has not been used or updated yet, for servers and tests. Set the rest field by
    /// field.
    #[must_use]
    pub fn new(id: ApiKeyId, user_id: UserId, key_prefix: impl Into<String>, created_at: Timestamp) -> Self {
        Self {
            key_name: None,
            id,
            user_id,
            key_prefix: key_prefix.into(),
            created_at,
            updated_at: created_at,
            last_used_at: None,
            is_active: true,
        }
    }
}

wrapper! {
    /// The response to a request to update an API key: its metadata, and the updated key.
    pub struct UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse = "UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse"
        of UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest
    {
        /// The updated key; absent if there was no body.
        pub api_key_info: Option<APIKeyInfo> = "APIKeyInfo",
    }
}

//! Creating an API key.

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::json::object::object;
use crate::json::to_json;
use crate::json::write::write;
use crate::scalar::{ApiKey, ApiKeyId, KeyPrefix, Timestamp, UserId};

object! {
    /// The request to create an API key: `POST /api-keys`.
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{APIKeyCreate, to_json};
    ///
    /// assert_eq!(to_json(&APIKeyCreate::new("My API Key")), br#"{"keyName":"My API Key"}"#);
    /// ```
    pub struct APIKeyCreate = "APIKeyCreate" {
        /// Name of the new key: any string.
        pub key_name: String = "keyName" | "key_name",
    }
}

impl APIKeyCreate {
    /// A request for a key with this name.
    #[must_use]
    pub fn new(key_name: impl Into<String>) -> Self {
        Self { key_name: key_name.into() }
    }
}

impl Operation for APIKeyCreate {
    const ID: &'static str = "create_api_key_for_user_api_keys_post";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/api-keys";
    const SUCCESS: StatusCode = StatusCode::CREATED;
    type Success = APIKeyCreateResponse;
}

impl Parts for APIKeyCreate {
    const RETURNS_KEY: bool = true;

    fn path_and_query(&self) -> String {
        Self::PATH.to_owned()
    }

    fn body(&self) -> Option<Vec<u8>> {
        Some(to_json(self))
    }

    fn from_parts(_: &Uri, body: &[u8]) -> Result<Self, Vec<ValidationError>> {
        pydantic::body(body)
    }

    /// As the vendor's SDKs read it.
    fn encode_success(success: &APIKeyCreateResponse) -> Option<Vec<u8>> {
        Some(write(success, true))
    }
}

object! {
    /// A new API key, as the API returns it: the only time the plain key is shown.
    ///
    /// # Serde
    ///
    /// An object with the members below, in this order, spelled as in the documented example, which round-trips byte for
    /// byte except for white space. **Serializing exposes the key**: this type is the one that carries it.
    ///
    /// **`axum::Json(created)` is not read by the vendor's SDKs**: they read a new key in `snake_case` and with the
    /// status 201 alone, and lose it otherwise. Write [`SnakeCase`](crate::SnakeCase)`(created)` to clients, as
    /// [`response_to_http`](Operation::response_to_http) does, and this type where the documented form is wanted.
    ///
    /// Deserialization is tolerant in exactly four ways:
    ///
    /// 1. Members may be spelled in `snake_case` (`api_key`, `created_at`, …), as in the vendor's SDKs, in any mix.
    /// 2. Timestamps are read as real servers write them: see [`Timestamp`].
    /// 3. Unknown members are ignored.
    /// 4. `lastUsedAt` may be `null`.
    ///
    /// Everything else is rejected, as of any [`Document`](crate::Document).
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{APIKeyCreateResponse, fixtures, from_json};
    ///
    /// let created: APIKeyCreateResponse = from_json(fixtures::CREATE_RESPONSE)?;
    /// assert_eq!(created.api_key.expose_secret(), "flow_ada2ad2a_1234567890abcdef");
    /// assert!(format!("{created:?}").contains("ApiKey(flow_ada2ad2a_REDACTED)"));
    /// assert_eq!(serde_json::to_string(&created)?, fixtures::CREATE_RESPONSE);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct APIKeyCreateResponse = "APIKeyCreateResponse" {
        /// The plain key. The API stores only a hash of it: save the key now, or create another.
        pub api_key: ApiKey = "apiKey" | "api_key",
        /// Time at which the key was created.
        pub created_at: Timestamp = "createdAt" | "created_at",
        /// ID of the key.
        pub id: ApiKeyId = "id",
        /// Name that the user gave the key: any string.
        pub key_name: String = "keyName" | "key_name",
        /// Prefix of the key.
        pub key_prefix: KeyPrefix = "keyPrefix" | "key_prefix",
        /// Time at which the key was last used, if ever.
        pub last_used_at: Option<Timestamp> = "lastUsedAt" | "last_used_at",
        /// ID of the user who owns the key.
        pub user_id: UserId = "userId" | "user_id",
    }
}

impl APIKeyCreateResponse {
    /// A response for a key that has not been used yet, for servers and tests.
    ///
    /// The prefix is the key's own, so the two always agree. The rest can be set field by field.
    #[must_use]
    pub fn new(
        api_key: ApiKey,
        created_at: Timestamp,
        id: ApiKeyId,
        key_name: impl Into<String>,
        user_id: UserId,
    ) -> Self {
        let key_prefix = api_key.prefix();
        Self { api_key, created_at, id, key_name: key_name.into(), key_prefix, last_used_at: None, user_id }
    }
}

wrapper! {
    /// The response to a request to create an API key: its metadata, and the new key.
    ///
    /// # Serde
    ///
    /// `{"HTTPMeta": {…}, "APIKeyCreateResponse": {…}}`, an [`HttpMetadata`](crate::HttpMetadata) and an
    /// [`APIKeyCreateResponse`]. The second may be absent or `null`, and is left out then. **Writing it exposes the key.**
    pub struct CreateAPIKeyForUserAPIKeysPostResponse = "CreateAPIKeyForUserAPIKeysPostResponse" of APIKeyCreate {
        /// The new key; absent if there was no body.
        ///
        /// [`from_http`](Self::from_http) always returns one.
        pub api_key_create_response: Option<APIKeyCreateResponse> = "APIKeyCreateResponse",
    }
}

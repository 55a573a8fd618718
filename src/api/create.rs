//! Creating an API key.

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::json::object::object;
use crate::json::write::write;
use crate::metadata::HttpMetadata;
use crate::scalar::ApiKey;
use crate::scalar::KeyPrefix;
use crate::scalar::Timestamp;
use crate::scalar::{ApiKeyId, UserId};

object! {
    /// The request to create an API key: `POST /api-keys`.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a `keyName` that is missing, occurs twice, or is not a string.
    ///
    /// # Examples
    ///
    /// ```
    /// use flowai_types::{APIKeyCreate, Operation, http::Uri};
    ///
    /// let request = APIKeyCreate::new("My API Key").to_http(&Uri::from_static("https://api.example.com/"))?;
    /// assert_eq!(request.uri(), "https://api.example.com/api-keys");
    /// assert_eq!(request.body(), br#"{"keyName":"My API Key"}"#);
    /// # Ok::<(), flowai_types::BaseUrlError>(())
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
        Self {
            key_name: key_name.into(),
        }
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
    type Body = Self;

    fn path_and_query(&self) -> String {
        Self::PATH.to_owned()
    }

    fn body(&self) -> &Self {
        self
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
    /// **`axum::Json(created)` is not read by the vendor's SDKs**: they read a new key in `snake_case` alone, and lose it
    /// otherwise. Write [`SnakeCase`](crate::SnakeCase)`(created)` to clients, as
    /// [`response_to_http`](Operation::response_to_http) does, and this type where the documented form is wanted.
    ///
    /// Deserialization is tolerant in exactly four ways:
    ///
    /// 1. Members may be spelled in `snake_case` (`api_key`, `created_at`, …), as in the vendor's SDKs, in any mix.
    /// 2. Timestamps are read as real servers write them: see [`Timestamp`].
    /// 3. Unknown members are ignored.
    /// 4. `lastUsedAt` may be `null`.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is missing, occurs twice (even in different spellings), or breaks the
    /// rules of its type, and an array instead of the object. [`from_json`](crate::from_json) reports all of them at
    /// once; plain serde reports the first.
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
    ///
    /// ```
    /// use flowai_types::{APIKeyCreateResponse, ApiKey, Timestamp, uuid::Uuid};
    ///
    /// let key: ApiKey = "flow_ada2ad2a_1234567890abcdef".parse()?;
    /// let now: Timestamp = "2024-03-20T12:00:00Z".parse()?;
    /// let mut created = APIKeyCreateResponse::new(
    ///     key,
    ///     now,
    ///     Uuid::from_u128(1).into(),
    ///     "My API Key",
    ///     Uuid::from_u128(2).into(),
    /// );
    /// created.last_used_at = Some(now);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(
        api_key: ApiKey,
        created_at: Timestamp,
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

object! {
    /// The response to a request to create an API key: its metadata, and the new key.
    ///
    /// # Serde
    ///
    /// `{"HTTPMeta": {…}, "APIKeyCreateResponse": {…}}`, an [`HttpMetadata`] and an [`APIKeyCreateResponse`]. The second
    /// may be absent or `null`, and is left out then. **Writing it exposes the key.**
    ///
    /// # Errors
    ///
    /// Deserialization rejects an `HTTPMeta` that is missing, either member twice, and whatever the two types reject.
    pub struct CreateAPIKeyForUserAPIKeysPostResponse = "CreateAPIKeyForUserAPIKeysPostResponse" {
        /// Metadata of the exchange, without credentials.
        pub http_meta: HttpMetadata = "HTTPMeta",
        /// The new key; absent if there was no body.
        ///
        /// [`from_http`](Self::from_http) always returns one.
        pub api_key_create_response: Option<APIKeyCreateResponse> = "APIKeyCreateResponse",
    }
}
wrapper!(CreateAPIKeyForUserAPIKeysPostResponse of APIKeyCreate with api_key_create_response: APIKeyCreateResponse);

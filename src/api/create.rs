//! Creating an API key: the new key as the API returns it, and the exchange that brought it.

use http::{Response, request};

use super::response_error::ResponseError;
use crate::exchange::{HttpMetadata, ResponseMetadata};
use crate::id::{ApiKeyId, UserId};
use crate::json::from_json;
use crate::json::object::object;
use crate::key::ApiKey;
use crate::prefix::KeyPrefix;
use crate::timestamp::Timestamp;

object! {
    /// A new API key, as the API returns it: the one time that the plain key is shown.
    ///
    /// # Serde
    ///
    /// An object with the members below, in this order. An absent `lastUsedAt` is left out. The documented example is
    /// read, and written byte for byte except for white space. **Writing it exposes the key**: this type is the document
    /// that carries it.
    ///
    /// Reading is tolerant in exactly four ways:
    ///
    /// 1. Members may be spelled in `snake_case` (`api_key`, `created_at`, …), in any mix, as the vendor's Go SDK does.
    /// 2. Timestamps are read as real servers write them: see [`Timestamp`].
    /// 3. Unknown members are ignored.
    /// 4. `lastUsedAt` may be `null`.
    ///
    /// # Errors
    ///
    /// Reading refuses a member that is missing, that occurs twice (also once in each spelling), or that breaks the rules
    /// of its type; and an array instead of the object. [`from_json`] reports all of them at once; plain serde reports the
    /// first.
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
        /// The plain key. The API stores only a hash of it: keep it now, or create another.
        pub api_key: ApiKey = "apiKey" | "api_key",
        /// Time at which the key was created.
        pub created_at: Timestamp = "createdAt" | "created_at",
        /// ID of the key.
        pub id: ApiKeyId = "id",
        /// Name that the user gave the key: any string.
        pub key_name: String = "keyName" | "key_name",
        /// Prefix of the key.
        pub key_prefix: KeyPrefix = "keyPrefix" | "key_prefix",
        /// Time at which the key was last used, if it was.
        pub last_used_at: Option<Timestamp> = "lastUsedAt" | "last_used_at",
        /// ID of the user who owns the key.
        pub user_id: UserId = "userId" | "user_id",
    }
}

impl APIKeyCreateResponse {
    /// A response for a key that was not used yet: for servers, and for tests.
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
    /// The response to a request to create an API key: the exchange, and the new key.
    ///
    /// # Serde
    ///
    /// `{"HTTPMeta": {…}, "APIKeyCreateResponse": {…}}`, an [`HttpMetadata`] and an [`APIKeyCreateResponse`]. The second
    /// may be absent or `null`, and is left out then. **Writing it exposes the key.**
    ///
    /// # Errors
    ///
    /// Reading refuses an `HTTPMeta` that is missing, either member twice, and what the two types refuse.
    pub struct CreateAPIKeyForUserAPIKeysPostResponse = "CreateAPIKeyForUserAPIKeysPostResponse" {
        /// Metadata of the exchange, without a credential.
        pub http_meta: HttpMetadata = "HTTPMeta",
        /// The new key; absent if there was no body.
        ///
        /// [`from_http`](Self::from_http) always returns one.
        pub api_key_create_response: Option<APIKeyCreateResponse> = "APIKeyCreateResponse",
    }
}
impl CreateAPIKeyForUserAPIKeysPostResponse {
    /// From its parts: for servers, and for tests.
    #[must_use]
    pub fn new(
        http_meta: HttpMetadata,
        api_key_create_response: Option<APIKeyCreateResponse>,
    ) -> Self {
        Self {
            http_meta,
            api_key_create_response,
        }
    }

    /// Its parts.
    #[must_use]
    pub fn into_parts(self) -> (HttpMetadata, Option<APIKeyCreateResponse>) {
        (self.http_meta, self.api_key_create_response)
    }

    /// Decodes a finished exchange of any client: the parts of the request that was sent, and the response with
    /// its whole body.
    ///
    /// | status | body | result |
    /// | --- | --- | --- |
    /// | 2xx | an [`APIKeyCreateResponse`], whatever the content type says | the response |
    /// | 2xx | another, and the content type is JSON | [`Decode`](crate::ResponseErrorKind::Decode) |
    /// | 2xx | another | [`ContentType`](crate::ResponseErrorKind::ContentType) |
    /// | 422 | an [`HTTPValidationError`](crate::HTTPValidationError) | [`Validation`](crate::ResponseErrorKind::Validation) |
    /// | otherwise | | [`Status`](crate::ResponseErrorKind::Status) |
    ///
    /// JSON is the content type `application/json` or `application/*+json`, in any case and with any parameters; of several
    /// content types, one is enough.
    ///
    /// ```
    /// use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, fixtures, http};
    ///
    /// let (request, ()) = http::Request::post("https://api.example.com/api-keys").body(())?.into_parts();
    /// let response = http::Response::builder()
    ///     .status(201)
    ///     .header("content-type", "application/json")
    ///     .body(fixtures::CREATE_RESPONSE)?;
    ///
    /// let created = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response)?;
    /// assert!(created.http_meta.response.status.is_success());
    /// let key = created.api_key_create_response.expect("a success has one").api_key;
    /// assert_eq!(key.expose_secret(), fixtures::API_KEY);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ResponseError`], which still owns the response: no key is lost to an error.
    pub fn from_http<B: AsRef<[u8]>>(
        request: &request::Parts,
        response: Response<B>,
    ) -> Result<Self, ResponseError<B>> {
        let http_meta = HttpMetadata::new(
            request.into(),
            ResponseMetadata::new(response.status(), response.headers()),
        );
        if !response.status().is_success() {
            return Err(ResponseError::refused(http_meta, response));
        }
        match from_json(response.body()) {
            Ok(created) => Ok(Self::new(http_meta, Some(created))),
            Err(error) => Err(ResponseError::undecoded(http_meta, response, error)),
        }
    }
}

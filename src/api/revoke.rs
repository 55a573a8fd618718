//! Revoking an API key.

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::scalar::ApiKeyId;

/// The request to revoke an API key, which makes it inactive: `DELETE /api-keys/{key_id}`.
///
/// # Examples
///
/// ```
/// use flowai_types::{ApiKeyId, Operation, RevokeKey, http::Uri, uuid::Uuid};
///
/// let key_id = ApiKeyId::from_uuid(Uuid::nil());
/// let request = RevokeKey::new(key_id).to_http(&Uri::from_static("https://api.example.com"))?;
/// assert_eq!(request.uri(), "https://api.example.com/api-keys/00000000-0000-0000-0000-000000000000");
/// # Ok::<(), flowai_types::BaseUrlError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RevokeAPIKeyAPIKeysKeyIDDeleteRequest {
    /// ID of the key.
    pub key_id: ApiKeyId,
}

impl RevokeAPIKeyAPIKeysKeyIDDeleteRequest {
    /// A request to revoke a key.
    #[must_use]
    pub const fn new(key_id: ApiKeyId) -> Self {
        Self { key_id }
    }
}

impl Operation for RevokeAPIKeyAPIKeysKeyIDDeleteRequest {
    const ID: &'static str = "revoke_api_key_api_keys__key_id__delete";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/api-keys/{key_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
    type Success = ();
}

impl Parts for RevokeAPIKeyAPIKeysKeyIDDeleteRequest {
    fn path_and_query(&self) -> String {
        Self::PATH.replace("{key_id}", &self.key_id.to_string())
    }

    fn from_parts(uri: &Uri, _: &[u8]) -> Result<Self, Vec<ValidationError>> {
        let key_id = pydantic::key_id(uri).map_err(|error| vec![error])?;
        Ok(Self { key_id })
    }
}

wrapper! {
    /// The response to a request to revoke an API key: its metadata alone.
    pub struct RevokeAPIKeyAPIKeysKeyIDDeleteResponse = "RevokeAPIKeyAPIKeysKeyIDDeleteResponse"
        of RevokeAPIKeyAPIKeysKeyIDDeleteRequest {}
}

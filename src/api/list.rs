//! Listing API keys, a page at a time.

use std::collections::HashSet;
use std::fmt;

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::json::object::object;
use crate::json::value::NullableString;
use crate::scalar::{ApiKeyId, Timestamp};

/// The request for a page of the user's API keys: `GET /api-keys?limit=10&offset=0`.
///
/// # Examples
///
/// ```
/// use flowai_types::{ListKeys, Operation, http::Uri};
///
/// let request = ListKeys::page(10, 20).to_http(&Uri::from_static("https://api.example.com"))?;
/// assert_eq!(request.uri(), "https://api.example.com/api-keys?limit=10&offset=20");
/// # Ok::<(), flowai_types::BaseUrlError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ListUserAPIKeysAPIKeysGetRequest {
    /// Maximum number of keys on the page; the API's default if `None`.
    pub limit: Option<u64>,
    /// Number of keys before the page; 0 if `None`.
    pub offset: Option<u64>,
}

impl ListUserAPIKeysAPIKeysGetRequest {
    /// A request for at most `limit` keys, after the first `offset` keys.
    #[must_use]
    pub const fn page(limit: u64, offset: u64) -> Self {
        Self { limit: Some(limit), offset: Some(offset) }
    }
}

impl Operation for ListUserAPIKeysAPIKeysGetRequest {
    const ID: &'static str = "list_user_api_keys_api_keys_get";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/api-keys";
    const SUCCESS: StatusCode = StatusCode::OK;
    type Success = ListAPIKeysResponse;
}

impl Parts for ListUserAPIKeysAPIKeysGetRequest {
    fn path_and_query(&self) -> String {
        let (mut url, mut separator) = (Self::PATH.to_owned(), '?');
        for (name, count) in [("limit", self.limit), ("offset", self.offset)] {
            if let Some(count) = count {
                url += &format!("{separator}{name}={count}");
                separator = '&';
            }
        }
        url
    }

    fn from_parts(uri: &Uri, _: &[u8]) -> Result<Self, Vec<ValidationError>> {
        match (pydantic::count(uri, "limit"), pydantic::count(uri, "offset")) {
            (Ok(limit), Ok(offset)) => Ok(Self { limit, offset }),
            (limit, offset) => Err(limit.err().into_iter().chain(offset.err()).collect()),
        }
    }
}

object! {
    /// A page of the user's API keys. It contains no secret.
    pub struct ListAPIKeysResponse = "ListAPIKeysResponse" {
        /// The keys of the page.
        pub api_keys: Vec<ListAPIKeyItem> = "apiKeys" | "api_keys",
        /// Position of the page in the list of all keys.
        pub pagination: PaginationInfo = "pagination",
    }
}

impl ListAPIKeysResponse {
    /// A page, for servers and tests.
    #[must_use]
    pub fn new(api_keys: Vec<ListAPIKeyItem>, pagination: PaginationInfo) -> Self {
        Self { api_keys, pagination }
    }
}

/// All keys of a user, collected a page at a time.
///
/// It asks for pages until one brings no new key, whatever the server says in `pagination`, and keeps each key once: a
/// server that ignores `offset`, or counts wrong, neither hides a key nor is asked for ever. Every loop ends with one
/// request more than the list has pages.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyPages, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetRequest, fixtures};
///
/// fn call(request: &ListUserAPIKeysAPIKeysGetRequest) -> ListAPIKeysResponse {
///     fixtures::list_response() // your client; this server ignores `offset`
/// }
///
/// let mut pages = APIKeyPages::new(Some(10));
/// while let Some(request) = pages.next_request() {
///     pages.add(call(&request));
/// }
/// assert_eq!(pages.finish()?.len(), 1);
/// # Ok::<(), flowai_types::IncompletePagesError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct APIKeyPages {
    limit: Option<u64>,
    offset: u64,
    is_complete: bool,
    /// The largest number of keys that a page has stated.
    total_count: u64,
    keys: Vec<ListAPIKeyItem>,
    seen: HashSet<ApiKeyId>,
}

impl APIKeyPages {
    /// All keys, asked for in pages of at most so many; of the API's default if `None`.
    #[must_use]
    pub fn new(limit: Option<u64>) -> Self {
        Self { limit, ..Self::default() }
    }

    /// The request for the next page; `None` after a page without a new key.
    #[must_use]
    pub fn next_request(&self) -> Option<ListUserAPIKeysAPIKeysGetRequest> {
        let request = ListUserAPIKeysAPIKeysGetRequest { limit: self.limit, offset: Some(self.offset) };
        (!self.is_complete).then_some(request)
    }

    /// Adds the page that [`next_request`](Self::next_request) asked for. A key that is known already is passed over.
    pub fn add(&mut self, page: ListAPIKeysResponse) {
        let before = self.keys.len();
        self.total_count = self.total_count.max(page.pagination.total_count);
        for key in page.api_keys {
            self.offset += 1;
            if self.seen.insert(key.id) {
                self.keys.push(key);
            }
        }
        self.is_complete = self.keys.len() == before;
    }

    /// The keys, in the server's order.
    ///
    /// # Errors
    ///
    /// [`IncompletePagesError`] if there are fewer than the server counts, or if a page is still to come. It has the keys
    /// that were found.
    pub fn finish(self) -> Result<Vec<ListAPIKeyItem>, IncompletePagesError> {
        let Self { keys, total_count, .. } = self;
        if self.is_complete && u64::try_from(keys.len()).is_ok_and(|count| count >= total_count) {
            Ok(keys)
        } else {
            Err(IncompletePagesError { keys, total_count })
        }
    }
}

/// The error returned by [`APIKeyPages::finish`] when keys are missing, or a page is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IncompletePagesError {
    /// The keys that were found.
    pub keys: Vec<ListAPIKeyItem>,
    /// The number of keys that the server stated.
    pub total_count: u64,
}

impl fmt::Display for IncompletePagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, total) = (self.keys.len(), self.total_count);
        let why = "the last page had no new key, or another page is still to come";
        write!(f, "the list is incomplete: {count} keys of {total}; {why}")
    }
}

impl std::error::Error for IncompletePagesError {}

object! {
    /// An API key in a list, without its secret.
    pub struct ListAPIKeyItem = "ListAPIKeyItem" {
        /// ID of the key.
        pub id: ApiKeyId = "id",
        /// Name that the user gave the key: any string, empty if it has none.
        ///
        /// One that is absent or `null` is read as empty: a key without a name must not hide the page from somebody who has
        /// to revoke one.
        pub key_name: String as NullableString = "keyName" | "key_name",
        /// Time at which the key was created.
        pub created_at: Timestamp = "createdAt" | "created_at",
        /// Time at which the key was last used, if ever.
        pub last_used_at: Option<Timestamp> = "lastUsedAt" | "last_used_at",
    }
}

impl ListAPIKeyItem {
    /// A key that has not been used yet, for servers and tests. The rest can be set field by field.
    #[must_use]
    pub fn new(id: ApiKeyId, key_name: impl Into<String>, created_at: Timestamp) -> Self {
        Self { id, key_name: key_name.into(), created_at, last_used_at: None }
    }
}

object! {
    /// The position of a page in the list of all keys.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is not an integer from 0 to 2⁶⁴-1, without fraction or exponent: `-1`,
    /// `10.0`, `1e1`, `"10"`.
    #[derive(Copy)]
    pub struct PaginationInfo = "PaginationInfo" {
        /// Total number of keys.
        pub total_count: u64 = "totalCount" | "total_count",
        /// Maximum number of keys on a page.
        pub limit: u64 = "limit",
        /// Number of keys before the page.
        pub offset: u64 = "offset",
    }
}

impl PaginationInfo {
    /// A position, for servers and tests.
    #[must_use]
    pub fn new(total_count: u64, limit: u64, offset: u64) -> Self {
        Self { total_count, limit, offset }
    }
}

wrapper! {
    /// The response to a request for a page of API keys: its metadata, and the page.
    pub struct ListUserAPIKeysAPIKeysGetResponse = "ListUserAPIKeysAPIKeysGetResponse" of ListUserAPIKeysAPIKeysGetRequest {
        /// The page; absent if there was no body.
        pub list_api_keys_response: Option<ListAPIKeysResponse> = "ListAPIKeysResponse",
    }
}

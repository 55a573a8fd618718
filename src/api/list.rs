//! Listing API keys, a page at a time.

use http::{Method, StatusCode, Uri};

use super::error::{ValidationError, pydantic};
use super::operation::sealed::Parts;
use super::operation::{Operation, wrapper};
use crate::json::object::object;
use crate::metadata::HttpMetadata;
use crate::scalar::ApiKeyId;
use crate::scalar::Timestamp;

/// The request for a page of the user's API keys: `GET /api-keys?limit=10&offset=0`.
///
/// # Examples
///
/// ```
/// use flowai_types::{ListUserAPIKeysAPIKeysGetRequest, Operation, http::Uri};
///
/// let page = ListUserAPIKeysAPIKeysGetRequest { limit: Some(10), offset: None };
/// let request = page.to_http(&Uri::from_static("https://api.example.com"))?;
/// assert_eq!(request.uri(), "https://api.example.com/api-keys?limit=10");
/// # Ok::<(), flowai_types::BaseUrlError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ListUserAPIKeysAPIKeysGetRequest {
    /// Maximum number of keys on the page; the API's default if `None`.
    pub limit: Option<u64>,
    /// Number of keys before the page; 0 if `None`.
    pub offset: Option<u64>,
}

impl Operation for ListUserAPIKeysAPIKeysGetRequest {
    const ID: &'static str = "list_user_api_keys_api_keys_get";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/api-keys";
    const SUCCESS: StatusCode = StatusCode::OK;
    type Success = ListAPIKeysResponse;
}

impl Parts for ListUserAPIKeysAPIKeysGetRequest {
    type Body = ();

    fn path_and_query(&self) -> String {
        let counts = [("limit", self.limit), ("offset", self.offset)];
        let counts = counts
            .into_iter()
            .filter_map(|(name, count)| Some(format!("{name}={}", count?)));
        let query = counts.collect::<Vec<_>>().join("&");
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}{separator}{query}", Self::PATH)
    }

    fn body(&self) -> &() {
        &()
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
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is missing or occurs twice, and whatever the members' types reject.
    pub struct ListAPIKeysResponse = "ListAPIKeysResponse" {
        /// The keys of the page.
        pub api_keys: Vec<ListAPIKeyItem> = "apiKeys" | "api_keys",
        /// Position of the page in the list of all keys.
        pub pagination: PaginationInfo = "pagination",
    }
}

impl ListAPIKeysResponse {
    /// A page, for servers and tests.
    ///
    /// ```
    /// use flowai_types::{ListAPIKeyItem, ListAPIKeysResponse, PaginationInfo, fixtures, uuid::Uuid};
    ///
    /// let key = ListAPIKeyItem::new(Uuid::nil().into(), "My API Key", fixtures::timestamp());
    /// let page = ListAPIKeysResponse::new(vec![key], PaginationInfo::new(1, 10, 0));
    /// assert_eq!(page.next_request(), None);
    /// ```
    #[must_use]
    pub fn new(api_keys: Vec<ListAPIKeyItem>, pagination: PaginationInfo) -> Self {
        Self { api_keys, pagination }
    }

    /// The request for the next page, with the limit that this page states; `None` if this page is empty or is the
    /// last.
    ///
    /// A loop over the pages must check that the offset grows: a server that ignores `offset` returns the first page
    /// forever, which the page alone does not show.
    ///
    /// ```
    /// use flowai_types::{ListAPIKeyItem, ListAPIKeysResponse, ListUserAPIKeysAPIKeysGetRequest};
    ///
    /// fn all_keys(
    ///     mut call: impl FnMut(&ListUserAPIKeysAPIKeysGetRequest) -> ListAPIKeysResponse,
    /// ) -> Vec<ListAPIKeyItem> {
    ///     let (mut keys, mut next) = (Vec::new(), Some(ListUserAPIKeysAPIKeysGetRequest::default()));
    ///     while let Some(request) = next {
    ///         let page = call(&request);
    ///         next = page.next_request().filter(|next| next.offset > request.offset);
    ///         keys.extend(page.api_keys);
    ///     }
    ///     keys
    /// }
    /// # use flowai_types::PaginationInfo;
    /// # let mut pages = 0;
    /// # let keys = all_keys(|_| {
    /// #     pages += 1;
    /// #     let key = flowai_types::fixtures::list_response().api_keys.remove(0);
    /// #     ListAPIKeysResponse::new(vec![key], PaginationInfo::new(9, 1, 0))
    /// # });
    /// # assert_eq!((pages, keys.len()), (2, 2));
    /// ```
    #[must_use]
    pub fn next_request(&self) -> Option<ListUserAPIKeysAPIKeysGetRequest> {
        let PaginationInfo {
            total_count,
            limit,
            offset,
        } = self.pagination;
        let count = u64::try_from(self.api_keys.len()).ok()?;
        let next = offset.checked_add(count)?;
        (count > 0 && next < total_count).then_some(ListUserAPIKeysAPIKeysGetRequest {
            limit: (limit > 0).then_some(limit),
            offset: Some(next),
        })
    }
}

object! {
    /// An API key in a list, without its secret.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is missing or occurs twice, and whatever the members' types reject.
    pub struct ListAPIKeyItem = "ListAPIKeyItem" {
        /// ID of the key.
        pub id: ApiKeyId = "id",
        /// Name that the user gave the key: any string.
        pub key_name: String = "keyName" | "key_name",
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
        Self {
            id,
            key_name: key_name.into(),
            created_at,
            last_used_at: None,
        }
    }
}

object! {
    /// The position of a page in the list of all keys.
    ///
    /// # Errors
    ///
    /// Deserialization rejects a member that is missing or occurs twice, and one that is not an integer from 0 to
    /// 2⁶⁴-1, without fraction or exponent: `-1`, `10.0`, `1e1`, `"10"`.
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
        Self {
            total_count,
            limit,
            offset,
        }
    }
}

object! {
    /// The response to a request for a page of API keys: its metadata, and the page.
    ///
    /// # Errors
    ///
    /// Deserialization rejects an `HTTPMeta` that is missing, either member twice, and whatever the two types reject.
    pub struct ListUserAPIKeysAPIKeysGetResponse = "ListUserAPIKeysAPIKeysGetResponse" {
        /// Metadata of the exchange, without credentials.
        pub http_meta: HttpMetadata = "HTTPMeta",
        /// The page; absent if there was no body.
        pub list_api_keys_response: Option<ListAPIKeysResponse> = "ListAPIKeysResponse",
    }
}

wrapper!(ListUserAPIKeysAPIKeysGetResponse of ListUserAPIKeysAPIKeysGetRequest with list_api_keys_response: ListAPIKeysResponse);

//! [`Retry`]: whether a failed request may be sent again.

use http::StatusCode;

use super::operation::Operation;
use crate::metadata::RetryAfter;

/// Whether a request that failed may be sent again, without creating a second key that nobody sees.
///
/// | failure | list, update, revoke | create |
/// | --- | --- | --- |
/// | 425 or 429 of the API itself | [`Repeat`](Self::Repeat) | [`Repeat`](Self::Repeat) |
/// | 425 or 429 of a gateway or proxy | [`Repeat`](Self::Repeat) | [`ListFirst`](Self::ListFirst) |
/// | 408, 5xx; no response; a body that was cut off | [`Repeat`](Self::Repeat) | [`ListFirst`](Self::ListFirst) |
/// | a 2xx that could not be decoded; any other status of a gateway or proxy | [`GiveUp`](Self::GiveUp) | [`ListFirst`](Self::ListFirst) |
/// | any other status of the API | [`GiveUp`](Self::GiveUp) | [`GiveUp`](Self::GiveUp) |
///
/// An error status is the API's own if the body has FastAPI's form, an object with `detail`. A proxy's 503 to a create
/// request may come after the key was created, also with `retry-after`.
///
/// # Examples
///
/// ```
/// use flowai_types::{APIKeyCreate, ListKeys, Retry};
///
/// // There was no response.
/// assert_eq!(Retry::of::<APIKeyCreate>(None, false), Retry::ListFirst);
/// assert_eq!(
///     Retry::of::<ListKeys>(None, false),
///     Retry::Repeat { after: None },
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Retry {
    /// Send the request again, after this time if the response has one.
    Repeat {
        /// The response's `retry-after`.
        after: Option<RetryAfter>,
    },
    /// A key may have been created: list the keys first, and revoke a new one whose plain key is lost.
    ListFirst,
    /// The same request would fail again.
    GiveUp,
}

impl Retry {
    /// Whether a request may be sent again, given the status of its response (`None` if there was no response, or its body
    /// was cut off), and whether the body has the API's form. Of a [`ResponseError`](crate::ResponseError),
    /// [`retry`](crate::ResponseError::retry) knows all of it.
    #[must_use]
    pub fn of<O: Operation>(status: Option<StatusCode>, is_of_api: bool) -> Self {
        Self::decide(O::RETURNS_KEY, status, is_of_api)
    }

    pub(super) fn decide(creates_key: bool, status: Option<StatusCode>, is_of_api: bool) -> Self {
        let is_busy = matches!(status.map_or(0, |status| status.as_u16()), 425 | 429);
        let is_open = status.is_none_or(|status| status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT);
        let is_success = status.is_some_and(|status| status.is_success());
        if is_busy && is_of_api || !creates_key && (is_busy || is_open) {
            Self::Repeat { after: None }
        } else if creates_key && (is_open || is_success || !is_of_api) {
            Self::ListFirst
        } else {
            Self::GiveUp
        }
    }
}

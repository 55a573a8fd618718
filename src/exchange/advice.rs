//! What the headers of a response say to a client: when to try again, how many requests are left, what to quote.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};

use super::metadata::ResponseMetadata;

/// What `retry-after` says: one of the two forms of RFC 9110.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// This long after the response was received.
    Delay(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

/// What `ratelimit-*` or `x-ratelimit-*` say, each number as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The number of requests in a window.
    pub limit: Option<u64>,
    /// The number of requests that are left of them.
    pub remaining: Option<u64>,
    /// The end of the window: in seconds from now in `ratelimit-reset`; in `x-ratelimit-reset` that, or as a Unix time, as
    /// the server has it.
    pub reset: Option<u64>,
}

impl ResponseMetadata {
    /// The id that the server gave the exchange, to quote to its operators: `x-request-id`, else `request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.header("x-request-id")
            .or_else(|| self.header("request-id"))
    }

    /// When to try again: `retry-after` (RFC 9110, 10.2.3), `None` if it is absent or in neither of its forms. Dates are
    /// read leniently, as RFC 9110 (5.6.7) advises: in any case, and with white space for a leading zero.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, RetryAfter, http::Response};
    /// use std::time::Duration;
    ///
    /// let (parts, ()) = Response::builder().header("retry-after", "120").body(())?.into_parts();
    /// let response = ResponseMetadata::from(&parts);
    /// assert_eq!(response.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(120))));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        let text = self.header("retry-after")?;
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds = text.parse().ok()?;
            return Some(RetryAfter::Delay(Duration::from_secs(seconds)));
        }
        // RFC 9110, 5.6.7: the form to send, and the two obsolete ones that must be read. After the name of the day each
        // has one length, which chrono alone does not ask for.
        let after_day = text.len() - text.find([',', ' '])?;
        let (_, format) = [
            (26, "%a, %d %b %Y %H:%M:%S GMT"),
            (24, "%A, %d-%b-%y %H:%M:%S GMT"),
            (21, "%a %b %e %H:%M:%S %Y"),
        ]
        .into_iter()
        .find(|(length, _)| *length == after_day)?;
        let at = NaiveDateTime::parse_from_str(text, format).ok()?;
        (at.nanosecond() == 0).then(|| RetryAfter::At(at.and_utc()))
    }

    /// How many requests are left: `ratelimit-limit`, `-remaining` and `-reset`, each else with `x-` in front; `None` if
    /// none of them is a number.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, http::Response};
    ///
    /// let (parts, ()) = Response::builder().header("x-ratelimit-remaining", "7").body(())?.into_parts();
    /// let rate_limit = ResponseMetadata::from(&parts).rate_limit().expect("there is one");
    /// assert_eq!((rate_limit.remaining, rate_limit.limit), (Some(7), None));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        let number = |name: &str| -> Option<u64> {
            // Drafts of the standard let a policy follow: `100, 100;w=60`.
            let number = self.header(name)?.split([',', ';']).next()?.trim();
            number
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| number.parse().ok())?
        };
        let either = |what: &str| {
            number(&format!("ratelimit-{what}")).or_else(|| number(&format!("x-ratelimit-{what}")))
        };
        let limit = RateLimit {
            limit: either("limit"),
            remaining: either("remaining"),
            reset: either("reset"),
        };
        let numbers = [limit.limit, limit.remaining, limit.reset];
        numbers.iter().any(Option::is_some).then_some(limit)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }
}

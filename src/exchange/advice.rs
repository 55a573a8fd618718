//! What the headers of a response say to a client: when to try again, how many requests are left, what to quote.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};

use super::metadata::ResponseMetadata;

/// The value of `retry-after`, in one of RFC 9110's two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// This long after the response was received. Up to `u64::MAX` seconds, so limit it before you add or wait.
    Delay(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

/// A rate limit, from headers: the requests per window, how many are left, and when the window ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The number of requests in a window.
    pub limit: Option<u64>,
    /// The number of requests left in the window.
    pub remaining: Option<u64>,
    /// The end of the window, in seconds from now, rounded up; in some servers' `x-ratelimit-reset`, a Unix time.
    pub reset: Option<u64>,
}

impl ResponseMetadata {
    /// The server's id for the exchange, to quote to its operators: the first non-empty one of `x-request-id`,
    /// `request-id`, `x-correlation-id`, `x-amzn-requestid`, `x-amz-request-id`, `x-ms-request-id` and `cf-ray`.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, http::Response};
    ///
    /// let (parts, ()) = Response::builder().header("x-request-id", "req-7").body(())?.into_parts();
    /// assert_eq!(ResponseMetadata::from(&parts).request_id(), Some("req-7"));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let names = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-amz-request-id",
            "x-ms-request-id",
            "cf-ray",
        ];
        let values = names.iter().flat_map(|name| self.headers().get_all(*name));
        let ids = values.filter_map(|id| id.to_str().ok());
        ids.map(str::trim).find(|id| !id.is_empty())
    }

    /// When to try again: `retry-after` (RFC 9110, 10.2.3), `None` if it is absent or in neither of its forms. A number of
    /// seconds may have a fraction. Dates are read leniently, as RFC 9110 (5.6.7) advises: in any case, and with white
    /// space for a leading zero. A leap second is no date, nor is a date with the wrong day of the week; a two-digit
    /// year is from 1970 to 2069.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, RetryAfter, http::Response};
    /// use std::time::Duration;
    ///
    /// let (parts, ()) = Response::builder().header("retry-after", "1.5").body(())?.into_parts();
    /// let response = ResponseMetadata::from(&parts);
    /// assert_eq!(response.retry_after(), Some(RetryAfter::Delay(Duration::from_millis(1_500))));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        let text = self.header("retry-after")?.trim();
        if let Some((seconds, nanoseconds)) = decimal(text) {
            return Some(RetryAfter::Delay(Duration::new(seconds, nanoseconds)));
        }
        // RFC 9110, 5.6.7: the form to send, and the two obsolete ones that must be read. After the name of the day each
        // has one length, which chrono alone does not ask for.
        let text = text.to_ascii_uppercase();
        let after_day = text.len() - text.find([',', ' '])?;
        let (_, format) = [
            (26, "%a, %d %b %Y %H:%M:%S GMT"),
            (24, "%A, %d-%b-%y %H:%M:%S GMT"),
            (21, "%a %b %e %H:%M:%S %Y"),
        ]
        .into_iter()
        .find(|(length, _)| *length == after_day)?;
        let at = NaiveDateTime::parse_from_str(&text, format).ok()?;
        (at.nanosecond() == 0).then(|| RetryAfter::At(at.and_utc()))
    }

    /// The rate limit, if any header states it:
    ///
    /// - `ratelimit-limit`, `ratelimit-remaining` and `ratelimit-reset`, or the same with `x-ratelimit-` or `x-rate-limit-`;
    ///   `x-ratelimit-reset-after`, which is never a Unix time, before them;
    /// - the IETF draft's `RateLimit: "default";r=50;t=30`, of which `r` is what is left and `t` the end of the window,
    ///   with the `q` of the same policy in `RateLimit-Policy`. Of several policies, the first with `r` or `t` counts;
    /// - the form in its version 07, `RateLimit: limit=100, remaining=50, reset=30`.
    ///
    /// Fractions are allowed: counts are rounded down, the end of the window up.
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
        let number = |what: &str| {
            let names = ["ratelimit", "x-ratelimit", "x-rate-limit"];
            names.iter().find_map(|name| {
                // Drafts of the standard let a policy follow: `100, 100;w=60`.
                let value = self.header(&format!("{name}-{what}"))?;
                decimal(value.split([',', ';']).next()?.trim())
            })
        };
        let [items, policies] = ["ratelimit", "ratelimit-policy"].map(|name| self.list(name));
        // Of several policies, the first that says something.
        let says = |item: &&str| parameter(item, "r").or(parameter(item, "t")).is_some();
        let item = items.iter().copied().find(says);
        let draft = |name: &str| parameter(item?, name);
        let version_07 = |name: &str| {
            let mut members = items.iter().filter_map(|item| item.split_once('='));
            let (_, value) = members.find(|(found, _)| found.trim() == name)?;
            decimal(value.split(';').next()?.trim())
        };
        let quota = || {
            let name = |item| split(item, ';').first().map(|name| name.trim());
            let of_item = item.map(name);
            let policy = policies
                .iter()
                .copied()
                .find(|policy| Some(name(policy)) == of_item)?;
            parameter(policy, "q")
        };
        let whole = |(seconds, _): (u64, u32)| seconds;
        let limit = RateLimit {
            limit: number("limit")
                .or_else(quota)
                .or_else(|| version_07("limit"))
                .map(whole),
            remaining: number("remaining")
                .or_else(|| draft("r"))
                .or_else(|| version_07("remaining"))
                .map(whole),
            reset: number("reset-after")
                .or_else(|| number("reset"))
                .or_else(|| draft("t"))
                .or_else(|| version_07("reset"))
                .and_then(|(seconds, fraction)| seconds.checked_add(u64::from(fraction > 0))),
        };
        (limit != RateLimit::default()).then_some(limit)
    }

    /// The items of a list, which may be in several headers.
    fn list(&self, name: &str) -> Vec<&str> {
        let values = self.headers().get_all(name).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        values.flat_map(|value| split(value, ',')).collect()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }
}

/// The value of a parameter of an item, such as `r` in `"default";r=50;t=30`.
fn parameter(item: &str, name: &str) -> Option<(u64, u32)> {
    let parameters = split(item, ';');
    let mut parameters = parameters
        .iter()
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(found, _)| found.trim() == name)?;
    decimal(value.trim())
}

/// The parts of a structured field (RFC 9651) between separators that are not in a string.
fn split(field: &str, separator: char) -> Vec<&str> {
    let (mut in_string, mut is_escaped) = (false, false);
    let parts = field.split(|character: char| {
        let is_end = character == separator && !in_string;
        in_string ^= character == '"' && !is_escaped;
        is_escaped = character == '\\' && in_string && !is_escaped;
        is_end
    });
    parts.collect()
}

/// A decimal number of seconds: its whole part, and its fraction in nanoseconds. Further digits are ignored.
fn decimal(text: &str) -> Option<(u64, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let nanoseconds = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanoseconds = nanoseconds.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((whole.parse().ok()?, nanoseconds))
}

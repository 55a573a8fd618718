//! How many requests are left, as a response says it.

use super::ResponseMetadata;
use super::retry::decimal;

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
    /// The rate limit, if any header states it:
    ///
    /// - `ratelimit-limit`, `ratelimit-remaining` and `ratelimit-reset`, or the same with `x-ratelimit-` or `x-rate-limit-`;
    ///   `x-ratelimit-reset-after`, which is never a Unix time, before them;
    /// - the IETF draft's `RateLimit: "default";r=50;t=30`, of which `r` is the remaining number and `t` the end of the window,
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
            let policy = policies.iter().copied().find(|policy| Some(name(policy)) == of_item)?;
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

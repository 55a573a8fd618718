//! How many requests are left, as a response says it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::retry::decimal;
use super::{ResponseMetadata, RetryAfter};

/// A rate limit, from headers: the requests per window, how many are left, and when the window ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The number of requests in a window.
    pub limit: Option<u64>,
    /// The number of requests left in the window.
    pub remaining: Option<u64>,
    /// The end of the window: a delay, or an instant if the server sends a Unix time.
    pub reset: Option<RetryAfter>,
}

impl RateLimit {
    /// `None` if nothing is stated.
    fn of(limit: Option<Decimal>, remaining: Option<Decimal>, reset: Option<Decimal>) -> Option<Self> {
        let [limit, remaining] = [limit, remaining].map(|count| count.map(|(whole, _)| whole));
        let reset = reset.map(delay_or_instant);
        let is_stated = limit.is_some() || remaining.is_some() || reset.is_some();
        is_stated.then_some(Self { limit, remaining, reset })
    }
}

/// A number: its whole part, and its fraction in billionths.
type Decimal = (u64, u32);

impl ResponseMetadata {
    /// The rate limit, from the first family of headers that states one:
    ///
    /// 1. the IETF draft's `RateLimit: "default";r=50;t=30`, of which `r` is the number of requests left and `t` the end of
    ///    the window, with the `q` of the same policy in `RateLimit-Policy`; or the form in the draft's version 07,
    ///    `RateLimit: limit=100, remaining=50, reset=30`;
    /// 2. `ratelimit-limit`, `ratelimit-remaining` and `ratelimit-reset`;
    /// 3. `x-ratelimit-limit` and its like;
    /// 4. `x-rate-limit-limit` and its like.
    ///
    /// Families are never mixed, since their units differ: express-rate-limit sends a delay in `RateLimit-Reset` and a
    /// Unix time in `X-RateLimit-Reset`. A reset from 10⁹ is a Unix time in seconds, from 10¹² in milliseconds, and a
    /// smaller one a delay in seconds; an instant that `DateTime` cannot represent becomes its latest.
    /// `x-ratelimit-reset-after` is preferred to `x-ratelimit-reset`, and `x-ratelimit-after` is read if both are
    /// absent. Fractions are allowed; those of counts are dropped. A value that is not a decimal number, or does not
    /// fit into a `u64`, is ignored.
    ///
    /// Of several policies in `RateLimit`, the one with the fewest requests left is returned, and of equals the one that
    /// ends later. Policies whose quota unit (`qu`) is not `requests` are ignored.
    ///
    /// Names with a suffix, such as `x-ratelimit-reset-short` of a named throttler of NestJS or
    /// `x-ratelimit-remaining-tokens`, are ignored: the suffix may be a window, a user's name for one, or another unit.
    ///
    /// ```
    /// use flowai_types::{ResponseMetadata, RetryAfter, http::Response};
    /// use std::time::Duration;
    ///
    /// let (parts, ()) = Response::builder()
    ///     .header("ratelimit", r#""day";r=900;t=3600, "minute";r=7;t=30"#)
    ///     .header("ratelimit-policy", r#""day";q=1000;w=86400, "minute";q=10;w=60"#)
    ///     .body(())?
    ///     .into_parts();
    /// let rate_limit = ResponseMetadata::from(&parts).rate_limit().expect("there is one");
    /// assert_eq!((rate_limit.remaining, rate_limit.limit), (Some(7), Some(10)));
    /// assert_eq!(rate_limit.reset, Some(RetryAfter::Delay(Duration::from_secs(30))));
    /// # Ok::<(), flowai_types::http::Error>(())
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        let families = ["ratelimit", "x-ratelimit", "x-rate-limit"];
        let of_family = |family: &&str| {
            let number = |name: &str| {
                // Drafts of the standard let a policy follow: `100, 100;w=60`.
                let value = self.header(&format!("{family}-{name}"))?;
                decimal(value.split([',', ';']).next()?.trim())
            };
            let reset = ["reset-after", "reset", "after"].into_iter().find_map(number);
            RateLimit::of(number("limit"), number("remaining"), reset)
        };
        let items = self.list("ratelimit");
        let standard = self.strictest_policy(&items).or_else(|| version_07(&items));
        standard.or_else(|| families.iter().find_map(of_family))
    }

    /// Of the items of `RateLimit`, the one with the fewest requests left, or of equals the latest end.
    fn strictest_policy(&self, items: &[&str]) -> Option<RateLimit> {
        let number = |item: &str, name: &str| decimal(parameter(item, name)?);
        let name = |item| split(item, ';').next().map(str::trim);
        let is_of_requests = |item| parameter(item, "qu").is_none_or(|unit| unit.trim_matches('"') == "requests");
        // Each is taken apart once: items may share a long policy.
        let policies = self.list("ratelimit-policy").into_iter();
        let policies = policies.map(|policy| (name(policy), (number(policy, "q"), is_of_requests(policy))));
        let policies: HashMap<_, _> = policies.collect();
        let stated = items.iter().filter_map(|item| {
            let (limit, counts_requests) = *policies.get(&name(item)).unwrap_or(&(None, true));
            let (remaining, reset) = (number(item, "r"), number(item, "t"));
            let is_stated = remaining.is_some() || reset.is_some();
            (is_stated && counts_requests && is_of_requests(item)).then_some((limit, remaining, reset))
        });
        let (limit, remaining, reset) =
            stated.min_by_key(|(_, remaining, reset)| (remaining.is_none(), *remaining, Reverse(*reset)))?;
        RateLimit::of(limit, remaining, reset)
    }

    /// The items of a list, which may be in several headers.
    fn list(&self, name: &str) -> Vec<&str> {
        let values = self.headers().get_all(name).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        values.flat_map(|value| split(value, ',')).collect()
    }
}

/// The form of the draft's version 07: `limit=100, remaining=50, reset=30`.
fn version_07(members: &[&str]) -> Option<RateLimit> {
    let number = |name: &str| {
        let mut members = members.iter().filter_map(|member| member.split_once('='));
        let (_, value) = members.find(|(found, _)| found.trim() == name)?;
        decimal(value.split(';').next()?.trim())
    };
    RateLimit::of(number("limit"), number("remaining"), number("reset"))
}

/// A reset: a delay in seconds, or an instant if the number is so large that it can only be a Unix time.
fn delay_or_instant((whole, nanoseconds): Decimal) -> RetryAfter {
    let instant = |since_1970: Duration| {
        let seconds = i64::try_from(since_1970.as_secs()).ok();
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, since_1970.subsec_nanos()));
        RetryAfter::At(at.unwrap_or(DateTime::<Utc>::MAX_UTC))
    };
    let number = Duration::new(whole, nanoseconds);
    match whole {
        ..1_000_000_000 => RetryAfter::Delay(number),
        1_000_000_000..1_000_000_000_000 => instant(number),
        1_000_000_000_000.. => instant(number / 1_000),
    }
}

/// The value of a parameter of an item, such as `r` in `"default";r=50;t=30`.
fn parameter<'a>(item: &'a str, name: &str) -> Option<&'a str> {
    let mut parameters = split(item, ';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(found, _)| found.trim() == name)?;
    Some(value.trim())
}

/// The parts of a structured field (RFC 9651) between separators that are not in a string.
fn split(field: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut in_string, mut is_escaped) = (false, false);
    field.split(move |character: char| {
        let is_end = character == separator && !in_string;
        in_string ^= character == '"' && !is_escaped;
        is_escaped = character == '\\' && in_string && !is_escaped;
        is_end
    })
}

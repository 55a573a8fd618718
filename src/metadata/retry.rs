//! When to try again, as a response says it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};

use super::ResponseMetadata;

/// A delay or an instant: the value of `retry-after`, or the reset of a [`RateLimit`](crate::RateLimit).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// This long after the response was received. Up to `u64::MAX` seconds, so limit it before you add or wait.
    Delay(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

impl RetryAfter {
    /// How long to wait, given the present time: no time for an instant that has passed.
    ///
    /// ```
    /// use flowai_types::RetryAfter;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let minute = RetryAfter::Delay(Duration::from_secs(60));
    /// assert_eq!(minute.delay(SystemTime::now()), Duration::from_secs(60));
    /// assert_eq!(RetryAfter::At(Default::default()).delay(SystemTime::now()), Duration::ZERO);
    /// ```
    #[must_use]
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::At(at) => {
                let at = at.signed_duration_since(DateTime::UNIX_EPOCH).to_std().unwrap_or_default();
                at.saturating_sub(now.duration_since(UNIX_EPOCH).unwrap_or_default())
            }
        }
    }
}

impl ResponseMetadata {
    /// When to try again, if the request may be repeated, which [`ResponseError::retry`](crate::ResponseError::retry) says.
    ///
    /// It is `retry-after` (RFC 9110, 10.2.3), `None` if it is absent or in neither of its forms. A number of
    /// seconds may have a fraction. Dates are read leniently, as RFC 9110 (5.6.7) advises: in any case, and with white
    /// space for a leading zero. Leap seconds and wrong weekdays are rejected; a two-digit year is from 1970
    /// to 2069.
    ///
    /// It alone is no permission to repeat a create, since a proxy may send it after a key was created (Varnish does so
    /// with its 503). It also comes with successes: Flask-Limiter and slowapi send it with every 200.
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
        let (_, format) =
            [(26, "%a, %d %b %Y %H:%M:%S GMT"), (24, "%A, %d-%b-%y %H:%M:%S GMT"), (21, "%a %b %e %H:%M:%S %Y")]
                .into_iter()
                .find(|(length, _)| *length == after_day)?;
        let at = NaiveDateTime::parse_from_str(&text, format).ok()?;
        (at.nanosecond() == 0).then(|| RetryAfter::At(at.and_utc()))
    }
}

/// A decimal number of seconds: its whole part, and its fraction in nanoseconds. Further digits are ignored.
pub(super) fn decimal(text: &str) -> Option<(u64, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let nanoseconds = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanoseconds = nanoseconds.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((whole.parse().ok()?, nanoseconds))
}

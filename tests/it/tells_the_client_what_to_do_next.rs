//! What the headers of a response tell a client: the id to quote, when to try again, how many requests are left.

use std::time::Duration;

use flowai_types::chrono::DateTime;
use flowai_types::http::Response;
use flowai_types::{ResponseMetadata, RetryAfter};

/// Builds a response with one header.
fn response_with(name: &str, value: &str) -> ResponseMetadata {
    let (parts, ()) = Response::builder()
        .header(name, value)
        .body(())
        .unwrap()
        .into_parts();
    (&parts).into()
}

#[test]
fn finds_the_id_of_the_request() {
    assert_eq!(
        response_with("X-Request-ID", "req-7").request_id(),
        Some("req-7")
    );
    assert_eq!(
        response_with("Request-Id", "req-7").request_id(),
        Some("req-7")
    );
    assert_eq!(response_with("x-other", "req-7").request_id(), None);
    assert_eq!(response_with("x-request-id", "\u{fc}").request_id(), None);
    let (parts, ()) = Response::builder()
        .header("request-id", "second")
        .header("x-request-id", "first")
        .body(())
        .unwrap()
        .into_parts();
    assert_eq!(ResponseMetadata::from(&parts).request_id(), Some("first"));
}

#[test]
fn reads_both_forms_of_retry_after() {
    let delay = |seconds| Some(RetryAfter::Delay(Duration::from_secs(seconds)));
    let at = |text| {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| RetryAfter::At(at.into()))
    };
    for (value, expected) in [
        ("0", delay(0)),
        ("120", delay(120)),
        ("18446744073709551615", delay(u64::MAX)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", at("1994-11-06T08:49:37Z")),
        ("Sunday, 06-Nov-94 08:49:37 GMT", at("1994-11-06T08:49:37Z")),
        ("Sun Nov  6 08:49:37 1994", at("1994-11-06T08:49:37Z")),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("soon", None),
        ("18446744073709551616", None),
        ("Sun, 06 Nov 1994 08:49:37 CET", None),
        ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ("1994-11-06T08:49:37Z", None),
        ("Sun, 6 Nov 1994 8:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT ", None),
        ("Sat, 31 Dec 2016 23:59:60 GMT", None),
    ] {
        assert_eq!(
            response_with("retry-after", value).retry_after(),
            expected,
            "{value:?}"
        );
    }
    assert_eq!(response_with("x-other", "1").retry_after(), None);
}

#[test]
fn reads_both_spellings_of_rate_limits() {
    let (parts, ()) = Response::builder()
        .header("RateLimit-Limit", "100, 100;w=60")
        .header("X-RateLimit-Limit", "7")
        .header("x-ratelimit-remaining", " 42 ")
        .header("x-ratelimit-reset", "1710936000")
        .body(())
        .unwrap()
        .into_parts();
    let limit = ResponseMetadata::from(&parts).rate_limit().unwrap();
    assert_eq!(
        (limit.limit, limit.remaining, limit.reset),
        (Some(100), Some(42), Some(1_710_936_000))
    );
    for (value, limit) in [("100;w=60", 100), (" 7", 7), ("0", 0)] {
        assert_eq!(
            response_with("ratelimit-limit", value)
                .rate_limit()
                .unwrap()
                .limit,
            Some(limit)
        );
    }
    let (parts, ()) = Response::builder()
        .header("ratelimit-limit", "many")
        .header("x-ratelimit-limit", "7")
        .body(())
        .unwrap()
        .into_parts();
    assert_eq!(
        ResponseMetadata::from(&parts).rate_limit().unwrap().limit,
        Some(7)
    );
    assert_eq!(response_with("x-other", "1").rate_limit(), None);
    let (parts, ()) = Response::builder()
        .header("x-ratelimit-remaining", "1")
        .header("ratelimit-remaining", "2")
        .header("x-ratelimit-reset", "3")
        .header("ratelimit-reset", "4")
        .body(())
        .unwrap()
        .into_parts();
    let limit = ResponseMetadata::from(&parts).rate_limit().unwrap();
    assert_eq!((limit.remaining, limit.reset), (Some(2), Some(4)));
    for nonsense in ["", "many", "-1", "+5", "1.5", "18446744073709551616"] {
        assert_eq!(
            response_with("ratelimit-limit", nonsense).rate_limit(),
            None
        );
    }
    let limit = response_with("ratelimit-reset", "30").rate_limit().unwrap();
    assert_eq!(
        (limit.limit, limit.remaining, limit.reset),
        (None, None, Some(30))
    );
}

//! The headers of a response as advice to a client: the id to quote, when to try again, how many requests are left.

use std::time::Duration;

use flowai_types::chrono::DateTime;
use flowai_types::http::Response;
use flowai_types::{ResponseMetadata, RetryAfter};

/// Builds a response with one header.
fn response_with(name: &str, value: &str) -> ResponseMetadata {
    let (parts, ()) = Response::builder().header(name, value).body(()).unwrap().into_parts();
    (&parts).into()
}

#[test]
fn finds_the_id_of_the_request() {
    assert_eq!(response_with("X-Request-ID", "req-7").request_id(), Some("req-7"));
    assert_eq!(response_with("Request-Id", "req-7").request_id(), Some("req-7"));
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

fn response_of<const N: usize>(headers: [(&str, &str); N]) -> ResponseMetadata {
    let mut response = Response::builder();
    for (name, value) in headers {
        response = response.header(name, value);
    }
    ResponseMetadata::from(&response.body(()).unwrap().into_parts().0)
}

/// An empty id is none.
#[test]
fn finds_the_first_id_that_is_not_empty() {
    let names = [
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-ms-request-id",
        "cf-ray",
    ];
    for (index, name) in names.into_iter().enumerate() {
        let mut response = Response::builder();
        for (other, name) in names.into_iter().enumerate() {
            let value = if other < index { " " } else { name };
            response = response.header(name, value);
        }
        let response = response.body(()).unwrap().into_parts().0;
        assert_eq!(ResponseMetadata::from(&response).request_id(), Some(name));
    }
    assert_eq!(response_of([("x-request-id", "")]).request_id(), None);
    let twice = response_of([("x-request-id", ""), ("x-request-id", "second")]);
    assert_eq!(twice.request_id(), Some("second"));
}

/// Headers, and their rate limit: limit, remaining, reset.
#[test]
fn reads_the_rate_limits_that_servers_send() {
    type Limit = [Option<u64>; 3];
    #[track_caller]
    fn says<const N: usize>(headers: [(&str, &str); N], expected: Limit) {
        let limit = response_of(headers).rate_limit().unwrap();
        assert_eq!([limit.limit, limit.remaining, limit.reset], expected);
    }
    // slowapi, for FastAPI.
    says(
        [
            ("x-ratelimit-limit", "10"),
            ("x-ratelimit-remaining", "9"),
            ("x-ratelimit-reset", "1795645314.6734202"),
        ],
        [Some(10), Some(9), Some(1_795_645_315)],
    );
    says(
        [
            ("x-rate-limit-limit", "10.9"),
            ("x-rate-limit-remaining", "9.9"),
            ("x-rate-limit-reset", "5.0"),
        ],
        [Some(10), Some(9), Some(5)],
    );
    // The IETF's draft.
    says([("RateLimit", r#""default";r=50;t=30"#)], [None, Some(50), Some(30)]);
    says(
        [
            ("ratelimit", r#""default";r=50;t=30"#),
            ("ratelimit-policy", r#""burst";q=7;w=1,"default";q=100;w=60"#),
        ],
        [Some(100), Some(50), Some(30)],
    );
    says(
        [
            ("ratelimit", r#""a"; r=1; t=2, "b";r=3;t=4"#),
            ("ratelimit-policy", r#""b";q=7, "a"; q=8"#),
        ],
        [Some(8), Some(1), Some(2)],
    );
    says([("ratelimit", "default;r=5")], [None, Some(5), None]);
    // A list may be in several headers (RFC 9651, 3.1).
    says(
        [
            ("ratelimit", r#""default";r=50;t=30"#),
            ("ratelimit-policy", r#""burst";q=100"#),
            ("ratelimit-policy", r#""default";q=1000"#),
        ],
        [Some(1000), Some(50), Some(30)],
    );
    // Its version 07, as express-rate-limit writes it.
    says(
        [
            ("ratelimit", "limit=100, remaining=99, reset=900"),
            ("ratelimit-policy", "100;w=900"),
        ],
        [Some(100), Some(99), Some(900)],
    );
    says([("ratelimit", "limit=10;w=1,remaining=9")], [Some(10), Some(9), None]);
    // Discord: the end of the window as a Unix time, and in seconds from now.
    says(
        [
            ("x-ratelimit-limit", "5"),
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "1470173023"),
            ("x-ratelimit-reset-after", "0.65"),
        ],
        [Some(5), Some(0), Some(1)],
    );
    // A separator in a string does not count.
    for (field, remaining) in [
        (r#""a;r=9;x";r=50;t=30"#, 50),
        (r#""a\"b;r=1;";r=50"#, 50),
        (r#""a;r=9";r=50"#, 50),
        (r#""a";pk=";r=1";r=2"#, 2),
        (r#""a", "b";r=3;t=4"#, 3),
    ] {
        let limit = response_of([("ratelimit", field)]).rate_limit().unwrap();
        assert_eq!(limit.remaining, Some(remaining), "{field}");
    }
    says(
        [
            ("ratelimit", r#""a,b";r=50"#),
            ("ratelimit-policy", r#""a";q=7,"a,b";q=100"#),
        ],
        [Some(100), Some(50), None],
    );
    for nonsense in [
        "",
        "default",
        "\"default\";r=;t=x",
        ";",
        "r=5",
        "limit",
        "limit=x, reset=",
    ] {
        assert_eq!(response_of([("ratelimit", nonsense)]).rate_limit(), None, "{nonsense}");
    }
}

/// An item is taken apart once, not once a policy: 16 billion steps would take minutes.
#[test]
fn reads_a_limit_of_many_policies_at_once() {
    let item = format!("a;r=1{}", ";x".repeat(200_000));
    let policies = ",".repeat(200_000);
    let limit = response_of([("ratelimit", &item[..]), ("ratelimit-policy", &policies)]);
    assert_eq!(limit.rate_limit().unwrap().remaining, Some(1));
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
        ("1.5", Some(RetryAfter::Delay(Duration::from_millis(1_500)))),
        ("0.0000000019", Some(RetryAfter::Delay(Duration::from_nanos(1)))),
        ("sun, 06 nov 1994 08:49:37 gmt", at("1994-11-06T08:49:37Z")),
        ("SUNDAY, 06-NOV-94 08:49:37 GMT", at("1994-11-06T08:49:37Z")),
        ("", None),
        ("-1", None),
        ("+1", None),
        (".5", None),
        ("1.", None),
        ("1.5.5", None),
        ("1e3", None),
        ("soon", None),
        ("18446744073709551616", None),
        ("Sun, 06 Nov 1994 08:49:37 CET", None),
        ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ("1994-11-06T08:49:37Z", None),
        ("Sun, 6 Nov 1994 8:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT ", at("1994-11-06T08:49:37Z")),
        (" 120 ", delay(120)),
        ("Sat, 31 Dec 2016 23:59:60 GMT", None),
    ] {
        assert_eq!(response_with("retry-after", value).retry_after(), expected, "{value:?}");
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
            response_with("ratelimit-limit", value).rate_limit().unwrap().limit,
            Some(limit)
        );
    }
    let (parts, ()) = Response::builder()
        .header("ratelimit-limit", "many")
        .header("x-ratelimit-limit", "7")
        .body(())
        .unwrap()
        .into_parts();
    assert_eq!(ResponseMetadata::from(&parts).rate_limit().unwrap().limit, Some(7));
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
    for nonsense in ["", "many", "-1", "+5", "1.", "18446744073709551616"] {
        assert_eq!(response_with("ratelimit-limit", nonsense).rate_limit(), None);
    }
    let limit = response_with("ratelimit-reset", "30").rate_limit().unwrap();
    assert_eq!((limit.limit, limit.remaining, limit.reset), (None, None, Some(30)));
}

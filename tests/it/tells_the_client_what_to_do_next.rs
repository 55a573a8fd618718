//! What the headers of a response tell a client: the id to quote, when to try again, how many requests are left.

use std::time::{Duration, UNIX_EPOCH};

use flowai_types::chrono::{DateTime, Utc};
use flowai_types::http::Response;
use flowai_types::{ResponseMetadata, RetryAfter, Timestamp};

fn response_of(headers: &[(&str, &str)]) -> ResponseMetadata {
    let mut response = Response::builder();
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    ResponseMetadata::from(&response.body(()).unwrap().into_parts().0)
}

/// The first of these names; an empty id is none.
#[test]
fn finds_the_id_of_the_request() {
    let names =
        ["X-Request-ID", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id", "apigw-requestid"];
    let names = [&names[..], &["x-ms-request-id", "cf-ray", "x-varnish"]].concat();
    for (index, expected) in names.iter().enumerate() {
        let headers = names.iter().enumerate().map(|(other, name)| (*name, if other < index { " " } else { name }));
        let headers: Vec<_> = headers.rev().collect();
        assert_eq!(response_of(&headers).request_id(), Some(*expected));
    }
    for (headers, expected) in [
        (&[("x-request-id", "")][..], None),
        (&[("x-request-id", "\u{fc}")], None),
        (&[("x-other", "req-7")], None),
        (&[("x-request-id", ""), ("x-request-id", "second")], Some("second")),
    ] {
        assert_eq!(response_of(headers).request_id(), expected);
    }
}

/// The limit, what remains and the reset of the response with these headers.
type Stated = Option<(Option<u64>, Option<u64>, Option<RetryAfter>)>;

fn rate_limit_of(headers: &[(&str, &str)]) -> Stated {
    let limit = response_of(headers).rate_limit()?;
    Some((limit.limit, limit.remaining, limit.reset))
}

fn after(seconds: u64) -> RetryAfter {
    RetryAfter::Delay(Duration::from_secs(seconds))
}

fn at(rfc_3339: &str) -> RetryAfter {
    let instant = DateTime::parse_from_rfc3339(rfc_3339).unwrap();
    RetryAfter::At(instant.into())
}

/// The headers that libraries sent in their default form, or in the one named, with a limit of 2 in 60 seconds, on
/// 2026-11-28: to the first of three requests, or to the refused third. The second throttler of NestJS refused that
/// one, and sent nothing but the delay.
#[test]
fn reads_the_rate_limits_that_libraries_send() {
    let stated = |remaining, reset| Some((Some(2), Some(remaining), Some(reset)));
    for (library, headers, expected) in [
        (
            "express-rate-limit 8.7.5, legacy alone",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795857754",
            stated(1, at("2026-11-28T09:22:34Z")),
        ),
        (
            "express-rate-limit 8.7.5, draft-6",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795857754 | RateLimit-Policy: 2;w=60 | RateLimit-Limit: 2 | RateLimit-Remaining: 1 | RateLimit-Reset: 60",
            stated(1, after(60)),
        ),
        (
            "express-rate-limit 8.7.5, draft-7, refused",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795857754 | RateLimit-Policy: 2;w=60 | RateLimit: limit=2, remaining=0, reset=60 | Retry-After: 60",
            stated(0, after(60)),
        ),
        (
            "express-rate-limit 8.7.5, draft-8",
            r#"X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795857754 | RateLimit: "2-in-1min"; r=1; t=60 | RateLimit-Policy: "2-in-1min"; q=2; w=60; pk=:MTJjYTE3YjQ5YWYy:"#,
            stated(1, after(60)),
        ),
        (
            "express-rate-limit 8.7.5, draft-8, behind another one of 100 a day",
            r#"X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795859251 | RateLimit: "day"; r=99; t=86400 | RateLimit: "minute"; r=1; t=60 | RateLimit-Policy: "day"; q=100; w=86400; pk=:MTJjYTE3YjQ5YWYy: | RateLimit-Policy: "minute"; q=2; w=60; pk=:MTJjYTE3YjQ5YWYy:"#,
            stated(1, after(60)),
        ),
        (
            "koa-ratelimit 6.0.0, refused",
            "X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795857753.472984 | X-RateLimit-Limit: 2 | Retry-After: 59",
            stated(0, at("2026-11-28T09:22:33.472984Z")),
        ),
        (
            "koa2-ratelimit 1.1.3",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795857754",
            stated(1, at("2026-11-28T09:22:34Z")),
        ),
        (
            "rate-limiter-flexible 11.4.0, as its README sets them, refused",
            "Retry-After: 59.989 | X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795857755",
            stated(0, at("2026-11-28T09:22:35Z")),
        ),
        (
            "@fastify/rate-limit 11.2.0",
            "x-ratelimit-limit: 2 | x-ratelimit-remaining: 1 | x-ratelimit-reset: 60",
            stated(1, after(60)),
        ),
        (
            "@fastify/rate-limit 11.2.0, enableDraftSpec, refused",
            "ratelimit-limit: 2 | ratelimit-remaining: 0 | ratelimit-reset: 60 | retry-after: 60",
            stated(0, after(60)),
        ),
        (
            "@nestjs/throttler 6.7.1",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 60",
            stated(1, after(60)),
        ),
        ("@nestjs/throttler 6.7.1, refused", "Retry-After: 60", None),
        (
            "@nestjs/throttler 6.7.1, two named throttlers, refused",
            "X-RateLimit-Limit-short: 3 | X-RateLimit-Remaining-short: 0 | X-RateLimit-Reset-short: 1 | Retry-After-long: 60",
            None,
        ),
        (
            "hono-rate-limiter 0.5.4, draft-6",
            "ratelimit-limit: 2 | ratelimit-policy: 2;w=60 | ratelimit-remaining: 1 | ratelimit-reset: 60",
            stated(1, after(60)),
        ),
        (
            "hono-rate-limiter 0.5.4, draft-7",
            "ratelimit: limit=2, remaining=1, reset=60 | ratelimit-policy: 2;w=60",
            stated(1, after(60)),
        ),
        (
            "Flask-Limiter 4.1.1, not refused",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1795857923 | Retry-After: 60",
            stated(1, at("2026-11-28T09:25:23Z")),
        ),
        (
            "slowapi 0.1.10, not refused",
            "x-ratelimit-limit: 2 | x-ratelimit-remaining: 1 | x-ratelimit-reset: 1795857923.4523692 | retry-after: 60",
            stated(1, at("2026-11-28T09:25:23.4523692Z")),
        ),
        (
            "litestar 2.25.0",
            "ratelimit-policy: 2; w=60 | ratelimit-limit: 2 | ratelimit-remaining: 1 | ratelimit-reset: 60",
            stated(1, after(60)),
        ),
        (
            "django-smart-ratelimit 4.12.1, refused",
            "X-RateLimit-Limit: 2 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1795857900 | Retry-After: 38",
            stated(0, at("2026-11-28T09:25:00Z")),
        ),
        (
            "quart-rate-limiter 0.12.1, refused",
            "retry-after: 30 | retry-after: 30 | ratelimit-limit: 2 | ratelimit-remaining: 0 | ratelimit-reset: 60",
            stated(0, after(60)),
        ),
        (
            "tower_governor 0.8.0, use_headers, refused",
            "x-ratelimit-after: 59 | retry-after: 59 | x-ratelimit-limit: 2 | x-ratelimit-remaining: 0",
            stated(0, after(59)),
        ),
    ] {
        let headers: Vec<_> = headers.split(" | ").filter_map(|header| header.split_once(": ")).collect();
        assert_eq!(rate_limit_of(&headers), expected, "{library}");
    }
}

#[test]
fn tells_a_delay_from_an_instant() {
    let delay = |seconds, nanoseconds| RetryAfter::Delay(Duration::new(seconds, nanoseconds));
    let latest = RetryAfter::At(DateTime::<Utc>::MAX_UTC);
    for (value, expected) in [
        ("0", delay(0, 0)),
        ("0.65", delay(0, 650_000_000)),
        ("999999999.999999999", delay(999_999_999, 999_999_999)),
        ("1000000000", at("2001-09-09T01:46:40Z")),
        ("1795857753.472984", at("2026-11-28T09:22:33.472984Z")),
        ("253402300799", at("9999-12-31T23:59:59Z")),
        ("1000000000000", at("2001-09-09T01:46:40Z")),
        ("1795857753472", at("2026-11-28T09:22:33.472Z")),
        ("1795857753472.984", at("2026-11-28T09:22:33.472984Z")),
        ("8210266876800000", latest),
        ("18446744073709551615.999999999", latest),
    ] {
        for name in ["ratelimit-reset", "x-ratelimit-reset", "x-ratelimit-reset-after", "x-ratelimit-after"] {
            assert_eq!(rate_limit_of(&[(name, value)]), Some((None, None, Some(expected))), "{name}: {value}");
        }
    }
    for field in [r#""default";t=1795857753"#, "reset=1795857753"] {
        let expected = Some((None, None, Some(at("2026-11-28T09:22:33Z"))));
        assert_eq!(rate_limit_of(&[("ratelimit", field)]), expected, "{field}");
    }
    // Discord sends the last two.
    let resets = [("x-ratelimit-after", "9"), ("x-ratelimit-reset", "1470173023"), ("x-ratelimit-reset-after", "0.65")];
    for (count, expected) in [(1, after(9)), (2, at("2016-08-02T21:23:43Z")), (3, delay(0, 650_000_000))] {
        assert_eq!(rate_limit_of(&resets[..count]), Some((None, None, Some(expected))));
    }
}

#[test]
fn takes_a_rate_limit_from_one_family() {
    let all = [
        ("ratelimit", r#""default";r=1"#),
        ("ratelimit-remaining", "2"),
        ("ratelimit-limit", "20"),
        ("x-ratelimit-remaining", "3"),
        ("x-ratelimit-reset", "30"),
        ("x-rate-limit-remaining", "4.9"),
        ("x-rate-limit-limit", "40.9"),
    ];
    for (first, expected) in [
        (0, (None, Some(1), None)),
        (1, (Some(20), Some(2), None)),
        (3, (None, Some(3), Some(after(30)))),
        (5, (Some(40), Some(4), None)),
    ] {
        assert_eq!(rate_limit_of(&all[first..]), Some(expected));
    }
    // A family that states nothing is none.
    let nonsense = ["", "default", "\"default\";r=;t=x", ";", "r=5", "limit", "limit=x, reset="];
    let bytes = r#""default";r=5;qu="content-bytes""#;
    for field in nonsense.into_iter().chain([bytes]) {
        assert_eq!(rate_limit_of(&[("ratelimit", field)]), None, "{field}");
        let headers = [("ratelimit", field), ("ratelimit-limit", "many"), ("x-ratelimit-limit", "7")];
        assert_eq!(rate_limit_of(&headers), Some((Some(7), None, None)), "{field}");
    }
    for nonsense in ["", "many", "-1", "+5", "1.", "18446744073709551616"] {
        assert_eq!(rate_limit_of(&[("ratelimit-limit", nonsense)]), None, "{nonsense}");
    }
    for (value, limit) in [("100;w=60", 100), ("100, 100;w=60", 100), (" 7 ", 7), ("0", 0)] {
        assert_eq!(rate_limit_of(&[("ratelimit-limit", value)]), Some((Some(limit), None, None)));
    }
    assert_eq!(rate_limit_of(&[("x-other", "1")]), None);
}

/// The values of `RateLimit` and of `RateLimit-Policy`, and the limit that is read from them.
#[test]
fn takes_the_strictest_policy_of_requests() {
    for (items, policies, expected) in [
        (r#""default";r=50;t=30"#, "", (None, Some(50), Some(after(30)))),
        ("default;r=5", "", (None, Some(5), None)),
        (r#""default";r=50;t=30"#, r#""burst";q=7;w=1,"default";q=100;w=60"#, (Some(100), Some(50), Some(after(30)))),
        // The fewest requests left, wherever it is.
        (r#""a"; r=1; t=2, "b";r=3;t=4"#, r#""b";q=7, "a"; q=8"#, (Some(8), Some(1), Some(after(2)))),
        (r#""b";r=3;t=4, "a"; r=1; t=2"#, r#""b";q=7, "a"; q=8"#, (Some(8), Some(1), Some(after(2)))),
        // Of equals, the later end.
        (r#""a";r=0;t=5, "b";r=0;t=60, "c";r=0;t=7"#, r#""a";q=1, "b";q=2"#, (Some(2), Some(0), Some(after(60)))),
        (r#""a";r=0, "b";r=0;t=1"#, "", (None, Some(0), Some(after(1)))),
        // A policy that does not say what is left comes last.
        (r#""a";t=9, "b";r=3;t=4"#, "", (None, Some(3), Some(after(4)))),
        (r#""a";t=9"#, r#""a";q=4"#, (Some(4), None, Some(after(9)))),
        // A policy of something other than requests is left out.
        (r#""b";r=0;t=9, "a";r=5;t=1"#, r#""b";q=9;qu="content-bytes", "a";q=8"#, (Some(8), Some(5), Some(after(1)))),
        (
            r#""b";r=0;t=9, "a";r=5;t=1"#,
            r#""b";q=9;qu="concurrent-requests", "a";q=8;qu="requests""#,
            (Some(8), Some(5), Some(after(1))),
        ),
        (r#""a";r=5;t=1"#, "\"a\";q=8;qu=requests", (Some(8), Some(5), Some(after(1)))),
        // A separator in a string is none.
        (r#""a,b";r=50"#, r#""a";q=7,"a,b";q=100"#, (Some(100), Some(50), None)),
        (r#""a;r=9;x";r=50;t=30"#, "", (None, Some(50), Some(after(30)))),
        (r#""a\"b;r=1;";r=50"#, "", (None, Some(50), None)),
        (r#""a";pk=";r=1";r=2"#, "", (None, Some(2), None)),
        // The form of version 07.
        ("limit=100, remaining=99, reset=900", "100;w=900", (Some(100), Some(99), Some(after(900)))),
        ("limit=10;w=1,remaining=9", "", (Some(10), Some(9), None)),
    ] {
        let headers = [("ratelimit", items), ("ratelimit-policy", policies)];
        assert_eq!(rate_limit_of(&headers), Some(expected), "{items} {policies}");
    }
    // A list may be in several headers (RFC 9651, 3.1).
    let headers = [
        ("ratelimit", r#""default";r=50;t=30"#),
        ("ratelimit-policy", r#""burst";q=100"#),
        ("ratelimit-policy", r#""default";q=1000"#),
    ];
    assert_eq!(rate_limit_of(&headers), Some((Some(1000), Some(50), Some(after(30)))));
}

/// An item and a policy are taken apart once, not once for each other: 16 billion steps would take minutes.
#[test]
fn reads_many_items_and_policies_in_linear_time() {
    let long = format!("a;r=1;q=2{}", ";x".repeat(200_000));
    let (many_items, many_policies) = ("a;r=1,".repeat(200_000), ",".repeat(200_000));
    for (items, policies) in [(&long, &many_policies), (&many_items, &long)] {
        let limit = rate_limit_of(&[("ratelimit", items), ("ratelimit-policy", policies)]);
        assert_eq!(limit.unwrap().1, Some(1));
    }
}

#[test]
fn says_how_long_to_wait() {
    let seconds = Duration::from_secs;
    let now = UNIX_EPOCH + seconds(1_710_936_000);
    let at = |text: &str| RetryAfter::At(text.parse::<Timestamp>().unwrap().into());
    for (after, delay) in [
        (RetryAfter::Delay(seconds(u64::MAX)), seconds(u64::MAX)),
        (at("2024-03-20T12:00:30Z"), seconds(30)),
        (at("2024-03-20T12:00:00Z"), Duration::ZERO),
        (at("2024-03-20T11:59:59Z"), Duration::ZERO),
        (at("1969-12-31T23:59:59Z"), Duration::ZERO),
    ] {
        assert_eq!(after.delay(now), delay, "{after:?}");
    }
    // The clock of the client may be wrong.
    assert_eq!(at("1970-01-01T00:00:05Z").delay(UNIX_EPOCH - seconds(9)), seconds(5));
}

#[test]
fn reads_both_forms_of_retry_after() {
    let delay = |seconds| Some(RetryAfter::Delay(Duration::from_secs(seconds)));
    let at = |text| DateTime::parse_from_rfc3339(text).ok().map(|at| RetryAfter::At(at.into()));
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
        assert_eq!(response_of(&[("retry-after", value)]).retry_after(), expected, "{value:?}");
    }
    assert_eq!(response_of(&[("x-other", "1")]).retry_after(), None);
}

//! The headers of real exchanges, which the metadata is built from.

use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Uri};

/// A request, or a response without a URL.
#[derive(Debug)]
pub struct Head {
    pub url: Uri,
    pub headers: HeaderMap,
}

/// What Chrome sends for a `fetch`, and the headers that a reverse proxy adds to it.
pub fn request() -> Head {
    head("https://api.example.com/api-keys?limit=10&offset=20", REQUEST)
}

/// The same with three credentials, and one in the query.
pub fn request_with_credentials() -> Head {
    let mut request = head(
        "https://api.example.com/api-keys?limit=10&access_token=0a1b2c3d4e5f60718293a4b5c6d7e8f9&offset=20",
        REQUEST,
    );
    for (name, value) in [
        (
            "authorization",
            concat!(
                "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
                ".eyJzdWIiOiIxMjM0NTY3ODkwIn0",
                ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
            ),
        ),
        ("cookie", "_ga=GA1.1.1234567890.1700000000; session=0a1b2c3d4e5f60718293a4b5c6d7e8f9; theme=dark"),
        ("x-api-key", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
    ] {
        insert(&mut request.headers, name, value);
    }
    request
}

/// FastAPI's response behind nginx.
pub fn response_of_nginx() -> Head {
    head("/", RESPONSE_OF_NGINX)
}

/// FastAPI's response behind Cloudflare.
pub fn response_of_cloudflare() -> Head {
    head("/", RESPONSE_OF_CLOUDFLARE)
}

fn head(url: &'static str, headers: &[(&'static str, &'static str)]) -> Head {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        insert(&mut map, name, value);
    }
    Head { url: Uri::from_static(url), headers: map }
}

/// As from a socket: the bytes are shared, not static.
fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
    headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
}

const REQUEST: &[(&str, &str)] = &[
    ("host", "api.example.com"),
    ("connection", "keep-alive"),
    ("sec-ch-ua", r#""Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99""#),
    ("sec-ch-ua-mobile", "?0"),
    ("sec-ch-ua-platform", r#""Windows""#),
    (
        "user-agent",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    ),
    ("accept", "application/json, text/plain, */*"),
    ("content-type", "application/json"),
    ("content-length", "24"),
    ("origin", "https://app.example.com"),
    ("sec-fetch-site", "same-site"),
    ("sec-fetch-mode", "cors"),
    ("sec-fetch-dest", "empty"),
    ("referer", "https://app.example.com/settings/api-keys"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
    ("accept-language", "en-GB,en-US;q=0.9,en;q=0.8,de;q=0.7"),
    ("x-forwarded-for", "203.0.113.7, 198.51.100.17"),
    ("x-forwarded-proto", "https"),
    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ("x-request-id", "4bf92f3577b34da6a3ce929d0e0e4736"),
];

const RESPONSE_OF_NGINX: &[(&str, &str)] = &[
    ("server", "nginx/1.27.3"),
    ("date", "Wed, 20 Mar 2024 12:00:00 GMT"),
    ("content-type", "application/json"),
    ("content-length", "240"),
    ("connection", "keep-alive"),
    ("vary", "Accept-Encoding, Origin"),
    ("cache-control", "no-store"),
    ("access-control-allow-origin", "https://app.example.com"),
    ("access-control-allow-credentials", "true"),
    ("access-control-expose-headers", "x-request-id, retry-after"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains; preload"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("x-ratelimit-limit", "100"),
    ("x-ratelimit-remaining", "99"),
    ("x-ratelimit-reset", "1710936060"),
    ("x-process-time", "0.012875080108642578"),
    ("x-request-id", "4bf92f3577b34da6a3ce929d0e0e4736"),
];

const RESPONSE_OF_CLOUDFLARE: &[(&str, &str)] = &[
    ("date", "Wed, 20 Mar 2024 12:00:00 GMT"),
    ("content-type", "application/json"),
    ("content-length", "240"),
    ("connection", "keep-alive"),
    ("cf-ray", "867a3b2c1d4e5f60-FRA"),
    ("cf-cache-status", "DYNAMIC"),
    ("server", "cloudflare"),
    ("vary", "Accept-Encoding"),
    ("cache-control", "no-store"),
    ("access-control-allow-origin", "*"),
    ("strict-transport-security", "max-age=15552000; includeSubDomains; preload"),
    ("x-content-type-options", "nosniff"),
    (
        "report-to",
        r#"{"endpoints":[{"url":"https:\/\/a.nel.cloudflare.com\/report\/v4?s=Zm9vYmFyYmF6cXV4%2Bx3D"}],"group":"cf-nel","max_age":604800}"#,
    ),
    ("nel", r#"{"success_fraction":0,"report_to":"cf-nel","max_age":604800}"#),
    ("alt-svc", r#"h3=":443"; ma=86400"#),
    (
        "server-timing",
        "cfL4;desc=\"?proto=TCP&rtt=1187&min_rtt=1132&rtt_var=357&sent=4&recv=6&lost=0&retrans=0&sent_bytes=2827\"",
    ),
    ("x-request-id", "4bf92f3577b34da6a3ce929d0e0e4736"),
    ("x-ratelimit-remaining", "99"),
    ("x-process-time", "0.012875080108642578"),
    ("retry-after", "0"),
];

//! Which header and which parameter is a credential, is told by its name.

use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use flowai_types::{RequestMetadata, ResponseMetadata, from_json, to_json};

use crate::support::Random;

fn kept(name: &str, value: &str) -> String {
    let name = HeaderName::try_from(name).unwrap();
    let headers = HeaderMap::from_iter([(name.clone(), HeaderValue::from_str(value).unwrap())]);
    let response = ResponseMetadata::new(StatusCode::OK, &headers);
    response.headers()[&name].to_str().unwrap().to_owned()
}

fn kept_url(url: &str) -> String {
    let uri: Uri = url.parse().unwrap();
    let request = RequestMetadata::new(&Method::GET, &uri, &HeaderMap::new());
    request.url().to_string()
}

/// The list, which is also in the documentation.
const LIST: &str = include_str!("../../src/secret/names.md");

/// The words of the rows that start like this.
#[track_caller]
fn words(row: &str) -> Vec<&'static str> {
    let rows = LIST.lines().filter(|line| line.starts_with(row));
    let words: Vec<_> = rows.flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    assert!(!words.is_empty(), "{row}");
    words
}

fn hides_header(name: &str, value: &str) -> bool {
    kept(name, value) == "REDACTED"
}

fn hides_parameter(name: &str, value: &str) -> bool {
    let url = kept_url(&format!("https://h/?{name}={value}&a=1"));
    url == format!("https://h/?{name}=REDACTED&a=1")
}

#[test]
fn reads_a_name_by_each_word_of_the_list() {
    let names = |word: &str| [format!("{word}n"), format!("n{word}"), word.to_owned()];
    for word in words("| of a header or a parameter | contains |") {
        for name in names(word).iter().chain([&format!("N-{word}.n"), &format!("9_{word}_9")]) {
            assert!(hides_header(name, "opaque"), "{name}");
            assert!(hides_parameter(name, "opaque"), "{name}");
        }
    }
    for (row, hides) in
        [("| of a header |", hides_header as fn(&str, &str) -> bool), ("| of a parameter |", hides_parameter)]
    {
        for word in words(&format!("{row} ends with |")) {
            let hidden = names(word).map(|name| hides(&name, "opaque"));
            assert_eq!(hidden, [false, true, true], "{word}");
            assert!(hides(&word.to_uppercase(), "opaque"), "{word}");
        }
        for word in words(&format!("{row} is |")) {
            // The words of the other rows aside, with which these may end.
            let hidden = names(word).map(|name| hides(&name, "opaque"));
            let ends = words(&format!("{row} ends with |"));
            let is_end = ends.iter().any(|end| word.ends_with(end));
            assert_eq!(hidden, [false, is_end, true], "{word}");
        }
    }
    for word in words("| not by its end alone |") {
        assert_eq!(names(word).map(|name| hides_header(&name, "a")), [false; 3], "{word}");
        assert!(hides_header(&format!("secret-{word}"), "a"), "{word}");
        assert!(hides_header(&format!("{word}-key"), "a"), "{word}");
    }
    for word in words("| never | ends with |") {
        for hides in [hides_header, hides_parameter] {
            assert!(!hides(&format!("secret-{word}"), "a"), "{word}");
            assert!(hides(&format!("{word}-secret"), "a"), "{word}");
        }
    }
    for word in words("| never, if it is a number |") {
        for hides in [hides_header, hides_parameter] {
            assert!(!hides(&format!("access-{word}"), "90000"), "{word}");
            assert!(hides(&format!("access-{word}"), "a90000"), "{word}");
            assert!(hides(&format!("access-{word}"), "90000a"), "{word}");
            assert!(hides(&format!("{word}-a"), "90000"), "{word}");
        }
    }
    for word in words("| never | is |") {
        assert!(!hides_header(word, "a"), "{word}");
        assert!(hides_header(&format!("a{word}"), "a"), "{word}");
    }
    for word in words("| never, unless the next row applies |") {
        assert!(!hides_header(&format!("x-{word}-remaining-tokens"), "a"));
        assert!(!hides_header(&format!("x-token-{word}"), "a"));
        for end in words("| as if it did not |") {
            assert!(hides_header(&format!("x-{word}-bypass-{end}"), "a"), "{end}");
            assert!(!hides_header(&format!("x-{word}-{end}-limit"), "a"), "{end}");
        }
    }
}

/// A table of names that were hidden when the list was not measured yet, and of names that were not.
#[test]
fn differs_from_the_first_list_in_these_names() {
    for (header, value) in [
        ("x-next-token", "a"),
        ("x-continuation-token", "a"),
        ("x-token-type", "bearer"),
        ("tpp-signature-certificate", "a"),
        ("signature-input", "sig1=()"),
        ("x-max-tokens", "4096"),
        ("x-used-tokens", "17"),
        ("x-session-duration", "60"),
        ("x-amz-server-side-encryption-customer-key-md5", "a"),
        ("x-subscription-key-id", "a"),
    ] {
        assert_eq!(kept(header, value), value, "{header}");
    }
    for header in ["x-key", "monkey", "app-key", "x-gitea-otp", "x-registry-auth", "x-used-tokens"] {
        assert!(hides_header(header, "opaque"), "{header}");
    }
    for parameter in ["pageToken", "next_token", "token_type", "a%40TypeHint", "customer-key-id"] {
        assert!(!hides_parameter(parameter, "a"), "{parameter}");
    }
    for parameter in ["wskey", "ftp_pass", "code_verifier", "SAMLResponse", "PHPSESSID", "pw"] {
        assert!(hides_parameter(parameter, "opaque"), "{parameter}");
    }
}

#[test]
fn looks_at_many_parameters_in_linear_time() {
    for value in [
        format!("/?a=%41&b{}", "=".repeat(1_000_000)),
        format!("/?a=%41{}", ";b=%41".repeat(200_000)),
        format!("/?{}", "a=%41&".repeat(200_000)),
    ] {
        assert_eq!(kept("x-anything", &value), value);
    }
}

/// Recall and precision on the names of public APIs, in percent: not below the figures in SECURITY.md. To print them:
///
/// ```sh
/// cargo test --test it finds_the_credentials_of_public_apis -- --nocapture
/// ```
#[test]
fn finds_the_credentials_of_public_apis() {
    let rows = [
        measure("header", |name| {
            let token = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
            hides_header(&token, "opaque")
        }),
        measure("query", |name| {
            let mut url = "https://h/?".to_owned();
            for byte in name.bytes() {
                url += &format!("%{byte:02X}");
            }
            !kept_url(&(url + "=opaque")).contains("opaque")
        }),
    ];
    for row in rows {
        assert!(include_str!("../../SECURITY.md").contains(&row), "{row}");
    }
}

/// The row of SECURITY.md for the names of one place.
fn measure(place: &str, hides: fn(&str) -> bool) -> String {
    let lines = include_str!("support/names_of_apis.txt").lines();
    let (mut hidden, mut missed, mut harmless) = (0_u32, Vec::new(), Vec::new());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let [label, of, _, name] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        if of == place {
            match (label, hides(name)) {
                ("credential", true) => hidden += 1,
                ("credential", false) => missed.push(name),
                ("harmless", true) => harmless.push(name),
                _ => (),
            }
        }
    }
    let percent = |others: &[&str]| {
        let all = hidden + u32::try_from(others.len()).unwrap();
        100.0 * f64::from(hidden) / f64::from(all)
    };
    let (recall, precision) = (percent(&missed), percent(&harmless));
    let row = format!("| {place} | this list | {recall:.1} | {precision:.1} |");
    println!("{row}\nmissed: {missed:?}\nhidden without need: {harmless:?}");
    row
}

#[test]
fn hides_a_header_whose_name_says_credential() {
    const NAMES: &str = "
        authorization proxy-authorization cookie set-cookie set-cookie2 x-api-key x-amz-security-token api-key
        apikey x-auth-token x-access-token x-goog-api-key ocp-apim-subscription-key private-token x-vault-token
        cf-access-client-secret dd-api-key x-functions-key x-forwarded-authorization
        x-amzn-remapped-authorization x-csrf-token x-xsrf-token xsrf csrf auth x-auth dpop x-password x_passwd
        ok-access-passphrase kc-api-passphrase x-client-credential x-session-id jsessionid x-hub-signature-256
        x-slack-signature cf-access-jwt-assertion x-jwt x-ms-client-assertion x-amz-access-key x-auth-key
        x-private-key x-amz-server-side-encryption-customer-key X-Private-Token a.p.i_k-e-y token secret
        x-access-control-token
    ";
    for name in NAMES.split_whitespace() {
        assert_eq!(kept(name, "opaque-value"), "REDACTED", "{name}");
        let long = format!("x-{}-{name}", "padding".repeat(20));
        if !["auth", "x-auth", "dpop"].contains(&name) {
            assert_eq!(kept(&long, "opaque-value"), "REDACTED", "{long}");
        }
    }
}

/// A realistic exchange: content negotiation, caching, CORS, tracing, rate limits, Cloudflare, AWS, nginx.
#[test]
fn keeps_every_header_whose_name_does_not() {
    for (name, value) in [
        ("accept", "application/json"),
        ("accept-encoding", "gzip, deflate, br"),
        ("accept-language", "en-GB,en;q=0.9"),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-headers", "authorization, content-type"),
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-origin", "https://app.example.com"),
        ("access-control-expose-headers", "x-request-id"),
        ("access-control-max-age", "600"),
        ("access-control-request-headers", "authorization"),
        ("access-control-request-method", "POST"),
        ("age", "12"),
        ("allow", "GET, POST"),
        ("alt-svc", "h3=\":443\"; ma=86400"),
        ("cache-control", "no-store, max-age=0"),
        ("cf-cache-status", "DYNAMIC"),
        ("cf-ray", "8676a1b2c3d4e5f6-FRA"),
        ("cf-connecting-ip", "203.0.113.7"),
        ("connection", "keep-alive"),
        ("content-disposition", "inline; filename=\"a_b.json\""),
        ("content-encoding", "gzip"),
        ("content-language", "en"),
        ("content-length", "240"),
        ("content-range", "bytes 0-1/2"),
        ("content-security-policy", "default-src 'self'; report-uri /csp?id=7"),
        ("content-type", "application/json; charset=utf-8"),
        ("cross-origin-opener-policy", "same-origin"),
        ("date", "Wed, 20 Mar 2024 12:00:00 GMT"),
        ("etag", "W/\"a_b=\""),
        ("expires", "0"),
        ("forwarded", "for=203.0.113.7;proto=https;host=api.example.com"),
        ("from", "ops@example.com"),
        ("host", "api.example.com:8443"),
        ("idempotency-key", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        ("if-match", "\"a_b\""),
        ("if-modified-since", "Wed, 20 Mar 2024 12:00:00 GMT"),
        ("if-none-match", "\"a\""),
        ("keep-alive", "timeout=5"),
        ("last-modified", "Wed, 20 Mar 2024 12:00:00 GMT"),
        ("link", "<https://h/api-keys?limit=10&offset=20>; rel=\"next\""),
        ("location", "https://api.example.com/api-keys/7?expand=user"),
        ("nel", "{\"report_to\":\"a\"}"),
        ("origin", "https://app.example.com"),
        ("permissions-policy", "geolocation=()"),
        ("pragma", "no-cache"),
        ("priority", "u=1, i"),
        ("proxy-authenticate", "Basic realm=\"p\""),
        ("ratelimit", "\"default\";r=50;t=30"),
        ("ratelimit-limit", "100"),
        ("ratelimit-policy", "\"default\";q=100;w=60"),
        ("referer", "https://app.example.com/keys?page=2#list"),
        ("referrer-policy", "no-referrer"),
        ("retry-after", "120"),
        ("sec-ch-ua", "\"Chromium\";v=\"120\""),
        ("sec-fetch-mode", "cors"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("server", "nginx/1.25.3"),
        ("server-timing", "db;dur=53"),
        ("strict-transport-security", "max-age=63072000"),
        ("te", "trailers"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("tracestate", "a=b_c"),
        ("transfer-encoding", "chunked"),
        ("upgrade", "h2c"),
        ("user-agent", "curl/8.5.0 (a_b; +https://example.com/bot?x=1)"),
        ("vary", "Accept-Encoding, Authorization"),
        ("via", "1.1 varnish"),
        ("www-authenticate", "Bearer realm=\"api\", error=\"invalid_token\""),
        ("x-amz-cf-id", "a_b=="),
        ("x-amz-request-id", "1"),
        ("x-amzn-requestid", "1"),
        ("x-amzn-trace-id", "Root=1-67891233-abcdef012345678912345678"),
        ("x-b3-traceid", "80f198ee56343ba864fe8b2a57d3eff7"),
        ("x-cache", "HIT"),
        ("x-content-type-options", "nosniff"),
        ("x-correlation-id", "a_b"),
        ("x-envoy-upstream-service-time", "7"),
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-host", "api.example.com"),
        ("x-forwarded-proto", "https"),
        ("x-frame-options", "DENY"),
        ("x-powered-by", "FastAPI"),
        ("x-ratelimit-limit-tokens", "90000"),
        ("x-ratelimit-remaining-tokens", "89000"),
        ("x-ratelimit-reset", "1795645314.6734202"),
        ("x-rate-limit-remaining", "9"),
        ("x-real-ip", "203.0.113.7"),
        ("x-request-id", "req_7"),
        ("x-runtime", "0.1"),
        ("x-xss-protection", "0"),
        ("x-author", "a"),
        ("x-authored-by", "me"),
        ("x-keyboard", "a"),
        ("x-toke", "a"),
        ("x-sessio", "a"),
    ] {
        assert_eq!(kept(name, value), value, "{name}");
    }
}

#[test]
fn keeps_a_known_scheme_in_authorization_alone() {
    for scheme in ["ApiKey", "Basic", "Bearer", "Digest", "DPoP", "Token", "bEARER"] {
        for name in
            ["authorization", "proxy-authorization", "x-forwarded-authorization", "x-amzn-remapped-authorization"]
        {
            assert_eq!(kept(name, &format!("{scheme} opaque")), format!("{scheme} REDACTED"));
        }
        assert_eq!(kept("x-api-key", &format!("{scheme} opaque")), "REDACTED");
    }
    for value in [
        "opaque",
        "Bearer",
        "Unknown opaque",
        " Bearer opaque",
        "Bearer\topaque",
        "Bearer:opaque x",
        "Bearer: opaque",
        "Bearers opaque",
        "Negotiate opaque",
        "AWS4-HMAC-SHA256 opaque",
        "OAuth opaque",
    ] {
        assert_eq!(kept("authorization", value), "REDACTED", "{value}");
    }
}

/// A URL, and its redacted form, as the URL of a request and in a header.
#[test]
fn hides_parameters_whose_names_say_credential() {
    for (url, expected) in [
        ("https://h/?access_token=opaque&page=2", "https://h/?access_token=REDACTED&page=2"),
        ("https://h/?api%5Fkey=opaque", "https://h/?api_key=REDACTED"),
        (
            "https://h/?a=1&X-Amz-Signature=opaque&X-Amz-Credential=a/b&X-Amz-Date=1",
            "https://h/?a=1&X-Amz-Signature=REDACTED&X-Amz-Credential=REDACTED&X-Amz-Date=1",
        ),
        ("https://h/p?sig=opaque", "https://h/p?sig=REDACTED"),
        ("https://h/p?a=b;sig=opaque;x&b=c", "https://h/p?a=b;sig=REDACTED&b=c"),
        (
            "https://h/p?KEY=opaque&Code=opaque&pwd=opaque&pass=opaque",
            "https://h/p?KEY=REDACTED&Code=REDACTED&pwd=REDACTED&pass=REDACTED",
        ),
        ("https://h/p?%74oken=opaque", "https://h/p?token=REDACTED"),
        ("https://h/p?token=opa=que/x?", "https://h/p?token=REDACTED"),
        ("https://h/p?next=/cb?token=opaque", "https://h/p?next=/cb?token=REDACTED"),
        ("https://h/p?next=https://u:opaque@h/", "https://h/p?next=https://REDACTED@h/"),
        ("https://h/?a=1&u=https://user:opa&opaque@h/&b=2", "https://h/?a=1&u=https://REDACTED@h/&b=2"),
        ("https://h/?u=https:u:opa&opaque@h", "https://h/?u=https:REDACTED@h"),
        // Kept.
        (
            "https://h/p?keys=1&codes=2&signal=3&passenger=4&monkey=5&token=&page_size=6",
            "https://h/p?keys=1&codes=2&signal=3&passenger=4&monkey=5&token=&page_size=6",
        ),
        ("https://h/token=1/sig=2", "https://h/token=1/sig=2"),
        ("https://h/?token", "https://h/?token"),
    ] {
        assert_eq!(kept_url(url), expected);
        assert_eq!(kept_url(expected), expected);
        for header in ["referer", "location", "x-anything"] {
            let in_header = kept(header, url);
            assert!(!in_header.contains("opa"), "{in_header}");
            assert_eq!(kept(header, &in_header), in_header);
        }
    }
    for (header, value, expected) in [
        ("location", "https://app/cb#access_token=opaque&state=1", "https://app/cb#access_token=REDACTED&state=1"),
        ("location", "/cb?code=opaque#x", "/cb?code=REDACTED#x"),
        ("location", "/cb?code= opaque", "/cb?code= REDACTED"),
        ("link", "</cb?code=\"opaque\">; rel=\"next\"", "</cb?code=\"REDACTED\">; rel=\"next\""),
        ("referer", "https://h/?token=opaque", "https://h/?token=REDACTED"),
        (
            "link",
            "<https://h/?sig=opaque>; rel=next, </?sig=opaque>; rel=prev",
            "<https://h/?sig=REDACTED>; rel=next, </?sig=REDACTED>; rel=prev",
        ),
        ("refresh", "0;url=https://h/?token=opaque", "0;url=https://h/?token=REDACTED"),
        ("x-text", "key=value; token=value", "key=value; token=value"),
    ] {
        assert_eq!(kept(header, value), expected);
    }
}

/// A URL that is the value of a parameter, percent-encoded once or twice: as the URL of a request and in a header.
#[test]
fn hides_credentials_of_a_url_inside_of_a_url() {
    for (url, expected) in [
        (
            "https://h/?redirect_uri=https%3A%2F%2Fb%2F%3Ftoken%3Dopaque%26a%3D1&x=2",
            "https://h/?redirect_uri=https%3A%2F%2Fb%2F%3Ftoken%3DREDACTED%26a%3D1&x=2",
        ),
        ("https://h/?next=%2Fcb%3Faccess_token%3Dopaque", "https://h/?next=%2Fcb%3Faccess_token%3DREDACTED"),
        ("https://h/?next=%2fcb%23access%5ftoken%3dopaque&x", "https://h/?next=%2fcb%23access%5ftoken%3dREDACTED&x"),
        (
            "https://h/?a=1&r=https%3A%2F%2Fu%3Aopaque%40b%2F%3Fsig%3Dopaque",
            "https://h/?a=1&r=https%3A%2F%2FREDACTED%40b%2F%3Fsig%3DREDACTED",
        ),
        // Twice: the whole URL, and a URL inside of a URL inside.
        (
            "https://h/?r=https%253A%252F%252Fu%253Aopaque%2540b%252F%253Fkey%253Dopaque%2526a%253D1",
            "https://h/?r=https%253A%252F%252FREDACTED%2540b%252F%253Fkey%253DREDACTED%2526a%253D1",
        ),
        (
            "https://h/?r=https%3A%2F%2Fb%2F%3Fn%3D%252Fcb%253Fcode%253Dopaque%26sig%3Dopaque",
            "https://h/?r=https%3A%2F%2Fb%2F%3Fn%3D%252Fcb%253Fcode%253DREDACTED%26sig%3DREDACTED",
        ),
        // Encoded in part, and not as it should be.
        ("https://h/?r=https://b/%3Ftoken=opaque", "https://h/?r=https://b/%3Ftoken=REDACTED"),
        ("https://h/?r=%2Fcb%3Fpassword%3Dopaque%20opaque%3Copaque", "https://h/?r=%2Fcb%3Fpassword%3DREDACTED"),
        ("https://h/?r=%2Fp%3Bjsessionid%3Dopaque%2Fq", "https://h/?r=%2Fp%3Bjsessionid%3DREDACTED%2Fq"),
        // The value of a credential is hidden whatever is in it.
        ("https://h/?token=https%3A%2F%2Fb%2F%3Ftoken%3Dopaque%26a%3Dopaque", "https://h/?token=REDACTED"),
    ] {
        assert_eq!(kept_url(url).replace('_', "%5f"), expected.replace('_', "%5f"));
        for (before, after) in [("", ""), ("0;url=", ""), ("<", ">; rel=\"next\"")] {
            let value = format!("{before}{url}{after}");
            assert_eq!(kept("x-anything", &value), format!("{before}{expected}{after}"));
        }
        let request = RequestMetadata::new(&Method::GET, &url.parse().unwrap(), &HeaderMap::new());
        assert_eq!(from_json::<RequestMetadata>(to_json(&request)), Ok(request));
    }
    for (value, expected) in [
        ("/cb#r=https%3A%2F%2Fu%3Aopaque%40b", "/cb#r=https%3A%2F%2FREDACTED%40b"),
        ("/cb?r=%2Fflow%5Fada2ad2a%5F1234567890abcdef%2Fx", "/cb?r=%2Fflow%5Fada2ad2a%5FREDACTED"),
        ("/cb?a=%\u{e9}%40&r=%2F%3Fcode%3Dopaque", "/cb?a=%\u{e9}%40&r=%2F%3Fcode%3DREDACTED"),
    ] {
        assert_eq!(kept_value(value), expected);
    }
}

/// A header's value, as the characters U+0000 to U+00FF.
fn kept_value(value: &str) -> String {
    let bytes: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let value = HeaderValue::from_bytes(&bytes).unwrap();
    let headers = HeaderMap::from_iter([(HeaderName::from_static("x-anything"), value)]);
    let response = ResponseMetadata::new(StatusCode::OK, &headers);
    response.headers()["x-anything"].as_bytes().iter().copied().map(char::from).collect()
}

/// A value that is not a credential stays as it was written.
#[test]
fn keeps_a_harmless_url_inside_of_a_url() {
    for url in [
        "https://h/?redirect_uri=https%3A%2F%2Fapp&email=bob%40example.com",
        "https://h/?redirect_uri=https://app&email=bob@example.com",
        "https://h/?redirect_uri=https://app:8443&email=bob@example.com",
        "https://h/?r=https%3A%2F%2Fb%2Fa%40b%3Fpage%3D2%26q%3Dc%2523#x",
        "https://h/?q=a%26key%3Db&mail=bob%40h",
        "https://h/?q=%22a%22%20%3Cb%3E%20c%40d",
        "https://h/?r=%252Fcb%253Fpage%253D2",
        // Encoded thrice, or not the value of a parameter.
        "https://h/?r=%25252Fcb%25253Ftoken%25253Dabc",
        "https://h/https%3A%2F%2Fu%3Ap%40b%2F%3Ftoken%3Dabc",
        "https://h/p;v=1/q;w=2;x=3?y=4",
        "https://h/?sigma=1;signal=2",
    ] {
        let without_fragment = url.split('#').next().unwrap();
        assert_eq!(kept_url(url), without_fragment);
        assert_eq!(kept("referer", url), url);
    }
    for value in ["/?q=100%&p=%zz%40", "a=https%3A%2F%2Fu%3Ap%40b", "text/html;level=1"] {
        assert_eq!(kept("x-anything", value), value);
    }
}

/// As a WHATWG parser reads URLs, and as others do.
#[test]
fn hides_parameters_that_parsers_read_in_different_ways() {
    for (value, expected) in [
        ("/p;jsessionid=opaque", "/p;jsessionid=REDACTED"),
        ("/p;a=1;sid=opaque;b=2/q;c=3?d=4", "/p;a=1;sid=REDACTED/q;c=3?d=4"),
        ("https://h/p;x/q;token=opaque#d", "https://h/p;x/q;token=REDACTED#d"),
        ("/cb#access_token=opa#que&a=1", "/cb#access_token=REDACTED&a=1"),
        ("/cb#/route#sig=opaque", "/cb#/route#sig=REDACTED"),
        ("/cb?token=opaque#a=1", "/cb?token=REDACTED#a=1"),
        ("/cb#a?token=opaque", "/cb#a?token=REDACTED"),
        ("/cb?to;ken=opaque", "/cb?to;ken=REDACTED"),
        ("/cb?a=1;to;ken=opaque", "/cb?a=1;to;ken=REDACTED"),
        ("/cb?a;sig=opaque", "/cb?a;sig=REDACTED"),
        ("/cb?token//=u@opaque", "/cb?token//=REDACTED"),
        ("/cb?token= opaque&a=1&sig=opaque b", "/cb?token= REDACTED&a=1&sig=REDACTED b"),
        ("/cb?token=\t\"opaque\"#sig=opaque", "/cb?token=\t\"REDACTED\"#sig=REDACTED"),
        ("/cb?token=> a=b", "/cb?token=> a=b"),
        ("/cb?token=&a= b", "/cb?token=&a= b"),
    ] {
        assert_eq!(kept("x-anything", value), expected);
        assert_eq!(kept("x-anything", expected), expected);
    }
}

/// `?` and `;` can be in a value, which goes on to the next `&`.
#[test]
fn hides_the_whole_value_of_a_parameter() {
    for (url, expected) in [
        ("https://h/?password=abc?opaque", "https://h/?password=REDACTED"),
        ("https://h/?token=a?b?opaque&x=1", "https://h/?token=REDACTED&x=1"),
        ("https://h/?token=abc;opaque", "https://h/?token=REDACTED"),
        ("https://h/?a=b?token=opaque?opaque", "https://h/?a=b?token=REDACTED"),
    ] {
        assert_eq!(kept_url(url), expected);
        assert_eq!(kept("location", url), expected);
    }
    assert_eq!(kept("location", "/cb#token=a?opaque"), "/cb#token=REDACTED");
}

/// Secrets that overlap are hidden together, and a string in which a replacement makes more of it a secret is hidden as a
/// whole. A redacted string is kept as it is.
#[test]
fn redacts_once_and_for_all() {
    for (value, expected) in [
        ("//flow_ada2ad2a_a/b@h", "REDACTED"),
        ("https:flow_ada2ad2a_a/b@h", "REDACTED"),
        ("https://h///flow_ada2ad2a_//@:", "https://h///flow_ada2ad2a_REDACTED//@:"),
        ("https://h/?a=https:&token=/y&b=p@h", "https://h/?a=https:&token=REDACTED&b=p@h"),
        ("https://opaque:http:x@h", "https://REDACTED@h"),
        ("https:opaque-http:x@h", "https:REDACTED@h"),
        ("https://http:/u:opaque@h/", "https://http:/REDACTED@h/"),
        ("//a/b@//c@d@e", "//a/b@//REDACTED@e"),
        ("https://h/?token=a&//b@flow_ada2ad2a_c", "https://h/?token=REDACTED&//REDACTED@flow_ada2ad2a_REDACTED"),
        // The key ends where the value starts.
        ("/cb?token-flow_ada2ad2a_x=?opaque", "/cb?token-flow_ada2ad2a_REDACTED"),
        ("https://h/?token//=a@opaque", "https://h/?token//=REDACTED"),
    ] {
        let once = kept("x-anything", value);
        assert_eq!(once, expected, "{value}");
        assert_eq!(kept("x-anything", &once), once, "{value}");
        if let Ok(uri) = value.parse::<Uri>() {
            let request = RequestMetadata::new(&Method::GET, &uri, &HeaderMap::new());
            let again = RequestMetadata::new(&Method::GET, request.url(), &HeaderMap::new());
            assert_eq!(again.url(), request.url(), "{value}");
            assert!(!request.url().to_string().contains("opaque"), "{value}");
            let json = to_json(&request);
            assert_eq!(from_json::<RequestMetadata>(&json), Ok(request));
        }
    }
    let chain = "?a=http:&token=/x&b=y@h".repeat(10_000);
    let redacted = "?a=http:&token=REDACTED&b=y@h".repeat(10_000);
    assert_eq!(kept("x-anything", &chain), redacted);
}

/// Whatever is put together of the pieces of URLs and keys: a redacted value is kept as it is, and its JSON goes round.
#[test]
fn keeps_any_redacted_value_as_it_is() {
    const PIECES: &str = r#"
        flow_ ada2ad2a_ REDACTED token sig tokens https: http: // / \ @ : ? # & ; = % %25 %3D %2F %40 %3f %26 %5F
        %253D %252F%252F %2540 %6 a 7 " < > . + -
    "#;
    let pieces: Vec<_> = PIECES.split_whitespace().chain([" ", "\t"]).collect();
    let mut random = Random(17);
    let mut changed = 0;
    for _ in 0..20_000 {
        let count = 1 + random.below(24);
        let value: String = (0..count).map(|_| random.pick(&pieces)).collect();
        let once = kept("x-anything", &value);
        assert_eq!(kept("x-anything", &once), once, "{value}");
        changed += usize::from(once != value);
        let url: String = value.split([' ', '\t', '"', '<', '>', '\\']).collect();
        for url in [format!("https://h/{url}"), format!("https://{url}")] {
            let json = format!(r#"{{"method":"GET","url":"{url}","headers":{{}}}}"#);
            let Ok(request) = from_json::<RequestMetadata>(json) else {
                continue;
            };
            let json = to_json(&request);
            assert_eq!(from_json(json), Ok(request.clone()), "{url}");
            let again = RequestMetadata::new(&Method::GET, request.url(), &HeaderMap::new());
            assert_eq!(again, request, "{url}");
        }
    }
    assert!(changed > 900, "{changed}");
}

#[test]
fn hides_user_information_however_its_url_is_written() {
    for value in [
        "https://u:opaque@h/",
        "//u:opaque@h/",
        "https:/u:opaque@h/",
        "https:u:opaque@h/",
        "HTTPS:\\\\u:opaque@h/",
        "https:\\u:opaque@h",
        "https:/\\u:opaque@h",
        "https:///u:opaque@h/",
        "a https://u:opaque@h, https://opaque@h",
        "<https://u,opaque@h>; x=y",
        "0;url=https:u:opaque@h",
        "ftp://u:opaque@h/",
        "https://u@opaque@h",
    ] {
        let kept_value = kept("x-anything", value);
        assert!(!kept_value.contains("opaque"), "{kept_value}");
        assert!(kept_value.contains("REDACTED@h"), "{kept_value}");
        assert_eq!(kept("x-anything", &kept_value), kept_value);
    }
    for name in ["host", "x-forwarded-host", "forwarded"] {
        assert_eq!(kept(name, "u:opaque@h"), "REDACTED");
    }
    for value in ["ops@example.com", "mailto:ops@example.com", "a/b@c", "x: y@z", "http://h/a@b", "@"] {
        assert_eq!(kept("x-anything", value), value);
    }
}

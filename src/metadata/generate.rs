//! Any headers, methods, status codes and URLs, for fuzzing and property tests.

use arbitrary::{Error, Result, Unstructured};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::headers::{Headers, parse_name};
use super::url::Url;
use crate::json::generate::characters;
use crate::json::traits::Generate;
use crate::json::traits::JsonString;

/// Names that mean something to this crate, each with values that do.
const KNOWN: [(&str, &[&str]); 14] = [
    ("authorization", &["Basic dXNlcjpwYXNz"]),
    ("cookie", &["session=1; theme=dark"]),
    ("set-cookie", &["session=1; Path=/; HttpOnly"]),
    ("x-api-key", &["1"]),
    ("content-type", &["application/json", "text/html; charset=utf-8"]),
    ("location", &["https://user@example.com/?token=1", "/api-keys"]),
    ("retry-after", &["0", "1.5", "120", "Wed, 21 Oct 2015 07:28:00 GMT"]),
    ("x-request-id", &["req-7", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]),
    ("cf-ray", &["8a1b2c3d4e5f6071-FRA"]),
    ("ratelimit", &[r#""default";r=50;t=30"#, r#""burst";r=0;t=1, "day";r=99;t=3600"#]),
    ("ratelimit-policy", &[r#""default";q=100;w=60"#]),
    ("x-ratelimit-limit", &["100", "60.0"]),
    ("x-ratelimit-remaining", &["0", "99"]),
    ("x-ratelimit-reset", &["30", "1710936000", "1710936000000"]),
];

impl Generate for Headers {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        const TOKEN: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-_!#$%&'*+.^`|~";

        let mut headers = HeaderMap::new();
        for _ in 0..u.int_in_range(0..=5)? {
            let (name, values) = if u.arbitrary()? {
                let (name, values) = *u.choose(&KNOWN)?;
                (name.to_owned(), values)
            } else {
                (characters(u, TOKEN, 1..=16)?, &[][..])
            };
            let name = parse_name(&name).map_err(|_| Error::IncorrectFormat)?;
            headers.append(name, value(u, values)?);
        }
        Ok(Self::from(&headers))
    }
}

/// A header's value: two of four are among these, if there are any, and one has a key in it.
fn value(u: &mut Unstructured<'_>, values: &[&str]) -> Result<HeaderValue> {
    let mut value = match u.int_in_range(0..=3)? {
        0 => return Ok(crate::ApiKey::generate(u)?.to_bearer()),
        1 | 2 if !values.is_empty() => u.choose(values)?.as_bytes().to_vec(),
        _ => u.arbitrary::<&[u8]>()?.to_vec(),
    };
    value.retain(|byte| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f));
    HeaderValue::from_bytes(&value).map_err(|_| Error::IncorrectFormat)
}

impl Generate for Method {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        const TOKEN: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-!#$%&'*+.^`|~";

        let method = match u.int_in_range(0..=2)? {
            0 => "GET".to_owned(),
            1 => "POST".to_owned(),
            _ => characters(u, TOKEN, 1..=16)?,
        };
        method.parse().map_err(|_| Error::IncorrectFormat)
    }
}

impl Generate for StatusCode {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        Self::from_u16(u.int_in_range(100..=999)?).map_err(|_| Error::IncorrectFormat)
    }
}

impl Generate for Url {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        const PATH: &[u8] = b"0123456789ABCDEFabcdefghijklmnopqrstuvwxyz._-~/?:@!$&'()*+,;=";

        let scheme = u.choose(&["http", "https"])?;
        let host = characters(u, b"0123456789abcdefghijklmnopqrstuvwxyz.-", 1..=20)?;
        let port = u.choose(&["", ":", ":443"])?;
        let segment = u.choose(&["", "%2F/", "%c3%bc/"])?;
        let path = characters(u, PATH, 0..=60)?;
        let url = format!("{scheme}://{host}{port}/{segment}{path}");
        Self::parse(&url).map_err(|_| Error::IncorrectFormat)
    }
}

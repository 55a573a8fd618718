//! Any headers, methods, status codes and URLs, for fuzzing and property tests.

use arbitrary::{Error, Result, Unstructured};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::headers::{Headers, parse_name};
use super::url::Url;
use crate::json::generate::characters;
use crate::json::traits::Generate;
use crate::json::traits::JsonString;

impl Generate for Headers {
    fn generate(u: &mut Unstructured<'_>) -> Result<Self> {
        const KNOWN: [&str; 8] = [
            "authorization",
            "cookie",
            "set-cookie",
            "x-api-key",
            "content-type",
            "retry-after",
            "x-request-id",
            "location",
        ];
        const TOKEN: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-_!#$%&'*+.^`|~";

        let mut headers = HeaderMap::new();
        for _ in 0..u.int_in_range(0..=5)? {
            let name = if u.arbitrary()? {
                (*u.choose(&KNOWN)?).to_owned()
            } else {
                characters(u, TOKEN, 1..=16)?
            };
            let name = parse_name(&name).map_err(|_| Error::IncorrectFormat)?;
            headers.append(name, value(u)?);
        }
        Ok(Self::from(&headers))
    }
}

/// A header's value, one of four with a key in it.
fn value(u: &mut Unstructured<'_>) -> Result<HeaderValue> {
    if u.int_in_range(0..=3)? == 0 {
        return Ok(crate::ApiKey::generate(u)?.to_bearer());
    }
    let mut value = u.arbitrary::<&[u8]>()?.to_vec();
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

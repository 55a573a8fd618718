//! `arbitrary::Arbitrary` for every model type: values of every kind, and none that cannot be written.

use std::ops::RangeInclusive;

use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use uuid::Uuid;

use crate::json::{INTEGER_MAX, Text};
use crate::timestamp::SECONDS;
use crate::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, KeyPrefix, Location, RequestMetadata, ResponseMetadata,
    UserId, ValidationError,
};

const HEX: &[u8] = b"0123456789abcdef";
const TOKEN: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
const METHOD: &[u8] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-!#$%&'*+.^`|~";

/// Implements `Arbitrary` from a function that makes a value.
macro_rules! arbitrary {
    ($($Type:ident: |$u:ident| $value:expr;)+) => {$(
        impl<'a> Arbitrary<'a> for $Type {
            fn arbitrary($u: &mut Unstructured<'a>) -> Result<Self> {
                Ok($value)
            }
        }
    )+};
}

arbitrary! {
    ApiKey: |u| {
        let (short, long) = (characters(u, HEX, 8..=8)?, characters(u, TOKEN, 16..=128)?);
        parsed(&format!("flow_{short}_{long}"))?
    };
    KeyPrefix: |_u| KeyPrefix::Flow;
    ApiKeyId: |u| Uuid::from_u128(u.arbitrary()?).into();
    UserId: |u| Uuid::from_u128(u.arbitrary()?).into();
    APIKeyCreateResponse: |u| {
        let mut created =
            Self::new(u.arbitrary()?, instant(u)?, u.arbitrary()?, <&str>::arbitrary(u)?, u.arbitrary()?);
        if u.arbitrary()? {
            created.last_used_at = Some(instant(u)?);
        }
        created
    };
    HttpMetadata: |u| Self::new(u.arbitrary()?, u.arbitrary()?);
    RequestMetadata: |u| {
        let method: Method = match u.int_in_range(0..=2)? {
            0 => Method::GET,
            1 => Method::POST,
            _ => parsed(&characters(u, METHOD, 1..=16)?)?,
        };
        let scheme = u.choose(&["http", "https"])?;
        let host = characters(u, b"0123456789abcdefghijklmnopqrstuvwxyz.-", 1..=20)?;
        let path = characters(u, b"0123456789ABCDEFabcdefghijklmnopqrstuvwxyz._-~/?:@!$&'()*+,;=", 0..=60)?;
        let (port, segment) = (u.choose(&["", ":", ":443"])?, u.choose(&["", "%2F/", "%c3%bc/"])?);
        let url: Uri = parsed(&format!("{scheme}://{host}{port}/{segment}{path}"))?;
        Self::new(&method, &url, &headers(u)?)
    };
    ResponseMetadata: |u| {
        let status = StatusCode::from_u16(u.int_in_range(100..=999)?);
        Self::new(status.map_err(|_| arbitrary::Error::IncorrectFormat)?, &headers(u)?)
    };
    CreateAPIKeyForUserAPIKeysPostResponse: |u| Self::new(u.arbitrary()?, u.arbitrary()?);
    HTTPValidationError: |u| Self::new(u.arbitrary()?);
    ValidationError: |u| Self::new(u.arbitrary()?, <&str>::arbitrary(u)?, <&str>::arbitrary(u)?);
    Location: |u| {
        if u.arbitrary()? {
            Self::Name(u.arbitrary()?)
        } else {
            let most = *u.choose(&[INTEGER_MAX, 1_000])?;
            Self::Index(u.int_in_range(-most..=most)?)
        }
    };
}

/// What a type reads of a text.
fn parsed<T: Text>(text: &str) -> Result<T> {
    T::parse(text).map_err(|_| arbitrary::Error::IncorrectFormat)
}

/// So many characters of an alphabet.
fn characters(
    u: &mut Unstructured<'_>,
    alphabet: &[u8],
    count: RangeInclusive<usize>,
) -> Result<String> {
    let count = u.int_in_range(count)?;
    (0..count)
        .map(|_| u.choose(alphabet).map(|byte| char::from(*byte)))
        .collect()
}

/// Every instant that can be written.
fn instant(u: &mut Unstructured<'_>) -> Result<DateTime<Utc>> {
    let (second, nanosecond) = (u.int_in_range(SECONDS)?, u.int_in_range(0..=999_999_999)?);
    DateTime::from_timestamp(second, nanosecond).ok_or(arbitrary::Error::IncorrectFormat)
}

/// Headers as they come: some with a credential in them.
fn headers(u: &mut Unstructured<'_>) -> Result<HeaderMap> {
    const KNOWN: [&str; 4] = [
        "authorization",
        "set-cookie",
        "content-type",
        "x-request-id",
    ];

    let mut headers = HeaderMap::new();
    for _ in 0..u.int_in_range(0..=5)? {
        let name: HeaderName = match u.int_in_range(0..=5)? {
            known @ 0..4 => HeaderName::from_static(KNOWN[known]),
            _ => parsed(&characters(
                u,
                b"abcdefghijklmnopqrstuvwxyz0123456789-_",
                1..=16,
            )?)?,
        };
        let mut value = <&[u8]>::arbitrary(u)?.to_vec();
        value.retain(|byte| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f));
        let value = HeaderValue::from_bytes(&value);
        headers.append(name, value.map_err(|_| arbitrary::Error::IncorrectFormat)?);
    }
    Ok(headers)
}

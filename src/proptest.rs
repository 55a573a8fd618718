//! `proptest::Arbitrary` for every model type: values of every kind, and none that cannot be written.
//!
//! Texts of a form are regular expressions of their own, so that they do not agree with a parser by construction.

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use secrecy::ExposeSecret;
use uuid::Uuid;

use crate::json::{INTEGER_MAX, Text};
use crate::timestamp::SECONDS;
use crate::{
    APIKeyCreateResponse, ApiKey, ApiKeyId, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPValidationError, HttpMetadata, KeyPrefix, Location, RequestMetadata, ResponseMetadata,
    UserId, ValidationError,
};

/// Implements `Arbitrary` from a strategy.
macro_rules! strategies {
    ($($Type:ident: $strategy:expr;)+) => {$(
        impl Arbitrary for $Type {
            type Parameters = ();
            type Strategy = BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
                $strategy.boxed()
            }
        }
    )+};
}

strategies! {
    ApiKey: text::<ApiKey>("flow_[0-9a-f]{8}_[0-9A-Za-z_-]{16,128}");
    KeyPrefix: Just(KeyPrefix::Flow);
    ApiKeyId: any::<u128>().prop_map(|id| Uuid::from_u128(id).into());
    UserId: any::<u128>().prop_map(|id| Uuid::from_u128(id).into());
    APIKeyCreateResponse: (any::<(ApiKey, ApiKeyId, String, UserId)>(), instant(), option::of(instant())).prop_map(
        |((api_key, id, key_name, user_id), created_at, last_used_at)| {
            let mut created = Self::new(api_key, created_at, id, key_name, user_id);
            created.last_used_at = last_used_at;
            created
        },
    );
    HttpMetadata: any::<(RequestMetadata, ResponseMetadata)>()
        .prop_map(|(request, response)| Self::new(request, response));
    RequestMetadata: (
        text::<Method>("GET|POST|[!#-'*+.0-9A-Z^-z|~-]{1,16}"),
        text::<Uri>(r"https?://[0-9A-Za-z.~-]{1,20}(:[0-9]{0,5})?(/([0-9A-Za-z:@._-]|%[0-9A-F]{2}){0,8}){0,4}(\?[!$&-/:;=?@0-9A-Z_a-z~]{0,20})?"),
        headers(),
    )
        .prop_map(|(method, url, headers)| Self::new(&method, &url, &headers));
    ResponseMetadata: (100..1000_u16, headers()).prop_map(|(status, headers)| {
        Self::new(StatusCode::from_u16(status).expect("100 to 999"), &headers)
    });
    CreateAPIKeyForUserAPIKeysPostResponse: any::<(HttpMetadata, Option<APIKeyCreateResponse>)>()
        .prop_map(|(http_meta, created)| Self::new(http_meta, created));
    HTTPValidationError: vec(any::<ValidationError>(), 0..4).prop_map(Self::new);
    ValidationError: (vec(any::<Location>(), 0..4), any::<(String, String)>())
        .prop_map(|(loc, (msg, type_))| Self::new(loc, msg, type_));
    Location: prop_oneof![
        any::<String>().prop_map(Self::Name),
        (0..1_000_i64).prop_map(Self::Index),
        (-INTEGER_MAX..=INTEGER_MAX).prop_map(Self::Index),
    ];
}

/// What a type reads of the texts of a regular expression.
fn text<T: Text + std::fmt::Debug>(form: &'static str) -> impl Strategy<Value = T> {
    form.prop_map(|text| T::parse(&text).expect("a text of the type's form"))
}

/// Every instant that can be written, and every precision.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    let nanosecond = prop_oneof![
        Just(0),
        (0..1000_u32).prop_map(|milli| milli * 1_000_000),
        (0..1_000_000_u32).prop_map(|micro| micro * 1_000),
        0..1_000_000_000_u32,
    ];
    (SECONDS, nanosecond).prop_map(|(second, nanosecond)| {
        DateTime::from_timestamp(second, nanosecond).expect("a year of four digits")
    })
}

/// Headers as they come: some with a credential in them.
fn headers() -> impl Strategy<Value = HeaderMap> {
    let name = prop_oneof![
        3 => "[!#-'*+.0-9^-z|~-]{1,16}",
        1 => "authorization|cookie|set-cookie|x-api-key|content-type|retry-after|x-request-id",
    ];
    let value = prop_oneof![
        3 => vec(prop_oneof![Just(b'\t'), b' '..=b'~', 0x80..=0xff_u8], 0..32),
        1 => any::<ApiKey>().prop_map(|key| format!("Bearer {}", key.expose_secret()).into_bytes()),
    ];
    vec((name, value), 0..6).prop_map(|headers| {
        headers
            .into_iter()
            .map(|(name, value)| {
                let value = HeaderValue::from_bytes(&value).expect("no control character but tab");
                (name.parse().expect("a token"), value)
            })
            .collect()
    })
}

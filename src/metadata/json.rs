//! The JSON form of headers, methods, status codes and URLs.

use std::collections::HashSet;
use std::fmt;

use http::header::HeaderName;
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::headers::{
    EXPECTED_FEWER_NAMES, EXPECTED_FEWER_VALUES, EXPECTED_NAME, EXPECTED_ONCE, EXPECTED_VALUE,
    EXPECTED_VALUES, Headers, NAMES_MAX, VALUES_MAX, isomorphic_decoded, parse_name, parse_value,
};
#[cfg(feature = "schemars")]
use super::headers::{NAME_LENGTH_MAX, TOKEN};
#[cfg(feature = "schemars")]
use super::url::LENGTH_MAX;
use super::url::{Url, redacted};
use crate::json::check::{Kind, Report, each_element, each_member};
use crate::json::error::ViolationKind;
use crate::json::read;
use crate::json::value::{Json, JsonString, Read, Written, close, json_str_len, write_str};

/// The headers by name, in the order in which they are written.
fn sorted(headers: &HeaderMap) -> Vec<&HeaderName> {
    let mut names: Vec<_> = headers.keys().collect();
    names.sort_unstable_by_key(|name| name.as_str());
    names
}

impl Json for Headers {
    const EXPECTED: &'static str = "an object: header names, each with an array of values";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> DeserializeSeed<'de> for Name {
            type Value = HeaderName;

            fn deserialize<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<HeaderName, D::Error> {
                read::string(deserializer, EXPECTED_NAME, parse_name)
            }
        }

        struct HeadersVisitor<'a> {
            reached: &'a mut bool,
        }

        impl<'de> Visitor<'de> for HeadersVisitor<'_> {
            type Value = Headers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(Headers::EXPECTED)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Headers, A::Error> {
                *self.reached = true;
                let mut headers = Headers::default();
                while let Some(name) = members.next_key_seed(Name)? {
                    let values: Vec<Value> = members.next_value_seed(Read::new())?;
                    let values = values.into_iter().map(|Value(value)| value).collect();
                    headers.insert(&name, values).map_err(read::expected)?;
                }
                Ok(headers)
            }
        }

        read::ask(Self::EXPECTED, |reached| {
            deserializer.deserialize_map(HeadersVisitor { reached })
        })
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        if Kind::of(value) != Kind::Object {
            return report.add(ViolationKind::InvalidType, Self::EXPECTED, value);
        }
        // A set, whose hash nobody can make collide; a map of headers is only safe up to the most names.
        let mut seen = HashSet::new();
        let mut count = 0_usize;
        each_member(value, |name, values| {
            if let Some(known) = report.string(name, EXPECTED_NAME, parse_name) {
                if !seen.insert(known) {
                    report.add(ViolationKind::Duplicate, EXPECTED_ONCE, name);
                } else if seen.len() == NAMES_MAX + 1 {
                    report.add(ViolationKind::InvalidValue, EXPECTED_FEWER_NAMES, name);
                }
            }
            if Kind::of(values) != Kind::Array {
                return report.add(ViolationKind::InvalidType, EXPECTED_VALUES, values);
            }
            let before = count;
            each_element(values, |value| {
                count += 1;
                if count == VALUES_MAX + 1 {
                    report.add(ViolationKind::InvalidValue, EXPECTED_FEWER_VALUES, value);
                }
                Value::check(value, report);
            });
            if count == before {
                report.add(ViolationKind::InvalidValue, EXPECTED_VALUES, values);
            }
        });
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = sorted(&self.0);
        let mut object = serializer.serialize_map(Some(names.len()))?;
        for name in names {
            let values: Vec<_> = self.0.get_all(name).iter().cloned().map(Value).collect();
            object.serialize_entry(name.as_str(), &Written(&values))?;
        }
        object.end()
    }

    fn json_len(&self) -> usize {
        let names = self
            .0
            .keys()
            .map(|name| name.as_str().len() + r#""":[],"#.len());
        let values = self
            .0
            .values()
            .map(|value| json_str_len(&isomorphic_decoded(value)) + 1);
        names.sum::<usize>() + values.sum::<usize>() + "{}".len()
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.push(b'{');
        for name in sorted(&self.0) {
            // No character of a token is escaped.
            json.push(b'"');
            json.extend_from_slice(name.as_str().as_bytes());
            json.extend_from_slice(b"\":[");
            for value in self.0.get_all(name) {
                write_str(&isomorphic_decoded(value), json);
                json.push(b',');
            }
            close(json, b']');
            json.push(b',');
        }
        close(json, b'}');
    }

    #[cfg(feature = "schemars")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "propertyNames": {"pattern": TOKEN, "maxLength": NAME_LENGTH_MAX},
            "additionalProperties": {
                "type": "array",
                "items": Value::schema(generator),
                "minItems": 1,
                "maxItems": VALUES_MAX,
            },
            "maxProperties": NAMES_MAX,
        })
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        use crate::json::value::characters;

        let mut headers = HeaderMap::new();
        for _ in 0..u.int_in_range(0..=5)? {
            let known = [
                "authorization",
                "set-cookie",
                "content-type",
                "x-request-id",
            ];
            let name = match u.int_in_range(0..=5)? {
                index @ 0..4 => known[index].to_owned(),
                _ => characters(u, b"abcdefghijklmnopqrstuvwxyz0123456789-_", 1..=16)?,
            };
            let name = parse_name(&name).map_err(|_| arbitrary::Error::IncorrectFormat)?;
            headers.append(name, Value::arbitrary(u)?.0);
        }
        Ok(Self::from(&headers))
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        use proptest::prelude::*;

        let name = prop_oneof![
            3 => "[!#-'*+.0-9^-z|~-]{1,16}",
            1 => "authorization|cookie|set-cookie|x-api-key|content-type|retry-after|x-request-id",
        ];
        let headers = proptest::collection::vec((name, Value::strategy()), 0..6);
        let headers = headers.prop_map(|headers| {
            let headers = headers.into_iter();
            let headers: HeaderMap = headers
                .map(|(name, Value(value))| (name.parse().expect("a token"), value))
                .collect();
            Self::from(&headers)
        });
        headers.boxed()
    }
}

/// A header value, before it is redacted by the name that it belongs to.
#[derive(Debug)]
struct Value(HeaderValue);

impl Json for Value {
    const EXPECTED: &'static str = EXPECTED_VALUE;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::string(deserializer, EXPECTED_VALUE, |string| {
            parse_value(string).map(Self)
        })
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.string(value, EXPECTED_VALUE, parse_value);
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&isomorphic_decoded(&self.0))
    }

    fn json_len(&self) -> usize {
        json_str_len(&isomorphic_decoded(&self.0))
    }

    fn write(&self, json: &mut Vec<u8>) {
        write_str(&isomorphic_decoded(&self.0), json);
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Characters beyond ASCII are themselves: Ruby refuses `\x80-\xFF`.
        schemars::json_schema!({"type": "string", "pattern": "^[\\t\\x20-\\x7E\u{80}-\u{FF}]*$"})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        let mut value = <&[u8] as arbitrary::Arbitrary>::arbitrary(u)?.to_vec();
        value.retain(|byte| *byte == b'\t' || (*byte >= b' ' && *byte != 0x7f));
        let value = HeaderValue::from_bytes(&value);
        value
            .map(Self)
            .map_err(|_| arbitrary::Error::IncorrectFormat)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        use crate::ApiKey;
        use proptest::prelude::*;

        // Some with a key in them.
        let value = prop_oneof![
            3 => proptest::collection::vec(prop_oneof![Just(b'\t'), b' '..=b'~', 0x80..=0xff_u8], 0..32),
            1 => any::<ApiKey>().prop_map(|key| format!("Bearer {}", key.expose_secret()).into_bytes()),
        ];
        let value = value.prop_map(|value| {
            Self(HeaderValue::from_bytes(&value).expect("no control character except tab"))
        });
        value.boxed()
    }
}

impl JsonString for Method {
    const EXPECTED: &'static str = "an HTTP method: an RFC 9110 token, such as `POST`";

    fn parse(string: &str) -> Result<Self, &'static str> {
        Self::from_bytes(string.as_bytes()).map_err(|_| <Self as JsonString>::EXPECTED)
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(self.as_str())
    }

    fn str_len(&self) -> usize {
        self.as_str().len()
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": TOKEN})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        const TOKEN: &[u8] =
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-!#$%&'*+.^`|~";

        let method = match u.int_in_range(0..=2)? {
            0 => "GET".to_owned(),
            1 => "POST".to_owned(),
            _ => crate::json::value::characters(u, TOKEN, 1..=16)?,
        };
        method
            .parse()
            .map_err(|_| arbitrary::Error::IncorrectFormat)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        crate::json::value::matching("GET|POST|[!#-'*+.0-9A-Z^-z|~-]{1,16}")
    }
}

impl Json for StatusCode {
    const EXPECTED: &'static str = "an HTTP status code: an integer from 100 to 999";

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::integer(
            Self::EXPECTED,
            |visitor| deserializer.deserialize_u16(visitor),
            status,
            None,
        )
    }

    fn check(value: &RawValue, report: &mut Report<'_>) {
        report.integer(value, Self::EXPECTED, status);
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.as_u16())
    }

    fn json_len(&self) -> usize {
        self.as_str().len()
    }

    fn write(&self, json: &mut Vec<u8>) {
        json.extend_from_slice(self.as_str().as_bytes());
    }

    #[cfg(feature = "schemars")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "integer", "minimum": 100, "maximum": 999})
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        status(u.int_in_range(100..=999_i64)?.into()).ok_or(arbitrary::Error::IncorrectFormat)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        use proptest::prelude::*;

        (100..1000_i128)
            .prop_map(|code| status(code).expect("100 to 999"))
            .boxed()
    }
}

fn status(code: i128) -> Option<StatusCode> {
    StatusCode::from_u16(u16::try_from(code).ok()?).ok()
}

impl JsonString for Url {
    const EXPECTED: &'static str =
        "an absolute `http` or `https` URI (RFC 3986), such as `https://api.example.com/api-keys`";

    /// User information and the values of parameters that are a credential by name become `REDACTED`, keys are redacted,
    /// and a fragment, which HTTP does not send, is dropped. Percent-encoded letters, digits and `-._~` are decoded first, as RFC 3986 (6.2.2.2) has it: a `%5F` hides no
    /// key.
    fn parse(string: &str) -> Result<Self, &'static str> {
        redacted(string)
            .and_then(|url| Uri::try_from(url).ok())
            .map(Self)
            .ok_or(<Self as JsonString>::EXPECTED)
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(&self.0.to_string())
    }

    fn str_len(&self) -> usize {
        let parts = [
            self.0.scheme_str(),
            self.0.authority().map(Authority::as_str),
            self.0.path_and_query().map(PathAndQuery::as_str),
        ];
        parts.into_iter().flatten().map(str::len).sum::<usize>() + "://".len()
    }

    fn append(&self, json: &mut Vec<u8>) {
        use std::io::Write;

        write!(json, "{}", self.0).expect("a Vec accepts everything");
    }

    #[cfg(feature = "schemars")]
    fn schema() -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "format": "uri", "pattern": pattern(), "maxLength": LENGTH_MAX,
        })
    }

    #[cfg(feature = "arbitrary")]
    fn arbitrary(u: &mut arbitrary::Unstructured<'_>) -> arbitrary::Result<Self> {
        use crate::json::value::characters;

        let scheme = u.choose(&["http", "https"])?;
        let host = characters(u, b"0123456789abcdefghijklmnopqrstuvwxyz.-", 1..=20)?;
        let (port, segment) = (
            u.choose(&["", ":", ":443"])?,
            u.choose(&["", "%2F/", "%c3%bc/"])?,
        );
        let path = characters(
            u,
            b"0123456789ABCDEFabcdefghijklmnopqrstuvwxyz._-~/?:@!$&'()*+,;=",
            0..=60,
        )?;
        let url = format!("{scheme}://{host}{port}/{segment}{path}");
        Self::parse(&url).map_err(|_| arbitrary::Error::IncorrectFormat)
    }

    #[cfg(feature = "proptest")]
    fn strategy() -> proptest::strategy::BoxedStrategy<Self> {
        crate::json::value::matching(
            r"https?://[0-9A-Za-z.~\-]{1,20}(:[0-9]{0,5})?(/([0-9A-Za-z:@._\-]|%[0-9A-F]{2}){0,8}){0,4}(\?[!$&-/:;=?@0-9A-Z_a-z~]{0,20})?",
        )
    }
}

/// How many percent-encoded bytes the pattern checks in each part of a URL. Java's engine and PHP's recurse on each repetition of
/// a group, and run out of stack where a URL may be of nothing else.
#[cfg(feature = "schemars")]
const ENCODED_CHECKED: usize = 100;

/// An absolute `http` or `https` URI as a regular expression, by the grammar of RFC 3986. In a set, ASCII's order does for what
/// JavaScript's flag `v` wants escaped: `&-.` is ``&'()*+,-.``, and `&-;` is that with `/`, the digits, `:` and `;`.
#[cfg(feature = "schemars")]
fn pattern() -> String {
    let run = |set: &str| {
        let encoded = |times: String| format!("[{set}]*(?:%[0-9A-Fa-f]{{2}}[{set}]*){{{times}}}");
        let (few, most) = (format!("0,{ENCODED_CHECKED}"), ENCODED_CHECKED.to_string());
        format!("(?:{}|{}%[%{set}]*)", encoded(few), encoded(most))
    };
    let user = format!("(?:{}@)?", run(r"!\$&-.0-;=A-Z_a-z~"));
    let host = format!(r"(?:[!\$&-.0-9;=A-Z_a-z~]+|\[(?:{})\])", ipv6());
    // A path may contain nothing that a query may not.
    let rest = run(r"!\$&-;=?-Z_a-z~");
    format!(r"^[Hh][Tt][Tt][Pp][Ss]?://{user}{host}(?::[0-9]*)?(?:[\/?]{rest})?(?:#{rest})?$")
}

/// Eight groups, of which `::` is one or more, and an IPv4 address the last two.
#[cfg(feature = "schemars")]
fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    let last_two = format!(r"(?:{group}:{group}|{byte}(?:\.{byte}){{3}})");
    let mut forms = vec![format!("(?:{group}:){{6}}{last_two}")];
    for before in 0..=7_usize {
        let head = match before {
            0 => String::new(),
            1 => format!("(?:{group})?"),
            _ => format!("(?:(?:{group}:){{0,{}}}{group})?", before - 1),
        };
        let tail = match 7 - before {
            0 => String::new(),
            1 => group.to_owned(),
            after => format!("(?:{group}:){{{}}}{last_two}", after - 2),
        };
        forms.push(format!("{head}::{tail}"));
    }
    forms.join("|")
}

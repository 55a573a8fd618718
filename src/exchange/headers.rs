//! [`Headers`]: the headers of a request or a response, without credentials.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use http::header::{Entry, HeaderName};
use http::{HeaderMap, HeaderValue};
use memchr::memchr3;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::json::check::{Kind, Report, each_element, each_member};
use crate::json::error::ViolationKind;
use crate::json::read;
use crate::json::value::{Json, Read, Written, close, json_str_len, write_str};
use crate::redact::{REDACTED, is_authorization, is_credential_name, redact_all};

/// The most header names and the most values of one request or response.
const NAMES_MAX: usize = 1_000;
const VALUES_MAX: usize = 10_000;
/// The most bytes of a name: as many as [`HeaderName`] can have.
#[cfg(feature = "schemars")]
const NAME_LENGTH_MAX: u16 = u16::MAX;

/// RFC 9110's token: a method, a header's name. Python's fastjsonschema takes every `$` that is not escaped for an end, also
/// in a set.
#[cfg(feature = "schemars")]
pub(super) const TOKEN: &str = r"^[!#\$%&'*+.^_`\|~0-9A-Za-z\-]+$";

const EXPECTED_NAME: &str = "header names that are RFC 9110 tokens, such as `content-type`";
const EXPECTED_VALUE: &str =
    "a header value: no control character except tab, and no character above U+00FF";
const EXPECTED_VALUES: &str = "an array of at least one header value for each name";
const EXPECTED_ONCE: &str = "each header name once, in any case, with all of its values";
const EXPECTED_FEWER_NAMES: &str = "at most 1,000 header names";
const EXPECTED_FEWER_VALUES: &str = "at most 10,000 header values";

/// What is expected of headers, in words.
#[cfg(feature = "schemars")]
pub(crate) const RULES: [&str; 6] = [
    <Headers as Json>::EXPECTED,
    EXPECTED_NAME,
    EXPECTED_VALUE,
    EXPECTED_ONCE,
    EXPECTED_FEWER_NAMES,
    EXPECTED_FEWER_VALUES,
];

/// The authentication schemes that stay. The first word of any other value may be a part of the secret.
const SCHEMES: [&str; 6] = ["ApiKey", "Basic", "Bearer", "Digest", "DPoP", "Token"];

/// Headers, redacted however they are built.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Headers(HeaderMap);

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Headers {
    pub(crate) fn as_map(&self) -> &HeaderMap {
        &self.0
    }

    /// Adds a new name with its values.
    fn insert(&mut self, name: &HeaderName, values: Vec<HeaderValue>) -> Result<(), &'static str> {
        if values.is_empty() {
            return Err(EXPECTED_VALUES);
        }
        if self.0.contains_key(name) {
            return Err(EXPECTED_ONCE);
        }
        if self.0.keys_len() == NAMES_MAX {
            return Err(EXPECTED_FEWER_NAMES);
        }
        if self.0.len() + values.len() > VALUES_MAX {
            return Err(EXPECTED_FEWER_VALUES);
        }
        self.append(name, values);
        Ok(())
    }

    /// Adds values, redacted; looks at the name once, which can be longer than all of its values.
    fn append(&mut self, name: &HeaderName, values: impl IntoIterator<Item = HeaderValue>) {
        let rule = Rule::of(name);
        let mut values = values
            .into_iter()
            .map(|value| rule.redacted(&value).unwrap_or(value));
        let Some(first) = values.next() else {
            return;
        };
        match self.0.entry(name) {
            Entry::Occupied(mut entry) => {
                entry.append(first);
                values.for_each(|value| entry.append(value));
            }
            Entry::Vacant(entry) => {
                let mut entry = entry.insert_entry(first);
                values.for_each(|value| entry.append(value));
            }
        }
    }
}

/// Whether a name is a token, as RFC 9110 asks. Of the names that HTTP/2 hands over, those with `"` are none.
fn is_token(name: &HeaderName) -> bool {
    !name.as_str().contains('"')
}

/// Redacts the headers of an exchange. Of more than can be kept, the first are, and none whose name is no token.
impl From<&HeaderMap> for Headers {
    fn from(headers: &HeaderMap) -> Self {
        let are_too_many = headers.keys_len() > NAMES_MAX || headers.len() > VALUES_MAX;
        if are_too_many || !headers.keys().all(is_token) {
            let mut first = Self::default();
            for name in headers.keys().filter(|name| is_token(name)).take(NAMES_MAX) {
                let room = VALUES_MAX - first.0.len();
                first.append(name, headers.get_all(name).iter().take(room).cloned());
            }
            return first;
        }
        let mut safe = headers.clone();
        let mut last: Option<(*const HeaderName, Rule)> = None;
        for (name, value) in &mut safe {
            // All values of a name come with the same name.
            let rule = match last {
                Some((last, rule)) if std::ptr::eq(last, name) => rule,
                _ => Rule::of(name),
            };
            last = Some((name, rule));
            if let Some(redacted) = rule.redacted(value) {
                *value = redacted;
            }
        }
        Self(safe)
    }
}

/// What becomes of the values of a header, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// All is hidden except a known authentication scheme.
    Authorization,
    /// All is hidden.
    Credential,
    /// All is hidden if there is user information: the value is an authority, or has some.
    Host,
    /// Keys and URLs are redacted.
    Text,
}

impl Rule {
    fn of(name: &HeaderName) -> Self {
        let name = name.as_str();
        if is_credential_name(name) {
            if is_authorization(name) {
                Self::Authorization
            } else {
                Self::Credential
            }
        } else if ["forwarded", "host", "x-forwarded-host"].contains(&name) {
            Self::Host
        } else {
            Self::Text
        }
    }

    /// The value that replaces one that must not be kept.
    fn redacted(self, value: &HeaderValue) -> Option<HeaderValue> {
        const HIDDEN: HeaderValue = HeaderValue::from_static(REDACTED);

        let has_user = || self == Self::Host && value.as_bytes().contains(&b'@');
        if self == Self::Authorization {
            let words = value.to_str().ok().and_then(|value| value.split_once(' '));
            let scheme = words.map(|(word, _)| word).filter(|word| {
                SCHEMES
                    .iter()
                    .any(|scheme| scheme.eq_ignore_ascii_case(word))
            });
            let value = scheme.map(|scheme| format!("{scheme} {REDACTED}").parse());
            return Some(value.and_then(Result::ok).unwrap_or(HIDDEN));
        }
        if self == Self::Credential || value.is_sensitive() || has_user() {
            return Some(HIDDEN);
        }
        // Neither user information nor a parameter nor a key is without one of these, and most values are without them
        // all.
        memchr3(b'@', b'=', b'_', value.as_bytes())?;
        let value = isomorphic_decoded(value);
        match redact_all(&value) {
            Some(Cow::Borrowed(_)) => None,
            Some(Cow::Owned(safe)) => Some(parse_value(&safe).unwrap_or(HIDDEN)),
            None => Some(HIDDEN),
        }
    }
}

/// A value's bytes as the characters U+0000 to U+00FF.
fn isomorphic_decoded(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(ascii) if ascii.is_ascii() => Cow::Borrowed(ascii),
        _ => Cow::Owned(value.as_bytes().iter().copied().map(char::from).collect()),
    }
}

fn parse_name(string: &str) -> Result<HeaderName, &'static str> {
    HeaderName::from_bytes(string.as_bytes()).map_err(|_| EXPECTED_NAME)
}

/// The value whose bytes are the characters of a string.
fn parse_value(string: &str) -> Result<HeaderValue, &'static str> {
    if string.is_ascii() {
        return HeaderValue::from_str(string).map_err(|_| EXPECTED_VALUE);
    }
    let bytes: Result<Vec<u8>, _> = string.chars().map(u8::try_from).collect();
    let value = bytes
        .ok()
        .and_then(|bytes| HeaderValue::try_from(bytes).ok());
    value.ok_or(EXPECTED_VALUE)
}

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

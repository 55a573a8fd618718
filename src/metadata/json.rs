//! The JSON form of headers, methods, status codes and URLs.

use std::collections::HashSet;

use http::header::{GetAll, HeaderName};
use http::{HeaderValue, Method, StatusCode, Uri};
use serde::de::MapAccess;

use super::headers::{
    EXPECTED_FEWER_NAMES, EXPECTED_FEWER_VALUES, EXPECTED_NAME, EXPECTED_ONCE, EXPECTED_VALUE, EXPECTED_VALUES,
    Headers, NAMES_MAX, VALUES_MAX, decode_isomorphic, parse_name, parse_value,
};
use super::url::{Url, redact_url};
use crate::json::deserialize::{self, Read};
use crate::json::error::{JsonType, ViolationKind};
use crate::json::lexer::{NotJson, Reader};
use crate::json::traits::JsonString;
use crate::json::traits::{FromJson, Map, ValueReader};
use crate::json::traits::{ToJson, ValueWriter};

impl FromJson for Headers {
    const EXPECTED: &'static str = "an object: header names, each with an array of values";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.map()
    }
}

impl Map for Headers {
    /// No violation names a header: only the API's own names are safe to show.
    fn from_members(reader: &mut Reader<'_>) -> Result<Option<Self>, NotJson> {
        let (mut headers, mut count, before) = (Self::default(), 0_usize, reader.total);
        // A set, whose hash nobody can make collide; a map of headers is only safe up to the most names.
        let mut seen = HashSet::new();
        reader.members(|reader, quoted| {
            let name = reader.parse(quoted, parse_name);
            if let Some(name) = &name {
                if !seen.insert(name.clone()) {
                    reader.add(ViolationKind::Duplicate, EXPECTED_ONCE, quoted.start);
                } else if seen.len() == NAMES_MAX + 1 {
                    reader.add(ViolationKind::InvalidValue, EXPECTED_FEWER_NAMES, quoted.start);
                }
            }
            if !reader.is(JsonType::Array, EXPECTED_VALUES)? {
                return Ok(());
            }
            let (start, earlier) = (reader.offset, count);
            // An error here is a violation above.
            let mut header = name.filter(|_| reader.total == before).and_then(|name| headers.begin(&name).ok());
            reader.elements(|reader| {
                count += 1;
                if count == VALUES_MAX + 1 {
                    reader.peek_type()?;
                    reader.add(ViolationKind::InvalidValue, EXPECTED_FEWER_VALUES, reader.offset);
                }
                let value = HeaderValue::read(&mut *reader)?;
                if let (Some(header), Some(value)) = (&mut header, value.filter(|_| count <= VALUES_MAX)) {
                    header.add(value);
                }
                Ok(())
            })?;
            if count == earlier {
                reader.add(ViolationKind::InvalidValue, EXPECTED_VALUES, start);
            }
            Ok(())
        })?;
        Ok((reader.total == before).then_some(headers))
    }

    fn from_map<'de, A: MapAccess<'de>>(mut members: A) -> Result<Self, A::Error> {
        let mut headers = Self::default();
        while let Some(Read(name)) = members.next_key::<Read<HeaderName>>()? {
            let Read(values) = members.next_value()?;
            headers.insert(&name, values).map_err(deserialize::expected)?;
        }
        Ok(headers)
    }
}

impl ToJson for Headers {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        let mut names: Vec<_> = self.0.keys().collect();
        names.sort_unstable_by_key(|name| name.as_str());
        writer.map(names.into_iter().map(|name| (name.as_str(), self.0.get_all(name))))
    }
}

/// The values of one name.
impl ToJson for GetAll<'_, HeaderValue> {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.array(self.iter().count(), self.iter())
    }
}

impl FromJson for HeaderName {
    const EXPECTED: &'static str = EXPECTED_NAME;

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.string(EXPECTED_NAME, parse_name)
    }
}

/// A value before it is redacted by its name.
impl FromJson for HeaderValue {
    const EXPECTED: &'static str = EXPECTED_VALUE;

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        reader.string(EXPECTED_VALUE, parse_value)
    }
}

impl ToJson for HeaderValue {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.string(&decode_isomorphic(self))
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
}

impl FromJson for StatusCode {
    const EXPECTED: &'static str = "an HTTP status code: an integer from 100 to 999";

    fn read<R: ValueReader>(reader: R) -> Result<Option<Self>, R::Error> {
        let parse = |code| Self::from_u16(u16::try_from(code).ok()?).ok();
        reader.integer(Self::EXPECTED, parse, None)
    }
}

impl ToJson for StatusCode {
    fn write<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        writer.integer(self.as_u16().into())
    }
}

impl JsonString for Url {
    const EXPECTED: &'static str =
        "an absolute `http` or `https` URI (RFC 3986), such as `https://api.example.com/api-keys`";

    /// User information and the values of parameters that are a credential by name become `REDACTED`, keys are
    /// redacted, and a fragment, which HTTP does not send, is dropped. Percent-encoded letters, digits and `-._~` are
    /// decoded first, as RFC 3986 (6.2.2.2) has it: a `%5F` hides no key.
    fn parse(string: &str) -> Result<Self, &'static str> {
        redact_url(string).and_then(|url| Uri::try_from(url).ok()).map(Self).ok_or(<Self as JsonString>::EXPECTED)
    }

    fn with_str<T>(&self, f: impl FnOnce(&str) -> T) -> T {
        f(&self.0.to_string())
    }
}

//! The schemas of headers, methods, status codes and URLs.

use http::{Method, StatusCode};
use schemars::{Schema, SchemaGenerator, json_schema};

use super::headers::{Headers, NAMES_MAX, VALUES_MAX};
use super::url::{LENGTH_MAX, Url};
use crate::json::traits::Describe;

/// RFC 9110's token: a method, a header's name. Python's fastjsonschema takes every `$` that is not escaped for an end,
/// also in a set.
const TOKEN: &str = r"^[!#\$%&'*+.^_`\|~0-9A-Za-z\-]+$";

/// The most bytes of a header's name: as many as [`HeaderName`](http::HeaderName) can have.
const NAME_LENGTH_MAX: u16 = u16::MAX;

impl Describe for Headers {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": {"pattern": TOKEN, "maxLength": NAME_LENGTH_MAX},
            "additionalProperties": {
                "type": "array",
                // Characters beyond ASCII are themselves: Ruby refuses `\x80-\xFF`.
                "items": {"type": "string", "pattern": "^[\\t\\x20-\\x7E\u{80}-\u{FF}]*$"},
                "minItems": 1,
                "maxItems": VALUES_MAX,
            },
            "maxProperties": NAMES_MAX,
        })
    }
}

impl Describe for Method {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({"type": "string", "pattern": TOKEN})
    }
}

impl Describe for StatusCode {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({"type": "integer", "minimum": 100, "maximum": 999})
    }
}

impl Describe for Url {
    fn schema(_: &mut SchemaGenerator, _: bool) -> Schema {
        json_schema!({
            "type": "string", "format": "uri", "pattern": pattern(), "maxLength": LENGTH_MAX,
        })
    }
}

/// How many percent-encoded bytes the pattern checks in each part of a URL. Java's engine and PHP's recurse on each
/// repetition of a group, and run out of stack where a URL may be of nothing else.
const ENCODED_CHECKED: usize = 100;

/// An absolute `http` or `https` URI as a regular expression, by the grammar of RFC 3986. In a set, ASCII's order does
/// for what JavaScript's flag `v` wants escaped: `&-.` is ``&'()*+,-.``, and `&-;` is that with `/`, the digits, `:`
/// and `;`.
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

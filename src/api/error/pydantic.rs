//! The reasons why a server refuses a request, in the words of FastAPI with pydantic 2.

use std::borrow::Cow;

use http::Uri;
use percent_encoding::percent_decode_str;

use super::validation::{Location, ValidationError};
use crate::json::error::{JsonType, Violation, ViolationKind};
use crate::json::traits::Object;
use crate::json::{Document, from_json};
use crate::scalar::ApiKeyId;

/// The body of a request, or its violations in the order of its fields.
pub(crate) fn body<T: Document + Object>(body: &[u8]) -> Result<T, Vec<ValidationError>> {
    from_json(body).map_err(|error| {
        if body.is_empty() {
            return vec![refusal(vec!["body".into()], "missing", "Field required")];
        }
        let violations = error.violations().iter();
        let mut refusals: Vec<_> = violations.map(|violation| of_violation(body, violation)).collect();
        refusals.sort_by_key(|refusal| match refusal.loc.get(1) {
            Some(Location::Name(name)) => Some(T::index_of(name)),
            _ => None,
        });
        refusals
    })
}

fn of_violation(body: &[u8], violation: &Violation) -> ValidationError {
    let mut loc = vec!["body".into()];
    if violation.kind() == ViolationKind::Syntax {
        let before = String::from_utf8_lossy(&body[..violation.offset()]);
        let characters = before.chars().count();
        loc.push(i64::try_from(characters).unwrap_or(i64::MAX).into());
        return refusal(loc, "json_invalid", "JSON decode error");
    }
    loc.extend(violation.pointer().split('/').skip(1).map(Location::from));
    let (type_, msg) = match (violation.kind(), violation.json_type()) {
        (ViolationKind::Missing, _) => ("missing", "Field required"),
        (ViolationKind::Duplicate, _) => ("duplicate_member", "Member should occur once"),
        (_, Some(JsonType::String)) => ("string_type", "Input should be a valid string"),
        (_, Some(JsonType::Boolean)) if is_string_or_integer(&body[violation.offset()..]) => {
            ("bool_parsing", "Input should be a valid boolean, unable to interpret input")
        }
        (_, Some(JsonType::Boolean)) => ("bool_type", "Input should be a valid boolean"),
        (_, Some(_)) => {
            ("model_attributes_type", "Input should be a valid dictionary or object to extract fields from")
        }
        (_, None) => ("string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string"),
    };
    refusal(loc, type_, msg)
}

/// Whether JSON starts with a value that pydantic tries to interpret as a Boolean: a string, or an integer of 64 bits,
/// also one that is written as a float.
fn is_string_or_integer(json: &[u8]) -> bool {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let end = json.iter().position(|byte| !is_digit(byte));
    let number = std::str::from_utf8(&json[..end.unwrap_or(json.len())]).unwrap_or_default();
    let is_integer = |number: f64| number.fract() == 0.0 && number.abs() < 2_f64.powi(63);
    json.starts_with(b"\"") || number.parse::<i64>().is_ok() || number.parse().is_ok_and(is_integer)
}

fn refusal(loc: Vec<Location>, type_: &str, msg: &str) -> ValidationError {
    ValidationError::new(loc, msg, type_)
}

/// The key's id, which is the last segment of a path.
pub(crate) fn key_id(uri: &Uri) -> Result<ApiKeyId, ValidationError> {
    let segment = uri.path().rsplit('/').next().unwrap_or_default();
    decode(segment).parse().map_err(|_| {
        let loc = vec!["path".into(), "key_id".into()];
        refusal(loc, "uuid_parsing", "Input should be a valid UUID")
    })
}

/// The violations of a path and of a body: the body's alone if it is not JSON, which FastAPI sees first.
pub(crate) fn path_and_body(path: Option<ValidationError>, body: Vec<ValidationError>) -> Vec<ValidationError> {
    let is_json = body.iter().all(|error| error.type_ != "json_invalid");
    let path = path.into_iter().filter(|_| is_json);
    path.chain(body).collect()
}

/// A count in a query; of several with one name, the last.
pub(crate) fn count(uri: &Uri, name: &str) -> Result<Option<u64>, ValidationError> {
    let parameters = uri.query().unwrap_or_default().split('&');
    let mut parameters = parameters.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let Some((_, value)) = parameters.rfind(|(found, _)| decode(found) == name) else {
        return Ok(None);
    };
    let value = decode(value);
    let digits = value.strip_prefix('-').unwrap_or(&value);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_negative = value.starts_with('-') && digits.contains(|digit| digit != '0');
    let (type_, msg) = if !is_integer {
        ("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
    } else if is_negative {
        ("greater_than_equal", "Input should be greater than or equal to 0")
    } else if let Ok(count) = digits.parse() {
        return Ok(Some(count));
    } else {
        ("int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size")
    };
    Err(refusal(vec!["query".into(), name.into()], type_, msg))
}

/// A part of a path or a query with its percent-encoded bytes decoded.
fn decode(part: &str) -> Cow<'_, str> {
    percent_decode_str(part).decode_utf8_lossy()
}

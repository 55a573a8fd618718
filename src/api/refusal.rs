//! Why a server refuses a request, as FastAPI with pydantic 2 says it.

use std::borrow::Cow;

use http::Uri;
use serde_json::Value;

use super::validation_error::{Location, ValidationError};
use crate::id::ApiKeyId;
use crate::json::error::{DecodeError, Violation, ViolationKind};
use crate::json::{Document, from_json};
use crate::redact::percent_encoded;

/// The body of a request, or its violations.
pub(super) fn body<T: Document>(body: &[u8]) -> Result<T, Vec<ValidationError>> {
    from_json(body).map_err(|error| refusals(body, &error))
}

fn refusals(body: &[u8], error: &DecodeError) -> Vec<ValidationError> {
    if body.is_empty() {
        return vec![refusal(vec!["body".into()], "missing", "Field required")];
    }
    let document = serde_json::from_slice(body).unwrap_or_default();
    let violations = error.violations().iter();
    violations
        .map(|violation| of_violation(body, &document, violation))
        .collect()
}

fn of_violation(body: &[u8], document: &Value, violation: &Violation) -> ValidationError {
    let mut loc = vec!["body".into()];
    if violation.kind() == ViolationKind::Syntax {
        loc.push(Location::Index(offset(body, violation)));
        return refusal(loc, "json_invalid", "JSON decode error");
    }
    loc.extend(violation.pointer().split('/').skip(1).map(Location::from));
    let found = document.pointer(violation.pointer());
    let (type_, msg) = match (violation.kind(), violation.expected()) {
        (ViolationKind::Missing, _) => ("missing", "Field required"),
        (ViolationKind::Duplicate, _) => ("duplicate_member", "Member should occur once"),
        (ViolationKind::InvalidType, "a string") => {
            ("string_type", "Input should be a valid string")
        }
        (ViolationKind::InvalidType, "`true` or `false`") => match found {
            Some(Value::Number(_) | Value::String(_)) => (
                "bool_parsing",
                "Input should be a valid boolean, unable to interpret input",
            ),
            _ => ("bool_type", "Input should be a valid boolean"),
        },
        (ViolationKind::InvalidType, _) => (
            "model_attributes_type",
            "Input should be a valid dictionary or object to extract fields from",
        ),
        _ => (
            "string_unicode",
            "Input should be a valid string, unable to parse raw data as a unicode string",
        ),
    };
    refusal(loc, type_, msg)
}

/// How many characters are before the place of a violation.
fn offset(body: &[u8], violation: &Violation) -> i64 {
    let lines = body
        .split_inclusive(|byte| *byte == b'\n')
        .take(violation.line() - 1);
    let start: usize = lines.map(<[u8]>::len).sum();
    let end = (start + violation.column() - 1).min(body.len());
    let characters = String::from_utf8_lossy(&body[..end]).chars().count();
    i64::try_from(characters).unwrap_or(i64::MAX)
}

fn refusal(loc: Vec<Location>, type_: &str, msg: &str) -> ValidationError {
    ValidationError::new(loc, msg, type_)
}

/// The key's id, which is the last segment of a path.
pub(super) fn key_id(uri: &Uri) -> Result<ApiKeyId, ValidationError> {
    let segment = uri.path().rsplit('/').next().unwrap_or_default();
    decoded(segment).parse().map_err(|_| {
        let loc = vec!["path".into(), "key_id".into()];
        refusal(loc, "uuid_parsing", "Input should be a valid UUID")
    })
}

/// A count in a query; of several with one name, the last.
pub(super) fn count(uri: &Uri, name: &str) -> Result<Option<u64>, ValidationError> {
    let parameters = uri.query().unwrap_or_default().split('&');
    let mut parameters = parameters.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let Some((_, value)) = parameters.rfind(|(found, _)| decoded(found) == name) else {
        return Ok(None);
    };
    let value = decoded(value);
    let digits = value.strip_prefix('-').unwrap_or(&value);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse::<i128>().ok().filter(|_| is_number);
    let (type_, msg) = match number.map(u64::try_from) {
        Some(Ok(count)) => return Ok(Some(count)),
        Some(Err(_)) if value.starts_with('-') => (
            "greater_than_equal",
            "Input should be greater than or equal to 0",
        ),
        Some(Err(_)) => (
            "int_parsing_size",
            "Unable to parse input string as an integer, exceeded maximum size",
        ),
        None => (
            "int_parsing",
            "Input should be a valid integer, unable to parse string as an integer",
        ),
    };
    Err(refusal(vec!["query".into(), name.into()], type_, msg))
}

/// A part of a path or a query with its percent-encoded bytes decoded.
fn decoded(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return Cow::Borrowed(part);
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let encoded = percent_encoded(rest);
        bytes.push(encoded.unwrap_or(*byte));
        rest = if encoded.is_some() { &rest[3..] } else { after };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

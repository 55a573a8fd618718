//! The words of an error response: those that this crate knows, and the server's own.

use std::fmt::{self, Write};

use serde_json::Value;

use super::validation::{Location, ValidationError};

/// The parts of a request, and the names in it.
const PLACES: &str = "body cookie header isActive is_active keyId keyName key_id key_name limit offset path query";

/// The types of pydantic's errors that a request of this API may cause.
const TYPES: &str = "assertion_error bool_parsing bool_type dict_type duplicate_member enum extra_forbidden greater_than \
    greater_than_equal int_from_float int_parsing int_parsing_size int_type json_invalid json_type less_than less_than_equal \
    literal_error missing model_attributes_type model_type none_required string_pattern_mismatch string_too_long \
    string_too_short string_type string_unicode too_long too_short uuid_parsing uuid_type uuid_version value_error";

/// The most reasons in a line, and the most steps of the place of one.
const SHOWN: usize = 3;

/// Writes where the first reasons are, and of which type, in words that this crate knows; any other is `…`.
pub(super) fn write_reasons(line: &mut impl Write, reasons: &[ValidationError]) -> fmt::Result {
    for (index, reason) in reasons.iter().take(SHOWN).enumerate() {
        line.write_str(if index == 0 { ": " } else { "; " })?;
        for (index, step) in reason.loc.iter().take(SHOWN).enumerate() {
            let place = match step {
                Location::Name(name) => known(PLACES, name),
                Location::Index(_) => "…",
            };
            write!(line, "{}{place}", if index == 0 { "" } else { "." })?;
        }
        let space = if reason.loc.is_empty() { "" } else { " " };
        write!(line, "{space}({})", known(TYPES, &reason.type_))?;
    }
    match reasons.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(line, "; and {more} more"),
    }
}

fn known(words: &'static str, word: &str) -> &'static str {
    words.split(' ').find(|known| *known == word).unwrap_or("…")
}

/// The server's own text of an error, in one of the common forms, unredacted.
pub(super) fn server_text(body: &[u8]) -> Option<String> {
    // A value takes many times the memory of its text.
    if body.len() > 65_536 {
        return None;
    }
    let body: Value = serde_json::from_slice(body).ok()?;
    let values = [body.get("detail"), body.get("error"), Some(&body)];
    values.into_iter().flatten().find_map(text_of)
}

fn text_of(value: &Value) -> Option<String> {
    let parts: Vec<_> = match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Object(members) => {
            let parts = ["code", "message"].into_iter().filter_map(|name| members.get(name));
            parts.filter_map(scalar_of).collect()
        }
        _ => scalar_of(value).into_iter().collect(),
    };
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn scalar_of(value: &Value) -> Option<String> {
    match value {
        Value::String(string) => Some(string.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

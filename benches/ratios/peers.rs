//! The create response as other crates would have it, and the headers of real exchanges, to be measured beside ours.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[path = "headers.rs"]
pub mod headers;

/// A create response of which no member is valid.
pub const ALL_INVALID: &[u8] = br#"{"apiKey":"nonsense","createdAt":"today","id":"1","keyName":5,"keyPrefix":"x","lastUsedAt":"now","userId":null}"#;

/// Nothing is checked: seven strings.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Strings {
    pub api_key: String,
    pub created_at: String,
    pub id: String,
    pub key_name: String,
    pub key_prefix: String,
    pub last_used_at: String,
    pub user_id: String,
}

/// A request to create a key.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StringsCreate {
    pub key_name: String,
}

/// Typed where crates have a type, and the key unchecked: what most would derive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Derived {
    pub api_key: String,
    pub created_at: DateTime<Utc>,
    pub id: Uuid,
    pub key_name: String,
    pub key_prefix: String,
    pub last_used_at: Option<DateTime<Utc>>,
    pub user_id: Uuid,
}

/// The same with the key checked by garde.
#[derive(Debug, Deserialize, garde::Validate)]
#[serde(rename_all = "camelCase")]
pub struct Validated {
    #[garde(pattern(r"^flow_[0-9a-f]{8}_[0-9A-Za-z_-]{16,128}$"))]
    pub api_key: String,
    #[garde(skip)]
    pub created_at: DateTime<Utc>,
    #[garde(skip)]
    pub id: Uuid,
    #[garde(skip)]
    pub key_name: String,
    #[garde(pattern(r"^flow_$"))]
    pub key_prefix: String,
    #[garde(skip)]
    pub last_used_at: Option<DateTime<Utc>>,
    #[garde(skip)]
    pub user_id: Uuid,
}

/// A page of keys, of which nothing is checked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StringsPage {
    pub api_keys: Vec<StringsItem>,
    pub pagination: StringsPagination,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StringsItem {
    pub id: String,
    pub key_name: String,
    pub created_at: String,
    pub last_used_at: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StringsPagination {
    pub total_count: u64,
    pub limit: u64,
    pub offset: u64,
}

/// What typify makes of our schema.
pub mod typified {
    #![allow(missing_docs, clippy::all, clippy::pedantic)]
    typify::import_types!(schema = "../../schema/APIKeyCreateResponse.json");
}

//! rusqlite: ids and timestamps are columns of text, written by `Display` and read by `FromStr`; of a key, its hash is
//! stored. Timestamps in UTC and with as many digits sort as text.

use flowai_types::{APIKeyInfo, ApiKey, Timestamp, fixtures};
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

/// A column of text, as a type of the crate. The error has no value.
fn column<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    let text: String = row.get(index)?;
    text.parse().map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))
}

/// A record that was not updated since, and is active.
fn read(row: &Row<'_>) -> rusqlite::Result<APIKeyInfo> {
    let mut info = APIKeyInfo::new(column(row, 0)?, column(row, 1)?, row.get::<_, String>(2)?, column(row, 3)?);
    info.key_name = row.get(4)?;
    let used: Option<String> = row.get(5)?;
    info.last_used_at = used.map(|_| column(row, 5)).transpose()?;
    Ok(info)
}

#[test]
fn a_record_comes_back_from_a_database() {
    let database = Connection::open_in_memory().unwrap();
    database
        .execute_batch(
            "CREATE TABLE keys (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, key_prefix TEXT NOT NULL, \
             created_at TEXT NOT NULL, key_name TEXT, last_used_at TEXT, sha256 BLOB NOT NULL UNIQUE)",
        )
        .unwrap();
    let hash = |key: &ApiKey| Sha256::digest(key.expose_secret()).to_vec();
    let info = fixtures::api_key_info();
    database
        .execute(
            "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                info.id.to_string(),
                info.user_id.to_string(),
                info.key_prefix,
                info.created_at.to_string(),
                info.key_name,
                info.last_used_at.map(|at| at.to_string()),
                hash(&fixtures::api_key()),
            ],
        )
        .unwrap();
    let find = |key: &ApiKey| database.query_row("SELECT * FROM keys WHERE sha256 = ?", [hash(key)], read);
    assert_eq!(find(&fixtures::api_key()), Ok(info));

    database.execute("UPDATE keys SET created_at = 'not-a-secret'", []).unwrap();
    let error = find(&fixtures::api_key()).unwrap_err().to_string();
    assert!(error.contains("timestamp") && !error.contains("not-a-secret"), "{error}");

    let instants: [Timestamp; 2] = ["2024-03-20T12:00:00Z", "2024-03-21T00:00:00Z"].map(|at| at.parse().unwrap());
    assert!(instants[0] < instants[1] && instants[0].to_string() < instants[1].to_string());
}

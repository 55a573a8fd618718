//! Formats other than JSON, and other readers of JSON: what is written is read as the same value, inside of users' types as
//! well, and no error shows a value.

mod doc;
mod format;
mod planted;
mod table;
mod tolerances;
#[path = "../util/mod.rs"]
mod util;
mod values;

#!/usr/bin/env bash
# serde_json 1.0.154 with its feature `arbitrary_precision`, beside toml 1.2.2 and rmp-serde 1.3.1 (Rust).
#
# `arbitrary_precision` keeps the digits of numbers. Cargo joins features, so one crate anywhere in the tree turns it on
# for all.
#
# Expected: it concerns how serde_json parses and prints. `json!({"limit": 10})` written by another format stays an
# object with an integer.
#
# Seen: the output of other formats changes. A number is handed over as a struct with one private field: TOML
# writes a table, MessagePack an array around a string (compact) or a map with that private name. There is no error.
# Reading is affected as well: a float behind `serde(flatten)` fails, although the type and the document are the same.
#
#   as usual: toml "limit = 10\n", compact 81a56c696d69740a, flattened 1.5
#   arbitrary_precision: toml "[limit]\n\"$serde_json::private::Number\" = \"10\"\n", compact 81a56c696d697491a23130,
#     flattened "invalid type: map, expected f64"
#
# Why it matters: a validation error of FastAPI carries any JSON (`input`, `ctx`), and a library that keeps it as
# `serde_json::Value` has a wire format that a stranger's dependency decides. A public type should not hold a `Value`,
# or should write its numbers itself.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "numbers"
version = "0.0.0"
edition = "2021"

[dependencies]
rmp-serde = "=1.3.1"
serde = { version = "=1.0.229", features = ["derive"] }
serde_json = "=1.0.154"
toml = "=1.2.2"

[features]
exact = ["serde_json/arbitrary_precision"]
TOML
cat >src/main.rs <<'RUST'
use std::collections::BTreeMap;

#[derive(serde::Deserialize)]
struct Context {
    #[serde(flatten)]
    members: BTreeMap<String, f64>,
}

fn main() {
    let value = serde_json::json!({"limit": 10});
    println!("json {value}");
    println!("toml {:?}", toml::to_string(&value).unwrap());
    let hex = |bytes: Vec<u8>| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    println!("compact {}", hex(rmp_serde::to_vec(&value).unwrap()));
    match serde_json::from_str::<Context>(r#"{"limit": 1.5}"#) {
        Ok(context) => println!("flattened {}", context.members["limit"]),
        Err(error) => println!("flattened {error}"),
    }
}
RUST

cargo run --quiet >seen
cargo run --quiet --features exact >>seen
diff - seen <<'EXPECTED'
json {"limit":10}
toml "limit = 10\n"
compact 81a56c696d69740a
flattened 1.5
json {"limit":10}
toml "[limit]\n\"$serde_json::private::Number\" = \"10\"\n"
compact 81a56c696d697491a23130
flattened invalid type: map, expected f64 at line 1 column 14
EXPECTED

#!/usr/bin/env bash
# csv 1.4.0 with serde 1.0.229, `#[serde(flatten)]` (Rust).
#
# CSV has no types: a field is text, and csv parses it as the struct asks.
#
# Expected: a `String` field reads any text, also when the struct that has it is flattened into the row.
#
# Seen: `flatten` asks the format what it has, and csv then guesses: digits are an integer, `1e5` a float, `true` a
# boolean. A `String` refuses these. The same column without `flatten` reads them all.
#
#   My API Key: plain ok, flattened ok
#   2024: plain ok, flattened invalid type: integer `2024`, expected a string
#   1e5: plain ok, flattened invalid type: floating point `100000.0`, expected a string
#   true: plain ok, flattened invalid type: boolean `true`, expected a string
#
# Why it matters: keys are named by people. An import of keys works in the tests ("My API Key") and fails on the user
# who called one "2024". It also decides how a response type with common members should be built: flattening is not free
# for formats without types.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "rows"
version = "0.0.0"
edition = "2021"

[dependencies]
csv = "=1.4.0"
serde = { version = "=1.0.229", features = ["derive"] }
TOML
cat >src/main.rs <<'RUST'
#![allow(dead_code)]
use serde::de::DeserializeOwned;

#[derive(serde::Deserialize)]
struct Plain {
    id: String,
    key_name: String,
}

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    #[serde(flatten)]
    named: Named,
}

#[derive(serde::Deserialize)]
struct Named {
    key_name: String,
}

fn read<T: DeserializeOwned>(file: &str) -> String {
    match csv::Reader::from_reader(file.as_bytes()).deserialize::<T>().next().unwrap() {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.to_string().split_once("): ").unwrap().1.to_owned(),
    }
}

fn main() {
    for name in ["My API Key", "2024", "1e5", "true"] {
        let file = format!("id,key_name\nk1,{name}\n");
        println!("{name}: plain {}, flattened {}", read::<Plain>(&file), read::<Row>(&file));
    }
}
RUST

cargo run --quiet >seen
diff - seen <<'EXPECTED'
My API Key: plain ok, flattened ok
2024: plain ok, flattened invalid type: integer `2024`, expected a string
1e5: plain ok, flattened invalid type: floating point `100000.0`, expected a string
true: plain ok, flattened invalid type: boolean `true`, expected a string
EXPECTED

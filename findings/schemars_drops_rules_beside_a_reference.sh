#!/usr/bin/env bash
# schemars 1.2.3 (Rust), draft 2020-12.
#
# A rule is put on a field: `#[schemars(length(max = 64), regex(pattern = "^[a-z]+$"))]`. Draft 2020-12 allows any
# keyword beside `$ref`.
#
# Expected: the rule is in the schema, next to the reference where the field's type has a definition of its own, or else
# an error at compile time.
#
# Seen: it depends on the field's type. On a `String` the rule is there. On a newtype of a `String` it is dropped,
# without a warning. What `extend` adds on the same field stays, so it is not the reference that forbids it.
#
#   string: {"maxLength":64,"pattern":"^[a-z]+$","type":"string"}
#   newtype: {"$ref":"#/$defs/Name"}
#   extended: {"$ref":"#/$defs/Name","maxLength":64}
#
# Why it matters: giving a name its own type, for more safety in Rust, silently removes its limit from the published
# schema, and every generated client and validator with it. The rules belong on the newtype, and a test should compare
# the schema with the parser on rejected documents.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "rules"
version = "0.0.0"
edition = "2021"

[dependencies]
schemars = "=1.2.3"
serde_json = "=1.0.154"
TOML
cat >src/main.rs <<'RUST'
#![allow(dead_code)]
use schemars::{schema_for, JsonSchema};
use std::collections::BTreeMap;

#[derive(JsonSchema)]
struct Name(String);

#[derive(JsonSchema)]
struct Update {
    #[schemars(length(max = 64), regex(pattern = "^[a-z]+$"))]
    string: String,
    #[schemars(length(max = 64), regex(pattern = "^[a-z]+$"))]
    newtype: Name,
    #[schemars(extend("maxLength" = 64))]
    extended: Name,
}

fn main() {
    let schema = schema_for!(Update);
    for field in ["string", "newtype", "extended"] {
        let members: BTreeMap<_, _> = schema.as_value()["properties"][field].as_object().unwrap().iter().collect();
        println!("{field}: {}", serde_json::to_string(&members).unwrap());
    }
}
RUST

cargo run --quiet >seen
diff - seen <<'EXPECTED'
string: {"maxLength":64,"pattern":"^[a-z]+$","type":"string"}
newtype: {"$ref":"#/$defs/Name"}
extended: {"$ref":"#/$defs/Name","maxLength":64}
EXPECTED

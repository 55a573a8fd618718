#!/usr/bin/env bash
# utoipa 6.0.0 (Rust), beside the openapi.json of FastAPI 0.165.0 (PyPI).
#
# utoipa's type `OpenApi` implements Serialize and Deserialize. A field of any value (`serde_json::Value`) is described by a
# schema without a `type`, as JSON Schema has it; FastAPI describes the `input` of its validation errors in the same way, in
# the description of every application that has a parameter or a body.
#
# Expected: utoipa reads what it wrote, and FastAPI's description, which is OpenAPI 3.1 too.
#
# Seen: it reads neither. The error has no place: one such property anywhere makes the whole file unreadable. With types
# for that property the same file is read.
#
#   FastAPI's: data did not match any variant of untagged enum RefOr
#   input: {"title":"Input"}
#   FastAPI's, with types: read
#   input: {}
#   its own: data did not match any variant of untagged enum RefOr
#
# Why it matters: tools in Rust that merge or check descriptions are built on this type. A description that should be read by
# all of them has to spell out any value, as an `anyOf` of the seven types.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
python3 -m venv env
env/bin/pip install --quiet fastapi==0.165.0 pydantic==2.14.4 starlette==1.10.0
cat >app.py <<'PY'
import json

from fastapi import FastAPI

app = FastAPI()


@app.get("/keys")
def keys(limit: int = 10) -> list[str]:
    return []


with open("openapi.json", "w") as file:
    json.dump(app.openapi(), file)
PY
env/bin/python app.py

mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "descriptions"
version = "0.0.0"
edition = "2021"

[dependencies]
serde_json = "=1.0.154"
utoipa = "=6.0.0"
TOML
cat >src/main.rs <<'RUST'
use serde_json::{json, Value};
use utoipa::openapi::OpenApi as Description;
use utoipa::{OpenApi, ToSchema};

#[allow(dead_code)]
#[derive(ToSchema)]
struct Refusal {
    message: String,
    input: Value,
}

#[derive(OpenApi)]
#[openapi(components(schemas(Refusal)))]
struct Own;

fn show(name: &str, api: &Value) {
    match serde_json::from_value::<Description>(api.clone()) {
        Ok(_) => println!("{name}: read"),
        Err(error) => println!("{name}: {error}"),
    }
}

fn main() {
    let mut api: Value = serde_json::from_str(include_str!("../openapi.json")).unwrap();
    show("FastAPI's", &api);
    let properties = api["components"]["schemas"]["ValidationError"]["properties"].as_object_mut().unwrap();
    println!("input: {}", properties["input"]);
    properties.insert("input".to_owned(), json!({"title": "Input", "type": ["string", "null"]}));
    show("FastAPI's, with types", &api);

    let own = serde_json::to_value(Own::openapi()).unwrap();
    println!("input: {}", own["components"]["schemas"]["Refusal"]["properties"]["input"]);
    show("its own", &own);
}
RUST
cargo run --quiet >seen
diff - seen <<'EXPECTED'
FastAPI's: data did not match any variant of untagged enum RefOr
input: {"title":"Input"}
FastAPI's, with types: read
input: {}
its own: data did not match any variant of untagged enum RefOr
EXPECTED

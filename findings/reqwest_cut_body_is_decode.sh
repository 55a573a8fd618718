#!/usr/bin/env bash
# reqwest 0.13.5 (Rust), blocking client, without decompression.
#
# A response says `content-length: 25`, and the connection closes after nine bytes.
#
# Expected: `Error::is_body`, whose documentation includes the body of a response. `is_decode` would be for a body that
# arrived and could not be decoded, such as invalid JSON.
#
# Seen: the reverse. `bytes`, which decodes nothing, says `is_decode` and not `is_body`, as `text` and `json` do; and
# `json` says the same for a body that is complete and not JSON. Only the sources tell the two apart: serde_json's
# error, or hyper's.
#
#   cut, bytes: is_body false, is_decode true
#   cut, text: is_body false, is_decode true
#   cut, json: is_body false, is_decode true, source serde_json: false
#   complete, not JSON: is_body false, is_decode true, source serde_json: true
#
# Why it matters: a caller retries a lost connection, but not an answer that it cannot read. After a create both matter:
# in either case a key was made. Code that asks `is_body` never retries, and code that treats `is_decode` as "the server
# is wrong" reports a network fault as a bug.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "cut"
version = "0.0.0"
edition = "2021"

[dependencies]
reqwest = { version = "=0.13.5", default-features = false, features = ["blocking", "json"] }
serde_json = "=1.0.154"
TOML
cat >src/main.rs <<'RUST'
use reqwest::blocking::Response;
use serde_json::Value;
use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpListener;

/// The response to a request that is answered with `body`, whose length is said to be `length`.
fn get(body: &'static str, length: usize) -> Response {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        write!(connection, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
    });
    let response = reqwest::blocking::get(format!("http://{address}/api-keys")).unwrap();
    server.join().unwrap();
    response
}

fn show(what: &str, error: reqwest::Error) {
    print!("{what}: is_body {}, is_decode {}", error.is_body(), error.is_decode());
    if what.ends_with("json") || what.ends_with("JSON") {
        print!(", source serde_json: {}", error.source().unwrap().is::<serde_json::Error>());
    }
    println!();
}

fn main() {
    let cut = || get("{\"apiKey\"", 25);
    show("cut, bytes", cut().bytes().unwrap_err());
    show("cut, text", cut().text().unwrap_err());
    show("cut, json", cut().json::<Value>().unwrap_err());
    show("complete, not JSON", get("<html>", 6).json::<Value>().unwrap_err());
}
RUST

cargo run --quiet >seen
diff - seen <<'EXPECTED'
cut, bytes: is_body false, is_decode true
cut, text: is_body false, is_decode true
cut, json: is_body false, is_decode true, source serde_json: false
complete, not JSON: is_body false, is_decode true, source serde_json: true
EXPECTED

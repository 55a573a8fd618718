#!/usr/bin/env bash
# time 0.3.55, module `time::serde::iso8601`, read by chrono 0.4.45 (Rust) and pydantic 2.14.4 (PyPI).
#
# time has a serde module for each of two standards, `iso8601` and `rfc3339`. RFC 3339 is a profile of ISO 8601.
#
# Expected: for a moment of today both write the same, 2024-03-20T12:00:00Z, perhaps with a fraction.
#
# Seen: `iso8601` writes a sign and six digits for every year. That is ISO 8601's expanded form, which needs an
# agreement between both sides and which `format: date-time` does not allow. JavaScript's `Date` reads it, so a web page
# works; pydantic and chrono's RFC 3339 parser refuse it.
#
#   iso8601: +002024-03-20T12:00:00.000000000Z
#   rfc3339: 2024-03-20T12:00:00Z
#   chrono reads iso8601: false, rfc3339: true
#   pydantic reads iso8601: False, rfc3339: True
#
# Why it matters: `createdAt` of a Rust server with the wrong one of two names is refused by Python clients and by
# validators that assert the format. A test that only goes round within Rust does not find it, for the module reads what
# it writes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CARGO_TARGET_DIR="$work/target"
python3 -m venv env
env/bin/pip install --quiet pydantic==2.14.4
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "times"
version = "0.0.0"
edition = "2021"

[dependencies]
chrono = { version = "=0.4.45", default-features = false, features = ["alloc"] }
serde = { version = "=1.0.229", features = ["derive"] }
serde_json = "=1.0.154"
time = { version = "=0.3.55", features = ["macros", "serde-well-known"] }
TOML
cat >src/main.rs <<'RUST'
use chrono::DateTime;
use time::{macros::datetime, OffsetDateTime};

#[derive(serde::Deserialize, serde::Serialize)]
struct Times {
    #[serde(with = "time::serde::iso8601")]
    iso8601: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    rfc3339: OffsetDateTime,
}

fn main() {
    let now = datetime!(2024-03-20 12:00 UTC);
    let json = serde_json::to_value(Times { iso8601: now, rfc3339: now }).unwrap();
    let [iso8601, rfc3339] = ["iso8601", "rfc3339"].map(|name| json[name].as_str().unwrap());
    println!("iso8601: {iso8601}\nrfc3339: {rfc3339}");
    let reads = |text| DateTime::parse_from_rfc3339(text).is_ok();
    println!("chrono reads iso8601: {}, rfc3339: {}", reads(iso8601), reads(rfc3339));
    serde_json::from_value::<Times>(json).expect("the modules read what they write");
}
RUST
cat >read.py <<'PY'
import sys
from datetime import datetime
from pydantic import TypeAdapter, ValidationError


def reads(text):
    try:
        return bool(TypeAdapter(datetime).validate_python(text))
    except ValidationError:
        return False


print("pydantic reads", ", ".join(f"{line.split()[0]} {reads(line.split()[1])}" for line in sys.stdin if line[:7] in ("iso8601", "rfc3339")))
PY

cargo run --quiet >seen
env/bin/python read.py <seen >>seen.python
cat seen.python >>seen
diff - seen <<'EXPECTED'
iso8601: +002024-03-20T12:00:00.000000000Z
rfc3339: 2024-03-20T12:00:00Z
chrono reads iso8601: false, rfc3339: true
pydantic reads iso8601: False, rfc3339: True
EXPECTED

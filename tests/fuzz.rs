//! The fuzz targets, each with its corpus: what fuzzing has found stays found.

#[allow(unreachable_pub, reason = "there it is a crate")]
#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

fn each_input(target: &str, run: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let files: Vec<_> = fs::read_dir(corpus)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.len() >= 20, "{} inputs", files.len());
    for file in files {
        let input = fs::read(&file).unwrap();
        let held = std::panic::catch_unwind(|| run(&input));
        assert!(held.is_ok(), "{}", file.display());
    }
}

#[test]
fn from_json() {
    each_input("from_json", targets::from_json);
}

#[test]
fn report() {
    each_input("report", targets::report);
}

#[test]
fn schema() {
    each_input("schema", targets::schema);
}

#[test]
fn text() {
    each_input("text", targets::text);
}

#[test]
fn redact() {
    each_input("redact", targets::redact);
}

#[test]
fn from_http() {
    each_input("from_http", targets::from_http);
}

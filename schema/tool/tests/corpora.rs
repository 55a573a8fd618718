//! The fuzz targets, each with its corpus: what fuzzing has found stays found.

#[allow(unreachable_pub, reason = "there it is a crate")]
#[path = "../../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

fn each_seed(target: &str, run: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let seeds = fs::read_dir(corpus).unwrap().map(|file| file.unwrap().path());
    let seeds: Vec<_> = seeds.collect();
    assert!(!seeds.is_empty());
    for seed in seeds {
        let input = fs::read(&seed).unwrap();
        let held = std::panic::catch_unwind(|| run(&input));
        assert!(held.is_ok(), "{}", seed.display());
    }
}

#[test]
fn from_json_holds_for_its_seeds() {
    each_seed("from_json", targets::from_json);
}

#[test]
fn report_holds_for_its_seeds() {
    each_seed("report", targets::report);
}

#[test]
fn schema_holds_for_its_seeds() {
    each_seed("schema", targets::schema);
}

#[test]
fn text_holds_for_its_seeds() {
    each_seed("text", targets::text);
}

#[test]
fn redact_holds_for_its_seeds() {
    each_seed("redact", targets::redact);
}

#[test]
fn from_http_holds_for_its_seeds() {
    each_seed("from_http", targets::from_http);
}

//! Prints how long this crate takes for each job, as a ratio to a peer in the same run, beside the target.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml
//! ```

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use criterion::{BenchmarkId, Criterion, Throughput};
use flowai_types::http::{HeaderMap, Method, StatusCode, Uri};
use flowai_types::{
    APIKeyCreateResponse, ApiKey, HttpMetadata, RequestMetadata, ResponseMetadata, fixtures,
    from_json, redact, to_json,
};
use flowai_types_benches::{Derived, Strings, Validated, typified};
use garde::Validate;
use serde_json::Value;

/// One line of the table: what is measured, its peer, and how the two may compare at the most.
struct Row {
    what: &'static str,
    peer: &'static str,
    target: f64,
}

fn main() {
    let start = SystemTime::now();
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();

    create_response(&mut criterion);
    keys(&mut criterion);
    texts(&mut criterion);
    headers(&mut criterion);
    sizes(&mut criterion);

    println!("\n| work | peer | ratio | target | |\n|---|---|---|---|---|");
    for Row { what, peer, target } in ROWS {
        if let (Some(ours), Some(theirs)) = (median(what, start), median(peer, start)) {
            print_row(what, peer, ours / theirs, target);
        }
    }
    for shape in SHAPES {
        let growths = [
            growth(shape, start),
            growth(&format!("{shape}, serde_json"), start),
        ];
        if let [Some(ours), Some(theirs)] = growths {
            let peer =
                format!("itself, per byte, at 1, 10 and 100 MB (serde_json alone: {theirs:.2})");
            print_row(shape, &peer, ours, 1.15);
        }
    }
    let (ours, empty) = build_times();
    print_row(
        "default `cargo build`, clean",
        "the dependencies and an empty library",
        ours / empty,
        1.15,
    );
}

fn print_row(what: &str, peer: &str, ratio: f64, target: f64) {
    // A difference that the table does not show is none.
    let ratio = (100.0 * ratio).round() / 100.0;
    let verdict = if ratio <= target { "met" } else { "**missed**" };
    println!("| {what} | {peer} | {ratio:.2} | ≤ {target:.2} | {verdict} |");
}

const ROWS: [Row; 13] = [
    Row {
        what: "read: from_json",
        peer: "read: seven Strings",
        target: 0.85,
    },
    Row {
        what: "read: from_json",
        peer: "read: derived",
        target: 0.48,
    },
    Row {
        what: "read: from_json",
        peer: "read: derived and garde",
        target: 0.45,
    },
    Row {
        what: "read: from_json",
        peer: "read: typify",
        target: 0.40,
    },
    Row {
        what: "read: from_json",
        peer: "read: jsonschema and derived",
        target: 0.24,
    },
    Row {
        what: "read: serde_json",
        peer: "read: seven Strings",
        target: 1.15,
    },
    Row {
        what: "write: to_json",
        peer: "write: seven Strings",
        target: 1.10,
    },
    Row {
        what: "write: serde_json",
        peer: "write: seven Strings",
        target: 1.10,
    },
    Row {
        what: "key: parse",
        peer: "key: prefixed-api-key",
        target: 0.30,
    },
    Row {
        what: "read: all of it wrong",
        peer: "read: from_json",
        target: 12.0,
    },
    Row {
        what: "redact: no key",
        peer: "redact: memmem",
        target: 1.3,
    },
    Row {
        what: "metadata: 20 headers, request",
        peer: "metadata: clone of the headers",
        target: 2.5,
    },
    Row {
        what: "metadata: 20 headers, response",
        peer: "metadata: clone of the headers",
        target: 2.5,
    },
];

fn create_response(criterion: &mut Criterion) {
    let document = fixtures::CREATE_RESPONSE.as_bytes();
    let wrong = br#"{"apiKey":"nonsense","createdAt":"today","id":"1","keyName":5,"keyPrefix":"x","lastUsedAt":"now","userId":null}"#;
    let schema = serde_json::from_str(flowai_types::schema::API_KEY_CREATE_RESPONSE).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();

    let mut run = |name: &str, job: &mut dyn FnMut()| {
        criterion.bench_function(name, |bencher| bencher.iter(&mut *job));
    };
    run("read: from_json", &mut || {
        black_box(from_json::<APIKeyCreateResponse>(black_box(document)).unwrap());
    });
    run("read: seven Strings", &mut || {
        black_box(serde_json::from_slice::<Strings>(black_box(document)).unwrap());
    });
    run("read: serde_json", &mut || {
        black_box(serde_json::from_slice::<APIKeyCreateResponse>(black_box(document)).unwrap());
    });
    run("read: derived", &mut || {
        black_box(serde_json::from_slice::<Derived>(black_box(document)).unwrap());
    });
    run("read: derived and garde", &mut || {
        let value: Validated = serde_json::from_slice(black_box(document)).unwrap();
        value.validate().unwrap();
        black_box(value);
    });
    run("read: typify", &mut || {
        let value: typified::ApiKeyCreateResponse =
            serde_json::from_slice(black_box(document)).unwrap();
        black_box(value);
    });
    run("read: jsonschema and derived", &mut || {
        let value: Value = serde_json::from_slice(black_box(document)).unwrap();
        assert!(schema.is_valid(&value));
        black_box(serde_json::from_value::<Derived>(value).unwrap());
    });
    run("read: all of it wrong", &mut || {
        black_box(from_json::<APIKeyCreateResponse>(black_box(wrong)).unwrap_err());
    });

    let ours: APIKeyCreateResponse = from_json(document).unwrap();
    let strings: Strings = serde_json::from_slice(document).unwrap();
    run("write: to_json", &mut || {
        black_box(to_json(black_box(&ours)).unwrap());
    });
    run("write: serde_json", &mut || {
        black_box(serde_json::to_string(black_box(&ours)).unwrap());
    });
    run("write: seven Strings", &mut || {
        black_box(serde_json::to_string(black_box(&strings)).unwrap());
    });
}

fn keys(criterion: &mut Criterion) {
    criterion.bench_function("key: parse", |bencher| {
        bencher.iter(|| black_box(fixtures::API_KEY).parse::<ApiKey>().unwrap());
    });
    criterion.bench_function("key: prefixed-api-key", |bencher| {
        bencher.iter(|| {
            prefixed_api_key::PrefixedApiKey::from_string(black_box(fixtures::API_KEY)).unwrap()
        });
    });
}

fn texts(criterion: &mut Criterion) {
    let text =
        "2024-03-20T12:00:00Z INFO the workflow went with the flow, and ended well\n".repeat(1_000);
    criterion.bench_function("redact: no key", |bencher| {
        bencher.iter(|| redact(black_box(&text)).len())
    });
    criterion.bench_function("redact: memmem", |bencher| {
        bencher.iter(|| memchr::memmem::find(black_box(text.as_bytes()), b"flow_"));
    });
}

fn headers(criterion: &mut Criterion) {
    let mut headers: HeaderMap = (0..17)
        .map(|n| {
            (
                format!("x-header-{n}").parse().unwrap(),
                format!("value {n}").parse().unwrap(),
            )
        })
        .collect();
    headers.insert("content-type", "application/json".parse().unwrap());
    headers.insert("authorization", "Bearer secret".parse().unwrap());
    headers.insert("x-request-id", "req-7".parse().unwrap());
    let url = Uri::from_static("https://api.example.com/api-keys");
    criterion.bench_function("metadata: clone of the headers", |bencher| {
        bencher.iter(|| black_box(&headers).clone());
    });
    criterion.bench_function("metadata: 20 headers, request", |bencher| {
        bencher.iter(|| RequestMetadata::new(&Method::POST, &url, black_box(&headers)));
    });
    criterion.bench_function("metadata: 20 headers, response", |bencher| {
        bencher.iter(|| ResponseMetadata::new(StatusCode::CREATED, black_box(&headers)));
    });
}

const SHAPES: [&str; 3] = ["a long name", "many unknown members", "many headers"];
const SIZES: [usize; 3] = [1_000_000, 10_000_000, 100_000_000];

/// Documents of 1, 10 and 100 MB: what grows with the square of the input shows.
fn sizes(criterion: &mut Criterion) {
    let documents = [long_name, unknown_members, many_headers];
    for (shape, document) in SHAPES.into_iter().zip(documents) {
        for (group, is_ours) in [
            (shape.to_owned(), true),
            (format!("{shape}, serde_json"), false),
        ] {
            let mut group = criterion.benchmark_group(group);
            group.sample_size(10);
            for size in SIZES {
                let json = document(size);
                group.throughput(Throughput::Bytes(json.len() as u64));
                group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                    bencher.iter(|| match (shape, is_ours) {
                        ("many headers", true) => drop(from_json::<HttpMetadata>(&json).unwrap()),
                        ("many headers", false) => {
                            drop(serde_json::from_slice::<Value>(&json).unwrap())
                        }
                        (_, true) => drop(from_json::<APIKeyCreateResponse>(&json).unwrap()),
                        (_, false) => drop(serde_json::from_slice::<Strings>(&json).unwrap()),
                    });
                });
            }
        }
    }
}

fn long_name(size: usize) -> Vec<u8> {
    fixtures::CREATE_RESPONSE
        .replace("My API Key", &"n".repeat(size - 240))
        .into()
}

fn unknown_members(size: usize) -> Vec<u8> {
    let members = "\"unknown\":[1,\"two\",{}],";
    fixtures::CREATE_RESPONSE
        .replacen(
            '{',
            &format!("{{{}", members.repeat(size / members.len())),
            1,
        )
        .into()
}

/// More names for more bytes: 20,000 of them in 100 MB.
fn many_headers(size: usize) -> Vec<u8> {
    let value = "v".repeat(4_984);
    let headers: Vec<_> = (0..size / 5_000)
        .map(|n| format!("\"x-{n}\":[\"{value}\"]"))
        .collect();
    fixtures::HTTP_METADATA
        .replace(
            "\"headers\":{}",
            &format!("\"headers\":{{{}}}", headers.join(",")),
        )
        .into()
}

/// How much more a byte costs at the worst size than at the best.
fn growth(shape: &str, start: SystemTime) -> Option<f64> {
    let per_byte = |size: usize| Some(median(&format!("{shape}/{size}"), start)? / size as f64);
    let [one, ten, hundred] = SIZES.map(per_byte);
    let (one, ten, hundred) = (one?, ten?, hundred?);
    Some(one.max(ten).max(hundred) / one.min(ten).min(hundred))
}

/// The median of a benchmark of this run, in nanoseconds.
fn median(name: &str, start: SystemTime) -> Option<f64> {
    let folder: PathBuf = name.split('/').map(|part| part.replace(':', "_")).collect();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        PathBuf::from,
    );
    let file = target
        .join("criterion")
        .join(folder)
        .join("new/estimates.json");
    // Of this run only: two runs on one machine are two machines.
    let is_new = fs::metadata(&file).ok()?.modified().ok()? >= start;
    let file = fs::read(file).ok().filter(|_| is_new)?;
    serde_json::from_slice::<Value>(&file).ok()?["median"]["point_estimate"].as_f64()
}

/// How long a clean build takes, in seconds: of this crate, and of its dependencies with an empty library. The least of
/// three each.
fn build_times() -> (f64, f64) {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = std::env::temp_dir().join(format!("flowai-types-build-{}", std::process::id()));
    let empty = folder.join("empty");
    fs::create_dir_all(empty.join("src")).unwrap();
    fs::write(empty.join("src/lib.rs"), "").unwrap();
    fs::copy(crate_folder.join("Cargo.lock"), empty.join("Cargo.lock")).unwrap();
    let manifest = fs::read_to_string(crate_folder.join("Cargo.toml")).unwrap();
    // What is not the library goes, the dependencies stay.
    let (manifest, _) = manifest.split_once("[[example]]").unwrap();
    fs::write(empty.join("Cargo.toml"), manifest).unwrap();

    // What the peers do not bring in is not there yet on a new machine.
    cargo(crate_folder, &["fetch", "--quiet", "--locked"]);
    let seconds = |package: &Path| {
        let target = folder.join("target");
        let _ = fs::remove_dir_all(&target);
        let start = Instant::now();
        let target = target.to_str().unwrap();
        cargo(
            package,
            &["build", "--quiet", "--offline", "--target-dir", target],
        );
        start.elapsed().as_secs_f64()
    };
    let least = |package: &Path| (0..3).map(|_| seconds(package)).fold(f64::MAX, f64::min);
    let times = (least(crate_folder), least(&empty));
    fs::remove_dir_all(&folder).unwrap();
    times
}

fn cargo(package: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .status();
    assert!(status.unwrap().success());
}

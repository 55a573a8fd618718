//! Prints how long this crate takes for each job, as a ratio to a peer in the same run, beside the target.
//!
//! ```sh
//! cargo bench --manifest-path benches/ratios/Cargo.toml
//! ```

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use criterion::{BenchmarkId, Criterion, Throughput};
use flowai_types::http::{Method, StatusCode};
use flowai_types::{
    APIKeyCreateResponse, ApiKey, HttpMetadata, ListAPIKeysResponse, RequestMetadata, ResponseMetadata, fixtures,
    from_json, redact, to_json,
};
use flowai_types_benches::headers::{self, Head};
use flowai_types_benches::{ALL_INVALID, Derived, Strings, StringsPage, Validated, typified};
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
    list(&mut criterion);
    keys(&mut criterion);
    texts(&mut criterion);
    metadata(&mut criterion);
    sizes(&mut criterion);

    println!("\n| work | peer | ratio | target | |\n|---|---|---|---|---|");
    for Row { what, peer, target } in ROWS {
        if let (Some(ours), Some(theirs)) = (median(what, start), median(peer, start)) {
            print_row(what, peer, ours / theirs, target);
        }
    }
    for shape in SHAPES {
        let growths = [growth(shape, start), growth(&format!("{shape}, serde_json"), start)];
        if let [Some(ours), Some(theirs)] = growths {
            print_row(
                &format!("{shape}: time per byte, 100 MB ÷ 1 MB"),
                &format!("the same of serde_json ({theirs:.2})"),
                ours / theirs,
                1.15,
            );
        }
    }
}

fn print_row(what: &str, peer: &str, ratio: f64, target: f64) {
    // A difference that the table does not show is none.
    let ratio = (100.0 * ratio).round() / 100.0;
    let verdict = if ratio <= target { "met" } else { "**missed**" };
    println!("| {what} | {peer} | {ratio:.2} | ≤ {target:.2} | {verdict} |");
}

const ROWS: [Row; 18] = [
    row("read: from_json", "read: seven Strings", 0.80),
    row("read: from_json", "read: seven Strings, sonic-rs", 0.90),
    row("read: from_json", "read: derived", 0.48),
    row("read: from_json", "read: derived and garde", 0.45),
    row("read: from_json", "read: typify", 0.40),
    row("read: from_json", "read: jsonschema and derived", 0.24),
    row("read: serde_json", "read: seven Strings", 1.20),
    row("read: all of it invalid", "read: from_json", 6.00),
    row("write: to_json", "write: seven Strings", 0.35),
    row("write: to_json", "write: seven Strings, sonic-rs", 0.50),
    row("write: serde_json", "write: seven Strings", 1.20),
    row("list: 1,000 keys", "list: 1,000 keys of Strings", 1.00),
    row("key: parse", "key: prefixed-api-key", 0.30),
    row("redact: no key", "redact: memmem", 1.30),
    row("metadata: a request", "metadata: clone of a request", 3.00),
    row("metadata: a request with credentials", "metadata: clone of a request with credentials", 7.00),
    row("metadata: nginx", "metadata: clone of nginx", 3.00),
    row("metadata: Cloudflare", "metadata: clone of Cloudflare", 3.00),
];

const fn row(what: &'static str, peer: &'static str, target: f64) -> Row {
    Row { what, peer, target }
}

fn create_response(criterion: &mut Criterion) {
    let document = fixtures::CREATE_RESPONSE.as_bytes();
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
    run("read: seven Strings, sonic-rs", &mut || {
        black_box(sonic_rs::from_slice::<Strings>(black_box(document)).unwrap());
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
        let value: typified::ApiKeyCreateResponse = serde_json::from_slice(black_box(document)).unwrap();
        black_box(value);
    });
    run("read: jsonschema and derived", &mut || {
        let value: Value = serde_json::from_slice(black_box(document)).unwrap();
        assert!(schema.is_valid(&value));
        black_box(serde_json::from_value::<Derived>(value).unwrap());
    });
    run("read: all of it invalid", &mut || {
        black_box(from_json::<APIKeyCreateResponse>(black_box(ALL_INVALID)).unwrap_err());
    });

    let ours: APIKeyCreateResponse = from_json(document).unwrap();
    let strings: Strings = serde_json::from_slice(document).unwrap();
    run("write: to_json", &mut || {
        black_box(to_json(black_box(&ours)));
    });
    run("write: serde_json", &mut || {
        black_box(serde_json::to_string(black_box(&ours)).unwrap());
    });
    run("write: seven Strings", &mut || {
        black_box(serde_json::to_string(black_box(&strings)).unwrap());
    });
    run("write: seven Strings, sonic-rs", &mut || {
        black_box(sonic_rs::to_string(black_box(&strings)).unwrap());
    });
}

fn list(criterion: &mut Criterion) {
    let mut page = fixtures::list_response();
    page.api_keys = vec![page.api_keys.remove(0); 1_000];
    let json = to_json(&page);
    criterion.bench_function("list: 1,000 keys", |bencher| {
        bencher.iter(|| from_json::<ListAPIKeysResponse>(black_box(&json)).unwrap());
    });
    criterion.bench_function("list: 1,000 keys of Strings", |bencher| {
        bencher.iter(|| serde_json::from_slice::<StringsPage>(black_box(&json)).unwrap());
    });
}

fn keys(criterion: &mut Criterion) {
    criterion.bench_function("key: parse", |bencher| {
        bencher.iter(|| black_box(fixtures::API_KEY).parse::<ApiKey>().unwrap());
    });
    criterion.bench_function("key: prefixed-api-key", |bencher| {
        bencher.iter(|| prefixed_api_key::PrefixedApiKey::from_string(black_box(fixtures::API_KEY)).unwrap());
    });
}

fn texts(criterion: &mut Criterion) {
    let text = "2024-03-20T12:00:00Z INFO the workflow went with the flow, and ended well\n".repeat(1_000);
    criterion.bench_function("redact: no key", |bencher| bencher.iter(|| redact(black_box(&text)).len()));
    criterion.bench_function("redact: memmem", |bencher| {
        bencher.iter(|| memchr::memmem::find(black_box(text.as_bytes()), b"flow_"));
    });
}

fn metadata(criterion: &mut Criterion) {
    let mut run = |name: &str, job: &dyn Fn()| {
        criterion.bench_function(&format!("metadata: {name}"), |bencher| bencher.iter(job));
    };
    for (name, Head { url, headers }) in
        [("a request", headers::request()), ("a request with credentials", headers::request_with_credentials())]
    {
        run(name, &|| {
            black_box(RequestMetadata::new(&Method::POST, &url, black_box(&headers)));
        });
        run(&format!("clone of {name}"), &|| {
            black_box(black_box(&headers).clone());
        });
    }
    for (name, Head { headers, .. }) in
        [("nginx", headers::response_of_nginx()), ("Cloudflare", headers::response_of_cloudflare())]
    {
        run(name, &|| {
            black_box(ResponseMetadata::new(StatusCode::CREATED, black_box(&headers)));
        });
        run(&format!("clone of {name}"), &|| {
            black_box(black_box(&headers).clone());
        });
    }
}

const SHAPES: [&str; 3] = ["a long name", "many unknown members", "long headers"];
const SIZES: [usize; 2] = [1_000_000, 100_000_000];

/// Documents of 1 and 100 MB: what grows with the square of the input shows.
fn sizes(criterion: &mut Criterion) {
    let documents = [long_name, unknown_members, many_headers];
    for (shape, document) in SHAPES.into_iter().zip(documents) {
        for (group, is_ours) in [(shape.to_owned(), true), (format!("{shape}, serde_json"), false)] {
            let mut group = criterion.benchmark_group(group);
            group.sample_size(10);
            for size in SIZES {
                let json = document(size);
                group.throughput(Throughput::Bytes(json.len() as u64));
                group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                    bencher.iter(|| match (shape, is_ours) {
                        ("long headers", true) => drop(from_json::<HttpMetadata>(&json).unwrap()),
                        ("long headers", false) => drop(serde_json::from_slice::<Value>(&json).unwrap()),
                        (_, true) => drop(from_json::<APIKeyCreateResponse>(&json).unwrap()),
                        (_, false) => drop(serde_json::from_slice::<Strings>(&json).unwrap()),
                    });
                });
            }
        }
    }
}

fn long_name(size: usize) -> Vec<u8> {
    fixtures::CREATE_RESPONSE.replace("My API Key", &"n".repeat(size - 240)).into()
}

fn unknown_members(size: usize) -> Vec<u8> {
    let members = "\"unknown\":[1,\"two\",{}],";
    fixtures::CREATE_RESPONSE.replacen('{', &format!("{{{}", members.repeat(size / members.len())), 1).into()
}

/// The same 100 names, with longer values for more bytes.
fn many_headers(size: usize) -> Vec<u8> {
    let value = "v".repeat(size / 100 - 20);
    let headers: Vec<_> = (0..100).map(|n| format!("\"x-{n}\":[\"{value}\"]")).collect();
    let headers = format!("\"headers\":{{{}}}", headers.join(","));
    fixtures::HTTP_METADATA.replace("\"headers\":{}", &headers).into()
}

/// How much more a byte costs at the largest size than at the smallest.
fn growth(shape: &str, start: SystemTime) -> Option<f64> {
    let per_byte = |size: usize| Some(median(&format!("{shape}/{size}"), start)? / size as f64);
    Some(per_byte(SIZES[1])? / per_byte(SIZES[0])?)
}

/// The median of a benchmark of this run, in nanoseconds.
fn median(name: &str, start: SystemTime) -> Option<f64> {
    let folder: PathBuf = name.split('/').map(|part| part.replace(':', "_")).collect();
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    let file = target.join("criterion").join(folder).join("new/estimates.json");
    // Of this run only: two runs on one machine are two machines.
    let is_new = fs::metadata(&file).ok()?.modified().ok()? >= start;
    let file = fs::read(file).ok().filter(|_| is_new)?;
    serde_json::from_slice::<Value>(&file).ok()?["median"]["point_estimate"].as_f64()
}

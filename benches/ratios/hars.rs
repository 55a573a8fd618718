//! Prints how long the metadata of real exchanges takes, as a ratio to a clone of method, URL and both header maps. The
//! exchanges are those of the HAR files in a folder:
//!
//! ```sh
//! cargo run --release --manifest-path benches/ratios/Cargo.toml --example hars FOLDER
//! ```

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use flowai_types::{HttpMetadata, RequestMetadata, ResponseMetadata};
use serde_json::Value;

struct Exchange {
    method: Method,
    url: Uri,
    sent: HeaderMap,
    status: StatusCode,
    received: HeaderMap,
}

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        println!("not measured: no folder of HAR files");
        return;
    };
    let mut files = 0;
    let mut exchanges = Vec::new();
    for file in fs::read_dir(folder).expect("the folder is there") {
        let file = fs::read(file.expect("the folder is read").path()).expect("the file is read");
        let har: Value = serde_json::from_slice(&file).unwrap_or_default();
        let entries = har["log"]["entries"].as_array();
        files += usize::from(entries.is_some());
        exchanges.extend(entries.into_iter().flatten().filter_map(exchange));
    }
    let values: usize = exchanges.iter().map(|exchange| exchange.sent.len() + exchange.received.len()).sum();

    let of_all = |work: &dyn Fn(&Exchange)| {
        let start = Instant::now();
        exchanges.iter().for_each(work);
        start.elapsed()
    };
    let ours = |Exchange { method, url, sent, status, received }: &Exchange| {
        let request = RequestMetadata::new(method, url, sent);
        black_box(HttpMetadata::new(request, ResponseMetadata::new(*status, received)));
    };
    let clone = |Exchange { method, url, sent, received, .. }: &Exchange| {
        black_box((method.clone(), url.clone(), sent.clone(), received.clone()));
    };
    // The least of fifty, in turn.
    let least = (0..50).fold((Duration::MAX, Duration::MAX), |(least, least_clone), _| {
        (least.min(of_all(&ours)), least_clone.min(of_all(&clone)))
    });
    let each = |time: Duration| time.as_secs_f64() * 1e6 / exchanges.len() as f64;
    println!(
        "{} exchanges of {files} files, {values} header values: {:.2} µs each, {:.2} µs for a clone, ratio {:.2}",
        exchanges.len(),
        each(least.0),
        each(least.1),
        each(least.0) / each(least.1),
    );
}

/// An exchange, unless the `http` crate does not accept it.
fn exchange(entry: &Value) -> Option<Exchange> {
    let (request, response) = (&entry["request"], &entry["response"]);
    let status = u16::try_from(response["status"].as_u64()?).ok()?;
    Some(Exchange {
        method: request["method"].as_str()?.parse().ok()?,
        url: request["url"].as_str()?.parse().ok()?,
        sent: headers(&request["headers"]),
        status: StatusCode::from_u16(status).ok()?,
        received: headers(&response["headers"]),
    })
}

/// The headers that the `http` crate accepts: not `:method` and its like.
fn headers(list: &Value) -> HeaderMap {
    let header = |header: &Value| {
        let name = HeaderName::from_bytes(header["name"].as_str()?.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(header["value"].as_str()?).ok()?))
    };
    list.as_array().into_iter().flatten().filter_map(header).collect()
}

//! Does one job so many times, for `instructions` to count.

use std::hint::black_box;

use flowai_types::http::{Method, StatusCode};
use flowai_types::{APIKeyCreateResponse, RequestMetadata, ResponseMetadata, fixtures, from_json, to_json};
use flowai_types_benches::headers::{self, Head};
use flowai_types_benches::{ALL_INVALID, Strings};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, count] = &arguments[..] else {
        panic!("expected a job and a count");
    };
    let document = fixtures::CREATE_RESPONSE.as_bytes();
    let ours: APIKeyCreateResponse = from_json(document).unwrap();
    let strings: Strings = serde_json::from_slice(document).unwrap();

    let (work, head) = job.split_once(": ").unwrap_or((job, "request"));
    let Head { url, headers } = match head {
        "request" => headers::request(),
        "credentials" => headers::request_with_credentials(),
        "nginx" => headers::response_of_nginx(),
        "cloudflare" => headers::response_of_cloudflare(),
        _ => panic!("no such head"),
    };

    let job: &dyn Fn() = match work {
        "read-from_json" => &|| {
            black_box(from_json::<APIKeyCreateResponse>(black_box(document)).unwrap());
        },
        "read-serde_json" => &|| {
            black_box(serde_json::from_slice::<APIKeyCreateResponse>(black_box(document)).unwrap());
        },
        "read-strings" => &|| {
            black_box(serde_json::from_slice::<Strings>(black_box(document)).unwrap());
        },
        "read-strings-sonic" => &|| {
            black_box(sonic_rs::from_slice::<Strings>(black_box(document)).unwrap());
        },
        "read-invalid" => &|| {
            black_box(from_json::<APIKeyCreateResponse>(black_box(ALL_INVALID)).unwrap_err());
        },
        "write-to_json" => &|| {
            black_box(to_json(black_box(&ours)));
        },
        "write-serde_json" => &|| {
            black_box(serde_json::to_vec(black_box(&ours)).unwrap());
        },
        "write-strings" => &|| {
            black_box(serde_json::to_vec(black_box(&strings)).unwrap());
        },
        "write-strings-sonic" => &|| {
            black_box(sonic_rs::to_vec(black_box(&strings)).unwrap());
        },
        "request" => &|| {
            black_box(RequestMetadata::new(
                &Method::POST,
                black_box(&url),
                black_box(&headers),
            ));
        },
        "response" => &|| {
            black_box(ResponseMetadata::new(StatusCode::CREATED, black_box(&headers)));
        },
        "clone" => &|| {
            black_box(black_box(&headers).clone());
        },
        _ => panic!("no such job"),
    };
    for _ in 0..count.parse().expect("the count is a number") {
        job();
    }
}

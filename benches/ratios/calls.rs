//! Does one job so many times, for `instructions` to count.

use std::hint::black_box;

use flowai_types::http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, ListAPIKeysResponse, Operation, RequestMetadata, ResponseMetadata, fixtures,
    from_json, redact, to_json,
};
use flowai_types_benches::headers::{self, Head};
use flowai_types_benches::{ALL_INVALID, Strings, StringsCreate, StringsPage};
use regex::Regex;

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

    let base = Uri::from_static("https://api.example.com");
    let add_credentials = |request: &mut Request<Vec<u8>>| {
        let headers = request.headers_mut();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Bearer 0a1b2c3d4e5f"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static("curl/8.5.0"));
    };
    let response_head = headers::response_of_nginx().headers;
    let response = || {
        let mut response = Response::new(document);
        *response.status_mut() = StatusCode::CREATED;
        response.headers_mut().clone_from(black_box(&response_head));
        response
    };
    let request = APIKeyCreate::new("My API Key").to_http(&base).unwrap();

    let mut page = fixtures::list_response();
    page.api_keys = vec![page.api_keys.remove(0); 1_000];
    let list = to_json(&page);
    let strings_page: StringsPage = serde_json::from_slice(&list).unwrap();

    let line = format!("{} key={} {}\n", "a".repeat(100), fixtures::API_KEY, "b".repeat(43));
    let log = line.repeat(1_000_000 / line.len());
    let keys = Regex::new(r"flow_([0-9A-Fa-f]{8})_[0-9A-Za-z_\-]+").unwrap();

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
            black_box(RequestMetadata::new(&Method::POST, black_box(&url), black_box(&headers)));
        },
        "response" => &|| {
            black_box(ResponseMetadata::new(StatusCode::CREATED, black_box(&headers)));
        },
        "clone" => &|| {
            black_box(black_box(&headers).clone());
        },
        "exchange-input" => &|| {
            black_box(response());
        },
        "client" => &|| {
            let mut request = APIKeyCreate::new(black_box("My API Key")).to_http(&base).unwrap();
            add_credentials(&mut request);
            let (parts, body) = request.into_parts();
            black_box(body);
            black_box(APIKeyCreate::response_from_http(&parts, response()).unwrap());
        },
        "client-strings" => &|| {
            let key_name = black_box("My API Key").to_owned();
            let mut request = Request::post(format!("{base}api-keys"))
                .header(header::ACCEPT, "application/json")
                .header(header::CONTENT_TYPE, "application/json")
                .body(serde_json::to_vec(&StringsCreate { key_name }).unwrap())
                .unwrap();
            add_credentials(&mut request);
            let (parts, body) = request.into_parts();
            black_box(body);
            let response = response();
            let created: Strings = serde_json::from_slice(response.body()).unwrap();
            let (head, _) = response.into_parts();
            black_box((created, parts.clone(), head.clone()));
        },
        "server" => &|| {
            black_box(APIKeyCreate::from_http(black_box(&request)).unwrap());
            black_box(APIKeyCreate::response_to_http(black_box(&ours)));
        },
        "server-strings" => &|| {
            black_box(serde_json::from_slice::<StringsCreate>(black_box(&request).body()).unwrap());
            let response = Response::builder()
                .status(StatusCode::CREATED)
                .header(header::CONTENT_TYPE, "application/json")
                .header(header::CACHE_CONTROL, "no-store")
                .body(serde_json::to_vec(black_box(&strings)).unwrap());
            black_box(response.unwrap());
        },
        "many-read" => &|| {
            black_box(from_json::<ListAPIKeysResponse>(black_box(&list)).unwrap());
        },
        "many-read-strings" => &|| {
            black_box(serde_json::from_slice::<StringsPage>(black_box(&list)).unwrap());
        },
        "many-read-strings-sonic" => &|| {
            black_box(sonic_rs::from_slice::<StringsPage>(black_box(&list)).unwrap());
        },
        "many-write" => &|| {
            black_box(to_json(black_box(&page)));
        },
        "many-write-strings" => &|| {
            black_box(serde_json::to_vec(black_box(&strings_page)).unwrap());
        },
        "many-write-strings-sonic" => &|| {
            black_box(sonic_rs::to_vec(black_box(&strings_page)).unwrap());
        },
        "many-redact" => &|| {
            black_box(redact(black_box(&log)));
        },
        "many-redact-regex" => &|| {
            black_box(keys.replace_all(black_box(&log), "flow_${1}_REDACTED"));
        },
        _ => panic!("no such job"),
    };
    for _ in 0..count.parse().expect("the count is a number") {
        job();
    }
}

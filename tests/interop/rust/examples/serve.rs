//! Serves the API on 127.0.0.1 until it is stopped, and says where:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example serve
//! FLOWAI_TOKEN=… cargo run --example serve -- "x-request-id: 7"
//! ```
//!
//! Each argument is a header that every answer has as well; its characters are the bytes U+0000 to U+00FF.

use std::env;

use axum::middleware::map_response;
use axum::response::Response;
use flowai_types::http::{HeaderName, HeaderValue};
use flowai_types_interop::server::{Service, router};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

fn main() -> std::io::Result<()> {
    let token = env::var("FLOWAI_TOKEN").unwrap_or_default();
    let headers: Vec<_> = env::args().skip(1).map(|line| header(&line)).collect();
    let more = map_response(move |mut response: Response| {
        for (name, value) in &headers {
            response.headers_mut().append(name, value.clone());
        }
        async { response }
    });
    Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        axum::serve(listener, router(Service::new(token)).layer(more)).await
    })
}

fn header(line: &str) -> (HeaderName, HeaderValue) {
    let (name, value) = line.split_once(": ").expect("a name, `: `, and a value");
    let value = value.chars().map(u8::try_from);
    let value: Vec<_> = value.collect::<Result<_, _>>().expect("bytes");
    let name = name.parse().expect("the name of a header");
    (name, HeaderValue::try_from(value).expect("the value of a header"))
}

//! A server on 127.0.0.1 that speaks the contract, well and badly. It stops when it is dropped.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::routing::post;
use flowai_types::http::{HeaderValue, Response, request};
use flowai_types::{
    APIKeyCreateResponse, HTTPValidationError, RequestMetadata, ValidationError, fixtures,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// An answer that a test has thought of: its status, its headers as `name: value` lines, and its body.
///
/// A character of a header is a byte, so that one that is not UTF-8 can be written down.
pub type Answer = (u16, String, Vec<u8>);

#[derive(Default)]
struct Shared {
    answers: Vec<Answer>,
    log: String,
}

pub struct Server {
    runtime: Runtime,
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

impl Server {
    pub fn start() -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::<Mutex<Shared>>::default();
        let routes = Router::new()
            .route("/api-keys", post(create))
            .route("/{answer}/api-keys", post(recite))
            .with_state(shared.clone());
        runtime.spawn(async { axum::serve(listener, routes).await });
        Self {
            runtime,
            address,
            shared,
        }
    }

    /// Where the endpoint is as it should be.
    pub fn url(&self) -> String {
        format!("http://{}/api-keys", self.address)
    }

    /// Where the endpoint gives this answer.
    pub fn url_of(&self, answer: Answer) -> String {
        let answers = &mut self.shared.lock().unwrap().answers;
        answers.push(answer);
        format!("http://{}/{}/api-keys", self.address, answers.len() - 1)
    }

    /// Where the endpoint gives these bytes and hangs up: for what an HTTP server does not let one say.
    pub fn url_of_bytes(&self, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let listener = self.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}/api-keys", listener.local_addr().unwrap());
        self.runtime.spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                // The request's body is an object: to hang up on unread bytes would reset the connection.
                let mut request = Vec::new();
                while !request.ends_with(b"}")
                    && stream.read_buf(&mut request).await.is_ok_and(|n| n > 0)
                {}
                let _ = stream.write_all(&bytes).await;
            }
        });
        url
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.shared.lock().unwrap().log.clone()
    }

    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }
}

/// The endpoint, made of this crate's types.
async fn create(
    State(shared): State<Arc<Mutex<Shared>>>,
    request: request::Parts,
    body: Bytes,
) -> Response<Body> {
    shared.lock().unwrap().log += &format!("{:?}\n", RequestMetadata::from(&request));
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, json) = match body["keyName"].as_str() {
        Some(name) if !name.is_empty() => {
            let example = fixtures::create_response();
            let created = APIKeyCreateResponse::new(
                example.api_key,
                example.created_at,
                example.id,
                name,
                example.user_id,
            );
            (201, serde_json::to_vec(&created))
        }
        _ => {
            let refused = HTTPValidationError::new(vec![ValidationError::new(
                vec!["body".into(), "keyName".into()],
                "String should have at least 1 character",
                "string_too_short",
            )]);
            (422, serde_json::to_vec(&refused))
        }
    };
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(json.unwrap().into())
        .unwrap()
}

/// Gives the answer whose index is in the path.
async fn recite(
    State(shared): State<Arc<Mutex<Shared>>>,
    request: request::Parts,
) -> Response<Body> {
    let index = request.uri.path().split('/').nth(1).unwrap();
    let (status, headers, body) =
        shared.lock().unwrap().answers[index.parse::<usize>().unwrap()].clone();
    let mut response = Response::builder().status(status);
    for (name, value) in headers.lines().map(|line| line.split_once(": ").unwrap()) {
        let value: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
        response = response.header(name, HeaderValue::try_from(value).unwrap());
    }
    response.body(body.into()).unwrap()
}

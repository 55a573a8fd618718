//! A server on 127.0.0.1 that speaks the contract, well and badly. It stops when it is dropped.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::post;
use flowai_types::http::{HeaderValue, Response, Uri, request};
use flowai_types_interop::server::{Service, Shared, router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// An answer that a test has thought of: its status, its headers as `name: value` lines, and its body.
///
/// A character of a header is a byte, so that one that is not UTF-8 can be written down.
pub type Answer = (u16, String, Vec<u8>);

type Answers = Arc<Mutex<Vec<Answer>>>;

pub struct Server {
    runtime: Runtime,
    address: SocketAddr,
    answers: Answers,
    /// The service that speaks the contract.
    pub service: Shared,
}

impl Server {
    pub fn start(token: &str) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (answers, service) = (Answers::default(), Service::new(token.to_owned()));
        let routes = Router::new()
            .route("/{answer}/api-keys", post(recite))
            .with_state(answers.clone())
            .merge(router(service.clone()));
        runtime.spawn(async { axum::serve(listener, routes).await });
        Self { runtime, address, answers, service }
    }

    /// Where the API is as it should be.
    pub fn base(&self) -> Uri {
        self.at("")
    }

    fn at(&self, path: &str) -> Uri {
        format!("http://{}{path}", self.address).parse().unwrap()
    }

    /// Where the API gives this answer.
    pub fn base_of(&self, answer: Answer) -> Uri {
        let answers = &mut self.answers.lock().unwrap();
        answers.push(answer);
        self.at(&format!("/{}", answers.len() - 1))
    }

    /// Where the API gives these bytes and hangs up: for what an HTTP server does not let one say.
    pub fn base_of_bytes(&self, bytes: impl Into<Vec<u8>>) -> Uri {
        self.base_of_each(vec![bytes.into()]).0
    }

    /// Where the API gives these bytes to one request after the other, and the last to all that follow; and how many
    /// there were.
    pub fn base_of_each(&self, answers: Vec<Vec<u8>>) -> (Uri, Arc<AtomicUsize>) {
        let listener = self.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<AtomicUsize>::default();
        let count = requests.clone();
        self.runtime.spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                // A body is an object: to hang up on unread bytes would reset the connection.
                let mut request = Vec::new();
                let is_whole = |request: &[u8]| {
                    request.ends_with(b"}") || request.starts_with(b"GET") && request.ends_with(b"\r\n\r\n")
                };
                while !is_whole(&request) && stream.read_buf(&mut request).await.is_ok_and(|n| n > 0) {}
                let index = count.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1);
                let _ = stream.write_all(&answers[index]).await;
            }
        });
        (base.parse().unwrap(), requests)
    }

    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }
}

/// Gives the answer whose index is in the path.
async fn recite(State(answers): State<Answers>, request: request::Parts) -> Response<Body> {
    let index = request.uri.path().split('/').nth(1).unwrap();
    let (status, headers, body) = answers.lock().unwrap()[index.parse::<usize>().unwrap()].clone();
    let mut response = Response::builder().status(status);
    for (name, value) in headers.lines().map(|line| line.split_once(": ").unwrap()) {
        let value: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
        response = response.header(name, HeaderValue::try_from(value).unwrap());
    }
    response.body(body.into()).unwrap()
}

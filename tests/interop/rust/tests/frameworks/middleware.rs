//! reqwest-middleware: a middleware that waits as long as a response says, and repeats a request that may be repeated.
//! It runs before the body is read, so it cannot know whether a 429 is the API's own, and it never repeats a create
//! request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::any;
use flowai_types::http::{Extensions, Request, Response, Uri};
use flowai_types::{APIKeyCreate, ListKeys, Operation, ResponseMetadata, Retry, fixtures};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Middleware, Next, RequestBuilder};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Repeats the requests of one operation.
struct Repeat(fn(Option<StatusCode>) -> Retry);

const MOST_TRIES: usize = 3;
const LONGEST: Duration = Duration::from_mins(1);

#[async_trait::async_trait]
impl Middleware for Repeat {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        for _ in 1..MOST_TRIES {
            let again = request.try_clone().expect("a body of bytes");
            let received = next.clone().run(again, extensions).await;
            let status = received.as_ref().ok().map(reqwest::Response::status);
            if !matches!((self.0)(status), Retry::Repeat { .. }) {
                return received;
            }
            let metadata = received.ok().map(|response| ResponseMetadata::new(response.status(), response.headers()));
            let after = metadata.and_then(|metadata| metadata.retry_after());
            let wait = after.map_or(Duration::from_millis(100), |after| after.delay(SystemTime::now()));
            tokio::time::sleep(wait.min(LONGEST)).await;
        }
        next.run(request, extensions).await
    }
}

fn client<O: Operation>() -> ClientWithMiddleware {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    // Of an answer to which no body belongs yet, nobody knows whether it is the API's.
    ClientBuilder::new(client).with(Repeat(|status| Retry::of::<O>(status, false))).build()
}

#[test]
fn a_list_is_repeated_and_a_creation_is_not() {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    async fn serve() -> impl IntoResponse {
        match CALLS.fetch_add(1, Ordering::SeqCst) {
            0 => fixtures::service_unavailable().map(axum::body::Body::from),
            _ => fixtures::LIST_RESPONSE.into_response(),
        }
    }

    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let base: Uri = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    runtime.spawn(async { axum::serve(listener, Router::new().fallback(any(serve))).await });
    let exchange = |client: ClientWithMiddleware, request: Request<Vec<u8>>| {
        runtime.block_on(async {
            let request = reqwest::Request::try_from(request).unwrap();
            let received = RequestBuilder::from_parts(client, request).send().await.unwrap();
            let mut response = Response::new(Vec::new());
            *response.status_mut() = received.status();
            *response.headers_mut() = received.headers().clone();
            *response.body_mut() = received.bytes().await.unwrap().into();
            response
        })
    };

    let create = APIKeyCreate::new("x").to_http(&base).unwrap();
    let (sent, _) = create.clone().into_parts();
    let error = APIKeyCreate::response_from_http(&sent, exchange(client::<APIKeyCreate>(), create)).unwrap_err();
    assert_eq!((error.retry(), CALLS.swap(0, Ordering::SeqCst)), (Retry::ListFirst, 1));

    type List = ListKeys;
    let list = List::default().to_http(&base).unwrap();
    let (sent, _) = list.clone().into_parts();
    let page = List::response_from_http(&sent, exchange(client::<List>(), list)).unwrap();
    assert_eq!((page.body, CALLS.load(Ordering::SeqCst)), (fixtures::list_response(), 2));
}

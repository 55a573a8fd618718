//! Clients of the API, with the code that the README shows, and a service that speaks it.

pub mod server;

// README: client
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use flowai_types::http::header::{AUTHORIZATION, HeaderValue, InvalidHeaderValue};
use flowai_types::http::{Request, Response, Uri};
use flowai_types::{APIKeyPages, ApiResponse, BaseUrlError, BodyCut, Operation, ResponseError, Retry, RevokeKey};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A success, or an error that still owns the response.
pub type Answer<O> = Result<ApiResponse<<O as Operation>::Success>, ResponseError<Vec<u8>>>;

/// The outer error means that there is no response.
pub type Called<O> = Result<Answer<O>, BoxError>;

fn sign<O: Operation>(operation: &O, base: &Uri, token: &str) -> Result<Request<Vec<u8>>, BoxError> {
    let mut request = operation.to_http(base)?;
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
    bearer.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, bearer);
    Ok(request)
}

/// What to do after a call. `ListFirst`: a key may have been created, so list the keys, and revoke a new one whose
/// plain key is lost.
pub fn what_next<O: Operation>(called: &Called<O>) -> Retry {
    match called {
        Ok(Ok(_)) => Retry::GiveUp, // It succeeded.
        Ok(Err(error)) => error.retry(),
        Err(error) if error.is::<BaseUrlError>() || error.is::<InvalidHeaderValue>() => Retry::GiveUp, // It was not sent.
        Err(_) => Retry::of::<O>(None, false),
    }
}

/// How long to wait before the next call, if there should be one: four calls at most, and no wait of over a minute.
fn wait<O: Operation>(called: &Called<O>, calls: u64) -> Option<Duration> {
    let Retry::Repeat { after } = what_next::<O>(called) else {
        return None;
    };
    let wait = after.map_or(Duration::from_secs(calls), |after| after.delay(SystemTime::now()));
    (calls < 4 && wait.as_secs_f64() <= 60.0).then_some(wait)
}
// README: end

// README: reqwest
/// Calls the API, again where that cannot create a second key. Build the client with `redirect::Policy::none()`.
pub async fn call<O: Operation>(client: &reqwest::Client, base: &Uri, token: &str, operation: &O) -> Called<O> {
    let mut calls = 1;
    loop {
        let called = call_once::<O>(client, sign(operation, base, token)?).await;
        match wait::<O>(&called, calls) {
            Some(delay) => tokio::time::sleep(delay).await,
            None => return called,
        }
        calls += 1;
    }
}

async fn call_once<O: Operation>(client: &reqwest::Client, request: Request<Vec<u8>>) -> Called<O> {
    let (sent, body) = request.into_parts();
    let request = Request::from_parts(sent.clone(), body).try_into()?;
    let mut received = client.execute(request).await?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = received.status();
    *response.headers_mut() = received.headers().clone();
    // If the body is cut off, keep what arrived: it may contain the key.
    loop {
        match received.chunk().await {
            Ok(Some(chunk)) => response.body_mut().extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) => {
                response.extensions_mut().insert(BodyCut);
                response.extensions_mut().insert(Arc::new(error)); // for the caller
                break;
            }
        }
    }
    Ok(O::response_from_http(&sent, response))
}
// README: end

// README: use
/// A client that waits for half a minute at most, and follows no redirect.
pub fn client() -> reqwest::Result<reqwest::Client> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    client.timeout(Duration::from_secs(30)).build()
}

/// Lists all keys, and revokes those of this name.
pub async fn revoke(client: &reqwest::Client, base: &Uri, token: &str, name: &str) -> Result<(), BoxError> {
    let mut pages = APIKeyPages::new(None);
    while let Some(request) = pages.next_request() {
        pages.add(call(client, base, token, &request).await??.body);
    }
    for key in pages.finish()?.into_iter().filter(|key| key.key_name == name) {
        call(client, base, token, &RevokeKey::new(key.id)).await??;
    }
    Ok(())
}
// README: end

// README: ureq
/// Calls the API, again where that cannot create a second key. Build the agent with `max_redirects(0)` and
/// `http_status_as_error(false)`, or the body of a 422 is lost.
pub fn call_with_ureq<O: Operation>(agent: &ureq::Agent, base: &Uri, token: &str, operation: &O) -> Called<O> {
    let mut calls = 1;
    loop {
        let called = call_once_with_ureq::<O>(agent, sign(operation, base, token)?);
        match wait::<O>(&called, calls) {
            Some(delay) => std::thread::sleep(delay),
            None => return called,
        }
        calls += 1;
    }
}

fn call_once_with_ureq<O: Operation>(agent: &ureq::Agent, request: Request<Vec<u8>>) -> Called<O> {
    let (sent, body) = request.into_parts();
    let (head, body) = agent.run(Request::from_parts(sent.clone(), body))?.into_parts();
    let mut response = Response::from_parts(head, Vec::new());
    if let Err(error) = std::io::Read::read_to_end(&mut body.into_reader(), response.body_mut()) {
        response.extensions_mut().insert(BodyCut);
        response.extensions_mut().insert(Arc::new(error)); // for the caller
    }
    Ok(O::response_from_http(&sent, response))
}
// README: end

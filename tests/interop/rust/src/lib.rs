//! Clients of the API, with the code that the README shows, and a service that speaks it.

pub mod server;

// README: reqwest
use std::sync::Arc;

use flowai_types::http::{HeaderValue, Request, Response, Uri, header::AUTHORIZATION};
use flowai_types::{ApiResponse, BodyCut, Operation, ResponseError};

/// A success, or an error that still owns the response.
pub type Answer<O> = Result<ApiResponse<<O as Operation>::Success>, ResponseError<Vec<u8>>>;

/// Calls the API. The outer error means that there is no response. Build the client with `redirect::Policy::none()`.
pub async fn call<O: Operation>(
    client: &reqwest::Client,
    base: &Uri,
    token: &str,
    operation: &O,
) -> Result<Answer<O>, Box<dyn std::error::Error + Send + Sync>> {
    let (mut sent, body) = operation.to_http(base)?.into_parts();
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
    bearer.set_sensitive(true);
    sent.headers.insert(AUTHORIZATION, bearer);
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

// README: ureq
/// Calls the API. Build the agent with `max_redirects(0)` and `http_status_as_error(false)`, or the body of a 422 is lost.
pub fn call_with_ureq<O: Operation>(
    agent: &ureq::Agent,
    base: &Uri,
    token: &str,
    operation: &O,
) -> Result<Answer<O>, Box<dyn std::error::Error + Send + Sync>> {
    let (mut sent, body) = operation.to_http(base)?.into_parts();
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
    bearer.set_sensitive(true);
    sent.headers.insert(AUTHORIZATION, bearer);
    let (head, body) = agent.run(Request::from_parts(sent.clone(), body))?.into_parts();
    let mut response = Response::from_parts(head, Vec::new());
    if let Err(error) = std::io::Read::read_to_end(&mut body.into_reader(), response.body_mut()) {
        response.extensions_mut().insert(BodyCut);
        response.extensions_mut().insert(Arc::new(error)); // for the caller
    }
    Ok(O::response_from_http(&sent, response))
}
// README: end

//! Clients of the API, with the code that the README shows, and a service that speaks it.

pub mod server;

// README: reqwest
use std::error::Error;

use flowai_types::http::{HeaderValue, Request, Response, Uri, header::AUTHORIZATION};
use flowai_types::{ApiResponse, Operation, ResponseError};

/// A finished exchange.
#[derive(Debug)]
pub struct Exchange<T, E> {
    /// The success, or an error that still owns the response.
    pub result: Result<ApiResponse<T>, ResponseError<Vec<u8>>>,
    /// The client's error that cut the body short, if one did.
    pub cut: Option<E>,
}

/// Calls the API. It fails where there was no response. The client wants `redirect::Policy::none()`: a POST that is
/// redirected may become a GET.
pub async fn call<O: Operation>(
    client: &reqwest::Client,
    base: &Uri,
    token: &str,
    operation: &O,
) -> Result<Exchange<O::Success, reqwest::Error>, Box<dyn Error + Send + Sync>> {
    let mut request = operation.to_http(base)?;
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
    bearer.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, bearer);
    let (sent, body) = request.into_parts();
    let request = Request::from_parts(sent.clone(), body);

    let mut received = client.execute(request.try_into()?).await?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = received.status();
    *response.headers_mut() = received.headers().clone();
    // What came before the body was cut is kept: it may contain the key.
    let cut = loop {
        match received.chunk().await {
            Ok(Some(chunk)) => response.body_mut().extend_from_slice(&chunk),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    let result = O::response_from_http(&sent, response);
    Ok(Exchange { result, cut })
}
// README: end

// README: ureq
/// Calls the API. It fails where there was no response: unless told not to, also on a status such as 422, whose body is lost.
pub fn call_with_ureq<O: Operation>(
    agent: &ureq::Agent,
    base: &Uri,
    token: &str,
    operation: &O,
) -> Result<Exchange<O::Success, std::io::Error>, Box<dyn Error + Send + Sync>> {
    let mut request = operation.to_http(base)?;
    let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
    bearer.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, bearer);
    let (sent, body) = request.into_parts();
    let request = agent
        .configure_request(Request::from_parts(sent.clone(), body))
        .http_status_as_error(false)
        .max_redirects(0)
        .build();

    let (head, body) = agent.run(request)?.into_parts();
    let mut response = Response::from_parts(head, Vec::new());
    // What came before the body was cut is kept: it may contain the key.
    let cut = std::io::Read::read_to_end(&mut body.into_reader(), response.body_mut()).err();
    let result = O::response_from_http(&sent, response);
    Ok(Exchange { result, cut })
}
// README: end

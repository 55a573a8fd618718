//! Creating an API key with an HTTP client: the code that the README shows.
//!
//! Both functions return the client's own error for an exchange that never had a response. One that had is [`Created`]: what
//! was decoded of it, and what cut its body short, if anything did. It is a type that every caller must name, and not a box
//! to downcast: the response may contain the one key.

// README: reqwest
use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, ResponseError, http};
use serde_json::json;

/// A finished exchange.
#[derive(Debug)]
pub struct Created<E> {
    /// The new key, or an error that still owns the response.
    pub result: Result<CreateAPIKeyForUserAPIKeysPostResponse, ResponseError<Vec<u8>>>,
    /// The client's error that cut the body short, if one did.
    pub cut: Option<E>,
}

/// Creates an API key. The client wants `redirect::Policy::none()`: a POST that is redirected may become a GET.
pub async fn create_api_key(
    client: &reqwest::Client,
    url: &str,
    token: &str,
    key_name: &str,
) -> Result<Created<reqwest::Error>, reqwest::Error> {
    let body = json!({ "keyName": key_name });
    let request = client.post(url).bearer_auth(token).json(&body).build()?;
    let (sent, body) = http::Request::try_from(request)?.into_parts();
    let request = http::Request::from_parts(sent.clone(), body);

    let mut received = client.execute(request.try_into()?).await?;
    let mut response = http::Response::new(Vec::new());
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
    let result = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&sent, response);
    Ok(Created { result, cut })
}
// README: end

// README: ureq
/// Creates an API key. ureq takes a status such as 422 for an error, and drops its body, unless told not to.
pub fn create_api_key_with_ureq(
    agent: &ureq::Agent,
    url: &str,
    token: &str,
    key_name: &str,
) -> Result<Created<std::io::Error>, ureq::Error> {
    let request = http::Request::post(url)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(json!({ "keyName": key_name }).to_string())?;
    let (sent, body) = request.into_parts();
    let request = agent
        .configure_request(http::Request::from_parts(sent.clone(), body))
        .http_status_as_error(false)
        .max_redirects(0)
        .build();

    let (head, body) = agent.run(request)?.into_parts();
    let mut response = http::Response::from_parts(head, Vec::new());
    // What came before the body was cut is kept: it may contain the key.
    let cut = std::io::Read::read_to_end(&mut body.into_reader(), response.body_mut()).err();
    let result = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&sent, response);
    Ok(Created { result, cut })
}
// README: end

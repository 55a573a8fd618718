//! Creating an API key with an HTTP client: the code that the README shows.
//!
//! Both functions return two results, one in the other: the client's error for an exchange that never finished, and
//! [`ResponseError`] for one that did, with the response in it. A type that every caller must name, and not a box to
//! downcast: the response may hold the one key.

// README: reqwest
use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, ResponseError, http};
use serde_json::json;

/// The new key, or an error that holds the whole response.
pub type Created = Result<CreateAPIKeyForUserAPIKeysPostResponse, ResponseError<Vec<u8>>>;

/// Creates an API key. The client wants `redirect::Policy::none()`: a POST that is redirected may become a GET.
pub async fn create_api_key(
    client: &reqwest::Client,
    url: &str,
    token: &str,
    key_name: &str,
) -> Result<Created, reqwest::Error> {
    let body = json!({ "keyName": key_name });
    let request = client.post(url).bearer_auth(token).json(&body).build()?;
    let (sent, body) = http::Request::try_from(request)?.into_parts();
    let request = http::Request::from_parts(sent.clone(), body);

    let mut response = client.execute(request.try_into()?).await?;
    let mut answer = http::Response::new(Vec::new());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    // What came before a failure is kept: half a body may hold the key.
    while let Ok(Some(chunk)) = response.chunk().await {
        answer.body_mut().extend_from_slice(&chunk);
    }
    let created = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&sent, answer);
    Ok(created)
}
// README: end

// README: ureq
/// Creates an API key. ureq takes a status such as 422 for an error, and drops its body, unless told not to.
pub fn create_api_key_with_ureq(
    agent: &ureq::Agent,
    url: &str,
    token: &str,
    key_name: &str,
) -> Result<Created, ureq::Error> {
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
    let mut answer = http::Response::from_parts(head, Vec::new());
    // What came before a failure is kept: half a body may hold the key.
    let _ = std::io::Read::read_to_end(&mut body.into_reader(), answer.body_mut());
    let created = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&sent, answer);
    Ok(created)
}
// README: end

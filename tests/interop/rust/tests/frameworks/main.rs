//! The types inside of frameworks: what each needs by hand is in its file, and in a table of the crate's front page.

mod actix;
mod mcp;
mod middleware;
mod poem;
mod sqlite;
mod trace;

use flowai_types::http::header::AUTHORIZATION;
use flowai_types::http::{HeaderValue, Request, Response, StatusCode, Uri};
use flowai_types::{APIKeyCreate, APIKeyUpdate, ApiResponse, ListKeys, Operation, ResponseError, RevokeKey, UpdateKey};

/// The token with which the user signs in.
const TOKEN: &str = "the-token-of-the-user";

type Answer<T> = Result<ApiResponse<T>, ResponseError<Vec<u8>>>;

/// Calls a service by a function that hands it a request.
fn call<O: Operation>(
    serve: &impl Fn(Request<Vec<u8>>) -> Response<Vec<u8>>,
    token: &str,
    operation: &O,
) -> Answer<O::Success> {
    let mut request = operation.to_http(&Uri::from_static("http://127.0.0.1")).unwrap();
    let token = HeaderValue::try_from(format!("Bearer {token}")).unwrap();
    request.headers_mut().insert(AUTHORIZATION, token);
    let (sent, body) = request.into_parts();
    O::response_from_http(&sent, serve(Request::from_parts(sent.clone(), body)))
}

/// The life of a key at a server.
fn live(serve: impl Fn(Request<Vec<u8>>) -> Response<Vec<u8>>) {
    let created = call(&serve, TOKEN, &APIKeyCreate::new("My API Key")).unwrap().body;
    let token = created.api_key.expose_secret();
    let list = ListKeys::page(5, 0);
    let page = call(&serve, token, &list).unwrap().body;
    assert_eq!((page.api_keys[0].id, page.pagination.limit), (created.id, 5));

    let update = UpdateKey::new(created.id, APIKeyUpdate::remove_name());
    assert_eq!(call(&serve, token, &update).unwrap().body.key_name, None);

    let refused = call(&serve, token, &APIKeyCreate::new("x".repeat(256))).unwrap_err();
    assert_eq!(refused.validation_error().unwrap().detail[0].type_, "string_too_long");
    assert_eq!(call(&serve, "another", &list).unwrap_err().status(), StatusCode::UNAUTHORIZED);

    let revoke = RevokeKey::new(created.id);
    call(&serve, token, &revoke).unwrap();
    assert_eq!(call(&serve, token, &list).unwrap_err().detail(), Some("Invalid or revoked API key"));
}

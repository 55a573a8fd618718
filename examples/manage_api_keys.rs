//! The four operations of the API as they go over the wire, without a network: each request as a client sends it, the
//! response as a server sends it, and what the client then has.
//!
//! ```sh
//! cargo run --example manage_api_keys
//! ```

use std::error::Error;

use flowai_types::http::{HeaderMap, HeaderValue, Request, Response, Uri, header::AUTHORIZATION};
use flowai_types::{APIKeyCreate, APIKeyUpdate, ListKeys, Operation, RevokeKey, UpdateKey, fixtures, redact};

fn main() -> Result<(), Box<dyn Error>> {
    let created = fixtures::create_response();
    let key_id = created.id;
    exchange(&APIKeyCreate::new("My API Key"), &created)?;

    let first_page = ListKeys::page(10, 0);
    exchange(&first_page, &fixtures::list_response())?;

    let api_key_update = APIKeyUpdate::rename("Another name");
    let rename = UpdateKey::new(key_id, api_key_update);
    let mut info = fixtures::api_key_info();
    info.key_name = Some("Another name".to_owned());
    exchange(&rename, &info)?;

    exchange(&RevokeKey::new(key_id), &())?;

    println!("# A request that breaks a rule\n");
    let invalid = Request::post(APIKeyCreate::PATH).body(r#"{"keyName": 7}"#)?;
    print_request(&invalid);
    let refused = APIKeyCreate::from_http(&invalid).expect_err("a name is a string");
    let (sent, _) = invalid.into_parts();
    let response = refused.to_http();
    print_response(&response);
    let error = APIKeyCreate::response_from_http(&sent, response).expect_err("a refusal");
    println!("The client has:\n{error}");
    println!("{}", error.validation_error().expect("its reasons"));
    Ok(())
}

/// A whole exchange, in which the server answers a request with a success.
fn exchange<O: Operation>(operation: &O, success: &O::Success) -> Result<(), Box<dyn Error>> {
    println!("# {}\n", O::ID);

    // The client writes the request, and adds its credentials.
    let base = Uri::from_static("https://api.example.com/v1");
    let mut request = operation.to_http(&base)?;
    let mut token = HeaderValue::from_static("Bearer the-token-of-the-user");
    token.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, token);
    print_request(&request);

    // The server reads the request, and writes the response.
    let asked = O::from_http(&request)?;
    println!("The server has:\n{asked:?}\n");
    let response = O::response_to_http(success);
    print_response(&response);

    // The client reads the response.
    let (sent, _) = request.into_parts();
    let response = O::response_from_http(&sent, response)?;
    println!("The client has:\n{:?}\n", response.body);
    Ok(())
}

fn print_request(request: &Request<impl AsRef<[u8]>>) {
    println!("{} {}", request.method(), request.uri());
    print_rest(request.headers(), request.body());
}

fn print_response(response: &Response<impl AsRef<[u8]>>) {
    println!("{}", response.status());
    print_rest(response.headers(), response.body());
}

/// Headers and body. On the wire the secrets are in them; on this screen they are not.
fn print_rest(headers: &HeaderMap, body: &impl AsRef<[u8]>) {
    for (name, value) in headers {
        let shown = value.to_str().unwrap_or_default();
        let shown = if value.is_sensitive() { "REDACTED" } else { shown };
        println!("{name}: {shown}");
    }
    match String::from_utf8_lossy(body.as_ref()) {
        body if body.is_empty() => println!(),
        body => println!("\n{}\n", redact(&body)),
    }
}

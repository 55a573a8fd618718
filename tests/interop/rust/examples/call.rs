//! Calls one operation of the API, and shows what came of it, with nothing secret in it:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example call -- http://127.0.0.1:4010 create "My API Key"
//! FLOWAI_TOKEN=… cargo run --example call -- http://127.0.0.1:4010 list
//! FLOWAI_TOKEN=… cargo run --example call -- http://127.0.0.1:4010 rename 123e4567-e89b-12d3-a456-426614174000 "Another name"
//! FLOWAI_TOKEN=… cargo run --example call -- http://127.0.0.1:4010 revoke 123e4567-e89b-12d3-a456-426614174000
//! ```
//!
//! The variable `PREFER` is sent as the header of that name: a mock server answers as it says. The exit status is 0 for a
//! success, 1 for another response, 2 if there was none.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use flowai_types::http::{HeaderMap, Uri};
use flowai_types::{APIKeyCreate, APIKeyUpdate, ListKeys, Operation, Retry, RevokeKey, UpdateKey};
use flowai_types_interop::{call, what_next};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    run(&arguments).unwrap_or_else(|error| {
        let mut source: Option<&dyn Error> = Some(&*error);
        while let Some(error) = source {
            eprintln!("no response: {error}");
            source = error.source();
        }
        ExitCode::from(2)
    })
}

fn run(arguments: &[&str]) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    match *arguments {
        [base, "create", name] => show(base, &APIKeyCreate::new(name)),
        [base, "list"] => show(base, &ListKeys::default()),
        [base, "rename", key_id, name] => {
            let key_id = key_id.parse()?;
            let api_key_update = APIKeyUpdate::rename(name);
            show(base, &UpdateKey::new(key_id, api_key_update))
        }
        [base, "revoke", key_id] => {
            let key_id = key_id.parse()?;
            show(base, &RevokeKey::new(key_id))
        }
        _ => Err("expected a base URL and: create NAME, list, rename ID NAME, or revoke ID".into()),
    }
}

fn show<O: Operation>(base: &str, operation: &O) -> Result<ExitCode, Box<dyn Error + Send + Sync>> {
    let token = env::var("FLOWAI_TOKEN").unwrap_or_default();
    let mut headers = HeaderMap::new();
    if let Ok(prefer) = env::var("PREFER") {
        headers.insert("prefer", prefer.parse()?);
    }
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .default_headers(headers)
        .build()?;
    let base: Uri = base.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let called = runtime.block_on(call(&client, &base, &token, operation));
    if what_next::<O>(&called) == Retry::ListFirst {
        eprintln!("a key may have been created: list the keys, and revoke a new one if its plain key is lost");
    }
    match called? {
        Ok(response) => {
            println!("status: {}", response.http_meta.response.status);
            println!("{:?}", response.body);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            println!("status: {}", error.status());
            println!("kind: {:?}", error.kind());
            println!("{error}");
            if let Some(refused) = error.validation_error() {
                println!("{refused:?}");
            }
            if error.rescue().is_some() {
                println!("rescued: a key");
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

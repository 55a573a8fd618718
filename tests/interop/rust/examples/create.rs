//! Creates an API key, and shows what came of it, with nothing secret in it:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example create -- http://127.0.0.1:4010/api-keys "My API Key"
//! ```
//!
//! The exit status is 0 for a new key, 1 for a response without one, 2 if there was no response.

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use flowai_types_interop::create_api_key_with_ureq;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(url) = arguments.next() else {
        eprintln!("usage: create URL [KEY_NAME]");
        return ExitCode::from(2);
    };
    let key_name = arguments.next().unwrap_or_else(|| "My API Key".to_owned());
    let token = env::var("FLOWAI_TOKEN").unwrap_or_default();
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .into();

    let created = match create_api_key_with_ureq(&agent, &url, &token, &key_name) {
        Ok(created) => created,
        Err(error) => {
            eprintln!("no response: {error}");
            return ExitCode::from(2);
        }
    };
    if let Some(cut) = created.cut {
        println!("the body was cut short: {cut}");
    }
    match created.result {
        Ok(created) => {
            println!("status: {}", created.http_meta.response.status);
            if let Some(created) = created.api_key_create_response {
                println!("short token: {}", created.api_key.short_token());
                println!("{created:?}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("status: {}", error.http_meta().response.status);
            println!("kind: {:?}", error.kind());
            println!("{error}");
            if let Some(refused) = error.validation_error() {
                println!("{refused:?}");
            }
            if error.rescue().is_some() {
                println!("rescued: a key");
            }
            ExitCode::FAILURE
        }
    }
}

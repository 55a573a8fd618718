//! Reads a create response, and shows what it holds or everything that is wrong with it.
//!
//! ```sh
//! cargo run --example create_api_key                    # the documented example
//! cargo run --example create_api_key response.json      # a document of your own
//! cargo run --example create_api_key - < response.json  # the same, from standard input
//! ```
//!
//! The exit status is 0 for a right document, 1 for a wrong one, 2 where there is none to read.

use std::ffi::OsString;
use std::io::Read;
use std::process::ExitCode;

use flowai_types::{APIKeyCreateResponse, ApiKey, fixtures, from_json, redact};

fn main() -> ExitCode {
    let source = std::env::args_os().nth(1);
    let document = match read(source.as_ref()) {
        Ok(document) => document,
        Err(error) => {
            eprintln!("The document cannot be read: {error}");
            return ExitCode::from(2);
        }
    };

    match from_json::<APIKeyCreateResponse>(&document) {
        Ok(created) => {
            println!("A right create response. As a value, in a log:\n\n{created:#?}\n");
            let json = serde_json::to_string(&created).expect("what was read can be written");
            println!(
                "As JSON again, with the key redacted for this screen only:\n\n{}",
                redact(&json)
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Not a create response:\n");
            for violation in error.violations() {
                eprintln!("  {violation}");
            }
            // The key is shown once: a wrong document around it is no reason to lose it.
            for key in ApiKey::find(&String::from_utf8_lossy(&document)) {
                eprintln!("\nIt holds the key {key:?}, which `ApiKey::find` takes out of it.");
            }
            ExitCode::FAILURE
        }
    }
}

fn read(source: Option<&OsString>) -> std::io::Result<Vec<u8>> {
    match source {
        None => Ok(fixtures::CREATE_RESPONSE_AS_DOCUMENTED.into()),
        Some(dash) if dash == "-" => {
            let mut document = Vec::new();
            std::io::stdin().read_to_end(&mut document)?;
            Ok(document)
        }
        Some(path) => std::fs::read(path),
    }
}

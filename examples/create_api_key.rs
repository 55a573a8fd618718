//! Parses a create response, and shows what is in it or everything that is wrong with it.
//!
//! ```sh
//! cargo run --example create_api_key                    # the documented example
//! cargo run --example create_api_key response.json      # a document of your own
//! cargo run --example create_api_key - < response.json  # the same, from standard input
//! ```
//!
//! The exit status is 0 for a valid document, 1 for an invalid one, 2 if there is none to read.

use std::ffi::OsString;
use std::io::Read;
use std::process::ExitCode;

use flowai_types::{APIKeyCreateResponse, fixtures, from_json, redact, rescue_key, to_json};

const HELP: &str = "\
Parses the response to a request that created a Flow AI API key, and shows what is in it, without the key.

Usage: create_api_key [FILE | -]

Without a file it parses the documented example, with - standard input.
Exit status: 0 for a valid document, 1 for an invalid one, 2 if there is none to read.";

fn main() -> ExitCode {
    let source = std::env::args_os().nth(1);
    if source.as_ref().is_some_and(|source| source == "-h" || source == "--help") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let document = match read(source.as_ref()) {
        Ok(document) => document,
        Err(error) => {
            let name = source.unwrap_or_default();
            eprintln!("Cannot read {}: {error}", name.to_string_lossy());
            return ExitCode::from(2);
        }
    };

    match from_json::<APIKeyCreateResponse>(&document) {
        Ok(created) => {
            println!("A valid create response. As a value, in a log:\n\n{created:#?}\n");
            let json = String::from_utf8(to_json(&created)).expect("JSON is UTF-8");
            println!("As JSON, with the key redacted for this screen only:\n\n{}", redact(&json));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("An invalid create response:\n");
            for violation in error.violations() {
                eprintln!("  {violation}");
            }
            // The key is shown once: an invalid document around it is no reason to lose it.
            if rescue_key(&document).is_some() {
                eprintln!(
                    "\nWhere the key should be is a string that may be the key all the same: `rescue_key` returns it."
                );
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

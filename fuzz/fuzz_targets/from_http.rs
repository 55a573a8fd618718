#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| flowai_types_fuzz::from_http(input));

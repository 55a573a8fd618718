//! As many headers as there may be, and one more.

use flowai_types::ViolationKind::InvalidValue;
use flowai_types::fixtures;
use flowai_types_schemas::differences::Difference;
use flowai_types_schemas::{Agreement, agreements};

/// Metadata whose request has headers with so many values each.
fn metadata(values: impl IntoIterator<Item = usize>) -> String {
    let headers = values.into_iter().enumerate().map(|(name, values)| {
        let values = vec![r#""""#; values].join(",");
        format!(r#""x-{name}":[{values}]"#)
    });
    let headers: Vec<_> = headers.collect();
    let headers = format!(r#""headers":{{{}}}"#, headers.join(","));
    let document = fixtures::HTTP_METADATA.replace(r#""headers":{}"#, &headers);
    assert!(document.contains(&headers));
    document
}

fn http_metadata() -> &'static Agreement {
    let mut agreements = agreements().iter();
    agreements.find(|agreement| agreement.name == "HTTPMetadata").unwrap()
}

#[track_caller]
fn is_reported_at_the_headers(document: &str) {
    let error = http_metadata().error(document.as_bytes()).unwrap();
    let found: Vec<_> = error.violations().iter().collect();
    assert_eq!(found.len(), 1, "{error}");
    assert_eq!(found[0].pointer(), "/Request/headers");
    assert_eq!(found[0].kind(), InvalidValue);
}

#[test]
fn a_thousand_names_and_no_more_are_read_and_valid() {
    assert!(http_metadata().check(&metadata(vec![1; 1_000])).read);
    let more = metadata(vec![1; 1_001]);
    let verdict = http_metadata().check(&more);
    assert!(!verdict.valid && !verdict.read);
    is_reported_at_the_headers(&more);
}

#[test]
fn ten_thousand_values_of_one_name_and_no_more_are_read_and_valid() {
    assert!(http_metadata().check(&metadata([10_000])).read);
    let more = metadata([10_001]);
    let verdict = http_metadata().check(&more);
    assert!(!verdict.valid && !verdict.read);
    is_reported_at_the_headers(&more);
}

#[test]
fn ten_thousand_values_in_all_are_read_and_more_are_refused_by_the_type_alone() {
    assert!(http_metadata().check(&metadata([5_000, 5_000])).read);
    let more = metadata([5_000, 5_001]);
    let verdict = http_metadata().check(&more);
    assert!(verdict.valid && !verdict.read);
    assert_eq!(verdict.differences, [Difference::TooManyInAll]);
    is_reported_at_the_headers(&more);
}

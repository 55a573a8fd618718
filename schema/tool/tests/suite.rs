//! The documents of `schema/tests/`, which any implementation can run: here, the types and the Rust crate `jsonschema` do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use flowai_types_schemas::differences::Difference;
use flowai_types_schemas::{Agreement, agreements};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Group<'t> {
    description: String,
    schema: Value,
    #[serde(borrow)]
    tests: Vec<Test<'t>>,
}

#[derive(Deserialize)]
struct Test<'t> {
    description: String,
    /// The document, in its own order; none if it is `null`.
    #[serde(borrow)]
    data: Option<&'t RawValue>,
    /// The document, where no parsed value can hold it.
    text: Option<String>,
    /// The verdict of the schema.
    valid: bool,
    /// The verdict of the type, where it is another matter.
    read: Option<bool>,
    /// What the type reports, if it refuses the document: pointers and kinds.
    violations: Option<Vec<(String, String)>>,
}

impl Test<'_> {
    fn document(&self) -> &str {
        let data = self.data.map_or("null", RawValue::get);
        self.text.as_deref().unwrap_or(data)
    }

    /// Compares what the type reports with the list beside the document.
    #[track_caller]
    fn check_violations(&self, agreement: &Agreement, name: &str) {
        let error = agreement.error(self.document().as_bytes());
        let found = error.map(|error| {
            let violations = error.violations().iter();
            violations
                .map(|violation| (violation.pointer().to_owned(), format!("{:?}", violation.kind())))
                .collect::<Vec<_>>()
        });
        assert_eq!(found, self.violations, "{name}");
    }
}

/// Calls `run` with each document of the files in a folder, its schema and type, and a name for it.
fn each_document(folder: &str, mut run: impl FnMut(&Agreement, &Test<'_>, &str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let (mut names, mut schemas) = (BTreeSet::new(), BTreeSet::new());
    for file in files.filter(|file| file.is_file()) {
        let text = fs::read_to_string(&file).unwrap();
        let groups: Vec<Group<'_>> = serde_json::from_str(&text).unwrap();
        for group in groups {
            let id = &group.schema["$ref"];
            let agreement = agreements().iter().find(|agreement| agreement.schema["$id"] == *id).unwrap();
            schemas.insert(id.to_string());
            for test in &group.tests {
                let file = file.file_stem().unwrap().display();
                let name = format!("{file}: {}: {}", group.description, test.description);
                run(agreement, test, &name);
                assert!(names.insert(name.clone()), "{name}: twice");
            }
        }
    }
    assert!(schemas.len() > 1, "documents of one schema only");
}

#[test]
fn schemas_and_types_give_the_same_verdict_and_types_say_why() {
    each_document("tests", |agreement, test, name| {
        let document = serde_json::from_str(test.document()).unwrap();
        assert_eq!(agreement.is_valid(&document), test.valid, "{name}");
        let verdict = agreement.check(test.document());
        let verdict = (verdict.valid, verdict.read);
        assert_eq!(verdict, (test.valid, test.valid), "{name}");
        assert_eq!(test.read, None, "it belongs in beyond/: {name}");
        test.check_violations(agreement, name);
    });
}

#[test]
fn beyond_the_schemas_each_has_a_verdict_of_its_own() {
    each_document("tests/beyond", |agreement, test, name| {
        // Half a surrogate pair is in no value of serde_json.
        if let Ok(document) = serde_json::from_str(test.document()) {
            assert_eq!(agreement.is_valid(&document), test.valid, "{name}");
        }
        let verdict = agreement.check(test.document());
        assert_eq!(Some(verdict.read), test.read, "{name}");
        test.check_violations(agreement, name);
    });
}

#[test]
fn each_kind_of_difference_has_an_example() {
    let mut kinds = BTreeSet::new();
    each_document("tests/beyond", |agreement, test, name| {
        if Some(test.valid) != test.read {
            let differences = agreement.check(test.document()).differences;
            assert_ne!(differences, [], "{name}");
            kinds.extend(differences);
        }
    });
    // In no file: 10,001 header values, which are in `headers.rs`, and a URL with 101 `%`, which is in `patterns.rs`.
    kinds.extend([Difference::TooManyInAll, Difference::LatePercent]);
    assert_eq!(kinds, BTreeSet::from(Difference::ALL));
}

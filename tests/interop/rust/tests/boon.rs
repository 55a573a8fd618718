//! The validator `boon` gives every document of `schema/tests/` the schema's verdict, with formats and without.

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use serde_json::Value;

/// The JSON files of a folder of `schema/`.
fn files(folder: &str) -> Vec<Value> {
    let folder = Path::new("../../../schema").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .map(|file| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
        .collect()
}

#[test]
fn boon_gives_the_verdicts_of_the_schemas() {
    let (mut plain, mut with_formats) = (Compiler::new(), Compiler::new());
    with_formats.enable_format_assertions();
    for schema in files("") {
        if let Some(id) = schema["$id"].as_str() {
            for compiler in [&mut plain, &mut with_formats] {
                compiler.add_resource(id, schema.clone()).unwrap();
            }
        }
    }
    let (mut schemas, mut documents, mut left_out) = (Schemas::new(), 0, 0);
    let groups = [files("tests"), files("tests/beyond")].concat();
    for group in groups.iter().flat_map(|file| file.as_array().unwrap()) {
        let id = group["schema"]["$ref"].as_str().unwrap();
        let compiled = [&mut plain, &mut with_formats].map(|compiler| compiler.compile(id, &mut schemas).unwrap());
        for test in group["tests"].as_array().unwrap() {
            let text = test["text"].as_str();
            let parsed = text.map_or(Ok(test["data"].clone()), serde_json::from_str);
            let Ok(document) = parsed else {
                // Half a surrogate pair, which no value of serde_json contains.
                assert!(text.unwrap().contains(r"\ud"), "{text:?}");
                left_out += 1;
                continue;
            };
            let verdicts = compiled.map(|schema| schemas.validate(&document, schema).is_ok());
            let valid = test["valid"].as_bool().unwrap();
            assert_eq!(verdicts, [valid; 2], "{}: {}", group["description"], test["description"]);
            documents += 1;
        }
    }
    println!("boon: {documents} documents right, {left_out} left out");
    assert!(documents > 1_100);
}

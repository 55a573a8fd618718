//! `for_each_document!` is complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use flowai_types::Document;

use crate::support::type_name;

/// Each struct that the source defines with `object!` is in the list, and nothing else is.
#[test]
fn list_has_every_document_of_the_source() {
    fn add<T: Document>(names: &mut BTreeSet<&str>) {
        names.insert(type_name::<T>());
    }

    let mut listed = BTreeSet::new();
    for_each_document!(add(&mut listed));

    let sources = sources();
    let defined: BTreeSet<_> = sources
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| {
            // The pattern of the macro itself has variables: `pub struct $Type:ident = …`.
            let definition = line.trim_start().strip_prefix("pub struct ")?;
            let (name, _) = definition.split_once(" = \"")?;
            Some(name)
        })
        .collect();
    assert_eq!(listed, defined);
}

/// The text of each file of the crate's source.
fn sources() -> Vec<String> {
    fn add(folder: &Path, sources: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(fs::read_to_string(path).unwrap());
            }
        }
    }

    let mut sources = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    sources
}

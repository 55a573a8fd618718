//! `for_each_document!` is complete.

use std::collections::BTreeSet;

use flowai_types::Document;

use crate::support::{sources, type_name};

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

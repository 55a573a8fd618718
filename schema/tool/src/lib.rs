//! Generates the files of `schema/` from the types of flowai-types, by its public API alone; and has what the tests of the
//! schemas and the fuzz targets share: the list of document types, and a schema beside its type.

pub mod differences;
mod documents;
mod generate;
mod layout;
mod openapi;
mod page;
mod scanner;

#[macro_use]
#[path = "../../../tests/it/for_each_document.rs"]
mod for_each_document;

use std::fmt;
use std::sync::LazyLock;

use flowai_types::{DecodeError, Document, from_json};
use jsonschema::Validator;
use schemars::JsonSchema;
use serde_json::Value;

use differences::{Beyond, Difference, beyond};
use documents::schema_of;
pub use generate::generate;

/// A document type beside its schema.
pub struct Agreement {
    /// The name of the schema.
    pub name: String,
    /// The schema, as its file has it; an object that is only a part of documents has no file.
    pub schema: Value,
    plain: Validator,
    with_formats: Validator,
    read: fn(&[u8]) -> Option<DecodeError>,
}

impl fmt::Debug for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Agreement").field(&self.name).finish()
    }
}

/// The verdicts of a schema and its type on a string.
#[derive(Debug)]
pub struct Verdict {
    /// Whether the schema accepts the document, rewritten as [`differences`] says.
    pub valid: bool,
    /// Whether the type reads it.
    pub read: bool,
    /// Where the two differ.
    pub differences: Vec<Difference>,
}

impl Agreement {
    /// A type with its schema.
    ///
    /// # Panics
    ///
    /// If the schema is not one.
    #[must_use]
    pub fn of<T: Document + JsonSchema>() -> Self {
        let name = T::schema_id().into_owned();
        let (_, schema) = schema_of::<T>();
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        let validator =
            |formats| jsonschema::options().should_validate_formats(formats).build(&schema).expect("a schema");
        Self {
            plain: validator(false),
            with_formats: validator(true),
            read: |json| from_json::<T>(json).err(),
            name,
            schema,
        }
    }

    /// Whether the schema accepts a document, which it does alike with and without its formats.
    ///
    /// # Panics
    ///
    /// If it does not.
    #[must_use]
    #[track_caller]
    pub fn is_valid(&self, document: &Value) -> bool {
        let valid = self.plain.is_valid(document);
        assert_eq!(
            valid,
            self.with_formats.is_valid(document),
            "{}: formats differ from patterns: {document}",
            self.name
        );
        valid
    }

    /// The violations that the type finds in a document, if there are any.
    #[must_use]
    pub fn error(&self, json: &[u8]) -> Option<DecodeError> {
        (self.read)(json)
    }

    /// Checks the claim: the type reads a string exactly when it is JSON, the schema accepts it as [`differences`]
    /// rewrites it, and nothing in it is refused by types alone.
    ///
    /// # Panics
    ///
    /// If that does not hold.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "it is an assertion first")]
    pub fn check(&self, text: &str) -> Verdict {
        let read = self.error(text.as_bytes()).is_none();
        let (valid, differences) = match beyond(&self.schema, text) {
            Some(Beyond { document, differences }) => {
                (self.is_valid(&document), differences.into_iter().collect::<Vec<_>>())
            }
            None => (false, Vec::new()),
        };
        let refused = differences.iter().any(|difference| difference.is_refused());
        assert_eq!(
            read,
            valid && !refused,
            "{}: the schema accepts it: {valid}, with {differences:?}, and the type: {read}\n{text}",
            self.name
        );
        Verdict { valid, read, differences }
    }
}

/// Every document type with its schema.
#[must_use]
pub fn agreements() -> &'static [Agreement] {
    static AGREEMENTS: LazyLock<Vec<Agreement>> = LazyLock::new(|| {
        fn add<T: Document + JsonSchema>(agreements: &mut Vec<Agreement>) {
            agreements.push(Agreement::of::<T>());
        }
        let mut agreements = Vec::new();
        for_each_document!(add(&mut agreements));
        agreements
    });
    &AGREEMENTS
}

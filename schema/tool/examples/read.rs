//! Reads documents that programs in other languages wrote: on each line of standard input the name of a schema, a tab, and a
//! document. For each, it prints a line of fields with tabs between them:
//!
//! - `read`, and the document as the type writes it;
//! - `listed`, the [differences](flowai_types_schemas::differences) for which only the type refuses it, and the violations;
//! - `refused`, and the violations, of what the schema refuses as well.
//!
//! It fails where a type and its schema disagree, and no difference says why.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use flowai_types::{DecodeError, Document, from_json, to_json};
use flowai_types_schemas::{agreements, for_each_document};
use schemars::JsonSchema;

type Rewrite = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;

fn add<T: Document + JsonSchema>(types: &mut BTreeMap<String, Rewrite>) {
    let rewrite: Rewrite = |json| from_json::<T>(json).map(|value| to_json(&value));
    types.insert(T::schema_id().into_owned(), rewrite);
}

fn main() -> io::Result<()> {
    let mut types = BTreeMap::new();
    for_each_document!(add(&mut types));
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lines() {
        let line = line?;
        let (name, document) = line.split_once('\t').expect("a name and a document");
        let mut agreements = agreements().iter();
        let agreement = agreements.find(|agreement| agreement.name == name);
        let verdict = agreement.expect("the name of a schema").check(document);
        match types[name](document.as_bytes()) {
            Ok(json) => writeln!(output, "read\t{}", String::from_utf8_lossy(&json))?,
            Err(error) if verdict.valid => {
                let refused = verdict.differences.into_iter();
                let refused: Vec<_> = refused.filter(|difference| difference.is_refused()).collect();
                writeln!(output, "listed\t{refused:?}\t{error}")?;
            }
            Err(error) => writeln!(output, "refused\t{error}")?,
        }
    }
    output.flush()
}

//! Writes the files of `schema/` from the types:
//!
//! ```sh
//! cargo run --example export_schema --features schemars
//! ```

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, text) in flowai_types::schema::generate() {
        std::fs::write(folder.join(&name), text)?;
        println!("schema/{name}");
    }
    Ok(())
}

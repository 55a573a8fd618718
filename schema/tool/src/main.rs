//! Writes the files of `schema/`: `cargo run -p flowai-types-schemas`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (name, text) in flowai_types_schemas::generate() {
        std::fs::write(folder.join(&name), text)?;
        println!("schema/{name}");
    }
    Ok(())
}

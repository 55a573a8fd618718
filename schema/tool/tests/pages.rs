//! The pages: that of `schema/` mentions all that there is, and the links of each lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use flowai_types::{Timestamp, fixtures, schema};
use flowai_types_schemas::{agreements, generate};
use serde_json::{Value, json};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

fn page(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// The part of the page of `schema/` with a heading.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, section) = page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading:?}"));
    section.split("\n#").next().unwrap()
}

#[test]
fn every_file_is_on_the_page() {
    let page = page("schema/README.md");
    let files = generate().into_iter().map(|(name, _)| name);
    for file in files.filter(|name| name != "README.md") {
        let row = format!("\n| [`{file}`]({file}) | ");
        assert!(section(&page, "## Files").contains(&row), "{file}");
    }
}

/// What other tools show of a key is listed by hand, and compared by the tests of `tests/interop/`, and for one tool here.
#[test]
fn what_prints_the_key_is_listed_and_tested() {
    let listed: Vec<Value> = serde_json::from_str(&page("schema/tool/printed.json")).unwrap();
    let tested_by = ["generated", "node", "node types", "python", "python types", "rust", "schemas", "source"];
    for row in &listed {
        assert!(tested_by.iter().any(|tests| row["by"] == *tests), "{row}");
    }
    let schema = serde_json::from_str(schema::API_KEY_CREATE_RESPONSE).unwrap();
    let key = format!("{}+", fixtures::API_KEY);
    let invalid = fixtures::CREATE_RESPONSE.replace(fixtures::API_KEY, &key);
    let invalid = serde_json::from_str(&invalid).unwrap();
    let error = jsonschema::validate(&schema, &invalid).unwrap_err();
    let is_quoted = error.to_string().contains(&key);
    let verdict = if is_quoted { "quoted" } else { "refused" };
    let found = json!({"language": "Rust", "tool": "jsonschema", "by": "schemas", "invalid": verdict});
    let mut here = listed.iter().filter(|row| row["by"] == "schemas");
    assert_eq!((here.next(), here.next()), (Some(&found), None));
}

#[test]
fn every_operation_is_on_the_page() {
    let page = page("schema/README.md");
    let openapi: Value = serde_json::from_str(schema::OPENAPI).unwrap();
    let mut operations = 0;
    for (path, methods) in openapi["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let description = operation["description"].as_str().unwrap();
            let row = format!("\n| `{} {path}` | {description} | ", method.to_uppercase());
            assert!(section(&page, "## Operations").contains(&row), "{row}");
            operations += 1;
        }
    }
    assert!(operations >= 4);
}

#[test]
fn every_document_and_every_member_is_on_the_page() {
    let page = page("schema/README.md");
    // The other spelling of a document is on the page as a file.
    for agreement in agreements().iter().filter(|agreement| !agreement.name.ends_with(".snake_case")) {
        let section = section(&page, &format!("### {}", agreement.name));
        let description = agreement.schema["description"].as_str().unwrap();
        assert!(section.contains(description), "{}", agreement.name);
        let required = agreement.schema["required"].as_array();
        for (name, member) in agreement.schema["properties"].as_object().unwrap() {
            let row = section.lines().find(|line| line.starts_with(&format!("| `{name}` | ")));
            let row = row.unwrap_or_else(|| panic!("{}: no row for {name}", agreement.name));
            let required = required.is_some_and(|names| names.iter().any(|known| known == name));
            let description = member["description"].as_str().unwrap();
            let end = format!(" | {} | {description} |", if required { "yes" } else { "no" });
            assert!(row.ends_with(&end), "{row}");
        }
        if let Some(example) = agreement.schema["examples"].get(0) {
            let (_, json) = section.split_once("```json").expect("an example");
            let (json, _) = json.split_once("```").unwrap();
            assert_eq!(serde_json::from_str::<Value>(json).unwrap(), *example);
        }
    }
}

#[test]
fn every_rule_beyond_the_schemas_is_on_the_page() {
    let page = page("schema/README.md");
    for (file, says) in
        [("reads-more.json", "\nThe type also reads:\n"), ("reads-less.json", "\nRules of the type alone:\n")]
    {
        let groups = fs::read_to_string(path("schema/tests/beyond").join(file)).unwrap();
        let groups: Vec<Value> = serde_json::from_str(&groups).unwrap();
        assert!(groups.len() > 10);
        for group in groups {
            let [description, id] = [&group["description"], &group["schema"]["$ref"]].map(|of| of.as_str().unwrap());
            let title = id.rsplit('/').next().unwrap().strip_suffix(".json");
            let section = section(&page, &format!("### {}", title.unwrap()));
            let (_, list) = section.split_once(says).expect(description);
            let list = list.split("\n\n").next().unwrap();
            assert!(list.contains(&format!("\n- {description}")), "{description}");
        }
    }
}

#[test]
fn every_lenient_timestamp_on_the_page_is_read() {
    let page = page("schema/README.md");
    let rows = section(&page, "## Beyond the schemas").lines();
    let rows = rows.filter(|line| line.starts_with("| ") && line.contains('`'));
    let mut timestamps = 0;
    for row in rows {
        let timestamp = row.split('`').nth(1).unwrap();
        assert!(timestamp.parse::<Timestamp>().is_ok(), "{row}");
        timestamps += 1;
    }
    assert!(timestamps > 10);
}

/// As `a-heading` for `A heading`.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    for name in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "schema/README.md"] {
        let text = page(name);
        let folder = path(name).parent().unwrap().to_owned();
        let prose = text.split("```").step_by(2);
        let links = prose.flat_map(|prose| prose.split("](").skip(1));
        let links = links.map(|link| link.split(')').next().unwrap());
        for link in links.filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            assert!(folder.join(file).exists(), "{name}: {link}");
            // What is outside of a folder may be missing where only the folder is copied.
            assert!(!file.contains(".."), "{name}: {link}");
            if !heading.is_empty() {
                let other = fs::read_to_string(folder.join(file)).ok();
                let other = other.as_deref().unwrap_or(&text);
                let mut headings = other.lines().filter(|line| line.starts_with('#'));
                assert!(headings.any(|line| anchor(line) == heading), "{name}: {link}");
            }
        }
    }
}

#[test]
fn page_fits_a_terminal_and_its_tables_have_a_shape() {
    let page = page("schema/README.md");
    for (index, block) in page.split("```").enumerate() {
        let mut columns = 0;
        for line in block.lines().filter(|_| index % 2 == 0) {
            if line.starts_with('|') {
                let found = line.matches('|').count();
                assert!(columns == 0 || columns == found, "{line}");
                columns = found;
            } else {
                assert!(line.chars().count() <= 125, "{line}");
                columns = 0;
            }
        }
    }
}

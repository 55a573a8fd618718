//! Every link from a page of the package leads to a file and a heading, also in the package, which leaves folders out.

use std::fs;
use std::path::Path;

const PAGES: [&str; 6] =
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "benches/README.md", "schema/README.md"];

#[test]
fn every_link_has_a_file_and_a_heading() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for page in PAGES {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for target in links(&text).filter(|target| !target.starts_with("https://")) {
            count += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = match file {
                "" => root.join(page),
                _ => root.join(page).with_file_name(file),
            };
            assert!(path.exists(), "{page} links to {target}");
            if !heading.is_empty() {
                let linked = fs::read_to_string(path).unwrap();
                let anchors = without_code(&linked).filter_map(anchor);
                assert!(anchors.into_iter().any(|anchor| anchor == heading), "{page} links to {target}");
            }
        }
    }
    assert!(count > 10, "{count} links");
}

/// The lines that are not in a block of code.
fn without_code(text: &str) -> impl Iterator<Item = &str> {
    let outside = text.split("```").step_by(2);
    outside.flat_map(str::lines)
}

/// The targets of the links of a page.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let prose = without_code(text).flat_map(|line| line.split('`').step_by(2));
    prose.flat_map(|prose| {
        let targets = prose.split("](").skip(1);
        targets.filter_map(|rest| Some(rest.split_once(')')?.0))
    })
}

/// The anchor that GitHub gives to a heading.
fn anchor(line: &str) -> Option<String> {
    let heading = line.strip_prefix('#')?.trim_start_matches('#').trim();
    let kept = |character: &char| character.is_alphanumeric() || " -_".contains(*character);
    let kept: String = heading.chars().filter(kept).collect();
    Some(kept.to_lowercase().replace(' ', "-"))
}

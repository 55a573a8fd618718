//! Every pattern of the schemas, and the rule for secret scanners, beside the parsers: the strings of
//! `tests/interop/patterns/strings.json`. With `FLOWAI_TYPES_TABLES`, the tables are written to that folder, for
//! `tests/interop/patterns/run` to ask the engines of other languages.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use flowai_types::{ApiKey, ApiKeyId, HttpMetadata, ParseTimestampErrorKind, Timestamp, fixtures, from_json, schema};
use flowai_types_schemas::differences::{Difference, canonical_timestamp, checked_url};
use flowai_types_schemas::{Agreement, agreements, generate};
use jsonschema::{PatternOptions, options};
use regex::Regex;
use serde_json::{Value, json};

/// The strings of a table, beside others: as they are and with a newline before or after, with each of many characters in the
/// place of `{}`, and long ones.
fn strings(table: &str, mut strings: BTreeSet<String>) -> BTreeSet<String> {
    let tables = include_str!("../../../tests/interop/patterns/strings.json");
    let tables = tables.replace("KEY", fixtures::API_KEY);
    let tables: Value = serde_json::from_str(&tables).unwrap();
    let array = |rule: &str| tables[table][rule].as_array().unwrap();
    collect(&tables[table]["strings"], &mut strings);
    let newlines = strings.iter().flat_map(|string| [format!("{string}\n"), format!("\n{string}")]);
    strings.extend(newlines.collect::<Vec<_>>());
    for template in array("each") {
        let others = "\u{17f}\u{212a}\u{2028}\u{2212}\u{3000}\u{d7ff}\u{fb06}\u{ff11}\u{1d7d8}\u{10ffff}";
        let characters = ('\0'..='\u{100}').chain(others.chars());
        let template = template.as_str().unwrap();
        strings.extend(characters.map(|character| template.replace("{}", &character.to_string())));
    }
    for rule in array("long") {
        let part = |at: usize| rule[at].as_str().unwrap();
        let times = usize::try_from(rule[2].as_u64().unwrap()).unwrap();
        let string = part(0).to_owned() + &part(1).repeat(times) + part(3);
        assert!(string.chars().count() <= 65_000);
        strings.insert(string);
    }
    strings
}

/// Every string in a document, names included.
fn collect(value: &Value, strings: &mut BTreeSet<String>) {
    match value {
        Value::String(string) => drop(strings.insert(string.clone())),
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, strings)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            strings.insert(name.clone());
            collect(value, strings);
        }),
        _ => {}
    }
}

/// Every pattern in a schema.
fn patterns(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Array(schemas) => schemas.iter().for_each(|schema| patterns(schema, found)),
        Value::Object(keywords) => {
            found.extend(keywords.get("pattern").and_then(Value::as_str).map(str::to_owned));
            keywords.values().for_each(|schema| patterns(schema, found));
        }
        _ => {}
    }
}

/// Whether metadata with this at a place is read.
fn reads(pointer: &str, value: Value) -> bool {
    let mut metadata: Value = serde_json::from_str(fixtures::HTTP_METADATA).unwrap();
    *metadata.pointer_mut(pointer).unwrap() = value;
    from_json::<HttpMetadata>(metadata.to_string()).is_ok()
}

fn is_timestamp(string: &str) -> bool {
    // The year in UTC is beyond the pattern, and what servers write instead is not in it.
    let parsed = string.parse::<Timestamp>();
    canonical_timestamp(string) == string
        && parsed.map_or_else(|error| error.kind() == ParseTimestampErrorKind::Range, |_| true)
}

/// A line of a table: its kind, and the string in hex.
fn line(kind: char, string: &str) -> String {
    let mut line = String::from(kind);
    string.bytes().for_each(|byte| write!(line, "{byte:02x}").unwrap());
    line + "\n"
}

fn write_table(name: &str, lines: &str, expected: &str) {
    if let Some(folder) = env::var_os("FLOWAI_TYPES_TABLES") {
        let file = Path::new(&folder).join(name);
        fs::write(file.with_extension("expected"), expected).unwrap();
        fs::write(file, lines).unwrap();
    }
}

/// The pattern at a place in the schema of metadata.
fn pattern(of: &str) -> String {
    let schema: Value = serde_json::from_str(schema::HTTP_METADATA).unwrap();
    let pattern = schema.pointer(&format!("/$defs/RequestMetadata/properties/{of}/pattern"));
    pattern.unwrap().as_str().unwrap().to_owned()
}

fn pattern_of<T: schemars::JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    schema.get("pattern").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn patterns_accept_what_the_parsers_accept() {
    type Parser = fn(&str) -> bool;
    let parsers: [(String, Parser); 7] = [
        (pattern_of::<ApiKey>(), |string| string.parse::<ApiKey>().is_ok()),
        (pattern_of::<ApiKeyId>(), |string| string.parse::<ApiKeyId>().is_ok()),
        (pattern_of::<Timestamp>(), is_timestamp),
        (pattern("url"), |string| reads("/Request/url", json!(checked_url(string)))),
        (pattern("method"), |string| reads("/Request/method", json!(string))),
        (pattern("headers/propertyNames"), |string| reads("/Request/headers", json!({string: [""]}))),
        (pattern("headers/additionalProperties/items"), |string| reads("/Request/headers", json!({"x": [string]}))),
    ];
    let mut found = BTreeSet::new();
    for (_, text) in generate() {
        if text.starts_with('{') {
            patterns(&serde_json::from_str(&text).unwrap(), &mut found);
        }
    }
    let known: BTreeSet<_> = parsers.iter().map(|(pattern, _)| pattern.clone()).collect();
    assert_eq!(found, known, "a pattern without a parser");
    // What the documents have, too.
    let mut documents = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.is_file() {
            let groups: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
            collect(&groups, &mut documents);
        }
    }
    let strings = strings("patterns", documents);

    let (mut lines, mut expected) = (String::new(), String::new());
    for (pattern, accepts) in parsers {
        lines += &line('p', &pattern);
        let schema = json!({"pattern": pattern});
        let regex = options().with_pattern_options(PatternOptions::regex());
        let fancy = options().with_pattern_options(PatternOptions::fancy_regex());
        let [regex, fancy] = [regex, fancy].map(|options| options.build(&schema).unwrap());
        let mut accepted = 0;
        for string in &strings {
            let accepts_it = accepts(string);
            let shown = string.get(..200).unwrap_or(string);
            let [regex, fancy] = [&regex, &fancy].map(|schema| schema.is_valid(&json!(string)));
            assert_eq!([regex, fancy], [accepts_it; 2], "{shown:?}: {pattern}");
            accepted += usize::from(accepts_it);
            lines += &line('s', string);
            let has_newline = string.strip_suffix('\n').is_some_and(accepts);
            expected += match accepts_it {
                true => "1\n",
                false if has_newline => "newline\n",
                false => "0\n",
            };
        }
        println!("{} strings, {accepted} accepted: {pattern}", strings.len());
        assert!(accepted > 50 && accepted < strings.len());
    }
    write_table("patterns", &lines, &expected);
}

#[test]
fn the_types_alone_refuse_a_late_percent() {
    let mut agreements = agreements().iter();
    let metadata = agreements.find(|agreement| agreement.name == "HTTPMetadata").unwrap();
    let verdict = |agreement: &Agreement, encoded: usize| {
        let url = format!("https://api.example.com/{}%zz", "%41".repeat(encoded));
        agreement.check(&fixtures::HTTP_METADATA.replace("https://api.example.com/api-keys", &url))
    };
    let early = verdict(metadata, 99);
    assert!(!early.valid && !early.read && early.differences.is_empty());
    let late = verdict(metadata, 100);
    assert!(late.valid && !late.read);
    assert_eq!(late.differences, [Difference::LatePercent]);
}

/// What scanners find, and `find_iter` does not: a key in the run of a longer one, or of one in upper case. To see that, a pattern
/// would have to match what is not a key.
const FOUND_BY_SCANNERS: [&str; 2] = ["flow_ADA2AD2A_KEY", "flow_ada2ad2a_LONG_KEY"];

#[test]
fn scanners_find_what_find_iter_finds() {
    let rule = generate().into_iter().find(|(name, _)| name == "gitleaks.toml");
    let rule = rule.unwrap().1;
    let pattern = rule.split("'''").nth(1).unwrap();
    let regex = Regex::new(pattern).unwrap();
    let by_regex = |string: &str| {
        let matches = regex.captures_iter(string);
        let matches = matches.filter(|found| !found[0].starts_with('-'));
        let keys = matches.map(|found| {
            // gitleaks looks for the group in the match alone, without the newlines around it.
            let alone = regex.captures(found[0].trim_matches('\n')).unwrap();
            assert_eq!(alone[1], found[1]);
            found[1].to_owned()
        });
        keys.collect::<Vec<_>>()
    };
    let by_type = |string: &str| {
        let keys = ApiKey::find_iter(string);
        keys.map(|key| key.expose_secret().to_owned()).collect::<Vec<_>>()
    };
    let (mut lines, mut expected, mut found) = (line('p', pattern), String::new(), 0);
    let mut add = |string: &str, keys: &[String]| {
        assert_eq!(by_regex(string), keys, "{string:?}");
        lines += &line('f', string);
        let keys: Vec<_> = keys.iter().map(|key| line(' ', key).trim().to_owned()).collect();
        expected += &(keys.join(" ") + "\n");
        found += keys.len();
    };
    for string in strings("keys", BTreeSet::new()) {
        add(&string, &by_type(&string));
    }
    for string in FOUND_BY_SCANNERS {
        let string = string.replace("LONG", &"x".repeat(128)).replace("KEY", fixtures::API_KEY);
        assert_eq!(by_type(&string), [""; 0]);
        add(&string, &[fixtures::API_KEY.to_owned()]);
    }
    println!("{found} keys");
    assert!(found > 5_000);
    write_table("keys", &lines, &expected);
}

//! Documents near the edge: types and schemas agree on them, except for the listed differences.

use std::collections::BTreeMap;

use arbitrary::{Arbitrary, Unstructured};
use flowai_types::{Document, fixtures, to_json};
use flowai_types_schemas::differences::{Difference, other_spelling};
use flowai_types_schemas::{agreements, for_each_document};

/// Written by hand: what is rare among the values that generators make.
const SEEDS: [&str; 14] = [
    fixtures::CREATE_RESPONSE,
    fixtures::CREATE_RESPONSE_NO_LAST_USED_AT,
    r#"{"apiKey":"flow_00ff00ff_AZaz09_-AZaz09_-","createdAt":"2024-02-29T23:59:59.123456789+05:30","id":"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF","keyName":"","keyPrefix":"flow_","lastUsedAt":"2000-02-29T00:00:00-23:59","userId":"00000000-0000-0000-0000-000000000000"}"#,
    fixtures::HTTP_METADATA,
    r#"{"Response":{"status":999,"headers":{"vary":["a","b"],"X-Y":[" \t"]}},"Request":{"method":"M-SEARCH","url":"http://u:p@[1:2::127.0.0.1]:80/a%20b/c;d?e=f%41&g/h?#i","headers":{"a":["1"]}}}"#,
    fixtures::RESPONSE,
    fixtures::CREATE_REQUEST,
    r#"{"apiKeys":[{"id":"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF","keyName":"","createdAt":"2024-02-29T23:59:59.123456789+05:30"},{"id":"00000000-0000-0000-0000-000000000000","keyName":"k","createdAt":"2024-03-20T12:00:00Z","lastUsedAt":null}],"pagination":{"totalCount":18446744073709551615,"limit":0,"offset":9223372036854775808}}"#,
    fixtures::LIST_RESPONSE,
    fixtures::UPDATE_REQUEST,
    fixtures::API_KEY_INFO,
    fixtures::UPDATE_EXCHANGE,
    fixtures::REVOKE_EXCHANGE,
    r#"{"detail":[{"loc":["body","a",0,-1],"msg":"m","type":"t","input":null},{"loc":[],"msg":"","type":""}]}"#,
];

/// Valid documents with a few characters changed, values swapped, members dropped, doubled and renamed.
/// `FLOWAI_TYPES_DOCUMENTS` sets how many.
#[test]
fn types_and_schemas_agree_near_the_edge() {
    let documents = std::env::var("FLOWAI_TYPES_DOCUMENTS")
        .map_or(10_000, |count| count.parse().expect("FLOWAI_TYPES_DOCUMENTS is a number"));
    let mut random = Random(6);
    let generated = generated(&mut random);
    let mut accepted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut decisive: BTreeMap<Difference, usize> = BTreeMap::new();
    for _ in 0..documents {
        let mut text = match random.below(3) {
            0 => generated[random.below(generated.len())].clone(),
            _ => random.pick(&SEEDS).to_owned(),
        };
        for _ in 0..random.below(4) {
            text = mutated(&text, &mut random);
        }
        for agreement in agreements() {
            let verdict = agreement.check(&text);
            *accepted.entry(&agreement.name).or_default() += usize::from(verdict.read);
            if verdict.valid {
                for difference in verdict.differences {
                    *decisive.entry(difference).or_default() += 1;
                }
            }
        }
    }
    println!("{documents} documents, accepted: {accepted:?}; differences: {decisive:?}");
    for (name, accepted) in accepted {
        assert!(accepted > documents / 250, "only {accepted} of {documents} were accepted as {name}");
    }
    // Too many headers are in `headers.rs`, and URLs that long in `patterns.rs`.
    use Difference::{LatePercent, TooManyInAll};
    for kind in Difference::ALL {
        let found = decisive.contains_key(&kind) || [TooManyInAll, LatePercent].contains(&kind);
        assert!(found, "no document shows {kind:?}");
    }
}

/// A few values of every type, as documents.
fn generated(random: &mut Random) -> Vec<String> {
    fn add<T: Document + for<'a> Arbitrary<'a>>(random: &mut Random, documents: &mut Vec<String>) {
        for _ in 0..20 {
            let bytes: Vec<u8> = (0..100).flat_map(|_| random.next().to_le_bytes()).collect();
            let value = Unstructured::new(&bytes).arbitrary::<T>().expect("enough bytes");
            documents.push(String::from_utf8(to_json(&value)).expect("JSON"));
        }
    }
    let mut documents = Vec::new();
    for_each_document!(add(random, &mut documents));
    documents
}

/// Changes one thing in a document.
fn mutated(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.is_empty() {
        return "{}".to_owned();
    }
    let at = random.below(characters.len());
    let (before, after) = (&characters[..at], &characters[at..]);
    let one = random.pick(&[
        "0", "1", "2", "3", "5", "6", "9", "a", "f", "g", "A", "F", "Z", "T", "t", "z", "_", "-", "+", ":", ".", "%",
        "/", "@", "?", "#", "[", "]", " ", "\\n", "\\u0000", "\\t", "é", "\\u00ff", "\\u0100", "\\ud800", "\u{2212}",
        "１", "\\\"", "\\\\", "{", "}", "|", "~", "!", "null", "1e2", "-0", "\\/",
    ]);
    let collect = |parts: [&[char]; 2], middle: &str| {
        let [before, after] = parts.map(|part| part.iter().collect::<String>());
        before + middle + &after
    };
    match random.below(13) {
        0..3 => collect([before, &after[1..]], one),
        3..5 => collect([before, after], one),
        5..7 => collect([before, &after[1..]], ""),
        7..9 => swapped(text, random),
        9..11 => renamed(text, random),
        11 => respelled(text, random),
        _ => {
            // A member once more, at the start, or gone.
            let members: Vec<&str> = text.trim_matches(['{', '}']).split(',').collect();
            let member = members[random.below(members.len())];
            if random.below(2) == 0 {
                text.replacen('{', &format!("{{{member},"), 1)
            } else {
                text.replacen(&format!("{member},"), "", 1)
            }
        }
    }
}

/// The document with another value in the place of one of its scalars.
fn swapped(text: &str, random: &mut Random) -> String {
    let value = random.pick(&[
        "null",
        "true",
        "false",
        "0",
        "201",
        "201.0",
        "2e2",
        "1e-400",
        "1e400",
        "99",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "1.5",
        "\"\"",
        "\"\\udfff\"",
        "[]",
        "{}",
        "[null]",
        "[201.0]",
        "\"flow_\"",
        "\"flow_ada2ad2a_1234567890abcdef\"",
        "\"2024-03-20T12:00:00\"",
        "\"2024-03-20 12:00:00+00\"",
        "\"2024-03-20t12:00:00.123456+0530\"",
        "\"2024-03-20T12:00:00z\"",
        "\"0000-12-31T23:59:59Z\"",
        "\"9999-12-31T23:59:59-00:01\"",
        "\"9999-12-31 23:59:59-01\"",
        "\"2023-02-29T12:00:00Z\"",
        "\"https://a\"",
        "{\"a\":[\"\"]}",
    ]);
    let starts: Vec<usize> =
        [":", "["].iter().flat_map(|before| text.match_indices(before)).map(|(at, _)| at + 1).collect();
    let Some(start) = starts.get(random.below(starts.len().max(1))) else {
        return text.to_owned();
    };
    let end = text[*start..].find([',', '}', ']']).map_or(text.len(), |length| start + length);
    format!("{}{value}{}", &text[..*start], &text[end..])
}

/// The document with a number or a timestamp in another spelling.
fn respelled(text: &str, random: &mut Random) -> String {
    let (from, to) = [
        ("1,", "1.0,"),
        ("1,", "1e0,"),
        ("0,", "-0,"),
        ("T", "t"),
        ("T", " "),
        ("T", "  "),
        ("Z\"", "z\""),
        ("Z\"", "\""),
        ("Z\"", "+00\""),
        ("Z\"", "-0130\""),
        ("Z\"", "+1:00\""),
        ("20", "00"),
        ("20", "99"),
    ][random.below(13)];
    text.replacen(from, to, 1 + random.below(2))
}

/// The document with another name for one of its members.
fn renamed(text: &str, random: &mut Random) -> String {
    let ends: Vec<usize> = text.match_indices("\":").map(|(at, _)| at).collect();
    let Some(end) = ends.get(random.below(ends.len().max(1))) else {
        return text.to_owned();
    };
    let start = text[..*end].rfind('"').map_or(0, |quote| quote + 1);
    let name = &text[start..*end];
    let other = match random.below(4) {
        0 => name.to_ascii_uppercase(),
        1 => name.to_ascii_lowercase(),
        _ => other_spelling(name).unwrap_or_else(|| format!("{name}_")),
    };
    format!("{}{other}{}", &text[..start], &text[*end..])
}

/// A small generator of numbers, the same on every run (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

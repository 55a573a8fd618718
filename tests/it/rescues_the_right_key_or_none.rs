//! The new key comes out of a success that could not be decoded, in whatever form it is, and no other key ever does.

use flowai_types::http::{Request, Response, request};
use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, ResponseError, fixtures, rescue_key};

use crate::support::{HEX, Random, TOKEN};

fn rescued(body: impl AsRef<[u8]>) -> Option<String> {
    rescue_key(body.as_ref()).map(|key| key.expose_secret().to_owned())
}

/// A body, and the key in it.
#[test]
fn finds_the_key_where_a_new_key_is() {
    let key = fixtures::API_KEY;
    let escaped = r"\u0066low_ada2ad2a_1234567890abcde\u0066";
    for body in [
        r#"{"apiKey":"KEY"}"#,
        r#"{"api_key" : "KEY","createdAt":"yesterday"}"#,
        r#"{"id":"x","data":{"apiKey":"KEY"}}"#,
        r#"{"result":{"api_key":"KEY"},"ok":true}"#,
        r#"{"apiKey":"KEY","data":{"apiKey":"KEY"}}"#,
        r#"{"apiKey":null,"data":{"apiKey":"KEY"}}"#,
        // Inside, what can be no key is no rival of the one at the root.
        r#"{"apiKey":"KEY","record":{"apiKey":"flow_••••"}}"#,
        r#"{"_links":{"apiKey":{"href":"/api-keys/1"}},"meta":{"api_key":true},"apiKey":"KEY"}"#,
        r#"{"request":{"apiKey":"flow_00000000_1234567890abcdef"},"data":{"apiKey":"KEY"}}"#,
        r#"{"previous":{"apiKey":"flow_00000000_1234567890abcdef"},"apiKey":"KEY","createdAt":"2024"#,
        r#"{"apiKey":"ESCAPED"}"#,
        r#"{"api\u004bey":"KEY"}"#,
        "\u{feff}{\"apiKey\":\"KEY\"}",
        // A string, which is a key itself or a document once more.
        r#""KEY""#,
        r#""{\"apiKey\":\"KEY\"}""#,
        // Not JSON: cut, two documents, a page, a key alone.
        r#"{"apiKey":"KEY","createdAt":"2024"#,
        r#"{"apiKey":"KEY""#,
        r#"{"apiKey":"ESCAPED","#,
        r#"{"api\u004bey":"KEY","#,
        r#"{"req\u0075est":{"apiKey":"flow_00000000_1234567890abcdef"},"apiKey":"KEY","#,
        r#"{"keyName":"a\"b","apiKey":"KEY","#,
        r#"{"keyName":"a\\","apiKey":"KEY","#,
        r#"{"scopes":["read",[]],"apiKey":"KEY","#,
        r#"{"apiKey":"KEY"}{"apiKey":"KEY"}"#,
        "<html><pre>{\"apiKey\":\"KEY\"}</pre></html>",
        "{\"apiKey\"\n:\t\"KEY\",}",
        "KEY",
        " KEY\r\n",
    ] {
        let body = body.replace("KEY", key).replace("ESCAPED", escaped);
        assert_eq!(rescued(&body).as_deref(), Some(key), "{body}");
    }
    let mut not_utf8 = format!("{{\"apiKey\":\"{key}\",\"keyName\":\"_\"}}").into_bytes();
    let at = not_utf8.iter().rposition(|byte| *byte == b'_').unwrap();
    not_utf8[at] = 0xff;
    assert_eq!(rescued(&not_utf8).as_deref(), Some(key));
    // The name of a key has a short token of its length and its alphabet.
    for key in ["flow_deadbeef0", "flow_livekeys"] {
        let body = format!(r#"{{"apiKey":"{key}"}}"#);
        assert_eq!(rescued(&body).as_deref(), Some(key));
    }
}

/// What looks like a key is none, unless it is where a new key is.
#[test]
fn finds_nothing_where_no_new_key_is() {
    for body in [
        "",
        "{}",
        "null",
        "[]",
        r#"["KEY"]"#,
        r#""7""#,
        r#""[\"KEY\"]""#,
        r#"[{"apiKey":"KEY"}]"#,
        r#"{"key":"KEY"}"#,
        r#"{"keyName":"KEY"}"#,
        r#"{"APIKEY":"KEY"}"#,
        r#"{"apiKey":null,"input":"KEY"}"#,
        r#"{"apiKey":["KEY"]}"#,
        r#"{"apiKey":{"apiKey":["KEY"]}}"#,
        r#"{"detail":[{"input":{"apiKey":"KEY"}}]}"#,
        r#"{"a":{"b":{"apiKey":"KEY"}}}"#,
        r#"{"msg":"\"apiKey\":\"KEY\""}"#,
        r#"{"msg":"\"apiKey\":\"KEY\""#,
        // That of the request, or an earlier one.
        r#"{"request":{"apiKey":"KEY"},"detail":"queued"}"#,
        r#"{"error":{"message":"conflict","apiKey":"KEY"}}"#,
        r#"{"previous":{"apiKey":"KEY"},"da"#,
        r#"{"Error":{"apiKey":"KEY"}}"#,
        r#"{"REQUEST":{"apiKey":"KEY"}"#,
        r#"{"revoked":{"apiKey":"KEY"}}"#,
        r#"{"req\u0075est":{"apiKey":"KEY"}"#,
        // Of another service, in a script.
        r#"window.config = {"apiKey":"AIzaSyDOCAbC123dEf456GhI789jKl01-MnO"};"#,
        // What is shown for a key.
        r#"{"apiKey":"flow_ada2ad2a"}"#,
        r#"{"apiKey":"flow_ada2ad2a_"}"#,
        r#"{"apiKey":"flow_ada2ad2a_REMOVED"}"#,
        // Two that differ.
        r#"{"apiKey":"KEY","api_key":"flow_00000000_1234567890abcdef"}"#,
        r#"{"apiKey":"KEY"}{"apiKey":"flow_00000000_1234567890abcdef"}"#,
        r#"{"apiKey":"KEY","data":{"apiKey":"flow_00000000_1234567890abcdef"}}"#,
        // Cut inside of the key, or of its name.
        r#"{"apiKey":"KEY"#,
        r#"{"apiKey":"KEY\"#,
        r#"{"apiKey":"KEY\""#,
        r#"{"apiKe":"KEY""#,
        r#"{"apiKey":"flow_live_ab"cdefghijklmnop","x":1}"#,
        // In doubt: another value under the name, which may be the new key.
        r#"{"apiKey":"k","data":{"apiKey":"KEY"}}"#,
        r#"{"apiKey":["x"],"data":{"apiKey":"KEY"}}"#,
        r#"{"record":{"apiKey":"flow_••••"},"data":{"apiKey":"KEY"}}"#,
        r#"{"apiKey":"KEY","data":{"apiKey":"flow_00000000_1234567890abcdef"}}"#,
        r#"{"previous":{"apiKey":"KEY"},"apiKey":"ké1234567890"}"#,
        r#"{"previous":{"apiKey":"KEY"},"apiKey":"flow_ada2ad2a_12"#,
        r#"{"previous":{"apiKey":"KEY"},"apiKey":{"#,
        r#"<html>{"old":{"apiKey":"KEY"},"apiKey":"flow_ü1234567890"}</html>"#,
        // In an array, whole or cut.
        r#"[{"apiKey":"KEY"}"#,
        r#"[{"apiKey":"KEY"}] x"#,
        r#"[[[[[{"apiKey":"KEY"}]]"#,
        "[\"x\"\n{\"apiKey\":\"KEY\"}",
        r#"Error: [{"type":"x","apiKey":"KEY"}]"#,
        // Masked.
        r#"{"apiKey":"flow_ada2ad2a_..."}"#,
        r#"{"apiKey":"flow_ada2ad2a_**"}"#,
        r#"{"apiKey":"flow_ada2ad2a_[Filtered]"}"#,
        r#"{"apiKey":"<hidden>"}"#,
        r#"{"apiKey":"flow_ada2ad2a_REDACTED"}"#,
        r#"{"apiKey":"flow_ada2ad2a_************"}"#,
        // Too short, not visible ASCII, too long.
        r#"{"apiKey":"flow_12"}"#,
        r#"{"apiKey":"flow_ada2ad2a 1234567890abcdef"}"#,
        r#"{"apiKey":"flow_ada2ad2a_1234567890abcdéf"}"#,
        // A string or a page that tells of something else.
        r#""accepted""#,
        "accepted",
        "text KEY text",
        "KEY,KEY",
        "flow_ada2ad2a_123456",
        "flow_ada2ad2a_1234567890abcdef.more",
        "flow_not_found",
        r#""flow_not_found""#,
        r#""flow_was_not_found_anywhere""#,
        r#""flow_====""#,
        r#""KEY;KEY""#,
        r#"<html><script>x = {"apiKey": "AIzaSyA1234567890abcdefghijklmnop"}</script></html>"#,
    ] {
        let body = body.replace("KEY", fixtures::API_KEY);
        assert_eq!(rescued(&body), None, "{body}");
    }
    let long = |length| format!(r#"{{"apiKey":"{}"}}"#, "k".repeat(length));
    assert_eq!(rescued(long(4_096)).map(|key| key.len()), Some(4_096));
    assert_eq!(rescued(long(4_097)), None);
}

fn request() -> request::Parts {
    let request = Request::post("https://api.example.com/api-keys").body(());
    request.unwrap().into_parts().0
}

fn error_of(status: u16, content_type: &str, body: Vec<u8>) -> Option<ResponseError<Vec<u8>>> {
    let mut response = Response::builder().status(status);
    if !content_type.is_empty() {
        response = response.header("content-type", content_type);
    }
    let response = response.body(body).unwrap();
    CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request(), response).err()
}

#[test]
fn rescues_from_no_error_status() {
    let body = fixtures::CREATE_RESPONSE.replace("2024", "24");
    for status in [100, 199, 300, 302, 400, 401, 403, 409, 422, 429, 500, 502, 999] {
        let error = error_of(status, "application/json", body.clone().into()).unwrap();
        assert!(error.rescue().is_none(), "{status}");
    }
    for status in [200, 201, 202, 204, 299] {
        for content_type in ["application/json", "text/html", ""] {
            let error = error_of(status, content_type, body.clone().into()).unwrap();
            let key = error.rescue().unwrap();
            assert_eq!(key.expose_secret(), fixtures::API_KEY, "{status}");
        }
    }
}

/// A body that is nothing but a key does not show that it was cut; its announced length does.
#[test]
fn rescues_no_bare_key_that_was_cut() {
    let key = fixtures::API_KEY;
    for (body, lengths, found) in [
        (key.to_owned(), &[][..], true),
        (key.to_owned(), &["30"], true),
        (key.to_owned(), &["29"], true),
        (key.to_owned(), &["x"], true),
        (key.to_owned(), &["31"], false),
        (key.to_owned(), &["30", "31"], false),
        (key.to_owned(), &["30, 31"], false),
        (format!("\u{feff}{key}"), &["33"], true),
        (format!("\u{feff}{key}"), &["34"], false),
        (format!("\u{a0}{key}\n"), &["33"], true),
        (format!("\u{a0}{key}\n"), &["34"], false),
    ] {
        let mut response = Response::builder().status(201);
        for length in lengths {
            response = response.header("content-length", *length);
        }
        let response = response.body(body.clone()).unwrap();
        let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request(), response);
        let rescued = error.unwrap_err().rescue();
        assert_eq!(rescued.is_some(), found, "{body}, {lengths:?}");
    }
    let cut = format!("{{\"apiKey\":\"{}\",", fixtures::API_KEY);
    let response = Response::builder().header("content-length", "400").body(cut).unwrap();
    let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request(), response);
    assert!(error.unwrap_err().rescue().is_some());
}

/// Thousands of exchanges, each with its true key and with false ones around it: the true key, or none.
#[test]
fn no_exchange_returns_a_false_key() {
    let mut random = Random(11);
    let (mut found, mut lost) = (0, 0);
    for _ in 0..20_000 {
        let graphic: String = (b'!'..=b'~')
            .map(char::from)
            .filter(|c| !"\"\\*".contains(*c))
            .collect();
        let (short, length) = (random.text(HEX, 8), 16 + random.below(113));
        let secret = random.text(TOKEN, length);
        let key = match random.below(6) {
            0 => format!("flow_live_{secret}"),
            1 => format!("flow_{short}_{secret}").to_uppercase(),
            2 => format!("flow_{short}_{}", random.text(TOKEN, 300)),
            3 => format!("flow_{short}_{}.{secret}", random.text(TOKEN, 8)),
            4 => format!("sk{}", random.text(&graphic, 30)),
            _ => format!("flow_{short}_{secret}"),
        };
        let other = format!("flow_{}_{}", random.text(HEX, 8), random.text(TOKEN, 24));
        let is_odd = random.below(2) == 0;
        let name = random.pick(&["apiKey", "api_key"]);
        let decoys = [
            format!(r#""keyName":"{other}""#),
            format!(r#""input":{{"nested":{{"apiKey":"{other}"}}}}"#),
            format!(r#""keys":["{other}",{{"apiKey":"{other}"}}]"#),
            format!(r#""note":"\"apiKey\":\"{other}\"""#),
            format!(r#""presented":"Bearer {other}""#),
            format!(r#""{other}":"{other}""#),
            r#""createdAt":"yesterday""#.to_owned(),
        ];
        let mut members = vec![format!(r#""{name}":"{key}""#)];
        for _ in 0..random.below(4) {
            let decoy = decoys[random.below(decoys.len())].clone();
            members.insert(random.below(members.len() + 1), decoy);
        }
        let mut body = format!("{{{}}}", members.join(","));
        if is_odd {
            body = match random.below(4) {
                0 => format!(r#"{{"data":{body}}}"#),
                1 => format!("<html>{other}<pre>{body}</pre></html>"),
                2 => serde_json::to_string(&body).unwrap(),
                _ => format!("{body}{body}"),
            };
        }
        let mut body = body.into_bytes();
        let cut = random.below(3) == 0;
        if cut {
            body.truncate(random.below(body.len() + 1));
        }
        let status = [200, 201, 201, 401, 422, 500][random.below(6)];
        let Some(error) = error_of(status, "application/json", body.clone()) else {
            continue;
        };
        let text = String::from_utf8_lossy(&body);
        match error.rescue() {
            Some(rescued) => {
                assert!(status < 300, "{status} {text}");
                assert_eq!(rescued.expose_secret(), key, "{text}");
                found += 1;
            }
            // In a page, only a key with the prefix is told from others.
            None if status < 300 && !cut && (key.starts_with("flow_") || !text.starts_with('<')) => {
                lost += 1;
                assert!(
                    key.to_ascii_lowercase().starts_with("flow_") && text.starts_with('<'),
                    "{key} lost in {text}"
                );
            }
            None => (),
        }
    }
    assert!(found > 5_000, "{found}");
    assert_eq!(lost, 0);
}

#[test]
fn a_body_without_an_end_takes_no_longer() {
    for piece in [
        r#""apiKey":"\"#,
        r#""apiKey":"#,
        "\"apiKey\"  ",
        "[",
        r#"{"a":{"#,
        r#"\"apiKey\":"#,
    ] {
        let body = piece.repeat(1_000_000);
        assert_eq!(rescued(&body), None);
    }
}

//! The new key comes out of a success that could not be decoded, in whatever form it is, and no other key ever does.

use flowai_types::http::{Request, Response, request};
use flowai_types::{CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, ResponseError, fixtures, rescue_key};

use crate::support::{HEX, Random, TOKEN};

fn rescued(body: impl AsRef<[u8]>) -> Option<String> {
    rescue_key(body.as_ref()).map(|key| key.expose_secret().to_owned())
}

/// A key that is not the new one.
const OLD: &str = "flow_00000000_fedcba0987654321";

/// A body with keys for the words that stand for them; those in the API's names stay.
fn fill(body: &str) -> String {
    let body = body.replace("OLD", OLD).replace("APIKEY", "\0").replace("_KEY", "\u{2}");
    let body = body.replace("KEY", fixtures::API_KEY);
    body.replace('\0', "APIKEY").replace('\u{2}', "_KEY")
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
        r#"{"data":{"result":{"apiKey":"OLD"},"apiKey":"KEY"}}"#,
        r#"{"apiKey":null,"data":{"apiKey":"KEY"}}"#,
        r#"{"APIKeyCreateResponse":{"apiKey":"KEY"},"HTTPMeta":{}}"#,
        r#"{"_created-key":{"apiKey":"KEY"}}"#,
        r#"{"CreateAPIKeyForUserAPIKeysPostResponse":{"apiKey":"KEY"}}"#,
        // Inside, what can be no key is no rival of the one at the root.
        r#"{"apiKey":"KEY","record":{"apiKey":"flow_••••"}}"#,
        r#"{"_links":{"apiKey":{"href":"/api-keys/1"}},"meta":{"api_key":true},"apiKey":"KEY"}"#,
        r#"{"request":{"apiKey":"flow_00000000_1234567890abcdef"},"data":{"apiKey":"KEY"}}"#,
        r#"{"previous":{"apiKey":"flow_00000000_1234567890abcdef"},"apiKey":"KEY","createdAt":"2024"#,
        r#"{"replaced":{"apiKey":"OLD"},"key":{"apiKey":"KEY"}}"#,
        r#"{"apiKey":"KEY","createdAt":"2024","links":{"apiKey":"https://h/7"}}"#,
        r#"{"meta":{"apiKey":"OLD"},"apiKey":"KEY"}"#,
        r#"{"revoked":{"apiKey":"OLD","status":"revoked"},"apiKey":"KEY"}"#,
        r#"{"apiKey":"KEY","key":"KEY","token":"flow_ada2ad2a_REDACTED","keyName":"OLD","secret":"sk-1234567890123456"}"#,
        r#"{"apiKey":"ESCAPED"}"#,
        "{\"apiKey\":\" KEY\\n\"}",
        "{\"apiKey\":\"KEY\n\"}",
        "{\"apiKey\":\"KEY\"\t}",
        "{\"apiKey\":\"KEY\"\r\n,",
        // Almost JSON.
        r#"{"limit":NaN,"team":None,"active":True,"admin":False,"apiKey":"KEY"}"#,
        "{\"keyName\":\"a\n\u{1}b\",\"apiKey\":\"KEY\"}",
        r#"{"apiKey":None,"api_key":"KEY"}"#,
        r#"{"apiKey":NaN,"api_key":"KEY"}"#,
        // A gateway's envelope.
        r#"{"statusCode":201,"body":"{\"apiKey\":\"KEY\",\"createdAt\":\"x\"}"}"#,
        r#"{"isBase64Encoded":false,"body":"{\"data\":{\"api_key\":\"KEY\"}}","headers":{},"statusCode":200}"#,
        r#"{"statusCode":201,"body":{"apiKey":"KEY"}}"#,
        r#"{"api\u004bey":"KEY"}"#,
        "\u{feff}{\"apiKey\":\"KEY\"}",
        // A string, which is a key itself or a document once more.
        r#""KEY""#,
        r#""{\"apiKey\":\"KEY\"}""#,
        "\"KEY\n\"",
        r#"" KEY\n""#,
        " \"KEY\"\r\n",
        // Not JSON: cut, two documents.
        r#"{"apiKey":"KEY","createdAt":"2024"#,
        r#"{"apiKey":"KEY""#,
        r#"{"apiKey":"ESCAPED","#,
        r#"{"api\u004bey":"KEY","#,
        r#"{"req\u0075est":{"apiKey":"flow_00000000_1234567890abcdef"},"apiKey":"KEY","#,
        r#"{"keyName":"a\"b","apiKey":"KEY","#,
        r#"{"keyName":"a\\","apiKey":"KEY","#,
        r#"{"scopes":["read",[]],"apiKey":"KEY","#,
        r#"{"apiKey":"KEY"}{"apiKey":"KEY"}"#,
        r#"{"apiKey":"KEY"} {"api_key" : "KEY"}"#,
        r#"{"apiKey":"KEY","data":{"apiKey":"flow_0000"#,
        "{\"apiKey\"\n:\t\"KEY\",}",
    ] {
        let body = fill(body).replace("ESCAPED", escaped);
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
        r#"{"data":{"result":{"apiKey":"OLD"}}}"#,
        r#"{"msg":"\"apiKey\":\"KEY\""}"#,
        r#"{"msg":"\"apiKey\":\"KEY\""#,
        // That of the request, or an earlier one.
        r#"{"request":{"apiKey":"KEY"},"detail":"queued"}"#,
        r#"{"error":{"message":"conflict","apiKey":"KEY"}}"#,
        r#"{"previous":{"apiKey":"KEY"},"da"#,
        r#"{"REQUEST":{"apiKey":"KEY"}"#,
        r#"{"revoked":{"apiKey":"KEY"}}"#,
        r#"{"req\u0075est":{"apiKey":"KEY"}"#,
        r#"{"replaced":{"apiKey":"OLD"},"key":"KEY"}"#,
        r#"{"dataOfOld":{"apiKey":"OLD"}}"#,
        r#"{"":{"apiKey":"OLD"}}"#,
        r#"{"error":{"x":{},"apiKey":"OLD"},"#,
        r#"{"replaced":{"x":{},"apiKey":"OLD"},"#,
        "{\"previ\r\n10\r\nous\":{\"apiKey\":\"OLD\"},\"apiKey\":\"fl",
        "{\"previous\":\r\n10\r\n{\"apiKey\":\"OLD\"},\"key\":\"KEY\"}",
        "1f\r\n{\"apiKey\":\"OLD\"}\r\n0\r\n\r\n",
        // Denied in the name of a member that was damaged.
        r#"{"sXccess":false,"apiKey":"OLD"}"#,
        "{\"suc\r\n10\r\ncess\":false,\"apiKey\":\"OLD\"}",
        // Cut inside of a denial.
        r#"{"apiKey":"OLD","error":{"#,
        r#"{"apiKey":"OLD","error":"#,
        r#"{"apiKey":"OLD","success":fal"#,
        r#"{"apiKey":"OLD","status":"rev"#,
        // Beside another key in a new one's words.
        r#"{"apiKey":"OLD","newApiKey":"KEY"}"#,
        r#"{"new_key":"KEY","apiKey":"OLD"}"#,
        r#"{"ApiKey":"KEY","apiKey":"OLD"}"#,
        r#"{"data":{"apiKey":"OLD","api-key":"KEY"}}"#,
        // An envelope of another status, or of none; and its document is whole.
        r#"{"statusCode":401,"body":"{\"apiKey\":\"OLD\"}"}"#,
        r#"{"statusCode":401,"body":{"apiKey":"OLD"}}"#,
        r#"{"body":"{\"apiKey\":\"OLD\"}"}"#,
        r#"{"statusCode":20,"body":"{\"apiKey\":\"OLD\"}"}"#,
        r#"{"statusCode":201,"body":"{\"apiKey\":\"KEY\","}"#,
        r#"{"statusCode":201,"body":"{\"apiKey\":\"KEY\"}""#,
        r#"{"statusCode":201,"data":{"body":"{\"apiKey\":\"KEY\"}"}}"#,
        r#"{"statusCode":201,"body":"{\"statusCode\":201,\"body\":\"{\\\"apiKey\\\":\\\"KEY\\\"}\"}"}"#,
        // A page, another language, a response in the body.
        "<html><pre>{\"apiKey\":\"OLD\"}</pre></html>",
        "HTTP/1.1 201 Created\r\n\r\n{\"apiKey\":\"OLD\"}",
        r#"{'apiKey': 'KEY', 'keyName': '{"apiKey": "OLD"}'}"#,
        r#"{error:{"apiKey":"OLD"}}"#,
        r#"callback({"apiKey":"KEY"})"#,
        // An id.
        r#"{"apiKey":"123e4567-e89b-12d3-a456-426614174000","id":"123e4567-e89b-12d3-a456-426614174000"}"#,
        r#"{"id":"123e4567-e89b-12d3-a456-426614174000","apiKey":"123e4567-e89b-12d3-a456-426614174000"#,
        r#"{"id":"123e4567-e89b-12d3-a456-426614174000","apiKey":"123e4567-e89b-12d3-a456-426614174000","#,
        r#"{"data":{"key_id":"123e4567-e89b-12d3-a456-426614174000","apiKey":"123e4567-e89b-12d3-a456-426614174000"}}"#,
        // Of another service, in a script.
        concat!(r#"window.config = {"apiKey":"AIzaSy"#, r#"DOCAbC123dEf456GhI789jKl01-MnO"};"#),
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
        r#"{"previous":{"apiKey":"KEY"},"apiKey":"ké1234567890"}"#,
        r#"{"previous":{"apiKey":"KEY"},"apiKey":"flow_ada2ad2a_12"#,
        r#"{"previous":{"apiKey":"KEY"},"apiKey":{"#,
        r#"<html>{"old":{"apiKey":"KEY"},"apiKey":"flow_ü1234567890"}</html>"#,
        r#"{"apiKey":{"x":1},"api_key":"KEY"}"#,
        r#"{"apiKey":7,"api_key":"KEY"}"#,
        r#"{"apiKey":True,"api_key":"KEY"}"#,
        r#"{"apiKey":"undefined","api_key":"KEY"}"#,
        r#"{"apiKey":"KEY","api_key":"flow_ada2"#,
        r#"{"apiKey":"KEY","api_key":"#,
        // What follows the JSON only adds doubt.
        r#"{"apiKey":"KEY"} {"apiKey":"OLD"}"#,
        r#"{"apiKey":"KEY"} {"apiKey":"KEYX"}"#,
        r#"{"apiKey":"KEY"} {\"api_key\":\"OLD\"}"#,
        r#"{"apiKey":"KEY"} apiKey='OLD'"#,
        r#"{"keyName":"x" "apiKey":"KEY"}"#,
        // In an array, whole or cut.
        r#"[{"apiKey":"KEY"}"#,
        r#"[{"apiKey":"KEY"}] x"#,
        r#"[[[[[{"apiKey":"KEY"}]]"#,
        "[\"x\"\n{\"apiKey\":\"KEY\"}",
        r#"Error: [{"type":"x","apiKey":"KEY"}]"#,
        // Not visible ASCII.
        r#"{"apiKey":"flow_ada2ad2a 1234567890abcdef"}"#,
        r#"{"apiKey":"flow_ada2ad2a_1234567890abcdéf"}"#,
        // A key alone: nothing shows that it was cut.
        "KEY",
        " KEY\r\n",
        r#""KEY"#,
        r#""KEY" x"#,
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
        let body = fill(body);
        assert_eq!(rescued(&body), None, "{body}");
    }
    for name in "oldKey warning caller echo existing input Error previous_data".split(' ') {
        assert_eq!(rescued(format!(r#"{{"{name}":{{"apiKey":"{OLD}"}},"key":"x"}}"#)), None, "{name}");
    }
    // A root string needs 24 characters, one of them a digit.
    assert_eq!(rescued(r#""flow_ada2ad2a_123456789""#), None);
    assert!(rescued(r#""flow_ada2ad2a_1234567890""#).is_some());
    assert_eq!(rescued(r#""flow_abcdefgh_abcdefghijkl""#), None);
    let long = |length| format!(r#"{{"apiKey":"{}"}}"#, "k".repeat(length));
    assert_eq!(rescued(long(4_096)).map(|key| key.len()), Some(4_096));
    assert_eq!(rescued(long(4_097)), None);
}

/// Members that deny the key beside them, at the root or inside, and those that do not; each may be `true` or `null` as
/// well.
#[test]
fn believes_a_document_that_denies_its_key() {
    const DENIALS: &str = r#""success":false; "success": False; "Success":0; "succeeded":"no"; "is_success":"false"; "ok":false; "created":false;
        "error":"conflict"; "errors":["conflict"]; "error_code":17; "hasErrors":true; "Error":{"Code":"x"}; "fault":{"x":1}; "exception":"E"; "failed":true;
        "status":"error"; "status":"Failed"; "status":409; "status":609; "status":"409 Conflict"; "statusCode":500; "code":"302"; "type":"about:error"; "result":"failure"; "state":"revoked";
        "event":"key.deleted"; "action":"RotateKey"; "isActive":false; "revoked":true; "deletedAt":"2024-03-20"; "replaced_by":7; "method":"POST""#;
    const OTHERS: &str = r#""success":true; "ok":1; "success":"a new key"; "succeeded":null; "error":null; "error":""; "error":false; "errors":[]; "errorCount":0; "fault":{}; "failed":false;
        "status":"success"; "status":201; "status":1; "statusCode":200; "code":"4090"; "type":"api_key"; "result":"ok"; "state":"active"; "status":["error"]; "event":"key.created";
        "active":true; "inactive":false; "revoked":{"x":1}; "deletedAt":null; "createdAt":0; "methods":"POST"; "default":true; "message":"no error""#;

    for (members, is_new) in [(DENIALS, false), (OTHERS, true)] {
        for member in members.split(';').map(str::trim) {
            for (body, is_new) in [
                (r#"{MEMBER,"apiKey":"KEY"}"#, is_new),
                (r#"{"apiKey":"KEY","meta":{"x":1},MEMBER}"#, is_new),
                (r#"{"data":{"apiKey":"KEY"},MEMBER}"#, is_new),
                (r#"{"data":{MEMBER,"apiKey":"KEY"}}"#, is_new),
                (r#"{"meta":{MEMBER},"data":{"apiKey":"KEY"}}"#, is_new),
                (r#"{"apiKey":"KEY","data":{MEMBER}}"#, true),
                (r#"{"apiKey":"KEY","x":{MEMBER}}"#, true),
            ] {
                let body = fill(&body.replace("MEMBER", member));
                assert_eq!(rescued(&body).is_some(), is_new, "{body}");
            }
        }
    }
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

/// Strings under the name of a key, without and with the prefix of a key: both sides of the table of `rescue_key`.
#[test]
fn tells_a_key_from_what_stands_for_one() {
    // Without it: 16 characters, no brackets, no URL, no words.
    const KEYS: &str = r"
        abcdefghijklmnop sk-1234567890:/abcdef sk-1234567890.abcdef~!@^&*+=;,?| sk-1234567890-exam 00000000000000000000
        sk-1234567890..abcdef
        flow_123 FLOW_123 flow_nulls flow_live_9 flow_ada2ad2 flow_ada2ad2a_secrets flow_ada2ad2a_1234*5
        flow_ada2ad2a_xxxxxcdef12345 flow_00000000_0000000000000000 flow_ada2ad2a_aaaaaaaaaaaaaaaa flow_$pecial[1]%(x)
    ";
    const OTHERS: &str = r"
        abcdefghijklmno undefined undefinedundefined <generated> [SECRET] YOUR_API_KEY YOUR_API_KEY_GOES_HERE
        your-api-key-goes-here ${API_KEY} sk-1234567890<abcdef sk-1234567890>abcdef sk-1234567890[abcdef
        sk-1234567890]abcdef sk-1234567890{abcdef sk-1234567890}abcdef sk-1234567890(abcdef sk-1234567890)abcdef
        sk-1234567890$abcdef sk-1234567890%abcdef sk-1234567890://abcdef sk-1234567890-pLaCeHoLdEr sk-1234567890-example
        xxxxxxxxxxxxxxxxxxxx x-x-x-x-x-x-x-x-x-x- <hidden>
        flow_12 flow_undefined flow_undefXned flow_undef?ned flow_null flow_test_key flow_YOUR_API_KEY flow_example
        flow_ada2ad2a flow_ada2ad2a_ flow_ada2ad2a_SECRET flow_ada2ad2a_[scrubbed] flow_ada2ad2a_[SECRET]
        flow_ada2ad2a_1234** flow_ada2ad2a_1234... flow_ada2ad2a_1234..cdef flow_ada2ad2a_xxxxxxcdef1234
        flow_ada2ad2a_12------cdef34 flow_ada2ad2a_???????? flow_<short>_<long> flow_{short}_{long} flow_%s_%s flow_demo
        flow_XXXXXXXX_XXXXXXXXXXXXXXXX flow_XXXXXXXX_XXXXXZXXXXXXXXXX flow_ada2ad2a_xxxxxxxxxxxxxxxx
        flow_ada2ad2a_---------------- flow_ada2ad2a_################ flow_ada2ad2a_________________
        flow_ada2ad2a_.-.-.-.-.-.-.-.- flow_xxxxxxxxxxxxxxxx flow_ada2ad2a_xxxxxxxxxxxxxx12 flow_ada2ad2a_REMOVED
        flow_ada2ad2a_[Filtered] flow_ada2ad2a_REDACTED flow_ada2ad2a_**
    ";

    for (strings, are_keys) in [(KEYS, true), (OTHERS, false)] {
        for string in strings.split_whitespace() {
            let found = rescued(format!(r#"{{"apiKey":"{string}"}}"#));
            assert_eq!(found.as_deref(), are_keys.then_some(string), "{string}");
        }
    }
}

/// A header of the request, and whether its value is the key of the response.
#[test]
fn rescues_no_key_that_was_sent() {
    let body = format!(r#"{{"apiKey":"{OLD}","createdAt":"yesterday"}}"#);
    for (name, value, is_new) in [
        ("authorization", "Bearer OLD", false),
        ("authorization", "OLD", false),
        ("x-api-key", " OLD ", false),
        ("cookie", "a=b; key=OLD; c=d", false),
        ("cookie", r#"key="OLD""#, false),
        ("authorization", "Bearer KEY", true),
        ("x-note", "OLD-2026", true),
        ("x-note", "about OLD, and so on", true),
        ("x-note", "", true),
    ] {
        let request = Request::post("https://api.example.com/api-keys").header(name, fill(value));
        let request = request.body(()).unwrap().into_parts().0;
        let response = Response::builder().status(201).body(body.clone()).unwrap();
        let error = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&request, response).unwrap_err();
        let key = error.rescue().map(|key| key.expose_secret().to_owned());
        assert_eq!(key.as_deref(), is_new.then_some(OLD), "{value}");
    }
}

/// Of a body that is typed as a page, only a whole document is searched.
#[test]
fn rescues_from_no_page() {
    let whole = fixtures::CREATE_RESPONSE.replace("2024", "24");
    let cut = &whole[..whole.len() - 1];
    for (content_type, of_cut) in [("text/plain", true), ("Text/HTML; a=b", false), ("application/xhtml+xml", false)] {
        assert!(error_of(201, content_type, whole.clone().into()).unwrap().rescue().is_some());
        let of_this_cut = error_of(201, content_type, cut.into()).unwrap().rescue();
        assert_eq!(of_this_cut.is_some(), of_cut, "{content_type}");
    }
}

/// How many bodies to generate.
fn count(default: usize) -> usize {
    std::env::var("FLOWAI_TYPES_BODIES").map_or(default, |count| count.parse().unwrap())
}

/// Bodies with a true key, a false one or both, cut, damaged by a byte, or with the frames of chunks left in them: the true
/// key, or none. What is said after a false key does not help if the body is cut before it, so it comes first.
#[test]
fn no_damaged_body_returns_a_false_key() {
    const SHAPES: [&str; 34] = [
        "KEY",
        "\"KEY\"",
        r#"{"apiKey":"KEY","createdAt":"2024-03-20T12:00:00Z","id":"ID","keyName":"OLD","userId":"ID"}"#,
        r#"{"id":"ID","keyName":"a\"b\\","keyPrefix":"flow_","api_key":"KEY"}"#,
        r#"{"data":{"apiKey":"KEY"},"error":null}"#,
        r#"{"replaced":{"apiKey":"OLD"},"key":"KEY"}"#,
        r#"{"replaced":{"apiKey":"OLD"},"apiKey":"KEY"}"#,
        r#"{"oldKey":{"x":{},"apiKey":"OLD"},"apiKey":"KEY"}"#,
        r#"{"warning":{"apiKey":"OLD","more":{"apiKey":"OLD"}},"data":{"apiKey":"KEY"}}"#,
        r#"{"caller":{"apiKey":"OLD"},"result":{"api_key":"KEY"}}"#,
        r#"{"echo":{"request":{"apiKey":"OLD"}},"apiKey":"KEY"}"#,
        r#"{"previous":{"apiKey":"OLD"},"keys":["OLD",{"apiKey":"OLD"}],"apiKey":"KEY"}"#,
        r#"{"previous" : { "apiKey" : "OLD" } , "apiKey" : "KEY" }"#,
        r#"{"success":false,"apiKey":"OLD"}"#,
        r#"{"ok":false,"data":{"apiKey":"OLD"}}"#,
        r#"{"error":{"message":"conflict"},"apiKey":"OLD"}"#,
        r#"{"error":{"apiKey":"OLD"}}"#,
        r#"<html><pre>{"apiKey": "OLD"}</pre></html>"#,
        "HTTP/1.1 409 Conflict\r\n\r\n{\"apiKey\":\"OLD\"}",
        r#"{'apiKey': 'KEY', 'keyName': '{"apiKey": "OLD"}'}"#,
        r#"{error:{"apiKey":"OLD"}}"#,
        r#"{"statusCode":201,"body":"{\"apiKey\":\"KEY\",\"previous\":{\"apiKey\":\"OLD\"}}"}"#,
        r#"{"detail":[{"loc":["body"],"input":{"apiKey":"OLD"}}]}"#,
        r#"{"note":"\"apiKey\":\"OLD\",","apiKey":"KEY"}"#,
        r#"{"note":"{\"apiKey\":\"OLD\"}","data":{"apiKey":"KEY"}}"#,
        r#"[{"apiKey":"OLD"},{"apiKey":"KEY"}]"#,
        r#"{"apiKey":"undefined"}"#,
        r#"{"apiKey":"<generated>"}"#,
        r#"{"apiKey":"[SECRET]","data":{"id":"ID"}}"#,
        r#"{"apiKey":"your_api_key"}"#,
        r#"{"apiKey":"flow_XXXXXXXX_XXXXXXXXXXXXXXXX","x":NaN}"#,
        r#"{"id":"ID","apiKey":"ID"}"#,
        r#"{"apiKey":"KEY","links":{"apiKey":"https://h/7"}}"#,
        r#"{"data":{"previous":{"apiKey":"OLD"},"apiKey":"KEY"}}"#,
    ];
    let bodies = count(20_000);
    let mut random = Random(23);
    let mut found = 0;
    for _ in 0..bodies {
        // Without the letters that mark a place for them in a shape.
        let token = TOKEN.replace(['K', 'D'], "");
        let mut key = || format!("flow_{}_{}", random.text(HEX, 8), random.text(&token, 24));
        let (key, old) = (key(), key());
        let id = format!("{}-e89b-12d3-a456-{}", random.text(HEX, 8), random.text(HEX, 12));
        let shape = SHAPES[random.below(SHAPES.len())];
        let body = shape.replace("KEY", &key).replace("OLD", &old).replace("ID", &id);
        let mut body = body.into_bytes();
        let at = random.below(body.len());
        match random.below(4) {
            0 => (),
            1 => body.truncate(at),
            2 => {
                // A damaged true key is one that nobody can tell from it.
                let mut pieces = body.windows(key.len()).enumerate();
                let is_in_key =
                    pieces.any(|(start, piece)| piece == key.as_bytes() && (start..start + key.len()).contains(&at));
                if !is_in_key {
                    body[at] = u8::try_from(random.below(256)).unwrap();
                }
            }
            _ => {
                for _ in 0..=random.below(3) {
                    let at = random.below(body.len() + 1);
                    let frame = format!("\r\n{:x}\r\n", random.below(300));
                    body.splice(at..at, frame.into_bytes());
                }
            }
        }
        if let Some(rescued) = rescued(&body) {
            assert_eq!(rescued, key, "{}", String::from_utf8_lossy(&body));
            found += 1;
        }
    }
    assert!(found > bodies / 6, "{found}");
}

/// Thousands of exchanges, each with its true key and with false ones around it: the true key, or none.
#[test]
fn no_exchange_returns_a_false_key() {
    let mut random = Random(11);
    let exchanges = count(5_000);
    let mut found = 0;
    for _ in 0..exchanges {
        let graphic: String = (b'!'..=b'~').map(char::from).filter(|c| !"\"\\*<>[]{}()$%".contains(*c)).collect();
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
            // In a page there is none, and behind a document any other name of a key adds doubt.
            None if status < 300 && !cut && !text.starts_with('<') && !text.contains("}{") => {
                panic!("{key} lost in {text}")
            }
            None => (),
        }
    }
    assert!(found > exchanges / 4, "{found}");
}

#[test]
fn a_body_without_an_end_takes_no_longer() {
    for piece in [r#""apiKey":"\"#, r#""apiKey":"#, "\"apiKey\"  ", "[", r#"{"a":{"#, r#"\"apiKey\":"#] {
        let body = piece.repeat(1_000_000);
        assert_eq!(rescued(&body), None);
    }
}

//! Each operation goes to HTTP and comes back from it as the same value, on both sides, and a refusal says where and why.

use std::fmt::Debug;

use flowai_types::http::{Method, Request, Response, StatusCode, Uri};
use flowai_types::{
    APIKeyCreate, APIKeyUpdate, ApiKeyId, BaseUrlErrorKind, BodyCut, CreateAPIKeyForUserAPIKeysPostResponse,
    HTTPException, HTTPValidationError, ListUserAPIKeysAPIKeysGetRequest, ListUserAPIKeysAPIKeysGetResponse, Operation,
    ResponseErrorKind, Retry, RetryAfter, RevokeAPIKeyAPIKeysKeyIDDeleteRequest,
    RevokeAPIKeyAPIKeysKeyIDDeleteResponse, UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest,
    UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse, fixtures,
};

type List = ListUserAPIKeysAPIKeysGetRequest;
type Update = UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest;
type Revoke = RevokeAPIKeyAPIKeysKeyIDDeleteRequest;

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

fn key_id() -> ApiKeyId {
    ID.parse().unwrap()
}

fn list(limit: Option<u64>, offset: Option<u64>) -> List {
    let mut list = List::default();
    (list.limit, list.offset) = (limit, offset);
    list
}

fn update(key_name: Option<&str>, is_active: Option<bool>) -> Update {
    let mut api_key_update = APIKeyUpdate::default();
    api_key_update.key_name = key_name.map(|name| Some(name.to_owned()));
    api_key_update.is_active = is_active.map(Some);
    Update::new(key_id(), api_key_update)
}

fn base() -> Uri {
    Uri::from_static("https://api.example.com")
}

/// A request, as it goes over the wire, and back on the server's side.
#[track_caller]
fn sends<O: Operation + Debug + PartialEq>(operation: &O, path: &str, body: &str) {
    let request = operation.to_http(&base()).unwrap();
    assert_eq!(request.method(), O::METHOD);
    assert_eq!(*request.uri(), *format!("https://api.example.com{path}"));
    assert_eq!(request.body(), body.as_bytes());
    assert_eq!(request.headers()["accept"], "application/json");
    let content_type = request.headers().get("content-type");
    assert_eq!(content_type.is_some(), !body.is_empty());
    assert!(request.headers().get("authorization").is_none());
    assert_eq!(O::from_http(&request).as_ref(), Ok(operation));

    // As a server sees it: a path alone.
    let mut seen = request;
    *seen.uri_mut() = path.parse().unwrap();
    assert_eq!(O::from_http(&seen).as_ref(), Ok(operation));
}

#[test]
fn sends_and_receives_each_request() {
    sends(&fixtures::create_request(), "/api-keys", r#"{"keyName":"My API Key"}"#);
    sends(&APIKeyCreate::new("\"\n\u{1f511}"), "/api-keys", "{\"keyName\":\"\\\"\\n\u{1f511}\"}");
    sends(&List::default(), "/api-keys", "");
    sends(&list(Some(10), Some(0)), "/api-keys?limit=10&offset=0", "");
    sends(&list(None, Some(u64::MAX)), "/api-keys?offset=18446744073709551615", "");
    let path = &format!("/api-keys/{ID}");
    sends(&update(None, None), path, "{}");
    sends(&update(Some("n"), Some(false)), path, r#"{"key_name":"n","is_active":false}"#);
    sends(&Revoke::new(key_id()), path, "");
}

/// A base, and the URL of the operations on it.
#[test]
fn joins_the_path_to_any_base() {
    for (base, expected) in [
        ("https://h", "https://h/api-keys"),
        ("https://h/", "https://h/api-keys"),
        ("https://h/v1", "https://h/v1/api-keys"),
        ("https://h/v1/", "https://h/v1/api-keys"),
        ("https://h/v1//", "https://h/v1/api-keys"),
        ("http://[::1]:8080/", "http://[::1]:8080/api-keys"),
        ("http://127.0.0.1:4010", "http://127.0.0.1:4010/api-keys"),
        ("https://h/a%20b/", "https://h/a%20b/api-keys"),
    ] {
        let request = fixtures::create_request().to_http(&base.parse().unwrap()).unwrap();
        assert_eq!(request.uri(), expected);
    }
}

#[test]
fn refuses_a_base_that_no_path_can_be_joined_to() {
    use BaseUrlErrorKind::{NotAbsolute, Query, TooLong, UserInformation};

    let long = format!("https://h/{}", "a".repeat(65_520));
    for (base, kind) in [
        ("/", NotAbsolute),
        ("/v1", NotAbsolute),
        ("h", NotAbsolute),
        ("h:80", NotAbsolute),
        ("ftp://h", NotAbsolute),
        ("https://:443", NotAbsolute),
        ("https://secret@h", UserInformation),
        ("https://user:secret@h/v1", UserInformation),
        ("https://h/?secret=1", Query),
        ("https://h?", Query),
        (&long, TooLong),
    ] {
        let error = fixtures::create_request().to_http(&base.parse().unwrap()).unwrap_err();
        assert_eq!(error.kind(), kind, "{base}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}

/// The path `*` would become a part of the host: `https://h*/api-keys`.
#[test]
fn refuses_a_base_with_the_path_of_no_resource() {
    let base = Uri::builder().scheme("https").authority("h").path_and_query("*").build().unwrap();
    let error = fixtures::create_request().to_http(&base).unwrap_err();
    assert_eq!(error.kind(), BaseUrlErrorKind::NotAbsolute);
}

/// A success, as it goes over the wire, and back on the client's side.
#[track_caller]
fn answers<O: Operation>(success: &O::Success, status: u16, body: &str)
where
    O::Success: Debug + PartialEq,
{
    let response = O::response_to_http(success);
    assert_eq!((response.status(), O::SUCCESS), (StatusCode::from_u16(status).unwrap(), response.status()));
    assert_eq!(response.body(), body.as_bytes());
    let content_type = response.headers().get("content-type");
    assert_eq!(content_type.is_some(), !body.is_empty());
    let received = O::response_from_http(&parts(O::METHOD), response).unwrap();
    assert_eq!(&received.body, success);
    assert_eq!(received.http_meta.response.status, status);
    assert_eq!(received.http_meta.request.method(), O::METHOD);
}

#[test]
fn answers_and_decodes_each_success() {
    answers::<APIKeyCreate>(&fixtures::create_response(), 201, fixtures::CREATE_RESPONSE_SNAKE_CASE);
    answers::<List>(&fixtures::list_response(), 200, fixtures::LIST_RESPONSE);
    answers::<Update>(&fixtures::api_key_info(), 200, fixtures::API_KEY_INFO);
    answers::<Revoke>(&(), 204, "");
    let created = APIKeyCreate::response_to_http(&fixtures::create_response());
    assert_eq!(created.headers()["cache-control"], "no-store");
    let listed = List::response_to_http(&fixtures::list_response());
    assert!(listed.headers().get("cache-control").is_none());
}

fn parts(method: Method) -> flowai_types::http::request::Parts {
    Request::builder().method(method).uri(base()).body(()).unwrap().into_parts().0
}

fn response(status: u16, body: &str) -> Response<String> {
    let response = Response::builder().status(status).header("content-type", "application/json");
    response.body(body.to_owned()).unwrap()
}

/// The vendor's wrappers are the same in one type.
#[test]
fn wraps_each_success() {
    let created = response(201, fixtures::CREATE_RESPONSE);
    let wrapped = CreateAPIKeyForUserAPIKeysPostResponse::from_http(&parts(Method::POST), created);
    assert_eq!(wrapped.unwrap().api_key_create_response, Some(fixtures::create_response()));
    let listed = response(200, fixtures::LIST_RESPONSE);
    let wrapped = ListUserAPIKeysAPIKeysGetResponse::from_http(&parts(Method::GET), listed);
    assert_eq!(wrapped.unwrap().list_api_keys_response, Some(fixtures::list_response()));
    let updated = response(200, fixtures::API_KEY_INFO);
    let wrapped = UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse::from_http(&parts(Method::PUT), updated);
    assert_eq!(wrapped.unwrap().api_key_info, Some(fixtures::api_key_info()));
    let revoked = response(204, "");
    let wrapped = RevokeAPIKeyAPIKeysKeyIDDeleteResponse::from_http(&parts(Method::DELETE), revoked);
    assert_eq!(wrapped.unwrap().http_meta.response.status, 204);
}

/// Status, content type and body of an answer to revoke, and whether the key is revoked: not by a login page.
#[test]
fn revoking_succeeds_with_any_success_but_a_page() {
    for (status, content_type, body, is_success) in [
        (204, "", "", true),
        (204, "text/html", "", true),
        (204, "text/html", "<html>", true),
        (204, "application/json", "null", true),
        (200, "", "", true),
        (200, "text/html", "", true),
        (200, "text/plain", "OK", true),
        (202, "application/json", "{}", true),
        (200, "application/json", r#"{"message":"<html>"}"#, true),
        (200, "text/html; charset=utf-8", "<!DOCTYPE html><title>Sign in</title>", false),
        (200, "", "<html>", false),
        (299, "application/json", "\r\n <html>", false),
        (200, "", "\u{feff}<html>", false),
        (200, "Text/HTML", "Please sign in", false),
        (200, "text/html", "{}", false),
        (200, "application/xhtml+xml", "Please sign in", false),
        (200, "text/xml", "<?xml version=\"1.0\"?>", false),
    ] {
        let response = Response::builder().status(status).header("content-type", content_type);
        let response = response.body(body.to_owned()).unwrap();
        match Revoke::response_from_http(&parts(Method::DELETE), response) {
            Ok(_) => assert!(is_success, "{status} {content_type} {body}"),
            Err(error) => {
                assert!(!is_success, "{status} {content_type} {body}");
                assert_eq!(error.kind(), ResponseErrorKind::ContentType);
                assert_eq!(error.into_response().body(), body);
            }
        }
    }
    // Cut off before its first byte, the body may have been a page: Varnish 7.1 sends a cut one so.
    for (status, is_success) in [(200, false), (204, true)] {
        let mut cut = response(status, "");
        cut.extensions_mut().insert(BodyCut);
        let revoked = Revoke::response_from_http(&parts(Method::DELETE), cut);
        assert_eq!(
            revoked.map_err(|error| error.kind()).err(),
            (!is_success).then_some(ResponseErrorKind::ContentType)
        );
    }
    for status in [199, 301, 404, 500] {
        let error = Revoke::response_from_http(&parts(Method::DELETE), response(status, "")).unwrap_err();
        assert_eq!(error.kind(), ResponseErrorKind::Status);
    }
}

/// A key in the answer to another operation is not a new one.
#[test]
fn rescues_from_no_other_operation() {
    let body = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef"}"#;
    let error = APIKeyCreate::response_from_http(&parts(Method::POST), response(201, body));
    assert!(error.unwrap_err().rescue().is_some());
    let error = List::response_from_http(&parts(Method::GET), response(200, body));
    assert!(error.unwrap_err().rescue().is_none());
    let error = Update::response_from_http(&parts(Method::PUT), response(200, body));
    assert!(error.unwrap_err().rescue().is_none());
}

/// The refusal of a request: `loc` and `type` of each error, in order.
#[track_caller]
fn refuses<O: Operation + Debug>(uri: &str, body: &str, expected: &[(&str, &str)]) {
    let request = Request::builder().method(O::METHOD).uri(uri).body(body).unwrap();
    let refused = O::from_http(&request).unwrap_err();
    let found = refused.detail.iter().map(|error| {
        let loc = format!("{:?}", error.loc).replace("Name(\"", "").replace("Index(", "");
        (loc.replace("\")", "").replace(')', ""), &*error.type_)
    });
    let found: Vec<_> = found.collect();
    let found: Vec<_> = found.iter().map(|(loc, type_)| (&**loc, *type_)).collect();
    assert_eq!(found, expected, "{uri} {body}");
    let response = refused.to_http();
    assert_eq!(response.status(), 422);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(flowai_types::from_json::<HTTPValidationError>(response.body()), Ok(refused));
}

#[test]
fn refuses_as_fastapi_does() {
    for (body, expected) in [
        ("", ("[body]", "missing")),
        ("{", ("[body, 1]", "json_invalid")),
        ("{}", ("[body, keyName]", "missing")),
        ("[]", ("[body]", "model_attributes_type")),
        ("7", ("[body]", "model_attributes_type")),
        (r#"{"keyName":7}"#, ("[body, keyName]", "string_type")),
        (r#"{"keyName":null}"#, ("[body, keyName]", "string_type")),
        (r#"{"keyName":["x"]}"#, ("[body, keyName]", "string_type")),
        (r#"{"keyName":"\ud800"}"#, ("[body, keyName]", "string_unicode")),
        (r#"{"key_name":7}"#, ("[body, key_name]", "string_type")),
        (r#"{"keyName":"a","key_name":"b"}"#, ("[body, key_name]", "duplicate_member")),
    ] {
        refuses::<APIKeyCreate>("/api-keys", body, &[expected]);
    }
    for (query, expected) in [
        ("limit=x", &[("[query, limit]", "int_parsing")][..]),
        ("limit=", &[("[query, limit]", "int_parsing")]),
        ("limit=-1", &[("[query, limit]", "greater_than_equal")]),
        ("limit=1.5", &[("[query, limit]", "int_parsing")]),
        ("limit=18446744073709551616", &[("[query, limit]", "int_parsing_size")]),
        ("limit=9999999999999999999999999999999999999999", &[("[query, limit]", "int_parsing_size")]),
        ("limit=-9999999999999999999999999999999999999999", &[("[query, limit]", "greater_than_equal")]),
        ("limit=-", &[("[query, limit]", "int_parsing")]),
        ("limit=1_0", &[("[query, limit]", "int_parsing")]),
        ("limit=%2B1", &[("[query, limit]", "int_parsing")]),
        ("limit=1&limit=x", &[("[query, limit]", "int_parsing")]),
        ("limit=x&offset=%2D1", &[("[query, limit]", "int_parsing"), ("[query, offset]", "greater_than_equal")]),
    ] {
        refuses::<List>(&format!("/api-keys?{query}"), "", expected);
    }
    let path = format!("/api-keys/{ID}");
    for (body, expected) in [
        (r#"{"is_active":"maybe"}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":5}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":2e0}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":1e+2}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":9223372036854775807}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":9223372036854775808}"#, ("[body, is_active]", "bool_type")),
        (r#"{"is_active":0.5}"#, ("[body, is_active]", "bool_type")),
        (r#"{"is_active":1e400}"#, ("[body, is_active]", "bool_type")),
        (r#"{"is_active":"\ud800"}"#, ("[body, is_active]", "bool_parsing")),
        (r#"{"is_active":[]}"#, ("[body, is_active]", "bool_type")),
        // On another line, where the first one is as long.
        ("{\"x\":0,\n\"is_active\":\n  5}", ("[body, is_active]", "bool_parsing")),
        ("{\"x\":\"55555\",\n\"is_active\":\n  []}", ("[body, is_active]", "bool_type")),
        ("{\n  \"ü\": 1,\n  5}", ("[body, 14]", "json_invalid")),
        (r#"{"key_name":5}"#, ("[body, key_name]", "string_type")),
        ("", ("[body]", "missing")),
    ] {
        refuses::<Update>(&path, body, &[expected]);
    }
    let both = [("[path, key_id]", "uuid_parsing"), ("[body, key_name]", "string_type")];
    refuses::<Update>("/api-keys/7", r#"{"key_name":5}"#, &both);
    // A body that is not JSON hides what is wrong with the path.
    refuses::<Update>("/api-keys/7", "{", &[("[body, 1]", "json_invalid")]);
    // The order is that of the fields.
    let both = [("[body, key_name]", "string_type"), ("[body, isActive]", "bool_type")];
    refuses::<Update>(&path, r#"{"isActive":[],"key_name":5}"#, &both);
    for path in ["/api-keys/", "/api-keys/7", "/api-keys/123e4567e89b12d3a456426614174000"] {
        refuses::<Revoke>(path, "", &[("[path, key_id]", "uuid_parsing")]);
    }
}

#[test]
fn reads_a_query_as_a_browser_writes_it() {
    for (query, expected) in [
        ("", List::default()),
        ("?", List::default()),
        ("?a=b&limit=1", list(Some(1), None)),
        ("?%6Cimit=1&offset=%32", list(Some(1), Some(2))),
        ("?limit=x&limit=7", list(Some(7), None)),
        ("?limit=007&offset=-0", list(Some(7), Some(0))),
    ] {
        let request = Request::get(format!("/api-keys{query}")).body("").unwrap();
        assert_eq!(List::from_http(&request), Ok(expected), "{query}");
    }
    let request = Request::delete(format!("/v1/api-keys/{}", ID.to_uppercase())).body("").unwrap();
    assert_eq!(Revoke::from_http(&request), Ok(Revoke::new(key_id())));
}

/// A server's other errors are FastAPI's, and a client finds what they say.
#[test]
fn answers_with_an_exception() {
    for (status, asks) in [
        (StatusCode::UNAUTHORIZED, Some("Bearer")),
        (StatusCode::FORBIDDEN, None),
        (StatusCode::NOT_FOUND, None),
        (StatusCode::UNPROCESSABLE_ENTITY, None),
    ] {
        let exception = HTTPException::new(status, format!("no \"{}\"", fixtures::API_KEY));
        let debug = format!("{exception:?}");
        assert!(debug.contains("flow_ada2ad2a_REDACTED") && !debug.contains("1234567890"));
        let response = exception.to_http();
        assert_eq!(response.headers()["content-type"], "application/json");
        let challenge = response.headers().get("www-authenticate");
        assert_eq!(challenge.map(|value| value.to_str().unwrap()), asks);
        let (sent, ()) = Request::new(()).into_parts();
        let error = APIKeyCreate::response_from_http(&sent, response).unwrap_err();
        assert_eq!((error.kind(), error.status()), (ResponseErrorKind::Status, status));
        assert_eq!(error.detail(), Some(&*exception.detail));
    }
}

/// Status and body of a response, whether it was cut off, and the next step: for list, update and revoke; and for create.
#[test]
fn repeats_no_request_that_may_have_created_a_key() {
    const REPEAT: Retry = Retry::Repeat { after: None };
    use Retry::{GiveUp, ListFirst};

    #[track_caller]
    fn says<O: Operation>(status: u16, body: &str, is_cut: bool, expected: Retry) {
        let mut failed = response(status, body);
        if is_cut {
            failed.extensions_mut().insert(BodyCut);
        }
        let error = O::response_from_http(&parts(O::METHOD), failed).unwrap_err();
        assert_eq!(error.retry(), expected, "{} {status} {body} {is_cut}", O::ID);
    }

    let detail = r#"{"detail":"x"}"#;
    for (status, body, is_cut, other, create) in [
        (429, detail, false, REPEAT, REPEAT),
        (425, r#"{"detail":[]}"#, false, REPEAT, REPEAT),
        (429, "<html>", false, REPEAT, ListFirst),
        (429, r#"{"message":"x"}"#, false, REPEAT, ListFirst),
        (425, "", false, REPEAT, ListFirst),
        (429, detail, true, REPEAT, ListFirst),
        (408, detail, false, REPEAT, ListFirst),
        (500, detail, false, REPEAT, ListFirst),
        (502, "<html>", false, REPEAT, ListFirst),
        (503, "", false, REPEAT, ListFirst),
        (599, detail, false, REPEAT, ListFirst),
        (200, "{", true, REPEAT, ListFirst),
        (200, "{", false, GiveUp, ListFirst),
        (403, "<html>", false, GiveUp, ListFirst),
        (403, detail, false, GiveUp, GiveUp),
        (401, detail, false, GiveUp, GiveUp),
        (404, detail, false, GiveUp, GiveUp),
        (422, fixtures::HTTP_VALIDATION_ERROR, false, GiveUp, GiveUp),
        (422, r#"{"detail":{}}"#, false, GiveUp, GiveUp),
        (302, detail, false, GiveUp, GiveUp),
        (401, detail, true, REPEAT, ListFirst),
    ] {
        says::<List>(status, body, is_cut, other);
        says::<Update>(status, body, is_cut, other);
        if status != 200 {
            says::<Revoke>(status, body, is_cut, other);
        }
        says::<APIKeyCreate>(status, body, is_cut, create);
    }
    assert_eq!(Retry::of::<List>(None, false), REPEAT);
    assert_eq!(Retry::of::<APIKeyCreate>(None, true), ListFirst);
    assert_eq!(Retry::of::<APIKeyCreate>(Some(StatusCode::OK), true), ListFirst);
    // After so long, if the response says so.
    let mut busy = response(503, "");
    busy.headers_mut().insert("retry-after", "5".parse().unwrap());
    let error = List::response_from_http(&parts(Method::GET), busy).unwrap_err();
    let after = Some(RetryAfter::Delay(std::time::Duration::from_secs(5)));
    assert_eq!(error.retry(), Retry::Repeat { after });
}

//! Two clients, one server, and what the user of this crate sees of it: never a secret, and always the whole answer.

mod server;
mod util;

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use flowai_types::http::Uri;
use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, ApiKey, CreateAPIKeyForUserAPIKeysPostResponse, ExposeSecret, HttpMetadata,
    ListKeys, Operation, ResponseErrorKind, Retry, RetryAfter, ViolationKind, fixtures, from_json,
};
use flowai_types_interop::{Answer, Called, call, call_with_ureq, client, revoke, what_next};
use server::Server;
use util::{debugs, leaks, renderings};

use ResponseErrorKind::{ContentType, Decode, Status, Validation};

type Created = Answer<APIKeyCreate>;

/// The token with which the user signs in.
const TOKEN: &str = "Zk3vQ9xT7mLw2RfYc8HsNb4J";
const KEY_NAME: &str = "My API Key";

const JSON: &str = "content-type: application/json";
const WRONG_DATE: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","createdAt":"yesterday","id":"123e4567-e89b-12d3-a456-426614174000","keyName":"My API Key","keyPrefix":"flow_","userId":"123e4567-e89b-12d3-a456-426614174000"}"#;
/// What `FastAPI` writes, and in it what was sent.
const REFUSED: &str = r#"{"detail":[{"type":"string_type","loc":["body","keyName"],"msg":"Input should be a valid string, not flow_ada2ad2a_1234567890abcdef","input":"Zk3vQ9xT7mLw2RfYc8HsNb4J","ctx":{"error":"Zk3vQ9xT7mLw2RfYc8HsNb4J"},"url":"https://errors.pydantic.dev/2/v/string_type?Zk3vQ9xT7mLw2RfYc8HsNb4J"}]}"#;

struct Peers {
    server: Server,
    reqwest: reqwest::Client,
    ureq: ureq::Agent,
}

impl Peers {
    fn start() -> Self {
        let timeout = Duration::from_secs(10);
        Self {
            server: Server::start(TOKEN),
            reqwest: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .timeout(timeout)
                .build()
                .unwrap(),
            ureq: ureq::Agent::config_builder()
                .proxy(None)
                .http_status_as_error(false)
                .max_redirects(0)
                .timeout_global(Some(timeout))
                .build()
                .into(),
        }
    }

    /// The same request with each client; a client's own error as what it prints.
    fn create(&self, base: &Uri, token: &str, key_name: &str) -> [Result<Created, String>; 2] {
        let create = APIKeyCreate::new(key_name);
        let reqwest = call(&self.reqwest, base, token, &create);
        [self.server.block_on(reqwest), call_with_ureq(&self.ureq, base, token, &create)]
            .map(|called| called.map_err(|error| renderings(&*error)))
    }

    /// An exchange that both clients finish.
    #[track_caller]
    fn finish(&self, base: &Uri) -> [Created; 2] {
        self.create(base, TOKEN, KEY_NAME).map(|created| {
            let created = created.unwrap();
            show_no_secret(&printed(&created));
            let meta = meta(&created);
            assert_eq!(meta.request.method(), "POST");
            let url = base.to_string().trim_end_matches('/').to_owned() + "/api-keys";
            assert_eq!(meta.request.url(), &*url);
            assert_eq!(meta.request.headers()["authorization"], "Bearer REDACTED");
            let json = serde_json::to_vec(meta).unwrap();
            assert_eq!(from_json::<HttpMetadata>(&json).as_ref(), Ok(meta));
            created
        })
    }

    /// An answer that contains the documented example.
    #[track_caller]
    fn accept(&self, status: u16, headers: &str, body: &str) -> Vec<HttpMetadata> {
        let base = self.server.base_of((status, headers.into(), body.into()));
        let mut metas = Vec::new();
        for created in self.finish(&base) {
            let created = created.unwrap();
            assert_eq!(created.http_meta.response.status, status);
            assert_eq!(created.body, fixtures::create_response());
            metas.push(created.http_meta.clone());
            let wrapper = CreateAPIKeyForUserAPIKeysPostResponse::from(created);
            let json = serde_json::to_vec(&wrapper).unwrap();
            assert_eq!(from_json(&json), Ok(wrapper));
        }
        metas
    }

    /// An answer that is an error, and how the error starts.
    #[track_caller]
    fn reject(
        &self,
        status: u16,
        headers: &str,
        body: impl Into<Vec<u8>>,
        kind: ResponseErrorKind,
        says: &str,
    ) -> Vec<HttpMetadata> {
        let body = body.into();
        let base = self.server.base_of((status, headers.into(), body.clone()));
        self.reject_at(&base, status, &body, kind, says)
    }

    #[track_caller]
    fn reject_at(
        &self,
        base: &Uri,
        status: u16,
        body: &[u8],
        kind: ResponseErrorKind,
        says: &str,
    ) -> Vec<HttpMetadata> {
        let mut metas = Vec::new();
        for created in self.finish(base) {
            let error = created.unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().starts_with(says), "{error}");
            assert_eq!(error.decode_error().is_some(), kind == Decode);
            assert_eq!(error.validation_error().is_some(), kind == Validation);
            metas.push(error.http_meta().clone());
            let response = error.into_response();
            assert_eq!(response.status(), status);
            assert_eq!(response.body(), body, "the body is not as it was sent");
        }
        metas
    }

    /// Bytes that are no answer: what each client itself says of them.
    #[track_caller]
    fn fail(&self, bytes: &[u8], reqwest_says: &str, ureq_says: &str) {
        let base = self.server.base_of_bytes(bytes);
        let created = self.create(&base, TOKEN, KEY_NAME);
        for (created, says) in created.into_iter().zip([reqwest_says, ureq_says]) {
            let error = created.unwrap_err();
            show_no_secret(&error);
            assert!(error.contains(says), "{error}");
        }
    }
}

fn meta(created: &Created) -> &HttpMetadata {
    match created {
        Ok(created) => &created.http_meta,
        Err(error) => error.http_meta(),
    }
}

/// Everything that an exchange prints, and its metadata as JSON.
fn printed(created: &Created) -> String {
    let text = match created {
        Ok(created) => debugs(created),
        Err(error) => match error.validation_error() {
            Some(refused) => renderings(error) + &debugs(refused) + &refused.to_string(),
            None => renderings(error),
        },
    };
    let meta = meta(created);
    text + &debugs(meta) + &serde_json::to_string(meta).unwrap()
}

#[track_caller]
fn show_no_secret(text: &str) {
    for secret in [TOKEN, &fixtures::API_KEY["flow_ada2ad2a_".len()..]] {
        assert!(!leaks(text, secret), "a piece of {secret} is in\n{text}");
    }
}

#[test]
fn right_answers() {
    let peers = Peers::start();
    for body in
        [fixtures::CREATE_RESPONSE, fixtures::CREATE_RESPONSE_AS_DOCUMENTED, fixtures::CREATE_RESPONSE_SNAKE_CASE]
    {
        peers.accept(201, JSON, body);
    }
    for headers in [
        "content-type: application/json; charset=utf-8",
        "content-type: Application/Vnd.Api+JSON",
        "content-type: application/json\nx-name: Ren\u{e9} \u{ff}",
    ] {
        peers.accept(201, headers, fixtures::CREATE_RESPONSE);
    }
    peers.accept(200, JSON, fixtures::CREATE_RESPONSE);

    // Hints before the answer, and a body that ends with the connection.
    let key = fixtures::CREATE_RESPONSE;
    let base = peers.server.base_of_bytes(format!(
        "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\nHTTP/1.1 201 Created\r\n{JSON}\r\n\r\n{key}"
    ));
    for created in peers.finish(&base) {
        assert_eq!(created.unwrap().body, fixtures::create_response());
    }
}

#[test]
fn wrong_answers() {
    let peers = Peers::start();
    let key = fixtures::CREATE_RESPONSE;
    let cut = &key[..80];
    let html = "content-type: text/html";
    let see_other = "location: https://example.com/?key=flow_ada2ad2a_1234567890abcdef";
    let gzip = "content-type: application/json\ncontent-encoding: gzip";

    // What decodes is a success.
    for headers in ["", html, "content-type: text/plain\ncontent-type: application/json"] {
        peers.accept(201, headers, key);
    }

    // A success that is not one.
    peers.reject(201, JSON, WRONG_DATE, Decode, "201 Created: invalid response body: 1 violation: /createdAt (line 1, column 56): expected an RFC 3339 timestamp");
    peers.reject(201, JSON, cut, Decode, "201 Created: invalid response body: ");
    peers.reject(201, JSON, "", Decode, "201 Created: there is no body");
    peers.reject(
        201,
        "",
        WRONG_DATE,
        ContentType,
        "201 Created: invalid response body: its content type is not application/json",
    );
    peers.reject(
        201,
        html,
        WRONG_DATE,
        ContentType,
        "201 Created: invalid response body: its content type is not application/json",
    );
    peers.reject(201, gzip, gzipped(key), Decode, "201 Created: the body is still content-encoded: ");
    peers.reject(204, "", "", ContentType, "204 No Content: there is no body");

    // A refusal.
    peers.reject(
        422,
        JSON,
        REFUSED,
        Validation,
        "422 Unprocessable Entity: the API refused the request with 1 validation error",
    );
    peers.reject(
        422,
        html,
        REFUSED,
        Validation,
        "422 Unprocessable Entity: the API refused the request with 1 validation error",
    );
    peers.reject(
        422,
        JSON,
        r#"{"detail":"Zk3vQ9xT7mLw2RfYc8HsNb4J"}"#,
        Status,
        "422 Unprocessable Entity: the API returned an error status",
    );

    // Anything else.
    peers.reject(302, see_other, "", Status, "302 Found: the API redirected the request: check the base URL");
    peers.reject(
        401,
        JSON,
        r#"{"detail":"Zk3vQ9xT7mLw2RfYc8HsNb4J"}"#,
        Status,
        "401 Unauthorized: the API returned an error status",
    );
    peers.reject(
        500,
        html,
        "<h1>flow_ada2ad2a_1234567890abcdef</h1>",
        Status,
        "500 Internal Server Error: a gateway or proxy answered, not the API: the body is not JSON",
    );
    peers.reject(999, JSON, key, Status, "999 <unknown status code>: the API returned an error status");
}

/// The README's promise, as a caller keeps it: the key of a success, and never that of another answer.
#[test]
fn a_key_is_rescued_from_a_wrong_answer() {
    fn keep(created: Created) -> Option<String> {
        let key = match created {
            Ok(created) => created.body.api_key.into(),
            Err(error) => error.rescue()?,
        };
        Some(key.expose_secret().to_owned())
    }
    let peers = Peers::start();
    let other_form = WRONG_DATE.replace("flow_ada2ad2a_", "FLOW_LIVE.");
    for (status, headers, body, key) in [
        (201, JSON, fixtures::CREATE_RESPONSE, Some(fixtures::API_KEY)),
        (201, JSON, WRONG_DATE, Some(fixtures::API_KEY)),
        (201, JSON, &WRONG_DATE[..50], Some(fixtures::API_KEY)),
        (201, JSON, &WRONG_DATE[..30], None),
        (201, JSON, &other_form, Some("FLOW_LIVE.1234567890abcdef")),
        (201, "content-type: text/html", WRONG_DATE, Some(fixtures::API_KEY)),
        (401, JSON, WRONG_DATE, None),
        (422, JSON, REFUSED, None),
        (500, "", fixtures::CREATE_RESPONSE, None),
    ] {
        let base = peers.server.base_of((status, headers.to_owned(), body.into()));
        for created in peers.finish(&base) {
            assert_eq!(keep(created).as_deref(), key, "{status} {body}");
        }
    }
}

/// A client that leaves the encoding on leaves it to its user to take it off.
#[test]
fn a_key_is_rescued_from_gzip() {
    let peers = Peers::start();
    let headers = format!("{JSON}\ncontent-encoding: gzip");
    let base = peers.server.base_of((201, headers, gzipped(fixtures::CREATE_RESPONSE)));
    for created in peers.finish(&base) {
        let body = created.unwrap_err().into_response().into_body();
        let mut json = Vec::new();
        flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut json).unwrap();
        assert_eq!(from_json::<APIKeyCreateResponse>(&json), Ok(fixtures::create_response()));
    }
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// The connection ends in the middle of the body. The clients call that an error of theirs, and lose what came; the
/// README's functions keep both.
#[test]
fn a_body_that_breaks_off() {
    const PART: &str = r#"{"apiKey":"flow_ada2ad2a_1234567890abcdef","cr"#;
    let peers = Peers::start();
    for (framed, cut) in [
        (format!("content-length: 400\r\n\r\n{PART}"), ": 46 of 400 bytes"),
        (format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n{PART}\r\n", PART.len()), " after 46 bytes"),
    ] {
        let base = peers.server.base_of_bytes(format!("HTTP/1.1 201 Created\r\n{JSON}\r\n{framed}"));
        let says = format!(
            "201 Created: the body was cut off{cut}: invalid response body: 1 violation: \
             the document (line 1, column 47): invalid JSON: unexpected end of input"
        );
        for created in peers.finish(&base) {
            let error = created.unwrap_err();
            assert_eq!(error.to_string(), says);
            assert_eq!(error.rescue().unwrap().expose_secret(), fixtures::API_KEY);
            let extensions = error.response().extensions();
            assert!(
                extensions.get::<Arc<reqwest::Error>>().is_some() || extensions.get::<Arc<std::io::Error>>().is_some()
            );
            assert_eq!(error.into_response().body(), PART.as_bytes());
        }

        let reqwest = async { peers.reqwest.post(base.to_string()).body("{}").send().await?.bytes().await };
        let ureq = || peers.ureq.post(base.to_string()).send("{}")?.body_mut().read_to_vec();
        for (error, says) in [
            (renderings(&peers.server.block_on(reqwest).unwrap_err()), "error decoding response body"),
            (renderings(&ureq().unwrap_err()), "Peer disconnected"),
        ] {
            show_no_secret(&error);
            assert!(error.contains(says), "{error}");
        }
    }
}

/// The same call with each client, and how many requests it made of these answers.
fn call_each<O: Operation>(peers: &Peers, operation: &O, answers: &[&str]) -> [(Called<O>, usize); 2] {
    let answers: Vec<_> = answers.iter().map(|answer| answer.as_bytes().to_vec()).collect();
    let [of_reqwest, of_ureq] = [(); 2].map(|()| peers.server.base_of_each(answers.clone()));
    let by_reqwest = peers.server.block_on(call(&peers.reqwest, &of_reqwest.0, TOKEN, operation));
    let by_ureq = call_with_ureq(&peers.ureq, &of_ureq.0, TOKEN, operation);
    [(by_reqwest, of_reqwest.1), (by_ureq, of_ureq.1)]
        .map(|(called, requests)| (called, requests.load(Ordering::Relaxed)))
}

/// What Varnish 7.1 sends for a backend that created the key and then closed the connection, or took too long.
const VARNISH: &str = "HTTP/1.1 503 Backend fetch failed\r\nServer: Varnish\r\nContent-Type: text/html; charset=utf-8\r\nRetry-After: 5\r\nX-Varnish: 32770\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<!DOCTYPE html>";

/// A create request is repeated only where no key was created; the last answers name what is left to do.
#[test]
fn a_request_is_repeated_but_no_second_key_is_created() {
    let peers = Peers::start();
    let create = APIKeyCreate::new(KEY_NAME);
    let list = ListKeys::default();
    let answer = |status: &str, headers: &str, body: &str| {
        let length = body.len();
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
    };
    let busy = &*answer("429 Too Many Requests", "retry-after: 0.1\r\n", r#"{"detail":"busy"}"#);
    let created = &*answer("201 Created", "", fixtures::CREATE_RESPONSE);
    let closed = "";
    let cut = &created[..created.len() - 9];
    let listed = &*answer("200 OK", "", fixtures::LIST_RESPONSE);
    let later = &*answer("503 x", "retry-after: 61\r\n", "");
    let now = &*answer("503 x", "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "");

    for (answers, requests, is_created, next) in [
        (&[created][..], 1, true, Retry::GiveUp),
        (&[busy, busy, created], 3, true, Retry::GiveUp),
        (&[VARNISH, created], 1, false, Retry::ListFirst),
        (&[closed, created], 1, false, Retry::ListFirst),
        (&[cut, created], 1, false, Retry::ListFirst),
        (&[busy, VARNISH, created], 2, false, Retry::ListFirst),
    ] {
        for (called, made) in call_each(&peers, &create, answers) {
            assert_eq!((made, matches!(called, Ok(Ok(_)))), (requests, is_created), "{answers:?}");
            assert_eq!(what_next::<APIKeyCreate>(&called), next, "{answers:?}");
            // The client's own error is kept.
            if let Err(error) = called {
                assert!(error.is::<reqwest::Error>() || error.is::<ureq::Error>());
            }
        }
    }
    for (answers, requests, is_listed) in [
        (&[now, busy, listed][..], 3, true),
        (&[closed, cut, listed], 3, true),
        (&[now], 4, false),
        (&[later, listed], 1, false),
    ] {
        for (called, made) in call_each(&peers, &list, answers) {
            assert_eq!((made, matches!(called, Ok(Ok(_)))), (requests, is_listed), "{answers:?}");
        }
    }
    // Nothing was sent.
    for (base, token) in [("https://user@127.0.0.1", TOKEN), ("https://127.0.0.1", "\n")] {
        let called = call_with_ureq(&peers.ureq, &base.parse().unwrap(), token, &create);
        assert_eq!(what_next::<APIKeyCreate>(&called), Retry::GiveUp);
    }
}

/// What never reaches this crate.
#[test]
fn no_http() {
    let peers = Peers::start();
    peers.fail(b"", "connection closed before message completed", "Peer disconnected");
    peers.fail(
        b"HTTP/1.1 099 Zk3vQ9xT7mLw2RfYc8HsNb4J\r\n\r\n",
        "invalid HTTP status-code parsed",
        "invalid status code: 099",
    );
    peers.fail(b"HTTP/1.1 1000 Created\r\n\r\n", "invalid HTTP status-code parsed", "invalid response status");
    peers.fail(
        b"HTTP/1.1 201 Created\r\nx-debug: \0Zk3vQ9xT7mLw2RfYc8HsNb4J\r\n\r\n",
        "invalid HTTP header parsed",
        "invalid header value",
    );
}

/// A token that no header can hold is an error of the client, and is not shown either.
#[test]
fn a_token_that_cannot_be_sent() {
    let peers = Peers::start();
    for created in peers.create(&peers.server.base(), &format!("{TOKEN}\n"), KEY_NAME) {
        show_no_secret(&created.unwrap_err());
    }
}

#[test]
fn headers_that_say_something() {
    let peers = Peers::start();
    let headers = "content-type: application/json\n\
        set-cookie: session=Zk3vQ9xT7mLw2RfYc8HsNb4J\n\
        set-cookie: theme=dark\n\
        x-request-id: req-7\n\
        retry-after: 90\n\
        x-ratelimit-limit: 100\n\
        x-ratelimit-remaining: 7\n\
        x-ratelimit-reset: 60";
    let says = "429 Too Many Requests (request id req-7): the API returned an error status";
    for meta in peers.reject(429, headers, "{}", Status, says) {
        let response = meta.response;
        let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
        assert_eq!(cookies, ["REDACTED", "REDACTED"]);
        assert_eq!(response.request_id(), Some("req-7"));
        assert_eq!(response.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(90))));
        let limit = response.rate_limit().unwrap();
        assert_eq!(
            (limit.limit, limit.remaining, limit.reset),
            (Some(100), Some(7), Some(RetryAfter::Delay(Duration::from_mins(1))))
        );
    }
}

/// As many as the clients take, and a key in one of them.
#[test]
fn many_headers() {
    let peers = Peers::start();
    let headers: Vec<_> =
        (0..90).map(|number| format!("\nx-{number}: {}", if number == 50 { fixtures::API_KEY } else { "v" })).collect();
    for meta in peers.accept(200, &(JSON.to_owned() + &headers.concat()), fixtures::CREATE_RESPONSE) {
        assert_eq!(meta.response.headers()["x-50"], "flow_ada2ad2a_REDACTED");
        assert_eq!(meta.response.headers()["x-89"], "v");
    }
}

/// More names than can be kept are an error.
#[test]
fn metadata_with_too_many_names() {
    let document = |count: usize| {
        let headers: Vec<_> = (0..count).map(|n| format!(r#""x-{n}":["v"]"#)).collect();
        format!(
            r#"{{"Response":{{"status":201,"headers":{{{}}}}},"Request":{{"method":"POST","url":"https://a.example/","headers":{{}}}}}}"#,
            headers.join(",")
        )
    };
    let headers =
        |count| from_json::<HttpMetadata>(document(count).as_bytes()).map(|meta| meta.response.headers().keys_len());
    assert_eq!(headers(1_000), Ok(1_000));
    let error = headers(1_001).unwrap_err();
    let violation = &error.violations()[0];
    assert_eq!(violation.pointer(), "/Response/headers");
    assert_eq!(violation.kind(), ViolationKind::InvalidValue);
}

/// The README's function, over more than one page; the key of another name goes on.
#[test]
fn keys_are_revoked_by_name() {
    let peers = Peers::start();
    client().unwrap();
    let base = peers.server.base();
    let create = |name| {
        let create = APIKeyCreate::new(name);
        let called = peers.server.block_on(call(&peers.reqwest, &base, TOKEN, &create));
        called.unwrap().unwrap().body.api_key
    };
    let keys: Vec<_> = (0..12).map(|_| create("old")).collect();
    let kept = create("new");
    let revoked = peers.server.block_on(revoke(&peers.reqwest, &base, TOKEN, "old"));
    revoked.unwrap();
    let signs_in = |key: &ApiKey| {
        let list = ListKeys::page(1, 0);
        let called = call(&peers.reqwest, &base, key.expose_secret(), &list);
        peers.server.block_on(called).unwrap().is_ok()
    };
    assert!(signs_in(&kept) && !keys.iter().any(signs_in));
}

/// The README shows the code that ran here, and no other.
#[test]
fn readme_shows_this_code() {
    let between = |text: &'static str, start: &str, end| -> &'static str {
        text.split_once(start).unwrap().1.split_once(end).unwrap().0
    };
    for client in ["client", "reqwest", "use", "ureq"] {
        let code = include_str!("../src/lib.rs");
        let code = between(code, &format!("// README: {client}\n"), "// README: end");
        let readme = include_str!("../../../../README.md");
        let start = format!("<!-- {client} -->\n```rust,ignore\n");
        assert_eq!(between(readme, &start, "```"), code);
    }
}

//! Calls a service with one of three clients, step by step, and prints the name of each step that went well:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example matrix -- reqwest http://127.0.0.1:8000
//! FLOWAI_TOKEN=… cargo run --example matrix -- ureq http://127.0.0.1:8000
//! FLOWAI_TOKEN=… cargo run --example matrix -- progenitor http://127.0.0.1:8000
//! ```
//!
//! The service has no keys yet; or, with `stateless` behind the URL, it is a mock server, which answers each request
//! with the documented example, and with another status where the header `prefer` says so.
//! `tests/interop/python/test_sdk.py` runs this, beside clients in Python.

use std::env;
use std::time::Duration;

use flowai_types::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, Uri};
use flowai_types::uuid::Uuid;
use flowai_types::{
    APIKeyCreate, APIKeyPages, APIKeyUpdate, ApiKeyId, ListKeys, Operation, RevokeKey, UpdateKey, fixtures,
};
use flowai_types_interop::{Answer, call, call_with_ureq};
use tokio::runtime::Runtime;
use ureq::middleware::MiddlewareNext;

const TIMEOUT: Duration = Duration::from_secs(10);
const REVOKED: &str = "Invalid or revoked API key";

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let (client, base, is_stateless) = match &arguments[..] {
        [client, base] => (client, base, false),
        [client, base, stateless] if stateless == "stateless" => (client, base, true),
        _ => panic!("not a client and a base URL"),
    };
    let token = env::var("FLOWAI_TOKEN").expect("the token");
    if client == "progenitor" {
        let runtime = runtime();
        if is_stateless {
            runtime.block_on(progenitor::stateless_steps(base, &token));
        } else {
            runtime.block_on(progenitor::steps(base, &token));
        }
        return;
    }
    let client =
        |prefer| Client { with: With::new(client, prefer), base: base.parse().expect("a URL"), token: token.clone() };
    if is_stateless {
        stateless_steps(client);
    } else {
        client(None).steps();
    }
}

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

fn went_well(step: &str) {
    println!("{step}");
}

/// The functions that the README shows.
enum With {
    Reqwest(reqwest::Client, Runtime),
    Ureq(ureq::Agent),
}

impl With {
    /// The client of this name; with a header for a mock server.
    fn new(name: &str, prefer: Option<&'static str>) -> Self {
        let headers = prefer.map(|prefer| (HeaderName::from_static("prefer"), HeaderValue::from_static(prefer)));
        match name {
            "reqwest" => {
                let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
                let client = client.no_proxy().timeout(TIMEOUT);
                let client = client.default_headers(headers.into_iter().collect());
                Self::Reqwest(client.build().expect("a client"), runtime())
            }
            "ureq" => {
                let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
                let config =
                    config.middleware(move |mut request: Request<ureq::SendBody<'_>>, next: MiddlewareNext<'_>| {
                        request.headers_mut().extend(headers.clone());
                        next.handle(request)
                    });
                Self::Ureq(config.proxy(None).timeout_global(Some(TIMEOUT)).build().into())
            }
            _ => panic!("no such client: {name}"),
        }
    }
}

struct Client {
    with: With,
    base: Uri,
    token: String,
}

impl Client {
    fn call<O: Operation>(&self, token: &str, operation: &O) -> Answer<O> {
        match &self.with {
            With::Reqwest(client, runtime) => runtime.block_on(call(client, &self.base, token, operation)),
            With::Ureq(agent) => call_with_ureq(agent, &self.base, token, operation),
        }
        .expect("a response")
    }

    /// The keys' IDs and names.
    fn list(&self, pages: usize) -> Vec<(ApiKeyId, String)> {
        let (mut found, mut calls) = (APIKeyPages::new(Some(2)), 0);
        while let Some(request) = found.next_request() {
            found.add(self.call(&self.token, &request).unwrap().body);
            calls += 1;
        }
        // The last one brings no new key.
        assert_eq!(calls, pages + 1);
        found.finish().unwrap().into_iter().map(|key| (key.id, key.key_name)).collect()
    }

    fn update(&self, key_id: ApiKeyId, api_key_update: APIKeyUpdate) -> flowai_types::APIKeyInfo {
        let update = UpdateKey::new(key_id, api_key_update);
        let info = self.call(&self.token, &update).unwrap().body;
        assert_eq!(info.id, key_id);
        info
    }

    fn assert_refused(&self, token: &str) {
        let error = self.call(token, &ListKeys::default()).unwrap_err();
        assert_eq!((error.status(), error.detail()), (StatusCode::UNAUTHORIZED, Some(REVOKED)));
    }

    fn steps(&self) {
        let mut keys = Vec::new();
        for name in ["first", "second", "third"] {
            let created = self.call(&self.token, &APIKeyCreate::new(name)).unwrap().body;
            assert_eq!((&*created.key_name, created.last_used_at), (name, None));
            keys.push((created.id, created.api_key));
        }
        // The server keeps a hash of the key it created, and would not know a key with another letter.
        let request = ListKeys::default();
        let page = self.call(keys[0].1.expose_secret(), &request).unwrap().body;
        let used = page.api_keys.iter().map(|key| key.last_used_at.is_some());
        assert_eq!(used.collect::<Vec<_>>(), [true, false, false]);
        went_well("create");

        let ids = [keys[0].0, keys[1].0, keys[2].0];
        let names =
            |second: &str| ids.into_iter().zip(["first", second, "third"].map(str::to_owned)).collect::<Vec<_>>();
        assert_eq!(self.list(2), names("second"));
        went_well("list");
        let info = self.update(ids[1], APIKeyUpdate::rename("another"));
        assert_eq!((info.key_name.as_deref(), info.last_used_at), (Some("another"), None));
        assert_eq!(self.list(2), names("another"));
        went_well("rename");
        let info = self.update(ids[1], APIKeyUpdate::remove_name());
        assert_eq!((info.key_name, info.is_active), (None, true));
        went_well("remove the name");
        assert_eq!(self.list(2), names(""));
        went_well("list, nameless");
        let info = self.update(ids[0], APIKeyUpdate::deactivate());
        assert_eq!((info.key_name.as_deref(), info.is_active), (Some("first"), false));
        self.assert_refused(keys[0].1.expose_secret());
        went_well("deactivate");
        self.call(&self.token, &RevokeKey::new(ids[2])).unwrap();
        self.assert_refused(keys[2].1.expose_secret());
        went_well("revoke");
        let error = self.call(&self.token, &APIKeyCreate::new("x".repeat(256))).unwrap_err();
        let [refused] = &*error.validation_error().unwrap().detail else {
            panic!("{error}");
        };
        assert_eq!((&*refused.loc, &*refused.type_), (&["body".into(), "keyName".into()][..], "string_too_long"));
        went_well("422");
        self.assert_refused("nonsense");
        went_well("401");
    }
}

/// Each request is accepted, and each answer is the example, decoded.
fn stateless_steps(client: impl Fn(Option<&'static str>) -> Client) {
    let keys = client(None);
    let created = keys.call(&keys.token, &APIKeyCreate::new("first")).unwrap().body;
    assert_eq!(created, fixtures::create_response());
    went_well("create");
    let request = ListKeys::page(2, 0);
    let page = keys.call(&keys.token, &request).unwrap().body;
    assert_eq!((page.api_keys[0].id, page.pagination.total_count), (created.id, 1));
    went_well("list");
    for (step, update) in [
        ("rename", APIKeyUpdate::rename("another")),
        ("remove the name", APIKeyUpdate::remove_name()),
        ("deactivate", APIKeyUpdate::deactivate()),
    ] {
        assert_eq!(keys.update(created.id, update).key_name, Some(created.key_name.clone()));
        went_well(step);
    }
    keys.call(&keys.token, &RevokeKey::new(created.id)).unwrap();
    went_well("revoke");
    let refusing = client(Some("code=422"));
    let error = refusing.call(&keys.token, &APIKeyCreate::new("")).unwrap_err();
    assert_eq!(error.validation_error().unwrap().detail[0].type_, "missing");
    went_well("422");
    let refusing = client(Some("code=401"));
    let error = refusing.call(&keys.token, &ListKeys::default()).unwrap_err();
    assert_eq!((error.status(), error.detail()), (StatusCode::UNAUTHORIZED, Some("string")));
    went_well("401");
}

/// The client that progenitor generates from the `OpenAPI` 3.0 form.
mod progenitor {
    use super::{HeaderMap, REVOKED, TIMEOUT, Uuid, fixtures, went_well};

    #[allow(missing_docs, unused_imports, clippy::all, clippy::pedantic)]
    mod generated {
        progenitor::generate_api!(spec = "../../../schema/openapi-3.0.json");
    }
    use generated::types::{ApiKeyCreate, ApiKeyInfo, ApiKeyUpdate, Error, ErrorDetail};
    use generated::{Client, Error as Failed};

    fn client(base: &str, token: &str) -> Client {
        client_with(base, token, HeaderMap::new())
    }

    fn client_with(base: &str, token: &str, mut headers: HeaderMap) -> Client {
        headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
        let client = reqwest::Client::builder().no_proxy().timeout(TIMEOUT).default_headers(headers);
        Client::new_with_client(base, client.build().unwrap())
    }

    fn refusal<T: std::fmt::Debug>(result: Result<T, Failed<Error>>) -> (u16, ErrorDetail) {
        match result.unwrap_err() {
            Failed::ErrorResponse(error) => (error.status().as_u16(), error.into_inner().detail),
            error => panic!("{error}"),
        }
    }

    async fn assert_refused(client: &Client) {
        let (status, detail) = refusal(client.list_user_api_keys_api_keys_get(None, None).await);
        assert!(matches!(detail, ErrorDetail::String(says) if (status, &*says) == (401, REVOKED)));
    }

    async fn list(client: &Client) -> Vec<(Uuid, Option<String>)> {
        let mut keys = Vec::new();
        for offset in [0, 2] {
            let page = client.list_user_api_keys_api_keys_get(Some(2), Some(offset)).await.unwrap().into_inner();
            assert_eq!(page.pagination.total_count, 3);
            keys.extend(page.api_keys.into_iter().map(|key| (key.id, key.key_name)));
        }
        keys
    }

    async fn update(client: &Client, id: &Uuid, key_name: Option<&str>, is_active: Option<bool>) -> ApiKeyInfo {
        let key_name = key_name.map(str::to_owned);
        let body = ApiKeyUpdate { key_name, is_active };
        client.update_api_key_details_api_keys_key_id_put(id, &body).await.unwrap().into_inner()
    }

    pub(super) async fn steps(base: &str, token: &str) {
        let keys = client(base, token);
        let mut created = Vec::new();
        for name in ["first", "second", "third"] {
            let body = ApiKeyCreate { key_name: name.to_owned() };
            let key = keys.create_api_key_for_user_api_keys_post(&body).await.unwrap().into_inner();
            assert_eq!((&*key.key_name, key.last_used_at), (name, None));
            created.push((key.id, key.api_key.to_string()));
        }
        let own = client(base, &created[0].1);
        let page = own.list_user_api_keys_api_keys_get(None, None).await.unwrap();
        let used = page.api_keys.iter().map(|key| key.last_used_at.is_some());
        assert_eq!(used.collect::<Vec<_>>(), [true, false, false]);
        went_well("create");

        let [(first, _), (second, _), (third, revoked)] = &created[..] else { panic!() };
        let names = |name: &str| {
            [(*first, "first"), (*second, name), (*third, "third")].map(|(id, name)| (id, Some(name.to_owned())))
        };
        assert_eq!(list(&keys).await, names("second"));
        went_well("list");
        let info = update(&keys, second, Some("another"), None).await;
        assert_eq!((info.key_name.as_deref(), info.last_used_at), (Some("another"), None));
        went_well("rename");
        if update(&keys, second, None, None).await.key_name.is_none() {
            went_well("remove the name");
        }
        // Another client removes it, then.
        let url = format!("{base}/api-keys/{second}");
        let request = reqwest::Client::builder().no_proxy().build().unwrap().put(url).bearer_auth(token);
        request.header("content-type", "application/json").body(r#"{"key_name":null}"#).send().await.unwrap();
        let (_, name) = list(&keys).await.remove(1);
        assert_eq!(name.unwrap_or_default(), "");
        went_well("list, nameless");
        let info = update(&keys, first, None, Some(false)).await;
        assert_eq!((info.key_name.as_deref(), info.is_active), (Some("first"), false));
        assert_refused(&own).await;
        went_well("deactivate");
        keys.revoke_api_key_api_keys_key_id_delete(third).await.unwrap();
        assert_refused(&client(base, revoked)).await;
        went_well("revoke");
        let body = ApiKeyCreate { key_name: "x".repeat(256) };
        match refusal(keys.create_api_key_for_user_api_keys_post(&body).await) {
            (422, ErrorDetail::Array(errors)) => assert_eq!(errors[0].type_, "string_too_long"),
            refused => panic!("{refused:?}"),
        }
        went_well("422");
        assert_refused(&client(base, "nonsense")).await;
        went_well("401");
    }

    /// Each request is accepted, and each answer is the example, decoded.
    pub(super) async fn stateless_steps(base: &str, token: &str) {
        let keys = client(base, token);
        let refusing = |prefer: &str| {
            let headers = [("prefer".parse().unwrap(), prefer.parse().unwrap())];
            client_with(base, token, headers.into_iter().collect())
        };
        let body = ApiKeyCreate { key_name: "first".to_owned() };
        let created = keys.create_api_key_for_user_api_keys_post(&body).await.unwrap();
        assert_eq!(created.api_key.as_str(), fixtures::API_KEY);
        went_well("create");
        let page = keys.list_user_api_keys_api_keys_get(Some(2), Some(0)).await.unwrap();
        assert_eq!((page.api_keys[0].id, page.pagination.total_count), (created.id, 1));
        went_well("list");
        let info = update(&keys, &created.id, Some("another"), None).await;
        assert_eq!(info.key_name.as_deref(), Some("My API Key"));
        went_well("rename");
        let info = update(&keys, &created.id, None, Some(false)).await;
        assert_eq!(info.id, created.id);
        went_well("deactivate");
        keys.revoke_api_key_api_keys_key_id_delete(&created.id).await.unwrap();
        went_well("revoke");
        match refusal(refusing("code=422").create_api_key_for_user_api_keys_post(&body).await) {
            (422, ErrorDetail::Array(errors)) => assert_eq!(errors[0].type_, "missing"),
            refused => panic!("{refused:?}"),
        }
        went_well("422");
        let (status, detail) = refusal(refusing("code=401").list_user_api_keys_api_keys_get(None, None).await);
        assert!(matches!(detail, ErrorDetail::String(says) if (status, &*says) == (401, "string")));
        went_well("401");
    }
}

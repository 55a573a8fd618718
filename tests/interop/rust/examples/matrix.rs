//! Calls a service with one of three clients, step by step, and prints the name of each step that went well:
//!
//! ```sh
//! FLOWAI_TOKEN=… cargo run --example matrix -- reqwest http://127.0.0.1:8000
//! FLOWAI_TOKEN=… cargo run --example matrix -- ureq http://127.0.0.1:8000
//! FLOWAI_TOKEN=… cargo run --example matrix -- progenitor http://127.0.0.1:8000
//! ```
//!
//! The service has no keys yet. `tests/interop/python/test_sdk.py` runs this, beside clients in Python.

use std::env;
use std::time::Duration;

use flowai_types::http::{HeaderMap, StatusCode, Uri};
use flowai_types::uuid::Uuid;
use flowai_types::{
    APIKeyCreate, APIKeyPages, APIKeyUpdate, ApiKeyId, ListUserAPIKeysAPIKeysGetRequest, Operation,
    RevokeAPIKeyAPIKeysKeyIDDeleteRequest, UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest,
};
use flowai_types_interop::{Answer, call, call_with_ureq};
use tokio::runtime::Runtime;

const TIMEOUT: Duration = Duration::from_secs(10);
const REVOKED: &str = "Invalid or revoked API key";

fn main() {
    let [client, base] = env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .expect("a client and a base URL");
    let token = env::var("FLOWAI_TOKEN").expect("the token");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    if client == "progenitor" {
        runtime.block_on(progenitor::steps(&base, &token));
        return;
    }
    let with = match client.as_str() {
        "reqwest" => {
            let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
            With::Reqwest(client.no_proxy().timeout(TIMEOUT).build().expect("a client"), runtime)
        }
        "ureq" => {
            let config = ureq::Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0);
            With::Ureq(config.proxy(None).timeout_global(Some(TIMEOUT)).build().into())
        }
        _ => panic!("no such client: {client}"),
    };
    let base = base.parse().expect("a URL");
    Client { with, base, token }.steps();
}

fn went_well(step: &str) {
    println!("{step}");
}

/// The functions that the README shows.
enum With {
    Reqwest(reqwest::Client, Runtime),
    Ureq(ureq::Agent),
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
        found
            .finish()
            .unwrap()
            .into_iter()
            .map(|key| (key.id, key.key_name))
            .collect()
    }

    fn update(&self, key_id: ApiKeyId, api_key_update: APIKeyUpdate) -> flowai_types::APIKeyInfo {
        let update = UpdateAPIKeyDetailsAPIKeysKeyIDPutRequest { key_id, api_key_update };
        let info = self.call(&self.token, &update).unwrap().body;
        assert_eq!(info.id, key_id);
        info
    }

    fn assert_refused(&self, token: &str) {
        let error = self
            .call(token, &ListUserAPIKeysAPIKeysGetRequest::default())
            .unwrap_err();
        assert_eq!(
            (error.status(), error.detail()),
            (StatusCode::UNAUTHORIZED, Some(REVOKED))
        );
    }

    fn steps(&self) {
        let mut keys = Vec::new();
        for name in ["first", "second", "third"] {
            let created = self.call(&self.token, &APIKeyCreate::new(name)).unwrap().body;
            assert_eq!((&*created.key_name, created.last_used_at), (name, None));
            keys.push((created.id, created.api_key));
        }
        // The server keeps a hash of the key it created, and would not know a key with another letter.
        let request = ListUserAPIKeysAPIKeysGetRequest::default();
        let page = self.call(keys[0].1.expose_secret(), &request).unwrap().body;
        let used = page.api_keys.iter().map(|key| key.last_used_at.is_some());
        assert_eq!(used.collect::<Vec<_>>(), [true, false, false]);
        went_well("create");

        let ids = [keys[0].0, keys[1].0, keys[2].0];
        let names = |second: &str| {
            ids.into_iter()
                .zip(["first", second, "third"].map(str::to_owned))
                .collect::<Vec<_>>()
        };
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
        self.call(&self.token, &RevokeAPIKeyAPIKeysKeyIDDeleteRequest { key_id: ids[2] })
            .unwrap();
        self.assert_refused(keys[2].1.expose_secret());
        went_well("revoke");
        let error = self.call(&self.token, &APIKeyCreate::new("x".repeat(256))).unwrap_err();
        let [refused] = &*error.validation_error().unwrap().detail else {
            panic!("{error}");
        };
        assert_eq!(
            (&*refused.loc, &*refused.type_),
            (&["body".into(), "keyName".into()][..], "string_too_long")
        );
        went_well("422");
        self.assert_refused("nonsense");
        went_well("401");
    }
}

/// The client that progenitor generates from the `OpenAPI` 3.0 form.
mod progenitor {
    use super::{HeaderMap, REVOKED, TIMEOUT, Uuid, went_well};

    #[allow(missing_docs, unused_imports, clippy::all, clippy::pedantic)]
    mod generated {
        progenitor::generate_api!(spec = "../../../schema/openapi-3.0.json");
    }
    use generated::types::{ApiKeyCreate, ApiKeyInfo, ApiKeyUpdate, Error, ErrorDetail};
    use generated::{Client, Error as Failed};

    fn client(base: &str, token: &str) -> Client {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(TIMEOUT)
            .default_headers(headers);
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
            let page = client
                .list_user_api_keys_api_keys_get(Some(2), Some(offset))
                .await
                .unwrap()
                .into_inner();
            assert_eq!(page.pagination.total_count, 3);
            keys.extend(page.api_keys.into_iter().map(|key| (key.id, key.key_name)));
        }
        keys
    }

    async fn update(client: &Client, id: &Uuid, key_name: Option<&str>, is_active: Option<bool>) -> ApiKeyInfo {
        let key_name = key_name.map(str::to_owned);
        let body = ApiKeyUpdate { key_name, is_active };
        client
            .update_api_key_details_api_keys_key_id_put(id, &body)
            .await
            .unwrap()
            .into_inner()
    }

    pub(super) async fn steps(base: &str, token: &str) {
        let keys = client(base, token);
        let mut created = Vec::new();
        for name in ["first", "second", "third"] {
            let body = ApiKeyCreate {
                key_name: name.to_owned(),
            };
            let key = keys
                .create_api_key_for_user_api_keys_post(&body)
                .await
                .unwrap()
                .into_inner();
            assert_eq!((&*key.key_name, key.last_used_at), (name, None));
            created.push((key.id, key.api_key.to_string()));
        }
        let own = client(base, &created[0].1);
        let page = own.list_user_api_keys_api_keys_get(None, None).await.unwrap();
        let used = page.api_keys.iter().map(|key| key.last_used_at.is_some());
        assert_eq!(used.collect::<Vec<_>>(), [true, false, false]);
        went_well("create");

        let [(first, _), (second, _), (third, revoked)] = &created[..] else {
            panic!()
        };
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
        let request = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .put(url)
            .bearer_auth(token);
        request
            .header("content-type", "application/json")
            .body(r#"{"key_name":null}"#)
            .send()
            .await
            .unwrap();
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
        let body = ApiKeyCreate {
            key_name: "x".repeat(256),
        };
        match refusal(keys.create_api_key_for_user_api_keys_post(&body).await) {
            (422, ErrorDetail::Array(errors)) => assert_eq!(errors[0].type_, "string_too_long"),
            refused => panic!("{refused:?}"),
        }
        went_well("422");
        assert_refused(&client(base, "nonsense")).await;
        went_well("401");
    }
}

//! The whole life of many keys, with two clients at once, against a service of this crate's types: and no secret is left in
//! what anyone prints or stores.

mod server;
mod util;

use std::thread;
use std::time::Duration;

use flowai_types::http::{StatusCode, Uri};
use flowai_types::{
    APIKeyCreate, APIKeyPages, APIKeyUpdate, ApiKeyId, ListAPIKeyItem, ListKeys, Operation, RevokeKey, UpdateKey,
};
use flowai_types_interop::{Answer, call, call_with_ureq};
use server::Server;
use util::{debugs, leaks, renderings};

/// The token with which the user signs in.
const TOKEN: &str = "Zk3vQ9xT7mLw2RfYc8HsNb4J";
const THREADS: usize = 8;
const LIVES: usize = 2;

/// A client with all that it prints.
struct Client<'a> {
    server: &'a Server,
    base: Uri,
    with: With,
    printed: String,
}

enum With {
    Reqwest(reqwest::Client),
    Ureq(ureq::Agent),
}

impl<'a> Client<'a> {
    fn new(server: &'a Server, number: usize) -> Self {
        let timeout = Duration::from_secs(30);
        let with = if number.is_multiple_of(2) {
            let client = reqwest::Client::builder().no_proxy().timeout(timeout);
            With::Reqwest(client.build().unwrap())
        } else {
            let config = ureq::Agent::config_builder().proxy(None).http_status_as_error(false).max_redirects(0);
            With::Ureq(config.timeout_global(Some(timeout)).build().into())
        };
        Self { server, base: server.base(), with, printed: String::new() }
    }

    fn call<O: Operation>(&mut self, token: &str, operation: &O) -> Answer<O> {
        let result = match &self.with {
            With::Reqwest(client) => {
                let exchange = call(client, &self.base, token, operation);
                self.server.block_on(exchange).unwrap()
            }
            With::Ureq(agent) => call_with_ureq(agent, &self.base, token, operation).unwrap(),
        };
        self.printed += &debugs(operation);
        self.printed += &match &result {
            Ok(response) => debugs(response),
            Err(error) => renderings(error),
        };
        result
    }

    /// All keys, and how many pages they were on.
    fn list(&mut self, token: &str) -> (Vec<ListAPIKeyItem>, usize) {
        let (mut pages, mut calls) = (APIKeyPages::new(Some(7)), 0);
        while let Some(request) = pages.next_request() {
            pages.add(self.call(token, &request).unwrap().body);
            calls += 1;
        }
        (pages.finish().unwrap(), calls)
    }

    fn key(&mut self, id: ApiKeyId) -> ListAPIKeyItem {
        let (mut keys, _) = self.list(TOKEN);
        keys.retain(|key| key.id == id);
        assert_eq!(keys.len(), 1);
        keys.remove(0)
    }

    #[track_caller]
    fn refuse<O: Operation>(&mut self, token: &str, operation: &O, status: StatusCode, says: &str) {
        let error = self.call(token, operation).unwrap_err();
        assert_eq!((error.status(), error.detail()), (status, Some(says)));
        assert!(error.rescue().is_none());
    }

    /// Creates a key, finds, uses, renames, disables, enables and revokes it. Returns what nobody may have printed.
    fn live(&mut self, name: &str) -> String {
        let created = self.call(TOKEN, &APIKeyCreate::new(name)).unwrap().body;
        assert_eq!(created.key_name, name);
        let (key_id, key) = (created.id, created.api_key.expose_secret());

        let listed = self.key(key_id);
        assert_eq!((&*listed.key_name, listed.last_used_at), (name, None));
        assert_eq!(listed.created_at, created.created_at);
        // The key is as good as the user's token.
        self.call(key, &ListKeys::default()).unwrap();
        assert!(self.key(key_id).last_used_at >= Some(created.created_at));

        let update = |key_name: Option<&str>, is_active: Option<bool>| {
            let mut api_key_update = APIKeyUpdate::default();
            api_key_update.key_name = key_name.map(|name| Some(name.to_owned()));
            api_key_update.is_active = is_active.map(Some);
            UpdateKey::new(key_id, api_key_update)
        };
        let revoked = "Invalid or revoked API key";
        let info = self.call(TOKEN, &update(Some("another name"), None)).unwrap().body;
        assert_eq!(info.key_name.as_deref(), Some("another name"));
        assert_eq!((info.is_active, info.user_id), (true, created.user_id));
        assert_eq!(self.key(key_id).key_name, "another name");
        let info = self.call(key, &update(None, Some(false))).unwrap().body;
        assert_eq!((info.key_name.as_deref(), info.is_active), (Some("another name"), false));
        self.refuse(key, &APIKeyCreate::new(name), StatusCode::UNAUTHORIZED, revoked);
        self.call(TOKEN, &update(None, Some(true))).unwrap();

        let revoke = RevokeKey::new(key_id);
        let status = self.call(key, &revoke).unwrap().http_meta.response.status;
        assert_eq!(status, StatusCode::NO_CONTENT);
        self.refuse(key, &revoke, StatusCode::UNAUTHORIZED, revoked);
        self.call(TOKEN, &revoke).unwrap();
        key["flow_ada2ad2a_".len()..].to_owned()
    }
}

#[test]
fn many_keys_at_once() {
    let server = Server::start(TOKEN);
    let server = &server;
    let clients: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| {
                scope.spawn(move || {
                    let mut client = Client::new(server, number);
                    let secrets = (0..LIVES).map(|life| client.live(&format!("{number}/{life} – ☃")));
                    (secrets.collect::<Vec<_>>(), client.printed)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });

    let mut client = Client::new(server, 0);
    let (keys, pages) = client.list(TOKEN);
    // The last page brings no new key.
    let expected = (THREADS * LIVES).div_ceil(7) + 1;
    assert_eq!((keys.len(), pages), (THREADS * LIVES, expected));
    let unknown = RevokeKey::new(ApiKeyId::from_uuid(uuid::Uuid::nil()));
    client.refuse(TOKEN, &unknown, StatusCode::NOT_FOUND, "API key not found");
    client.refuse("nonsense", &unknown, StatusCode::UNAUTHORIZED, "Invalid or revoked API key");

    let service = server.service.lock().unwrap();
    assert!(service.log().len() > THREADS * LIVES * 15);
    let printed: String = clients.iter().map(|(_, printed)| printed.as_str()).collect();
    let everything = [printed, client.printed, debugs(&*service)].concat();
    assert!(everything.contains("Bearer REDACTED") && everything.contains("_REDACTED)"));
    let secrets: Vec<_> = clients.into_iter().flat_map(|(secrets, _)| secrets).collect();
    assert_eq!(secrets.len(), THREADS * LIVES);
    for secret in secrets.iter().map(String::as_str).chain([TOKEN]) {
        assert!(!leaks(&everything, secret), "a piece of {secret} is printed or stored");
    }
}

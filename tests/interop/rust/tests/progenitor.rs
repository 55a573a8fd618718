//! The client that progenitor generates from the `OpenAPI` 3.0 form calls the service.

mod server;
mod util;

use flowai_types::http::{HeaderMap, Uri};
use flowai_types::uuid::Uuid;
use server::Server;

#[allow(missing_docs, unused_imports, clippy::all, clippy::pedantic)]
mod generated {
    progenitor::generate_api!(spec = "../../../schema/openapi-3.0.json");
}
use generated::types::{ApiKeyCreate, ApiKeyUpdate, Error, ErrorDetail};
use generated::{Client, Error as Failed};

const TOKEN: &str = "Zk3vQ9xT7mLw2RfYc8HsNb4J";

fn client_at(base: &Uri, token: &str) -> Client {
    let mut headers = HeaderMap::new();
    headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
    let client = reqwest::Client::builder().no_proxy().default_headers(headers);
    let base = base.to_string();
    Client::new_with_client(base.trim_end_matches('/'), client.build().unwrap())
}

#[test]
fn calls_the_four_operations() {
    let server = Server::start(TOKEN);
    let client = client_at(&server.base(), TOKEN);
    server.block_on(async {
        let body = ApiKeyCreate { key_name: "My API Key".to_owned() };
        let created = client.create_api_key_for_user_api_keys_post(&body).await.unwrap().into_inner();
        assert!(created.api_key.starts_with("flow_"));
        let page = client.list_user_api_keys_api_keys_get(Some(10), None).await.unwrap().into_inner();
        assert_eq!((page.api_keys[0].id, page.pagination.total_count), (created.id, 1));
        let body = ApiKeyUpdate { key_name: Some("Another name".to_owned()), is_active: None };
        let info = client.update_api_key_details_api_keys_key_id_put(&created.id, &body).await.unwrap();
        assert_eq!(info.key_name.as_deref(), Some("Another name"));
        client.revoke_api_key_api_keys_key_id_delete(&created.id).await.unwrap();
    });
}

#[test]
fn reads_what_the_service_refuses() {
    let server = Server::start(TOKEN);
    let refused = |error: Failed<Error>| match error {
        Failed::ErrorResponse(error) => (error.status().as_u16(), error.into_inner().detail),
        error => panic!("{error}"),
    };
    server.block_on(async {
        let signed_in = client_at(&server.base(), TOKEN);
        let unknown = signed_in.revoke_api_key_api_keys_key_id_delete(&Uuid::nil()).await.unwrap_err();
        assert!(matches!(refused(unknown), (404, ErrorDetail::String(says)) if says == "API key not found"));
        let stranger = client_at(&server.base(), "x").list_user_api_keys_api_keys_get(None, None).await.unwrap_err();
        assert!(matches!(refused(stranger), (401, ErrorDetail::String(_))));
    });
    // The types let nothing invalid through, so the refusal is one of FastAPI's.
    let body =
        r#"{"detail":[{"type":"missing","loc":["body","keyName"],"msg":"Field required","input":{},"ctx":{"n":1}}]}"#;
    let base = server.base_of((422, "content-type: application/json".to_owned(), body.into()));
    server.block_on(async {
        let body = ApiKeyCreate { key_name: String::new() };
        let client = client_at(&base, TOKEN);
        let invalid = client.create_api_key_for_user_api_keys_post(&body).await;
        let (status, detail) = refused(invalid.unwrap_err());
        let ErrorDetail::Array(errors) = detail else {
            panic!("{detail:?}");
        };
        assert_eq!((status, errors[0].type_.as_str()), (422, "missing"));
    });
}

#[test]
fn what_prints_the_key_is_listed() {
    util::check_listed::<generated::types::ApiKeyCreateResponse>(
        "progenitor",
        flowai_types::fixtures::CREATE_RESPONSE_SNAKE_CASE,
    );
}

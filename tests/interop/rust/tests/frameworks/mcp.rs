//! rmcp, a server of the Model Context Protocol: the parameters and results of its tools are types of the crate, whose
//! schemas a model sees. No tool returns a plain key: what a tool returns goes to a model, and into its provider's
//! logs.

use flowai_types::{
    APIKeyCreate, APIKeyCreateResponse, ApiKeyId, HTTPException, ListAPIKeysResponse, ListKeys, RevokeKey, fixtures,
};
use flowai_types_interop::server::{Endpoint, Service, Shared};
use rmcp::handler::server::wrapper::{Json, Parameters};
use rmcp::model::CallToolRequestParams;
use rmcp::{ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::TOKEN;

/// The keys of the user for whom the model works.
struct Keys(Shared);

#[derive(Deserialize, JsonSchema)]
struct Page {
    limit: Option<u64>,
    offset: Option<u64>,
}

#[derive(Deserialize, JsonSchema)]
struct Key {
    key_id: ApiKeyId,
}

impl Keys {
    fn answer<O: Endpoint>(&self, asked: O) -> Result<O::Success, String> {
        let answer = asked.answer(&mut self.0.lock().unwrap());
        answer.map_err(|HTTPException { detail, .. }| detail)
    }
}

#[tool_router]
impl Keys {
    #[tool(description = "Lists the API keys, without their secrets")]
    fn list(&self, Parameters(page): Parameters<Page>) -> Result<Json<ListAPIKeysResponse>, String> {
        let mut list = ListKeys::default();
        (list.limit, list.offset) = (page.limit, page.offset);
        self.answer(list).map(Json)
    }

    #[tool(description = "Makes an API key inactive")]
    fn revoke(&self, Parameters(Key { key_id }): Parameters<Key>) -> Result<String, String> {
        self.answer(RevokeKey::new(key_id))?;
        Ok("revoked".to_owned())
    }
}

#[tool_handler]
impl ServerHandler for Keys {}

#[test]
fn a_model_lists_and_revokes_keys() {
    let keys = Keys(Service::new(TOKEN.to_owned()));
    let created: APIKeyCreateResponse = keys.answer(APIKeyCreate::new("My API Key")).unwrap();
    Runtime::new().unwrap().block_on(async {
        let (server, client) = tokio::io::duplex(4_096);
        let server = tokio::spawn(async { keys.serve(server).await.unwrap().waiting().await });
        let client = ().serve(client).await.unwrap();

        let tools = client.list_all_tools().await.unwrap();
        let schemas = serde_json::to_string(&tools).unwrap();
        assert!(schemas.contains(r#""totalCount""#) && schemas.contains(r#""format":"uuid""#), "{schemas}");

        let call = |name: &'static str, arguments: serde_json::Value| {
            let arguments = arguments.as_object().unwrap().clone();
            client.call_tool(CallToolRequestParams::new(name).with_arguments(arguments))
        };
        let listed = call("list", json!({"limit": 10, "offset": 0})).await.unwrap();
        let page: ListAPIKeysResponse = serde_json::from_value(listed.structured_content.unwrap()).unwrap();
        assert_eq!(page.api_keys[0].id, created.id);
        let revoked = call("revoke", json!({"key_id": created.id})).await.unwrap();
        assert_eq!(revoked.is_error, Some(false));

        // The model sees the expectation; the value that it sent is not repeated.
        let refused = call("revoke", json!({"key_id": fixtures::API_KEY})).await.unwrap();
        assert_eq!(refused.is_error, Some(true));
        let refused = serde_json::to_string(&refused).unwrap();
        assert!(refused.contains("expected a hyphenated UUID") && !refused.contains("flow_"), "{refused}");
        client.cancel().await.unwrap();
        server.await.unwrap().unwrap();
    });
}

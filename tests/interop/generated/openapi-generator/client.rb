# Calls the service with the client that openapi-generator generated, and prints each response as a line of JSON.

require "json"
require "openapi_client"

include OpenapiClient

def client(server, token)
  configuration = Configuration.new do |config|
    config.scheme, config.host = server.split("://")
    config.server_index = nil
    config.access_token = token
  end
  APIKeysApi.new(ApiClient.new(configuration))
end

def report(call, refusal = nil)
  document, status = yield
  puts JSON.generate(call: call, status: status, document: document&.to_hash)
  document
rescue ApiError => error
  # The error has the body, as a string.
  document = refusal.build_from_hash(JSON.parse(error.response_body))
  puts JSON.generate(call: call, status: error.code, document: document&.to_hash)
end

keys = client(ENV.fetch("SERVICE"), ENV.fetch("TOKEN"))
name = APIKeyCreate.new(key_name: "My API Key")
update = APIKeyUpdate.new(key_name: "Another name", is_active: true)

created = report("create") { keys.create_api_key_for_user_api_keys_post_with_http_info(name) }
own = client(ENV.fetch("SERVICE"), created.api_key)
report("list with the new key") { own.list_user_api_keys_api_keys_get_with_http_info(limit: 10, offset: 0) }
report("list with an invalid limit", HTTPValidationError) do
  keys.list_user_api_keys_api_keys_get_with_http_info(limit: 2**64)
end
report("update") { keys.update_api_key_details_api_keys_key_id_put_with_http_info(created.id, update) }
report("update an unknown key", Error) do
  keys.update_api_key_details_api_keys_key_id_put_with_http_info(ENV.fetch("UNKNOWN_ID"), update)
end
report("revoke") { keys.revoke_api_key_api_keys_key_id_delete_with_http_info(created.id) }
report("create with the revoked key", Error) do
  own.create_api_key_for_user_api_keys_post_with_http_info(name)
end
canned = client(ENV.fetch("CANNED"), ENV.fetch("TOKEN"))
report("create, refused by pydantic 2", HTTPValidationError) do
  canned.create_api_key_for_user_api_keys_post_with_http_info(name)
end
report("list with members of a later API") { canned.list_user_api_keys_api_keys_get_with_http_info }

"""Calls the service with the client that openapi-generator generated, and prints each response as a line of JSON."""

import json
import os
from uuid import UUID

from openapi_client import ApiClient, APIKeyCreate, APIKeysApi, APIKeyUpdate, ApiException, Configuration

TOKEN = os.environ["TOKEN"]
SERVICE = os.environ["SERVICE"]


def client(server, token):
    return APIKeysApi(ApiClient(Configuration(host=server, access_token=token)))


def report(call, operation, *arguments, **options):
    try:
        response = operation(*arguments, **options)
        status, document = response.status_code, response.data
    except ApiException as error:
        status, document = error.status, error.data
    line = {"call": call, "status": status, "document": document and json.loads(document.to_json())}
    print(json.dumps(line))
    return document


keys = client(SERVICE, TOKEN)
name = APIKeyCreate(key_name="My API Key")
update = APIKeyUpdate(key_name="Another name", is_active=True)
unknown = UUID(os.environ["UNKNOWN_ID"])

created = report("create", keys.create_api_key_for_user_api_keys_post_with_http_info, name)
own = client(SERVICE, created.api_key)
report("list with the new key", own.list_user_api_keys_api_keys_get_with_http_info, limit=10, offset=0)
report("list with an invalid limit", keys.list_user_api_keys_api_keys_get_with_http_info, limit=2**64)
report("update", keys.update_api_key_details_api_keys_key_id_put_with_http_info, created.id, update)
report("update an unknown key", keys.update_api_key_details_api_keys_key_id_put_with_http_info, unknown, update)
report("revoke", keys.revoke_api_key_api_keys_key_id_delete_with_http_info, created.id)
report("create with the revoked key", own.create_api_key_for_user_api_keys_post_with_http_info, name)
canned = client(os.environ["CANNED"], TOKEN)
report("create, refused by pydantic 2", canned.create_api_key_for_user_api_keys_post_with_http_info, name)
report("list with members of a later API", canned.list_user_api_keys_api_keys_get_with_http_info)

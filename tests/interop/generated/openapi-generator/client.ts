// Calls the service with the client that openapi-generator generated, and prints each response as a line of JSON.

import {
  APIKeyCreateResponseToJSON,
  APIKeyInfoToJSON,
  APIKeysApi,
  Configuration,
  HTTPValidationErrorFromJSON,
  HTTPValidationErrorToJSON,
  ListAPIKeysResponseToJSON,
  ModelErrorFromJSON,
  ModelErrorToJSON,
  ResponseError,
  type ApiResponse,
} from "../out/typescript";

declare const process: { env: Record<string, string> };
const { SERVICE, CANNED, TOKEN, UNKNOWN_ID } = process.env;

const client = (basePath: string, accessToken: string) => new APIKeysApi(new Configuration({ basePath, accessToken }));

const line = (call: string, status: number, document: unknown) => console.log(JSON.stringify({ call, status, document }));

async function report<T>(call: string, called: Promise<ApiResponse<T>>, toJSON: (value: T) => unknown): Promise<T> {
  const response = await called;
  const document = await response.value();
  line(call, response.raw.status, toJSON(document));
  return document;
}

async function refused<T>(
  call: string,
  called: Promise<unknown>,
  fromJSON: (json: unknown) => T,
  toJSON: (value: T) => unknown,
): Promise<void> {
  const error = await called.then(() => undefined, (error: unknown) => error);
  if (!(error instanceof ResponseError)) throw new Error(`${call}: ${error}`);
  line(call, error.response.status, toJSON(fromJSON(await error.response.json())));
}

async function main() {
  const keys = client(SERVICE, TOKEN);
  const name = { aPIKeyCreate: { keyName: "My API Key" } };
  const aPIKeyUpdate = { keyName: "Another name", isActive: true };

  const { apiKey, id } = await report("create", keys.createApiKeyForUserApiKeysPostRaw(name), APIKeyCreateResponseToJSON);
  const own = client(SERVICE, apiKey);
  await report("list with the new key", own.listUserApiKeysApiKeysGetRaw({ limit: 10, offset: 0 }), ListAPIKeysResponseToJSON);
  await refused(
    "list with an invalid limit",
    keys.listUserApiKeysApiKeysGet({ limit: -1 }),
    HTTPValidationErrorFromJSON,
    HTTPValidationErrorToJSON,
  );
  await report("update", keys.updateApiKeyDetailsApiKeysKeyIdPutRaw({ keyId: id, aPIKeyUpdate }), APIKeyInfoToJSON);
  await refused(
    "update an unknown key",
    keys.updateApiKeyDetailsApiKeysKeyIdPut({ keyId: UNKNOWN_ID, aPIKeyUpdate }),
    ModelErrorFromJSON,
    ModelErrorToJSON,
  );
  await report("revoke", keys.revokeApiKeyApiKeysKeyIdDeleteRaw({ keyId: id }), () => null);
  await refused(
    "create with the revoked key",
    own.createApiKeyForUserApiKeysPost(name),
    ModelErrorFromJSON,
    ModelErrorToJSON,
  );
  const canned = client(CANNED, TOKEN);
  await refused(
    "create, refused by pydantic 2",
    canned.createApiKeyForUserApiKeysPost(name),
    HTTPValidationErrorFromJSON,
    HTTPValidationErrorToJSON,
  );
  await report("list with members of a later API", canned.listUserApiKeysApiKeysGetRaw({}), ListAPIKeysResponseToJSON);
}

main();

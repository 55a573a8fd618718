// Calls a service once with the client that openapi-generator made: `client.js BASE TOKEN PREFER CALL ARGUMENT`, of which the
// last is JSON. It prints what came back, as JSON: `{"done": …}`, or the status and the errors of a refusal, `{"refused": …}`.

import {
  APIKeysApi,
  Configuration,
  HTTPValidationErrorFromJSON,
  ModelErrorFromJSON,
  ResponseError,
  type APIKeyInfo,
} from "./typescript";

declare const process: { argv: string[] };
const [basePath, accessToken, prefer, call, argument] = process.argv.slice(2);

const headers: Record<string, string> = prefer === "" ? {} : { prefer };
const keys = new APIKeysApi(new Configuration({ basePath, accessToken, headers }));
const asked = JSON.parse(argument);

const calls: Record<string, () => Promise<unknown>> = {
  async create() {
    const { id, apiKey, keyName, lastUsedAt } = await keys.createApiKeyForUserApiKeysPost({ aPIKeyCreate: asked });
    return { id, apiKey, keyName, lastUsedAt };
  },
  async list() {
    const { apiKeys, pagination } = await keys.listUserApiKeysApiKeysGet(asked);
    return { keys: apiKeys.map(({ id, keyName, lastUsedAt }) => [id, keyName, lastUsedAt]), total: pagination.totalCount };
  },
  async update() {
    const { id, keyName, isActive }: APIKeyInfo = await keys.updateApiKeyDetailsApiKeysKeyIdPut(asked);
    return [id, keyName, isActive];
  },
  async revoke() {
    return await keys.revokeApiKeyApiKeysKeyIdDelete(asked);
  },
};

async function refusal(error: unknown) {
  if (!(error instanceof ResponseError)) throw error;
  const { status } = error.response;
  const body: unknown = await error.response.json();
  if (status !== 422) return [status, ModelErrorFromJSON(body).detail];
  return [status, HTTPValidationErrorFromJSON(body).detail.map(({ loc, type }) => [loc, type])];
}

calls[call]().then(
  (done) => console.log(JSON.stringify({ done })),
  async (error: unknown) => console.log(JSON.stringify({ refused: await refusal(error) })),
);

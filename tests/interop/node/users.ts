// What a user's program does with the generated types: this file must compile, and its documents are the documented
// examples, as the tests check.

import type {
  CreateAPIKeyForUserAPIKeysPostResponse,
  HTTPMetadata,
} from "./snapshots/json-schema-to-typescript/CreateAPIKeyForUserAPIKeysPostResponse.js";
import type { HTTPMetadata as HTTPMetadataAlone } from "./snapshots/json-schema-to-typescript/HTTPMetadata.js";
import type { APIKeyCreateResponse } from "./snapshots/json-schema-to-typescript/APIKeyCreateResponse.js";
import type { APIKeyCreateResponse as SpelledInSnakeCase } from "./snapshots/json-schema-to-typescript/APIKeyCreateResponse.snake_case.js";
import type { CreateAPIKeyForUserAPIKeysPostResponse as WrappedInSnakeCase } from "./snapshots/json-schema-to-typescript/CreateAPIKeyForUserAPIKeysPostResponse.snake_case.js";
import type { HTTPValidationError } from "./snapshots/json-schema-to-typescript/HTTPValidationError.js";
import type { APIKeyCreate } from "./snapshots/json-schema-to-typescript/APIKeyCreate.js";
import type { APIKeyInfo } from "./snapshots/json-schema-to-typescript/APIKeyInfo.js";
import type { APIKeyUpdate } from "./snapshots/json-schema-to-typescript/APIKeyUpdate.js";
import type { ListAPIKeysResponse } from "./snapshots/json-schema-to-typescript/ListAPIKeysResponse.js";
import type { ListUserAPIKeysAPIKeysGetResponse } from "./snapshots/json-schema-to-typescript/ListUserAPIKeysAPIKeysGetResponse.js";
import type { RevokeAPIKeyAPIKeysKeyIDDeleteResponse } from "./snapshots/json-schema-to-typescript/RevokeAPIKeyAPIKeysKeyIDDeleteResponse.js";
import type { UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse } from "./snapshots/json-schema-to-typescript/UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.js";
import type { components, operations } from "./snapshots/openapi-typescript/openapi.js";
import type * as Quicktype from "./snapshots/quicktype/CreateAPIKeyForUserAPIKeysPostResponse.js";
import type * as QuicktypeCreate from "./snapshots/quicktype/APIKeyCreate.js";
import type * as QuicktypeUpdate from "./snapshots/quicktype/APIKeyUpdate.js";
import type * as QuicktypeUpdated from "./snapshots/quicktype/UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.js";
import type * as QuicktypePage from "./snapshots/quicktype/ListUserAPIKeysAPIKeysGetResponse.js";
import type * as QuicktypeError from "./snapshots/quicktype/HTTPValidationError.js";

type Create = operations["create_api_key_for_user_api_keys_post"];
type List = operations["list_user_api_keys_api_keys_get"];
type Update = operations["update_api_key_details_api_keys__key_id__put"];
type Revoke = operations["revoke_api_key_api_keys__key_id__delete"];
type Answers = Create["responses"];

export const create: APIKeyCreate & QuicktypeCreate.APIKeyCreate & Create["requestBody"]["content"]["application/json"] = {
  keyName: "My API Key",
};

export const created: APIKeyCreateResponse = {
  apiKey: "flow_ada2ad2a_1234567890abcdef",
  createdAt: "2024-03-20T12:00:00Z",
  id: "123e4567-e89b-12d3-a456-426614174000",
  keyName: "My API Key",
  keyPrefix: "flow_",
  lastUsedAt: "2024-03-20T12:00:00Z",
  userId: "123e4567-e89b-12d3-a456-426614174000",
};

// As it goes over the wire.
export const sent: SpelledInSnakeCase & Answers[201]["content"]["application/json"] = {
  api_key: created.apiKey,
  created_at: created.createdAt,
  id: created.id,
  key_name: created.keyName,
  key_prefix: created.keyPrefix,
  last_used_at: created.createdAt,
  user_id: created.userId,
};

const noon = "2024-03-20T12:00:00Z";
const id = "123e4567-e89b-12d3-a456-426614174000";

export const page: ListAPIKeysResponse & List["responses"][200]["content"]["application/json"] = {
  apiKeys: [{ id, keyName: "My API Key", createdAt: noon, lastUsedAt: noon }],
  pagination: { totalCount: 1, limit: 10, offset: 0 },
};

export const update: APIKeyUpdate & QuicktypeUpdate.APIKeyUpdate & Update["requestBody"]["content"]["application/json"] = {
  key_name: "Another name",
  is_active: true,
};

export const info: APIKeyInfo & Update["responses"][200]["content"]["application/json"] = {
  key_name: "My API Key",
  id,
  user_id: id,
  key_prefix: "flow_",
  created_at: noon,
  updated_at: noon,
  last_used_at: noon,
  is_active: true,
};

export const meta: HTTPMetadata & HTTPMetadataAlone & Quicktype.HTTPMetadata = {
  Request: { headers: {}, method: "POST", url: "https://api.example.com/api-keys" },
  Response: { headers: { "content-type": ["application/json"] }, status: 201 },
};

export const response: CreateAPIKeyForUserAPIKeysPostResponse = { APIKeyCreateResponse: created, HTTPMeta: meta };

export const wrapped: WrappedInSnakeCase = { APIKeyCreateResponse: sent, HTTPMeta: meta };

const ofKey = `https://api.example.com/api-keys/${id}`;
const json: HTTPMetadata["Response"] = { headers: { "content-type": ["application/json"] }, status: 200 };

export const paged: ListUserAPIKeysAPIKeysGetResponse = {
  HTTPMeta: { Request: { ...meta.Request, method: "GET" }, Response: json },
  ListAPIKeysResponse: page,
};

export const updated: UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse = {
  HTTPMeta: { Request: { headers: {}, method: "PUT", url: ofKey }, Response: json },
  APIKeyInfo: info,
};

export const revoked: RevokeAPIKeyAPIKeysKeyIDDeleteResponse = {
  HTTPMeta: { Request: { headers: {}, method: "DELETE", url: ofKey }, Response: { headers: {}, status: 204 } },
};

// What the operations ask for.
export const query: List["parameters"]["query"][] = [undefined, {}, { limit: 10 }, { limit: 10, offset: 20 }];
export const way: Update["parameters"]["path"] & Revoke["parameters"]["path"] = { key_id: id };
export const nothing: Revoke["responses"][204]["content"] = undefined;
export const notFound: Revoke["responses"]["default"]["content"]["application/json"] = { detail: "Not Found" };

export const refused: HTTPValidationError &
  QuicktypeError.HTTPValidationError &
  Answers[422]["content"]["application/json"] = {
  detail: [{ loc: ["body", "keyName"], msg: "Field required", type: "missing" }],
};

// quicktype makes dates of timestamps.
const dates: Quicktype.APIKeyCreateResponse = { ...created, createdAt: new Date(), lastUsedAt: new Date() };
export const years: number[] = [dates.createdAt.getFullYear(), dates.lastUsedAt?.getFullYear() ?? 0];

const dated: QuicktypePage.ListAPIKeyItem = { ...page.apiKeys[0]!, keyName: null, createdAt: new Date(), lastUsedAt: null };
export const datedPage: QuicktypePage.ListAPIKeysResponse = { ...page, apiKeys: [dated] };
export const datedInfo: QuicktypeUpdated.APIKeyInfo = {
  ...info,
  created_at: new Date(),
  updated_at: new Date(),
  last_used_at: null,
};

// What may be absent.
export const updates: APIKeyUpdate[] = [{}, { is_active: false }, { key_name: null, is_active: null }];
const { key_name, last_used_at, ...recorded } = info;
export const nameless: (typeof info)[] = [recorded, { ...recorded, key_name: null, last_used_at: null }];
export const noPage: ListUserAPIKeysAPIKeysGetResponse[] = [
  { HTTPMeta: meta },
  { HTTPMeta: meta, ListAPIKeysResponse: null },
];

// Never used, and no body.
export const { lastUsedAt, ...rest } = created;
export const neverUsed: (typeof created)[] = [rest, { ...rest, lastUsedAt: null }];
export const neverUsedDates: Quicktype.APIKeyCreateResponse = { ...dates, lastUsedAt: null };
export const noBody: CreateAPIKeyForUserAPIKeysPostResponse[] = [
  { HTTPMeta: meta },
  { HTTPMeta: meta, APIKeyCreateResponse: null },
];

// What is read has its type.
export const texts: string[] = [created.apiKey, created.id, created.userId, created.keyName, meta.Request.url];
export const values: string[] = meta.Response.headers["content-type"] ?? [];
export const names = refused.detail[0]?.loc.map((step) => (typeof step === "number" ? step + 1 : step.toUpperCase()));

// What is wrong does not compile.
type Component = components["schemas"]["APIKeyCreateResponse"];
// @ts-expect-error
export const wrongPrefix: APIKeyCreateResponse = { ...created, keyPrefix: "sk_" };
// @ts-expect-error
export const wrongPrefixOfComponent: Component = { ...sent, key_prefix: "sk_" };
// @ts-expect-error
export const wrongPrefixDates: Quicktype.APIKeyCreateResponse = { ...dates, keyPrefix: "sk_" };
// @ts-expect-error
export const noKey: Component = { ...sent, api_key: undefined };
// @ts-expect-error
export const theOtherSpelling: Component = created;
// @ts-expect-error
export const noKeyEither: APIKeyCreateResponse = { ...created, apiKey: null };
// @ts-expect-error
export const noMeta: CreateAPIKeyForUserAPIKeysPostResponse = { APIKeyCreateResponse: created };
// @ts-expect-error
export const noValues: HTTPMetadata["Response"]["headers"] = { "content-type": [] };
// @ts-expect-error
export const noLoc: HTTPValidationError = { detail: [{ msg: "Field required", type: "missing" }] };
// @ts-expect-error
export const noName: components["schemas"]["APIKeyCreate"] = {};
// @ts-expect-error
export const nameOfNumber: APIKeyUpdate = { key_name: 5 };
// @ts-expect-error
export const activeOfText: Update["requestBody"]["content"]["application/json"] = { is_active: "yes" };
// @ts-expect-error
export const noActivity: APIKeyInfo = { ...recorded, is_active: undefined };
// @ts-expect-error
export const countOfText: ListAPIKeysResponse["pagination"] = { totalCount: "1", limit: 10, offset: 0 };
// @ts-expect-error
export const noOffset: components["schemas"]["PaginationInfo"] = { totalCount: 1, limit: 10 };
// @ts-expect-error
export const noKeyId: Revoke["parameters"]["path"] = {};

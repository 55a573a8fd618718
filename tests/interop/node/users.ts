// What a user's program does with the generated types: this file must compile, and its documents are the documented
// examples, as the tests check.

import type {
  CreateAPIKeyForUserAPIKeysPostResponse,
  HTTPMetadata,
} from "./snapshots/json-schema-to-typescript/CreateAPIKeyForUserAPIKeysPostResponse.js";
import type { HTTPMetadata as HTTPMetadataAlone } from "./snapshots/json-schema-to-typescript/HTTPMetadata.js";
import type { APIKeyCreateResponse } from "./snapshots/json-schema-to-typescript/APIKeyCreateResponse.js";
import type { HTTPValidationError } from "./snapshots/json-schema-to-typescript/HTTPValidationError.js";
import type { components, operations } from "./snapshots/openapi-typescript/openapi.js";
import type * as Quicktype from "./snapshots/quicktype/CreateAPIKeyForUserAPIKeysPostResponse.js";
import type * as QuicktypeError from "./snapshots/quicktype/HTTPValidationError.js";

type Answers = operations["create_api_key_for_user_api_keys_post"]["responses"];

export const created: APIKeyCreateResponse & Answers[201]["content"]["application/json"] = {
  apiKey: "flow_ada2ad2a_1234567890abcdef",
  createdAt: "2024-03-20T12:00:00Z",
  id: "123e4567-e89b-12d3-a456-426614174000",
  keyName: "My API Key",
  keyPrefix: "flow_",
  lastUsedAt: "2024-03-20T12:00:00Z",
  userId: "123e4567-e89b-12d3-a456-426614174000",
};

export const meta: HTTPMetadata & HTTPMetadataAlone & Quicktype.HTTPMetadata = {
  Request: { headers: {}, method: "POST", url: "https://api.example.com/api-keys" },
  Response: { headers: { "content-type": ["application/json"] }, status: 201 },
};

export const response: CreateAPIKeyForUserAPIKeysPostResponse = { APIKeyCreateResponse: created, HTTPMeta: meta };

export const refused: HTTPValidationError &
  QuicktypeError.HTTPValidationError &
  Answers[422]["content"]["application/json"] = {
  detail: [{ loc: ["body", "keyName"], msg: "Field required", type: "missing" }],
};

// quicktype makes dates of timestamps.
const dates: Quicktype.APIKeyCreateResponse = { ...created, createdAt: new Date(), lastUsedAt: new Date() };
export const years: number[] = [dates.createdAt.getFullYear(), dates.lastUsedAt?.getFullYear() ?? 0];

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
export const wrongPrefixOfComponent: Component = { ...created, keyPrefix: "sk_" };
// @ts-expect-error
export const wrongPrefixDates: Quicktype.APIKeyCreateResponse = { ...dates, keyPrefix: "sk_" };
// @ts-expect-error
export const noKey: Component = { ...created, apiKey: undefined };
// @ts-expect-error
export const noKeyEither: APIKeyCreateResponse = { ...created, apiKey: null };
// @ts-expect-error
export const noMeta: CreateAPIKeyForUserAPIKeysPostResponse = { APIKeyCreateResponse: created };
// @ts-expect-error
export const noValues: HTTPMetadata["Response"]["headers"] = { "content-type": [] };
// @ts-expect-error
export const noLoc: HTTPValidationError = { detail: [{ msg: "Field required", type: "missing" }] };
// @ts-expect-error
export const noName: components["schemas"]["APIKeyCreateRequest"] = {};

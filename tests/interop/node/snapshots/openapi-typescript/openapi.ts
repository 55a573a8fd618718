export interface paths {
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Lists the API keys of the signed-in user, a page at a time. It returns no secrets.
         */
        get: operations["list_user_api_keys_api_keys_get"];
        put?: never;
        /**
         * Create an API key
         * @description Creates a new API key for the signed-in user, stores only a hash of it, and returns the plain key once.
         */
        post: operations["create_api_key_for_user_api_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update an API key
         * @description Changes the name of an API key, or whether it is active.
         */
        put: operations["update_api_key_details_api_keys__key_id__put"];
        post?: never;
        /**
         * Revoke an API key
         * @description Makes an API key inactive.
         */
        delete: operations["revoke_api_key_api_keys__key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * APIKeyCreate
         * @description The request to create an API key: `POST /api-keys`.
         * @example {
         *       "keyName": "My API Key"
         *     }
         */
        APIKeyCreate: {
            /** @description Name of the new key: any string. */
            keyName: string;
        };
        /**
         * APIKeyCreateResponse
         * @description A new API key, as the API returns it: the only time the plain key is shown. In snake_case, as it goes over the wire; APIKeyCreateResponse.json has the spelling of the documentation.
         * @example {
         *       "api_key": "flow_ada2ad2a_1234567890abcdef",
         *       "created_at": "2024-03-20T12:00:00Z",
         *       "id": "123e4567-e89b-12d3-a456-426614174000",
         *       "key_name": "My API Key",
         *       "key_prefix": "flow_",
         *       "last_used_at": "2024-03-20T12:00:00Z",
         *       "user_id": "123e4567-e89b-12d3-a456-426614174000"
         *     }
         */
        APIKeyCreateResponse: {
            /**
             * Format: password
             * @description The plain key. The API stores only a hash of it: save the key now, or create another.
             */
            api_key: string;
            /**
             * Format: date-time
             * @description Time at which the key was created.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description ID of the key.
             */
            id: string;
            /** @description Name that the user gave the key: any string. */
            key_name: string;
            /**
             * @description Prefix of the key.
             * @enum {string}
             */
            key_prefix: "flow_";
            /**
             * Format: date-time
             * @description Time at which the key was last used, if ever.
             */
            last_used_at?: string | null;
            /**
             * Format: uuid
             * @description ID of the user who owns the key.
             */
            user_id: string;
        };
        /**
         * APIKeyInfo
         * @description Everything the API knows about an API key, except the secret.
         * @example {
         *       "created_at": "2024-03-20T12:00:00Z",
         *       "id": "123e4567-e89b-12d3-a456-426614174000",
         *       "is_active": true,
         *       "key_name": "My API Key",
         *       "key_prefix": "flow_",
         *       "last_used_at": "2024-03-20T12:00:00Z",
         *       "updated_at": "2024-03-20T12:00:00Z",
         *       "user_id": "123e4567-e89b-12d3-a456-426614174000"
         *     }
         */
        APIKeyInfo: {
            /**
             * Format: date-time
             * @description Time at which the key was created.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description ID of the key.
             */
            id: string;
            /** @description Whether the key can be used. */
            is_active: boolean;
            /** @description Name that the user gave the key: any string. */
            key_name?: string | null;
            /** @description Prefix of the key: any string, since only a new key's prefix is documented. */
            key_prefix: string;
            /**
             * Format: date-time
             * @description Time at which the key was last used, if ever.
             */
            last_used_at?: string | null;
            /**
             * Format: date-time
             * @description Time at which the key was last updated.
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description ID of the user who owns the key.
             */
            user_id: string;
        };
        /**
         * APIKeyUpdate
         * @description The changes to an API key: absent members stay unchanged, and a null name is removed.
         * @example {
         *       "is_active": true,
         *       "key_name": "Another name"
         *     }
         */
        APIKeyUpdate: {
            /** @description Whether the key can be used from now on. */
            is_active?: boolean | null;
            /** @description The new name of the key: any string, or null to remove the name. */
            key_name?: string | null;
        };
        /**
         * Error
         * @description FastAPI's response body for any error except a validation error.
         */
        Error: {
            /** @description Message for humans. */
            detail: string;
        };
        /**
         * HTTPValidationError
         * @description The reasons why the API refused a request: the body of a 422 response.
         * @example {
         *       "detail": [
         *         {
         *           "type": "missing",
         *           "loc": [
         *             "body",
         *             "keyName"
         *           ],
         *           "msg": "Field required"
         *         }
         *       ]
         *     }
         */
        HTTPValidationError: {
            /** @description The errors, in the order in which the server found them. */
            detail: components["schemas"]["ValidationError"][];
        };
        /**
         * ListAPIKeyItem
         * @description An API key in a list, without its secret.
         */
        ListAPIKeyItem: {
            /**
             * Format: date-time
             * @description Time at which the key was created.
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description ID of the key.
             */
            id: string;
            /** @description Name that the user gave the key: any string, empty if it has none. */
            keyName?: string | null;
            /**
             * Format: date-time
             * @description Time at which the key was last used, if ever.
             */
            lastUsedAt?: string | null;
        };
        /**
         * ListAPIKeysResponse
         * @description A page of the user's API keys. It contains no secret.
         * @example {
         *       "apiKeys": [
         *         {
         *           "createdAt": "2024-03-20T12:00:00Z",
         *           "id": "123e4567-e89b-12d3-a456-426614174000",
         *           "keyName": "My API Key",
         *           "lastUsedAt": "2024-03-20T12:00:00Z"
         *         }
         *       ],
         *       "pagination": {
         *         "limit": 10,
         *         "offset": 0,
         *         "totalCount": 1
         *       }
         *     }
         */
        ListAPIKeysResponse: {
            /** @description The keys of the page. */
            apiKeys: components["schemas"]["ListAPIKeyItem"][];
            /** @description Position of the page in the list of all keys. */
            pagination: components["schemas"]["PaginationInfo"];
        };
        /**
         * PaginationInfo
         * @description The position of a page in the list of all keys.
         */
        PaginationInfo: {
            /**
             * Format: int64
             * @description Maximum number of keys on a page.
             */
            limit: number;
            /**
             * Format: int64
             * @description Number of keys before the page.
             */
            offset: number;
            /**
             * Format: int64
             * @description Total number of keys.
             */
            totalCount: number;
        };
        /**
         * ValidationError
         * @description One reason why the API refused a request.
         */
        ValidationError: {
            /** @description Error type for programs: pydantic's, such as `missing` or `string_type`. */
            type: string;
            /** @description Context of the error, of any type. It may contain a secret. */
            ctx?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @description The value that was refused, of any type. It may contain a secret. */
            input?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @description The location in the request: `body`, `query`, `path`, `header` or `cookie`, then names and indices down to the value. */
            loc: (string | number)[];
            /** @description Message for humans. */
            msg: string;
            /** @description URL of pydantic's documentation for the error. */
            url?: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_user_api_keys_api_keys_get: {
        parameters: {
            query?: {
                /** @description Maximum number of keys on the page. */
                limit?: number;
                /** @description Number of keys before the page. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "apiKeys": [
                     *         {
                     *           "createdAt": "2024-03-20T12:00:00Z",
                     *           "id": "123e4567-e89b-12d3-a456-426614174000",
                     *           "keyName": "My API Key",
                     *           "lastUsedAt": "2024-03-20T12:00:00Z"
                     *         }
                     *       ],
                     *       "pagination": {
                     *         "limit": 10,
                     *         "offset": 0,
                     *         "totalCount": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ListAPIKeysResponse"];
                };
            };
            /** @description The request has no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request failed validation. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": [
                     *         {
                     *           "type": "int_parsing",
                     *           "loc": [
                     *             "query",
                     *             "limit"
                     *           ],
                     *           "msg": "Input should be a valid integer, unable to parse string as an integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_api_key_for_user_api_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keyName": "My API Key"
                 *     }
                 */
                "application/json": components["schemas"]["APIKeyCreate"];
            };
        };
        responses: {
            /** @description The new key, shown only once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_key": "flow_ada2ad2a_1234567890abcdef",
                     *       "created_at": "2024-03-20T12:00:00Z",
                     *       "id": "123e4567-e89b-12d3-a456-426614174000",
                     *       "key_name": "My API Key",
                     *       "key_prefix": "flow_",
                     *       "last_used_at": "2024-03-20T12:00:00Z",
                     *       "user_id": "123e4567-e89b-12d3-a456-426614174000"
                     *     }
                     */
                    "application/json": components["schemas"]["APIKeyCreateResponse"];
                };
            };
            /** @description The request has no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request failed validation. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": [
                     *         {
                     *           "type": "missing",
                     *           "loc": [
                     *             "body",
                     *             "keyName"
                     *           ],
                     *           "msg": "Field required"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    update_api_key_details_api_keys__key_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ID of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_active": true,
                 *       "key_name": "Another name"
                 *     }
                 */
                "application/json": components["schemas"]["APIKeyUpdate"];
            };
        };
        responses: {
            /** @description The updated key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2024-03-20T12:00:00Z",
                     *       "id": "123e4567-e89b-12d3-a456-426614174000",
                     *       "is_active": true,
                     *       "key_name": "My API Key",
                     *       "key_prefix": "flow_",
                     *       "last_used_at": "2024-03-20T12:00:00Z",
                     *       "updated_at": "2024-03-20T12:00:00Z",
                     *       "user_id": "123e4567-e89b-12d3-a456-426614174000"
                     *     }
                     */
                    "application/json": components["schemas"]["APIKeyInfo"];
                };
            };
            /** @description The request has no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request failed validation. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": [
                     *         {
                     *           "type": "uuid_parsing",
                     *           "loc": [
                     *             "path",
                     *             "key_id"
                     *           ],
                     *           "msg": "Input should be a valid UUID"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    revoke_api_key_api_keys__key_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ID of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request failed validation. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": [
                     *         {
                     *           "type": "uuid_parsing",
                     *           "loc": [
                     *             "path",
                     *             "key_id"
                     *           ],
                     *           "msg": "Input should be a valid UUID"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}

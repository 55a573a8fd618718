export interface paths {
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an API key
         * @description Makes a new API key for the signed-in user, stores only a hash of it, and returns the plain key once.
         */
        post: operations["create_api_key_for_user_api_keys_post"];
        delete?: never;
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
         * APIKeyCreateRequest
         * @description A new API key, as it is requested.
         * @example {
         *       "keyName": "My API Key"
         *     }
         */
        APIKeyCreateRequest: {
            /** @description Name of the key: any string. */
            keyName: string;
        };
        /**
         * APIKeyCreateResponse
         * @description A new API key, as the API returns it: the one time that the plain key is shown.
         * @example {
         *       "apiKey": "flow_ada2ad2a_1234567890abcdef",
         *       "createdAt": "2024-03-20T12:00:00Z",
         *       "id": "123e4567-e89b-12d3-a456-426614174000",
         *       "keyName": "My API Key",
         *       "keyPrefix": "flow_",
         *       "lastUsedAt": "2024-03-20T12:00:00Z",
         *       "userId": "123e4567-e89b-12d3-a456-426614174000"
         *     }
         */
        APIKeyCreateResponse: {
            /** @description The plain key. The API stores only a hash of it: keep it now, or create another. */
            apiKey: string;
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
            /** @description Name that the user gave the key: any string. */
            keyName: string;
            /**
             * @description Prefix of the key.
             * @enum {string}
             */
            keyPrefix: "flow_";
            /**
             * Format: date-time
             * @description Time at which the key was last used, if it was.
             */
            lastUsedAt?: string | null;
            /**
             * Format: uuid
             * @description ID of the user who owns the key.
             */
            userId: string;
        };
        /**
         * HTTPValidationError
         * @description The reasons for which the API refused a request: the body of a response with status 422.
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
         * ValidationError
         * @description One reason for which the API refused a request.
         */
        ValidationError: {
            /** @description The type of error for programs: pydantic's, such as `missing` or `string_type`. */
            type: string;
            /** @description The place in the request: `body`, `query`, `path`, `header` or `cookie`, then the way down from there. */
            loc: (string | number)[];
            /** @description The message for people. */
            msg: string;
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
                "application/json": components["schemas"]["APIKeyCreateRequest"];
            };
        };
        responses: {
            /** @description The new key, shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "apiKey": "flow_ada2ad2a_1234567890abcdef",
                     *       "createdAt": "2024-03-20T12:00:00Z",
                     *       "id": "123e4567-e89b-12d3-a456-426614174000",
                     *       "keyName": "My API Key",
                     *       "keyPrefix": "flow_",
                     *       "lastUsedAt": "2024-03-20T12:00:00Z",
                     *       "userId": "123e4567-e89b-12d3-a456-426614174000"
                     *     }
                     */
                    "application/json": components["schemas"]["APIKeyCreateResponse"];
                };
            };
            /** @description The request was refused. */
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
        };
    };
}

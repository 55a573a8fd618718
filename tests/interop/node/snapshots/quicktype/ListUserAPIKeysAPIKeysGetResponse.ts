// To parse this data:
//
//   import { Convert, ListUserAPIKeysAPIKeysGetResponse } from "./file";
//
//   const listUserAPIKeysAPIKeysGetResponse = Convert.toListUserAPIKeysAPIKeysGetResponse(json);
//
// These functions will throw an error if the JSON doesn't
// match the expected interface, even if the JSON is valid.

/**
 * The response to a request for a page of API keys: its metadata, and the page.
 */
export interface ListUserAPIKeysAPIKeysGetResponse {
    /**
     * Metadata of the exchange, without credentials.
     */
    HTTPMeta: HTTPMetadata;
    /**
     * The page; absent if there was no body.
     */
    ListAPIKeysResponse?: null | ListAPIKeysResponse;
    [property: string]: unknown;
}

/**
 * Metadata of the exchange, without credentials.
 *
 * The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
 */
export interface HTTPMetadata {
    /**
     * The request.
     */
    Request: RequestMetadata;
    /**
     * The response.
     */
    Response: ResponseMetadata;
    [property: string]: unknown;
}

/**
 * The request.
 *
 * The request of an exchange: its method, and its URL and headers without credentials.
 */
export interface RequestMetadata {
    /**
     * The headers: each lower-case name with its values in the order received, without
     * credentials.
     */
    headers: { [key: string]: [string, ...string[]] };
    /**
     * The method: an RFC 9110 token.
     */
    method: string;
    /**
     * The URL: an absolute `http` or `https` URI, without credentials.
     */
    url: string;
    [property: string]: unknown;
}

/**
 * The response.
 *
 * The response of an exchange: its status, and its headers without credentials.
 */
export interface ResponseMetadata {
    /**
     * The headers: each lower-case name with its values in the order received, without
     * credentials.
     */
    headers: { [key: string]: [string, ...string[]] };
    /**
     * The status code, 100 to 999.
     */
    status: number;
    [property: string]: unknown;
}

/**
 * A page of the user's API keys. It contains no secret.
 */
export interface ListAPIKeysResponse {
    /**
     * The keys of the page.
     */
    apiKeys: ListAPIKeyItem[];
    /**
     * Position of the page in the list of all keys.
     */
    pagination: PaginationInfo;
    [property: string]: unknown;
}

/**
 * An API key in a list, without its secret.
 */
export interface ListAPIKeyItem {
    /**
     * Time at which the key was created.
     */
    createdAt: Date;
    /**
     * ID of the key.
     */
    id: string;
    /**
     * Name that the user gave the key: any string, empty if it has none.
     */
    keyName?: null | string;
    /**
     * Time at which the key was last used, if ever.
     */
    lastUsedAt?: Date | null;
    [property: string]: unknown;
}

/**
 * Position of the page in the list of all keys.
 *
 * The position of a page in the list of all keys.
 */
export interface PaginationInfo {
    /**
     * Maximum number of keys on a page.
     */
    limit: number;
    /**
     * Number of keys before the page.
     */
    offset: number;
    /**
     * Total number of keys.
     */
    totalCount: number;
    [property: string]: unknown;
}

// Converts JSON strings to/from your types
// and asserts the results of JSON.parse at runtime
export class Convert {
    public static toListUserAPIKeysAPIKeysGetResponse(json: string): ListUserAPIKeysAPIKeysGetResponse {
        return cast(JSON.parse(json), r("ListUserAPIKeysAPIKeysGetResponse"));
    }

    public static listUserAPIKeysAPIKeysGetResponseToJson(value: ListUserAPIKeysAPIKeysGetResponse): string {
        return JSON.stringify(uncast(value, r("ListUserAPIKeysAPIKeysGetResponse")), null, 2);
    }
}

function invalidValue(typ: any, val: any, key: any, parent: any = ''): never {
    const prettyTyp = prettyTypeName(typ);
    const parentText = parent ? ` on ${parent}` : '';
    const keyText = key ? ` for key "${key}"` : '';
    throw Error(`Invalid value${keyText}${parentText}. Expected ${prettyTyp} but got ${JSON.stringify(val)}`);
}

function prettyTypeName(typ: any): string {
    if (Array.isArray(typ)) {
        if (typ.length === 2 && typ[0] === undefined) {
            return `an optional ${prettyTypeName(typ[1])}`;
        } else {
            return `one of [${typ.map(a => { return prettyTypeName(a); }).join(", ")}]`;
        }
    } else if (typeof typ === "object" && typ.literal !== undefined) {
        return typ.literal;
    } else {
        return typeof typ;
    }
}

function jsonToJSProps(typ: any): any {
    if (typ.jsonToJS === undefined) {
        const map: any = {};
        typ.props.forEach((p: any) => map[p.json] = { key: p.js, typ: p.typ });
        typ.jsonToJS = map;
    }
    return typ.jsonToJS;
}

function jsToJSONProps(typ: any): any {
    if (typ.jsToJSON === undefined) {
        const map: any = {};
        typ.props.forEach((p: any) => map[p.js] = { key: p.json, typ: p.typ });
        typ.jsToJSON = map;
    }
    return typ.jsToJSON;
}

function transform(val: any, typ: any, getProps: any, key: any = '', parent: any = ''): any {
    function transformPrimitive(typ: string, val: any): any {
        if (typeof typ === typeof val) return val;
        return invalidValue(typ, val, key, parent);
    }

    function transformUnion(typs: any[], val: any): any {
        // val must validate against one typ in typs
        const l = typs.length;
        for (let i = 0; i < l; i++) {
            const typ = typs[i];
            try {
                return transform(val, typ, getProps);
            } catch (_) {}
        }
        return invalidValue(typs, val, key, parent);
    }

    function transformEnum(cases: string[], val: any): any {
        if (cases.indexOf(val) !== -1) return val;
        return invalidValue(cases.map(a => { return l(a); }), val, key, parent);
    }

    function transformArray(typ: any, val: any): any {
        // val must be an array with no invalid elements
        if (!Array.isArray(val)) return invalidValue(l("array"), val, key, parent);
        return val.map(el => transform(el, typ, getProps));
    }

    function transformDate(val: any): any {
        if (val === null) {
            return null;
        }
        const d = new Date(val);
        if (isNaN(d.valueOf())) {
            return invalidValue(l("Date"), val, key, parent);
        }
        return d;
    }

    function transformObject(props: { [k: string]: any }, additional: any, val: any): any {
        if (val === null || typeof val !== "object" || Array.isArray(val)) {
            return invalidValue(l(ref || "object"), val, key, parent);
        }
        const result: any = {};
        Object.getOwnPropertyNames(props).forEach(key => {
            const prop = props[key];
            const v = Object.prototype.hasOwnProperty.call(val, key) ? val[key] : undefined;
            result[prop.key] = transform(v, prop.typ, getProps, key, ref);
        });
        Object.getOwnPropertyNames(val).forEach(key => {
            if (!Object.prototype.hasOwnProperty.call(props, key)) {
                result[key] = transform(val[key], additional, getProps, key, ref);
            }
        });
        return result;
    }

    if (typ === "any") return val;
    if (typ === null) {
        if (val === null) return val;
        return invalidValue(typ, val, key, parent);
    }
    if (typ === false) return invalidValue(typ, val, key, parent);
    let ref: any = undefined;
    while (typeof typ === "object" && typ.ref !== undefined) {
        ref = typ.ref;
        typ = typeMap[typ.ref];
    }
    if (Array.isArray(typ)) return transformEnum(typ, val);
    if (typeof typ === "object") {
        return typ.hasOwnProperty("unionMembers") ? transformUnion(typ.unionMembers, val)
            : typ.hasOwnProperty("arrayItems")    ? transformArray(typ.arrayItems, val)
            : typ.hasOwnProperty("props")         ? transformObject(getProps(typ), typ.additional, val)
            : invalidValue(typ, val, key, parent);
    }
    // Numbers can be parsed by Date but shouldn't be.
    if (typ === Date && typeof val !== "number") return transformDate(val);
    return transformPrimitive(typ, val);
}

function cast<T>(val: any, typ: any): T {
    return transform(val, typ, jsonToJSProps);
}

function uncast<T>(val: T, typ: any): any {
    return transform(val, typ, jsToJSONProps);
}

function l(typ: any) {
    return { literal: typ };
}

function a(typ: any) {
    return { arrayItems: typ };
}

function u(...typs: any[]) {
    return { unionMembers: typs };
}

function o(props: any[], additional: any) {
    return { props, additional };
}

function m(additional: any) {
    return { props: [], additional };
}

function r(name: string) {
    return { ref: name };
}

const typeMap: any = {
    "ListUserAPIKeysAPIKeysGetResponse": o([
        { json: "HTTPMeta", js: "HTTPMeta", typ: r("HTTPMetadata") },
        { json: "ListAPIKeysResponse", js: "ListAPIKeysResponse", typ: u(undefined, u(null, r("ListAPIKeysResponse"))) },
    ], "any"),
    "HTTPMetadata": o([
        { json: "Request", js: "Request", typ: r("RequestMetadata") },
        { json: "Response", js: "Response", typ: r("ResponseMetadata") },
    ], "any"),
    "RequestMetadata": o([
        { json: "headers", js: "headers", typ: m(a("")) },
        { json: "method", js: "method", typ: "" },
        { json: "url", js: "url", typ: "" },
    ], "any"),
    "ResponseMetadata": o([
        { json: "headers", js: "headers", typ: m(a("")) },
        { json: "status", js: "status", typ: 0 },
    ], "any"),
    "ListAPIKeysResponse": o([
        { json: "apiKeys", js: "apiKeys", typ: a(r("ListAPIKeyItem")) },
        { json: "pagination", js: "pagination", typ: r("PaginationInfo") },
    ], "any"),
    "ListAPIKeyItem": o([
        { json: "createdAt", js: "createdAt", typ: Date },
        { json: "id", js: "id", typ: "" },
        { json: "keyName", js: "keyName", typ: u(undefined, u(null, "")) },
        { json: "lastUsedAt", js: "lastUsedAt", typ: u(undefined, u(Date, null)) },
    ], "any"),
    "PaginationInfo": o([
        { json: "limit", js: "limit", typ: 0 },
        { json: "offset", js: "offset", typ: 0 },
        { json: "totalCount", js: "totalCount", typ: 0 },
    ], "any"),
};

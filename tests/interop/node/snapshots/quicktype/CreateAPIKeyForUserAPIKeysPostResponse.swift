// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let createAPIKeyForUserAPIKeysPostResponse = try CreateAPIKeyForUserAPIKeysPostResponse(json)

import Foundation

/// The response to a request to create an API key: its metadata, and the new key.
// MARK: - CreateAPIKeyForUserAPIKeysPostResponse
struct CreateAPIKeyForUserAPIKeysPostResponse: Codable {
    /// The new key; absent if there was no body.
    let apiKeyCreateResponse: APIKeyCreateResponse?
    /// Metadata of the exchange, without credentials.
    let httpMeta: HTTPMetadata

    enum CodingKeys: String, CodingKey {
        case apiKeyCreateResponse = "APIKeyCreateResponse"
        case httpMeta = "HTTPMeta"
    }
}

// MARK: CreateAPIKeyForUserAPIKeysPostResponse convenience initializers and mutators

extension CreateAPIKeyForUserAPIKeysPostResponse {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(CreateAPIKeyForUserAPIKeysPostResponse.self, from: data)
    }

    init(_ json: String, using encoding: String.Encoding = .utf8) throws {
        guard let data = json.data(using: encoding) else {
            throw NSError(domain: "JSONDecoding", code: 0, userInfo: nil)
        }
        try self.init(data: data)
    }

    init(fromURL url: URL) throws {
        try self.init(data: try Data(contentsOf: url))
    }

    func with(
        apiKeyCreateResponse: APIKeyCreateResponse?? = nil,
        httpMeta: HTTPMetadata? = nil
    ) -> CreateAPIKeyForUserAPIKeysPostResponse {
        return CreateAPIKeyForUserAPIKeysPostResponse(
            apiKeyCreateResponse: apiKeyCreateResponse ?? self.apiKeyCreateResponse,
            httpMeta: httpMeta ?? self.httpMeta
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// A new API key, as the API returns it: the only time the plain key is shown.
// MARK: - APIKeyCreateResponse
struct APIKeyCreateResponse: Codable {
    /// The plain key. The API stores only a hash of it: save the key now, or create another.
    let apiKey: String
    /// Time at which the key was created.
    let createdAt: Date
    /// ID of the key.
    let id: String
    /// Name that the user gave the key: any string.
    let keyName: String
    /// Prefix of the key.
    let keyPrefix: KeyPrefix
    /// Time at which the key was last used, if ever.
    let lastUsedAt: Date?
    /// ID of the user who owns the key.
    let userID: String

    enum CodingKeys: String, CodingKey {
        case apiKey = "apiKey"
        case createdAt = "createdAt"
        case id = "id"
        case keyName = "keyName"
        case keyPrefix = "keyPrefix"
        case lastUsedAt = "lastUsedAt"
        case userID = "userId"
    }
}

// MARK: APIKeyCreateResponse convenience initializers and mutators

extension APIKeyCreateResponse {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(APIKeyCreateResponse.self, from: data)
    }

    init(_ json: String, using encoding: String.Encoding = .utf8) throws {
        guard let data = json.data(using: encoding) else {
            throw NSError(domain: "JSONDecoding", code: 0, userInfo: nil)
        }
        try self.init(data: data)
    }

    init(fromURL url: URL) throws {
        try self.init(data: try Data(contentsOf: url))
    }

    func with(
        apiKey: String? = nil,
        createdAt: Date? = nil,
        id: String? = nil,
        keyName: String? = nil,
        keyPrefix: KeyPrefix? = nil,
        lastUsedAt: Date?? = nil,
        userID: String? = nil
    ) -> APIKeyCreateResponse {
        return APIKeyCreateResponse(
            apiKey: apiKey ?? self.apiKey,
            createdAt: createdAt ?? self.createdAt,
            id: id ?? self.id,
            keyName: keyName ?? self.keyName,
            keyPrefix: keyPrefix ?? self.keyPrefix,
            lastUsedAt: lastUsedAt ?? self.lastUsedAt,
            userID: userID ?? self.userID
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// Prefix of the key.
enum KeyPrefix: String, Codable {
    case flow = "flow_"
}

/// Metadata of the exchange, without credentials.
///
/// The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
// MARK: - HTTPMetadata
struct HTTPMetadata: Codable {
    /// The request.
    let request: RequestMetadata
    /// The response.
    let response: ResponseMetadata

    enum CodingKeys: String, CodingKey {
        case request = "Request"
        case response = "Response"
    }
}

// MARK: HTTPMetadata convenience initializers and mutators

extension HTTPMetadata {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(HTTPMetadata.self, from: data)
    }

    init(_ json: String, using encoding: String.Encoding = .utf8) throws {
        guard let data = json.data(using: encoding) else {
            throw NSError(domain: "JSONDecoding", code: 0, userInfo: nil)
        }
        try self.init(data: data)
    }

    init(fromURL url: URL) throws {
        try self.init(data: try Data(contentsOf: url))
    }

    func with(
        request: RequestMetadata? = nil,
        response: ResponseMetadata? = nil
    ) -> HTTPMetadata {
        return HTTPMetadata(
            request: request ?? self.request,
            response: response ?? self.response
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// The request.
///
/// The request of an exchange: its method, and its URL and headers without credentials.
// MARK: - RequestMetadata
struct RequestMetadata: Codable {
    /// The headers: each lower-case name with its values in the order received, without
    /// credentials.
    let headers: [String: [String]]
    /// The method: an RFC 9110 token.
    let method: String
    /// The URL: an absolute `http` or `https` URI, without credentials.
    let url: String

    enum CodingKeys: String, CodingKey {
        case headers = "headers"
        case method = "method"
        case url = "url"
    }
}

// MARK: RequestMetadata convenience initializers and mutators

extension RequestMetadata {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(RequestMetadata.self, from: data)
    }

    init(_ json: String, using encoding: String.Encoding = .utf8) throws {
        guard let data = json.data(using: encoding) else {
            throw NSError(domain: "JSONDecoding", code: 0, userInfo: nil)
        }
        try self.init(data: data)
    }

    init(fromURL url: URL) throws {
        try self.init(data: try Data(contentsOf: url))
    }

    func with(
        headers: [String: [String]]? = nil,
        method: String? = nil,
        url: String? = nil
    ) -> RequestMetadata {
        return RequestMetadata(
            headers: headers ?? self.headers,
            method: method ?? self.method,
            url: url ?? self.url
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// The response.
///
/// The response of an exchange: its status, and its headers without credentials.
// MARK: - ResponseMetadata
struct ResponseMetadata: Codable {
    /// The headers: each lower-case name with its values in the order received, without
    /// credentials.
    let headers: [String: [String]]
    /// The status code, 100 to 999.
    let status: Int

    enum CodingKeys: String, CodingKey {
        case headers = "headers"
        case status = "status"
    }
}

// MARK: ResponseMetadata convenience initializers and mutators

extension ResponseMetadata {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(ResponseMetadata.self, from: data)
    }

    init(_ json: String, using encoding: String.Encoding = .utf8) throws {
        guard let data = json.data(using: encoding) else {
            throw NSError(domain: "JSONDecoding", code: 0, userInfo: nil)
        }
        try self.init(data: data)
    }

    init(fromURL url: URL) throws {
        try self.init(data: try Data(contentsOf: url))
    }

    func with(
        headers: [String: [String]]? = nil,
        status: Int? = nil
    ) -> ResponseMetadata {
        return ResponseMetadata(
            headers: headers ?? self.headers,
            status: status ?? self.status
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

// MARK: - Helper functions for creating encoders and decoders

func newJSONDecoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    if #available(iOS 10.0, OSX 10.12, tvOS 10.0, watchOS 3.0, *) {
        decoder.dateDecodingStrategy = .iso8601
    }
    return decoder
}

func newJSONEncoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    if #available(iOS 10.0, OSX 10.12, tvOS 10.0, watchOS 3.0, *) {
        encoder.dateEncodingStrategy = .iso8601
    }
    return encoder
}

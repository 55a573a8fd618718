// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let updateAPIKeyDetailsAPIKeysKeyIDPutResponse = try UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse(json)

import Foundation

/// The response to a request to update an API key: its metadata, and the updated key.
// MARK: - UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse
struct UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse: Codable {
    /// The updated key; absent if there was no body.
    let apiKeyInfo: APIKeyInfo?
    /// Metadata of the exchange, without credentials.
    let httpMeta: HTTPMetadata

    enum CodingKeys: String, CodingKey {
        case apiKeyInfo = "APIKeyInfo"
        case httpMeta = "HTTPMeta"
    }
}

// MARK: UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse convenience initializers and mutators

extension UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.self, from: data)
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
        apiKeyInfo: APIKeyInfo?? = nil,
        httpMeta: HTTPMetadata? = nil
    ) -> UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse {
        return UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse(
            apiKeyInfo: apiKeyInfo ?? self.apiKeyInfo,
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

/// Everything the API knows about an API key, except the secret.
// MARK: - APIKeyInfo
struct APIKeyInfo: Codable {
    /// Time at which the key was created.
    let createdAt: Date
    /// ID of the key.
    let id: String
    /// Whether the key can be used.
    let isActive: Bool
    /// Name that the user gave the key: any string.
    let keyName: String?
    /// Prefix of the key: any string, since only a new key's prefix is documented.
    let keyPrefix: String
    /// Time at which the key was last used, if ever.
    let lastUsedAt: Date?
    /// Time at which the key was last updated.
    let updatedAt: Date
    /// ID of the user who owns the key.
    let userID: String

    enum CodingKeys: String, CodingKey {
        case createdAt = "created_at"
        case id = "id"
        case isActive = "is_active"
        case keyName = "key_name"
        case keyPrefix = "key_prefix"
        case lastUsedAt = "last_used_at"
        case updatedAt = "updated_at"
        case userID = "user_id"
    }
}

// MARK: APIKeyInfo convenience initializers and mutators

extension APIKeyInfo {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(APIKeyInfo.self, from: data)
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
        createdAt: Date? = nil,
        id: String? = nil,
        isActive: Bool? = nil,
        keyName: String?? = nil,
        keyPrefix: String? = nil,
        lastUsedAt: Date?? = nil,
        updatedAt: Date? = nil,
        userID: String? = nil
    ) -> APIKeyInfo {
        return APIKeyInfo(
            createdAt: createdAt ?? self.createdAt,
            id: id ?? self.id,
            isActive: isActive ?? self.isActive,
            keyName: keyName ?? self.keyName,
            keyPrefix: keyPrefix ?? self.keyPrefix,
            lastUsedAt: lastUsedAt ?? self.lastUsedAt,
            updatedAt: updatedAt ?? self.updatedAt,
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

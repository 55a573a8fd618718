// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let listUserAPIKeysAPIKeysGetResponse = try ListUserAPIKeysAPIKeysGetResponse(json)

import Foundation

/// The response to a request for a page of API keys: its metadata, and the page.
// MARK: - ListUserAPIKeysAPIKeysGetResponse
struct ListUserAPIKeysAPIKeysGetResponse: Codable {
    /// Metadata of the exchange, without credentials.
    let httpMeta: HTTPMetadata
    /// The page; absent if there was no body.
    let listAPIKeysResponse: ListAPIKeysResponse?

    enum CodingKeys: String, CodingKey {
        case httpMeta = "HTTPMeta"
        case listAPIKeysResponse = "ListAPIKeysResponse"
    }
}

// MARK: ListUserAPIKeysAPIKeysGetResponse convenience initializers and mutators

extension ListUserAPIKeysAPIKeysGetResponse {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(ListUserAPIKeysAPIKeysGetResponse.self, from: data)
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
        httpMeta: HTTPMetadata? = nil,
        listAPIKeysResponse: ListAPIKeysResponse?? = nil
    ) -> ListUserAPIKeysAPIKeysGetResponse {
        return ListUserAPIKeysAPIKeysGetResponse(
            httpMeta: httpMeta ?? self.httpMeta,
            listAPIKeysResponse: listAPIKeysResponse ?? self.listAPIKeysResponse
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

/// A page of the user's API keys. It contains no secret.
// MARK: - ListAPIKeysResponse
struct ListAPIKeysResponse: Codable {
    /// The keys of the page.
    let apiKeys: [ListAPIKeyItem]
    /// Position of the page in the list of all keys.
    let pagination: PaginationInfo

    enum CodingKeys: String, CodingKey {
        case apiKeys = "apiKeys"
        case pagination = "pagination"
    }
}

// MARK: ListAPIKeysResponse convenience initializers and mutators

extension ListAPIKeysResponse {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(ListAPIKeysResponse.self, from: data)
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
        apiKeys: [ListAPIKeyItem]? = nil,
        pagination: PaginationInfo? = nil
    ) -> ListAPIKeysResponse {
        return ListAPIKeysResponse(
            apiKeys: apiKeys ?? self.apiKeys,
            pagination: pagination ?? self.pagination
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// An API key in a list, without its secret.
// MARK: - ListAPIKeyItem
struct ListAPIKeyItem: Codable {
    /// Time at which the key was created.
    let createdAt: Date
    /// ID of the key.
    let id: String
    /// Name that the user gave the key: any string, empty if it has none.
    let keyName: String?
    /// Time at which the key was last used, if ever.
    let lastUsedAt: Date?

    enum CodingKeys: String, CodingKey {
        case createdAt = "createdAt"
        case id = "id"
        case keyName = "keyName"
        case lastUsedAt = "lastUsedAt"
    }
}

// MARK: ListAPIKeyItem convenience initializers and mutators

extension ListAPIKeyItem {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(ListAPIKeyItem.self, from: data)
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
        keyName: String?? = nil,
        lastUsedAt: Date?? = nil
    ) -> ListAPIKeyItem {
        return ListAPIKeyItem(
            createdAt: createdAt ?? self.createdAt,
            id: id ?? self.id,
            keyName: keyName ?? self.keyName,
            lastUsedAt: lastUsedAt ?? self.lastUsedAt
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// Position of the page in the list of all keys.
///
/// The position of a page in the list of all keys.
// MARK: - PaginationInfo
struct PaginationInfo: Codable {
    /// Maximum number of keys on a page.
    let limit: Int
    /// Number of keys before the page.
    let offset: Int
    /// Total number of keys.
    let totalCount: Int

    enum CodingKeys: String, CodingKey {
        case limit = "limit"
        case offset = "offset"
        case totalCount = "totalCount"
    }
}

// MARK: PaginationInfo convenience initializers and mutators

extension PaginationInfo {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(PaginationInfo.self, from: data)
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
        limit: Int? = nil,
        offset: Int? = nil,
        totalCount: Int? = nil
    ) -> PaginationInfo {
        return PaginationInfo(
            limit: limit ?? self.limit,
            offset: offset ?? self.offset,
            totalCount: totalCount ?? self.totalCount
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

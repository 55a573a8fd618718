// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let aPIKeyUpdate = try APIKeyUpdate(json)

import Foundation

/// The changes to an API key: absent members stay unchanged, and a null name is removed.
// MARK: - APIKeyUpdate
struct APIKeyUpdate: Codable {
    /// Whether the key can be used from now on.
    let isActive: Bool?
    /// The new name of the key: any string, or null to remove the name.
    let keyName: String?

    enum CodingKeys: String, CodingKey {
        case isActive = "is_active"
        case keyName = "key_name"
    }
}

// MARK: APIKeyUpdate convenience initializers and mutators

extension APIKeyUpdate {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(APIKeyUpdate.self, from: data)
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
        isActive: Bool?? = nil,
        keyName: String?? = nil
    ) -> APIKeyUpdate {
        return APIKeyUpdate(
            isActive: isActive ?? self.isActive,
            keyName: keyName ?? self.keyName
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

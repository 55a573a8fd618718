// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let aPIKeyCreate = try APIKeyCreate(json)

import Foundation

/// The request to create an API key: `POST /api-keys`.
// MARK: - APIKeyCreate
struct APIKeyCreate: Codable {
    /// Name of the new key: any string.
    let keyName: String

    enum CodingKeys: String, CodingKey {
        case keyName = "keyName"
    }
}

// MARK: APIKeyCreate convenience initializers and mutators

extension APIKeyCreate {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(APIKeyCreate.self, from: data)
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
        keyName: String? = nil
    ) -> APIKeyCreate {
        return APIKeyCreate(
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

// This file was generated from JSON Schema using quicktype, do not modify it directly.
// To parse the JSON, add this file to your project and do:
//
//   let hTTPValidationError = try HTTPValidationError(json)

import Foundation

/// The reasons for which the API refused a request: the body of a response with status 422.
// MARK: - HTTPValidationError
struct HTTPValidationError: Codable {
    /// The errors, in the order in which the server found them.
    let detail: [ValidationError]

    enum CodingKeys: String, CodingKey {
        case detail = "detail"
    }
}

// MARK: HTTPValidationError convenience initializers and mutators

extension HTTPValidationError {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(HTTPValidationError.self, from: data)
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
        detail: [ValidationError]? = nil
    ) -> HTTPValidationError {
        return HTTPValidationError(
            detail: detail ?? self.detail
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

/// One reason for which the API refused a request.
// MARK: - ValidationError
struct ValidationError: Codable {
    /// The place in the request: `body`, `query`, `path`, `header` or `cookie`, then the way
    /// down from there.
    let loc: [LOC]
    /// The message for people.
    let msg: String
    /// The type of error for programs: pydantic's, such as `missing` or `string_type`.
    let type: String

    enum CodingKeys: String, CodingKey {
        case loc = "loc"
        case msg = "msg"
        case type = "type"
    }
}

// MARK: ValidationError convenience initializers and mutators

extension ValidationError {
    init(data: Data) throws {
        self = try newJSONDecoder().decode(ValidationError.self, from: data)
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
        loc: [LOC]? = nil,
        msg: String? = nil,
        type: String? = nil
    ) -> ValidationError {
        return ValidationError(
            loc: loc ?? self.loc,
            msg: msg ?? self.msg,
            type: type ?? self.type
        )
    }

    func jsonData() throws -> Data {
        return try newJSONEncoder().encode(self)
    }

    func jsonString(encoding: String.Encoding = .utf8) throws -> String? {
        return String(data: try self.jsonData(), encoding: encoding)
    }
}

enum LOC: Codable {
    case integer(Int)
    case string(String)

    init(from decoder: Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let x = try? container.decode(Int.self) {
            self = .integer(x)
            return
        }
        if let x = try? container.decode(String.self) {
            self = .string(x)
            return
        }
        throw DecodingError.typeMismatch(LOC.self, DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "Wrong type for LOC"))
    }

    func encode(to encoder: Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .integer(let x):
            try container.encode(x)
        case .string(let x):
            try container.encode(x)
        }
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

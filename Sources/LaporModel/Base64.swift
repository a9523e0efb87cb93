import Foundation

/// RFC 4648 base64 with padding, canonical.
package enum Base64 {
    /// The text of bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    /// The bytes of a text; `nil` unless it is the canonical text of some bytes.
    package static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}

/// Lowercase hexadecimal digits.
package enum Hex {
    private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

    /// Two digits for each byte.
    package static func string(_ bytes: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            digits.withUnsafeBufferPointer { digits in
                for (index, byte) in bytes.enumerated() {
                    text[index * 2] = digits[Int(byte >> 4)]
                    text[index * 2 + 1] = digits[Int(byte & 15)]
                }
            }
            return bytes.count * 2
        }
    }

    /// Two digits for each byte.
    package static func string(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { string($0) }
    }

    /// The bytes that lowercase digits stand for; `nil` for anything else, or another count.
    package static func bytes(_ text: String, count: Int) -> [UInt8]? {
        var text = text
        return text.withUTF8 { utf8 in
            guard utf8.count == count * 2 else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count)
            for index in 0..<count {
                guard let high = value(utf8[index * 2]), let low = value(utf8[index * 2 + 1]) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            }
            return bytes
        }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

/// Bytes as pairs of lowercase hexadecimal digits, high half first (RFC 4648, section 8, in lowercase).
package enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// For each byte the value of the digit it stands for, or 255 if it stands for none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The digits of the bytes, two for each.
    package static func string(_ bytes: some Sequence<UInt8>) -> String {
        bytes.withContiguousStorageIfAvailable(encode) ?? Array(bytes).withUnsafeBufferPointer(encode)
    }

    /// The bytes of an even number of lowercase digits, or nil if it is anything else.
    package static func bytes(_ string: String) -> [UInt8]? {
        var string = string
        return string.withUTF8 { text in
            guard text.count.isMultiple(of: 2) else { return nil }
            var isValid = true
            let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 2) { buffer, filled in
                values.withUnsafeBufferPointer { values in
                    while filled < text.count / 2 {
                        let high = values[Int(text[2 * filled])]
                        let low = values[Int(text[2 * filled + 1])]
                        guard high | low != 255 else {
                            isValid = false
                            return
                        }
                        buffer[filled] = high << 4 | low
                        filled += 1
                    }
                }
            }
            return isValid ? bytes : nil
        }
    }

    private static func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
            digits.withUnsafeBufferPointer { digits in
                for (index, byte) in bytes.enumerated() {
                    text[2 * index] = digits[Int(byte >> 4)]
                    text[2 * index + 1] = digits[Int(byte & 15)]
                }
            }
            return 2 * bytes.count
        }
    }
}

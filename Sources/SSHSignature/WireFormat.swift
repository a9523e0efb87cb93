/// Writing of SSH's data types (RFC 4251, section 5).
enum WireFormat {
    /// Appends a `uint32`.
    static func append(_ number: UInt32, to output: inout [UInt8]) {
        for shift in [24, 16, 8, 0] {
            output.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
        }
    }

    /// Appends a `string`: the length and the bytes, of which there must be fewer than 2^32.
    static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        append(UInt32(bytes.count), to: &output)
        output.append(contentsOf: bytes)
    }
}

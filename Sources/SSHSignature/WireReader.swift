/// Strict reading of SSH's data types (RFC 4251, section 5).
struct WireReader {
    private var rest: ArraySlice<UInt8>
    private let fault: String

    /// Starts at the front of some bytes; `fault` is the fact in every error.
    init(_ bytes: [UInt8], fault: String) {
        rest = bytes[...]
        self.fault = fault
    }

    /// Reads so many bytes.
    mutating func take(_ count: Int) throws(SSHSignatureError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .malformed(fault) }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Reads a `uint32`.
    mutating func number() throws(SSHSignatureError) -> UInt32 {
        try take(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a `string`.
    mutating func string() throws(SSHSignatureError) -> [UInt8] {
        Array(try take(Int(number())))
    }

    /// Reads a `string` that must be UTF-8.
    mutating func text() throws(SSHSignatureError) -> String {
        guard let text = String(validating: try string(), as: UTF8.self) else { throw .malformed(fault) }
        return text
    }

    /// Throws unless everything has been read.
    func end() throws(SSHSignatureError) {
        guard rest.isEmpty else { throw .malformed(fault) }
    }
}

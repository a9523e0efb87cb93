/// A strict reader of the header's grammar (c2sp.org/age, "ABNF definition of file header").
struct HeaderParser {
    private static let argumentMark = Array("-> ".utf8)
    // The longest version worth telling a caller about.
    private static let versionBound = 32

    private let bytes: [UInt8]
    private var position = 0

    /// Parses bytes that should be one whole header.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the version line, the stanzas and the MAC, and nothing after them.
    mutating func header() throws(AgeError) -> (stanzas: [Stanza], mac: [UInt8]) {
        try versionLine()
        var stanzas: [Stanza] = []
        while true {
            let line = try nextLine()
            if line.starts(with: AgeHeader.endMark) {
                guard !stanzas.isEmpty else { throw .malformedHeader("no-stanza") }
                let mac = try Self.mac(line)
                guard position == bytes.count else { throw .malformedHeader("after-mac") }
                return (stanzas, mac)
            }
            guard stanzas.count < AgeHeader.maximumStanzas else { throw .malformedHeader("too-many-stanzas") }
            let arguments = try Self.arguments(line)
            stanzas.append(Stanza(arguments: arguments, body: try body()))
        }
    }

    private mutating func nextLine() throws(AgeError) -> ArraySlice<UInt8> {
        guard let end = bytes[position...].firstIndex(of: .lineFeed) else { throw .truncated(chunk: nil) }
        defer { position = end + 1 }
        return bytes[position..<end]
    }

    private mutating func versionLine() throws(AgeError) {
        guard bytes.starts(with: AgeHeader.versionPrefix) else {
            let isCut = !bytes.isEmpty && AgeHeader.versionPrefix.starts(with: bytes)
            throw isCut ? .truncated(chunk: nil) : .notAgeFile
        }
        let version = try nextLine().dropFirst(AgeHeader.versionPrefix.count)
        guard version != AgeHeader.version[...] else { return }
        guard (1...Self.versionBound).contains(version.count), version.allSatisfy(\.isVisible) else {
            throw .malformedHeader("version-line")
        }
        throw .unsupportedVersion(String(decoding: version, as: UTF8.self))
    }

    private static func arguments(_ line: ArraySlice<UInt8>) throws(AgeError) -> [String] {
        guard line.starts(with: argumentMark) else { throw .malformedHeader("stanza-start") }
        let arguments = line.dropFirst(argumentMark.count).split(
            separator: .space, omittingEmptySubsequences: false)
        guard arguments.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isVisible) }) else {
            throw .malformedHeader("stanza-arguments")
        }
        return arguments.map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func body() throws(AgeError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try nextLine()
            guard line.count <= Stanza.bodyColumns else { throw .malformedHeader("stanza-body-columns") }
            // A full line holds whole groups of four, so each line can be decoded by itself.
            guard Base64.decode(line, into: &body) else { throw .malformedHeader("stanza-body-base64") }
            if line.count < Stanza.bodyColumns { return body }
        }
    }

    private static func mac(_ line: ArraySlice<UInt8>) throws(AgeError) -> [UInt8] {
        let text = line.dropFirst(AgeHeader.endMark.count)
        guard text.first == .space, let mac = Base64.decode(text.dropFirst()),
            mac.count == AgeHeader.macLength
        else { throw .malformedHeader("mac-line") }
        return mac
    }
}

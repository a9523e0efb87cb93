import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The textual header of a file (c2sp.org/age, "Header").
///
/// The grammar gives every header one form only, so what was parsed serialises to the same bytes again.
struct AgeHeader: Equatable {
    /// The most stanzas that are read or written.
    static let maximumStanzas = 1024
    /// What every version line begins with.
    static let versionPrefix = Array("age-encryption.org/".utf8)
    /// The one version this module knows.
    static let version = Array("v1".utf8)
    /// What the last line begins with; the MAC covers everything up to its end.
    static let endMark = Array("---".utf8)
    /// The length of the MAC in bytes.
    static let macLength = 32

    private static let macInfo = Array("header".utf8)

    /// The stanzas in file order, at least one.
    var stanzas: [Stanza]
    /// The MAC, 32 bytes.
    var mac: [UInt8]

    /// Makes a header that the file key authenticates.
    init(_ stanzas: [Stanza], fileKey: [UInt8]) {
        self.stanzas = stanzas
        mac = []
        let code = HMAC<SHA256>.authenticationCode(for: authenticated, using: Self.macKey(fileKey))
        mac = Array(code)
    }

    /// Parses a whole header, from its first byte to the last line's end.
    ///
    /// Throws `AgeError.notAgeFile`, `.unsupportedVersion`, `.malformedHeader`, or `.truncated` where
    /// the bytes end first.
    init(parsing bytes: [UInt8]) throws(AgeError) {
        var parser = HeaderParser(bytes)
        (stanzas, mac) = try parser.header()
    }

    /// The header as it stands in a file, line ends included.
    var bytes: [UInt8] {
        var output = authenticated
        output.append(.space)
        Base64.append(mac, to: &output)
        output.append(.lineFeed)
        return output
    }

    /// Whether the file key made this header; takes the same time whatever differs.
    func isAuthentic(under fileKey: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            mac, authenticating: authenticated, using: Self.macKey(fileKey))
    }

    private var authenticated: [UInt8] {
        var output = Self.versionPrefix
        output.reserveCapacity(256 * stanzas.count)
        output.append(contentsOf: Self.version)
        output.append(.lineFeed)
        for stanza in stanzas {
            stanza.append(to: &output)
        }
        output.append(contentsOf: Self.endMark)
        return output
    }

    private static func macKey(_ fileKey: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: fileKey), info: macInfo, outputByteCount: 32)
    }
}

import Crypto
import CryptoExtras

/// A file key wrapped under a passphrase (c2sp.org/age, "scrypt recipient stanza").
struct ScryptStanza {
    /// The first argument of the stanza.
    static let name = "scrypt"

    // scrypt at 2^30 already takes a tebibyte.
    private static let hardMaximum = 30
    private static let saltLength = 16
    private static let label = Array("age-encryption.org/v1/scrypt".utf8)

    private let salt: [UInt8]
    private let workFactor: Int
    private let body: [UInt8]

    /// Checks the arguments and the body's length; throws `AgeError.malformedHeader`.
    init(_ stanza: Stanza) throws(AgeError) {
        guard stanza.arguments.count == 3 else { throw .malformedHeader("scrypt-arguments") }
        guard let salt = Base64.decode(stanza.arguments[1].utf8), salt.count == Self.saltLength else {
            throw .malformedHeader("scrypt-salt")
        }
        let digits = stanza.arguments[2].utf8
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != 0x30,
            let workFactor = Int(stanza.arguments[2])
        else { throw .malformedHeader("scrypt-work-factor") }
        guard stanza.body.count == FileKeyWrap.bodyLength else {
            throw .malformedHeader("scrypt-body-length")
        }
        self.salt = salt
        self.workFactor = workFactor
        body = stanza.body
    }

    /// Wraps a file key, with a salt of 16 random bytes.
    ///
    /// Throws `AgeError.unusableRecipients` for an empty passphrase or a work factor out of 1 to 30.
    static func wrap(
        _ fileKey: [UInt8], passphrase: [UInt8], workFactor: Int, random: RandomBytes
    ) throws(AgeError) -> Stanza {
        guard !passphrase.isEmpty else { throw .unusableRecipients("empty-passphrase") }
        guard (1...hardMaximum).contains(workFactor) else { throw .unusableRecipients("scrypt-work-factor") }
        let salt = take(saltLength, from: random)
        let key = try wrapKey(passphrase, salt: salt, workFactor: workFactor)
        let body = try FileKeyWrap.seal(fileKey, under: key)
        return Stanza(arguments: [name, Base64.encode(salt), String(workFactor)], body: body)
    }

    /// Returns the file key; nil where the passphrase is wrong.
    ///
    /// Throws `AgeError.workFactorTooHigh` before any work is done.
    func unwrap(passphrase: [UInt8], maximumWorkFactor: Int) throws(AgeError) -> [UInt8]? {
        let maximum = min(maximumWorkFactor, Self.hardMaximum)
        guard workFactor <= maximum else { throw .workFactorTooHigh(found: workFactor, maximum: maximum) }
        // Nothing is sealed under an empty passphrase, and the library does not take one.
        guard !passphrase.isEmpty else { return nil }
        let key = try Self.wrapKey(passphrase, salt: salt, workFactor: workFactor)
        return try FileKeyWrap.open(body, under: key)
    }

    private static func wrapKey(
        _ passphrase: [UInt8], salt: [UInt8], workFactor: Int
    ) throws(AgeError) -> SymmetricKey {
        try AgeError.wrapping {
            try KDF.Scrypt.deriveKey(
                from: passphrase, salt: label + salt, outputByteCount: FileKeyWrap.wrapKeyLength,
                rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
        }
    }
}

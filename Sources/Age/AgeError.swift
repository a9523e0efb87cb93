/// Why a file could not be sealed or opened, or a key could not be read.
///
/// Facts are short lower-case words joined by hyphens, for programs and logs; they are not prose.
/// Errors thrown by a caller's own read or write closure are passed on as they are.
package enum AgeError: Error, Equatable, Sendable {
    /// The first bytes are not those of a binary age file.
    case notAgeFile
    /// The version line is well formed and names another version than `v1`.
    case unsupportedVersion(String)
    /// The header breaks the grammar or a rule of one of its stanzas.
    case malformedHeader(String)
    /// A file key was found, and the header was altered after that key made it.
    case headerMACMismatch
    /// No identity unwraps the file key; `needsPassphrase` tells a file sealed with a passphrase
    /// for which no passphrase was given from one sealed to other keys.
    case noIdentityMatched(needsPassphrase: Bool)
    /// The file is sealed with a passphrase, and none of those given is the right one.
    case wrongPassphrase
    /// The base-two logarithm of the scrypt cost is above what the caller allows.
    case workFactorTooHigh(found: Int, maximum: Int)
    /// A chunk failed authentication; `chunk` counts from zero.
    ///
    /// `atEnd` is true where the source ended inside this chunk, so that a cut is as likely as an alteration.
    case chunkFailed(chunk: Int, atEnd: Bool)
    /// The source ended before the final chunk: inside the header (`chunk` is nil), or where
    /// the given chunk, counted from zero, should be.
    case truncated(chunk: Int?)
    /// Bytes follow the final chunk.
    case trailingData
    /// The final chunk is empty although chunks came before it.
    case emptyFinalChunk
    /// A recipient's text or bytes are not a usable X25519 public key.
    case badRecipient(String)
    /// An identity's text or bytes are not an X25519 secret key; never carries a part of it.
    case badIdentity(String)
    /// This list of recipients cannot be sealed to.
    case unusableRecipients(String)
    /// The writer was used after its final chunk.
    case alreadyFinished
    /// The cryptographic library refused; in practice scrypt that could not get its memory.
    case cryptography(String)
}

extension AgeError {
    /// Runs a call into the cryptographic library and turns its errors into this type.
    static func wrapping<Value>(_ body: () throws -> Value) throws(AgeError) -> Value {
        do {
            return try body()
        } catch {
            throw .cryptography(String(describing: error))
        }
    }
}

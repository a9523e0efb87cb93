/// Why a signature or key was refused.
///
/// Facts are short lower-case words joined by hyphens, for programs and logs; they are not prose.
package enum SSHSignatureError: Error, Equatable, Sendable {
    /// The armour, the blob, a key line or an argument breaks its format; the fact names the part.
    case malformed(String)
    /// The blob is of another version than 1.
    case unsupportedVersion(UInt32)
    /// The key or the signature is of another type than `ssh-ed25519`; carries its name.
    case unsupportedKeyType(String)
    /// The message was hashed by something other than sha256 or sha512; carries its name.
    case unsupportedHash(String)
    /// The signature was made for another purpose than the expected one.
    case wrongNamespace(found: String)
    /// The signature was made, or claims to be, by another key than the expected one.
    case wrongKey(found: SSHPublicKey)
    /// The key did not sign this message, hash and namespace.
    case badSignature
}

import Crypto

/// The binary content of an armoured signature (PROTOCOL.sshsig, sections 2 and 3).
struct SignatureBlob {
    /// How the message is hashed before it is signed.
    enum Hash: String {
        case sha256
        case sha512
    }

    /// The most bytes of a namespace that are written; keeps the whole below `Armour.bound`.
    static let namespaceBound = 1024

    private static let preamble = Array("SSHSIG".utf8)
    private static let version: UInt32 = 1
    private static let signatureLength = 64

    /// The key that signed.
    var publicKey: SSHPublicKey
    /// The purpose, not empty.
    var namespace: String
    /// How the message was hashed.
    var hash: Hash
    /// The Ed25519 signature of `signedData`: 64 bytes.
    var signature: [UInt8]

    /// Puts the parts of a new signature together.
    init(publicKey: SSHPublicKey, namespace: String, hash: Hash, signature: [UInt8]) {
        self.publicKey = publicKey
        self.namespace = namespace
        self.hash = hash
        self.signature = signature
    }

    /// Reads a whole blob; throws `SSHSignatureError.malformed` or one of the `unsupported…` cases.
    init(parsing bytes: [UInt8]) throws(SSHSignatureError) {
        var reader = WireReader(bytes, fault: "blob")
        guard try reader.take(Self.preamble.count).elementsEqual(Self.preamble) else {
            throw .malformed("preamble")
        }
        let version = try reader.number()
        guard version == Self.version else { throw .unsupportedVersion(version) }
        publicKey = try SSHPublicKey(blob: reader.string())
        namespace = try reader.text()
        guard !namespace.isEmpty else { throw .malformed("namespace-empty") }
        guard try reader.string().isEmpty else { throw .malformed("reserved-not-empty") }
        let hashName = try reader.text()
        guard let hash = Hash(rawValue: hashName) else { throw .unsupportedHash(hashName) }
        self.hash = hash
        let inner = try reader.string()
        try reader.end()

        var innerReader = WireReader(inner, fault: "signature-blob")
        let signatureType = try innerReader.text()
        guard signatureType == SSHPublicKey.keyType else { throw .unsupportedKeyType(signatureType) }
        signature = try innerReader.string()
        try innerReader.end()
        guard signature.count == Self.signatureLength else { throw .malformed("signature-length") }
    }

    /// The blob in its wire encoding.
    var bytes: [UInt8] {
        var inner: [UInt8] = []
        WireFormat.append(Array(SSHPublicKey.keyType.utf8), to: &inner)
        WireFormat.append(signature, to: &inner)

        var bytes = Self.preamble
        WireFormat.append(Self.version, to: &bytes)
        WireFormat.append(publicKey.blob, to: &bytes)
        WireFormat.append(Array(namespace.utf8), to: &bytes)
        WireFormat.append([], to: &bytes)
        WireFormat.append(Array(hash.rawValue.utf8), to: &bytes)
        WireFormat.append(inner, to: &bytes)
        return bytes
    }

    /// What the key signs: the purpose and the hash's name bound to the message's hash.
    func signedData(_ message: [UInt8]) -> [UInt8] {
        let digest =
            switch hash {
            case .sha256: Array(SHA256.hash(data: message))
            case .sha512: Array(SHA512.hash(data: message))
            }
        var data = Self.preamble
        WireFormat.append(Array(namespace.utf8), to: &data)
        WireFormat.append([], to: &data)
        WireFormat.append(Array(hash.rawValue.utf8), to: &data)
        WireFormat.append(digest, to: &data)
        return data
    }
}

package import Age
import FileIO
package import LaporBundle
package import LaporModel
import SSHSignature

/// Secrets on disk: small files that only their owner may read.
package enum KeyFiles {
    /// Why a secret is not to be had.
    package enum Fault: Error, Equatable, Sendable {
        /// The identity key is under a passphrase, and none was given.
        case passphraseMissing
        case passphraseWrong
        case damaged(path: String)
    }

    /// log2 of scrypt's work: about half a second and 128 MB, once, when a person opens what is sealed.
    private static let work = 17

    /// Where a device's keys lie.
    package static func devicePath(in folder: StoreFolder) -> String { folder.keys + "/device.key" }

    /// Where an office's key for unattended work lies.
    package static func transportPath(in folder: StoreFolder) -> String { folder.keys + "/transport.key" }

    /// Where the key that opens sealed parts lies: under a passphrase, or plainly if it does.
    package static func identityPath(in folder: StoreFolder) -> String {
        let plain = folder.keys + "/identity.key"
        return Folder.exists(plain) ? plain : folder.keys + "/identity.age"
    }

    /// Writes a file over whatever has its name; a power cut leaves the one or the other.
    private static func replace(_ text: String, at path: String) throws {
        try replace(Array(text.utf8), at: path)
    }

    private static func replace(_ bytes: [UInt8], at path: String) throws {
        let part = path + ".new"
        Folder.remove(part)
        try Folder.write(bytes, to: part, mode: 0o600)
        try Folder.move(part, to: path)
        try Folder.sync(Folder.parent(of: path) ?? "/")
    }

    private static func lines(_ path: String) throws -> [String] {
        lines(of: try File.open(path).readAll(limit: 65_536))
    }

    private static func lines(of bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Writes a device's keys, the newest first; what an interrupted setting up left is overwritten.
    ///
    /// With older ones it opens what was sealed to them, and signs what it wrote under them.
    package static func write(_ keys: [DeviceKeys], in folder: StoreFolder) throws {
        let text = keys.map { "\($0.identity.string)\n\(Base64.encode($0.signing.seed))\n" }.joined()
        try replace(text, at: devicePath(in: folder))
    }

    /// A device's keys, the newest first; there is at least one pair.
    package static func device(in folder: StoreFolder) throws -> [DeviceKeys] {
        let path = devicePath(in: folder)
        let lines = try lines(path)
        guard !lines.isEmpty, lines.count.isMultiple(of: 2) else { throw Fault.damaged(path: path) }
        return try stride(from: 0, to: lines.count, by: 2).map { index in
            guard let identity = try? X25519Identity(lines[index]),
                let seed = Base64.decode(lines[index + 1]),
                let keys = try? DeviceKeys(signingSeed: seed, identitySecret: identity.secret)
            else { throw Fault.damaged(path: path) }
            return keys
        }
    }

    /// Writes an office's keys, the newest first: the identity keys under a passphrase, or plainly where there is none.
    package static func write(
        _ keys: OfficeKeys, identities: [X25519Identity], passphrase: [UInt8]?, in folder: StoreFolder,
        random: @escaping Randomness
    ) throws {
        func text(_ keys: [X25519Identity]) -> String { keys.map { $0.string + "\n" }.joined() }
        try replace(text(keys.transports), at: transportPath(in: folder))
        let (plain, sealed) = (folder.keys + "/identity.key", folder.keys + "/identity.age")
        if let passphrase {
            let bytes = try Age.seal(
                Array(text(identities).utf8), to: [.scrypt(passphrase: passphrase, workFactor: work)],
                random: random)
            try replace(bytes, at: sealed)
            Folder.remove(plain)
        } else {
            try replace(text(identities), at: plain)
            Folder.remove(sealed)
        }
    }

    /// An office's keys for unattended work.
    package static func office(in folder: StoreFolder) throws -> OfficeKeys {
        let path = transportPath(in: folder)
        return try OfficeKeys(transports: try keys(try lines(path), of: path))
    }

    /// The keys that open sealed parts, the newest first; `passphrase` is asked for only if it is needed.
    package static func identities(
        in folder: StoreFolder, passphrase: () throws -> [UInt8]?
    ) throws -> [X25519Identity] {
        let path = identityPath(in: folder)
        if path.hasSuffix(".key") { return try keys(try lines(path), of: path) }
        let sealed = try File.open(path).readAll(limit: 65_536)
        guard let passphrase = try passphrase() else { throw Fault.passphraseMissing }
        do {
            let opened = try Age.open(
                sealed, with: [.scrypt(passphrase: passphrase, maximumWorkFactor: 20)])
            return try keys(lines(of: opened), of: path)
        } catch AgeError.wrongPassphrase, AgeError.noIdentityMatched {
            throw Fault.passphraseWrong
        }
    }

    private static func keys(_ lines: [String], of path: String) throws -> [X25519Identity] {
        let keys = lines.compactMap { try? X25519Identity($0) }
        guard !keys.isEmpty, keys.count == lines.count else { throw Fault.damaged(path: path) }
        return keys
    }
}

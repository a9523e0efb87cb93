package import CanonicalJSON
package import LaporModel
package import SSHSignature

/// An office's signing keys one after another, each announced by the one before it and by itself (FORMAT.md, Keys).
package struct Succession: Equatable, Sendable {
    /// The oldest first; the office's id is of that one.
    package private(set) var keys: [SSHPublicKey]
    private var links: [Link] = []

    private struct Link: Equatable {
        /// By the key before, and by the new one.
        var former: String
        var signature: String
    }

    private static let namespace = "lapor-rotation"

    /// The succession of an office's keys.
    package init(_ signing: [SSHSigningKey]) throws {
        let oldestFirst = Array(signing.reversed())
        keys = oldestFirst.map(\.publicKey)
        for (old, new) in zip(oldestFirst, oldestFirst.dropFirst()) {
            let text = Self.text(office: office, key: new.publicKey)
            links.append(
                Link(
                    former: try old.sign(text, namespace: Self.namespace),
                    signature: try new.sign(text, namespace: Self.namespace)))
        }
    }

    /// The office whose first key this begins with.
    package var office: Identifier { Identifier(feedOf: keys[0].raw, purpose: .registry) }

    /// The key that counts now.
    package var current: SSHPublicKey { keys[keys.count - 1] }

    /// Whether the current key is another one, or follows on it.
    package func reaches(from line: String) -> Bool { keys.contains { $0.line == line } }

    /// As it travels; `nil` while an office has its first key.
    package var json: JSON? {
        guard !links.isEmpty else { return nil }
        let first = JSON.object([("signing_key", .string(keys[0].line))])
        return .array(
            [first]
                + zip(keys.dropFirst(), links).map { key, link in
                    .object([
                        ("former", .string(link.former)), ("signature", .string(link.signature)),
                        ("signing_key", .string(key.line)),
                    ])
                })
    }

    /// Reads what travels and verifies every link; `nil` unless it leads from an office's first key to this one.
    package init?(_ json: JSON?, of office: Identifier, to key: SSHPublicKey) {
        keys = []
        for (index, item) in (json?.array ?? [.object([("signing_key", .string(key.line))])]).enumerated() {
            guard let next = item["signing_key"]?.string.flatMap({ try? SSHPublicKey(line: $0) }) else {
                return nil
            }
            if let last = keys.last {
                guard let former = item["former"]?.string, let signature = item["signature"]?.string,
                    Self.isSigned(former, by: last, office: office, next),
                    Self.isSigned(signature, by: next, office: office, next)
                else { return nil }
                links.append(Link(former: former, signature: signature))
            }
            // More than anybody will ever need.
            guard index < 64 else { return nil }
            keys.append(next)
        }
        guard !keys.isEmpty, self.office == office, current == key else { return nil }
    }

    private static func isSigned(
        _ signature: String, by key: SSHPublicKey, office: Identifier, _ next: SSHPublicKey
    ) -> Bool {
        (try? SSHSignature.verify(
            signature, message: text(office: office, key: next), namespace: namespace, key: key)) != nil
    }

    private static func text(office: Identifier, key: SSHPublicKey) -> [UInt8] {
        Array("\(office.hex)\n\(key.line)\n".utf8)
    }
}

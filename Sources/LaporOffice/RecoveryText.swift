package import Age
package import LaporBundle
package import LaporModel

/// An office's secrets as they stand on paper (FORMAT.md, Keys): the transport key, the identity key, then the pairs
/// that they replaced.
package struct RecoveryText: Sendable {
    /// Why a text is none; never with a part of it.
    package enum Fault: Error, Equatable, Sendable {
        /// A line, from 1, that is no key, no comment and not blank.
        case notAKey(line: Int)
        /// The second key is the first once more.
        case repeated(line: Int)
        /// There are not the two keys that every office has.
        case tooFew(keys: Int)
        /// The last key, of those that follow the first two, has no other to make a pair.
        case unpaired(line: Int)
    }

    /// The transport and the identity key, then the pairs that they replaced, the newest first.
    private let pairs: [(transport: X25519Identity, identity: X25519Identity)]

    /// What follows from the transport keys.
    package let keys: OfficeKeys
    /// The keys that open sealed parts, the newest first.
    package let identities: [X25519Identity]

    /// Two new keys.
    package init(random: Randomness) throws {
        try self.init([
            (try X25519Identity(secret: random(32)), try X25519Identity(secret: random(32)))
        ])
    }

    /// The text of these keys, the newest first; where one kind was replaced more often, the other's stand for longer.
    package init(transports: [X25519Identity], identities: [X25519Identity]) throws {
        let count = max(transports.count, identities.count)
        try self.init(
            (0..<count).map { index in
                (
                    transports[min(index, transports.count - 1)],
                    identities[min(index, identities.count - 1)]
                )
            })
    }

    private init(_ pairs: [(transport: X25519Identity, identity: X25519Identity)]) throws {
        self.pairs = pairs
        func distinct(_ keys: [X25519Identity]) -> [X25519Identity] {
            keys.enumerated().filter { index, key in
                !keys[..<index].contains { $0.recipient == key.recipient }
            }.map(\.element)
        }
        keys = try OfficeKeys(transports: distinct(pairs.map(\.transport)))
        identities = distinct(pairs.map(\.identity))
    }

    /// Reads a text that somebody may have typed from paper: blank lines, comments that begin with `#`, white space
    /// around a line and small letters are all the same to it.
    package init(_ bytes: [UInt8]) throws {
        var found: [(line: Int, key: X25519Identity)] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            // Editors put a byte order mark before the first line.
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let start = index == 0 && line.starts(with: mark) ? line.dropFirst(mark.count) : line
            let text = String(decoding: start, as: UTF8.self).trimmed
            if text.isEmpty || text.hasPrefix("#") { continue }
            guard let key = try? X25519Identity(text.uppercased()) else {
                throw Fault.notAKey(line: index + 1)
            }
            found.append((index + 1, key))
        }
        guard found.count >= 2 else { throw Fault.tooFew(keys: found.count) }
        guard found[0].key.recipient != found[1].key.recipient else {
            throw Fault.repeated(line: found[1].line)
        }
        if let last = found.last, found.count % 2 == 1 { throw Fault.unpaired(line: last.line) }
        try self.init(
            stride(from: 0, to: found.count, by: 2).map { (found[$0].key, found[$0 + 1].key) })
    }

    /// The keys, one a line.
    package var text: String {
        pairs.flatMap { [$0.transport.string, $0.identity.string] }.joined(separator: "\n")
    }
}

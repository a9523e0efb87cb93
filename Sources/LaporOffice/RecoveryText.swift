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

    /// What follows from the transport key.
    package let keys: OfficeKeys
    /// The key that opens sealed parts.
    package let identity: X25519Identity
    /// What they replaced, in the order of the text.
    package let older: [X25519Identity]

    /// Two new keys.
    package init(random: Randomness) throws {
        keys = try OfficeKeys(transportSecret: random(32))
        identity = try X25519Identity(secret: random(32))
        older = []
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
        keys = try OfficeKeys(transportSecret: found[0].key.secret)
        identity = found[1].key
        older = found.dropFirst(2).map(\.key)
    }

    /// The keys, one a line.
    package var text: String {
        ([keys.transport, identity] + older).map(\.string).joined(separator: "\n")
    }
}

/// 128 bits that name a feed, a complaint, a bundle or a kit; written as 32 lowercase hex digits.
package struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    private var high: UInt64
    private var low: UInt64

    /// The identifier whose bytes these are; `nil` unless there are 16.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The identifier written as 32 lowercase hex digits.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex, count: 16) else { return nil }
        self.init(bytes: bytes)
    }

    /// A random identifier.
    package init(random: Randomness) {
        let bytes = random(16)
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first 16 bytes of a hash.
    init(prefixOf hash: Hash) {
        let bytes = hash.bytes
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes.
    package var bytes: [UInt8] {
        withBytes { Array($0) }
    }

    /// Gives the 16 bytes without a copy on the heap.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }

    /// 32 lowercase hex digits.
    package var hex: String {
        withBytes { Hex.string($0) }
    }

    /// The first 8 hex digits: what a person sees of a device or an office.
    package var code: String {
        String(hex.prefix(8))
    }

    package var description: String { hex }

    package static func < (left: Identifier, right: Identifier) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier {
    /// What a feed is for; part of its id, so that one key can have several.
    package enum FeedPurpose: Equatable, Sendable {
        case device
        case registry
        case answers(device: Identifier)

        var text: String {
            switch self {
            case .device: "device"
            case .registry: "registry"
            case .answers(let device): "answers \(device.hex)"
            }
        }
    }

    /// The id of a complaint that a feed takes down with a body of this salt: nobody else can claim it (FORMAT.md, captured).
    package init(complaintOf feed: Identifier, salt: String) {
        self.init(prefixOf: Hash(of: "lapor complaint 1\n\(feed.hex)\n\(salt)\n"))
    }

    /// The id of the feed that a public key (32 raw bytes) signs for a purpose (FORMAT.md, Feeds).
    package init(feedOf publicKey: [UInt8], purpose: FeedPurpose) {
        self.init(prefixOf: Hash(of: publicKey + Array(purpose.text.utf8)))
    }
}

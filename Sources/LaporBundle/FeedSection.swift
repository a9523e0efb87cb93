import CanonicalJSON
package import LaporModel
package import SSHSignature

/// One feed's part of a bundle: who it is, and which ranges of it are there (FORMAT.md, feeds.json).
package struct FeedSection: Sendable {
    /// Consecutive events, up to one that their author has signed.
    package struct Range: Equatable, Comparable, Sendable {
        package var first: Int
        package var last: Int
        /// The id of the event before `first`; `nil` if that is 1.
        package var before: Hash?
        /// The id of the event `last`.
        package var id: Hash
        /// The author's, over the head text of `last`; `nil` where a range was damaged and ends before its head.
        package var signature: String?

        /// A range of these parts.
        package init(first: Int, last: Int, before: Hash?, id: Hash, signature: String?) {
            self.first = first
            self.last = last
            self.before = before
            self.id = id
            self.signature = signature
        }

        package static func < (left: Range, right: Range) -> Bool {
            (left.first, left.last, left.id) < (right.first, right.last, right.id)
        }

        func overlaps(_ other: Range) -> Bool { first <= other.last && other.first <= last }
    }

    package var feed: Identifier
    /// The feed's first event.
    package var began: Event
    package var ranges: [Range]

    /// A section of these parts.
    package init(feed: Identifier, began: Event, ranges: [Range]) {
        self.feed = feed
        self.began = began
        self.ranges = ranges
    }

    /// Whether a range shares sequences with another one, as the branches of a fork do: then the names of its events
    /// files must say which of them they belong to.
    func isBranch(_ range: Range) -> Bool {
        ranges.contains { $0 != range && $0.overlaps(range) }
    }

    /// The author's key, as the first event names it.
    package var key: SSHPublicKey {
        get throws {
            guard let line = began.body?["signing_key"]?.string, let key = try? SSHPublicKey(line: line)
            else {
                throw BundleError.damaged(file: "data/feeds.json", fact: "signing_key")
            }
            return key
        }
    }

    /// What the feed is for, as its first event shows.
    package var purpose: Identifier.FeedPurpose {
        if let device = began.body?["device"]?.string.flatMap({ Identifier(hex: $0) }) {
            return .answers(device: device)
        }
        return began.body?["identity_recipient"] != nil ? .registry : .device
    }

    /// Checks that the first event is one, that the feed's id is that of its key, and every head's signature.
    func verify() throws {
        let key = try key
        guard began.header.kind == EventKind.began, began.header.sequence == 1, began.header.previous == nil,
            began.header.feed == feed
        else { throw BundleError.damaged(file: "data/feeds.json", fact: "began") }
        guard Identifier(feedOf: key.raw, purpose: purpose) == feed else {
            throw BundleError.forged(fact: "feed \(feed.code): another key")
        }
        for (left, right) in zip(ranges, ranges.dropFirst()) where left >= right {
            throw BundleError.damaged(file: "data/feeds.json", fact: "ranges")
        }
        for range in ranges {
            guard range.first >= 1, range.last >= range.first, (range.before == nil) == (range.first == 1)
            else { throw BundleError.damaged(file: "data/feeds.json", fact: "ranges") }
            let text = Event.headText(feed: feed, sequence: range.last, id: range.id)
            guard let signature = range.signature else {
                throw BundleError.forged(fact: "head \(feed.code)/\(range.last)")
            }
            do {
                try SSHSignature.verify(signature, message: text, namespace: "lapor-head", key: key)
            } catch {
                throw BundleError.forged(fact: "head \(feed.code)/\(range.last)")
            }
        }
    }
}

extension FeedSection {
    var json: JSON {
        .object([
            (
                "began",
                .object([
                    ("body", .string(String(decoding: began.bodyLine, as: UTF8.self))),
                    ("header", .string(String(decoding: began.headerLine, as: UTF8.self))),
                ])
            ),
            ("feed", .string(feed.hex)),
            ("ranges", .array(ranges.map(\.json))),
        ])
    }

    init(json: JSON) throws {
        func malformed(_ fact: String) -> BundleError { .damaged(file: "data/feeds.json", fact: fact) }
        guard let feed = json["feed"]?.string.flatMap({ Identifier(hex: $0) }),
            let header = json["began"]?["header"]?.string, let body = json["began"]?["body"]?.string,
            let ranges = json["ranges"]?.array, !ranges.isEmpty
        else { throw malformed("feed") }
        let began = try BundleError.mapping("data/feeds.json") {
            try Event(headerLine: Array(header.utf8)[...], bodyLine: Array(body.utf8)[...])
        }
        self.init(
            feed: feed, began: began,
            ranges: try ranges.map { range in
                guard let range = Range(json: range) else { throw malformed("range") }
                return range
            })
    }

    /// The whole file.
    static func file(_ sections: [FeedSection], succession: Succession?) -> [UInt8] {
        var file = JSONObject([("feeds", .array(sections.map(\.json)))])
        file.add("succession", succession?.json)
        return JSON.object(file).canonical
    }

    static func file(_ bytes: [UInt8]) throws -> JSON {
        guard let json = try? JSON(bytes, form: .canonical) else {
            throw BundleError.damaged(file: "data/feeds.json", fact: "JSON")
        }
        return json
    }

    static func read(_ json: JSON) throws -> [FeedSection] {
        guard let feeds = json["feeds"]?.array else {
            throw BundleError.damaged(file: "data/feeds.json", fact: "JSON")
        }
        let sections = try feeds.map { try FeedSection(json: $0) }
        for (left, right) in zip(sections, sections.dropFirst()) where left.feed >= right.feed {
            throw BundleError.damaged(file: "data/feeds.json", fact: "order")
        }
        for section in sections { try section.verify() }
        return sections
    }
}

extension FeedSection.Range {
    var json: JSON {
        .object([
            ("before", before.map { .string($0.hex) } ?? .null), ("first", .integer(first)),
            ("id", .string(id.hex)), ("last", .integer(last)), ("signature", .string(orNull: signature)),
        ])
    }

    init?(json: JSON) {
        guard let first = json["first"]?.integer, let last = json["last"]?.integer,
            let before = json["before"],
            let id = json["id"]?.string.flatMap({ Hash(hex: $0) }), let signature = json["signature"]?.string
        else { return nil }
        let previous = before.string.flatMap { Hash(hex: $0) }
        guard previous != nil || before == .null else { return nil }
        self.init(first: first, last: last, before: previous, id: id, signature: signature)
    }
}

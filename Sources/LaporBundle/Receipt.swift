import CanonicalJSON
package import LaporModel

/// What an office's store holds, feed by feed: it travels back and says what has arrived (FORMAT.md, Receipts).
package struct Receipt: Equatable, Sendable {
    /// Consecutive events, with the id of the last: on a fork, only that tells which of the branches is held.
    package struct Range: Equatable, Sendable {
        package var first: Int
        package var last: Int
        package var id: Hash

        /// A range that ends in an event.
        package init(first: Int, last: Int, id: Hash) {
            self.first = first
            self.last = last
            self.id = id
        }
    }

    /// What is held of one feed.
    package struct Held: Equatable, Sendable {
        package var feed: Identifier
        package var ranges: [Range]
        /// Attachments that its events name and that have not arrived.
        package var missingBlobs: [Hash]

        /// Ranges and missing blobs of a feed.
        package init(feed: Identifier, ranges: [Range], missingBlobs: [Hash]) {
            self.feed = feed
            self.ranges = ranges
            self.missingBlobs = missingBlobs
        }
    }

    package var office: Identifier
    /// Names the life of the office's store: one brought back from a backup has another.
    package var epoch: String
    /// Grows with every receipt of the epoch.
    package var serial: Int
    package var at: Timestamp
    package var feeds: [Held]

    /// A receipt of these parts.
    package init(office: Identifier, epoch: String, serial: Int, at: Timestamp, feeds: [Held]) {
        self.office = office
        self.epoch = epoch
        self.serial = serial
        self.at = at
        self.feeds = feeds
    }

    /// Whether this receipt counts rather than another, even where it confirms less.
    package func isNewer(than other: Receipt) -> Bool {
        epoch == other.epoch ? serial > other.serial : at > other.at
    }

    /// The file's bytes.
    package var bytes: [UInt8] {
        let feeds = feeds.map { held in
            JSON.object([
                ("blobs", .array(held.missingBlobs.map { .string($0.hex) })),
                ("feed", .string(held.feed.hex)),
                (
                    "ranges",
                    .array(
                        held.ranges.map { range in
                            .object([
                                ("first", .integer(range.first)), ("id", .string(range.id.hex)),
                                ("last", .integer(range.last)),
                            ])
                        })
                ),
            ])
        }
        return JSON.object([
            ("at", .string(at.description)), ("epoch", .string(epoch)), ("feeds", .array(feeds)),
            ("office", .string(office.hex)), ("serial", .integer(serial)),
        ]).canonical
    }

    /// Reads the file strictly; `nil` if it is none.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(bytes, form: .canonical),
            let office = json["office"]?.string.flatMap({ Identifier(hex: $0) }),
            let epoch = json["epoch"]?.string, let serial = json["serial"]?.integer,
            let at = json["at"]?.string.flatMap({ Timestamp($0) }), let feeds = json["feeds"]?.array
        else { return nil }
        self.init(office: office, epoch: epoch, serial: serial, at: at, feeds: [])
        for feed in feeds {
            guard let held = Held(json: feed) else { return nil }
            self.feeds.append(held)
        }
    }

    /// What is held of a feed; nothing if the receipt does not name it.
    package subscript(feed: Identifier) -> Held {
        feeds.first { $0.feed == feed } ?? Held(feed: feed, ranges: [], missingBlobs: [])
    }
}

extension Receipt.Held {
    init?(json: JSON) {
        guard let feed = json["feed"]?.string.flatMap({ Identifier(hex: $0) }),
            let ranges = json["ranges"]?.array,
            let blobs = json["blobs"]?.array
        else { return nil }
        self.init(
            feed: feed, ranges: [], missingBlobs: blobs.compactMap { $0.string.flatMap { Hash(hex: $0) } })
        for range in ranges {
            guard let first = range["first"]?.integer, let last = range["last"]?.integer,
                let id = range["id"]?.string.flatMap({ Hash(hex: $0) }), first >= 1, first <= last
            else { return nil }
            self.ranges.append(Receipt.Range(first: first, last: last, id: id))
        }
    }
}

/// An event's first line: who says what kind of thing, where in the chain (FORMAT.md, Events).
package struct EventHeader: Equatable, Sendable {
    /// Longest header line in bytes.
    package static let longestLine = 1_024

    /// SHA-256 of the body line.
    package var body: Hash
    package var complaint: Identifier?
    package var feed: Identifier
    package var kind: String
    /// The id of the event before it; `nil` in a feed's first.
    package var previous: Hash?
    /// By the author's clock: data, never order.
    package var recordedAt: Timestamp
    /// Counts from 1.
    package var sequence: Int

    /// A header of these parts.
    package init(
        body: Hash, complaint: Identifier?, feed: Identifier, kind: String, previous: Hash?,
        recordedAt: Timestamp, sequence: Int
    ) {
        self.body = body
        self.complaint = complaint
        self.feed = feed
        self.kind = kind
        self.previous = previous
        self.recordedAt = recordedAt
        self.sequence = sequence
    }

    /// The line without its LF, canonical JSON.
    package var line: [UInt8] {
        let complaint = complaint.map { "\"\($0.hex)\"" } ?? "null"
        let previous = previous.map { "\"\($0.hex)\"" } ?? "null"
        let line = """
            {"body":"\(body.hex)","complaint":\(complaint),"feed":"\(feed.hex)","kind":"\(kind)",\
            "previous":\(previous),"recorded_at":"\(recordedAt)","sequence":\(sequence)}
            """
        return Array(line.utf8)
    }

    /// Reads a line without its LF; `nil` unless it is the canonical line of a header.
    package init?(line: UnsafeBufferPointer<UInt8>) {
        var cursor = Cursor(bytes: line)
        guard line.count <= Self.longestLine,
            cursor.take("{\"body\":\""), let body = cursor.hash(),
            cursor.take("\",\"complaint\":"), let complaint = cursor.nullable({ $0.identifier() }),
            cursor.take(",\"feed\":\""), let feed = cursor.identifier(),
            cursor.take("\",\"kind\":\""), let kind = cursor.word(),
            cursor.take("\",\"previous\":"), let previous = cursor.nullable({ $0.hash() }),
            cursor.take(",\"recorded_at\":\""), let time = cursor.text(20), let recordedAt = Timestamp(time),
            cursor.take("\",\"sequence\":"), let sequence = cursor.number(),
            cursor.take("}"), cursor.atEnd
        else { return nil }
        self.init(
            body: body, complaint: complaint, feed: feed, kind: kind, previous: previous,
            recordedAt: recordedAt, sequence: sequence)
    }

    /// The id of the event whose header line this is: a hash that also says what it is of.
    package static func id(ofLine line: UnsafeRawBufferPointer) -> Hash {
        prefix.withUnsafeBytes { Hash(of: $0, line) }
    }

    private static let prefix = Array("lapor event 1\n".utf8)

    /// Whether a text can be a kind: 1 to 32 of a–z and `_`.
    package static func isKind(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

/// A place in a line that is read from left to right.
private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var atEnd: Bool { at == bytes.count }

    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for index in 0..<count where bytes[at + index] != text.utf8Start[index] { return false }
        at += count
        return true
    }

    mutating func text(_ count: Int) -> String? {
        guard at + count <= bytes.count else { return nil }
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }

    mutating func hash() -> Hash? { text(64).flatMap(Hash.init(hex:)) }

    mutating func identifier() -> Identifier? { text(32).flatMap(Identifier.init(hex:)) }

    mutating func nullable<Value>(_ read: (inout Cursor) -> Value?) -> Value?? {
        if take("null") { return .some(nil) }
        guard take("\""), let value = read(&self), take("\"") else { return nil }
        return value
    }

    mutating func word() -> String? {
        let start = at
        while at < bytes.count, (97...122).contains(bytes[at]) || bytes[at] == UInt8(ascii: "_") { at += 1 }
        guard (1...32).contains(at - start) else { return nil }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    mutating func number() -> Int? {
        let start = at
        while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
        guard (1...15).contains(at - start), bytes[start] != UInt8(ascii: "0") else { return nil }
        return Int(String(decoding: bytes[start..<at], as: UTF8.self))
    }
}

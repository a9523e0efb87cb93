import CanonicalJSON
import Foundation
import LaporBundle
package import LaporModel
import SSHSignature

/// A feed and the device in whose complaints it may have a say.
struct Voice: Hashable {
    var feed: Identifier
    var device: Identifier
}

extension Transaction {
    /// What say a feed has in a device's complaints; `nil` if none.
    ///
    /// A device's own successors speak as the device; an answers feed speaks for the office that the device's first event
    /// names if it has that office's key, and for a province if the office, or a province, says so in its answers.
    package func authority(of feed: Identifier, over device: Identifier) throws -> Authority? {
        let voice = Voice(feed: feed, device: device)
        if let known = voices[voice] { return known }
        let found = try lookUp(voice)
        voices[voice] = .some(found)
        return found
    }

    private func lookUp(_ voice: Voice) throws -> Authority? {
        let row = try Row.fetchOne(
            db, sql: "SELECT purpose, device, office FROM feeds WHERE id = ?",
            arguments: [Data(voice.feed.bytes)])
        guard let row else { return nil }
        switch row["purpose"] as String {
        case "device":
            return try goesOn(voice.feed, from: voice.device) ? .device : nil
        case "answers":
            guard (row["device"] as Data?) == Data(voice.device.bytes), let office = row["office"] as Data?
            else { return nil }
            return try answerers(of: voice.device)[office]
        default:
            return nil
        }
    }

    /// Whether a device's feed goes on from another one, perhaps over several.
    package func goesOn(_ feed: Identifier, from origin: Identifier) throws -> Bool {
        var next: Identifier? = feed
        // As many steps as anybody will ever need; a circle ends here too.
        for _ in 0..<64 {
            guard let current = next else { return false }
            if current == origin { return true }
            next = try continued(by: current)
        }
        return false
    }

    /// The feed that another one goes on from.
    package func continued(by feed: Identifier) throws -> Identifier? {
        try Data.fetchOne(db, sql: "SELECT continues FROM feeds WHERE id = ?", arguments: [Data(feed.bytes)])
            .flatMap { Identifier(bytes: $0) }
    }

    /// The offices that answer a device, by their ids: its own, and those that are named upstream of it.
    private func answerers(of device: Identifier) throws -> [Data: Authority] {
        let own = try Data.fetchOne(
            db, sql: "SELECT office FROM feeds WHERE id = ? AND purpose = 'device'",
            arguments: [Data(device.bytes)])
        guard let own else { return [:] }
        let feeds = try Row.fetchAll(
            db, sql: "SELECT feed_key, office FROM feeds WHERE device = ? AND purpose = 'answers'",
            arguments: [Data(device.bytes)])
        var found: [Data: Authority] = [own: .office]
        var unread: Set<Data> = [own]
        while let office = unread.popFirst() {
            for row in feeds where (row["office"] as Data?) == office {
                for peer in try upstream(namedIn: row["feed_key"]) {
                    let id = Data(peer.office.bytes)
                    guard found[id] == nil else { continue }
                    found[id] = .province
                    unread.insert(id)
                }
            }
        }
        return found
    }

    /// The office that writes an answers feed, if the feed's key is its first one or follows on that.
    func office(ofAnswers began: Event) -> Identifier? {
        guard let office = began.body?["office"]?.string.flatMap({ Identifier(hex: $0) }),
            let key = began.body?["signing_key"]?.string.flatMap({ try? SSHPublicKey(line: $0) }),
            Succession(began.body?["succession"], of: office, to: key) != nil
        else { return nil }
        return office
    }

    func upstream(namedIn feed: Int) throws -> [Registry.Peer] {
        try events(
            "SELECT header, body FROM events WHERE feed_key = ? AND kind = 'peered'", arguments: [feed]
        ).compactMap { $0.body.flatMap { Registry.Peer(body: $0) } }.filter { $0.direction == .upstream }
    }

    /// Forgets what say feeds have: one was introduced, or named.
    func forgetVoices() { voices = [:] }

    /// Folds again every complaint of a device in which other feeds had their say.
    func refoldAnswered(_ device: Identifier, storedAt: Timestamp) throws {
        let ids = try Data.fetchAll(
            db,
            sql: """
                SELECT DISTINCT events.complaint FROM events JOIN feeds USING (feed_key)
                WHERE feeds.device = ? AND feeds.purpose = 'answers' AND events.complaint IS NOT NULL
                """,
            arguments: [Data(device.bytes)])
        for id in ids.compactMap({ Identifier(bytes: $0) }) { try refold(id, storedAt: storedAt) }
    }
}

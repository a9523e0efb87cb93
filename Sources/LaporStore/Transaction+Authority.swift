import CanonicalJSON
import Foundation
import GRDB
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
            db, sql: "SELECT purpose, device, signing_key FROM feeds WHERE id = ?",
            arguments: [Data(voice.feed.bytes)])
        guard let row else { return nil }
        switch row["purpose"] as String {
        case "device":
            return try goesOn(voice.feed, from: voice.device) ? .device : nil
        case "answers":
            guard (row["device"] as Data?) == Data(voice.device.bytes) else { return nil }
            return try answerers(of: voice.device)[row["signing_key"]]
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

    /// The keys that answer a device, by their lines: its office's, and those that are named upstream of it.
    private func answerers(of device: Identifier) throws -> [String: Authority] {
        let feeds = try Row.fetchAll(
            db,
            sql: """
                SELECT answers.feed_key, answers.signing_key, devices.office FROM feeds AS answers
                    JOIN feeds AS devices ON devices.id = answers.device AND devices.purpose = 'device'
                WHERE answers.device = ? AND answers.purpose = 'answers'
                """,
            arguments: [Data(device.bytes)])
        var found: [String: Authority] = [:]
        for row in feeds {
            let line: String = row["signing_key"]
            if let office = (row["office"] as Data?).flatMap({ Identifier(bytes: $0) }),
                try succession(of: row["feed_key"], line, of: office) != nil
            {
                found[line] = .office
            }
        }
        var unread = Set(found.keys)
        while let line = unread.popFirst() {
            for row in feeds where row["signing_key"] == line {
                for peer in try upstream(namedIn: row["feed_key"]) {
                    for key in try lines(of: peer, feeds) where found[key] == nil {
                        found[key] = .province
                        unread.insert(key)
                    }
                }
            }
        }
        return found
    }

    /// The keys of an office upstream: the one that is named, and those that followed on it.
    private func lines(of peer: Registry.Peer, _ feeds: [Row]) throws -> [String] {
        try [peer.signingKey]
            + feeds.compactMap { row in
                let line: String = row["signing_key"]
                let found = try succession(of: row["feed_key"], line, of: peer.office)
                return found?.reaches(from: peer.signingKey) == true ? line : nil
            }
    }

    /// How an answers feed's key follows from the first of an office; `nil` if it does not.
    private func succession(of feed: Int, _ line: String, of office: Identifier) throws -> Succession? {
        guard let key = try? SSHPublicKey(line: line) else { return nil }
        // Mostly it is the first one, and nothing has to be read.
        if Identifier(feedOf: key.raw, purpose: .registry) == office {
            return Succession(nil, of: office, to: key)
        }
        let began = try events(
            "SELECT header, body FROM events WHERE feed_key = ? AND sequence = 1", arguments: [feed])
        return began.lazy.compactMap { Succession($0.body?["succession"], of: office, to: key) }.first
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

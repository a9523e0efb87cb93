import Age
import FileIO
import LaporBundle
package import LaporModel
import LaporStore
import SSHSignature

/// A bundle that goes back to a device.
package struct ReplyBundle: Sendable {
    package var path: String
    package var id: Identifier
    package var device: Identifier
    /// Of the file, in bytes.
    package var size: Int
    package var events: Int
}

extension Office {
    /// Writes one bundle for each device, or for one: the receipt, the answers, and its team's complaints.
    package func reply(to target: String, device name: String?) throws -> [ReplyBundle] {
        guard Folder.isFolder(target) else { throw FileError(.open, target, code: 2) }
        let folder = Folder.absolute(target)
        let (devices, receipt) = try write { transaction in
            let all = try self.devices(transaction).filter { $0.lastSequence > 0 }
            let chosen = try name.map { [try self.device(named: $0, transaction)] } ?? all
            let serial = (try transaction.about(.receiptSerial).flatMap { Int($0) } ?? 0) + 1
            try transaction.setAbout(.receiptSerial, String(serial))
            let feeds = try all.map { device in
                Receipt.Held(
                    feed: device.id, ranges: try transaction.ranges(of: device.id),
                    missingBlobs: try transaction.missingBlobs(of: device.id))
            }
            let receipt = Receipt(
                office: id, epoch: try transaction.about(.epoch) ?? "", serial: serial,
                at: surroundings.now(),
                feeds: feeds)
            return (chosen.filter { $0.lastSequence > 0 }, receipt)
        }
        return try store.read { transaction in
            let all = try self.devices(transaction)
            return try devices.map { device in
                let team = all.filter { $0.team == device.team && $0.lastSequence > 0 }
                return try reply(to: device, team: team.map(\.id), receipt, folder, transaction)
            }
        }
    }

    private func reply(
        to device: OfficeDevice, team: [Identifier], _ receipt: Receipt, _ folder: String,
        _ transaction: Transaction
    ) throws -> ReplyBundle {
        guard let line = try transaction.recipient(of: device.id), let recipient = try? X25519Recipient(line)
        else {
            throw StoreError.notFound(device.id.hex)
        }
        let writer = try BundleWriter(spoolFolder: store.folder.staging)
        var own = receipt
        own.feeds = receipt.feeds.filter { team.contains($0.feed) }
        let feeds = (team + team.map { answersFeed(of: $0) }).sorted()
        let sections = try feeds.compactMap { try section(of: $0, writer, transaction) }
        let bundle = Identifier(random: surroundings.random)
        let part = "\(folder)/\(id.code)-\(bundle.hex).lapor.part"
        let sender = BundleWriter.Sender(
            kind: .reply, id: id, key: keys.signing, recipient: keys.transport.recipient)
        do {
            let file = try File.create(part)
            let written = try writer.write(
                to: file, id: bundle, from: sender, to: device.id, recipient: recipient, sections: sections,
                receipt: own, surroundings: surroundings)
            file.dropCache()
            try BundleReader(try File.open(part), with: [keys.transport]).verifyRest()
            let day = written.info.date.description.filter { $0 != "-" }
            // Named by whom it is for: a volunteer looks for the own laptop's code.
            let path = "\(folder)/\(device.id.code)-\(day)-\(bundle.code).lapor"
            let size = file.size
            try Folder.publish(part, as: path)
            return ReplyBundle(
                path: path, id: bundle, device: device.id, size: size, events: writer.eventCount)
        } catch {
            Folder.remove(part)
            throw error
        }
    }

    /// A feed's part of a reply, as far as its author has signed it; `nil` if nothing of it can be vouched for.
    private func section(
        of feed: Identifier, _ writer: BundleWriter, _ transaction: Transaction
    ) throws -> FeedSection? {
        guard let began = try transaction.began(feed) else { return nil }
        let isOwn = try transaction.purpose(of: feed) == "answers"
        var ranges: [FeedSection.Range] = []
        for range in try transaction.ranges(of: feed) {
            let head: (sequence: Int, signature: String)
            if isOwn, let last = try transaction.id(of: feed, sequence: range.upperBound) {
                let text = Event.headText(feed: feed, sequence: range.upperBound, id: last)
                head = (range.upperBound, try keys.signing.sign(text, namespace: "lapor-head"))
            } else if let kept = try transaction.lastHead(of: feed, in: range) {
                head = kept
            } else {
                continue
            }
            guard let last = try transaction.id(of: feed, sequence: head.sequence) else { continue }
            ranges.append(
                FeedSection.Range(
                    first: range.lowerBound, last: head.sequence,
                    before: try transaction.id(of: feed, sequence: range.lowerBound - 1), id: last,
                    signature: head.signature))
            try addEvents(of: feed, range.lowerBound...head.sequence, to: writer, transaction)
        }
        return ranges.isEmpty ? nil : FeedSection(feed: feed, began: began, ranges: ranges)
    }

    private func addEvents(
        of feed: Identifier, _ range: ClosedRange<Int>, to writer: BundleWriter, _ transaction: Transaction
    ) throws {
        var lines: [UInt8] = []
        var start = range.lowerBound
        try transaction.forEachEvent(of: feed, from: range.lowerBound, through: range.upperBound) {
            sequence, _, append in
            append(&lines)
            let isFull =
                lines.count >= BundleLimits.eventsTarget
                || sequence - start + 1 >= BundleLimits.eventsInFileTarget
            if isFull || sequence == range.upperBound {
                try writer.addEvents(feed: feed, first: start, last: sequence, lines: lines)
                lines.removeAll(keepingCapacity: true)
                start = sequence + 1
            }
        }
    }
}

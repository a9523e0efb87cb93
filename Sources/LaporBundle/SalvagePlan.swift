import Archive
import LaporModel
import SSHSignature

/// The two ends of the chain that an events file holds.
struct EventsEnds {
    /// The id of the event before the first; `nil` if that has the sequence 1.
    var before: Hash?
    var id: Hash

    /// Checks that a file's events are a chain, wherever that comes from.
    init(_ file: EventsFile, _ events: [Event]) throws {
        // What a file goes on from need not be whole; that of a range's first stands in feeds.json.
        let isFirst = file.first == file.range.first
        before = isFirst ? file.range.before : events.first?.header.previous
        guard let id = try file.checkChain(events, after: before) else {
            throw BundleError.damaged(file: file.path, fact: "count")
        }
        self.id = id
    }
}

/// What a bundle's payload must be by its signed manifest and `feeds.json`, before any of it is read.
struct SalvagePlan {
    /// Events files that are whole and follow on each other.
    struct Run {
        var feed: Identifier
        var range: FeedSection.Range
        var places: [Int]
    }

    let sections: [FeedSection]
    let blobs: [(place: Int, sha256: Hash)]
    private let files: [(place: Int, file: EventsFile)]
    private let entries: [String]

    /// Fits the manifest to the ranges behind what a reader has read.
    init(_ reader: BundleReader) throws {
        let entries = reader.bag.entries
        var place = reader.bag.next
        var files: [(place: Int, file: EventsFile)] = []
        for section in reader.sections {
            for range in section.ranges {
                var next = range.first
                while next <= range.last {
                    let path = place < entries.count ? entries[place].path : nil
                    let file = try EventsFile(path, section, range, from: next)
                    files.append((place, file))
                    next = file.last + 1
                    place += 1
                }
            }
        }
        blobs = try entries[place...].enumerated().map { offset, entry in
            guard entry.path == "data/blobs/\(entry.sha256)", let hash = Hash(hex: entry.sha256) else {
                throw BundleError.damaged(file: entry.path, fact: "name")
            }
            return (place + offset, hash)
        }
        sections = reader.sections
        self.files = files
        self.entries = entries.map(\.sha256)
    }

    /// The first place behind the files that were read before.
    private var firstPlace: Int { files.first?.place ?? 0 }

    func eventsFile(at place: Int) -> EventsFile? {
        let index = place - firstPlace
        return files.indices.contains(index) ? files[index].file : nil
    }

    func blob(at place: Int) -> (place: Int, sha256: Hash)? {
        guard let first = blobs.first, blobs.indices.contains(place - first.place) else { return nil }
        return blobs[place - first.place]
    }

    func sha256(at place: Int) -> String { entries[place] }

    /// What whole files make of each range: several where one between them is lost.
    ///
    /// What does not reach the signed head of another author's range is left out: that author's key vouches for nothing
    /// in it.
    func runs(of whole: [Int: EventsEnds], sender: SSHPublicKey) throws -> [Run] {
        var runs: [Run] = []
        var last: EventsFile?
        for (place, file) in files {
            guard let ends = whole[place] else {
                last = nil
                continue
            }
            if let before = last, before.section.feed == file.section.feed, before.range == file.range,
                var run = runs.last
            {
                guard ends.before == run.range.id else {
                    throw BundleError.damaged(
                        file: nil, fact: "chain \(file.section.feed.code)/\(file.first)")
                }
                run.range.last = file.last
                run.range.id = ends.id
                run.places.append(place)
                runs[runs.count - 1] = run
            } else {
                let range = FeedSection.Range(
                    first: file.first, last: file.last, before: ends.before, id: ends.id, signature: nil)
                runs.append(Run(feed: file.section.feed, range: range, places: [place]))
            }
            if file.last == file.range.last { runs[runs.count - 1].range.signature = file.range.signature }
            last = file
        }
        let own = try Set(sections.filter { try $0.key == sender }.map(\.feed))
        return runs.filter { $0.range.signature != nil || own.contains($0.feed) }
    }

    /// The events that are in none of the files at some places, those that follow on each other together.
    func lost(besides given: Set<Int>) -> [SalvagedBundle.LostEvents] {
        var lost: [SalvagedBundle.LostEvents] = []
        for (place, file) in files where !given.contains(place) {
            if let before = lost.last, before.feed == file.section.feed, before.range == file.range,
                before.events.upperBound + 1 == file.first
            {
                lost[lost.count - 1].events = before.events.lowerBound...file.last
            } else {
                lost.append(.init(feed: file.section.feed, events: file.first...file.last, range: file.range))
            }
        }
        return lost
    }
}

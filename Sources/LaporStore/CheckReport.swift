import FileIO
package import LaporModel

/// Something that a check of a store found, and where.
package struct CheckFinding: Equatable, Sendable {
    /// What it is, as scripts know it; the last ones are no faults.
    package enum Kind: String, CaseIterable, Sendable {
        /// SQLite finds the file damaged, or a fact about the store is no longer one.
        case database
        /// A row names another that is not there.
        case reference
        /// The two lines are no event, or their body is not the one that the header names.
        case event
        /// The columns of an event are not those of its header.
        case columns
        /// An event cannot stand where it stands in a feed.
        case chain
        /// A feed's id is not that of its key, or its row is not what its first event says.
        case feed
        /// Events that were here are here no more.
        case eventsLost = "events_lost"
        /// The signature over a head is not its author's.
        case head
        case fileMissing = "file_missing"
        case fileDamaged = "file_damaged"
        /// Events make a complaint that has no row.
        case complaintMissing = "complaint_missing"
        /// A row that no event makes.
        case complaintSurplus = "complaint_surplus"
        /// A row is not what its events make of it.
        case complaintDiffers = "complaint_differs"
        /// A key file is missing or damaged, or holds another key.
        case key

        /// Events that are not here.
        case gap
        /// The event before this one is not here: others stand in its place.
        case branch
        case headWithoutEvent = "head_without_event"
        /// A file that nothing names.
        case strayFile = "stray_file"
        /// The rest of the database was not looked at, because it is damaged.
        case unchecked

        /// Whether it is worth knowing, and no fault.
        package var isNote: Bool {
            switch self {
            case .gap, .branch, .headWithoutEvent, .strayFile, .unchecked: true
            default: false
            }
        }
    }

    package var kind: Kind
    package var feed: Identifier?
    package var sequence: Int?
    /// Of the event, the complaint, the blob or the bundle: hex.
    package var id: String?
    /// Of the complaint.
    package var number: String?
    /// From the root.
    package var file: String?
    /// What exactly, in the words of tables and formats: never what a citizen said.
    package var fact: String

    /// A finding of these parts.
    package init(
        _ kind: Kind, feed: Identifier? = nil, sequence: Int? = nil, id: String? = nil,
        number: String? = nil, file: String? = nil, fact: String
    ) {
        self.kind = kind
        self.feed = feed
        self.sequence = sequence
        self.id = id
        self.number = number
        self.file = file
        self.fact = fact
    }
}

/// What a check looked at, and what it found.
package struct CheckReport: Sendable {
    package var events = 0
    package var feeds = 0
    package var heads = 0
    /// Those that are here.
    package var blobs = 0
    package var complaints = 0
    package private(set) var faults: [CheckFinding] = []
    package private(set) var notes: [CheckFinding] = []

    package var isSound: Bool { faults.isEmpty }

    /// Takes a finding in: as a fault or as a note.
    package mutating func add(_ finding: CheckFinding) {
        if finding.kind.isNote { notes.append(finding) } else { faults.append(finding) }
    }

    /// Reads keys, and takes it for a fault if they cannot be read.
    package mutating func read<Keys>(_ path: String, _ keys: () throws -> Keys) throws -> Keys? {
        do {
            return try keys()
        } catch KeyFiles.Fault.damaged {
            add(CheckFinding(.key, file: path, fact: "damaged"))
        } catch let error as FileError {
            add(CheckFinding(.key, file: path, fact: error.cause == .missing ? "missing" : "unreadable"))
        }
        return nil
    }
}

extension StoreError {
    /// What the engine says of a file that is damaged; `nil` for every other error.
    var damage: String? {
        guard case .engine(let code, let message) = self, [11, 26].contains(code & 0xFF) else { return nil }
        return message
    }
}

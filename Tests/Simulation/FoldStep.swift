import LaporModel

/// Who says something of a complaint.
enum Author: Int, CaseIterable, Sendable {
    case device
    /// The same laptop cloned: another branch of the device's feed.
    case clone
    case office
    /// Another answers feed with the office's authority.
    case secondOffice
    case province
    /// An office that answers another device.
    case stranger
    case otherDevice

    /// Whether it has a say in the device's complaints.
    var isHeard: Bool { self != .stranger && self != .otherDevice }

    /// Whether it writes the feed that took the complaint down.
    var isDevice: Bool { self == .device || self == .clone }
}

/// What somebody does.
enum Deed: Sendable {
    case capture
    case edit
    case attach
    case identify
    case withdraw
    case comment
    case respond
    case resolve
    case link
    case unlink
    /// A kind that this version does not know.
    case tomorrow
    /// A body that does not hold what its kind asks for.
    case malformed
    /// Takes the same complaint down once more, from the device's feed.
    case twin
    /// Takes a complaint down under this one's id.
    case claim

    /// Those that an author's program lets it do.
    static func proper(_ author: Author) -> [Deed] {
        author.isDevice ? byDevice : byOffice
    }

    private static let byDevice: [Deed] = [
        .edit, .edit, .edit, .attach, .identify, .withdraw, .comment, .comment, .link,
    ]
    private static let byOffice: [Deed] = [
        .edit, .edit, .respond, .respond, .respond, .resolve, .attach, .link, .unlink,
    ]
    /// Those that nobody's program lets it do, or that another's does.
    static let improper: [Deed] = [
        .tomorrow, .malformed, .malformed, .twin, .claim, .edit, .attach, .identify, .withdraw, .comment,
        .respond, .unlink,
    ]
}

/// One step of a history; what it comes to follows from `draw` and from what its author knows by then.
struct FoldStep: Sendable {
    /// Its place in the story as it was drawn: names the step when others are gone.
    var number: Int
    var author: Author
    var deed: Deed
    /// The numbers of the steps that its author hears of before it acts, as bits.
    var hears: UInt64
    /// By its author's clock.
    var at: Timestamp
    /// Whether its body has not arrived.
    var isBodyless = false
    var draw: UInt64
}

/// What a history starts from, apart from its steps.
struct FoldSetting: Sendable {
    var complaint: Identifier
    /// By author; a clone writes its device's.
    var feeds: [Identifier]
    var confidential: Bool
    /// The field that its authors change most often.
    var contested: String
    /// Whether events are written and read again, so that their ids are those of their lines.
    var isWritten: Bool
    /// The sealed parts that a key opens, by the number of their step, as bits.
    var openable: UInt64

    init(_ draw: inout Draw) {
        // The order of feeds decides what is folded first, so any may be the least.
        let (start, step) = (draw.below(Self.pool.count), 2 * draw.below(Self.pool.count / 2) + 1)
        feeds = Author.allCases.map { Self.pool[(start + $0.rawValue * step) % Self.pool.count].feed }
        feeds[Author.clone.rawValue] = feeds[Author.device.rawValue]
        complaint = Self.pool[start].complaint
        confidential = draw.one(in: 4)
        contested = draw.pick(FoldPool.contested)
        isWritten = draw.one(in: 8)
        openable = draw.one(in: 2) ? .max : draw.word() | 1 | 1 << 63
    }

    /// Of every complaint, so that its id is made once for each feed.
    static let salt = "AAECAwQFBgcICQoLDA0ODw=="

    /// Feeds, each with the complaint that it takes down; as many as a power of two.
    private static let pool = (0..<32).map { number -> (feed: Identifier, complaint: Identifier) in
        let feed = Identifier(feedOf: [UInt8(number)], purpose: .device)
        return (feed, Identifier(complaintOf: feed, salt: salt))
    }

    func feed(_ author: Author) -> Identifier { feeds[author.rawValue] }

    var device: Identifier { feed(.device) }

    /// What a feed's word counts; `nil` if it has no say.
    func authority(of feed: Identifier) -> Authority? {
        if feed == device { return .device }
        if feed == feeds[Author.office.rawValue] || feed == feeds[Author.secondOffice.rawValue] {
            return .office
        }
        return feed == feeds[Author.province.rawValue] ? .province : nil
    }
}

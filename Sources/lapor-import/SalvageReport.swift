import CanonicalJSON
import LaporBundle
import LaporModel
import LaporOffice
import LaporTerminal

/// What was taken of a damaged bundle, and what is to be asked for again.
struct SalvageReport {
    private let result: AddResult
    private let missing: MissingContent

    /// The report of a result, if the bundle was salvaged.
    init?(_ result: AddResult) {
        guard result.outcome == .salvaged, let missing = result.missing else { return nil }
        self.result = result
        self.missing = missing
    }

    var reason: Bilingual {
        let name = Terminal.line(result.deviceName ?? "")
        let (events, blobs) = (result.eventsNew, result.blobsNew)
        let lost = missing.parts(besides: result.device)
        let id = lost.map(\.id).joined(separator: ", ")
        let en = lost.map(\.en).joined(separator: ", ")
        return Bilingual(
            id:
                "\(name), berkasnya rusak; yang utuh diambil: \(events) catatan baru, \(blobs) lampiran baru, \(result.eventsKnown) sudah ada; "
                + (lost.isEmpty ? "tidak ada yang hilang" : "belum ada: \(id)"),
            en:
                "\(name), the file is damaged; what is whole was taken: \(counted(events, "new event")), \(counted(blobs, "new attachment")), \(result.eventsKnown) known; "
                + (lost.isEmpty ? "nothing is missing" : "missing: \(en)"))
    }

    var hint: Bilingual? { missing.isEmpty ? nil : Self.askAgain }

    /// How a team sends again what was lost.
    static let askAgain = Bilingual(
        id:
            "minta tim itu mengemas ulang di laptopnya: lapor pack --all; yang sudah ada di sini tidak digandakan",
        en: "ask the team to pack again on its laptop: lapor pack --all; what is here already is not doubled")

    /// The hint of a bundle that was refused and could be salvaged.
    static func offer(besides hint: Bilingual) -> Bilingual {
        Bilingual(
            id: "\(hint.id); yang masih utuh di dalamnya bisa diambil dahulu: lapor-import add --salvage",
            en: "\(hint.en); what is whole in it can be taken meanwhile: lapor-import add --salvage")
    }
}

extension MissingContent {
    var json: JSON {
        .object([
            ("blobs", .array(blobs.map { .string($0.hex) })),
            (
                "events",
                .array(
                    events.map {
                        .object([
                            ("feed", .string($0.feed.hex)), ("first", .integer($0.range.lowerBound)),
                            ("last", .integer($0.range.upperBound)),
                        ])
                    })
            ),
        ])
    }

    /// The missing events, by feed where that is not a device's own, and how many attachments.
    fileprivate func parts(besides device: Identifier?) -> [Bilingual] {
        var parts: [Bilingual] = []
        var feeds: [Identifier] = []
        for part in events where !feeds.contains(part.feed) { feeds.append(part.feed) }
        for feed in feeds {
            let ranges = events.filter { $0.feed == feed }.map(\.range).map {
                $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
            }.joined(separator: ", ")
            parts.append(
                feed == device
                    ? Bilingual(id: "catatan \(ranges)", en: "events \(ranges)")
                    : Bilingual(
                        id: "catatan \(ranges) dari \(feed.code)", en: "events \(ranges) of \(feed.code)"))
        }
        if !blobs.isEmpty {
            parts.append(
                Bilingual(id: "\(blobs.count) lampiran", en: counted(blobs.count, "attachment")))
        }
        return parts
    }
}

extension SalvageError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .startLost(let error):
            let found = ErrorReport(error)
            return ErrorReport(
                found.code,
                Bilingual(
                    id:
                        "\(found.message.id); bagian awalnya, yang menjamin isinya, ikut rusak: tidak ada yang bisa dipercaya, dan tidak ada yang diambil",
                    en:
                        "\(found.message.en); its start, which vouches for the rest, is damaged too: nothing in it can be trusted, and nothing was taken"
                ), hint: found.hint)
        case .notOfDevice(let error):
            let found = ErrorReport(error)
            return ErrorReport(
                found.code,
                Bilingual(
                    id: "\(found.message.id); kiriman kantor tidak diambil sebagian",
                    en: "\(found.message.en); what an office sends is not taken in part"),
                hint: Bilingual(
                    id: "minta kantor pengirim membuatnya dan menyalinnya lagi",
                    en: "have the sending office make and copy it again"))
        case .held(let error, let hold):
            let found = ErrorReport(error)
            return ErrorReport(
                found.code,
                Bilingual(
                    id:
                        "\(found.message.id); seandainya utuh pun \(hold.reason.id), jadi tidak ada yang diambil",
                    en:
                        "\(found.message.en); were it whole, it would be \(hold.reason.en), so nothing was taken"
                ),
                hint: found.hint)
        case .nothingWhole(let error):
            let found = ErrorReport(error)
            return ErrorReport(
                found.code,
                Bilingual(
                    id: "\(found.message.id); tidak ada catatan atau lampiran yang utuh di dalamnya",
                    en: "\(found.message.en); no event or attachment in it is whole"),
                hint: SalvageReport.askAgain)
        }
    }
}

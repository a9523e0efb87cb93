import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
package import LaporOffice
import LaporStore
package import LaporTerminal

struct CardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: text(
            id: "menulis kartu kantor ini untuk kantor lain",
            en: "writes this office's card for another office"),
        aliases: ["kartu"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "berkas kartu yang dibuat", en: "the card file to make"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var to: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let card = try common.office(for: .reading).writeCard(to: to)
        let path = Folder.absolute(to)
        let json = JSON.object([
            ("fingerprint", .string(card.fingerprint)), ("id", .string(card.office.hex)),
            ("name", .string(card.name)), ("path", .string(path)),
        ])
        common.give(json) {
            Terminal.out(
                text(
                    id: """
                        Kartu \(Terminal.line(card.name)): \(Terminal.line(path))
                        Isinya kunci publik saja. Sidik kata untuk dibandingkan lewat telepon:
                          \(card.fingerprint)
                        """,
                    en: """
                        Card of \(Terminal.line(card.name)): \(Terminal.line(path))
                        It holds public keys only. Fingerprint to compare on the phone:
                          \(card.fingerprint)
                        """))
        }
    }
}

struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: text(
            id: "kantor yang dituju dan yang mengirim",
            en: "offices that this one relays to, or that relay here"),
        subcommands: [Add.self, List.self], aliases: ["mitra"])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: text(id: "memperkenalkan sebuah kantor", en: "introduces an office"),
            aliases: ["tambah"])

        @Argument(
            help: ArgumentHelp(
                text(id: "kartu kantor itu", en: "that office's card"),
                valueName: text(id: "kartu", en: "card")), completion: .file())
        var card: String

        @Flag(
            help: ArgumentHelp(
                text(id: "kantor ini meneruskan kepadanya", en: "this office relays to it")))
        var upstream = false

        @Flag(
            help: ArgumentHelp(
                text(id: "kantor itu meneruskan kepada kantor ini", en: "it relays to this office")))
        var downstream = false

        @OptionGroup var fingerprint: FingerprintOption
        @OptionGroup var common: CommonOptions

        func run() throws {
            guard upstream != downstream else {
                throw ErrorReport(
                    .usage,
                    Bilingual(
                        id: "sebutkan --upstream atau --downstream", en: "give --upstream or --downstream"),
                    hint: Bilingual(
                        id: "--upstream: kantor ini meneruskan kepadanya; --downstream: sebaliknya",
                        en: "--upstream: this office relays to it; --downstream: the other way round"))
            }
            let card = try Office.readCard(card)
            try fingerprint.compare(
                card.fingerprint, isJSON: common.json,
                advice: Bilingual(
                    id: "jangan pakai kartu ini; mintalah kartu langsung dari kantor itu",
                    en: "do not use this card; get one from that office itself"))
            let office = try common.office(for: .writing)
            let (peer, merged) = try office.addPeer(card, upstream ? .upstream : .downstream)
            guard case .object(var json) = peer.json else { return }
            json.add("merged", .array(merged.map { AddReport($0).json }))
            common.give(.object(json)) {
                Terminal.out(
                    text(
                        id:
                            "\(Terminal.line(peer.name)) (\(peer.office.code)) dikenal. Sidik kata: \(peer.fingerprint)",
                        en:
                            "\(Terminal.line(peer.name)) (\(peer.office.code)) is known. Fingerprint: \(peer.fingerprint)"
                    ))
            }
            for result in merged { AddReport(result).tell(isJSON: common.json) }
            try AddReport.finish(merged)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: text(id: "menampilkan kantor yang dikenal", en: "lists the offices that are known"),
            aliases: ["daftar"])

        @OptionGroup var common: CommonOptions

        func run() throws {
            let peers = try common.office(for: .reading).peers()
            common.give(.array(peers.map(\.json))) {
                guard !peers.isEmpty else {
                    Terminal.note(text(id: "belum ada", en: "none yet"))
                    return
                }
                let rows = peers.map { [$0.office.code, $0.name, $0.direction.rawValue, $0.fingerprint] }
                let header = [
                    text(id: "KANTOR", en: "OFFICE"), text(id: "NAMA", en: "NAME"),
                    text(id: "ARAH", en: "DIRECTION"), text(id: "SIDIK KATA", en: "FINGERPRINT"),
                ]
                Terminal.out(Terminal.columns(rows: rows, header: header))
            }
        }
    }
}

extension Registry.Peer {
    /// The words that people compare.
    fileprivate var fingerprint: String { Office.fingerprint(of: self) }

    fileprivate var json: JSON {
        .object([
            ("direction", .string(direction.rawValue)), ("fingerprint", .string(fingerprint)),
            ("id", .string(office.hex)), ("name", .string(name)),
        ])
    }
}

extension PeerError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .unknownOffice(let office):
            ErrorReport(
                .denied,
                Bilingual(
                    id: "kantor \(office.code) belum dikenal", en: "the office \(office.code) is not known"),
                hint: Bilingual(
                    id: "minta kartunya, lalu: lapor-import peers add KARTU --downstream",
                    en: "ask for its card, then: lapor-import peers add CARD --downstream"))
        case .anotherKey(let office):
            ErrorReport(
                .badData,
                Bilingual(
                    id:
                        "ditandatangani dengan kunci lain daripada di kartu kantor \(office.code); tidak ada yang diambil",
                    en:
                        "signed with another key than on the card of the office \(office.code); nothing was taken"
                ),
                hint: Bilingual(
                    id: "telepon kantor itu; bila kuncinya diganti, minta kartu yang baru",
                    en: "call that office; if its key was replaced, ask for a new card"))
        case .notUpstream(let office):
            ErrorReport(
                .denied,
                Bilingual(
                    id: "balasan dari kantor \(office.code), yang bukan atasan kantor ini",
                    en: "a reply of the office \(office.code), which is not upstream of this one"),
                hint: Bilingual(
                    id: "bila memang atasan: lapor-import peers add KARTU --upstream",
                    en: "if it is upstream: lapor-import peers add CARD --upstream"))
        case .badCard(let fact):
            ErrorReport(
                .badData,
                Bilingual(id: "ini bukan kartu yang sah (\(fact))", en: "this is no valid card (\(fact))"),
                hint: Bilingual(
                    id: "minta kantor itu menulisnya lagi: lapor-import card --to BERKAS",
                    en: "have that office write it again: lapor-import card --to FILE"))
        case .ownCard:
            ErrorReport(
                .badData,
                Bilingual(id: "ini kartu kantor ini sendiri", en: "this is this office's own card"),
                hint: Bilingual(id: "pilih kartu kantor lain", en: "choose another office's card"))
        case .noUpstream:
            ErrorReport(
                .missing,
                Bilingual(id: "belum ada kantor tujuan", en: "there is no office to relay to"),
                hint: Bilingual(
                    id: "minta kartunya, lalu: lapor-import peers add KARTU --upstream",
                    en: "ask for its card, then: lapor-import peers add CARD --upstream"))
        }
    }
}

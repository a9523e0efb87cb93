import ArgumentParser
import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
package import LaporOffice
package import LaporTerminal

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: text(
            id: "menyiapkan kantor: kunci, penyimpanan, dan teks pemulihan",
            en: "sets the office up: keys, store, and a recovery text"),
        aliases: ["siapkan"])

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "nama kantor; wajib, kecuali dengan --recover",
                en: "the office's name; required but with --recover"),
            valueName: text(id: "nama", en: "name")))
    var name: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(id: "zona waktu kantor: WIB, WITA, atau WIT", en: "the office's zone: WIB, WITA, or WIT"),
            valueName: text(id: "zona", en: "zone")), completion: .list(["WIB", "WITA", "WIT"]))
    var zone = "WIB"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id:
                    "basis data di server PostgreSQL: postgres://PENGGUNA@SERVER/NAMA (bawaan: berkas di folder kantor)",
                en:
                    "the database on a PostgreSQL server: postgres://USER@SERVER/NAME (default: a file in the office's folder)"
            ),
            valueName: text(id: "alamat", en: "address")))
    var database: String?

    @Flag(
        help: ArgumentHelp(
            text(
                id: "kunci identitas disimpan tanpa frasa sandi",
                en: "the identity key is kept without a passphrase")))
    var noPassphrase = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            text(
                id: "mengembalikan kantor yang hilang dari teks pemulihannya",
                en: "brings a lost office back from its recovery text"),
            valueName: text(id: "berkas", en: "file")), completion: .file())
    var recover: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let recovered = try recover.map(Self.recoveryText)
        // The text holds keys only, not what the office is called.
        guard let name = name ?? recovered.map({ "Kantor \($0.keys.id.code)" }) else {
            throw ErrorReport(
                .usage, Bilingual(id: "--name <nama> belum ditulis", en: "--name <name> is missing"),
                hint: Bilingual(
                    id: "lihat bantuan: lapor-import init --help", en: "see: lapor-import init --help"))
        }
        guard !name.allSatisfy(\.isWhitespace), name.count <= 200 else {
            throw ErrorReport(
                .badData, Bilingual(id: "--name belum diisi", en: "--name is empty"),
                hint: Bilingual(id: "isi nama kantor", en: "give the office's name"))
        }
        guard let hoursEast = ["WIB": 7, "WITA": 8, "WIT": 9][zone.uppercased()] else {
            throw ErrorReport(
                .badData,
                Bilingual(id: "--zone \"\(zone)\" tidak dikenal", en: "--zone \"\(zone)\" is not known"),
                hint: Bilingual(id: "pilih WIB, WITA, atau WIT", en: "choose WIB, WITA, or WIT"))
        }
        let passphrase = noPassphrase ? nil : try Passphrase.choose()
        let office = try Office.found(
            name: name, hoursEast: hoursEast, recovering: recovered, passphrase: passphrase,
            database: database, folder: common.folder, surroundings: LaporImport.surroundings)
        common.give(office.json) {
            Terminal.out(
                text(
                    id: """
                        Kantor siap: \(Terminal.line(office.name)) (\(office.id.code))
                        Sidik kata: \(office.fingerprint)

                        """,
                    en: """
                        The office is ready: \(Terminal.line(office.name)) (\(office.id.code))
                        Fingerprint: \(office.fingerprint)

                        """))
            Terminal.out((recovered == nil ? Self.paper(office.recoveryKey) : Self.nextSteps).text())
        }
    }

    /// Reads the text that a person named.
    private static func recoveryText(at path: String) throws -> RecoveryText {
        let file = try File.open(path)
        // Nobody types so much from paper.
        guard file.size <= 65_536 else { throw RecoveryText.Fault.tooFew(keys: 0) }
        return try RecoveryText(try file.readAll(limit: 65_536))
    }

    /// What to do with the recovery text of a new office.
    private static func paper(_ recoveryKey: String) -> Bilingual {
        Bilingual(
            id: """
                Teks pemulihan. Cetak atau tulis di kertas sekarang, simpan di tempat terkunci, dan jangan \
                simpan di komputer: siapa pun yang memegangnya dapat membuka semua laporan. Tanpa teks ini, \
                komputer yang rusak berarti identitas pelapor hilang selamanya.

                \(recoveryKey)
                """,
            en: """
                Recovery text. Print it or write it on paper now, lock it away, and keep it on no computer: \
                whoever holds it can open every complaint. Without it, a broken computer means that the \
                reporters' identities are lost for good.

                \(recoveryKey)
                """)
    }

    /// What brings back an office whose keys are there again, and nothing else.
    private static let nextSteps = Bilingual(
        id: """
            Sidik kata itu harus sama dengan yang diketahui tim. Bila berbeda, urutan kuncinya keliru: hapus folder \
            ini, lalu ulangi. Teks pemulihan tetap berlaku: kembalikan ke tempat terkunci, dan hapus berkasnya.

            Yang kembali baru kuncinya. Selanjutnya:
            1. Muat lagi daftar wilayah, kategori, dan instansi: lapor-import catalog
            2. Gabungkan lagi semua stik dan bundel yang masih ada: lapor-import add
            3. Semuanya menunggu di karantina, karena teks pemulihan tidak memuat laptop mana yang diterima. \
            Pastikan tiap laptop dengan timnya, lalu: lapor-import device admit
            4. Minta tiap tim mengemas ulang semuanya: lapor pack --all
            5. Buat kit baru untuk tiap tim: lapor-import kit. Kit lama tidak lagi memasukkan laptop baru.
            6. Status, jawaban, dan nomor pelacakan yang pernah diberikan tidak ikut kembali: isi lagi dengan \
            lapor-import responses
            """,
        en: """
            The fingerprint must be the one that the teams know. If it differs, the keys are in the wrong order: \
            remove this folder and try again. The recovery text stays good: lock it away again, and remove its file.

            Only the keys are back. From here:
            1. Load the lists of regions, categories and agencies again: lapor-import catalog
            2. Add all sticks and bundles that are still there again: lapor-import add
            3. All of them wait in quarantine, since the recovery text does not say which devices were admitted. \
            Make sure of each device with its team, then: lapor-import device admit
            4. Ask each team to pack everything again: lapor pack --all
            5. Issue a new kit for each team: lapor-import kit. The old kits bring in no new devices.
            6. Statuses, answers and tracking numbers that were given are not back: enter them again with \
            lapor-import responses
            """)
}

extension OfficeFoundation {
    /// The only output that ever holds a secret.
    var json: JSON {
        .object([
            ("fingerprint", .string(fingerprint)), ("id", .string(id.hex)),
            ("identity_recipient", .string(identityRecipient)), ("name", .string(name)),
            ("recipient", .string(recipient)), ("recovery_key", .string(recoveryKey)),
            ("signing_key", .string(signingKey)),
        ])
    }
}

extension RecoveryText.Fault: ReportableError {
    package var report: ErrorReport {
        let check = Bilingual(
            id: "samakan huruf demi huruf dengan kertasnya: AGE-SECRET-KEY-1 dan 58 huruf atau angka",
            en: "compare it with the paper letter by letter: AGE-SECRET-KEY-1 and 58 letters or digits")
        let order = Bilingual(
            id:
                "baris pertama membuka bundel, baris kedua membuka identitas pelapor; kunci lama menyusul berpasangan",
            en:
                "the first line opens bundles, the second opens reporters' identities; older keys follow in pairs"
        )
        switch self {
        case .notAKey(let line):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "--recover: baris \(line) bukan kunci", en: "--recover: line \(line) is no key"),
                hint: check)
        case .repeated(let line):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "--recover: kunci di baris \(line) sama dengan yang pertama",
                    en: "--recover: the key in line \(line) is the first one again"),
                hint: order)
        case .tooFew(let keys):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "--recover: harus ada dua kunci, ternyata \(keys)",
                    en: "--recover: there must be two keys, and there are \(keys)"),
                hint: order)
        case .unpaired(let line):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "--recover: kunci lama di baris \(line) tidak berpasangan",
                    en: "--recover: the older key in line \(line) has no other to go with it"),
                hint: order)
        }
    }
}

extension OfficeDatabase.Fault: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .address(let text, let flag):
            ErrorReport(
                .badData,
                Bilingual(
                    id: "\(flag) \"\(text)\" bukan alamat PostgreSQL",
                    en: "\(flag) \"\(text)\" is no address of PostgreSQL"),
                hint: Bilingual(
                    id: "tulis seperti postgres://PENGGUNA@SERVER/NAMA",
                    en: "write it like postgres://USER@SERVER/NAME"))
        case .unavailable:
            ErrorReport(
                .databaseUnreachable,
                Bilingual(
                    id: "program ini dibangun tanpa PostgreSQL (trait Postgres)",
                    en: "this program was built without PostgreSQL (trait Postgres)"),
                hint: Bilingual(
                    id: "pasang paket yang lengkap, atau bangun dengan: swift build --traits Postgres",
                    en: "install the full package, or build with: swift build --traits Postgres"))
        case .onServer(let address):
            ErrorReport(
                .usage,
                Bilingual(
                    id: "basis data kantor ini ada di server: \(address)",
                    en: "this office's database is on a server: \(address)"),
                hint: Bilingual(
                    id: "cadangkan di sana dengan pg_dump, dan salin folder kantor ini (kunci dan lampiran)",
                    en: "back it up there with pg_dump, and copy this office's folder (keys and attachments)")
            )
        }
    }
}

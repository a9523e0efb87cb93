package import CanonicalJSON
import FileIO
import LaporBundle
import LaporModel
import LaporStore

/// What a person is told of an error: what happened, and what to do next.
package struct ErrorReport: Error, Sendable {
    package var code: ExitStatus
    package var message: Bilingual
    package var hint: Bilingual

    /// A report of these parts.
    package init(_ code: ExitStatus, _ message: Bilingual, hint: Bilingual) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// As `--json` gives it on standard error.
    package var json: JSON {
        .object([
            (
                "error",
                .object([
                    ("code", .integer(Int(code.rawValue))), ("hint", .string(hint.text())),
                    ("message", .string(message.text())),
                ])
            )
        ])
    }

    /// The report of any error of the modules below; others are not foreseen.
    package init(_ error: any Error) {
        switch error {
        case let report as ErrorReport: self = report
        case let reportable as any ReportableError: self = reportable.report
        case let error as FileError: self = Self.report(error)
        case let error as BundleError: self = Self.report(error)
        case let error as StoreError: self = Self.report(error)
        case let error as KeyFiles.Fault: self = Self.report(error)
        case let error as FieldProblem: self = Self.report(error)
        case let error as FieldProblems:
            self = error.all.first.map(Self.report) ?? Self.unforeseen(error)
        default: self = Self.unforeseen(error)
        }
    }

    /// Whether this process is the office's program: hints name its commands.
    static var isOffice: Bool {
        CommandLine.arguments.first?.hasSuffix("lapor-import") ?? false
    }

    private static func unforeseen(_ error: any Error) -> ErrorReport {
        ErrorReport(
            .unforeseen,
            Bilingual(id: "kesalahan yang tidak diperkirakan: \(error)", en: "an unforeseen error: \(error)"),
            hint: Bilingual(
                id: "data yang sudah tersimpan tetap aman; ulangi perintah, dan laporkan pesan ini",
                en: "what was saved is safe; try again, and report this message"))
    }
}

/// An error that knows its own report: those of the programs' own modules.
package protocol ReportableError: Error {
    /// What a person is told of it.
    var report: ErrorReport { get }
}

extension ErrorReport {
    private static func report(_ error: BundleError) -> ErrorReport {
        let again = Bilingual(
            id: "minta berkas ini dikemas dan disalin ulang; laptop pengirim masih menyimpan semuanya",
            en: "have it packed and copied again; the sender's laptop still holds everything")
        switch error {
        case .notABundle:
            return ErrorReport(
                .badData,
                Bilingual(id: "ini bukan bundel lapor", en: "this is not a lapor bundle"),
                hint: Bilingual(
                    id: "pilih berkas yang namanya berakhiran .lapor (atau kit dari kantor)",
                    en: "choose a file whose name ends in .lapor (or the office's kit)"))
        case .notForYou:
            return ErrorReport(
                .denied,
                Bilingual(
                    id: "bundel ini disegel untuk pihak lain", en: "this bundle is sealed to somebody else"),
                hint: Bilingual(
                    id: "bawa ke kantor yang memberi kit kepada tim itu",
                    en: "bring it to the office that gave the team its kit"))
        case .tooNew(let format):
            return ErrorReport(
                .badData,
                Bilingual(
                    id:
                        "bundel ini memakai format \(format), lebih baru daripada program ini (\(BundleInfo.format))",
                    en: "this bundle has format \(format), newer than this program (\(BundleInfo.format))"),
                hint: Bilingual(id: "perbarui program, lalu ulangi", en: "update the program, then try again")
            )
        case .tooOld(let format):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "bundel ini memakai format \(format), yang tidak dibaca lagi",
                    en: "this bundle has format \(format), which is no longer read"),
                hint: Bilingual(
                    id: "kemas ulang dengan program yang baru", en: "pack it again with a current program"))
        case .truncated:
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "berkas ini terpotong, atau rusak di ujungnya",
                    en: "the file is cut off, or damaged at its end"
                ),
                hint: again)
        case .damaged(let file, let fact):
            let place = file.map { "\($0): " } ?? ""
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "isi berkas ini rusak atau berubah (\(place)\(fact))",
                    en: "the file is damaged or was changed (\(place)\(fact))"),
                hint: again)
        case .forged(let fact):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "tanda tangan tidak sah (\(fact)); tidak ada yang diambil",
                    en: "a signature is not valid (\(fact)); nothing was taken"),
                hint: Bilingual(
                    id: "simpan berkas ini dan beri tahu koordinator: mungkin ada yang mengubahnya",
                    en: "keep the file and tell the coordinator: somebody may have changed it"))
        case .overLimit(let file, let limit):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "\(file) melebihi batas \(limit)", en: "\(file) exceeds the limit of \(limit)"),
                hint: again)
        case .wrongKind(let kind):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "ini bundel jenis \(kind.rawValue), yang tidak dipakai di sini",
                    en: "this is a bundle of the kind \(kind.rawValue), which is of no use here"),
                hint: Bilingual(
                    id: kind == .kit
                        ? "kit dipakai dengan: lapor setup" : "bundel balasan dipakai dengan: lapor receive",
                    en: kind == .kit
                        ? "a kit is used with: lapor setup" : "a reply is used with: lapor receive"))
        }
    }

    private static func report(_ error: StoreError) -> ErrorReport {
        switch error {
        case .notSetUp(let folder):
            return ErrorReport(
                .notSetUp,
                Bilingual(id: "belum disiapkan: \(folder)", en: "not set up yet: \(folder)"),
                hint: Bilingual(
                    id: isOffice
                        ? "jalankan dahulu: lapor-import init --name KANTOR"
                        : "jalankan dahulu: lapor setup KIT --device NAMA",
                    en: isOffice
                        ? "first run: lapor-import init --name OFFICE"
                        : "first run: lapor setup KIT --device NAME"))
        case .alreadySetUp(let folder):
            return ErrorReport(
                .cannotCreate,
                Bilingual(id: "sudah disiapkan: \(folder)", en: "set up already: \(folder)"),
                hint: Bilingual(
                    id: folder.contains("://")
                        ? "pilih basis data lain yang kosong"
                        : "pakai terus, atau pilih folder lain dengan --home",
                    en: folder.contains("://")
                        ? "choose another database, an empty one"
                        : "go on using it, or choose another folder with --home"))
        case .busy(let holder):
            let who = holder.map { " (\($0))" } ?? ""
            return ErrorReport(
                .busy,
                Bilingual(id: "sedang dipakai program lain\(who)", en: "in use by another program\(who)"),
                hint: Bilingual(
                    id: "tunggu sampai selesai, lalu ulangi", en: "wait until it has ended, then try again"))
        case .tooNew(let version):
            return ErrorReport(
                .badData,
                Bilingual(
                    id: "penyimpanan ini dibuat program yang lebih baru (versi \(version))",
                    en: "the store was written by a newer program (version \(version))"),
                hint: Bilingual(id: "perbarui program", en: "update the program"))
        case .notDurable(let synchronous):
            return ErrorReport(
                .inputOutput,
                Bilingual(
                    id: "basis data tidak menjamin data tersimpan (synchronous \(synchronous))",
                    en: "the database does not write through (synchronous \(synchronous))"),
                hint: Bilingual(id: "laporkan pesan ini", en: "report this message"))
        case .notFound(let text):
            return ErrorReport(
                .missing,
                Bilingual(id: "tidak ditemukan: \(text)", en: "not found: \(text)"),
                hint: Bilingual(
                    id: isOffice
                        ? "lihat yang ada: lapor-import list, device list, atau quarantine list"
                        : "lihat yang ada: lapor list",
                    en: isOffice
                        ? "see what is there: lapor-import list, device list, or quarantine list"
                        : "see what is there: lapor list"))
        case .ambiguous(let text, let ids):
            return ErrorReport(
                .missing,
                Bilingual(
                    id: "\(text) bukan hanya satu: \(ids.joined(separator: ", "))",
                    en: "\(text) is more than one: \(ids.joined(separator: ", "))"),
                hint: Bilingual(id: "sebutkan id lengkapnya", en: "give the whole id"))
        case .unreachable(let server, let reason):
            return ErrorReport(
                .databaseUnreachable,
                Bilingual(
                    id: "basis data tidak terjangkau: \(server) (\(reason))",
                    en: "the database cannot be reached: \(server) (\(reason))"),
                hint: Bilingual(
                    id: "pastikan server hidup dan jaringannya tersambung, lalu ulangi",
                    en: "see that the server runs and the network is connected, then try again"))
        case .connectionLost(let server, let reason):
            return ErrorReport(
                .databaseUnreachable,
                Bilingual(
                    id: "hubungan ke basis data terputus: \(server) (\(reason))",
                    en: "the connection to the database was lost: \(server) (\(reason))"),
                hint: Bilingual(
                    id:
                        "tidak ada yang hilang atau setengah jadi; bila server sudah hidup lagi, jalankan perintah yang sama",
                    en:
                        "nothing is lost or half done; once the server runs again, run the same command"
                ))
        case .engine(let code, let message):
            let isFull = code & 0xFF == 13
            let isBusy = code & 0xFF == 5
            if isBusy { return report(StoreError.busy(holder: nil)) }
            return ErrorReport(
                .inputOutput,
                Bilingual(
                    id: isFull ? "penyimpanan penuh" : "basis data: \(message) (\(code))",
                    en: isFull ? "the disk is full" : "database: \(message) (\(code))"),
                hint: Bilingual(
                    id: isFull
                        ? "kosongkan ruang, lalu ulangi; tidak ada data yang hilang"
                        : "ulangi; bila terjadi lagi, laporkan pesan ini",
                    en: isFull
                        ? "free some space, then try again; nothing is lost"
                        : "try again; if it happens again, report this message"))
        }
    }

    private static func report(_ error: KeyFiles.Fault) -> ErrorReport {
        switch error {
        case .passphraseMissing:
            return ErrorReport(
                .denied,
                Bilingual(
                    id: "kunci identitas dilindungi frasa sandi, dan frasa itu tidak diberikan",
                    en: "the identity key is under a passphrase, and none was given"),
                hint: Bilingual(
                    id: "jalankan di terminal, atau sebutkan berkasnya dalam LAPOR_PASSPHRASE_FILE",
                    en: "run it on a terminal, or name its file in LAPOR_PASSPHRASE_FILE"))
        case .passphraseWrong:
            return ErrorReport(
                .denied,
                Bilingual(id: "frasa sandi salah", en: "the passphrase is wrong"),
                hint: Bilingual(
                    id: "coba lagi; bila lupa, pakai teks pemulihan di kertas",
                    en: "try again; if it is forgotten, use the recovery text on paper"))
        case .damaged(let path):
            return ErrorReport(
                .badData,
                Bilingual(id: "berkas kunci rusak: \(path)", en: "a key file is damaged: \(path)"),
                hint: Bilingual(
                    id: "pulihkan dari cadangan atau dari teks pemulihan",
                    en: "bring it back from a backup or from the recovery text"))
        }
    }
}

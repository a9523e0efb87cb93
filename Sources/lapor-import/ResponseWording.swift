import LaporModel
package import LaporOffice
package import LaporTerminal

extension ResponseError: ReportableError {
    package var report: ErrorReport { report { Bilingual(id: "--\($0)", en: "--\($0)") } }

    /// The report with each flag called what it is called where the response came from.
    func report(naming name: (_ flag: String) -> Bilingual) -> ErrorReport {
        func report(_ id: String, _ en: String, _ hintID: String, _ hintEN: String) -> ErrorReport {
            ErrorReport(.badData, Bilingual(id: id, en: en), hint: Bilingual(id: hintID, en: hintEN))
        }
        switch self {
        case .unknownStatus(let status):
            let list = Status.given.joined(separator: ", ")
            let name = name("status")
            return report(
                "\(name.id) \"\(status)\" tidak dikenal", "\(name.en) \"\(status)\" is not known",
                "pilih salah satu: \(list)",
                "choose one of: \(list)")
        case .badDate(let date):
            let name = name("date")
            return report(
                "\(name.id) \"\(date)\" bukan tanggal", "\(name.en) \"\(date)\" is not a date",
                "tulis 2026-11-24 atau 24/11/2026", "write 2026-11-24 or 24/11/2026")
        case .badTrackingID(let text):
            let name = name("tracking-id")
            return report(
                "\(name.id) \"\(text)\" bukan nomor pelacakan",
                "\(name.en) \"\(text)\" is no tracking number",
                "tulis angkanya saja, misalnya 9197446", "write its digits, such as 9197446")
        case .futureDate(let date):
            let name = name("date")
            return report(
                "\(name.id) \(date) belum tiba", "\(name.en) \(date) has not come yet",
                "tulis hari ketika jawaban itu diberikan, paling lambat hari ini; periksa juga jam komputer ini",
                "write the day on which the answer was given, today at the latest; check this machine's clock, too"
            )
        case .trackingIDTaken(let tracking, let other):
            let name = name("tracking-id")
            return report(
                "\(name.id) \(tracking) sudah milik laporan \(other)",
                "\(name.en) \(tracking) is that of complaint \(other) already",
                "LAPOR! memberi tiap laporan nomornya sendiri: periksa keduanya (lapor-import show \(other)); bila yang lama keliru, beri laporan itu nomor yang benar dahulu",
                "LAPOR! gives each complaint a number of its own: check both (lapor-import show \(other)); if the older one is wrong, give that complaint its right number first"
            )
        case .empty:
            return ErrorReport(
                .usage, Bilingual(id: "tidak ada yang disebutkan", en: "nothing is given"),
                hint: Bilingual(
                    id: "sebutkan --status, --answer, --tracking-id, atau sebuah isian",
                    en: "give --status, --answer, --tracking-id, or a field"))
        case .noConflict(let field):
            return report(
                "--field \"\(field)\" tidak berkonflik", "--field \"\(field)\" has no conflict",
                "lihat: lapor-import conflicts", "see: lapor-import conflicts")
        case .emptyReason:
            return report(
                "--reason kosong", "--reason is empty", "tulis alasannya, lalu ulangi",
                "say why, then try again")
        case .erased(let number):
            return report(
                "\(number) sudah dihapus", "\(number) was erased", "tidak ada lagi yang dapat diubah",
                "nothing of it can be changed any more")
        case .notAmongValues(let field, let value):
            return report(
                "--value \"\(value)\" bukan salah satu nilai \(field)",
                "--value \"\(value)\" is none of the values of \(field)",
                "pilih salah satu dari: lapor-import conflicts",
                "choose one of those of: lapor-import conflicts")
        }
    }
}

extension ResponsesResult.Rejected {
    /// Why the row was not taken, with its fields called as the file's columns are.
    var message: Bilingual {
        guard let error = error as? ResponseError else { return ErrorReport(error).message }
        return error.report { flag in
            switch flag {
            case "status": Bilingual(id: "Status", en: "status")
            case "date": Bilingual(id: "Tanggal", en: "date")
            default: Bilingual(id: "Nomor Pelacakan", en: "tracking_id")
            }
        }.message
    }
}

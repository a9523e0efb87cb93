package import LaporModel

extension ErrorReport {
    /// What is told of a field's value.
    package static func report(_ problem: FieldProblem) -> ErrorReport {
        let code: ExitStatus = problem.reason == .noSuchFile ? .missing : .badData
        return ErrorReport(code, problem.message(naming: name(of: problem.field)), hint: problem.hint)
    }

    /// What a person gave a field by: its flag; files come without one, too, as `attach` takes them.
    private static func name(of field: Field) -> String {
        let flag = field.flag
        guard field == .attachments, !CommandLine.arguments.contains(where: { $0.hasPrefix(flag) }) else {
            return flag
        }
        return field.label.text().lowercased()
    }
}

extension FieldProblem {
    /// The value as it may be shown: a NIK or phone only by its last three characters.
    package var shownValue: String {
        guard let value else { return "" }
        switch field {
        case .reporterNIK, .reporterPhone:
            return String(repeating: "•", count: max(0, value.count - 3)) + value.suffix(3)
        case .attachments:
            // The end of a path is what a person knows it by.
            return value
        default:
            return value.count > 60 ? value.prefix(60) + "…" : value
        }
    }

    /// What is wrong, with the field under the name that a person gave it by: its flag or column.
    package func message(naming name: String) -> Bilingual {
        let value = shownValue
        switch reason {
        case .missing:
            return Bilingual(id: "\(name) belum diisi", en: "\(name) is missing")
        case .tooLong(let limit, let length):
            return Bilingual(
                id: "\(name) terlalu panjang: \(length) karakter, paling banyak \(limit)",
                en: "\(name) is too long: \(length) characters, at most \(limit)")
        case .oneOf(let choices):
            let list = choices.joined(separator: ", ")
            return Bilingual(
                id: "\(name) \"\(value)\" tidak dikenal; pilihannya: \(list)",
                en: "\(name) \"\(value)\" is not known; it is one of: \(list)")
        case .notADate:
            return Bilingual(
                id: "\(name) \"\(value)\" bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-11-24",
                en: "\(name) \"\(value)\" is not a date; write YYYY-MM-DD, such as 2026-11-24")
        case .inTheFuture(let latest):
            return Bilingual(
                id: "\(name) \"\(value)\" ada di masa depan; paling akhir \(latest)",
                en: "\(name) \"\(value)\" is in the future; at the latest \(latest)")
        case .notARegionCode:
            return Bilingual(
                id:
                    "\(name) \"\(value)\" bukan kode wilayah; bentuknya 33, 33.09, 33.09.06 atau 33.09.06.2001",
                en:
                    "\(name) \"\(value)\" is not a region code; it looks like 33, 33.09, 33.09.06 or 33.09.06.2001"
            )
        case .unknownRegion:
            return Bilingual(
                id: "\(name) \"\(value)\" tidak ada dalam daftar wilayah",
                en: "\(name) \"\(value)\" is not in the list of regions")
        case .unknownCategory:
            return Bilingual(
                id: "\(name) \"\(value)\" tidak ada dalam daftar kategori",
                en: "\(name) \"\(value)\" is not in the list of categories")
        case .notADecimal(let limit):
            return Bilingual(
                id:
                    "\(name) \"\(value)\" bukan koordinat; tulis derajat desimal dari -\(limit) sampai \(limit)",
                en:
                    "\(name) \"\(value)\" is not a coordinate; write decimal degrees from -\(limit) to \(limit)"
            )
        case .needsPartner(let other):
            return Bilingual(
                id: "\(name) belum diisi, padahal \(other.rawValue) diisi",
                en: "\(name) is missing while \(other.rawValue) is given")
        case .notANIK:
            return Bilingual(
                id:
                    "\(name) \"\(value)\" bukan NIK: 16 angka, yaitu kode wilayah, tanggal lahir, dan nomor urut",
                en:
                    "\(name) \"\(value)\" is not a NIK: 16 digits, which are region, date of birth and a serial"
            )
        case .notAPhone:
            return Bilingual(
                id: "\(name) \"\(value)\" bukan nomor ponsel Indonesia, misalnya 0812-3456-7890",
                en: "\(name) \"\(value)\" is not an Indonesian mobile number, such as 0812-3456-7890")
        case .notAnEmail:
            return Bilingual(
                id: "\(name) \"\(value)\" bukan alamat surel, misalnya nama@contoh.id",
                en: "\(name) \"\(value)\" is not an e-mail address, such as name@example.id")
        case .notYesOrNo:
            return Bilingual(
                id: "\(name) \"\(value)\" bukan ya atau tidak",
                en: "\(name) \"\(value)\" is neither yes nor no")
        case .consentMissing:
            return Bilingual(
                id: "\(name) belum diisi: identitas pelapor hanya dicatat dengan persetujuannya",
                en: "\(name) is missing: who reports is written down only with their consent")
        case .guardianMissing:
            return Bilingual(
                id: "\(name) belum diisi: pelapor anak memerlukan wali",
                en: "\(name) is missing: a child reports with a guardian")
        case .holdsNUL:
            return Bilingual(id: "\(name) memuat karakter NUL", en: "\(name) holds a NUL character")
        case .notUTF8:
            return Bilingual(id: "\(name) bukan teks UTF-8", en: "\(name) is not UTF-8")
        case .noSuchFile:
            return Bilingual(
                id: "\(name): tidak ada berkas \(value)", en: "\(name): no file \(value)")
        case .fileTooLarge(let limit, let size):
            return Bilingual(
                id: "\(name): \(value) terlalu besar: \(size) byte, paling besar \(limit)",
                en: "\(name): \(value) is too large: \(size) bytes, at most \(limit)")
        case .notAFile:
            return Bilingual(
                id: "\(name): \(value) bukan berkas biasa (folder, pipa atau perangkat)",
                en: "\(name): \(value) is no ordinary file (a folder, pipe or device)")
        case .imageDamaged:
            return Bilingual(
                id:
                    "\(name): foto \(value) rusak: tempat dan waktu di dalamnya tidak dapat dihapus, padahal laporan ini anonim",
                en:
                    "\(name): the photo \(value) is damaged: place and time cannot be taken out of it, and this complaint is anonymous"
            )
        }
    }

    /// What to do about it.
    package var hint: Bilingual {
        switch reason {
        case .missing, .needsPartner:
            return Bilingual(
                id: "isi, lalu ulangi; tidak ada yang disimpan",
                en: "give it, then try again; nothing was saved")
        case .inTheFuture:
            return Bilingual(
                id: "periksa tanggal kejadian, dan jam laptop ini",
                en: "check the date, and this laptop's clock")
        case .notARegionCode, .unknownRegion:
            return ErrorReport.isOffice
                ? Bilingual(
                    id: "periksa kodenya pada daftar wilayah", en: "check the code in the list of regions")
                : Bilingual(
                    id: "cari kodenya menurut nama dengan: lapor places NAMA-DESA",
                    en: "look the code up by its name with: lapor places NAME")
        case .notANIK, .notAPhone, .notAnEmail:
            return Bilingual(
                id: "perbaiki, atau kosongkan: boleh tidak diisi",
                en: "correct it, or leave it out: it is not required")
        case .consentMissing:
            return Bilingual(
                id:
                    "bacakan naskah persetujuan, lalu isi read-aloud, written atau recorded; atau kosongkan identitas",
                en:
                    "read the consent script out, then give read-aloud, written or recorded; or leave the identity out"
            )
        case .guardianMissing:
            return Bilingual(
                id: "isi nama wali yang hadir, atau kosongkan identitas",
                en: "give the guardian who is present, or leave the identity out")
        case .noSuchFile:
            return Bilingual(
                id: "periksa nama berkas dan foldernya", en: "check the file's name and folder")
        case .fileTooLarge:
            return Bilingual(
                id: "perkecil berkas itu, lalu ulangi", en: "make the file smaller, then try again")
        case .notAFile:
            return Bilingual(
                id: "sebutkan berkasnya satu per satu; isi sebuah folder: lapor new --attach-new-from FOLDER",
                en: "name files one by one; what is in a folder: lapor new --attach-new-from FOLDER")
        case .imageDamaged:
            return Bilingual(
                id: "potret layar yang menampilkan foto itu lalu lampirkan, atau simpan tanpa foto itu",
                en: "attach a screenshot of it instead, or save without it")
        case .tooLong:
            return Bilingual(id: "ringkas, lalu ulangi", en: "shorten it, then try again")
        case .oneOf, .notADate, .unknownCategory, .notADecimal, .notYesOrNo, .holdsNUL, .notUTF8:
            return Bilingual(
                id: "perbaiki, lalu ulangi; tidak ada yang disimpan",
                en: "correct it, then try again; nothing was saved")
        }
    }
}

extension FieldWarning {
    /// What is told of it; it stops nothing.
    package var message: Bilingual {
        switch self {
        case .regionOutsideTeam(let code):
            Bilingual(
                id: "wilayah \(code) di luar wilayah tim ini; laporan tetap diterima",
                en: "region \(code) lies outside this team's own; the complaint is taken all the same")
        case .regionsNotLoaded(let code):
            Bilingual(
                id: "kit ini tanpa daftar wilayah; kode seperti \(code) tidak diperiksa",
                en: "this kit has no list of regions; codes such as \(code) are not looked up")
        case .unknownAgency(let agency, let near):
            Bilingual(
                id: "instansi \"\(agency)\" tidak ada dalam daftar\(Self.meant("mungkin", near, "atau")); "
                    + "laporan tetap diterima",
                en: "the agency \"\(agency)\" is not in the list\(Self.meant("did you mean", near, "or")); "
                    + "the complaint is taken all the same")
        case .clockBehind(let clock, let known, let hoursEast):
            Self.clockBehind(clock.shown(hoursEast: hoursEast), known.shown(hoursEast: hoursEast))
        case .attachment(let remark): remark.message
        }
    }

    private static func clockBehind(_ clock: String, _ known: String) -> Bilingual {
        Bilingual(
            id:
                "jam laptop ini (\(clock)) lebih awal daripada kitnya (\(known)); laporan diterima dan ditandai",
            en: "this laptop's clock (\(clock)) is behind its kit (\(known)); complaints are taken and marked"
        )
    }

    /// The names that may be meant, in brackets; nothing where there are none.
    private static func meant(_ words: String, _ names: [String], _ or: String) -> String {
        guard !names.isEmpty else { return "" }
        return " (\(words) \(names.map { "\"\($0)\"" }.joined(separator: " \(or) "))?)"
    }
}

import LaporModel
import LaporStore

extension CheckFinding {
    private var code: String { feed?.code ?? "–" }

    private var place: String { "\(code)/\(sequence.map(String.init) ?? "–")" }

    /// An event as people see it: its feed's code, its sequence, the start of its id.
    private var event: String { id.map { "\(place) (\($0.prefix(16))…)" } ?? place }

    /// A complaint as people see it, and where it was taken down.
    private var complaint: String { "\(number ?? id ?? "–") (\(place))" }

    private var path: String { file ?? "–" }

    /// What was found, and where.
    var wording: Bilingual {
        switch kind {
        case .database:
            Bilingual(
                id: "basis data rusak: \(path): \(fact)", en: "the database is damaged: \(path): \(fact)")
        case .reference:
            Bilingual(
                id: "baris menunjuk ke yang tidak ada: \(path): \(fact)",
                en: "a row names what is not there: \(path): \(fact)")
        case .event:
            Bilingual(
                id: "peristiwa \(event) rusak atau diubah: \(fact)",
                en: "event \(event) is damaged or was changed: \(fact)")
        case .columns:
            Bilingual(
                id: "peristiwa \(event): kolom \(fact) berbeda dari baris kepalanya",
                en: "event \(event): columns other than its header says: \(fact)")
        case .chain:
            Bilingual(
                id: "peristiwa \(event) tidak mungkin berada di tempatnya dalam rantai (\(fact))",
                en: "event \(event) cannot stand where it stands in its chain (\(fact))")
        case .feed:
            Bilingual(
                id:
                    "rantai \(code) bukan yang dikatakan kuncinya atau peristiwa pertamanya: \(fact)",
                en: "feed \(code) is not what its key or its first event says: \(fact)")
        case .eventsLost:
            Bilingual(
                id: "peristiwa \(code)/\(fact) pernah ada di sini, sekarang hilang: tambahkan lagi bundelnya",
                en: "events \(code)/\(fact) were here once and are lost: add their bundles again")
        case .head:
            Bilingual(
                id: "tanda tangan atas peristiwa \(event) tidak sah",
                en: "the signature over event \(event) is not valid")
        case .fileMissing: Bilingual(id: "berkas hilang: \(path)", en: "a file is missing: \(path)")
        case .fileDamaged:
            Bilingual(
                id: "berkas rusak atau diubah: \(path) (\(fact))",
                en: "a file is damaged or was changed: \(path) (\(fact))")
        case .complaintMissing:
            Bilingual(
                id: "laporan \(complaint) tidak ada dalam daftar, padahal peristiwanya ada",
                en: "complaint \(complaint) is not in the list, though its events are here")
        case .complaintSurplus:
            Bilingual(
                id: "laporan \(complaint) ada dalam daftar tanpa peristiwa yang membuatnya",
                en: "complaint \(complaint) is in the list, though no event makes it")
        case .complaintDiffers:
            Bilingual(
                id: "laporan \(complaint): kolom \(fact) berbeda dari peristiwanya",
                en: "complaint \(complaint): columns other than its events say: \(fact)")
        case .key:
            Bilingual(
                id: "berkas kunci hilang, rusak, atau bukan milik penyimpanan ini: \(path) (\(fact))",
                en: "a key file is missing, damaged, or not of this store: \(path) (\(fact))")
        case .gap:
            Bilingual(
                id: "peristiwa \(code)/\(fact) belum tiba",
                en: "events \(code)/\(fact) have not arrived")
        case .branch:
            Bilingual(
                id: "peristiwa \(event): pendahulunya dalam cabang ini belum tiba",
                en: "event \(event): the one before it in its branch has not arrived")
        case .headWithoutEvent:
            Bilingual(
                id: "peristiwa \(event) sudah ditandatangani, tetapi belum tiba",
                en: "event \(event) is signed for, but has not arrived")
        case .strayFile:
            Bilingual(
                id: "berkas yang tidak dipakai penyimpanan: \(path) (\(fact))",
                en: "a file that the store does not use: \(path) (\(fact))")
        case .unchecked:
            Bilingual(
                id: "selebihnya tidak diperiksa, karena basis data rusak: \(path)",
                en: "the rest was not checked, since the database is damaged: \(path)")
        }
    }
}

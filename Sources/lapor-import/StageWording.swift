import LaporModel
import LaporTerminal

extension Status {
    /// A status word in people's words; one of a newer version as it is.
    static func words(_ word: String) -> String {
        switch word {
        case Status.received: text(id: "diterima, belum diverifikasi", en: "received, not verified yet")
        case Status.forwarded: text(id: "terkirim ke LAPOR!", en: "passed on to LAPOR!")
        case "terverifikasi": text(id: "terverifikasi", en: "verified")
        case "ditunda": text(id: "ditunda", en: "postponed")
        case "bukan_wewenang": text(id: "bukan wewenang", en: "outside the office's authority")
        case "diarsipkan": text(id: "diarsipkan", en: "archived")
        case "terdisposisi": text(id: "terdisposisi", en: "assigned to an agency")
        case "ditindaklanjuti": text(id: "ditindaklanjuti", en: "being dealt with")
        case Status.commented: text(id: "ditanggapi pelapor", en: "commented by the reporter")
        case "selesai": text(id: "selesai", en: "settled")
        case Status.withdrawn: text(id: "ditarik pelapor", en: "withdrawn")
        case Status.erased: text(id: "dihapus", en: "erased")
        default: word
        }
    }
}

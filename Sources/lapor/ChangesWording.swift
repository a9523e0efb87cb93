import LaporField
import LaporTerminal

extension ChangeCounts {
    /// So many changes, said behind a count of complaints.
    static func more(_ count: Int) -> Bilingual {
        Bilingual(id: ", dan \(count) perubahan", en: ", and \(count) \(count == 1 ? "change" : "changes")")
    }

    /// What there is of each kind that is ready to be carried.
    fileprivate var kinds: [Bilingual] {
        func said(_ count: Int, _ id: String, _ one: String, _ many: String) -> Bilingual? {
            count == 0 ? nil : Bilingual(id: "\(count) \(id)", en: "\(count) \(count == 1 ? one : many)")
        }
        return [
            said(comments, "tanggapan pelapor", "reporter's word", "reporters' words"),
            said(edits, "ubahan", "edit", "edits"),
            said(withdrawals, "penarikan", "withdrawal", "withdrawals"),
            said(erasures, "penghapusan", "erasure", "erasures"),
            said(visits - ofOpenVisit, "catatan kegiatan", "note of a visit", "notes of a visit"),
        ].compactMap { $0 }
    }
}

extension FieldStatus {
    /// What no bundle carries, in words.
    var unsentWords: Bilingual {
        let complaints = Bilingual(
            id: "\(unsent) laporan", en: "\(unsent) \(unsent == 1 ? "complaint" : "complaints")")
        let all = (unsent == 0 ? [] : [complaints]) + unsentChanges.kinds
        return Bilingual(
            id: all.map(\.id).joined(separator: ", "), en: all.map(\.en).joined(separator: ", "))
    }
}

import CanonicalJSON
import LaporField
import LaporModel
import LaporStore
import LaporTerminal

// What a laptop knows of a complaint besides what the complaint says.
extension FieldComplaint {
    /// The members that only a laptop's JSON has.
    var members: [(String, JSON)] {
        [("own", .bool(isOwn)), ("unread", isUnread.map(JSON.bool) ?? .null)]
    }

    /// What stands beside it in a list: whose it is, and whether its answers have been read out.
    var note: String {
        let name = Terminal.truncated(Terminal.line(row.deviceName), to: 14)
        guard isOwn else { return text(id: "dari \(name)", en: "from \(name)") }
        return switch isUnread {
        case true?: text(id: "belum dibacakan", en: "not read out")
        case false?: text(id: "sudah dibacakan", en: "read out")
        case nil: ""
        }
    }

    /// What is said behind its answers when it is shown.
    func notes(_ complaint: Complaint) -> [(Bilingual, String)] {
        var notes: [(Bilingual, String)] = []
        if !complaint.sealedAnswerDays.isEmpty {
            notes.append(
                (
                    Bilingual(id: "Cara membaca", en: "How to read it"),
                    text(
                        id:
                            "hanya kantor yang dapat membuka jawaban laporan rahasia;\nminta kantor menyampaikannya kepada pelapor, lewat telepon atau langsung",
                        en:
                            "only the office can open an answer to a confidential complaint;\nask the office to tell the reporter, by phone or in person"
                    )
                ))
        }
        guard isOwn else {
            let name = Terminal.line(row.deviceName)
            notes.append(
                (
                    Bilingual(id: "Catatan", en: "Note"),
                    text(
                        id: "dicatat di laptop lain (\(name)): ubahan dan tanggapan dicatat di sana",
                        en: "taken on another laptop (\(name)): edits and feedback are noted there")
                ))
            return notes
        }
        if let isUnread {
            notes.append(
                (
                    Bilingual(id: "Dibacakan", en: "Read out"),
                    isUnread
                        ? text(
                            id: "belum; sesudahnya: lapor feedback \(row.number) --text \"kata pelapor\"",
                            en: "not yet; afterwards: lapor feedback \(row.number) --text \"what is said\"")
                        : text(
                            id: "sudah, tanggapan pelapor dicatat", en: "yes, the reporter's word is noted")
                ))
        }
        return notes
    }
}

extension ComplaintOutput {
    /// Adds a complaint as this laptop knows it.
    mutating func add(_ complaint: FieldComplaint) {
        add(complaint.row, status: complaint.status, note: complaint.note, members: complaint.members)
    }
}

extension JSON {
    /// An object with more members.
    func adding(_ members: [(String, JSON)]) -> JSON {
        guard case .object(var object) = self else { return self }
        for (key, value) in members { object[key] = value }
        return .object(object)
    }
}

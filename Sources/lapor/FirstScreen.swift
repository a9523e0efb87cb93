import CanonicalJSON
import LaporField
import LaporStore
import LaporTerminal

/// What `lapor` alone shows: how things stand on this laptop, and what to do next.
struct FirstScreen {
    let common: CommonOptions

    func show() throws {
        let page: StatusPage
        do {
            page = try StatusPage(common)
        } catch StoreError.notSetUp where !common.json {
            Terminal.out(Self.notSetUp)
            return
        }
        let heading = try page.heading(withOffice: true)
        common.give(page.json) {
            let next = page.next.prefix(2).map { step, command in
                let lines = Terminal.wrapped(step.text().split(separator: " "), width: 76)
                return (lines.map { "  " + $0 } + ["    " + command]).joined(separator: "\n")
            }
            let blocks = [
                heading + page.counts, page.visit, page.lost + page.warnings,
                [text(id: "Berikutnya:", en: "Next:")] + next,
                [text(id: "Semua perintah: lapor help", en: "All commands: lapor help")],
            ]
            Terminal.out(
                blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
        }
    }

    private static let notSetUp = text(
        id: """
            Laptop ini belum disiapkan.

            Minta kit tim dari kantor, salin ke laptop ini, lalu ketik:
              lapor setup tim.kit --device "Laptop 1" --officer "Nama Anda"
            dan bandingkan sidik katanya dengan yang dibacakan kantor.

            Semua perintah: lapor help
            """,
        en: """
            This laptop is not set up yet.

            Get the team's kit from the office, copy it to this laptop, then type:
              lapor setup team.kit --device "Laptop 1" --officer "Your name"
            and compare its fingerprint with the words that the office reads out.

            All commands: lapor help
            """)
}

extension StatusPage {
    /// What to do, the most pressing first: what it is, and the command for it.
    var next: [(step: Bilingual, command: String)] {
        var steps: [(step: Bilingual, command: String)] = []
        if status.gaps > 0 {
            steps.append(
                (
                    Bilingual(
                        id: "Kantor belum menerima semuanya: kemas sekali lagi ke stik, lalu bawa ke kantor.",
                        en: "The office misses something: pack once more onto a stick and take it there."),
                    "lapor pack"
                ))
        }
        if status.unread > 0 {
            steps.append(
                (
                    Bilingual(
                        id:
                            "Bacakan \(status.unread) jawaban kepada pelapornya, lalu catat tanggapannya (lapor feedback).",
                        en:
                            "Read \(status.unread) answers out to their reporters, then note what they say (lapor feedback)."
                    ),
                    "lapor list --state " + StateWord.unread.text()
                ))
        }
        if status.drafts > 0 {
            steps.append(
                (
                    Bilingual(
                        id: "Lanjutkan \(status.drafts) draf yang belum selesai.",
                        en: "Go on with \(status.drafts) drafts that were broken off."),
                    "lapor new"
                ))
        }
        if status.unsent > 0 || status.unsentChanges.ready > 0, status.gaps == 0 {
            let what = status.unsentWords
            steps.append(
                (
                    Bilingual(
                        id: "Pasang stik, lalu kemas untuk kantor: \(what.id).",
                        en: "Put a stick in and pack for the office: \(what.en)."),
                    "lapor pack"
                ))
        } else if status.packed > 0 || status.packedChanges > 0 {
            steps.append(
                (
                    Bilingual(
                        id: "Bawa stik ke kantor. Sesudah kantor memberi balasan:",
                        en: "Take the stick to the office. When it has given a reply:"),
                    "lapor receive FOLDER"
                ))
        }
        if status.drafts == 0 {
            steps.append((Bilingual(id: "Catat laporan warga.", en: "Take a complaint."), "lapor new"))
        }
        return steps
    }
}

import QRSymbol

extension Slip {
    /// The slip as one page for a browser: nothing is fetched, it prints on A4, A5 and on receipt paper.
    package var html: String {
        let code = language == .indonesian ? "id" : "en"
        let title = Self.escaped("\(heading[0]) \(number)")
        let rows = lines.map { line in
            "<dt>\(Self.escaped(line.label))</dt><dd>\(Self.escaped(line.value))</dd>"
        }.joined(separator: "\n")
        let picture = qr.map { qr in
            let side = qr.framed.count
            let label = Self.escaped(
                word("Kode QR berisi nomor \(number)", "QR code of the number \(number)"))
            return """
                <svg class="qr" role="img" aria-label="\(label)" viewBox="0 0 \(side) \(side)" \
                shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/>\
                <path d="\(qr.path)" fill="#000"/></svg>
                """
        }
        let reporter =
            hasNameLine
            ? """
            <div><p>\(Self.escaped(word("Pelapor", "Reporter")))</p><p class="line"></p>\
            <p class="write">\(Self.escaped(word("Nama (ditulis tangan)", "Name (by hand)")))<span></span></p></div>
            """ : ""
        return """
            <!DOCTYPE html>
            <html lang="\(code)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>\(Self.escaped(heading[0]))</h1>
            <p>\(Self.escaped(heading[1]))<br>\(Self.escaped(heading[2]))</p>
            </header>
            <p class="number">\(Self.escaped(number))</p>
            \(picture ?? "")
            <h2>\(Self.escaped(word("Laporan", "Complaint")))</h2>
            <dl>
            \(rows)
            </dl>
            <h2>\(Self.escaped(word("Selanjutnya", "What happens next")))</h2>
            \(next.map { "<p>\(Self.escaped($0))</p>" }.joined(separator: "\n"))
            <div class="signatures">
            <div><p>\(Self.escaped(word("Petugas penerima", "Received by")))</p><p class="line"></p>\
            <p>\(Self.escaped(officer))</p></div>
            \(reporter)
            </div>
            </main>
            </body>
            </html>

            """
    }

    private static let style = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; margin: 0; }
        body { container-type: inline-size; background: #fff; color: #111; font: 15px/1.45 system-ui, "Noto Sans", sans-serif; }
        main { max-width: 30rem; margin: 0 auto; padding: 1.25rem; }
        header { text-align: center; border-bottom: 2px solid #111; padding-bottom: .6rem; }
        h1 { font-size: 1.15rem; letter-spacing: .06em; }
        h2 { font-size: .95rem; margin: 1rem 0 .35rem; border-bottom: 1px solid #767676; }
        .number { text-align: center; font: 700 2rem/1.2 ui-monospace, monospace; margin: .8rem 0 0; }
        .qr { display: block; width: 11rem; max-width: 100%; margin: 0 auto; }
        dl { display: grid; grid-template-columns: minmax(5.5rem, max-content) 1fr; gap: .15rem .8rem; }
        dt { color: #444; }
        dd { overflow-wrap: anywhere; }
        .signatures { display: flex; gap: 1.5rem; margin-top: 1.4rem; break-inside: avoid; }
        .signatures > div { flex: 1; }
        .line { border-bottom: 1px solid #111; height: 3.2rem; margin-bottom: .3rem; }
        .write { display: flex; gap: .4rem; font-size: .85rem; }
        .write span { flex: 1; border-bottom: 1px dotted #111; }
        @media print { @page { margin: 6mm; } main { padding: 0; } }
        /* Receipt paper. Media queries know nothing of a page's width while printing. */
        @container (max-width: 20rem) {
          main { padding: .4rem; font-size: 12px; }
          h1 { font-size: 1rem; }
          .number { font-size: 1.5rem; }
          dl, .signatures { display: block; }
          dt { margin-top: .25rem; }
          .signatures > div + div { margin-top: 1rem; }
        }
        """

    private static func escaped(_ text: String) -> String { HTML.escaped(text) }
}

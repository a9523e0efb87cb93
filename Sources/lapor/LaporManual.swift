import LaporTerminal

extension Lapor: DocumentedProgram {
    static let manual = ManualFacts(
        description: [
            Bilingual(
                id: """
                    lapor mencatat laporan warga di desa tanpa sinyal. Yang sudah tertulis "Tersimpan" di layar sudah \
                    ada di disk. Identitas pelapor, dan seluruh laporan rahasia, langsung disegel untuk kantor: laptop \
                    ini sendiri tidak dapat membukanya.
                    """,
                en: """
                    lapor takes citizens' complaints down in villages without a signal. What the screen says is saved \
                    is on the disk. Who reports, and all of a confidential complaint, is sealed to the office at once: \
                    this laptop itself cannot open it.
                    """),
            Bilingual(
                id: """
                    Laporan dibawa ke kantor sebagai bundel di stik (pack), dan kantor membalas dengan stik juga \
                    (receive). Tanpa perintah, lapor menampilkan apa yang belum selesai.
                    """,
                en: """
                    Complaints travel to the office as bundles on a stick (pack), and the office replies the same way \
                    (receive). Without a command lapor shows what is open.
                    """),
        ],
        environment: [
            ManualFacts.Entry(
                "LAPOR_HOME", id: "folder penyimpanan, bila --home tidak disebut",
                en: "the store's folder, where --home is not given")
        ],
        files: [
            ManualFacts.Entry(
                "~/.local/share/lapor",
                id:
                    "penyimpanan: laporan, lampiran, dan kunci laptop ini; hanya pemiliknya yang dapat membacanya",
                en: "the store: complaints, attachments, and this laptop's keys; only its owner can read it")
        ],
        examples: [
            ManualFacts.Entry(
                "lapor setup tim-kemusu.kit --device \"Laptop 1\" --officer \"Budi Santoso\"",
                id: "Menyiapkan laptop, sekali saja", en: "Setting a laptop up, once"),
            ManualFacts.Entry(
                "lapor new", id: "Mencatat laporan, tanya jawab", en: "Taking a complaint by questions"),
            ManualFacts.Entry(
                "lapor new --template formulir.csv\nlapor new --from formulir.csv",
                id: "Banyak laporan dari lembar sebar", en: "Many complaints from a spreadsheet"),
            ManualFacts.Entry(
                "lapor pack --to /media/stik", id: "Mengemas untuk kantor", en: "Packing for the office"),
            ManualFacts.Entry(
                "lapor receive /media/stik", id: "Membaca balasan kantor", en: "Reading the office's reply"),
        ],
        seeAlso: ["lapor-import(1)"])
}

import LaporTerminal

extension LaporImport: DocumentedProgram {
    static let manual = ManualFacts(
        description: [
            Bilingual(
                id: """
                    lapor-import menggabungkan bundel dari laptop tim desa di kantor: berapa kali pun, dalam urutan apa \
                    pun, hasilnya sama. Yang tidak dapat dipercaya disisihkan, tidak dibuang.
                    """,
                en: """
                    lapor-import merges the bundles of the village teams' laptops at the office: however often, in \
                    whatever order, the result is the same. What cannot be trusted is set aside, not thrown away.
                    """),
            Bilingual(
                id: """
                    Sebuah nama berkas tanpa perintah digabungkan (add). Yang disegel hanya dibuka dengan --open, dan \
                    tiap pembukaan dicatat.
                    """,
                en: """
                    A file's name without a command is added. What is sealed is opened with --open only, and each \
                    opening is recorded.
                    """),
        ],
        environment: [
            ManualFacts.Entry(
                "LAPOR_IMPORT_HOME", id: "folder penyimpanan, bila --home tidak disebut",
                en: "the store's folder, where --home is not given"),
            ManualFacts.Entry(
                "LAPOR_PASSPHRASE_FILE",
                id: "berkas berisi frasa sandi, untuk skrip; tanpanya frasa sandi ditanyakan",
                en: "a file that holds the passphrase, for scripts; without it the passphrase is asked for"),
        ],
        files: [
            ManualFacts.Entry(
                "~/.local/share/lapor-import",
                id:
                    "penyimpanan: laporan, lampiran, dan kunci kantor; hanya pemiliknya yang dapat membacanya",
                en: "the store: complaints, attachments, and the office's keys; only its owner can read it")
        ],
        examples: [
            ManualFacts.Entry(
                "lapor-import init --name \"Dinas Kominfo Boyolali\"\n"
                    + "lapor-import catalog regions wilayah.csv\n"
                    + "lapor-import kit \"Tim Kemusu\" --region 33.09.17 --to tim-kemusu.kit",
                id: "Menyiapkan kantor, dan kit untuk sebuah tim",
                en: "Setting the office up, and a team's kit"),
            ManualFacts.Entry(
                "lapor-import add /media/stik", id: "Menggabungkan isi stik", en: "Merging what is on a stick"
            ),
            ManualFacts.Entry(
                "lapor-import respond 7K3M-Q9TA-Z --status ditindaklanjuti --answer \"Diperbaiki minggu depan\"",
                id: "Menjawab sebuah laporan", en: "Answering a complaint"),
            ManualFacts.Entry(
                "lapor-import reply --to /media/stik", id: "Membalas ke laptop tim",
                en: "Replying to the team's laptops"),
        ],
        seeAlso: ["lapor(1)", "age(1)"])
}

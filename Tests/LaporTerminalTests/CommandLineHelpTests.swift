import LaporTerminal
import Testing

@Suite("Help")
struct CommandLineHelpTests {
    @Test("A program's page lists its commands, its exit codes and how to ask for more")
    func root() throws {
        let page = try #require(CommandLineHelp.text(for: Sample.self, path: [], language: .indonesian))
        #expect(
            page == """
                mencatat pengaduan warga

                Pemakaian: lapor <perintah>

                Pilihan:
                  --version   menampilkan versi program
                  -h, --help  menampilkan bantuan ini

                Perintah:
                  new (catat)          mencatat satu pengaduan, langkah demi langkah di terminal
                                       atau dari sebuah berkas berisi banyak
                  outreach (kegiatan)  kegiatan
                  pack (kemas)         mengemas pengaduan
                  setup (siapkan)      menyiapkan perangkat
                  help (bantuan)       menampilkan bantuan tentang sebuah perintah

                Kode keluar:
                    0  selesai
                    1  kesalahan yang tidak terduga
                   10  selesai, tetapi ada yang disisihkan
                   64  perintah salah tulis atau kurang lengkap
                   65  isi tidak benar, atau berkas rusak
                   66  berkas, folder atau nomor tidak ditemukan
                   69  basis data tidak dapat dihubungi
                   73  berkas hasil tidak dapat dibuat, atau sudah ada
                   74  gagal membaca atau menulis, atau disk penuh
                   75  sedang dipakai, coba lagi nanti
                   77  disegel untuk pihak lain, sidik jari berbeda, atau kata sandi salah
                   78  belum disiapkan
                  130  dihentikan dari papan ketik

                Bantuan tentang satu perintah: lapor help <perintah>
                """)
    }

    @Test("A command's page, by name and by alias, says what may be given to it")
    func command() throws {
        let page = try #require(CommandLineHelp.text(for: Sample.self, path: ["catat"], language: .english))
        #expect(page == CommandLineHelp.text(for: Sample.self, path: ["new"], language: .english))
        #expect(
            page == """
                mencatat satu pengaduan, langkah demi langkah di terminal atau dari sebuah
                berkas berisi banyak

                Usage: lapor new [options]
                Also: catat

                Contoh:
                  lapor new --title "Jalan rusak"

                Options:
                  -t, --title <title>  judul pengaduan
                  --kind <kind>        jenis (one of: pengaduan, aspirasi, permintaan)
                  --size <size>        ukuran (one of: besar, kecil)
                  --day <day>          hari (one of: 1, 2, 3, 4, 5, 6, 7)
                  --limit <limit>      jumlah terbanyak (default: 5)
                  --age <age>          umur
                  --attach <attach>…   berkas lampiran
                  -a, --anonymous      tanpa nama
                  --version            show the program's version
                  -h, --help           show this help
                """)
    }

    @Test("Required ones are in the usage line, groups have their own heading")
    func required() throws {
        let setup = try #require(
            CommandLineHelp.text(for: Sample.self, path: ["setup"], language: .indonesian))
        #expect(
            setup.contains("Pemakaian: lapor setup --device <device> (--quick | --full) <kit> [<more>…]\n"))
        #expect(setup.contains("\n  --device <device>  nama perangkat (wajib)\n"))
        #expect(setup.contains("Argumen:\n  <kit>    berkas kit\n  <more>…  berkas tambahan\n"))
        let pack = try #require(CommandLineHelp.text(for: Sample.self, path: ["pack"], language: .indonesian))
        #expect(
            pack.contains("\n\nTempat:\n  -d, --to <to>  folder tujuan\n  --home <home>  folder simpanan\n\n")
        )
    }

    @Test("A command with subcommands marks the one that is run when none is named")
    func group() throws {
        let page = try #require(
            CommandLineHelp.text(for: Sample.self, path: ["kegiatan"], language: .indonesian))
        #expect(page.contains("Pemakaian: lapor outreach [<perintah>]\nNama lain: kegiatan\n"))
        #expect(
            page.contains("\n  list (daftar, ls)  daftar kegiatan (dijalankan bila perintah tidak disebut)"))
        #expect(!page.contains("Kode keluar"))
        let start = try #require(
            CommandLineHelp.text(for: Sample.self, path: ["kegiatan", "mulai"], language: .english))
        #expect(start.contains("Usage: lapor outreach start <name>\n"))
    }

    @Test("The help command has a page too")
    func help() throws {
        let page = try #require(CommandLineHelp.text(for: Sample.self, path: ["bantuan"], language: .english))
        #expect(page.hasPrefix("show help on a command\n\nUsage: lapor help [<command>…]\nAlso: bantuan\n"))
    }

    @Test("A path to no command has no page, words behind a command are left aside")
    func unknown() {
        #expect(CommandLineHelp.text(for: Sample.self, path: ["nwe"]) == nil)
        #expect(CommandLineHelp.text(for: Sample.self, path: ["outreach", "x"]) == nil)
        #expect(CommandLineHelp.text(for: Sample.self, path: ["new", "K7Q2"]) != nil)
        #expect(CommandLineHelp.path(of: Start.self, in: Sample.self) == ["outreach", "start"])
        #expect(CommandLineHelp.path(of: Sample.self, in: Start.self) == nil)
    }

    @Test("No page is wider than 80 columns", arguments: [Language.indonesian, .english])
    func width(language: Language) throws {
        for path in [[], ["new"], ["outreach"], ["outreach", "start"], ["pack"], ["setup"], ["help"]] {
            let page = try #require(CommandLineHelp.text(for: Sample.self, path: path, language: language))
            for line in page.split(separator: "\n") { #expect(Terminal.displayWidth(String(line)) <= 80) }
        }
    }

    @Test(
        "Help is asked for as a first word, or by a flag behind a command",
        arguments: [
            ("help", []), ("bantuan catat", ["catat"]), ("--help", []), ("-h new", ["new"]),
            ("help outreach start --json", ["outreach", "start"]), ("new --help", ["new"]),
            ("outreach start -h", ["outreach", "start"]), ("new --title x --help", ["new"]),
            ("", nil), ("new", nil), ("new help", nil), ("new --title help", nil), ("new -- --help", nil),
        ] as [(String, [String]?)])
    func requested(line: String, path: [String]?) {
        #expect(CommandLineHelp.requested(in: line.split(separator: " ").map(String.init)) == path)
    }
}

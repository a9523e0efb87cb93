import LaporModel
import Testing

struct StoryTests {
    @Test(arguments: [
        ("2026-11-03", "2026-11-03"), ("hari ini", "2026-11-25"), ("Kemarin", "2026-11-24"),
        ("3 hari lalu", "2026-11-22"), ("2 minggu yang lalu", "2026-11-11"), ("senin", "2026-11-23"),
        ("Rabu", "2026-11-18"), ("24/11", "2026-11-24"), ("26-11", "2025-11-26"),
        ("5 januari 2026", "2026-01-05"),
        ("5.1.26", "2026-01-05"), ("17 Agustus", "2026-08-17"), ("yesterday", "2026-11-24"),
        ("2 days ago", "2026-11-23"),
    ])
    func `a day is understood as people say it`(_ text: String, _ day: String) throws {
        // A Wednesday.
        let today = try #require(Day("2026-11-25"))
        #expect(Day(spoken: text, today: today)?.description == day)
    }

    @Test(arguments: ["", "besok", "31/2", "1/2/3/4", "entah", "hari lalu", "99999999999 hari lalu"])
    func `what is no day is none`(_ text: String) throws {
        #expect(Day(spoken: text, today: try #require(Day("2026-11-25"))) == nil)
    }

    @Test func `the coach names what is missing, and nothing where all is told`() {
        #expect(StoryCoach.missing(in: "Jalan jelek") == StoryCoach.Part.allCases)
        let story =
            "Sejak Januari jalan rusak sepanjang 300 meter, anak sekolah jatuh, sudah dilaporkan ke RT"
        #expect(StoryCoach.missing(in: story).isEmpty)
        #expect(
            StoryCoach.missing(in: "Warga desa kami tidak mendapat air bersih") == [
                .sinceWhen, .howBad, .tried,
            ])
    }

    @Test(arguments: [
        ("Sidang cerai ditunda terus", OutOfScope.court), ("Anggota DPRD tidak pernah datang", .legislature),
        ("Dana desa dikorupsi", .corruption), ("Motor dicuri di pasar", .crime),
    ])
    func `what LAPOR! cannot take is known by its title`(_ title: String, _ matter: OutOfScope) {
        #expect(OutOfScope.match(title) == matter)
    }

    @Test(arguments: [
        "Pelayanan polisi lambat", "Jembatan putus", "Pungli surat pengantar", "Lampu gedung DPRD mati",
    ])
    func `services are within its scope`(_ title: String) {
        #expect(OutOfScope.match(title) == nil)
    }

    @Test func `a category is suggested by the words that speak for it`() {
        let categories = [
            (code: "pu", name: "Pekerjaan Umum"), (code: "pu/jembatan", name: "Jembatan"),
            (code: "pu/jalan", name: "Jalan Berlubang"),
            (code: "corona-virus/jembatan", name: "Jembatan Corona"),
            (code: "energi/listrik", name: "Pemadaman Listrik"),
        ]
        func first(_ title: String, _ story: String = "") -> CategorySuggestion? {
            CategorySuggestion.suggest(title: title, story: story, among: categories, limit: 3).first
        }
        #expect(first("Jembatan Krajan putus")?.code == "pu/jembatan")
        #expect(first("Jembatan Krajan putus")?.because == ["jembatan"])
        #expect(first("Jalan ke pasar berlubang")?.code == "pu/jalan")
        #expect(first("Jalan ke pasar berlubang")?.isSure == true)
        #expect(first("Jalan ke pasar becek")?.isSure == false)
        #expect(first("PLN padam tiap malam")?.code == "energi/listrik")
        #expect(first("Selamat pagi") == nil)
    }

    @Test func `texts about the same thing are alike, others are not`() {
        let bridge = TextWords("Jembatan di Madu putus")
        #expect(bridge.likeness(to: TextWords("Jembatan Madu roboh kena banjir")) >= 0.5)
        #expect(bridge.likeness(to: TextWords("Lampu jalan di Madu mati")) == 0)
        #expect(bridge.likeness(to: TextWords("")) == 0)
    }
}

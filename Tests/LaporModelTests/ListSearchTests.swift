import LaporModel
import Testing

struct ListSearchTests {
    private static let categories = [
        (code: "infrastruktur", name: "Infrastruktur"), (code: "infrastruktur/jalan", name: "Jalan rusak"),
        (code: "infrastruktur/lampu", name: "Penerangan jalan umum"), (code: "kesehatan", name: "Kesehatan"),
        (code: "kesehatan/bpjs", name: "BPJS Kesehatan"),
    ]

    @Test(arguments: [
        ("peneragan", "infrastruktur/lampu"), ("jalan rusk", "infrastruktur/jalan"),
        ("umum penerangn", "infrastruktur/lampu"), ("kesehtan", "kesehatan"), ("bpjs", "kesehatan/bpjs"),
        ("KESEHATAN/", "kesehatan/bpjs"),
    ])
    func `an entry is found by words of its name, misspelt too, or by its code`(
        _ text: String, _ code: String
    ) {
        #expect(ListSearch.codes(matching: text, among: Self.categories, limit: 3).first == code)
    }

    @Test(arguments: ["", "?", "sapi", "jalan sapi"])
    func `where a word is near none, nothing is found`(_ text: String) {
        #expect(ListSearch.codes(matching: text, among: Self.categories, limit: 3).isEmpty)
    }
}

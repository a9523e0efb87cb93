import Crypto
import Testing

@testable import LaporField
@testable import LaporModel

/// What rows of files are known again by.
struct TakenRowsTests {
    private let rows = TakenRows(key: SymmetricKey(data: [UInt8](repeating: 7, count: 32)), again: false)

    private func row(_ title: String, confidential: Bool = false, nik: String? = nil) -> CheckedComplaint {
        var content = Content()
        content.title = title
        content.description = "Becek setiap hujan."
        return CheckedComplaint(
            classification: .aspiration, region: "33.09.05.2003", category: nil, anonymous: false,
            confidential: confidential, content: content, identity: Identity(nik.map { ["nik": $0] } ?? [:]),
            consent: nil, officer: "Sri", language: nil, warnings: [])
    }

    private func names(_ count: Int, _ row: (Int) -> CheckedComplaint) -> Int {
        Set((0..<count).map { rows.name(row($0), []) }).count
    }

    @Test func `what lies in clear is told apart wholly, and what came back from a spreadsheet is the same`()
    {
        #expect(names(2_000) { row("Pasar \($0)") } == 2_000)
        #expect(rows.name(row("Pasar becek \r\nsekali"), ["/a/foto.jpg"]) != nil)
        var windows = row("Pasar becek")
        windows.content.description = "Satu\r\nDua "
        var unix = windows
        unix.content.description = "Satu\nDua"
        #expect(rows.name(windows, ["/a/foto.jpg"]) == rows.name(unix, ["/b/foto.jpg"]))
        #expect(rows.name(windows, ["/a/foto.jpg"]) != rows.name(windows, ["/a/lain.jpg"]))
        #expect(rows.name(windows, []) != rows.name(row("Pasar becek"), []))
    }

    /// Sixteen bits tell two people apart, and leave thousands of numbers that it may have been.
    @Test func `of what is sealed so little is kept that nobody finds it by trying`() {
        #expect(rows.name(row("Pasar", nik: "1"), []) != rows.name(row("Pasar", nik: "2"), []))
        let many = 3_000
        let niks = names(many) { row("Pasar", nik: String($0)) }
        #expect(niks < many && niks > many - 300, "\(niks)")
        let titles = names(many) { row("Rahasia \($0)", confidential: true) }
        #expect(titles < many && titles > many - 300, "\(titles)")
    }
}

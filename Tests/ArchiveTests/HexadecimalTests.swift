import Archive
import Testing

@Suite("Hexadecimal digits")
struct HexadecimalTests {
    @Test("Every byte is two lowercase digits and back")
    func roundTrip() {
        #expect(Hexadecimal.string([0x00, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
        #expect(Hexadecimal.string(EmptyCollection()) == "")
        #expect(Hexadecimal.string((0...255).lazy.map(UInt8.init)).count == 512)
        #expect(Hexadecimal.bytes(Hexadecimal.string(0...255)) == Array(0...255))
        #expect(Hexadecimal.bytes("") == [])
    }

    @Test(
        "Only an even number of lowercase digits is taken",
        arguments: ["0", "0g", "AA", " 00", "0x", "00\u{E4}", "``"]
    )
    func strict(text: String) {
        #expect(Hexadecimal.bytes(text) == nil)
    }
}

import CanonicalJSON
import Testing

@Suite struct JSONTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"null"#, #"{"a":1,"b":[true,false,null],"c":"\u0001\n\\\"é/"}"#, #""𝄞""#,
        "{\"\u{E000}\":1}", "{\"\u{10000}\":1,\"\u{E000}\":2}", #"-9007199254740991"#,
    ]) func `a canonical text is read and written back to the byte`(_ text: String) throws {
        #expect(try JSON(bytes(text), form: .canonical).canonical == bytes(text))
    }

    @Test(arguments: [
        #"{ }"#, #"{"b":1,"a":2}"#, #"{"a":1,"a":2}"#, #"1.0"#, #"1e2"#, #"-0"#, #"01"#, #""\/""#,
        #""\u0041""#,
        #""\u000A""#, #""\u001F""#, #"[1,]"#, #"9007199254740992"#, #"{"a":1}x"#, #""a"#, "\"\u{1}\"", "",
        "{\"\u{E000}\":1,\"\u{10000}\":2}", #"nul"#, #"{"a"}"#,
    ]) func `a text that is not its own canonical form is refused`(_ text: String) {
        #expect(throws: JSONError.self) { try JSON(bytes(text), form: .canonical) }
    }

    @Test func `any JSON is read leniently and numbers keep their spelling`() throws {
        let text = #" { "b" : -7.650 , "a" : "\u00e9\ud834\udd1e\/" } "#
        let value = try JSON(bytes(text), form: .any)
        #expect(value["b"] == .number("-7.650"))
        #expect(value["a"]?.string == "é𝄞/")
    }

    @Test(
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]]
    )
    func `what is not UTF-8 is refused`(_ text: [UInt8]) {
        #expect(throws: JSONError.self) { try JSON(text, form: .any) }
    }

    @Test func `a lone surrogate is refused`() {
        #expect(throws: JSONError.self) { try JSON(bytes(#""\ud834""#), form: .any) }
        #expect(throws: JSONError.self) { try JSON(bytes(#""\udd1e""#), form: .any) }
    }

    @Test func `nesting is bounded`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSON(bytes(deep), form: .any) }
    }

    @Test func `members are written in the order of their keys`() {
        let value = JSON.object([("b", .integer(1)), ("a", .null), ("", .bool(true))])
        #expect(value.canonical == bytes(#"{"":true,"a":null,"b":1}"#))
    }
}

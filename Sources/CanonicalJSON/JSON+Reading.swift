/// Why a text is not the JSON that was asked for, and at which byte.
package struct JSONError: Error, Equatable, Sendable {
    /// What is wrong.
    package enum Fault: Equatable, Sendable {
        case syntax
        case notUTF8
        case notCanonical
        case duplicateKey(String)
        case tooDeep
    }

    package var fault: Fault
    /// Offset from the start, in bytes.
    package var offset: Int
}

extension JSON {
    /// How strictly a text is read.
    package enum Form: Sendable {
        /// RFC 8259, any white space, any escapes.
        case any
        /// RFC 8785 without fractions; only a text that is its own canonical form.
        case canonical
    }

    /// Reads one JSON text that fills the bytes.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, form: Form) throws(JSONError) {
        var reader = JSONReader(bytes: bytes, canonical: form == .canonical)
        self = try reader.readText()
    }

    /// Reads one JSON text that fills the bytes.
    package init(_ bytes: [UInt8], form: Form) throws(JSONError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, JSONError> in
            do throws(JSONError) {
                return .success(try JSON(buffer, form: form))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }
}

struct JSONReader {
    private static let deepest = 16

    let bytes: UnsafeBufferPointer<UInt8>
    let canonical: Bool
    private var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>, canonical: Bool) {
        self.bytes = bytes
        self.canonical = canonical
    }

    mutating func readText() throws(JSONError) -> JSON {
        skipSpace()
        let value = try readValue(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw error(.syntax) }
        return value
    }

    private func error(_ fault: JSONError.Fault) -> JSONError {
        JSONError(fault: fault, offset: at)
    }

    private var byte: UInt8? {
        at < bytes.count ? bytes[at] : nil
    }

    private mutating func skipSpace() {
        // In canonical form there is none; what stands there is then a syntax error.
        guard !canonical else { return }
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func take(_ expected: UInt8) throws(JSONError) {
        guard byte == expected else { throw error(.syntax) }
        at += 1
    }

    private mutating func takeWord(_ word: StaticString) throws(JSONError) {
        let length = word.utf8CodeUnitCount
        guard at + length <= bytes.count else { throw error(.syntax) }
        for offset in 0..<length where bytes[at + offset] != word.utf8Start[offset] {
            throw error(.syntax)
        }
        at += length
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> JSON {
        guard depth <= Self.deepest else { throw error(.tooDeep) }
        switch byte {
        case UInt8(ascii: "\""):
            return .string(try readString())
        case UInt8(ascii: "{"):
            return .object(try readObject(depth: depth))
        case UInt8(ascii: "["):
            return .array(try readArray(depth: depth))
        case UInt8(ascii: "t"):
            try takeWord("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try takeWord("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try takeWord("null")
            return .null
        default:
            return try readNumber()
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> [JSON] {
        try take(UInt8(ascii: "["))
        var elements: [JSON] = []
        skipSpace()
        if byte == UInt8(ascii: "]") {
            at += 1
            return elements
        }
        while true {
            skipSpace()
            elements.append(try readValue(depth: depth + 1))
            skipSpace()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else {
                try take(UInt8(ascii: "]"))
                return elements
            }
        }
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> JSONObject {
        try take(UInt8(ascii: "{"))
        var object = JSONObject(members: [])
        skipSpace()
        if byte == UInt8(ascii: "}") {
            at += 1
            return object
        }
        object.members.reserveCapacity(24)
        while true {
            skipSpace()
            let key = try readString()
            if canonical {
                if let last = object.members.last, !JSON.precedes(last.key, key) {
                    throw error(last.key == key ? .duplicateKey(key) : .notCanonical)
                }
            } else if object[key] != nil {
                throw error(.duplicateKey(key))
            }
            skipSpace()
            try take(UInt8(ascii: ":"))
            skipSpace()
            object.members.append(.init(key: key, value: try readValue(depth: depth + 1)))
            skipSpace()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else {
                try take(UInt8(ascii: "}"))
                return object
            }
        }
    }

    private mutating func readNumber() throws(JSONError) -> JSON {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        guard let first = byte, isDigit(first) else { throw error(.syntax) }
        let digits = at
        while let byte, isDigit(byte) { at += 1 }
        guard first != UInt8(ascii: "0") || at == digits + 1 else { throw error(.syntax) }
        var whole = true
        if byte == UInt8(ascii: ".") {
            whole = false
            at += 1
            try takeDigits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            whole = false
            at += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            try takeDigits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if whole, let number = Int(text), abs(number) < 1 << 53, text != "-0" { return .integer(number) }
        guard !canonical else { throw error(.notCanonical) }
        return .number(text)
    }

    private mutating func takeDigits() throws(JSONError) {
        let start = at
        while let byte, isDigit(byte) { at += 1 }
        guard at > start else { throw error(.syntax) }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}

extension JSONReader {
    private mutating func readString() throws(JSONError) -> String {
        try take(UInt8(ascii: "\""))
        let start = at
        while let byte {
            if byte == UInt8(ascii: "\"") {
                let text = try decode(bytes[start..<at])
                at += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try readEscapedString(from: start) }
            guard byte >= 0x20 else { throw error(.syntax) }
            at += 1
        }
        throw error(.syntax)
    }

    private func decode(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error(.notUTF8) }
        return text
    }

    /// The rest of a string from its first backslash on; `at` stands on it.
    private mutating func readEscapedString(from start: Int) throws(JSONError) -> String {
        var unescaped = Array(bytes[start..<at])
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                guard let text = String(validating: unescaped, as: UTF8.self) else {
                    throw error(.notUTF8)
                }
                return text
            case UInt8(ascii: "\\"):
                at += 1
                try readEscape(into: &unescaped)
            case 0..<0x20:
                throw error(.syntax)
            default:
                unescaped.append(byte)
                at += 1
            }
        }
        throw error(.syntax)
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
        guard let letter = byte else { throw error(.syntax) }
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "/"):
            guard !canonical else { throw error(.notCanonical) }
            text.append(letter)
        case UInt8(ascii: "u"):
            try readUnicodeEscape(into: &text)
        default:
            throw error(.syntax)
        }
    }

    private mutating func readUnicodeEscape(into text: inout [UInt8]) throws(JSONError) {
        let start = at
        var scalar = try readHexadecimal()
        if canonical {
            let spelling = JSON.escape(UInt8(truncatingIfNeeded: scalar))
            guard scalar > 0, scalar < 0x20, spelling.count == 6, Array(bytes[(start - 2)..<at]) == spelling
            else {
                throw error(.notCanonical)
            }
        }
        if (0xD800..<0xDC00).contains(scalar) {
            try take(UInt8(ascii: "\\"))
            try take(UInt8(ascii: "u"))
            let low = try readHexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw error(.notUTF8) }
            scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00)
        }
        guard let unicode = Unicode.Scalar(scalar) else { throw error(.notUTF8) }
        text.append(contentsOf: UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func readHexadecimal() throws(JSONError) -> UInt32 {
        guard at + 4 <= bytes.count else { throw error(.syntax) }
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { throw error(.syntax) }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}

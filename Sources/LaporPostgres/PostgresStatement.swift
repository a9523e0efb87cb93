#if Postgres
    import CPostgres
    import Foundation
    import LaporStore

    /// A statement on a PostgreSQL server; values go there as text, bytes as they are, and results come in binary form.
    final class PostgresStatement: PreparedStatement {
        private let connection: PostgresConnection
        private let text: StatementText
        private let isStreaming: Bool
        /// The values, each with a zero behind it; `nil` for NULL.
        private var values: [[UInt8]?] = []
        private var isBinary: [Bool] = []
        private var result: PostgresResult?
        private var row: Int32 = -1
        private var rows: Int32 = 0
        private var cursor: String?

        init(_ connection: PostgresConnection, _ text: StatementText, streaming: Bool) {
            self.connection = connection
            self.text = text
            isStreaming = streaming
        }

        deinit { reset() }

        // MARK: values

        private func set(_ index: Int32, _ bytes: [UInt8]?, binary: Bool) {
            while values.count < Int(index) {
                values.append(nil)
                isBinary.append(false)
            }
            values[Int(index) - 1] = bytes
            isBinary[Int(index) - 1] = binary
        }

        func bind(_ index: Int32, _ number: Int) {
            set(index, Array(String(number).utf8) + [0], binary: false)
        }

        func bind(_ index: Int32, _ text: String?) {
            guard let text else { return bindNull(index) }
            bind(index, text: Array(text.utf8)[...])
        }

        func bind(_ index: Int32, text bytes: ArraySlice<UInt8>) {
            set(index, PostgresText.storable(bytes) + [0], binary: false)
        }

        func bind(_ index: Int32, blob bytes: UnsafeRawBufferPointer) {
            set(index, Array(bytes) + [0], binary: true)
        }

        func bindNull(_ index: Int32) { set(index, nil, binary: false) }

        // MARK: running

        func step() throws -> Bool {
            if result == nil { try begin() }
            row += 1
            if row < rows { return true }
            guard let cursor, rows > 0 else { return false }
            try fetch(cursor)
            row = 0
            return rows > 0
        }

        func reset() {
            if let cursor { _ = try? connection.run("CLOSE \(cursor)") }
            (cursor, result, row, rows) = (nil, nil, -1, 0)
        }

        @discardableResult
        func run() throws -> Int {
            reset()
            let result = try execute()
            return Int(String(cString: PQcmdTuples(result.handle))) ?? 0
        }

        private func begin() throws {
            guard isStreaming else {
                take(try execute())
                return
            }
            let cursor = connection.nextCursor()
            _ = try send("DECLARE \(cursor) NO SCROLL CURSOR FOR \(text.sql)")
            self.cursor = cursor
            // A reader may want a few only.
            try fetch(cursor, count: 50)
        }

        private func fetch(_ cursor: String, count: Int = 1_000) throws {
            let fetched = PQexecParams(
                connection.handle, "FETCH \(count) FROM \(cursor)", 0, nil, nil, nil, nil, 1)
            take(try connection.checked(fetched))
        }

        private func take(_ result: PostgresResult) {
            self.result = result
            rows = PQntuples(result.handle)
            row = -1
        }

        private func execute() throws -> PostgresResult {
            text.runs += 1
            // What runs again and again is planned once.
            guard text.runs > 1 else { return try send(text.sql) }
            let name = try connection.name(of: text)
            return try connection.checked(
                withValues { pointers, lengths, formats in
                    PQexecPrepared(
                        connection.handle, name, Int32(values.count), pointers, lengths, formats, 1)
                })
        }

        private func send(_ sql: String) throws -> PostgresResult {
            try connection.checked(
                withValues { pointers, lengths, formats in
                    PQexecParams(
                        connection.handle, sql, Int32(values.count), nil, pointers, lengths, formats, 1)
                })
        }

        private func withValues(
            _ body: (
                UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
            ) -> OpaquePointer?
        ) -> OpaquePointer? {
            let all = values.flatMap { $0 ?? [] }
            let lengths = values.map { Int32(max(0, ($0?.count ?? 1) - 1)) }
            let formats = isBinary.map { Int32($0 ? 1 : 0) }
            return all.withUnsafeBytes { bytes in
                var offset = 0
                let pointers = values.map { value -> UnsafePointer<CChar>? in
                    guard let value else { return nil }
                    defer { offset += value.count }
                    return bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                }
                return body(pointers, lengths, formats)
            }
        }

        // MARK: columns

        var columns: Int32 { result.map { PQnfields($0.handle) } ?? 0 }

        func name(_ column: Int32) -> String {
            guard let result, let name = PQfname(result.handle, column) else { return "" }
            return String(cString: name)
        }

        private func content(_ column: Int32) -> UnsafeRawBufferPointer {
            guard let result, let start = PQgetvalue(result.handle, row, column) else {
                return UnsafeRawBufferPointer(start: nil, count: 0)
            }
            return UnsafeRawBufferPointer(
                start: start, count: Int(PQgetlength(result.handle, row, column)))
        }

        func integer(_ column: Int32) -> Int {
            let bytes = content(column)
            var number = bytes.first.map { $0 >= 128 && bytes.count > 1 ? -1 : 0 } ?? 0
            for byte in bytes { number = number << 8 | Int(byte) }
            return number
        }

        func size(_ column: Int32) -> Int { content(column).count }

        func append(_ column: Int32, to bytes: inout [UInt8]) {
            bytes.append(contentsOf: content(column))
        }

        func isNull(_ column: Int32) -> Bool {
            guard let result else { return true }
            return PQgetisnull(result.handle, row, column) == 1
        }

        func value(_ column: Int32) -> SQLValue {
            guard let result, !isNull(column) else { return .null }
            switch PQftype(result.handle, column) {
            // bool, int8, int2, int4
            case 16, 20, 21, 23: return .integer(integer(column))
            // bytea
            case 17: return .blob(Data(content(column)))
            default: return .text(String(decoding: content(column), as: UTF8.self))
            }
        }
    }

    /// Texts as PostgreSQL takes them.
    enum PostgresText {
        /// It can hold no character zero: that of what a laptop wrote becomes the sign for what cannot be shown.
        static func storable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            guard bytes.contains(0) else { return Array(bytes) }
            return bytes.flatMap { $0 == 0 ? Array("\u{FFFD}".utf8) : [$0] }
        }
    }
#endif

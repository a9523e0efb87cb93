#if Postgres
    import CPostgres
    import LaporStore

    /// PostgreSQL under a transaction.
    final class PostgresDatabase: BulkDatabase {
        private let connection: PostgresConnection
        private let entering: () throws -> Void

        init(_ connection: PostgresConnection, entering: @escaping () throws -> Void) {
            self.connection = connection
            self.entering = entering
        }

        var dialect: Dialect { .postgres }

        func enter() throws { try entering() }

        func prepare(_ sql: String, streaming: Bool) throws -> any PreparedStatement {
            PostgresStatement(connection, connection.text(ofStatement: sql), streaming: streaming)
        }

        func run(script: String) throws { try connection.run(script) }

        func tableExists(_ name: String) throws -> Bool {
            try connection.text("SELECT to_regclass('\(name)')") != nil
        }

        func copy(
            into table: String, _ columns: [String], _ body: (any RowTaker) throws -> Void
        ) throws {
            let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            try connection.run("COPY \(table) (\(list)) FROM STDIN (FORMAT binary)")
            let writer = PostgresCopy(connection, columns: columns.count)
            do {
                try body(writer)
            } catch {
                try? writer.end(failing: true)
                throw error
            }
            try writer.end(failing: false)
        }
    }

    /// Rows on their way to a table, in the binary form of `COPY`.
    private final class PostgresCopy: RowTaker {
        private static let limit = 1 << 18
        private let connection: PostgresConnection
        private let columns: Int
        private var bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [0, 0, 0, 0, 0, 0, 0, 0]

        init(_ connection: PostgresConnection, columns: Int) {
            self.connection = connection
            self.columns = columns
            bytes.reserveCapacity(Self.limit + 65_536)
        }

        private func add(_ number: Int, width: Int) {
            for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }

        private func begin(_ index: Int32, size: Int) {
            if index == 1 { add(columns, width: 2) }
            add(size, width: 4)
        }

        func bind(_ index: Int32, _ number: Int) {
            begin(index, size: 8)
            add(number, width: 8)
        }

        func bind(_ index: Int32, _ text: String?) {
            guard var text else { return bindNull(index) }
            text.withUTF8 { utf8 in
                guard !utf8.contains(0) else { return bind(index, text: Array(utf8)[...]) }
                begin(index, size: utf8.count)
                bytes.append(contentsOf: utf8)
            }
        }

        func bind(_ index: Int32, text: ArraySlice<UInt8>) {
            let storable = text.contains(0) ? PostgresText.storable(text)[...] : text
            begin(index, size: storable.count)
            bytes.append(contentsOf: storable)
        }

        func bind(_ index: Int32, blob: UnsafeRawBufferPointer) {
            begin(index, size: blob.count)
            bytes.append(contentsOf: blob)
        }

        func bindNull(_ index: Int32) { begin(index, size: -1) }

        func endRow() throws { if bytes.count >= Self.limit { try send() } }

        private func send() throws {
            guard !bytes.isEmpty else { return }
            let sent = bytes.withUnsafeBytes { buffer in
                PQputCopyData(
                    connection.handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(buffer.count))
            }
            bytes.removeAll(keepingCapacity: true)
            if sent != 1 { _ = try connection.checked(nil) }
        }

        func end(failing: Bool) throws {
            if !failing {
                add(-1, width: 2)
                try send()
            }
            if PQputCopyEnd(connection.handle, failing ? "given up" : nil) != 1 {
                _ = try connection.checked(nil)
            }
            let result = PQgetResult(connection.handle)
            while let more = PQgetResult(connection.handle) { PQclear(more) }
            _ = try connection.checked(result)
        }
    }
#endif

#if Postgres
    import CPostgres
    import Foundation
    import LaporStore

    /// A connection to a PostgreSQL server.
    final class PostgresConnection {
        let handle: OpaquePointer
        /// Where it goes to, without a password.
        let place: String
        /// What is known of statements that were made, by their text.
        private var texts: [String: StatementText] = [:]
        private var prepared = 0
        private var cursors = 0

        /// Connects; `url` is one that libpq understands.
        init(_ url: String, program: String) throws {
            place = Self.withoutPassword(url)
            // A server that does not answer is told of soon, unless somebody says otherwise.
            setenv("PGCONNECT_TIMEOUT", "10", 0)
            guard let handle = PQconnectdb(url) else {
                throw StoreError.unreachable(server: place, reason: "memory")
            }
            self.handle = handle
            guard PQstatus(handle) == CONNECTION_OK else {
                throw StoreError.unreachable(
                    server: place, reason: Self.oneLine(String(cString: PQerrorMessage(handle))))
            }
            // What the server notes in passing is of no use to anybody here.
            PQsetNoticeReceiver(handle, { _, _ in }, nil)
            try run(
                """
                SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET bytea_output = 'hex';
                """)
            // Compiling takes longer than any of these statements; not every server knows the word.
            try? run("SET jit = off")
            // Five times as fast as what servers do otherwise, where they have it.
            try? run("SET default_toast_compression = lz4")
            let name = program.filter { $0.isASCII && $0 != "'" && $0 != "\\" }
            try run("SET application_name = '\(name)'")
        }

        deinit { PQfinish(handle) }

        /// Runs statements that give nothing.
        func run(_ script: String) throws {
            _ = try checked(PQexec(handle, script))
        }

        /// Runs a statement that gives one text at most.
        func text(_ sql: String) throws -> String? {
            let result = try checked(PQexec(handle, sql))
            guard PQntuples(result.handle) > 0, PQgetisnull(result.handle, 0, 0) == 0 else { return nil }
            return String(cString: PQgetvalue(result.handle, 0, 0))
        }

        /// What is known of a statement's text.
        func text(ofStatement sql: String) -> StatementText {
            if let text = texts[sql] { return text }
            let text = StatementText(sql)
            texts[sql] = text
            return text
        }

        /// The name by which the server knows a statement, which it prepares the first time.
        func name(of text: StatementText) throws -> String {
            if let name = text.name { return name }
            let name = "s\(prepared)"
            _ = try checked(PQprepare(handle, name, text.sql, 0, nil))
            prepared += 1
            text.name = name
            return name
        }

        func nextCursor() -> String {
            cursors += 1
            return "c\(cursors)"
        }

        /// A result that is none of an error.
        func checked(_ result: OpaquePointer?) throws -> PostgresResult {
            guard let result else { throw lost(String(cString: PQerrorMessage(handle))) }
            let checked = PostgresResult(result)
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN, PGRES_COPY_OUT: return checked
            default: throw error(checked)
            }
        }

        private func error(_ result: PostgresResult) -> StoreError {
            func field(_ code: Character) -> String {
                PQresultErrorField(result.handle, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
                    ?? ""
            }
            let (state, message) = (field("C"), field("M"))
            // What has no state comes from libpq itself.
            if PQstatus(handle) != CONNECTION_OK || state.isEmpty || state.hasPrefix("08")
                || state.hasPrefix("57P")
            {
                return lost(message.isEmpty ? String(cString: PQerrorMessage(handle)) : message)
            }
            switch state {
            case "55P03", "40001", "40P01": return .busy(holder: nil)
            // As SQLite calls a full disk.
            case "53100": return .engine(code: 13, message: "PostgreSQL \(state): \(message)")
            default: return .engine(code: 1, message: "PostgreSQL \(state): \(message)")
            }
        }

        private func lost(_ reason: String) -> StoreError {
            .connectionLost(server: place, reason: Self.oneLine(reason))
        }

        private static func oneLine(_ text: String) -> String {
            text.split(whereSeparator: \.isNewline).map { $0.drop { $0.isWhitespace } }.joined(
                separator: "; ")
        }

        /// A URL as it may be shown.
        static func withoutPassword(_ url: String) -> String {
            guard let scheme = url.range(of: "://"),
                let at = url[scheme.upperBound...].prefix(while: { $0 != "/" && $0 != "?" }).lastIndex(
                    of: "@"),
                let colon = url[scheme.upperBound..<at].firstIndex(of: ":")
            else { return url }
            return url[..<colon] + ":…" + url[at...]
        }
    }

    /// What a statement gave; it is let go with its last user.
    final class PostgresResult {
        let handle: OpaquePointer

        init(_ handle: OpaquePointer) { self.handle = handle }

        deinit { PQclear(handle) }
    }
#endif

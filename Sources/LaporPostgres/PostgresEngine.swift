#if Postgres
    import CPostgres
    package import LaporStore

    /// Runs a store's transactions on a PostgreSQL server.
    package final class PostgresEngine: StoreEngine {
        private let connection: PostgresConnection
        private let waiting: (String?) -> Void
        private let patience: Int

        /// Connects; a writer brings the tables up to date, or makes them.
        ///
        /// `program` tells others who is at work; `patience` is how many seconds it waits for them.
        package init(
            _ url: String, writing: Bool, program: String, patience: Int = Store.patience,
            waiting: @escaping (String?) -> Void
        ) throws {
            connection = try PostgresConnection(url, program: program)
            self.waiting = waiting
            self.patience = patience
            if writing {
                guard try connection.text("SHOW synchronous_commit") != "off" else {
                    throw StoreError.notDurable(synchronous: 0)
                }
            }
            try PostgresSchema.bringUpToDate(connection, writing: writing)
        }

        package var isShared: Bool { true }

        package func transaction<Value>(
            _ kind: TransactionKind, _ body: (any Database) throws -> Value
        ) throws -> Value {
            // What was planned for small tables is slow once they have grown; not every server knows the word.
            if kind != .reading { try? connection.run("DISCARD PLANS") }
            switch kind {
            case .reading: try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            case .writing, .merging: try connection.run("BEGIN ISOLATION LEVEL READ COMMITTED")
            }
            do {
                if kind == .writing { try enter() }
                let value = try body(PostgresDatabase(connection) { [self] in try enter() })
                try commit()
                return value
            } catch {
                try? connection.run("ROLLBACK")
                throw error
            }
        }

        private func commit() throws {
            let result = try connection.checked(PQexec(connection.handle, "COMMIT"))
            // What failed in between and was passed over makes all of it void.
            guard String(cString: PQcmdStatus(result.handle)) == "COMMIT" else {
                throw StoreError.engine(code: 1, message: "PostgreSQL: not committed")
            }
        }

        /// Waits until no one else writes.
        private func enter() throws {
            let gate = "SELECT 1 FROM gate FOR UPDATE"
            try connection.run("SAVEPOINT entering; SET LOCAL lock_timeout = 400")
            do {
                try connection.run(gate)
            } catch StoreError.busy {
                try connection.run("ROLLBACK TO entering")
                let holder = holder()
                waiting(holder)
                try connection.run("SET LOCAL lock_timeout = \(max(1, patience * 1_000 - 400))")
                do {
                    try connection.run(gate)
                } catch StoreError.busy {
                    throw StoreError.busy(holder: holder)
                }
            }
            try connection.run("RELEASE entering; SET LOCAL lock_timeout = 0")
        }

        /// Who has been at work the longest; not every server tells.
        private func holder() -> String? {
            try? connection.run("SAVEPOINT asking")
            defer { try? connection.run("ROLLBACK TO asking") }
            return try? connection.text(
                """
                SELECT application_name FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
                    AND application_name LIKE 'lapor-import%'
                ORDER BY xact_start LIMIT 1
                """)
        }

        /// What was erased stays in the server's files until it reuses their space, and in its logs and backups.
        package func purge(_ traces: [[UInt8]]) throws -> Bool { true }

        /// The server's own affair: `REINDEX DATABASE` there.
        package func rebuildIndexes() {}

        package func checkpoint() {}

        package func compact() {}
    }
#endif

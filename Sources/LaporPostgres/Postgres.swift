/// A store's database on a PostgreSQL server, where many may write at once.
package enum Postgres {
    /// Whether a text is the address of one.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }
}

#if Postgres
    extension Postgres {
        /// An address as it may be shown: without a password.
        package static func shown(_ url: String) -> String { PostgresConnection.withoutPassword(url) }
    }
#endif

extension Schema {
    /// The lists of holidays and of deadlines that an office has loaded.
    static let deadlines = """
        CREATE TABLE holidays (day TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE deadlines (
            step TEXT NOT NULL PRIMARY KEY, days INTEGER NOT NULL CHECK (days >= 1), basis TEXT
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 8;
        """
}

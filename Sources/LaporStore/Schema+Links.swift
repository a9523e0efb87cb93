extension Schema {
    /// Which complaints are linked, each by its own events; `other` may be one that the store does not hold.
    static let links = """
        CREATE TABLE links (
            complaint BLOB NOT NULL CHECK (length(complaint) = 16),
            other BLOB NOT NULL CHECK (length(other) = 16),
            PRIMARY KEY (complaint, other)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX links_by_other ON links (other);

        PRAGMA user_version = 11;
        """
}

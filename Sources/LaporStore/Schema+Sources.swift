extension Schema {
    /// The files that were attached on this device, so that none is taken twice: by a keyed hash of what they held, which
    /// is not what is stored where a photo was cleaned or sealed.
    static let sources = """
        CREATE TABLE attached_sources (
            source BLOB NOT NULL CHECK (length(source) = 32),
            complaint BLOB NOT NULL CHECK (length(complaint) = 16),
            PRIMARY KEY (source, complaint)
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 6;
        """
}

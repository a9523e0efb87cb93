extension Schema {
    /// The list of regions as it is searched: derived, and made anew with each list.
    static let places = """
        CREATE TABLE place_index (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            bytes BLOB NOT NULL
        ) STRICT;

        PRAGMA user_version = 4;
        """
}

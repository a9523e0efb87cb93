extension Schema {
    /// Visits to villages, and interviews that were broken off.
    static let visits = """
        ALTER TABLE complaints ADD COLUMN outreach BLOB CHECK (length(outreach) = 16);
        CREATE INDEX events_of_visits ON events (feed_key, sequence)
            WHERE kind IN ('outreach_started', 'outreach_changed', 'outreach_ended');

        -- The id is that of the complaint to be; what is secret in it is sealed already.
        CREATE TABLE drafts (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            updated_at INTEGER NOT NULL,
            draft TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 3;
        """

    /// No table is new: what older programs have kept of visits is looked through for attachments.
    static let photosOfVisits = "PRAGMA user_version = 9"
}

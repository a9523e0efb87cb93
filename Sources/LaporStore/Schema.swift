import GRDB

/// The tables, as dated steps that never change once they have been released.
enum Schema {
    /// Counts the steps; a store says in `user_version` how many it has seen.
    ///
    /// A kind of event that newly takes effect is a step too: what is kept of it is folded then.
    static let version = 11

    static func migrator(_ folder: StoreFolder) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-24 first tables") { try $0.execute(sql: first) }
        migrator.registerMigration("2026-11-25 forks and erasures") { try $0.execute(sql: second) }
        migrator.registerMigration("2026-11-25 visits and drafts") { db in
            try db.execute(sql: visits)
            // Folding writes all columns: it comes once the last of them is there.
            try Transaction(SQLiteDatabase(db), folder: folder).foldAgain()
        }
        migrator.registerMigration("2026-11-25 place index") { db in
            try db.execute(sql: places)
            try Transaction(SQLiteDatabase(db), folder: folder).indexPlaces()
        }
        migrator.registerMigration("2026-11-27 words") { try $0.execute(sql: words) }
        migrator.registerMigration("2026-11-28 attached files") { try $0.execute(sql: sources) }
        migrator.registerMigration("2026-11-28 whole feeds") { try $0.execute(sql: wholeFeeds) }
        migrator.registerMigration("2026-11-28 deadlines") { try $0.execute(sql: deadlines) }
        migrator.registerMigration("2026-11-28 photos of visits") { db in
            try db.execute(sql: photosOfVisits)
            try Transaction(SQLiteDatabase(db), folder: folder).expectPhotosOfVisits()
        }
        migrator.registerMigration("2026-11-28 listing") { try $0.execute(sql: listing) }
        migrator.registerMigration("2026-11-28 links") { db in
            try db.execute(sql: links)
            try Transaction(SQLiteDatabase(db), folder: folder).foldLinks()
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE about (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE feeds (
            feed_key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            purpose TEXT NOT NULL CHECK (purpose IN ('device', 'registry', 'answers')),
            device BLOB CHECK (length(device) = 16),
            office BLOB CHECK (length(office) = 16),
            name TEXT,
            team TEXT,
            recipient TEXT,
            signing_key TEXT NOT NULL
        ) STRICT;

        CREATE TABLE events (
            event_key INTEGER PRIMARY KEY,
            feed_key INTEGER NOT NULL REFERENCES feeds,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            id BLOB NOT NULL CHECK (length(id) = 32),
            kind TEXT NOT NULL,
            complaint BLOB CHECK (length(complaint) = 16),
            stored_at INTEGER NOT NULL,
            header TEXT NOT NULL,
            body TEXT
        ) STRICT;
        CREATE UNIQUE INDEX events_by_place ON events (feed_key, sequence, id);
        -- A complaint's row says where its captured event is: that one, the most frequent, needs no entry here.
        CREATE INDEX events_by_complaint ON events (complaint)
            WHERE complaint IS NOT NULL AND kind <> 'captured';

        CREATE TABLE heads (
            feed_key INTEGER NOT NULL REFERENCES feeds,
            sequence INTEGER NOT NULL,
            id BLOB NOT NULL CHECK (length(id) = 32),
            signature TEXT NOT NULL,
            PRIMARY KEY (feed_key, sequence, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE blobs (
            sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
            feed_key INTEGER NOT NULL REFERENCES feeds,
            sequence INTEGER NOT NULL,
            size INTEGER NOT NULL,
            is_here INTEGER NOT NULL CHECK (is_here IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blobs_by_place ON blobs (feed_key, sequence);

        CREATE TABLE complaints (
            complaint_key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            number TEXT NOT NULL,
            device BLOB NOT NULL CHECK (length(device) = 16),
            sequence INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            stored_at INTEGER NOT NULL,
            classification TEXT NOT NULL,
            region TEXT NOT NULL,
            category TEXT,
            status TEXT,
            anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
            confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
            title TEXT,
            description TEXT,
            location TEXT,
            agency TEXT,
            incident_date TEXT,
            attachments TEXT,
            tracking_id TEXT,
            answers INTEGER NOT NULL CHECK (answers >= 0),
            conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
            clock_behind INTEGER NOT NULL CHECK (clock_behind IN (0, 1)),
            CHECK (confidential = 0 OR (title IS NULL AND description IS NULL AND location IS NULL))
        ) STRICT;
        CREATE INDEX complaints_by_number ON complaints (number);
        CREATE INDEX complaints_by_tracking ON complaints (tracking_id) WHERE tracking_id IS NOT NULL;
        CREATE INDEX complaints_in_conflict ON complaints (id) WHERE conflicts > 0;
        CREATE INDEX complaints_by_time ON complaints (recorded_at, id);

        CREATE TABLE regions (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE categories (
            code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, parent TEXT, place INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE agencies (
            code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE external_ids (
            name BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
            complaint BLOB NOT NULL CHECK (length(complaint) = 16),
            row_check INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE packs (
            bundle BLOB NOT NULL CHECK (length(bundle) = 16),
            feed_key INTEGER NOT NULL REFERENCES feeds,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            tagmanifest BLOB NOT NULL CHECK (length(tagmanifest) = 32),
            path TEXT NOT NULL,
            packed_at INTEGER NOT NULL,
            confirmed_at INTEGER,
            PRIMARY KEY (bundle, feed_key, first)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE merged_bundles (
            tagmanifest BLOB NOT NULL PRIMARY KEY CHECK (length(tagmanifest) = 32),
            bundle BLOB NOT NULL CHECK (length(bundle) = 16),
            sender BLOB NOT NULL CHECK (length(sender) = 16),
            merged_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX merged_bundles_by_sender ON merged_bundles (sender, merged_at);

        CREATE TABLE quarantine (
            tagmanifest BLOB NOT NULL PRIMARY KEY CHECK (length(tagmanifest) = 32),
            bundle BLOB NOT NULL CHECK (length(bundle) = 16),
            device BLOB NOT NULL CHECK (length(device) = 16),
            device_name TEXT,
            team TEXT,
            last_sequence INTEGER NOT NULL,
            reason TEXT NOT NULL,
            set_aside_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 1;
        """

    private static let second = """
        -- The feed that this one goes on from, where that one's key vouches for it.
        ALTER TABLE feeds ADD COLUMN continues BLOB CHECK (length(continues) = 16);
        -- Whether its events may be no single chain; set once, it only makes things slower.
        ALTER TABLE feeds ADD COLUMN is_forked INTEGER NOT NULL DEFAULT 0 CHECK (is_forked IN (0, 1));

        -- Which events name a blob; a copy of a photo may be named by many.
        CREATE TABLE blob_uses (
            feed_key INTEGER NOT NULL REFERENCES feeds,
            sequence INTEGER NOT NULL,
            event BLOB NOT NULL CHECK (length(event) = 32),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            PRIMARY KEY (feed_key, sequence, event, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_uses_by_blob ON blob_uses (sha256);
        INSERT INTO blob_uses
            SELECT feed_key, sequence, events.id, sha256 FROM blobs JOIN events USING (feed_key, sequence);
        CREATE TABLE known_blobs (
            sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
            size INTEGER NOT NULL,
            is_here INTEGER NOT NULL CHECK (is_here IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        INSERT INTO known_blobs SELECT sha256, size, is_here FROM blobs;
        DROP TABLE blobs;
        ALTER TABLE known_blobs RENAME TO blobs;
        CREATE INDEX blobs_missing ON blobs (sha256) WHERE is_here = 0;
        -- Blobs that nothing names any more: their files are still to be removed.
        CREATE TABLE removals (
            sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32)
        ) STRICT, WITHOUT ROWID;

        -- Events whose body may be absent: erased for good, or (not for good) by their own device before any bundle
        -- carried them.
        CREATE TABLE blanks (
            event BLOB NOT NULL PRIMARY KEY CHECK (length(event) = 32),
            for_good INTEGER NOT NULL CHECK (for_good IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX events_blank ON events (feed_key, sequence) WHERE body IS NULL;
        CREATE INDEX events_blank_captured ON events (complaint) WHERE body IS NULL AND kind = 'captured';
        CREATE INDEX events_about_feeds ON events (feed_key) WHERE kind = 'peered';

        -- What a device dropped to save space, and what stays known of each complaint.
        CREATE TABLE tidied (
            complaint BLOB NOT NULL PRIMARY KEY CHECK (length(complaint) = 16),
            remains TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- The newest receipt of each office upstream.
        CREATE TABLE receipts (
            office BLOB NOT NULL PRIMARY KEY CHECK (length(office) = 16),
            receipt TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 2;
        """

    private static let wholeFeeds = """
        -- Between which sequences nothing was missing when it was counted last; events never go away again.
        ALTER TABLE feeds ADD COLUMN whole_first INTEGER;
        ALTER TABLE feeds ADD COLUMN whole_last INTEGER CHECK (whole_last >= whole_first);

        PRAGMA user_version = 7;
        """
}

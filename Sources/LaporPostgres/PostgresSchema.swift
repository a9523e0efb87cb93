#if Postgres
    import LaporStore

    /// The tables on a PostgreSQL server: those of a file of SQLite, with what differs said here.
    ///
    /// Plain SQL, so that servers which only speak the protocol take it too: no triggers, no functions, no sequences, and
    /// no foreign keys, which are triggers within; `check` looks for what they would forbid. Every key starts with the
    /// column by which its table would be divided: events by feed, complaints by region.
    enum PostgresSchema {
        /// Of the tables that this program knows: the one of the newest step.
        private static let version = steps.count

        /// Each brings the tables from one version to the next; none changes once it has been released.
        private static let steps = [first]

        /// Brings the tables up to date, or makes them; a reader takes them as they are.
        static func bringUpToDate(_ connection: PostgresConnection, writing: Bool) throws {
            func found() throws -> Int {
                guard try connection.text("SELECT to_regclass('schema_version')") != nil else { return 0 }
                return Int(try connection.text("SELECT max(version) FROM schema_version") ?? "") ?? 0
            }
            let there = try found()
            guard there <= version else { throw StoreError.tooNew(version: there) }
            guard writing, there < version else {
                guard there > 0 else { throw StoreError.notSetUp(folder: connection.place) }
                return
            }
            try connection.run("BEGIN")
            do {
                if there > 0 { try connection.run("SELECT 1 FROM gate FOR UPDATE") }
                for step in steps[try found()...] { try connection.run(step) }
                try connection.run("COMMIT")
            } catch {
                try? connection.run("ROLLBACK")
                throw error
            }
        }

        static let first = """
            CREATE TABLE schema_version (version bigint PRIMARY KEY);
            INSERT INTO schema_version VALUES (1);
            -- Whoever writes locks its row: one after the other.
            CREATE TABLE gate ("only" bigint PRIMARY KEY CHECK ("only" = 1));
            INSERT INTO gate VALUES (1);

            CREATE TABLE about (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

            CREATE TABLE feeds (
                feed_key bigint PRIMARY KEY,
                id bytea NOT NULL UNIQUE CHECK (length(id) = 16),
                purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('device', 'registry', 'answers')),
                device bytea CHECK (length(device) = 16),
                office bytea CHECK (length(office) = 16),
                name text,
                team text,
                recipient text,
                signing_key text NOT NULL,
                continues bytea CHECK (length(continues) = 16),
                is_forked bigint NOT NULL DEFAULT 0 CHECK (is_forked IN (0, 1)),
                whole_first bigint,
                whole_last bigint CHECK (whole_last >= whole_first)
            );

            CREATE TABLE events (
                feed_key bigint NOT NULL,
                sequence bigint NOT NULL CHECK (sequence >= 1),
                id bytea NOT NULL CHECK (length(id) = 32),
                kind text COLLATE "C" NOT NULL,
                complaint bytea CHECK (length(complaint) = 16),
                stored_at bigint NOT NULL,
                header text NOT NULL,
                body text,
                PRIMARY KEY (feed_key, sequence, id)
            );
            CREATE INDEX events_by_complaint ON events (complaint)
                WHERE complaint IS NOT NULL AND kind <> 'captured';
            CREATE INDEX events_blank ON events (feed_key, sequence) WHERE body IS NULL;
            CREATE INDEX events_blank_captured ON events (complaint) WHERE body IS NULL AND kind = 'captured';
            CREATE INDEX events_about_feeds ON events (feed_key) WHERE kind = 'peered';
            CREATE INDEX events_of_visits ON events (feed_key, sequence)
                WHERE kind IN ('outreach_started', 'outreach_changed', 'outreach_ended');

            CREATE TABLE heads (
                feed_key bigint NOT NULL,
                sequence bigint NOT NULL,
                id bytea NOT NULL CHECK (length(id) = 32),
                signature text NOT NULL,
                PRIMARY KEY (feed_key, sequence, id)
            );

            CREATE TABLE blobs (
                sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
                size bigint NOT NULL,
                is_here bigint NOT NULL CHECK (is_here IN (0, 1))
            );
            CREATE INDEX blobs_missing ON blobs (sha256) WHERE is_here = 0;
            CREATE TABLE blob_uses (
                feed_key bigint NOT NULL,
                sequence bigint NOT NULL,
                event bytea NOT NULL CHECK (length(event) = 32),
                sha256 bytea NOT NULL CHECK (length(sha256) = 32),
                PRIMARY KEY (feed_key, sequence, event, sha256)
            );
            CREATE INDEX blob_uses_by_blob ON blob_uses (sha256);
            CREATE TABLE removals (sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32));
            CREATE TABLE blanks (
                event bytea PRIMARY KEY CHECK (length(event) = 32),
                for_good bigint NOT NULL CHECK (for_good IN (0, 1))
            );
            CREATE TABLE tidied (
                complaint bytea PRIMARY KEY CHECK (length(complaint) = 16), remains text NOT NULL
            );

            CREATE TABLE complaints (
                complaint_key bigint NOT NULL,
                id bytea NOT NULL CHECK (length(id) = 16),
                number text COLLATE "C" NOT NULL,
                device bytea NOT NULL CHECK (length(device) = 16),
                sequence bigint NOT NULL,
                recorded_at bigint NOT NULL,
                stored_at bigint NOT NULL,
                classification text COLLATE "C" NOT NULL,
                region text COLLATE "C" NOT NULL,
                category text COLLATE "C",
                status text COLLATE "C",
                anonymous bigint NOT NULL CHECK (anonymous IN (0, 1)),
                confidential bigint NOT NULL CHECK (confidential IN (0, 1)),
                title text,
                description text,
                location text,
                agency text COLLATE "C",
                incident_date text COLLATE "C",
                attachments text,
                tracking_id text COLLATE "C",
                answers bigint NOT NULL CHECK (answers >= 0),
                conflicts bigint NOT NULL CHECK (conflicts >= 0),
                clock_behind bigint NOT NULL CHECK (clock_behind IN (0, 1)),
                outreach bytea CHECK (length(outreach) = 16),
                PRIMARY KEY (region, id),
                CHECK (confidential = 0 OR (title IS NULL AND description IS NULL AND location IS NULL))
            );
            CREATE INDEX complaints_by_id ON complaints (id);
            CREATE INDEX complaints_by_key ON complaints (complaint_key);
            CREATE INDEX complaints_by_number ON complaints (number);
            CREATE INDEX complaints_by_tracking ON complaints (tracking_id) WHERE tracking_id IS NOT NULL;
            CREATE INDEX complaints_in_conflict ON complaints (id) WHERE conflicts > 0;
            CREATE INDEX complaints_by_time ON complaints (recorded_at, id);
            CREATE INDEX complaints_by_place ON complaints (device, sequence);
            CREATE INDEX complaints_spoken_of ON complaints (device, sequence)
                WHERE status IS NOT NULL OR answers > 0;

            CREATE TABLE links (
                complaint bytea NOT NULL CHECK (length(complaint) = 16),
                other bytea NOT NULL CHECK (length(other) = 16),
                PRIMARY KEY (complaint, other)
            );
            CREATE INDEX links_by_other ON links (other);

            -- The index of words: of complaints in words_outdated it may lack some, or say what is no longer so.
            CREATE TABLE words (complaint_key bigint PRIMARY KEY, tokens tsvector NOT NULL);
            CREATE INDEX words_by_token ON words USING gin (tokens);
            CREATE TABLE words_outdated (complaint_key bigint PRIMARY KEY);

            CREATE TABLE regions (code text COLLATE "C" PRIMARY KEY, name text NOT NULL);
            CREATE TABLE categories (
                code text COLLATE "C" PRIMARY KEY, name text NOT NULL, parent text COLLATE "C",
                place bigint NOT NULL
            );
            CREATE TABLE agencies (
                code text COLLATE "C" PRIMARY KEY, name text COLLATE "C" NOT NULL, place bigint NOT NULL
            );
            CREATE TABLE holidays (day text COLLATE "C" PRIMARY KEY, name text NOT NULL);
            CREATE TABLE deadlines (
                step text COLLATE "C" PRIMARY KEY, days bigint NOT NULL CHECK (days >= 1), basis text
            );
            CREATE TABLE place_index ("only" bigint PRIMARY KEY CHECK ("only" = 1), bytes bytea NOT NULL);

            CREATE TABLE merged_bundles (
                tagmanifest bytea PRIMARY KEY CHECK (length(tagmanifest) = 32),
                bundle bytea NOT NULL CHECK (length(bundle) = 16),
                sender bytea NOT NULL CHECK (length(sender) = 16),
                merged_at bigint NOT NULL
            );
            CREATE INDEX merged_bundles_by_sender ON merged_bundles (sender, merged_at);
            CREATE TABLE quarantine (
                tagmanifest bytea PRIMARY KEY CHECK (length(tagmanifest) = 32),
                bundle bytea NOT NULL CHECK (length(bundle) = 16),
                device bytea NOT NULL CHECK (length(device) = 16),
                device_name text,
                team text,
                last_sequence bigint NOT NULL,
                reason text NOT NULL,
                set_aside_at bigint NOT NULL
            );
            CREATE TABLE external_ids (
                name bytea PRIMARY KEY CHECK (length(name) = 32),
                complaint bytea NOT NULL CHECK (length(complaint) = 16),
                row_check bigint NOT NULL
            );
            CREATE TABLE receipts (
                office bytea PRIMARY KEY CHECK (length(office) = 16), receipt text NOT NULL
            );
            """
    }
#endif

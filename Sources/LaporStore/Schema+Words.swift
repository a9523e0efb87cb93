extension Schema {
    /// The index of words, and what counts and orders complaints without reading them.
    ///
    /// The index is derived and keeps no texts. It is brought up to date when somebody looks for something
    /// (``Transaction/indexWords(atMost:)``), never when a complaint is taken down: it goes as far as `words_reach` says,
    /// but for the complaints in `words_outdated`.
    static let words = """
        CREATE VIRTUAL TABLE words USING fts5 (
            tokens, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '.'"
        );
        INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);
        CREATE TABLE words_reach (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            through INTEGER NOT NULL
        ) STRICT;
        INSERT INTO words_reach VALUES (1, 0);
        CREATE TABLE words_outdated (complaint_key INTEGER PRIMARY KEY) STRICT;
        CREATE TRIGGER words_outdate
            AFTER UPDATE OF region, category, title, description, location, agency ON complaints
            WHEN old.complaint_key <= (SELECT through FROM words_reach)
                AND (old.region IS NOT new.region OR old.category IS NOT new.category
                    OR old.title IS NOT new.title OR old.description IS NOT new.description
                    OR old.location IS NOT new.location OR old.agency IS NOT new.agency)
        BEGIN
            -- Not OR IGNORE: the statement that fires this would take its place.
            INSERT INTO words_outdated SELECT new.complaint_key
                WHERE NOT EXISTS (SELECT 1 FROM words_outdated WHERE complaint_key = new.complaint_key);
        END;

        CREATE INDEX complaints_by_place ON complaints (device, sequence);
        CREATE INDEX complaints_spoken_of ON complaints (device, sequence, status, answers)
            WHERE status IS NOT NULL OR answers > 0;
        CREATE INDEX events_of_comments ON events (complaint) WHERE kind = 'commented';

        PRAGMA user_version = 5;
        """
}

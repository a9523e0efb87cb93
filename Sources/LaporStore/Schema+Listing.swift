extension Schema {
    /// All that lists are filtered by stands in the index that orders them: a complaint is read only where it is shown.
    static let listing = """
        DROP INDEX complaints_by_time;
        CREATE INDEX complaints_by_time ON complaints (
            recorded_at, id, region, category, status, agency, device, stored_at
        );

        PRAGMA user_version = 10;
        """
}

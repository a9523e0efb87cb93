extension Store {
    /// So many complaints may lie beyond the index of words: reading them takes a few milliseconds.
    private static let lack = 500
    /// So many are added to it in one transaction: about half a second.
    private static let batch = 5_000

    /// Brings the index of words up to date if it lacks many complaints and nobody else writes; what it then lacks is read
    /// with each search.
    ///
    /// For a store that is open for reading. Nothing is lost where it fails. `progress` hears how many there are still to
    /// do.
    package func bringWordsUpToDate(progress: (Int) -> Void) {
        guard let lack = try? read({ try $0.countWithoutWords() }), lack > Self.lack,
            let writer = try? writer()
        else { return }
        var left = lack
        repeat {
            progress(left)
            guard let now = try? writer.write({ try $0.indexWords(atMost: Self.batch) }), now < left else {
                break
            }
            left = now
        } while left > 0
        try? writer.checkpoint()
    }
}

extension Complaint {
    /// The days of the answers that are sealed and were not opened, as ISO 8601, the earliest first.
    package var sealedAnswerDays: [String] {
        sealedChanges.filter { change in
            change.kind == EventKind.responded && !answers.contains { $0.event == change.cause.event }
        }.map { String(($0.day ?? $0.cause.at.description).prefix(10)) }.sorted()
    }
}

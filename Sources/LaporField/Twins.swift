package import LaporModel
package import LaporStore

/// A complaint on this device that may be about the same thing.
package struct Twin: Sendable {
    package var row: ComplaintFacts
    /// 0 to 1.
    package var likeness: Double
}

extension Device {
    /// The other complaints about the same matter as one.
    package func linked(with complaint: Identifier) throws -> [LinkedComplaint] {
        try store.read { try $0.linked(with: complaint) }
    }

    /// Complaints of the same village, of 60 days before or after, whose words are much the same; the likest first.
    ///
    /// What is confidential or erased has no words here and is no twin.
    package func twins(
        title: String, story: String, region: String, excluding draft: Identifier, limit: Int = 3
    ) throws -> [Twin] {
        let words = TextWords(title)
        let all = TextWords(title + " " + story)
        let now = surroundings.now()
        return try store.read { transaction in
            var twins: [Twin] = []
            try transaction.forEachComplaint(
                at: region, from: now + -60 * 86_400, to: now + 60 * 86_400
            ) { facts in
                let likeness = max(
                    words.likeness(to: TextWords(facts.title)),
                    all.likeness(to: TextWords(facts.title + " " + facts.description)))
                if likeness >= 0.5, facts.id != draft { twins.append(Twin(row: facts, likeness: likeness)) }
            }
            return Array(
                twins.sorted { ($1.likeness, $0.row.id) < ($0.likeness, $1.row.id) }.prefix(limit))
        }
    }
}

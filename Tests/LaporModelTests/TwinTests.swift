import Foundation
import LaporModel
import Testing

/// Likely twins, on a labelled set: complaints of which somebody has said which are about the same matter.
///
/// `Twins/labelled.tsv` was made by rule from 26 matters that were told twice or more by hand, each in five places with other
/// names, some with slips and abbreviations, some cut short, some told in the next village, and by hand from 16 more in which
/// different matters are close to each other. Nobody in it exists.
@Suite struct TwinTests {
    private struct Labelled {
        var matter: String
        var candidate: TwinCandidate
    }

    private static func labelled() throws -> [Labelled] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Twins/labelled.tsv"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        let roots = WordRoots()
        return try lines.enumerated().map { number, line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(cells.count == 8, "\(line)")
            return Labelled(
                matter: cells[0],
                candidate: TwinCandidate(
                    key: number, region: cells[1], category: cells[4].isEmpty ? nil : cells[4],
                    day: try #require(Int(cells[2])), incident: Int(cells[3]),
                    gist: ComplaintGist(title: cells[5], story: cells[6], location: cells[7], roots: roots)))
        }
    }

    private static func pairs(_ labelled: [Labelled]) -> [TwinPair] {
        var counts = WordCounts()
        for one in labelled { counts.add(one.candidate.gist) }
        counts.weigh()
        let districts = Dictionary(grouping: labelled) { $0.candidate.region.prefix(8) }
        return districts.sorted { $0.key < $1.key }.flatMap { _, complaints in
            var finder = TwinFinder(counts)
            return complaints.map(\.candidate).sorted { ($0.day, $0.key) < ($1.day, $1.key) }.flatMap {
                finder.add($0)
            }
        }
    }

    @Test func `of the labelled twins nearly all are found, and nearly all that is found are twins`() throws {
        let labelled = try Self.labelled()
        var truth: Set<[Int]> = []
        for (_, complaints) in Dictionary(grouping: labelled, by: \.matter) {
            let keys = complaints.map(\.candidate.key)
            for one in keys { for other in keys where one < other { truth.insert([one, other]) } }
        }
        let found = Set(Self.pairs(labelled).map { [min($0.first, $0.second), max($0.first, $0.second)] })
        let right = Double(found.intersection(truth).count)
        let (precision, recall) = (right / Double(found.count), right / Double(truth.count))
        #expect(labelled.count == 271 && truth.count == 125)
        #expect(precision >= 0.92, "precision \(precision)")
        #expect(recall >= 0.96, "recall \(recall)")
    }

    private func score(
        _ one: (title: String, story: String), _ other: (title: String, story: String),
        regions: (String, String) = ("33.09.06.2001", "33.09.06.2001"), days: Int = 3
    ) -> Double? {
        let gists = [one, other].map {
            ComplaintGist(title: $0.title, story: $0.story, location: "", roots: WordRoots())
        }
        var counts = WordCounts()
        gists.forEach { counts.add($0) }
        counts.weigh()
        var finder = TwinFinder(counts)
        _ = finder.add(
            TwinCandidate(
                key: 1, region: regions.0, category: nil, day: 0, incident: nil, gist: gists[0]))
        return finder.add(
            TwinCandidate(
                key: 2, region: regions.1, category: nil, day: days, incident: nil, gist: gists[1])
        ).first?.score
    }

    private let bridge = ("Jembatan Krajan putus", "Titian bambu ke sawah hanyut, anak sekolah memutar jauh.")
    private let other = ("Kreteg di Krajan ambrol", "Sejak banjir anak sekolah harus memutar lewat sawah.")

    @Test func `other words, slips of the pen and abbreviations for the same matter are alike`() {
        #expect(score(bridge, other) != nil)
        #expect(score(bridge, ("jmbatan krjan ptus", "titian bambu ke sawah hanyut")) != nil)
    }

    @Test func `another matter, another hamlet, another village, another season are not`() {
        #expect(score(bridge, ("Lampu jalan Krajan mati", "Gelap kalau malam, anak takut mengaji.")) == nil)
        #expect(
            score(bridge, ("Jembatan Ngaglik retak", "Tiang jembatan di Ngaglik miring kena truk.")) == nil)
        #expect(
            score(
                ("Jembatan putus", "Tidak bisa lewat."), ("Jembatan putus", "Tidak bisa lewat."),
                regions: ("33.09.06.2001", "33.09.06.2002")) == nil)
        #expect(score(bridge, other, days: 60) != nil && score(bridge, other, days: 61) == nil)
    }

    @Test func `what two have in common is told in words, the most telling first`() {
        let words = ComplaintGist.common(
            "Jembatan Krajan putus", "Kreteg di Krajan ambrol diterjang banjir", weight: { _ in 1 })
        #expect(words == ["jembatan", "krajan", "putus"])
    }
}

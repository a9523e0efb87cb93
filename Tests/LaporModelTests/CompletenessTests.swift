@testable import LaporModel
import Testing

@Suite struct CompletenessTests {
    /// A complaint that earns nothing yet.
    private static func empty() -> CheckedComplaint {
        CheckedComplaint(
            classification: .complaint, region: "33", category: nil, anonymous: false, confidential: false,
            content: Content(), identity: Identity([:]), consent: nil, officer: "Sri", language: nil,
            warnings: [])
    }

    private static func points(
        attachments: Int = 0, _ change: (inout CheckedComplaint) -> Void
    ) -> Int {
        var complaint = empty()
        change(&complaint)
        return complaint.completeness(attachments: attachments)
    }

    private static func text(_ count: Int) -> String { String(repeating: "é", count: count) }

    @Test func `nothing earns nothing and everything earns a hundred`() {
        #expect(Self.points { _ in } == 0)
        let all = Self.points(attachments: 1) {
            $0.content.title = Self.text(10)
            $0.content.description = Self.text(120)
            $0.content.location = "los barat"
            $0.content.incidentDate = "2026-11-20"
            $0.region = "33.09.05.2003"
            $0.category = "12"
            $0.identity.values["phone"] = "+628123456789"
        }
        #expect(all == 100)
    }

    @Test(arguments: [(0, 0), (9, 0), (10, 10), (150, 10)])
    func `a title counts from ten characters`(_ length: Int, points: Int) {
        #expect(Self.points { $0.content.title = Self.text(length) } == points)
    }

    @Test(arguments: [(0, 0), (39, 0), (40, 15), (119, 15), (120, 30), (10_000, 30)])
    func `a story counts from 40 characters and from 120`(_ length: Int, points: Int) {
        #expect(Self.points { $0.content.description = Self.text(length) } == points)
    }

    @Test(arguments: [("33", 0), ("33.09", 0), ("33.09.05", 8), ("33.09.05.2003", 15)])
    func `a region counts by how far down it goes`(_ region: String, points: Int) {
        #expect(Self.points { $0.region = region } == points)
    }

    @Test func `the place, the time, the category and an attachment count`() {
        #expect(Self.points { $0.content.location = "a" } == 15)
        #expect(Self.points { $0.content.latitude = "1" } == 15)
        #expect(
            Self.points {
                $0.content.location = "a"
                $0.content.latitude = "1"
            } == 15)
        #expect(Self.points { $0.content.incidentDate = "2026-11-20" } == 10)
        #expect(Self.points { $0.classification = .aspiration } == 10)
        #expect(Self.points { $0.classification = .request } == 10)
        #expect(Self.points { $0.category = "12" } == 5)
        #expect(Self.points(attachments: 3) { _ in } == 5)
    }

    @Test func `any way to reach the reporter counts once, a name is none`() {
        for key in ["phone", "email", "address"] {
            #expect(Self.points { $0.identity.values[key] = "x" } == 10, "\(key)")
        }
        #expect(Self.points { $0.identity.values = ["phone": "x", "email": "y", "address": "z"] } == 10)
        #expect(Self.points { $0.identity.values = ["name": "x", "nik": "y", "sex": "z"] } == 0)
    }
}

import CanonicalJSON
import LaporModel

/// A history as people read it.
extension FoldWorld {
    /// The name of an event in a story: the number of its step.
    func name(of id: Hash) -> String {
        happenings.first { $0.event.id == id }.map { "#\($0.step.number)" } ?? "#last"
    }

    /// A line for each event: who, when by its clock, what; events go by the numbers of their steps.
    func lines() -> [String] {
        var lines = happenings.map { happening in
            let event = happening.event
            let number = Self.padded("#\(happening.step.number)", 3)
            let author = Self.padded("\(happening.step.author)", 12)
            let knows = happenings.filter { happening.known >> UInt64($0.step.number) & 1 == 1 }
                .map { "#\($0.step.number)" }.joined(separator: " ")
            return "\(number) \(author) \(event.header.recordedAt) \(event.header.kind) \(text(event.body))"
                + (knows.isEmpty ? "" : "  knowing \(knows)")
        }
        // Where ties are broken by ids, the reader needs their order.
        if happenings.count > 1 {
            let ordered = happenings.sorted { $0.event.id < $1.event.id }
            lines.append(
                "ids, the least first: " + ordered.map { "#\($0.step.number)" }.joined(separator: " "))
            let feeds = Author.allCases.filter { author in happenings.contains { $0.step.author == author } }
                .sorted { setting.feed($0) < setting.feed($1) }
            lines.append("feeds, the least first: " + feeds.map { "\($0)" }.joined(separator: " "))
        }
        return lines
    }

    private func text(_ body: JSONObject?) -> String {
        guard var body else { return "null" }
        for key in ["salt", "number", "officer"] { body[key] = nil }
        if let part = body["content"]?.string, let object = sealed(part) { body["content"] = .object(object) }
        var text = String(decoding: JSON.object(body).canonical, as: UTF8.self)
        for happening in happenings {
            text.replace("\"\(happening.event.id.hex)\"", with: "#\(happening.step.number)")
        }
        return text
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

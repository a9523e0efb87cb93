import CanonicalJSON
import LaporModel

/// A history as it was played: every author folds what it knows, and acts on that.
struct FoldWorld {
    /// A step that came to an event.
    struct Happening {
        var step: FoldStep
        var event: Event
        /// Whether it must change nothing but the history.
        var isIdle: Bool
        /// The steps that its author knew, as bits.
        var known: UInt64
    }

    /// What a step says, before it is an event.
    struct Saying {
        var kind: String
        var body: JSONObject
        /// Whether it must change nothing, whoever says it.
        var isIdle = false
    }

    let setting: FoldSetting
    private(set) var happenings: [Happening] = []
    /// What the sealed parts say, by their text, with the numbers of their steps.
    private var parts: [String: (number: Int, object: JSONObject)] = [:]
    private var known: [UInt64]
    /// The last view that was folded; authors who know the same see the same.
    private var view: (steps: UInt64, complaint: Complaint?)?
    private var sequences: [Int]
    private var tips: [Hash?]

    init(_ setting: FoldSetting, _ steps: [FoldStep]) {
        self.setting = setting
        known = Author.allCases.map { _ in 0 }
        sequences = Author.allCases.map { _ in 1 }
        tips = Author.allCases.map { _ in nil }
        for step in steps { play(step) }
    }

    var events: [Event] { happenings.map(\.event) }

    /// Those of the steps whose bits are set.
    func events(of steps: UInt64) -> [Event] {
        happenings.filter { steps >> UInt64($0.step.number) & 1 == 1 }.map(\.event)
    }

    /// What a sealed part says; `nil` if no key opens it.
    func opened(_ part: String) -> JSONObject? {
        guard let (number, object) = parts[part], setting.openable >> UInt64(number) & 1 == 1 else {
            return nil
        }
        return object
    }

    /// What a sealed part says, whether a key opens it or not.
    func sealed(_ part: String) -> JSONObject? { parts[part]?.object }

    /// A part that says this; only its text is seen by a fold.
    mutating func seal(_ object: JSONObject, number: Int) -> String {
        let part = "part \(number)"
        parts[part] = (number, object)
        return part
    }

    /// What an author's program shows it; `nil` where the complaint has not reached it.
    mutating func view(of author: Author) -> Complaint? {
        let steps = known[author.rawValue]
        if let view, view.steps == steps { return view.complaint }
        let complaint = RealFold.complaint(events(of: steps), setting)
        view = (steps, complaint)
        return complaint
    }

    /// The events that an author knows.
    func known(to author: Author) -> [Hash] {
        events(of: known[author.rawValue]).map(\.id)
    }

    private mutating func play(_ step: FoldStep) {
        let author = step.author.rawValue
        let happened = happenings.reduce(UInt64(0)) { $0 | 1 << UInt64($1.step.number) }
        known[author] |= step.hears & happened
        var draw = Draw(step.draw)
        guard let saying = saying(of: step, &draw) else { return }
        let event = event(saying, step, &draw)
        happenings.append(
            Happening(
                step: step, event: event, isIdle: saying.isIdle || !step.author.isHeard || step.isBodyless,
                known: known[author]))
        known[author] |= 1 << UInt64(step.number)
    }

    /// An event by an author who has seen everything.
    func lastWord(_ saying: Saying, by author: Author, _ draw: inout Draw) -> Event {
        var world = self
        let step = FoldStep(
            number: 63, author: author, deed: .edit, hears: .max, at: FoldStory.wildTime(&draw), draw: 0)
        return world.event(saying, step, &draw)
    }

    private mutating func event(_ saying: Saying, _ step: FoldStep, _ draw: inout Draw) -> Event {
        let author = step.author.rawValue
        sequences[author] += 1
        var event =
            setting.isWritten
            ? Self.written(saying, step, setting, tips[author], sequences[author], draw.word())
            : Self.forged(saying, step, setting, tips[author], sequences[author], draw.hash())
        if step.isBodyless { event.body = nil }
        tips[author] = event.id
        return event
    }

    /// An event as a program makes it and a reader reads it.
    private static func written(
        _ saying: Saying, _ step: FoldStep, _ setting: FoldSetting, _ tip: Hash?, _ sequence: Int,
        _ seed: UInt64
    ) -> Event {
        let surroundings = Surroundings(
            now: { step.at },
            random: { count in (0..<count).map { UInt8(truncatingIfNeeded: seed >> UInt64($0 % 8 * 8)) } },
            agent: "simulator")
        let event = Event(
            kind: saying.kind, complaint: setting.complaint, body: saying.body,
            feed: setting.feed(step.author),
            previous: tip, sequence: sequence, surroundings: surroundings)
        // Without a second reading the rules would judge what no store ever folds.
        return (try? Event(headerLine: event.headerLine, bodyLine: event.bodyLine)) ?? event
    }

    /// An event whose id is drawn: a fold never asks where an id comes from, and a shorter story keeps its ids.
    private static func forged(
        _ saying: Saying, _ step: FoldStep, _ setting: FoldSetting, _ tip: Hash?, _ sequence: Int, _ id: Hash
    ) -> Event {
        var event = template
        event.id = id
        event.body = saying.body
        event.header = EventHeader(
            body: template.header.body, complaint: setting.complaint, feed: setting.feed(step.author),
            kind: saying.kind, previous: tip, recordedAt: step.at, sequence: sequence)
        return event
    }

    /// An event of which only kind and body are asked for.
    static func forged(_ kind: String, _ body: JSONObject) -> Event {
        var event = template
        event.header.kind = kind
        event.body = body
        return event
    }

    private static let template = Event(
        kind: "template", complaint: nil, body: JSONObject(), feed: Identifier(feedOf: [], purpose: .device),
        previous: nil, sequence: 1,
        surroundings: Surroundings(
            now: { Timestamp(seconds: 0) }, random: { [UInt8](repeating: 0, count: $0) }, agent: "simulator"))
}

import CanonicalJSON
import LaporModel

/// What must hold of the fold of a history that was played.
struct FoldRules {
    private let setting: FoldSetting
    private let world: FoldWorld
    private let events: [Event]
    private let whole: Complaint?
    private let seed: UInt64

    init(_ setting: FoldSetting, _ world: FoldWorld, seed: UInt64) {
        self.setting = setting
        self.world = world
        self.seed = seed
        events = world.events
        whole = RealFold.complaint(events, setting)
    }

    /// The first rule that does not hold; of one try, the dear ones are asked of every other history.
    func breach(tries: Int) -> Breach? {
        if let breach = agreesWithOracle(whole, events) ?? idleEvents() { return breach }
        for number in 0..<UInt64(tries) {
            if let breach = lastWord(draw(number, 1)) { return breach }
            let isEven = (seed + number) % 2 == 0
            let breach =
                isEven
                ? anyOrder(draw(number, 2)) ?? clocks(draw(number, 3))
                : comeAgain(draw(number, 4)) ?? someEvents(draw(number, 5))
            if let breach { return breach }
        }
        return nil
    }

    /// Every rule draws for itself, so that a story that is made shorter breaks the same one.
    private func draw(_ number: UInt64, _ rule: UInt64) -> Draw { Draw(seed ^ number << 48 ^ rule << 56) }

    /// Two ways to come to a complaint must come to one.
    private func same(_ rule: String, _ left: Complaint?, _ right: Complaint?) -> Breach? {
        left == right
            ? nil : Breach(rule, difference(left.map { FoldPicture($0) }, right.map { FoldPicture($0) }))
    }

    private func same(_ rule: String, _ left: FoldPicture?, _ right: FoldPicture?) -> Breach? {
        left == right ? nil : Breach(rule, difference(left, right))
    }

    private func difference(_ left: FoldPicture?, _ right: FoldPicture?) -> String {
        guard let left else { return "no complaint where there should be one" }
        guard let right else { return "a complaint where there should be none" }
        return left.difference(from: right, world.name(of:)) ?? "what only the fold itself sees"
    }

    private func agreesWithOracle(_ complaint: Complaint?, _ events: [Event]) -> Breach? {
        let model = FoldOracle(events, setting)
        let breach = same(
            "a complaint says what the rules of the format say", complaint.map { FoldPicture($0) },
            model?.picture)
        guard breach == nil, let complaint, setting.confidential else { return breach }
        let opened = RealFold.opened(complaint, world)
        return same(
            "an opened complaint says what the rules of the format say", FoldPicture(opened),
            FoldOracle(events, setting, opened: world.opened)?.picture)
    }

    private func anyOrder(_ draw: Draw) -> Breach? {
        var draw = draw
        var others = events
        draw.shuffle(&others)
        return same(
            "the order in which events come changes nothing", RealFold.complaint(others, setting), whole)
    }

    private func comeAgain(_ draw: Draw) -> Breach? {
        var draw = draw
        var others = events
        for event in events where draw.one(in: 3) { others.insert(event, at: draw.below(others.count)) }
        return same("an event that comes again changes nothing", RealFold.complaint(others, setting), whole)
    }

    /// Two stores that hold the same part of a history agree, and say what the rules say.
    private func someEvents(_ draw: Draw) -> Breach? {
        var draw = draw
        let steps = draw.word() | draw.word() | (draw.one(in: 8) ? 0 : 1)
        let some = world.events(of: steps)
        guard some.count < events.count else { return nil }
        let complaint = RealFold.complaint(some, setting)
        if let breach = agreesWithOracle(complaint, some) { return breach }
        return same(
            "two stores with the same events agree", RealFold.complaint(some.reversed(), setting), complaint)
    }

    /// What strangers say, what is unknown and what is malformed is in the history, and nowhere else.
    private func idleEvents() -> Breach? {
        let telling = world.happenings.filter { !$0.isIdle }.map(\.event)
        guard telling.count < events.count else { return nil }
        let rule = "strangers, unknown kinds and malformed bodies change nothing but the history"
        let without = RealFold.complaint(telling, setting)
        let breach = same(
            rule, whole.map { FoldPicture($0).withoutHistory }, without.map { FoldPicture($0).withoutHistory }
        )
        guard breach == nil, let whole, let without, setting.confidential else { return breach }
        return same(
            rule, FoldPicture(RealFold.opened(whole, world)).withoutHistory,
            FoldPicture(RealFold.opened(without, world)).withoutHistory)
    }

    /// The same events with other times: their ids are kept, so that no tie falls otherwise.
    private func clocks(_ draw: Draw) -> Breach? {
        var draw = draw
        let others = events.map { event in
            var event = event
            event.header.recordedAt = FoldStory.wildTime(&draw)
            return event
        }
        let rule = "clocks change nothing but the times that are displayed"
        let other = RealFold.complaint(others, setting)
        let breach = same(
            rule, other.map { FoldPicture($0).timeless }, whole.map { FoldPicture($0).timeless })
        guard breach == nil, let whole, let other, setting.confidential else { return breach }
        return same(
            rule, FoldPicture(RealFold.opened(other, world)).timeless,
            FoldPicture(RealFold.opened(whole, world)).timeless)
    }

    /// Whoever has seen everything and changes a field leaves its own value, and nothing else.
    private func lastWord(_ draw: Draw) -> Breach? {
        guard let whole else { return nil }
        var draw = draw
        let author = draw.pick(Author.allCases.filter(\.isHeard))
        let key = FoldPool.key(setting.contested, &draw)
        let value = FoldPool.value(of: key, &draw)
        var world = world
        var (body, sealed) = whole.change([key: value])
        if let sealed = sealed?.object { body.add("content", world.seal(sealed, number: Self.lastNumber)) }
        let event = world.lastWord(
            FoldWorld.Saying(kind: EventKind.changed, body: body), by: author, &draw)
        guard var after = RealFold.complaint(events + [event], setting) else { return nil }
        let rule = "who has seen everything leaves its value alone standing"
        if setting.confidential {
            after = RealFold.opened(after, world)
            if after.capture.content == nil, Capture.sealedKeys.contains(key) { return nil }
        }
        if let breach = leaves(rule, [event.id], key, after) { return breach }
        return author.isDevice ? nil : lastStatus(whole, author, &draw)
    }

    private func lastStatus(_ whole: Complaint, _ author: Author, _ draw: inout Draw) -> Breach? {
        let body = JSONObject([
            ("status", .string("selesai")), ("replaces", whole.replacing(["status"])),
        ])
        let event = world.lastWord(
            FoldWorld.Saying(kind: EventKind.responded, body: body), by: author, &draw)
        guard let after = RealFold.complaint(events + [event], setting) else { return nil }
        let rule = "an answer of who has seen everything is the status"
        guard after.status == "selesai" || after.status == "ditarik" else {
            return Breach(rule, "status is \(after.status ?? "nothing")")
        }
        return leaves(rule, [event.id], "status", after)
    }

    private func leaves(_ rule: String, _ causes: [Hash], _ key: String, _ after: Complaint) -> Breach? {
        guard after.causes(of: key) == causes, !after.conflicts.contains(where: { $0.field == key }) else {
            let names = after.causes(of: key).map(world.name(of:)).joined(separator: " ")
            return Breach(rule, "of \(key) stands what \(names) say")
        }
        return nil
    }

    private static let lastNumber = 63
}

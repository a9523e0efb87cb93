/// A district and its province on real stores and real bundles: what people do, what gets lost, copied and set back on the
/// way; then everything that still can travels, and all stores are compared.
struct StoreStory: Scenario {
    /// What somebody does; numbers choose among what is there then, so that every list of steps means something.
    struct Step: Sendable {
        enum Kind: CaseIterable, Sendable {
            case capture, captureSecret, captureWithPhoto
            case edit, attach, withdraw, comment, blank, seal
            case pack, packNew, packAll, packBare
            case carry, carryTwice, lose, damage, tamper
            case reply, receive, confirm
            case respond, officeEdit, resolve, erase, link, unlink
            case relay, provinceRespond, provinceErase, provinceReply
            case copy, remember, setBack, loseLaptop
            case revoke, admit, rotate, newKit, clock, tidy
            // Several of these at once, as on a good day.
            case visit, fetch, exchange
        }

        var kind: Kind
        var first: Int
        var second: Int
    }

    static let name = "stores"
    /// Real files take a thousand times as long as values.
    static let every: UInt64 = 50

    private let seed: UInt64
    var steps: [Step]

    init(seed: UInt64) {
        self.seed = seed
        var draw = Draw(seed ^ 0x5703_E500)
        let theme = draw.pick(StoreTheme.allCases)
        // Each story has its own temper as well: two things that happen often in it.
        let rare = (draw.pick(Step.Kind.allCases), draw.pick(Step.Kind.allCases))
        let opening = draw.one(in: 4) ? [] : theme.opening
        steps = (0..<(8 + draw.below(30))).map { index in
            let kind: Step.Kind =
                if index < opening.count {
                    opening[index]
                } else {
                    switch draw.below(10) {
                    case 0..<2: draw.pick(StoreTheme.common)
                    case 2..<8: draw.pick(theme.deeds)
                    case 8: draw.one(in: 2) ? rare.0 : rare.1
                    default: draw.pick(Step.Kind.allCases)
                    }
                }
            return Step(kind: kind, first: draw.below(1 << 20), second: draw.below(1 << 20))
        }
        guard theme != .copies else { return }
        for index in 0..<min(opening.count, steps.count) { steps[index].first = steps[0].first }
    }

    func breach(tries: Int) -> Breach? {
        // What is drawn at the end, an order of merging, is drawn from the seed: one try is as good as many.
        play().breach
    }

    func lines() -> [String] { play().lines }

    private func play() -> (breach: Breach?, lines: [String]) {
        do {
            let world = try StoreWorld(seed: seed)
            do {
                for step in steps { try world.play(step) }
                try world.settle()
                try world.judge(seed: seed)
                return (nil, world.told)
            } catch let broken as BrokenRule {
                return (broken.breach, world.told)
            } catch {
                return (Breach("nothing fails that may not fail", "\(error)"), world.told)
            }
        } catch {
            return (Breach("a world can be made", "\(error)"), [])
        }
    }
}

/// Ends a story: a rule does not hold.
struct BrokenRule: Error {
    var breach: Breach

    init(_ rule: String, _ found: String) {
        breach = Breach(rule, found)
    }
}

import LaporModel

/// A complaint's history by several authors who each see a part of it, and what must hold of its fold.
struct FoldStory: Scenario {
    static let name = "fold"

    let seed: UInt64
    let setting: FoldSetting
    var steps: [FoldStep]

    init(seed: UInt64) {
        self.seed = seed
        var draw = Draw(seed)
        setting = FoldSetting(&draw)
        steps = Self.steps(&draw)
    }

    /// How an author's clock runs in a history.
    private enum Clocks: CaseIterable {
        case right
        case wild
        case standing
    }

    private static func steps(_ draw: inout Draw) -> [FoldStep] {
        let clocks = draw.pick(Clocks.allCases)
        // How much is heard: of nothing, of a quarter, of half, of three quarters, of all that was said.
        let hearing = draw.below(5)
        let authors = Self.cast(&draw)
        var steps: [FoldStep] = []
        for number in 0...(draw.below(8) + draw.below(6)) {
            let author = number == 0 ? .device : draw.pick(authors)
            let isProper = author.isHeard ? !draw.one(in: 8) : draw.one(in: 3)
            let deed =
                number == 0 ? .capture : draw.pick(isProper ? Deed.proper(author) : Deed.improper)
            // Next to nobody says something of a complaint that has not reached it.
            let captured: UInt64 = draw.one(in: 32) ? 0 : 1
            var step = FoldStep(
                number: number, author: author, deed: deed, hears: Self.mask(hearing, &draw) | captured,
                at: Self.time(clocks, number, &draw), draw: draw.word())
            step.isBodyless = number > 0 && draw.one(in: 32)
            steps.append(step)
        }
        return steps
    }

    /// Some of the authors; few of them meet more often.
    private static func cast(_ draw: inout Draw) -> [Author] {
        var authors: [Author] = [.device, .office]
        for author in Author.allCases where draw.one(in: author.isHeard ? 3 : 5) { authors.append(author) }
        return authors
    }

    private static func mask(_ hearing: Int, _ draw: inout Draw) -> UInt64 {
        switch hearing {
        case 0: 0
        case 1: draw.word() & draw.word()
        case 2: draw.word()
        case 3: draw.word() | draw.word()
        default: .max
        }
    }

    private static func time(_ clocks: Clocks, _ number: Int, _ draw: inout Draw) -> Timestamp {
        switch clocks {
        case .right: Timestamp(seconds: 1_795_508_100 + number * 3_600 + draw.below(3_600))
        case .wild: wildTime(&draw)
        // A battery that is empty starts every day at the same second.
        case .standing: Timestamp(seconds: 1_325_376_000 + draw.below(3) * 86_400)
        }
    }

    /// Any second from 2011 to 2099.
    static func wildTime(_ draw: inout Draw) -> Timestamp {
        Timestamp(seconds: 1_293_840_000 + draw.below(2_808_691_200))
    }

    func breach(tries: Int) -> Breach? {
        FoldRules(setting, FoldWorld(setting, steps), seed: seed).breach(tries: tries)
    }

    func lines() -> [String] {
        FoldWorld(setting, steps).lines()
    }
}

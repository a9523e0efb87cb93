/// A source of random bytes: gives as many as are asked for.
package typealias Randomness = @Sendable (Int) -> [UInt8]

/// What a program takes from the machine around it, so that a test can give its own.
package struct Surroundings: Sendable {
    /// The clock on the wall, which may be wrong.
    package var now: @Sendable () -> Timestamp
    /// Random bytes fit for keys.
    package var random: Randomness
    /// Program and version, written into what it makes.
    package var agent: String

    /// Surroundings of these parts.
    package init(now: @escaping @Sendable () -> Timestamp, random: @escaping Randomness, agent: String) {
        self.now = now
        self.random = random
        self.agent = agent
    }
}

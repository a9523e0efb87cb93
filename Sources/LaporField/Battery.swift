import FileIO

/// How much a laptop's battery still holds, as the kernel tells it (sysfs-class-power).
package struct Battery: Equatable, Sendable {
    /// Of all batteries together, 0 to 100.
    package var percent: Int
    /// Whether it is being emptied: no charger is in, or one too weak.
    package var isDischarging: Bool

    /// A battery in this state.
    package init(percent: Int, isDischarging: Bool) {
        self.percent = percent
        self.isDischarging = isDischarging
    }

    /// Reads the state below a root: the machine's own, or one that was laid out alike; `nil` without a battery.
    ///
    /// Those of mice and pens, whose scope is `Device`, do not count.
    package init?(root: String = "") {
        let folder = root + "/sys/class/power_supply"
        var levels: [Int] = []
        var states: [String] = []
        for name in (try? Folder.names(in: folder)) ?? [] {
            func word(_ file: String) -> String? {
                let bytes = try? File.open("\(folder)/\(name)/\(file)").readAll(limit: 4_096)
                return bytes.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
            }
            guard word("type") == "Battery", word("scope") != "Device", word("present") != "0",
                let level = word("capacity").flatMap({ Int($0) }), (0...100).contains(level)
            else { continue }
            levels.append(level)
            states.append(word("status") ?? "")
        }
        guard !levels.isEmpty else { return nil }
        percent = levels.reduce(0, +) / levels.count
        isDischarging = states.contains("Discharging") && !states.contains("Charging")
    }
}

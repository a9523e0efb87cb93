/// Sizes as people read them on a stick's packaging: powers of 1,000, two digits that matter.
package enum ByteSize {
    /// The size in words of a language: `3,1 GB`, `3.1 GB`; at least 1 kB.
    package static func shown(_ bytes: Int, in language: Language = .current) -> String {
        let units = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")]
        let (unit, name) = units.first { bytes >= $0.0 } ?? (1_000, "kB")
        let whole = bytes / unit
        guard whole < 10, bytes >= unit else { return "\(max(1, whole)) \(name)" }
        let comma = Bilingual(id: ",", en: ".").text(in: language)
        return "\(whole)\(comma)\(bytes % unit * 10 / unit) \(name)"
    }

    /// How much room a person is told to make: as ``shown(_:in:)``, rounded up.
    package static func needed(_ bytes: Int, in language: Language = .current) -> String {
        let unit = bytes >= 1_000_000_000 ? 100_000_000 : bytes >= 1_000_000 ? 100_000 : 1_000
        return shown((bytes + unit - 1) / unit * unit, in: language)
    }
}

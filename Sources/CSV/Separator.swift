/// Finds the separator of a file by its first line.
enum Separator {
    /// In the order in which they win a tie.
    static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    /// No more than so many bytes of the first line are looked at.
    static let window = 1 << 16

    /// The most frequent candidate outside quotes, or the comma if there is none.
    ///
    /// Returns nil if the bytes end before the line does and more of them can be had.
    static func find(in bytes: UnsafeBufferPointer<UInt8>, isAll: Bool) -> UInt8? {
        var counts = [0, 0, 0]
        var isQuoted = false
        // At the start of a field a quote opens it; right after a closing one it reopens it.
        var mayOpen = true
        var hasEnded = false
        scan: for byte in bytes.prefix(window) {
            if isQuoted {
                if byte == Byte.quote {
                    isQuoted = false
                    mayOpen = true
                }
                continue
            }
            switch byte {
            case Byte.lineFeed, Byte.carriageReturn:
                hasEnded = true
                break scan
            case Byte.quote where mayOpen:
                isQuoted = true
            default:
                mayOpen = false
                for (index, candidate) in candidates.enumerated() where byte == candidate {
                    counts[index] += 1
                    mayOpen = true
                }
            }
        }
        guard hasEnded || isAll || bytes.count >= window else { return nil }
        var best = 0
        for index in 1..<counts.count where counts[index] > counts[best] { best = index }
        return candidates[best]
    }
}

/// Passing over the rest of a bad row, through any number of buffers.
struct Skipping {
    enum Extent {
        /// To the next line end, whatever stands before it.
        case line
        /// To the next line end outside quotes.
        case row
    }

    private let extent: Extent
    private var isQuoted: Bool
    /// At the start of a field a quote opens it; right after a closing one it reopens it.
    private var mayOpen: Bool
    /// The last byte was a CR.
    private(set) var isAfterReturn: Bool

    init(_ extent: Extent, isQuoted: Bool = false, isAtFieldStart: Bool = false, isAfterReturn: Bool = false)
    {
        self.extent = extent
        self.isQuoted = isQuoted
        self.mayOpen = isAtFieldStart
        self.isAfterReturn = isAfterReturn
    }

    /// Goes forward to behind the line end, or to the end of the bytes.
    mutating func advance(
        over bytes: UnsafeMutableBufferPointer<UInt8>, separator: UInt8?
    ) -> (count: Int, lineBreaks: Int, isDone: Bool) {
        var lineBreaks = 0
        for (index, byte) in bytes.enumerated() {
            let isHalf = byte == Byte.lineFeed && isAfterReturn
            let isBreak = (byte == Byte.lineFeed && !isHalf) || byte == Byte.carriageReturn
            isAfterReturn = byte == Byte.carriageReturn
            if isBreak { lineBreaks += 1 }
            if isQuoted {
                if byte == Byte.quote {
                    isQuoted = false
                    mayOpen = true
                }
            } else if isBreak {
                return (index + 1, lineBreaks, true)
            } else if byte == Byte.quote, mayOpen, extent == .row {
                isQuoted = true
            } else {
                mayOpen = byte == separator
            }
        }
        return (bytes.count, lineBreaks, false)
    }
}

#if QRCode
    import CQREncode
    import Glibc
#endif

/// A QR code (ISO/IEC 18004) as its modules: true is dark.
package struct QRSymbol: Equatable, Sendable {
    /// Rows of modules, without the quiet zone.
    package let modules: [[Bool]]

    /// Modules of light around it that the standard asks for.
    package static let quietZone = 4

    /// Whether this build can make any: with the trait `QRCode`.
    package static var isAvailable: Bool {
        #if QRCode
            true
        #else
            false
        #endif
    }

    /// The smallest code for a text of digits, capital letters and ` $%*+-./:`, a seventh of which may be unreadable (level
    /// M); `nil` if the text does not fit or this build makes none.
    package init?(_ text: String) {
        #if QRCode
            guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
            defer { QRcode_free(code) }
            let width = Int(code.pointee.width)
            guard let data = code.pointee.data else { return nil }
            modules = (0..<width).map { row in (0..<width).map { data[row * width + $0] & 1 == 1 } }
        #else
            return nil
        #endif
    }

    /// The rows with the quiet zone around them.
    package var framed: [[Bool]] {
        let side = modules.count + 2 * Self.quietZone
        let empty = [Bool](repeating: false, count: side)
        let margin = [Bool](repeating: false, count: Self.quietZone)
        let above = [[Bool]](repeating: empty, count: Self.quietZone)
        return above + modules.map { margin + $0 + margin } + above
    }

    /// Lines of half blocks, two rows of modules a line: for paper, dark is ink.
    package var halfBlocks: [String] {
        let rows = framed
        return stride(from: 0, to: rows.count, by: 2).map { row in
            let lower =
                row + 1 < rows.count ? rows[row + 1] : [Bool](repeating: false, count: rows[row].count)
            return String(
                zip(rows[row], lower).map { upper, lower -> Character in
                    switch (upper, lower) {
                    case (true, true): "█"
                    case (true, false): "▀"
                    case (false, true): "▄"
                    case (false, false): " "
                    }
                })
        }
    }

    /// A path in SVG's units of one module, its quiet zone included.
    package var path: String {
        var path = ""
        for (y, row) in framed.enumerated() {
            var x = 0
            while x < row.count {
                var end = x
                while end < row.count, row[end] { end += 1 }
                if end > x { path += "M\(x) \(y)h\(end - x)v1h-\(end - x)z" }
                x = max(end, x + 1)
            }
        }
        return path
    }
}

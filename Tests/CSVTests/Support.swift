import CSV

/// What reading a file gave, row by row: the row, or the error in its place.
enum Outcome: Equatable {
    case row(Int, [String])
    case error(CSVError)
}

/// Reads a file to its end.
func outcomes(
    _ bytes: [UInt8], separator: UInt8? = nil, fieldLimit: Int = 1 << 20, atMost step: Int = .max
) throws -> [Outcome] {
    var position = 0
    let reader = CSVReader(
        read: { buffer in
            let count = min(buffer.count, bytes.count - position, step)
            buffer.copyBytes(from: bytes[position..<position + count])
            position += count
            return count
        }, separator: separator, fieldLimit: fieldLimit)
    var outcomes: [Outcome] = []
    while true {
        do {
            guard let row = try reader.next() else { return outcomes }
            outcomes.append(.row(row.line, row.fields))
        } catch let error as CSVError {
            outcomes.append(.error(error))
        }
    }
}

func outcomes(_ text: String, separator: UInt8? = nil, fieldLimit: Int = 1 << 20) throws -> [Outcome] {
    try outcomes(Array(text.utf8), separator: separator, fieldLimit: fieldLimit)
}

/// Numbers that look random and are the same in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func text(of pieces: [String], atMost count: Int) -> String {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &self)]
        }.joined()
    }
}

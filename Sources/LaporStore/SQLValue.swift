package import Foundation

/// What a column holds, or a statement is given.
package enum SQLValue: Equatable, Sendable {
    case null
    case integer(Int)
    case text(String)
    case blob(Data)
}

/// What can be given to a statement and read from a column.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
    /// `nil` where the column holds something else.
    init?(_ value: SQLValue)
    /// Read from a row that is at hand.
    init?(_ statement: any PreparedStatement, _ column: Int32)
}

extension SQLConvertible {
    package init?(_ statement: any PreparedStatement, _ column: Int32) {
        self.init(statement.value(column))
    }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }

    package init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
}

extension Bool: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }

    package init?(_ value: SQLValue) {
        guard case .integer(let number) = value else { return nil }
        self = number != 0
    }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }

    package init?(_ value: SQLValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension Data: SQLConvertible {
    package var sqlValue: SQLValue { .blob(self) }

    package init?(_ value: SQLValue) {
        guard case .blob(let data) = value else { return nil }
        self = data
    }
}

/// The values of a statement: in the order of its places, or by their names, which it writes as `:name`.
package struct StatementArguments: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, Sendable {
    package private(set) var values: [SQLValue]
    private var names: [String] = []

    package init(arrayLiteral elements: (any SQLConvertible)?...) {
        values = elements.map { $0?.sqlValue ?? .null }
    }

    package init(dictionaryLiteral elements: (String, (any SQLConvertible)?)...) {
        names = elements.map(\.0)
        values = elements.map { $0.1?.sqlValue ?? .null }
    }

    /// Values of one kind.
    package init(_ elements: some Sequence<any SQLConvertible>) {
        values = elements.map(\.sqlValue)
    }

    package init(_ elements: some Sequence<some SQLConvertible>) {
        values = elements.map(\.sqlValue)
    }

    package static func += (one: inout Self, other: Self) {
        one.values += other.values
    }

    package static func + (one: Self, other: Self) -> Self {
        var both = one
        both += other
        return both
    }

    /// The statement with its names as numbers of values.
    func numbered(_ sql: String) -> String {
        guard !names.isEmpty else { return sql }
        var numbered = ""
        var rest = sql[...]
        while let colon = rest.firstIndex(of: ":") {
            numbered += rest[..<colon]
            let name = rest[rest.index(after: colon)...].prefix { $0.isLetter || $0 == "_" }
            if let place = names.firstIndex(of: String(name)) {
                numbered += "?\(place + 1)"
                rest = rest[name.endIndex...]
            } else {
                // A cast, for one: two of them.
                let colons = rest[colon...].prefix { $0 == ":" }
                numbered += colons
                rest = rest[colons.endIndex...]
            }
        }
        return numbered + rest
    }
}

/// A row that a statement gave.
package struct Row {
    private enum Content {
        case values([SQLValue], names: [String])
        /// The row at which a statement stands: good until it goes on.
        case live(any PreparedStatement)
    }

    private let content: Content

    /// The row at which a statement stands, with what it holds.
    init(of statement: any PreparedStatement, names: [String]) {
        content = .values((0..<statement.columns).map(statement.value), names: names)
    }

    fileprivate init(at statement: any PreparedStatement) {
        content = .live(statement)
    }

    /// A column by its place, from 0; it must hold such a value.
    package subscript<Value: SQLConvertible>(column: Int) -> Value {
        guard let value: Value = self[column] else {
            preconditionFailure("column \(column) holds no \(Value.self)")
        }
        return value
    }

    /// A column by its place, from 0; `nil` where it holds no such value.
    package subscript<Value: SQLConvertible>(column: Int) -> Value? {
        switch content {
        case .values(let values, _): Value(values[column])
        case .live(let statement): Value(statement, Int32(column))
        }
    }

    /// A column by its name; it must hold such a value.
    package subscript<Value: SQLConvertible>(name: String) -> Value { self[place(of: name)] }

    /// A column by its name; `nil` where it holds no such value.
    package subscript<Value: SQLConvertible>(name: String) -> Value? { self[place(of: name)] }

    private func place(of name: String) -> Int {
        switch content {
        case .values(_, let names):
            if let place = names.firstIndex(of: name) { return place }
        case .live(let statement):
            if let place = (0..<statement.columns).first(where: { statement.name($0) == name }) {
                return Int(place)
            }
        }
        preconditionFailure("no column \(name)")
    }

    /// Names and values, for tests.
    package var description: String {
        guard case .values(let values, let names) = content else { return "" }
        return zip(names, values).map { "\($0)=\($1)" }.joined(separator: " ")
    }
}

/// Rows one after the other, each good until the next is asked for.
package final class RowCursor {
    private let statement: any PreparedStatement

    init(_ statement: any PreparedStatement) {
        self.statement = statement
    }

    deinit { statement.reset() }

    /// The next row; `nil` after the last.
    package func next() throws -> Row? {
        try statement.step() ? Row(at: statement) : nil
    }
}

extension Database {
    /// Runs a statement once.
    ///
    /// Several, divided by semicolons, may take no values.
    @discardableResult
    package func execute(sql: String, arguments: StatementArguments = []) throws -> Int {
        if arguments.values.isEmpty, sql.contains(";") {
            try run(script: sql)
            return 0
        }
        return try bound(sql, arguments, streaming: false).run()
    }

    fileprivate func bound(
        _ sql: String, _ arguments: StatementArguments, streaming: Bool
    ) throws -> any PreparedStatement {
        let statement = try prepare(arguments.numbered(sql), streaming: streaming)
        statement.bind(arguments.values)
        return statement
    }
}

extension Row {
    /// The first row; `nil` where there is none.
    package static func fetchOne(
        _ db: any Database, sql: String, arguments: StatementArguments = []
    ) throws -> Row? {
        try fetchOne(db.bound(sql, arguments, streaming: false))
    }

    /// The first row that a statement gives with these values.
    package static func fetchOne(
        _ statement: any PreparedStatement, arguments: StatementArguments
    ) throws -> Row? {
        statement.bind(arguments.values)
        return try fetchOne(statement)
    }

    private static func fetchOne(_ statement: any PreparedStatement) throws -> Row? {
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Row(of: statement, names: (0..<statement.columns).map(statement.name))
    }

    /// All rows.
    package static func fetchAll(
        _ db: any Database, sql: String, arguments: StatementArguments = []
    ) throws -> [Row] {
        let statement = try db.bound(sql, arguments, streaming: false)
        defer { statement.reset() }
        var rows: [Row] = []
        var names: [String] = []
        while try statement.step() {
            if rows.isEmpty { names = (0..<statement.columns).map(statement.name) }
            rows.append(Row(of: statement, names: names))
        }
        return rows
    }

    /// The rows one after the other.
    package static func fetchCursor(
        _ db: any Database, sql: String, arguments: StatementArguments = []
    ) throws -> RowCursor {
        RowCursor(try db.bound(sql, arguments, streaming: true))
    }
}

extension SQLConvertible {
    /// The first row's first column; `nil` where there is none, or it holds nothing.
    package static func fetchOne(
        _ db: any Database, sql: String, arguments: StatementArguments = []
    ) throws -> Self? {
        let statement = try db.bound(sql, arguments, streaming: false)
        defer { statement.reset() }
        return try statement.step() ? Self(statement, 0) : nil
    }

    /// The first column of all rows in which it holds something.
    package static func fetchAll(
        _ db: any Database, sql: String, arguments: StatementArguments = []
    ) throws -> [Self] {
        let statement = try db.bound(sql, arguments, streaming: false)
        defer { statement.reset() }
        var values: [Self] = []
        while try statement.step() { if let value = Self(statement, 0) { values.append(value) } }
        return values
    }
}

import Foundation
import LaporModel

/// What a transaction needs of the engine under it.
///
/// Statements are written once, in what both engines understand, with values as `?` or `?1`; where the engines differ,
/// ``dialect`` says how. `INDEXED BY` is for SQLite, which keeps no statistics of a store.
package protocol Database: AnyObject {
    var dialect: Dialect { get }

    /// Makes a statement; one that is `streaming` gives so many rows that they must not all be held at once.
    func prepare(_ sql: String, streaming: Bool) throws -> any PreparedStatement

    /// Runs statements that take no values, divided by semicolons.
    func run(script: String) throws

    /// Keeps everybody else from writing until the transaction ends.
    func enter() throws

    /// Whether a table is there.
    func tableExists(_ name: String) throws -> Bool
}

/// An engine that takes rows by the thousand.
package protocol BulkDatabase: Database {
    /// Adds rows to a table, in which each has all of these columns.
    func copy(into table: String, _ columns: [String], _ body: (any RowTaker) throws -> Void) throws
}

/// What values are given to, each at its place from 1.
package protocol ValueTaker: AnyObject {
    func bind(_ index: Int32, _ number: Int)
    func bind(_ index: Int32, _ text: String?)
    func bind(_ index: Int32, text bytes: ArraySlice<UInt8>)
    func bind(_ index: Int32, blob bytes: UnsafeRawBufferPointer)
    func bindNull(_ index: Int32)
}

/// Takes the values of one row after the other, in the order of the columns.
package protocol RowTaker: ValueTaker {
    /// The row has all its values.
    func endRow() throws
}

/// A statement whose values are bound without boxing: for what runs once an event.
///
/// Values are counted from 1, columns from 0, as SQLite does it.
package protocol PreparedStatement: ValueTaker {
    /// Runs to the next row; `false` when there is none.
    func step() throws -> Bool
    /// Makes the statement ready to run again; bindings stay.
    func reset()
    /// Runs once; gives how many rows changed.
    @discardableResult
    func run() throws -> Int

    /// How many columns a row has.
    var columns: Int32 { get }
    /// What the statement calls a column.
    func name(_ column: Int32) -> String
    func integer(_ column: Int32) -> Int
    /// A column's size in bytes.
    func size(_ column: Int32) -> Int
    /// Adds a column's bytes to others.
    func append(_ column: Int32, to bytes: inout [UInt8])
    func isNull(_ column: Int32) -> Bool
    /// A column, whatever it holds.
    func value(_ column: Int32) -> SQLValue
}

extension ValueTaker {
    package func bind(_ index: Int32, _ value: Bool) {
        bind(index, value ? 1 : 0)
    }

    package func bind(_ index: Int32, _ value: SQLValue) {
        switch value {
        case .null: bindNull(index)
        case .integer(let number): bind(index, number)
        case .text(let text): bind(index, text)
        case .blob(let data): data.withUnsafeBytes { bind(index, blob: $0) }
        }
    }

    /// Binds all values, the first as 1.
    package func bind(_ values: [SQLValue]) {
        for (index, value) in values.enumerated() { bind(Int32(index + 1), value) }
    }

}

extension ValueTaker {
    func bind(_ index: Int32, _ id: Identifier?) {
        if let id { id.withBytes { bind(index, blob: $0) } } else { bindNull(index) }
    }

    /// Binds what the store keeps of an event: sequence, id, kind, complaint, header and body, from a place on.
    func bind(_ event: Event, from index: Int32) {
        bind(index, event.header.sequence)
        event.id.withBytes { bind(index + 1, blob: $0) }
        bind(index + 2, event.header.kind)
        bind(index + 3, event.header.complaint)
        bind(index + 4, text: event.headerLine)
        if event.body == nil { bindNull(index + 5) } else { bind(index + 5, text: event.bodyLine) }
    }
}

extension PreparedStatement {
    package func bytes(_ column: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        append(column, to: &bytes)
        return bytes
    }

    /// A column's text; `nil` where it holds none.
    package func text(_ column: Int32) -> String? {
        isNull(column) ? nil : String(decoding: bytes(column), as: UTF8.self)
    }
}

/// Where the engines' languages differ.
package enum Dialect: Sendable {
    case sqlite
    case postgres

    /// To be joined to `events`, for the members of their bodies: so that each is parsed once.
    var bodies: String {
        switch self {
        case .sqlite: ""
        case .postgres:
            // It can hold no character zero, and refuses to parse one.
            #"""
            CROSS JOIN LATERAL (
                SELECT CASE WHEN strpos(events.body, '\u0000') = 0 THEN events.body
                    ELSE regexp_replace(events.body, '(?<!\\)((\\\\)*)\\u0000', '\1', 'g') END::jsonb AS parsed
                OFFSET 0
            ) AS bodies
            """#
        }
    }

    /// The text that a member of an event's body holds; NULL where it is no text.
    func text(inBody member: String) -> String {
        switch self {
        case .sqlite:
            "CASE json_type(events.body, '$.\(member)') WHEN 'text' THEN json_extract(events.body, '$.\(member)') END"
        case .postgres:
            "CASE WHEN \(isText(inBody: member)) = 1 THEN bodies.parsed ->> '\(member)' END"
        }
    }

    /// Whether a member of an event's body is a text: 1 or 0.
    func isText(inBody member: String) -> String {
        switch self {
        case .sqlite: "CASE json_type(events.body, '$.\(member)') WHEN 'text' THEN 1 ELSE 0 END"
        case .postgres: "CASE jsonb_typeof(bodies.parsed -> '\(member)') WHEN 'string' THEN 1 ELSE 0 END"
        }
    }

    /// The whole number that a member of an event's body holds; NULL where it is none.
    func integer(inBody member: String) -> String {
        switch self {
        case .sqlite:
            """
            CASE json_type(events.body, '$.\(member)') WHEN 'integer' THEN json_extract(events.body, '$.\(member)') END
            """
        case .postgres:
            """
            CASE WHEN jsonb_typeof(bodies.parsed -> '\(member)') = 'number' AND length(bodies.parsed ->> '\(member)') < 18
                THEN (bodies.parsed ->> '\(member)')::numeric::bigint END
            """
        }
    }

    /// Where a text stands in another one, from 1; 0 where it does not.
    func place(of text: String, in column: String) -> String {
        switch self {
        case .sqlite: "instr(\(column), \(text))"
        case .postgres: "strpos(\(column), \(text))"
        }
    }

    /// What stands where an offset has no limit before it.
    var noLimit: String {
        switch self {
        case .sqlite: "LIMIT -1"
        case .postgres: ""
        }
    }
}

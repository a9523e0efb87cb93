/// A JSON value (RFC 8259), without floating-point arithmetic: a number that is not a whole one keeps its text.
package enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number that is no integer of 53 bits, as written; it has no canonical form here.
    case number(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

/// The members of a JSON object, in the order in which they stand.
package struct JSONObject: Equatable, Sendable {
    /// One key and its value.
    package struct Member: Equatable, Sendable {
        package var key: String
        package var value: JSON
    }

    package var members: [Member]

    /// An object with these members, in this order.
    package init(_ members: [(String, JSON)] = []) {
        self.members = members.map { Member(key: $0.0, value: $0.1) }
    }

    init(members: [Member]) {
        self.members = members
    }

    /// The value of a key; setting `nil` takes the member away.
    package subscript(key: String) -> JSON? {
        get {
            for member in members where member.key == key { return member.value }
            return nil
        }
        set {
            guard let index = members.firstIndex(where: { $0.key == key }) else {
                if let newValue { members.append(Member(key: key, value: newValue)) }
                return
            }
            if let newValue {
                members[index].value = newValue
            } else {
                members.remove(at: index)
            }
        }
    }

    /// Adds a member whose key is not there yet; `nil` adds nothing.
    package mutating func add(_ key: String, _ value: JSON?) {
        if let value { members.append(Member(key: key, value: value)) }
    }

    /// Adds a string member; `nil` adds nothing.
    package mutating func add(_ key: String, _ value: String?) {
        if let value { members.append(Member(key: key, value: .string(value))) }
    }
}

extension JSON {
    /// An object of these members.
    package static func object(_ members: [(String, JSON)]) -> JSON {
        .object(JSONObject(members))
    }

    /// A string, or `null` where there is none.
    package static func string(orNull text: String?) -> JSON {
        text.map(JSON.string) ?? .null
    }

    /// The text, if this is a string.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, if this is an integer.
    package var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The truth value, if this is one.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if this is an array.
    package var array: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members, if this is an object.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The value of a key, if this is an object that has it.
    package subscript(key: String) -> JSON? {
        object?[key]
    }
}

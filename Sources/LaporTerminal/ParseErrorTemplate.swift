/// What ArgumentParser has to say about a command line, recognised in its English message.
///
/// ArgumentParser keeps its errors to itself and gives only their text; a test provokes each of them, so that a
/// version that words one anew is noticed.
package enum ParseErrorTemplate: Equatable, Sendable {
    /// An option that does not exist, and one that is written alike.
    case unknownOption(String, near: String?)
    /// An option that stands without its value.
    case missingValue(String)
    /// Letters behind one hyphen: an option that is unknown, or one of them lacks its value.
    case unknownOrMissingValue(String, option: String)
    /// A flag that was given a value.
    case takesNoValue(String, value: String)
    /// Words that nothing takes.
    case unexpected([String])
    /// Two flags that exclude each other, the first one first.
    case exclusive(String, String)
    /// An argument or option that must be there.
    case missingArgument(String)
    /// Flags of which one must be there.
    case missingOneOf([String])
    /// A value that an option or argument (nil: not said which) cannot have.
    case invalidValue(String, of: String?, choices: [String], reason: String?)
    /// Hyphens that make no option.
    case malformedOption(String)
    /// A command that needs a subcommand.
    case missingSubcommand
    /// A shell (nil: the one in use) for which no completions can be made, and those for which they can.
    case unknownShell(String?, known: [String])
    /// A mistake in the definition of the commands, or in ArgumentParser.
    case broken(String)

    /// The template that a message of ArgumentParser follows, nil if none.
    package init?(message: String) {
        guard let template = Self.option(message) ?? Self.argument(message) ?? Self.other(message) else {
            return nil
        }
        self = template
    }

    private static func option(_ message: String) -> Self? {
        if let rest = message.after("Unknown option '") {
            if let (first, second) = rest.halves("\n   or: Missing value for '"),
                let (option, composite) = second.halves("' in '")
            {
                return .unknownOrMissingValue(composite.before("'") ?? first, option: option)
            }
            if let (name, near) = rest.halves("'. Did you mean '") {
                return .unknownOption(name, near: near.before("'?"))
            }
            return rest.before("'").map { .unknownOption($0, near: nil) }
        }
        if let option = message.after("Missing value for '")?.before("'") { return .missingValue(option) }
        if let (option, value) = message.after("The option '")?
            .halves("' does not take any value, but '")
        {
            return value.before("' was specified.").map { .takesNoValue(option, value: $0) }
        }
        if let (second, first) = message.after("Value to be set with flag '")?
            .halves("' had already been set with flag '")
        {
            // A letter of several: 'b' in '-ab'.
            let name = { (text: String) in text.halves("' in '").map { "-" + $0.0 } ?? text }
            return first.before("'").map { .exclusive(name($0), name(second)) }
        }
        return message.after("Invalid option: ").map(Self.malformedOption)
    }

    private static func argument(_ message: String) -> Self? {
        if let value = message.after("Unexpected argument '")?.before("'") { return .unexpected([value]) }
        if let (count, values) = message.halves(" unexpected arguments: '"), Int(count) != nil {
            return values.before("'").map { .unexpected($0.parts("', '")) }
        }
        if let argument = message.after("Missing expected argument '")?.before("'") {
            return .missingArgument(argument)
        }
        if let arguments = message.after("Missing one of: '")?.before("'") {
            return .missingOneOf(arguments.parts("', '"))
        }
        guard let rest = message.after("The value '") else { return nil }
        // The value may hold the words that follow it: they are looked for in front of an option or argument.
        let pieces = rest.parts(Self.isInvalid)
        for end in pieces.indices.dropFirst() where ["-", "<"].contains(where: pieces[end].hasPrefix) {
            let value = pieces[..<end].joined(separator: Self.isInvalid)
            let rest = pieces[end...].joined(separator: Self.isInvalid)
            guard let (argument, tail) = rest.halves("'") else { continue }
            if let found = invalid(value, of: argument, tail: tail) { return found }
        }
        guard let (value, tail) = rest.halves("' is invalid.") else { return nil }
        return invalid(value, of: nil, tail: tail)
    }

    private static let isInvalid = "' is invalid for '"

    private static func invalid(_ value: String, of argument: String?, tail: String) -> Self? {
        var choices: [String] = []
        var reason: String?
        if let list = tail.after(". Please provide one of the following:\n  - ") {
            choices = list.parts("\n  - ")
        } else if let list = tail.after(". Please provide one of '")?.before("'.") {
            choices = list.parts("' or '").flatMap { $0.parts("' and '") }.flatMap { $0.parts("', '") }
        } else if let text = tail.after(": ") {
            reason = text
        } else if !tail.isEmpty {
            return nil
        }
        return .invalidValue(value, of: argument, choices: choices, reason: reason)
    }

    private static func other(_ message: String) -> Self? {
        if message == "Missing required subcommand." { return .missingSubcommand }
        if message.hasPrefix("Can't "), let (first, shells) = message.halves("with one of:\n") {
            let name = first.after("Can't generate completion scripts for '")?.halves("'.\n")?.0
            return .unknownShell(name, known: shells.split(separator: " ").map(String.init))
        }
        let mistakes = ["Internal error.", "No value set for non-argument var", "Command '"]
        return mistakes.contains(where: message.hasPrefix) ? .broken(message) : nil
    }
}

extension String {
    /// What follows a beginning.
    fileprivate func after(_ start: String) -> String? {
        hasPrefix(start) ? String(dropFirst(start.count)) : nil
    }

    /// What precedes an end.
    fileprivate func before(_ end: String) -> String? {
        hasSuffix(end) ? String(dropLast(end.count)) : nil
    }

    /// What stands before and after the first occurrence of a separator.
    fileprivate func halves(_ separator: String) -> (String, String)? {
        guard let range = firstRange(of: separator) else { return nil }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }

    fileprivate func parts(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

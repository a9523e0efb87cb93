package import CanonicalJSON

/// What somebody wants a complaint to say instead, checked.
package struct CheckedChange: Sendable {
    /// By key; `nil` empties a field.
    package var fields: [String: String?]
    /// What is added to the reporter's identity.
    package var identity: Identity
    package var consent: Consent?
    package var warnings: [FieldWarning]
}

extension CaptureRules {
    /// Checks the fields that are to change; the others stay as they are and are not judged again.
    package func check(change given: [Field: String], of complaint: Complaint) throws(FieldProblems)
        -> CheckedChange
    {
        var values = given
        for (key, value) in complaint.capture.changeable {
            if let field = Field(rawValue: key), values[field] == nil { values[field] = value }
        }
        if values[.consent] == nil { values[.consent] = complaint.capture.consent?.method.rawValue }
        var checker = FieldChecker(rules: self, values: values)
        let checked = checker.complaint()
        let isAboutThis = { (problem: FieldProblem) in
            given[problem.field] != nil || problem.reason == .consentMissing
                || problem.reason == .guardianMissing
                || problem.reason == .needsPartner(.latitude) || problem.reason == .needsPartner(.longitude)
        }
        let problems = checker.problems.filter(isAboutThis)
        guard problems.isEmpty, let checked else { throw FieldProblems(all: problems) }
        var fields: [String: String?] = [:]
        for key in Capture.changeableKeys {
            guard let field = Field(rawValue: key), given[field] != nil else { continue }
            fields[key] = .some(checked.value(of: key))
        }
        return CheckedChange(
            fields: fields, identity: checked.identity,
            consent: checked.identity.values.isEmpty ? nil : checked.consent,
            warnings: checked.warnings.filter { $0.field.map { given[$0] != nil } ?? true })
    }
}

extension CheckedComplaint {
    /// The value of a changeable field, by its key.
    package func value(of key: String) -> String? {
        switch key {
        case "classification": classification.rawValue
        case "region": region
        case "category": category
        case "anonymous": anonymous ? "true" : "false"
        case "language": language
        default: zip(Content.keys, content.values).first { $0.0 == key }?.1
        }
    }
}

extension Complaint {
    /// The body of a `changed` event, and what of it is to be sealed first where the complaint is confidential.
    package func change(_ fields: [String: String?]) -> (body: JSONObject, sealed: JSON?) {
        var clear = JSONObject()
        var sealed = JSONObject()
        var replaces = JSONObject()
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            if isSealed, Capture.sealedKeys.contains(key) {
                sealed.add(key, .string(orNull: value))
            } else {
                clear.add(key, .string(orNull: value))
            }
            replaces.add(key, .array(seen(key).map { .string($0.hex) }))
        }
        var body = JSONObject()
        body.add("fields", .object(clear))
        body.add("replaces", .object(replaces))
        return (body, sealed.members.isEmpty ? nil : .object([("fields", .object(sealed))]))
    }

    /// What a change of a field replaces; of a sealed field, which nobody here can read, all that may have given it.
    private func seen(_ key: String) -> [Hash] {
        guard isSealed, capture.content == nil, Capture.sealedKeys.contains(key) else {
            return causes(of: key)
        }
        return history.filter { $0.kind == EventKind.captured || $0.kind == EventKind.changed }.map(\.event)
    }

    /// The `replaces` of an event that gives a field another value.
    package func replacing(_ keys: [String]) -> JSON {
        .object(keys.map { key in (key, .array(causes(of: key).map { .string($0.hex) })) })
    }
}

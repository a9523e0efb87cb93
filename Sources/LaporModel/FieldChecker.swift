/// Checks one complaint's values field by field and collects what is wrong.
struct FieldChecker {
    let rules: CaptureRules
    let values: [Field: String]
    /// Given before, and readable no more.
    let sealed: Set<Field>
    var problems: [FieldProblem] = []
    var warnings: [FieldWarning] = []

    init(rules: CaptureRules, values: [Field: String], sealed: Set<Field> = []) {
        self.rules = rules
        self.sealed = sealed
        self.values = values.filter { !$0.value.allSatisfy(\.isWhitespace) }
    }

    mutating func complaint() -> CheckedComplaint? {
        for field in Field.allCases {
            guard let value = values[field] else { continue }
            if value.utf8.contains(0) { problems.append(.init(field, nil, .holdsNUL)) }
            if let limit = field.limit, value.unicodeScalars.count > limit {
                let length = value.unicodeScalars.count
                problems.append(.init(field, value, .tooLong(limit: limit, length: length)))
            }
        }
        let classification = choice(.classification, Classification.self) ?? missing(.classification)
        var content = Content()
        content.title = values[.title] ?? missing(.title)
        content.description = values[.description] ?? missing(.description)
        content.incidentDate = incidentDate(required: classification == .complaint)
        content.location = values[.location]
        (content.latitude, content.longitude) = coordinates()
        content.agency = values[.agency]
        content.externalID = values[.externalID]
        let region = region()
        let category = category()
        let anonymous = flag(.anonymous)
        let confidential = flag(.confidential)
        let identity = identity()
        let officer = values[.officer] ?? rules.officer
        let consent = consent(for: identity, officer: officer)
        if let agency = content.agency, rules.agencyExists?(agency) == false {
            warnings.append(.unknownAgency(agency, near: rules.agenciesNear(agency)))
        }
        if rules.clockBehind {
            warnings.append(
                .clockBehind(clock: rules.now, known: rules.latestKnown, hoursEast: rules.hoursEast))
        }
        guard let classification, let region else { return nil }
        return CheckedComplaint(
            classification: classification, region: region, category: category, anonymous: anonymous,
            confidential: confidential, content: content, identity: identity, consent: consent,
            officer: officer, language: values[.language], warnings: warnings)
    }

    private mutating func missing<Value>(_ field: Field) -> Value? {
        // A choice that was given and is wrong has been named already.
        if values[field] == nil, !sealed.contains(field) { problems.append(.init(field, nil, .missing)) }
        return nil
    }

    private func trimmed(_ field: Field) -> String? {
        values[field]?.trimmed
    }

    private mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ field: Field, _ type: Choice.Type
    ) -> Choice? {
        guard let value = trimmed(field) else { return nil }
        let folded = value.lowercased().split { $0 == " " || $0 == "_" }.joined(separator: "-")
        if let choice = Choice(rawValue: folded) { return choice }
        problems.append(.init(field, value, .oneOf(Choice.allCases.map(\.rawValue))))
        return nil
    }

    private mutating func flag(_ field: Field) -> Bool {
        guard let value = trimmed(field)?.lowercased() else { return false }
        if ["true", "ya", "1", "yes"].contains(value) { return true }
        if !["false", "tidak", "0", "no"].contains(value) {
            problems.append(.init(field, value, .notYesOrNo))
        }
        return false
    }

    private mutating func incidentDate(required: Bool) -> String? {
        guard let value = trimmed(.incidentDate) else {
            return required ? missing(.incidentDate) : nil
        }
        guard let day = Day(value) else {
            problems.append(.init(.incidentDate, value, .notADate))
            return nil
        }
        if day > rules.latestDay {
            problems.append(.init(.incidentDate, value, .inTheFuture(latest: rules.latestDay)))
        }
        return value
    }

    private mutating func region() -> String? {
        guard let value = trimmed(.region) else { return missing(.region) }
        guard RegionCode(value) != nil else {
            problems.append(.init(.region, value, .notARegionCode))
            return nil
        }
        if let exists = rules.regionExists {
            guard exists(value) else {
                problems.append(.init(.region, value, .unknownRegion))
                return nil
            }
        } else {
            warnings.append(.regionsNotLoaded(value))
        }
        let team = rules.teamRegions.compactMap { RegionCode($0) }
        if !team.isEmpty, !team.contains(where: { $0.contains(value) }) {
            warnings.append(.regionOutsideTeam(value))
        }
        return value
    }

    private mutating func category() -> String? {
        guard let value = trimmed(.category) else { return nil }
        if rules.categoryExists?(value) == false {
            problems.append(.init(.category, value, .unknownCategory))
        }
        return value
    }

    private mutating func coordinates() -> (String?, String?) {
        let latitude = decimal(.latitude, limit: 90)
        let longitude = decimal(.longitude, limit: 180)
        if values[.latitude] != nil, values[.longitude] == nil, !sealed.contains(.longitude) {
            problems.append(.init(.longitude, nil, .needsPartner(.latitude)))
        }
        if values[.longitude] != nil, values[.latitude] == nil, !sealed.contains(.latitude) {
            problems.append(.init(.latitude, nil, .needsPartner(.longitude)))
        }
        return (latitude, longitude)
    }

    private mutating func decimal(_ field: Field, limit: Int) -> String? {
        guard let value = trimmed(field) else { return nil }
        let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let plain = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
        guard plain, parts.count <= 2, digits.count <= 20, let number = Double(value),
            abs(number) <= Double(limit)
        else {
            problems.append(.init(field, value, .notADecimal(limit)))
            return nil
        }
        return value
    }
}

extension FieldChecker {
    mutating func identity() -> Identity {
        var identity = Identity([:])
        identity.values["name"] = values[.reporterName]
        identity.values["nik"] = trimmed(.reporterNIK)
        identity.values["phone"] = phone()
        identity.values["phone_owner"] = values[.reporterPhoneOwner]
        identity.values["email"] = values[.reporterEmail]
        identity.values["address"] = values[.reporterAddress]
        identity.values["sex"] = values[.reporterSex]
        identity.values["age_group"] = values[.reporterAgeGroup]
        identity.values["disability"] = values[.reporterDisability]
        identity.values["guardian"] = values[.guardian]
        if let nik = identity.values["nik"], !Self.isNIK(nik) {
            problems.append(.init(.reporterNIK, nik, .notANIK))
        }
        if let email = identity.values["email"], !Self.isEmail(email) {
            problems.append(.init(.reporterEmail, email, .notAnEmail))
        }
        if let group = identity.values["age_group"], CaptureRules.isChild(group),
            identity.values["guardian"] == nil,
            !sealed.contains(.guardian)
        {
            problems.append(.init(.guardian, nil, .guardianMissing))
        }
        return identity
    }

    private mutating func phone() -> String? {
        guard let value = trimmed(.reporterPhone) else { return nil }
        guard let number = Self.e164(value) else {
            problems.append(.init(.reporterPhone, value, .notAPhone))
            return nil
        }
        return number
    }

    private mutating func consent(for identity: Identity, officer: String) -> Consent? {
        let method = choice(.consent, Consent.Method.self)
        guard let method else {
            let isAnybodyNamed = !identity.values.isEmpty || sealed.contains(where: \.isIdentity)
            if isAnybodyNamed, values[.consent] == nil {
                problems.append(.init(.consent, nil, .consentMissing))
            }
            return nil
        }
        return Consent(method: method, script: rules.consentScript, at: rules.now, officer: officer)
    }

    /// 16 digits: district code, birth date as DDMMYY (women's day + 40), serial from 0001.
    static func isNIK(_ text: String) -> Bool {
        let digits = text.utf8.map { Int($0) - 48 }
        guard digits.count == 16, digits.allSatisfy({ (0...9).contains($0) }), digits[0] > 0 else {
            return false
        }
        let day = digits[6] * 10 + digits[7]
        let month = digits[8] * 10 + digits[9]
        return ((1...31).contains(day) || (41...71).contains(day)) && (1...12).contains(month)
            && digits[12...15].contains { $0 != 0 }
    }

    /// An Indonesian mobile number as E.164; `nil` if the text is none.
    ///
    /// Spaces, dots, hyphens and brackets are passed over.
    static func e164(_ text: String) -> String? {
        var digits = text.filter { !" .-()/".contains($0) }
        // People write the trunk 0 behind the country's code too.
        for code in ["+62", "62"] where digits.hasPrefix(code) {
            digits.removeFirst(code.count)
            break
        }
        if digits.hasPrefix("0") { digits.removeFirst() }
        let utf8 = Array(digits.utf8)
        guard (9...12).contains(utf8.count), utf8.allSatisfy({ (48...57).contains($0) }),
            utf8[0] == UInt8(ascii: "8"), utf8[1] != UInt8(ascii: "0"), utf8[1] != UInt8(ascii: "4")
        else { return nil }
        return "+62" + digits
    }

    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !text.contains(where: { $0.isWhitespace })
            && parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }
}

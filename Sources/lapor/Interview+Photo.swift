import LaporField
import LaporModel
import LaporTerminal

// What a photo tells, offered as an answer.
extension Interview {
    /// Whether the content is sealed.
    var isConfidential: Bool { answers[.confidential] == "true" }

    /// Whether attachments would lie in clear, and must not tell who reports.
    var isAnonymousInClear: Bool { answers[.anonymous] == "true" && !isConfidential }

    /// Forgets the place that a photo told which is taken off again; `true` if there was one.
    @discardableResult
    mutating func letGoFacts(ofPhoto path: String) -> Bool {
        let facts = device.facts(ofPhoto: path)
        guard facts[.latitude] != nil, facts[.latitude] == answers[.latitude],
            facts[.longitude] == answers[.longitude]
        else { return false }
        answers[.latitude] = nil
        answers[.longitude] = nil
        return true
    }

    /// Nobody is to know who reports: what a photo told of a place goes, since it may have been taken at home.
    mutating func becomeAnonymous() {
        answers[.anonymous] = "true"
        for path in attachments where letGoFacts(ofPhoto: path) {
            Prompt.say(
                text(
                    id: "Koordinat dari foto dilepas: pelapor tidak mau dikenal.",
                    en: "The photo's coordinates are dropped: the reporter does not want to be known."))
        }
    }

    /// Offers where and when a photo was taken as place and date of the incident; never for an anonymous complaint, whose
    /// reporter may have taken it at home.
    mutating func offerFacts(ofPhoto path: String) throws {
        guard answers[.anonymous] != "true" else { return }
        let facts = device.facts(ofPhoto: path)
        if let latitude = facts[.latitude], let longitude = facts[.longitude], answers[.latitude] == nil,
            draft.sealed[.latitude] == nil
        {
            let place = "\(latitude), \(longitude)"
            let isTaken = try confirm(
                Bilingual(
                    id: "Foto diambil di \(place). Itu tempat kejadian?",
                    en: "The photo was taken at \(place). Is that the place?"), standard: true,
                help: Bilingual(
                    id:
                        "Ya mencatat koordinat itu, sehingga petugas menemukannya. Tidak: foto diambil di tempat lain.",
                    en:
                        "Yes notes these coordinates, so that it can be found. No: it was taken somewhere else."
                ))
            if isTaken == true {
                answers[.latitude] = latitude
                answers[.longitude] = longitude
            }
        }
        if let day = facts[.incidentDate], answers[.classification] == Classification.complaint.rawValue,
            let said = answers[.incidentDate], said != day, try problem(.incidentDate, day) == nil
        {
            let isTaken = try confirm(
                Bilingual(
                    id: "Foto diambil \(day), kejadian tercatat \(said). Ganti menjadi \(day)?",
                    en:
                        "The photo was taken on \(day), the incident is noted on \(said). Change it to \(day)?"
                ),
                standard: false,
                help: Bilingual(
                    id: "Tidak: tanggal yang sudah dijawab tetap.",
                    en: "No: the date that was answered stays."))
            if isTaken == true { answers[.incidentDate] = day }
        }
        draft = try device.keep(draft, answers, attachments: attachments)
    }
}

extension Device {
    /// Tells where and when the first photo of a complaint was taken that was taken down by flags without a place.
    func tellFacts(ofPhotos paths: [String], of number: ComplaintNumber, given values: [Field: String]) {
        let isClear = ![Field.anonymous, .confidential].contains { values[$0] != nil }
        guard isClear, values[.latitude] == nil else { return }
        for path in paths {
            let facts = facts(ofPhoto: path)
            guard let latitude = facts[.latitude], let longitude = facts[.longitude] else { continue }
            let name = Terminal.line(path.split(separator: "/").last.map(String.init) ?? path)
            let day = facts[.incidentDate].map { " (\($0))" } ?? ""
            let flags = "--latitude \(latitude) --longitude \(longitude)"
            Terminal.note(
                text(
                    id:
                        "lapor: \(name): diambil di \(latitude), \(longitude)\(day); bila itu tempatnya: lapor edit \(number) \(flags)",
                    en:
                        "lapor: \(name): taken at \(latitude), \(longitude)\(day); if that is the place: lapor edit \(number) \(flags)"
                ))
            return
        }
    }
}

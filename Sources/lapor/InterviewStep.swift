import LaporModel

/// The questions of an interview, in the order in which they are asked.
enum InterviewStep: String, CaseIterable {
    case kind
    case secrecy
    case title
    case story
    case moreStory
    case when
    case place
    case spot
    case category
    case consent
    case hidden
    case name
    case phone
    case more
    case attachments
    case twins
    case review
}

extension InterviewStep {
    /// The question that asks for a field.
    init(of field: Field) {
        self =
            switch field {
            case .classification: .kind
            case .confidential: .secrecy
            case .title: .title
            case .description: .story
            case .incidentDate: .when
            case .region: .place
            case .location, .latitude, .longitude: .spot
            case .category, .agency: .category
            case .consent: .consent
            case .anonymous: .hidden
            case .reporterName: .name
            case .reporterPhone, .reporterPhoneOwner: .phone
            case .attachments: .attachments
            case .officer, .language, .externalID: .review
            case .reporterNIK, .reporterEmail, .reporterAddress, .reporterSex, .reporterAgeGroup,
                .reporterDisability, .guardian:
                .more
            }
    }
}

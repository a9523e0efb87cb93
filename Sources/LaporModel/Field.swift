/// A field of a complaint, as a volunteer gives it: its name is that of the column and, with hyphens, of the flag.
package enum Field: String, CaseIterable, Sendable {
    case classification
    case title
    case description
    case incidentDate = "incident_date"
    case region
    case location
    case latitude
    case longitude
    case category
    case agency
    case anonymous
    case confidential
    case reporterName = "reporter_name"
    case reporterNIK = "reporter_nik"
    case reporterPhone = "reporter_phone"
    case reporterPhoneOwner = "reporter_phone_owner"
    case reporterEmail = "reporter_email"
    case reporterAddress = "reporter_address"
    case reporterSex = "reporter_sex"
    case reporterAgeGroup = "reporter_age_group"
    case reporterDisability = "reporter_disability"
    case consent
    case guardian
    case officer
    case language
    case attachments
    case externalID = "external_id"

    /// The flag: `--reporter-nik`.
    package var flag: String {
        self == .attachments ? "--attach" : "--" + rawValue.split(separator: "_").joined(separator: "-")
    }

    /// Whether it tells who reports, and so is sealed and needs consent.
    package var isIdentity: Bool {
        switch self {
        case .reporterName, .reporterNIK, .reporterPhone, .reporterPhoneOwner, .reporterEmail,
            .reporterAddress, .reporterSex, .reporterAgeGroup, .reporterDisability, .guardian:
            true
        default: false
        }
    }

    /// Longest value in characters (Unicode scalars); `nil` where another rule bounds it.
    package var limit: Int? {
        switch self {
        case .title: 150
        case .description: 10_000
        case .location, .reporterAddress: 500
        case .agency, .reporterName, .reporterPhoneOwner, .guardian, .officer, .reporterDisability: 200
        case .reporterEmail, .externalID: 200
        case .language, .reporterSex, .reporterAgeGroup: 50
        default: nil
        }
    }
}

/// What is wrong with a value: facts, to be put into words on the screen.
package struct FieldProblem: Error, Equatable, Sendable {
    /// What the value should have been.
    package enum Reason: Equatable, Sendable {
        case missing
        case tooLong(limit: Int, length: Int)
        case oneOf([String])
        case notADate
        case inTheFuture(latest: Day)
        case notARegionCode
        case unknownRegion
        case unknownCategory
        case notADecimal(Int)
        case needsPartner(Field)
        case notANIK
        case notAPhone
        case notAnEmail
        case notYesOrNo
        case consentMissing
        case guardianMissing
        case holdsNUL
        case notUTF8
        case noSuchFile
        case fileTooLarge(limit: Int, size: Int)
        /// A folder, pipe, socket or device.
        case notAFile
        /// An image of an anonymous complaint in which it cannot be told what is picture and what tells of the reporter.
        case imageDamaged
    }

    package var field: Field
    /// As given; `nil` where nothing was.
    package var value: String?
    package var reason: Reason

    /// A problem of this field and value.
    package init(_ field: Field, _ value: String?, _ reason: Reason) {
        self.field = field
        self.value = value
        self.reason = reason
    }
}

/// A remark on a value that is taken all the same.
package enum FieldWarning: Equatable, Sendable {
    case regionOutsideTeam(String)
    case regionsNotLoaded(String)
    /// `near` are the names of the list that may be meant, the nearest first.
    case unknownAgency(String, near: [String] = [])
    /// The clock stands before a time that is known; both are told in a zone so many hours east of UTC.
    case clockBehind(clock: Timestamp, known: Timestamp, hoursEast: Int)
    case attachment(AttachmentRemark)

    /// Whether it is the laptop's or the kit's fault, and so the same for every complaint.
    package var isOfEveryRow: Bool {
        switch self {
        case .clockBehind, .regionsNotLoaded: true
        case .regionOutsideTeam, .unknownAgency, .attachment: false
        }
    }

    /// The field that it is about; `nil` where it is about none.
    package var field: Field? {
        switch self {
        case .regionOutsideTeam, .regionsNotLoaded: .region
        case .unknownAgency: .agency
        case .clockBehind: nil
        case .attachment: .attachments
        }
    }
}

/// What is told of a file that was attached.
package struct AttachmentRemark: Equatable, Sendable {
    /// What there is to tell.
    package enum Kind: Equatable, Sendable {
        /// Where or when a photo was taken was taken out of it, or something else that is not the picture.
        case cleaned(place: Bool, time: Bool)
        /// A file of this media type may tell who made it, where or when: that cannot be taken out here.
        case mayTell(type: String)
        /// A damaged image: it was kept as it is, sealed or because nothing in it tells where and when it was taken.
        case notCleaned(sealed: Bool)
        /// Its name, which may name somebody, stays as it is in clear.
        case nameStays
        /// A bundle has carried it already as it is.
        case carried
        /// Its content is of another media type than its name says.
        case otherType(String)
        case empty
    }

    /// The file's name, as the person knows it.
    package var name: String
    package var kind: Kind

    /// A remark on a file of this name.
    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

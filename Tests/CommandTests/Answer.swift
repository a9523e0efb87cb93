import Foundation

/// What the programs answer under `--json`: only the keys that tests look at.
enum Answer {
    static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }()

    struct Founded: Decodable {
        let id: String
        let recipient: String
        let identityRecipient: String
        let recoveryKey: String
        let signingKey: String
        let fingerprint: String
    }

    struct Kit: Decodable {
        let path: String
        let fingerprint: String
    }

    struct SetUp: Decodable {
        let id: String
        let recipient: String
        let signingKey: String
        let fingerprint: String
    }

    struct Saved: Decodable {
        let id: String
        let number: String
        let completeness: Int
    }

    struct FileTaken: Decodable {
        struct Rejected: Decodable {
            let line: Int
            let field: String?
            let reason: String
        }
        let saved: Int
        let known: Int
        let rejected: [Rejected]
    }

    struct Packed: Decodable {
        struct Bundle: Decodable {
            let path: String
            let id: String
            let size: Int
            let events: Int
            let blobs: Int
        }
        let bundles: [Bundle]
    }

    struct Added: Decodable, Equatable {
        let path: String
        let bundle: String?
        let device: String?
        let code: String?
        let outcome: String
        let eventsNew: Int
        let eventsKnown: Int
        let blobsNew: Int
        let reason: String?
        let hint: String?
        let reasonCode: String?
        /// Of `receive` only.
        let eventsRegained: Int?
        let movedTo: String?
    }

    struct Attachment: Decodable {
        let sha256: String
        let size: Int
        let name: String?
        let type: String?
        let path: String?
        let sealed: Bool?
    }

    struct Complaint: Decodable {
        let id: String
        let number: String
        let device: String
        let deviceName: String
        let classification: String
        let title: String?
        let description: String?
        let region: String
        let location: String?
        let category: String?
        let agency: String?
        let incidentDate: String?
        let status: String
        let anonymous: Bool
        let confidential: Bool
        let sealed: Bool
        let clockBehind: Bool
        let attachments: [Attachment]
        let recordedAt: String
    }

    struct Reporter: Decodable {
        let sealed: Bool?
        let name: String?
        let nik: String?
        let phone: String?
        let phoneOwner: String?
        let email: String?
        let address: String?
        let sex: String?
        let ageGroup: String?
        let disability: String?
        let guardian: String?
    }

    struct Consent: Decodable {
        let method: String
        let officer: String
        let script: String
        let at: String
    }

    /// What `show` says besides the object of `list`.
    struct Detail: Decodable {
        struct Entry: Decodable {
            let kind: String
            let author: String
        }
        let latitude: String?
        let longitude: String?
        let language: String?
        let officer: String
        let externalId: String?
        let completeness: Int
        let reporter: Reporter?
        let consent: Consent?
        let history: [Entry]
    }

    struct Draft: Decodable {
        let id: String
        let title: String?
    }

    struct Device: Decodable {
        let id: String
        let name: String
        let state: String
        let lastSequence: Int
        let complaints: Int
    }

    struct Quarantined: Decodable {
        let bundle: String
        let device: String
        let reason: String
        let reasonCode: String
    }

    struct Failure: Decodable {
        struct Report: Decodable {
            let code: Int32
            let message: String
            let hint: String
        }
        let error: Report
    }
}

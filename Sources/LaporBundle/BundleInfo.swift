package import Age
import Archive
package import LaporModel
package import SSHSignature

/// What a bundle is for.
package enum BundleKind: String, Sendable {
    /// From a device to its office.
    case field
    /// From an office to one of its devices, or to an office downstream.
    case reply
    /// From an office to the office upstream.
    case relay
    /// What a device is set up from.
    case kit

    /// The namespace of the signature.
    var namespace: String { self == .kit ? "lapor-kit" : "lapor-bundle" }

    var senderPurpose: Identifier.FeedPurpose { self == .field ? .device : .registry }
}

/// The signed facts of a bundle: its `bag-info.txt` (FORMAT.md, BagIt).
package struct BundleInfo: Sendable {
    /// The version that this program writes, and the greatest that it reads.
    package static let format = 1

    package var id: Identifier
    package var kind: BundleKind
    package var date: Day
    package var agent: String
    package var sender: Identifier
    package var senderKey: SSHPublicKey
    /// The office or device that it is for; `nil` in a kit.
    package var addressee: Identifier?
    package var recipients: [X25519Recipient]
    package var events: Int
    package var blobs: Int
    var payload: PayloadOxum

    /// How it begins: `<device code>-<YYYYMMDD>-<first 8 digits of the bundle id>`.
    package var fileName: String {
        let day = date.description.filter { $0 != "-" }
        return "\(sender.code)-\(day)-\(id.code).lapor"
    }

    var bytes: [UInt8] {
        get throws {
            var fields: [(label: String, value: String)] = [
                ("Bundle-Format", String(Self.format)),
                ("Bundle-Id", id.hex),
                ("Bundle-Kind", kind.rawValue),
                ("Bagging-Date", date.description),
                ("Bag-Software-Agent", agent),
                ("Sender", sender.hex),
                ("Sender-Key", senderKey.line),
            ]
            if let addressee { fields.append(("Addressee", addressee.hex)) }
            fields += recipients.map { ("Recipient", $0.string) }
            fields.append(("Event-Count", String(events)))
            fields.append(("Blob-Count", String(blobs)))
            fields.append(("Payload-Oxum", payload.string))
            return try BagInfo(fields: fields).bytes
        }
    }

    init(
        id: Identifier, kind: BundleKind, date: Day, agent: String, sender: Identifier,
        senderKey: SSHPublicKey, addressee: Identifier?, recipients: [X25519Recipient], events: Int,
        blobs: Int, payload: PayloadOxum
    ) {
        self.id = id
        self.kind = kind
        self.date = date
        self.agent = agent
        self.sender = sender
        self.senderKey = senderKey
        self.addressee = addressee
        self.recipients = recipients
        self.events = events
        self.blobs = blobs
        self.payload = payload
    }

    /// Reads `bag-info.txt` strictly: the format number first, then every line in its place.
    init(parsing bytes: [UInt8]) throws {
        let file = "bag-info.txt"
        let info = try BundleError.mapping(file) { try BagInfo(parsing: bytes) }
        guard let format = info["Bundle-Format"] else { throw BundleError.notABundle }
        guard let number = Int(format), format == String(number) else {
            throw BundleError.damaged(file: file, fact: "Bundle-Format")
        }
        guard number <= Self.format else { throw BundleError.tooNew(format: number) }
        guard number >= 1 else { throw BundleError.tooOld(format: number) }
        func value<Value>(_ label: String, _ parse: (String) throws -> Value?) throws -> Value {
            guard let text = info[label], let value = try parse(text) else {
                throw BundleError.damaged(file: file, fact: label)
            }
            return value
        }
        id = try value("Bundle-Id") { Identifier(hex: $0) }
        kind = try value("Bundle-Kind") { BundleKind(rawValue: $0) }
        date = try value("Bagging-Date") { Day($0) }
        agent = try value("Bag-Software-Agent") { $0 }
        sender = try value("Sender") { Identifier(hex: $0) }
        senderKey = try value("Sender-Key") { try? SSHPublicKey(line: $0) }
        addressee = kind == .kit ? nil : try value("Addressee") { Identifier(hex: $0) }
        recipients = try info.all("Recipient").map { text in
            guard let recipient = try? X25519Recipient(text) else {
                throw BundleError.damaged(file: file, fact: "Recipient")
            }
            return recipient
        }
        events = try value("Event-Count") { Int($0) }
        blobs = try value("Blob-Count") { Int($0) }
        payload = try value("Payload-Oxum") { try? PayloadOxum(parsing: $0) }
        // What is not exactly what a writer writes is refused: no line more, none twice, none elsewhere.
        guard try self.bytes == bytes else { throw BundleError.damaged(file: file, fact: "layout") }
    }
}

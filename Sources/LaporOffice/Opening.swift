import Age
import CanonicalJSON
import FileIO
package import LaporBundle
package import LaporModel
package import LaporStore

/// Gives the passphrase of the identity key when it is needed; `nil` where nobody can be asked.
package typealias PassphraseSource = () throws -> [UInt8]?

/// A complaint with what was opened of it.
package struct OpenedComplaint: Sendable {
    package var row: ComplaintRow
    package var complaint: Complaint
    /// What the sealed identity parts say together; `nil` if there are none or they were not opened.
    package var identity: Identity?
    /// The content; of a confidential complaint only if it was opened.
    package var content: Content?
    /// With names and types where they were opened.
    package var attachments: [Attachment]
    /// Parts that no key at hand opens, or that are not what they claim to be.
    package var unopened: [SealedPart.Name]
}

extension Office {
    /// A complaint of this id or number, its sealed parts closed.
    package func complaint(named text: String) throws -> OpenedComplaint {
        try store.read { try Self.closed(try $0.complaint(named: text), $0) }
    }

    /// The complaint of a row, folded, its sealed parts closed.
    static func closed(_ row: ComplaintRow, _ transaction: Transaction) throws -> OpenedComplaint {
        guard let complaint = try transaction.complaint(row.id, try transaction.events(of: row.id)) else {
            throw StoreError.notFound(row.id.hex)
        }
        return OpenedComplaint(
            row: row, complaint: complaint, identity: nil, content: complaint.capture.content,
            attachments: complaint.capture.attachments, unopened: [])
    }

    /// Opens a complaint's sealed parts; that it was done, and by whom, is on the medium before anything is given.
    package func open(
        _ text: String, passphrase: PassphraseSource, operatorName: String
    ) throws -> OpenedComplaint {
        // A complaint that is not there needs no passphrase.
        var opened = try complaint(named: text)
        // Neither does one of which nothing is sealed.
        guard opened.row.confidential || !opened.complaint.sealedIdentities.isEmpty else { return opened }
        let keys = try KeyFiles.identities(in: store.folder, passphrase: passphrase)
        return try open(&opened, with: keys, operatorName: operatorName)
    }

    private func open(
        _ opened: inout OpenedComplaint, with keys: [X25519Identity], operatorName: String
    ) throws -> OpenedComplaint {
        let parts = Self.open(&opened, with: keys)
        guard !parts.isEmpty else { return opened }
        try write { try record(parts, of: opened.row.id, operatorName, $0) }
        // The opening itself is part of the history.
        let said = opened.complaint.history
        opened.complaint.history = try complaint(named: opened.row.id.hex).complaint.history.map { entry in
            var entry = entry
            entry.words = entry.words ?? said.first { $0.event == entry.event }?.words
            return entry
        }
        return opened
    }

    /// Records an opening in the registry.
    func record(
        _ parts: [String], of complaint: Identifier, _ operatorName: String, _ transaction: Transaction
    ) throws {
        var body = JSONObject()
        body.add("operator", operatorName)
        body.add("parts", .array(parts.map(JSON.string)))
        try register(EventKind.unsealed, complaint: complaint, body, transaction)
    }

    /// Opens what a key can open; gives the names of the parts.
    static func open(_ opened: inout OpenedComplaint, with keys: [X25519Identity]) -> [String] {
        var parts: [String] = []
        let id = opened.row.id
        for text in opened.complaint.sealedIdentities {
            guard let json = try? SealedPart.open(.identity, text, of: id, with: keys),
                let identity = Identity(json: json)
            else {
                opened.unopened.append(.identity)
                continue
            }
            var merged = opened.identity ?? Identity([:])
            merged.values.merge(identity.values) { _, later in later }
            opened.identity = merged
            parts = ["identity"]
        }
        guard let text = opened.complaint.capture.sealedContent else { return parts }
        guard let json = try? SealedPart.open(.content, text, of: id, with: keys), let object = json.object
        else {
            opened.unopened.append(.content)
            return parts
        }
        var changes: [(Complaint.SealedChange, JSONObject)] = []
        for change in opened.complaint.sealedChanges {
            let part = try? SealedPart.open(.content, change.part, of: id, with: keys)
            if let part = part?.object {
                changes.append((change, part))
            } else {
                opened.unopened.append(.content)
            }
        }
        opened.complaint.reveal(object, changes)
        opened.content = opened.complaint.capture.content
        let named = ([object] + changes.map(\.1)).flatMap { part in
            part["attachments"]?.array?.compactMap { Attachment(json: $0) } ?? []
        }
        for index in opened.attachments.indices {
            let match = named.first { $0.sha256 == opened.attachments[index].sha256 }
            opened.attachments[index].name = match?.name
            opened.attachments[index].type = match?.type
        }
        parts.append("content")
        return parts
    }
}

/// An attachment that was written out.
package struct WrittenAttachment: Sendable {
    package var attachment: Attachment
    /// `nil` where its bytes have not arrived, or cannot be opened.
    package var path: String?
    /// Whether what was written is still sealed.
    package var sealed: Bool
    package var arrived: Bool
}

extension Office {
    /// Writes the attachments of a complaint, or of a visit, into a folder under their own names; sealed ones are opened with
    /// the key, or written as they are, `<sha256>.age`, without one.
    package func writeAttachments(
        of text: String, to folder: String, opening passphrase: PassphraseSource?, operatorName: String
    ) throws -> [WrittenAttachment] {
        guard Folder.isFolder(folder) else { throw FileError(.open, folder, code: 2) }
        var opened: OpenedComplaint
        do {
            opened = try complaint(named: text)
        } catch let error as StoreError {
            // A complaint goes before a visit, if ever two have one id.
            guard case .notFound = error, let visit = try visit(named: text) else { throw error }
            return try Self.write(visit.attachments, of: store.folder, to: folder, sealed: false, keys: nil)
        }
        let keys = try passphrase.map { try KeyFiles.identities(in: store.folder, passphrase: $0) }
        if let keys {
            opened = try open(&opened, with: keys, operatorName: operatorName)
            if opened.row.confidential, !opened.attachments.isEmpty {
                try write { try record(["attachments"], of: opened.row.id, operatorName, $0) }
            }
        }
        return try Self.write(
            opened.attachments, of: store.folder, to: folder, sealed: opened.row.confidential, keys: keys)
    }

    private static func write(
        _ attachments: [Attachment], of store: StoreFolder, to folder: String, sealed: Bool,
        keys: [X25519Identity]?
    ) throws -> [WrittenAttachment] {
        var taken: Set<String> = []
        return try attachments.map { attachment in
            let source = store.blob(attachment.sha256)
            guard Folder.exists(source) else {
                return WrittenAttachment(
                    attachment: attachment, path: nil, sealed: sealed, arrived: false)
            }
            let isOpened = sealed && keys != nil && attachment.name != nil
            let name =
                sealed && !isOpened
                ? attachment.sha256.hex + ".age" : attachment.name ?? attachment.sha256.hex
            let path = path(in: folder, name: safeName(name), besides: &taken)
            do {
                try copy(source, to: path, opening: isOpened ? keys : nil)
            } catch is AgeError {
                // What a faulty laptop attached is no reason to withhold the rest.
                return WrittenAttachment(attachment: attachment, path: nil, sealed: true, arrived: true)
            }
            return WrittenAttachment(
                attachment: attachment, path: Folder.absolute(path), sealed: sealed && !isOpened,
                arrived: true)
        }
    }

    /// The visit of an id, or of the start of one that no other has; `nil` if there is none.
    private func visit(named text: String) throws -> Outreach? {
        guard text.count >= 8 else { return nil }
        let visits = try store.read { transaction in
            Outreach.all(try transaction.visitEvents(of: try devices(transaction).map(\.id)))
        }
        let found = visits.filter { $0.id.hex.hasPrefix(text.lowercased()) }
        return found.count == 1 ? found[0] : nil
    }

    /// A name from outside as a file name: no folders, nothing hidden, nothing that drives a terminal.
    private static func safeName(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { scalar -> Character in
            scalar.value < 0x20 || scalar.value == 0x7F || scalar == "/" || scalar == "\\"
                ? "_" : Character(scalar)
        }
        let safe = String(scalars.drop { $0 == "." }.prefix(150))
        return safe.isEmpty ? "lampiran" : safe
    }

    /// A path for a name; two attachments of one name get a number.
    private static func path(in folder: String, name: String, besides taken: inout Set<String>) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        var path = "\(folder)/\(name)"
        var count = 2
        while !taken.insert(path).inserted {
            path = "\(folder)/\(name[..<dot]) (\(count))\(name[dot...])"
            count += 1
        }
        return path
    }

    private static func copy(_ source: String, to path: String, opening keys: [X25519Identity]?) throws {
        let file = try File.open(source)
        let read: (UnsafeMutableRawBufferPointer) throws -> Int
        if let keys {
            let age = try AgeReader(identities: keys.map { .x25519($0) }) { try file.read(into: $0) }
            read = { try age.read(into: $0) }
        } else {
            read = { try file.read(into: $0) }
        }
        let part = path + ".part"
        do {
            let target = try File.create(part, mode: 0o600)
            try ByteCopy.run(from: read, to: { try target.write($0) })
            try target.sync()
            try Folder.publish(part, as: path)
        } catch {
            Folder.remove(part)
            throw error
        }
    }
}

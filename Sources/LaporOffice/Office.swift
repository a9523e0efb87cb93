package import Age
import CanonicalJSON
import FileIO
package import LaporBundle
package import LaporModel
package import LaporStore
import SSHSignature

/// A district office: its store, its keys for unattended work, and who it is.
package final class Office {
    package let store: Store
    package let keys: OfficeKeys
    package let facts: Facts
    package let surroundings: Surroundings
    private var registries: [Identifier: Registry] = [:]

    /// What an office says of itself.
    package struct Facts: Equatable, Sendable {
        package var name: String
        /// Hours east of UTC: WIB 7, WITA 8, WIT 9.
        package var hoursEast: Int
        package var identityRecipient: X25519Recipient
        /// Of the transport key that counts; `nil` in a store that has had one only.
        package var recipient: X25519Recipient?

        var json: JSON {
            var json = JSONObject([
                ("hours_east", .integer(hoursEast)), ("name", .string(name)),
                ("identity_recipient", .string(identityRecipient.string)),
            ])
            json.add("recipient", recipient?.string)
            return .object(json)
        }

        init(
            name: String, hoursEast: Int, identityRecipient: X25519Recipient, recipient: X25519Recipient?
        ) {
            self.name = name
            self.hoursEast = hoursEast
            self.identityRecipient = identityRecipient
            self.recipient = recipient
        }

        init?(_ text: String) {
            guard let json = try? JSON(Array(text.utf8), form: .canonical), let name = json["name"]?.string,
                let hoursEast = json["hours_east"]?.integer,
                let recipient = json["identity_recipient"]?.string.flatMap({ try? X25519Recipient($0) })
            else { return nil }
            self.init(
                name: name, hoursEast: hoursEast, identityRecipient: recipient,
                recipient: json["recipient"]?.string.flatMap { try? X25519Recipient($0) })
        }
    }

    /// The office in a folder.
    package init(
        _ folder: StoreFolder, for purpose: Store.Purpose, surroundings: Surroundings,
        waiting: @escaping (String?) -> Void = { _ in }
    ) throws {
        store = try Store(
            folder, for: purpose, on: OfficeDatabase.maker(in: folder), waiting: waiting)
        let about = try store.read { (try $0.about(.role), try $0.about(.office)) }
        guard about.0 == "office", let facts = about.1.flatMap({ Facts($0) }) else {
            throw StoreError.notSetUp(folder: folder.path)
        }
        self.facts = facts
        var keys = try KeyFiles.office(in: folder)
        if let current = facts.recipient { try keys.use(current) }
        self.keys = keys
        self.surroundings = surroundings
    }

    /// The office's id: its registry feed's.
    package var id: Identifier { keys.id }

    /// What stands in the registry.
    package func registry(_ transaction: Transaction) throws -> Registry {
        try registry(of: id, transaction)
    }

    /// What stands in an office's registry, this one's or that of one which relays to it.
    func registry(of office: Identifier, _ transaction: Transaction) throws -> Registry {
        if let known = registries[office] { return known }
        let registry = Registry(try transaction.events(ofFeed: office))
        registries[office] = registry
        return registry
    }

    /// Forgets other offices' registries: a relay may have brought more of them.
    func forgetRegistries() { registries = [:] }

    /// Adds an event to the registry.
    func register(
        _ kind: String, complaint: Identifier? = nil, _ body: JSONObject, _ transaction: Transaction
    ) throws {
        var tip = try transaction.tip(of: id)
        let event = try transaction.append(
            kind: kind, complaint: complaint, body: body, to: id, tip: &tip, surroundings: surroundings)
        if complaint == nil { registries[id]?.add(event) }
    }

    /// Writes, and forgets what was remembered of the registry if the transaction does not come about.
    @discardableResult
    func write<Value>(
        as kind: TransactionKind = .writing, _ body: (Transaction) throws -> Value
    ) throws -> Value {
        do {
            // Another program at work on the same server may have added to it.
            if store.isShared { forgetRegistries() }
            return try kind == .merging ? store.merge(body) : store.write(body)
        } catch {
            forgetRegistries()
            throw error
        }
    }
}

/// An office that was just made, or has new keys.
package struct OfficeFoundation: Sendable {
    package var name: String
    package var id: Identifier
    package var recipient: String
    package var identityRecipient: String
    /// The recovery text: all secret keys.
    ///
    /// The only value that ever holds a secret.
    package var recoveryKey: String
    package var signingKey: String
    package var fingerprint: String

    init(name: String, keys: OfficeKeys, _ recovery: RecoveryText) {
        self.name = name
        id = keys.id
        recipient = keys.transport.recipient.string
        identityRecipient = recovery.identities[0].recipient.string
        recoveryKey = recovery.text
        signingKey = keys.signing.publicKey.line
        fingerprint = keys.fingerprint
    }
}

extension Office {
    /// Makes an office's store with keys of its own, or with those of an office that was lost; the identity key under a
    /// passphrase, or plainly where there is none; the database at an address, or in a file where there is none.
    package static func found(
        name: String, hoursEast: Int, recovering recovered: RecoveryText? = nil, passphrase: [UInt8]?,
        database: String? = nil, folder: StoreFolder, surroundings: Surroundings
    ) throws -> OfficeFoundation {
        guard try OfficeDatabase.address(in: folder) == nil,
            database == nil || !Folder.exists(folder.database)
        else { throw StoreError.alreadySetUp(folder: folder.path) }
        let store = try OfficeDatabase.named(database) {
            try Store.make(folder, pageSize: 16_384, on: database.map { try OfficeDatabase.maker($0) })
        }
        let recovery = try recovered ?? RecoveryText(random: surroundings.random)
        let (keys, identity) = (recovery.keys, recovery.identities[0])
        try KeyFiles.write(
            keys, identities: recovery.identities, passphrase: passphrase, in: folder,
            random: surroundings.random)
        let facts = Facts(
            name: name, hoursEast: hoursEast, identityRecipient: identity.recipient,
            recipient: keys.transport.recipient)
        var body = JSONObject()
        body.add("agent", surroundings.agent)
        body.add("identity_recipient", identity.recipient.string)
        body.add("name", name)
        body.add("recipient", keys.transport.recipient.string)
        // The feed is that of the first key.
        body.add("signing_key", keys.signings[keys.signings.count - 1].publicKey.line)
        try store.write { transaction in
            try transaction.setAbout(.office, String(decoding: facts.json.canonical, as: UTF8.self))
            try transaction.setAbout(.epoch, Identifier(random: surroundings.random).hex)
            // The lost office counted its kits from 1, how far nobody knows; laptops take only greater numbers.
            if recovered != nil { try transaction.setAbout(.kitSerial, String(surroundings.now().seconds)) }
            try transaction.setAbout(.role, "office")
            try transaction.begin(feed: keys.id, body: body, surroundings: surroundings)
        }
        if let database { try OfficeDatabase.set(database, in: folder) }
        return OfficeFoundation(name: name, keys: keys, recovery)
    }
}

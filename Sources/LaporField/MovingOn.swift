import Age
import CanonicalJSON
import LaporBundle
import LaporModel
import LaporStore
import SSHSignature

/// What a laptop does that finds out that it is a copy of another one, or has a copy (FORMAT.md, Feeds).
extension Device {
    /// Whether what this laptop wrote last does not lie on the branch that keeps the feed.
    func isDisplaced(_ tip: FeedTip, _ transaction: Transaction) throws -> Bool {
        let chains = try transaction.ownChains(of: id)
        return try !chains.contains { chain in
            guard chain.range.contains(tip.sequence) else { return false }
            return try transaction.id(of: id, sequence: tip.sequence, in: chain) == tip.id
        }
    }

    /// Goes on under new keys, which the old ones introduce; gives the new id.
    ///
    /// The key file is written first: a key without a feed hurts nobody.
    func moveOn(from tip: FeedTip, _ keys: [DeviceKeys], _ transaction: Transaction) throws -> Identifier {
        guard let old = keys.first(where: { $0.id == id }), let began = try transaction.began(id),
            let introduction = Introduction(began)
        else { throw StoreError.notFound(id.hex) }
        let new = try DeviceKeys(random: surroundings.random)
        try KeyFiles.write([new] + keys, in: store.folder)
        var body = JSONObject()
        body.add("recipient", new.identity.recipient.string)
        body.add(
            "signature",
            try new.signing.sign(
                Array("\(id.hex)\n\(new.signing.publicKey.line)\n".utf8), namespace: "lapor-introduction"))
        body.add("signing_key", new.signing.publicKey.line)
        body.add("to", new.id.hex)
        var tip = tip
        _ = try transaction.append(
            kind: EventKind.moved, complaint: nil, body: body, to: id, tip: &tip, surroundings: surroundings)
        let renewed = try introduction.renewed(
            name: Self.name(ofCopy: introduction.name), from: old, to: new)
        try transaction.begin(
            feed: new.id, body: renewed.body(agent: surroundings.agent), surroundings: surroundings)
        try transaction.setAbout(.device, new.id.hex)
        return new.id
    }

    /// Two laptops of one name are told apart by a number.
    private static func name(ofCopy name: String) -> String {
        guard name.hasSuffix(")"), let open = name.lastIndex(of: "("),
            let number = Int(name[name.index(after: open)...].dropLast())
        else { return "\(name) (2)" }
        return "\(name[..<open])(\(number + 1))"
    }
}

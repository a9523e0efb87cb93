import Foundation

/// What the programs answer about the way back, and about other offices: only the keys that tests look at.
extension Answer {
    /// What `respond`, `edit` and the like tell.
    struct Changed: Decodable {
        let id: String
        let number: String
        let events: Int
    }

    /// What `show` says of the way back.
    struct Shown: Decodable, Equatable {
        struct Said: Decodable, Equatable {
            let text: String
            let agency: String?
            let at: String
        }
        let title: String?
        let status: String
        let trackingId: String?
        let answers: [Said]
    }

    /// The numbers of `lapor status`.
    struct Steps: Decodable, Equatable {
        var unsent = 0
        var packed = 0
        var confirmed = 0
        var answered = 0
    }

    /// The numbers of `lapor-import status`.
    struct OfficeStatus: Decodable {
        struct Device: Decodable {
            struct Gap: Decodable, Equatable {
                let first: Int
                let last: Int
            }
            let id: String
            let state: String
            let gaps: [Gap]
            let forks: Int
            let missingBlobs: Int
        }
        let complaints: Int
        let byStatus: [String: Int]
        let devices: [Device]
    }
}

extension Laptop {
    func steps() throws -> Answer.Steps { try must("status", "--json").json() }

    func shown(_ id: String) throws -> Answer.Shown { try must("show", id, "--json").json() }

    /// Packs into the one bundle that it must be, and tells what is in it.
    func packed(into name: String, _ more: String...) throws -> Answer.Packed.Bundle {
        let folder = try workspace.makeFolder(name)
        let packed: Answer.Packed = try succeed(run(["pack", "--to", folder, "--json"] + more)).json()
        guard packed.bundles.count == 1, let bundle = packed.bundles.first else {
            throw CannotRun(description: "\(packed.bundles.count) bundles, not one")
        }
        return bundle
    }

    /// Takes what lies in a folder.
    @discardableResult
    func receive(_ folder: String) throws -> [Answer.Added] { try must("receive", folder, "--json").json() }

    /// The same laptop once more: what a copied disk, or a folder that is put back, makes of it.
    func copy(as name: String) throws -> Laptop {
        try workspace.shell("cp -a '\(home)' '\(workspace.path(name))'")
        return Laptop(workspace: workspace, home: workspace.path(name), identity: identity)
    }
}

extension Office {
    func shown(_ id: String) throws -> Answer.Shown { try must("show", id, "--json").json() }

    func status() throws -> Answer.OfficeStatus { try must("status", "--json").json() }

    /// Merges one bundle that must be merged without a word.
    @discardableResult
    func merge(_ path: String) throws -> Answer.Added {
        let added = try add(path)
        guard added.status == 0, added.results.map(\.outcome) == ["merged"] else {
            throw CannotRun(description: "exit \(added.status): \(added.results)")
        }
        return added.results[0]
    }

    /// Merges all that a laptop has not had confirmed.
    @discardableResult
    func merge(from laptop: Laptop, by name: String = UUID().uuidString) throws -> Answer.Added {
        try merge(try laptop.packed(into: name).path)
    }

    /// Writes replies into a new folder and gives its path.
    func reply(into name: String = UUID().uuidString) throws -> String {
        let folder = try workspace.makeFolder(name)
        try must("reply", "--to", folder)
        return folder
    }

    /// The same office once more.
    func copy(as name: String) throws -> Office {
        try workspace.shell("cp -a '\(home)' '\(workspace.path(name))'")
        return Office(workspace: workspace, home: workspace.path(name), founded: founded)
    }
}

// MARK: Offices among themselves

extension Office {
    /// Writes this office's card and gives its path.
    func card() throws -> String {
        let path = workspace.path("kartu-\(UUID().uuidString)")
        try must("card", "--to", path)
        return path
    }

    /// Makes this office and the one that it relays to known to each other.
    func relays(to province: Office) throws {
        try must("peers", "add", province.card(), "--upstream", "--fingerprint", province.founded.fingerprint)
        try province.must("peers", "add", card(), "--downstream", "--fingerprint", founded.fingerprint)
    }

    /// Writes relays into a new folder.
    func relay(into name: String = UUID().uuidString, _ more: String...) throws -> [Answer.Packed.Bundle] {
        let folder = try workspace.makeFolder(name)
        let packed: Answer.Packed = try succeed(run(["relay", "--to", folder, "--json"] + more)).json()
        return packed.bundles
    }

    /// Relays in the one bundle that it must be.
    func relayed() throws -> Answer.Packed.Bundle {
        let bundles = try relay()
        guard bundles.count == 1 else { throw CannotRun(description: "\(bundles.count) bundles, not one") }
        return bundles[0]
    }
}

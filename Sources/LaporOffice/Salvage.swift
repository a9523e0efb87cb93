package import LaporBundle
package import LaporModel
import LaporStore

/// Why nothing is taken of a damaged bundle.
package enum SalvageError: Error, Sendable {
    /// What is signed at its start is damaged itself: nothing tells what in it is good.
    case startLost(BundleError)
    /// Only what devices send is salvaged.
    case notOfDevice(BundleError)
    /// Were it whole, it would wait for a person.
    case held(BundleError, Registry.Hold)
    /// No file in it is whole.
    case nothingWhole(BundleError)
}

/// What a damaged bundle held that the office still does not.
package struct MissingContent: Sendable {
    /// Events of a feed that follow on each other.
    package struct Events: Equatable, Sendable {
        package var feed: Identifier
        package var range: ClosedRange<Int>
    }

    package var events: [Events] = []
    package var blobs: [Hash] = []

    package var isEmpty: Bool { events.isEmpty && blobs.isEmpty }
}

extension BundleError {
    /// Whether a bad medium does this, and a sound copy of the bundle would not have it.
    var isDamage: Bool {
        switch self {
        case .truncated, .damaged: true
        default: false
        }
    }
}

extension Office {
    /// Takes what is whole in a bundle that was refused as damaged, as if a smaller one had come.
    ///
    /// The bundle itself is not noted as merged: brought again undamaged, it is taken whole.
    func salvage(_ path: String, refused error: BundleError, _ result: inout AddResult) throws {
        // It could not be opened, or is for somebody else.
        guard result.bundle != nil else { throw SalvageError.startLost(error) }
        guard result.isOfDevice else { throw SalvageError.notOfDevice(error) }
        let salvaged = try SalvagedBundle(path, with: keys.transports)
        let start = salvaged.start
        guard start.info.addressee == id else { throw BundleError.notForYou }
        let judged = try judgeField(start, &result)
        if case .hold(let hold) = judged.judgement { throw SalvageError.held(error, hold) }
        guard salvaged.files > 0 else {
            result.missing = try store.read { try lacking(of: salvaged, $0) }
            throw SalvageError.nothingWhole(error)
        }
        let merged = try merge(salvaged, from: start, judged)
        try tell(merged, of: start, in: &result)
        result.outcome = .salvaged
        // It would confirm all that the bundle held.
        result.code = nil
        result.error = nil
        result.missing = try store.read { try lacking(of: salvaged, $0) }
    }

    private func lacking(of bundle: SalvagedBundle, _ transaction: Transaction) throws -> MissingContent {
        var missing = MissingContent()
        for lost in bundle.lostEvents {
            missing.events += try transaction.lacking(lost.events, of: lost.feed, on: lost.range).map {
                MissingContent.Events(feed: lost.feed, range: $0)
            }
        }
        var expected: Set<Hash> = []
        for section in bundle.start.sections {
            expected.formUnion(try transaction.missingBlobs(of: section.feed))
        }
        // Without its event nobody can say whether a blob is wanted still: it is asked for with that. With all events
        // here, one that none of them names was erased.
        missing.blobs = try bundle.blobs.filter {
            try !transaction.hasBlob($0) && (!missing.events.isEmpty || expected.contains($0))
        }
        return missing
    }
}

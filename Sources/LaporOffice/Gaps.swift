package import LaporModel
import LaporStore

/// Something that a device has written and that has not arrived.
package struct Gap: Sendable {
    /// What is missing.
    package enum What: Sendable {
        /// Events; since when later ones are here.
        case events(ClosedRange<Int>, since: Timestamp?)
        /// An attachment of a complaint, or of a visit.
        case blob(Hash, complaint: Identifier?, outreach: Identifier?)
    }

    package var device: OfficeDevice
    package var what: What
}

extension Office {
    /// What is missing of each device, by device.
    package func gaps() throws -> [Gap] {
        try store.read { transaction in
            try devices(transaction).flatMap { device -> [Gap] in
                let ranges = try device.gaps.map { range in
                    Gap(
                        device: device,
                        what: .events(
                            range, since: try transaction.arrival(of: device.id, after: range.upperBound)))
                }
                let blobs = try transaction.missingAttachments(of: device.id).map { blob in
                    Gap(
                        device: device,
                        what: .blob(blob.sha256, complaint: blob.complaint, outreach: blob.outreach))
                }
                return ranges + blobs
            }
        }
    }
}

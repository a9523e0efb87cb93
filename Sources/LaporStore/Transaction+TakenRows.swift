import Foundation
package import LaporModel

// Rows of files without an external id are known again by a keyed hash too. They stand in the same index, told apart by
// what stands where a row's check does: the hash has all there is.
extension Transaction {
    private static let isRow = 65_536

    /// The complaint that was taken from a row that said the same.
    package func captured(row: Hash) throws -> Identifier? {
        try captured(externalName: row).flatMap { $0.check == Self.isRow ? $0.complaint : nil }
    }

    /// Notes that a row was taken; of two that say the same, the first.
    package func noteCaptured(row: Hash, complaint: Identifier) throws {
        guard try captured(externalName: row) == nil else { return }
        try noteCaptured(externalName: row, complaint: complaint, check: Self.isRow)
    }

    /// Forgets the row that a complaint was taken from: of what is erased or sealed no guess must be confirmed.
    package func forgetRow(of complaint: Identifier) throws {
        try db.execute(
            sql: "DELETE FROM external_ids WHERE complaint = ? AND row_check = ?",
            arguments: [Data(complaint.bytes), Self.isRow])
    }

    /// Forgets the rows of all complaints that are erased, by an office too.
    package func forgetRowsOfErased() throws {
        try db.execute(
            sql: """
                DELETE FROM external_ids
                WHERE row_check = ? AND complaint IN (SELECT id FROM complaints WHERE status = 'dihapus')
                """,
            arguments: [Self.isRow])
    }
}

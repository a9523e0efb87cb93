package import FileIO
import LaporBundle
import LaporModel
import LaporStore

/// Where bundles are written, and what is known of the medium.
package struct PackTarget: Sendable {
    /// From the root.
    package var folder: String
    /// What is free there, if not what the file system says.
    package var space: Space?
    /// Whether no file there may reach 4 GiB.
    package var isFAT: Bool
    /// Whether the medium is one that a person pulls out: all is then on it before anything is noted as packed.
    package var isRemovable: Bool

    /// A folder on a mounted volume.
    package init(_ folder: String, on volume: MountedVolume? = nil, isRemovable: Bool = false) {
        self.folder = Folder.absolute(folder)
        isFAT = volume?.isFAT ?? false
        self.isRemovable = isRemovable
    }

    /// The largest bundle in bytes, if one of this size was wished for; `nil` for the usual one.
    package func maximum(_ wish: Int?) -> Int? {
        guard let wish, isFAT else { return wish }
        return min(wish, BundleLimits.bundle)
    }
}

/// Why bundles cannot be written where they were to go.
package enum PackError: Error, Equatable, Sendable {
    /// What there is to pack takes about so many bytes, and so many are free.
    case noRoom(PackNeed)
}

/// How much room there is for bundles, and how much they take, in bytes.
package struct PackNeed: Equatable, Sendable {
    package var folder: String
    package var isRemovable: Bool
    /// About what the bundles take.
    package var needed: Int
    package var free: Int
}

/// About how large bundles become.
struct PackEstimate {
    /// What they cannot be smaller than.
    var least: Int
    /// What they usually are.
    var usual: Int

    /// Attachments do not shrink; events shrink to a third, to a tenth where they are much alike.
    init(_ selections: [Selection], _ transaction: Transaction) throws {
        var events = 0
        var blobs: [Hash: Int] = [:]
        for selection in selections {
            for part in selection.parts {
                events += try transaction.size(of: selection.feed, in: part)
                if selection.withBlobs {
                    for blob in try transaction.blobs(of: selection.feed, in: part) {
                        blobs[blob.sha256] = blob.size
                    }
                }
            }
        }
        let attachments = blobs.values.reduce(0, +)
        least = attachments + events / 10
        usual = attachments + events / 3
    }

    /// Throws if the bundles cannot have room on a target.
    func check(_ target: PackTarget) throws {
        guard let space = target.space ?? Folder.space(of: target.folder), space.free < least else { return }
        throw PackError.noRoom(need(target, free: space.free))
    }

    /// What is told where there is no room.
    func need(_ target: PackTarget, free: Int) -> PackNeed {
        PackNeed(
            folder: target.folder, isRemovable: target.isRemovable, needed: max(usual, free + 1), free: free)
    }
}

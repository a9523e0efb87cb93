import Glibc
package import LaporModel
import Synchronization

extension Surroundings {
    /// The version of both programs.
    package static let version = "0.1.0"

    /// When that version was last worked on: the date on the manual pages.
    static let versionDate = "2026-11-28"

    /// This machine's clock and its kernel's random bytes.
    package static func system(program: String) -> Surroundings {
        let pool = RandomPool()
        return Surroundings(
            now: { Timestamp(seconds: time(nil)) }, random: { pool.take($0) }, agent: "\(program) \(version)")
    }
}

/// The kernel's random bytes, fetched a page at a time: a system call for each would cost more than the sealing.
private final class RandomPool: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func take(_ count: Int) -> [UInt8] {
        bytes.withLock { bytes in
            if bytes.count < count { bytes = Self.fetch(max(count, 4_096)) }
            let taken = Array(bytes.suffix(count))
            bytes.removeLast(count)
            return taken
        }
    }

    private static func fetch(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { buffer in
            // At most 256 bytes a call.
            for start in stride(from: 0, to: count, by: 256) {
                let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<min(start + 256, count)])
                guard getentropy(part.baseAddress, part.count) == 0 else {
                    fatalError("the kernel gives no random bytes")
                }
            }
        }
        return bytes
    }
}

package import CanonicalJSON
package import LaporModel

extension Attachment {
    /// As `--json` shows it, of complaints and visits alike: what is sealed is `null`.
    package var shownJSON: JSON {
        .object([
            ("name", .string(orNull: name)), ("sha256", .string(sha256.hex)), ("size", .integer(size)),
            ("type", .string(orNull: type)),
        ])
    }

    /// As people read it: name, size in bytes, the start of its hash.
    package func shownLine(unnamed: String) -> String {
        "\(name ?? unnamed) (\(size) byte) \(sha256.hex.prefix(16))…"
    }
}

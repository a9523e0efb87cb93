/// The one kind of relative path that archives and manifests here may name.
///
/// Components are joined by single slashes and made of `A-Z a-z 0-9 . _ -` only. There is no
/// empty component, no `.` and no `..`, hence no leading or trailing slash. Such a path means the
/// same on every file system and cannot lead out of the folder it is resolved in.
package enum SafePath {
    /// Whether the path keeps to the rules above.
    ///
    /// An empty string does not. Length is not looked at.
    package static func isSafe(_ path: String) -> Bool {
        isSafe(path.utf8)
    }

    static func isSafe(_ path: some Collection<UInt8>) -> Bool {
        var length = 0
        var dotsOnly = true
        for byte in path {
            switch byte {
            case UInt8(ascii: "/"):
                if length == 0 || (dotsOnly && length <= 2) { return false }
                length = 0
                dotsOnly = true
            case UInt8(ascii: "."):
                length += 1
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                length += 1
                dotsOnly = false
            default:
                return false
            }
        }
        return length > 0 && !(dotsOnly && length <= 2)
    }

    /// The part before the first slash, or the whole of a path that has none.
    static func top(_ path: String) -> String {
        path.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? path
    }
}
